"""A chart as a statement: what kind it is, what is compared, and the released figures; not how it looks.

`document.assemble` makes it from released tables alone; `charts.draw` makes a drawing of it and
`charts.describe` says it in words. So the picture and the words cannot tell different figures.
"""

from dataclasses import dataclass
from enum import Enum

from socpdf.ir.tables import Released
from socpdf.ir.tidy import Unit


class Kind(Enum):
    """The value is what an author types."""

    BARS = "staplar"
    """Bars of several series beside each other."""
    STACKED = "staplade"
    SHARES = "andelar"
    """Stacked to a hundred per cent."""
    PAIRED = "par"
    """Two measures of different units side by side, each with its own axis."""
    LINES = "linjer"
    """Over years."""
    PYRAMID = "pyramid"
    """Two series, to the left and to the right."""
    DOTS = "punkter"
    """Two series, from the earlier to the later: dots joined by a line."""
    PARTS = "delar"
    """One whole of a few parts."""
    TILES = "karta"
    """The district boards as tiles, coloured by a value."""


class Width(Enum):
    COLUMN = "spalt"
    WIDE = "bred"
    """Column and margin."""


class Labels(Enum):
    """Which figures are printed at their marks."""

    ALL = "alla"
    LAST = "sista"
    NONE = "inga"


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    unit: Unit
    figures: tuple[Released, ...]
    """One for each category of the chart."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several small charts of the same scale, or the only one."""

    name: str
    """Empty for the only one."""
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    kind: Kind
    lying: bool
    """Whether bars lie, so that long names of categories have room."""
    categories: tuple[str, ...]
    category: str
    """What the categories are: `Stadsdelsnämnd`, `Ålder`, `År`."""
    panels: tuple[Panel, ...]
    measure: str
    """What the figures are, as an axis says it: `Antal personer`."""
    width: Width
    labels: Labels
    highlighted: frozenset[str] = frozenset()
    """Categories or series that the chart is about; empty: all alike."""
    pie: bool = False
    """For parts of a whole: whether the author insists on a circle."""
