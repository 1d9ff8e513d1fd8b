"""`summa`, `störst`, `minst` and `antal_rader`: what is asked of several rows of a table at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Protocol

from socpdf.core.diagnostics import Span
from socpdf.ir.spec import Call, Expression, Number, String
from socpdf.ir.tables import ComputedRow, Figure
from socpdf.ir.tidy import Sign
from socpdf.tables import rows as over
from socpdf.tables.answers import ENGLISH, FoundValue, Kind, TableValue, Wrong
from socpdf.tables.arithmetic import Constant, NoUnit, Operand, Quantity, Year, combine

_LIMITS: Final = ("från", "till", "utom")
_COMPARISONS: Final = frozenset({"över", "under", "lika"})


class Asker(Protocol):
    """Whoever works the expression out, and knows names, years and data."""

    def operand(self, expression: Expression) -> Operand: ...

    def column(self, table: TableValue, wanted: Expression | None, place: Span) -> int: ...

    def row(self, table: TableValue, name: Expression) -> ComputedRow: ...

    def index(
        self, labels: Sequence[str], table: TableValue, expression: Expression, kind: Kind = "rad"
    ) -> int: ...

    def figure(self, row: ComputedRow, column: int, span: Span) -> Figure: ...

    def additive(self, data: str, dimension: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Search:
    """One such call over its table."""

    call: Call
    table: TableValue
    ask: Asker

    def sum(self) -> Quantity:
        column = self._own_column()
        figures = tuple(self.ask.figure(row, column, self.call.span) for row in self._rows())
        if not over.addable(figures) or not over.of_one_measure(figures):
            hint = "add counts or amounts of one kind; for shares, add the counts and take `andel`"
            raise Wrong("T222", "the figures of this column cannot be added up", self.call.span, hint)
        for data, name in over.varying(figures):
            if not self.ask.additive(data, name):
                message = f"the categories of `{name}` overlap, so their figures cannot be added up"
                raise Wrong("T222", message, self.call.span, "take a total that the data have")
        return Quantity(over.total(figures), tuple(dict.fromkeys(figures)))

    def extreme(self) -> FoundValue:
        named = dict(self.call.named)
        if "rad" in named:
            kind: Kind = "kolumn"
            entries = self._across(self.ask.row(self.table, named["rad"]))
        else:
            kind = "rad"
            entries = self._down()
        count = named.get("antal")
        wanted = int(count.value) if isinstance(count, Number) else 1
        try:
            found = over.extremes(entries, wanted, largest=self.call.function == "störst")
        except over.Undecided as error:
            message = f"the answer would tell of the figure of `{error.name}`, which is not shown"
            hint = "leave it out with `utom`, limit the rows with `från` and `till`, or rephrase the sentence"
            raise Wrong("T221", message, self.call.span, hint) from None
        if not found.entries:
            raise Wrong("T222", "no figure is left", self.call.span, "leave fewer rows out")
        return FoundValue(found, kind)

    def _across(self, row: ComputedRow) -> list[over.Entry]:
        """The figures of one row, which must be of one unit."""
        names = self.table.entry.table.names
        figures = [
            (names[at], self.ask.figure(row, at, self.call.span)) for at in self._chosen(names, "kolumn")
        ]
        if len({figure.unit for _, figure in figures}) > 1:
            hint = "limit the columns with `från` and `till`"
            raise Wrong("T222", "the columns are of several units", self.call.span, hint)
        return [over.entry(name, figure) for name, figure in figures]

    def _down(self) -> list[over.Entry]:
        column = self._own_column()
        minus = dict(self.call.named).get("minus")
        chosen = self._rows()
        figures = [(row, self.ask.figure(row, column, self.call.span)) for row in chosen]
        if minus is None:
            return [over.entry(row.label, figure) for row, figure in figures]
        taken = self.ask.column(self.table, minus, self.call.span)
        return [self._difference(row, figure, taken) for row, figure in figures]

    def _difference(self, row: ComputedRow, left: Figure, taken: int) -> over.Entry:
        right = self.ask.figure(row, taken, self.call.span)
        try:
            quantity = combine("-", Quantity(left, (left,)), Quantity(right, (right,)))
        except NoUnit as error:
            raise Wrong("T205", error.message, self.call.span, error.hint) from None
        assert isinstance(quantity, Quantity)
        return over.difference(row.label, quantity, left, right)

    def count(self) -> Quantity:
        """How many rows there are, or how many of them are above, below or like something."""
        chosen = self._rows()
        asked = [(name, limit) for name, limit in self.call.named if name in _COMPARISONS]
        if not asked:
            return _rows_counted(len(chosen), ())
        if len(asked) > 1:
            hint = "ask for one of `över`, `under` and `lika`"
            raise Wrong("T208", "rows are compared in one way", self.call.span, hint)
        column = self._own_column()
        ((operator, limit),) = asked
        answers, hidden, shown = 0, False, dict[Figure, None]()
        for row in chosen:
            one = over.entry(row.label, self.ask.figure(row, column, self.call.span))
            other = self._limit(limit, row)
            answer = over.compare(operator, one, other)
            hidden = hidden or answer is None
            answers += answer is True
            shown.update(dict.fromkeys(f for e in (one, other) if e.exact for f in e.rests_on))
        return _rows_counted(Sign.WITHHELD_SECONDARY if hidden else answers, tuple(shown))

    def _limit(self, limit: Expression, row: ComputedRow) -> over.Entry:
        """What a row is compared with: its figure in another column, or a value."""
        if isinstance(limit, String):
            column = self.ask.column(self.table, limit, self.call.span)
            return over.entry(row.label, self.ask.figure(row, column, self.call.span))
        value = self.ask.operand(limit)
        match value:
            case Quantity(figure=figure, rests_on=rests_on):
                low, high = over.bounds(figure)
                return over.Entry("", Quantity(figure, rests_on), low, high)
            case Constant(number=number) | Year(number=number):
                exact = Fraction(number)
                return over.Entry("", _rows_counted(0, ()), exact, exact)

    def _rows(self) -> list[ComputedRow]:
        """The rows that stand side by side: no totals, and no parts of a row above."""
        plain = [row for row in self.table.entry.table.rows if not row.total and not _is_part(row)]
        return [plain[at] for at in self._chosen([row.label for row in plain], "rad")]

    def _chosen(self, labels: Sequence[str], kind: Kind) -> list[int]:
        """Those from one to another, without one that is left out."""
        named = dict(self.call.named)
        given = [name for name in _LIMITS if name in named]
        at = {name: self.ask.index(labels, self.table, named[name], kind) for name in given}
        first, last = at.get("från", 0), at.get("till", len(labels) - 1)
        if first > last:
            hint = f'write `från="{labels[last]}", till="{labels[first]}"`'
            raise Wrong("T222", "the limits run the other way", self.call.span, hint)
        chosen = [index for index in range(first, last + 1) if index != at.get("utom")]
        if not chosen:
            raise Wrong("T222", f"no {ENGLISH[kind]} is left", self.call.span, "leave fewer rows out")
        return chosen

    def _own_column(self) -> int:
        arguments = self.call.arguments
        return self.ask.column(self.table, arguments[1] if len(arguments) > 1 else None, self.call.span)


def _rows_counted(number: int | Sign, rests_on: tuple[Figure, ...]) -> Quantity:
    """A number of rows: what it tells of the figures in them, they tell themselves."""
    counted = number if isinstance(number, Sign) else Fraction(number)
    return Quantity(Figure(counted, "antal", "övrigt", 0, None, None, (), None), rests_on)


def _is_part(row: ComputedRow) -> bool:
    """*– varav bifall* is counted in the row above already."""
    return any(label.part for label in row.labels)
