"""What to withhold further in one piece of a report, chosen by the engine and attacked once more.

What a source withholds is known to nobody here. In its place stands some table of whole numbers that fits all
that is published: which figures a reader must hold possible depends on the pattern alone, and not on the
table from which one starts. The chosen pattern is attacked once more, without any figure that is withheld.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from socpdf.disclosure.attack import Impossible, attack
from socpdf.disclosure.facts import Held
from socpdf.disclosure.insecure import Insecure
from socpdf.disclosure.model import Model, Pattern
from socpdf.disclosure.pieces import Piece
from socpdf.disclosure.problem import Need, Problem
from socpdf.disclosure.protect import Rule, Unprotectable, protect
from socpdf.disclosure.region import Contradiction, Region

SECONDS: Final = 60.0
"""For one piece; the slowest of the three chapters takes two."""
BROAD: Final = 16
"""Binary digits of the largest figures told apart, where a smaller one is as good to withhold."""
CLOSE: Final = 5
"""A withheld mean is not to be told closer than by this part of it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Items of a piece."""

    added: Pattern
    """Withheld beyond what source, rule and author withhold."""
    exact: Pattern
    """Of those withheld before, what a reader could have computed."""
    narrowed: Pattern
    """Of those, what a reader could have told more closely than its sign does."""


def choose(piece: Piece, threshold: int) -> Choice:
    """The cheapest pattern that the attack bears out; `Insecure` where there is none."""
    return _Work(piece, _filled(piece), Rule(threshold)).choice()


@dataclass(frozen=True, slots=True)
class _Work:
    piece: Piece
    model: Model
    """With some table that fits, where nobody here knows the figures."""
    rule: Rule

    def choice(self) -> Choice:
        piece = self.piece
        before = _Reader(self.model, piece.withheld)
        needs = [*self._needs(before), *(self._count(cell) for cell in self._told_nowhere(before))]
        exact = frozenset(need.cell for need in needs if before.knows(need.cell))
        narrowed = frozenset(need.cell for need in needs if before.is_told(need))
        problem = self._problem(needs)
        pattern = self._chosen(problem) if problem.costs else problem.forced
        after = before if pattern == piece.withheld else _Reader(self.model, pattern)
        if told := tuple(piece.keys[need.cell] for need in needs if after.is_told(need)):
            raise Insecure(piece.keys, told=told)
        return Choice(pattern - piece.withheld, exact, narrowed)

    def _chosen(self, problem: Problem) -> Pattern:
        try:
            return protect(problem, self.rule, SECONDS).pattern
        except Unprotectable as lost:
            keys = dict(zip((cell.place for cell in self.model.cells), self.piece.keys, strict=False))
            held = tuple(self.piece.keys[cell] for cell in sorted(self.piece.held))
            # Without places it is no cell alone, but the sum of those withheld that is small and told.
            raise Insecure(
                self.piece.keys, told=tuple(keys[place] for place in lost.places) or held
            ) from lost

    # --- what a reader must hold possible ---

    def _needs(self, before: "_Reader") -> Iterator[Need]:
        for cell, held in sorted(self.piece.held.items()):
            value = before.value(cell)
            match held:
                case Held.COUNT:
                    yield self._count(cell)
                case Held.SOURCE:
                    yield self._unknown(cell, before)
                case Held.PART if cell in self.piece.people:
                    yield Need(cell, value, value, self.rule.width)
                case Held.PART:
                    yield Need(cell, value, value, max(1, value // CLOSE))
                case Held.OTHER:
                    yield Need(cell, value, value, 1 + self._rounding(cell))

    def _count(self, cell: int) -> Need:
        return Need(cell, self.rule.least, self.rule.threshold - 1, self.rule.width)

    def _unknown(self, cell: int, before: "_Reader") -> Need:
        """For what may be small and may not, as many values as a `*` leaves open, or as there can be."""
        spread, value = self.rule.threshold - 1 - self.rule.least, before.value(cell)
        low, high = before.around(cell, spread)
        if high - low >= spread:
            low = max(low, min(value, high - spread))
            return Need(cell, low, low + spread, self.rule.width)
        first, last = _Reader(self.model, frozenset(self.model.items)).around(cell, spread)
        high = min(last, low + spread)
        return Need(cell, max(first, min(low, high - spread)), high, self.rule.width)

    def _rounding(self, cell: int) -> int:
        """How far rounding alone leaves open what the figures of a line make together."""
        return max(
            (
                relation.high - relation.low
                for relation in self.model.relations
                if relation.low is not None and relation.high is not None
                if any(member == cell for member, _ in relation.terms)
            ),
            default=0,
        )

    def _told_nowhere(self, before: "_Reader") -> Iterator[int]:
        """Small counts that follow from what is shown, though they are printed nowhere."""
        small = range(self.rule.least, self.rule.threshold)
        for cell in self.piece.nowhere:
            if cell not in self.piece.held and before.value(cell) in small:
                low, high = before.around(cell, self.rule.threshold)
                if low in small and high in small:
                    yield cell

    def _problem(self, needs: Sequence[Need]) -> Problem:
        piece = self.piece
        unit = 1 + 2 * BROAD * len(piece.weights)
        costs = {item: weight * unit + _tie(self.model, item) for item, weight in piece.weights.items()}
        counts = frozenset(item for item, held in piece.held.items() if held is Held.COUNT)
        return Problem(self.model, tuple(needs), piece.withheld, counts, costs, unit, self.rule.threshold)


class _Reader:
    """Who sees what a pattern leaves, and asks how far from the table at hand a figure could be."""

    def __init__(self, model: Model, pattern: Pattern) -> None:
        self._model = model
        self._signed = Region(model, pattern)
        self._unsigned = Region(model, pattern, signed=False)

    def value(self, cell: int) -> int:
        value = self._model.cells[cell].value
        assert value is not None, "the model is filled"
        return value

    def around(self, cell: int, room: int) -> tuple[int, int]:
        """The least and the greatest possible value, looked for no further away than so."""
        value = self.value(cell)
        return (
            self._reach(self._signed, cell, max(0, value - room), up=False),
            self._reach(self._signed, cell, value + room, up=True),
        )

    def knows(self, cell: int) -> bool:
        low, high = self.around(cell, 1)
        return low == high

    def is_told(self, need: Need) -> bool:
        """Whether less is possible than the need asks for."""
        cell, value = need.cell, self.value(need.cell)
        if value < need.high and self._reach(self._signed, cell, need.high, up=True) < need.high:
            return True
        if value > need.low and self._reach(self._signed, cell, need.low, up=False) > need.low:
            return True
        last = self._reach(self._unsigned, cell, value + need.width, up=True)
        if last - value >= need.width:
            return False
        return last - self._reach(self._unsigned, cell, max(0, last - need.width), up=False) < need.width

    def _reach(self, region: Region, cell: int, limit: int, *, up: bool) -> int:
        """Where the solver finds no way at all, though the table at hand is one, nothing else is possible."""
        try:
            found = region.reach(cell, up=up, limit=limit).value
        except Contradiction:
            return self.value(cell)
        assert found is not None, "a search that has a limit ends at it"
        return found


def _tie(model: Model, item: int) -> int:
    """Of two patterns that cost the same, that with fewer totals is better, then that of smaller figures."""
    if item >= len(model.cells):
        return 1
    about = model.cells[item]
    return min(BROAD, 1 + (about.value or 0).bit_length()) + (BROAD if about.total else 0)


def _filled(piece: Piece) -> Model:
    """The model with some table that fits, where nobody here knows the figures."""
    model = piece.model
    unknown = frozenset(cell for cell, about in enumerate(model.cells) if about.value is None)
    withheld = unknown | {item for item in piece.withheld if item >= len(model.cells)}
    if not unknown:
        return model
    table = _fitting(model, withheld)
    if table is None:
        found = attack(model, withheld)
        assert isinstance(found, Impossible), "an attack says why no table fits"
        names = dict.fromkeys(model.relations[number].name for number in found.relations)
        raise Insecure(piece.keys, broken=tuple(names))
    cells = tuple(
        replace(about, value=table.get(cell, about.value)) for cell, about in enumerate(model.cells)
    )
    return Model(cells, model.derived, model.relations)


def _fitting(model: Model, withheld: Pattern) -> Mapping[int, int] | None:
    try:
        region = Region(model, withheld)
    except Contradiction:
        return None
    table = region.fitting(region.whole.minimise().point)
    return None if table is None else dict(zip(region.cells, table, strict=True))
