"""Our Swedish judged by libraries that know it, num2words and babel; too dear to import at work."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from socpdf.text.swedish import MINUS, NO_BREAK_SPACE, figure
from socpdf.text.swedish.numbers import words, written_date


def test_number_words_are_those_of_num2words() -> None:
    """Every number that may begin a sentence is spelled as the library does, but for its *förtio*."""
    theirs = [num2words(number, lang="sv").replace("förtio", "fyrtio") for number in range(100)]
    assert [words(number, "ett") for number in range(100)] == theirs


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
