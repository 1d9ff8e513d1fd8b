"""Figures side by side: which of them is largest, how many are above, and what they make together.

A figure that is not shown is known to lie between bounds. An answer is given only where the bounds decide it:
else the answer would tell more about the figure than the report does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Final

from socpdf.ir.tables import Figure
from socpdf.ir.tidy import Sign, Unit
from socpdf.tables.arithmetic import Quantity
from socpdf.tables.cube import add

Bound = Fraction | float
# What a reader knows of a count that is withheld, by the rule that `disclosure.Policy` has. Where another
# threshold holds, what was decided here is checked again when the tables are released.
_WITHHELD: Final = (Fraction(1), Fraction(3))
_ADDABLE: Final[frozenset[Unit]] = frozenset({"antal", "kronor", "timmar", "dagar"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A row or column by its name, with the one figure of it that is looked at."""

    name: str
    quantity: Quantity
    low: Bound
    high: Bound

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def rests_on(self) -> tuple[Figure, ...]:
        return self.quantity.rests_on


@dataclass(frozen=True, slots=True)
class Found:
    """The entries that were looked for, and every figure that was shown to be less."""

    entries: tuple[Entry, ...]
    decided_by: tuple[Figure, ...]


class Undecided(Exception):  # noqa: N818 - the outcome of a question, placed by the caller who asked it
    """What is shown does not decide; names the entry whose figure would."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def entry(name: str, figure: Figure) -> Entry:
    low, high = bounds(figure)
    return Entry(name, Quantity(figure, (figure,)), low, high)


def difference(name: str, quantity: Quantity, left: Figure, right: Figure) -> Entry:
    """An entry for `left - right`, which the quantity is."""
    (left_low, left_high), (right_low, right_high) = bounds(left), bounds(right)
    return Entry(name, quantity, left_low - right_high, left_high - right_low)


def bounds(figure: Figure) -> tuple[Bound, Bound]:
    """Between what a reader of the report knows the figure to lie; alike where it is shown."""
    count = figure.unit == "antal" and figure.cell is not None
    number = figure.number
    if isinstance(number, Sign):
        if number is Sign.WITHHELD and count:
            return _WITHHELD
        return (Fraction(0), inf) if count else (-inf, inf)
    low, high = _WITHHELD
    if count and figure.counts != "övrigt" and low <= number <= high:
        return _WITHHELD
    return number, number


def extremes(entries: Iterable[Entry], count: int, *, largest: bool) -> Found:
    """The `count` largest or smallest, and those that tie with the last of them."""
    rest = [e for e in entries if e.quantity.figure.number is not Sign.NOT_COMPUTABLE]
    found: list[Entry] = []
    while rest and len(found) < count:
        winners = _first(rest, largest=largest)
        found.extend(winners)
        rest = [e for e in rest if e not in winners]
    shown = dict.fromkeys(figure for e in (*found, *rest) if e.exact for figure in e.rests_on)
    return Found(tuple(found), tuple(shown))


def _first(entries: Sequence[Entry], *, largest: bool) -> list[Entry]:
    if largest:
        edge = max(e.low for e in entries)
        candidates = [e for e in entries if e.high >= edge]
    else:
        edge = min(e.high for e in entries)
        candidates = [e for e in entries if e.low <= edge]
    hidden = next((e for e in candidates if not e.exact), None)
    if hidden is not None and len(candidates) > 1:
        raise Undecided(hidden.name)
    return candidates


def compare(operator: str, one: Entry, other: Entry) -> bool | None:
    """Whether `one` is över, under or lika `other`; None where what is shown does not decide."""
    match operator:
        case "över":
            return True if one.low > other.high else False if one.high <= other.low else None
        case "under":
            return compare("över", other, one)
        case _:
            if one.exact and other.exact:
                return one.low == other.low
            return False if one.low > other.high or one.high < other.low else None


def total(figures: Sequence[Figure]) -> Figure:
    """The sum, of figures that `addable` has let pass."""
    first = figures[0]
    return Figure(
        number=add([figure.number for figure in figures]),
        unit=first.unit,
        counts=first.counts,
        decimals=max(figure.decimals for figure in figures),
        numerator=None,
        base=None,
        origin=tuple(dict.fromkeys(place for figure in figures for place in figure.origin)),
        cell=None,
    )


def addable(figures: Sequence[Figure]) -> bool:
    """Counts and amounts of one unit; shares, means and rates are not."""
    return all(f.unit in _ADDABLE and f.base is None for f in figures) and len({f.unit for f in figures}) == 1


def varying(figures: Sequence[Figure]) -> tuple[tuple[str, str], ...]:
    """Data set and dimension, of the dimensions whose category is not the same in all the cells."""
    cells = [figure.cell for figure in figures if figure.cell is not None]
    names: dict[tuple[str, str], None] = {}
    for cell in cells[1:]:
        for (name, category), (_, first) in zip(cell.categories, cells[0].categories, strict=True):
            if category != first:
                names[cell.data, name] = None
    return tuple(names)


def of_one_measure(figures: Sequence[Figure]) -> bool:
    return len({(f.cell.data, f.cell.measure) if f.cell is not None else None for f in figures}) == 1
