"""A document into pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, islice

from socpdf.core.cache import Cache
from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.lengths import Sp
from socpdf.core.memory import uncollected
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import (
    Area,
    Artifact,
    Ink,
    Item,
    Line,
    LinkArea,
    Owner,
    Page,
    PagedDocument,
    Picture,
    Place,
    Rule,
)
from socpdf.ir.reading import every_block, every_inline, own_contents
from socpdf.layout import furniture, style
from socpdf.layout.blocks import BlockSetter
from socpdf.layout.cover import cover
from socpdf.layout.fill import lines_missing, loosened, opening_filled
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.paragraph import Measure, set_lines
from socpdf.layout.inline.prepare import Typesetter
from socpdf.layout.paginate import FilledPage, note_rule, paginate
from socpdf.layout.report import report_on
from socpdf.layout.strips import LineFact, PageNumber, Shift, Strip
from socpdf.text.fonts import FontBook
from socpdf.text.hyphenate import Hyphenator
from socpdf.text.pictures import UnreadablePicture, pixels
from socpdf.text.shape import report_missing

# Each attempt mends the pages it looks at; more than a few are needed only where they undo each other.
_ATTEMPTS = 4


def compose(document: doc.Document, fonts: FontBook, sink: Sink, cache: Cache | None = None) -> PagedDocument:
    """Pages from folio 1; a chapter that opens with its title begins below the band.

    A cover, and what stands on its back, come before it.

    `cache` holds drawings of charts that were made before.
    """
    _check_pictures(document, sink)
    with uncollected():
        composer = _Composer(document, fonts, cache or Cache(None))
        paged = composer.compose()
    _report_missing_glyphs(document, composer.setter, sink)
    _report_lost(document, paged, sink)
    return paged


@dataclass(slots=True)
class _Composer:
    document: doc.Document
    fonts: FontBook
    cache: Cache
    setter: Typesetter = field(init=False)
    ink: Ink = field(init=False)
    targets: dict[NodeId, NodeId] = field(init=False)
    """By the owner of text, the node that begins where the text does."""
    places: dict[NodeId, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.setter = Typesetter(self.fonts, Hyphenator())
        self.ink = style.chapter_ink(self.document.meta.chapter)
        self.targets = dict(_targets(self.document.blocks))

    def compose(self) -> PagedDocument:
        document = self.document
        on_cover, chapter = document.blocks[: document.cover], document.blocks[document.front :]
        title, subtitle, rest = _opening(tuple(dropwhile(_is_above_title, on_cover)) or chapter)
        rest = chapter if on_cover else rest
        filled = dict(enumerate(self._foreword(), 2))
        # A right-hand page; before the opening a page may stay blank.
        opens = (len(filled) + 2) | 1 if on_cover else 1
        filled |= dict(enumerate(self._chapter(rest, has_title=title is not None), opens))
        shifted = {folio: list(_in_reading_order(page, folio)) for folio, page in filled.items()}
        if title:
            top = Area(style.RIGHT.column, style.TOP, style.COLUMN, Sp(style.OPENING_LINES * style.GRID))
            self.places[title.id] = Place(0, top)
        # All places are known before anything is drawn: the contents name pages that come after them.
        for folio, placed in shifted.items():
            self._find_places(folio - 1, placed)
        drawn: dict[int, list[Item]] = {}
        if on_cover:
            drawn[1] = list(cover(on_cover, self.ink, self._language, self.setter))
        if title:
            shown = furniture.Title(title, subtitle, repeated=bool(on_cover))
            drawn[opens] = list(furniture.opening(shown, self.ink, self._language, self.setter))
        pages = [
            self._page(folio, drawn.get(folio, []), shifted[folio], filled[folio])
            if folio in filled
            else _without_text(folio, drawn.get(folio, []))
            for folio in range(1, max(filled) + 1)
        ]
        report = report_on(filled, document)
        return PagedDocument(document, tuple(pages), self.places, report)

    def _foreword(self) -> list[FilledPage]:
        """What stands on the back of the cover, and on pages that follow it."""
        blocks = self.document.blocks[self.document.cover : self.document.front]
        return self._filled(blocks, style.BODY_HEIGHT) if blocks else []

    def _chapter(self, blocks: tuple[doc.Block, ...], *, has_title: bool) -> list[FilledPage]:
        height = style.BODY_HEIGHT - (style.OPENING_LINES * style.GRID if has_title else 0)
        # A chapter that is nothing but its title still has its opening page.
        filled = self._filled(blocks, height) or [FilledPage(height)]
        if has_title:
            filled[0] = opening_filled(filled[0])
        return filled

    def _filled(self, blocks: tuple[doc.Block, ...], first_height: int) -> list[FilledPage]:
        """Pages none of which ends inside a word, and as few as can be with a line missing at their foot.

        Where one does, its paragraph is broken anew with that line kept whole; where one is not full, a
        paragraph on it is set a line longer. Pages may then fall otherwise, so it is tried again.
        """
        setter = BlockSetter(self._language, self.ink, self.setter, self.cache)
        best: list[FilledPage] | None = None
        for _ in range(_ATTEMPTS):
            filled = paginate(setter.column(blocks, style.COLUMN), first_height)
            divided = [fact for page in filled[:-1] if (fact := _divided_at_foot(page)) is not None]
            if best is None or _blemishes(filled) < _blemishes(best):
                best = filled
            looser = [] if divided else list(loosened(filled, setter.looser))
            if not divided and not looser:
                break
            setter.change(divided, looser)
        return best or []

    @property
    def _language(self) -> str:
        return self.document.meta.language

    def _find_places(self, index: int, placed: "Sequence[_Shifted]") -> None:
        for strip, shift in placed:
            for node, area in strip.begins:
                self.places.setdefault(node, Place(index, shift.area(area)))
            for item in strip.items:
                if isinstance(item, Line):
                    self._find_place_of_text(index, shift.item(item))

    def _find_place_of_text(self, index: int, line: Item) -> None:
        """Targets that are text begin where their first letter stands."""
        if not isinstance(line, Line):
            return
        for segment in line.segments:
            owner = segment.owner
            if not isinstance(owner, Artifact) and owner in self.targets:
                area = Area(line.x, Sp(line.y - segment.size), style.COLUMN, segment.size)
                self.places.setdefault(self.targets[owner], Place(index, area))

    def _page(self, folio: int, items: list[Item], placed: "Sequence[_Shifted]", filled: FilledPage) -> Page:
        side = style.side_of(folio)
        opens = bool(items)
        links: list[LinkArea] = []
        for strip, shift in placed:
            items.extend(map(shift.item, strip.items))
            for number in strip.numbers:
                items.extend(self._number_line(number, shift))
            links.extend(map(shift.link, strip.links))
        if filled.notes:
            rule = note_rule(filled.notes_top)
            items.append(Shift(side.column, _top(filled)).item(rule))
        meta = self.document.meta
        items.extend(furniture.edge_tab(meta, side, self.ink, self.setter))
        if not opens:
            items.extend(furniture.footer(meta, folio, side, self.setter))
        return Page(str(folio), style.PAGE_WIDTH, style.PAGE_HEIGHT, tuple(items), tuple(links))

    def _number_line(self, number: PageNumber, shift: Shift) -> Iterator[Item]:
        """The number, and the dots that lead to it."""
        # The space before it keeps the number apart from the words for whoever hears them.
        folio = f"\u00a0{self.places[number.node].page + 1}"
        run = Run(folio, number.look, number.owner, self._language)
        line = set_lines((run,), Measure(style.COLUMN), self.setter)[0]
        x, y = number.right - line.width + shift.x, Sp(number.y + shift.y)
        yield Line(Sp(x), y, line.segments)
        # Dots stand on one raster from the right edge, so that those of all lines stand below each other.
        pitch = style.LEADER_PITCH
        left, right = number.left + shift.x + pitch, number.right + shift.x
        end = right - -(-line.width // pitch) * pitch
        start = end - (end - left) // pitch * pitch
        if start < end:
            ink, weight = style.GREY, style.LEADER_WEIGHT
            yield Rule(Sp(end), y, Sp(start), y, weight, ink, Artifact.RULE, dots=pitch)


_Shifted = tuple[Strip, Shift]


def _without_text(folio: int, items: list[Item]) -> Page:
    """The cover, or a blank page; neither shows its folio."""
    return Page(str(folio), style.PAGE_WIDTH, style.PAGE_HEIGHT, tuple(items), ())


def _top(page: FilledPage) -> int:
    """Of the text area; that of an opening begins lower."""
    return style.TOP + style.BODY_HEIGHT - page.height


def _in_reading_order(page: FilledPage, folio: int) -> "Iterator[_Shifted]":
    """Callouts come after the paragraph they stand beside, footnotes last."""
    side, top = style.side_of(folio), _top(page)
    callouts = iter(page.margin)
    due = 0
    for index, placed in enumerate(page.column, 1):
        x = min(side.column, side.margin) if placed.strip.wide else side.column
        yield placed.strip, Shift(x, top + placed.y)
        due += len(placed.strip.beside)
        lines = placed.strip.lines
        if lines and lines[-1].index + 1 < lines[-1].count and index < len(page.column):
            # Between two lines it would divide a sentence, or a word, for whoever copies the page.
            continue
        for callout in islice(callouts, due):
            for part in callout:
                yield part.strip, Shift(side.margin, top + part.y)
        due = 0
    for note in page.notes:
        yield note.strip, Shift(side.column, top + note.y)


def _blemishes(pages: Sequence[FilledPage]) -> tuple[int, int]:
    """Pages that end inside a word, then what is missing at their feet; wide holes count most."""
    divided = sum(_divided_at_foot(page) is not None for page in pages[:-1])
    return divided, sum(hole * hole for hole in map(lines_missing, pages, pages[1:]))


def _divided_at_foot(page: FilledPage) -> LineFact | None:
    """The line at the foot of the column, if it ends inside a word."""
    lines = page.column[-1].strip.lines if page.column else ()
    return lines[-1] if lines and lines[-1].hyphenated else None


def _opening(
    blocks: tuple[doc.Block, ...],
) -> tuple[doc.Heading | None, doc.Paragraph | None, tuple[doc.Block, ...]]:
    """The chapter's title and subtitle, and what follows them."""
    if not blocks or not isinstance(blocks[0], doc.Heading) or blocks[0].level != 1:
        return None, None, blocks
    second = blocks[1] if len(blocks) > 1 else None
    if isinstance(second, doc.Paragraph) and second.voice is doc.Voice.SUBTITLE:
        return blocks[0], second, blocks[2:]
    return blocks[0], None, blocks[1:]


