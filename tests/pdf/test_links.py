"""What leads from one place to another: annotations, their targets, and the bookmarks."""

from typing import Final

import pypdfium2
import pytest
from built import written
from external import opened
from handmade import (
    HEIGHT,
    SPAN,
    area,
    document,
    fonts,
    heading,
    line,
    page,
    paged,
    paragraph,
    place,
    points,
    profile,
)

from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import LinkArea, PagedDocument
from socpdf.profiles import PdfVersion

ONE: Final = NodeId(1)


def linked(target: doc.Target) -> PagedDocument:
    link = doc.Link(NodeId(3), (doc.Text("hit"),), target, "till något")
    return paged(
        document(heading(1, "Rubrik"), paragraph(2, link), nodes=4),
        page(
            line(60, (ONE, "Rubrik")),
            line(80, (NodeId(3), "hit")),
            links=[LinkArea(NodeId(3), area(60, 70, width=20, height=13.5))],
        ),
        places={ONE: place(area(60, 50))},
    )


def test_area_of_a_link_is_where_the_eye_sees_it() -> None:
    """Measured from below, as PDF does, without a frame, and printed with the page."""
    with opened(written(linked(doc.Address("https://example.org/")), profile(), fonts())) as pdf:
        (note,) = pdf.pages[0].Annots
        top = points(HEIGHT) - 70
        assert [float(x) for x in note.Rect] == pytest.approx([60, top - 13.5, 80, top], abs=1e-3)
        assert [int(x) for x in note.Border] == [0, 0, 0]
        assert int(note.F) == 4
        assert str(note.A.URI) == "https://example.org/"
        assert str(note.Contents) == "till något"


@pytest.mark.parametrize("version", PdfVersion)
def test_link_inside_opens_a_little_above_its_target(version: PdfVersion) -> None:
    """A heading glued to the edge of the window would look cut off; the zoom stays as it is."""
    raw = written(linked(doc.Inside(ONE)), profile(version=version), fonts())
    with opened(raw) as pdf:
        note = pdf.pages[0].Annots[0]
        target = note.A.D if "/A" in note else note.Dest
        assert target[0].objgen == pdf.pages[0].objgen
        assert str(target[1]) == "/XYZ"
        assert float(target[3]) == pytest.approx(points(HEIGHT) - 50 + 12, abs=1e-3)
        assert target[4] is None


def test_target_at_the_top_opens_at_the_top() -> None:
    """No view begins above its page."""
    of = linked(doc.Inside(ONE))
    high = paged(of.document, *of.pages, places={ONE: place(area(60, 3))})
    with opened(written(high, profile(), fonts())) as pdf:
        assert float(pdf.pages[0].Annots[0].Dest[3]) == pytest.approx(points(HEIGHT), abs=1e-3)


def with_headings(*levels: int, box: bool = False) -> PagedDocument:
    headings = tuple(heading(n, f"Rubrik {n}", level) for n, level in enumerate(levels, 1))
    blocks: tuple[doc.Block, ...] = headings
    if box:
        blocks = (headings[0], doc.Box(NodeId(len(levels) + 1), headings[1:], SPAN))
    lines = [line(60 + 20 * h.id, (h.id, h.plain)) for h in headings]
    places = {h.id: place(area(60, 50 + 20 * h.id)) for h in headings}
    return paged(document(*blocks, nodes=len(levels) + 2), page(*lines), places=places)


@pytest.mark.parametrize("box", [False, True])
@pytest.mark.parametrize("version", PdfVersion)
def test_bookmarks_nest_as_headings_do(version: PdfVersion, box: bool) -> None:
    """Also those of headings inside a box, such as the summary's."""
    raw = written(with_headings(1, 2, 3, 3, 2, box=box), profile(version=version), fonts())
    with pypdfium2.PdfDocument(raw) as pdf:
        found = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    assert found == [(0, "Rubrik 1"), (1, "Rubrik 2"), (2, "Rubrik 3"), (2, "Rubrik 4"), (1, "Rubrik 5")]


def test_bookmarks_count_what_stands_below_them() -> None:
    """All are open: each counts its descendants (ISO 32000-1, 12.3.3)."""
    with opened(written(with_headings(1, 2, 3, 2), profile(), fonts())) as pdf:
        outlines = pdf.Root.Outlines
        assert int(outlines.Count) == 4
        assert int(outlines.First.Count) == 3
        assert int(outlines.First.First.Count) == 1
        assert "/Count" not in outlines.First.Last
        assert outlines.First.Last.Prev.objgen == outlines.First.First.objgen


def test_document_without_headings_has_no_bookmarks() -> None:
    """An empty outline would open an empty pane."""
    of = paged(document(paragraph(1, doc.Text("a")), nodes=2), page(line(60, (ONE, "a"))))
    with opened(written(of, profile(), fonts())) as pdf:
        assert "/Outlines" not in pdf.Root
        assert "/PageMode" not in pdf.Root


def test_untagged_links_know_no_elements() -> None:
    """They lead all the same."""
    with opened(written(linked(doc.Inside(ONE)), profile(tagged=False), fonts())) as pdf:
        (note,) = pdf.pages[0].Annots
        assert "/StructParent" not in note
        assert note.Dest[0].objgen == pdf.pages[0].objgen


def test_page_labels_begin_anew_where_folios_do() -> None:
    """Pages 7, 8 and then 1 are labelled as they are printed."""
    lines = line(60, (ONE, "a"))
    of = paged(
        document(paragraph(1, doc.Text("a" * 3)), nodes=2),
        *(page(lines, label=label) for label in ("7", "8", "1")),
    )
    with pypdfium2.PdfDocument(written(of, profile(), fonts())) as pdf:
        assert [pdf.get_page_label(index) for index in range(3)] == ["7", "8", "1"]
