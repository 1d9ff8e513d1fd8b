"""A tidy table as a cube that is asked for one figure at a time.

A dimension that the question leaves out is taken at the report's year (`år`), at its total, at its only
category, or at the sum over its categories where those may be added up. Where none of it holds there is no
answer, and nothing is guessed: not for a missing observation, not for an empty cell. A register is counted
instead: there persons are told apart, so that each is counted once in every total.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Final

from socpdf.core.names import did_you_mean
from socpdf.ir.tables import CellKey, Exact, Figure, Provenance, Sum
from socpdf.ir.tidy import Dimension, Measure, Sign, TidyTable, Unit
from socpdf.tables.register import Register

YEAR: Final = "år"
SUM: Final = ""
"""Stands for a category in a key: the sum over all of the dimension."""
GROSS: Final = "∑"
"""Stands for a category: the categories added up though they overlap."""
TOTAL: Final = "∀"
"""Stands for a category in a question: the dimension's total, however it comes about."""
FACTORS: Final[Mapping[Unit, int]] = {"procent": 100, "per 10 000": 10_000}
"""What a ratio is multiplied by; others are plain quotients."""
WHOLE: Final = Fraction(100)
Key = tuple[str, ...]
"""One category by dimension, in the order of the description."""
Number = Exact | Sign
Line = tuple[CellKey, tuple[str, ...]]
"""A sum by its whole and the dimensions that its parts differ in."""


