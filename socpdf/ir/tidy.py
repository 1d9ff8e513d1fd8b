"""Data as it was delivered, checked against its description: the output of `sources.load`.

Kept by columns, because a register has a million rows. Categories are numbers that index their dimension.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal

from socpdf.core.diagnostics import Span


class Sign(Enum):
    """What stands in the data where there is no figure; the value is what is typed there."""

    WITHHELD = "*"
    WITHHELD_SECONDARY = "**"
    NOT_COMPUTABLE = "."
    NO_DATA = "i.u"


Datum = int | Decimal | Sign | None
"""None: the cell is empty, which a description may allow."""

Counted = Literal["personer", "beslut", "hushåll", "svar", "insatser", "övrigt"]
Unit = Literal[
    "antal", "procent", "procentenheter", "kvot", "per 10 000", "timmar", "kronor", "dagar", "poäng"
]
"""`procentenheter` and `kvot` (a plain ratio) come of arithmetic alone; no description names them."""


Statistic = Literal["", "rader", "unika", "summa", "medelvärde", "median"]
"""What a measure of a register makes of its rows; empty: the figures are delivered."""


@dataclass(frozen=True, slots=True)
class Merger:
    """Categories that became one; figures from before are added up."""

    new: str
    old: tuple[str, ...]
    when: date


@dataclass(frozen=True, slots=True)
class Dimension:
    name: str
    title: str
    """As a table head says it."""
    categories: tuple[str, ...]
    """In the order in which tables show them."""
    total: str
    """The category that stands for all of them, also in `categories`; empty: there is none in the data."""
    additive: bool
    """Whether the total is the sum of the others; not so where a person can be in two of them."""
    span: Span
    intervals: bool = False
    """Whether the categories are intervals, which must not overlap."""
    mergers: tuple[Merger, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of figures. A share that is not typed but computed has a `numerator` and no column."""

    name: str
    title: str
    unit: Unit
    counts: Counted
    decimals: int
    base: str
    """The measure a published share or mean rests on; empty: none is known."""
    numerator: str
    """The measure whose part of the total over `over` this is; empty: the figures are in the data."""
    over: tuple[str, ...]
    """The dimensions over which shares make up a whole, typed or computed; empty for a mean."""
    span: Span
    denominator: str = ""
    """For a computed ratio: what the numerator is divided by, a measure or `data:measure`."""
    statistic: Statistic = ""
    of: str = ""
    """The column of the register whose sum, mean or median this is."""

    @property
    def computed(self) -> bool:
        return bool(self.numerator)


@dataclass(frozen=True, slots=True)
class Identity:
    """What must hold between cells, as the description states it."""

    kind: Literal["lika", "del", "mellan"]
    """Equal to another data set's cell; at most that; or between the figures of its parts."""
    measure: str
    where: Mapping[str, str]
    each: tuple[str, ...]
    """It holds for every category of these dimensions."""
    over: str
    """For `mellan`: the dimension whose categories are the parts."""
    data: str
    other_measure: str
    other_where: Mapping[str, str]
    span: Span


@dataclass(frozen=True, slots=True)
class Deviation:
    """Figures that break an identity, and why they are printed all the same."""

    measure: str
    where: Mapping[str, str]
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Published:
    """Figures that readers have already, from an earlier report."""

    measure: str
    where: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TidyTable:
    name: str
    title: str
    source: str
    as_of: date | None
    population: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    keys: Mapping[str, "array[int]"]
    """By dimension: for each row the index of its category."""
    values: Mapping[str, Sequence[Datum]]
    """By measure that has a column."""
    lines: "array[int]"
    """For each row its line in the file, or its number in a source without lines."""
    notes: tuple[str, ...]
    file: str
    """The file the figures stand in; `span` is the description."""
    span: Span
    identities: tuple[Identity, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    published: tuple[Published, ...] = ()
    persons: "array[int] | None" = None
    """For a register, which has a row for each person and decision: who it is, as a number."""
