"""Upright bars, those of several series beside each other; lying ones where their names would not fit."""

from dataclasses import dataclass, field, replace
from typing import Final

from socpdf.charts import rows
from socpdf.charts.axes import gridlines_across, names_below, names_fit_below, room_for_ticks, ticks_beside
from socpdf.charts.figures import number, of_ticks
from socpdf.charts.frame import Frame, bar_or_stub, clear_of, every_mark, legend
from socpdf.charts.geometry import Box, Place, Plot
from socpdf.charts.look import AIR, ASCENT, GAP, LABEL, NAME, STUB
from socpdf.charts.spread import spread
from socpdf.ir.chart import Labels
from socpdf.text.swedish import cell

_HEIGHT: Final = 129.0
_HEIGHT_OF_PANELS: Final = 76.0
_GROUP: Final = 0.76
"""The part of its slot that a group of bars takes."""
_WIDEST: Final = 38.0
"""A bar."""
_BETWEEN_NAMES: Final = 5.0
_ABOVE: Final = 12.0
"""A line of words above the highest bar."""


def draw(frame: Frame) -> float:
    if frame.chart.lying or not names_fit_below(frame):
        return rows.draw(frame)
    columns = _Columns(frame, frame.y, axis=frame.chart.labels is not Labels.ALL)
    crowded = not all(replace(columns, frame=panel).labels_are_clear() for panel in frame.every_panel())
    columns = replace(columns, axis=columns.axis or crowded, crowded=crowded)
    if frame.count > 1 and not frame.named:
        named = replace(columns, headroom=2 * _ABOVE)
        group = None if columns.axis else named.group_for_names()
        if group is None:
            columns = replace(columns, top=legend(frame, frame.y))
        else:
            columns = named
            columns.write_names(group)
    return columns.draw()


@dataclass(slots=True)
class _Columns:
    frame: Frame
    top: float
    axis: bool
    """Whether figures stand at an axis; else they stand at their bars."""
    crowded: bool = False
    """Whether figures at the bars would stand on each other."""
    headroom: float = _ABOVE
    plot: Plot = field(init=False)
    ticks: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        frame = self.frame
        self.ticks = frame.limits(frame.series, most=4 if frame.alone else 3)
        left = frame.x + (room_for_ticks(frame, of_ticks(self.ticks)) if self.axis else 0)
        low, high = (self.ticks[0], self.ticks[-1]) if self.axis else frame.extent(frame.series)
        top = self.top + self.headroom
        # Words below the bars of figures under zero.
        foot = _ABOVE if low < 0 and not self.axis else 0
        height = (_HEIGHT if frame.alone else _HEIGHT_OF_PANELS) - foot
        area = Box(left, top, frame.right - left, height)
        self.plot = Plot(area, (0, len(frame.chart.categories)), (low, high))

    @property
    def slot(self) -> float:
        return self.plot.area.width / len(self.frame.chart.categories)

    def bar(self, series: int, category: int) -> Box:
        """From the baseline to the figure; of no height where there is none."""
        count = self.frame.count
        width = min(self.slot * _GROUP / count, _WIDEST)
        first = self.slot * (category + 0.5) - width * count / 2
        box = self.plot.box(0, 0, 1, number(self.frame.value(series, category)) or 0.0)
        gap = GAP if count > 1 else 0
        return Box(self.plot.area.x + first + series * width + gap / 2, box.y, width - gap, box.height)

    def draw(self) -> float:
        frame, area = self.frame, self.plot.area
        heights = [self.plot.place(0, tick)[1] for tick in self.ticks]
        if self.axis:
            gridlines_across(frame, area, heights)
        below = area.bottom + (_ABOVE if self._has_words_below else 0)
        bottom = names_below(frame, area, below, self._draw_group)
        frame.sheet.line((area.x, self._baseline), (area.right, self._baseline))
        if self.axis:
            ticks_beside(frame, area, heights, of_ticks(self.ticks))
        return bottom

    def _draw_group(self, category: int) -> None:
        for series in self.frame.series:
            box = self.bar(series, category)
            stub = Box(box.x, self._baseline - STUB, box.width, STUB)
            bar_or_stub(self.frame, (series, category), box, stub, self.frame.paint(series, category))
            if self._is_labelled(series, category):
                self.frame.write_value(series, category, self.label_place(series, category), "centre")

    @property
    def _baseline(self) -> float:
        return self.plot.place(0, 0)[1]

    @property
    def _has_words_below(self) -> bool:
        return self.plot.y[0] < 0 and not self.axis

    def _is_labelled(self, series: int, category: int) -> bool:
        """A sign always stands in the place of its figure."""
        is_sign = number(self.frame.value(series, category)) is None
        is_last = category == len(self.frame.chart.categories) - 1
        wanted = self.frame.chart.labels is Labels.LAST and is_last and not self.crowded
        return is_sign or not self.axis or wanted

    # --- words at bars ---

    def label_place(self, series: int, category: int) -> Place:
        box = self.bar(series, category)
        value = number(self.frame.value(series, category))
        middle = box.middle[0]
        if value is None:
            return middle, self._baseline - STUB - AIR
        if value < 0:
            return middle, box.bottom + AIR + ASCENT * LABEL.size
        return middle, box.y - AIR

    def label(self, series: int, category: int) -> Box:
        text = cell(self.frame.value(series, category))
        look = self.frame.look(category)
        return self.frame.sheet.box_of(self.label_place(series, category), text, look, "centre")

    def labels_are_clear(self) -> bool:
        """Whether no figure stands on another, or on the bar of another."""
        marks = list(every_mark(self.frame))
        labels = [self.label(*mark) for mark in marks]
        bars = [self.bar(*mark) for mark in marks]
        on_others = any(
            label.meets(bar) for at, label in enumerate(labels) for of, bar in enumerate(bars) if of != at
        )
        return not on_others and clear_of(labels, [])

    def group_for_names(self) -> int | None:
        """The first group above which the names of the series meet nothing."""
        marks = list(every_mark(self.frame))
        taken = [self.label(*mark) for mark in marks] + [self.bar(*mark) for mark in marks]
        for category in self.frame.categories:
            names = self._names(category)
            if self._are_above_their_bars(names, category) and clear_of(names, taken, gap=1.0):
                return category
        return None

    def write_names(self, category: int) -> None:
        for box, one in zip(self._names(category), self.frame.panel.series, strict=True):
            self.frame.sheet.write((box.x, box.y + ASCENT * NAME.size), one.name, NAME)

    def _names(self, category: int) -> list[Box]:
        """Each above the figure of its bar, and beside the others."""
        sheet, area = self.frame.sheet, self.plot.area
        names = [one.name for one in self.frame.panel.series]
        widths = [sheet.width_of(name, NAME) + _BETWEEN_NAMES for name in names]
        wishes = [self.bar(series, category).middle[0] for series in self.frame.series]
        edge = _BETWEEN_NAMES / 2
        middles = spread(wishes, widths, area.x - edge, area.right + edge)
        return [
            sheet.box_of((middle, self.label(series, category).y - 3.2), names[series], NAME, "centre")
            for series, middle in enumerate(middles)
        ]

    def _are_above_their_bars(self, names: list[Box], category: int) -> bool:
        bars = [self.bar(series, category) for series in self.frame.series]
        return all(name.x <= bar.middle[0] <= name.right for name, bar in zip(names, bars, strict=True))
