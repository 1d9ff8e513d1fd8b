"""A paged document into the bytes of a PDF file, as a profile promises it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.memory import uncollected
from socpdf.core.records import record
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Artifact, PagedDocument, Picture
from socpdf.ir.reading import every_block, every_inline, own_contents
from socpdf.pdf import metadata
from socpdf.pdf.boxes import frame
from socpdf.pdf.container import Stream
from socpdf.pdf.content import PageContent
from socpdf.pdf.fonts import FontEmbedder
from socpdf.pdf.intent import output_intent
from socpdf.pdf.links import Destinations, link_annotation, write_bookmarks
from socpdf.pdf.marks import slug_line
from socpdf.pdf.press import Press
from socpdf.pdf.structure import StructureTree
from socpdf.pdf.surface import PictureError, Surface
from socpdf.pdf.syntax import byte_string, date, name, references, string
from socpdf.pdf.tags import PDF17, PDF20, plant
from socpdf.profiles import Boxes, Colour, PdfVersion, Profile, Standard
from socpdf.text.fonts import FontBook


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
    press: Press | None = field(init=False)

    def __post_init__(self) -> None:
        document = self.paged.document
        self.surface = Surface(self.profile.version.value, self.profile.effort)
        words = PDF20 if self.profile.version is PdfVersion.V2_0 else PDF17
        for_print = self.profile.boxes is Boxes.TRIM_AND_BLEED
        self.tree = plant(document, words, lines=for_print) if self.profile.tagged else None
        self.page_numbers = [self.surface.reserve() for _ in self.paged.pages]
        self.links = dict(_links(document.blocks))
        self.font_resources = self.surface.reserve()
        inks = self.profile.colour is Colour.CMYK
        self.press = Press(self.paged, self.profile, self.surface, self.sink) if inks else None

    # 1. draw

    def draw_pages(self) -> None:
        for index in range(len(self.paged.pages)):
            self._draw_page(index)
        self._refuse_errors()

    def _draw_page(self, index: int) -> None:
        page = self.paged.pages[index]
        sheet = frame(page, self.profile.boxes)
        key = self.tree.begin_page() if self.tree else None
        content = PageContent(page.height, self.fonts, self.profile.colour, self.tree)
        marked = self.profile.boxes is Boxes.TRIM_AND_BLEED
        if self.press and marked:
            content.draw_form(b"Marks", self.press.marks(sheet), Artifact.MARK)
        for item in page.items:
            number = self._picture(item) if isinstance(item, Picture) else None
            content.draw(item, number)
        if marked:
            content.draw(slug_line(page, self.paged.document.meta, self.profile, self.fonts.book))
        body = self.surface.stream(b"", sheet.shift() + content.finish())
        links = range(len(page.links)) if self.profile.links else ()
        annotations = [self._reserve_link(index, link) for link in links]
        entries = sheet.entries() + b"/Contents %d 0 R" % body + self._resources(content)
        if self.press:
            entries += self.press.group(set(content.images.values()))
        if key is not None:
            entries += b"/StructParents %d/Tabs/S" % key
        if annotations:
            entries += b"/Annots" + references(annotations)
        self.surface.page(self.page_numbers[index], entries)

    def _resources(self, content: PageContent) -> bytes:
        out = b"/Font %d 0 R" % self.font_resources
        if self.press:
            out += b"/ExtGState %d 0 R" % self.press.states
        if content.images:
            images = b"".join(b"/%s %d 0 R" % pair for pair in sorted(content.images.items()))
            out += b"/XObject<<" + images + b">>"
        return b"/Resources<<" + out + b">>"

    def _picture(self, picture: Picture) -> int:
        try:
            return self.press.picture(picture) if self.press else self.surface.image(picture.file).number
        except PictureError as problem:
            span = self.paged.document.places.get(picture.owner, Span(picture.file.name))
            self.sink.error("G201", f"`{picture.file.name}`: {problem}", span, "save it anew as PNG or JPEG")
            return 0

    def _refuse_errors(self) -> None:
        if self.sink.has_errors:
            raise Refused

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
        places = Destinations(self.paged, self.page_numbers, self.tree, structural, profile.boxes)
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
            entries += b"/OutputIntents[%d 0 R]" % output_intent(profile, surface)
        entries += b"/Metadata %d 0 R" % self._metadata(attachments=bool(attached))
        font_objects = self.fonts.write(surface.add, surface.stream)
        fonts = b"".join(b"/%s %d 0 R" % pair for pair in sorted(font_objects.items()))
        surface.put(self.font_resources, b"<<" + fonts + b">>")
        catalog = surface.add(b"<<" + entries + b">>")
        # PDF/A-4 has no information dictionary (ISO 19005-4, 6.1.3).
        info = (
            None if profile.keeps(Standard.A4F) else surface.add(metadata.information(document.meta, profile))
        )
        return surface.finish(catalog, info)

    def _add_figure_boxes(self, tree: StructureTree) -> None:
        for figure in every_block(self.paged.document.blocks):
            if not isinstance(figure, doc.Figure | doc.Diagram):
                continue
            place = self.paged.places[figure.id]
            sheet = frame(self.paged.pages[place.page], self.profile.boxes)
            box = b"/A<</O/Layout/Placement/Block/BBox[%s]>>" % sheet.area(place.area)
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
        """The files of tables and diagrams, each tied to its element; by name, as the name tree asks.

        A diagram and the table of its figures may have one file.
        """
        numbers: dict[str, int] = {}
        attached = []
        for block in every_block(self.paged.document.blocks):
            if not isinstance(block, doc.Table | doc.Diagram):
                continue
            if block.csv.name not in numbers:
                numbers[block.csv.name] = self._file(block.csv)
                attached.append((block.csv, numbers[block.csv.name]))
            if self.tree:
                self.tree.add_entries(block.id, b"/AF[%d 0 R]" % numbers[block.csv.name])
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

    def _metadata(self, *, attachments: bool) -> int:
        """Not compressed, so that whoever sorts files can read it (ISO 19005-3, 6.6.2.1)."""
        meta = self.paged.document.meta
        fingerprint = self.surface.fingerprint() if self.profile.keeps(Standard.X4) else b""
        packet = metadata.xmp(meta, self.profile, fingerprint, attachments=attachments)
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
