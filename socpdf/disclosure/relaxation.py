"""The attack on a fractional pattern: for each need, how far the deviations from the true table can go.

A cell withheld by the fraction `y` may deviate by `y` times its room. Rooms are cut off at what the need asks for,
which makes the cuts as strong as they get. Deviations found once are kept: where one still fits under the present
pattern it answers a need without a linear program.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from socpdf.disclosure.problem import Problem
from socpdf.disclosure.solver import Program, Row, Status, Terms

Vector = NDArray[np.float64]

SHORT: Final = 1e-5
"""By how much a deviation must fail to count as failing."""
KEPT: Final = 400
"""How many deviations are kept for each amount; the oldest go first."""


class Relaxation:
    """Attacks for one amount: every room is cut off at it."""

    def __init__(self, problem: Problem, amount: int) -> None:
        self.problem, self.amount = problem, amount
        cells = problem.model.cells
        self._up = np.array(
            [
                amount if c.high is None else min(amount, c.high - problem.value(i))
                for i, c in enumerate(cells)
            ],
            dtype=np.float64,
        )
        self._down = np.array(
            [min(amount, problem.value(i) - c.low) for i, c in enumerate(cells)], dtype=np.float64
        )
        self._rows = [relation for relation in problem.model.relations]
        self._program = Program(-self._down, self._up, self._relations(), integer=False, primal=True)
        self._kept: Vector = np.zeros((0, len(cells)))
        self.low: Vector = -self._down
        self.high: Vector = self._up
        self.attacks = 0

    def set_pattern(self, withheld: Vector) -> None:
        """The fraction of each cell, from now on."""
        self.low, self.high = -self._down * withheld, self._up * withheld
        self._program.set_all_bounds(self.low, self.high)

    def reached(self) -> tuple[Vector, Vector]:
        """How far down and up the kept deviations that fit take each cell."""
        fits = ((self._kept <= self.high + 1e-9) & (self._kept >= self.low - 1e-9)).all(axis=1)
        mirrored = ((-self._kept <= self.high + 1e-9) & (-self._kept >= self.low - 1e-9)).all(axis=1)
        both = np.vstack((self._kept[fits], -self._kept[mirrored], np.zeros((1, self._kept.shape[1]))))
        return both.min(axis=0), both.max(axis=0)

    def sweep(self, terms: Terms) -> None:
        """Push many cells at once and keep where they got."""
        self._program.set_costs([(cell, -weight) for cell, weight in terms])
        outcome = self._program.minimise()
        self.attacks += 1
        if outcome.status is Status.OPTIMAL:
            self._keep(outcome.point)

    def reach(self, cell: int, *, up: bool, room: tuple[float, float] | None = None):
        if room is not None:
            self._program.set_bounds(cell, *room)
        self._program.set_costs([(cell, -1.0 if up else 1.0)])
        outcome = self._program.minimise()
        self.attacks += 1
        if room is not None:
            self._program.set_bounds(cell, self.low[cell], self.high[cell])
        self._keep(outcome.point)
        return -outcome.value, [(row, -dual) for row, dual in enumerate(outcome.duals) if abs(dual) > 1e-7]

    def _keep(self, point: list[float]) -> None:
        self._kept = np.vstack((self._kept, np.array(point)[None, :]))[-KEPT:]

    def _relations(self) -> list[Row]:
        return [(relation.terms, 0.0, 0.0) for relation in self.problem.model.relations]
