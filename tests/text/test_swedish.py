"""Figures as Swedish: the examples of the page on formats, and the laws behind them."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socpdf.core.diagnostics import Span
from socpdf.core.rounding import half_away
from socpdf.ir.spec import Format
from socpdf.ir.tables import Shown, Withheld
from socpdf.ir.tidy import Sign, Unit
from socpdf.text.formatspage import EXAMPLES, Example, formats_page
from socpdf.text.swedish import (
    FORMAT_NAMES,
    MINUS,
    NO_BREAK_SPACE,
    FormatError,
    cell,
    decimals_needed,
    figure,
    spoken,
    write,
)


def form(name: str, *arguments: int | str | Decimal) -> Format:
    return Format(name, tuple(Decimal(a) if isinstance(a, int) else a for a in arguments), Span(""))


def shown(number: str | int, unit: Unit = "antal") -> Shown:
    return Shown(Decimal(number), unit, "personer")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{cell(e.value)} {e.source}")
def test_the_examples_of_the_page_are_true(example: Example) -> None:
    """Written as the page shows it; where figures meet a unit or thousands meet, the space does not break."""
    assert write(example.value, example.formats).replace(NO_BREAK_SPACE, " ") == example.written


def test_every_format_has_an_example() -> None:
    """A format nobody shows is a format nobody finds."""
    assert {f.name for example in EXAMPLES for f in example.formats} == set(FORMAT_NAMES)


def test_the_page_is_made_from_the_examples(repo: Path, update: bool) -> None:
    """`pytest --update` writes the page anew."""
    page = repo / "socpdf/docs/formats.md"
    if update:
        page.write_text(formats_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == formats_page()


def test_spaces_do_not_break() -> None:
    """A line never ends within a figure or before its unit."""
    assert write(shown(4427), []) == "4\u00a0427"
    assert write(shown(54, "procent"), [form("procent")]) == "54\u00a0procent"
    assert write(shown(4500, "kronor"), [form("belopp")]) == "4\u00a0500\u00a0kronor"


def test_a_sentence_starts_with_a_capital() -> None:
    """Words do; figures stay."""
    assert write(shown(7), [form("ord")], sentence_start=True) == "Sju"
    assert write(shown(4427), [form("ungefär")], sentence_start=True) == "Drygt 4\u00a0400"
    assert write(shown(7), [], sentence_start=True) == "7"


def test_the_words_for_withheld_follow_the_threshold() -> None:
    """With another rule the sentence is another."""
    assert write(Withheld(Sign.WITHHELD, "personer"), [], threshold=10) == "färre än tio"


def test_cells_have_signs_as_typed() -> None:
    """A table shows the sign; a screen reader is told what it means."""
    assert [cell(Withheld(sign, "personer")) for sign in Sign] == ["*", "**", ".", "i.u"]
    assert cell(shown("0.0", "procent")) == "0,0"
    assert spoken(Sign.WITHHELD) == "uppgift skyddad av sekretess"
    assert len({spoken(sign) for sign in Sign}) == len(Sign)


@pytest.mark.parametrize(
    ("value", "formats", "message"),
    [
        ("2024", [form("procent")], "the format `procent` needs a figure, and this is text"),
        (shown(4), [form("procent")], "the format `procent` needs a share, and this is in antal"),
        (shown(4), [form("belopp")], "the format `belopp` needs an amount in kronor, and this is in antal"),
        (shown(4), [form("tal"), form("ord")], "the formats `tal` and `ord` exclude each other"),
        (shown(4), [form("tal"), form("tal")], "the format `tal` stands twice"),
        (shown(4), [form("tal", 9)], "the format `tal` takes the number of decimals, from 0 to 6"),
        (
            shown(4),
            [form("tal", Decimal("1.5"))],
            "the format `tal` takes the number of decimals, from 0 to 6",
        ),
        (shown(4), [form("ord", "hen")], 'the format `ord` takes "en" or "ett"'),
        (shown(4), [form("förändring", 1)], "the format `förändring` takes no argument"),
        (shown(4), [form("ungefär", "typ")], 'the format `ungefär` takes a step above zero and "cirka"'),
        (shown(4), [form("ungefär", 0)], 'the format `ungefär` takes a step above zero and "cirka"'),
        (shown(4), [form("fet")], "unknown format `fet`"),
    ],
)
def test_a_wrong_format_is_an_error(value: Shown | str, formats: list[Format], message: str) -> None:
    """The caller gets the words for a diagnostic."""
    with pytest.raises(FormatError) as error:
        write(value, formats)
    assert error.value.message == message


# --- laws ---


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**20), max_value=10**20))
def test_a_figure_can_be_read_back(number: Decimal) -> None:
    """Nothing is lost in writing, and groups have three digits."""
    written = figure(number)
    back = written.replace(NO_BREAK_SPACE, "").replace(",", ".").replace(MINUS, "-")
    assert Decimal(back) == number
    assert re.fullmatch(r"−?\d{1,3}(\xa0\d{3})*,\d{3}", written)


@given(st.integers(0, 10**9), st.integers(1, 500))
def test_a_hedge_is_always_on_the_right_side(number: int, step: int) -> None:
    """*drygt* is never above the figure, *nästan* never below, and no word means exactly."""
    for formats in ([form("ungefär")], [form("ungefär", step)]):
        words = write(shown(number), formats).replace(NO_BREAK_SPACE, "").split()
        rounded = int(words[-1])
        side = (number > rounded) - (number < rounded)
        assert {"drygt": 1, "nästan": -1}.get(words[0], 0) == side


@given(st.fractions(0, 100), st.integers(0, 3))
def test_what_is_released_is_precise_enough(share: Fraction, decimals: int) -> None:
    """A share released with the decimals its format needs is not rounded a second time."""
    needed = decimals_needed("procent", 1, [form("procent", decimals)])
    released = Shown(half_away(share, needed), "procent", "personer")
    written = write(released, [form("procent", decimals)]).partition(NO_BREAK_SPACE)[0]
    assert Decimal(written.replace(",", ".")) == half_away(share, decimals)
    ratio = share / 100
    needed = decimals_needed("kvot", 2, [form("procent", decimals)])
    released = Shown(half_away(ratio, needed), "kvot", "personer")
    assert write(released, [form("procent", decimals)]).partition(NO_BREAK_SPACE)[0] == written
