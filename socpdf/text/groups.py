"""Groups that no line may divide: a number and its unit, a reference to a law or a table, an abbreviation.

Only spaces are looked at; a text keeps its length, so that what is found can be told by position.
"""

import re
from typing import Final

from socpdf.text.learned import MONTHS

JOIN: Final = "\ue000"
"""Stands in the answer for a space that must not be broken at; a character no text has (private use)."""

_UNITS: Final = (
    "%|procent|procentenheter|§§?|kap\\.|kr|kronor|tkr|mnkr|miljoner|år|timmar|h|dagar|poäng|st\\."
)
_LAWS: Final = "SoL|LSS|LOV|LVU|LVM|OSL|FL|FB|SFB|HSL|SkolL"
_THINGS: Final = ("tabell", "figur", "kapitel", "bilaga", "sida", "sidan", "avsnitt", "nr", "kl.", "dnr")


def _after(*words: str) -> str:
    """A space after one of these, which nothing stands before that would make it part of another word."""
    return "|".join(rf"(?<={edge}{word} )" for word in words for edge in (r"^", r"\W"))


# What comes after a space, and what stands before it. All of them in one expression, so that a text is gone
# through once; most spaces fail at their first character.
_GROUPS: Final = re.compile(
    "|".join(
        rf" (?={after})(?:{before})"
        for after, before in (
            (rf"\d{{3}}(?!\d)|(?:{_UNITS})(?!\w)|[–-] ?\d", r"(?<=\d )"),
            (r"\d", r"(?<=\d [–-] )|(?<=kap\. )"),
            (r"\d", _after("§", *(f"[{t[0].upper()}{t[0]}]{re.escape(t[1:])}" for t in _THINGS))),
            (rf"(?:{_LAWS})\b", r"(?<=§ )"),
            (rf"(?:{'|'.join(MONTHS)})\b", r"(?<=^\d )|(?<=^\d\d )|(?<=\D\d )|(?<=\D\d\d )"),
            (r"(?:ex|a|fl|m|n|k|d|v|s)\.", r"(?<=\b[tmfsode]\. )|(?<=\bbl\. )"),
            (r"\(\d", r"(?<=\bLag )|(?<=\blagen )|(?<=\bförordning )|(?<=\bförordningen )"),
            (r"\S", r"(?<=\bKälla: )"),
        )
    )
)

# Every group has a figure, an abbreviation's full stop or this word; most cells of a table have none of them.
_WORTH_A_LOOK: Final = re.compile(r"\d.* |.* \d|\. |Källa: ", re.DOTALL)


def bind(text: str) -> str:
    """The text with `JOIN` for each space inside a group."""
    if not _WORTH_A_LOOK.search(text):
        return text
    return _GROUPS.sub(JOIN, text)
