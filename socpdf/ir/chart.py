"""A chart as a statement: what kind it is, what is compared, and the released figures; not how it looks.

`document.assemble` makes it from released tables alone; `charts.draw` makes a drawing of it and
`charts.describe` says it in words. So the picture and the words cannot tell different figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from socpdf.ir.chartkind import Kind, Labels, Width
from socpdf.ir.tables import Released
from socpdf.ir.tidy import Unit

__all__ = ["Chart", "Kind", "Labels", "Panel", "Series", "Width"]


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
    spoken: Mapping[str, str] = field(default_factory=dict)
    """Names as they stand inside a sentence, where that is not as in the chart: `kvinnor` for `Kvinnor`."""
