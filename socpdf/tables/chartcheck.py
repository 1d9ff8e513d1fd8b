"""Whether figures suit the kind of diagram that is to show them; what they are is never told.

A kind that says more than the figures do is refused: parts that make no whole, a line over what is no time,
one axis for two units.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from socpdf.charts.tiles import DISTRICTS
from socpdf.core.diagnostics import Sink
from socpdf.ir.chartkind import Kind
from socpdf.ir.chartplan import ChartPlan
from socpdf.ir.spec import DiagramSpec
from socpdf.ir.tables import CellKey, Figure
from socpdf.tables.cube import Cube
from socpdf.text.swedish import MONTHS

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SERIES: Final = {Kind.PYRAMID: 2, Kind.DOTS: 2, Kind.PAIRED: 2, Kind.PARTS: 1, Kind.TILES: 1}
"""How many series a kind has, where that is not the author's choice."""
_MOST_SERIES: Final = {Kind.BARS: 4, Kind.STACKED: 5, Kind.SHARES: 5, Kind.LINES: 5}
"""More cannot be told apart beside each other in one column."""
_WHOLES: Final = frozenset({Kind.SHARES, Kind.PARTS})
_MOST_PARTS: Final = 6
_MOST_STANDING: Final = 12
_SHORT: Final = 6
"""Letters of a name that still has room below a narrow bar."""
_NO_NEGATIVE: Final = frozenset({Kind.STACKED, Kind.SHARES, Kind.PARTS, Kind.PYRAMID})

Fault = tuple[str, str, str, str]
"""Code, option it is about, message, hint."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan with the figures it shows, by panel, series and category."""

    plan: ChartPlan
    figures: tuple[tuple[tuple[Figure, ...], ...], ...]
    cubes: Mapping[str, Cube]
    """By the name that cells have."""

    def every(self) -> Iterator[Figure]:
        return (figure for panel in self.figures for series in panel for figure in series)


def check_chart(spec: DiagramSpec, drawn: Drawn, sink: Sink) -> None:
    for code, option, message, hint in _faults(spec, drawn):
        sink.error(code, message, spec.places.get(option, spec.span), hint)


def are_times(names: Sequence[str]) -> bool:
    """Whether the names are years, or times with a year, or months, in their order."""
    years = [_YEAR.search(name) for name in names]
    if all(years):
        found = [int(match.group()) for match in years if match]
        alone = all(name.strip() == match.group() for name, match in zip(names, years, strict=True) if match)
        return all(one < other if alone else one <= other for one, other in pairwise(found))
    months = [MONTHS.index(name.casefold()) for name in names if name.casefold() in MONTHS]
    return len(months) == len(names) and months == sorted(set(months))


def _faults(spec: DiagramSpec, drawn: Drawn) -> Iterator[Fault]:
    yield from _panel_faults(drawn)
    wanted = _SERIES.get(spec.kind)
    if wanted is not None and any(len(panel) != wanted for panel in drawn.figures):
        count = len(drawn.figures[0])
        message = (
            f"`{spec.kind.value}` shows {_series(wanted)}, and here {'is' if count == 1 else 'are'} {count}"
        )
        yield "T304", "serier", message, "choose them with `serier`, or declare them in `kolumner`"
        return
    yield from _unit_faults(spec, drawn)
    yield from _size_faults(spec, drawn)
    if spec.kind is Kind.LINES:
        yield from _time_faults(drawn.plan)
    if spec.kind is Kind.TILES and not any(name in drawn.plan.categories for name, _, _ in DISTRICTS):
        message = f"the map has no tile for `{drawn.plan.categories[0]}`, …"
        yield "T310", "sort", message, f"draw boards such as `{DISTRICTS[0][0]}`, or write `sort: staplar`"
    if spec.kind in _NO_NEGATIVE and any(_is_negative(figure) for figure in drawn.every()):
        message = f"a figure is below zero, which `{spec.kind.value}` cannot show"
        yield "T306", "sort", message, "write `sort: staplar`"
    if spec.kind in _WHOLES | {Kind.STACKED}:
        yield from _whole_faults(spec, drawn)


def _series(count: int) -> str:
    return "one series" if count == 1 else f"{count} series"


def _panel_faults(drawn: Drawn) -> Iterator[Fault]:
    lengths = {len(series) for panel in drawn.figures for series in panel}
    names = {tuple(one.name for one in panel.series) for panel in drawn.plan.panels}
    if len(lengths) > 1:
        yield "T309", "paneler", "the panels have not the same categories", "choose rows that all groups have"
    elif len(drawn.plan.panels) > 1 and drawn.plan.panels[0].name == "":
        yield "T309", "paneler", "some lines stand in no group", "choose lines that have heads around them"
    elif len(drawn.plan.panels) > 1 and len({len(panel) for panel in names}) > 1:
        yield "T309", "paneler", "the panels have not the same series", "choose columns that all groups have"


