"""The expressions of a chapter's text to values, each with every figure it rests on.

Figures keep their unit in arithmetic: the difference of two shares is in `procentenheter`, a count divided by
a count is a `kvot`, a plain ratio. What has no sensible unit is an error. Words are values, too: the name of
the row that is largest rests on every figure that shows it to be.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import (
    Arithmetic,
    Attribute,
    Call,
    ChapterSpec,
    Expression,
    Format,
    Insert,
    Lookup,
    Name,
    Negative,
    Number,
    String,
)
from socpdf.ir.tables import ComputedRow, ComputedValue, Figure
from socpdf.ir.walk import data_key, inserts
from socpdf.tables.answers import ENGLISH, FoundValue, Kind, Passed, TableValue, Value, Words, Wrong
from socpdf.tables.arithmetic import Constant, NoUnit, Operand, Quantity, Year, combine, negative, share_of
from socpdf.tables.cube import YEAR, Cube, Unanswered
from socpdf.tables.search import Search
from socpdf.tables.table import Entry
from socpdf.text.swedish import FormatError, check, decimals_needed, listed, write

MEASURE: Final = "mått"
_FUNCTIONS: Final = ("tabell", "fakta", "per", "ifjol", "andel", "summa", "störst", "minst", "antal_rader")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the expressions of one chapter can name."""

    chapter: ChapterSpec
    year: int
    cubes: Mapping[str, Cube]
    entries: Mapping[str, Entry | None]


def chapter_values(scope: Scope, sink: Sink) -> dict[Span, ComputedValue]:
    """By place: the values of every insert, and of every entry under `värden`."""
    evaluator = _Evaluator(scope)
    found: dict[Span, ComputedValue] = {}
    for entry in scope.chapter.values:
        with _told(sink):
            value = evaluator.named(entry.name, entry.span)
            if not isinstance(
                value, Constant | TableValue | FoundValue
            ):  # these are for other entries to use
                found[entry.span] = _finished(value, entry.expression.span, ())
    for insert in inserts(scope.chapter):
        with _told(sink):
            found[insert.span] = _finished(
                evaluator.value(insert.expression), _span_of(insert), insert.formats
            )
    return found


@contextmanager
def _told(sink: Sink) -> Iterator[None]:
    try:
        yield
    except Wrong as error:
        sink.error(error.code, error.message, error.span, error.hint)
    except Passed:
        pass


def _span_of(insert: Insert) -> Span:
    return insert.formats[0].span if insert.formats else insert.expression.span


def _finished(value: Value, span: Span, formats: Sequence[Format]) -> ComputedValue:
    """The value as its place shows it: with the decimals its formats write, and formats that fit it."""
    try:
        match value:
            case TableValue(number=number):
                hint = f'name a cell, as tabell("{number}")["row", "column"]'
                raise Wrong("T204", f"table {number} is no value", span, hint)
            case FoundValue(kind=kind):
                hint = f"write `.{kind}` after it for its name, or `.värde` for its figure"
                raise Wrong("T204", f"a {ENGLISH[kind]} is no value", span, hint)
            case Words(text=text, rests_on=rests_on):
                write(text, formats)
                return ComputedValue(None, rests_on, text)
            case Year(number=number):
                write(str(number), formats)
                return ComputedValue(None, (), str(number))
            case Constant(number=number):
                raise Wrong("T204", "the value rests on no data", span, "write the figure as text")
            case Quantity(figure=figure, rests_on=rests_on):
                check(figure.unit, formats)
                return ComputedValue(_to_be_written(figure, formats), rests_on, None)
    except FormatError as error:
        raise Wrong("T209", error.message, span, error.hint) from None


def _to_be_written(figure: Figure, formats: Sequence[Format]) -> Figure:
    """With the decimals its formats need; rounded with its neighbours only where those are its own."""
    decimals = decimals_needed(figure.unit, figure.decimals, formats)
    rounded = figure.rounded if decimals == figure.decimals else None
    return replace(figure, decimals=decimals, rounded=rounded)


