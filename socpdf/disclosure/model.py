"""One model of everything published: whole-number cells, and the linear relations a reader knows between
them.

Built from plain inputs by `ModelBuilder`; knows neither reports nor files. A row or column sum, the same
figure in two tables, a cell that is a sum elsewhere, a total that counts a person once, a percentage, a mean,
a rate and a change are all relations `low <= sum(coefficient * cell) <= high` with whole coefficients.
Nothing is decided here about what is withheld: a pattern is a set of items, and an item is a cell or a
derived figure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import gcd, lcm

Pattern = frozenset[int]
"""The withheld items: cells by their index, derived figures after them."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a figure is printed: what a proof calls it."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        names = ", ".join(name for name in (self.row, self.column) if name)
        return f"{names} ({self.table})" if self.table else names


@dataclass(frozen=True, slots=True)
class Cell:
    """A whole number of the model."""

    place: Place
    value: int | None
    """None: withheld by somebody else, and not known to us."""
    low: int = 0
    """What a reader knows about the figure when it is withheld, from its sign: 1 for `*`."""
    high: int | None = None
    floor: int = 0
    """What a reader knows without the sign: a count is never negative."""
    printed: bool = True
    """False: printed nowhere, yet people can compute it, like the rest of a group whose share is shown."""
    total: bool = False


class Kind(StrEnum):
    """What a relation comes from; decides how a proof words it."""

    SUM = "summa"
    SAME = "samma"
    NET = "netto"
    RATIO = "andel"
    CHANGE = "ändring"


@dataclass(frozen=True, slots=True)
class Relation:
    """`low <= sum(coefficient * cell) <= high`; None leaves that side open."""

    name: str
    """Where a reader sees it: `raden Norra i tabell A`."""
    kind: Kind
    terms: tuple[tuple[int, int], ...]
    """Cell and coefficient, each cell once."""
    low: int | None
    high: int | None
    figure: int | None = None
    """The item that tells the relation, like a percentage; withheld with it. None: always known."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A printed figure that is no cell of its own: a share, a mean, a rate, a change."""

    place: Place
    rests_on: tuple[int, ...]
    """The cells it is computed from: a share of few persons is as telling as the few."""


@dataclass(frozen=True, slots=True)
class Model:
    cells: tuple[Cell, ...]
    derived: tuple[Derived, ...]
    relations: tuple[Relation, ...]

    @property
    def items(self) -> range:
        return range(len(self.cells) + len(self.derived))

    def place(self, item: int) -> Place:
        cells = len(self.cells)
        return self.cells[item].place if item < cells else self.derived[item - cells].place


class Rounding(StrEnum):
    """How a printed ratio was rounded."""

    HALF_UP = "half up"
    """Our own: a half goes away from zero, so the upper end of the interval is open."""
    UNKNOWN = "unknown"


