"""Chooses what to withhold: the primary cells by a rule, and the cheapest further cells that keep them
secret.

`pose` applies the rule to a model, `protect` solves the problem. A pattern is handed out only when `verify`
has confirmed it, whether it is optimal or merely the best that the time allowed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic
from typing import Final

from socpdf.disclosure.attack import Impossible, attack
from socpdf.disclosure.certainty import Certainty, Witness, meets
from socpdf.disclosure.cuts import Cut
from socpdf.disclosure.model import Cell, Kind, Model, Pattern, Place
from socpdf.disclosure.problem import Need, Problem, opening_cuts, small_remainders, total_and_parts
from socpdf.disclosure.search import Search
from socpdf.disclosure.verify import is_proven

SECONDS: Final = 60.0
ROUNDING: Final = 6.0
"""Seconds kept, at most, to make a safe pattern of the last relaxation where the search found none."""
USED: Final = 0.05
"""What a relaxation withholds by more than this is where such a pattern starts: on a table of 12 × 9 × 3 it
came to 66 cells in one second, where a start from half a cell and more came to 67 in thirteen."""


class CostKind(StrEnum):
    CELLS = "celler"
    PERSONS = "personer"


class Signs(StrEnum):
    """What a reader is taken to combine when 1, 2 and 3 must stay possible."""

    ALL = "alla"
    """What every `*` says, at once: a line of two stars with the sum 6 then tells both."""
    OWN = "egna"
    """Only what the cell's own sign says; the classical model, and weaker."""


@dataclass(frozen=True, slots=True)
class Rule:
    threshold: int = 4
    """A count below it is not shown."""
    zero_counts: bool = False
    """Whether a count of nobody is withheld too."""
    width: int = 3
    """How wide the interval of a primary cell must be, without what the signs say."""
    whole_group: int = 0
    """Up to what size a group that is all of one kind is not shown to be so; 0: it may be."""
    signs: Signs = Signs.ALL
    cost: CostKind = CostKind.CELLS

    @property
    def least(self) -> int:
        return 0 if self.zero_counts else 1

    def is_primary(self, value: int) -> bool:
        return self.least <= value < self.threshold


@dataclass(frozen=True, slots=True)
class Protection:
    """A safe pattern with its evidence."""

    pattern: Pattern
    cost: int
    """Declared cost of everything withheld that would be printed."""
    bound: int
    """No safe pattern costs less."""
    witnesses: tuple[Witness, ...]

    @property
    def optimal(self) -> bool:
        return self.cost == self.bound

    @property
    def gap(self) -> float:
        return 0.0 if self.optimal else (self.cost - self.bound) / self.cost


