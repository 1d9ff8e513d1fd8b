"""Groups that no line may divide: a number and its unit, a reference to a law or a table, an abbreviation.

Only spaces are looked at; a text keeps its length, so that what is found can be told by position.
"""

import re
from typing import Final

JOIN: Final = "\ue000"
"""Stands in the answer for a space that must not be broken at; a character no text has (private use)."""

_MONTHS: Final = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_UNITS: Final = (
    "%|procent|procentenheter|§§?|kap\\.|kr|kronor|tkr|mnkr|miljoner|år|timmar|h|dagar|poäng|st\\."
)
_LAWS: Final = "SoL|LSS|LOV|LVU|LVM|OSL|FL|FB|SFB|HSL|SkolL"
_THINGS: Final = "[Tt]abell|[Ff]igur|[Kk]apitel|[Bb]ilaga|[Ss]idan?|[Aa]vsnitt|[Nn]r|[Kk]l\\.|[Dd]nr|§"
# Each with the spaces to be joined as its only spaces; what stands around them decides.
_GROUPS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=\d) (?=\d{3}(?!\d))",
        rf"(?<=\d) (?=(?:{_UNITS})(?!\w))",
        rf"(?<=kap\.) (?=\d)|(?<=§) (?=(?:{_LAWS})\b)",
        rf"(?:(?<=\W)|^)(?:{_THINGS}) (?=\d)",
        rf"(?<!\d)\d{{1,2}} (?=(?:{_MONTHS})\b)",
        r"(?<=\d) (?=[–-] ?\d)|(?<=\d [–-]) (?=\d)",
        r"\b(?:t\.|bl\.|m\.|f\.|s\.|o\.|d\.|e\.) (?=(?:ex|a|fl|m|n|k|d|v|s)\.)",
        r"\b(?:Lag|lagen|förordningen?) (?=\(\d)",
        r"\bKälla: (?=\S)",
    )
)

# Every group has a figure, an abbreviation's full stop or this word; most cells of a table have none of them.
_WORTH_A_LOOK: Final = re.compile(r"\d.* |.* \d|\. |Källa: ", re.DOTALL)


def bind(text: str) -> str:
    """The text with `JOIN` for each space inside a group."""
    if not _WORTH_A_LOOK.search(text):
        return text
    for group in _GROUPS:
        text = group.sub(lambda match: match.group().replace(" ", JOIN), text)
    return text
