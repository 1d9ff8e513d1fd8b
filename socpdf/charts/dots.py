"""From one year to the next: a row for each category, its two figures as dots that a line joins."""

from dataclasses import dataclass, field
from typing import Final

from socpdf.charts.axes import gridlines_down, ticks_below, ticks_in
from socpdf.charts.colour import GREY, GRIDLINE, PAPER, paints
from socpdf.charts.figures import is_hidden, number, of_ticks
from socpdf.charts.frame import Frame
from socpdf.charts.geometry import Box, Place, Plot, circle
from socpdf.charts.look import AIR, ASCENT, HAIR, LABEL, NAME, STUB
from socpdf.charts.rows import Rows
from socpdf.charts.sheet import level
from socpdf.charts.spread import spread
from socpdf.ir.chart import Labels
from socpdf.ir.drawing import Datum
from socpdf.ir.paged import Ink
from socpdf.ir.tables import Shown
from socpdf.text.swedish import cell

_ROW: Final = 8.0
_BETWEEN: Final = 5.5
_DOT: Final = 3.2
_STEM: Final = 2.0
_EDGE: Final = 1.2
_APART: Final = 8.0
"""Between the names of the two years, at least."""


def draw(frame: Frame) -> float:
    top = frame.y if frame.named else frame.y + NAME.leading
    rows = Rows(frame, top, _ROW, _BETWEEN)
    dots = _Dots(frame, rows)
    dots.draw_guides()
    if not frame.named:
        dots.write_series()
    for category in frame.categories:
        rows.write_name(category)
        dots.draw_row(category)
    return dots.finish()


