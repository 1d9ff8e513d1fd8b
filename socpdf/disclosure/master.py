"""The choice of what to withhold: the cheapest pattern that satisfies every condition found so far.

Each condition is a cut `sum(weight * withheld) >= least`. The optimum over the cuts found so far is a lower bound on
the cost of any safe pattern.
"""

from collections.abc import Mapping, Sequence
from math import inf

from socpdf.disclosure.cuts import Cut
from socpdf.disclosure.solver import Program, Row


class Master:
    """Binary unknowns, one for each item that is free to be withheld or shown."""

    def __init__(self, costs: Mapping[int, int], cuts: Sequence[Cut]) -> None:
        self.items = tuple(sorted(costs))
        self.column = {item: column for column, item in enumerate(self.items)}
        self._costs = costs
        count = len(self.items)
        self._program = Program([0.0] * count, [1.0] * count, [self._row(cut) for cut in cuts], integer=True)
        self._program.set_costs([(self.column[item], costs[item]) for item in self.items])

    def add(self, cut: Cut) -> None:
        self._program.add_row(self._row(cut))

    def suggest(self, chosen: frozenset[int]) -> None:
        self._program.suggest([1.0 if item in chosen else 0.0 for item in self.items])

    def solve(self, seconds: float = inf):
        outcome = self._program.minimise(seconds)
        chosen = frozenset(item for item, value in zip(self.items, outcome.point) if value > 0.5)
        return outcome.status, chosen, outcome.bound

    def _row(self, cut: Cut) -> Row:
        return [(self.column[item], float(weight)) for item, weight in cut.weights], float(cut.least), inf
