"""The only door to HiGHS: small linear and integer programs in plain lists, solved on one thread.

What comes out is in floating point. Whoever rests a promise on it checks it in whole numbers afterwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf
from typing import Any, Final

Terms = Sequence[tuple[int, float]]
Row = tuple[Terms, float, float]
"""Column and coefficient, lower and upper side; an open side is infinite."""

TOLERANCE: Final = 1e-9
"""Feasibility, far below 1: all our data are whole numbers."""

PARALLEL_COLUMNS: Final = 1 << 13
"""HiGHS's number of that presolve rule."""


class Status(Enum):
    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Outcome:
    status: Status
    value: float
    """Of the objective at the best point found."""
    point: list[float]
    duals: list[float]
    """By row, for a linear program that is optimal."""
    activities: list[float]
    """By row: the sum of its terms at the point."""
    bound: float
    """Best proven bound on the objective."""


class Program:
    """A program to be minimised over and over, with other costs, bounds and further rows."""

    def __init__(
        self,
        low: Sequence[float],
        high: Sequence[float],
        rows: Iterable[Row],
        *,
        integer: bool,
        primal: bool = False,
    ) -> None:
        # Imported here: HiGHS and NumPy take a fifth of a second, and most commands need neither.
        import highspy
        import numpy as np

        self._lib: Any = highspy
        self._np: Any = np
        self._columns = len(low)
        self._integer = integer
        self._solver: Any = highspy.Highs()
        options: dict[str, object] = {
            "output_flag": False,
            "threads": 1,
            "random_seed": 0,
            "primal_feasibility_tolerance": TOLERANCE,
            "dual_feasibility_tolerance": TOLERANCE,
            "mip_feasibility_tolerance": TOLERANCE,
            "mip_rel_gap": 0.0,
        }
        if integer:
            # The rule for parallel columns writes to the terminal, whatever `output_flag` says.
            options["presolve_rule_off"] = PARALLEL_COLUMNS
            # Our points are found by other means: without it the small programs take a sixth less time.
            options["mip_heuristic_run_feasibility_jump"] = False
        else:
            # From one objective to the next the basis stays primal feasible: few steps of the primal simplex.
            options |= {"presolve": "off", "solver": "simplex", "simplex_strategy": 4 if primal else 1}
        for name, value in options.items():
            self._solver.setOptionValue(name, value)
        self._pass(low, high, list(rows))
        self._costed: list[int] = []

    def set_costs(self, terms: Terms) -> None:
        """Minimise the sum of these terms from now on."""
        for column in self._costed:
            self._solver.changeColCost(column, 0.0)
        for column, cost in terms:
            self._solver.changeColCost(column, float(cost))
        self._costed = [column for column, _ in terms]

    def set_bounds(self, column: int, low: float, high: float) -> None:
        self._solver.changeColBounds(column, float(low), float(high))

    def set_sides(self, row: int, low: float, high: float) -> None:
        self._solver.changeRowBounds(row, float(low), float(high))

    def set_all_bounds(self, low: object, high: object) -> None:
        """Bounds of every column at once, as arrays."""
        self._solver.changeColsBounds(
            self._columns, self._np.arange(self._columns, dtype=self._np.int32), low, high
        )

    def add_row(self, row: Row) -> None:
        terms, low, high = row
        index = self._np.array([column for column, _ in terms], dtype=self._np.int32)
        weight = self._np.array([value for _, value in terms], dtype=self._np.float64)
        self._solver.addRow(float(low), float(high), len(terms), index, weight)

    def minimise(self, seconds: float = inf) -> Outcome:
        if seconds < inf:
            self._solver.setOptionValue("time_limit", seconds)
        self._solver.run()
        status = self._status(self._solver.getModelStatus())
        if status in (Status.INFEASIBLE, Status.UNBOUNDED):
            return Outcome(status, inf, [], [], [], inf if status is Status.INFEASIBLE else -inf)
        info = self._solver.getInfo()
        solution = self._solver.getSolution()
        if not self._columns:
            # HiGHS has no point to tell of where there is nothing to choose, though the empty one is optimal.
            return Outcome(status, 0.0, [], [], [], 0.0)
        has_point = info.primal_solution_status == self._lib.SolutionStatus.kSolutionStatusFeasible
        return Outcome(
            status,
            info.objective_function_value if has_point else inf,
            list(solution.col_value) if has_point else [],
            [] if self._integer else list(solution.row_dual),
            [] if self._integer else list(solution.row_value),
            info.mip_dual_bound if self._integer else info.objective_function_value,
        )

    def _pass(self, low: Sequence[float], high: Sequence[float], rows: list[Row]) -> None:
        np, lib = self._np, self._lib
        program = lib.HighsLp()
        program.num_col_ = self._columns
        program.num_row_ = len(rows)
        program.col_cost_ = np.zeros(self._columns)
        program.col_lower_ = np.array(low, dtype=np.float64)
        program.col_upper_ = np.array(high, dtype=np.float64)
        program.row_lower_ = np.array([side for _, side, _ in rows], dtype=np.float64)
        program.row_upper_ = np.array([side for _, _, side in rows], dtype=np.float64)
        starts = [0]
        for terms, _, _ in rows:
            starts.append(starts[-1] + len(terms))
        program.a_matrix_.format_ = lib.MatrixFormat.kRowwise
        program.a_matrix_.num_col_ = self._columns
        program.a_matrix_.num_row_ = len(rows)
        program.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        program.a_matrix_.index_ = np.array([c for terms, _, _ in rows for c, _ in terms], dtype=np.int32)
        program.a_matrix_.value_ = np.array([w for terms, _, _ in rows for _, w in terms], dtype=np.float64)
        if self._integer:
            program.integrality_ = [lib.HighsVarType.kInteger] * self._columns
        self._solver.passModel(program)

    def _status(self, status: Any) -> Status:
        kinds = self._lib.HighsModelStatus
        if status in (kinds.kOptimal, kinds.kModelEmpty):
            return Status.OPTIMAL
        if status == kinds.kInfeasible:
            return Status.INFEASIBLE
        if status in (kinds.kUnbounded, kinds.kUnboundedOrInfeasible):
            return Status.UNBOUNDED
        return Status.STOPPED