def _is_above_title(block: doc.Block) -> bool:
    return not isinstance(block, doc.Heading)


def _targets(blocks: tuple[doc.Block, ...]) -> Iterator[tuple[NodeId, NodeId]]:
    """Nodes whose place is found by text, after the owner of that text."""
    for block in every_block(blocks):
        if isinstance(block, doc.Heading):
            yield block.id, block.id
        for content in own_contents(block):
            for inline in every_inline(content):
                if isinstance(inline, doc.NoteMark):
                    yield inline.link, inline.id


def _report_missing_glyphs(document: doc.Document, setter: Typesetter, sink: Sink) -> None:
    if not setter.missing:
        return
    spans = dict(_spans_of_owners(document))
    for (owner, font, _), shaped in setter.missing.items():
        span = spans.get(owner, Span(f"layouts/{document.meta.slug}.md"))
        report_missing(shaped, setter.fonts.named(font), span, sink)
    raise Refused


def _report_lost(document: doc.Document, paged: PagedDocument, sink: Sink) -> None:
    """Nothing may leave its page, where nobody would read it."""
    spans: dict[Owner, Span] = {}
    lost: dict[Span, int] = {}
    for number, page in enumerate(paged.pages, 1):
        for item in page.items:
            bottom = item.y + item.height if isinstance(item, Picture) else 0
            if isinstance(item, Line) and not item.turned:
                bottom = item.y
            if bottom > page.height and (owner := _owner_of(item)) is not None:
                spans = spans or dict(_spans_of_owners(document))
                lost.setdefault(spans.get(owner, Span(f"layouts/{document.meta.slug}.md")), number)
    for span, number in sorted(lost.items()):
        hint = "divide it, shorten it, or move some of what stands beside it to other paragraphs"
        sink.error("G202", f"there is no room for all of this on page {number}", span, hint)
    if lost:
        raise Refused