@dataclass(slots=True)
class _Dots:
    frame: Frame
    rows: Rows
    plot: Plot = field(init=False)
    ticks: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        frame = self.frame
        self.ticks = frame.limits((0, 1), most=ticks_in(frame.right - self.rows.left))
        words = 0.0 if self._axis else frame.widest_value((0, 1)) + AIR
        left = self.rows.left + self._room_for_signs() + words + _DOT
        area = Box(left, self.rows.top, frame.right - words - _DOT - left, 1)
        limits = (self.ticks[0], self.ticks[-1]) if self._axis else frame.extent((0, 1))
        self.plot = Plot(area, limits, (0, 1))

    @property
    def _axis(self) -> bool:
        return self.frame.chart.labels is not Labels.ALL

    def x(self, series: int, category: int) -> float | None:
        value = number(self.frame.value(series, category))
        return None if value is None else self.plot.place(value, 0)[0]

    def draw_guides(self) -> None:
        """Thin lines that lead from a name to its dots, and those of the axis."""
        if self._axis:
            gridlines_down(self.frame, self._ground, self._places)
        for category in self.frame.categories:
            y = self.rows.middle(category)
            self.frame.sheet.line((self.rows.left, y), (self.frame.right, y), GRIDLINE, HAIR)

    def draw_row(self, category: int) -> None:
        frame, y = self.frame, self.rows.middle(category)
        ends = [self.x(series, category) for series in (0, 1)]
        if ends[0] is not None and ends[1] is not None:
            ink = frame.only_paint(category).fill
            frame.sheet.line((ends[0], y), (ends[1], y), ink, _STEM)
        for series, x in enumerate(ends):
            if x is not None:
                self._draw_dot(series, category, x)
        self._write_figures(category, ends)

    def _draw_dot(self, series: int, category: int, x: float) -> None:
        place = (x, self.rows.middle(category))
        ink = self.frame.only_paint(category).fill
        self._paint_dot(series, place, ink, self.frame.datum(series, category))

    def _paint_dot(self, series: int, place: Place, ink: Ink, shows: Datum | None) -> None:
        """The earlier is hollow: the colour alone says nothing."""
        fill, radius = (ink, _DOT) if series else (PAPER, _DOT - _EDGE / 2)
        stroke = None if series else ink
        steps = circle(place, radius)
        self.frame.sheet.path(steps, fill=fill, stroke=stroke, weight=_EDGE, shows=shows)

    def _write_figures(self, category: int, ends: list[float | None]) -> None:
        """On the outer side of each dot; signs where the scale begins, beside a hatched stub."""
        frame, baseline = self.frame, self.rows.middle(category) + level(LABEL)
        sign = self.rows.left
        for series, x in enumerate(ends):
            value = frame.value(series, category)
            if not isinstance(value, Shown):
                self._write_sign(series, category, sign)
                sign += self._sign_width(series, category)
            elif x is not None and not self._axis:
                other = ends[1 - series]
                is_left = x < other if other is not None and other != x else series == 0
                place = (x - _DOT - AIR, baseline) if is_left else (x + _DOT + AIR, baseline)
                self._on_paper(cell(value), place, category, is_left=is_left)
                frame.write_value(series, category, place, "right" if is_left else "left")

    def _write_sign(self, series: int, category: int, x: float) -> None:
        frame, middle = self.frame, self.rows.middle(category)
        value = frame.value(series, category)
        if is_hidden(value):
            frame.sheet.hatched(Box(x, middle - _ROW / 2, STUB, _ROW), GREY)
            x += STUB + AIR
        self._on_paper(cell(value), (x, middle + level(LABEL)), category, is_left=False)
        frame.write_value(series, category, (x, middle + level(LABEL)), "left")

    def _on_paper(self, text: str, place: tuple[float, float], category: int, *, is_left: bool) -> None:
        """The guide stops before words."""
        look = self.frame.look(category)
        box = self.frame.sheet.box_of(place, text, look, "right" if is_left else "left")
        y = self.rows.middle(category)
        self.frame.sheet.line((box.x - 1.5, y), (box.right + 1.5, y), PAPER, 4 * HAIR)

    def write_series(self) -> None:
        """The names above the dots of the first row, each outwards from its dot, kept apart.

        Where that row lacks a figure, a dot of each kind stands before its name.
        """
        sheet = self.frame.sheet
        names = [one.name for one in self.frame.panel.series]
        widths = [sheet.width_of(name, NAME) for name in names]
        baseline = self.frame.y + ASCENT * NAME.size
        ends = [x for series in (0, 1) if (x := self.x(series, 0)) is not None]
        if len(ends) < 2:
            self._write_key(names, baseline)
            return
        outwards = (-1, 1) if ends[0] <= ends[1] else (1, -1)
        wishes = [
            x + side * (width / 2 - _DOT) for x, side, width in zip(ends, outwards, widths, strict=True)
        ]
        sizes = [width + _APART for width in widths]
        low, high = self.rows.left - _APART / 2, self.frame.right + _APART / 2
        for middle, name in zip(spread(wishes, sizes, low, high), names, strict=True):
            sheet.write((middle, baseline), name, NAME, "centre")

    def _write_key(self, names: list[str], baseline: float) -> None:
        x = self.rows.left + _DOT
        ink = paints(self.frame.sheet.ink, 1)[0].fill
        for series, name in enumerate(names):
            self._paint_dot(series, (x, baseline - level(NAME)), ink, None)
            x += self.frame.sheet.write((x + _DOT + AIR, baseline), name, NAME).width + 2 * _APART

    def finish(self) -> float:
        if not self._axis:
            return self._ground.bottom
        return ticks_below(self.frame, self._ground, self._places, of_ticks(self.ticks))

    @property
    def _ground(self) -> Box:
        """What gridlines cross."""
        area = self.plot.area
        return Box(area.x, area.y - 2, area.width, self.rows.bottom - self.rows.top + 4)

    @property
    def _places(self) -> list[float]:
        return [self.plot.place(tick, 0)[0] for tick in self.ticks]

    def _room_for_signs(self) -> float:
        """Before the scale, so that no place on it is meant."""
        signs = (
            sum(self._sign_width(series, category) for series in (0, 1)) for category in self.frame.categories
        )
        return max(signs)

    def _sign_width(self, series: int, category: int) -> float:
        value = self.frame.value(series, category)
        if isinstance(value, Shown):
            return 0.0
        stub = STUB + AIR if is_hidden(value) else 0.0
        return stub + self.frame.sheet.width_of(cell(value), self.frame.look(category)) + 2 * AIR
