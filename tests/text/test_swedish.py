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
    begins_sentence,
    cell,
    decimals_needed,
    figure,
    small_number,
    spoken,
    write,
)


def form(name: str, *arguments: int | str | Decimal) -> Format:
    return Format(name, tuple(Decimal(a) if isinstance(a, int) else a for a in arguments), Span(""))


def shown(number: str | int | Decimal, unit: Unit = "antal") -> Shown:
    return Shown(Decimal(number), unit, "personer")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.written} {e.source}")
def test_the_examples_of_the_page_are_true(example: Example) -> None:
    """Written as the page shows it, but that there spaces within figures break."""
    assert example.write().replace(NO_BREAK_SPACE, " ") == example.written


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
    """Also words that were no words elsewhere."""
    assert write(shown(7), [form("ord")], sentence_start=True) == "Sju"
    assert write(shown(4427), [form("ungefär")], sentence_start=True) == "Drygt 4\u00a0400"
    assert write("Järva", [], sentence_start=True) == "Järva"
    assert write(shown(3), [form("välj", "", "", "")], sentence_start=True) == ""


@pytest.mark.parametrize(
    ("number", "unit", "formats", "written"),
    [
        (0, "antal", [], "Noll"),
        (21, "antal", [], "Tjugoen"),
        (99, "antal", [form("tal")], "Nittionio"),
        (100, "antal", [], "100"),
        (Decimal("7.5"), "timmar", [], "7,5"),
        (-4, "antal", [], "−4"),
        (40, "antal", [form("ungefär")], "Fyrtio"),
        (31, "procentenheter", [form("procent")], "Trettioen procentenheter"),
    ],
)
def test_a_sentence_begins_with_a_word_where_one_is_short(
    number: int, unit: Unit, formats: list[Format], written: str
) -> None:
    """Whole numbers up to ninety-nine are spelled out there, whatever else the formats ask for."""
    assert write(shown(number, unit), formats, sentence_start=True) == written


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ("", True),
        ("Det ökade. ", True),
        ("Ökade det? ", True),
        ("”Det ökade.” ", True),
        ("Det ökade med ", False),
        ("som till exempel fl. ", True),
        ("t.ex. ", False),
        ("T.ex. ", False),
        ("bl.a. ", False),
        ("Det var ca ", False),
        ("Det var ca. ", False),
        ("enligt 4 kap. ", False),
        ("Det ökade.", False),
    ],
)
def test_a_sentence_is_known_by_what_stands_before(before: str, begins: bool) -> None:
    """A full stop ends a sentence, but not the full stop of an abbreviation."""
    assert begins_sentence(before) == begins


def test_the_words_for_withheld_follow_the_threshold() -> None:
    """With another rule the sentence is another."""
    assert write(Withheld(Sign.WITHHELD, "personer"), [], threshold=10) == "färre än tio"


def test_cells_have_signs_as_typed() -> None:
    """A table shows the sign; a screen reader is told what it means."""
    assert [cell(Withheld(sign, "personer")) for sign in Sign] == ["*", "**", ".", "i.u"]
    assert cell(shown("0.0", "procent")) == "0,0"
    assert spoken(Sign.WITHHELD) == "uppgift skyddad av sekretess"
    assert len({spoken(sign) for sign in Sign}) == len(Sign)


