"""All that a report publishes, read as facts about cells: how many, what is withheld, what adds up to what.

`ComputedReport` and the rule go in. A cell of the data is one unknown wherever it stands: in tables, text,
callouts, charts and alternative texts. What text is computed from counts as printed, for who reads the text
can learn it. Figures that are no whole numbers are counted in units of their last decimal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Final

from socpdf.core.rounding import half_away
from socpdf.disclosure.model import Kind, Rounding
from socpdf.disclosure.rule import SECRET, Policy, sign_of
from socpdf.ir.tables import CellKey, ComputedReport, Exact, Figure, Sum
from socpdf.ir.tidy import Sign, Unit

WHOLE: Final = 100
_Kind = tuple[Unit, bool]
"""What a figure is in, and whether a small number of it is a secret."""


class Held(StrEnum):
    """Why a figure must not be told, before anything is chosen."""

    COUNT = "count"
    """A count from 1 to 3, by the rule or by the source's `*`."""
    SOURCE = "source"
    """Withheld by the source with `**`: nobody here knows whether it is small."""
    OTHER = "other"
    """A withheld mean or amount, or a figure its author withholds."""
    PART = "part"
    """The count above the line of a withheld share, or the sum behind a withheld mean."""


def read_facts(computed: ComputedReport, policy: Policy) -> "Facts":
    facts = Facts(computed, policy)
    facts.read()
    return facts


@dataclass(slots=True)
class Quantity:
    """A whole number of the model: a count, or a figure in units of its last decimal."""

    unit: Unit
    people: bool
    value: int | None = None
    printed: bool = False
    held: Held | None = None
    starred: bool = False
    """Whether the sign is `*`, which says that it is a count from 1 to 3."""
    published: bool = False
    """Readers have it from an earlier report: it is known, and stays so."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share or a mean by the cells it is made of."""

    above: CellKey
    below: CellKey
    shown: Decimal | None
    """None: withheld."""
    factor: int
    rounding: Rounding
    decimals: int = -1
    """As it is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A relation by its cells; `total` is the whole of a sum, and the larger side of an inequality."""

    kind: Kind
    total: CellKey | None
    """None: shares that make 100."""
    parts: tuple[CellKey, ...]

    @property
    def cells(self) -> tuple[CellKey, ...]:
        return self.parts if self.total is None else (self.total, *self.parts)