@dataclass(slots=True)
class _Evaluator:
    scope: Scope
    _named: dict[str, Value | None] = field(default_factory=dict)
    """What `värden` has been found to hold; None while it is looked for, and where it has errors."""
    years_back: int = 0
    """How many years earlier than it says everything is looked up."""
    _before: "_Evaluator | None" = None

    def named(self, name: str, span: Span) -> Value:
        if name not in self._named:
            entries = {value.name: value.expression for value in self.scope.chapter.values}
            if name not in entries:
                raise Wrong("T201", f"unknown name `{name}`", span, did_you_mean(name, [*entries, YEAR]))
            self._named[name] = None
            self._named[name] = self.value(entries[name])
        found = self._named[name]
        if found is None:
            raise Passed
        return found

    def value(self, expression: Expression) -> Value:
        match expression:
            case Number(value=number):
                return Constant(Fraction(number))
            case String(value=text):
                return Words(text)
            case Name(name=name, span=span):
                return Year(self.scope.year - self.years_back) if name == YEAR else self.named(name, span)
            case Negative(operand=operand):
                return negative(self.operand(operand))
            case Arithmetic():
                return self._arithmetic(expression)
            case Call():
                return self._call(expression)
            case Attribute():
                return self._attribute(expression)
            case Lookup():
                return self._cell(expression)

    def _arithmetic(self, expression: Arithmetic) -> Operand:
        left, right = self.operand(expression.left), self.operand(expression.right)
        try:
            return combine(expression.operator, left, right)
        except ZeroDivisionError:
            hint = "ask for a share that the table computes, or change the sentence"
            raise Wrong("T206", "division by zero", expression.right.span, hint) from None
        except NoUnit as error:
            raise Wrong("T205", error.message, expression.span, error.hint) from None

    def operand(self, expression: Expression) -> Operand:
        value = self.value(expression)
        if isinstance(value, Words | TableValue | FoundValue):
            raise Wrong(
                "T205", "words and whole tables cannot be reckoned with", expression.span, "name a figure"
            )
        return value

    def _call(self, call: Call) -> Value:
        match call.function:
            case "tabell":
                return self._table(call)
            case "fakta":
                return self._fact(call)
            case "per":
                return self._as_of(call)
            case "ifjol":
                return self._year_before().value(call.arguments[0])
            case "andel":
                return self._share(call)
            case "summa":
                return self._search(call).sum()
            case "störst" | "minst":
                return self._search(call).extreme()
            case "antal_rader":
                return self._search(call).count()
            case name:
                raise Wrong("T201", f"unknown function `{name}`", call.span, did_you_mean(name, _FUNCTIONS))

    # --- ifjol(…), andel(del, hel) ---

    def _year_before(self) -> "_Evaluator":
        if self._before is None:
            self._before = _Evaluator(self.scope, years_back=self.years_back + 1)
        return self._before

    def _at_its_year(self, figure: Figure, span: Span) -> Figure:
        """The figure itself, or the same one as many years earlier as is asked for."""
        if not self.years_back:
            return figure
        cell = figure.cell
        if cell is None:
            hint = "take the year before of the figures it is made of"
            raise Wrong("T223", "a change or a rate has no year before", span, hint)
        at = dict(cell.categories)
        if not at.get(YEAR, "").isdigit():
            message = f"the data of `{cell.data}` have no years"
            raise Wrong("T223", message, span, f"add the dimension `{YEAR}` to the data")
        year = str(int(at[YEAR]) - self.years_back)
        cube = self._cube_named(cell.data)
        if year not in cube.dimensions[YEAR].categories:
            message = f"the data of `{cell.data}` have no year {year}"
            raise Wrong("T223", message, span, "add the year to the data, or leave the comparison out")
        with _placed(span):
            earlier = cube.figure(cube.measure(cell.measure), {**at, YEAR: year})
        return replace(earlier, decimals=figure.decimals)

    def _share(self, call: Call) -> Quantity:
        part, whole = (self.operand(argument) for argument in call.arguments)
        if not isinstance(part, Quantity) or not isinstance(whole, Quantity):
            raise Wrong("T205", "a share is one of figures", call.span, "as andel(kvinnor, personer)")
        try:
            return share_of(part, whole)
        except NoUnit as error:
            raise Wrong("T205", error.message, call.span, error.hint) from None

    def _attribute(self, attribute: Attribute) -> Words | Quantity:
        base = self.value(attribute.base)
        if not isinstance(base, FoundValue):
            hint = 'as störst(tabell("8:1"), "Antal").rad'
            raise Wrong(
                "T205", f"`.{attribute.name}` asks for a row or column that was found", attribute.span, hint
            )
        found = base.found
        if attribute.name == "värde":
            first = found.entries[0]
            if len({(entry.low, entry.high) for entry in found.entries}) > 1:
                hint = "leave `antal` out, or ask for their names"
                raise Wrong("T205", f"{len(found.entries)} rows have no common figure", attribute.span, hint)
            rests_on = dict.fromkeys((*first.rests_on, *found.decided_by))
            return Quantity(first.quantity.figure, tuple(rests_on))
        if attribute.name != base.kind:
            hint = f"write `.{base.kind}`"
            raise Wrong("T205", f"a {ENGLISH[base.kind]} was looked for here", attribute.span, hint)
        return Words(listed([entry.name for entry in found.entries]), found.decided_by)

    def _search(self, call: Call) -> Search:
        value = self.value(call.arguments[0])
        if not isinstance(value, TableValue):
            hint = f'as {call.function}(tabell("8:1"), "Antal")'
            raise Wrong("T205", "a table is wanted here", call.arguments[0].span, hint)
        return Search(call, value, self)

    def additive(self, data: str, dimension: str) -> bool:
        return self._cube_named(data).dimensions[dimension].additive

    def figure(self, row: ComputedRow, column: int, span: Span) -> Figure:
        return self._at_its_year(row.figures[column], span)

    def row(self, table: TableValue, name: Expression) -> ComputedRow:
        rows = table.entry.table.rows
        return rows[self.index([row.label for row in rows], table, name)]

    def index(
        self, labels: Sequence[str], table: TableValue, expression: Expression, kind: Kind = "rad"
    ) -> int:
        name = self._name(expression)
        if name not in labels:
            message = f"table {table.number} has no {ENGLISH[kind]} `{name}`"
            raise Wrong("T203", message, expression.span, did_you_mean(name, labels))
        return labels.index(name)

    # --- tabell("8:1")["row", "column"] ---

    def _table(self, call: Call) -> TableValue:
        number = self._text(call.arguments[0] if len(call.arguments) == 1 else call)
        if number not in self.scope.entries:
            hint = did_you_mean(number, self.scope.entries)
            raise Wrong("T202", f"there is no table `{number}`", call.span, hint)
        entry = self.scope.entries[number]
        if entry is None:
            raise Passed
        return TableValue(number, entry)

    def _cell(self, lookup: Lookup) -> Quantity:
        base = self.value(lookup.base)
        if not isinstance(base, TableValue):
            raise Wrong(
                "T205", "only a table has rows and columns", lookup.base.span, 'as tabell("8:1")["row"]'
            )
        row = self.row(base, lookup.keys[0])
        column = self.column(base, lookup.keys[1] if len(lookup.keys) > 1 else None, lookup.span)
        figure = self.figure(row, column, lookup.span)
        decided_by = [f for key in lookup.keys for f in self._rests_on(key)]
        return Quantity(figure, tuple(dict.fromkeys((figure, *decided_by))))

    def column(self, table: TableValue, wanted: Expression | None, place: Span) -> int:
        names = table.entry.table.names
        if wanted is None:
            if len(names) == 1:
                return 0
            message = f"table {table.number} has {len(names)} columns"
            hint = "name one of them: " + ", ".join(f"`{name}`" for name in names)
            raise Wrong("T203", message, place, hint)
        name, span = self._name(wanted), wanted.span
        if name in names:
            return names.index(name)
        meant = table.entry.spellings.get(name, ())
        if len(meant) == 1:
            return meant[0]
        if meant:
            hint = "name its group too: " + ", ".join(f"`{names[at]}`" for at in meant)
            raise Wrong("T203", f"table {table.number} has {len(meant)} columns `{name}`", span, hint)
        hint = did_you_mean(name, names)
        raise Wrong("T203", f"table {table.number} has no column `{name}`", span, hint)

    # --- fakta("personer", år=2023) ---

    def _fact(self, call: Call) -> Quantity:
        name = self._text(call.arguments[0] if len(call.arguments) == 1 else call)
        cube = self._cube(name, call.span)
        at: dict[str, str] = {}
        chosen = None
        for argument, expression in call.named:
            category = self._category(expression)
            with _placed(expression.span):
                if argument == MEASURE:
                    chosen = cube.measure(category)
                else:
                    cube.check(argument, category)
                    at[argument] = category
        if chosen is None and len(cube.measures) > 1:
            hint = "choose one, as " + " or ".join(f'`{MEASURE}="{known}"`' for known in cube.measures)
            raise Wrong("T207", f"`{name}` has {len(cube.measures)} measures", call.span, hint)
        with _placed(call.span):
            figure = cube.figure(chosen or next(iter(cube.measures.values())), at)
        earlier = self._at_its_year(figure, call.span)
        return Quantity(earlier, (earlier,))

    def _as_of(self, call: Call) -> Words:
        """The day on which the data were as they are."""
        name = self._text(call.arguments[0])
        day = self._cube(name, call.span).table.as_of
        if day is None:
            raise Wrong(
                "T208", f"the data of `{name}` have no date", call.span, "give it: `per = 2024-12-31`"
            )
        return Words(day.isoformat())

    def _cube_named(self, name: str) -> Cube:
        """By the full name that cells have."""
        return next(cube for cube in self.scope.cubes.values() if cube.table.name == name)

    def _cube(self, name: str, span: Span) -> Cube:
        key = data_key(self.scope.chapter, name)
        if key not in self.scope.cubes:
            raise Wrong("T107", f"unknown data set `{name}`", span, did_you_mean(key, self.scope.cubes))
        return self.scope.cubes[key]

    def _category(self, expression: Expression) -> str:
        """A category by its name, or a year by its number."""
        value = self.value(expression)
        match value:
            case Words(text=text):
                return text
            case Year(number=year):
                return str(year)
            case Constant(number=number) if number.denominator == 1:
                return str(number)
            case _:
                raise Wrong(
                    "T208", "a category is a text or a whole number", expression.span, 'as kön="kvinnor"'
                )

    def _name(self, expression: Expression) -> str:
        """The name of a row or column: a text, or one that was found."""
        value = self.value(expression) if isinstance(expression, Attribute) else None
        return value.text if isinstance(value, Words) else self._text(expression)

    def _rests_on(self, key: Expression) -> tuple[Figure, ...]:
        value = self.value(key) if isinstance(key, Attribute) else None
        return value.rests_on if isinstance(value, Words) else ()

    def _text(self, expression: Expression) -> str:
        if isinstance(expression, String):
            return expression.value
        raise Wrong(
            "T208", "a name in quotes is wanted here", expression.span, 'as tabell("8:1")["row", "column"]'
        )


@contextmanager
def _placed(span: Span) -> Iterator[None]:
    try:
        yield
    except Unanswered as error:
        raise Wrong(error.code, error.message, span, error.hint) from None