@dataclass(slots=True)
class ModelBuilder:
    """Collects cells, derived figures and relations; `build` gives the finished model."""

    _cells: list[Cell] = field(default_factory=list)
    _derived: list[Derived] = field(default_factory=list)
    _relations: list[tuple[Relation, int | None]] = field(default_factory=list)

    def cell(self, cell: Cell) -> int:
        self._cells.append(cell)
        return len(self._cells) - 1

    def value(self, cell: int) -> int | None:
        return self._cells[cell].value

    def total(self, name: str, total: int, parts: Iterable[int]) -> None:
        """The total is the sum of the parts."""
        self._relate(name, Kind.SUM, [(total, -1), *((part, 1) for part in parts)], 0, 0)

    def same(self, name: str, one: int, other: int) -> None:
        """One figure printed twice, or quoted in the text."""
        self._relate(name, Kind.SAME, [(one, 1), (other, -1)], 0, 0)

    def net_total(self, name: str, total: int, parts: Iterable[int]) -> None:
        """The total counts a person once who may be in several parts: at least each, at most their sum."""
        members = tuple(parts)
        self._relate(name, Kind.NET, [(total, -1), *((part, 1) for part in members)], 0, None)
        for part in members:
            self._relate(name, Kind.NET, [(total, 1), (part, -1)], 0, None)

    def at_most(self, name: str, part: int, whole: int) -> None:
        """The part is counted among the whole."""
        self._relate(name, Kind.NET, [(whole, 1), (part, -1)], 0, None)

    def between(self, name: str, parts: Iterable[int], low: int, high: int) -> None:
        """What the parts make together is known but for their rounding, like shares of a whole."""
        self._relate(name, Kind.RATIO, [(part, 1) for part in parts], low, high)

    def difference(self, name: str, change: int, now: int, before: int) -> None:
        """`change = now - before`; the change is a cell whose floor is negative."""
        self._relate(name, Kind.CHANGE, [(change, -1), (now, 1), (before, -1)], 0, 0)

    def figure(self, place: Place, rests_on: Iterable[int]) -> int:
        """A figure of which no more is known than what it rests on, like a mean whose sum is nowhere."""
        self._derived.append(Derived(place, tuple(sorted(set(rests_on)))))
        return len(self._derived) - 1

    def ratio(
        self,
        place: Place,
        numerator: Mapping[int, int],
        base: int,
        shown: Decimal,
        *,
        factor: int = 100,
        rounding: Rounding = Rounding.HALF_UP,
    ) -> int:
        """`factor * numerator / base`, printed as `shown` with the decimals it has.

        A percentage (factor 100), a rate (factor 10 000), a mean with its n (factor 1, over the sum)
        or a change in per cent (numerator now minus before). Gives the figure's number.
        """
        figure = self.figure(place, (*numerator, base))
        decimals = max(0, -int(shown.as_tuple().exponent))
        half = Fraction(1, 2 * 10**decimals)
        middle = Fraction(shown)
        # (shown - half) * base <= factor * numerator <= (shown + half) * base, in whole numbers.
        scale = lcm((middle - half).denominator, (middle + half).denominator)
        at_least, at_most = int((middle - half) * scale), int((middle + half) * scale)
        above = [(cell, factor * scale * weight) for cell, weight in numerator.items()]
        strict = 1 if rounding is Rounding.HALF_UP else 0
        # Half away from zero: from zero up the upper end is open, below zero the lower end, at zero both.
        low = strict if shown <= 0 else 0
        high = -strict if shown >= 0 else 0
        name = str(place)
        self._relate(name, Kind.RATIO, [*above, (base, -at_least)], low, None, figure)
        self._relate(name, Kind.RATIO, [*above, (base, -at_most)], None, high, figure)
        return figure

    def build(self) -> Model:
        """The model; a derived figure's item is its number plus the count of cells."""
        cells = len(self._cells)
        relations = tuple(
            relation if figure is None else _told_by(relation, cells + figure)
            for relation, figure in self._relations
        )
        return Model(tuple(self._cells), tuple(self._derived), relations)

    def _relate(
        self,
        name: str,
        kind: Kind,
        terms: Sequence[tuple[int, int]],
        low: int | None,
        high: int | None,
        figure: int | None = None,
    ) -> None:
        sums: dict[int, int] = {}
        for cell, coefficient in terms:
            sums[cell] = sums.get(cell, 0) + coefficient
        kept = tuple((cell, weight) for cell, weight in sorted(sums.items()) if weight)
        if not kept:
            return
        divisor = gcd(*(weight for _, weight in kept))
        reduced = tuple((cell, weight // divisor) for cell, weight in kept)
        relation = Relation(
            name,
            kind,
            reduced,
            None if low is None else -(-low // divisor),
            None if high is None else high // divisor,
        )
        self._relations.append((relation, figure))


def _told_by(relation: Relation, figure: int) -> Relation:
    return Relation(relation.name, relation.kind, relation.terms, relation.low, relation.high, figure)
