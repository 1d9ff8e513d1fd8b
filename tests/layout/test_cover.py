"""The cover and what stands behind it: pages of their own before a chapter's opening."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from built import composed, written
from drafts import PROSE, Draft
from measuring import Sheets
from tagreader import read_tagged

from socpdf.core.diagnostics import Sink, Span
from socpdf.ir import document as doc
from socpdf.ir.paged import Artifact, Box, Line
from socpdf.layout import style
from socpdf.profiles import find
from socpdf.text.fonts import FontBook

BOOK: Final = FontBook.open(Path(__file__).parents[2], Sink())
HERE: Final = Span("layouts/1-prov.md", 1)
TITLE: Final = "Prov"


def covered(foreword: int, *, title: str = TITLE, says: str = "Rapporten") -> doc.Document:
    """A chapter with a cover, so many paragraphs on its back, and text after its opening."""
    draft = Draft()
    for text, voice in ((says, doc.Voice.REPORT), ("En beskrivning", doc.Voice.ABOUT)):
        draft.blocks.append(doc.Paragraph(draft.new(), (doc.Text(text),), voice, HERE))
    name = (doc.Text("1 "), doc.Text(title))
    draft.blocks.append(doc.Heading(draft.new(), 1, name, f"1 {title}", listed=True, span=HERE))
    for text, voice in (("Undertitel", doc.Voice.SUBTITLE), ("Staden", doc.Voice.PUBLISHER)):
        draft.blocks.append(doc.Paragraph(draft.new(), (doc.Text(text),), voice, HERE))
    on_cover = len(draft.blocks)
    for at in range(foreword):
        draft.paragraph(PROSE[at % len(PROSE)])
    front = len(draft.blocks)
    draft.heading("Avsnitt")
    draft.paragraph(PROSE[0])
    return replace(draft.document(), cover=on_cover, front=front)


def sheets(document: doc.Document) -> Sheets:
    return Sheets(composed(document, BOOK), BOOK)


@pytest.mark.parametrize(("foreword", "blank", "opens"), [(0, [1], 2), (1, [], 2), (20, [3], 4)])
def test_opening_is_a_right_hand_page(foreword: int, blank: list[int], opens: int) -> None:
    """Whatever stands behind the cover; a page is left blank for it, and pages count from the cover."""
    found = sheets(covered(foreword))
    section = next(b for b in found.paged.document.blocks[-2:] if isinstance(b, doc.Heading))
    assert {line.page for line in found.of(section.id)} == {opens}
    assert [page.label for page in found.paged.pages] == [str(at + 1) for at in range(opens + 1)]
    assert [at for at, page in enumerate(found.paged.pages) if not page.items] == blank


def test_foreword_begins_on_the_back_of_the_cover() -> None:
    """And goes on where it is longer than a page, before the opening."""
    found = sheets(covered(20))
    front = found.paged.document.blocks[found.paged.document.cover : found.paged.document.front]
    assert [{line.page for line in found.of(block.id)} for block in (front[0], front[-1])] == [{1}, {2}]


def test_ground_runs_over_all_edges() -> None:
    """A cut that is a hair off shows no paper; nothing on the cover reaches further than the bleed."""
    ground, *tiles = (item for item in sheets(covered(1)).paged.pages[0].items if isinstance(item, Box))
    edges = (-style.BLEED, -style.BLEED, style.PAGE_WIDTH + style.BLEED, style.PAGE_HEIGHT + style.BLEED)
    assert (ground.x, ground.y, ground.x + ground.width, ground.y + ground.height) == edges
    assert max(tile.x + tile.width for tile in tiles) == edges[2]
    assert {tile.owner for tile in (ground, *tiles)} == {Artifact.TINT}


def test_cover_shows_no_folio_and_no_tab() -> None:
    """All that is written on it is the document's text, in its order."""
    document = covered(1)
    lines = [item for item in sheets(document).paged.pages[0].items if isinstance(item, Line)]
    owners = list(dict.fromkeys(segment.owner for line in lines for segment in line.segments))
    assert owners == [block.id for block in document.blocks[: document.cover]]


@pytest.mark.parametrize("name", ["webb", "webb2"])
def test_title_is_said_once(name: str) -> None:
    """On the cover, by the one heading of the first level; the opening shows it and says nothing."""
    profile = find(name)
    assert profile is not None
    paged = composed(covered(1), BOOK)
    tree = read_tagged(written(paged, profile, BOOK))
    headings = [(element.tag, element.text()) for element in tree.root.walk() if element.tag in {"H1", "H2"}]
    assert headings == [("H1", "1 Prov"), ("H2", "Avsnitt")]
    shown = {
        line.text: line.owner for line in Sheets(paged, BOOK).lines if line.page == 2 and not line.turned
    }
    assert {shown["1 "], shown["Prov"], shown["Undertitel"]} == {Artifact.REPEATED}


@pytest.mark.parametrize("title", ["Funktionsnedsättning", "Sysselsättningsverksamheterna", "Våld " * 20])
def test_long_titles_stay_on_the_cover(title: str) -> None:
    """In a smaller size, and no word of them is divided that has a line for itself."""
    document = covered(1, title=title.strip())
    found = sheets(document)
    heading = next(block for block in document.blocks if isinstance(block, doc.Heading))
    publisher = document.blocks[document.cover - 1]
    lines = found.of(heading.id)
    assert " ".join(line.text for line in lines).split() == ["1", *title.split()]
    assert all(line.x + line.width <= style.PAGE_WIDTH - style.INNER for line in lines[1:])
    assert max(line.y for line in lines) < min(line.y for line in found.of(publisher.id))
