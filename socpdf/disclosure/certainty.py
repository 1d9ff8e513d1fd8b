"""Whether a pattern is safe, in whole numbers: for every value a need asks for, a table that shows it.

The tables are the evidence: `verify` checks them once more, by another road. Where a table cannot be found
the pattern is not safe, and a cut says so; so no doubt of the solver's ever makes a pattern pass.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from socpdf.disclosure.cuts import Cut, certify, make_cut
from socpdf.disclosure.model import Pattern
from socpdf.disclosure.problem import Need, Problem
from socpdf.disclosure.region import Contradiction, Reach, Region

SWEEPS: Final = 4
"""How often many needs are pushed at once before each is looked at alone."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A whole table that fits everything printed; signed, it also keeps to what the signs say."""

    values: Mapping[int, int]
    """Of every withheld cell."""
    signed: bool


class Certainty:
    """Checks whole patterns; remembers the evidence for the last one."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._pattern: Pattern = frozenset()
        self._shown: dict[int, set[int]] = {}
        self._extents: dict[int, set[int]] = {}
        self.witnesses: list[Witness] = []

    def cuts(self, pattern: Pattern) -> list[Cut]:
        """Conditions the pattern breaks; none: it is safe, and `witnesses` shows it."""
        self._pattern, self.witnesses = pattern, []
        self._shown = {need.cell: {self._problem.value(need.cell)} for need in self._problem.needs}
        self._extents = {cell: set(values) for cell, values in self._shown.items()}
        signed, unsigned = (Region(self._problem.model, pattern, signed=says) for says in (True, False))
        self._sweep(signed)
        found: dict[Cut, None] = {}
        for need in self._problem.needs:
            for cut in (*self._values(signed, need), *self._width(unsigned, need)):
                found[cut] = None
        return list(found)

    def _sweep(self, region: Region) -> None:
        """Corners that show the last or first value of many needs at once."""
        for turn in range(SWEEPS):
            up = turn % 2 == 0
            lacking = [
                need
                for need in self._problem.needs
                if not self._has(need.cell, need.high if up else need.low)
            ]
            if len(lacking) > 1:
                self._keep(region, region.corner([(need.cell, 1 if up else -1) for need in lacking]))

    def _values(self, region: Region, need: Need) -> Iterable[Cut]:
        """Every value from low to high is shown by a table, or a cut says why not."""
        problem = self._problem
        for up, value, amount in ((True, need.high, problem.up(need)), (False, need.low, problem.down(need))):
            if amount > 0 and not self._has(need.cell, value):
                reach = _reach(region, need.cell, up=up, limit=value)
                if reach is None:
                    yield self._no_good(need)
                    return
                self._keep(region, reach.table)
                if reach.value != value:
                    yield self._cut(need, [(reach, up)], amount, signed=True)
                    return
        for value in range(need.low, need.high + 1):
            if not self._has(need.cell, value):
                table = region.holding(need.cell, value)
                if table is None:
                    yield self._no_good(need)
                    return
                self._keep(region, table)

    def _width(self, region: Region, need: Need) -> Iterable[Cut]:
        """The first and the last value without the signs lie far enough apart."""
        first, last = self._extent(need)
        if last - first >= need.width:
            return
        above = _reach(region, need.cell, up=True, limit=first + need.width)
        if above is not None and above.table is not None:
            self._keep(region, above.table, signed=False)
            first, last = self._extent(need)
        if last - first >= need.width:
            return
        below = _reach(region, need.cell, up=False, limit=last - need.width)
        if below is not None and below.table is not None:
            self._keep(region, below.table, signed=False)
            first, last = self._extent(need)
        if last - first >= need.width:
            return
        if above is None or below is None:
            yield self._no_good(need)
        else:
            yield self._cut(need, [(above, True), (below, False)], need.width, signed=False)

    def _cut(self, need: Need, stopped: list[tuple[Reach, bool]], amount: int, *, signed: bool) -> Cut:
        problem = self._problem
        if all(reach.value == reach.relaxed for reach, _ in stopped):
            proofs = [
                certify(problem.model, need.cell, reach.duals, up=up, signed=signed) for reach, up in stopped
            ]
            cut = make_cut(proofs, amount, problem.free, problem.forced)
            if cut is not None and cut.is_broken(self._pattern):
                return cut
        return self._no_good(need)

    def _no_good(self, need: Need) -> Cut:
        """Only whole numbers stop the need, and no multipliers tell why: something that is shown must go."""
        shown = self._widened(need)
        return Cut(tuple((item, 1) for item in sorted(shown)), 1)

    def _widened(self, need: Need) -> Pattern:
        """What is shown in as large an unsafe pattern as halving finds: fewer items make a stronger cut."""
        shown = sorted(self._problem.free - self._pattern)
        size = len(shown) // 2
        while size:
            start = 0
            while start < len(shown):
                kept = shown[:start] + shown[start + size :]
                if kept and not meets(
                    self._problem, self._problem.free - frozenset(kept) | self._problem.forced, need
                ):
                    shown = kept
                else:
                    start += size
            size //= 2
        return frozenset(shown)

    def _extent(self, need: Need) -> tuple[int, int]:
        values = self._extents[need.cell]
        return min(values), max(values)

    def _has(self, cell: int, value: int) -> bool:
        return value in self._shown[cell]

    def _keep(self, region: Region, table: tuple[int, ...] | None, *, signed: bool = True) -> None:
        """Keep the table if it shows something new."""
        if table is None:
            return
        new = False
        for need in self._problem.needs:
            value = table[region.column[need.cell]]
            known = self._shown if signed else self._extents
            new = new or value not in known[need.cell]
            self._extents[need.cell].add(value)
            if signed:
                self._shown[need.cell].add(value)
        if new:
            self.witnesses.append(Witness(dict(zip(region.cells, table, strict=True)), signed))


def meets(problem: Problem, pattern: Pattern, need: Need) -> bool:
    """Whether the need is met under the pattern."""
    signed, unsigned = (Region(problem.model, pattern, signed=says) for says in (True, False))
    for value in range(need.low, need.high + 1):
        if value != problem.value(need.cell) and signed.holding(need.cell, value) is None:
            return False
    if not need.width:
        return True
    below = _reach(unsigned, need.cell, up=False, limit=problem.value(need.cell) - need.width)
    if below is None or below.value is None:
        return False
    if problem.value(need.cell) - below.value >= need.width:
        return True
    above = _reach(unsigned, need.cell, up=True, limit=below.value + need.width)
    return above is not None and above.value == below.value + need.width


def _reach(region: Region, cell: int, *, up: bool, limit: int) -> Reach | None:
    try:
        return region.reach(cell, up=up, limit=limit)
    except Contradiction:
        return None