def _owner_of(item: Item) -> Owner | None:
    match item:
        case Line(segments=segments):
            return segments[0].owner if segments else None
        case Picture(owner=owner):
            return owner
        case _:
            return None


def _spans_of_owners(document: doc.Document) -> Iterator[tuple[Owner, Span]]:
    """Where the author wrote what the owners of text say."""
    for block in every_block(document.blocks):
        if isinstance(block, doc.Note):
            # Its paragraph has the place, and comes next.
            yield block.back, block.paragraph.span
            continue
        span = block.span
        yield block.id, span
        if isinstance(block, doc.Table | doc.Figure | doc.Diagram) and block.caption:
            yield block.caption.id, span
        if isinstance(block, doc.Table):
            for row in (*block.head_rows, *block.body_rows):
                yield from ((cell.id, span) for cell in row.cells)
        for content in own_contents(block):
            for inline in every_inline(content):
                if not isinstance(inline, doc.Text | doc.SmallCaps | doc.LineBreak | doc.PageNumberOf):
                    yield inline.id, span


def _check_pictures(document: doc.Document, sink: Sink) -> None:
    for block in every_block(document.blocks):
        if isinstance(block, doc.Figure):
            try:
                pixels(block.image)
            except UnreadablePicture as problem:
                sink.error("G201", f"`{block.image.name}`: {problem}", block.span, "save it as PNG or JPEG")
    if sink.has_errors:
        raise Refused
