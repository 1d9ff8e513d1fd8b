"""A chart as a statement into a drawing: its panels one beside or below the other, with what they share."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Final

from socpdf.charts import columns, dots, lines, paired, parts, pyramid, stacked, tiles
from socpdf.charts.colour import GREY, MOST
from socpdf.charts.figures import explained, is_secret, signs
from socpdf.charts.frame import Frame, legend
from socpdf.charts.geometry import Box
from socpdf.charts.look import AIR, ASCENT, HEAD, NAME, TICK
from socpdf.charts.sheet import Measure, Sheet
from socpdf.core.lengths import Sp, in_points
from socpdf.ir.chart import Chart
from socpdf.ir.chartkind import Kind
from socpdf.ir.drawing import Drawing
from socpdf.ir.paged import Ink

_GUTTER: Final = 16.0
_BETWEEN_PANELS: Final = 10.0
_AIR_ABOVE: Final = 4.0
_MOST_BESIDE: Final = 4


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of chart, and how it is drawn."""

    kind: Kind
    draw: Callable[[Frame], float]
    """Into a frame; answers with where it ends."""
    narrowest: float
    """Of several panels, in points: so many stand beside each other as are at least so wide."""
    says_measure: bool = True
    """Whether what the figures are stands above; else the chart itself says it."""
    hatches: bool = True
    """Whether what is withheld is hatched."""
    series: tuple[int, int] = (1, MOST)
    """The fewest and the most that it can show."""


CHARTS: Final = (
    Form(Kind.BARS, columns.draw, 96),
    Form(Kind.STACKED, stacked.draw, 96),
    Form(Kind.SHARES, stacked.draw, 150),
    Form(Kind.PAIRED, paired.draw, 300, says_measure=False, series=(2, 2)),
    Form(Kind.LINES, lines.draw, 90, hatches=False),
    Form(Kind.PYRAMID, pyramid.draw, 150, series=(2, 2)),
    Form(Kind.DOTS, dots.draw, 150, series=(2, 2)),
    Form(Kind.PARTS, parts.draw, 150, says_measure=False),
    Form(Kind.TILES, tiles.draw, 300, series=(1, 1)),
)


def form_of(kind: Kind) -> Form:
    return next(form for form in CHARTS if form.kind is kind)


def draw(chart: Chart, width: Sp, ink: Ink, measure: Measure, *, grid: Sp) -> Drawing:
    """As high as whole lines of the grid; `ink` is the chapter's."""
    form = form_of(chart.kind)
    for panel in chart.panels:
        fewest, most = form.series
        if not fewest <= len(panel.series) <= most:
            raise ValueError(f"a chart `{chart.kind.value}` cannot show {len(panel.series)} series")
    sheet = Sheet(in_points(width), ink, measure)
    y = _AIR_ABOVE
    if form.says_measure and chart.measure:
        y = _write_measure(sheet, chart, y)
    y = _draw_panels(sheet, chart, form, y)
    y = _explain_signs(sheet, chart, y, hatches=form.hatches)
    return sheet.finish(y, grid)


def _write_measure(sheet: Sheet, chart: Chart, y: float) -> float:
    wrapped = sheet.wrapped(chart.measure, sheet.width, HEAD)
    sheet.write_lines((0, y + ASCENT * HEAD.size), wrapped, HEAD)
    return y + len(wrapped) * HEAD.leading + AIR


def _draw_panels(sheet: Sheet, chart: Chart, form: Form, y: float) -> float:
    if len(chart.panels) == 1:
        return form.draw(Frame(sheet, chart, 0, 0, y, sheet.width, named=False))
    first = Frame(sheet, chart, 0, 0, y, sheet.width, named=True)
    # All panels have the same series, which are named once; parts of a whole have their names at their marks.
    y = legend(first, y) + AIR
    beside = int((sheet.width + _GUTTER) // (form.narrowest + _GUTTER))
    beside = max(1, min(beside, _MOST_BESIDE, len(chart.panels)))
    # As many in each row, as near as can be: four are two and two, not three and one.
    beside = ceil(len(chart.panels) / ceil(len(chart.panels) / beside))
    width = (sheet.width - (beside - 1) * _GUTTER) / beside
    for start in range(0, len(chart.panels), beside):
        row = range(start, min(start + beside, len(chart.panels)))
        names = {at: sheet.wrapped(chart.panels[at].name, width, NAME) for at in row}
        head = max(map(len, names.values())) * NAME.leading
        bottoms = []
        for at in row:
            x = (at - start) * (width + _GUTTER)
            above = head - len(names[at]) * NAME.leading
            sheet.write_lines((x, y + above + ASCENT * NAME.size), names[at], NAME)
            bottoms.append(form.draw(Frame(sheet, chart, at, x, y + head, width, named=True)))
        y = max(bottoms) + _BETWEEN_PANELS
    return y - _BETWEEN_PANELS


def _explain_signs(sheet: Sheet, chart: Chart, y: float, *, hatches: bool) -> float:
    """What the signs mean, and that hatched marks are those."""
    for sign in signs(chart):
        y += AIR
        x = 0.0
        if is_secret(sign) and hatches:
            sheet.hatched(Box(0, y + 1.5, 11, 7), GREY)
            x = 11 + AIR
        wrapped = sheet.wrapped(explained(sign), sheet.width - x, TICK)
        sheet.write_lines((x, y + ASCENT * TICK.size + 1), wrapped, TICK)
        y += len(wrapped) * TICK.leading
    return y