class Unanswered(Exception):  # noqa: N818 - the outcome of a question, placed by the caller who asked it
    """The data give no figure; says why."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class Cube:
    """No slots: the index is made when the first figure is asked for, and then kept."""

    table: TidyTable
    year: int
    others: "Mapping[str, Cube]" = field(default_factory=dict)
    """Every cube by its data set, for rates that another one has the base of."""
    shares: dict[str, Measure] = field(default_factory=dict)
    """Those that tables have asked for, beside the measures of the description."""

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        return {measure.name: measure for measure in self.table.measures}

    @cached_property
    def dimensions(self) -> Mapping[str, Dimension]:
        return {dimension.name: dimension for dimension in self.table.dimensions}

    def measure(self, name: str) -> Measure:
        if name in self.shares:
            return self.shares[name]
        if name not in self.measures:
            raise Unanswered("T101", f"unknown measure `{name}`", did_you_mean(name, self.measures))
        return self.measures[name]

    def only_measure(self) -> Measure:
        """The measure that a table need not name."""
        typed = [measure for measure in self.table.measures if not measure.computed]
        if len(typed) == 1:
            return typed[0]
        hint = "name one with `mått`: " + ", ".join(f"`{name}`" for name in self.measures)
        raise Unanswered("T114", f"the data of `{self.table.name}` have {len(self.measures)} measures", hint)

    def dimension(self, name: str) -> Dimension:
        if name not in self.dimensions:
            raise Unanswered("T102", f"unknown dimension `{name}`", did_you_mean(name, self.dimensions))
        return self.dimensions[name]

    def check(self, name: str, category: str) -> None:
        """The dimension exists and has the category."""
        categories = self.dimension(name).categories
        if category not in categories and category not in {TOTAL, GROSS}:
            message = f"unknown category `{category}` of `{name}`"
            raise Unanswered("T103", message, did_you_mean(category, categories))

    def figure(self, measure: Measure, at: Mapping[str, str]) -> Figure:
        """The one figure at these categories, or `Unanswered`."""
        key = self._complete(at)
        if measure.denominator:
            return self._ratio(measure, key)
        if measure.numerator:
            return self._computed_share(measure, key)
        return self._plain(measure, key)

    def share_of(self, measure: Measure, over: tuple[str, ...]) -> Measure:
        """The measure that is this one's share of its whole over the dimensions."""
        if not is_summable(measure):
            message = f"shares of `{measure.name}` make no sense: it cannot be added up"
            raise Unanswered("T111", message, "take shares of a count or an amount")
        for name in over:
            self.dimension(name)
        title = f"Andel av {measure.title} över {', '.join(over)}"
        name = f"{measure.name} % {'+'.join(over)}"
        made = replace(
            measure, name=name, title=title, unit="procent", decimals=0, numerator=measure.name, over=over
        )
        return self.shares.setdefault(name, made)

    def change(self, measure: Measure, at: Mapping[str, str], *, percent: bool) -> Figure:
        """Since the year before."""
        if YEAR not in self.dimensions:
            message = f"the data of `{self.table.name}` have no years to compare"
            raise Unanswered("T115", message, f"add the dimension `{YEAR}` to the data")
        year = at.get(YEAR, str(self.year))
        before = str(int(year) - 1) if year.isdigit() else year
        if before not in self.dimensions[YEAR].categories:
            hint = "add the year to the data, or leave the change out"
            raise Unanswered("T115", f"the data have no year {before} to compare {year} with", hint)
        now, then = self.figure(measure, {**at, YEAR: year}), self.figure(measure, {**at, YEAR: before})
        return _change(now, then, percent=percent)

    def published(self) -> Iterator[Figure]:
        """The figures of the data that readers have already."""
        names, columns = list(self.dimensions), [self.table.keys[name] for name in self.dimensions]
        for statement in self.table.published:
            measure = self.measure(statement.measure)
            for row, indexes in enumerate(zip(*columns, strict=True)):
                pairs = zip(self.table.dimensions, indexes, strict=True)
                key = tuple(dimension.categories[index] for dimension, index in pairs)
                at = dict(zip(names, key, strict=True))
                chosen = all(at[name] == category for name, category in statement.where.items())
                if chosen and self.table.values[measure.name][row] is not None:
                    yield self._plain(measure, key)

    def _plain(self, measure: Measure, key: Key) -> Figure:
        number, origin = self._number(measure, key)
        numerator, base = self._basis(measure, key)
        return Figure(
            number,
            measure.unit,
            measure.counts,
            measure.decimals,
            numerator,
            base,
            origin,
            self.cell(measure, key),
            above=self.cell(self.measures[measure.base], key) if measure.base and measure.over else None,
            below=self._base_cell(measure, key),
        )

    def _base_cell(self, measure: Measure, key: Key) -> CellKey | None:
        if not measure.base:
            return None
        return self.cell(self.measures[measure.base], self._replaced(key, measure.over))

    def cell(self, measure: Measure, key: Key) -> CellKey:
        return CellKey(self.table.name, measure.name, tuple(zip(self.dimensions, key, strict=True)))

    def lines(self, cell: CellKey) -> Iterator[Line]:
        """Every sum of which the cell is the total or a part, named by its whole, not yet built."""
        measure = self.measure(cell.measure)
        key = tuple(category for _, category in cell.categories)
        if is_share(measure):
            over = [self.dimensions[name] for name in measure.over]
            if over and all(dimension.additive for dimension in over):
                yield self.cell(measure, self._replaced(key, measure.over)), measure.over
        elif is_summable(measure):
            for dimension, category in zip(self.table.dimensions, key, strict=True):
                over_one = (dimension.name,)
                if dimension.additive and len(dimension.categories) > 1:
                    yield self.cell(measure, self._replaced(key, over_one)), over_one
                elif category == GROSS:
                    yield cell, over_one

    def nets(self, cell: CellKey) -> Iterator[Sum]:
        """Every total of the cell's figures that counts once who is in several of its parts."""
        measure = self.measure(cell.measure)
        key = tuple(category for _, category in cell.categories)
        if not is_summable(measure) or GROSS in key:
            return
        for dimension in self.table.dimensions:
            if not dimension.additive and (dimension.total or self.table.persons is not None):
                whole = self.cell(measure, self._replaced(key, (dimension.name,)))
                members = tuple(
                    self.cell(measure, self._at(key, {dimension.name: p})) for p in parts(dimension)
                )
                yield Sum(whole, members)

    def sum(self, line: Line) -> Sum:
        whole, over = line
        measure = self.measure(whole.measure)
        key = tuple(category for _, category in whole.categories)
        members = tuple(
            self.cell(measure, self._at(key, dict(zip(over, categories, strict=True))))
            for categories in product(*(parts(self.dimensions[name]) for name in over))
        )
        return Sum(WHOLE if is_share(measure) else whole, members)

    # --- which cell is asked for ---

    def _complete(self, at: Mapping[str, str]) -> Key:
        return tuple(self._chosen(d, at.get(d.name)) for d in self.table.dimensions)

    def _chosen(self, dimension: Dimension, category: str | None) -> str:
        if category is None:
            return self._left_out(dimension)
        if category == TOTAL or (category == GROSS and dimension.additive):
            return dimension.total or SUM
        return category

    def _left_out(self, dimension: Dimension) -> str:
        if dimension.name == YEAR and str(self.year) in dimension.categories:
            return str(self.year)
        if dimension.name == YEAR:
            message = f"the data of `{self.table.name}` have no year {self.year}, which the report is about"
            raise Unanswered("T104", message, "add the year to the data, or name another: `år`")
        if dimension.total:
            return dimension.total
        if len(dimension.categories) == 1:
            return dimension.categories[0]
        if dimension.additive or self.table.persons is not None:
            return SUM
        hint = f"choose one of its categories, as `{dimension.name}: {dimension.categories[0]}`"
        raise Unanswered(
            "T104", f"`{dimension.name}` is left open, has no total and cannot be added up", hint
        )

    def _replaced(self, key: Key, names: Sequence[str]) -> Key:
        """The key with these dimensions at their whole."""
        return self._at(key, {name: self.dimensions[name].total or SUM for name in names})

    def _at(self, key: Key, categories: Mapping[str, str]) -> Key:
        return tuple(
            categories.get(name, category) for name, category in zip(self.dimensions, key, strict=True)
        )

    # --- its figure ---

    def _computed_share(self, measure: Measure, key: Key) -> Figure:
        counted = self.measures[measure.numerator]
        part = self._plain(counted, key)
        whole = self._plain(counted, self._replaced(key, measure.over))
        return Figure(
            share(part.number, whole.number),
            measure.unit,
            measure.counts,
            measure.decimals,
            part.number,
            whole.number,
            tuple(dict.fromkeys(part.origin + whole.origin)),
            self.cell(measure, key),
            (part,),
            above=part.cell,
            below=whole.cell,
        )

    def _ratio(self, measure: Measure, key: Key) -> Figure:
        """A part of this data set by a base that may be another's, at the categories both have."""
        part = self._plain(self.measures[measure.numerator], key)
        name, _, base_name = measure.denominator.rpartition(":")
        other = self.others[name] if name else self
        at = {
            dimension.name: self._in_other(dimension, category)
            for dimension, category in zip(self.table.dimensions, key, strict=True)
            if dimension.name in other.dimensions
        }
        base = other.figure(other.measure(base_name), at)
        number = _quotient(part.number, base.number, FACTORS.get(measure.unit, 1))
        origin = tuple(dict.fromkeys(part.origin + base.origin))
        return Figure(
            number,
            measure.unit,
            measure.counts,
            measure.decimals,
            part.number,
            base.number,
            origin,
            None,
            (part, base),
        )

    def _in_other(self, dimension: Dimension, category: str) -> str:
        """Totals have names of their own in every data set."""
        return TOTAL if category in {SUM, GROSS, dimension.total} else category

    def _basis(self, measure: Measure, key: Key) -> tuple[Number | None, Number | None]:
        """Numerator and base of a published share or mean, as far as the data have them."""
        if not measure.base:
            return None, None
        counted = self.measures[measure.base]
        numerator = self._number_if_known(counted, key) if measure.over else None
        return numerator, self._number_if_known(counted, self._replaced(key, measure.over))

    def _number_if_known(self, measure: Measure, key: Key) -> Number | None:
        try:
            return self._number(measure, key)[0]
        except Unanswered:
            return None

    def _number(self, measure: Measure, key: Key) -> tuple[Number, tuple[Provenance, ...]]:
        if self.table.persons is not None and GROSS not in key:
            return self._counted(measure, key)
        for dimension, category in zip(self.table.dimensions, key, strict=True):
            if category in {SUM, GROSS}:
                return self._sum(measure, key, dimension, overlapping=category == GROSS)
        row = self._row(key)
        datum = None if row is None else self.table.values[measure.name][row]
        if datum is None:
            totals = [
                dimension
                for dimension, category in zip(self.table.dimensions, key, strict=True)
                if category == dimension.total and dimension.additive and is_summable(measure)
            ]
            if totals:
                return self._total_by_sum(measure, key, totals)
        if row is None:
            raise Unanswered("T105", f"there is no observation for {self._named(key)}", "add it to the data")
        if datum is None:
            message = f"the cell of `{measure.name}` is empty for {self._named(key)}"
            raise Unanswered(
                "T105", message, "ask for a figure that the data have, or write a sign in the data"
            )
        return _exact(datum), (Provenance(self.table.file, self.table.lines[row]),)

    def _total_by_sum(
        self, measure: Measure, key: Key, dimensions: Sequence[Dimension]
    ) -> tuple[Number, tuple[Provenance, ...]]:
        """A total that was not delivered, by the dimension over which there is a figure, if there is one."""
        signs: list[tuple[Number, tuple[Provenance, ...]]] = []
        failed: list[Unanswered] = []
        for dimension in dimensions:
            try:
                found = self._sum(measure, key, dimension)
            except Unanswered as error:
                failed.append(error)
                continue
            if not isinstance(found[0], Sign):
                return found
            signs.append(found)
        if signs:
            return signs[0]
        raise failed[0]

    def _counted(self, measure: Measure, key: Key) -> tuple[Number, tuple[Provenance, ...]]:
        chosen = tuple(
            (name, index[category])
            for name, index, category in zip(self.dimensions, self._indexes, key, strict=True)
            if category != SUM
        )
        number = self._register.number(measure, chosen)
        found: Number = Sign.NOT_COMPUTABLE if number is None else number
        return found, (Provenance(self.table.file, 0),)

    @cached_property
    def _register(self) -> Register:
        return Register(self.table)

    def _sum(
        self, measure: Measure, key: Key, dimension: Dimension, *, overlapping: bool = False
    ) -> tuple[Number, tuple[Provenance, ...]]:
        if not dimension.additive and not overlapping:
            message = f"the categories of `{dimension.name}` cannot be added up, and there is no total"
            raise Unanswered("T106", message, "give the total in the data, and name it with `totalt`")
        if not is_summable(measure):
            message = f"figures of `{measure.name}` cannot be added up over `{dimension.name}`"
            raise Unanswered(
                "T106", message, "give the total in the data, or let a share be computed by `täljare`"
            )
        found = [self._number(measure, self._at(key, {dimension.name: part})) for part in parts(dimension)]
        origin = dict.fromkeys(place for _, places in found for place in places)
        return add([number for number, _ in found]), tuple(origin)

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        """The row by the number its categories make: a register has a million rows, and ints are small."""
        codes = [0] * len(self.table.lines)
        for dimension in self.table.dimensions:
            size, column = len(dimension.categories), self.table.keys[dimension.name]
            codes = [code * size + index for code, index in zip(codes, column, strict=True)]
        return {code: row for row, code in enumerate(codes)}

    @cached_property
    def _indexes(self) -> Sequence[Mapping[str, int]]:
        return [{c: index for index, c in enumerate(d.categories)} for d in self.table.dimensions]

    def _row(self, key: Key) -> int | None:
        code = 0
        for index, category in zip(self._indexes, key, strict=True):
            code = code * len(index) + index[category]
        return self._rows.get(code)

    def _named(self, key: Key) -> str:
        pairs = zip(self.dimensions, key, strict=True)
        return ", ".join(f"`{name}: {category}`" for name, category in pairs)


