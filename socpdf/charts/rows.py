"""Lying bars, and the rows of names that all lying charts have at their left."""

from dataclasses import dataclass, field, replace
from typing import Final

from socpdf.charts.axes import gridlines_down, ticks_below, ticks_in
from socpdf.charts.figures import number, of_ticks
from socpdf.charts.frame import Frame, bar_or_stub, legend
from socpdf.charts.geometry import Box, Place, Plot
from socpdf.charts.look import AIR, GAP, LABEL, NAME, STUB
from socpdf.charts.sheet import level
from socpdf.ir.chart import Labels
from socpdf.text.swedish import cell

_BAR: Final = 9.6
_ONLY_BAR: Final = 9.4
_BETWEEN: Final = 4.1
_BETWEEN_GROUPS: Final = 7.2
_NAMES_MOST: Final = 0.4
"""What names of categories may take of the width before they are broken."""
_BEFORE_BARS: Final = 8.0
_BEFORE_NAME: Final = 5.0


@dataclass(slots=True)
class Rows:
    """Names of the categories below each other, each level with the middle of its marks."""

    frame: Frame
    top: float
    inner: float
    """The height of a row's marks."""
    between: float
    width: float = field(init=False)
    """Of the names."""
    lines: tuple[tuple[str, ...], ...] = field(init=False)
    tops: tuple[float, ...] = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        frame, sheet = self.frame, self.frame.sheet
        names = list(enumerate(frame.chart.categories))
        most = frame.width * _NAMES_MOST
        self.lines = tuple(sheet.wrapped(name, most, frame.look(at)) for at, name in names)
        self.width = max(sheet.widest(self.lines[at], frame.look(at)) for at, _ in names)
        y, tops = self.top, []
        for lines in self.lines:
            height = max(self.inner, len(lines) * LABEL.leading)
            tops.append(y + (height - self.inner) / 2)
            y += height + self.between
        self.tops = tuple(tops)
        self.bottom = y - self.between

    @property
    def left(self) -> float:
        """Where marks may begin."""
        return self.frame.x + self.width + _BEFORE_BARS

    def middle(self, category: int) -> float:
        return self.tops[category] + self.inner / 2

    def write_name(self, category: int) -> None:
        place = (self.frame.x, self.middle(category))
        self.frame.sheet.write_beside(place, self.lines[category], self.frame.look(category))


def draw(frame: Frame) -> float:
    bars = Bars.of(frame, tuple(frame.series), frame.y)
    if frame.count > 1 and not frame.named and bars.row_for_names() is None:
        bars = replace(bars, rows=replace(bars.rows, top=legend(frame, frame.y)), named=True)
    bars.draw_gridlines()
    named = None if bars.named or frame.count == 1 else bars.row_for_names()
    for category in frame.categories:
        bars.rows.write_name(category)
        bars.draw_row(category, named=category == named)
    return bars.finish()


