"""An optimal pattern sought among few cells: those that optimal points of the relaxation use.

The relaxation is nearly always as good as the optimum, yet it has countless optimal points, and whole ones
are rare. So its costs are disturbed a little, several times, and the cells its points use are collected; over
these alone the integer program is small. It is asked for a pattern as cheap as the bound; conditions it
breaks are added until it finds a safe one or none is left.
"""

from collections.abc import Callable, Iterable, Mapping
from math import inf, sqrt
from typing import Final

from socpdf.disclosure.cuts import Cut
from socpdf.disclosure.model import Pattern
from socpdf.disclosure.solver import Program, Row, Status

GOLDEN: Final = (sqrt(5) - 1) / 2
"""Multiples of it, less their whole part, are spread evenly: noise without a random number."""


def noise(number: int) -> float:
    """Between 0 and 1, the same on every run."""
    return number * GOLDEN % 1.0


class Neighbourhood:
    """The integer program over some of the items; the others are shown."""

    def __init__(self, costs: Mapping[int, int], cuts: Iterable[Cut], at_most: float) -> None:
        self._items = tuple(sorted(costs))
        self._column = {item: column for column, item in enumerate(self._items)}
        rows = [row for row in (self._row(cut) for cut in cuts) if row is not None]
        rows.append(([(self._column[item], float(cost)) for item, cost in costs.items()], -inf, at_most))
        count = len(self._items)
        self._program = Program([0.0] * count, [1.0] * count, rows, integer=True)
        self._program.set_costs([(self._column[item], float(cost)) for item, cost in costs.items()])

    def solve(
        self,
        broken: Callable[[frozenset[int]], list[Cut]],
        seconds_left: Callable[[], float],
        raise_bound: Callable[[float], None],
    ) -> Pattern | None:
        """The cheapest choice that breaks nothing; None: there is none as cheap, or the time is up."""
        while (seconds := seconds_left()) > 0:
            outcome = self._program.minimise(seconds)
            raise_bound(outcome.bound)
            if outcome.status is not Status.OPTIMAL:
                return None
            chosen = frozenset(item for item, v in zip(self._items, outcome.point, strict=True) if v > 0.5)
            cuts = broken(chosen)
            if not cuts:
                return chosen
            for cut in cuts:
                row = self._row(cut)
                if row is None:
                    return None
                self._program.add_row(row)
        return None

    def _row(self, cut: Cut) -> Row | None:
        """The cut over the items of the neighbourhood; None: it cannot be kept here or says nothing."""
        terms = [(self._column[item], float(weight)) for item, weight in cut.weights if item in self._column]
        return (terms, float(cut.least), inf) if terms else None
