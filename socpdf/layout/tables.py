"""A table into one strip: column widths from content, figures aligned on the comma, heads with rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from socpdf.core.lengths import Sp, mm, pt
from socpdf.ir import document as doc
from socpdf.ir.paged import Artifact, Box, Ink, Item, Line, Rule
from socpdf.layout import style
from socpdf.layout.inline.collect import Run, collect
from socpdf.layout.inline.finalize import SetLine
from socpdf.layout.inline.paragraph import Measure, set_lines
from socpdf.layout.inline.prepare import Typesetter, prepare
from socpdf.layout.strips import Strip
from socpdf.layout.style import TABLE, TypeStyle
from socpdf.text.fonts import Cut

_PADDING: Final = pt(4)
"""Left and right of a cell."""
_ABOVE: Final = pt(1.25)
"""Above and below a cell's lines: a row of one line is as high as a line of the text."""
_HANGING: Final = pt(6)
# Figures further apart than this no longer read as a row.
_WIDEST_FIGURES: Final = mm(24)
_UNBROKEN: Final = Measure(style.PAGE_WIDTH)
_HAIR: Final = pt(0.25)
_FIRM: Final = pt(0.75)


def set_table(table: doc.Table, width: int, ink: Ink, setter: Typesetter, language: str) -> Strip:
    return _TableSetter(table, width, ink, setter, language).set()


@dataclass(frozen=True, slots=True)
class _SetCell:
    cell: doc.Cell
    lines: tuple[SetLine, ...]
    to_comma: int
    """For a figure: the width of what stands before the comma."""


