"""What became of the figures: from the first time to the last, or from the first series to the second."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from socpdf.charts.speech.words import Said, amount, bare, capital, each
from socpdf.ir.tables import Released, Shown
from socpdf.text.swedish import listed

_MOST_TOLD = 3
"""So many developments are told one by one."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Of one series over time, or of one category from series to series."""

    name: str
    """Empty for the only one."""
    first: tuple[str, Shown]
    """When, and how much."""
    last: tuple[str, Shown]
    whole: bool
    """Whether both ends of the time are shown."""
    between: tuple[tuple[str, Shown], ...]

    @property
    def size(self) -> Decimal:
        return self.last[1].number - self.first[1].number


def changes(told: Said, *, over_series: bool = False) -> list[str]:
    """Of each series over its categories, or of each category from series to series."""
    found = _found(told, over_series=over_series)
    if not found:
        return []
    if len(found) > _MOST_TOLD:
        return _summed(found, told)
    if len(found) == 1:
        return [*_alone(found[0], told), *_turn(found[0], told)]
    begin = told.quantity.noun
    sentences = []
    for change in found:
        sentences.append(f"För {change.name} {_verb(change, begin, told)}.")
        begin = told.quantity.pronoun
    return sentences


def _found(told: Said, *, over_series: bool) -> list[_Change]:
    """Those with two times at least that are shown."""
    if over_series:
        times = [one.name for one in told.series]
        rows = zip(told.categories, zip(*(one.figures for one in told.series), strict=True), strict=True)
        made = [_change(name, times, values) for name, values in rows]
    else:
        alone = len(told.series) == 1
        made = [_change("" if alone else one.name, told.categories, one.figures) for one in told.series]
    return [change for change in made if change is not None]


def _change(name: str, times: Sequence[str], values: Sequence[Released]) -> _Change | None:
    shown = [(time, value) for time, value in zip(times, values, strict=True) if isinstance(value, Shown)]
    if len(shown) < 2:
        return None
    whole = isinstance(values[0], Shown) and isinstance(values[-1], Shown)
    return _Change(name, shown[0], shown[-1], whole, tuple(shown[1:-1]))


def _verb(change: _Change, subject: str, told: Said) -> str:
    """*ökade antalet från 259 till 360 personer*."""
    (begin, _), (end, last) = change.first, change.last
    if not change.size:
        return f"var {subject} {told.quantity.as_much} {begin} som {end}, {amount(last)}"
    way = "ökade" if change.size > 0 else "minskade"
    return f"{way} {subject} {_from_to(change)}"


def _from_to(change: _Change) -> str:
    (begin, first), (end, last) = change.first, change.last
    if change.whole:
        return f"från {bare(first)} till {amount(last)}"
    return f"från {amount(first)} {begin} till {amount(last)} {end}"


def _alone(change: _Change, told: Said) -> list[str]:
    (begin, _), (end, last) = change.first, change.last
    noun = capital(told.quantity.noun)
    if change.name:
        return [f"För {change.name} {_verb(change, told.quantity.noun, told)}."]
    if not change.size:
        return [f"{noun} var {told.quantity.as_much} {begin} som {end}, {amount(last)}."]
    return [f"{noun} {'ökade' if change.size > 0 else 'minskade'} {_from_to(change)}."]


def _turn(change: _Change, told: Said) -> list[str]:
    """A time between that was above both ends, or below them."""
    ends = (change.first[1].number, change.last[1].number)
    numbers = [value.number for _, value in change.between]
    word = told.quantity
    found = []
    for edge, name, outside in (
        (max(numbers, default=Decimal(0)), word.most, max(ends)),
        (min(numbers, default=Decimal(0)), word.least, min(ends)),
    ):
        if not numbers or edge == outside or (edge > outside) != (name == word.most):
            continue
        at = [(time, value) for time, value in change.between if value.number == edge]
        times = each([time for time, _ in at], len(numbers))
        found.append(f"{capital(name)} var {word.pronoun} {times} med {amount(at[0][1])}.")
    return found


def _summed(found: Sequence[_Change], told: Said) -> list[str]:
    """How many went which way, and those that did so most."""
    word, count = told.quantity, len(found)
    up = [change for change in found if change.size > 0]
    down = [change for change in found if change.size < 0]
    same = [change for change in found if not change.size]
    moves = [
        f"{verb} för {'alla ' if len(those) == count else ''}{len(those)}"
        for verb, those in (("ökade", up), ("minskade", down), (f"var {word.unchanged}", same))
        if those
    ]
    if len(moves) > 1:
        moves[0] += f" av {count}"
    sentences = [f"{capital(word.noun)} {listed(moves)}."]
    for way, changed in (("ökade", up), ("minskade", down)):
        sentences.extend(_most(way, changed, told))
    return sentences


def _most(way: str, changed: Sequence[_Change], told: Said) -> list[str]:
    if not changed:
        return []
    largest = max(abs(change.size) for change in changed)
    first = [change for change in changed if abs(change.size) == largest]
    if len(first) == 1:
        return [f"Mest {way} {told.quantity.pronoun} för {first[0].name}, {_from_to(first[0])}."]
    return [f"Mest {way} {told.quantity.pronoun} för {each([c.name for c in first], len(changed))}."]
