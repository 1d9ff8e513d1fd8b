"""A paged document into the bytes of a PDF file, as a profile promises it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.lengths import PER_POINT, mm
from socpdf.core.memory import uncollected
from socpdf.core.records import record
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Page, PagedDocument, Picture
from socpdf.ir.reading import every_block, every_inline, own_contents
from socpdf.pdf import metadata
from socpdf.pdf.container import Stream
from socpdf.pdf.content import PageContent
from socpdf.pdf.fonts import FontEmbedder
from socpdf.pdf.links import Destinations, link_annotation, write_bookmarks
from socpdf.pdf.numbers import real
from socpdf.pdf.structure import StructureTree
from socpdf.pdf.surface import PictureError, Surface
from socpdf.pdf.syntax import byte_string, date, name, references, string
from socpdf.pdf.tags import PDF17, PDF20, plant
from socpdf.profiles import Boxes, Colour, PdfVersion, Profile, Standard
from socpdf.text.fonts import FontBook

BLEED: Final = mm(3)
"""What printers ask for beyond the trimmed page."""

# Profile, its name in the output intent, how many channels it has.
_INTENTS: Final = {
    Colour.RGB: ("sRGB-v2-micro.icc", "sRGB", 3),
    Colour.CMYK: ("FOGRA39L_coated.icc", "FOGRA39", 4),
}


def write(paged: PagedDocument, profile: Profile, fonts: FontBook, sink: Sink) -> bytes:
    with uncollected():
        writer = _Writer(paged, profile, FontEmbedder(fonts), sink)
        writer.draw_pages()
        return writer.finish()


@record
class _DrawnLink:
    """An annotation that has its number but waits for the objects of its target."""

    number: int
    key: int | None
    page: int
    index: int
    """Among the page's links."""


