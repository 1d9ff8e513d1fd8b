"""One `diagram` directive to the plan of its chart: which figures of which table, under which names.

Only names and places are looked at here; whether the figures suit the kind is `chartcheck`. The order of
categories by their figures is found when these are released: an order of secret figures would tell of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.chartkind import Kind, Panels
from socpdf.ir.chartplan import ChartPlan, PlannedPanel, PlannedSeries
from socpdf.ir.spec import DiagramSpec
from socpdf.ir.tables import Figure
from socpdf.ir.tidy import Unit
from socpdf.tables.axis import Line
from socpdf.tables.chartcheck import Drawn, are_times, check_chart
from socpdf.tables.marks import named_lines
from socpdf.tables.table import Entry

# More categories than this, or longer names, lie better than they stand.
_MOST_STANDING: Final = 12
_LONGEST_STANDING: Final = 12
_FEW: Final = 4
_BY_UNIT: Final[Mapping[Unit, str]] = {
    "antal": "Antal",
    "procent": "Andel (%)",
    "procentenheter": "Procentenheter",
    "kvot": "Andel",
    "per 10 000": "Per 10 000 invånare",
    "timmar": "Timmar",
    "kronor": "Kronor",
    "dagar": "Dagar",
    "poäng": "Poäng",
}
_BETWEEN: Final = ", "
"""Between the heads of one name."""
_LYING: Final = frozenset({Kind.BARS, Kind.STACKED, Kind.SHARES, Kind.PAIRED})


def plan(spec: DiagramSpec, entry: Entry, sink: Sink) -> ChartPlan | None:
    """The plan, or None with its errors in the sink."""
    before = len(sink.diagnostics)
    if spec.own is None and spec.table.partition(":")[0] != spec.number.partition(":")[0]:
        message = f"table {spec.table} stands in another chapter, which is a file of its own"
        sink.error("T301", message, place(spec, "tabell"), "declare its figures here with `data`")
        return None
    chosen = _chosen(spec, entry, sink)
    if chosen is None or len(sink.diagnostics) > before:
        return None
    made = _Planner(spec, entry, *chosen).plan()
    _check_highlighted(spec, made, sink)
    check_chart(spec, _drawn(entry, made), sink)
    return made if len(sink.diagnostics) == before else None


def place(spec: DiagramSpec, option: str) -> Span:
    return spec.places.get(option, spec.span)


def _chosen(spec: DiagramSpec, entry: Entry, sink: Sink) -> tuple[list[int], list[int]] | None:
    """Rows and columns by their places in the table."""
    all_rows, all_columns = entry.declared.rows, entry.declared.columns
    rows = named_lines(spec.rows, all_rows, "row", place(spec, "rader"), sink)
    columns = named_lines(spec.columns, all_columns, "column", place(spec, "serier"), sink)
    out = named_lines(spec.left_out, all_rows, "row", place(spec, "utom"), sink) if spec.left_out else []
    if not spec.rows:
        rows = [at for at in rows if not _is_total(all_rows[at], all_rows) and not all_rows[at].spec.part]
    if not spec.columns:
        columns = [at for at in columns if not _is_total(all_columns[at], all_columns)]
    rows = [at for at in rows if at not in out]
    if not rows or not columns:
        what = "row" if columns else "column"
        sink.error("T309", f"no {what} is left to draw", spec.span, "name those that are, or leave fewer out")
        return None
    return rows, columns


def _is_total(line: Line, lines: Sequence[Line]) -> bool:
    """A declared total, or a line that leaves open what others like it fix: *Totalt* beside *Kvinnor*."""
    return line.total or any(
        line.at.keys() < other.at.keys() and _asked(line) == _asked(other) for other in lines
    )


def _asked(line: Line) -> tuple[object, ...]:
    return line.spec.data, line.spec.measure, line.spec.share, line.spec.change


@dataclass(frozen=True, slots=True)
class _Planner:
    spec: DiagramSpec
    entry: Entry
    rows: Sequence[int]
    columns: Sequence[int]
    spoken: dict[str, str] = field(default_factory=dict)
    """Names as they stand inside a sentence, where that is not as in the table."""

    def plan(self) -> ChartPlan:
        across = self._across()
        along, beside = (self.columns, self.rows) if across else (self.rows, self.columns)
        panels, names = self._panels(along, beside, across=across)
        return ChartPlan(
            table=self.spec.table,
            categories=names,
            category=self._category(along, across=across),
            panels=panels,
            measure=self._measure(panels),
            lying=self._lies(names),
            spoken=dict(sorted(self.spoken.items())),
        )

    def _across(self) -> bool:
        """Lines run over years, wherever the table has them."""
        if self.spec.across is not None:
            return self.spec.across
        rows = _names(self._lines(self.rows, across=False))
        columns = _names(self._lines(self.columns, across=True))
        return self.spec.kind is Kind.LINES and are_times(columns) and not are_times(rows)

    def _lines(self, chosen: Sequence[int], *, across: bool) -> list[Line]:
        lines = self.entry.declared.columns if across else self.entry.declared.rows
        return [lines[at] for at in chosen]

    # --- panels and series ---

    def _panels(
        self, along: Sequence[int], beside: Sequence[int], *, across: bool
    ) -> tuple[tuple[PlannedPanel, ...], tuple[str, ...]]:
        """The panels with their series, and the names of the categories, which all panels share."""
        categories = self._names(self._lines(along, across=across))
        series = self._names(self._lines(beside, across=not across))
        whole = [
            PlannedSeries(name, tuple(_cell(a, b, across=across) for a in along))
            for name, b in zip(series, beside, strict=True)
        ]
        match self.spec.panels:
            case Panels.NONE:
                return (PlannedPanel("", tuple(whole)),), categories
            case Panels.SERIES:
                return tuple(PlannedPanel(one.name, (one,)) for one in whole), categories
            case Panels.GROUPS:
                return self._grouped(along, beside, across=across)

    def _grouped(
        self, along: Sequence[int], beside: Sequence[int], *, across: bool
    ) -> tuple[tuple[PlannedPanel, ...], tuple[str, ...]]:
        """A panel for each outermost head of the series, or else of the categories."""
        by_series = self._groups(beside, across=not across)
        pairs: list[tuple[str, Sequence[int], Sequence[int]]]
        if len(by_series) > 1:
            pairs = [(name, along, inner) for name, inner in by_series.items()]
        else:
            by_category = self._groups(along, across=across)
            pairs = [(name, inner, beside) for name, inner in by_category.items()]
        panels: list[PlannedPanel] = []
        names: tuple[str, ...] = ()
        for name, inner_along, inner_beside in pairs:
            names = self._names(self._lines(inner_along, across=across))
            series = self._names(self._lines(inner_beside, across=not across))
            made = (
                PlannedSeries(one, tuple(_cell(a, b, across=across) for a in inner_along))
                for one, b in zip(series, inner_beside, strict=True)
            )
            panels.append(PlannedPanel(name, tuple(made)))
        return tuple(panels), names

    def _groups(self, chosen: Sequence[int], *, across: bool) -> Mapping[str, list[int]]:
        """Lines by the outermost of the heads around their own; empty where there is none."""
        found: dict[str, list[int]] = {}
        for line, at in zip(self._lines(chosen, across=across), chosen, strict=True):
            name = line.heads[0].text if len(line.heads) > 1 else ""
            self._say(name, _inside(line, 0) if name else "")
            found.setdefault(name, []).append(at)
        return found

    # --- words ---

    def _names(self, lines: Sequence[Line]) -> tuple[str, ...]:
        """Their names, of which it is kept how they are said."""
        names = _names(lines)
        for name, line in zip(names, lines, strict=True):
            self._say(name, _BETWEEN.join(_inside(line, level) for level in _telling(lines)))
        return names

    def _say(self, name: str, spoken: str) -> None:
        if spoken != name:
            self.spoken[name] = spoken

    def _category(self, along: Sequence[int], *, across: bool) -> str:
        """What the table says its categories are."""
        if not across:
            return self.entry.table.stub_heads[-1]
        lines = self._lines(along, across=True)
        dimension = lines[0].levels[_telling(lines)[-1]]
        if dimension:
            return self.entry.declared.cubes[lines[0].spec.data].dimensions[dimension].title
        return "År" if are_times(_names(lines)) else ""

    def _measure(self, panels: Sequence[PlannedPanel]) -> str:
        """The author's words, else the measure's title, else the unit; nothing where there are several."""
        if self.spec.measure:
            return self.spec.measure
        figures = [self._figure(cell) for panel in panels for one in panel.series for cell in one.cells]
        titles = dict.fromkeys(self._title(figure) for figure in figures)
        if len(titles) == 1:
            return next(iter(titles))
        units = dict.fromkeys(figure.unit for figure in figures)
        return _BY_UNIT[next(iter(units))] if len(units) == 1 else ""

    def _title(self, figure: Figure) -> str:
        """A count says what it counts."""
        if figure.cell is None:
            return _BY_UNIT[figure.unit]
        cubes = self.entry.declared.cubes.values()
        cube = next(cube for cube in cubes if cube.table.name == figure.cell.data)
        measure = cube.measure(figure.cell.measure)
        if measure.computed and measure.name not in cube.measures:
            return _BY_UNIT[figure.unit]  # a share that the table asked for has no title of an author's
        if measure.title.casefold() in {"antal", measure.counts} and measure.counts != "övrigt":
            return f"Antal {measure.counts}"
        return measure.title

    def _figure(self, cell: tuple[int, int]) -> Figure:
        row, column = cell
        return self.entry.table.rows[row].figures[column]

    def _lies(self, names: Sequence[str]) -> bool:
        if self.spec.lying is not None or self.spec.kind not in _LYING:
            return bool(self.spec.lying)
        longest = max(map(len, names))
        return len(names) > _MOST_STANDING or (len(names) > _FEW and longest > _LONGEST_STANDING)


def _inside(line: Line, at: int) -> str:
    """A head inside a sentence: with a small letter, unless the data write its category with a capital."""
    name, level = line.heads[at].text, line.levels[at]
    fixed = (chosen for chosen in line.at.values() if chosen.casefold() == name.casefold())
    written = line.at[level] if level else next(fixed, "")
    is_name = written[:1].isupper() or not name[1:2].islower()
    return name if is_name else name[:1].lower() + name[1:]


def _cell(along: int, beside: int, *, across: bool) -> tuple[int, int]:
    return (beside, along) if across else (along, beside)


def _names(lines: Sequence[Line]) -> tuple[str, ...]:
    """The heads that tell the lines apart, from the outermost in."""
    levels = _telling(lines)
    return tuple(_BETWEEN.join(line.heads[level].text for level in levels) for line in lines)


def _telling(lines: Sequence[Line]) -> list[int]:
    """The levels of heads that tell the lines apart; where the lines share all of them, the innermost."""
    depths = {len(line.heads) for line in lines}
    if len(depths) > 1:
        return list(range(-min(depths), 0))
    levels = range(-depths.pop(), 0)
    return [level for level in levels if len({line.heads[level].text for line in lines}) > 1] or [-1]


def _drawn(entry: Entry, made: ChartPlan) -> Drawn:
    rows = entry.table.rows
    return Drawn(
        made,
        tuple(
            tuple(tuple(rows[row].figures[column] for row, column in one.cells) for one in panel.series)
            for panel in made.panels
        ),
        {cube.table.name: cube for cube in entry.declared.cubes.values()},
    )


def _check_highlighted(spec: DiagramSpec, made: ChartPlan, sink: Sink) -> None:
    series = [one.name for panel in made.panels for one in panel.series]
    known = dict.fromkeys((*made.categories, *series, *(panel.name for panel in made.panels)))
    for name in spec.highlighted:
        if name not in known:
            message = f"the diagram has nothing of the name `{name}`"
            sink.error("T302", message, place(spec, "framhäv"), did_you_mean(name, known))
