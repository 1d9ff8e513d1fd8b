"""Reads pages as a ruler does: which words stand where, and how wide they are drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.glyphs import SOFT_HYPHEN, Shaped
from socpdf.ir.paged import EXPANSION_UNIT, Artifact, Line, Owner, PagedDocument, Segment
from socpdf.ir.reading import every_block, every_inline, own_contents
from socpdf.text.fonts import FontBook


def advance(segments: Sequence[Segment], expansion: int, tracking: int, fonts: FontBook) -> int:
    """What the pen moves from the first letter to the last: without the space that ends the line."""
    pieces = [(segment, piece) for segment in segments for piece in segment.pieces]
    while pieces and (isinstance(pieces[-1][1], int) or pieces[-1][1].text == " "):
        pieces.pop()
    total, glyphs = 0.0, 0
    for segment, piece in pieces:
        if isinstance(piece, int):
            total += piece
        else:
            width = piece.width * segment.size // fonts.named(piece.font).metrics.upem
            total += width * (EXPANSION_UNIT + expansion) / EXPANSION_UNIT
            glyphs += len(piece.glyphs)
    return round(total + tracking * glyphs)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of text on a page."""

    page: int
    owner: Owner
    """The block or label."""
    part: Owner
    """The inline node it begins with."""
    text: str
    x: int
    y: int
    width: int
    turned: bool

    @property
    def place(self) -> tuple[int, int]:
        return self.page, self.y


@dataclass(slots=True)
class Sheets:
    """The pages of a document, and the lines on them."""

    paged: PagedDocument
    fonts: FontBook
    lines: list[Drawn] = field(init=False)
    owners: dict[NodeId, NodeId] = field(init=False)
    """By inline node the block whose text it is part of."""

    def __post_init__(self) -> None:
        self.owners = dict(_owners(self.paged.document))
        self.lines = [
            Drawn(
                number,
                self._block(item.segments[0].owner),
                item.segments[0].owner,
                _text(item),
                item.x,
                item.y,
                advance(item.segments, item.expansion, item.tracking, self.fonts),
                item.turned,
            )
            for number, page in enumerate(self.paged.pages)
            for item in page.items
            if isinstance(item, Line) and item.segments
        ]

    def of(self, owner: NodeId) -> list[Drawn]:
        """The lines of a block or label, in the order of the pages."""
        return [line for line in self.lines if line.owner == owner]

    def paragraphs(self, voice: doc.Voice = doc.Voice.BODY) -> Iterator[list[Drawn]]:
        for block in every_block(self.paged.document.blocks):
            if isinstance(block, doc.Paragraph) and block.voice is voice:
                yield self.of(block.id)

    def _block(self, owner: Owner) -> Owner:
        return owner if isinstance(owner, Artifact) else self.owners.get(owner, owner)


def _owners(document: doc.Document) -> Iterator[tuple[NodeId, NodeId]]:
    for block in every_block(document.blocks):
        for content in own_contents(block):
            for inline in every_inline(content):
                if isinstance(inline, doc.NoteMark):
                    yield inline.link, block.id
                elif isinstance(inline, doc.Strong | doc.Emphasis | doc.Link | doc.Foreign):
                    yield inline.id, block.id


def _text(line: Line) -> str:
    texts = [piece.text for segment in line.segments for piece in segment.pieces if isinstance(piece, Shaped)]
    return "".join(texts).replace(SOFT_HYPHEN, "")
