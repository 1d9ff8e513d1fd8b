"""A reader of a released table of three rows and two columns with their sums, who tries every whole table."""

from collections.abc import Iterator, Sequence
from typing import Final

MOST: Final = 24
"""More than any figure of the tables that are tried."""
Grid = Sequence[Sequence[str]]


def possible(grid: Grid) -> list[list[set[int]]]:
    """By row and column of the inner cells: every value in some table that fits figures, signs and sums."""
    rows = [list(_rows(line)) for line in grid[:3]]
    found: list[list[set[int]]] = [[set(), set()] for _ in rows]
    for at, row in enumerate(rows):
        one, other = (rows[place] for place in range(3) if place != at)
        beside = {(a + c, b + d) for a, b in one for c, d in other}
        for left, right in row:
            if any(_fits(grid[3], left + more_left, right + more_right) for more_left, more_right in beside):
                found[at][0].add(left)
                found[at][1].add(right)
    return found


def _rows(line: Sequence[str]) -> Iterator[tuple[int, int]]:
    left, right, total = line
    for one in _values(left):
        for other in _values(right):
            if one + other in _values(total, 2 * MOST):
                yield one, other


def _fits(totals: Sequence[str], left: int, right: int) -> bool:
    sums = (left, right, left + right)
    return all(value in _values(sign, 6 * MOST) for sign, value in zip(totals, sums, strict=True))


def _values(sign: str, most: int = MOST) -> range:
    match sign:
        case "*":
            return range(1, 4)
        case "**":
            return range(most + 1)
        case figure:
            return range(int(figure), int(figure) + 1)
