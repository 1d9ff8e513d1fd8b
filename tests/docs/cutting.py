"""A chapter into pictures of parts of its pages: what a piece of its source became.

The piece is found in the source by its lines, its blocks on the pages by what they own, and the picture is
cut out of the page as the profile `webb` writes it.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import pypdfium2
from built import Staged, stages
from PIL import Image

from socpdf.core.lengths import in_points, mm, pt
from socpdf.ir.document import NodeId, Note, Table
from socpdf.ir.paged import EXPANSION_UNIT, Artifact, Box, Item, Line, Owner, Page, Picture, Rule, Shape, said
from socpdf.ir.reading import every_block
from socpdf.text.fonts import FontBook

_AIR: Final = mm(3)
_STROKE: Final = pt(1)
"""What a drawn line and the feet of letters may take beyond their measures."""
_SCALE: Final = 2.0
"""Of a part of a page: 144 dots per inch, sharp on today's screens."""
_SCALE_OF_PAGES: Final = 1.0
_COLOURS: Final = 64
_DESK: Final = "#b8b8b8"
_NUMBERS: Final = ("id", "body", "link", "reference")
"""The fields that hold the number of what they stand in; others name nodes elsewhere."""


class Rect(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "Rect") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: "Rect") -> "Rect":
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Rect(left, top, min(self.right, other.right), min(self.bottom, other.bottom))

    def grown(self, by: int) -> "Rect":
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Cut:
    page: int
    parts: tuple[Rect, ...]
    """What its items take; what stands between them may belong to others."""
    text: str
    """What is written there."""

    @property
    def rect(self) -> Rect:
        return _bounds(self.parts).grown(_AIR)


@dataclass(frozen=True)
class Chapter:
    staged: Staged
    source: str

    @cached_property
    def _raw(self) -> bytes:
        return self.staged.write("webb")

    def find(self, piece: str) -> Cut:
        """Where a piece of the source stands on the pages, on the first of them."""
        owners = self._owners(piece)
        for number, page in enumerate(self.staged.paged.pages):
            own = [item for item in page.items if not owners.isdisjoint(_owners(item))]
            if own:
                text = " ".join(said(item.segments) for item in own if isinstance(item, Line))
                return Cut(number, _parts(own, page, self.staged.fonts), text)
        raise ValueError(f"nothing on the pages comes from {piece!r}")

    def _owners(self, piece: str) -> set[Owner]:
        """The nodes of its blocks, but for the tables behind its diagrams, which stand elsewhere."""
        first = self.source.count("\n", 0, self.source.index(piece)) + 1
        lines = range(first, first + piece.count("\n"))
        blocks = every_block(self.staged.document.blocks)
        meant = (block for block in blocks if not isinstance(block, Note) and block.span.line in lines)
        return {
            node
            for block in meant
            if not (isinstance(block, Table) and block.small)
            for node in _nodes(block)
        }

    def picture(self, cut: Cut) -> bytes:
        """The part of the page with nothing on it but the piece; what bleeds over the edge is trimmed."""
        page = self.staged.paged.pages[cut.page]
        edges = Rect(0, 0, page.width, page.height)
        rect = cut.rect.inside(edges)
        scale = _SCALE_OF_PAGES if rect == edges else _SCALE
        whole = self._rendered(cut.page, scale)
        shown = Image.new("RGB", whole.size, "white")
        for part in cut.parts:
            pixels = _pixels(part.inside(edges), scale)
            shown.paste(whole.crop(pixels), pixels)
        return _png(shown.crop(_pixels(rect, scale)))

    def read(self, cut: Cut) -> str:
        """What pdfium finds there, whose pages have their origin at the foot."""
        with pypdfium2.PdfDocument(self._raw) as document:
            page = document[cut.page]
            height, text = page.get_height(), page.get_textpage()
            places = ([in_points(length) for length in part] for part in cut.parts)
            return "".join(
                text.get_text_bounded(left, height - bottom, right, height - top)
                for left, top, right, bottom in places
            )

    def spread(self, label: str) -> tuple[int, int]:
        """The two pages that lie open where the table of this label begins: an even one and the next."""
        tables = (block for block in self.staged.document.blocks if isinstance(block, Table))
        table = next(table for table in tables if table.caption.label == label)
        # Counted from 0 here, so that pages with an even number have odd ones.
        left = (self.staged.paged.places[table.id].page + 1) // 2 * 2 - 1
        return left, left + 1

    def text_of_spread(self, label: str) -> str:
        items = (item for page in self.spread(label) for item in self.staged.paged.pages[page].items)
        return " ".join(said(item.segments) for item in items if isinstance(item, Line))

    def picture_of_spread(self, label: str) -> bytes:
        left, right = (self._rendered(page, _SCALE_OF_PAGES) for page in self.spread(label))
        both = Image.new("RGB", (left.width + right.width + 3, left.height + 2), _DESK)
        both.paste(left, (1, 1))
        both.paste(right, (left.width + 2, 1))
        return _png(both)

    def _rendered(self, page: int, scale: float) -> Image.Image:
        with pypdfium2.PdfDocument(self._raw) as document:
            image: Image.Image = document[page].render(scale=scale).to_pil().convert("RGB")
        return image