@dataclass(slots=True)
class Bars:
    """Bars of some series in a part of the width, level with the rows."""

    rows: Rows
    series: tuple[int, ...]
    left: float
    right: float
    axis: bool
    named: bool
    plot: Plot = field(init=False)
    ticks: tuple[float, ...] = field(init=False)

    @classmethod
    def of(cls, frame: Frame, series: tuple[int, ...], top: float) -> "Bars":
        """In the whole width of a frame."""
        count = len(series)
        inner = _ONLY_BAR if count == 1 else count * _BAR
        rows = Rows(frame, top, inner, _BETWEEN if count == 1 else _BETWEEN_GROUPS)
        return cls(rows, series, rows.left, frame.right, frame.chart.labels is not Labels.ALL, frame.named)

    def __post_init__(self) -> None:
        frame = self.frame
        self.ticks = frame.limits(self.series, most=ticks_in(self.right - self.left))
        low, high = (self.ticks[0], self.ticks[-1]) if self.axis else frame.extent(self.series)
        words = 0.0 if frame.chart.labels is Labels.NONE else frame.widest_value(self.series) + AIR
        left = self.left + (words if low < 0 else 0)
        area = Box(left, self.rows.top, self.right - words - left, self.rows.bottom - self.rows.top)
        self.plot = Plot(area, (low, high), (0, 1))

    @property
    def frame(self) -> Frame:
        return self.rows.frame

    def bar(self, series: int, category: int) -> Box:
        reach = number(self.frame.value(series, category)) or 0.0
        box = self.plot.box(0, 0, reach, 1)
        height = self.rows.inner / len(self.series)
        gap = GAP if len(self.series) > 1 else 0
        top = self.rows.tops[category] + self.series.index(series) * height
        return Box(box.x, top + gap / 2, box.width, height - gap)

    def draw_row(self, category: int, *, named: bool = False) -> None:
        """Bars with their figures; in one row the series' names follow them."""
        zero = self.plot.place(0, 0)[0]
        for series in self.series:
            box = self.bar(series, category)
            # Alone in its part of the width, a series has no other to be told apart from.
            is_only = len(self.series) == 1
            paint = self.frame.only_paint(category) if is_only else self.frame.paint(series, category)
            bar_or_stub(self.frame, (series, category), box, Box(zero, box.y, STUB, box.height), paint)
            if self._is_labelled(series, category):
                place, is_left = self._label_place(series, category)
                self.frame.write_value(series, category, place, "right" if is_left else "left")
            if named:
                self.frame.sheet.write(
                    self._name_place(series, category), self.frame.panel.series[series].name, NAME
                )

    def draw_gridlines(self) -> None:
        if self.axis:
            gridlines_down(self.frame, self._ground, self._places)

    def finish(self) -> float:
        """Baseline, and the figures of the axis if there is one; where they end."""
        area, zero = self._ground, self.plot.place(0, 0)[0]
        self.frame.sheet.line((zero, area.y), (zero, area.bottom))
        if not self.axis:
            return area.bottom
        return ticks_below(self.frame, area, self._places, of_ticks(self.ticks))

    @property
    def _ground(self) -> Box:
        """What gridlines cross."""
        area = self.plot.area
        return Box(area.x, area.y - 2, area.width, area.height + 4)

    @property
    def _places(self) -> list[float]:
        return [self.plot.place(tick, 0)[0] for tick in self.ticks]

    def row_for_names(self) -> int | None:
        """The first row where all names fit behind their figures."""
        sheet = self.frame.sheet
        for category in self.frame.categories:
            ends = (
                self._name_place(series, category)[0]
                + sheet.width_of(self.frame.panel.series[series].name, NAME)
                for series in self.series
            )
            if max(ends) <= self.right:
                return category
        return None

    def _is_labelled(self, series: int, category: int) -> bool:
        """A sign always stands in the place of its figure."""
        is_sign = number(self.frame.value(series, category)) is None
        is_last = category == len(self.frame.chart.categories) - 1
        wanted = self.frame.chart.labels is Labels.LAST and is_last
        return is_sign or not self.axis or wanted

    def _label_place(self, series: int, category: int) -> tuple[Place, bool]:
        """Beside the end of the bar, or of the stub; to the left for figures below zero."""
        value, box = number(self.frame.value(series, category)), self.bar(series, category)
        baseline = box.middle[1] + level(LABEL)
        if value is None:
            return (box.x + STUB + AIR, baseline), False
        if value < 0:
            return (box.x - AIR, baseline), True
        return (box.right + AIR, baseline), False

    def _name_place(self, series: int, category: int) -> Place:
        (x, baseline), is_left = self._label_place(series, category)
        look, text = self.frame.look(category), cell(self.frame.value(series, category))
        is_labelled = self._is_labelled(series, category) and not is_left
        return x + (self.frame.sheet.width_of(text, look) + _BEFORE_NAME if is_labelled else 0), baseline
