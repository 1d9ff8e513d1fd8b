"""Gridlines, the figures at them, and names of categories below what stands on them."""

from collections.abc import Callable, Sequence
from typing import Final

from socpdf.charts.frame import Frame
from socpdf.charts.geometry import Box
from socpdf.charts.look import AIR, ASCENT, LABEL, TICK
from socpdf.charts.sheet import level

# Of a figure of five digits, and as much air.
_TICK_WIDTH: Final = 44.0


def room_for_ticks(frame: Frame, texts: Sequence[str]) -> float:
    """What figures at the left of an area take of its width."""
    return frame.sheet.widest(texts, TICK) + 2 * AIR


def gridlines_across(frame: Frame, area: Box, heights: Sequence[float]) -> None:
    for y in heights:
        frame.sheet.gridline((area.x, y), (area.right, y))


def gridlines_down(frame: Frame, area: Box, places: Sequence[float]) -> None:
    for x in places:
        frame.sheet.gridline((x, area.y), (x, area.bottom))


def ticks_beside(frame: Frame, area: Box, heights: Sequence[float], texts: Sequence[str]) -> None:
    """Figures at the left, each level with its gridline."""
    for y, text in zip(heights, texts, strict=True):
        frame.sheet.write((area.x - 2 * AIR, y + level(TICK)), text, TICK, "right")


def ticks_below(frame: Frame, area: Box, places: Sequence[float], texts: Sequence[str]) -> float:
    """Figures under the gridlines; where they end. The last one keeps inside the frame."""
    baseline = area.bottom + AIR + ASCENT * TICK.size
    for x, text in zip(places, texts, strict=True):
        inside = min(x, frame.right - frame.sheet.width_of(text, TICK) / 2)
        frame.sheet.write((inside, baseline), text, TICK, "centre")
    return baseline + AIR


def ticks_in(width: float) -> int:
    """How many figures stand below an axis with air between them."""
    return max(1, min(6, int(width / _TICK_WIDTH)))


def names_fit_below(frame: Frame) -> bool:
    """Whether no word of a category is wider than its share of the width."""
    slot = frame.width / len(frame.chart.categories) - AIR
    return all(
        frame.sheet.width_of(line, frame.look(at)) <= slot
        for at, name in enumerate(frame.chart.categories)
        for line in frame.sheet.wrapped(name, slot, frame.look(at))
    )


def names_below(frame: Frame, area: Box, top: float, marks: Callable[[int], None]) -> float:
    """Each category with its marks, in reading order; where the deepest name ends."""
    slot = area.width / len(frame.chart.categories)
    baseline = top + AIR + ASCENT * LABEL.size
    deepest = 1
    for category, name in enumerate(frame.chart.categories):
        look = frame.look(category)
        lines = frame.sheet.wrapped(name, slot - AIR, look)
        deepest = max(deepest, len(lines))
        middle = area.x + slot * (category + 0.5)
        frame.sheet.write_lines((middle, baseline), lines, look, "centre")
        marks(category)
    return baseline + (deepest - 1) * LABEL.leading + 4
