"""How each text stands out from what is painted below it (WCAG 2.1, 1.4.3), page by page.

At points over a text the colours below it are put together from the top down to the first that covers, else
to the paper. Thin lines are no ground. Inks become light as they do on coated paper, near enough: what lies
between the paper, the four inks and what they make together is mixed of these. A picture is looked at pixel
by pixel where it can be decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from typing import Final, TypeAlias

from socpdf.preflight.press.geometry import Matrix, Point
from socpdf.preflight.press.images import Pixels, ink_of
from socpdf.preflight.press.model import Drawn, Fill, Picture, Shade, Sheet, Stroke, Text
from socpdf.preflight.press.spaces import PROCESS, Colour

RGB: TypeAlias = tuple[float, float, float]
WHITE: Final[RGB] = (1.0, 1.0, 1.0)

# WCAG 2.1, 1.4.3; large is 18 pt, or 14 pt and bold.
LEAST: Final = 4.5
LEAST_OF_LARGE: Final = 3.0
_LARGE: Final = 18.0
_LARGE_BOLD: Final = 14.0
_BOLD: Final = re.compile(r"(?<!semi)(?<!demi)bold|black|heavy", re.IGNORECASE)
# A bar thinner than this part of the type size is a line by the text, not a ground below it.
_THIN: Final = 0.3
# Points over a text: along it and from its foot to its top.
_MOST_ALONG: Final = 9
_HEIGHTS: Final = (0.25, 0.5, 0.75)
_GREYS: Final = frozenset({"DeviceGray", "CalGray"})
# What the paper and the solid inks look like on a screen: FOGRA39 through its profile, relative to the paper.
_INITIALS: Final = "CMYK"
_SOLIDS: Final[dict[str, tuple[int, int, int]]] = {
    "": (255, 255, 255), "C": (0, 161, 228), "M": (230, 12, 128), "Y": (255, 237, 0),
    "CM": (56, 50, 134), "CY": (0, 152, 71), "MY": (228, 30, 37), "CMY": (59, 59, 58),
    "K": (43, 43, 42), "CK": (3, 34, 44), "MK": (49, 22, 29), "YK": (42, 43, 24),
    "CMK": (31, 23, 33), "CYK": (10, 37, 26), "MYK": (47, 28, 22), "CMYK": (28, 27, 24),
}  # fmt: skip
# Yule and Nielsen's exponent, for values as screens take them: with it mixes are 4 of 255 off in the mean.
_SPREAD: Final = 1 / 0.8
# Points on the page that a sample of a picture stands for.
_SAMPLE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """A text before the ground from which it stands out least."""

    text: Text
    colour: RGB
    ground: RGB
    ratio: float

    @property
    def least(self) -> float:
        size, is_bold = self.text.size, _BOLD.search(self.text.font) is not None
        return LEAST_OF_LARGE if size >= _LARGE or (is_bold and size >= _LARGE_BOLD) else LEAST


def standings(sheet: Sheet) -> Iterator[Standing | Text]:
    """Each text that is read, with its standing; the text alone where its ground cannot be told."""
    page = _Page()
    for drawn in sheet.drawn:
        match drawn:
            case Text() if _is_read(drawn):
                yield page.standing(drawn) or drawn
            case Fill() | Picture() | Shade():
                page.grounds.append(drawn)
            case Text() | Stroke():
                pass


def contrast(one: RGB, other: RGB) -> float:
    """From 1 to 21 (WCAG 2.1, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def light_of(colour: Colour) -> RGB | None:
    """A colour as light; None for a pattern or an ink of which only the printer knows how it looks."""
    amounts = colour.amounts
    if colour.family == "Pattern" or not set(amounts) <= set(PROCESS):
        return None
    shares = tuple(min(1.0, amounts.get(ink, 0.0)) for ink in PROCESS)
    if not colour.is_ink or colour.family in _GREYS:
        cyan, magenta, yellow, black = shares
        return 1 - min(1, cyan + black), 1 - min(1, magenta + black), 1 - min(1, yellow + black)
    return _on_paper(shares)


@lru_cache(maxsize=4096)
def _on_paper(shares: tuple[float, ...]) -> RGB:
    """Each of the sixteen solid colours covers what chance lays of its dots (Demichel, Neugebauer)."""
    light = [0.0, 0.0, 0.0]
    for inks, solid in _SOLIDS.items():
        covers = prod(
            share if ink in inks else 1 - share for ink, share in zip(_INITIALS, shares, strict=True)
        )
        for channel, value in enumerate(solid):
            light[channel] += covers * (value / 255) ** _SPREAD
    red, green, blue = (channel ** (1 / _SPREAD) for channel in light)
    return red, green, blue


def _is_read(text: Text) -> bool:
    """Signs of an artifact, such as the dots that lead to a page number, are decoration."""
    if text.laid.owner is not None:
        return bool(text.words.strip())
    return any(c.isalnum() for c in text.words)


def _luminance(rgb: RGB) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- what lies below --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Page:
    """What has been painted so far."""

    grounds: list[Drawn] = field(default_factory=list)
    _pixels: dict[int, Pixels | None] = field(default_factory=dict)
    """Of pictures, by their place among the grounds."""

    def standing(self, text: Text) -> Standing | None:
        """None where no point tells too little contrast, and some point tells nothing."""
        own = light_of(text.laid.colour)
        below = [
            (at, ground)
            for at, ground in enumerate(self.grounds)
            if ground.laid.box.touches(text.laid.box) and not _is_line(ground, text.size)
        ]
        worst: Standing | None = None
        unknown = own is None or text.laid.blend != "Normal"
        for point in _points(text):
            if worst is not None and not below:
                # All of it lies on the paper, as most text does.
                break
            ground = self._ground(point, below)
            if ground is None or own is None:
                unknown = True
                continue
            colour = _over(own, text.laid.alpha, ground)
            ratio = contrast(colour, ground)
            if worst is None or ratio < worst.ratio:
                worst = Standing(text, colour, ground, ratio)
        if worst is not None and (not unknown or worst.ratio < worst.least):
            return worst
        return None

    def _ground(self, point: Point, below: Sequence[tuple[int, Drawn]]) -> RGB | None:
        """The colour that is seen at a point; None where it cannot be told."""
        seen: list[tuple[RGB, float]] = []
        for at, ground in reversed(below):
            if not _covers(ground, point):
                continue
            colour = self._colour(at, ground, point)
            if colour is None or ground.laid.blend != "Normal":
                return None
            seen.append((colour, ground.laid.alpha))
            if ground.laid.alpha >= 1:
                break
        result = WHITE
        for colour, alpha in reversed(seen):
            result = _over(colour, alpha, result)
        return result

    def _colour(self, at: int, ground: Drawn, point: Point) -> RGB | None:
        if isinstance(ground, Picture) and not ground.is_mask:
            return self._pixel(at, ground, point)
        # Of a shading only the most of each ink is known, and of a mask not where it paints.
        return light_of(ground.laid.colour) if isinstance(ground, Fill) else None

    def _pixel(self, at: int, picture: Picture, point: Point) -> RGB | None:
        if at not in self._pixels:
            is_soft = picture.stream is None or "SMask" in picture.stream.dictionary
            self._pixels[at] = None if is_soft else ink_of(picture, _SAMPLE)
        pixels, inside = self._pixels[at], _within(picture.matrix, point)
        if pixels is None or inside is None:
            return None
        rows, columns = pixels.shape[:2]
        row = min(int((1 - inside[1]) * rows), rows - 1)
        inks = pixels[row, min(int(inside[0] * columns), columns - 1)]
        named = tuple(zip(PROCESS, (float(ink) for ink in inks), strict=True))
        is_ink = picture.laid.colour.is_ink
        return light_of(Colour("DeviceCMYK", named, frozenset(PROCESS), is_ink))


def _points(text: Text) -> Iterator[Point]:
    box = text.laid.box
    count = max(2, min(_MOST_ALONG, round(max(box.width, box.height) / max(text.size, 1.0))))
    for step in range(count):
        along = (step + 0.5) / count
        for across in _HEIGHTS:
            # The longer side is the one along which it is written.
            x, y = (along, across) if box.width >= box.height else (across, along)
            yield box.x0 + x * box.width, box.y0 + y * box.height


def _is_line(ground: Drawn, size: float) -> bool:
    return isinstance(ground, Fill) and ground.bar is not None and ground.bar < _THIN * size


def _covers(ground: Drawn, point: Point) -> bool:
    box = ground.laid.box
    if not (box.x0 <= point[0] <= box.x1 and box.y0 <= point[1] <= box.y1):
        return False
    match ground:
        case Fill():
            turns = [_turns(part, point) for part in ground.outline]
            return sum(turns) % 2 != 0 if ground.even_odd else sum(turns) != 0
        case Picture():
            return _within(ground.matrix, point) is not None
        case _:
            return True


def _turns(part: Sequence[Point], point: Point) -> int:
    """How often a closed line goes round a point (ISO 32000-1, 8.5.3.3.2)."""
    x, y = point
    turns = 0
    for (x0, y0), (x1, y1) in zip(part, (*part[1:], part[0]), strict=True):
        if (y0 <= y) != (y1 <= y):
            crossing = x0 + (y - y0) * (x1 - x0) / (y1 - y0)
            turns += (1 if y1 > y0 else -1) * (crossing > x)
    return turns


def _within(matrix: Matrix, point: Point) -> Point | None:
    """The point in the unit square that a matrix lays there; None where it is outside of it."""
    area = matrix.a * matrix.d - matrix.b * matrix.c
    if not area:
        return None
    x, y = point[0] - matrix.e, point[1] - matrix.f
    across, up = (matrix.d * x - matrix.c * y) / area, (matrix.a * y - matrix.b * x) / area
    return (across, up) if 0 <= across <= 1 and 0 <= up <= 1 else None


def _over(colour: RGB, alpha: float, below: RGB) -> RGB:
    part = min(max(alpha, 0.0), 1.0)
    red, green, blue = (part * c + (1 - part) * b for c, b in zip(colour, below, strict=True))
    return red, green, blue
