"""One whole and its parts: a band with the shares in large figures, or a circle where the author insists.

A band is the better form for two or three parts: lengths beside each other are compared more exactly than
angles, and it has room for the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, sin, sqrt, tau
from typing import Final

from socpdf.charts.colour import GREY, PAPER, Paint, muted, paints
from socpdf.charts.figures import is_hidden, number, with_unit
from socpdf.charts.frame import Frame
from socpdf.charts.geometry import Box, Place, Plot, wedge
from socpdf.charts.look import AIR, ASCENT, HAIR, LABEL, LARGE, NAME, STUB, SWATCH, Look
from socpdf.charts.sheet import Align, level
from socpdf.charts.spread import spread
from socpdf.ir.drawing import Datum
from socpdf.ir.tables import Released, Shown

_BAND: Final = 24.0
_BETWEEN: Final = 12.0
_LARGE: Final = (LARGE, replace(LARGE, size=20.0), replace(LARGE, size=14.0))
"""What the figures of the parts are tried in."""
_SEAM: Final = 1.2
_RADIUS: Final = 58.0


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    value: Released
    shows: Datum
    paint: Paint
    share: float
    """Of all that is shown; 0 for what is not."""


def draw(frame: Frame) -> float:
    parts = _parts(frame)
    return _draw_circle(frame, parts) if frame.chart.pie else _draw_band(frame, parts)


def _parts(frame: Frame) -> tuple[_Part, ...]:
    found = list(_values(frame))
    whole = sum(figure for _, value, _ in found if (figure := number(value)) is not None) or 1.0
    lit, dim = paints(frame.sheet.ink, len(found)), muted(len(found))
    chosen = frame.chart.highlighted
    return tuple(
        _Part(
            name,
            value,
            shows,
            paint=(lit if not chosen or name in chosen else dim)[at],
            share=(number(value) or 0.0) / whole,
        )
        for at, (name, value, shows) in enumerate(found)
    )


def _values(frame: Frame) -> Iterator[tuple[str, Released, Datum]]:
    """The categories of one series, or several series of one category."""
    if frame.count > 1:
        for at, one in enumerate(frame.panel.series):
            yield one.name, one.figures[0], frame.datum(at, 0)
        return
    for at, name in enumerate(frame.chart.categories):
        yield name, frame.value(0, at), frame.datum(0, at)


def _stubs(parts: tuple[_Part, ...]) -> int:
    return sum(is_hidden(part.value) for part in parts)


# --- a band ---


def _draw_band(frame: Frame, parts: tuple[_Part, ...]) -> float:
    """Figures as large as there is room for, each above its part; in a list below where there is none."""
    lines = [frame.sheet.wrapped(part.name, frame.width / len(parts) - _BETWEEN, NAME) for part in parts]
    for look in _LARGE:
        widths = [
            max(frame.sheet.width_of(with_unit(part.value), look), frame.sheet.widest(names, NAME)) + _BETWEEN
            for part, names in zip(parts, lines, strict=True)
        ]
        boxes = _boxes(frame, parts, _top_below(frame, lines, look))
        wishes = [box.x + width / 2 for box, width in zip(boxes, widths, strict=True)]
        middles = spread(wishes, widths, frame.x, frame.right + _BETWEEN)
        lefts = [middle - width / 2 for middle, width in zip(middles, widths, strict=True)]
        is_each_above = all(
            left <= box.right and box.x <= left + width - _BETWEEN
            for left, width, box in zip(lefts, widths, boxes, strict=True)
        )
        if is_each_above and sum(widths) <= frame.width + _BETWEEN:
            _write_above(frame, parts, lines, lefts, look)
            return _paint_band(frame, parts, boxes)
    boxes = _boxes(frame, parts, frame.y)
    return _write_list(frame, parts, _paint_band(frame, parts, boxes) + 2 * AIR)


def _top_below(frame: Frame, lines: Sequence[tuple[str, ...]], look: Look) -> float:
    """Where the band begins below figures and names."""
    return frame.y + ASCENT * look.size + max(map(len, lines)) * NAME.leading + 2 * AIR + 2


def _boxes(frame: Frame, parts: tuple[_Part, ...], top: float) -> list[Box]:
    scale = Plot(Box(0, 0, frame.width - _stubs(parts) * STUB, 1), (0, 1), (0, 1))
    boxes, x = [], frame.x
    for part in parts:
        long = STUB if is_hidden(part.value) else scale.place(part.share, 0)[0]
        boxes.append(Box(x, top, long, _BAND))
        x += long
    return boxes


def _paint_band(frame: Frame, parts: tuple[_Part, ...], boxes: Sequence[Box]) -> float:
    for part, box in zip(parts, boxes, strict=True):
        if isinstance(part.value, Shown):
            frame.sheet.bar(box, part.paint, part.shows)
        elif is_hidden(part.value):
            frame.sheet.hatched(box, GREY)
        if box.x > frame.x:
            frame.sheet.line((box.x, box.y), (box.x, box.bottom), PAPER, _SEAM)
    return boxes[0].bottom


def _write_above(
    frame: Frame,
    parts: tuple[_Part, ...],
    lines: Sequence[tuple[str, ...]],
    lefts: Sequence[float],
    look: Look,
) -> None:
    baseline = frame.y + ASCENT * look.size
    for part, names, left in zip(parts, lines, lefts, strict=True):
        figure = look.in_ink(frame.sheet.ink)
        frame.sheet.write((left, baseline), with_unit(part.value), figure, shows=part.shows)
        frame.sheet.write_lines((left, baseline + NAME.leading + 2), names, NAME)


def _write_list(frame: Frame, parts: tuple[_Part, ...], y: float) -> float:
    """A line for each part, with a patch of its colour."""
    sheet = frame.sheet
    widest = max(sheet.width_of(with_unit(part.value)) for part in parts)
    left = frame.x + SWATCH + AIR
    for part in parts:
        baseline = y + ASCENT * LABEL.size
        box = Box(frame.x, baseline - level(LABEL) - SWATCH / 2, SWATCH, SWATCH)
        if is_hidden(part.value):
            sheet.hatched(box, GREY)
        else:
            sheet.bar(box, part.paint)
        names = sheet.wrapped(part.name, frame.right - left - widest - 2 * AIR, NAME)
        sheet.write((left + widest, baseline), with_unit(part.value), LABEL, "right", part.shows)
        sheet.write_lines((left + widest + 2 * AIR, baseline), names, NAME)
        y += len(names) * NAME.leading + 2
    return y


# --- a circle ---


def _draw_circle(frame: Frame, parts: tuple[_Part, ...]) -> float:
    """Clockwise from the top; where a part is not shown no angle can be, and a band is drawn."""
    if _stubs(parts):
        return _draw_band(frame, parts)
    centre = (frame.x + frame.width / 2, frame.y + _RADIUS + LABEL.leading)
    turn = 0.0
    right: list[tuple[_Part, float]] = []
    left: list[tuple[_Part, float]] = []
    for part in parts:
        slice_ = wedge(centre, _RADIUS, turn, turn + part.share)
        frame.sheet.path(slice_, fill=part.paint.fill, stroke=PAPER, weight=_SEAM, shows=part.shows)
        middle = turn + part.share / 2
        (right if middle < 0.5 else left).append((part, middle))
        turn += part.share
    _write_beside(frame, right, centre, 1)
    _write_beside(frame, left, centre, -1)
    return centre[1] + _RADIUS + LABEL.leading


def _write_beside(frame: Frame, parts: list[tuple[_Part, float]], centre: Place, side: int) -> None:
    """Name and share at the slice's edge, or as near as the others let them; a thin line leads to it."""
    sheet = frame.sheet
    room = frame.width / 2 - _RADIUS - 4 * AIR
    align: Align = "left" if side > 0 else "right"
    edges = [
        (centre[0] + _RADIUS * sin(tau * turn), centre[1] - _RADIUS * cos(tau * turn)) for _, turn in parts
    ]
    texts = [sheet.wrapped(part.name, room, NAME) for part, _ in parts]
    sizes = [(len(lines) + 1) * NAME.leading for lines in texts]
    low, high = frame.y, centre[1] + _RADIUS + LABEL.leading
    middles = spread([y for _, y in edges], sizes, low, high)
    for (part, _), edge, lines, middle in zip(parts, edges, texts, middles, strict=True):
        x = centre[0] + side * (max(abs(edge[0] - centre[0]), _clear(middle - centre[1])) + 3 * AIR)
        sheet.line((edge[0], edge[1]), (x - side * AIR, middle), GREY, HAIR)
        sheet.write_beside((x, middle - NAME.leading / 2), lines, NAME, align)
        below = middle + (len(lines) * NAME.leading) / 2 + level(LABEL)
        sheet.write((x, below), with_unit(part.value), LABEL, align, part.shows)


def _clear(height: float) -> float:
    """How far from the middle of the circle its edge is at this height, and a little above and below."""
    nearest = max(0.0, abs(height) - NAME.leading)
    return sqrt(max(0.0, _RADIUS**2 - nearest**2))
