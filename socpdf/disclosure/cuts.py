"""From a proof that a figure cannot go far enough, a condition on what must be withheld.

The multipliers of the attacker's linear program are made exact fractions, and the cut is derived from them in
exact numbers: whatever multipliers we start from, the cut holds for every safe pattern. After Fischetti and
Salazar-Gonzalez (2001), capacity constraints: with deviations `d` from the true table and multipliers `m`,
`d[target] <= sum(room of each withheld cell in the direction of its reduced cost)`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from socpdf.disclosure.model import Model, Pattern

Duals = Sequence[tuple[int, float]]
"""Relation and multiplier, of a linear program that goes no further."""

FINEST: Final = 1_000_000
"""Largest denominator a multiplier is given: those of tables are 1, 2 or 3, of percentages thousands."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """How far a cell can get from its true value, at most: `(constant + sum(room * withheld)) / scale`."""

    rooms: Mapping[int, int | None]
    """By item; None: without end once it is withheld."""
    constant: int
    scale: int
    """What makes the multipliers whole: fractions would take longer than the attack itself."""


@dataclass(frozen=True, slots=True)
class Cut:
    """`sum(weight * withheld) >= least`, over items that are free to choose."""

    weights: tuple[tuple[int, int], ...]
    least: int

    @property
    def can_hold(self) -> bool:
        """Whether any choice satisfies it."""
        return sum(weight for _, weight in self.weights if weight > 0) >= self.least

    def is_broken(self, pattern: Pattern) -> bool:
        return sum(weight for item, weight in self.weights if item in pattern) < self.least


def certify(model: Model, target: int, duals: Duals, *, up: bool, signed: bool) -> Certificate:
    """The bound on the target's deviation that these multipliers prove."""
    multipliers = [(model.relations[number], exact(dual)) for number, dual in duals]
    scale = lcm(*(multiplier.denominator for _, multiplier in multipliers))
    reduced: dict[int, int] = {target: scale if up else -scale}
    rooms: dict[int, int | None] = {}
    constant = 0
    for relation, fraction in multipliers:
        multiplier = fraction.numerator * (scale // fraction.denominator)
        side = relation.high if multiplier > 0 else relation.low
        if not multiplier or side is None:
            continue
        constant += multiplier * (side - sum(weight * _true(model, cell) for cell, weight in relation.terms))
        for cell, weight in relation.terms:
            reduced[cell] = reduced.get(cell, 0) - multiplier * weight
        if relation.figure is not None:
            rooms[relation.figure] = None
    for cell, cost in reduced.items():
        if cost:
            rooms[cell] = _room(model, cell, cost, signed=signed)
    return Certificate(rooms, constant, scale)


def make_cut(
    certificates: Iterable[Certificate], needed: int, free: frozenset[int], forced: frozenset[int]
) -> Cut | None:
    """The condition that the certified bounds add up to what is needed; None where they already do."""
    proofs = list(certificates)
    scale = lcm(*(proof.scale for proof in proofs))
    rooms: dict[int, int | None] = {}
    least = needed * scale
    for proof in proofs:
        factor = scale // proof.scale
        least -= proof.constant * factor
        for item, room in proof.rooms.items():
            so_far = rooms.get(item, 0)
            rooms[item] = None if room is None or so_far is None else so_far + room * factor
    for item in forced & rooms.keys():
        room = rooms[item]
        if room is None:
            return None
        least -= room
    if least <= 0:
        return None
    weights = sorted(
        (item, least if room is None else min(room, least))
        for item, room in rooms.items()
        if item in free and room != 0
    )
    divisor = gcd(least, *(weight for _, weight in weights))
    return Cut(tuple((item, weight // divisor) for item, weight in weights), least // divisor)


def exact(dual: float) -> Fraction:
    nearest = round(dual)
    if abs(dual - nearest) < 1e-7:
        return Fraction(nearest)
    return Fraction(dual).limit_denominator(FINEST)


def _room(model: Model, cell: int, cost: int, *, signed: bool) -> int | None:
    """How much the cell can add to the bound once it is withheld."""
    about, value = model.cells[cell], _true(model, cell)
    if cost > 0:
        high = about.high if signed else None
        return None if high is None else cost * (high - value)
    return -cost * (value - (about.low if signed else about.floor))


def _true(model: Model, cell: int) -> int:
    value = model.cells[cell].value
    assert value is not None, "who protects a table knows all of it"
    return value
