"""What must hold between figures, checked before any table is made of them.

Three things hold without being stated: where a dimension is `additiv`, its categories add up to its total;
shares over a dimension add up to 100, as far as they were rounded; and a total that counts once who is in
several categories lies between the largest of them and their sum. The description states others. A deviation
is an error, unless the description gives its reason, which then stands below the tables that show it. Where
figures are withheld, what is left is checked: known parts cannot be more than the total.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.tables import CellKey, Figure, Sum
from socpdf.ir.tidy import Dimension, Identity, Measure, Sign
from socpdf.tables.cube import SUM, Cube, Unanswered, is_share, is_summable, parts

_FULL = 100


@dataclass(frozen=True, slots=True)
class Ties:
    """What the descriptions say of two data sets, and a reader knows, too."""

    equal: tuple[Sum, ...]
    within: tuple[tuple[CellKey, CellKey], ...]
    """The part, and what it is a part of."""


def check_identities(cubes: Mapping[str, Cube], sink: Sink) -> Ties:
    """Errors in the sink; what ties data sets together."""
    ties: list[_Tie] = []
    for cube in cubes.values():
        checker = _Checker(cube, cubes, sink, set())
        checker.totals()
        for identity in cube.table.identities:
            try:
                ties.extend(checker.stated(identity))
            except Unanswered as error:
                sink.error(error.code, f"the identity: {error.message}", identity.span, error.hint)
        checker.unneeded()
    return Ties(
        tuple(Sum(tie.one, (tie.other,)) for tie in ties if tie.equal),
        tuple((tie.one, tie.other) for tie in ties if not tie.equal),
    )


@dataclass(frozen=True, slots=True)
class _Tie:
    one: CellKey
    other: CellKey
    equal: bool


@dataclass(frozen=True, slots=True)
class _Checker:
    cube: Cube
    cubes: Mapping[str, Cube]
    sink: Sink
    explained: set[Span]
    """The places of the deviations that were met."""

    # --- what holds without being stated ---

    def totals(self) -> None:
        if self.cube.table.persons is not None:
            return  # counted from one register, they cannot disagree
        for measure in self.cube.table.measures:
            if measure.computed:
                continue
            for at, line in self._typed(measure):
                for dimension in self.cube.table.dimensions:
                    if at[dimension.name] == dimension.total:
                        self._total(measure, dimension, at, line)
                if is_share(measure) and measure.over:
                    self._hundred(measure, at, line)

    def _typed(self, measure: Measure) -> Iterator[tuple[dict[str, str], int]]:
        """The categories and the line of each figure that was delivered."""
        table = self.cube.table
        for row, datum in enumerate(table.values[measure.name]):
            if datum is not None:
                yield (
                    {d.name: d.categories[table.keys[d.name][row]] for d in table.dimensions},
                    table.lines[row],
                )

    def _total(self, measure: Measure, dimension: Dimension, at: Mapping[str, str], line: int) -> None:
        if not is_summable(measure):
            return
        total = self._number(measure, at)
        found = [self._number(measure, {**at, dimension.name: part}) for part in parts(dimension)]
        known = [number for number in found if isinstance(number, Fraction)]
        if not isinstance(total, Fraction) or not known:
            return
        whole, most = len(known) == len(found), sum(known, Fraction(0))
        if dimension.additive and (most != total if whole else most > total):
            self._deviates(
                measure, at, line, f"the categories of `{dimension.name}` do not add up to their total"
            )
        elif not dimension.additive and (max(known) > total or (whole and most < total)):
            words = f"the total over `{dimension.name}` is not between its largest category and their sum"
            self._deviates(measure, at, line, words)

    def _hundred(self, measure: Measure, at: Mapping[str, str], line: int) -> None:
        over = [self.cube.dimensions[name] for name in measure.over]
        first = tuple(parts(dimension)[0] for dimension in over)
        if any(not dimension.additive for dimension in over):
            return
        if tuple(at[name] for name in measure.over) != first:
            return  # one whole is checked once
        members = product(*(parts(dimension) for dimension in over))
        shares = [self._number(measure, {**at, **dict(zip(measure.over, m, strict=True))}) for m in members]
        known = [share for share in shares if isinstance(share, Fraction)]
        slack = Fraction(len(known), 2 * 10**measure.decimals)
        total = sum(known, Fraction(0))
        if total > _FULL + slack or (len(known) == len(shares) and total < _FULL - slack):
            self._deviates(measure, at, line, f"the shares over {_named(measure.over)} do not make 100")

    def _number(self, measure: Measure, at: Mapping[str, str]) -> Fraction | Sign | None:
        """What was delivered or follows from it; None: nothing."""
        try:
            return self.cube.figure(measure, at).number
        except Unanswered:
            return None

    # --- what the description states ---

    def stated(self, identity: Identity) -> Iterator[_Tie]:
        measure = self.cube.measure(identity.measure)
        if identity.kind == "mellan":
            self._between(identity, measure)
            return
        if identity.data not in self.cubes:
            hint = did_you_mean(identity.data, self.cubes)
            raise Unanswered("T107", f"unknown data set `{identity.data}`", hint)
        other = self.cubes[identity.data]
        other_measure = other.measure(identity.other_measure)
        for at in self._each(identity):
            for name, category in at.items():
                self.cube.check(name, category)
            there = {**identity.other_where, **{name: at[name] for name in identity.each}}
            for name, category in there.items():
                other.check(name, category)
            one = self.cube.figure(measure, at)
            two = other.figure(other_measure, there)
            self._compare(identity, measure, at, one, two)
            if one.cell is not None and two.cell is not None:
                yield _Tie(one.cell, two.cell, identity.kind == "lika")

    def _compare(
        self, identity: Identity, measure: Measure, at: Mapping[str, str], one: Figure, two: Figure
    ) -> None:
        if isinstance(one.number, Sign) or isinstance(two.number, Sign):
            return
        slack = _half_unit(one) + _half_unit(two)
        if identity.kind == "lika" and abs(one.number - two.number) > slack:
            words = f"the figure is not equal to that of `{identity.data}`"
        elif identity.kind == "del" and one.number - two.number > slack:
            words = f"the figure is more than that of `{identity.data}`, of which it is a part"
        else:
            return
        self._deviates(measure, self._complete(one, at), self._line(one), words, identity.span)

    def _between(self, identity: Identity, measure: Measure) -> None:
        """A mean or share of all lies between those of the parts."""
        dimension = self.cube.dimension(identity.over)
        for at, line in list(self._typed(measure)):
            if at[dimension.name] != dimension.total or any(at[n] != c for n, c in identity.where.items()):
                continue
            whole = self._number(measure, at)
            found = [self._number(measure, {**at, dimension.name: part}) for part in parts(dimension)]
            known = [number for number in found if isinstance(number, Fraction)]
            if not isinstance(whole, Fraction) or len(known) < len(found):
                continue
            slack = Fraction(1, 10**measure.decimals)
            if not min(known) - slack <= whole <= max(known) + slack:
                words = f"the figure does not lie between those of `{dimension.name}`"
                self._deviates(measure, at, line, words, identity.span)

    def _each(self, identity: Identity) -> Iterator[dict[str, str]]:
        choices = [parts(self.cube.dimension(name)) for name in identity.each]
        for categories in product(*choices):
            yield {**identity.where, **dict(zip(identity.each, categories, strict=True))}

    def _complete(self, figure: Figure, at: Mapping[str, str]) -> Mapping[str, str]:
        return dict(figure.cell.categories) if figure.cell is not None else at

    def _line(self, figure: Figure) -> int:
        return figure.origin[0].line if len(figure.origin) == 1 else 0

    # --- deviations ---

    def _deviates(
        self, measure: Measure, at: Mapping[str, str], line: int, words: str, stated: Span | None = None
    ) -> None:
        for deviation in self.cube.table.deviations:
            same = deviation.measure == measure.name
            if same and all(at.get(name) == category for name, category in deviation.where.items()):
                self.explained.add(deviation.span)
                return
        categories = ", ".join(f"`{name}: {category}`" for name, category in at.items() if category != SUM)
        hint = "correct the figures, or give the reason under `[[avvikelse]]`"
        span = Span(self.cube.table.file, line) if line else stated or Span(self.cube.table.file)
        self.sink.error("T130", f"`{measure.name}` at {categories}: {words}", span, hint)

    def unneeded(self) -> None:
        for deviation in self.cube.table.deviations:
            if deviation.span not in self.explained:
                self.sink.error(
                    "T131", "no figure deviates as declared here", deviation.span, "take `[[avvikelse]]` away"
                )


def _half_unit(figure: Figure) -> Fraction:
    """How far a share or mean may be from the exact one; counts are exact."""
    return Fraction(0) if figure.unit == "antal" else Fraction(1, 2 * 10**figure.decimals)


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
