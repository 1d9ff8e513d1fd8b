"""The place of one panel on a sheet, with what it shares with the others: scale, inks, names of series."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from socpdf.charts.colour import GREY, Paint, muted, paints
from socpdf.charts.figures import is_hidden, is_whole, numbers
from socpdf.charts.geometry import Box, ticks
from socpdf.charts.look import AIR, ASCENT, CAPITAL, LABEL, SWATCH, Look
from socpdf.charts.sheet import Align, Sheet
from socpdf.ir.chart import Chart, Panel
from socpdf.ir.drawing import Datum
from socpdf.ir.tables import Released, Shown
from socpdf.text.swedish import cell

_BETWEEN_NAMES: Final = 13.0


@dataclass(frozen=True, slots=True)
class Frame:
    sheet: Sheet
    chart: Chart
    at: int
    """Which panel it is."""
    x: float
    y: float
    width: float
    named: bool
    """Whether the series are named elsewhere, once for all panels."""

    @property
    def panel(self) -> Panel:
        return self.chart.panels[self.at]

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def count(self) -> int:
        """Of series."""
        return len(self.panel.series)

    @property
    def series(self) -> range:
        return range(self.count)

    @property
    def categories(self) -> range:
        return range(len(self.chart.categories))

    @property
    def alone(self) -> bool:
        return len(self.chart.panels) == 1

    def value(self, series: int, category: int) -> Released:
        return self.panel.series[series].figures[category]

    def datum(self, series: int, category: int) -> Datum:
        return Datum(self.at, series, category)

    def paint(self, series: int, category: int | None = None) -> Paint:
        """Of one series among all; what is highlighted has the colours, and without highlights all has."""
        chart = self.chart
        if self.panel.series[series].name in chart.highlighted:
            return paints(self.sheet.ink, 1)[0]
        inks = paints(self.sheet.ink, self.count) if self._is_lit(category) else muted(self.count)
        return inks[series]

    def only_paint(self, category: int) -> Paint:
        """Where place and form tell the series apart, and one ink is enough."""
        return (paints(self.sheet.ink, 1) if self._is_lit(category) else muted(1))[0]

    def _is_lit(self, category: int | None) -> bool:
        chart = self.chart
        is_chosen = category is not None and chart.categories[category] in chart.highlighted
        return not chart.highlighted or is_chosen or self.panel.name in chart.highlighted

    def look(self, category: int) -> Look:
        return LABEL.heavy if self.chart.categories[category] in self.chart.highlighted else LABEL

    def numbers_of(self, series: Iterable[int]) -> list[float]:
        """The figures of these series in all panels, which share a scale."""
        return numbers(panel.series[at] for at in series for panel in self.chart.panels)

    def limits(self, series: Sequence[int], *, most: int) -> tuple[float, ...]:
        """Round figures around those of these series, with zero."""
        low, high = self.extent(series)
        return ticks(low, high, most, whole=is_whole(self.numbers_of(series)))

    def extent(self, series: Sequence[int]) -> tuple[float, float]:
        """From the lowest to the highest figure of these series, with zero; never empty."""
        found = [0.0, *self.numbers_of(series)]
        return min(found), max(found) if max(found) > min(found) else min(found) + 1

    def widest_value(self, series: Sequence[int]) -> float:
        """What the figures of these series take in any panel: so all panels have the same room left."""
        return max(
            self.sheet.width_of(cell(panel.series[at].figures[category]), self.look(category))
            for panel in self.chart.panels
            for at in series
            for category in self.categories
        )

    def every_panel(self) -> "Iterator[Frame]":
        """This frame with each of the panels: what is decided for one is decided for all."""
        return (replace(self, at=at) for at in range(len(self.chart.panels)))

    # --- marks ---

    def write_value(
        self, series: int, category: int, place: tuple[float, float], align: Align, look: Look | None = None
    ) -> None:
        text = cell(self.value(series, category))
        self.sheet.write(place, text, look or self.look(category), align, self.datum(series, category))

    def swatch(self, series: int, x: float, baseline: float) -> None:
        box = Box(x, baseline - CAPITAL * LABEL.size / 2 - SWATCH / 2, SWATCH, SWATCH)
        self.sheet.bar(box, self.paint(series))


def bar_or_stub(frame: Frame, mark: tuple[int, int], box: Box, stub: Box, paint: Paint) -> None:
    """Draws the bar of a figure; where it is secret a hatched stub, and nothing where there is none."""
    value = frame.value(*mark)
    if isinstance(value, Shown):
        frame.sheet.bar(box, paint, frame.datum(*mark))
    elif is_hidden(value):
        frame.sheet.hatched(stub, GREY)


def legend(frame: Frame, y: float) -> float:
    """The names of the series beside patches of their colour; where they end."""
    if frame.count == 1:
        return y
    x, baseline = frame.x, y + ASCENT * LABEL.size
    for series, name in enumerate(one.name for one in frame.panel.series):
        width = SWATCH + AIR + frame.sheet.width_of(name)
        if x > frame.x and x + width > frame.right:
            x, baseline = frame.x, baseline + LABEL.leading + 1
        frame.swatch(series, x, baseline)
        frame.sheet.write((x + SWATCH + AIR, baseline), name)
        x += width + _BETWEEN_NAMES
    return baseline + LABEL.leading


def every_mark(frame: Frame) -> Iterator[tuple[int, int]]:
    """Series and category, in the order in which they are read."""
    for category in frame.categories:
        for series in frame.series:
            yield series, category


def clear_of(boxes: list[Box], others: list[Box], gap: float = 1.0) -> bool:
    """Whether none of the boxes meets another one or any of the others."""
    pairs = ((one, other) for at, one in enumerate(boxes) for other in (*boxes[at + 1 :], *others))
    return not any(one.meets(other, gap) for one, other in pairs)