@dataclass(frozen=True, slots=True)
class _TableSetter:
    table: doc.Table
    width: int
    ink: Ink
    setter: Typesetter
    language: str

    def set(self) -> Strip:
        widths = self._widths()
        lefts = list(accumulate(widths, initial=0))
        head = [[self._set_cell(c, _across(widths, c)) for c in row.cells] for row in self.table.head_rows]
        body = [[self._set_cell(c, _across(widths, c)) for c in row.cells] for row in self.table.body_rows]
        commas = _commas(body, lefts)
        head_heights = _head_heights(head)
        heights = [*head_heights, *(_row_height(row) for row in body)]
        tops = list(accumulate(heights, initial=0))
        grounds = [*self._tint(sum(head_heights)), *self._rules(tops, lefts)]
        lines = list(self._lines(head, body, tops, lefts, commas))
        return Strip(tops[-1], (*grounds, *lines))

    # widths

    def _widths(self) -> list[int]:
        """What the columns of figures need; the stub takes what it needs of the rest, or all of it."""
        needs = [0] * self.table.columns
        for row in (*self.table.head_rows, *self.table.body_rows):
            for cell in row.cells:
                if cell.columns == 1:
                    needs[cell.column] = max(needs[cell.column], self._need(cell) + 2 * _PADDING)
        self._widen_for_spanners(needs)
        stub, *figures = needs
        spare = self.width - sum(figures) - stub
        if spare < 0:
            return [self.width - sum(figures), *figures]
        # Figure columns of equal width read best; beyond a limit the stub takes what is left.
        share = min(spare // len(figures), max(0, _WIDEST_FIGURES - max(figures))) if figures else 0
        figures = [figure + share for figure in figures]
        return [self.width - sum(figures), *figures]

    def _widen_for_spanners(self, needs: list[int]) -> None:
        for row in self.table.head_rows:
            for cell in row.cells:
                under = range(cell.column, cell.column + cell.columns)
                lack = self._need(cell) + 2 * _PADDING - sum(needs[column] for column in under)
                if cell.columns > 1 and lack > 0:
                    for column in under:
                        needs[column] += -(-lack // cell.columns)

    def _need(self, cell: doc.Cell) -> int:
        """A head may be broken between words; figures and stub are wanted on one line."""
        words = prepare(self._runs(cell), self.setter).words
        if cell.kind == "column head":
            return max((word.width for word in words), default=0)
        return sum(word.width + (word.space.width if word.space else 0) for word in words)

    # cells

    def _runs(self, cell: doc.Cell) -> tuple[Run, ...]:
        return collect(cell.content, self._look(cell), cell.id, self.language)

    def _look(self, cell: doc.Cell) -> TypeStyle:
        total = any(row.total and cell in row.cells for row in self.table.body_rows)
        heavy = cell.kind == "column head" or total
        return TABLE.with_cut(Cut.SEMIBOLD) if heavy else TABLE

    def _set_cell(self, cell: doc.Cell, width: int) -> _SetCell:
        runs = self._runs(cell)
        if cell.kind == "data":
            lines = set_lines(runs, _UNBROKEN, self.setter)
            return _SetCell(cell, tuple(lines), self._before_comma(runs))
        hanging = _HANGING if cell.kind == "row head" else 0
        lines = set_lines(runs, Measure(width - 2 * _PADDING, hanging=hanging), self.setter)
        return _SetCell(cell, tuple(lines), 0)

    def _before_comma(self, runs: Sequence[Run]) -> int:
        width = 0
        for index, run in enumerate(runs):
            before, comma, _ = run.text.partition(",")
            width += self.setter.fragment(before, index, run).width if before else 0
            if comma:
                break
        return width

    # drawing

    def _tint(self, height: int) -> Iterator[Item]:
        yield Box(Sp(0), Sp(0), Sp(self.width), Sp(height), Ink(self.ink.hue, 9), Artifact.TINT)

    def _rules(self, tops: Sequence[int], lefts: Sequence[int]) -> Iterator[Item]:
        heads = len(self.table.head_rows)
        yield self._rule(0, self.width, 0, _FIRM)
        for index, row in enumerate(self.table.head_rows):
            for cell in row.cells:
                if cell.columns > 1:
                    right = lefts[cell.column + cell.columns] - _PADDING
                    yield self._rule(lefts[cell.column] + _PADDING, right, tops[index + 1], _HAIR)
        yield self._rule(0, self.width, tops[heads], _FIRM)
        for index, row in enumerate(self.table.body_rows):
            if index:
                yield self._rule(0, self.width, tops[heads + index], _FIRM if row.total else _HAIR)
        yield self._rule(0, self.width, tops[-1], _FIRM)

    def _rule(self, left: int, right: int, y: int, weight: Sp) -> Rule:
        ink = self.ink if weight == _FIRM else Ink(self.ink.hue, 35)
        return Rule(Sp(left), Sp(y), Sp(right), Sp(y), weight, ink, Artifact.RULE)

    def _lines(
        self,
        head: Sequence[Sequence[_SetCell]],
        body: Sequence[Sequence[_SetCell]],
        tops: Sequence[int],
        lefts: Sequence[int],
        commas: Sequence[int],
    ) -> Iterator[Line]:
        for index, row in enumerate((*head, *body)):
            for cell in row:
                across = lefts[cell.cell.column], lefts[cell.cell.column + cell.cell.columns]
                # Heads stand at the foot of their rows, row labels and figures at the top of theirs.
                bottom = tops[index + cell.cell.rows]
                top = bottom - _cell_height(cell) if index < len(head) else tops[index]
                yield from _cell_lines(cell, across, top, commas[cell.cell.column])


def _cell_lines(cell: _SetCell, across: tuple[int, int], top: int, comma: int) -> Iterator[Line]:
    left, right = across
    for index, line in enumerate(cell.lines):
        match cell.cell.align:
            case "left":
                hanging = _HANGING if index and cell.cell.kind == "row head" else 0
                x = left + _PADDING + hanging
            case "centre":
                x = left + (right - left - line.width) // 2
            case "figure":
                x = comma - cell.to_comma if cell.cell.kind == "data" else right - _PADDING - line.width
        y = top + _ABOVE + index * TABLE.leading + TABLE.leading * 3 // 4
        yield Line(Sp(x), Sp(y), line.segments)


def _across(widths: Sequence[int], cell: doc.Cell) -> int:
    return sum(widths[cell.column : cell.column + cell.columns])


def _commas(body: Sequence[Sequence[_SetCell]], lefts: Sequence[int]) -> list[int]:
    """By column, where the comma stands: the longest fraction reaches the right edge of the column."""
    fractions = [0] * (len(lefts) - 1)
    for row in body:
        for cell in row:
            if cell.cell.kind == "data" and cell.lines:
                column = cell.cell.column
                fractions[column] = max(fractions[column], cell.lines[0].width - cell.to_comma)
    return [right - _PADDING - fraction for right, fraction in zip(lefts[1:], fractions, strict=True)]


def _cell_height(cell: _SetCell) -> int:
    return len(cell.lines) * TABLE.leading + 2 * _ABOVE


def _row_height(row: Sequence[_SetCell]) -> int:
    return max((_cell_height(cell) for cell in row if cell.cell.rows == 1), default=2 * _ABOVE)


def _head_heights(head: Sequence[Sequence[_SetCell]]) -> list[int]:
    """Each row by its own cells; the last one takes what a cell over several rows still needs."""
    heights = [_row_height(row) for row in head]
    for index, row in enumerate(head):
        for cell in row:
            last = index + cell.cell.rows - 1
            lack = _cell_height(cell) - sum(heights[index : last + 1])
            heights[last] += max(0, lack)
    return heights
