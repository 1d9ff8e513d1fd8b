"""How charts look: type, weights of lines, air; in points."""

from dataclasses import dataclass, replace
from typing import Final

from socpdf.charts.colour import BLACK, GREY
from socpdf.ir.drawing import Weight
from socpdf.ir.paged import Ink


@dataclass(frozen=True, slots=True)
class Look:
    """Of words; the family is the report's sans."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    ink: Ink = BLACK

    def in_ink(self, ink: Ink) -> "Look":
        return replace(self, ink=ink)

    @property
    def heavy(self) -> "Look":
        return replace(self, weight=Weight.SEMIBOLD)


LABEL: Final = Look(8.5, 10.5)
"""Figures, categories and series, as in tables."""
NAME: Final = LABEL.heavy
HEAD: Final = Look(8.5, 11, ink=GREY)
"""What the figures are."""
TICK: Final = Look(8, 10, ink=GREY)
LARGE: Final = Look(27, 30, Weight.LIGHT)
"""The share of a part."""

# Thinner lines break up in print.
HAIR: Final = 0.3
THIN: Final = 0.5
LINE: Final = 1.8
GAP: Final = 1.2
"""Between bars that touch each other."""
STUB: Final = 11.0
"""How long the bar of every figure that is not shown is."""
HATCH: Final = 2.6
"""Between its lines."""
SWATCH: Final = 7.0
"""A patch of colour before a name."""
AIR: Final = 3.0
"""Between a mark and its words."""

# Of letters, in parts of their size: what words take above and below their baseline.
ASCENT: Final = 0.74
DESCENT: Final = 0.22
CAPITAL: Final = 0.66
