"""How high the figures are: the highest, the lowest, and which of two series is above the other."""

from collections.abc import Sequence
from typing import Final

from socpdf.charts.speech.words import Said, Spoken, amount, capital, each
from socpdf.ir.tables import Shown

_MOST_EXCEPTIONS: Final = 2
_AS_FAR: Final = "så långt siffrorna redovisas"
Place = tuple[str, Shown]


def levels(told: Said) -> list[str]:
    """The extremes of one series and what is highlighted, or those of all series."""
    if len(told.series) == 1:
        places = told.shown(told.series[0])
        return [*_extremes(places, told), *_highlighted(told)]
    places = [(name, value) for name, value in told.every() if isinstance(value, Shown)]
    return _extremes(places, told)


def ranges(told: Said) -> list[str]:
    """Of each series by itself: *Kvinnor: från 12 personer för Norra till 900 personer för Södra.*"""
    return [sentence for one in told.series for sentence in _range(one, told)]


def _range(series: Spoken, told: Said) -> list[str]:
    places = told.shown(series)
    if not places:
        return []
    name = capital(series.name) + ("" if len(places) == len(series.figures) else f", {_AS_FAR}")
    low, lowest = _all_at(places, min(value.number for _, value in places))
    high, highest = _all_at(places, max(value.number for _, value in places))
    if lowest.number == highest.number:
        return [f"{name}: {amount(lowest)} för {each(low, len(places))}."]
    begin = f"från {amount(lowest)} för {each(low, len(places))}"
    return [f"{name}: {begin} till {amount(highest)} för {each(high, len(places))}."]


def _extremes(places: Sequence[Place], told: Said) -> list[str]:
    if not places:
        return []
    word, count = told.quantity, len(places)
    high, highest = _all_at(places, max(value.number for _, value in places))
    low, lowest = _all_at(places, min(value.number for _, value in places))
    if count == 1:
        return [f"{capital(word.noun)} för {high[0]} är {amount(highest)}."]
    if highest.number == lowest.number:
        alike = "alla" if told.complete else "alla som redovisas"
        return [f"{capital(word.noun)} är {word.same} för {alike}, {amount(highest)}."]
    most = f"{each(high, count)}, {amount(highest)}{_each(high)}"
    least = f"{each(low, count)}, {amount(lowest)}{_each(low)}"
    if told.complete:
        return [f"{capital(word.most)} är {word.noun} för {most}, och {word.least} för {least}."]
    begin = f"Bland de siffror som redovisas är {word.noun} {word.most}"
    return [f"{begin} för {most}, och {word.least} för {least}."]


def _each(names: Sequence[str]) -> str:
    return " vardera" if len(names) > 1 else ""


def _all_at(places: Sequence[Place], number: object) -> tuple[list[str], Shown]:
    """Every place with this figure, and the figure."""
    found = [(name, value) for name, value in places if value.number == number]
    return [name for name, _ in found], found[0][1]


def _highlighted(told: Said) -> list[str]:
    """What the chart is about, if the extremes have not said it."""
    places = told.shown(told.series[0])
    numbers = [value.number for _, value in places]
    about = [(name, value) for name, value in places if name in told.highlighted]
    return [
        f"För {name} är {told.quantity.pronoun} {amount(value)}."
        for name, value in about
        if value.number not in (max(numbers), min(numbers))
    ]


def compared(told: Said) -> list[str]:
    """Of two series, which is above the other, and where it is not."""
    if len(told.series) != 2:
        return []
    one, other = told.series
    pairs = [
        (name, left.number, right.number)
        for name, left, right in zip(told.categories, one.figures, other.figures, strict=True)
        if isinstance(left, Shown) and isinstance(right, Shown)
    ]
    above = [name for name, left, right in pairs if left > right]
    below = [name for name, left, right in pairs if left < right]
    if len(below) > len(above):
        one, other, above = other, one, below
    if len(pairs) < 2 or 2 * len(above) <= len(pairs):
        return []
    word = told.quantity
    than = f"{word.more} för {one.name} än för {other.name}"
    exceptions = [name for name, _, _ in pairs if name not in above]
    if not told.complete:
        count = f"alla {len(pairs)}" if not exceptions else f"{len(above)} av {len(pairs)}"
        return [f"{capital(word.noun)} är {than} i {count} fall där båda redovisas."]
    if not exceptions:
        return [f"{capital(word.noun)} är genomgående {than}."]
    if len(exceptions) <= _MOST_EXCEPTIONS < len(above):
        return [f"{capital(word.noun)} är {than}, utom för {each(exceptions, len(pairs))}."]
    return [f"{capital(word.noun)} är {than} i {len(above)} av {len(pairs)} fall."]
