"""How tables look, beside what `style` says of their type."""

from dataclasses import dataclass, replace
from typing import Final

from socpdf.core.lengths import Sp, mm, pt
from socpdf.layout import style
from socpdf.layout.style import TypeStyle
from socpdf.text.fonts import Cut


@dataclass(frozen=True, slots=True)
class Face:
    """A cut for words and for figures: kerning would spoil what tabular figures are drawn for."""

    words: TypeStyle
    figures: TypeStyle


@dataclass(frozen=True, slots=True)
class Size:
    """A table's type and the air that belongs to it."""

    size: Sp
    leading: Sp
    light: Face
    heavy: Face
    """For heads, totals and headings of groups."""
    padding: int
    """Left and right of a cell's content: two columns stand twice as far apart."""


def _face(text: TypeStyle, cut: Cut) -> Face:
    words = text.with_cut(cut)
    return Face(words, replace(words, features=(*words.features, "-kern")))


def _size(points: float, padding: float) -> Size:
    """Leading in proportion to the size."""
    leading = Sp(style.TABLE.leading * pt(points) // style.TABLE.size)
    text = replace(style.TABLE, size=pt(points), leading=leading)
    return Size(text.size, text.leading, _face(text, Cut.REGULAR), _face(text, Cut.SEMIBOLD), pt(padding))


# Below 7.5 points figures are hard to tell apart on a screen and in print.
SIZES: Final = (_size(8.5, 4), _size(8, 3.5), _size(7.5, 3))

FULL_WIDTH: Final = style.FULL
TURNED_WIDTH: Final = style.BODY_HEIGHT

NARROWEST_STUB: Final = mm(28)
NARROWEST_TEXT: Final = mm(20)
STUB_FIRST: Final = 0.42
"""What labels may claim of the table's width before heads have what they ask for."""
STUB_LAST: Final = 0.55
"""And afterwards."""
# Figures further apart than this no longer read as a row.
WIDEST_FIGURES: Final = mm(24)
HIGHEST_COLUMN_HEAD: Final = 3
HIGHEST_HEAD: Final = 4
HIGHEST_LABEL: Final = 3
"""In lines, and for heads also in a table that keeps to the column; higher ones ask for the next form."""

HANGING: Final = pt(6)
"""Lines of a label after its first one."""
BESIDE_SIGN: Final = pt(1)
"""Between a sign that hangs out of its alignment and the next column."""
SIGNS: Final = "*†‡"

HAIR: Final = pt(0.25)
FIRM: Final = pt(0.75)
HAIR_TINT: Final = 40
HEAD_TINT: Final = 9
BEFORE_GROUP: Final = style.GRID // 2
MOST_BELOW_HEAD: Final = pt(2.5)
"""Of the air that brings a head onto the grid, what stands under its text."""
REPEATED_BASELINE: Final = pt(8.25)
"""Of the caption over a repeated head, in a line of the grid."""
LARGEST_KEPT_GROUP: Final = 8
"""Rows under one heading that no page divides."""
