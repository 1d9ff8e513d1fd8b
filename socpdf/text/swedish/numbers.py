"""Numbers as figures and as words, and dates."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from socpdf.text.learned import DECIMAL, GROUP, MINUS, MONTHS, NUMBERS

NO_BREAK_SPACE: Final = "\u00a0"
# Figures up to twelve are words in running text (Svenska skrivregler; the printed reports do the same).
WORDS_TO: Final = 12
# What may be spelled out where no figure may stand; longer words nobody reads at a glance.
LONGEST_WORDS: Final = len(NUMBERS) - 1

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
# The only one that ends in a one and does not say it.
_ELEVEN: Final = 11
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def figure(number: Decimal) -> str:
    """Decimal comma, thousands set apart by no-break spaces from four digits on, and a true minus sign."""
    whole, _, decimals = f"{number.copy_abs():f}".partition(".")
    groups = f"{int(whole):,}".replace(",", GROUP)
    return (MINUS if number < 0 else "") + groups + (DECIMAL + decimals if decimals else "")


def words(number: int, one: str) -> str:
    """From 0 to 99; `one` is *en* or *ett*, by the gender of what is counted."""
    written = NUMBERS[number]
    return written.removesuffix(NUMBERS[1]) + one if number % 10 == 1 and number != _ELEVEN else written


def one_of(noun: str) -> str | None:
    """*en person* for *personer*; None for a noun whose singular is not known."""
    return _ONE.get(noun)


def small_number(word: str) -> int | None:
    """The number from two to twelve that a word is; *en* and *ett* are articles as often as numbers."""
    folded = word.casefold()
    return NUMBERS.index(folded) if folded in NUMBERS[2 : WORDS_TO + 1] else None


def written_date(text: str) -> str | None:
    """`2024-12-31` as *31 december 2024*; None where the text is no date."""
    if not _DATE.fullmatch(text):
        return None
    day = date.fromisoformat(text)
    return f"{day.day}{NO_BREAK_SPACE}{MONTHS[day.month - 1]} {day.year}"
