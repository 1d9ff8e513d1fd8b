"""The tables a reader must hold possible: what is printed is fixed, what is withheld is free within the relations.

`Region.reach` finds how far one cell can go. A linear program bounds it; its corner, rounded, is checked in whole
numbers, and only where it fails an integer program follows. So every table handed out is one that fits, exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, inf
from typing import Final

from socpdf.disclosure.model import Model, Pattern
from socpdf.disclosure.solver import Program, Row, Status

SLACK: Final = 1e-6
"""How far a solver's number may be off a whole one."""


@dataclass(frozen=True, slots=True)
class ReducedRow:
    """A relation with the printed cells moved to its sides; columns count the withheld cells."""

    relation: int
    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a cell goes in one direction."""

    value: int | None
    """The last value a whole table shows; None: without end."""
    table: tuple[int, ...] | None
    """A table that shows it, by column of the region; None: without end."""
    relaxed: int | None
    """The last whole value the linear program allows; beyond `value` where only integrality stops it."""
    duals: tuple[tuple[int, float], ...]
    """Relation and multiplier: why the linear program goes no further."""


class Contradiction(Exception):  # noqa: N818 - a finding about the figures, not a fault of the program
    """No table fits what is printed."""


class Region:
    """What is possible under one pattern."""

    def __init__(self, model: Model, withheld: Pattern) -> None:
        self.model = model
        self.cells = tuple(cell for cell in range(len(model.cells)) if cell in withheld)
        self.column = {cell: column for column, cell in enumerate(self.cells)}
        self.low = [model.cells[cell].low for cell in self.cells]
        self.high = [model.cells[cell].high for cell in self.cells]
        self.rows = tuple(reduced_rows(model, withheld))
        self._relaxed: Program | None = None
        self._whole: Program | None = None

    def reach(self, cell: int, *, up: bool, limit: int | None = None, signed: bool = True) -> Reach:
        """How far `cell` goes, at most to `limit`; unsigned, what its own sign says is left out."""
        column = self.column[cell]
        low, high = self._bounds(cell, up=up, limit=limit, signed=signed)
        relaxed = self.relaxed
        relaxed.set_bounds(column, low, high)
        relaxed.set_costs([(column, -1.0 if up else 1.0)])
        outcome = relaxed.minimise()
        relaxed.set_bounds(column, *self._natural(column))
        if outcome.status is Status.INFEASIBLE:
            raise Contradiction
        if outcome.status is not Status.OPTIMAL:
            return Reach(None, None, None, ())
        best = floor(-outcome.value + SLACK) if up else -floor(-outcome.value + SLACK)
        duals = tuple(
            (row.relation, -dual)
            for row, dual in zip(self.rows, outcome.duals, strict=True)
            if abs(dual) > SLACK
        )
        table = self.fitting(outcome.point, cell if not signed else None)
        if table is not None and table[column] == best:
            return Reach(best, table, best, duals)
        return self._reach_whole(cell, (low, float(best)) if up else (float(best), high), up, best, duals)

    def corners(self, cells: tuple[int, ...], *, up: bool) -> tuple[int, ...] | None:
        """A table in which many of these cells are far up or far down at once, if the corner found is whole."""
        relaxed = self.relaxed
        relaxed.set_costs([(self.column[cell], -1.0 if up else 1.0) for cell in cells])
        outcome = relaxed.minimise()
        return self.fitting(outcome.point, None) if outcome.status is Status.OPTIMAL else None

    def fitting(self, point: list[float], unsigned: int | None) -> tuple[int, ...] | None:
        """The point rounded, if it is then a table that fits exactly."""
        table = tuple(round(value) for value in point)
        return table if self.fits(table, unsigned) else None

    def fits(self, table: tuple[int, ...], unsigned: int | None = None) -> bool:
        for cell, value, low, high in zip(self.cells, table, self.low, self.high, strict=True):
            if cell == unsigned:
                low, high = self.model.cells[cell].floor, None
            if value < low or (high is not None and value > high):
                return False
        for row in self.rows:
            total = sum(weight * table[column] for column, weight in row.terms)
            if (row.low is not None and total < row.low) or (row.high is not None and total > row.high):
                return False
        return True

    @property
    def relaxed(self) -> Program:
        if self._relaxed is None:
            self._relaxed = self._program(integer=False)
        return self._relaxed

    @property
    def whole(self) -> Program:
        if self._whole is None:
            self._whole = self._program(integer=True)
        return self._whole

    def _reach_whole(
        self,
        cell: int,
        bounds: tuple[float, float],
        up: bool,  # noqa: FBT001 - handed through
        relaxed: int,
        duals: tuple[tuple[int, float], ...],
    ) -> Reach:
        column = self.column[cell]
        whole = self.whole
        whole.set_bounds(column, *bounds)
        whole.set_costs([(column, -1.0 if up else 1.0)])
        outcome = whole.minimise()
        whole.set_bounds(column, *self._natural(column))
        if not outcome.point:
            raise Contradiction
        table = self.fitting(outcome.point, cell)
        if table is None:
            raise Contradiction
        return Reach(table[column], table, relaxed, duals)

    def _bounds(self, cell: int, *, up: bool, limit: int | None, signed: bool) -> tuple[float, float]:
        column = self.column[cell]
        low, high = self._natural(column) if signed else (float(self.model.cells[cell].floor), inf)
        if limit is not None:
            return (low, min(high, limit)) if up else (max(low, limit), high)
        return low, high

    def _natural(self, column: int) -> tuple[float, float]:
        high = self.high[column]
        return float(self.low[column]), inf if high is None else float(high)

    def _program(self, *, integer: bool) -> Program:
        bounds = [self._natural(column) for column in range(len(self.cells))]
        rows: list[Row] = [
            (row.terms, -inf if row.low is None else row.low, inf if row.high is None else row.high)
            for row in self.rows
        ]
        return Program(
            [low for low, _ in bounds], [high for _, high in bounds], rows, integer=integer, primal=True
        )


def reduced_rows(model: Model, withheld: Pattern) -> Iterator[ReducedRow]:
    """The relations a reader knows that still hold something unknown; raises where one is broken."""
    order = {cell: column for column, cell in enumerate(sorted(withheld)) if cell < len(model.cells)}
    for number, relation in enumerate(model.relations):
        if relation.figure is not None and relation.figure in withheld:
            continue
        known = 0
        free: list[tuple[int, int]] = []
        for cell, weight in relation.terms:
            if cell in order:
                free.append((order[cell], weight))
            else:
                value = model.cells[cell].value
                assert value is not None, "a cell is printed, or it is withheld"
                known += weight * value
        low = None if relation.low is None else relation.low - known
        high = None if relation.high is None else relation.high - known
        if free:
            yield ReducedRow(number, tuple(free), low, high)
        elif (low is not None and low > 0) or (high is not None and high < 0):
            raise Contradiction
