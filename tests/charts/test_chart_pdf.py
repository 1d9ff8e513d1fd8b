"""Charts on their pages: text that is text, content of one Figure, inks of the profile."""

import re
from functools import cache
from pathlib import Path
from typing import Final

import pikepdf
import pytest
from built import composed, written
from external import opened, pdfium_text, pixel, words
from handmade import SPAN, document, fonts, heading, profile
from samples import SAMPLES
from tagreader import read_tagged

from socpdf.core.lengths import in_points
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Line, PagedDocument, Shape
from socpdf.layout import style
from socpdf.layout.style import GRID
from socpdf.preflight import check
from socpdf.preflight.verapdf import is_installed, validate
from socpdf.profiles import Colour, find

BARS: Final = NodeId(2)
ALTERNATIVE: Final = "Kvinnor och män med insats, efter ålder."


@cache
def pages(*names: str) -> PagedDocument:
    """A chapter of these samples, each a figure after the other."""
    figures, node = [], 2
    for number, name in enumerate(names, 1):
        caption = doc.Caption(NodeId(node + 1), f"Figur 1:{number}", (doc.Text(f"Om {name}"),), "Påhitt")
        csv = doc.Attachment(f"figur-1-{number}.csv", "Siffrorna", "text/csv", b"a,b\r\n1,2\r\n")
        figure = NodeId(node)
        figures.append(doc.Diagram(figure, caption, SAMPLES[name], ALTERNATIVE, csv, figure, SPAN))
        node += 2
    title = heading(1, "1 Diagram")
    return composed(document(title, *figures, nodes=node), fonts())


def _raw(paged: PagedDocument, name: str) -> bytes:
    chosen = find(name)
    assert chosen is not None
    return written(paged, chosen, fonts())


def _stream(raw: bytes) -> str:
    with opened(raw) as pdf:
        return "\n".join(page.Contents.read_bytes().decode("latin-1") for page in pdf.pages)


def test_text_of_a_chart_is_text() -> None:
    """It is found by whoever searches the page, and read in order: series, each age with its figures."""
    read = words("".join(pdfium_text(_raw(pages("bars"), "webb"))))
    start = read.index("Antal")
    ages = ("20–24 år 119 93", "25–34 år 428 367", "35–44 år 510 500")
    expected = words(f"Antal personer kvinnor män {' '.join(ages)}")
    assert read[start : start + len(expected)] == expected


def test_a_chart_is_content_of_its_figure() -> None:
    """The Figure owns its marks and words, and has a caption, an alternative text and a box."""
    tagged = read_tagged(_raw(pages("bars"), "webb"))
    (figure,) = tagged.root.find("Figure")
    assert str(figure.raw.Alt) == ALTERNATIVE
    assert figure.find("Caption")[0].text().startswith("Figur 1:1")
    assert "731" in figure.text()
    left, bottom, right, top = (float(side) for side in figure.raw.A.BBox)
    assert right - left == pytest.approx(in_points(style.COLUMN), abs=0.1)
    assert (top - bottom) % in_points(GRID) == pytest.approx(0, abs=0.01)
    assert not tagged.unread
    assert "731" not in "".join(tagged.artifacts)
    assert not "".join(tagged.stray).strip()


def test_the_box_holds_all_that_is_drawn() -> None:
    """Marks and words of the figure lie inside the box that is told."""
    paged = pages("bars")
    area = paged.places[BARS].area
    for item in paged.pages[0].items:
        if isinstance(item, Shape) and item.owner == BARS:
            for _, points in item.steps:
                for x, y in points:
                    assert area.x <= item.x + x <= area.x + area.width
                    assert area.y <= item.y + y <= area.y + area.height
        if isinstance(item, Line) and item.segments[0].owner == BARS:
            assert area.x <= item.x <= area.x + area.width
            assert area.y <= item.y <= area.y + area.height


def test_fonts_are_those_of_the_report() -> None:
    """Source Sans alone, embedded, as captions have it: no font of the library that makes the geometry."""
    with opened(_raw(pages(*SAMPLES), "webb")) as pdf:
        names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert names
    assert all("Source" in name for name in names)


def test_print_has_no_colour_of_screens() -> None:
    """In a CMYK profile every ink is mixed of the four plates, in all kinds of charts."""
    raw = written(pages(*SAMPLES), profile(colour=Colour.CMYK), fonts())
    stream = _stream(raw)
    assert re.findall(r"(?m)^[\d. ]+ (?:rg|RG|g|G|cs|CS|sc|SC)$", stream) == []
    assert len(re.findall(r"(?m)^[\d. ]+ k$", stream)) > 50
    assert len(re.findall(r"(?m)^[\d. ]+ K$", stream)) > 50


def test_a_bar_has_its_colour_on_its_place() -> None:
    """The page shows the chapter's ink where the bar was set, and paper beside it."""
    paged = pages("bars-one")
    bar = next(
        item
        for item in paged.pages[0].items
        if isinstance(item, Shape) and item.owner == BARS and item.fill is not None
    )
    xs = [in_points(bar.x + x) for _, points in bar.steps for x, _ in points]
    ys = [in_points(bar.y + y) for _, points in bar.steps for _, y in points]
    raw = _raw(paged, "webb")
    middle = sum(ys) / len(ys)
    assert pixel(raw, (min(xs) + max(xs)) / 2, middle) == (0, 110, 191)
    assert pixel(raw, min(xs) - 4, middle) == (255, 255, 255)


def test_a_wide_chart_takes_the_margin() -> None:
    """As wide tables do; and where it cannot leave its column, it is as wide as that."""
    paged = pages("multiples")
    place = paged.places[BARS]
    assert place.area.width == style.FULL


@pytest.mark.parametrize("name", ["webb", "webb2"])
def test_own_checks_find_nothing(name: str, tmp_path: Path) -> None:
    """Every kind of chart, in both formats."""
    file = tmp_path / "a.pdf"
    file.write_bytes(_raw(pages(*SAMPLES), name))
    assert check(file).findings == ()


@pytest.mark.xdist_group("verapdf")
@pytest.mark.skipif(not is_installed(), reason="the extra `verify` is not installed")
@pytest.mark.parametrize(("name", "standards"), [("webb", ("ua1", "3a")), ("webb2", ("ua2", "4f", "wt1a"))])
def test_verapdf_passes_every_kind(name: str, standards: tuple[str, ...], tmp_path: Path) -> None:
    """A Figure with words inside and an alternative text keeps all that the profiles promise."""
    file = tmp_path / "a.pdf"
    file.write_bytes(_raw(pages(*SAMPLES), name))
    for verdict in validate([file], standards):
        assert verdict.failures == ()
        assert verdict.passed


def test_every_path_is_painted() -> None:
    """A path that is begun and not painted is an error in a content stream (ISO 32000-1, 8.5.3.1)."""
    raw = _raw(pages(*SAMPLES), "webb")
    with opened(raw) as pdf:
        for page in pdf.pages:
            begun = False
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator in {"m", "re"}:
                    begun = True
                elif operator in {"f", "S", "B"}:
                    assert begun
                    begun = False
                elif operator not in {"l", "c", "h"}:
                    assert not begun, operator
