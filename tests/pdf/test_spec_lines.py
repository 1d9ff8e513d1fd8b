"""The way back from a finding in a print file to the line an author wrote."""

from pathlib import Path

import pytest
from built import written
from handmade import SPAN, area, document, fonts, heading, line, page, paged, paragraph, place, profile
from tagreader import read_tagged

from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Artifact, PagedDocument
from socpdf.preflight.press import check_press
from socpdf.profiles import Boxes, Colour

LINE = f"{SPAN.file}:{SPAN.line}"


def one_page() -> PagedDocument:
    """A heading and a paragraph, both of which a printer finds too near the edge, and a folio as near."""
    title, text = NodeId(1), NodeId(2)
    return paged(
        document(heading(1, "Rubrik"), paragraph(2, doc.Text("Brödtext")), nodes=3),
        page(
            line(60, (title, "Rubrik"), x=2),
            line(80, (text, "Brödtext"), x=4),
            line(100, (Artifact.FOOTER, "12"), x=2),
        ),
        places={title: place(area(2, 50))},
    )


def test_a_finding_tells_the_line_of_the_spec(tmp_path: Path) -> None:
    """The judge reads it from the file alone; the furniture of a page was written by nobody."""
    path = tmp_path / "tryck.pdf"
    printed = profile(boxes=Boxes.TRIM_AND_BLEED, colour=Colour.CMYK, links=False)
    path.write_bytes(written(one_page(), printed, fonts()))
    near = {f.place.split("`")[1]: f.spec for f in check_press(path).findings if f.code == "P110"}
    assert near == {"Rubrik": LINE, "Brödtext": LINE, "##": ""}


@pytest.mark.parametrize("boxes", list(Boxes))
def test_only_the_print_edition_names_its_lines(boxes: Boxes) -> None:
    """A reader of the web edition is not told about files of the project."""
    colour = Colour.CMYK if boxes is Boxes.TRIM_AND_BLEED else Colour.RGB
    data = written(one_page(), profile(boxes=boxes, colour=colour, links=False), fonts())
    titles = {
        str(element.raw.get("/T")) for tag in ("H1", "P") for element in read_tagged(data).root.find(tag)
    }
    assert titles == ({LINE} if boxes is Boxes.TRIM_AND_BLEED else {"None"})
