"""Parts of wholes: how large they are together, which is the largest, and where a share is largest."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from socpdf.charts.speech.changes import changes
from socpdf.charts.speech.levels import levels, ranges
from socpdf.charts.speech.words import Said, Spoken, amount, are_times, quantity, quoted, together
from socpdf.core.rounding import half_away
from socpdf.ir.tables import Shown

_MOST_PARTS: Final = 4
"""So many are told one by one."""


def stacked(told: Said) -> list[str]:
    """The height of the bars, which only parts that are all shown can tell, and the largest part."""
    if not told.complete or any(value.unit != "antal" for value in _all(told)):
        return ranges(told)
    word = replace(told.quantity, noun=f"det sammanlagda {told.quantity.noun}")
    whole = replace(told, quantity=word, series=(Spoken("", _sums(told)),))
    height = changes(whole) if are_times(told.categories) else levels(whole)
    return [*height, *_largest(told)]


def shares(told: Said) -> list[str]:
    """Where the first of two shares is largest; of more, which is the largest."""
    percent = told if all(value.unit == "procent" for value in _all(told)) else _percent(told)
    if percent is None:
        return _largest(told)
    first = percent.series[0] if len(percent.series) == 2 else _biggest(percent)
    share = quantity("Andel", "procent")
    share = replace(share, noun=f"andelen {quoted(first.name)}")
    alone = replace(percent, quantity=share, series=(first,))
    told_first = changes(alone) if are_times(told.categories) else levels(alone)
    return [*told_first, *(_largest(percent) if len(percent.series) > 2 else [])]


def parts(told: Said) -> list[str]:
    """Each part, or of many the largest and the smallest."""
    places = told.shown(told.series[0])
    if not places:
        return []
    if len(places) > _MOST_PARTS:
        return levels(told)
    if len(places) == 1:
        name, value = places[0]
        return [f"Delen {name} är {amount(value)}."]
    return [f"Delarna är {together([f'{name} med {amount(value)}' for name, value in places])}."]


def _all(told: Said) -> list[Shown]:
    return [value for one in told.series for value in one.figures if isinstance(value, Shown)]


def _sums(told: Said) -> tuple[Shown, ...]:
    """Of each category, all its parts."""
    first = _all(told)[0]
    stacks = zip(*(one.figures for one in told.series), strict=True)
    return tuple(
        replace(first, number=sum((v.number for v in stack if isinstance(v, Shown)), Decimal(0)))
        for stack in stacks
    )


def _largest(told: Said) -> list[str]:
    """The part that is the largest of all, or of more than half; a tie is none's."""
    stacks = list(zip(*(one.figures for one in told.series), strict=True))
    wins = dict.fromkeys((one.name for one in told.series), 0)
    complete = [stack for stack in stacks if all(isinstance(value, Shown) for value in stack)]
    for stack in complete:
        numbers = [value.number for value in stack if isinstance(value, Shown)]
        if numbers.count(max(numbers)) == 1:
            wins[told.series[numbers.index(max(numbers))].name] += 1
    name, count = max(wins.items(), key=lambda win: win[1])
    if 2 * count <= len(complete):
        return []
    if count == len(stacks):
        return [f"Den största delen är genomgående {quoted(name)}."]
    return [
        f"Den största delen är {quoted(name)} i {count} av {len(complete)} fall{_shown(stacks, complete)}."
    ]


def _shown(stacks: Sequence[object], complete: Sequence[object]) -> str:
    return "" if len(stacks) == len(complete) else " där alla delar redovisas"


def _percent(told: Said) -> Said | None:
    """Counts as per cent of their sum; None where a part is not shown, for then its whole is not."""
    if not told.complete:
        return None
    wholes = [value.number for value in _sums(told)]
    if not all(wholes):
        return None
    return replace(
        told,
        series=tuple(
            Spoken(
                one.name,
                tuple(
                    Shown(
                        half_away(100 * Fraction(value.number) / Fraction(whole), 0), "procent", value.counts
                    )
                    for value, whole in zip(one.figures, wholes, strict=True)
                    if isinstance(value, Shown)
                ),
            )
            for one in told.series
        ),
    )


def _biggest(told: Said) -> Spoken:
    """The series with the largest sum of what is shown."""
    return max(told.series, key=lambda one: sum((v.number for _, v in told.shown(one)), Decimal(0)))
