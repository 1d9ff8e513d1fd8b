"""Text that was shaped: which glyphs, how wide, and what each of them says."""

from dataclasses import dataclass, field
from typing import Final

SOFT_HYPHEN: Final = "\u00ad"


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A word or part of a word in one font; parallel tuples, widths in units of the font.

    `text.shape` makes each of them once, so that two are the same only if they are one object.
    """

    font: str
    """The font's name in the font book."""
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    """As shaped: with kerning."""
    offsets: tuple[tuple[int, int], ...]
    """Shifts to the right and up; empty where no glyph is shifted."""
    texts: tuple[str, ...]
    """What each glyph says; the first of a cluster says all of it, the others nothing."""
    width: int
    text: str
    missing: str
    """The characters the font has no glyph for."""
    is_said_apart: bool = field(init=False)
    """Whether its glyphs alone do not say its text: one character became several, or it is a soft hyphen."""

    def __post_init__(self) -> None:
        # Asked of every word that is drawn, and the same each time.
        object.__setattr__(self, "is_said_apart", self.text == SOFT_HYPHEN or "" in self.texts)
