"""One whole and its parts: a band with the shares in large figures, or a circle where the author insists.

A band is the better form for two or three parts: lengths beside each other are compared more exactly than
angles, and it has room for the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, sin, sqrt, tau
from typing import Final

from socpdf.charts.colour import GREY, PAPER, Paint, muted, paints
from socpdf.charts.figures import hidden, number, with_unit
from socpdf.charts.frame import Frame
from socpdf.charts.geometry import Box, Place, Plot, wedge
from socpdf.charts.look import AIR, ASCENT, HAIR, LABEL, LARGE, NAME, STUB
from socpdf.charts.sheet import Align, level
from socpdf.charts.spread import spread
from socpdf.ir.drawing import Datum
from socpdf.ir.tables import Released, Shown

_BAND: Final = 24.0
_BETWEEN: Final = 12.0
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
    return sum(not isinstance(part.value, Shown) and hidden(part.value.sign) for part in parts)


# --- a band ---


def _draw_band(frame: Frame, parts: tuple[_Part, ...]) -> float:
    """Shares above, each where its part begins, or as near as the words let it."""
    sheet = frame.sheet
    room = frame.width - _stubs(parts) * STUB
    scale = Plot(Box(0, 0, room, 1), (0, 1), (0, 1))
    starts, x = [], frame.x
    for part in parts:
        starts.append(x)
        x += scale.place(part.share, 0)[0] if isinstance(part.value, Shown) else STUB
    texts = [with_unit(part.value) for part in parts]
    lines = [sheet.wrapped(part.name, frame.width / len(parts) - _BETWEEN, NAME) for part in parts]
    widths = [
        max(sheet.width_of(text, LARGE), sheet.widest(one, NAME)) + _BETWEEN
        for text, one in zip(texts, lines, strict=True)
    ]
    wishes = [start + width / 2 for start, width in zip(starts, widths, strict=True)]
    middles = spread(wishes, widths, frame.x, frame.right + _BETWEEN)
    baseline = frame.y + ASCENT * LARGE.size
    deepest = max(map(len, lines))
    top = baseline + deepest * NAME.leading + 2 * AIR + 2
    for at, part in enumerate(parts):
        left = middles[at] - widths[at] / 2
        sheet.write((left, baseline), texts[at], LARGE.in_ink(sheet.ink), shows=part.shows)
        sheet.write_lines((left, baseline + NAME.leading + 2), lines[at], NAME)
        end = starts[at + 1] if at + 1 < len(parts) else x
        box = Box(starts[at], top, end - starts[at], _BAND)
        if isinstance(part.value, Shown):
            sheet.bar(box, part.paint, part.shows)
        elif hidden(part.value.sign):
            sheet.hatched(box, GREY)
        if at:
            sheet.line((box.x, box.y), (box.x, box.bottom), PAPER, _SEAM)
    return top + _BAND


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
