"""Every row and column of a declared table to its figure: the questions that are asked of the data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from socpdf.core.diagnostics import Sink, Span
from socpdf.ir.spec import LineSpec
from socpdf.ir.tables import CellKey, Figure
from socpdf.tables.axis import Line
from socpdf.tables.balance import balanced
from socpdf.tables.cube import Cube, Unanswered, is_share
from socpdf.tables.declared import Declared, check_decimals, place

BY_ROW, BY_COLUMN, BY_TABLE = "rad", "kolumn", "tabell"
"""What `andel` says instead of dimensions."""
Figures = list[list[Figure]]
"""By row, then by column."""


def figures(declared: Declared, sink: Sink) -> Figures:
    return _Grid(declared).figures(sink)


@dataclass(frozen=True, slots=True)
class _Grid:
    declared: Declared

    def figures(self, sink: Sink) -> Figures:
        """The figures; what several cells of an entry lack is told for the first."""
        missing: dict[Span, tuple[Line, Unanswered, int]] = {}
        grid: Figures = []
        for row in self.declared.rows:
            grid.append([])
            for column in self.declared.columns:
                try:
                    grid[-1].append(self._figure(row, column))
                except Unanswered as error:
                    span = place(self.declared.spec, "summa") if row.total else column.spec.span
                    first, reason, count = missing.get(span, (row, error, 0))
                    missing[span] = (first, reason, count + (first is not row or not count))
        for span, (row, reason, count) in missing.items():
            label = row.heads[-1].text
            which = f"row `{label}`" if count == 1 else f"rows from `{label}`"
            sink.error(reason.code, f"{which}: {reason.message}", span, reason.hint)
        return grid if missing else self._balanced(grid)

    def _figure(self, row: Line, column: Line) -> Figure:
        cube = self._cube(row, column)
        wanted = _joined(row.spec, column.spec)
        name = wanted.measure or self.declared.spec.measure
        measure = cube.measure(name) if name else cube.only_measure()
        if wanted.share:
            measure = cube.share_of(measure, self._whole(wanted.share, cube))
        if wanted.balanced and not is_share(measure):
            message = f"`{measure.name}` is no share that could be made to add up"
            raise Unanswered("T111", message, "leave `utjämna` out, or ask for shares with `andel`")
        fixed = {name: chosen[0] for name, chosen in self.declared.spec.where.items() if len(chosen) == 1}
        at = {**fixed, **self._row_categories(row, column), **column.at}
        figure = (
            cube.change(measure, at, percent=wanted.change == "procent")
            if wanted.change
            else cube.figure(measure, at)
        )
        if wanted.decimals is None:
            return figure
        check_decimals(wanted, measure)
        return replace(figure, decimals=wanted.decimals)

    def _row_categories(self, row: Line, column: Line) -> Mapping[str, str]:
        """Those of the row; for a column with one figure a group, those of its group alone."""
        level = row.level_of(column.spec.within)
        inner = () if level is None else row.levels[level + 1 :]
        return {name: category for name, category in row.at.items() if name not in inner}

    def _whole(self, share: Sequence[str], cube: Cube) -> tuple[str, ...]:
        """The dimensions a share is taken over; words stand for those of columns, rows, or both."""
        across = dict.fromkeys(name for column in self.declared.columns for name in column.at)
        down = dict.fromkeys(name for row in self.declared.rows for name in row.at)
        meant = {BY_ROW: list(across), BY_COLUMN: list(down), BY_TABLE: [*down, *across]}
        found = [name for word in share for name in meant.get(word, [word])]
        if not found:
            message = f"`andel: {share[0]}` has no whole: no dimension varies there"
            raise Unanswered("T111", message, "name the dimension whose categories make up the whole")
        return tuple(name for name in cube.dimensions if name in found) or tuple(found)

    def _balanced(self, grid: Figures) -> Figures:
        """The shares that are asked to add up to 100, rounded together."""
        wholes: dict[CellKey, tuple[CellKey, ...]] = {}
        for row, row_figures in zip(self.declared.rows, grid, strict=True):
            for column, figure in zip(self.declared.columns, row_figures, strict=True):
                if _joined(row.spec, column.spec).balanced and figure.cell is not None:
                    wholes[figure.cell] = self._shares_beside(figure.cell, self._cube(row, column))
        flat = iter(balanced([figure for row_figures in grid for figure in row_figures], wholes))
        return [[next(flat) for _ in row_figures] for row_figures in grid]

    def _shares_beside(self, cell: CellKey, cube: Cube) -> tuple[CellKey, ...]:
        """The shares that make up a whole with this one."""
        return next((cube.sum(line).parts for line in cube.lines(cell)), (cell,))

    def _cube(self, row: Line, column: Line) -> Cube:
        return self.declared.cubes[column.spec.data or row.spec.data]


def _joined(row: LineSpec, column: LineSpec) -> LineSpec:
    """What row and column ask for together."""
    if row.measure and column.measure and row.measure != column.measure:
        message = f"the row asks for `{row.measure}`, the column for `{column.measure}`"
        raise Unanswered("T118", message, "let only rows or only columns name a measure")
    return replace(
        column,
        measure=column.measure or row.measure,
        share=column.share or row.share,
        change=column.change or row.change,
        balanced=column.balanced or row.balanced,
        decimals=row.decimals if column.decimals is None else column.decimals,
    )
