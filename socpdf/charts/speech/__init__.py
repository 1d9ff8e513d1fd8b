"""A chart in words: its kind, what is compared, the highest and the lowest, what changed, what stands out.

Made of the same released figures as the picture. Of figures that are not shown nothing is said but that they
are not, and where there are such, what is highest is so among those that are shown.
"""

from collections.abc import Sequence
from typing import Final

from socpdf.charts.speech.changes import changes
from socpdf.charts.speech.hidden import not_shown
from socpdf.charts.speech.lead import lead
from socpdf.charts.speech.levels import compared, levels, ranges
from socpdf.charts.speech.parts import parts, shares, stacked
from socpdf.charts.speech.words import Said, are_times, said
from socpdf.ir.chart import Chart, Kind

__all__ = ["describe"]

_MOST_WORDS: Final = 60
"""More is not listened to; who wants to know goes to the table."""


def describe(chart: Chart, title: str, where: str) -> str:
    """The alternative text; `where` is where the figures stand, such as `i tabell 8:5`."""
    told = said(chart)
    first, last = lead(chart, title), [*not_shown(told), f"Siffrorna finns {where}."]
    *bodies, shortest = _bodies(chart.kind, told)
    while shortest:
        bodies.append(shortest)
        shortest = shortest[:-1]
    texts = (" ".join([first, *body, *last]) for body in (*bodies, []))
    return next((text for text in texts if len(text.split()) <= _MOST_WORDS), " ".join([first, *last]))


def _bodies(kind: Kind, told: Said) -> Sequence[list[str]]:
    """What can be said, the fullest first; sentences from the most important to what can be left out."""
    match kind:
        case Kind.LINES:
            return [changes(told)]
        case Kind.DOTS:
            return [changes(told, over_series=True)]
        case Kind.STACKED:
            return [stacked(told)]
        case Kind.SHARES:
            return [shares(told)]
        case Kind.PARTS:
            return [parts(told)]
        case Kind.PAIRED:
            return [ranges(told)]
        case Kind.BARS | Kind.PYRAMID | Kind.TILES:
            if are_times(told.categories):
                return [changes(told)]
            if len(told.series) > 1 and are_times([one.name for one in told.series]):
                return [changes(told, over_series=True)]
            if len(told.series) == 2:
                return [[*compared(told), *ranges(told)], [*compared(told), *levels(told)]]
            return [levels(told)]
