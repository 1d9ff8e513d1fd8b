"""Documents and pages made by hand, for tests of the writer: everything stands where the test puts it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Final

from built import REPO

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.lengths import Sp, mm, pt
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import (
    Area,
    Hue,
    Ink,
    Item,
    Line,
    LinkArea,
    Owner,
    Page,
    PagedDocument,
    Place,
    Segment,
)
from socpdf.ir.typeset import TypesetReport
from socpdf.profiles import Boxes, Colour, PdfVersion, Profile
from socpdf.text.fonts import FontBook
from socpdf.text.shape import line_end_hyphen, shape

ROOT: Final = NodeId(0)
SPAN: Final = Span("layouts/1-prov.md", 1, 1, 2)
META: Final = doc.Meta(
    title="Prov",
    subject="Ett prov",
    author="Staden",
    keywords=("prov",),
    language="sv",
    made=datetime(2025, 5, 20, 12, tzinfo=UTC),
    report="Provrapporten",
    chapter=1,
    slug="1-prov",
)
REPORT: Final = TypesetReport(0, 0, (), 1.0, 0.0, 1.0, 0.0, 0, 0, 0, 0, 0, (), (), ())
WIDTH: Final = mm(210)
HEIGHT: Final = mm(297)
HYPHEN: Final = "\u00ad"
NO_PLACES: Final[Mapping[NodeId, Place]] = {}


@cache
def fonts() -> FontBook:
    return FontBook.open(REPO, Sink())


def document(*blocks: doc.Block, nodes: int) -> doc.Document:
    """`nodes` counts the numbers given, that of the root among them."""
    return doc.Document(META, ROOT, blocks, nodes, {})


def heading(node: int, text: str, level: int = 1) -> doc.Heading:
    return doc.Heading(NodeId(node), level, (doc.Text(text),), text, listed=True, span=SPAN)


def paragraph(node: int, *content: doc.Inline) -> doc.Paragraph:
    return doc.Paragraph(NodeId(node), content, doc.Voice.BODY, SPAN)


def line(y: float, *parts: tuple[Owner, str], x: float = 60, hue: Hue = Hue.TEXT, tint: int = 100) -> Line:
    """A line of parts, each with its owner; `y` in points from the top. A soft hyphen ends a divided word."""
    return Line(pt(x), pt(y), tuple(_segment(owner, text, Ink(hue, tint)) for owner, text in parts))


def _segment(owner: Owner, text: str, ink: Ink) -> Segment:
    font = fonts().font("serif")
    word = shape(font, text.removesuffix(HYPHEN))
    pieces = (word, line_end_hyphen(font)) if text.endswith(HYPHEN) else (word,)
    return Segment(owner, pt(10), ink, pieces)


def page(*items: Item, links: Sequence[LinkArea] = (), label: str = "1") -> Page:
    return Page(label, WIDTH, HEIGHT, items, tuple(links))


def area(x: float, y: float, width: float = 100, height: float = 12) -> Area:
    return Area(pt(x), pt(y), pt(width), pt(height))


def paged(of: doc.Document, *pages: Page, places: Mapping[NodeId, Place] = NO_PLACES) -> PagedDocument:
    return PagedDocument(of, pages, places, REPORT)


def place(at: Area, page: int = 0) -> Place:
    return Place(page, at)


def profile(
    *,
    version: PdfVersion = PdfVersion.V1_7,
    colour: Colour = Colour.RGB,
    boxes: Boxes = Boxes.MEDIA,
    tagged: bool = True,
    links: bool = True,
) -> Profile:
    """One that promises nothing, so that each axis can be looked at alone."""
    return Profile(
        name="prov",
        summary="for a test",
        folder="prov",
        version=version,
        standards=frozenset(),
        colour=colour,
        boxes=boxes,
        tagged=tagged,
        attachments=False,
        links=links,
        effort=6,
    )


def points(length: Sp) -> float:
    return length / 65_536
