"""The attacker: for every withheld cell the interval that follows from all that is printed.

The ends are reached by whole tables, and nothing beyond them is possible. What contradicts itself is reported
with a smallest set of relations that cannot hold together.
"""

from dataclasses import dataclass

from socpdf.disclosure.model import Model, Pattern
from socpdf.disclosure.region import Contradiction, Region
from socpdf.disclosure.solver import Status


@dataclass(frozen=True, slots=True)
class Interval:
    cell: int
    low: int | None
    high: int | None
    """None: without end."""

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Impossible:
    """No whole table fits what is printed."""

    relations: tuple[int, ...]
    """A set of relations that contradict, none of which can be spared; empty: the signs alone do."""


def attack(model: Model, withheld: Pattern, *, signed: bool = True) -> tuple[Interval, ...] | Impossible:
    """The interval of every withheld cell, in the order of the cells."""
    try:
        region = Region(model, withheld, signed=signed)
        return _intervals(region)
    except Contradiction:
        return Impossible(_irreducible(model, withheld, signed=signed))


def _intervals(region: Region) -> tuple[Interval, ...]:
    seen: dict[int, tuple[int, int]] = {}
    for direction in (1, -1):
        _note(region, seen, region.corner([(cell, direction) for cell in region.cells]))
    intervals: list[Interval] = []
    for cell in region.cells:
        ends: list[int | None] = []
        for up in (False, True):
            known = (region.high if up else region.low)[region.column[cell]]
            if cell in seen and seen[cell][up] == known:
                ends.append(known)
                continue
            reach = region.reach(cell, up=up)
            _note(region, seen, reach.table)
            ends.append(reach.value)
        intervals.append(Interval(cell, ends[0], ends[1]))
    return tuple(intervals)


def _note(region: Region, seen: dict[int, tuple[int, int]], table: tuple[int, ...] | None) -> None:
    """Widen what has been seen of each cell by this table."""
    for cell, value in zip(region.cells, table or (), strict=False):
        low, high = seen.get(cell, (value, value))
        seen[cell] = (min(low, value), max(high, value))


def is_possible(model: Model, withheld: Pattern, *, signed: bool) -> bool:
    """Whether any whole table fits."""
    try:
        region = Region(model, withheld, signed=signed)
    except Contradiction:
        return False
    if not region.cells:
        return True
    outcome = region.relaxed.minimise()
    if outcome.status is Status.INFEASIBLE:
        return False
    return region.fitting(outcome.point) is not None or bool(region.whole.minimise().point)


def _irreducible(model: Model, withheld: Pattern, *, signed: bool) -> tuple[int, ...]:
    """Leave out what can go, large pieces first: what remains contradicts, and all of it is needed."""
    kept = list(range(len(model.relations)))
    size = max(1, len(kept) // 2)
    while size:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if is_possible(only(model, fewer), withheld, signed=signed):
                start += size
            else:
                kept = fewer
        size //= 2
    return tuple(kept)


def only(model: Model, relations: list[int]) -> Model:
    """The model with these relations alone."""
    return Model(model.cells, model.derived, tuple(model.relations[number] for number in relations))
