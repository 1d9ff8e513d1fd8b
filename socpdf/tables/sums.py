"""The sums by which a reader of all figures shown could learn a further one; disclosure control needs them.

A sum counts if all its members but one are shown, or follow from others that do, and also if a figure of it
is shown at all: the remainder of a total can give away what several withheld figures share.
"""

from collections import deque
from collections.abc import Iterable, Mapping

from socpdf.ir.tables import CellKey, Figure, Sum
from socpdf.tables.cube import Cube, Line


def sums(cubes: Mapping[str, Cube], shown: Iterable[Figure]) -> tuple[Sum, ...]:
    """Every sum with a figure that is shown, or that follows from those."""
    by_name = {cube.table.name: cube for cube in cubes.values()}
    queue = deque(dict.fromkeys(figure.cell for figure in shown if figure.cell is not None))
    known = set(queue)
    found: dict[Line, Sum] = {}
    open_members: dict[Line, set[CellKey]] = {}
    while queue:
        cell = queue.popleft()
        cube = by_name[cell.data]
        for line in cube.lines(cell):
            if line not in found:
                found[line] = cube.sum(line)
                open_members[line] = _members(found[line]) - known
            unknown = open_members[line]
            unknown.discard(cell)
            if len(unknown) == 1:
                follows = unknown.pop()
                if follows not in known:
                    known.add(follows)
                    queue.append(follows)
    return tuple(found.values())


def _members(line: Sum) -> set[CellKey]:
    total = {line.total} if isinstance(line.total, CellKey) else set()
    return total | set(line.parts)
