"""Every table and every value of the report, from its spec and the data; all errors before `Refused`.

Before that, what the data say must hold is checked.

A table or value that cannot be computed is an error at its place, and what rests on it is passed over in
silence: the cause is told once.
"""

from collections.abc import Iterator, Mapping

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.ir.spec import ChapterSpec, ReportSpec
from socpdf.ir.tables import ComputedReport, ComputedTable, ComputedValue, Figure
from socpdf.ir.tidy import TidyTable
from socpdf.ir.walk import diagrams as diagrams_of
from socpdf.ir.walk import tables as tables_of
from socpdf.tables.chart import plan
from socpdf.tables.cube import Cube
from socpdf.tables.identities import check_identities
from socpdf.tables.sums import nets, sums
from socpdf.tables.table import Entry, build
from socpdf.tables.values import Scope, chapter_values


def compute(report: ReportSpec, data: Mapping[str, TidyTable], sink: Sink) -> ComputedReport:
    before = len(sink.diagnostics)
    cubes: dict[str, Cube] = {}
    for key, table in data.items():
        cubes[key] = Cube(table, report.year, cubes)
    ties = check_identities(cubes, sink)
    entries = _entries(report.chapters, cubes, sink)
    values: dict[Span, ComputedValue] = {}
    for chapter in report.chapters:
        values.update(chapter_values(Scope(chapter, report.year, cubes, entries), sink))
    plans = {
        spec.number: plan(spec, entry, sink)
        for chapter in report.chapters
        for spec in diagrams_of(chapter)
        if (entry := entries.get(spec.table)) is not None
    }
    if len(sink.diagnostics) > before:
        raise Refused
    made = [entry for entry in entries.values() if entry is not None]
    tables = tuple(entry.table for entry in made)
    published = tuple(figure for cube in cubes.values() for figure in cube.published())
    shown = (*_figures_shown(tables, values), *published)
    return ComputedReport(
        tables=tables,
        values=values,
        sums=sums(cubes, shown, ties.equal),
        hidden=frozenset(cell for entry in made for cell in entry.hidden),
        kept=frozenset(cell for entry in made for cell in entry.kept),
        nets=nets(cubes, shown),
        within=ties.within,
        plans={number: found for number, found in plans.items() if found is not None},
        published=published,
        year=report.year,
    )


def _entries(
    chapters: tuple[ChapterSpec, ...], cubes: Mapping[str, Cube], sink: Sink
) -> dict[str, Entry | None]:
    """The tables by number; None for one that has errors."""
    entries: dict[str, Entry | None] = {}
    for chapter in chapters:
        for spec in tables_of(chapter):
            entries[spec.number] = build(spec, chapter, cubes, sink)
    return entries


def _figures_shown(
    tables: tuple[ComputedTable, ...], values: Mapping[Span, ComputedValue]
) -> Iterator[Figure]:
    for table in tables:
        for row in table.rows:
            for figure in row.figures:
                # A change or a rate is no cell: who knows it knows the figures it is made of.
                yield from [figure] if figure.cell is not None else figure.rests_on
    for value in values.values():
        yield from value.rests_on
