"""The notes below a table: those its author wrote, and those that write themselves.

Themselves: where marked cells come from; why a figure breaks an identity; that figures from before a merger
are added up; that shares were rounded together.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from socpdf.ir.spec import Content, TableSpec, Text
from socpdf.ir.tables import CellKey, Figure, Note
from socpdf.ir.tidy import Merger
from socpdf.tables.cube import YEAR, Cube

MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def notes(spec: TableSpec, cubes: Mapping[str, Cube], figures: Sequence[Figure]) -> tuple[Note, ...]:
    cells = list(dict.fromkeys(cell for figure in figures for cell in _cells(figure)))
    by_name = {cube.table.name: cube for cube in cubes.values()}
    own = [Note(note.sign, note.content) for note in spec.notes]
    written = [
        *((mark.sign, f"Källa: {mark.source}.") for mark in spec.marks if mark.source),
        *(("", reason) for reason in _deviations(by_name, cells)),
        *(("", told) for told in _mergers(by_name, cells)),
    ]
    if any(figure.rounded is not None for figure in figures):
        written.append(("", "Andelarna är avrundade så att de tillsammans blir 100 procent."))
    return (*own, *(Note(sign, _content(text, spec)) for sign, text in dict.fromkeys(written)))


def _content(text: str, spec: TableSpec) -> Content:
    return (Text(text, spec.span),)


def _cells(figure: Figure) -> Iterator[CellKey]:
    if figure.cell is not None:
        yield figure.cell
    for part in figure.rests_on:
        yield from _cells(part)


def _deviations(cubes: Mapping[str, Cube], cells: Sequence[CellKey]) -> Iterator[str]:
    for cell in cells:
        if cell.data in cubes:
            at = dict(cell.categories)
            for deviation in cubes[cell.data].table.deviations:
                where = deviation.where.items()
                if deviation.measure == cell.measure and all(at.get(n) == c for n, c in where):
                    yield deviation.reason


def _mergers(cubes: Mapping[str, Cube], cells: Sequence[CellKey]) -> Iterator[str]:
    """One sentence for mergers of one day, and the years from before that the table shows."""
    years: dict[Merger, set[str]] = {}
    for cell in cells:
        at = dict(cell.categories)
        for dimension in cubes[cell.data].table.dimensions if cell.data in cubes else ():
            for merger in dimension.mergers:
                year = at.get(YEAR, str(cubes[cell.data].year))
                if at[dimension.name] == merger.new and year < str(merger.when.year):
                    years.setdefault(merger, set()).add(year)
    for when in sorted({merger.when for merger in years}):
        same_day = [merger for merger in years if merger.when == when]
        became = ", och ".join(f"{_joined(merger.old)} blev {merger.new}" for merger in same_day)
        before = _joined(sorted({year for merger in same_day for year in years[merger]}))
        month = f"{MONTHS[when.month - 1]} {when.year}"
        yield f"{became} i {month}. Siffrorna för {before} är därför sammanlagda."


def _joined(words: Sequence[str]) -> str:
    return " och ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
