"""The report's meaning, in reading order: the output of `document.assemble`.

It is what a screen reader hears; the structure tree of the PDF is this tree seen by a reader. Each node that
becomes a structure element has a number of its own, given in reading order, by which drawn items name their
owner. All text is final: numbers are written out, withheld ones are already signs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Literal, NewType

from socpdf.core.diagnostics import Span
from socpdf.ir.chart import Chart

NodeId = NewType("NodeId", int)

# --- inline text ---


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    id: NodeId
    content: "Content"


@dataclass(frozen=True, slots=True)
class Emphasis:
    id: NodeId
    content: "Content"


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """A look, not a meaning: it has no element of its own."""

    content: "Content"


@dataclass(frozen=True, slots=True)
class Foreign:
    id: NodeId
    language: str
    content: "Content"


@dataclass(frozen=True, slots=True)
class Abbreviation:
    id: NodeId
    text: str
    expansion: str
    language: str
    """Language of the expansion; empty: that of the document."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is seen is a sign; what is said are words."""

    id: NodeId
    text: str
    says: str


@dataclass(frozen=True, slots=True)
class Address:
    """A place outside the document."""

    uri: str


@dataclass(frozen=True, slots=True)
class Inside:
    """A node of this document."""

    node: NodeId


Target = Address | Inside


@dataclass(frozen=True, slots=True)
class Link:
    id: NodeId
    content: "Content"
    target: Target
    says: str
    """What the link leads to, for whoever does not see it."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The figure in the text that calls a footnote: a link to it inside a reference."""

    id: NodeId
    link: NodeId
    text: str
    note: NodeId
    says: str


@dataclass(frozen=True, slots=True)
class PageNumberOf:
    """The number of the page on which a node begins; known only when pages are made."""

    node: NodeId


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


Inline = (
    Text
    | Strong
    | Emphasis
    | SmallCaps
    | Foreign
    | Abbreviation
    | Spoken
    | Link
    | NoteMark
    | PageNumberOf
    | LineBreak
)
Content = tuple[Inline, ...]

# --- blocks ---


@dataclass(frozen=True, slots=True)
class Heading:
    id: NodeId
    level: int
    """1 is the chapter's title."""
    content: Content
    plain: str
    """For bookmarks and contents."""
    listed: bool
    """Whether the contents and bookmarks name it."""
    span: Span
    new_page: bool = False
    """Whether it begins a page."""


class Voice(Enum):
    """How a paragraph speaks: it decides the look."""

    BODY = "body"
    REPORT = "report"
    """The report's title on a cover, …"""
    ABOUT = "about"
    """… what the report is, below it, …"""
    PUBLISHER = "publisher"
    """… and who publishes it."""
    SUBTITLE = "subtitle"
    FIGURE = "figure"
    """The large figure of a callout."""
    CALLOUT = "callout"
    QUOTE = "quote"
    TABLE_NOTE = "table note"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: NodeId
    content: Content
    voice: Voice
    span: Span


@dataclass(frozen=True, slots=True)
class Label:
    """The bullet, number or term before a list item, or the figure before a note."""

    id: NodeId
    content: Content


@dataclass(frozen=True, slots=True)
class ListItem:
    id: NodeId
    label: Label
    body: NodeId
    blocks: "tuple[Block, ...]"


class Numbering(Enum):
    BULLET = "bullet"
    DECIMAL = "decimal"
    TERMS = "terms"
    """The labels are terms that the items explain, as in a list of abbreviations."""
    CHAPTERS = "chapters"
    """The labels are the numbers of chapters."""


@dataclass(frozen=True, slots=True)
class List:
    id: NodeId
    numbering: Numbering
    items: tuple[ListItem, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; in reading order it follows the paragraph that calls it."""

    id: NodeId
    label: Label
    back: NodeId
    """The link on the label that leads back to the mark."""
    mark: NodeId
    back_says: str
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Cell:
    id: NodeId
    kind: Literal["column head", "row head", "data"]
    content: Content
    column: int
    columns: int
    rows: int
    heads: tuple[NodeId, ...]
    """All heads that apply to it, from the outermost, columns first."""
    align: Literal["left", "centre", "figure"]


@dataclass(frozen=True, slots=True)
class Row:
    id: NodeId
    cells: tuple[Cell, ...]
    total: bool


@dataclass(frozen=True, slots=True)
class Caption:
    id: NodeId
    label: str
    """`Tabell 8:1`."""
    content: Content
    source: str
    further: Content = ()
    """A sentence after the source: where more is to be found."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels with the PDF; for a table, its figures."""

    name: str
    description: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class TableNote:
    """What is said below a table: of all of it, or of the places where its sign stands."""

    paragraph: Paragraph
    sign: NodeId | None
    """What the paragraph begins with, where it stands in the table too."""
    marks: tuple[NodeId, ...]
    """The signs in the table that it explains."""


@dataclass(frozen=True, slots=True)
class Table:
    id: NodeId
    caption: Caption
    head: NodeId
    head_rows: tuple[Row, ...]
    body: NodeId
    body_rows: tuple[Row, ...]
    columns: int
    says: str
    """A summary for those who do not see it: what the rows and columns are."""
    notes: tuple[TableNote, ...]
    csv: Attachment
    span: Span
    small: bool = False
    """Whether it is set in small type: few read it who see the diagram it stands behind."""


@dataclass(frozen=True, slots=True)
class Figure:
    id: NodeId
    caption: Caption | None
    alternative: str
    image: Path
    width: float | None
    """In millimetres; None: the column's."""
    span: Span


@dataclass(frozen=True, slots=True)
class Diagram:
    """A chart: one statement as a picture, in words, as a file and as the table that it is drawn from."""

    id: NodeId
    caption: Caption
    chart: Chart
    alternative: str
    csv: Attachment
    table: NodeId
    """The table that holds its figures."""
    span: Span


@dataclass(frozen=True, slots=True)
class Aside:
    """A callout beside the text."""

    id: NodeId
    blocks: tuple[Paragraph, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Box:
    """The summary at the opening."""

    id: NodeId
    blocks: "tuple[Block, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    id: NodeId
    reference: NodeId
    link: Link
    level: int


@dataclass(frozen=True, slots=True)
class Contents:
    id: NodeId
    entries: tuple[ContentsEntry, ...]
    depth: int
    """How many levels of headings it names."""
    span: Span


Block = Heading | Paragraph | List | Note | Table | Figure | Diagram | Aside | Box | Contents

# --- the document ---


@dataclass(frozen=True, slots=True)
class Meta:
    title: str
    """The chapter's."""
    subject: str
    author: str
    keywords: tuple[str, ...]
    language: str
    made: datetime
    report: str
    """The report's title."""
    chapter: int
    slug: str


@dataclass(frozen=True, slots=True)
class Written:
    """A value of the data as the text says it."""

    place: Span
    """Where the author asked for it."""
    source: str
    """What the author typed there."""
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    meta: Meta
    root: NodeId
    blocks: tuple[Block, ...]
    nodes: int
    """How many numbers were given; all are below."""
    places: Mapping[NodeId, Span]
    """Where the author wrote the blocks."""
    values: tuple[Written, ...] = ()
    """Of the text, not of the tables, in reading order."""
    cover: int = 0
    """How many of the blocks, from the first, stand on the cover."""
    front: int = 0
    """How many stand before the chapter's opening: on the cover, and on its back and what follows that."""
