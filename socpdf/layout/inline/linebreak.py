"""Measured pieces of a paragraph become its lines: the set of breaks which costs least over all of it.

A paragraph is a row of pieces between which it may be broken; only their widths are known here, never a glyph.
The search is that of Knuth and Plass (Breaking Paragraphs into Lines, 1981) with three things added: what a
line's end may cost depends on up to two hyphens before it, so the count is part of the state; glyphs may be
set a little wider or narrower; and signs may hang out of the measure. No line is ever too long for its
measure: where the limits leave no solution they are loosened step by step, and the line tells (`Trouble`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class End(IntEnum):
    """What the end of a piece offers."""

    OPEN = 0
    """A break without a sign: at a space, after a dash or after a hyphen which is there anyway."""
    HYPHEN = 1
    """A break that adds a hyphen."""
    FORCED = 2
    """The line must end here, and is not filled."""


@dataclass(frozen=True, slots=True)
class Items:
    """The pieces of a paragraph as parallel rows; lengths in any one unit. The last piece ends the paragraph."""

    widths: Sequence[int]
    spaces: Sequence[int]
    """The space after each piece, if the line goes on; 0 inside a word."""
    ends: Sequence[End]
    costs: Sequence[float]
    """What it costs to break after each piece, beside what the line itself costs."""
    hyphens: Sequence[int]
    """The width of the sign that a break after each piece adds."""
    hangs_left: Sequence[int]
    """How much each piece may stand out of the measure if it starts a line."""
    hangs_right: Sequence[int]
    """How much each piece, or its hyphen, may stand out of the measure if it ends a line."""
    inner_spaces: Sequence[int]
    """The part of each piece's width that is no-break space, and stretches like other spaces."""

    def __post_init__(self) -> None:
        rows = (self.spaces, self.ends, self.costs, self.hyphens, self.hangs_left, self.hangs_right)
        if not self.widths:
            raise ValueError("a paragraph needs at least one piece")
        if any(len(row) != len(self.widths) for row in (*rows, self.inner_spaces)):
            raise ValueError("the rows of a paragraph must be equally long")


@dataclass(frozen=True, slots=True)
class Rules:
    """How lines are judged. Costs are in units of a line whose spaces are at their limit (cost 1)."""

    min_space: float = 0.75
    max_space: float = 1.6
    """A word space may have from `min_space` to `max_space` of its normal width."""
    give: float = 0.02
    """How much wider or narrower glyphs may be set. Two in a hundred is what nobody sees (microtype's limit)."""
    ragged: int | None = None
    """Lines of uneven length, spaces all normal: how short a line may be without a hyphen being tried."""
    max_hyphens: int = 2
    """In a row."""
    hyphen_cost: float = 0.12
