"""The cover: the report's and the chapter's titles on the chapter's colour, which runs over all edges.

What is written on it is the document's text; the ground and the tiles are not. The tiles are those of the
district boards, each about where it lies.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from socpdf.charts.tiles import DISTRICTS
from socpdf.core.lengths import Sp, mm
from socpdf.ir import document as doc
from socpdf.ir.paged import Artifact, Box, Hue, Ink, Item, Line
from socpdf.layout import style
from socpdf.layout.furniture import full_lines, number_segments, title_lines
from socpdf.layout.inline.finalize import SetLine
from socpdf.layout.inline.prepare import Typesetter
from socpdf.layout.style import TypeStyle

_REPORT_BASELINE: Final = mm(31)
_NUMBER_BASELINE: Final = mm(172)
_TITLE_BASELINE: Final = mm(206)
_SUBTITLE_GAP: Final = mm(14)
_PUBLISHER_BASELINE: Final = style.FOOT
_TILE: Final = mm(28)
_SEAM: Final = mm(1.2)
_TILES_LEFT: Final = Sp(style.PAGE_WIDTH - 15 * _TILE // 4)
"""So far that the easternmost run over the edge."""
_TILES_TOP: Final = Sp(_NUMBER_BASELINE + _SEAM - 4 * _TILE)
"""The lowest stand on the line of the number."""
# Near the ground, so that they stay behind what is written; by turns, so that neighbours differ.
_TINTS: Final = (90, 84, 78)


def cover(blocks: Sequence[doc.Block], ink: Ink, language: str, setter: Typesetter) -> Iterator[Item]:
    bleed = style.BLEED
    across, down = style.PAGE_WIDTH + 2 * bleed, style.PAGE_HEIGHT + 2 * bleed
    yield Box(Sp(-bleed), Sp(-bleed), Sp(across), Sp(down), ink, Artifact.TINT)
    yield from _tiles(ink)
    paper = Ink(Hue.PAPER)
    y = int(_REPORT_BASELINE)
    for block in blocks:
        if isinstance(block, doc.Heading):
            large = number_segments(
                block.content[:1], style.COVER_NUMBER.in_ink(paper), block.id, language, setter
            )
            yield Line(Sp(style.INNER - mm(4)), _NUMBER_BASELINE, large)
            lines = title_lines(block.content[1:], style.COVER_TITLES, block.id, language, setter)
            leading = lines[0].segments[0].size * 11 // 10 if lines else 0
            yield from _lines(lines, _TITLE_BASELINE, leading)
            y = _TITLE_BASELINE + (len(lines) - 1) * leading + _SUBTITLE_GAP
        elif isinstance(block, doc.Paragraph):
            look = _LOOKS[block.voice].in_ink(paper)
            lines = full_lines(block.content, look, block.id, language, setter)
            if block.voice is doc.Voice.PUBLISHER:
                y = _PUBLISHER_BASELINE - (len(lines) - 1) * look.leading
            yield from _lines(lines, y, look.leading)
            y += len(lines) * look.leading


_LOOKS: Final[dict[doc.Voice, TypeStyle]] = {
    doc.Voice.REPORT: style.COVER_REPORT,
    doc.Voice.ABOUT: style.COVER_ABOUT,
    doc.Voice.SUBTITLE: style.COVER_SUBTITLE,
    doc.Voice.PUBLISHER: style.COVER_ABOUT,
}


def _lines(lines: Sequence[SetLine], y: int, leading: int) -> Iterator[Line]:
    for index, line in enumerate(lines):
        yield Line(style.INNER, Sp(y + index * leading), line.segments)


def _tiles(ink: Ink) -> Iterator[Box]:
    for index, (_, column, row) in enumerate(DISTRICTS):
        x, y = _TILES_LEFT + round(column * _TILE), _TILES_TOP + row * _TILE
        side = _TILE - _SEAM
        # What reaches the edge goes on beyond it, where the page is trimmed.
        width = min(side, style.PAGE_WIDTH + style.BLEED - x)
        tint = Ink(ink.hue, _TINTS[index % len(_TINTS)])
        yield Box(Sp(x), Sp(y), Sp(width), Sp(side), tint, Artifact.TINT)
