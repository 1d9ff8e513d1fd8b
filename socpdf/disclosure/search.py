"""Branch and cut: the cheapest pattern over all conditions, which are found as they are needed.

The linear program over the conditions found so far gives a lower bound; where its point is fractional a cell
is withheld or shown for good, and the more promising side is followed first. A pattern counts only after
`accept` has looked at it in whole numbers. One linear program serves all nodes, since every condition holds
everywhere.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, inf
from typing import Final

import numpy as np

from socpdf.disclosure.cuts import Cut
from socpdf.disclosure.model import Pattern
from socpdf.disclosure.neighbourhood import Neighbourhood, noise
from socpdf.disclosure.problem import Problem
from socpdf.disclosure.relaxation import Vector
from socpdf.disclosure.separation import Separator
from socpdf.disclosure.solver import Program, Row, Status

WHOLE: Final = 1e-6
"""How near 0 or 1 counts as whole."""


@dataclass(frozen=True, slots=True, order=True)
class _Node:
    bound: int
    shallowness: int
    """Less is deeper: of equal bounds the deepest node comes first."""
    order: int
    fixed: Mapping[int, int] = field(compare=False)


MANY: Final = 10_000
"""Rounds of cuts at one node: no limit, for each cuts off the point before it."""
FIRST_NODES: Final = 12
"""So many nodes often suffice; after them the neighbourhood is tried."""
NEIGHBOURHOODS: Final = 4
DISTURBANCES: Final = 4
"""Disturbed relaxations for each neighbourhood."""
OUTWARD: Final = 0.7
"""How far from the middle towards a whole choice the attack goes first: measured on 12 × 9 tables."""
SPREAD: Final = 0.3
"""By how much of a unit costs are disturbed."""


class Search:
    """One run over one problem; `best` and `bound` hold at any moment."""

    def __init__(
        self,
        problem: Problem,
        cuts: Sequence[Cut],
        accept: Callable[[Pattern], list[Cut]],
        seconds_left: Callable[[], float],
    ) -> None:
        self._problem, self._accept, self._seconds_left = problem, accept, seconds_left
        self._items = tuple(sorted(problem.costs))
        self._column = {item: column for column, item in enumerate(self._items)}
        self._separator = Separator(problem)
        self._known = dict.fromkeys(cuts)
        count = len(self._items)
        self._program = Program(
            [0.0] * count, [1.0] * count, [self._row(cut) for cut in self._known], integer=False
        )
        self._set_costs(0.0)
        # What breaks ties makes an item dearer by less than this factor.
        self._dearest = max(
            (cost / max(1, cost // problem.unit * problem.unit) for cost in problem.costs.values()),
            default=1.0,
        )
        self._hopeless = not all(cut.can_hold for cut in self._known)
        self._fixed: Mapping[int, int] = {}
        self._open: list[_Node] = []
        self._nodes = 0
        self._used: set[int] = set()
        self._settled: list[list[float]] = []
        self._exhausted = False
        self.best: Pattern | None = None
        self.best_cost: float = inf
        self.bound = 0
        self.fractions: Vector = np.ones(len(problem.model.items))

    def run(self) -> None:
        """Until the best pattern is proven or the time is up."""
        root = self._relax(inf, thorough=True)
        if root is None:
            return
        self._push(root[0], 0, {})
        self._branch()
        for turn in range(NEIGHBOURHOODS):
            if self._is_done():
                return
            self._disturb(turn)
            self._search_among(self._used)
            if self.best is not None:
                # What is cheaper lies among other items, or nowhere.
                break
        while not self._is_done():
            self._search_among(self._items)

    def offer(self, pattern: Pattern) -> None:
        """A pattern already known to be safe."""
        cost = self._problem.cost(pattern)
        if cost < self.best_cost:
            self.best, self.best_cost = pattern, cost

    def _next_cost(self, bound: float) -> int:
        """The least cost at or above the bound that whole declared costs leave possible."""
        unit = self._problem.unit
        return max(ceil((bound - WHOLE) / (unit * self._dearest) - WHOLE) * unit, ceil(bound - WHOLE))

    def _is_done(self) -> bool:
        """Whether nothing is left to do; brings the bound up to date."""
        if not self._late():
            lowest = self._open[0].bound if self._open else self.best_cost
            self.bound = max(self.bound, int(min(self.best_cost, lowest)) if lowest < inf else self.bound)
        return self._late() or self.bound >= self.best_cost or self._exhausted

    def _late(self) -> bool:
        return self._seconds_left() <= 0

    def _branch(self) -> None:
        while not self._is_done() and self._open and self._nodes < FIRST_NODES:
            self._follow()

    def _disturb(self, turn: int) -> None:
        """Widen what the relaxation has used, under costs a little off."""
        self._fix({})
        for number in range(DISTURBANCES):
            self._set_costs(SPREAD, turn * DISTURBANCES + number + 1)
            self._relax(inf, thorough=False, rounds=4)
        self._set_costs(0.0)

    def _search_among(self, items: Iterable[int]) -> None:
        """A pattern cheaper than the best, over some items or all; over all, the bound rises on the way."""
        costs = {item: self._problem.costs[item] for item in sorted(items)}
        whole = len(costs) == len(self._items)
        neighbourhood = Neighbourhood(costs, self._known, self.best_cost - 1)
        chosen = neighbourhood.solve(self._broken, self._seconds_left, self.raise_bound if whole else _ignore)
        if chosen is not None:
            self.offer(self._problem.forced | chosen)
        if whole and not self._late():
            self._exhausted = True
            self.bound = int(self.best_cost) if self.best is not None else self.bound

    def raise_bound(self, bound: float) -> None:
        """What the solver proved over all items: minus infinity where it was stopped before any bound."""
        if -inf < bound < inf:
            self.bound = max(self.bound, int(min(self._next_cost(bound), self.best_cost)))

    def _broken(self, chosen: frozenset[int]) -> list[Cut]:
        """What a choice breaks.

        Attacked first is a point between the choice and the middle of what the relaxation allows: cuts found
        there go deeper (Ben-Ameur and Neto 2007). The exact attack is last, for it is slower.
        """
        columns = list(self._items)
        point = np.array([float(item in chosen) for item in self._items])
        pattern = self._problem.forced | chosen
        for outward in (OUTWARD, 1.0):
            self.fractions[columns] = outward * point + (1.0 - outward) * np.mean(self._settled, axis=0)
            cuts = self._separator.cuts(self.fractions, thorough=True, every=True)
            self._add(cuts)
            if broken := [cut for cut in cuts if cut.is_broken(pattern)]:
                return broken
        cuts = self._accept(pattern)
        self._add(cuts)
        return cuts

    def _set_costs(self, spread: float, turn: int = 0) -> None:
        """The costs, each raised by up to `spread` of the unit."""
        size = len(self._items)
        scale = spread * self._problem.unit
        self._program.set_costs(
            [
                (c, self._problem.costs[i] + scale * noise(turn * size + c + 1))
                for i, c in self._column.items()
            ]
        )

    def _follow(self) -> None:
        """Take the best open node and go down from it as long as the bound stays."""
        node = heapq.heappop(self._open)
        if node.bound >= self.best_cost:
            return
        limit, fixed, depth = float(node.bound), dict(node.fixed), -node.shallowness
        while True:
            if self._late():
                self._push(node.bound, depth, fixed)
                return
            self._fix(fixed)
            relaxed = self._relax(limit, thorough=not depth)
            if relaxed is None or relaxed[0] >= self.best_cost:
                return
            if relaxed[0] > limit:
                self._push(relaxed[0], depth, fixed)
                return
            column = self._branching(relaxed[1])
            if column is None:
                if self._is_accepted(self._pattern(relaxed[1])):
                    return
                continue
            self._push(relaxed[0], depth, {**fixed, column: 0})
            fixed, depth = {**fixed, column: 1}, depth + 1

    def _relax(self, limit: float, *, thorough: bool, rounds: int = MANY) -> tuple[int, list[float]] | None:
        """The bound and the point at the present node, with all cuts found for it; stops above the limit."""
        for _ in range(rounds):
            outcome = self._program.minimise()
            if self._hopeless or outcome.status is not Status.OPTIMAL:
                return None
            self._used.update(i for i, v in zip(self._items, outcome.point, strict=True) if v > WHOLE)
            bound = self._next_cost(outcome.value)
            self.fractions[list(self._items)] = outcome.point
            if bound > limit or bound >= self.best_cost or self._late():
                return bound, outcome.point
            whole = self._branching(outcome.point) is None
            cuts = self._separator.cuts(self.fractions, thorough=thorough or whole)
            if not self._add(cuts):
                break
        if not self._fixed:
            self._settled.append(outcome.point)
        return bound, outcome.point

    def _is_accepted(self, pattern: Pattern) -> bool:
        cuts = self._accept(pattern)
        if not cuts:
            self.offer(pattern)
            return True
        if not self._add(cuts):
            # A condition that is kept within the solver's tolerance alone: this very pattern is ruled out.
            shown = self._problem.free - pattern
            self._add([Cut(tuple((item, 1) for item in sorted(shown)), 1)])
        return False

    def _add(self, cuts: Sequence[Cut]) -> bool:
        new = [cut for cut in cuts if cut not in self._known]
        for cut in new:
            self._known[cut] = None
            self._hopeless = self._hopeless or not cut.can_hold
            self._program.add_row(self._row(cut))
        return bool(new)

    def _branching(self, point: Sequence[float]) -> int | None:
        """The fractional column nearest to 1; the first of equals."""
        fractional = [
            (-round(value, 6), column) for column, value in enumerate(point) if WHOLE < value < 1 - WHOLE
        ]
        return min(fractional)[1] if fractional else None

    def _pattern(self, point: Sequence[float]) -> Pattern:
        return self._problem.forced | {i for i, value in zip(self._items, point, strict=True) if value > 0.5}

    def _push(self, bound: int, depth: int, fixed: Mapping[int, int]) -> None:
        self._nodes += 1
        heapq.heappush(self._open, _Node(bound, -depth, -self._nodes, fixed))

    def _fix(self, fixed: Mapping[int, int]) -> None:
        for column in sorted(self._fixed.keys() - fixed.keys()):
            self._program.set_bounds(column, 0.0, 1.0)
        for column, value in fixed.items():
            if self._fixed.get(column) != value:
                self._program.set_bounds(column, value, value)
        self._fixed = dict(fixed)

    def _row(self, cut: Cut) -> Row:
        return [(self._column[item], float(weight)) for item, weight in cut.weights], float(cut.least), inf


def _ignore(bound: float) -> None:
    """A bound over some items bounds nothing."""