def chapter_of(root: Path, number: int) -> Chapter:
    (source,) = (root / "layouts").glob(f"{number}-*.md")
    staged = next(staged for staged in stages(root) if staged.document.meta.chapter == number)
    return Chapter(staged, source.read_text(encoding="utf-8"))


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _pixels(rect: Rect, scale: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(in_points(length) * scale) for length in rect)
    return left, top, right, bottom


def _owners(item: Item) -> Iterable[Owner]:
    return [part.owner for part in item.segments] if isinstance(item, Line) else [item.owner]


def _nodes(value: object) -> Iterator[NodeId]:
    """The numbers of a block and of all that is inside of it."""
    if isinstance(value, tuple):
        for one in value:
            yield from _nodes(one)
    elif is_dataclass(value):
        for field in fields(value):
            found = getattr(value, field.name)
            if isinstance(found, int) and field.name in _NUMBERS:
                yield NodeId(found)
            else:
                yield from _nodes(found)


def _parts(own: Iterable[Item], page: Page, fonts: FontBook) -> tuple[Rect, ...]:
    """What these items take, with the tints and rules that stand behind and between them."""
    taken = [_extent(item, fonts).grown(_STROKE) for item in own]
    area = _bounds(taken).grown(_AIR)
    drawn = (item for item in page.items if isinstance(item, Box | Rule))
    grounds = (_extent(item, fonts) for item in drawn if item.owner in {Artifact.TINT, Artifact.RULE})
    return (*(ground.grown(_STROKE) for ground in grounds if ground.meets(area)), *taken)


def _bounds(rects: Iterable[Rect]) -> Rect:
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return Rect(min(lefts), min(tops), max(rights), max(bottoms))


def _extent(item: Item, fonts: FontBook) -> Rect:
    match item:
        case Line(x=x, y=y, segments=segments):
            size = max(segment.size for segment in segments)
            return Rect(x, y - size, x + _advance(item, fonts), y + size // 4)
        case Rule(x1=x1, y1=y1, x2=x2, y2=y2):
            return Rect(min(x1, x2), min(y1, y2) - 1, max(x1, x2), max(y1, y2) + 1)
        case Shape(x=x, y=y, steps=steps):
            points = [(x + across, y + down) for _, some in steps for across, down in some]
            return _bounds(Rect(*point, *point) for point in points)
        case Box(x=x, y=y, width=width, height=height) | Picture(x=x, y=y, width=width, height=height):
            return Rect(x, y, x + width, y + height)


def _advance(line: Line, fonts: FontBook) -> int:
    """How far the pen moves, the space after the last word included."""
    total, glyphs = 0, 0
    for segment in line.segments:
        for piece in segment.pieces:
            if isinstance(piece, int):
                total += piece
            else:
                width = piece.width * segment.size // fonts.named(piece.font).metrics.upem
                total += width * (EXPANSION_UNIT + line.expansion) // EXPANSION_UNIT
                glyphs += len(piece.glyphs)
    return total + line.tracking * glyphs
