"""Two measures of different units side by side: the same rows, each measure with bars of its own scale."""

from typing import Final

from socpdf.charts.frame import Frame
from socpdf.charts.look import ASCENT, NAME
from socpdf.charts.rows import Bars, Rows
from socpdf.ir.chart import Labels

_BAR: Final = 9.4
_BETWEEN: Final = 4.1
_GUTTER: Final = 16.0


def draw(frame: Frame) -> float:
    sheet, measures = frame.sheet, frame.series
    top = frame.y
    rows = Rows(frame, top, _BAR, _BETWEEN)
    width = (frame.right - rows.left - _GUTTER * (frame.count - 1)) / frame.count
    lefts = [rows.left + at * (width + _GUTTER) for at in measures]
    heads = [sheet.wrapped(one.name, width, NAME) for one in frame.panel.series]
    deepest = max(map(len, heads))
    first = top + ASCENT * NAME.size
    for left, lines in zip(lefts, heads, strict=True):
        # Heads stand on one line at their foot.
        sheet.write_lines((left, first + (deepest - len(lines)) * NAME.leading), lines, NAME)
    rows = Rows(frame, first + (deepest - 1) * NAME.leading + 7, _BAR, _BETWEEN)
    axis = frame.chart.labels is not Labels.ALL
    bars = [
        Bars(rows, (at,), left, left + width, axis, named=True)
        for at, left in zip(measures, lefts, strict=True)
    ]
    for one in bars:
        one.draw_gridlines()
    for category in frame.categories:
        rows.write_name(category)
        for one in bars:
            one.draw_row(category)
    return max(one.finish() for one in bars)
