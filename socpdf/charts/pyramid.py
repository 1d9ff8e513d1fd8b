"""A population pyramid: two series back to back, their ages between them, the oldest on top."""

from typing import Final

from socpdf.charts.figures import number
from socpdf.charts.frame import Frame, bar_or_stub
from socpdf.charts.geometry import Box, Plot
from socpdf.charts.look import AIR, ASCENT, LABEL, NAME, STUB
from socpdf.charts.sheet import Align, level
from socpdf.ir.chart import Labels

_BAR: Final = 10.5
_PITCH: Final = 13.5
_NAMES_MOST: Final = 0.24
_BEFORE_BARS: Final = 7.0


def draw(frame: Frame) -> float:
    sheet = frame.sheet
    lines = [
        sheet.wrapped(name, frame.width * _NAMES_MOST, frame.look(at))
        for at, name in enumerate(frame.chart.categories)
    ]
    between = max(sheet.widest(one, frame.look(at)) for at, one in enumerate(lines)) + 2 * _BEFORE_BARS
    pitch = max(_PITCH, max(map(len, lines)) * LABEL.leading + 3)
    values = frame.widest_value((0, 1))
    reach = (frame.width - between) / 2 - values - AIR
    middle = frame.x + frame.width / 2
    high = frame.extent((0, 1))[1]
    scale = Plot(Box(0, 0, reach, 1), (0, high), (0, 1))
    y = frame.y
    if not frame.named:
        for series, align in _SIDES:
            x = _edge(middle, between, series)
            sheet.write((x, y + ASCENT * NAME.size), frame.panel.series[series].name, NAME, align)
        y += NAME.leading + 3
    for row, category in enumerate(reversed(frame.categories)):
        centre = y + row * pitch + _BAR / 2
        sheet.write_beside((middle, centre), lines[category], frame.look(category), "centre")
        for series, _ in _SIDES:
            edge = _edge(middle, between, series)
            _draw_side(frame, (series, category), edge, centre, scale)
    bottom = y + len(frame.categories) * pitch - (pitch - _BAR)
    for series, _ in _SIDES:
        edge = _edge(middle, between, series)
        sheet.line((edge, y - 2), (edge, bottom + 2))
    return bottom + 2


# The first series to the left, ending where the second begins.
_SIDES: Final[tuple[tuple[int, Align], ...]] = ((0, "right"), (1, "left"))


def _edge(middle: float, between: float, series: int) -> float:
    return middle + (between / 2 if series else -between / 2)


def _draw_side(frame: Frame, mark: tuple[int, int], edge: float, centre: float, scale: Plot) -> None:
    """The bar of one series, and its figure at the outer end."""
    series, category = mark
    value = number(frame.value(series, category))
    long = STUB if value is None else scale.place(value, 0)[0]
    direction = 1 if series else -1
    top = centre - _BAR / 2

    def box(length: float) -> Box:
        return Box(edge if series else edge - length, top, length, _BAR)

    bar_or_stub(frame, mark, box(long), box(STUB), frame.paint(series, category))
    if frame.chart.labels is not Labels.NONE or value is None:
        place = (edge + direction * (long + AIR), centre + level(LABEL))
        frame.write_value(series, category, place, "left" if series else "right")
