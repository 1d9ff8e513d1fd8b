"""The first sentence: the kind of chart, what its figures are, and what is compared."""

import re
from typing import Final

from socpdf.charts.speech.words import are_times, capital, inside, together
from socpdf.ir.chart import Chart, Kind
from socpdf.text.swedish import NO_BREAK_SPACE, words

_KINDS: Final = {
    Kind.BARS: ("stapeldiagram", "stapeldiagram"),
    Kind.STACKED: ("staplat diagram", "staplade diagram"),
    Kind.SHARES: ("stapeldiagram", "stapeldiagram"),
    Kind.PAIRED: ("stapeldiagram", "stapeldiagram"),
    Kind.LINES: ("linjediagram", "linjediagram"),
    Kind.PYRAMID: ("pyramiddiagram", "pyramiddiagram"),
    Kind.DOTS: ("punktdiagram", "punktdiagram"),
    Kind.PARTS: ("delad stapel", "delade staplar"),
    Kind.TILES: ("rutkarta", "rutkartor"),
}
"""One of them, and several."""
_DEFINITE: Final = {"antal": "antalet", "andel": "andelen"}
_TELLS_NOTHING: Final = ("antal", "andel", "summa", "total")
_MOST_SERIES: Final = 4
_PARENTHESIS: Final = re.compile(r"\s*\([^)]*\)")


def lead(chart: Chart, title: str) -> str:
    """With the title instead of the measure, where the measure says too little."""
    kind, measure = _kind(chart), _measure(chart.measure)
    if chart.kind is Kind.PAIRED:
        names = together([inside(chart, one.name) for one in chart.panels[0].series])
        return f"Två {kind} bredvid varandra{_along(chart)}: {names}."
    if " " not in measure:
        stop = "" if title.endswith((".", "?", "!")) else "."
        return f"{capital(kind)}: {title}{stop}"
    if chart.kind is Kind.SHARES:
        whole = f"där varje stapel är 100{NO_BREAK_SPACE}procent"
        return f"{capital(kind)} {whole}: {measure}{_along(chart)}{_beside(chart)}."
    return f"{capital(kind)} över {measure}{_along(chart)}{_beside(chart)}."


def _kind(chart: Chart) -> str:
    if chart.pie:
        return "cirkeldiagram"
    one, several = _KINDS[chart.kind]
    lying = "liggande " if chart.lying else ""
    if len(chart.panels) == 1:
        return lying + one
    return f"{words(len(chart.panels), 'ett')} {lying}{several} med samma skala"


def _measure(measure: str) -> str:
    """*Antal personer* as *antalet personer*; what stands in parentheses is the unit."""
    words = _PARENTHESIS.sub("", measure).strip()
    first, _, rest = words.partition(" ")
    first = first[:1].lower() + first[1:] if first[1:2].islower() else first
    return f"{_DEFINITE.get(first, first)} {rest}".strip()


def _along(chart: Chart) -> str:
    """Over which time, or by what."""
    names = chart.categories
    if are_times(names) and len(names) > 1:
        return f" från {names[0]} till {names[-1]}"
    category = chart.category
    if not category:
        return ""
    return f" efter {category[:1].lower() + category[1:] if category[1:2].islower() else category}"


def _beside(chart: Chart) -> str:
    """The series, or the panels that they are drawn in."""
    series = [inside(chart, one.name) for one in chart.panels[0].series]
    panels = [inside(chart, panel.name) for panel in chart.panels]
    if chart.kind is Kind.PYRAMID:
        return f": {series[0]} åt vänster och {series[1]} åt höger"
    if len(panels) > 1:
        within = f", med {together(series)}" if len(series) > 1 else ""
        return f", {_each_of(panels)}{within}"
    if len(series) == 1:
        name = series[0].casefold()
        says_more = not name.startswith(_TELLS_NOTHING) and name not in chart.measure.casefold()
        return f", {_each_of(series)}" if says_more else ""
    split = "uppdelat på " if chart.kind in {Kind.STACKED, Kind.SHARES} else ""
    return f", {split}{_several(series)}" if split else f", {_each_of(series)}"


def _each_of(names: list[str]) -> str:
    """*2023 och 2024*, but *för kvinnor och män*."""
    return _several(names) if are_times(names) else f"för {_several(names)}"


def _several(names: list[str]) -> str:
    return together(names) if len(names) <= _MOST_SERIES else f"{words(len(names), 'en')} grupper"
