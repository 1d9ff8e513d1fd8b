"""Bars whose parts stand on each other or follow each other; shares are stretched to one length.

A part that is not shown takes a stub of fixed length, for which room is kept beyond the scale: so nothing can
be measured where it is left out. Sums are not written: they are no released figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from socpdf.charts.axes import (
    gridlines_across,
    gridlines_down,
    names_below,
    names_fit_below,
    room_for_ticks,
    ticks_below,
    ticks_beside,
)
from socpdf.charts.colour import GREY, PAPER, ink_on, with_words
from socpdf.charts.figures import is_hidden, number, of_ticks
from socpdf.charts.frame import Frame, legend
from socpdf.charts.geometry import Box, Place, Plot, rectangle, ticks
from socpdf.charts.look import AIR, ASCENT, CAPITAL, DESCENT, LABEL, NAME, STUB, Look
from socpdf.charts.rows import Rows
from socpdf.charts.sheet import level
from socpdf.charts.spread import spread
from socpdf.ir.chart import Labels
from socpdf.ir.chartkind import Kind
from socpdf.ir.tables import Shown
from socpdf.text.swedish import cell

_HEIGHT: Final = 142.0
_HEIGHT_OF_PANELS: Final = 76.0
_BAR: Final = 15.0
_BETWEEN: Final = 5.25
_WIDEST: Final = 46.0
_SLOT: Final = 0.7
"""The part of it that a standing bar takes."""
_SEAM: Final = 0.8
"""Of paper, between two parts."""
_NAMES_MOST: Final = 0.26
_BETWEEN_NAMES: Final = 8.0


@dataclass(frozen=True, slots=True)
class _Part:
    series: int
    start: float
    end: float
    """Along the bar, in points."""
    shown: bool

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def draw(frame: Frame) -> float:
    return _draw_lying(frame) if frame.chart.lying or not names_fit_below(frame) else _draw_upright(frame)


@dataclass(slots=True)
class _Stacks:
    """How long the parts of each bar are."""

    frame: Frame
    length: float
    """What the highest figure of the scale and the stubs have together."""
    axis: bool
    ticks: tuple[float, ...] = field(init=False)
    scale: Plot = field(init=False)

    def __post_init__(self) -> None:
        frame = self.frame
        longest = 1.0 if self._is_shares else max(map(self._sum, frame.categories), default=0.0)
        self.ticks = ticks(0, longest, 4) if not self._is_shares else (0.0, 0.25, 0.5, 0.75, 1.0)
        end = self.ticks[-1] if self.axis else longest or 1.0
        stubs = max(
            self._stubs(at, category)
            for at in range(len(frame.chart.panels))
            for category in frame.categories
        )
        self.scale = Plot(Box(0, 0, self.length - stubs * STUB, 1), (0, end), (0, 1))

    @property
    def _is_shares(self) -> bool:
        return self.frame.chart.kind is Kind.SHARES

    def at(self, figure: float) -> float:
        return self.scale.place(figure, 0)[0]

    def parts(self, category: int) -> Iterator[_Part]:
        """From the baseline on; signs that stand for no figure have no part."""
        place = 0.0
        whole = self._whole(category)
        for series in self.frame.series:
            value = self.frame.value(series, category)
            if isinstance(value, Shown):
                if not whole:
                    continue
                long = self.at(float(value.number) / whole)
                yield _Part(series, place, place + long, shown=True)
                place += long
            elif is_hidden(value):
                yield _Part(series, place, place + STUB, shown=False)
                place += STUB

    def _whole(self, category: int) -> float:
        """What figures are divided by: for shares of counts their sum, and 0 where that is not known."""
        if not self._is_shares:
            return 1.0
        values = [self.frame.value(series, category) for series in self.frame.series]
        if all(value.unit == "procent" for value in values):
            return 100.0
        if any(not isinstance(value, Shown) for value in values):
            return 0.0
        return sum(float(value.number) for value in values if isinstance(value, Shown))

    def _sum(self, category: int) -> float:
        """The longest bar of a category in any panel."""
        sums = []
        for panel in self.frame.chart.panels:
            found = (number(series.figures[category]) for series in panel.series)
            sums.append(sum(figure for figure in found if figure is not None))
        return max(sums)

    def _stubs(self, panel: int, category: int) -> int:
        values = [series.figures[category] for series in self.frame.chart.panels[panel].series]
        return sum(map(is_hidden, values))


# --- lying ---


def _draw_lying(frame: Frame) -> float:
    axis = frame.chart.labels is not Labels.ALL
    rows = Rows(frame, frame.y, _BAR, _BETWEEN)
    stacks = _Stacks(frame, frame.right - rows.left, axis)
    top = frame.y
    if not frame.named:
        names = _names_above(frame, rows, stacks)
        if names is None:
            top = legend(frame, frame.y)
        else:
            for x, name in zip(names, (one.name for one in frame.panel.series), strict=True):
                frame.sheet.write((x, frame.y + ASCENT * NAME.size), name, NAME)
            top = frame.y + NAME.leading + 1
        rows = Rows(frame, top, _BAR, _BETWEEN)
    area = Box(rows.left, rows.top - 2, frame.right - rows.left, rows.bottom - rows.top + 4)
    places = [rows.left + stacks.at(tick) for tick in stacks.ticks]
    if axis:
        gridlines_down(frame, area, places)
    for category in frame.categories:
        rows.write_name(category)
        for part in stacks.parts(category):
            box = Box(rows.left + part.start, rows.tops[category], part.end - part.start, rows.inner)
            _draw_part(frame, part, category, box)
            if part.start:
                frame.sheet.line((box.x, box.y), (box.x, box.bottom), PAPER, _SEAM)
    frame.sheet.line((area.x, area.y), (area.x, area.bottom))
    return ticks_below(frame, area, places, _tick_texts(frame, stacks)) if axis else area.bottom


def _names_above(frame: Frame, rows: Rows, stacks: _Stacks) -> tuple[float, ...] | None:
    """Above the first row, each name where its part begins, or a little later; None where that cannot be."""
    parts = list(stacks.parts(0))
    if len(parts) < frame.count:
        return None
    places, free = [], rows.left
    for part, one in zip(parts, frame.panel.series, strict=True):
        x = max(rows.left + part.start, free)
        free = x + frame.sheet.width_of(one.name, NAME) + _BETWEEN_NAMES
        if x > rows.left + part.end - 4 or free - _BETWEEN_NAMES > frame.right:
            return None
        places.append(x)
    return tuple(places)


def _tick_texts(frame: Frame, stacks: _Stacks) -> tuple[str, ...]:
    share = 100 if frame.chart.kind is Kind.SHARES else 1
    return of_ticks(tick * share for tick in stacks.ticks)


# --- upright ---


def _draw_upright(frame: Frame) -> float:
    sheet = frame.sheet
    axis = frame.chart.labels is not Labels.ALL
    stacks = _Stacks(frame, _HEIGHT if frame.alone else _HEIGHT_OF_PANELS, axis)
    names = [sheet.wrapped(one.name, frame.width * _NAMES_MOST, NAME) for one in frame.panel.series]
    texts = _tick_texts(frame, stacks)
    left = frame.x + (room_for_ticks(frame, texts) if axis else 0)
    last = frame.categories[-1]
    low = dict(_low_parts(frame, stacks, last))
    figures = sheet.widest((cell(frame.value(series, last)) for series in low), frame.look(last))
    before_names = 2 * AIR + (figures + AIR if figures else 0)
    beside = 0.0 if frame.named else max(sheet.widest(lines, NAME) for lines in names) + before_names
    area = Box(left, frame.y + 6, frame.right - beside - left, stacks.length)
    heights = [area.bottom - stacks.at(tick) for tick in stacks.ticks]
    if axis:
        gridlines_across(frame, area, heights)
    slot = area.width / len(frame.chart.categories)
    width = min(slot * _SLOT, _WIDEST)
    if not frame.named:
        x = area.right - (slot - width) / 2 + before_names
        _write_names_beside(frame, stacks, (x, area.bottom), names)

    def draw_stack(category: int) -> None:
        left = area.x + slot * (category + 0.5) - width / 2
        for part in stacks.parts(category):
            box = Box(left, area.bottom - part.end, width, part.end - part.start)
            _draw_part(frame, part, category, box)
            if part.start:
                sheet.line((box.x, box.bottom), (box.right, box.bottom), PAPER, _SEAM)
        look = frame.look(category)
        for series, height in _low_parts(frame, stacks, category):
            room = sheet.width_of(cell(frame.value(series, category)), look) + 2 * AIR
            if room <= slot - width or (category == last and not frame.named):
                place = (left + width + AIR, area.bottom - height + level(look))
                frame.write_value(series, category, place, "left", look)

    bottom = names_below(frame, area, area.bottom, draw_stack)
    sheet.line((area.x, area.bottom), (area.right, area.bottom))
    if axis:
        ticks_beside(frame, area, heights, texts)
    return bottom


def _low_parts(frame: Frame, stacks: _Stacks, category: int) -> Iterator[tuple[int, float]]:
    """The series whose parts are too low for their figures, and how high these stand beside them.

    One that would stand on another, or on the names below, has no place.
    """
    free = lowest = (CAPITAL / 2 + DESCENT) * LABEL.size
    for part in stacks.parts(category):
        height = max(part.middle, lowest)
        is_low = part.shown and part.end - part.start < _high_enough(LABEL)
        if is_low and _is_labelled(frame, category) and height >= free:
            free = height + LABEL.leading
            yield part.series, height


def _write_names_beside(frame: Frame, stacks: _Stacks, foot: Place, names: list[tuple[str, ...]]) -> None:
    """At the right, each name level with its part of the last bar."""
    x, bottom = foot
    middles = {part.series: part.middle for part in stacks.parts(frame.categories[-1])}
    wishes = [bottom - middles.get(at, 0.0) for at in frame.series]
    sizes = [len(lines) * NAME.leading for lines in names]
    for y, lines in zip(spread(wishes, sizes, bottom - stacks.length - 6, bottom), names, strict=True):
        frame.sheet.write_beside((x, y), lines, NAME)


# --- parts ---


def _draw_part(frame: Frame, part: _Part, category: int, box: Box) -> None:
    value = frame.value(part.series, category)
    look = frame.look(category)
    x, y = box.middle
    place = (x, y + level(look))
    if not part.shown:
        frame.sheet.hatched(box, GREY)
        sign = frame.sheet.box_of(place, cell(value), look, "centre")
        frame.sheet.path(rectangle(Box(sign.x - 1, sign.y, sign.width + 2, sign.height)), fill=PAPER)
        frame.write_value(part.series, category, place, "centre", look)
        return
    paint = with_words(frame.paint(part.series, category))
    frame.sheet.bar(box, paint, frame.datum(part.series, category))
    wide = frame.sheet.width_of(cell(value), look) + 2 * AIR <= box.width
    if wide and _high_enough(look) <= box.height and _is_labelled(frame, category):
        frame.write_value(part.series, category, place, "centre", look.in_ink(ink_on(paint.fill)))


def _high_enough(look: Look) -> float:
    """What a figure in the middle of a part needs."""
    return (CAPITAL + 2 * DESCENT) * look.size


def _is_labelled(frame: Frame, category: int) -> bool:
    labels = frame.chart.labels
    return labels is Labels.ALL or (labels is Labels.LAST and category == frame.categories[-1])
