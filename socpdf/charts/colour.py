"""The chapter's ink into the inks of a chart's series: apart in lightness, and strong against the paper.

What is coloured must be told apart in grey print and by readers who see no red or no green, so series differ
in lightness first. Lightness is CIE L*, contrast that of WCAG 2.1 (1.4.11 asks for 3 to 1, 1.4.3 for 4.5).
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from socpdf.ir.paged import Hue, Ink
from socpdf.profiles.colours import rgb

BLACK: Final = Ink(Hue.TEXT)
PAPER: Final = Ink(Hue.PAPER)
# Dark enough for small type: 5.9 to 1 against the paper.
GREY: Final = Ink(Hue.TEXT, 62)
GRIDLINE: Final = Ink(Hue.TEXT, 22)
AXIS: Final = Ink(Hue.TEXT, 62)

MOST: Final = 6
"""More series or parts than this nobody tells apart."""

_ENOUGH: Final = 3.0
_ENOUGH_FOR_TEXT: Final = 4.5
# What the mixes of inks differ from the colours of a screen may take a twelfth of it.
_SAFE_FOR_TEXT: Final = 4.9
# Relative luminance of black ink on coated paper (FOGRA39).
_BLACK_IN_PRINT: Final = 0.024
# Of two inks the darker has at most this, so that the lighter can be 3 to 1 from it and from the paper.
_DARK: Final = 27.0
# With a third between them: without red cones a reader sees pink as dark as a grey of 27.
_DARK_OF_MANY: Final = 18.0
# Of what is not highlighted the darkest: well off black, or it would come before the chapter's own ink.
_DARK_OF_MUTED: Final = 36.0
# What comes after three inks, by how many: so light that an area needs an edge to be seen on paper.
_WITH_EDGE: Final = {1: (82.0,), 2: (78.0, 95.0), 3: (74.0, 84.5, 95.0)}


@dataclass(frozen=True, slots=True)
class Paint:
    """How the marks of a series are coloured."""

    fill: Ink
    edge: Ink | None = None
    """What a fill that is too light is outlined with."""


def luminance(ink: Ink) -> float:
    """Relative luminance (WCAG 2.1)."""
    red, green, blue = (_linear(channel) for channel in rgb(ink))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(ink: Ink) -> float:
    """CIE L*, from 0 to 100."""
    share = luminance(ink)
    return 116 * share ** (1 / 3) - 16 if share > 216 / 24389 else share * 24389 / 27


def contrast(one: Ink, other: Ink) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(ground: Ink) -> Ink:
    """The ink of words on a coloured ground: paper where it can be read, else black."""
    return PAPER if contrast(PAPER, ground) >= _ENOUGH_FOR_TEXT else BLACK


def ground_for_words(ink: Ink) -> Ink:
    """The nearest tint on which words are read, also in print.

    There black is no darker than a dark grey, so that some tints are too dark for it and too light for paper.
    """
    return min(filter(_carries_words, _tints(ink)), key=lambda tint: abs(tint.tint - ink.tint))


def with_words(paint: Paint) -> Paint:
    """Of an area with words on it: lighter if need be, and then with an edge, to be seen on paper."""
    if _carries_words(paint.fill):
        return paint
    return Paint(ground_for_words(paint.fill), paint.edge or Ink(paint.fill.hue))


def _carries_words(ground: Ink) -> bool:
    black = (luminance(ground) + 0.05) / (_BLACK_IN_PRINT + 0.05)
    return max(contrast(PAPER, ground), black) >= _SAFE_FOR_TEXT


@cache
def paints(ink: Ink, count: int) -> tuple[Paint, ...]:
    """One for each series, from the darkest to the lightest; a chart of one series has the chapter's ink."""
    if count > MOST:
        raise ValueError(f"{count} series are too many to be told apart; {MOST} are the most")
    if count == 1:
        return (Paint(ink),)
    return _series(_dark(ink, _DARK if count == 2 else _DARK_OF_MANY), count, edge=ink)


@cache
def muted(count: int) -> tuple[Paint, ...]:
    """The same in greys, for what is not highlighted: none so dark that it comes before what is."""
    grey = Ink(Hue.TEXT)
    if count == 1:
        return (Paint(_lightest_strong(grey)),)
    return _series(_tint_of(grey, _DARK_OF_MUTED), count, edge=GREY)


def _series(dark: Ink, count: int, edge: Ink) -> tuple[Paint, ...]:
    """Fills from this one to the lightest that is seen on paper, and further ones with an edge."""
    inks = [dark, _lightest_strong(edge)]
    if count > 2:
        between = (lightness(inks[0]) + lightness(inks[1])) / 2
        inks.insert(1, _tint_of(edge, between))
    light = [Paint(_tint_of(edge, goal), edge) for goal in _WITH_EDGE.get(count - len(inks), ())]
    return (*map(Paint, inks), *light)


def _dark(ink: Ink, goal: float) -> Ink:
    """The chapter's own ink if it is a dark one, else a grey of this lightness."""
    if lightness(ink) <= _DARK and ink.hue is not Hue.TEXT:
        return ink
    return _tint_of(Ink(Hue.TEXT), goal)


def _lightest_strong(ink: Ink) -> Ink:
    """The lightest tint that is still seen on paper."""
    return next(tint for tint in _tints(ink) if contrast(tint, PAPER) >= _ENOUGH)


def _tint_of(ink: Ink, goal: float) -> Ink:
    return min(_tints(ink), key=lambda tint: abs(lightness(tint) - goal))


def _tints(ink: Ink) -> tuple[Ink, ...]:
    """From the lightest on."""
    return tuple(Ink(ink.hue, tint) for tint in range(1, 101))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