def parts(dimension: Dimension) -> tuple[str, ...]:
    """The categories that make up the total."""
    return tuple(category for category in dimension.categories if category != dimension.total)


def is_share(measure: Measure) -> bool:
    return measure.unit == "procent"


def is_summable(measure: Measure) -> bool:
    """Counts and amounts add up; shares, rates, means and scores do not."""
    average = measure.statistic in {"medelvärde", "median"}
    return not (measure.base or average) and measure.unit not in {"procent", "poäng", "per 10 000"}


def add(numbers: Sequence[Number]) -> Number:
    """The sum, or the sign that says why there is none."""
    return _common_sign(numbers) or sum((n for n in numbers if isinstance(n, Fraction)), Fraction(0))


def share(numerator: Number, base: Number) -> Number:
    """Per cent; a withheld numerator is withheld as share, too, for the same reason."""
    if isinstance(numerator, Sign):
        return numerator
    if isinstance(base, Sign):
        return _common_sign([base]) or base
    return 100 * numerator / base if base else Sign.NOT_COMPUTABLE


def _quotient(part: Number, base: Number, factor: int) -> Number:
    if isinstance(part, Sign) or isinstance(base, Sign):
        return add([part, base])
    return part * factor / base if base else Sign.NOT_COMPUTABLE


