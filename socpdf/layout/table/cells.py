"""The cells of a table at one size: their text in its look, and where figures have their units digit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from socpdf.core.records import record
from socpdf.ir import document as doc
from socpdf.layout.inline.collect import Run, collect
from socpdf.layout.inline.prepare import Typesetter
from socpdf.layout.style import TypeStyle
from socpdf.layout.table.look import BESIDE_SIGN, HANGING, SIGNS, Face, Size
from socpdf.layout.table.text import CellText, Rooms

# A figure up to its units digit: whatever stands before it, thousands, and the second number of a range.
_WHOLE: Final = re.compile(r"\D*\d+(?:[\u00a0\u202f ]\d{3})*(?:\u2013\d+)?")
_SIGN: Final = re.compile(f"[{re.escape(SIGNS)}]+$")
_DASH: Final = re.compile(r"\s*[\u2013-]\s")
"""A label that begins so is a part of the one above it."""


@record
class Figure:
    """The widths of a figure's parts."""

    whole: int
    """Up to where the units digit ends: figures of a column are aligned there."""
    fraction: int
    """From the comma on, or a unit."""
    sign: int
    """Hangs out to the right."""


@record
class TableCell:
    cell: doc.Cell
    text: CellText
    figure: Figure | None
    """For data that are aligned."""
    first: int = 0
    """Indent of the first line, of a left-aligned cell."""
    rest: int = 0
    spread: range = field(init=False)
    """The columns it stands over."""

    def __post_init__(self) -> None:
        column = self.cell.column
        object.__setattr__(self, "spread", range(column, column + self.cell.columns))

    @property
    def is_text(self) -> bool:
        """Whether it is read in lines from the left, as labels are."""
        return self.cell.align == "left" and self.cell.kind != "column head"

    def rooms(self, width: int) -> Rooms:
        return Rooms(width - self.first, width - self.rest)


@record
class TableRow:
    cells: tuple[TableCell, ...]
    total: bool = False
    group: bool = False
    """A heading over the rows that follow."""
    part: bool = False
    """Its label says that it is a part of the row above."""


@dataclass(frozen=True, slots=True)
class PreparedTable:
    head: tuple[TableRow, ...]
    body: tuple[TableRow, ...]
    columns: int
    size: Size
    signs: tuple[int, ...]
    """By column, the widest sign that hangs out of its right edge."""

    def cells(self) -> Iterator[TableCell]:
        for row in (*self.head, *self.body):
            yield from row.cells

    def margins(self, cell: TableCell) -> tuple[int, int]:
        """What stays free at the left and right of a cell's content."""
        if cell.cell.align == "figure":
            return self.size.padding, self.right_margin(cell.spread[-1])
        right = self._beside(cell.text.sign)
        # A centred line has as much room at its left as the sign takes at its right.
        return (right if cell.cell.align == "centre" else self.size.padding), right

    def right_margin(self, column: int) -> int:
        """What stays free at the right of a column of figures, for the signs that hang out there."""
        return self._beside(self.signs[column])

    def _beside(self, sign: int) -> int:
        return max(self.size.padding, sign + BESIDE_SIGN) if sign else self.size.padding


def prepare_table(table: doc.Table, size: Size, setter: Typesetter, language: str) -> PreparedTable:
    maker = _Maker(size, setter, language)
    head = tuple(maker.head_row(row) for row in table.head_rows)
    body = tuple(maker.body_row(row, table.columns) for row in table.body_rows)
    return PreparedTable(head, body, table.columns, size, tuple(_signs((*head, *body), table.columns)))


def _signs(rows: Sequence[TableRow], columns: int) -> list[int]:
    signs = [0] * columns
    for row in rows:
        for cell in row.cells:
            if cell.cell.align == "figure":
                column = cell.spread[-1]
                signs[column] = max(signs[column], cell.figure.sign if cell.figure else cell.text.sign)
    return signs


@dataclass(frozen=True, slots=True)
class _Maker:
    size: Size
    setter: Typesetter
    language: str

    def head_row(self, row: doc.Row) -> TableRow:
        return TableRow(tuple(self._cell(cell, self.size.heavy) for cell in row.cells))

    def body_row(self, row: doc.Row, columns: int) -> TableRow:
        group = len(row.cells) == 1 and row.cells[0].kind == "row head" and row.cells[0].columns == columns
        face = self.size.heavy if row.total or group else self.size.light
        cells = tuple(self._cell(cell, face) for cell in row.cells)
        part = bool(cells) and cells[0].cell.kind == "row head" and cells[0].first > 0
        return TableRow(cells, row.total, group and columns > 1, part)

    def _cell(self, cell: doc.Cell, face: Face) -> TableCell:
        if cell.kind == "data" and cell.align == "figure" and cell.columns == 1:
            return self._figure(cell, face.figures)
        runs = collect(cell.content, face.words, cell.id, self.language)
        text = CellText.of(runs, self.setter, hangs=cell.align != "left")
        if cell.kind != "row head" or cell.align != "left":
            return TableCell(cell, text, None)
        indent = HANGING if _DASH.match("".join(run.text for run in runs)) else 0
        return TableCell(cell, text, None, indent, indent + HANGING)

    def _figure(self, cell: doc.Cell, look: TypeStyle) -> TableCell:
        """One line, however long."""
        runs = tuple(_unbroken(run) for run in collect(cell.content, look, cell.id, self.language))
        text = CellText.unbroken(runs, self.setter)
        return TableCell(cell, text, self._parts(runs, text.natural))

    def _parts(self, runs: Sequence[Run], width: int) -> Figure:
        # What calls a note is not part of the figure, though it looks like one.
        plain = "".join(run.text for run in runs if run.note is None)
        found = _WHOLE.match(plain)
        if found is None:
            digit = self._width(runs, "0") if runs else 0
            # A single sign stands in the middle of the units digit, longer ones end with it.
            whole = (digit + width) // 2 if len(plain) == 1 and width < digit else width
            return Figure(whole, width - whole, 0)
        if len(found[0]) == len(plain) and len(runs) == 1:
            return Figure(width, 0, 0)
        sign = _SIGN.search(plain)
        marks = self._width(runs, sign[0]) if sign else 0
        whole = min(width, self._width(runs, found[0]))
        return Figure(whole, width - whole - marks, marks)

    def _width(self, runs: Sequence[Run], text: str) -> int:
        """Of some of the text in the look of its first run: a figure has one look."""
        return self.setter.fragment(text, 0, runs[0]).width


def _unbroken(run: Run) -> Run:
    return replace(run, text=run.text.replace(" ", "\u00a0")) if " " in run.text else run
