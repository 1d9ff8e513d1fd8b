"""Texts that are hard to set: what the layout reports of itself, and what other readers find on the pages."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from built import composed, written
from drafts import COMPOUNDS, PROSE, Draft, chapter, rows_of
from measuring import Sheets

from socpdf.core.diagnostics import Sink
from socpdf.ir import document as doc
from socpdf.ir.paged import Artifact, Line, PagedDocument
from socpdf.ir.typeset import TypesetReport
from socpdf.layout import style
from socpdf.layout.style import GRID
from socpdf.preflight import verapdf
from socpdf.profiles import find
from socpdf.text.fonts import FontBook

BOOK: Final = FontBook.open(Path(__file__).parents[2], Sink())
HEADS: Final = ("Nämnd", "Antal", "Andel (%)")
# As a printer's reader would see them: what may be given up only where a text leaves no choice.
MOST_DEVIATION: Final = 0.13
WIDEST_SPACE: Final = 1.6
MOST_HYPHENS: Final = 0.1


def compounds(every: int) -> Draft:
    """Prose in which a paragraph of so many ends with a sentence of long compounds."""
    sentences = [f"{sentence.rstrip('.')}." for sentence in COMPOUNDS.split(". ")]
    draft = chapter()
    for at in range(30):
        draft.paragraph(
            f"{PROSE[at % 6]} {sentences[at % len(sentences)]}" if at % every == 0 else PROSE[at % 6]
        )
    return draft


def notes() -> Draft:
    """Pages on which notes take more room than text."""
    draft = chapter()
    for at in range(10):
        draft.paragraph(
            f"{PROSE[at % 6]} Not^. {PROSE[(at + 1) % 6]} Not^.", *[f"{PROSE[at % 6]} {PROSE[1]}"] * 2
        )
    return draft


def callouts() -> Draft:
    """Ten callouts on one page of short paragraphs."""
    draft = chapter()
    for at in range(6):
        draft.paragraph(PROSE[at])
    for at in range(10):
        draft.paragraph(PROSE[at % 6][:230])
        draft.key_figure(str(at), "personer hade en insats.")
    for at in range(6):
        draft.paragraph(PROSE[at])
    return draft


def long_table() -> Draft:
    """A table that takes three pages, amid text."""
    draft = chapter()
    for at in range(3):
        draft.paragraph(PROSE[at])
    draft.table("1:1", rows_of(130), HEADS)
    for at in range(6):
        draft.paragraph(PROSE[at])
    return draft


def long_word() -> Draft:
    """A callout that is one word, wider than its column."""
    draft = chapter()
    draft.paragraph(PROSE[0])
    draft.quote("Arbetsmarknadsförvaltningsverksamhetsuppföljning")
    return draft


HARD: Final = {
    "compounds": compounds(3),
    "notes": notes(),
    "callouts": callouts(),
    "long table": long_table(),
    "long word": long_word(),
}


@pytest.fixture(scope="module", params=HARD)
def report(request: pytest.FixtureRequest) -> TypesetReport:
    return composed(HARD[request.param].document(), BOOK).report


def test_no_line_is_badly_set(report: TypesetReport) -> None:
    """No line is too long, too loose or divided where it must not be."""
    assert report.troubles == ()


def test_hyphens_are_few(report: TypesetReport) -> None:
    """At most a tenth of the justified lines end in one, never three in a row, and none ends a page."""
    assert report.hyphen_share <= MOST_HYPHENS
    assert report.longest_hyphen_run <= 2
    assert report.hyphens_over_pages == 0


def test_spaces_are_even(report: TypesetReport) -> None:
    """Their widths deviate little from the font's own, and none is far from it."""
    assert report.space_deviation <= MOST_DEVIATION
    assert report.space_widest <= WIDEST_SPACE


def test_no_line_stands_alone(report: TypesetReport) -> None:
    """Neither a line of a paragraph nor a heading."""
    assert (report.widows, report.orphans, report.headings_at_foot) == (0, 0, 0)
    assert {page.breach for page in report.pages} == {""}


def test_text_of_compounds_alone_keeps_its_spaces() -> None:
    """Where nearly every word is too long, lines are divided often, but spaces stay even."""
    report = composed(compounds(1).document(), BOOK).report
    assert report.space_deviation <= MOST_DEVIATION
    assert report.space_widest <= WIDEST_SPACE
    assert report.longest_hyphen_run <= 2
    assert report.troubles == ()


def test_ten_callouts_stand_on_one_page() -> None:
    """All on the page of their text, none touching another; each as near to its line as the others let it."""
    page = Sheets(composed(callouts().document(), BOOK), BOOK)
    asides = [block for block in page.paged.document.blocks if isinstance(block, doc.Aside)]
    places = [page.of(aside.blocks[0].id)[0].place for aside in asides]
    assert len({number for number, _ in places}) <= 2
    tops = [y for number, y in places if number == places[0][0]]
    assert len(tops) >= 8
    assert all(below - above >= style.FIGURE.leading for above, below in pairwise(tops))


