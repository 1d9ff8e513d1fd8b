"""The layout's marks over its pages: what they show, and that nothing under them is moved."""

from pathlib import Path
from typing import Final

import pytest
from built import REPO, composed, written
from drafts import COMPOUNDS, PROSE, chapter
from typer.testing import CliRunner

from socpdf.cli.app import app
from socpdf.core.diagnostics import Sink
from socpdf.ir.paged import Artifact, Box, Hue, Item, PagedDocument, Rule
from socpdf.layout import style
from socpdf.layout.overlay import overlay
from socpdf.preflight import verapdf
from socpdf.profiles import find
from socpdf.text.fonts import FontBook

LONGEST: Final = "".join(map(str, range(1000, 1080)))
"""A word of many lines, no two of them alike."""
BOOK: Final = FontBook.open(Path(__file__).parents[2], Sink())


@pytest.fixture(scope="module")
def paged() -> PagedDocument:
    draft = chapter()
    for text in (*PROSE, COMPOUNDS, *PROSE, *PROSE, LONGEST):
        draft.paragraph(text)
    return composed(draft.document(), BOOK)


@pytest.fixture(scope="module")
def marks(paged: PagedDocument) -> list[tuple[Item, ...]]:
    """What is added, page by page."""
    pages = overlay(paged, BOOK).pages
    return [after.items[len(page.items) :] for page, after in zip(paged.pages, pages, strict=True)]


def test_nothing_under_the_marks_is_moved(paged: PagedDocument) -> None:
    """All that was drawn is drawn still, before the marks; so the tags stay as they are."""
    shown = overlay(paged, BOOK)
    assert [after.items[: len(page.items)] for page, after in zip(paged.pages, shown.pages, strict=True)] == [
        page.items for page in paged.pages
    ]
    assert (shown.document, shown.places, shown.report) == (paged.document, paged.places, paged.report)


def test_marks_are_artifacts(marks: list[tuple[Item, ...]]) -> None:
    """None of them is read."""
    owners = {item.owner for page in marks for item in page if isinstance(item, Rule | Box)}
    assert owners == {Artifact.RULE, Artifact.TINT}
    assert all(isinstance(item, Rule | Box) for page in marks for item in page)


def test_every_line_of_the_grid_is_drawn(marks: list[tuple[Item, ...]]) -> None:
    """A hairline at each baseline of the page, over column and margin, and a box around each of the two."""
    first = style.TOP + style.GRID * 3 // 4
    for page in marks:
        grid = [item.y1 for item in page if isinstance(item, Rule) and item.ink.hue is Hue.BLUE]
        assert grid == [first + line * style.GRID for line in range(style.LINES)]
        assert sum(isinstance(item, Rule) for item in page) == style.LINES + 8


def test_every_filled_line_has_a_bar(paged: PagedDocument, marks: list[tuple[Item, ...]]) -> None:
    """One for each line that reaches from edge to edge, and a pink one for each that is in trouble."""
    bars = [item for page in marks for item in page if isinstance(item, Box)]
    pink = [bar for bar in bars if bar.ink.hue is Hue.PINK]
    assert len(pink) == len(paged.report.troubles) > 0
    assert len(bars) - len(pink) == paged.report.justified
    assert {Hue.GREEN, Hue.ORANGE} <= {bar.ink.hue for bar in bars}


@pytest.mark.skipif(not verapdf.is_installed(), reason="the extra `verify` is not installed")
@pytest.mark.xdist_group("verapdf")
def test_pages_with_marks_keep_their_standards(paged: PagedDocument, tmp_path: Path) -> None:
    """A file with the marks in it passes what the file without them does."""
    profile = find("webb")
    assert profile is not None
    path = tmp_path / "rutnät.pdf"
    path.write_bytes(written(overlay(paged, BOOK), profile, BOOK))
    assert [result.passed for result in verapdf.validate((path,), ("ua1", "3a"))] == [True, True]


def test_the_command_draws_them(tmp_path: Path) -> None:
    """`--visa rutnät` draws them, and without it they are not there; another word is wrong use."""
    sizes = []
    for at, options in enumerate(([], ["--visa", "rutnät"])):
        out = tmp_path / str(at)
        command = ["build", "--projekt", str(REPO), "--kapitel", "8", "--profil", "utkast", "--ut", str(out)]
        CliRunner().invoke(app, [*command, *options])
        (file,) = out.rglob("*.pdf")
        sizes.append(file.stat().st_size)
    assert sizes[1] > sizes[0]
    assert CliRunner().invoke(app, ["build", "--projekt", str(REPO), "--visa", "allt"]).exit_code != 0
