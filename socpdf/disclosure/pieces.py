"""The facts of a report to models, in pieces that tell nothing of each other: each is protected by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Final

from socpdf.disclosure.facts import WHOLE, Facts, Held, Line, Quantity
from socpdf.disclosure.model import Cell, Kind, Model, ModelBuilder, Pattern, Place, Relation
from socpdf.ir.tables import CellKey

YEAR: Final = "år"
TOTAL: Final = 20
"""How much dearer than another figure a total is."""
EARLIER: Final = 8
"""One of an earlier year, which readers may have already."""
QUOTED: Final = 20
"""One that the text speaks of."""
KEPT: Final = 20
"""One that its author names (`behåll`)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A model that no relation ties to the rest of the report."""

    model: Model
    """Without the values that nobody here knows."""
    keys: tuple[CellKey, ...]
    """By item: which cell of the data it is."""
    held: Mapping[int, Held]
    people: frozenset[int]
    """The cells of which a small number is a secret."""
    withheld: Pattern
    """Before anything is chosen: by source, rule or author, and what is printed nowhere."""
    weights: Mapping[int, int]
    """By item that may be withheld: how dear it is."""

    @property
    def nowhere(self) -> Iterator[int]:
        """The cells of people that are printed nowhere, and could be told all the same."""
        return (cell for cell in sorted(self.people) if not self.model.cells[cell].printed)


def pieces(facts: Facts) -> tuple[Piece, ...]:
    """Those in which something is withheld, or could be told though it is printed nowhere."""
    return tuple(_piece(facts, group) for group in _groups(facts) if _is_looked_at(facts, group))


def _is_looked_at(facts: Facts, group: "_Group") -> bool:
    """A figure that nothing is related to tells nothing, and where all is printed nothing is left to tell."""
    about = [facts.quantities[key] for key in group.cells]
    secret = any(quantity.held or (quantity.people and not quantity.printed) for quantity in about)
    return secret and bool(group.lines or group.figures)


def named(cell: CellKey) -> str:
    categories = ", ".join(f"{name}: {category or 'all'}" for name, category in cell.categories)
    return f"`{cell.measure}` of `{cell.data}` ({categories})"


def varying(parts: Sequence[CellKey]) -> str:
    """The dimensions over which the parts differ."""
    by_name: dict[str, set[str]] = {}
    for part in parts:
        for name, category in part.categories:
            by_name.setdefault(name, set()).add(category)
    names = [f"`{name}`" for name, categories in by_name.items() if len(categories) > 1]
    return ", ".join(names) or "a single part"


@dataclass(frozen=True, slots=True)
class _Group:
    """Cells that relations join, with those relations."""

    cells: list[CellKey] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    figures: list[CellKey] = field(default_factory=list)
    """Shares and means."""


def _groups(facts: Facts) -> Iterable[_Group]:
    """In the order in which they were read."""
    order = {key: number for number, key in enumerate(facts.quantities)}
    leader = list(range(len(order)))

    def find(key: CellKey) -> int:
        number = order[key]
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    joined: Iterable[Sequence[CellKey]] = (
        *(line.cells for line in facts.lines),
        *((ratio.above, ratio.below) for ratio in facts.ratios.values()),
    )
    for first, *others in joined:
        for other in others:
            leader[find(other)] = find(first)
    groups: dict[int, _Group] = {}
    for key in facts.quantities:
        groups.setdefault(find(key), _Group()).cells.append(key)
    for line in facts.lines:
        groups[find(line.parts[0])].lines.append(line)
    for key, ratio in facts.ratios.items():
        groups[find(ratio.above)].figures.append(key)
    return groups.values()


def _piece(facts: Facts, group: _Group) -> Piece:
    builder = ModelBuilder()
    cells, figures = group.cells, group.figures
    at = {key: builder.cell(_cell(facts, key)) for key in cells}
    for line in group.lines:
        _relate(builder, facts, line, at)
    for key in figures:
        ratio, place = facts.ratios[key], Place("", "", named(key))
        above, below = at[ratio.above], at[ratio.below]
        if ratio.shown is None:
            builder.figure(place, (above, below))
        else:
            builder.ratio(place, {above: 1}, below, ratio.shown, factor=ratio.factor, rounding=ratio.rounding)
    model = _consistent(builder.build())
    keys = (*cells, *figures)
    withheld = {at[key] for key in cells if _is_open(facts.quantities[key])}
    withheld |= {item for item, key in enumerate(figures, len(cells)) if facts.ratios[key].shown is None}
    return Piece(
        model,
        keys,
        {item: held for item, key in enumerate(cells) if (held := facts.quantities[key].held)},
        frozenset(item for item, key in enumerate(cells) if facts.quantities[key].people),
        frozenset(withheld),
        {
            item: _weight(facts, key)
            for item, key in enumerate(keys)
            if not (item in withheld or _is_published(facts, key))
        },
    )


def _is_published(facts: Facts, key: CellKey) -> bool:
    return key in facts.kept or (key in facts.quantities and facts.quantities[key].published)


def _is_open(quantity: Quantity) -> bool:
    return not quantity.printed or quantity.held is not None or quantity.value is None


def _cell(facts: Facts, key: CellKey) -> Cell:
    quantity = facts.quantities[key]
    low, high = 0, None
    if quantity.starred:
        low, high = 1, facts.policy.threshold - 1
    elif quantity.unit == "procent":
        high = WHOLE * 10 ** facts.digits.get(("procent", False), 0)
    return Cell(
        Place("", "", named(key)),
        quantity.value,
        low,
        high,
        printed=quantity.printed,
        total=key in facts.totals,
    )


def _relate(builder: ModelBuilder, facts: Facts, line: Line, at: Mapping[CellKey, int]) -> None:
    name, parts = f"the sum over {varying(line.parts)}", [at[part] for part in line.parts]
    if line.total is None:
        unit = 10 ** facts.digits.get(("procent", False), 0)
        decimals = facts.decimals.get((line.parts[0].data, line.parts[0].measure), 0)
        slack = ceil(Fraction(unit * len(parts), 2 * 10**decimals))
        builder.between(f"{name}, which is 100", parts, WHOLE * unit - slack, WHOLE * unit + slack)
    elif line.kind is Kind.SUM:
        builder.total(name, at[line.total], parts)
    elif line.kind is Kind.SAME:
        builder.same(f"{named(line.total)}, which is the same", at[line.total], parts[0])
    elif len(parts) == 1:
        builder.at_most(f"{named(line.total)}, of which it is a part", parts[0], at[line.total])
    else:
        builder.net_total(f"the net total over {varying(line.parts)}", at[line.total], parts)


def _weight(facts: Facts, key: CellKey) -> int:
    """What falls with a figure need not be counted: the search weighs cells, and a share is a cell's."""
    year = dict(key.categories).get(YEAR, "")
    weight = TOTAL if key in facts.totals else 1
    weight *= EARLIER if year.isdigit() and int(year) < facts.computed.year else 1
    weight *= QUOTED if key in facts.quoted else 1
    return weight * (KEPT if key in facts.computed.kept else 1)


def _consistent(model: Model) -> Model:
    """Without what the figures themselves break: readers see that, and the description gives the reason."""
    kept = tuple(relation for relation in model.relations if not _is_broken(model, relation))
    return Model(model.cells, model.derived, kept)


def _is_broken(model: Model, relation: Relation) -> bool:
    total = 0
    for cell, weight in relation.terms:
        value = model.cells[cell].value
        if value is None:
            return False
        total += weight * value
    low, high = relation.low, relation.high
    return (low is not None and total < low) or (high is not None and total > high)
