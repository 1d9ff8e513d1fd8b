"""Shaping: which glyphs, how wide, and what each of them says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from squarefont import NAMES, square_font

from socpdf.core.diagnostics import Sink, Span
from socpdf.text.fontfile import read_font
from socpdf.text.fonts import Features, FontBook
from socpdf.text.shape import line_end_hyphen, report_missing, shape, split

SQUARE = read_font("square-regular", square_font())
SERIF = FontBook.open(Path(__file__).parents[2], Sink()).font("serif")


def test_kerning_is_in_the_advances() -> None:
    """A kerned pair is narrower than its letters: 500 and 500 less 100."""
    shaped = shape(SQUARE, "VA")
    assert (shaped.advances, shaped.width, shaped.font) == ((400, 500), 900, "square-regular")


def test_ligature_says_all_its_letters() -> None:
    """One glyph stands for two letters, and says both."""
    shaped = shape(SQUARE, "afin")
    assert (shaped.texts, shaped.width) == (("a", "fi", "n"), 1750)


def test_feature_can_be_switched_off() -> None:
    """A leading minus switches off what is on by itself."""
    assert shape(SQUARE, "fi", ("-liga",)).texts == ("f", "i")


def test_small_capitals_say_what_was_typed() -> None:
    """A small capital says the small letter or the capital it stands for, though one glyph draws both."""
    shaped = shape(SQUARE, "aA", ("smcp", "c2sc"))
    assert shaped.texts == ("a", "A")
    assert shaped.glyphs[0] == shaped.glyphs[1]
    assert shaped.text == "aA"


def test_first_glyph_of_a_cluster_says_all_of_it() -> None:
    """A character that becomes two glyphs is said once."""
    shaped = shape(SQUARE, "nŉa")
    assert shaped.texts == ("n", "ŉ", "", "a")


@pytest.mark.parametrize(
    ("text", "texts"),
    [("a\u00adn", ("a\u00ad", "n")), ("\u00adn", ("\u00adn",)), ("\u200d", ())],
)
def test_character_without_a_shape_stays_in_the_text(text: str, texts: tuple[str, ...]) -> None:
    """What is never seen draws nothing, and is said with the glyph before it, or else after it."""
    shaped = shape(SQUARE, text)
    assert (shaped.texts, shaped.missing) == (texts, "")


def test_missing_glyphs_are_told_once_each() -> None:
    """Every character without a glyph has one message that names it, seen or not."""
    shaped = shape(SQUARE, "a☃☃\t")
    assert shaped.missing == "☃☃\t"
    sink = Sink()
    report_missing(shaped, SQUARE, Span("layouts/8.md", 12), sink)
    assert [d.message for d in sink.diagnostics] == [
        "the font Square-Regular has no glyph for `☃` (U+2603)",
        "the font Square-Regular has no glyph for U+0009",
    ]
    assert {(d.code, str(d.span)) for d in sink.diagnostics} == {("G112", "layouts/8.md:12")}


def test_word_with_all_its_glyphs_is_not_told() -> None:
    """Nothing is reported where nothing is missing."""
    sink = Sink()
    report_missing(shape(SQUARE, "afin"), SQUARE, Span("layouts/8.md", 12), sink)
    assert not sink.diagnostics


def test_word_is_shaped_once() -> None:
    """The same word, features and language give the same object; others do not."""
    assert shape(SQUARE, "fin") is shape(SQUARE, "fin")
    assert shape(SQUARE, "fin") != shape(SQUARE, "fin", ("-liga",))


def test_language_chooses_its_own_forms() -> None:
    """Turkish keeps its dotted i apart from the f, where Swedish has a ligature."""
    assert shape(SERIF, "fi").texts == ("fi",)
    assert shape(SERIF, "fi", language="tr").texts == ("f", "i")


@pytest.mark.parametrize(
    ("feature", "text"),
    [("onum", "2024"), ("tnum", "2024"), ("pnum", "2024"), ("smcp", "små"), ("c2sc", "SoL"), ("sups", "12"),
     ("case", "(A)"), ("frac", "1/2"), ("locl", "fi")],
)  # fmt: skip
def test_feature_is_passed_on(feature: str, text: str) -> None:
    """A feature changes glyphs or widths, if the font does not have it on already, and never the text."""
    plain, featured = shape(SERIF, text), shape(SERIF, text, (feature,))
    already_on = feature in ("locl", "tnum")
    assert ((plain.glyphs, plain.advances) == (featured.glyphs, featured.advances)) is already_on
    assert "".join(featured.texts) == text


@pytest.mark.parametrize("features", [("small",), ("smc",), ("liga", "öäåå")])
def test_what_is_no_feature_is_refused(features: Features) -> None:
    """A misspelt tag is a mistake of the program, and never silent."""
    with pytest.raises(ValueError, match="not the tag"):
        shape(SQUARE, "a", features)


def test_divided_word_is_shaped_anew() -> None:
    """A ligature across the division is undone, so that both parts can be drawn."""
    head, tail = split(SQUARE, "afin", 2)
    assert (head.texts, tail.texts) == (("a", "f"), ("i", "n"))
    assert head is shape(SQUARE, "af")


@pytest.mark.parametrize("at", [0, 4, -1])
def test_division_lies_inside_the_word(at: int) -> None:
    """A word cannot be divided before its first or after its last letter."""
    with pytest.raises(ValueError, match="cannot divide"):
        split(SQUARE, "afin", at)


def test_line_end_hyphen_looks_like_one_and_says_soft_hyphen() -> None:
    """It is drawn as U+2010, and copied as the soft hyphen that keeps the word whole."""
    hyphen = line_end_hyphen(SERIF)
    assert hyphen.glyphs == shape(SERIF, "\u2010").glyphs
    assert (hyphen.text, hyphen.texts) == ("\u00ad", ("\u00ad",))
    assert hyphen is shape(SERIF, "\u00ad")


def test_font_without_u2010_has_a_line_end_hyphen() -> None:
    """Fonts often lack U+2010; the hyphen of the keyboard serves then."""
    characters = {character: glyph for character, glyph in NAMES.items() if character != "\u2010"}
    font = read_font("plain", square_font(characters=characters))
    assert line_end_hyphen(font).glyphs == shape(font, "-").glyphs
    assert not line_end_hyphen(font).missing


@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_no_text_is_lost_in_shaping(text: str) -> None:
    """The glyphs together say the text, whatever it is, unless none of it is ever seen."""
    shaped = shape(SERIF, text)
    assert not shaped.glyphs or "".join(shaped.texts) == text
    assert shaped.width == sum(shaped.advances)
    assert len(shaped.glyphs) == len(shaped.advances) == len(shaped.texts)
    assert not shaped.offsets or len(shaped.offsets) == len(shaped.glyphs)


@given(st.text("abcdefghijklmnopqrstuvwxyzåäöéVATÅÄÖ-–’0123456789", min_size=2, max_size=12), st.data())
def test_divided_word_says_the_same(text: str, data: st.DataObject) -> None:
    """Division neither loses nor repeats a letter."""
    head, tail = split(SERIF, text, data.draw(st.integers(1, len(text) - 1)))
    assert "".join(head.texts + tail.texts) == text