@dataclass(slots=True)
class _Writer:
    """Draws first, so that the tree knows who was drawn where; then writes what refers to that."""

    paged: PagedDocument
    profile: Profile
    fonts: FontEmbedder
    sink: Sink
    surface: Surface = field(init=False)
    tree: StructureTree | None = field(init=False)
    page_numbers: list[int] = field(init=False)
    drawn_links: list[_DrawnLink] = field(default_factory=list)
    links: dict[NodeId, tuple[doc.Target, str]] = field(init=False)
    font_resources: int = field(init=False)

    def __post_init__(self) -> None:
        document = self.paged.document
        self.surface = Surface(self.profile.version.value, self.profile.effort)
        words = PDF20 if self.profile.version is PdfVersion.V2_0 else PDF17
        for_print = self.profile.boxes is Boxes.TRIM_AND_BLEED
        self.tree = plant(document, words, lines=for_print) if self.profile.tagged else None
        self.page_numbers = [self.surface.reserve() for _ in self.paged.pages]
        self.links = dict(_links(document.blocks))
        self.font_resources = self.surface.reserve()

    # 1. draw

    def draw_pages(self) -> None:
        for index, page in enumerate(self.paged.pages):
            key = self.tree.begin_page() if self.tree else None
            content = PageContent(page.height, self.fonts, self.profile.colour, self.tree)
            for item in page.items:
                number = self._picture(item) if isinstance(item, Picture) else None
                content.draw(item, number)
            body = self.surface.stream(b"", self._shift() + content.finish())
            annotations = [self._reserve_link(index, i) for i in range(len(page.links))]
            entries = self._boxes(page) + b"/Contents %d 0 R" % body
            entries += b"/Resources<</Font %d 0 R" % self.font_resources
            if content.images:
                images = b"".join(b"/%s %d 0 R" % pair for pair in sorted(content.images.items()))
                entries += b"/XObject<<" + images + b">>"
            entries += b">>"
            if key is not None:
                entries += b"/StructParents %d/Tabs/S" % key
            if annotations:
                entries += b"/Annots" + references(annotations)
            self.surface.page(self.page_numbers[index], entries)
        self._refuse_errors()

    def _picture(self, picture: Picture) -> int:
        try:
            return self.surface.image(picture.file).number
        except PictureError as problem:
            span = self.paged.document.places.get(picture.owner, Span(picture.file.name))
            self.sink.error("G201", f"`{picture.file.name}`: {problem}", span, "save it anew as PNG or JPEG")
            return 0

    def _refuse_errors(self) -> None:
        if self.sink.has_errors:
            raise Refused

    def _boxes(self, page: Page) -> bytes:
        width, height = page.width / PER_POINT, page.height / PER_POINT
        if self.profile.boxes is Boxes.MEDIA:
            return b"/MediaBox[0 0 %s %s]" % (real(width), real(height))
        bleed = BLEED / PER_POINT
        outer = b"[0 0 %s %s]" % (real(width + 2 * bleed), real(height + 2 * bleed))
        trim = b"[%s %s %s %s]" % (real(bleed), real(bleed), real(bleed + width), real(bleed + height))
        return b"/MediaBox" + outer + b"/BleedBox" + outer + b"/TrimBox" + trim

    def _shift(self) -> bytes:
        """The page's own origin is the corner of the trimmed page."""
        if self.profile.boxes is Boxes.MEDIA:
            return b""
        bleed = real(BLEED / PER_POINT)
        return b"1 0 0 1 %s %s cm\n" % (bleed, bleed)

    def _reserve_link(self, page: int, index: int) -> int:
        number = self.surface.reserve()
        link = self.paged.pages[page].links[index].link
        key = self.tree.annotate(link, number, len(self.paged.pages)) if self.tree else None
        self.drawn_links.append(_DrawnLink(number, key, page, index))
        return number

    # 2. resolve

    def finish(self) -> bytes:
        surface, document, profile = self.surface, self.paged.document, self.profile
        if self.tree:
            self._add_figure_boxes(self.tree)
            self.tree.number(surface)
        structural = profile.version is PdfVersion.V2_0 and profile.tagged
        places = Destinations(self.paged, self.page_numbers, self.tree, structural)
        self._write_links(places)
        entries = b"/Type/Catalog/Pages %d 0 R/Lang%s" % (surface.pages, string(document.meta.language))
        entries += b"/ViewerPreferences<</DisplayDocTitle true>>" + self._page_labels()
        outline = write_bookmarks(surface, document.blocks, places)
        if outline is not None:
            entries += b"/Outlines %d 0 R/PageMode/UseOutlines" % outline
        attached = self._attach() if profile.attachments else []
        if attached:
            tree = b"".join(string(attachment.name) + b" %d 0 R" % file for attachment, file in attached)
            entries += b"/Names<</EmbeddedFiles<</Names[" + tree + b"]>>>>"
        if self.tree:
            namespace = profile.version is PdfVersion.V2_0
            root = self.tree.finish(surface, self.page_numbers, namespace=namespace)
            entries += b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R" % root
        if profile.standards:
            entries += b"/OutputIntents[%d 0 R]" % self._intent()
        entries += b"/Metadata %d 0 R" % self._metadata(attachments=bool(attached))
        font_objects = self.fonts.write(surface.add, surface.stream)
        fonts = b"".join(b"/%s %d 0 R" % pair for pair in sorted(font_objects.items()))
        surface.put(self.font_resources, b"<<" + fonts + b">>")
        catalog = surface.add(b"<<" + entries + b">>")
        # PDF/A-4 has no information dictionary (ISO 19005-4, 6.1.3).
        info = None if profile.keeps(Standard.A4F) else surface.add(metadata.information(document.meta))
        return surface.finish(catalog, info)

    def _add_figure_boxes(self, tree: StructureTree) -> None:
        for figure in every_block(self.paged.document.blocks):
            if not isinstance(figure, doc.Figure):
                continue
            place = self.paged.places[figure.id]
            area, height = place.area, self.paged.pages[place.page].height
            corners = (
                real(area.x / PER_POINT),
                real((height - area.y - area.height) / PER_POINT),
                real((area.x + area.width) / PER_POINT),
                real((height - area.y) / PER_POINT),
            )
            box = b"/A<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>" % corners
            tree.add_entries(figure.id, box)

    def _write_links(self, places: Destinations) -> None:
        for drawn in self.drawn_links:
            page = self.paged.pages[drawn.page]
            area = page.links[drawn.index]
            target, says = self.links[area.link]
            body = link_annotation(target, says, area.area, page.height, places, drawn.key)
            self.surface.put(drawn.number, body)

    def _page_labels(self) -> bytes:
        ranges = []
        expected: int | None = None
        for index, page in enumerate(self.paged.pages):
            number = int(page.label)
            if number != expected:
                ranges.append(b"%d<</S/D/St %d>>" % (index, number))
            expected = number + 1
        return b"/PageLabels<</Nums[" + b"".join(ranges) + b"]>>"

    def _attach(self) -> list[tuple[doc.Attachment, int]]:
        """The files of the tables, each tied to its table; by name, as the name tree asks."""
        attached = []
        for table in every_block(self.paged.document.blocks):
            if not isinstance(table, doc.Table):
                continue
            file = self._file(table.csv)
            attached.append((table.csv, file))
            if self.tree:
                self.tree.add_entries(table.id, b"/AF[%d 0 R]" % file)
        return sorted(attached, key=lambda pair: string(pair[0].name))

    def _file(self, attachment: doc.Attachment) -> int:
        made = date(self.paged.document.meta.made)
        check = byte_string(hashlib.md5(attachment.data, usedforsecurity=False).digest())
        entries = b"/Type/EmbeddedFile/Subtype%s/Params<</Size %d/ModDate%s/CheckSum%s>>" % (
            name(attachment.mime),
            len(attachment.data),
            made,
            check,
        )
        stream = self.surface.stream(entries, attachment.data)
        title = string(attachment.name)
        body = b"<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>"
        return self.surface.add(body % (title, title, string(attachment.description), stream, stream))

    def _intent(self) -> int:
        file, condition, channels = _INTENTS[self.profile.colour]
        raw = (files("socpdf") / "assets" / "icc" / file).read_bytes()
        icc = self.surface.stream(b"/N %d" % channels, raw)
        title = string(condition)
        return self.surface.add(
            b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s/DestOutputProfile %d 0 R>>"
            % (title, title, icc)
        )

    def _metadata(self, *, attachments: bool) -> int:
        """Not compressed, so that whoever sorts files can read it (ISO 19005-3, 6.6.2.1)."""
        packet = metadata.xmp(self.paged.document.meta, self.profile, attachments=attachments)
        return self.surface.add(Stream(b"/Type/Metadata/Subtype/XML", packet))


def _links(blocks: tuple[doc.Block, ...]) -> Iterator[tuple[NodeId, tuple[doc.Target, str]]]:
    """Where each link leads, and what it says of that."""
    for block in every_block(blocks):
        if isinstance(block, doc.Note):
            yield block.back, (doc.Inside(block.mark), block.back_says)
        for content in own_contents(block):
            for inline in every_inline(content):
                if isinstance(inline, doc.Link):
                    yield inline.id, (inline.target, inline.says)
                elif isinstance(inline, doc.NoteMark):
                    yield inline.link, (doc.Inside(inline.note), inline.says)
