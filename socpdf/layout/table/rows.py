"""Cells set in the widths of their columns; the heights of rows, and which of them no page parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from socpdf.core.records import record
from socpdf.layout.style import GRID
from socpdf.layout.table.breaks import Breaking
from socpdf.layout.table.cells import PreparedTable, TableCell, TableRow
from socpdf.layout.table.look import LARGEST_KEPT_GROUP, MOST_BELOW_HEAD
from socpdf.layout.table.text import CellLine


@record
class SetCell:
    cell: TableCell
    lines: tuple[CellLine, ...]


@record
class SetRow:
    row: TableRow
    cells: tuple[SetCell, ...]
    height: int

    @property
    def has_text(self) -> bool:
        """Whether it is read across: if not, figures stand on a label's last line."""
        return any(cell.cell.is_text and cell.cell.cell.kind == "data" and cell.lines for cell in self.cells)


_MOST_LINES_OF_WORD: Final = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """A table whose lines are set, before anything has its place."""

    table: PreparedTable
    lefts: tuple[int, ...]
    """Where each column begins, and where the last one ends."""
    head: tuple[SetRow, ...]
    body: tuple[SetRow, ...]
    air_below_head: int
    """Under the head's last lines."""

    @property
    def width(self) -> int:
        return self.lefts[-1]

    def sides(self, cell: TableCell) -> tuple[int, int]:
        return self.lefts[cell.spread[0]], self.lefts[cell.spread[-1] + 1]

    def head_lines(self) -> int:
        """Of the highest cell of the head."""
        return max((len(cell.lines) for row in self.head for cell in row.cells), default=0)

    @property
    def chops_heads(self) -> bool:
        """Whether a word of a head is divided more than once."""
        cells = (cell for row in self.head for cell in row.cells)
        return any(len(cell.lines) > _MOST_LINES_OF_WORD * len(cell.cell.text.words) for cell in cells)

    def label_lines(self) -> int:
        labels = (cell for row in self.body for cell in row.cells if cell.cell.cell.kind == "row head")
        return max((len(cell.lines) for cell in labels), default=0)


def set_rows(table: PreparedTable, widths: Sequence[int], breaking: Breaking) -> Setting:
    lefts = tuple(accumulate(widths, initial=0))
    setter = _RowSetter(table, lefts, breaking)
    head = [setter.cells(row) for row in table.head]
    body = [setter.cells(row) for row in table.body]
    leading = table.size.leading
    head_heights = _head_heights(head, leading)
    below = _bring_onto_grid(head_heights)
    return Setting(
        table,
        lefts,
        tuple(map(SetRow, table.head, head, head_heights)),
        tuple(map(SetRow, table.body, body, _body_heights(body, leading))),
        below,
    )


@dataclass(frozen=True, slots=True)
class _RowSetter:
    table: PreparedTable
    lefts: Sequence[int]
    breaking: Breaking

    def cells(self, row: TableRow) -> tuple[SetCell, ...]:
        return tuple(SetCell(cell, self._lines(cell)) for cell in row.cells)

    def _lines(self, cell: TableCell) -> tuple[CellLine, ...]:
        room = self.lefts[cell.spread[-1] + 1] - self.lefts[cell.spread[0]] - sum(self.table.margins(cell))
        breaking = Breaking.SPACES if cell.figure else self.breaking
        return cell.text.lines(cell.rooms(room), breaking, even=not cell.is_text)


def height_of_lines(lines: int, leading: int) -> int:
    """One line is a line of the page's grid; the others add their leading."""
    return GRID + max(0, lines - 1) * leading


def on_grid(height: int) -> int:
    return -(-height // GRID) * GRID


def _head_heights(rows: Sequence[Sequence[SetCell]], leading: int) -> list[int]:
    """A head over several rows adds what it lacks to its first one: there it is above what others say."""
    heights = [_tallest(row, leading) for row in rows]
    for cell, index in _over_rows(rows):
        last = min(index + cell.cell.cell.rows, len(rows))
        lack = height_of_lines(len(cell.lines), leading) - sum(heights[index:last])
        heights[index] += max(0, lack)
    return heights


def _bring_onto_grid(heights: list[int]) -> int:
    """Air above the text of each row, and a little of it below the last one: how much, is the answer."""
    air = on_grid(sum(heights)) - sum(heights)
    below = min(air // 2, MOST_BELOW_HEAD)
    for index in range(len(heights)):
        heights[index] += (air - below) * (index + 1) // len(heights) - (air - below) * index // len(heights)
    if heights:
        heights[-1] += below
    return below


def _body_heights(rows: Sequence[Sequence[SetCell]], leading: int) -> list[int]:
    """Whole lines of the grid; what a cell over several rows lacks is added to the last of them."""
    heights = [on_grid(_tallest(row, leading)) for row in rows]
    for cell, index in _over_rows(rows):
        last = min(index + cell.cell.cell.rows, len(rows))
        lack = height_of_lines(len(cell.lines), leading) - sum(heights[index:last])
        heights[last - 1] += on_grid(max(0, lack))
    return heights


def _tallest(row: Sequence[SetCell], leading: int) -> int:
    return height_of_lines(max((len(c.lines) for c in row if c.cell.cell.rows == 1), default=1), leading)


def _over_rows(rows: Sequence[Sequence[SetCell]]) -> Iterator[tuple[SetCell, int]]:
    """Cells that span rows, with the first of them; those over few rows come first."""
    found = [(cell, index) for index, row in enumerate(rows) for cell in row if cell.cell.cell.rows > 1]
    yield from sorted(found, key=lambda pair: pair[0].cell.cell.rows)


# --- what stays together ---


def joined(rows: Sequence[SetRow]) -> list[range]:
    """Runs of rows that a cell spans, each drawn as one; most are a single row."""
    runs: list[range] = []
    start = end = 0
    for index, row in enumerate(rows):
        if index >= end and index > start:
            runs.append(range(start, index))
            start = index
        reach = max((cell.cell.cell.rows for cell in row.cells), default=1)
        end = max(end, index + reach)
    if rows:
        runs.append(range(start, len(rows)))
    return runs


def kept(rows: Sequence[SetRow]) -> list[bool]:
    """For each row whether no page may end after it.

    No row stands alone before or after the turn of a page, a total has two rows before it, a heading two rows
    after it, and a part stays with its whole; short groups are not divided.
    """
    last = len(rows) - 1
    together = {0, last - 1}
    for index, row in enumerate(rows):
        if row.row.total:
            together |= {index - 2, index - 1} if index > 1 else {0, 1}
        if row.row.part:
            together.add(index - 1)
    for group in _groups(rows):
        together |= {group.start, group.start + 1, max(group.start, group.stop - 2)}
        if len(group) <= LARGEST_KEPT_GROUP:
            together |= set(group[:-1])
    return [index in together and index < last for index in range(len(rows))]


def _groups(rows: Sequence[SetRow]) -> Iterator[range]:
    """Each heading with the rows below it; a total ends the last one."""
    start: int | None = None
    for index, row in enumerate(rows):
        if start is not None and (row.row.group or row.row.total):
            yield range(start, index)
            start = None
        if row.row.group:
            start = index
    if start is not None:
        yield range(start, len(rows))


def kept_runs(rows: Sequence[SetRow], runs: Sequence[range]) -> list[bool]:
    """The same for rows that are drawn as one: what holds for a run's last row holds for it."""
    keeps = kept(rows)
    return [keeps[run[-1]] for run in runs]
