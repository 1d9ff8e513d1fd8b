"""The attack on a fractional pattern: for each need, how far the deviations from the true table can go.

A cell withheld by the fraction `y` may deviate by `y` times its room. Rooms are cut off at what the need asks
for, which makes the cuts as strong as they get; a cell that is shown keeps a trace of room, so that among
equal proofs the solver prefers the one with the shortest cut (Magnanti and Wong 1981). Deviations found once
are kept: where one still fits under the present pattern it answers a need without a linear program.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from socpdf.disclosure.cuts import Duals
from socpdf.disclosure.problem import Problem
from socpdf.disclosure.solver import Outcome, Program, Row, Status, Terms

Vector = NDArray[np.float64]

SHORT: Final = 1e-5
"""By how much a deviation must fail to count as failing."""
TRACE: Final = 0.5
"""Room left to all shown cells together; less than 1, by which whole patterns fail."""
KEPT: Final = 256
"""How many deviations are kept; the oldest go first."""


class Relaxation:
    """Attacks for one amount: every room is cut off at it. Signed, the reader knows what the signs say."""

    def __init__(self, problem: Problem, amount: int, *, signed: bool) -> None:
        cells = problem.model.cells
        values = [problem.value(cell) for cell in range(len(cells))]
        least = [cell.low if signed else cell.floor for cell in cells]
        most = [cell.high if signed else None for cell in cells]
        self.amount, self.signed = amount, signed
        self._up = np.array(
            [amount if high is None else min(amount, high - v) for high, v in zip(most, values, strict=True)],
            dtype=np.float64,
        )
        self._down = np.array(
            [min(amount, v - low) for low, v in zip(least, values, strict=True)], dtype=np.float64
        )
        rows: list[Row] = []
        for relation in problem.model.relations:
            true = sum(weight * values[cell] for cell, weight in relation.terms)
            low = -np.inf if relation.low is None else relation.low - true
            high = np.inf if relation.high is None else relation.high - true
            rows.append((relation.terms, low, high))
        self._sides = [(low, high) for _, low, high in rows]
        self._tellers = [(n, r.figure) for n, r in enumerate(problem.model.relations) if r.figure is not None]
        self._program = Program((-self._down).tolist(), self._up.tolist(), rows, integer=False, primal=True)
        self._kept: Vector = np.zeros((KEPT, len(cells)))
        self._told = np.zeros((KEPT, len(self._tellers)), dtype=np.bool_)
        self._next = 0
        self.low: Vector = -self._down
        self.high: Vector = self._up

    def set_pattern(self, fractions: Vector) -> None:
        """How far each item is withheld from now on; a figure withheld at all tells no relation."""
        cells = len(self._up)
        room = np.maximum(fractions[:cells], TRACE / cells)
        self.low, self.high = -self._down * room, self._up * room
        self._program.set_all_bounds(self.low, self.high)
        for row, figure in self._tellers:
            low, high = self._sides[row]
            told = fractions[figure] < SHORT
            self._program.set_sides(row, low if told else -np.inf, high if told else np.inf)
        self._telling = np.array([fractions[figure] < SHORT for _, figure in self._tellers], dtype=np.bool_)

    def reached(self) -> tuple[Vector, Vector]:
        """How far down and up the kept deviations that still fit take each cell."""
        fits = ((self._kept <= self.high + 1e-9) & (self._kept >= self.low - 1e-9)).all(axis=1)
        if self._tellers:
            fits &= (self._told | ~self._telling).all(axis=1)
        fitting = self._kept[fits]
        if not len(fitting):
            return np.zeros_like(self.low), np.zeros_like(self.high)
        return np.minimum(fitting.min(axis=0), 0.0), np.maximum(fitting.max(axis=0), 0.0)

    def sweep(self, terms: Terms) -> None:
        """Push many cells at once and keep where they got."""
        self._solve([(cell, -weight) for cell, weight in terms])

    def reach(self, cell: int, *, up: bool) -> tuple[float, Duals]:
        """How far the cell goes, and the relations that stop it."""
        outcome = self._solve([(cell, -1.0 if up else 1.0)])
        return -outcome.value, [(row, -dual) for row, dual in enumerate(outcome.duals) if abs(dual) > 1e-7]

    def _solve(self, costs: Terms) -> Outcome:
        self._program.set_costs(costs)
        outcome = self._program.minimise()
        if outcome.status is Status.OPTIMAL:
            self._keep(np.array(outcome.point), outcome.activities)
        return outcome

    def _keep(self, point: Vector, activities: list[float]) -> None:
        slot = self._next % KEPT
        self._kept[slot] = point
        for column, (row, _) in enumerate(self._tellers):
            low, high = self._sides[row]
            self._told[slot, column] = low - 1e-6 <= activities[row] <= high + 1e-6
        self._next += 1
