"""What a `tabell` directive names, checked against the data before any figure is asked for."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import LineSpec, TableSpec
from socpdf.ir.tidy import Measure
from socpdf.tables.axis import Line
from socpdf.tables.cube import Cube, Unanswered


def check_declared(declared: "Declared", sink: Sink) -> None:
    """Every name is one of the data's, and no two lines have one name."""
    checker = _Checker(declared.spec, declared.cubes, declared.rows, declared.columns, sink)
    checker.filters()
    checker.names(declared.rows, "row", place(declared.spec, "summa"))
    checker.names(declared.columns, "column", None)
    checker.measures()
    checker.groups()


@dataclass(frozen=True, slots=True)
class Declared:
    """The lines of one table, and the data they name."""

    spec: TableSpec
    cubes: Mapping[str, Cube]
    """By the name the table writes; its own under the empty name."""
    rows: Sequence[Line]
    columns: Sequence[Line]


@dataclass(frozen=True, slots=True)
class _Checker:
    spec: TableSpec
    cubes: Mapping[str, Cube]
    rows: Sequence[Line]
    columns: Sequence[Line]
    sink: Sink

    def groups(self) -> None:
        levels = {level for row in self.rows for level in row.levels}
        for column in self.columns:
            within = column.spec.within
            if within and within not in levels:
                hint = did_you_mean(within, sorted(levels - {""}))
                self._tell(Unanswered("T117", f"`{within}` makes no rows", hint), column.spec.span)

    def measures(self) -> None:
        for span, spec in {line.spec.span: line.spec for line in (*self.rows, *self.columns)}.items():
            try:
                if spec.measure:
                    check_decimals(spec, self.cubes[spec.data].measure(spec.measure))
            except Unanswered as error:
                self._tell(error, span)

    def filters(self) -> None:
        """Told once for each entry, however many lines it makes."""
        lines = (*self.rows, *self.columns)
        for data, name, category, span in dict.fromkeys(
            (line.spec.data, *pair, line.spec.span) for line in lines for pair in line.at.items()
        ):
            self._category(data, name, category, span)
        row_names = {name for row in self.rows for name in row.at}
        self._table_filter({name for line in lines for name in line.at}, row_names)
        for span, name in dict.fromkeys((c.spec.span, name) for c in self.columns for name in c.at):
            if name in row_names:
                self._tell(_fixed_twice(name), span)

    def _table_filter(self, varied: AbstractSet[str], row_names: AbstractSet[str]) -> None:
        span = place(self.spec, "urval")
        for name, categories in self.spec.where.items():
            for category in categories:
                self._category("", name, category, span)
            if len(categories) > 1 and name not in varied:
                hint = f"go over them with `för: {name}`, or name one"
                self._tell(Unanswered("T112", f"`{name}` has several categories here", hint), span)
            elif len(categories) == 1 and name in row_names:
                self._tell(_fixed_twice(name), span)

    def _category(self, data: str, name: str, category: str, span: Span) -> None:
        try:
            self.cubes[data].check(name, category)
        except Unanswered as error:
            self._tell(error, span)

    def names(self, lines: Sequence[Line], what: str, span: Span | None) -> None:
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


def place(spec: TableSpec, option: str) -> Span:
    return spec.places.get(option, spec.span)


def check_decimals(wanted: LineSpec, measure: Measure) -> None:
    decimals = wanted.decimals or 0
    exact = measure.computed or bool(measure.of)
    if decimals > measure.decimals and not exact and not wanted.share and wanted.change != "procent":
        message = f"`decimaler: {decimals}` is more than the data of `{measure.name}` have"
        raise Unanswered("T110", message, f"write at most {measure.decimals}")


def _fixed_twice(name: str) -> Unanswered:
    hint = "take the filter away, or let another dimension make the rows"
    return Unanswered("T109", f"`{name}` makes the rows and cannot be fixed too", hint)
