"""One `tabell` directive to its computed table: lines and figures, with the heads and notes around them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from socpdf.core.diagnostics import Sink
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import CellSpec, ChapterSpec, TableSpec
from socpdf.ir.tables import CellKey, ComputedRow, ComputedTable, Note
from socpdf.ir.walk import data_key, other_data
from socpdf.tables.axis import Axis, Line, WrongLine
from socpdf.tables.cube import Cube
from socpdf.tables.declared import Declared, check_declared, place
from socpdf.tables.grid import Figures, figures
from socpdf.tables.heads import heads, labels, names, spellings
from socpdf.tables.marks import Cells, cell_sign, marked_head, marked_label, picked
from socpdf.tables.notes import notes


@dataclass(frozen=True, slots=True)
class Entry:
    """A table with the spellings by which expressions may name its columns."""

    table: ComputedTable
    spellings: Mapping[str, tuple[int, ...]]
    hidden: frozenset[CellKey]
    """What its author withholds, here and wherever else it stands."""
    kept: frozenset[CellKey]
    """What its author would withhold last."""
    declared: Declared
    """Its lines, for whoever draws some of them."""


class _Wrong(Exception):  # noqa: N818 - the errors have been told
    """The table cannot be made."""


def build(spec: TableSpec, chapter: ChapterSpec, cubes: Mapping[str, Cube], sink: Sink) -> Entry | None:
    """The table, or None with its errors in the sink."""
    told = _Told(sink, len(sink.diagnostics))
    try:
        declared = _declared(spec, chapter, cubes, sink)
        check_declared(declared, sink)
        told.all()
        grid = figures(declared, sink)
        told.all()
        builder = _Builder(declared, grid, sink)
        entry = builder.entry()
        told.all()
    except WrongLine as wrong:
        sink.error(wrong.error.code, wrong.error.message, wrong.span, wrong.error.hint)
    except _Wrong:
        pass
    else:
        return entry
    return None


@dataclass(frozen=True, slots=True)
class _Told:
    """Stops after a step with errors: the next one would tell what follows from them."""

    sink: Sink
    before: int

    def all(self) -> None:
        if len(self.sink.diagnostics) > self.before:
            raise _Wrong


def _declared(spec: TableSpec, chapter: ChapterSpec, cubes: Mapping[str, Cube], sink: Sink) -> Declared:
    own: dict[str, Cube] = {}
    wanted = {"": (spec.data, place(spec, "data")), **{name: (name, span) for name, span in other_data(spec)}}
    for name, (data, span) in wanted.items():
        key = data_key(chapter, data)
        if key not in cubes:
            sink.error("T107", f"unknown data set `{data}`", span, did_you_mean(key, cubes))
            raise _Wrong
        own[name] = cubes[key]
    axis = Axis(spec, own)
    return Declared(spec, own, axis.rows(), axis.columns())


@dataclass(frozen=True, slots=True)
class _Builder:
    declared: Declared
    grid: Figures
    sink: Sink

    def entry(self) -> Entry:
        spec, columns = self.declared.spec, self.declared.columns
        found, head_rows = heads(columns)
        marks = {mark: picked(mark, self.declared, self.sink) for mark in spec.marks}
        written = notes(spec, self.declared.cubes, [figure for row in self.grid for figure in row])
        self._check_signs(written)
        sources = dict.fromkeys(cube.table.source for cube in self.declared.cubes.values())
        table = ComputedTable(
            number=spec.number,
            caption=spec.caption,
            source=spec.source or " och ".join(sources),
            stub_heads=self._stub_heads(),
            heads=tuple(marked_head(head, marks, head_rows) for head in found),
            head_rows=head_rows,
            names=names(columns),
            rows=tuple(self._rows(marks)),
            notes=written,
            span=spec.span,
        )
        by_name = {name: tuple(at) for name, at in spellings(columns).items()}
        hidden, kept = (frozenset(self._named(cells)) for cells in (spec.hidden, spec.kept))
        return Entry(table, by_name, hidden, kept, self.declared)

    def _rows(self, marks: Mapping[CellSpec, Cells]) -> Iterator[ComputedRow]:
        rows, columns = self.declared.rows, self.declared.columns
        row_labels, stub = labels(rows)
        for at, (name, row) in enumerate(zip(names(rows), rows, strict=True)):
            yield ComputedRow(
                label=name,
                figures=tuple(self.grid[at]),
                total=row.total,
                labels=tuple(marked_label(label, at, stub, marks) for label in row_labels[at]),
                spans=tuple(self._span_of(at, column) for column in columns),
                marks=tuple(cell_sign(at, column, marks) for column in range(len(columns))),
            )

    def _span_of(self, at: int, column: Line) -> int:
        """How many rows the figure stands for; 0 where it stands in a row above."""
        rows = self.declared.rows
        level = rows[at].level_of(column.spec.within)
        if level is None:
            return 1
        group = rows[at].heads[: level + 1]
        if at and rows[at - 1].heads[: level + 1] == group:
            return 0
        return next((n for n, row in enumerate(rows[at:]) if row.heads[: level + 1] != group), len(rows) - at)

    def _check_signs(self, written: Sequence[Note]) -> None:
        """Every sign at a label, a head or a cell has its note."""
        spec = self.declared.spec
        explained = {note.sign for note in written}
        own = [head.sign for line in (*self.declared.rows, *self.declared.columns) for head in line.heads]
        for sign in dict.fromkeys([*own, *(mark.sign for mark in spec.marks)]):
            if sign and sign not in explained:
                hint = f'write under `noter`: "{sign} …"'
                self.sink.error("T122", f"the sign `{sign}` has no note", spec.span, hint)

    def _stub_heads(self) -> tuple[str, ...]:
        spec = self.declared.spec
        stub = max(len(row.heads) for row in self.declared.rows)
        if spec.stub_heads and len(spec.stub_heads) != stub:
            message = f"`stubb` has {len(spec.stub_heads)} heads for {stub} columns of labels"
            self.sink.error("T119", message, place(spec, "stubb"), "write one head for each")
        return spec.stub_heads or tuple(self._stub_head(level) for level in range(stub))

    def _stub_head(self, level: int) -> str:
        """The title of the dimension whose categories stand there."""
        for row in self.declared.rows:
            name = row.levels[level] if level < len(row.levels) else ""
            if name:
                return self.declared.cubes[row.spec.data].dimensions[name].title
        message = "the column of row labels has no head"
        self.sink.error("T119", message, place(self.declared.spec, "rader"), "write `stubb`")
        return ""

    def _named(self, named: Sequence[CellSpec]) -> Iterator[CellKey]:
        """The cells that `dölj` or `behåll` names."""
        for cells in named:
            rows, columns = picked(cells, self.declared, self.sink)
            for figure in (self.grid[row][column] for row in rows for column in columns):
                if figure.cell is not None:
                    yield figure.cell
                else:
                    hint = "name the count it is computed from"
                    message = "a change or a rate is not withheld by itself"
                    self.sink.error("T120", message, cells.span, hint)
