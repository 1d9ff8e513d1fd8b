"""The attacker: for every withheld cell the interval that follows from all that is printed.

The ends are reached by whole tables, and nothing beyond them is possible. What contradicts itself is reported
with the smallest set of relations that cannot hold together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from socpdf.disclosure.model import Model, Pattern
from socpdf.disclosure.region import Contradiction, Region
from socpdf.disclosure.solver import Program, Row, Status

ROUNDS: Final = 200
"""Ways to mend a contradiction that are looked at for a smaller set; those of tables take a few."""


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
    """The fewest relations that contradict, none of which can be spared; empty: the signs alone do."""


def attack(model: Model, withheld: Pattern, *, signed: bool = True) -> tuple[Interval, ...] | Impossible:
    """The interval of every withheld cell, in the order of the cells."""
    try:
        region = Region(model, withheld, signed=signed)
        return _intervals(region)
    except Contradiction:
        return Impossible(_smallest(model, withheld, signed=signed))


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


def _smallest(model: Model, withheld: Pattern, *, signed: bool) -> tuple[int, ...]:
    """The fewest relations that contradict, by hitting sets: each holds one of every set that mends it all.

    The least choice that meets all mends known so far either contradicts, and then nothing smaller does, or
    what else must be left out beside it is a mend that it does not meet.
    """
    kept = _irreducible(model, withheld, signed=signed)
    mends: list[tuple[int, ...]] = []
    for _ in range(ROUNDS):
        chosen = _meeting(mends, len(model.relations))
        if len(chosen) >= len(kept):
            break
        if not is_possible(only(model, chosen), withheld, signed=signed):
            return tuple(chosen)
        mends.append(_mend(model, withheld, chosen, signed=signed))
    return kept


def _meeting(mends: Sequence[Sequence[int]], count: int) -> list[int]:
    """The fewest of so many relations that hold one of each mend."""
    rows: list[Row] = [([(number, 1.0) for number in mend], 1.0, inf) for mend in mends]
    program = Program([0.0] * count, [1.0] * count, rows, integer=True)
    program.set_costs([(number, 1.0) for number in range(count)])
    return [number for number, value in enumerate(program.minimise().point) if value > 0.5]


def _mend(model: Model, withheld: Pattern, chosen: Sequence[int], *, signed: bool) -> tuple[int, ...]:
    """What must be left out beside the chosen relations and all others that can stay; large pieces first."""
    kept = list(chosen)
    others = [number for number in range(len(model.relations)) if number not in kept]
    size = len(others)
    while size:
        start = 0
        while start < len(others):
            more = sorted([*kept, *others[start : start + size]])
            if is_possible(only(model, more), withheld, signed=signed):
                kept = more
                del others[start : start + size]
            else:
                start += size
        size //= 2
    return tuple(others)


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


def only(model: Model, relations: Sequence[int]) -> Model:
    """The model with these relations alone."""
    return Model(model.cells, model.derived, tuple(model.relations[number] for number in relations))
