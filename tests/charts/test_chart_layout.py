"""How names are broken, and how words that would stand on each other are moved apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socpdf.charts.spread import spread
from socpdf.charts.wrap import wrap


def letters(text: str) -> float:
    return float(len(text))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Bromma", 10, ("Bromma",)),
        ("Enskede-Årsta-Vantör", 14, ("Enskede-", "Årsta-Vantör")),
        ("Försöks- och träningslägenhet", 16, ("Försöks- och", "träningslägenhet")),
        ("ett två tre fyra", 12, ("ett två", "tre fyra")),
        ("45 och\u00a0äldre", 8, ("45", "och\u00a0äldre")),
        ("Bostadsanpassningsbidrag", 10, ("Bostadsanpassningsbidrag",)),
    ],
)
def test_names_break_evenly(text: str, width: float, lines: tuple[str, ...]) -> None:
    """At spaces and after hyphens, into as few lines as fit, none much longer than another."""
    assert wrap(text, width, letters) == lines


@given(st.text(alphabet="ab -/", min_size=1).map(str.strip).filter(bool), st.integers(1, 12))
def test_no_letter_is_lost(text: str, width: int) -> None:
    """Lines joined again are the text, but for the spaces they were broken at."""
    assert "".join(wrap(text, width, letters)).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 10)), min_size=1, max_size=8))
def test_nothing_stands_on_another(found: list[tuple[float, float]]) -> None:
    """Whatever the wishes, sizes keep apart, and between the ends."""
    wishes, sizes = zip(*found, strict=True)
    middles = spread(wishes, sizes, 0, 100)
    placed = sorted(zip(middles, sizes, strict=True))
    for (one, size), (other, next_size) in pairwise(placed):
        assert other - one >= (size + next_size) / 2 - 1e-6
    assert placed[0][0] - placed[0][1] / 2 >= -1e-6
    assert placed[-1][0] + placed[-1][1] / 2 <= 100 + 1e-6


def test_words_with_room_stay_where_they_are() -> None:
    """Only what would touch is moved, and both as far as each other."""
    assert spread((10, 50, 52), (4, 4, 4), 0, 100) == (10, 49, 53)
