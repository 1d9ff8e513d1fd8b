"""Documents into pages: the laws of the page, measured on the pages themselves."""

from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

import pytest
from built import composed
from drafts import COMPOUNDS, PROSE, Draft, chapter, rows_of
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from measuring import Drawn, Sheets
from PIL import Image

from socpdf.core.diagnostics import Refused, Sink
from socpdf.core.lengths import Sp, pt
from socpdf.ir import document as doc
from socpdf.ir.paged import Artifact, Box, Line, Picture, Rule, Shape
from socpdf.ir.reading import every_block, every_inline
from socpdf.layout import style
from socpdf.layout.style import GRID
from socpdf.text.fonts import FontBook

BOOK: Final = FontBook.open(Path(__file__).parents[2], Sink())
HEADS: Final = ("Nämnd", "Antal", "Andel (%)")


def sheets(draft: Draft) -> Sheets:
    return Sheets(composed(draft.document(), BOOK), BOOK)


@pytest.fixture(scope="module")
def report() -> Sheets:
    """A chapter with sections, notes, callouts, a list and tables, some six pages long."""
    draft = chapter()
    draft.contents()
    for section in range(9):
        draft.heading(f"Avsnitt {section}", 2 + section % 3 // 2)
        if section % 3 == 2:
            draft.heading(f"Under avsnitt {section}", 4)
        for at in range(3):
            marked = f"{PROSE[(section + at) % 6]} Se not^."
            draft.paragraph(*((marked, PROSE[at][:150]) if at == 1 else (PROSE[(section + at) % 6],)))
        draft.key_figure("sju timmar", "beviljas i genomsnitt var månad.")
        draft.paragraph(COMPOUNDS)
        if section % 3 == 1:
            draft.bullets(PROSE[4], PROSE[1], "Kort.")
        if section % 4 == 1:
            draft.table(f"1:{section}", rows_of(14), HEADS)
    return sheets(draft)


# --- The column --------------------------------------------------------------------------------------------


def test_baselines_stand_on_the_grid(report: Sheets) -> None:
    """Every line of running text, on every page, stands a whole number of lines below the first."""
    first = style.TOP + GRID * 3 // 4
    offsets = {(line.y - first) % GRID for lines in report.paragraphs() for line in lines}
    assert offsets == {0}


def test_a_heading_has_two_lines_of_what_follows(report: Sheets) -> None:
    """No heading stands at the foot of a page: two lines of text at least go with it."""
    blocks = report.paged.document.blocks
    seen = 0
    for heading, after in pairwise(blocks):
        if isinstance(heading, doc.Heading) and heading.level > 1:
            following = report.of(after.id)[:2]
            assert {line.page for line in following} == {report.of(heading.id)[-1].page}
            seen += 1
    assert seen == 12


def test_no_line_of_a_paragraph_stands_alone(report: Sheets) -> None:
    """Where a page turns inside a paragraph there are two lines before it and two after it."""
    divided = 0
    for lines in report.paragraphs():
        runs = [len(list(run)) for _, run in groupby(line.page for line in lines)]
        divided += len(runs) > 1
        assert len(runs) == 1 or min(runs) > 1
    assert divided


def test_text_is_all_there_and_in_order(report: Sheets) -> None:
    """Each paragraph says what its author wrote, from page to page and down each page."""
    for block in every_block(report.paged.document.blocks):
        if isinstance(block, doc.Paragraph) and block.voice is doc.Voice.BODY:
            lines = report.of(block.id)
            assert "".join(line.text for line in lines).rstrip() == said(block.content)
            assert lines == sorted(lines, key=lambda line: line.place)


def test_sides_mirror_each_other(report: Sheets) -> None:
    """The margin with callouts and tab is the outer one: right on odd folios, left on even ones."""
    columns = {True: style.RIGHT.column, False: style.LEFT.column}
    margins = {True: style.RIGHT.margin, False: style.LEFT.margin}
    for lines in report.paragraphs():
        assert all(line.x - columns[is_right(line)] in range(-pt(6), style.INDENT + pt(6)) for line in lines)
    for lines in report.paragraphs(doc.Voice.CALLOUT):
        assert all(line.x == margins[is_right(line)] for line in lines)
    for number, page in enumerate(report.paged.pages):
        (tab,) = [item for item in page.items if isinstance(item, Box) and item.owner is Artifact.TAB]
        assert (tab.x > page.width // 2) == (number % 2 == 0)


def test_the_first_page_begins_below_the_opening(report: Sheets) -> None:
    """The title has its room; the text begins below it, and at the top of all other pages."""
    tops = {
        page: min(line.y for line in lines)
        for page, lines in groupby(column_lines(report), key=lambda line: line.page)
    }
    opening = style.TOP + style.OPENING_LINES * GRID
    assert tops.pop(0) > opening
    assert set(tops.values()) <= set(range(style.TOP, style.TOP + 2 * GRID))


def test_nothing_is_drawn_outside_of_the_page(report: Sheets) -> None:
    """Text stands on the page, also with what hangs out; grounds end with the bleed at the latest."""
    width, height, bleed = style.PAGE_WIDTH, style.PAGE_HEIGHT, style.BLEED
    for line in report.lines:
        assert line.x >= 0
        assert line.turned or line.x + line.width <= width
        assert 0 < line.y < height
    for page in report.paged.pages:
        for item in page.items:
            match item:
                case Box() | Picture():
                    assert item.x >= -bleed
                    assert item.x + item.width <= width + bleed
                    assert item.y >= -bleed
                    assert item.y + item.height <= height + bleed
                case Rule():
                    assert 0 <= min(item.x1, item.x2) <= max(item.x1, item.x2) <= width
                case Line() | Shape():
                    pass


def test_the_column_ends_above_the_footer(report: Sheets) -> None:
    """Text and notes end with the last line of the grid."""
    for line in column_lines(report):
        assert line.y <= style.TOP + style.BODY_HEIGHT


# --- Callouts ----------------------------------------------------------------------------------------------


def test_a_callout_stands_beside_the_line_that_says_its_figure() -> None:
    """Not beside the paragraph's first line, but where the sentence is."""
    draft = chapter()
    draft.paragraph(PROSE[0])
    text = draft.paragraph(PROSE[1])
    draft.key_figure("sju timmar", "beviljas i genomsnitt.")
    page = sheets(draft)
    line = next(line for line in page.of(text) if "sju timmar" in line.text)
    (top, _), *_ = callouts(page, 0)
    assert top == line.y - GRID * 3 // 4


def test_callouts_keep_apart(report: Sheets) -> None:
    """No callout touches another, and none leaves the page."""
    for number in range(len(report.paged.pages)):
        for (_, above), (below, _) in pairwise(callouts(report, number)):
            assert above < below
        assert all(
            top >= style.TOP and foot <= style.TOP + style.BODY_HEIGHT
            for top, foot in callouts(report, number)
        )


def test_callouts_of_one_place_share_the_margin() -> None:
    """Three callouts of one paragraph stand below each other, in their order."""
    draft = chapter()
    draft.paragraph(PROSE[0])
    draft.paragraph(PROSE[1])
    names = [draft.quote(text) for text in ("Första citatet.", "Andra citatet.", "Tredje citatet.")]
    page = sheets(draft)
    asides = {b.id: b.blocks[0].id for b in page.paged.document.blocks if isinstance(b, doc.Aside)}
    places = [page.of(asides[name])[0].place for name in names]
    assert places == sorted(set(places))


# --- Notes, contents, floats -------------------------------------------------------------------------------


def test_a_note_stands_on_the_page_of_its_mark(report: Sheets) -> None:
    """And below all text of that page."""
    notes = [b for b in report.paged.document.blocks if isinstance(b, doc.Note)]
    assert len(notes) == 9
    for note in notes:
        mark = report.paged.places[note.mark]
        lines = report.of(note.paragraph.id)
        assert {line.page for line in lines} == {mark.page}
        body = [line.y for paragraph in report.paragraphs() for line in paragraph if line.page == mark.page]
        assert min(line.y for line in lines) > max(body)


def test_notes_end_at_the_foot(report: Sheets) -> None:
    """The last note ends with the text area, so that pages with notes end level too."""
    last = {line.page: line.y for lines in report.paragraphs(doc.Voice.NOTE) for line in lines}
    foot = style.TOP + style.BODY_HEIGHT
    assert {foot - y for y in last.values()} == {style.NOTE.leading - style.NOTE.leading * 3 // 4}


def test_contents_name_the_pages(report: Sheets) -> None:
    """Each number is that of the page on which the heading's words stand."""
    (contents,) = [b for b in report.paged.document.blocks if isinstance(b, doc.Contents)]
    assert len(contents.entries) == 12
    for entry in contents.entries:
        assert isinstance(entry.link.target, doc.Inside)
        page = report.of(entry.link.target.node)[0].page
        shown = [line.text for line in report.lines if line.part == entry.link.id]
        assert shown[-1] == f"\u00a0{page + 1}"


def test_a_table_stays_in_its_section(report: Sheets) -> None:
    """It stands after the heading of its section, and before the next one of that level."""
    blocks = report.paged.document.blocks
    for index, block in enumerate(blocks):
        if not isinstance(block, doc.Table):
            continue
        heads = [b for b in blocks[:index] if isinstance(b, doc.Heading)]
        section = heads[-1]
        after = next(
            (b for b in blocks[index:] if isinstance(b, doc.Heading) and b.level <= section.level), None
        )
        begin = report.paged.places[block.id]
        assert report.of(section.id)[0].place < (begin.page, begin.area.y)
        assert after is None or (begin.page, begin.area.y) < report.of(after.id)[0].place


def test_a_float_waits_for_room_while_text_goes_on() -> None:
    """A table that does not fit on its page stands at the top of the next one, and the page is filled."""
    draft = chapter()
    for at in range(6):
        draft.paragraph(PROSE[at % 6])
    table = draft.table("1:1", rows_of(20), HEADS)
    for at in range(12):
        draft.paragraph(PROSE[at % 6])
    page = sheets(draft)
    place = page.paged.places[table]
    assert (place.page, place.area.y) == (1, style.TOP)
    assert page.paged.report.pages[0].fill > 0.9


def test_a_picture_is_as_wide_as_asked(tmp_path: Path) -> None:
    """In its proportions; without a width it takes the column's."""
    Image.new("RGB", (40, 20), "red").save(tmp_path / "ruta.png")
    draft = chapter()
    draft.figure(tmp_path / "ruta.png", 50)
    draft.figure(tmp_path / "ruta.png")
    drawn = [item for page in sheets(draft).paged.pages for item in page.items if isinstance(item, Picture)]
    assert [(round(p.width / p.height, 3), p.width) for p in drawn] == [
        (2, Sp(round(50 * 72 / 25.4 * 65536))),
        (2, style.COLUMN),
    ]


# --- Any document ------------------------------------------------------------------------------------------

Add = Callable[[Draft, int], object]
ADDS: Final[tuple[Add, ...]] = (
    lambda draft, n: draft.paragraph(PROSE[n % 6]),
    lambda draft, n: draft.paragraph(PROSE[n % 6][: 60 + n * 7]),
    lambda draft, n: draft.paragraph(f"{PROSE[n % 6]} Not^.", PROSE[(n + 1) % 6]),
    lambda draft, n: draft.heading(f"Rubrik {n}", 2 + n % 3),
    lambda draft, n: draft.bullets(PROSE[n % 6], "Kort.", COMPOUNDS),
    lambda draft, n: draft.key_figure(f"{n}", PROSE[n % 6][:70]),
    lambda draft, n: draft.quote(PROSE[n % 6][:90]),
    lambda draft, n: draft.table(f"1:{n}", rows_of(3 + n), HEADS),
)


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(ADDS), st.integers(0, 20)), min_size=8, max_size=40))
def test_any_document_keeps_the_laws(parts: list[tuple[Add, int]]) -> None:
    """Whatever stands beside whatever: on the grid, on the page, in order, each note with its mark."""
    draft = chapter()
    for add, number in parts:
        add(draft, number)
    try:
        page = sheets(draft)
    except Refused:
        # Callouts that follow each other without text may be higher than a margin: that is told, not drawn.
        reject()
    foot = style.TOP + style.BODY_HEIGHT
    for lines in page.paragraphs():
        assert {(line.y - style.TOP - GRID * 3 // 4) % GRID for line in lines} <= {0}
        assert lines == sorted(lines, key=lambda line: line.place)
    assert all(line.y <= foot for line in column_lines(page))
    for note in (b for b in page.paged.document.blocks if isinstance(b, doc.Note)):
        assert page.of(note.paragraph.id)[0].page == page.paged.places[note.mark].page
    for number in range(len(page.paged.pages)):
        assert all(above < below for (_, above), (below, _) in pairwise(callouts(page, number)))
    written = {
        block.id for block in every_block(page.paged.document.blocks) if isinstance(block, doc.Paragraph)
    }
    assert written <= {line.owner for line in page.lines}


# --- What is read off the pages ----------------------------------------------------------------------------


def is_right(line: Drawn) -> bool:
    return line.page % 2 == 0


def column_lines(page: Sheets) -> Iterator[Drawn]:
    """All lines between the top of the text area and the footer, outside of the margin."""
    for line in page.lines:
        side = style.side_of(line.page + 1)
        inside = side.column - pt(6) <= line.x < side.column + style.COLUMN
        if not isinstance(line.owner, Artifact) and inside and line.y > style.TOP:
            title = page.paged.document.blocks[0].id
            if line.owner != title:
                yield line


def callouts(page: Sheets, number: int) -> list[tuple[int, int]]:
    """From the rule above each callout to its last baseline, down the page."""
    side = style.side_of(number + 1)
    tops = sorted(
        item.y1
        for item in page.paged.pages[number].items
        if isinstance(item, Rule) and item.x1 == side.margin and item.y1 == item.y2
    )
    asides = {
        inner.id: block.id
        for block in page.paged.document.blocks
        if isinstance(block, doc.Aside)
        for inner in block.blocks
    }
    feet: dict[object, int] = {}
    for line in page.lines:
        if line.page == number and not isinstance(line.owner, Artifact) and line.owner in asides:
            feet[asides[line.owner]] = line.y
    return list(zip(tops, feet.values(), strict=True))


def said(content: doc.Content) -> str:
    return "".join(
        inline.text for inline in every_inline(content) if isinstance(inline, doc.Text | doc.NoteMark)
    )
