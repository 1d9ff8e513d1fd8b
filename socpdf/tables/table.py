"""One `tabell` directive to its computed table: each row and column asks the data for one figure."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import CellSpec, ChapterSpec, LineSpec, TableSpec
from socpdf.ir.tables import CellKey, ComputedRow, ComputedTable, Figure, Head, Label
from socpdf.ir.tidy import Measure
from socpdf.ir.walk import data_key, other_data
from socpdf.tables.axis import Axis, Line, WrongLine
from socpdf.tables.balance import balanced
from socpdf.tables.cube import Cube, Unanswered, is_share
from socpdf.tables.heads import heads, labels, names, spellings
from socpdf.tables.notes import notes

BY_ROW, BY_COLUMN, BY_TABLE = "rad", "kolumn", "tabell"


@dataclass(frozen=True, slots=True)
class Entry:
    """A table with the spellings by which expressions may name its columns."""

    table: ComputedTable
    spellings: Mapping[str, tuple[int, ...]]
    hidden: frozenset[CellKey]


def build(spec: TableSpec, chapter: ChapterSpec, cubes: Mapping[str, Cube], sink: Sink) -> Entry | None:
    """The table, or None with its errors in the sink."""
    before = len(sink.diagnostics)
    own = _cubes(spec, chapter, cubes, sink)
    if len(sink.diagnostics) > before:
        return None
    try:
        axis = Axis(spec, own)
        builder = _Builder(spec, own, axis.rows(), axis.columns(), sink)
    except WrongLine as wrong:
        sink.error(wrong.error.code, wrong.error.message, wrong.span, wrong.error.hint)
        return None
    builder.check()
    if len(sink.diagnostics) > before:
        return None
    entry = builder.entry()
    return entry if len(sink.diagnostics) == before else None


def _cubes(spec: TableSpec, chapter: ChapterSpec, cubes: Mapping[str, Cube], sink: Sink) -> dict[str, Cube]:
    """Those the table names, its own under the empty name."""
    found: dict[str, Cube] = {}
    wanted = {"": (spec.data, place(spec, "data")), **{name: (name, span) for name, span in other_data(spec)}}
    for name, (data, span) in wanted.items():
        key = data_key(chapter, data)
        if key in cubes:
            found[name] = cubes[key]
        else:
            sink.error("T107", f"unknown data set `{data}`", span, did_you_mean(key, cubes))
    return found


def place(spec: TableSpec, option: str) -> Span:
    return spec.places.get(option, spec.span)


@dataclass(frozen=True, slots=True)
class _Builder:
    spec: TableSpec
    cubes: Mapping[str, Cube]
    rows: list[Line]
    columns: list[Line]
    sink: Sink

    # --- what the directive names ---

    def check(self) -> None:
        self._check_filters()
        self._check_names(self.rows, "row", place(self.spec, "summa"))
        self._check_names(self.columns, "column", None)
        levels = {level for row in self.rows for level in row.levels}
        for line in {line.spec.span: line for line in (*self.rows, *self.columns)}.values():
            self._check_measure(line.spec)
        for column in self.columns:
            if column.spec.within and column.spec.within not in levels:
                hint = did_you_mean(column.spec.within, sorted(levels - {""}))
                self._tell(
                    Unanswered("T117", f"`{column.spec.within}` makes no rows", hint), column.spec.span
                )

    def _check_filters(self) -> None:
        """Told once for each entry, however many lines it makes."""
        told: set[tuple[Span, str, str]] = set()
        for line in (*self.rows, *self.columns):
            for name, category in line.at.items():
                if (line.spec.span, name, category) not in told:
                    told.add((line.spec.span, name, category))
                    self._check_filter(line.spec.data, name, category, line.spec.span)
        for name, categories in self.spec.where.items():
            for category in categories:
                self._check_filter("", name, category, place(self.spec, "urval"))
            used = any(name in line.at for line in (*self.rows, *self.columns))
            if len(categories) > 1 and not used:
                hint = f"go over them with `för: {name}`, or name one"
                error = Unanswered("T112", f"`{name}` has several categories here", hint)
                self._tell(error, place(self.spec, "urval"))
            elif len(categories) == 1 and any(name in row.at for row in self.rows):
                self._tell(_fixed_twice(name), place(self.spec, "urval"))
        row_names = {name for row in self.rows for name in row.at}
        for span, name in dict.fromkeys((c.spec.span, name) for c in self.columns for name in c.at):
            if name in row_names:
                self._tell(_fixed_twice(name), span)

    def _check_filter(self, data: str, name: str, category: str, span: Span) -> None:
        try:
            self.cubes[data].check(name, category)
        except Unanswered as error:
            self._tell(error, span)

    def _check_measure(self, spec: LineSpec) -> None:
        try:
            if spec.measure:
                _check_decimals(spec, self.cubes[spec.data].measure(spec.measure))
        except Unanswered as error:
            self._tell(error, spec.span)

    def _check_names(self, lines: Sequence[Line], what: str, span: Span | None) -> None:
        seen: set[tuple[str, ...]] = set()
        for line in lines:
            full = tuple(head.text for head in line.heads)
            if full in seen:
                message = f"two {what}s have the name `{' / '.join(full)}`"
                hint = "give one another head or group"
                self.sink.error("T108", message, span if span and line.total else line.spec.span, hint)
            seen.add(full)

    def _tell(self, error: Unanswered, span: Span) -> None:
        self.sink.error(error.code, error.message, span, error.hint)

    # --- rows and figures ---

    def entry(self) -> Entry | None:
        before = len(self.sink.diagnostics)
        grid = self._grid()
        if len(self.sink.diagnostics) > before:
            return None
        found, head_rows = heads(self.columns)
        row_labels, stub = labels(self.rows)
        row_names, column_names = names(self.rows), names(self.columns)
        pick = _Pick(self.rows, self.columns, self.sink)
        marks = {mark: pick.cells(mark) for mark in self.spec.marks}
        hidden = self._hidden(pick, grid)
        if len(self.sink.diagnostics) > before:
            return None
        written = notes(self.spec, self.cubes, [f for row in grid for f in row])
        self._check_signs({note.sign for note in written})
        table = ComputedTable(
            number=self.spec.number,
            caption=self.spec.caption,
            source=self.spec.source
            or " och ".join(dict.fromkeys(c.table.source for c in self.cubes.values())),
            stub_heads=self._stub_heads(stub),
            heads=tuple(_marked_head(head, marks, head_rows) for head in found),
            head_rows=head_rows,
            names=column_names,
            rows=tuple(
                ComputedRow(
                    name,
                    tuple(grid[at]),
                    row.total,
                    tuple(_marked_label(label, at, stub, marks) for label in row_labels[at]),
                    tuple(self._span_of(at, column) for column in self.columns),
                    tuple(_cell_sign(at, column, marks) for column in range(len(self.columns))),
                )
                for at, (name, row) in enumerate(zip(row_names, self.rows, strict=True))
            ),
            notes=written,
            span=self.spec.span,
        )
        by_name = {name: tuple(at) for name, at in spellings(self.columns).items()}
        return Entry(table, by_name, hidden)

    def _grid(self) -> list[list[Figure]]:
        """The figures; what several cells of an entry lack is told for the first."""
        missing: dict[Span, tuple[Line, Unanswered, int]] = {}
        grid: list[list[Figure]] = []
        for row in self.rows:
            grid.append([])
            for column in self.columns:
                try:
                    grid[-1].append(self._figure(row, column))
                except Unanswered as error:
                    span = place(self.spec, "summa") if row.total else column.spec.span
                    first, reason, count = missing.get(span, (row, error, 0))
                    missing[span] = (first, reason, count + (first is not row or not count))
        for span, (row, reason, count) in missing.items():
            label = row.heads[-1].text
            which = f"row `{label}`" if count == 1 else f"rows from `{label}`"
            self.sink.error(reason.code, f"{which}: {reason.message}", span, reason.hint)
        return grid if missing else self._balanced(grid)

    def _figure(self, row: Line, column: Line) -> Figure:
        data = column.spec.data or row.spec.data
        cube = self.cubes[data]
        wanted = _joined(row.spec, column.spec)
        name = wanted.measure or self.spec.measure
        measure = cube.measure(name) if name else cube.only_measure()
        if wanted.share:
            measure = cube.share_of(measure, self._whole(wanted.share, cube))
        fixed = {name: categories[0] for name, categories in self.spec.where.items() if len(categories) == 1}
        at = {**fixed, **self._row_categories(row, column), **column.at}
        figure = (
            cube.change(measure, at, percent=wanted.change == "procent")
            if wanted.change
            else cube.figure(measure, at)
        )
        if wanted.decimals is None:
            return figure
        _check_decimals(wanted, measure)
        return replace(figure, decimals=wanted.decimals)

    def _row_categories(self, row: Line, column: Line) -> Mapping[str, str]:
        """Those of the row; for a column with one figure a group, those of its group alone."""
        if column.spec.within not in row.levels:
            return row.at
        inner = row.levels[row.levels.index(column.spec.within) + 1 :]
        return {name: category for name, category in row.at.items() if name not in inner}

    def _whole(self, share: Sequence[str], cube: Cube) -> tuple[str, ...]:
        """The dimensions a share is taken over; words stand for those of columns, rows, or both."""
        across = dict.fromkeys(name for column in self.columns for name in column.at)
        down = dict.fromkeys(name for row in self.rows for name in row.at)
        meant = {BY_ROW: list(across), BY_COLUMN: list(down), BY_TABLE: [*down, *across]}
        found = [name for word in share for name in meant.get(word, [word])]
        if not found:
            message = f"`andel: {share[0]}` has no whole: no dimension varies there"
            raise Unanswered("T111", message, "name the dimension whose categories make up the whole")
        return tuple(name for name in cube.dimensions if name in found) or tuple(found)

    def _balanced(self, grid: list[list[Figure]]) -> list[list[Figure]]:
        wholes: dict[CellKey, tuple[CellKey, ...]] = {}
        for row, figures in zip(self.rows, grid, strict=True):
            for column, figure in zip(self.columns, figures, strict=True):
                if _joined(row.spec, column.spec).balanced and figure.cell is not None:
                    cube = self.cubes[column.spec.data or row.spec.data]
                    for line in (
                        cube.lines(figure.cell) if is_share(cube.measure(figure.cell.measure)) else ()
                    ):
                        wholes[figure.cell] = cube.sum(line).parts
        if not wholes:
            return grid
        flat = iter(balanced([figure for figures in grid for figure in figures], wholes))
        return [[next(flat) for _ in figures] for figures in grid]

    def _span_of(self, at: int, column: Line) -> int:
        """How many rows the figure stands for; 0 where it stands in a row above."""
        row = self.rows[at]
        if column.spec.within not in row.levels:
            return 1
        level = row.levels.index(column.spec.within) + 1

        def together(other: Line) -> bool:
            return other.levels[:level] == row.levels[:level] and other.heads[:level] == row.heads[:level]

        if at and together(self.rows[at - 1]):
            return 0
        return next((n for n, other in enumerate(self.rows[at:]) if not together(other)), len(self.rows) - at)

    def _check_signs(self, explained: AbstractSet[str]) -> None:
        """Every sign at a label, a head or a cell has its note."""
        heads = [head for line in (*self.rows, *self.columns) for head in line.heads]
        used = dict.fromkeys([*(head.sign for head in heads), *(mark.sign for mark in self.spec.marks)])
        for sign in used:
            if sign and sign not in explained:
                hint = f'write under `noter`: "{sign} …"'
                self.sink.error("T122", f"the sign `{sign}` has no note", self.spec.span, hint)

    def _stub_heads(self, stub: int) -> tuple[str, ...]:
        if self.spec.stub_heads:
            if len(self.spec.stub_heads) != stub:
                message = f"`stubb` has {len(self.spec.stub_heads)} heads for {stub} columns of labels"
                self.sink.error("T119", message, place(self.spec, "stubb"), "write one head for each")
            return self.spec.stub_heads
        return tuple(self._stub_head(level) for level in range(stub))

    def _stub_head(self, level: int) -> str:
        """The title of the dimension whose categories stand there."""
        for row in self.rows:
            cube = self.cubes[row.spec.data]
            found = row.levels[level] if level < len(row.levels) else ""
            if found:
                return cube.dimensions[found].title
        self.sink.error(
            "T119", "the column of row labels has no head", place(self.spec, "rader"), "write `stubb`"
        )
        return ""

    def _hidden(self, pick: "_Pick", grid: Sequence[Sequence[Figure]]) -> frozenset[CellKey]:
        found: set[CellKey] = set()
        for cells in self.spec.hidden:
            rows, columns = pick.cells(cells)
            for row in rows:
                for column in columns:
                    cell = grid[row][column].cell
                    if cell is None:
                        hint = "withhold the count it is computed from"
                        error = Unanswered("T120", "a change or a rate is not withheld by itself", hint)
                        self._tell(error, cells.span)
                    else:
                        found.add(cell)
        return frozenset(found)


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


def _check_decimals(wanted: LineSpec, measure: Measure) -> None:
    decimals = wanted.decimals or 0
    exact = measure.computed or bool(measure.of)
    if decimals > measure.decimals and not exact and not wanted.share and wanted.change != "procent":
        message = f"`decimaler: {decimals}` is more than the data of `{measure.name}` have"
        raise Unanswered("T110", message, f"write at most {measure.decimals}")


def _fixed_twice(name: str) -> Unanswered:
    hint = "take the filter away, or let another dimension make the rows"
    return Unanswered("T109", f"`{name}` makes the rows and cannot be fixed too", hint)


# --- cells by name ---

Cells = tuple[list[int], list[int]]


@dataclass(frozen=True, slots=True)
class _Pick:
    """Finds rows and columns by the names and spellings that expressions take, too."""

    rows: Sequence[Line]
    columns: Sequence[Line]
    sink: Sink

    def cells(self, of: CellSpec) -> Cells:
        if not of.rows and not of.columns:
            hint = "name rows with `rad`, columns with `kolumn`, or both"
            self.sink.error("T121", "no cells are named", of.span, hint)
        return self._lines(of.rows, self.rows, "row", of.span), self._lines(
            of.columns, self.columns, "column", of.span
        )

    def _lines(self, wanted: Sequence[str], lines: Sequence[Line], what: str, span: Span) -> list[int]:
        full = {name: (at,) for at, name in enumerate(names(lines))}
        known = {**spellings(lines), **full}
        found: list[int] = []
        for name in wanted:
            meant = known.get(name, ())
            if len(meant) == 1:
                found.extend(meant)
            elif meant:
                hint = "name its group too: " + ", ".join(f"`{list(full)[at]}`" for at in meant)
                self.sink.error("T121", f"the table has {len(meant)} {what}s `{name}`", span, hint)
            else:
                self.sink.error("T121", f"the table has no {what} `{name}`", span, did_you_mean(name, full))
        return found if wanted else list(range(len(lines)))


def _marked_head(head: Head, marks: Mapping[CellSpec, Cells], head_rows: int) -> Head:
    """A mark of whole columns stands at their heads."""
    own = head.row + head.rows == head_rows
    sign = "".join(
        mark.sign for mark, (_, columns) in marks.items() if own and not mark.rows and head.column in columns
    )
    return replace(head, sign=head.sign + sign)


def _marked_label(label: Label, row: int, stub: int, marks: Mapping[CellSpec, Cells]) -> Label:
    own = label.column + label.columns == stub
    sign = "".join(mark.sign for mark, (rows, _) in marks.items() if own and not mark.columns and row in rows)
    return replace(label, sign=label.sign + sign)


def _cell_sign(row: int, column: int, marks: Mapping[CellSpec, Cells]) -> str:
    return "".join(
        mark.sign
        for mark, (rows, columns) in marks.items()
        if mark.rows and mark.columns and row in rows and column in columns
    )
