"""The widths of a table's columns, from what its cells hold.

First every column gets what it cannot do without; then wishes are granted, the most important first, as
far as the width goes: heads in few lines, labels on one line, columns of one kind equally wide. All that is
left is spread over the columns of figures, as long as they still read as a row, and then given to the stub.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from socpdf.layout.table.breaks import Breaking
from socpdf.layout.table.cells import PreparedTable, TableCell
from socpdf.layout.table.look import (
    HIGHEST_HEAD,
    NARROWEST_STUB,
    NARROWEST_TEXT,
    STUB_FIRST,
    STUB_LAST,
    WIDEST_FIGURES,
)

_UNLIMITED = 1 << 62


def column_widths(table: PreparedTable, width: int, breaking: Breaking) -> tuple[int, ...] | None:
    """Widths that fill `width` exactly, or None where the content needs more."""
    needs = _Needs(table, breaking)
    least = needs.least()
    if sum(least) > width:
        return None
    return tuple(_Sharing(needs, width, least).share())


def least_width(table: PreparedTable, breaking: Breaking) -> int:
    return sum(_Needs(table, breaking).least())


@dataclass(slots=True)
class _Needs:
    """What the cells of a table ask of their columns."""

    table: PreparedTable
    breaking: Breaking
    text_columns: tuple[int, ...] = field(init=False)
    """Those that are read, not compared: the stub first."""
    figure_columns: tuple[int, ...] = field(init=False)
    breakable: tuple[TableCell, ...] = field(init=False)
    """All but the figures, in the order in which they claim room: those over few columns first."""

    def __post_init__(self) -> None:
        texts = {cell.cell.column for row in self.table.body for cell in row.cells if _is_read(cell)} | {0}
        self.text_columns = tuple(sorted(texts))
        self.figure_columns = tuple(c for c in range(self.table.columns) if c not in texts)
        breakable = (cell for cell in self.table.cells() if cell.figure is None)
        self.breakable = tuple(sorted(breakable, key=lambda cell: cell.cell.columns))

    def least(self) -> list[int]:
        """By column; no figure and no part of a word is cut, and labels keep a width to read them in."""
        widths = self._figures()
        floors = self._floors() if self.breaking < Breaking.ANYWHERE else {}
        for column, floor in floors.items():
            widths[column] = max(widths[column], floor)
        self.raised(widths, ((cell, self._narrowest(cell)) for cell in self.breakable))
        return widths

    def raised(self, widths: list[int], claims: Iterable[tuple[TableCell, int]]) -> None:
        """Make the columns under each cell as wide as the content it claims room for."""
        for cell, content in claims:
            lack = content + sum(self.table.margins(cell)) - sum(widths[column] for column in cell.spread)
            if lack > 0:
                fill(widths, cell.spread, lack + cell.cell.columns - 1, _UNLIMITED)

    def heads_in(self, lines: int, widths: Sequence[int]) -> Iterator[tuple[TableCell, int]]:
        """What heads need so that they take no more lines; those that have one line anyway need nothing."""
        for row in self.table.head:
            for cell in sorted(row.cells, key=lambda cell: cell.cell.columns):
                margins = sum(self.table.margins(cell))
                if cell.text.natural + margins > sum(widths[column] for column in cell.spread):
                    need = cell.text.width_for(lines, self.breaking)
                    # Rather another line than figures too far apart.
                    if lines == HIGHEST_HEAD or need + margins <= WIDEST_FIGURES * cell.cell.columns:
                        yield cell, need

    def words_in_two(self) -> Iterator[tuple[TableCell, int]]:
        """What heads of a single word need so that it is divided no more than once."""
        for row in self.table.head:
            for cell in row.cells:
                if len(cell.text.words) == 1:
                    yield cell, cell.text.width_for(2, self.breaking)

    def natural(self, column: int) -> int:
        """What a column of text needs so that nothing in its rows is broken."""
        cells = (cell for row in self.table.body for cell in row.cells if cell.cell.columns == 1)
        return max((self._whole(cell) for cell in cells if cell.cell.column == column), default=0)

    def alike(self) -> list[list[TableCell]]:
        """The heads of single columns, those that say the same together, under whatever groups they are."""
        by_text: dict[str, list[TableCell]] = {}
        for row in self.table.head:
            for cell in row.cells:
                if cell.cell.columns == 1:
                    by_text.setdefault(" ".join(cell.text.texts), []).append(cell)
        return list(by_text.values())

    def _figures(self) -> list[int]:
        wholes, fractions = [0] * self.table.columns, [0] * self.table.columns
        for cell in self.table.cells():
            if cell.figure is not None:
                column = cell.cell.column
                wholes[column] = max(wholes[column], cell.figure.whole)
                fractions[column] = max(fractions[column], cell.figure.fraction)
        padding = self.table.size.padding
        return [
            whole + fraction + padding + self.table.right_margin(column) if whole else 0
            for column, (whole, fraction) in enumerate(zip(wholes, fractions, strict=True))
        ]

    def _floors(self) -> dict[int, int]:
        stub = self.text_columns[0]
        return {
            column: min(self.natural(column), NARROWEST_STUB if column == stub else NARROWEST_TEXT)
            for column in self.text_columns
        }

    def _narrowest(self, cell: TableCell) -> int:
        return cell.text.narrowest(self.breaking, cell.first, cell.rest)

    def _whole(self, cell: TableCell) -> int:
        return cell.first + cell.text.natural + sum(self.table.margins(cell))


@dataclass(frozen=True, slots=True)
class _Sharing:
    """Shares out what the width has beyond the least."""

    needs: _Needs
    width: int
    least: Sequence[int]

    def share(self) -> list[int]:
        widths = list(self.least)
        widths = self._granted(widths, self._alike(widths))
        widths = self._whole_words(widths)
        for lines in (HIGHEST_HEAD, 3):
            widths = self._granted(widths, self._heads(widths, lines))
        widths = self._granted(widths, self._words_in_two(widths))
        widths = self._labels(widths, STUB_FIRST)
        widths = self._granted(widths, self._heads(widths, 2))
        widths = self._granted(widths, self._alike(widths))
        widths = self._labels(widths, STUB_LAST)
        fill(widths, self.needs.figure_columns, self._spare(widths), WIDEST_FIGURES)
        return self._rest(widths)

    def _spare(self, widths: Sequence[int]) -> int:
        return self.width - sum(widths)

    def _granted(self, before: list[int], after: list[int]) -> list[int]:
        return after if sum(after) <= self.width else before

    def _alike(self, widths: Sequence[int]) -> list[int]:
        wished = list(widths)
        for cells in self.needs.alike():
            columns = [cell.cell.column for cell in cells]
            widest = max(wished[column] for column in columns)
            for column in columns:
                wished[column] = widest
        return wished

    def _whole_words(self, widths: list[int]) -> list[int]:
        """Heads that need least for it get the room to stand without divided words."""
        if self.needs.breaking is Breaking.SPACES:
            return widths
        wishes = []
        for cells in self.needs.alike():
            wished = list(widths)
            whole = cells[0].text.narrowest(Breaking.SPACES)
            self.needs.raised(wished, ((cell, whole) for cell in cells))
            added = [wish - width for wish, width in zip(wished, widths, strict=True)]
            wishes.append((sum(added), added))
        for _, added in sorted(wishes):
            widths = self._granted(widths, [a + b for a, b in zip(widths, added, strict=True)])
        return widths

    def _heads(self, widths: Sequence[int], lines: int) -> list[int]:
        wished = list(widths)
        self.needs.raised(wished, self.needs.heads_in(lines, widths))
        return wished

    def _words_in_two(self, widths: Sequence[int]) -> list[int]:
        wished = list(widths)
        self.needs.raised(wished, self.needs.words_in_two())
        return wished

    def _labels(self, widths: Sequence[int], part: float) -> list[int]:
        """Columns of text grow towards the width of their longest cell, all by the same part of the way."""
        texts = self.needs.text_columns
        most = self.width if len(texts) > 1 else int(self.width * part)
        wishes = {column: max(0, min(self.needs.natural(column), most) - widths[column]) for column in texts}
        wanted = sum(wishes.values())
        given = min(wanted, self._spare(widths))
        granted = list(widths)
        for column, wish in wishes.items():
            granted[column] += wish * given // wanted if wanted else 0
        return granted

    def _rest(self, widths: Sequence[int]) -> list[int]:
        """To the columns of text by their width; the sum is exact."""
        texts = self.needs.text_columns
        spare, whole = self._spare(widths), sum(widths[column] for column in texts)
        granted = list(widths)
        for column in texts[1:]:
            granted[column] += spare * widths[column] // whole if whole else 0
        granted[texts[0]] += self.width - sum(granted)
        return granted


def _is_read(cell: TableCell) -> bool:
    return cell.is_text and cell.cell.columns == 1


def fill(widths: list[int], columns: Sequence[int], room: int, limit: int) -> None:
    """Raise the narrowest columns first, so that they become as equal as the room allows."""
    ordered = sorted(columns, key=lambda column: widths[column])
    for count, column in enumerate(ordered, 1):
        level = min(limit, widths[ordered[count]] if count < len(ordered) else limit)
        step = min(level - widths[column], room // count)
        if step > 0:
            for raised in ordered[:count]:
                widths[raised] += step
            room -= step * count
