"""One `tabell` directive to its computed table: rows by a dimension, columns by measure and filter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import ChapterSpec, ColumnSpec, TableSpec
from socpdf.ir.tables import ComputedRow, ComputedTable, Figure, Note
from socpdf.ir.tidy import Dimension, Measure
from socpdf.ir.walk import data_key
from socpdf.tables.cube import SUM, Cube, Unanswered, parts
from socpdf.tables.heads import heads, names, spellings


@dataclass(frozen=True, slots=True)
class Entry:
    """A table with the spellings by which expressions may name its columns."""

    table: ComputedTable
    spellings: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    category: str
    total: bool


def build(spec: TableSpec, chapter: ChapterSpec, cubes: Mapping[str, Cube], sink: Sink) -> Entry | None:
    """The table, or None with its errors in the sink."""
    before = len(sink.diagnostics)
    cube = cubes.get(data_key(chapter, spec.data))
    if cube is None:
        hint = did_you_mean(data_key(chapter, spec.data), cubes)
        sink.error("T107", f"unknown data set `{spec.data}`", _place(spec, "data"), hint)
        return None
    _check_names(spec, cube, sink)
    if len(sink.diagnostics) > before:
        return None
    dimension = cube.dimensions[spec.rows]
    rows = list(_rows(spec, dimension))
    _check_labels(spec, rows, sink)
    columns = [list(_column(spec, column, rows, cube, sink)) for column in spec.columns]
    if len(sink.diagnostics) > before:
        return None
    found, head_rows = heads(spec.columns)
    table = ComputedTable(
        number=spec.number,
        caption=spec.caption,
        source=spec.source or cube.table.source,
        stub_head=spec.stub_head or dimension.title,
        heads=found,
        head_rows=head_rows,
        names=names(spec.columns),
        rows=tuple(
            ComputedRow(row.label, tuple(column[at] for column in columns), row.total)
            for at, row in enumerate(rows)
        ),
        notes=tuple(Note(note.sign, note.content) for note in spec.notes),
        span=spec.span,
    )
    return Entry(table, {name: tuple(at) for name, at in spellings(spec.columns).items()})


def _place(spec: TableSpec, option: str) -> Span:
    return spec.places.get(option, spec.span)


# --- what the directive names ---


def _check_names(spec: TableSpec, cube: Cube, sink: Sink) -> None:
    if spec.rows not in cube.dimensions:
        hint = did_you_mean(spec.rows, cube.dimensions)
        sink.error("T102", f"unknown dimension `{spec.rows}`", _place(spec, "rader"), hint)
    _check_filter(spec.where, spec.rows, cube, _place(spec, "urval"), sink)
    for column in spec.columns:
        try:
            measure = cube.measure(column.measure)
            _check_decimals(column, measure)
        except Unanswered as error:
            sink.error(error.code, error.message, column.span, error.hint)
        _check_filter(column.where, spec.rows, cube, column.span, sink)
    full_names = [(*column.group, column.head) for column in spec.columns]
    for at, column in enumerate(spec.columns):
        if full_names[at] in full_names[:at]:
            name = " / ".join(full_names[at])
            sink.error(
                "T108", f"two columns have the name `{name}`", column.span, "give one another head or group"
            )


def _check_filter(where: Mapping[str, str], rows: str, cube: Cube, span: Span, sink: Sink) -> None:
    for name, category in where.items():
        try:
            cube.check(name, category)
        except Unanswered as error:
            sink.error(error.code, error.message, span, error.hint)
        if name == rows:
            hint = "take the filter away, or let another dimension make the rows"
            sink.error("T109", f"`{name}` makes the rows and cannot be fixed too", span, hint)


def _check_decimals(column: ColumnSpec, measure: Measure) -> None:
    if column.decimals is not None and column.decimals > measure.decimals and not measure.numerator:
        message = f"`decimaler: {column.decimals}` is more than the data of `{measure.name}` have"
        raise Unanswered("T110", message, f"write at most {measure.decimals}")


# --- rows and figures ---


def _rows(spec: TableSpec, dimension: Dimension) -> Iterator[_Row]:
    for category in parts(dimension):
        yield _Row(category, category, total=False)
    if spec.total:
        yield _Row(spec.total, dimension.total or SUM, total=True)


def _check_labels(spec: TableSpec, rows: list[_Row], sink: Sink) -> None:
    labels = [row.label for row in rows]
    for label in dict.fromkeys(label for label in labels if labels.count(label) > 1):
        hint = "name the total otherwise, or the category with `totalt` in the description"
        sink.error("T108", f"two rows have the name `{label}`", _place(spec, "summa"), hint)


def _column(
    spec: TableSpec, column: ColumnSpec, rows: list[_Row], cube: Cube, sink: Sink
) -> Iterator[Figure]:
    """The column's figures from top to bottom; what is missing in several rows is told for the first."""
    missing: list[tuple[_Row, Unanswered]] = []
    measure = cube.measure(column.measure)
    for row in rows:
        at = {**spec.where, **column.where, spec.rows: row.category}
        try:
            figure = cube.figure(measure, at)
        except Unanswered as error:
            missing.append((row, error))
        else:
            yield figure if column.decimals is None else replace(figure, decimals=column.decimals)
    if missing:
        row, reason = missing[0]
        which = f"row `{row.label}`" if len(missing) == 1 else f"rows from `{row.label}`"
        span = _place(spec, "summa") if row.total else column.span
        sink.error(reason.code, f"{which}: {reason.message}", span, reason.hint)
