"""What a protector is asked: the model, which figures need protection and how much, and what each item costs."""

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
    costs: Mapping[int, int]
    """Of each item that may be withheld or shown; the others are shown."""
    threshold: int

    @property
    def free(self) -> Pattern:
        return frozenset(self.costs)

    def value(self, cell: int) -> int:
        value = self.model.cells[cell].value
        assert value is not None, "who protects a table knows all of it"
        return value

    def cost(self, chosen: Pattern) -> int:
        return sum(self.costs[item] for item in chosen if item in self.costs)


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
    if len(forced) == 1:
        yield Cut(tuple((cell, 1) for cell in free), 1)
    elif not forced:
        for cell in free:
            yield Cut(tuple((other, -1 if other == cell else 1) for other in free), 0)


def _remainder(problem: Problem, relation: Relation) -> Iterator[Cut]:
    """What a printed total leaves for the withheld parts of a line is not itself a count too small to show."""
    total = next(cell for cell, weight in relation.terms if weight < 0)
    parts = [cell for cell, weight in relation.terms if weight > 0]
    if total in problem.forced or not any(need.cell in parts for need in problem.needs):
        return
    least = problem.threshold - sum(problem.value(cell) for cell in parts if cell in problem.forced)
    if least <= 0:
        return
    weights = {cell: min(least, problem.value(cell)) for cell in parts if cell in problem.costs}
    if total in problem.costs:
        weights[total] = least
    yield Cut(tuple((cell, weight) for cell, weight in sorted(weights.items()) if weight), least)
