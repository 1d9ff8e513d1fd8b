"""Numbers as figures and as words, and dates."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

NO_BREAK_SPACE: Final = "\u00a0"
MINUS: Final = "\u2212"
# Figures up to twelve are words in running text (Svenska skrivregler; the printed reports do the same).
WORDS_TO: Final = 12
# What may be spelled out where no figure may stand; longer words nobody reads at a glance.
LONGEST_WORDS: Final = 99

_SMALL: Final = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
    "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
_TENS: Final = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
# One of what is counted most often.
_ONE: Final = {
    "barn": "ett barn",
    "beslut": "ett beslut",
    "dagar": "en dag",
    "flickor": "en flicka",
    "hushåll": "ett hushåll",
    "insatser": "en insats",
    "kronor": "en krona",
    "kvinnor": "en kvinna",
    "lägenheter": "en lägenhet",
    "män": "en man",
    "personer": "en person",
    "platser": "en plats",
    "pojkar": "en pojke",
    "poäng": "en poäng",
    "procentenheter": "en procentenhet",
    "svar": "ett svar",
    "timmar": "en timme",
    "ungdomar": "en ungdom",
    "ärenden": "ett ärende",
}
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def figure(number: Decimal) -> str:
    """Decimal comma, thousands set apart by no-break spaces from four digits on, and a true minus sign."""
    whole, _, decimals = f"{number.copy_abs():f}".partition(".")
    groups = f"{int(whole):,}".replace(",", NO_BREAK_SPACE)
    return (MINUS if number < 0 else "") + groups + ("," + decimals if decimals else "")


def words(number: int, one: str) -> str:
    """From 0 to 99; `one` is *en* or *ett*, by the gender of what is counted."""
    if number < len(_SMALL):
        return one if number == 1 else _SMALL[number]
    tens, units = divmod(number, 10)
    return _TENS[tens - 2] + (words(units, one) if units else "")


def one_of(noun: str) -> str | None:
    """*en person* for *personer*; None for a noun whose singular is not known."""
    return _ONE.get(noun)


def small_number(word: str) -> int | None:
    """The number from two to twelve that a word is; *en* and *ett* are articles as often as numbers."""
    folded = word.casefold()
    return _SMALL.index(folded) if folded in _SMALL[2 : WORDS_TO + 1] else None


def written_date(text: str) -> str | None:
    """`2024-12-31` as *31 december 2024*; None where the text is no date."""
    if not _DATE.fullmatch(text):
        return None
    day = date.fromisoformat(text)
    return f"{day.day}{NO_BREAK_SPACE}{_MONTHS[day.month - 1]} {day.year}"


def month_names() -> tuple[str, ...]:
    return _MONTHS
