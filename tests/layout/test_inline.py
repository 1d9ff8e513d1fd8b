"""Words into lines that are set: no letter is lost, every sum is exact, and each line ends where it must."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from drafts import COMPOUNDS, PROSE
from hypothesis import given, settings
from hypothesis import strategies as st
from squarefont import entry, square_font

from socpdf.core.diagnostics import Sink
from socpdf.core.lengths import mm, pt
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.glyphs import SOFT_HYPHEN, Shaped
from socpdf.ir.paged import EXPANSION_UNIT, Artifact
from socpdf.layout import style
from socpdf.layout.inline.collect import Run, collect
from socpdf.layout.inline.finalize import SetLine
from socpdf.layout.inline.linebreak import Rules, Trouble
from socpdf.layout.inline.paragraph import Measure, set_lines
from socpdf.layout.inline.prepare import Typesetter
from socpdf.layout.style import TypeStyle
from socpdf.text.fonts import FontBook
from socpdf.text.hyphenate import Hyphenator

BOOK: Final = FontBook.open(Path(__file__).parents[2], Sink())
REAL: Final = Typesetter(BOOK, Hyphenator())
RAGGED: Final = TypeStyle("square", pt(10), pt(12))
SQUARE: Final = replace(RAGGED, justified=True)
LETTER: Final = pt(5)
SPACE: Final = pt(2.5)
OWNER: Final = NodeId(1)


@pytest.fixture(scope="session")
def square(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    """A setter with the square font alone: a letter is five points wide, a space two and a half."""
    root = tmp_path_factory.mktemp("square")
    raw = square_font()
    (root / "fonts").mkdir()
    (root / "fonts" / "square.ttf").write_bytes(raw)
    (root / "fonts" / "LICENSE").write_text("MIT")
    (root / "fonts" / "fonts.toml").write_text(entry("square.ttf", raw))
    return Typesetter(FontBook.open(root, Sink()), Hyphenator())


def run(text: str, look: TypeStyle = SQUARE, language: str = "sv", owner: NodeId = OWNER) -> Run:
    return Run(text, look, owner, language)


def width_of(line: SetLine, setter: Typesetter) -> int:
    """From the first letter to the last: what the pen moves, without the space that ends the line."""
    pieces = [(segment, piece) for segment in line.segments for piece in segment.pieces]
    while pieces and (isinstance(pieces[-1][1], int) or pieces[-1][1].text == " "):
        pieces.pop()
    total, glyphs = 0.0, 0
    for segment, piece in pieces:
        if isinstance(piece, int):
            total += piece
        else:
            total += (
                glyph_width(piece, segment.size, setter) * (EXPANSION_UNIT + line.expansion) / EXPANSION_UNIT
            )
            glyphs += len(piece.glyphs)
    return round(total + line.tracking * glyphs)


def glyph_width(shaped: Shaped, size: int, setter: Typesetter) -> int:
    return shaped.width * size // setter.fonts.named(shaped.font).metrics.upem


def shown(lines: Sequence[SetLine]) -> list[str]:
    """What an eye sees."""
    return [line.text.rstrip(" ").replace(SOFT_HYPHEN, "-") for line in lines]


def said(lines: Sequence[SetLine]) -> str:
    """What is copied or heard: the words whole, the lines one after the other."""
    return "".join(line.text for line in lines).replace(SOFT_HYPHEN, "")


# --- With the square font ----------------------------------------------------------------------------------


def test_a_justified_line_ends_at_its_measure(square: Typesetter) -> None:
    """Two spaces share what three words leave: the line is as wide as the measure, to the unit."""
    measure = 9 * LETTER + 2 * SPACE + pt(1) + 1
    first, last = set_lines((run("aaa aaa aaa aaa"),), Measure(measure), square)
    assert shown([first, last]) == ["aaa aaa aaa", "aaa"]
    assert (first.x, first.width, width_of(first, square)) == (0, measure, measure)
    assert (last.space, width_of(last, square)) == (None, 3 * LETTER)


def test_a_ragged_line_has_the_font_s_own_spaces(square: Typesetter) -> None:
    """Nothing is added to its spaces or glyphs."""
    lines = set_lines((run("aaa aaa aaa aaa", RAGGED),), Measure(11 * LETTER), square)
    assert [
        piece for line in lines for s in line.segments for piece in s.pieces if isinstance(piece, int)
    ] == []
    assert {(line.expansion, line.tracking, line.space) for line in lines} == {(0, 0, None)}


def test_kerning_and_ligatures_count(square: Typesetter) -> None:
    """A pair is a tenth of an em narrower, and a ligature three quarters of one wide."""
    (line,) = set_lines((run("VA fin"),), Measure(pt(100)), square)
    assert line.width == pt(9) + SPACE + pt(7.5) + LETTER


def test_one_word_alone_is_not_stretched(square: Typesetter) -> None:
    """A line without a space cannot be filled; its letters are not torn apart, and it tells."""
    first, _ = set_lines((run("aaaaaa aaaaaaaa"),), Measure(8 * LETTER), square)
    assert (shown([first]), first.space, first.trouble) == (["aaaaaa"], None, Trouble.LOOSE)
    assert width_of(first, square) <= round(6 * LETTER * (1 + Rules().give))


def test_a_no_break_space_holds(square: Typesetter) -> None:
    """The words on its two sides stay on one line."""
    lines = set_lines((run("aa aa\u00a0aa aa", RAGGED),), Measure(5 * LETTER), square)
    assert shown(lines) == ["aa", "aa\u00a0aa", "aa"]


def test_a_forced_end_is_kept(square: Typesetter) -> None:
    """A line ends where the author ended it, and is not filled."""
    runs = (run("aa aa"), replace(run(""), forced=True), run("nn"))
    lines = set_lines(runs, Measure(pt(200)), square)
    assert shown(lines) == ["aa aa", "nn"]
    assert lines[0].width == 4 * LETTER + SPACE


def test_a_long_word_is_split_where_it_must(square: Typesetter) -> None:
    """A word wider than its column loses no letter; each line fits, and tells what was done."""
    lines = set_lines((run("aa " + "n" * 23 + " aa", RAGGED),), Measure(6 * LETTER), square)
    assert said(lines) == "aa " + "n" * 23 + " aa"
    assert all(width_of(line, square) <= 6 * LETTER for line in lines)
    assert [line.trouble for line in lines].count(Trouble.SPLIT) == 3


def test_a_word_in_several_styles_is_one_word(square: Typesetter) -> None:
    """No line ends where only the style changes."""
    runs = (run("aa nn", RAGGED), run("aa", RAGGED, owner=NodeId(2)), run("nn aa", RAGGED))
    lines = set_lines(runs, Measure(6 * LETTER), square, divided=False)
    assert shown(lines) == ["aa", "nnaann", "aa"]
    assert [segment.owner for segment in lines[1].segments] == [1, 2, 1]


def test_the_area_of_a_link_is_its_letters(square: Typesetter) -> None:
    """From its first to its last letter, the height of the line; a link over two lines has two areas."""
    link = replace(run("aaa aaa", RAGGED), link=NodeId(7))
    lines = set_lines((run("nn ", RAGGED), link, run(" nn", RAGGED)), Measure(6 * LETTER), square)
    assert shown(lines) == ["nn aaa", "aaa nn"]
    areas = [area.area for line in lines for area in line.links]
    assert [(area.x, area.height) for area in areas] == [(2 * LETTER + SPACE, pt(12)), (0, pt(12))]
    assert areas[1].width == 3 * LETTER


def test_links_follow_the_stretched_spaces(square: Typesetter) -> None:
    """In a filled line a link at its end reaches to the measure."""
    measure = 8 * LETTER + 2 * SPACE + pt(2)
    link = replace(run("nnnn"), link=NodeId(7))
    first, _ = set_lines((run("aa aa "), link, run(" aa")), Measure(measure), square)
    (area,) = first.links
    assert abs(area.area.x + area.area.width - measure) <= 4


def test_a_line_knows_the_notes_it_calls(square: Typesetter) -> None:
    """A note is called by the line on which its mark stands, once."""
    mark = replace(run("a", RAGGED), note=NodeId(9), link=NodeId(8))
    lines = set_lines((run("aaa aaa", RAGGED), mark), Measure(4 * LETTER), square)
    assert [line.notes for line in lines] == [(), (9,)]


def test_spaces_of_an_author_are_one(square: Typesetter) -> None:
    """White at the ends is dropped, and more of it in the middle is one space."""
    lines = set_lines((run("  aa \n\t nn  "),), Measure(pt(200)), square)
    assert shown(lines) == ["aa nn"]
    assert set_lines((run("  "),), Measure(pt(200)), square) == []


def test_furniture_can_be_set_too(square: Typesetter) -> None:
    """What belongs to no node is set alike."""
    (line,) = set_lines((Run("aa", RAGGED, Artifact.FOOTER, "sv"),), Measure(pt(200)), square)
    assert [segment.owner for segment in line.segments] == [Artifact.FOOTER]


# --- With the fonts of the report --------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*PROSE, COMPOUNDS])
@pytest.mark.parametrize("width", [style.COLUMN, mm(70)])
def test_filled_lines_are_as_wide_as_measure_and_hang(text: str, width: int) -> None:
    """From where it hangs out at the left to where it hangs out at the right, to the unit of a word."""
    lines = set_lines((run(text, style.BODY),), Measure(width), REAL)
    for line in lines[:-1]:
        if line.space is None:
            continue
        words = len(line.text.split(" "))
        assert abs(width_of(line, REAL) - line.width) <= words
        hang = line.width + line.x - width
        assert 0 <= hang <= pt(4)
        assert (hang > 0) == (line.text.rstrip(" ")[-1] in f".,-–:;”’{SOFT_HYPHEN}")


@given(st.integers(0, len(PROSE) - 1), st.integers(mm(25), mm(160)), st.booleans())
def test_no_letter_is_lost(paragraph: int, width: int, justified: bool) -> None:
    """Whatever the width, the lines say what the author wrote."""
    look = replace(style.BODY, justified=justified)
    lines = set_lines((run(PROSE[paragraph], look),), Measure(width, first=style.INDENT), REAL)
    assert plain(said(lines)) == PROSE[paragraph]


@settings(max_examples=15)
@given(st.integers(mm(30), mm(115)))
def test_undivided_words_are_measured_whole(width: int) -> None:
    """What must not be divided is as wide as it is drawn, with the kerning across its joints."""
    lines = set_lines(
        (run(COMPOUNDS, replace(style.BODY, justified=False)),), Measure(width), REAL, divided=False
    )
    assert all(width_of(line, REAL) <= width or line.trouble for line in lines)
    assert all(abs(width_of(line, REAL) - line.width) <= len(line.text.split(" ")) for line in lines)


words = st.text("aåbnfi-–/().,0123456789", min_size=1, max_size=30)


@settings(max_examples=60)
@given(st.lists(st.tuples(words, st.sampled_from([" ", "", "\u00a0", "  "])), min_size=1, max_size=12))
def test_no_sign_is_lost(parts: list[tuple[str, str]]) -> None:
    """Nor does any mix of letters, figures, dashes and spaces lose a sign, even where words must be split."""
    text = "".join(word + space for word, space in parts)
    lines = set_lines((run(text, style.BODY),), Measure(mm(20)), REAL)
    assert plain(said(lines)) == plain(re.sub(" +", " ", text.strip(" ")))
    assert all(width_of(line, REAL) <= mm(20) + pt(4) or line.trouble for line in lines)


@settings(max_examples=40)
@given(st.integers(1, len(COMPOUNDS) - 1), st.integers(mm(30), mm(115)))
def test_runs_do_not_change_what_is_said(at: int, width: int) -> None:
    """A style that changes anywhere, also inside a word, loses nothing and moves no owner."""
    strong = doc.Strong(NodeId(2), (doc.Text(COMPOUNDS[at:]),))
    runs = collect((doc.Text(COMPOUNDS[:at]), strong), style.BODY, OWNER, "sv")
    lines = set_lines(runs, Measure(width), REAL)
    assert plain(said(lines)) == COMPOUNDS
    by_owner = {owner: owned(lines, owner) for owner in (1, 2)}
    assert plain(by_owner[1] + by_owner[2]) == COMPOUNDS
    assert plain(by_owner[2]) == COMPOUNDS[at:].lstrip(" ")


@given(st.integers(0, len(PROSE) - 1), st.integers(mm(30), mm(115)))
def test_a_soft_hyphen_stands_only_where_a_line_is_divided(paragraph: int, width: int) -> None:
    """It is the last sign of its line, and the line says that it is hyphenated."""
    for line in set_lines((run(PROSE[paragraph], style.BODY),), Measure(width), REAL):
        assert line.text.count(SOFT_HYPHEN) == line.hyphenated
        assert line.text.endswith(SOFT_HYPHEN) == line.hyphenated


def test_words_of_another_language_are_not_divided() -> None:
    """Swedish patterns know nothing of English words."""
    for language, divides in (("sv", True), ("en", False)):
        lines = set_lines((run(COMPOUNDS, style.BODY, language),), Measure(style.COLUMN), REAL)
        assert any(line.hyphenated for line in lines) == divides


def test_a_figure_and_its_unit_stay_together() -> None:
    """No line ends inside a group such as a number and its unit."""
    text = "ungefär 12 procent av dem, " * 12
    lines = set_lines((run(text, style.BODY),), Measure(mm(40)), REAL)
    assert not any(line.text.rstrip(" ").endswith("12") for line in lines)


def test_a_page_end_is_not_divided() -> None:
    """The line that a page ends with does not end inside a word when it is told so."""
    lines = set_lines((run(COMPOUNDS, style.BODY),), Measure(style.COLUMN), REAL)
    divided = next(index for index, line in enumerate(lines) if line.hyphenated)
    again = set_lines(
        (run(COMPOUNDS, style.BODY),), Measure(style.COLUMN), REAL, whole_ends=frozenset({divided})
    )
    assert not again[divided].hyphenated


def owned(lines: Sequence[SetLine], owner: int) -> str:
    pieces = (
        piece.text
        for line in lines
        for segment in line.segments
        if segment.owner == owner
        for piece in segment.pieces
        if isinstance(piece, Shaped)
    )
    return "".join(pieces).replace(SOFT_HYPHEN, "")


def plain(text: str) -> str:
    """With spaces of one kind: a group may hold its words together by another one."""
    return text.replace("\u00a0", " ").strip(" ")
