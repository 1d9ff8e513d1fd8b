"""Colours of charts: told apart in grey, without red or green, on screen and in print, in any chapter."""

from itertools import combinations, pairwise
from typing import Final

import pytest
from ruler import words_of
from samples import BLUE, PINK, PLUM, SAMPLES, drawing_of

from socpdf.charts.colour import MOST, PAPER, Paint, contrast, ink_on, lightness, muted, paints, with_words
from socpdf.ir.drawing import Path
from socpdf.ir.paged import Hue, Ink
from socpdf.profiles.colours import cmyk, rgb

CHAPTERS: Final = (BLUE, PINK, PLUM)
# Viénot, Brettel and Mollon (1999): linear red, green and blue as those see them who lack one kind of cone.
_PROTAN: Final = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
_DEUTAN: Final = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
# CIE L* apart, at least: a step that is seen at a glance between areas that do not touch.
_STEP: Final = 9.0


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _seen(ink: Ink, matrix: tuple[tuple[float, ...], ...]) -> float:
    """The lightness of what is seen."""
    channels = [_linear(channel) for channel in rgb(ink)]
    red, green, blue = (sum(a * b for a, b in zip(row, channels, strict=True)) for row in matrix)
    share = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return float(116 * share ** (1 / 3) - 16) if share > 216 / 24389 else share * 24389 / 27


def _outline(paint: Paint) -> Ink:
    """What parts it from the paper."""
    return paint.edge or paint.fill


@pytest.mark.parametrize("ink", CHAPTERS, ids=lambda ink: ink.hue.value)
@pytest.mark.parametrize("count", range(1, MOST + 1))
def test_every_series_is_seen_on_paper(ink: Ink, count: int) -> None:
    """Its fill, or the line around it, is 3 to 1 from the paper (WCAG 2.1, 1.4.11)."""
    assert all(contrast(_outline(paint), PAPER) >= 3 for paint in paints(ink, count))


@pytest.mark.parametrize("ink", CHAPTERS, ids=lambda ink: ink.hue.value)
def test_two_series_are_told_apart(ink: Ink) -> None:
    """They are 3 to 1 from each other too, as neighbours are."""
    dark, light = paints(ink, 2)
    assert contrast(dark.fill, light.fill) >= 3


@pytest.mark.parametrize("ink", CHAPTERS, ids=lambda ink: ink.hue.value)
@pytest.mark.parametrize("count", range(2, MOST + 1))
def test_series_differ_in_grey(ink: Ink, count: int) -> None:
    """From the darkest to the lightest, with steps that grey print keeps."""
    steps = pairwise(lightness(paint.fill) for paint in paints(ink, count))
    assert all(lighter - darker >= _STEP for darker, lighter in steps)


@pytest.mark.parametrize("matrix", [_PROTAN, _DEUTAN], ids=["protanopia", "deuteranopia"])
@pytest.mark.parametrize("ink", CHAPTERS, ids=lambda ink: ink.hue.value)
@pytest.mark.parametrize("count", range(2, MOST + 1))
def test_series_differ_without_red_or_green(
    ink: Ink, count: int, matrix: tuple[tuple[float, ...], ...]
) -> None:
    """The steps are there for those who lack one kind of cone."""
    seen = [_seen(paint.fill, matrix) for paint in paints(ink, count)]
    assert min(abs(one - other) for one, other in combinations(seen, 2)) >= _STEP


def test_simulation_sees_what_it_should() -> None:
    """Grey is as light as it was; a red that is as light as a green to most is darker without red cones."""
    grey = Ink(Hue.TEXT, 50)
    assert _seen(grey, _PROTAN) == pytest.approx(lightness(grey), abs=0.1)
    assert _seen(Ink(Hue.PINK), _PROTAN) < lightness(Ink(Hue.PINK)) - 10


@pytest.mark.parametrize("ink", CHAPTERS, ids=lambda ink: ink.hue.value)
def test_words_are_read_on_every_ground(ink: Ink) -> None:
    """4.5 to 1, black or paper, on every fill a chart has (WCAG 2.1, 1.4.3)."""
    fills = [paint.fill for count in range(1, MOST + 1) for paint in paints(ink, count)]
    fills += [Ink(ink.hue, tint) for tint in range(5, 101)]
    assert all(contrast(ink_on(fill), fill) >= 4.5 for fill in fills)


@pytest.mark.parametrize("ink", CHAPTERS, ids=lambda ink: ink.hue.value)
@pytest.mark.parametrize("count", range(2, MOST + 1))
def test_areas_with_words_are_still_told_apart(ink: Ink, count: int) -> None:
    """Where figures stand in fills, these are seen on paper, read in print, and steps of grey apart."""
    found = [with_words(paint) for paint in paints(ink, count)]
    assert all(contrast(_outline(paint), PAPER) >= 3 for paint in found)
    assert all(contrast(ink_on(paint.fill), paint.fill) >= 4.9 for paint in found)
    steps = pairwise(lightness(paint.fill) for paint in found)
    assert all(lighter - darker >= _STEP for darker, lighter in steps)


@pytest.mark.parametrize("count", range(2, MOST + 1))
def test_what_is_not_highlighted_is_quieter(count: int) -> None:
    """Its fills are told apart in grey, seen on paper, and neither they nor their edges are near black."""
    found = [with_words(paint) for paint in muted(count)]
    steps = pairwise(lightness(paint.fill) for paint in found)
    assert all(lighter - darker >= _STEP for darker, lighter in steps)
    assert all(contrast(_outline(paint), PAPER) >= 3 for paint in muted(count))
    assert all(lightness(_outline(paint)) > 30 for paint in muted(count))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("ink", CHAPTERS, ids=lambda ink: ink.hue.value)
def test_print_keeps_small_things_sharp(name: str, ink: Ink) -> None:
    """Words and lines have at most two printing inks; black words are black alone, and no line is a hair."""
    drawing = drawing_of(SAMPLES[name], ink)
    lines = [mark for mark in drawing.marks if isinstance(mark, Path) and mark.stroke is not None]
    inks = [words.ink for words in words_of(drawing)] + [line.stroke for line in lines if line.stroke]
    assert all(sum(plate > 0 for plate in cmyk(one)) <= 2 for one in inks)
    assert all(cmyk(one)[:3] == (0, 0, 0) for one in inks if one.hue is Hue.TEXT)
    assert min(line.weight for line in lines) >= 0.25 * 65_536


@pytest.mark.parametrize("ink", CHAPTERS, ids=lambda ink: ink.hue.value)
def test_tints_are_printed(ink: Ink) -> None:
    """No dots so small that they do not print: a tint has at least five per cent."""
    assert all(paint.fill.tint >= 5 for count in range(1, MOST + 1) for paint in paints(ink, count))


def test_too_many_series_are_refused() -> None:
    """Rather than drawn alike."""
    with pytest.raises(ValueError, match="7 series"):
        paints(PLUM, MOST + 1)
