"""The district boards as tiles, each about where it lies, coloured by its figure, which stands in it.

No borders of any register are drawn: a tile is as large as another, so that a district weighs by its figure
and not by its area.
"""

from dataclasses import dataclass
from typing import Final

from socpdf.charts.colour import GREY, ground_for_words, ink_on
from socpdf.charts.figures import is_hidden, is_whole, number, of_ticks
from socpdf.charts.frame import Frame
from socpdf.charts.geometry import Box, rectangle, ticks
from socpdf.charts.look import AIR, ASCENT, LABEL, THIN, TICK, Look
from socpdf.ir.drawing import Weight
from socpdf.ir.paged import Ink

# Column and row of the upper left corner, in tiles, from north-west to south-east.
DISTRICTS: Final[tuple[tuple[str, float, int], ...]] = (
    ("Järva", 1, 0),
    ("Norra innerstaden", 3, 0),
    ("Hässelby-Vällingby", 0, 1),
    ("Bromma", 1, 1),
    ("Kungsholmen", 2, 1),
    ("Södermalm", 3, 1),
    ("Skärholmen", 0.5, 2),
    ("Hägersten-Älvsjö", 1.5, 2),
    ("Enskede-Årsta-Vantör", 2.5, 2),
    ("Skarpnäck", 3.5, 2),
    ("Farsta", 3, 3),
)
_COLUMNS: Final = 4.5
_ROWS: Final = 4
_HEIGHT: Final = 54.0
_WIDEST: Final = 80.0
_SEAM: Final = 3.0
_PADDING: Final = 5.0
_FIGURE: Final = Look(11, 13, Weight.SEMIBOLD)
_SMALLER: Final = (LABEL, Look(8, 9.6), Look(7.5, 9))
_CLASSES: Final = 5
_LIGHTEST: Final = 10
_KEY: Final = 26.0
_KEY_HEIGHT: Final = 8.0


def draw(frame: Frame) -> float:
    scale = _Shades.of(frame)
    tile = min(frame.width / _COLUMNS, _WIDEST)
    top = _draw_key(frame, scale, frame.y) + 2 * AIR
    places = {name: (column, float(row)) for name, column, row in DISTRICTS}
    others = [name for name in frame.chart.categories if name not in places]
    # What is no district stands below the map, apart from it.
    places |= {name: (at % 4, _ROWS + 0.2 + at // 4) for at, name in enumerate(others)}
    order = sorted(frame.categories, key=lambda at: places[frame.chart.categories[at]][::-1])
    for category in order:
        column, row = places[frame.chart.categories[category]]
        box = Box(frame.x + column * tile, top + row * _HEIGHT, tile - _SEAM, _HEIGHT - _SEAM)
        _draw_tile(frame, category, box, scale)
    lowest = max(places[name][1] for name in frame.chart.categories)
    return top + (lowest + 1) * _HEIGHT - _SEAM


@dataclass(frozen=True, slots=True)
class _Shades:
    """Classes of figures from light to dark."""

    limits: tuple[float, ...]
    inks: tuple[Ink, ...]

    @classmethod
    def of(cls, frame: Frame) -> "_Shades":
        # Shades tell figures from each other, not from zero.
        figures = frame.numbers_of((0,)) or [0.0]
        limits = ticks(min(figures), max(figures), _CLASSES, whole=is_whole(figures))
        count = len(limits) - 1
        step = (100 - _LIGHTEST) / max(count - 1, 1)
        tints = [round(100 - step * (count - 1 - at)) for at in range(count)]
        hue = frame.sheet.ink.hue
        return cls(limits, tuple(ground_for_words(Ink(hue, tint)) for tint in tints))

    def ink(self, figure: float) -> Ink:
        above = sum(figure >= limit for limit in self.limits[1:-1])
        return self.inks[above]


def _draw_key(frame: Frame, shades: _Shades, y: float) -> float:
    """The shades in a row, the limits between them below their seams."""
    sheet = frame.sheet
    texts = of_ticks(shades.limits)
    key = max(_KEY, sheet.widest(texts, TICK) + 2 * AIR)
    baseline = y + _KEY_HEIGHT + AIR + ASCENT * TICK.size
    left = frame.x + sheet.width_of(texts[0], TICK) / 2
    for at, ink in enumerate(shades.inks):
        box = Box(left + at * key, y, key, _KEY_HEIGHT)
        sheet.path(rectangle(box), fill=ink, stroke=sheet.ink, weight=THIN)
    for at, text in enumerate(texts):
        sheet.write((left + at * key, baseline), text, TICK, "centre")
    return baseline + AIR


def _draw_tile(frame: Frame, category: int, box: Box, shades: _Shades) -> None:
    sheet = frame.sheet
    value = frame.value(0, category)
    shown = number(value)
    ground = None
    if shown is not None:
        ground = shades.ink(shown)
        sheet.path(rectangle(box), fill=ground, stroke=sheet.ink, shows=frame.datum(0, category))
    else:
        sheet.path(rectangle(box), stroke=GREY)
        if is_hidden(value):
            sheet.hatched(Box(box.right - _PADDING - 22, box.bottom - _PADDING - 9, 22, 9), GREY)
    room = box.width - 2 * _PADDING
    name = frame.chart.categories[category]
    look = next(
        (size for size in _SMALLER if sheet.widest(sheet.wrapped(name, room, size), size) <= room),
        _SMALLER[-1],
    )
    ink = ink_on(ground) if ground is not None else LABEL.ink
    lines = sheet.wrapped(name, room, look)
    first = box.y + _PADDING + ASCENT * look.size - 1
    sheet.write_lines((box.x + _PADDING, first), lines, look.in_ink(ink))
    place = (box.x + _PADDING, box.bottom - _PADDING)
    frame.write_value(0, category, place, "left", _FIGURE.in_ink(ink))
