"""The words of a chart: figures with units, names inside a sentence, what is more and what is less."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from socpdf.ir.chart import Chart
from socpdf.ir.tables import Released, Shown
from socpdf.ir.tidy import Unit
from socpdf.text.swedish import NO_BREAK_SPACE, figure, listed

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_UNIT: Final[dict[Unit, tuple[str, str]]] = {
    "procent": ("procent", "procent"),
    "procentenheter": ("procentenhet", "procentenheter"),
    "per 10 000": (f"per 10{NO_BREAK_SPACE}000", f"per 10{NO_BREAK_SPACE}000"),
    "timmar": ("timme", "timmar"),
    "kronor": ("krona", "kronor"),
    "dagar": ("dag", "dagar"),
    "poäng": ("poäng", "poäng"),
}
"""One of it, and several."""
_COUNTED: Final = {
    "personer": ("person", "personer"),
    "beslut": ("beslut", "beslut"),
    "hushåll": ("hushåll", "hushåll"),
    "svar": ("svar", "svar"),
    "insatser": ("insats", "insatser"),
}
_UNIT_OF_HEAD: Final = re.compile(r"\s*\((?:%|Mv)\)")
_MOST_NAMES: Final = 3
"""So many can be told one after the other."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What the figures are, as the subject of a sentence, with the words that agree with it."""

    noun: str
    pronoun: str
    most: str
    least: str
    more: str
    as_much: str
    same: str
    unchanged: str


def _neuter(noun: str, most: str, least: str, more: str, as_much: str) -> Quantity:
    return Quantity(noun, "det", most, least, more, as_much, "detsamma", "oförändrat")


_NUMBER: Final = _neuter("antalet", "störst", "minst", "större", "lika stort")
_AMOUNT: Final = _neuter("beloppet", "högst", "lägst", "högre", "lika högt")
_VALUE: Final = _neuter("värdet", "högst", "lägst", "högre", "lika högt")
_SHARE: Final = Quantity("andelen", "den", "störst", "minst", "större", "lika stor", "densamma", "oförändrad")
_BY_WORD: Final = {
    "antal": _NUMBER,
    "andel": _SHARE,
    "belopp": _AMOUNT,
    "kostnad": Quantity("kostnaden", "den", "högst", "lägst", "högre", "lika hög", "densamma", "oförändrad"),
}
_BY_UNIT: Final[dict[Unit, Quantity]] = {
    "antal": _NUMBER,
    "procent": _SHARE,
    "kvot": _SHARE,
    "kronor": _AMOUNT,
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A series by the name it has inside a sentence."""

    name: str
    figures: tuple[Released, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A chart as it is said: all of its series, of whatever panel, side by side."""

    quantity: Quantity
    categories: tuple[str, ...]
    series: tuple[Spoken, ...]
    highlighted: tuple[str, ...]
    """Categories that it is about."""

    @property
    def complete(self) -> bool:
        return all(isinstance(value, Shown) for one in self.series for value in one.figures)

    def shown(self, series: Spoken) -> list[tuple[str, Shown]]:
        """The figures that are shown, each with its category."""
        pairs = zip(self.categories, series.figures, strict=True)
        return [(name, value) for name, value in pairs if isinstance(value, Shown)]

    def every(self) -> list[tuple[str, Released]]:
        """Each figure with the name of its place."""
        alone = len(self.series) == 1
        return [
            (name if alone else f"{name} ({one.name})", value)
            for one in self.series
            for name, value in zip(self.categories, one.figures, strict=True)
        ]


def said(chart: Chart) -> Said:
    first = chart.panels[0].series[0]
    series = tuple(
        Spoken(_series_name(chart, panel.name, one.name, len(panel.series)), one.figures)
        for panel in chart.panels
        for one in panel.series
    )
    categories = tuple(inside(chart, name) for name in chart.categories)
    about = tuple(inside(chart, name) for name in chart.categories if name in chart.highlighted)
    return Said(quantity(chart.measure, first.unit), categories, series, about)


def _series_name(chart: Chart, panel: str, series: str, count: int) -> str:
    if not panel or panel == series:
        return inside(chart, series)
    return inside(chart, panel) if count == 1 else f"{inside(chart, panel)}, {inside(chart, series)}"


def inside(chart: Chart, name: str) -> str:
    """The name as it stands inside a sentence, where each figure has its unit with it."""
    return _UNIT_OF_HEAD.sub("", chart.spoken.get(name, name))


def together(names: Sequence[str]) -> str:
    """`a, b och c`; with *samt* where a name has an *och* of its own."""
    *most, last = names
    if most and any(" och " in name for name in names):
        return f"{', '.join(most)} samt {last}"
    return listed(names)


def quantity(measure: str, unit: Unit) -> Quantity:
    """By the first word of what the author calls it, else by the unit."""
    word = measure.partition(" ")[0].casefold()
    if word in _BY_WORD:
        return _BY_WORD[word]
    if word.endswith("ning"):
        return replace(_SHARE, noun=f"{word}en")
    # Not every per cent is a share.
    return _VALUE if word and unit != "antal" else _BY_UNIT.get(unit, _VALUE)


def amount(value: Shown) -> str:
    """The figure with its unit: *713 personer*, *1 timme*, *7,2 procent*."""
    one, several = _UNIT.get(value.unit, ("", ""))
    if value.unit == "antal":
        one, several = _COUNTED.get(value.counts, ("", ""))
    unit = one if value.number == Decimal(1) else several
    return f"{figure(value.number)}{NO_BREAK_SPACE}{unit}" if unit else figure(value.number)


def quoted(name: str) -> str:
    """A name of several words is set apart from the sentence around it."""
    return f"”{name}”" if " " in name else name


def bare(value: Shown) -> str:
    """The figure alone, where another with its unit follows."""
    return figure(value.number)


def each(names: Sequence[str], of: int) -> str:
    """Names that share a figure, or how many they are."""
    return together(names) if len(names) <= _MOST_NAMES else f"{len(names)} av {of}"


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def are_times(names: Sequence[str]) -> bool:
    """Whether every name is or holds a year."""
    return all(_YEAR.search(name) for name in names)
