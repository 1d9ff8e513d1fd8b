"""Lines over years, each named where it ends; what is not shown breaks its line and has a sign below it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from socpdf.charts.axes import gridlines_across, room_for_ticks, ticks_beside
from socpdf.charts.colour import PAPER
from socpdf.charts.figures import number, of_ticks
from socpdf.charts.frame import Frame, clear_of
from socpdf.charts.geometry import Box, Place, Plot, circle, diamond, polyline, rectangle, ticks
from socpdf.charts.look import AIR, ASCENT, LABEL, LINE, NAME
from socpdf.charts.sheet import level
from socpdf.charts.spread import spread
from socpdf.ir.chart import Labels
from socpdf.ir.paged import Step
from socpdf.text.swedish import cell

_HEIGHT: Final = 135.0
_HEIGHT_OF_PANELS: Final = 70.0
_DOT: Final = 2.7
_DOT_OF_PANELS: Final = 1.9
_DIAMOND: Final = 1.35
"""How much further than a circle one reaches that looks as large."""
_NAMES_MOST: Final = 0.3
_BETWEEN_NAMES: Final = 2.0
_ABOVE: Final = 12.0
# Where the lowest figure is a smaller part of the highest than this, the axis begins with zero.
_FROM_ZERO: Final = 0.5


def draw(frame: Frame) -> float:
    wanted = frame.chart.labels is Labels.ALL
    labelled = wanted and all(_Lines(one, labelled=True).label_places() for one in frame.every_panel())
    lines = _Lines(frame, labelled=labelled)
    return lines.draw(lines.label_places() if labelled else {})


@dataclass(slots=True)
class _Lines:
    frame: Frame
    labelled: bool
    """Whether figures stand at all dots."""
    plot: Plot = field(init=False)
    ticks: tuple[float, ...] = field(init=False)
    names: list[tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        frame, sheet = self.frame, self.frame.sheet
        self.ticks = self._ticks()
        self.names = [sheet.wrapped(self._name(at), frame.width * _NAMES_MOST, NAME) for at in frame.series]
        names = 0.0 if frame.named else max(sheet.widest(lines, NAME) for lines in self.names) + 2 * AIR
        names = max(names, self._overhang(-1) - self.dot)
        left = frame.x + room_for_ticks(frame, of_ticks(self.ticks)) + self._overhang(0)
        height = _HEIGHT if frame.alone else _HEIGHT_OF_PANELS
        above = _ABOVE if self.labelled else _ABOVE / 2
        area = Box(left, frame.y + above, frame.right - names - self.dot - left, height)
        last = max(len(frame.chart.categories) - 1, 1)
        self.plot = Plot(area, (0, last), (self.ticks[0], self.ticks[-1]))

    def draw(self, places: "dict[tuple[int, int], Place]") -> float:
        frame, area = self.frame, self.plot.area
        grid = Box(area.x - self._overhang(0), area.y, area.width + self._overhang(0) + self.dot, area.height)
        heights = [self.plot.place(0, tick)[1] for tick in self.ticks]
        gridlines_across(frame, grid, heights)
        frame.sheet.line((grid.x, area.bottom), (grid.right, area.bottom))
        # The darkest lie on top.
        for series in reversed(frame.series):
            self._draw_series(series)
        if not frame.named:
            self._write_names()
        bottom = self._write_categories(places)
        ticks_beside(frame, grid, heights, of_ticks(self.ticks))
        return bottom

    @property
    def dot(self) -> float:
        return _DOT if self.frame.alone else _DOT_OF_PANELS

    def place(self, series: int, category: int) -> Place | None:
        value = number(self.frame.value(series, category))
        return None if value is None else self.plot.place(category, value)

    def _draw_series(self, series: int) -> None:
        frame, paint = self.frame, self.frame.paint(series)
        ink = paint.edge or paint.fill
        for run in self._runs(series):
            if len(run) > 1:
                places = [place for _, place in run]
                frame.sheet.path(polyline(places), stroke=ink, weight=LINE)
            for category, place in run:
                shows = frame.datum(series, category)
                frame.sheet.path(_mark(series, place, self.dot), fill=paint.fill, stroke=ink, shows=shows)

    def _runs(self, series: int) -> "Iterator[list[tuple[int, Place]]]":
        """What is joined by a line."""
        run: list[tuple[int, Place]] = []
        for category in self.frame.categories:
            place = self.place(series, category)
            if place is not None:
                run.append((category, place))
            elif run:
                yield run
                run = []
        if run:
            yield run

    # --- words ---

    def label_places(self) -> "dict[tuple[int, int], Place]":
        """Above each dot or else below it, where it meets no line and no other figure; none if one cannot."""
        taken = [box for series in self.frame.series for box in self._obstacles(series)]
        taken.extend(self._name_boxes())
        placed: dict[tuple[int, int], Place] = {}
        boxes: list[Box] = []
        for category in self.frame.categories:
            for series in self._from_above(category):
                found = next(
                    (
                        spot
                        for spot in self._spots(series, category)
                        if clear_of([spot[1]], taken + boxes, 0.4)
                    ),
                    None,
                )
                if found is None:
                    return {}
                placed[series, category] = found[0]
                boxes.append(found[1])
        return placed

    def _spots(self, series: int, category: int) -> Iterator[tuple[Place, Box]]:
        place = self.place(series, category)
        assert place is not None, "a figure that is shown has a place"
        text, reach = cell(self.frame.value(series, category)), self.dot * _DIAMOND
        for y in (place[1] - reach - AIR, place[1] + reach + AIR + ASCENT * LABEL.size - 1):
            spot = (place[0], y)
            box = self.frame.sheet.box_of(spot, text, LABEL, "centre")
            if box.bottom <= self.plot.area.bottom:
                yield spot, box

    def _obstacles(self, series: int) -> Iterator[Box]:
        """The dots, and the line as small boxes along it."""
        places = [self.place(series, category) for category in self.frame.categories]
        reach = self.dot * _DIAMOND
        for place in places:
            if place is not None:
                yield Box(place[0] - reach, place[1] - reach, 2 * reach, 2 * reach)
        for one, other in pairwise(places):
            if one is not None and other is not None:
                steps = max(2, round(abs(other[0] - one[0]) / 3))
                for at in range(steps + 1):
                    x = one[0] + (other[0] - one[0]) * at / steps
                    y = one[1] + (other[1] - one[1]) * at / steps
                    yield Box(x - LINE / 2, y - LINE / 2, LINE, LINE)

    def _name_boxes(self) -> Iterator[Box]:
        for place, line in () if self.frame.named else self._placed_names():
            yield self.frame.sheet.box_of(place, line, NAME)

    def _from_above(self, category: int) -> list[int]:
        there = [(self.place(series, category), series) for series in self.frame.series]
        return [series for place, series in sorted((p[1], s) for p, s in there if p is not None)]

    def _write_categories(self, places: "dict[tuple[int, int], Place]") -> float:
        frame, area = self.frame, self.plot.area
        # Below dots that lie on the axis.
        baseline = area.bottom + 2 * AIR + ASCENT * LABEL.size
        shown = self._shown_categories()
        for category, name in enumerate(frame.chart.categories):
            x = self.plot.place(category, 0)[0]
            if category in shown:
                frame.sheet.write((x, baseline), name, frame.look(category), "centre")
            for series in frame.series:
                if (series, category) in places:
                    frame.write_value(series, category, places[series, category], "centre")
        return self._write_signs(baseline) + 4

    def _write_signs(self, baseline: float) -> float:
        """Below the categories, a row for each series with a gap; its dot says which it is."""
        frame = self.frame
        for series in frame.series:
            missing = [at for at in frame.categories if number(frame.value(series, at)) is None]
            baseline += LABEL.leading if missing else 0
            for category in missing:
                x = self.plot.place(category, 0)[0]
                paint = frame.paint(series)
                dot = _mark(series, (x - self.dot - 1, baseline - level(LABEL)), self.dot)
                frame.sheet.path(dot, fill=PAPER, stroke=paint.edge or paint.fill)
                place = (x + self.dot + 1, baseline)
                frame.write_value(series, category, place, "left", LABEL)
        return baseline

    def _shown_categories(self) -> range:
        """As many as have room below the axis, the last among them."""
        frame = self.frame
        widest = frame.sheet.widest(frame.chart.categories) + 2 * AIR
        apart = self.plot.area.width / max(len(frame.chart.categories) - 1, 1)
        step = max(1, -(-int(widest) // max(int(apart), 1)))
        return range((len(frame.chart.categories) - 1) % step, len(frame.chart.categories), step)

    def _write_names(self) -> None:
        for place, line in self._placed_names():
            self.frame.sheet.write(place, line, NAME)

    def _placed_names(self) -> Iterator[tuple[Place, str]]:
        """Lines of names beside the last dots, from the highest on."""
        area, frame = self.plot.area, self.frame
        heights = [self._end(series)[1] for series in frame.series]
        sizes = [len(lines) * NAME.leading + _BETWEEN_NAMES for lines in self.names]
        # Not so low that they come to stand beside the categories.
        middles = spread(heights, sizes, frame.y, area.bottom + 2)
        x = area.right + self.dot + 2 * AIR - 1
        for series in sorted(frame.series, key=lambda at: middles[at]):
            first = middles[series] - (len(self.names[series]) - 1) * NAME.leading / 2 + level(NAME)
            for index, line in enumerate(self.names[series]):
                yield (x, first + index * NAME.leading), line

    def _end(self, series: int) -> Place:
        """The last dot of a series, wherever it is; the foot of the area for one without any."""
        places = [self.place(series, category) for category in self.frame.categories]
        there = [place for place in places if place is not None]
        return there[-1] if there else (self.plot.area.right, self.plot.area.bottom)

    def _name(self, series: int) -> str:
        """With its last figure, if figures stand at the ends alone."""
        name, value = (
            self.frame.panel.series[series].name,
            self.frame.value(series, self.frame.categories[-1]),
        )
        with_figure = (
            self.frame.chart.labels is not Labels.NONE and not self.labelled and number(value) is not None
        )
        return f"{name} {cell(value)}" if with_figure else name

    def _overhang(self, at: int) -> float:
        """How far the words of the first or last category reach beyond its dot."""
        frame = self.frame
        texts = [frame.chart.categories[at]]
        if self.labelled:
            texts += [cell(frame.value(series, frame.categories[at])) for series in frame.series]
        return frame.sheet.widest(texts) / 2

    def _ticks(self) -> tuple[float, ...]:
        low, high = self.frame.extent(self.frame.series)
        figures = self.frame.numbers_of(self.frame.series)
        if low == 0 and figures and min(figures) > _FROM_ZERO * high:
            low = min(figures)
        return ticks(low, high, 4 if self.frame.alone else 3)


def _mark(series: int, place: Place, size: float) -> tuple[Step, ...]:
    """Series differ in their dots too."""
    if series % 3 == 1:
        return diamond(place, size * _DIAMOND)
    if series % 3 == 2:
        return rectangle(Box(place[0] - size, place[1] - size, 2 * size, 2 * size))
    return circle(place, size)
