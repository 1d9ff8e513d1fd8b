"""What the layout says of its own work: true of the pages, and good enough for the sample chapter."""

from pathlib import Path
from statistics import fmean, pstdev
from typing import Final

import pytest
from built import REPO, composed, stages
from drafts import COMPOUNDS, PROSE, Draft, chapter, rows_of
from measuring import Sheets

from socpdf.core.diagnostics import Sink
from socpdf.core.lengths import in_points
from socpdf.ir.glyphs import SOFT_HYPHEN, Shaped
from socpdf.ir.paged import Line
from socpdf.ir.typeset import TypesetReport
from socpdf.layout import style
from socpdf.text.fonts import FontBook

BOOK: Final = FontBook.open(Path(__file__).parents[2], Sink())


# --- It is true --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def draft() -> Draft:
    """Prose and compounds, so that spaces differ and some lines end in hyphens."""
    made = chapter()
    for at in range(8):
        made.paragraph(PROSE[at % 6])
        made.paragraph(COMPOUNDS)
    return made


@pytest.fixture(scope="module")
def sheets(draft: Draft) -> Sheets:
    return Sheets(composed(draft.document(), BOOK), BOOK)


def test_spaces_are_those_on_the_pages(sheets: Sheets) -> None:
    """Mean, deviation and the widest are what a ruler finds between the words of filled lines."""
    spaces = [space for page in sheets.paged.pages for item in page.items for space in _space_of(item)]
    report = sheets.paged.report
    assert report.justified == len(spaces) > 50
    assert report.space_mean == pytest.approx(fmean(spaces), abs=0.002)
    assert report.space_deviation == pytest.approx(pstdev(spaces), abs=0.002)
    assert report.space_widest == pytest.approx(max(spaces), abs=0.002)


def test_hyphens_are_those_on_the_pages(sheets: Sheets) -> None:
    """Each justified line that ends in a hyphen is counted."""
    lines = [
        "".join(
            piece.text for segment in item.segments for piece in segment.pieces if isinstance(piece, Shaped)
        )
        for page in sheets.paged.pages
        for item in page.items
        if isinstance(item, Line) and item.segments[0].size == style.BODY.size
    ]
    hyphenated = [line.endswith(SOFT_HYPHEN) for line in lines]
    assert sheets.paged.report.hyphen_share == pytest.approx(sum(hyphenated) / len(lines), abs=0.001)
    assert any(hyphenated)


def test_fill_is_what_stands_on_the_pages(sheets: Sheets) -> None:
    """A page is as full as its last line is low."""
    for number, fill in enumerate(sheets.paged.report.pages[:-1]):
        lowest = max(line.y for lines in sheets.paragraphs() for line in lines if line.page == number)
        top = style.TOP + (style.BODY_HEIGHT - _room(number))
        assert fill.fill == pytest.approx((lowest - top + style.GRID / 4) / _room(number), abs=0.001)


def test_a_bad_line_is_told_with_its_place() -> None:
    """A line that could not be set well is named with page, words and where its author wrote it."""
    made = chapter()
    made.paragraph("x" * 300)
    (spot, *_) = composed(made.document(), BOOK).report.troubles
    assert (spot.page, spot.text[:3], str(spot.span)) == (1, "xxx", "layouts/1-prov.md:1")


def test_distances_are_those_on_the_pages() -> None:
    """How far a table stands from what refers to it is measured from line to top."""
    made = chapter()
    table = made.new()
    reference = made.paragraph(PROSE[0], refers=table)
    made.table("1:1", rows_of(4), ("Nämnd", "Antal", "Andel"), node=table)
    page = Sheets(composed(made.document(), BOOK), BOOK)
    (distance,) = page.paged.report.floats
    line = page.of(reference)[-1]
    top = page.paged.places[table].area.y
    expected = in_points(top - (line.y - style.GRID * 3 // 4))
    assert (distance.name, distance.pages) == ("Tabell 1:1", 0)
    assert distance.points == pytest.approx(expected, abs=0.1)


def _space_of(item: object) -> list[float]:
    """The word space of a filled line of text, the font's own being 1."""
    if not isinstance(item, Line) or item.segments[0].size != style.BODY.size:
        return []
    pieces = [piece for segment in item.segments for piece in segment.pieces]
    added = [
        after if isinstance(after, int) else 0
        for piece, after in zip(pieces, [*pieces[1:], None], strict=True)
        if isinstance(piece, Shaped) and piece.text == " " and after is not None
    ]
    if not any(added) and not item.expansion:
        return []
    metrics = BOOK.font("serif").metrics
    own = (
        next(p.width for p in pieces if isinstance(p, Shaped) and p.text == " ")
        * style.BODY.size
        // metrics.upem
    )
    return [1 + fmean(added) / own]


def _room(page: int) -> int:
    return style.BODY_HEIGHT - style.OPENING_LINES * style.GRID if page == 0 else style.BODY_HEIGHT


# --- The sample chapter ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> TypesetReport:
    chapters = {staged.document.meta.chapter: staged for staged in stages(REPO)}
    return chapters[8].paged.report


def test_sample_has_no_line_that_is_badly_set(sample: TypesetReport) -> None:
    """No line of the chapter is too long, too loose, or divided where it must not be."""
    assert sample.troubles == ()


def test_sample_has_few_hyphens(sample: TypesetReport) -> None:
    """At most a tenth of the lines, at most two in a row, none at a page's end."""
    assert sample.hyphen_share <= 0.1
    assert sample.longest_hyphen_run <= 2
    assert sample.hyphens_over_pages == 0


def test_sample_has_even_spaces(sample: TypesetReport) -> None:
    """A standard deviation of 0.13 at most, and none wider than 1.6."""
    assert sample.space_deviation <= 0.13
    assert sample.space_widest <= 1.6


def test_sample_has_no_line_alone(sample: TypesetReport) -> None:
    """No widow, no orphan, no heading at the foot."""
    assert (sample.widows, sample.orphans, sample.headings_at_foot) == (0, 0, 0)


def test_sample_has_full_pages(sample: TypesetReport) -> None:
    """All pages are full to 97 per cent but the foreword, the map and the two lists at the end.

    The text area of the opening is so low that a single line is more than that: it lacks one at most.
    """
    foreword, opening, *others = sample.pages[:-3]
    assert (foreword.page, opening.page) == (2, 3)
    assert opening.fill >= 1 - 1 / (style.LINES - style.OPENING_LINES) - 0.001
    assert all(page.fill >= 0.97 for page in others)
    assert {page.breach for page in sample.pages} == {""}


def test_sample_keeps_tables_and_callouts_near(sample: TypesetReport) -> None:
    """A table stands on the page that refers to it or the next, a callout within an inch of its sentence."""
    assert {distance.pages for distance in sample.floats} <= {0, 1}
    assert all(abs(distance.points) <= 72 for distance in sample.callouts)
