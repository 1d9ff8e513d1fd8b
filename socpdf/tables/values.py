"""The expressions of a chapter's text to values, each with every figure it rests on.

Figures keep their unit in arithmetic: the difference of two shares is in `procentenheter`, a count divided by
a count is a `kvot`, a plain ratio. What has no sensible unit is an error. Words are values, too: the name of
the row that is largest rests on every figure that shows it to be.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, Literal

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
from socpdf.ir.tidy import Sign
from socpdf.ir.walk import data_key, inserts
from socpdf.tables import rows as over
from socpdf.tables.arithmetic import Constant, NoUnit, Operand, Quantity, Year, combine, negative, share_of
from socpdf.tables.cube import YEAR, Cube, Unanswered
from socpdf.tables.table import Entry
from socpdf.text.swedish import FormatError, check, decimals_needed, listed, write

MEASURE: Final = "mått"
_COMPARISONS: Final = frozenset({"över", "under", "lika"})
_FUNCTIONS: Final = ("tabell", "fakta", "per", "ifjol", "andel", "summa", "störst", "minst", "antal_rader")
_ENGLISH: Final = {"rad": "row", "kolumn": "column"}


@dataclass(frozen=True, slots=True)
class Scope:
    """What the expressions of one chapter can name."""

    chapter: ChapterSpec
    year: int
    cubes: Mapping[str, Cube]
    entries: Mapping[str, Entry | None]


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    rests_on: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    number: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows, or columns, that were looked for."""

    found: over.Found
    kind: Literal["rad", "kolumn"]


_Value = Operand | _Words | _Table | _Found


