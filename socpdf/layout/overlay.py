"""Pages into the same pages with the layout's own marks over them, for the people who work on it.

Drawn are the baseline grid, the boxes of column and margin, a bar beside each filled line by its word space
(blue: tight, green: even, orange: loose) and a pink one beside each line that could not be set well. All of
them are artifacts, so that any profile can write the pages; nothing on the pages is moved.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import fmean
from typing import Final

from socpdf.core.lengths import Sp, mm, pt
from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import Artifact, Box, Hue, Ink, Item, Line, Page, PagedDocument, Rule, said
from socpdf.layout import style
from socpdf.layout.style import GRID, Side
from socpdf.text.fonts import FontBook

_HAIR: Final = pt(0.15)
_GRID_INK: Final = Ink(Hue.BLUE, 35)
_BOX_INK: Final = Ink(Hue.PINK, 60)
_TROUBLE_INK: Final = Ink(Hue.PINK)
_BAR: Final = mm(1.2)
_GAP: Final = mm(1)
"""Between a bar and the edge of the column."""
# Word spaces, the font's own being 1, that readers do not see are uneven.
_EVEN: Final = 0.15
# A deviation at which a bar has its full colour: the widest that lines may have.
_FULL: Final = 0.6


def overlay(paged: PagedDocument, fonts: FontBook) -> PagedDocument:
    """The document with marks of the layout drawn last on each page."""
    troubles = {(spot.page, spot.text) for spot in paged.report.troubles}
    pages = []
    for folio, page in enumerate(paged.pages, 1):
        marks = list(_boxes(style.side_of(folio)))
        marks.extend(_bars(page, {text for number, text in troubles if number == folio}, fonts))
        pages.append(replace(page, items=(*page.items, *marks)))
    return replace(paged, pages=tuple(pages))


def _boxes(side: Side) -> Iterator[Item]:
    left = min(side.column, side.margin)
    right = left + style.COLUMN + style.GUTTER + style.MARGIN_COLUMN
    first = style.TOP + GRID * 3 // 4
    for line in range(style.LINES):
        yield _rule(left, first + line * GRID, right, first + line * GRID, _GRID_INK)
    top, foot = style.TOP, style.TOP + style.BODY_HEIGHT
    for x, width in ((side.column, style.COLUMN), (side.margin, style.MARGIN_COLUMN)):
        yield _rule(x, top, x + width, top, _BOX_INK)
        yield _rule(x, foot, x + width, foot, _BOX_INK)
        yield _rule(x, top, x, foot, _BOX_INK)
        yield _rule(x + width, top, x + width, foot, _BOX_INK)


def _rule(x1: int, y1: int, x2: int, y2: int, ink: Ink) -> Rule:
    return Rule(Sp(x1), Sp(y1), Sp(x2), Sp(y2), _HAIR, ink, Artifact.RULE)


def _bars(page: Page, troubles: set[str], fonts: FontBook) -> Iterator[Item]:
    for item in page.items:
        if not isinstance(item, Line) or item.turned:
            continue
        ink = _TROUBLE_INK if said(item.segments) in troubles else _space_ink(item, fonts)
        if ink is not None:
            size = max(segment.size for segment in item.segments)
            place = Sp(item.x - _GAP - _BAR), Sp(item.y - size * 3 // 4)
            yield Box(*place, _BAR, Sp(size), ink, Artifact.TINT)


def _space_ink(line: Line, fonts: FontBook) -> Ink | None:
    """By how far the word spaces are from the font's own; None for a line that is not filled."""
    space = word_space(line, fonts)
    if space is None:
        return None
    deviation = space - 1
    if abs(deviation) <= _EVEN:
        return Ink(Hue.GREEN, 50)
    strength = min(1.0, abs(deviation) / _FULL)
    return Ink(Hue.ORANGE if deviation > 0 else Hue.BLUE, round(100 * strength))


def word_space(line: Line, fonts: FontBook) -> float | None:
    """The mean of a line's word spaces, the font's own being 1; None where nothing was added to them."""
    pieces = [(segment.size, piece) for segment in line.segments for piece in segment.pieces]
    spaces: list[float] = []
    # The space that ends a line is not seen, and so is as the font has it.
    for (size, piece), (_, after) in pairwise(pieces):
        if isinstance(piece, Shaped) and piece.text == " ":
            own = piece.width * size / fonts.named(piece.font).metrics.upem
            spaces.append(1 + (after / own if isinstance(after, int) else 0.0))
    return fmean(spaces) if any(space != 1 for space in spaces) else None
