"""The report's places: what is drawn where, page by page: the output of `layout.compose`.

Every item has one owner: a node of the document, or a kind of artifact. Colours are named, not mixed: the
profile decides what ink makes them. Origin is the page's upper left corner; y grows downwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final, Literal

from socpdf.core.lengths import Sp
from socpdf.core.records import record
from socpdf.ir.document import Document, NodeId
from socpdf.ir.glyphs import Shaped
from socpdf.ir.typeset import TypesetReport


class Artifact(Enum):
    """What is drawn but is not part of the text (ISO 32000-1, 14.8.2.2)."""

    FOOTER = "footer"
    TAB = "tab"
    RULE = "rule"
    TINT = "tint"
    REPEATED = "repeated"
    """A table's head or caption, said once and shown again on the next page."""
    MARK = "mark"
    """What printers need beside the trimmed page, and cut off."""


EXPANSION_UNIT: Final = 100_000
"""Expansion of glyphs is counted in parts of this: 2 000 are two per cent."""

Owner = NodeId | Artifact


class Hue(Enum):
    TEXT = "text"
    PAPER = "paper"
    BLUE = "blue"
    GREEN = "green"
    PINK = "pink"
    YELLOW = "yellow"
    PLUM = "plum"
    ORANGE = "orange"


@dataclass(frozen=True, slots=True)
class Ink:
    hue: Hue
    tint: int = 100
    """Per cent of the full colour."""


@record
class Segment:
    """A part of a line in one font, size, ink and with one owner."""

    owner: Owner
    size: Sp
    ink: Ink
    pieces: tuple[Shaped | int, ...]
    """Words and spaces as shaped; an int moves the pen by so much (Sp)."""
    rise: int = 0
    """Superior figures stand above the baseline."""


def said(segments: Iterable[Segment]) -> str:
    """What a reader gets of them."""
    return "".join(
        piece.text for segment in segments for piece in segment.pieces if isinstance(piece, Shaped)
    )


@record
class Line:
    x: Sp
    y: Sp
    """Of the baseline."""
    segments: tuple[Segment, ...]
    turned: bool = False
    """Set upwards, as on the edge tab."""
    expansion: int = 0
    """How much wider its glyphs and spaces are drawn, in parts of `EXPANSION_UNIT`."""
    tracking: int = 0
    """What is added after each glyph."""


@record
class Box:
    """A filled rectangle."""

    x: Sp
    y: Sp
    width: Sp
    height: Sp
    ink: Ink
    owner: Artifact


@record
class Rule:
    """A straight line, given by its ends."""

    x1: Sp
    y1: Sp
    x2: Sp
    y2: Sp
    weight: Sp
    ink: Ink
    owner: Artifact
    dots: int = 0
    """If not 0: it is a row of dots so far from each other, the first where the line begins."""


@dataclass(frozen=True, slots=True)
class Picture:
    x: Sp
    y: Sp
    width: Sp
    height: Sp
    file: Path
    owner: NodeId


Point = tuple[Sp, Sp]
Step = tuple[Literal["move", "line", "curve", "close"], tuple[Point, ...]]
"""A curve has two control points and its end."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A path of a chart: filled, or drawn along its edge, or both."""

    x: Sp
    y: Sp
    """What its points are counted from."""
    steps: tuple[Step, ...]
    fill: Ink | None
    stroke: Ink | None
    weight: Sp
    owner: NodeId


Item = Line | Box | Rule | Picture | Shape


@record
class Area:
    x: Sp
    y: Sp
    width: Sp
    height: Sp


@record
class LinkArea:
    """A part of a page that leads somewhere; a link over two lines has two."""

    link: NodeId
    area: Area


@dataclass(frozen=True, slots=True)
class Page:
    label: str
    """The folio as it is read."""
    width: Sp
    height: Sp
    items: tuple[Item, ...]
    """In the order in which they are painted, which is the order in which they are read."""
    links: tuple[LinkArea, ...]


@record
class Place:
    page: int
    """Index into the pages."""
    area: Area


@dataclass(frozen=True, slots=True)
class PagedDocument:
    document: Document
    pages: tuple[Page, ...]
    places: Mapping[NodeId, Place]
    """Where each heading, table, figure, note and other target begins, and how large it is there."""
    report: TypesetReport
