"""The entries of `rader` and `kolumner` to single rows and columns, each with its heads and its categories.

An entry that goes over dimensions makes a line for each of their categories; an entry with lines within is
their group. What it says of measure, decimals and data holds for the lines within it, too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from socpdf.core.diagnostics import Span
from socpdf.ir.spec import LineSpec, TableSpec, TotalSpec
from socpdf.tables.cube import GROSS, TOTAL, Cube, Unanswered, parts

_SIGN: Final = re.compile(r"\s*(\*+)$")
CATEGORY: Final = "{}"
_NOTHING: Final = LineSpec("", Span(""))


@dataclass(frozen=True, slots=True)
class Words:
    """A head without the sign of its note, and the sign."""

    text: str
    sign: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column."""

    heads: tuple[Words, ...]
    """Outermost first; the last one is the line's own."""
    levels: tuple[str, ...]
    """By head: the dimension whose category it is, or empty."""
    at: Mapping[str, str]
    """Category by dimension; `TOTAL` and `GROSS` stand for totals."""
    spec: LineSpec
    """What else is asked for, with what the entries around it say."""
    total: bool

    def level_of(self, dimension: str) -> int | None:
        """Which head is the dimension's category; None: it has none."""
        return self.levels.index(dimension) if dimension and dimension in self.levels else None


class WrongLine(Exception):  # noqa: N818 - made into a diagnostic by the caller
    """The entry cannot be made into lines; says why, and where."""

    def __init__(self, error: Unanswered, span: Span) -> None:
        super().__init__(error.message)
        self.error = error
        self.span = span


@dataclass(frozen=True, slots=True)
class Axis:
    """What the lines of one table can name."""

    spec: TableSpec
    cubes: Mapping[str, Cube]
    """By the name the table writes; the table's own under the empty name."""

    def rows(self) -> list[Line]:
        lines = [line for entry in self.spec.rows for line in self._entry(entry, _Around())]
        dimensions = dict.fromkeys(name for line in lines for name in line.at)
        first = self.spec.rows[0]
        for total in self.spec.totals:
            at = {name: _total(total) for name in dimensions}
            lines.append(Line((words(total.label),), ("",), at, replace(first, head=""), total=True))
        return lines

    def columns(self) -> list[Line]:
        return [line for entry in self.spec.columns for line in self._entry(entry, _Around())]

    def _entry(self, entry: LineSpec, around: "_Around") -> Iterator[Line]:
        spec = _inherited(entry, around.spec)
        at = dict(around.at)
        for name, categories in entry.where.items():
            if name in entry.over:
                continue
            if len(categories) != 1:
                hint = f"go over them with `för: {name}`, or name one"
                error = Unanswered("T112", f"`{name}` has several categories here", hint)
                raise WrongLine(error, entry.span)
            at[name] = categories[0]
        inside = _Around(
            (*around.heads, *map(words, entry.group)), (*around.levels, *("" for _ in entry.group)), at, spec
        )
        yield from self._over(entry, entry.over, inside)

    def _over(self, entry: LineSpec, dimensions: Sequence[str], around: "_Around") -> Iterator[Line]:
        if not dimensions:
            yield from self._innermost(entry, around)
            return
        name, *rest = dimensions
        for category in self._categories(entry, name, around.spec):
            label = self._label(category, first=not entry.head or entry.head.startswith(CATEGORY))
            head = entry.head.replace(CATEGORY, label) if entry.head and not rest else label
            yield from self._over(entry, rest, around.within(words(head), name, category))
        if not rest:
            for total in entry.totals:
                inside = around.within(words(total.label), name, _total(total))
                for line in self._innermost(entry, inside):
                    yield replace(line, total=True) if not entry.lines else line

    def _innermost(self, entry: LineSpec, around: "_Around") -> Iterator[Line]:
        if not entry.over:
            around = around.headed(words(self._own_head(entry, around.spec)))
        if entry.lines:
            for inner in entry.lines:
                yield from self._entry(inner, around)
        else:
            yield Line(around.heads, around.levels, around.at, around.spec, total=False)

    def _own_head(self, entry: LineSpec, spec: LineSpec) -> str:
        if entry.head:
            return entry.head
        cube = self.cubes[spec.data]
        name = spec.measure or self.spec.measure
        try:
            return (cube.measure(name) if name else cube.only_measure()).title
        except Unanswered as error:
            raise WrongLine(error, entry.span) from None

    def _categories(self, entry: LineSpec, name: str, spec: LineSpec) -> Sequence[str]:
        """Those the entry or the table chooses, else all that make up the total."""
        cube = self.cubes[spec.data]
        try:
            dimension = cube.dimension(name)
            chosen = entry.where.get(name) or self.spec.where.get(name) or parts(dimension)
            for category in chosen:
                cube.check(name, category)
        except Unanswered as error:
            raise WrongLine(error, entry.span) from None
        return chosen

    def _label(self, category: str, *, first: bool) -> str:
        """As the table calls it, or with a capital where it stands first."""
        capital = category[:1].upper() if first else category[:1]
        return self.spec.labels.get(category, capital + category[1:])


@dataclass(frozen=True, slots=True)
class _Around:
    """What the entries around a line have settled."""

    heads: tuple[Words, ...] = ()
    levels: tuple[str, ...] = ()
    at: Mapping[str, str] = field(default_factory=dict)
    spec: LineSpec = _NOTHING

    def within(self, head: Words, dimension: str, category: str) -> "_Around":
        return _Around(
            (*self.heads, head), (*self.levels, dimension), {**self.at, dimension: category}, self.spec
        )

    def headed(self, head: Words) -> "_Around":
        return replace(self, heads=(*self.heads, head), levels=(*self.levels, ""))


def words(label: str) -> Words:
    """`LSS*` is the label `LSS` with the sign `*`."""
    sign = _SIGN.search(label)
    return Words(label[: sign.start()], sign[1]) if sign and sign.start() else Words(label, "")


def _total(total: TotalSpec) -> str:
    return GROSS if total.kind == "brutto" else TOTAL


def _inherited(entry: LineSpec, around: LineSpec) -> LineSpec:
    """The entry, with what it leaves open taken from the entry around it."""
    return replace(
        entry,
        measure=entry.measure or around.measure,
        data=entry.data or around.data,
        decimals=around.decimals if entry.decimals is None else entry.decimals,
        share=entry.share or around.share,
        change=entry.change or around.change,
        balanced=entry.balanced or around.balanced,
        within=entry.within or around.within,
    )