class _Wrong(Exception):  # noqa: N818 - made into a diagnostic where the insert ends
    """The expression has no value; says why and where."""

    def __init__(self, code: str, message: str, span: Span, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.span = span
        self.hint = hint


class _Passed(Exception):  # noqa: N818 - not a fault of this expression
    """The expression rests on a table or a name whose own errors have been told."""


def chapter_values(scope: Scope, sink: Sink) -> dict[Span, ComputedValue]:
    """By place: the values of every insert, and of every entry under `värden`."""
    evaluator = _Evaluator(scope)
    found: dict[Span, ComputedValue] = {}
    for entry in scope.chapter.values:
        with _told(sink):
            value = evaluator.named(entry.name, entry.span)
            if not isinstance(value, Constant | _Table | _Found):  # these are for other entries to use
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
    except _Wrong as error:
        sink.error(error.code, error.message, error.span, error.hint)
    except _Passed:
        pass


def _span_of(insert: Insert) -> Span:
    return insert.formats[0].span if insert.formats else insert.expression.span


def _finished(value: _Value, span: Span, formats: Sequence[Format]) -> ComputedValue:
    """The value as its place shows it: with the decimals its formats write, and formats that fit it."""
    try:
        match value:
            case _Table(number=number):
                hint = f'name a cell, as tabell("{number}")["row", "column"]'
                raise _Wrong("T204", f"table {number} is no value", span, hint)
            case _Found(kind=kind):
                hint = f"write `.{kind}` after it for its name, or `.värde` for its figure"
                raise _Wrong("T204", f"a {_ENGLISH[kind]} is no value", span, hint)
            case _Words(text=text, rests_on=rests_on):
                write(text, formats)
                return ComputedValue(None, rests_on, text)
            case Year(number=number):
                write(str(number), formats)
                return ComputedValue(None, (), str(number))
            case Constant(number=number):
                raise _Wrong("T204", "the value rests on no data", span, "write the figure as text")
            case Quantity(figure=figure, rests_on=rests_on):
                check(figure.unit, formats)
                return ComputedValue(_to_be_written(figure, formats), rests_on, None)
    except FormatError as error:
        raise _Wrong("T209", error.message, span, error.hint) from None


def _to_be_written(figure: Figure, formats: Sequence[Format]) -> Figure:
    """With the decimals its formats need; rounded with its neighbours only where those are its own."""
    decimals = decimals_needed(figure.unit, figure.decimals, formats)
    rounded = figure.rounded if decimals == figure.decimals else None
    return replace(figure, decimals=decimals, rounded=rounded)


@dataclass(slots=True)
class _Evaluator:
    scope: Scope
    _named: dict[str, _Value | None] = field(default_factory=dict)
    """What `värden` has been found to hold; None while it is looked for, and where it has errors."""
    years_back: int = 0
    """How many years earlier than it says everything is looked up."""
    _before: "_Evaluator | None" = None

    def named(self, name: str, span: Span) -> _Value:
        if name not in self._named:
            entries = {value.name: value.expression for value in self.scope.chapter.values}
            if name not in entries:
                raise _Wrong("T201", f"unknown name `{name}`", span, did_you_mean(name, [*entries, YEAR]))
            self._named[name] = None
            self._named[name] = self.value(entries[name])
        found = self._named[name]
        if found is None:
            raise _Passed
        return found

    def value(self, expression: Expression) -> _Value:
        match expression:
            case Number(value=number):
                return Constant(Fraction(number))
            case String(value=text):
                return _Words(text)
            case Name(name=name, span=span):
                return Year(self.scope.year - self.years_back) if name == YEAR else self.named(name, span)
            case Negative(operand=operand):
                return negative(self._operand(operand))
            case Arithmetic():
                return self._arithmetic(expression)
            case Call():
                return self._call(expression)
            case Attribute():
                return self._attribute(expression)
            case Lookup():
                return self._cell(expression)

    def _arithmetic(self, expression: Arithmetic) -> Operand:
        left, right = self._operand(expression.left), self._operand(expression.right)
        try:
            return combine(expression.operator, left, right)
        except ZeroDivisionError:
            hint = "ask for a share that the table computes, or change the sentence"
            raise _Wrong("T206", "division by zero", expression.right.span, hint) from None
        except NoUnit as error:
            raise _Wrong("T205", error.message, expression.span, error.hint) from None

    def _operand(self, expression: Expression) -> Operand:
        value = self.value(expression)
        if isinstance(value, _Words | _Table | _Found):
            raise _Wrong(
                "T205", "words and whole tables cannot be reckoned with", expression.span, "name a figure"
            )
        return value

    def _call(self, call: Call) -> _Value:
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
                return self._sum(call)
            case "störst" | "minst":
                return self._extreme(call)
            case "antal_rader":
                return self._count(call)
            case name:
                raise _Wrong("T201", f"unknown function `{name}`", call.span, did_you_mean(name, _FUNCTIONS))

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
            raise _Wrong("T223", "a change or a rate has no year before", span, hint)
        at = dict(cell.categories)
        if not at.get(YEAR, "").isdigit():
            message = f"the data of `{cell.data}` have no years"
            raise _Wrong("T223", message, span, f"add the dimension `{YEAR}` to the data")
        year = str(int(at[YEAR]) - self.years_back)
        cube = self._cube_named(cell.data)
        if year not in cube.dimensions[YEAR].categories:
            message = f"the data of `{cell.data}` have no year {year}"
            raise _Wrong("T223", message, span, "add the year to the data, or leave the comparison out")
        with _placed(span):
            earlier = cube.figure(cube.measure(cell.measure), {**at, YEAR: year})
        return replace(earlier, decimals=figure.decimals)

    def _share(self, call: Call) -> Quantity:
        part, whole = (self._operand(argument) for argument in call.arguments)
        if not isinstance(part, Quantity) or not isinstance(whole, Quantity):
            raise _Wrong("T205", "a share is one of figures", call.span, "as andel(kvinnor, personer)")
        try:
            return share_of(part, whole)
        except NoUnit as error:
            raise _Wrong("T205", error.message, call.span, error.hint) from None

    # --- summa(…), störst(…), minst(…), antal_rader(…) ---

    def _sum(self, call: Call) -> Quantity:
        table = self._table_of(call)
        column = self._column_of(call, table)
        figures = tuple(self._figure(row, column, call.span) for row in self._rows(call, table))
        if not over.addable(figures) or not over.of_one_measure(figures):
            hint = "add counts or amounts of one kind; for shares, add the counts and take `andel`"
            raise _Wrong("T222", "the figures of this column cannot be added up", call.span, hint)
        for data, name in over.varying(figures):
            if not self._cube_named(data).dimensions[name].additive:
                message = f"the categories of `{name}` overlap, so their figures cannot be added up"
                raise _Wrong("T222", message, call.span, "take a total that the data have")
        return Quantity(over.total(figures), tuple(dict.fromkeys(figures)))

    def _extreme(self, call: Call) -> _Found:
        named = dict(call.named)
        table = self._table_of(call)
        if "rad" in named:
            kind: Literal["rad", "kolumn"] = "kolumn"
            row = self._row_named(table, named["rad"])
            names = table.entry.table.names
            entries = [over.entry(n, self._figure(row, at, call.span)) for at, n in enumerate(names)]
        else:
            kind = "rad"
            entries = self._entries(call, table)
        count = named.get("antal")
        wanted = int(count.value) if isinstance(count, Number) else 1
        try:
            found = over.extremes(entries, wanted, largest=call.function == "störst")
        except over.Undecided as error:
            message = f"the answer would tell of the figure of `{error.name}`, which is not shown"
            hint = "leave it out with `utom`, limit the rows with `från` and `till`, or rephrase the sentence"
            raise _Wrong("T221", message, call.span, hint) from None
        if not found.entries:
            raise _Wrong("T222", "no row is left", call.span, "leave fewer rows out")
        return _Found(found, kind)

    def _entries(self, call: Call, table: _Table) -> list[over.Entry]:
        column = self._column_of(call, table)
        minus = dict(call.named).get("minus")
        chosen = self._rows(call, table)
        figures = [(row, self._figure(row, column, call.span)) for row in chosen]
        if minus is None:
            return [over.entry(row.label, figure) for row, figure in figures]
        taken = self._column(table, minus, call.span)
        return [self._difference(row, figure, taken, call) for row, figure in figures]

    def _difference(self, row: ComputedRow, left: Figure, taken: int, call: Call) -> over.Entry:
        right = self._figure(row, taken, call.span)
        try:
            quantity = combine("-", Quantity(left, (left,)), Quantity(right, (right,)))
        except NoUnit as error:
            raise _Wrong("T205", error.message, call.span, error.hint) from None
        assert isinstance(quantity, Quantity)
        return over.difference(row.label, quantity, left, right)

    def _count(self, call: Call) -> Quantity:
        """How many rows there are, or how many of them are above, below or like something."""
        table = self._table_of(call)
        chosen = self._rows(call, table)
        asked = [(name, limit) for name, limit in call.named if name in _COMPARISONS]
        if not asked:
            return _rows_counted(len(chosen), ())
        if len(asked) > 1:
            hint = "ask for one of `över`, `under` and `lika`"
            raise _Wrong("T208", "rows are compared in one way", call.span, hint)
        column = self._column_of(call, table)
        ((operator, limit),) = asked
        answers, hidden, shown = 0, False, dict[Figure, None]()
        for row in chosen:
            one = over.entry(row.label, self._figure(row, column, call.span))
            other = self._limit(limit, row, table, call)
            answer = over.compare(operator, one, other)
            hidden = hidden or answer is None
            answers += answer is True
            shown.update(dict.fromkeys(f for e in (one, other) if e.exact for f in e.rests_on))
        return _rows_counted(Sign.WITHHELD_SECONDARY if hidden else answers, tuple(shown))

    def _limit(self, limit: Expression, row: ComputedRow, table: _Table, call: Call) -> over.Entry:
        """What a row is compared with: its figure in another column, or a value."""
        if isinstance(limit, String):
            return over.entry(row.label, self._figure(row, self._column(table, limit, call.span), call.span))
        value = self._operand(limit)
        match value:
            case Quantity(figure=figure, rests_on=rests_on):
                low, high = over.bounds(figure)
                return over.Entry("", Quantity(figure, rests_on), low, high)
            case Constant(number=number) | Year(number=number):
                exact = Fraction(number)
                return over.Entry("", _rows_counted(0, ()), exact, exact)

    def _attribute(self, attribute: Attribute) -> _Words | Quantity:
        base = self.value(attribute.base)
        if not isinstance(base, _Found):
            hint = 'as störst(tabell("8:1"), "Antal").rad'
            raise _Wrong(
                "T205", f"`.{attribute.name}` asks for a row or column that was found", attribute.span, hint
            )
        found = base.found
        if attribute.name == "värde":
            first = found.entries[0]
            if len({(entry.low, entry.high) for entry in found.entries}) > 1:
                hint = "leave `antal` out, or ask for their names"
                raise _Wrong("T205", f"{len(found.entries)} rows have no common figure", attribute.span, hint)
            rests_on = dict.fromkeys((*first.rests_on, *found.decided_by))
            return Quantity(first.quantity.figure, tuple(rests_on))
        if attribute.name != base.kind:
            hint = f"write `.{base.kind}`"
            raise _Wrong("T205", f"a {_ENGLISH[base.kind]} was looked for here", attribute.span, hint)
        return _Words(listed([entry.name for entry in found.entries]), found.decided_by)

    def _table_of(self, call: Call) -> _Table:
        value = self.value(call.arguments[0])
        if not isinstance(value, _Table):
            hint = f'as {call.function}(tabell("8:1"), "Antal")'
            raise _Wrong("T205", "a table is wanted here", call.arguments[0].span, hint)
        return value

    def _column_of(self, call: Call, table: _Table) -> int:
        return self._column(table, call.arguments[1] if len(call.arguments) > 1 else None, call.span)

    def _figure(self, row: ComputedRow, column: int, span: Span) -> Figure:
        return self._at_its_year(row.figures[column], span)

    def _rows(self, call: Call, table: _Table) -> list[ComputedRow]:
        """The rows that stand side by side: no totals, and no parts of a row above."""
        named = dict(call.named)
        plain = [row for row in table.entry.table.rows if not row.total and not _is_part(row)]
        labels = [row.label for row in plain]
        first, last = 0, len(plain) - 1
        if "från" in named:
            first = self._index(labels, table, named["från"])
        if "till" in named:
            last = self._index(labels, table, named["till"])
        if first > last:
            hint = f'write `från="{labels[last]}", till="{labels[first]}"`'
            raise _Wrong("T222", "the rows run the other way", call.span, hint)
        without = self._index(labels, table, named["utom"]) if "utom" in named else -1
        chosen = [row for at, row in enumerate(plain) if first <= at <= last and at != without]
        if not chosen:
            raise _Wrong("T222", "no row is left", call.span, "leave fewer rows out")
        return chosen

    def _row_named(self, table: _Table, name: Expression) -> ComputedRow:
        rows = table.entry.table.rows
        return rows[self._index([row.label for row in rows], table, name)]

    def _index(self, labels: Sequence[str], table: _Table, expression: Expression) -> int:
        name = self._name(expression)
        if name not in labels:
            hint = did_you_mean(name, labels)
            raise _Wrong("T203", f"table {table.number} has no row `{name}`", expression.span, hint)
        return labels.index(name)

    # --- tabell("8:1")["row", "column"] ---

    def _table(self, call: Call) -> _Table:
        number = self._text(call.arguments[0] if len(call.arguments) == 1 else call)
        if number not in self.scope.entries:
            hint = did_you_mean(number, self.scope.entries)
            raise _Wrong("T202", f"there is no table `{number}`", call.span, hint)
        entry = self.scope.entries[number]
        if entry is None:
            raise _Passed
        return _Table(number, entry)

    def _cell(self, lookup: Lookup) -> Quantity:
        base = self.value(lookup.base)
        if not isinstance(base, _Table):
            raise _Wrong(
                "T205", "only a table has rows and columns", lookup.base.span, 'as tabell("8:1")["row"]'
            )
        row = self._row_named(base, lookup.keys[0])
        column = self._column(base, lookup.keys[1] if len(lookup.keys) > 1 else None, lookup.span)
        figure = self._figure(row, column, lookup.span)
        decided_by = [f for key in lookup.keys for f in self._rests_on(key)]
        return Quantity(figure, tuple(dict.fromkeys((figure, *decided_by))))

    def _column(self, base: _Table, wanted: Expression | None, place: Span) -> int:
        names = base.entry.table.names
        if wanted is None:
            if len(names) == 1:
                return 0
            message = f"table {base.number} has {len(names)} columns"
            hint = "name one of them: " + ", ".join(f"`{name}`" for name in names)
            raise _Wrong("T203", message, place, hint)
        name, span = self._name(wanted), wanted.span
        if name in names:
            return names.index(name)
        meant = base.entry.spellings.get(name, ())
        if len(meant) == 1:
            return meant[0]
        if meant:
            hint = "name its group too: " + ", ".join(f"`{names[at]}`" for at in meant)
            raise _Wrong("T203", f"table {base.number} has {len(meant)} columns `{name}`", span, hint)
        hint = did_you_mean(name, names)
        raise _Wrong("T203", f"table {base.number} has no column `{name}`", span, hint)

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
            raise _Wrong("T207", f"`{name}` has {len(cube.measures)} measures", call.span, hint)
        with _placed(call.span):
            figure = cube.figure(chosen or next(iter(cube.measures.values())), at)
        earlier = self._at_its_year(figure, call.span)
        return Quantity(earlier, (earlier,))

    def _as_of(self, call: Call) -> _Words:
        """The day on which the data were as they are."""
        name = self._text(call.arguments[0])
        day = self._cube(name, call.span).table.as_of
        if day is None:
            raise _Wrong(
                "T208", f"the data of `{name}` have no date", call.span, "give it: `per = 2024-12-31`"
            )
        return _Words(day.isoformat())

    def _cube_named(self, name: str) -> Cube:
        """By the full name that cells have."""
        return next(cube for cube in self.scope.cubes.values() if cube.table.name == name)

    def _cube(self, name: str, span: Span) -> Cube:
        key = data_key(self.scope.chapter, name)
        if key not in self.scope.cubes:
            raise _Wrong("T107", f"unknown data set `{name}`", span, did_you_mean(key, self.scope.cubes))
        return self.scope.cubes[key]

    def _category(self, expression: Expression) -> str:
        """A category by its name, or a year by its number."""
        value = self.value(expression)
        match value:
            case _Words(text=text):
                return text
            case Year(number=year):
                return str(year)
            case Constant(number=number) if number.denominator == 1:
                return str(number)
            case _:
                raise _Wrong(
                    "T208", "a category is a text or a whole number", expression.span, 'as kön="kvinnor"'
                )

    def _name(self, expression: Expression) -> str:
        """The name of a row or column: a text, or one that was found."""
        value = self.value(expression) if isinstance(expression, Attribute) else None
        return value.text if isinstance(value, _Words) else self._text(expression)

    def _rests_on(self, key: Expression) -> tuple[Figure, ...]:
        value = self.value(key) if isinstance(key, Attribute) else None
        return value.rests_on if isinstance(value, _Words) else ()

    def _text(self, expression: Expression) -> str:
        if isinstance(expression, String):
            return expression.value
        raise _Wrong(
            "T208", "a name in quotes is wanted here", expression.span, 'as tabell("8:1")["row", "column"]'
        )


@contextmanager
def _placed(span: Span) -> Iterator[None]:
    try:
        yield
    except Unanswered as error:
        raise _Wrong(error.code, error.message, span, error.hint) from None


def _rows_counted(number: int | Sign, rests_on: tuple[Figure, ...]) -> Quantity:
    """A number of rows: what it tells of the figures in them, they tell themselves."""
    counted = number if isinstance(number, Sign) else Fraction(number)
    return Quantity(Figure(counted, "antal", "övrigt", 0, None, None, (), None), rests_on)


def _is_part(row: ComputedRow) -> bool:
    """*– varav bifall* is counted in the row above already."""
    return any(label.part for label in row.labels)
