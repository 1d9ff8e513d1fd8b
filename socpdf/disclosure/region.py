"""The tables a reader must hold possible: what is printed is fixed, what is withheld is free within the
relations.

`Region.reach` finds how far one cell can go. A linear program bounds it; its corner, rounded, is checked in
whole numbers, and only where it fails an integer program follows. So every table handed out is one that fits,
exactly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf
from typing import Final

from socpdf.disclosure.model import Model, Pattern
from socpdf.disclosure.solver import Outcome, Program, Row, Status

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
    """What is possible under one pattern; unsigned, a reader does not know what the signs mean."""

    def __init__(self, model: Model, withheld: Pattern, *, signed: bool = True) -> None:
        self.model = model
        self.cells = tuple(cell for cell in range(len(model.cells)) if cell in withheld)
        self.column = {cell: column for column, cell in enumerate(self.cells)}
        about = [model.cells[cell] for cell in self.cells]
        self.low = [cell.low if signed else cell.floor for cell in about]
        self.high = [cell.high if signed else None for cell in about]
        self.rows = tuple(reduced_rows(model, withheld))
        self._scales = [float(max(abs(weight) for _, weight in row.terms)) for row in self.rows]
        self._relaxed: Program | None = None
        self._whole: Program | None = None

    def reach(self, cell: int, *, up: bool, limit: int | None = None) -> Reach:
        """How far `cell` goes, at most to `limit`."""
        column = self.column[cell]
        low, high = self._bounds(column)
        if limit is not None:
            low, high = (low, min(high, limit)) if up else (max(low, limit), high)
        outcome = self._minimise(self.relaxed, column, (low, high), up=up)
        if outcome.status is Status.INFEASIBLE:
            raise Contradiction
        if outcome.status is not Status.OPTIMAL:
            return Reach(None, None, None, ())
        best = floor(-outcome.value + SLACK) if up else ceil(outcome.value - SLACK)
        duals = tuple(
            (row.relation, -dual / scale)
            for row, scale, dual in zip(self.rows, self._scales, outcome.duals, strict=True)
            if abs(dual) > SLACK
        )
        table = self.fitting(outcome.point)
        if table is not None and table[column] == best:
            return Reach(best, table, best, duals)
        within = (low, float(best)) if up else (float(best), high)
        whole = self.fitting(self._minimise(self.whole, column, within, up=up).point)
        if whole is None:
            raise Contradiction
        return Reach(whole[column], whole, best, duals)

    def holding(self, cell: int, value: int) -> tuple[int, ...] | None:
        """A table in which the cell has this value."""
        column = self.column[cell]
        for program in (self.relaxed, self.whole):
            outcome = self._minimise(program, column, (float(value), float(value)), up=True)
            if outcome.status is not Status.OPTIMAL:
                return None
            table = self.fitting(outcome.point)
            if table is not None:
                return table
        return None

    def corner(self, directions: Sequence[tuple[int, int]]) -> tuple[int, ...] | None:
        """A table in which many cells are far up (1) or down (-1) at once, if the corner found is whole."""
        self.relaxed.set_costs([(self.column[cell], -float(direction)) for cell, direction in directions])
        outcome = self.relaxed.minimise()
        return self.fitting(outcome.point) if outcome.status is Status.OPTIMAL else None

    def fitting(self, point: Sequence[float]) -> tuple[int, ...] | None:
        """The point rounded, if it is then a table that fits exactly."""
        table = tuple(round(value) for value in point)
        return table if table and self.fits(table) else None

    def fits(self, table: Sequence[int]) -> bool:
        for value, low, high in zip(table, self.low, self.high, strict=True):
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

    def _minimise(self, program: Program, column: int, within: tuple[float, float], *, up: bool) -> Outcome:
        program.set_bounds(column, *within)
        program.set_costs([(column, -1.0 if up else 1.0)])
        outcome = program.minimise()
        program.set_bounds(column, *self._bounds(column))
        return outcome

    def _bounds(self, column: int) -> tuple[float, float]:
        high = self.high[column]
        return float(self.low[column]), inf if high is None else float(high)

    def _program(self, *, integer: bool) -> Program:
        bounds = [self._bounds(column) for column in range(len(self.cells))]
        rows: list[Row] = [
            (
                [(column, weight / scale) for column, weight in row.terms],
                -inf if row.low is None else row.low / scale,
                inf if row.high is None else row.high / scale,
            )
            for row, scale in zip(self.rows, self._scales, strict=True)
        ]
        low, high = [side for side, _ in bounds], [side for _, side in bounds]
        return Program(low, high, rows, integer=integer, primal=True)


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