def _change(now: Figure, then: Figure, *, percent: bool) -> Figure:
    """No cell of the data: both figures are known to who knows it and one of them."""
    if isinstance(now.number, Sign) or isinstance(then.number, Sign):
        number = add([now.number, then.number])
    elif percent:
        number = 100 * (now.number - then.number) / then.number if then.number else Sign.NOT_COMPUTABLE
    else:
        number = now.number - then.number
    unit: Unit = "procent" if percent else "procentenheter" if now.unit == "procent" else now.unit
    return Figure(
        number,
        unit,
        now.counts,
        0 if percent else now.decimals,
        None,
        None,
        tuple(dict.fromkeys(now.origin + then.origin)),
        None,
        (now, then),
    )


def _common_sign(numbers: Sequence[Number]) -> Sign | None:
    """What comes of figures of which some are signs: no smaller secret than theirs, but not itself small."""
    if Sign.WITHHELD in numbers or Sign.WITHHELD_SECONDARY in numbers:
        return Sign.WITHHELD_SECONDARY
    return next((sign for sign in (Sign.NO_DATA, Sign.NOT_COMPUTABLE) if sign in numbers), None)


def _exact(datum: int | Decimal | Sign) -> Number:
    return datum if isinstance(datum, Sign) else Fraction(datum)
