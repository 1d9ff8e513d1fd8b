"""Which value or cell of the report has a number; only what is released is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from socpdf.core.rounding import half_away
from socpdf.ir.spec import ChapterSpec, NamedValue
from socpdf.ir.tables import ReleasedReport, ReleasedTable, Shown
from socpdf.ir.tidy import Unit


@dataclass(frozen=True, slots=True)
class Holder:
    """A released figure with the way to write it."""

    expression: str
    where: str
    """As a message says it; empty for a named value, which its expression names."""
    number: Fraction
    unit: Unit
    own: bool
    """Whether it is of the chapter itself."""

    def has(self, number: Decimal, *, percent: bool) -> bool:
        """The same number, or for per cents the same when it is rounded as the number is."""
        if not percent:
            return self.unit not in {"procent", "kvot"} and self.number == number
        if self.unit not in {"procent", "procentenheter", "kvot"}:
            return False
        share = self.number * (100 if self.unit == "kvot" else 1)
        return half_away(share, max(0, -int(number.as_tuple().exponent))) == number


def holders(chapter: ChapterSpec, released: ReleasedReport) -> tuple[Holder, ...]:
    """The nearest first: named values, cells of the chapter, cells of others."""
    tables = sorted(released.tables, key=lambda table: not _is_of(table, chapter))
    cells = (holder for table in tables for holder in _cells(table, chapter))
    return (*_values(chapter.values, released), *cells)


def _values(values: tuple[NamedValue, ...], released: ReleasedReport) -> Iterator[Holder]:
    for value in values:
        found = released.values.get(value.span)
        if isinstance(found, Shown):
            yield Holder(value.name, "", Fraction(found.number), found.unit, own=True)


def _cells(table: ReleasedTable, chapter: ChapterSpec) -> Iterator[Holder]:
    own = _is_of(table, chapter)
    for row in table.rows:
        for name, cell in zip(table.names, row.cells, strict=True):
            if isinstance(cell, Shown):
                expression = f'tabell("{table.number}")["{row.label}", "{name}"]'
                where = f"row `{row.label}`, column `{name}` of table {table.number}"
                yield Holder(expression, where, Fraction(cell.number), cell.unit, own)


def _is_of(table: ReleasedTable, chapter: ChapterSpec) -> bool:
    return table.number.removeprefix("figur ").startswith(f"{chapter.number}:")