@dataclass(slots=True)
class Facts:
    computed: ComputedReport
    policy: Policy
    quantities: dict[CellKey, Quantity] = field(default_factory=dict)
    ratios: dict[CellKey, Ratio] = field(default_factory=dict)
    lines: dict[Line, None] = field(default_factory=dict)
    quoted: set[CellKey] = field(default_factory=set)
    totals: set[CellKey] = field(default_factory=set)
    kept: set[CellKey] = field(default_factory=set)
    """Published shares and means."""
    softened: set[CellKey] = field(default_factory=set)
    """Small totals whose sign is `**`: a `*` would say too much of the parts that have it."""
    digits: dict[_Kind, int] = field(default_factory=dict)
    """By kind of figure: how many decimals make all of them whole numbers."""
    kinds: dict[tuple[str, str], _Kind] = field(default_factory=dict)
    """By data and measure, for cells that are printed nowhere."""
    decimals: dict[tuple[str, str], int] = field(default_factory=dict)
    """By data and measure."""

    def read(self) -> None:
        figures = [figure for figure in dict.fromkeys(self._figures()) if figure.cell is not None]
        plain = [figure for figure in figures if not _is_ratio(figure)]
        for figure in plain:
            self._measure_up(figure)
        for figure in plain:
            self._read_plain(figure)
        for figure in figures:
            if _is_ratio(figure):
                self._read_ratio(figure)
        for figure in self.computed.published:
            self._read_published(figure)
        self._read_lines()
        self._soften()

    def _figures(self) -> Iterator[Figure]:
        """Every figure that is printed, or that text or a rate tells of."""
        for table in self.computed.tables:
            for row in table.rows:
                for figure in row.figures:
                    yield from _told(figure)
        for value in self.computed.values.values():
            for figure in (*value.rests_on, *([value.figure] if value.figure is not None else [])):
                for one in _told(figure):
                    if one.cell is not None:
                        self.quoted.add(one.cell)
                    yield one
        yield from self.computed.published

    # --- figures ---

    def _measure_up(self, figure: Figure) -> None:
        assert figure.cell is not None
        people = figure.unit == "antal" and figure.counts != "övrigt"
        kind = (figure.unit, people)
        measure = (figure.cell.data, figure.cell.measure)
        self.kinds[measure] = kind
        self.decimals[measure] = max(self.decimals.get(measure, 0), figure.decimals)
        if isinstance(figure.number, Fraction) and not people:
            self.digits[kind] = max(self.digits.get(kind, 0), _decimals(figure.number))

    def _read_plain(self, figure: Figure) -> None:
        assert figure.cell is not None
        quantity = self.quantity(figure.cell)
        quantity.printed = True
        sign = sign_of(figure, self.policy)
        if isinstance(figure.number, Fraction):
            number = figure.number * 10 ** self.digits.get((quantity.unit, quantity.people), 0)
            if number.denominator > 1:  # a mean that the data call a number of persons
                quantity.people = False
            quantity.value = round(number)
        quantity.starred = quantity.people and sign is Sign.WITHHELD
        if quantity.starred or (quantity.people and self._is_small(figure.number)):
            quantity.held = Held.COUNT
        elif sign in SECRET:
            unknown = quantity.people and quantity.value is None
            quantity.held = Held.SOURCE if unknown else Held.OTHER

    def _read_ratio(self, figure: Figure) -> None:
        assert figure.cell is not None
        assert figure.below is not None
        share = figure.unit == "procent"
        above = figure.above or replace(figure.cell, measure=f"∑ {figure.cell.measure}")
        kind: _Kind = ("antal", figure.counts != "övrigt") if share else (figure.unit, False)
        part, base = self.quantity(above, kind), self.quantity(figure.below, ("antal", kind[1]))
        for quantity, number in ((part, figure.numerator), (base, figure.base)):
            if isinstance(number, Fraction) and number.denominator == 1 and quantity.value is None:
                quantity.value = int(number)
        open_ = base.value is not None and not self._is_small(base.value)
        if open_ and not base.printed and figure.below not in self.policy.hidden:
            # Printed nowhere, but nobody keeps it secret; so readers are taken to know it.
            base.printed = base.published = True
        ratio = Ratio(above, figure.below, None, WHOLE if share else 1, Rounding.UNKNOWN)
        if sign_of(figure, self.policy) is None and above not in self.policy.hidden:
            self._read_shown(figure, ratio)
            return
        self.ratios[figure.cell] = ratio
        if not part.printed and figure.number not in {Sign.NOT_COMPUTABLE, Sign.NO_DATA}:
            part.held = Held.PART

    def _read_shown(self, figure: Figure, ratio: Ratio) -> None:
        assert figure.cell is not None
        assert isinstance(figure.number, Fraction), "what is shown is a figure"
        shown = half_away(figure.number, figure.decimals)
        part, base = self.quantities[ratio.above], self.quantities[ratio.below]
        if ratio.factor == WHOLE and not _is_possible(shown, part, base):
            return  # no whole number makes this share of its base, so it tells of none
        before = self.ratios.get(figure.cell)
        if before is not None and before.decimals >= figure.decimals:
            return  # elsewhere it is shown with as many decimals or more
        self.ratios[figure.cell] = replace(
            ratio,
            # The sum behind a mean is counted in units of the mean's last decimal.
            shown=shown if ratio.factor == WHOLE else shown.scaleb(figure.decimals),
            decimals=figure.decimals,
            rounding=Rounding.HALF_UP if isinstance(figure.numerator, Fraction) else Rounding.UNKNOWN,
        )
        if ratio.factor == WHOLE:
            self._read_rest(figure.cell, ratio)

    def _read_published(self, figure: Figure) -> None:
        assert figure.cell is not None
        if _is_ratio(figure):
            self.kept.add(figure.cell)
        elif isinstance(figure.number, Fraction):
            quantity = self.quantity(figure.cell)
            quantity.published, quantity.held, quantity.starred = True, None, False

    def _read_rest(self, cell: CellKey, ratio: Ratio) -> None:
        """Those of the base whom a share leaves out are printed nowhere, and told all the same."""
        part, base = self.quantities[ratio.above], self.quantities[ratio.below]
        if part.value is None or base.value is None or not part.people:
            return
        rest = base.value - part.value
        if self._is_small(rest):
            key = replace(cell, measure=f"∁ {cell.measure}")
            self.quantity(key, ("antal", True)).value = rest
            self.quantities[key].held = Held.COUNT
            self._add(Line(Kind.SUM, ratio.below, (ratio.above, key)))

    def quantity(self, key: CellKey, kind: _Kind | None = None) -> Quantity:
        if key not in self.quantities:
            unit, people = self.kinds.get((key.data, key.measure)) or kind or ("antal", True)
            self.quantities[key] = Quantity(unit, people)
        return self.quantities[key]

    def _is_small(self, number: Exact | Sign | int) -> bool:
        return not isinstance(number, Sign) and 0 < number < self.policy.threshold

    # --- relations ---

    def _read_lines(self) -> None:
        means = dict.fromkeys(
            (ratio.below.data, ratio.below.measure, ratio.above.measure)
            for ratio in self.ratios.values()
            if ratio.factor != WHOLE
        )
        for line in self.computed.sums:
            self._read_sum(line)
            for data, base, behind in means:
                if isinstance(line.total, CellKey) and (line.total.data, line.total.measure) == (data, base):
                    self._read_sum_of_means(line.total, line.parts, behind)
        for net in self.computed.nets:
            assert isinstance(net.total, CellKey), "a net total is a figure"
            self._add(Line(Kind.NET, net.total, net.parts))
        for part, whole in self.computed.within:
            self._add(Line(Kind.NET, whole, (part,)))

    def _read_sum(self, line: Sum) -> None:
        if isinstance(line.total, CellKey):
            if len(line.parts) > 1:
                self._add(Line(Kind.SUM, line.total, line.parts))
            else:
                self._add_same(line.total, line.parts[0])
            return
        ratio = next((self.ratios[part] for part in line.parts if part in self.ratios), None)
        if ratio is None:
            self._add(Line(Kind.RATIO, None, line.parts))
        else:
            counted = tuple(
                replace(part, data=ratio.above.data, measure=ratio.above.measure) for part in line.parts
            )
            self._add(Line(Kind.SUM, ratio.below, counted))

    def _read_sum_of_means(self, total: CellKey, parts: tuple[CellKey, ...], behind: str) -> None:
        """Where persons add up, what they have together does, too."""
        whole, *members = (replace(key, measure=behind) for key in (total, *parts))
        if whole in self.quantities and any(member in self.quantities for member in members):
            self._add(Line(Kind.SUM, whole, tuple(members)))

    def _add_same(self, one: CellKey, other: CellKey) -> None:
        """Two shares are the same when the counts above their lines are, of equal bases."""
        first, second = self.ratios.get(one), self.ratios.get(other)
        if first is None and second is None:
            self._add(Line(Kind.SAME, one, (other,)))
        elif first is not None and second is not None and self._value(first) == self._value(second):
            self._add(Line(Kind.SAME, first.above, (second.above,)))

    def _value(self, ratio: Ratio) -> int | None:
        return self.quantities[ratio.below].value

    def _add(self, line: Line) -> None:
        self.lines[line] = None
        for key in line.cells:
            self.quantity(key)
        if line.kind is Kind.SUM:
            assert line.total is not None
            if any(self.quantities[part].printed for part in line.parts):
                self.totals.add(line.total)
            self._add_remainder(line)

    def _add_remainder(self, line: Line) -> None:
        """What a printed total leaves for parts that are printed nowhere may itself be a few people."""
        nowhere = [key for key in line.parts if self._is_nowhere(key)]
        others = [self.quantities[key].value for key in line.cells if key not in nowhere]
        if len(nowhere) < 2 or None in others or not self.quantities[nowhere[0]].people:
            return
        total, *parts = (value for value in others if value is not None)
        if self._is_small(total - sum(parts)):
            key = replace(nowhere[0], measure=f"∑ {nowhere[0].measure} {nowhere[-1].categories}")
            quantity = self.quantity(key, ("antal", True))
            quantity.value, quantity.held = total - sum(parts), Held.COUNT
            self.lines[Line(Kind.SUM, key, tuple(nowhere))] = None

    def _soften(self) -> None:
        """Three groups of `*` with the total `*` are of one each; with the total `**` they may be more."""
        for line in self.lines:
            total = self.quantities[line.total] if line.kind is Kind.SUM and line.total is not None else None
            if total is None or not total.starred:
                continue
            if sum(self.quantities[part].held is Held.COUNT for part in line.parts) > 1:
                self.softened.update(line.cells[:1])
        for key in self.softened:
            self.quantities[key].starred, self.quantities[key].held = False, Held.SOURCE

    def _is_nowhere(self, key: CellKey) -> bool:
        quantity = self.quantities[key]
        return not quantity.printed and quantity.value is None


def _told(figure: Figure) -> Iterator[Figure]:
    """The figure, or those that a change or a rate, which is no cell, tells of."""
    if figure.cell is not None:
        yield figure
    else:
        for part in figure.rests_on:
            yield from _told(part)


def _is_ratio(figure: Figure) -> bool:
    """A share of a known base, or a mean of a known number; what else has a base tells no count."""
    return figure.below is not None and (figure.above is not None or figure.unit != "procent")


def _is_possible(shown: Decimal, part: Quantity, base: Quantity) -> bool:
    if part.value is not None or base.value is None:
        return True
    half = Fraction(1, 2 * 10 ** -int(shown.as_tuple().exponent))
    low, high = ((Fraction(shown) + side) * base.value / WHOLE for side in (-half, half))
    return ceil(low) <= floor(high)


def _decimals(number: Fraction) -> int:
    """How many decimals write the number, at most six."""
    return next((digits for digits in range(6) if 10**digits % number.denominator == 0), 6)
