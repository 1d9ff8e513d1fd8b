"""What a protector is asked: the model, what needs protection and how much, and what each item costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from socpdf.disclosure.cuts import Cut
from socpdf.disclosure.model import Kind, Model, Pattern, Relation


@dataclass(frozen=True, slots=True)
class Need:
    """What a reader must hold possible for a withheld cell."""

    cell: int
    low: int
    high: int
    """Every value from low to high, with all that the signs say."""
    width: int
    """Last less first possible value, without what the cell's own sign says."""


@dataclass(frozen=True, slots=True)
class Problem:
    model: Model
    needs: tuple[Need, ...]
    forced: Pattern
    """Withheld whatever else is: the primary ones, those printed nowhere and those withheld by the source."""
    primary: Pattern
    """Of those, what the rule itself withholds."""
    costs: Mapping[int, int]
    """Of each item that may be withheld or shown; the others are shown."""
    unit: int
    """What the declared cost of 1 is in `costs`; the rest breaks ties."""
    threshold: int

    @property
    def free(self) -> Pattern:
        return frozenset(self.costs)

    def value(self, cell: int) -> int:
        value = self.model.cells[cell].value
        assert value is not None, "who protects a table knows all of it"
        return value

    def up(self, need: Need) -> int:
        """How far above its true value the last value asked for lies."""
        return need.high - self.value(need.cell)

    def down(self, need: Need) -> int:
        return self.value(need.cell) - need.low

    def cost(self, chosen: Pattern) -> int:
        return sum(self.costs[item] for item in chosen if item in self.costs)


def small_remainders(problem: Problem, pattern: Pattern) -> Iterator[Relation]:
    """The lines in which the withheld parts are known to add up to a count too small to show."""
    withheld = {need.cell for need in problem.needs}
    for relation in problem.model.relations:
        if relation.kind is not Kind.SUM:
            continue
        total, parts = total_and_parts(relation)
        hidden = [cell for cell in parts if cell in pattern]
        small = 0 < sum(problem.value(cell) for cell in hidden) < problem.threshold
        if small and total not in pattern and withheld.intersection(parts):
            yield relation


def total_and_parts(relation: Relation) -> tuple[int, list[int]]:
    """Of a sum."""
    total = next(cell for cell, weight in relation.terms if weight < 0)
    return total, [cell for cell, weight in relation.terms if weight > 0]


def opening_cuts(problem: Problem) -> Iterator[Cut]:
    """What every optimal pattern satisfies, read off the relations without an attack."""
    for relation in problem.model.relations:
        if relation.low == relation.high == 0 and relation.figure is None:
            yield from _company(problem, relation)
        if relation.kind is Kind.SUM:
            yield from _remainder(problem, relation)


def _company(problem: Problem, relation: Relation) -> Iterator[Cut]:
    """A cell alone in its line is computed from the others: it has company, or it is not withheld."""
    cells = [cell for cell, _ in relation.terms]
    forced = [cell for cell in cells if cell in problem.forced]
    free = [cell for cell in cells if cell in problem.costs]
    if len(forced) == 1 and any(need.cell == forced[0] for need in problem.needs):
        yield Cut(tuple((cell, 1) for cell in free), 1)
    elif not forced:
        for cell in free:
            yield Cut(tuple((other, -1 if other == cell else 1) for other in free), 0)


def _remainder(problem: Problem, relation: Relation) -> Iterator[Cut]:
    """What a printed total leaves for the withheld parts is not itself a count too small to show."""
    total, parts = total_and_parts(relation)
    if total in problem.forced or not any(need.cell in parts for need in problem.needs):
        return
    least = problem.threshold - sum(problem.value(cell) for cell in parts if cell in problem.forced)
    if least <= 0:
        return
    weights = {cell: min(least, problem.value(cell)) for cell in parts if cell in problem.costs}
    if total in problem.costs:
        weights[total] = least
    yield Cut(tuple((cell, weight) for cell, weight in sorted(weights.items()) if weight), least)
