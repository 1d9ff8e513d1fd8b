"""Finds the conditions that a pattern breaks: the fractional ones of the search, and the whole ones it ends
with.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from socpdf.disclosure.cuts import Cut, certify, make_cut
from socpdf.disclosure.problem import Need, Problem
from socpdf.disclosure.relaxation import SHORT, Relaxation, Vector

FEW: Final = 6
"""From so many open needs on, pushing all of them at once pays."""
VIOLATED: Final = 1e-4
"""By how much of its least a cut must be missed to be worth a row."""
PATIENCE: Final = 3
"""A need that gave no cut so many times is left alone until all are looked at."""


class Separator:
    """Attacks fractional patterns. Needs that lately gave cuts are tried first; a full look tries all."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        amounts = {problem.up(need) for need in problem.needs} | {
            problem.down(need) for need in problem.needs
        }
        farthest = sorted((amount for amount in amounts if amount > 0), reverse=True)
        self._signed = [Relaxation(problem, amount, signed=True) for amount in farthest]
        widths = sorted({need.width for need in problem.needs if need.width > 0})
        self._unsigned = [Relaxation(problem, width, signed=False) for width in widths]
        self._heat = dict.fromkeys(problem.needs, PATIENCE)

    def cuts(self, fractions: Vector, *, thorough: bool, every: bool = False) -> list[Cut]:
        """Conditions this pattern breaks; none, when thorough, means that every need is met in fractions.

        The values that lie farthest are looked at first; the nearer ones, unless all are asked for, only
        where those are met, and the widths last: far cuts mostly mend the rest, and attacks take the time.
        """
        needs = [need for need in self._problem.needs if thorough or self._heat[need] > 0]
        found: dict[Cut, None] = {}
        for relaxation in self._signed:
            if every or not found:
                self._attack(relaxation, fractions, self._values(relaxation, needs), found)
        for relaxation in self._unsigned:
            if not found:
                self._attack(relaxation, fractions, self._widths(relaxation, needs), found)
        return list(found)

    def _attack(
        self,
        relaxation: Relaxation,
        fractions: Vector,
        cuts: Iterator[tuple[Need, Cut | None]],
        found: dict[Cut, None],
    ) -> None:
        relaxation.set_pattern(fractions)
        for need, cut in cuts:
            if cut is not None and _misses(cut, fractions):
                found[cut] = None
                self._heat[need] = PATIENCE
            else:
                self._heat[need] -= 1

    def _values(self, relaxation: Relaxation, needs: list[Need]) -> Iterator[tuple[Need, Cut | None]]:
        """The needs whose last or first value lies this amount away."""
        problem, amount = self._problem, relaxation.amount
        up = [need for need in needs if problem.up(need) == amount]
        down = [need for need in needs if problem.down(need) == amount]
        for _ in range(3):
            low, high = relaxation.reached()
            up = [need for need in up if high[need.cell] < amount - SHORT]
            down = [need for need in down if -low[need.cell] < amount - SHORT]
            if len(up) + len(down) < FEW:
                break
            relaxation.sweep([(need.cell, 1.0) for need in up] + [(need.cell, -1.0) for need in down])
        for need, upward in [(need, True) for need in up] + [(need, False) for need in down]:
            reached, duals = relaxation.reach(need.cell, up=upward)
            if reached < amount - SHORT:
                proof = certify(problem.model, need.cell, duals, up=upward, signed=True)
                yield need, make_cut([proof], amount, problem.free, problem.forced)
            else:
                yield need, None

    def _widths(self, relaxation: Relaxation, needs: Iterable[Need]) -> Iterator[tuple[Need, Cut | None]]:
        problem, width = self._problem, relaxation.amount
        open_needs = [need for need in needs if need.width == width]
        for direction in (1.0, -1.0):
            low, high = relaxation.reached()
            open_needs = [need for need in open_needs if high[need.cell] - low[need.cell] < width - SHORT]
            if len(open_needs) >= FEW:
                relaxation.sweep([(need.cell, direction) for need in open_needs])
        low, high = relaxation.reached()
        for need in open_needs:
            if high[need.cell] - low[need.cell] >= width - SHORT:
                continue
            above, why_not_above = relaxation.reach(need.cell, up=True)
            if above - low[need.cell] >= width - SHORT:
                yield need, None
                continue
            below, why_not_below = relaxation.reach(need.cell, up=False)
            if above + below >= width - SHORT:
                yield need, None
                continue
            proofs = [
                certify(problem.model, need.cell, why_not_above, up=True, signed=False),
                certify(problem.model, need.cell, why_not_below, up=False, signed=False),
            ]
            yield need, make_cut(proofs, width, problem.free, problem.forced)


def _misses(cut: Cut, fractions: Vector) -> bool:
    reached = float(sum(weight * fractions[item] for item, weight in cut.weights))
    return reached < cut.least * (1 - VIOLATED)
