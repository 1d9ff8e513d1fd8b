"""The look: fonts, sizes, colours, the measures of the page; what a designer would change stands here."""

from dataclasses import dataclass, replace
from typing import Final

from socpdf.core.lengths import Sp, mm, pt
from socpdf.ir.paged import Hue, Ink
from socpdf.text.fonts import Cut, Optical

# --- type ---

BLACK: Final = Ink(Hue.TEXT)
# Dark enough for small type: 5.9 to 1 against the paper.
GREY: Final = Ink(Hue.TEXT, 62)


@dataclass(frozen=True, slots=True)
class TypeStyle:
    family: str
    size: Sp
    leading: Sp
    cut: Cut = Cut.REGULAR
    optical: Optical = Optical.TEXT
    ink: Ink = BLACK
    features: tuple[str, ...] = ()
    rise: int = 0
    justified: bool = False

    def with_cut(self, cut: Cut) -> "TypeStyle":
        return replace(self, cut=cut)

    def in_ink(self, ink: Ink) -> "TypeStyle":
        return replace(self, ink=ink)


GRID: Final = pt(13.5)
"""Baselines of the text stand on multiples of this, in all columns of all pages."""

BODY: Final = TypeStyle("serif", pt(10), GRID, justified=True)
# The sans is drawn larger than the serif: a tenth of a point less looks the same.
TITLES: Final = tuple(
    TypeStyle("serif", pt(size), pt(size * 1.1), optical=Optical.DISPLAY) for size in (40, 34, 28, 22)
)
"""The largest that the title allows."""
COVER_TITLES: Final = tuple(
    TypeStyle("serif", pt(size), pt(size * 1.1), optical=Optical.DISPLAY) for size in (54, 46, 38, 30)
)
COVER_NUMBER: Final = TypeStyle("sans", pt(300), pt(300), cut=Cut.LIGHT)
COVER_REPORT: Final = TypeStyle("sans", pt(17), pt(22), cut=Cut.SEMIBOLD)
COVER_ABOUT: Final = TypeStyle("sans", pt(12), pt(17))
COVER_SUBTITLE: Final = TypeStyle("sans", pt(15), pt(21))
CHAPTER_NUMBER: Final = TypeStyle("sans", pt(118), pt(118), cut=Cut.LIGHT)
SUBTITLE: Final = TypeStyle("sans", pt(13), pt(18))
SECTION: Final = TypeStyle("sans", pt(16), pt(20), cut=Cut.SEMIBOLD)
SUBSECTION: Final = TypeStyle("sans", pt(11.5), GRID, cut=Cut.SEMIBOLD)
RUN_IN: Final = TypeStyle("sans", pt(10), GRID, cut=Cut.SEMIBOLD)
FIGURE: Final = TypeStyle("sans", pt(38), pt(40.5), cut=Cut.LIGHT)
FIGURE_SIZES: Final = (1.0, 0.8, 0.65, 0.5, 0.4)
"""Parts of its size that a figure too long for the margin is tried in."""
CALLOUT: Final = TypeStyle("sans", pt(9), pt(12))
QUOTE: Final = TypeStyle("sans", pt(10.5), GRID, cut=Cut.SEMIBOLD)
CAPTION: Final = TypeStyle("sans", pt(9), pt(12), cut=Cut.SEMIBOLD)
SOURCE: Final = TypeStyle("sans", pt(9), pt(12), ink=GREY)
TABLE: Final = TypeStyle("sans", pt(8.5), pt(11), features=("tnum", "lnum"))
TABLE_NOTE: Final = TypeStyle("serif", pt(8), pt(10.5), optical=Optical.SMALL)
NOTE: Final = TypeStyle("serif", pt(8), pt(10.5), optical=Optical.SMALL)
CONTENTS: Final = TypeStyle("sans", pt(9), pt(12))
TERMS: Final = TypeStyle("sans", pt(8.5), pt(11.5))
CHAPTER_LABEL: Final = TypeStyle("sans", pt(20), pt(27), cut=Cut.LIGHT)
CHAPTER_NAME: Final = TypeStyle("serif", pt(13), pt(27))
LEADER_PITCH: Final = pt(4)
LEADER_WEIGHT: Final = pt(0.6)
FOOTER: Final = TypeStyle("sans", pt(8), pt(11), ink=GREY)
TAB: Final = TypeStyle("sans", pt(8.5), pt(11), cut=Cut.SEMIBOLD, ink=Ink(Hue.PAPER))

# --- colour ---

# By chapter; none of them less than 4.5 to 1 against the paper, so that small type may have it.
_CHAPTER_HUES: Final = (
    Hue.BLUE,
    Hue.PINK,
    Hue.PLUM,
    Hue.BLUE,
    Hue.PINK,
    Hue.PLUM,
    Hue.BLUE,
    Hue.PLUM,
    Hue.BLUE,
)
CHAPTERS: Final = len(_CHAPTER_HUES)


def chapter_ink(chapter: int) -> Ink:
    return Ink(_CHAPTER_HUES[(chapter - 1) % CHAPTERS])


# --- the page ---

PAGE_WIDTH: Final = mm(210)
PAGE_HEIGHT: Final = mm(297)
COLUMN: Final = mm(115)
MARGIN_COLUMN: Final = mm(40)
GUTTER: Final = mm(7)
"""Between column and margin."""
FULL: Final = Sp(COLUMN + GUTTER + MARGIN_COLUMN)
"""Column and margin together."""
INNER: Final = mm(24)
OPENING_LINES: Final = 25
"""What the band with the chapter's title and the air below it take of the first page."""
INDENT: Final = GRID
"""Of a paragraph that follows another."""
HEADING_LIFT: Final = pt(3)
"""How much a small heading stands above the grid, nearer to what it heads than to what it ends."""
LINES: Final = 52
TOP: Final = mm(22)
BODY_HEIGHT: Final = Sp(LINES * GRID)
FOOT: Final = Sp(TOP + BODY_HEIGHT + mm(9))
"""Baseline of the footer."""
BLEED: Final = mm(3)
TAB_WIDTH: Final = mm(9)
TAB_HEIGHT: Final = mm(58)
TAB_TOP: Final = mm(24)
TAB_STEP: Final = mm(23.5)
"""How much lower the tab of the next chapter is."""


@dataclass(frozen=True, slots=True)
class Side:
    """Where things stand on a left or a right page; the margin column is always the outer one."""

    column: Sp
    margin: Sp
    right: bool


RIGHT: Final = Side(column=INNER, margin=Sp(INNER + COLUMN + GUTTER), right=True)
LEFT: Final = Side(
    column=Sp(PAGE_WIDTH - INNER - COLUMN),
    margin=Sp(PAGE_WIDTH - INNER - COLUMN - GUTTER - MARGIN_COLUMN),
    right=False,
)


def side_of(folio: int) -> Side:
    return RIGHT if folio % 2 else LEFT
