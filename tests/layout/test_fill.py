"""Pages that the search leaves short: a paragraph takes a line more, or the opening more air."""

from pathlib import Path
from random import Random
from typing import Final

import pytest
from built import composed
from drafts import PROSE, chapter
from measuring import Sheets

from socpdf.core.diagnostics import Sink
from socpdf.ir import document as doc
from socpdf.ir.glyphs import SOFT_HYPHEN
from socpdf.ir.paged import Line, said
from socpdf.layout import style
from socpdf.layout.fill import lines_missing, loosened, opening_filled
from socpdf.layout.paginate import FilledPage, Placed
from socpdf.layout.strips import LineFact, Strip
from socpdf.text.fonts import FontBook

BOOK: Final = FontBook.open(Path(__file__).parents[2], Sink())


def paragraph(owner: int, lines: int, room: int) -> list[Placed]:
    """Its last line leaves so much of the measure."""
    facts = [
        LineFact(
            doc.NodeId(owner),
            index,
            lines,
            (),
            justified=True,
            space=1.0,
            hyphenated=False,
            trouble="",
            room=0,
        )
        for index in range(lines - 1)
    ]
    last = LineFact(
        doc.NodeId(owner),
        lines - 1,
        lines,
        (),
        justified=True,
        space=None,
        hyphenated=False,
        trouble="",
        room=room,
    )
    return [Placed(Strip(style.GRID, lines=(fact,)), 0) for fact in (*facts, last)]


def page(*paragraphs: list[Placed], hole: int = 0) -> FilledPage:
    return FilledPage(
        50 * style.GRID, [line for lines in paragraphs for line in lines], hole=hole * style.GRID
    )


def test_a_line_is_taken_by_the_paragraph_that_stays_most_even() -> None:
    """Of those that could take it the one with the most even spaces does; one that cannot is left alone."""
    uneven = {1: 0.03, 2: 0.01, 3: None}
    short = page(paragraph(1, 6, 100), paragraph(2, 6, 100), paragraph(3, 6, 100), hole=1)
    assert list(loosened([short, page()], lambda last: uneven[int(last.owner)])) == [2]


def test_a_paragraph_over_two_pages_is_left_alone() -> None:
    """It would end later on the next page, and fill nothing."""
    begun = page(paragraph(1, 6, 100)[:4], hole=1)
    ended = page(paragraph(1, 6, 100)[4:], hole=1)
    assert not list(loosened([begun, ended, page()], lambda _: 0.0))


def test_a_paragraph_that_ends_early_is_not_even_tried() -> None:
    """No spaces are wide enough to push half a line over."""
    tried: list[LineFact] = []
    short = page(paragraph(1, 4, style.COLUMN // 2), hole=1)

    def note(last: LineFact) -> None:
        tried.append(last)

    assert not list(loosened([short, page()], note))
    assert not tried


def test_a_page_before_one_that_begins_anew_lacks_nothing() -> None:
    """What ends a section may end early."""
    anew = FilledPage(50 * style.GRID, [Placed(Strip(style.GRID, new_page=True), 0)])
    assert lines_missing(page(hole=3), anew) == 0
    assert lines_missing(page(hole=3), page()) == 3


def test_air_below_the_band_takes_little_and_no_notes_leave_the_page() -> None:
    """Two lines at most; and with notes at its foot the text stays where it is."""
    filled = opening_filled(page(hole=2))
    assert (filled.height, filled.hole) == (48 * style.GRID, 0)
    assert opening_filled(page(hole=3)).hole == 3 * style.GRID
    noted = page(hole=1)
    noted.notes.append(Placed(Strip(style.GRID), 49 * style.GRID))
    assert opening_filled(noted) is noted


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_lost_and_no_limit_is_passed(seed: int) -> None:
    """Whatever is set wider: all words stand there in order, and no space is wider than its limit."""
    order = Random(seed).choices(range(len(PROSE)), k=40)
    draft = chapter()
    for at in order:
        draft.paragraph(PROSE[at])
    sheets = Sheets(composed(draft.document(), BOOK), BOOK)
    report = sheets.paged.report
    assert not report.troubles
    assert report.space_widest <= 1.6
    assert (report.widows, report.orphans) == (0, 0)
    lines = (item for sheet in sheets.paged.pages for item in sheet.items if isinstance(item, Line))
    text = "".join(said(line.segments) for line in lines if line.segments[0].size == style.BODY.size)
    letters = text.replace(SOFT_HYPHEN, "").replace(" ", "")
    assert letters == "".join(PROSE[at] for at in order).replace(" ", "")


def test_pages_of_prose_are_full() -> None:
    """Where paragraphs leave lines at the foot, one of them takes a line more."""
    draft = chapter()
    for at in range(40):
        draft.paragraph(PROSE[at % 6])
    fills = [page.fill for page in composed(draft.document(), BOOK).report.pages[:-1]]
    assert len(fills) > 2
    assert min(fills) >= 0.97