CHOICE_TEXTS = (
    "the format `välj` takes three texts, for more, for less and for the same, and a fourth for a figure "
    "that is not shown"
)


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
        (shown(4), [form("förändring", 1)], "the format `förändring` takes what is counted, in one text"),
        (shown(4), [form("fler", "a", "b")], "the format `fler` takes what is counted, in one text"),
        (shown(4), [form("högre", "en", "ett")], 'the format `högre` takes "en" or "ett" or "flera"'),
        (shown(4, "procent"), [form("var", 1)], "the format `var` takes no argument"),
        (shown(4), [form("var")], "the format `var` needs a share, and this is in antal"),
        (
            shown(4, "procentenheter"),
            [form("bråkdel")],
            "the format `bråkdel` needs a share, and this is in procentenheter",
        ),
        (shown(101, "procent"), [form("var")], "the format `var` needs a share from 0 to 100 per cent"),
        (shown(4), [form("ungefär"), form("ord")], "the formats `ungefär` and `ord` exclude each other"),
        (
            shown(4),
            [form("förändring"), form("välj", "a", "b", "c")],
            "the formats `förändring` and `välj` exclude each other",
        ),
        (
            shown(4, "procent"),
            [form("bråkdel"), form("procent")],
            "the formats `bråkdel` and `procent` exclude each other",
        ),
        (
            shown(0),
            [form("förändring"), form("procent")],
            "the format `procent` needs a share, and this is in antal",
        ),
        (
            shown(4),
            [form("välj", "a", "b")],
            CHOICE_TEXTS,
        ),
        (shown(4), [form("välj", "a {", "b", "c")], "the text `a {` has a brace without its partner"),
        (shown(4), [form("välj", "a", "b", "c {}")], "the text `c {}` cannot hold the figure"),
        (shown(4), [form("datum")], "the format `datum` needs a date, and this is a figure"),
        ("igår", [form("datum")], "the format `datum` needs a date, and this is none"),
        (
            Withheld(Sign.WITHHELD, "personer"),
            [form("välj", "a", "b", "c")],
            "the figure that chooses is not shown",
        ),
        (
            shown(4),
            [form("ungefär", "typ")],
            'the format `ungefär` takes a step above zero, and "knappt" or "cirka"',
        ),
        (
            shown(4),
            [form("ungefär", 0)],
            'the format `ungefär` takes a step above zero, and "knappt" or "cirka"',
        ),
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


UNCHANGED = {"förändring": "oförändrat", "förändrades": "var oförändrat", "har_förändrats": "är oförändrat"}
MORE = {"förändring": "en ökning med", "förändrades": "ökade med", "har_förändrats": "har ökat med"}
LESS = {"förändring": "en minskning med", "förändrades": "minskade med", "har_förändrats": "har minskat med"}


def direction_of(written: str, name: str) -> int:
    """What a reader takes from the words: 1 for more, -1 for less, 0 for the same."""
    if written.startswith(MORE[name]):
        return 1
    return -1 if written.startswith(LESS[name]) else 0


def released(exact: Fraction, unit: Unit, own: int, formats: list[Format]) -> Shown:
    """As `disclosure.release` does it: rounded once, to the decimals that the formats need."""
    return Shown(half_away(exact, decimals_needed(unit, own, formats)), unit, "personer")


DIFFERENCES = st.one_of(
    st.integers(-5000, 5000).map(Fraction),
    st.fractions(-100, 100, max_denominator=5000),
)


@given(DIFFERENCES, st.sampled_from(sorted(MORE)))
def test_a_standard_phrase_has_the_direction_of_the_exact_figure(exact: Fraction, name: str) -> None:
    """Also where rounding leaves nothing of the difference: then it is *mindre än* the smallest."""
    formats = [form(name)]
    written = write(released(exact, "procentenheter", 1, formats), formats)
    assert direction_of(written, name) == (exact > 0) - (exact < 0)
    assert ("mindre än" in written) == (exact != 0 and half_away(exact, 1) == 0)
    if not exact:
        assert written == UNCHANGED[name].replace(
            "oförändrat", "oförändrad" if name != "förändring" else "oförändrat"
        )


@given(DIFFERENCES, st.booleans())
def test_a_statement_is_the_one_that_is_true(exact: Fraction, with_unit: bool) -> None:
    """The author's words for more stand exactly where there is more, and so on; the figure has its size."""
    formats = [form("välj", "upp {}", "ner {}", "lika"), *([form("procent", 1)] if with_unit else [])]
    written = write(released(exact, "procentenheter", 1, formats), formats)
    expected = "upp" if exact > 0 else "ner" if exact < 0 else "lika"
    assert written.split()[0] == expected
    if exact and "mindre än" not in written and not with_unit:
        size = written.replace(NO_BREAK_SPACE, "").split()[1]
        known = {"en": 1}.get(size) or small_number(size)
        assert (known or Decimal(size.replace(",", "."))) == half_away(abs(exact), 1)