def _unit_faults(spec: DiagramSpec, drawn: Drawn) -> Iterator[Fault]:
    units = dict.fromkeys(figure.unit for figure in drawn.every())
    if spec.kind is Kind.PAIRED:
        if any(len({figure.unit for figure in series}) > 1 for panel in drawn.figures for series in panel):
            yield "T303", "serier", "a series has figures of several units", "draw it from another table"
        elif len(units) == 1:
            message = f"`par` is for two units, and both series are in {next(iter(units))}"
            yield "T303", "sort", message, "write `sort: staplar`, which shows them on one axis"
    elif len(units) > 1:
        names = " and ".join(f"`{unit}`" for unit in units)
        hint = "choose series of one unit with `serier`, or write `sort: par` for two of them"
        yield "T303", "serier", f"one axis cannot show {names}", hint


def _size_faults(spec: DiagramSpec, drawn: Drawn) -> Iterator[Fault]:
    names, series = drawn.plan.categories, max(len(panel) for panel in drawn.figures)
    if series > _MOST_SERIES.get(spec.kind, series):
        message = f"{series} series in one `{spec.kind.value}` cannot be told apart"
        hint = f"choose at most {_MOST_SERIES[spec.kind]} with `serier`, or write `paneler: serier`"
        yield "T308", "serier", message, hint
    if spec.kind is Kind.PARTS and len(names) > _MOST_PARTS:
        yield (
            "T308",
            "sort",
            f"`delar` shows at most {_MOST_PARTS} parts, not {len(names)}",
            "write `sort: staplar`",
        )
    if spec.lying is False and len(names) > _MOST_STANDING and max(map(len, names)) > _SHORT:
        message = f"{len(names)} names have no room below bars that stand"
        yield "T308", "liggande", message, "write `liggande: ja`"


def _time_faults(plan: ChartPlan) -> Iterator[Fault]:
    if not are_times(plan.categories):
        message = f"a line says that time passes, and `{plan.categories[0]}`, … are no times in their order"
        yield (
            "T305",
            "sort",
            message,
            "write `sort: staplar`, or choose with `kategorier` what lies along the axis",
        )
    elif len(plan.categories) == 1:
        yield "T305", "sort", "a line over one year is a dot", "write `sort: staplar`, or add years"


def _is_negative(figure: Figure) -> bool:
    return isinstance(figure.number, Fraction) and figure.number < 0


# --- wholes ---


def _whole_faults(spec: DiagramSpec, drawn: Drawn) -> Iterator[Fault]:
    """Parts on top of each other must not overlap, and those of a hundred per cent must be all there are."""
    stacks = (stack for panel in drawn.figures for stack in _stacks(spec.kind, panel))
    for stack in stacks:
        if spec.kind in _WHOLES and not _is_whole(stack, drawn.cubes):
            hint = "draw all parts of the whole and no total, or write `sort: staplar`"
            yield "T307", "serier", "the parts do not make a whole", hint
            return
        if spec.kind is Kind.STACKED and _overlap(stack, drawn.cubes):
            hint = "leave totals out, or write `sort: staplar`"
            yield "T307", "serier", "figures on top of each other must not overlap", hint
            return


def _stacks(kind: Kind, panel: Sequence[Sequence[Figure]]) -> Iterator[tuple[Figure, ...]]:
    if kind is Kind.PARTS:
        yield from (tuple(series) for series in panel)
    else:
        yield from zip(*panel, strict=True)


def _is_whole(stack: Sequence[Figure], cubes: Mapping[str, Cube]) -> bool:
    cells = _cells(stack)
    if cells is None or len({(cell.data, cell.measure) for cell in cells}) > 1:
        return _is_hundred(stack)
    return any(set(parts) == set(cells) for parts in _lines_of(cells[0], cubes)) or _is_hundred(stack)


def _is_hundred(stack: Sequence[Figure]) -> bool:
    """Whether shares that are all there add up, but for their rounding."""
    numbers = [figure.number for figure in stack if isinstance(figure.number, Fraction)]
    if len(numbers) < len(stack) or any(figure.unit != "procent" for figure in stack):
        return False
    slack = sum((Fraction(1, 2 * 10**figure.decimals) for figure in stack), Fraction(0))
    return abs(sum(numbers, Fraction(0)) - 100) <= slack


def _overlap(stack: Sequence[Figure], cubes: Mapping[str, Cube]) -> bool:
    """Figures of several measures are taken to be apart; those of one must be parts of one sum."""
    cells = _cells(stack)
    if cells is None or len({(cell.data, cell.measure) for cell in cells}) > 1 or len(cells) == 1:
        return False
    return len(set(cells)) < len(cells) or not any(
        set(cells) <= set(parts) for parts in _lines_of(cells[0], cubes)
    )


def _cells(stack: Sequence[Figure]) -> list[CellKey] | None:
    cells = [figure.cell for figure in stack if figure.cell is not None]
    return cells if len(cells) == len(stack) else None


def _lines_of(cell: CellKey, cubes: Mapping[str, Cube]) -> Iterator[tuple[CellKey, ...]]:
    cube = cubes[cell.data]
    return (cube.sum(line).parts for line in cube.lines(cell))
