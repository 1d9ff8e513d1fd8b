"""What our Swedish learned from babel and num2words, and both of them as its judges.

They are too dear to import at work (0.2 s for twelve months and a hundred words), so what they know is kept
in a module of its own: `make update` writes it anew, and without that this test holds it against them.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from socpdf.text import learned
from socpdf.text.swedish import MINUS, NO_BREAK_SPACE, figure
from socpdf.text.swedish.numbers import LONGEST_WORDS, words, written_date


def _module() -> str:
    """The module as the libraries say it should be."""
    locale = Locale("sv")
    symbols = locale.number_symbols["latn"]
    months = [locale.months["format"]["wide"][month] for month in range(1, 13)]
    # Both spellings are right; Svenska Akademiens ordlista prefers the one we write.
    numbers = [num2words(number, lang="sv").replace("förtio", "fyrtio") for number in range(100)]
    lines = [
        '"""What Swedish writes, from the data of babel and num2words; written by `make update`."""',
        "",
        "from typing import Final",
        "",
        f"DECIMAL: Final = {_quoted(symbols['decimal'])}",
        f"GROUP: Final = {_quoted(symbols['group'])}",
        f"MINUS: Final = {_quoted(symbols['minusSign'])}",
        *_tuple("MONTHS", months),
        *_tuple("NUMBERS", numbers),
    ]
    return "\n".join(lines) + "\n"


def _tuple(name: str, words: list[str]) -> list[str]:
    return [f"{name}: Final = (", *(f"    {_quoted(word)}," for word in words), ")"]


def _quoted(text: str) -> str:
    return (
        '"'
        + "".join(c if c.isalpha() or (c.isascii() and c.isprintable()) else f"\\u{ord(c):04x}" for c in text)
        + '"'
    )


def test_what_is_learned_is_what_the_libraries_say(*, update: bool) -> None:
    """A new edition of the locale's data shows here first."""
    file = Path(learned.__file__)
    if update:
        file.write_text(_module(), "utf-8")
    assert file.read_text("utf-8") == _module()


def test_number_words_are_those_of_num2words() -> None:
    """Every number that may begin a sentence is spelled as the library does, but for its *förtio*."""
    theirs = [num2words(number, lang="sv").replace("förtio", "fyrtio") for number in range(100)]
    assert [words(number, "ett") for number in range(LONGEST_WORDS + 1)] == theirs
    assert [words(number, "en") for number in (1, 11, 21, 91)] == ["en", "elva", "tjugoen", "nittioen"]


@given(st.decimals(min_value=-10_000_000, max_value=10_000_000, places=2))
def test_figures_are_those_of_the_locale(number: Decimal) -> None:
    """Separators and decimals are those of Sweden, with a true minus sign."""
    expected = format_decimal(number, format="#,##0.00", locale="sv").replace("-", MINUS)
    assert figure(number).removeprefix(MINUS) == expected.removeprefix(MINUS)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_dates_are_those_of_the_locale(day: date) -> None:
    """Days and months are written as the locale writes them in full."""
    written = written_date(day.isoformat())
    assert written is not None
    assert written.replace(NO_BREAK_SPACE, " ") == format_date(day, "long", locale="sv")
