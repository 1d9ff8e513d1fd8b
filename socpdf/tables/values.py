"""The expressions of a chapter's text to values, each with every figure it rests on.

Figures keep their unit in arithmetic: the difference of two shares is in `procentenheter`, a count divided by
a count is a `kvot`, a plain ratio. What has no sensible unit is an error.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.core.rounding import half_away
from socpdf.ir.spec import (
    Arithmetic,
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
from socpdf.ir.tables import ComputedValue, Shown
from socpdf.ir.walk import data_key, inserts
from socpdf.tables.arithmetic import Constant, NoUnit, Operand, Quantity, Year, combine, negative
from socpdf.tables.cube import YEAR, Cube, Unanswered
from socpdf.tables.table import Entry
from socpdf.text.swedish import FormatError, decimals_needed, write

MEASURE: Final = "mått"


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


@dataclass(frozen=True, slots=True)
class _Table:
    number: str
    entry: Entry


_Value = Operand | _Words | _Table


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
            if not isinstance(value, Constant | _Table):  # these are for other entries to use
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
            case _Words(text=text):
                write(text, formats)
                return ComputedValue(None, (), text)
            case Year(number=number):
                write(str(number), formats)
                return ComputedValue(None, (), str(number))
            case Constant(number=number):
                raise _Wrong("T204", "the value rests on no data", span, "write the figure as text")
            case Quantity(figure=figure, rests_on=rests_on):
                decimals = decimals_needed(figure.unit, figure.decimals, formats)
                shown = replace(figure, decimals=decimals)
                write(Shown(half_away(Fraction(0), decimals), figure.unit, figure.counts), formats)
                return ComputedValue(shown, rests_on, None)
    except FormatError as error:
        raise _Wrong("T209", error.message, span, error.hint) from None


@dataclass(slots=True)
class _Evaluator:
    scope: Scope
    _named: dict[str, _Value | None] = field(default_factory=dict)
    """What `värden` has been found to hold; None while it is looked for, and where it has errors."""

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
                return Year(self.scope.year) if name == YEAR else self.named(name, span)
            case Negative(operand=operand):
                return negative(self._operand(operand))
            case Arithmetic():
                return self._arithmetic(expression)
            case Call(function="tabell"):
                return self._table(expression)
            case Call(function="fakta"):
                return self._fact(expression)
            case Call(function=name, span=span):
                raise _Wrong(
                    "T201", f"unknown function `{name}`", span, did_you_mean(name, ["tabell", "fakta"])
                )
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
        if isinstance(value, _Words | _Table):
            raise _Wrong(
                "T205", "words and whole tables cannot be reckoned with", expression.span, "name a figure"
            )
        return value

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
        table = base.entry.table
        row_name = self._text(lookup.keys[0])
        labels = [row.label for row in table.rows]
        if row_name not in labels:
            hint = did_you_mean(row_name, labels)
            raise _Wrong("T203", f"table {base.number} has no row `{row_name}`", lookup.keys[0].span, hint)
        column = self._column(base, lookup)
        figure = table.rows[labels.index(row_name)].figures[column]
        return Quantity(figure, (figure,))

    def _column(self, base: _Table, lookup: Lookup) -> int:
        names = base.entry.table.names
        if len(lookup.keys) == 1:
            if len(names) == 1:
                return 0
            message = f"table {base.number} has {len(names)} columns"
            hint = "name one of them: " + ", ".join(f"`{name}`" for name in names)
            raise _Wrong("T203", message, lookup.span, hint)
        name, span = self._text(lookup.keys[1]), lookup.keys[1].span
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
        key = data_key(self.scope.chapter, name)
        if key not in self.scope.cubes:
            raise _Wrong("T107", f"unknown data set `{name}`", call.span, did_you_mean(key, self.scope.cubes))
        cube = self.scope.cubes[key]
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
        return Quantity(figure, (figure,))

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