class Unprotectable(Exception):  # noqa: N818 - a finding about the tables, not a fault of the program
    """Even with all that may be withheld, these places cannot be kept secret."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__(", ".join(map(str, places)))
        self.places = places


def pose(
    model: Model,
    rule: Rule,
    *,
    kept: Pattern = frozenset(),
    withheld: Pattern = frozenset(),
    weights: Mapping[int, int] | None = None,
) -> Problem:
    """The problem that the rule makes of a model whose figures are all known.

    Kept items are never withheld secondarily, like last year's printed cells; `withheld` go in any case; a
    weight is how much dearer than its declared cost an item is.
    """
    cells = tuple(_signed(cell, rule) for cell in model.cells)
    sensitive = frozenset(index for index, cell in enumerate(cells) if _sensitive(cell, rule))
    hidden = frozenset(index for index, cell in enumerate(cells) if not cell.printed)
    telling = frozenset(
        len(cells) + number
        for number, figure in enumerate(model.derived)
        if sensitive.intersection(figure.rests_on)
    )
    uniform = frozenset(_uniform(model, rule)) - sensitive - kept
    forced = sensitive | hidden | telling | uniform | withheld
    needs = [Need(cell, rule.least, rule.threshold - 1, rule.width) for cell in sorted(sensitive)]
    needs += [
        Need(cell, value, value, rule.width) for cell in sorted(uniform) if (value := cells[cell].value)
    ]
    free = [item for item in model.items if item not in forced and item not in kept]
    unit = 1 + 2 * len(free)
    dearer = weights or {}
    costs = {
        item: declared(model, item, rule) * dearer.get(item, 1) * unit + _tie(model, item) for item in free
    }
    signed = Model(cells, model.derived, model.relations)
    return Problem(signed, tuple(needs), forced, sensitive | telling, costs, unit, rule.threshold)


def protect(problem: Problem, rule: Rule, seconds: float = SECONDS) -> Protection:
    """The cheapest safe pattern; when the time runs out the best found, no less safe, with a lower bound."""
    end, kept = monotonic() + seconds, min(ROUNDING, seconds / 4)
    certainty = Certainty(problem)
    search = Search(
        problem,
        list(opening_cuts(problem)),
        certainty.cuts,
        lambda: end - monotonic() - (kept if search.best is None else 0.0),
    )
    search.run()
    pattern = search.best
    if pattern is None:
        used = {item: float(search.fractions[item]) for item in problem.free}
        start = problem.forced | {item for item in problem.free if used[item] > USED}
        pattern = prune(problem, certainty.cuts, repair(problem, certainty.cuts, start), used, kept)
        pattern = show_told(problem, certainty.cuts, pattern)
    left = certainty.cuts(pattern)
    assert not left, "a pattern that was accepted is accepted again"
    assert is_proven(problem, pattern, certainty.witnesses), "the evidence of a safe pattern holds"
    cost = declared_cost(problem.model, pattern, rule)
    missing = problem.cost(pattern) // problem.unit - search.bound // problem.unit
    return Protection(pattern, cost, cost - max(0, missing), tuple(certainty.witnesses))


def repair(problem: Problem, broken: Callable[[Pattern], list[Cut]], start: Pattern) -> Pattern:
    """A safe pattern around this one: what most mends the broken conditions for its cost is withheld too."""
    everything = problem.forced | problem.free
    pattern = start
    remainders = [cut for cut in opening_cuts(problem) if cut.least > 0]
    while cuts := [cut for cut in remainders if cut.is_broken(pattern)] or broken(pattern):
        chosen = _mending(problem, cuts, pattern)
        if not chosen:
            raise Unprotectable(_lost(problem, everything))
        pattern |= chosen
    return pattern


def _mending(problem: Problem, cuts: Sequence[Cut], pattern: Pattern) -> Pattern:
    """For each broken condition, unless an earlier choice mends it too, what is worth most in all of them."""
    worth: dict[int, float] = {}
    for cut in cuts:
        for item, weight in cut.weights:
            if item not in pattern and weight > 0:
                worth[item] = worth.get(item, 0.0) + weight / cut.least / problem.costs[item]
    chosen: Pattern = frozenset()
    for cut in cuts:
        candidates = [item for item, weight in cut.weights if weight > 0 and item in worth]
        if candidates and not chosen.intersection(candidates):
            chosen |= {min(candidates, key=lambda item: (-worth[item], item))}
    return chosen


def prune(
    problem: Problem,
    broken: Callable[[Pattern], list[Cut]],
    pattern: Pattern,
    used: Mapping[int, float],
    seconds: float,
) -> Pattern:
    """Without what turns out not to be needed, first what the relaxation used least, as the time allows."""
    end = monotonic() + seconds
    spare = sorted(
        pattern - problem.forced, key=lambda item: (round(used[item], 6), -problem.costs[item], item)
    )
    for item in spare:
        slimmer = pattern - {item}
        if monotonic() > end:
            break
        if not any(small_remainders(problem, slimmer)) and not broken(slimmer):
            pattern = slimmer
    return pattern


def show_told(problem: Problem, broken: Callable[[Pattern], list[Cut]], pattern: Pattern) -> Pattern:
    """Without the secondary figures that can be computed: a sign there hides nothing, and reads as a leak."""
    found = attack(problem.model, pattern)
    assert not isinstance(found, Impossible), "the true table fits what is printed"
    for cell in (interval.cell for interval in found if interval.is_exact):
        slimmer = pattern - {cell}
        if cell in problem.free and not any(small_remainders(problem, slimmer)) and not broken(slimmer):
            pattern = slimmer
    return pattern


def declared_cost(model: Model, pattern: Pattern, rule: Rule) -> int:
    """What the pattern costs in the words of the rule: figures withheld, or persons in them."""
    printed = [item for item in sorted(pattern) if item >= len(model.cells) or model.cells[item].printed]
    return sum(declared(model, item, rule) for item in printed)


def declared(model: Model, item: int, rule: Rule) -> int:
    """What one item costs."""
    if rule.cost is CostKind.CELLS:
        return 1
    value = model.cells[item].value if item < len(model.cells) else 0
    return abs(value or 0)


def _tie(model: Model, item: int) -> int:
    """Of two patterns of one cost the one with fewer totals is better, and of those with none the smaller."""
    return 2 if item < len(model.cells) and model.cells[item].total else 1


def _uniform(model: Model, rule: Rule) -> Iterator[int]:
    """The parts that are the whole of a small group: what they are, everyone in it is."""
    for relation in model.relations:
        if relation.kind is not Kind.SUM:
            continue
        total, parts = total_and_parts(relation)
        size = model.cells[total].value or 0
        if rule.threshold <= size <= rule.whole_group and len(parts) > 1:
            yield from (part for part in parts if model.cells[part].value == size)


def _sensitive(cell: Cell, rule: Rule) -> bool:
    return cell.value is not None and cell.floor == 0 and rule.is_primary(cell.value)


def _signed(cell: Cell, rule: Rule) -> Cell:
    """What a reader learns from the sign, if the cell gets one."""
    if rule.signs is Signs.ALL and cell.printed and _sensitive(cell, rule):
        return replace(cell, low=rule.least, high=rule.threshold - 1)
    return cell


def _lost(problem: Problem, everything: Pattern) -> tuple[Place, ...]:
    lost = [need.cell for need in problem.needs if not meets(problem, everything, need)]
    return tuple(problem.model.cells[cell].place for cell in lost)
