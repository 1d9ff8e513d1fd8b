"""Numbers that may be typed: they name something, or say when, and no data will ever change them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from socpdf.audit.passages import OTHER, VALUE
from socpdf.text.swedish import MONTHS

_DASH: Final = "[-‐‑–—]"
_NUMBER: Final = rf"(?:\d+|{VALUE}|{OTHER})"
_AND: Final = rf"(?:\s*{_DASH}\s*|\s*,\s*|\s+(?:och|eller|samt|till)\s+)"
_YEAR: Final = r"(?:1[89]|20)\d\d"
# A number of four digits before one of these counts them, and is no year.
_COUNTED: Final = (
    "anmälningar|ansökningar|barn|beslut|boenden|dagar|elever|enheter|familjer|flickor|hushåll|individer|insatser"
    "|kronor|kr|kvinnor|lägenheter|mnkr|män|personer|platser|pojkar|procent|procentenheter|stycken|svar|timmar"
    "|tkr|tusen|miljoner|ungdomar|ärenden|%"
)
_SECTION: Final = r"\d+(?:\s?[a-z](?=\s*(?:§|kap)))?"
_SECTIONS: Final = rf"{_SECTION}(?:{_AND}{_SECTION})*\s*§§?"
_NAMED: Final = (
    "artikel|avsnitt|bilaga|diagram|fas|figur|fotnot|kapitel|kap\\.|karta|nr|nummer|paragraf|punkt|sida|sidan|sidorna"
    "|steg|tabell|version"
)
_NAME_NUMBER: Final = r"\d+(?:[:.]\d+)*"

_DAYS: Final = rf"\d{{1,2}}(?::[ae])?(?:\s*{_DASH}\s*\d{{1,2}}|\s+och\s+\d{{1,2}})?"
_MONTH: Final = "|".join(MONTHS)
_TO: Final = rf"(?:\s*{_DASH}\s*|\s+(?:till(?:\s+och\s+med)?|t\.o\.m\.|och|eller)\s+)"
_OF_AGE: Final = rf"(?:\s+år(?:s|en)?\b|{_DASH}?åring\w*|{_DASH}år\w*)"
_AGE_WORDS: Final = (
    r"blir|blivit|från|fyll\w+|högst|minst|till|under|vid|yngre\s+än|åldern|är|äldre\s+än|över"
)

_YEAR_GOES_ON: Final = rf"(?:\s*{_DASH}\s*(?:{_YEAR}|\d\d))?(?:/\d\d)?"
_NO_COUNT: Final = rf"(?![\d%])(?!,\d)(?!\s(?:{_COUNTED})\b)(?!\s%)"

_PATTERNS: Final = (
    # years and spans of them: 2024, 2021–2022, 2023/24, 1990-talet
    rf"(?<![\d,.]){_YEAR}{_YEAR_GOES_ON}{_NO_COUNT}",
    rf"\b(?:år|åren|under|sedan|våren|sommaren|hösten|vintern|början\s+av|slutet\s+av)\s+{_YEAR}\b",
    # dates and times
    rf"\b{_DAYS}\s+(?:{_MONTH})\b(?:\s+{_YEAR})?",
    r"\b\d{4}-\d\d-\d\d\b",
    rf"\b(?:kl\.?|klockan)\s*\d{{1,2}}(?:[.:]\d\d)?(?:\s*{_DASH}\s*\d{{1,2}}(?:[.:]\d\d)?)?",
    rf"\b(?:vecka|kvartal|tertial)\s+\d+(?:{_AND}\d+)*",
    # law: 4 kap. 2 §, 2 a och 3 §§, (2001:453), prop. 2024/25:89
    rf"\b{_SECTION}\s*kap\.?(?:\s*{_SECTIONS})?",
    rf"\b{_SECTIONS}",
    r"§§?\s*\d+",
    r"\b\d{4}(?:/\d{2,4})?:\d+",
    r"\b(?:dnr|diarienummer)\.?:?\s*(?:\w+\s)?[\w/.:-]*\d[\w/.:-]*",
    # names with a number: kapitel 8, avsnitt 3.2, A4, covid-19
    rf"\b(?:{_NAMED})\s+{_NAME_NUMBER}(?:{_AND}{_NAME_NUMBER})*",
    rf"\b[^\W\d_]+{_DASH}?\d+\w*",
    r"(?:https?://|www\.)\S+|\S+@\S+",
    # ages: 20–64 år, mellan 20 och 64 år, 65 år och äldre, över 18 år, 65-årsdagen
    rf"(?<!\d){_NUMBER}{_TO}{_NUMBER}{_OF_AGE}",
    r"\b\d+\s+års?\s+(?:och|eller)\s+(?:däröver|därunder|uppåt|yngre|äldre)|\b\d+\s+år\s+gam\w+",
    rf"\b\d+{_DASH}år\w*|\b(?:{_AGE_WORDS})\s+\d+\s+år\b",
    # the rule by which figures are withheld
    r"\b(?:färre|mindre)\s+än\s+(?:fyra|4)\b|\bunder\s+4\b",
)


@cache
def _known() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)


def names_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Names of rows and columns that hold a number, such as *1–7 timmar*, however their dashes are typed."""
    written = sorted({_loosely(name) for name in names if any(sign.isdigit() for sign in name)})
    if not written:
        return None
    # A longer name first: it may begin like a shorter one.
    longest_first = sorted(written, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)


def exempt(text: str, names: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    """Where numbers may be typed, from offset to offset."""
    for pattern in (*_known(), *([names] if names else [])):
        yield from (match.span() for match in pattern.finditer(text))


def _loosely(name: str) -> str:
    return "".join(
        _DASH if re.fullmatch(_DASH, sign) else r"\s+" if sign.isspace() else re.escape(sign) for sign in name
    )
