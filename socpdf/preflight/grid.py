"""A table as a grid: which cell fills which slot, and which heads belong to a cell.

Two answers that must agree: by the Headers attribute, followed from head to head, and by Scope and position
(ISO 32000-2, 14.8.5.7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from socpdf.preflight.model import Element, Tree

SECTIONS: Final = ("THead", "TBody", "TFoot")
# Slots of one table; spans that ask for more are broken numbers.
_MOST_SLOTS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    element: Element
    row: int
    column: int
    row_span: int
    col_span: int
    section: str

    @property
    def is_head(self) -> bool:
        return self.element.role == "TH"

    @property
    def heads_column(self) -> bool:
        scope = self.element.attributes.scope
        return self.is_head and (scope in ("Column", "Both") or (scope is None and self._lies_in_head))

    @property
    def heads_row(self) -> bool:
        scope = self.element.attributes.scope
        return self.is_head and (scope in ("Row", "Both") or (scope is None and not self._lies_in_head))

    @property
    def _lies_in_head(self) -> bool:
        return self.section == "THead" or (not self.section and self.row == 0)

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.row_span)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.col_span)


@dataclass(frozen=True, slots=True)
class Grid:
    cells: tuple[Cell, ...]
    rows: tuple[tuple[Element, ...], ...]
    """The cells of each row as they are written."""
    width: int
    problems: tuple[tuple[Element, str], ...]
    """Why the table is no rectangle, each with the row or cell at fault."""
    above: tuple[tuple[tuple[Cell, ...], ...], ...]
    """Column heads over each slot, nearest first."""
    before: tuple[tuple[tuple[Cell, ...], ...], ...]
    """Row heads before each slot, nearest first."""

    def heads_by_position(self, cell: Cell) -> tuple[Cell, ...]:
        found: dict[int, Cell] = {}
        for column in cell.columns:
            found.update((head.element.index, head) for head in self.above[cell.row][column])
        for row in cell.rows:
            found.update((head.element.index, head) for head in self.before[row][cell.column])
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Table:
    """A table element with its grid and what its cells are found by."""

    element: Element
    grid: Grid
    ids: dict[bytes, Element]
    """The elements of this table that have an ID."""
    by_element: dict[int, Cell]
    has_row_heads: bool
    has_column_heads: bool

    @property
    def data(self) -> list[Cell]:
        return [cell for cell in self.grid.cells if not cell.is_head]


def read_table(tree: Tree, element: Element) -> Table:
    grid = build(tree, element)
    return Table(
        element=element,
        grid=grid,
        ids={inner.id: inner for inner in tree.subtree(element) if inner.id},
        by_element={cell.element.index: cell for cell in grid.cells},
        has_row_heads=any(cell.heads_row for cell in grid.cells),
        has_column_heads=any(cell.heads_column for cell in grid.cells),
    )


def build(tree: Tree, table: Element) -> Grid:
    rows = list(_rows(tree, table))
    slots: list[dict[int, Cell]] = [{} for _ in rows]
    cells: list[Cell] = []
    problems: list[tuple[Element, str]] = []
    ends = {None if section is None else section.index: n for n, (section, _) in enumerate(rows)}
    used = 0
    for number, (section, row) in enumerate(rows):
        last = ends[None if section is None else section.index]
        column = 0
        for element in _cells(tree, row):
            while column in slots[number]:
                column += 1
            spans = element.attributes
            height = spans.row_span
            if number + height - 1 > last:
                problems.append((element, f"RowSpan {height} reaches beyond the last row"))
                height = last - number + 1
            used += height * spans.col_span
            if used > _MOST_SLOTS:
                problems.append((element, f"ColSpan {spans.col_span} is larger than any table"))
                return Grid((), (), 0, tuple(problems), (), ())
            role = "" if section is None else section.role
            cell = Cell(element, number, column, height, spans.col_span, role)
            cells.append(cell)
            for y in cell.rows:
                if any(x in slots[y] for x in cell.columns):
                    problems.append((element, "the cell overlaps another one"))
                slots[y].update(dict.fromkeys(cell.columns, cell))
            column += spans.col_span
    width = max((max(row, default=-1) + 1 for row in slots), default=0)
    for (_, row), filled in zip(rows, slots, strict=True):
        if len(filled) != width:
            problems.append((row, f"the row fills {len(filled)} of {width} columns"))
    matrix = [[filled.get(x) for x in range(width)] for filled in slots]
    return Grid(
        cells=tuple(cells),
        rows=tuple(tuple(_cells(tree, row)) for _, row in rows),
        width=width,
        problems=tuple(problems),
        above=_above(matrix, width),
        before=tuple(tuple(_chain(row, "row")) for row in matrix),
    )


def heads_by_reference(ids: dict[bytes, Element], cell: Element) -> dict[int, Element]:
    """Every head a cell names with Headers, and those that these name, by index."""
    found: dict[int, Element] = {}
    waiting = list(cell.attributes.headers)
    while waiting:
        head = ids.get(waiting.pop(0))
        if head is not None and head.index not in found and head.index != cell.index:
            found[head.index] = head
            waiting.extend(head.attributes.headers)
    return found


def _rows(tree: Tree, table: Element) -> Iterator[tuple[Element | None, Element]]:
    """The rows with the section they stand in."""
    for child in tree.children(table):
        if child.role == "TR":
            yield None, child
        elif child.role in SECTIONS:
            yield from ((child, row) for row in tree.children(child) if row.role == "TR")


def _cells(tree: Tree, row: Element) -> Iterator[Element]:
    return (cell for cell in tree.children(row) if cell.role in ("TH", "TD"))


def _chain(slots: Iterable[Cell | None], direction: str) -> Iterator[tuple[Cell, ...]]:
    """The heads seen when looking back from each slot along a row or column.

    The nearest head counts, with those that touch it; the search ends at a data cell behind a head.
    """
    touching: tuple[Cell, ...] = ()
    nearest: tuple[Cell, ...] = ()
    for cell in slots:
        yield nearest
        if cell is None or not cell.is_head:
            touching = ()
        elif cell.heads_row if direction == "row" else cell.heads_column:
            if cell not in touching:
                touching = (cell, *touching)
            nearest = touching


def _above(matrix: list[list[Cell | None]], width: int) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
    columns = [list(_chain((row[x] for row in matrix), "column")) for x in range(width)]
    return tuple(tuple(columns[x][y] for x in range(width)) for y in range(len(matrix)))
