"""Where a value comes from: its expression, and every figure behind it with its rows, source and date.

A number is told only where the report publishes it: one that is withheld, or stands in no table, is not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from socpdf.core.diagnostics import Span
from socpdf.ir.spec import NamedValue
from socpdf.ir.tables import ComputedReport, Figure, Released, ReleasedReport
from socpdf.ir.tidy import TidyTable
from socpdf.text import swedish

# A register has a million rows behind a figure; nobody reads on after these.
MOST_ROWS: Final = 40
Categories = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the data that a figure was read from."""

    file: str
    line: int
    """0: the figure was counted over all rows of the file."""
    categories: Categories


@dataclass(frozen=True, slots=True)
class Step:
    """A figure that the value rests on."""

    place: str
    """Its row, column and table; empty for one that stands in no table."""
    data: str
    measure: str
    categories: Categories
    written: str
    """As the report publishes it, or its sign; empty where the report publishes no such figure."""
    rows: tuple[Row, ...]
    more_rows: int
    source: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Trace:
    name: str
    expression: str
    span: Span
    written: str
    steps: tuple[Step, ...]


def trace(
    value: NamedValue, computed: ComputedReport, released: ReleasedReport, data: Mapping[str, TidyTable]
) -> Trace | None:
    """None for an entry that is no value by itself, but a table or a number for others to use."""
    if value.span not in released.values:
        return None
    found = computed.values[value.span]
    published = dict(_published(computed, released))
    if found.figure is not None and found.figure.cell is not None:
        own = released.values[value.span]
        if not isinstance(own, str):
            published.setdefault(found.figure.cell, _Published("", own))
    tables = {table.name: table for table in data.values()}
    steps = tuple(_step(figure, published, tables) for figure in _of_data(found.rests_on))
    written = swedish.write(released.values[value.span], ())
    return Trace(value.name, value.source, value.span, written, steps)


@dataclass(frozen=True, slots=True)
class _Published:
    place: str
    released: Released


def _published(computed: ComputedReport, released: ReleasedReport) -> Iterator[tuple[object, _Published]]:
    """By cell of the data, the first place where the report has it."""
    seen: set[object] = set()
    for made, shown in zip(computed.tables, released.tables, strict=True):
        for row, released_row in zip(made.rows, shown.rows, strict=True):
            for name, figure, cell in zip(made.names, row.figures, released_row.cells, strict=True):
                if figure.cell is not None and figure.cell not in seen:
                    seen.add(figure.cell)
                    place = f"row `{row.label}`, column `{name}` of table {made.number}"
                    yield figure.cell, _Published(place, cell)


def _of_data(figures: tuple[Figure, ...]) -> Iterator[Figure]:
    """The figures that are cells of the data; a rate or a change is made of several."""
    for figure in figures:
        if figure.cell is not None:
            yield figure
        else:
            yield from _of_data(figure.rests_on)


def _step(figure: Figure, published: Mapping[object, _Published], tables: Mapping[str, TidyTable]) -> Step:
    cell = figure.cell
    assert cell is not None, "only cells of the data are steps"
    table = tables[cell.data]
    found = published.get(cell)
    origin = figure.origin[:MOST_ROWS]
    return Step(
        place=found.place if found else "",
        data=cell.data,
        measure=cell.measure,
        categories=tuple((name, category or "alla") for name, category in cell.categories),
        written=swedish.cell(found.released) if found else "",
        rows=tuple(Row(at.file, at.line, _categories(table, at.line)) for at in origin),
        more_rows=len(figure.origin) - len(origin),
        source=table.source,
        as_of=table.as_of,
    )


def _categories(table: TidyTable, line: int) -> Categories:
    if line not in table.lines:
        return ()
    at = table.lines.index(line)
    return tuple((d.name, d.categories[table.keys[d.name][at]]) for d in table.dimensions)