# --- A table over pages ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table() -> Sheets:
    return Sheets(composed(long_table().document(), BOOK), BOOK)


def test_a_long_table_goes_on_with_its_head(table: Sheets) -> None:
    """Each page but the first repeats its head under `(forts.)`, as artifacts: they are read once."""
    again = [line for line in table.lines if line.owner is Artifact.REPEATED]
    assert [line.page for line in again if "forts." in line.text] == [1, 2, 3]
    for head in HEADS:
        assert [line.page for line in again if line.text.strip() == head] == [1, 2, 3]
    assert sum(line.text.strip() == HEADS[0] for line in table.lines) == 4


def test_a_long_table_keeps_all_rows_in_order(table: Sheets) -> None:
    """No row is lost where pages turn, and no page has one of its rows alone."""
    (block,) = [b for b in table.paged.document.blocks if isinstance(b, doc.Table)]
    places = [table.of(row.cells[0].id)[0].place for row in block.body_rows]
    assert places == sorted(set(places))
    per_page = [sum(page == number for page, _ in places) for number in range(len(table.paged.pages))]
    assert all(count == 0 or count >= 2 for count in per_page)


def test_text_after_a_long_table_stands_on_the_grid(table: Sheets) -> None:
    """The table takes whole lines on each of its pages."""
    first = style.TOP + GRID * 3 // 4
    assert {(line.y - first) % GRID for lines in table.paragraphs() for line in lines} == {0}


# --- Notes over pages --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long_note() -> Sheets:
    """A note that is higher than a page."""
    draft = chapter()
    draft.paragraph(PROSE[0])
    draft.paragraph(f"{PROSE[1]} Not^.", " ".join(PROSE * 5))
    for at in range(20):
        draft.paragraph(PROSE[at % 6])
    return Sheets(composed(draft.document(), BOOK), BOOK)


def test_a_note_higher_than_a_page_goes_on(long_note: Sheets) -> None:
    """It begins on the page of its mark and goes on at the foot of the next ones; nothing of it is lost."""
    (note,) = [b for b in long_note.paged.document.blocks if isinstance(b, doc.Note)]
    lines = long_note.of(note.paragraph.id)
    pages = sorted({line.page for line in lines})
    assert len(pages) > 1
    assert pages == list(range(pages[0], pages[-1] + 1))
    assert pages[0] == long_note.paged.places[note.mark].page
    assert "".join(line.text for line in lines).strip() == " ".join(PROSE * 5)
    assert max(line.y for line in lines) <= style.TOP + style.BODY_HEIGHT
    assert "notes" in {page.breach for page in long_note.paged.report.pages}


def test_text_goes_on_above_a_divided_note(long_note: Sheets) -> None:
    """A divided note does not end the text before it: no page but the last has a hole."""
    assert all(page.fill > 0.9 for page in long_note.paged.report.pages[:-1])
    for lines in long_note.paragraphs():
        assert lines == sorted(lines, key=lambda line: line.place)


# --- Judged by others --------------------------------------------------------------------------------------


@pytest.mark.skipif(not verapdf.is_installed(), reason="the extra `verify` is not installed")
@pytest.mark.xdist_group("verapdf")
@pytest.mark.parametrize("name", ["long table", "notes", "long note"])
def test_what_is_split_over_pages_remains_one_element(name: str, long_note: Sheets, tmp_path: Path) -> None:
    """veraPDF passes PDF/UA-1 and PDF/A-3a on texts whose paragraphs, notes and tables go over pages."""
    paged = long_note.paged if name == "long note" else composed(HARD[name].document(), BOOK)
    profile = find("webb")
    assert profile is not None
    path = tmp_path / "prov.pdf"
    path.write_bytes(written(paged, profile, BOOK))
    results = verapdf.validate((path,), ("ua1", "3a"))
    assert [(result.passed, result.failures) for result in results] == [(True, ())] * 2


def test_no_owner_is_said_twice() -> None:
    """What is drawn on several pages has one owner: the structure tree can keep it whole."""
    paged = composed(long_table().document(), BOOK)
    (table,) = [block for block in paged.document.blocks if isinstance(block, doc.Table)]
    heads = {cell.id for row in table.head_rows for cell in row.cells}
    assert [page for page, owner in owners(paged) if owner in heads] == [0] * len(heads)


def owners(paged: PagedDocument) -> Sequence[tuple[int, object]]:
    """Page and owner of every segment."""
    return [
        (number, segment.owner)
        for number, page in enumerate(paged.pages)
        for item in page.items
        if isinstance(item, Line)
        for segment in item.segments
    ]
