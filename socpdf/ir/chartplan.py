"""Which figures of which table a chart shows, by where they stand: it holds none, and so needs no release."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    name: str
    cells: tuple[tuple[int, int], ...]
    """Row and column in the table, one for each category of the chart."""


@dataclass(frozen=True, slots=True)
class PlannedPanel:
    name: str
    series: tuple[PlannedSeries, ...]


@dataclass(frozen=True, slots=True)
class ChartPlan:
    table: str
    """Its number."""
    categories: tuple[str, ...]
    category: str
    """What the categories are; empty where the table does not say it."""
    panels: tuple[PlannedPanel, ...]
    measure: str
    lying: bool
    spoken: Mapping[str, str]
    """Names as they stand inside a sentence, where that is not as in the chart: `kvinnor` for `Kvinnor`."""
