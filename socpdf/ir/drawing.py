"""A chart as it is drawn: paths and words at places, in named inks; what `charts.draw` makes.

Origin is the upper left corner of the drawing, y grows downwards. Words are not shaped yet, so a drawing can
be kept on disk; that they fit was measured when it was made.
"""

from dataclasses import dataclass
from enum import Enum

from socpdf.core.lengths import Sp
from socpdf.ir.paged import Ink, Step


@dataclass(frozen=True, slots=True)
class Datum:
    """The figure that a mark shows, by where it stands in the chart."""

    panel: int
    series: int
    category: int


@dataclass(frozen=True, slots=True)
class Path:
    steps: tuple[Step, ...]
    fill: Ink | None
    stroke: Ink | None
    weight: Sp
    shows: Datum | None = None
    """None: an axis, a gridline, a frame."""


class Weight(Enum):
    LIGHT = "light"
    REGULAR = "regular"
    SEMIBOLD = "semibold"


@dataclass(frozen=True, slots=True)
class Words:
    x: Sp
    """Where the first letter begins."""
    y: Sp
    """Of the baseline."""
    text: str
    size: Sp
    weight: Weight
    ink: Ink
    shows: Datum | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    width: Sp
    height: Sp
    marks: tuple[Path | Words, ...]
    """In the order in which they are painted; words in the order in which they are read."""