@given(st.integers(-500, 500), st.sampled_from(["fler", "mer", "högre"]))
def test_a_comparison_compares_the_right_way(number: int, name: str) -> None:
    """*än* follows where there is a difference, *som* where there is none."""
    written = write(released(Fraction(number), "antal", 0, [form(name)]), [form(name)])
    word = {"fler": ("fler", "färre"), "mer": ("mer", "mindre"), "högre": ("högre", "lägre")}[name]
    if number:
        assert written.split()[-2:] == [word[0] if number > 0 else word[1], "än"]
    else:
        assert written.endswith(" som")


PARTS_OF_WHOLE = {
    "en tiondel": (1, 10), "en femtedel": (1, 5), "en fjärdedel": (1, 4), "en tredjedel": (1, 3),
    "hälften": (1, 2), "två tredjedelar": (2, 3), "tre fjärdedelar": (3, 4), "fyra femtedelar": (4, 5),
    "nio tiondelar": (9, 10), "var tionde": (1, 10), "var femte": (1, 5), "var fjärde": (1, 4),
    "var tredje": (1, 3), "varannan": (1, 2), "två av tre": (2, 3), "tre av fyra": (3, 4),
    "fyra av fem": (4, 5), "nio av tio": (9, 10), "ingen": (0, 1), "alla": (1, 1),
}  # fmt: skip


@given(st.integers(0, 3000), st.integers(1, 3000), st.sampled_from(["bråkdel", "var"]))
def test_a_part_of_the_whole_is_never_on_the_wrong_side(part: int, more: int, name: str) -> None:
    """*drygt* and *mer än* stand above the part they name, *nästan*, *mindre än* and *färre än* below it."""
    exact = Fraction(part, part + more - 1 or 1)
    formats = [form(name)]
    written = write(released(exact, "kvot", 2, formats), formats)
    words, fraction = next((w, f) for w, f in PARTS_OF_WHOLE.items() if written.endswith(w))
    hedge = written.removesuffix(words).strip()
    side = (exact > Fraction(*fraction)) - (exact < Fraction(*fraction))
    assert {"drygt": 1, "mer än": 1, "nästan": -1, "mindre än": -1, "färre än": -1, "": 0}[hedge] == side


@given(st.fractions(0, 3000, max_denominator=4000), st.sampled_from([1, 50, Decimal("0.5")]))
def test_a_hedge_of_an_exact_figure_is_right(exact: Fraction, step: int | Decimal) -> None:
    """Also for what no decimals end: released figures are exact enough to tell the side."""
    for word in ("nästan", "knappt"):
        formats = [form("ungefär", step, *([word] if word == "knappt" else []))]
        written = write(released(exact, "timmar", 1, formats), formats).replace(NO_BREAK_SPACE, "").split()
        rounded = Fraction(written[-1].replace(",", "."))
        side = (exact > rounded) - (exact < rounded)
        assert {"drygt": 1, word: -1}.get(written[0], 0) == side


@given(st.sampled_from(FORMAT_NAMES), st.sampled_from(list(Sign)))
def test_nothing_is_told_of_a_figure_that_is_not_shown(name: str, sign: Sign) -> None:
    """No digit and no direction, whatever the format; only the threshold that everybody knows."""
    arguments = ["mer", "mindre", "lika", "utan"] if name == "välj" else []
    written = write(Withheld(sign, "personer", "procent"), [form(name, *arguments)])
    assert not re.search(r"\d|ökade|minskade|ökning|minskning|\bfler\b|färre|högre|lägre|oförändra", written)
