"""What an author wrote, understood but not yet computed: the output of `spec.parse`.

Every node knows its place in the file, so that each later stage can point at it. Expressions are trees of a
few node types; nothing in them is ever executed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from socpdf.core.diagnostics import Span
from socpdf.ir.chartkind import Kind, Labels, Order, Panels, Width

# --- expressions ---


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class String:
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Expression"
    span: Span


@dataclass(frozen=True, slots=True)
class Arithmetic:
    operator: Literal["+", "-", "*", "/"]
    left: "Expression"
    right: "Expression"
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`tabell("8:1")` or `fakta("personer", år=2023)`."""

    function: str
    arguments: "tuple[Expression, ...]"
    named: "tuple[tuple[str, Expression], ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Lookup:
    """`base["Totalt i staden", "Antal"]`."""

    base: "Expression"
    keys: "tuple[Expression, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Attribute:
    """`störst(tabell("8:1"), "Antal").rad`: what is asked of a row or column that was found."""

    base: "Expression"
    name: Literal["rad", "kolumn", "värde"]
    span: Span


Expression = Number | String | Name | Negative | Arithmetic | Call | Lookup | Attribute


@dataclass(frozen=True, slots=True)
class Format:
    """`| procent` or `| tal(1)`; arguments are literals only."""

    name: str
    arguments: tuple[Decimal | str, ...]
    span: Span


# --- inline text ---


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Strong:
    content: "tuple[Inline, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: "tuple[Inline, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """`{kapitäler}`text``: letters set as small capitals, read as they were typed."""

    content: "tuple[Inline, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the web (`https:`, `mailto:`) or, with a leading `#`, to a heading of the chapter."""

    content: "tuple[Inline, ...]"
    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """`tabell 8:1` found in running text; `text` is as the author typed it."""

    kind: Literal["tabell", "figur"]
    number: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class NoteMark:
    """`[^ips]`: the place in the text where a footnote is called."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Foreign:
    """`{en}`Individual placement and support``: words of another language."""

    language: str
    content: "tuple[Inline, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Insert:
    """`{{ expression | format }}`."""

    expression: Expression
    formats: tuple[Format, ...]
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class Stated:
    """`{uppgift}`omkring 50`(bostadsenheten, maj 2025)`: figures that come from no data, with who says so."""

    content: "tuple[Inline, ...]"
    source: str
    """For the editors; it is not printed."""
    span: Span


@dataclass(frozen=True, slots=True)
class LineBreak:
    span: Span


Inline = (
    Text | Strong | Emphasis | SmallCaps | Link | Reference | NoteMark | Foreign | Insert | Stated | LineBreak
)
Content = tuple[Inline, ...]

# --- blocks ---


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    """1 is the first level below the chapter's title."""
    content: Content
    anchor: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Content
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    blocks: "tuple[Block, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class List:
    items: tuple[ListItem, ...]
    start: int | None
    """The first number of an ordered list; None for bullets."""
    span: Span


@dataclass(frozen=True, slots=True)
class TotalSpec:
    """A total of rows or columns: `summa: Totalt`, or `summa: {brutto: …, netto: …}`."""

    label: str
    kind: Literal["total", "netto", "brutto"]
    """`brutto` adds up what overlaps; the others count it once, as the data do."""


@dataclass(frozen=True, slots=True)
class LineSpec:
    """An entry of `rader` or `kolumner`: one row or column, or all that `över` and `lines` make of it.

    What an entry leaves empty it has from the entry around it, or from the table.
    """

    head: str
    """`{}` in it stands for the category; empty: the category alone, or the title of the measure."""
    span: Span
    measure: str = ""
    group: tuple[str, ...] = ()
    """Heads that span this line and its neighbours of the same group, outermost first."""
    decimals: int | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By dimension: the category this line shows, or those of `over` that it shows, in this order."""
    data: str = ""
    over: tuple[str, ...] = ()
    """`för`: a line for each category of these dimensions, nested from the outermost."""
    totals: tuple[TotalSpec, ...] = ()
    """Lines after those of the last dimension of `over`."""
    lines: "tuple[LineSpec, ...]" = ()
    """Lines within this one, which is then their group."""
    share: tuple[str, ...] = ()
    """`andel`: shares of the whole over these dimensions, or over `rad`, `kolumn` or `tabell`."""
    change: Literal["", "antal", "procent"] = ""
    """Since the year before: in the figure's own unit, or in per cent."""
    balanced: bool = False
    """Whether rounded shares are made to add up to 100."""
    part: bool = False
    """A part of a row above: – varav …"""
    within: str = ""
    """`per`: the dimension of the rows of which each category has one figure, over all its rows."""


@dataclass(frozen=True, slots=True)
class CellSpec:
    """Some cells by the names of their rows and columns; no names: all of them."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    sign: str
    source: str
    """Where these cells come from, if not from where the table does."""
    span: Span


@dataclass(frozen=True, slots=True)
class NoteSpec:
    """A note below a table; `sign` is `*`, `**`, … or empty."""

    sign: str
    content: Content
    span: Span


@dataclass(frozen=True, slots=True)
class TableSpec:
    """`:::{tabell} 8:1`."""

    number: str
    caption: Content
    source: str
    data: str
    rows: tuple[LineSpec, ...]
    stub_heads: tuple[str, ...]
    """Heads of the columns of row labels; empty: the titles of their dimensions."""
    columns: tuple[LineSpec, ...]
    where: Mapping[str, tuple[str, ...]]
    totals: tuple[TotalSpec, ...]
    measure: str
    """Of every line that names none; empty: the only measure there is."""
    labels: Mapping[str, str]
    """What the table calls a category."""
    marks: tuple[CellSpec, ...]
    hidden: tuple[CellSpec, ...]
    """Cells the author withholds, whatever else is withheld."""
    notes: tuple[NoteSpec, ...]
    span: Span
    places: Mapping[str, Span]
    """Where each option's value stands, by its path: `rader`, `urval.kön`, `kolumner.0.mått`."""
    kept: tuple[CellSpec, ...] = ()
    """Cells that are to be withheld last."""


@dataclass(frozen=True, slots=True)
class DiagramSpec:
    """`:::{diagram} 8:1`: a chart of a table, or of figures it declares, which make a table of their own."""

    number: str
    caption: Content
    source: str
    """Empty: the table's."""
    kind: Kind
    table: str
    """The number of the table that holds its figures."""
    own: TableSpec | None
    """That table, where it is declared here; its number is that of the figure: `figur 8:1`."""
    rows: tuple[str, ...]
    """Names of those that are drawn; empty: all but totals and parts."""
    left_out: tuple[str, ...]
    columns: tuple[str, ...]
    """Empty: all but totals."""
    across: bool | None
    """Whether the columns are the categories; None: where the kind needs them to be."""
    panels: Panels
    order: Order
    lying: bool | None
    """None: as the names need it."""
    width: Width
    labels: Labels | None
    highlighted: tuple[str, ...]
    pie: bool
    measure: str
    """What the axis says the figures are; empty: what the data say."""
    span: Span
    places: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """`:::{nyckeltal} {{ personer }}`: a large figure with its sentence, in the margin."""

    figure: Content
    text: Content
    span: Span


@dataclass(frozen=True, slots=True)
class PullQuote:
    """`:::{citat}`: a sentence lifted out of the text."""

    text: Content
    span: Span


@dataclass(frozen=True, slots=True)
class Summary:
    """`:::{sammanfattning}`: the box at the chapter's opening."""

    title: str
    blocks: "tuple[Block, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class ImageSpec:
    """`:::{bild} bilder/karta.png`: a picture file of the project with its alternative text."""

    path: Path
    """Below the project's folder; checked to be so."""
    number: str
    """As in `Figur 8:1`; empty for a picture without a number."""
    caption: Content
    source: str
    alternative: str
    width: float | None
    """In millimetres; None: the column's."""
    span: Span


@dataclass(frozen=True, slots=True)
class Contents:
    """`:::{innehåll}`: the chapter's own contents."""

    title: str
    depth: int
    span: Span


@dataclass(frozen=True, slots=True)
class AbbreviationList:
    """`:::{förkortningar}`: the report's list of abbreviations."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class ChapterList:
    """`:::{kapitellista}`: the chapters of the report, with a text before them."""

    title: str
    blocks: "tuple[Block, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Cover:
    """`:::{omslag}`: a page before the chapter's opening, and on its back the report's foreword."""

    foreword: "tuple[SharedBlock, ...]"
    """The same in all chapters; empty where the report has none."""
    span: Span


Directive = (
    Cover
    | TableSpec
    | DiagramSpec
    | KeyFigure
    | PullQuote
    | Summary
    | ImageSpec
    | Contents
    | AbbreviationList
    | ChapterList
)
SharedBlock = Heading | Paragraph | List
"""What can stand in several chapters."""
Block = SharedBlock | Directive

# --- a chapter and the report ---


@dataclass(frozen=True, slots=True)
class NoteDefinition:
    """`[^ips]: …`."""

    label: str
    content: Content
    span: Span


@dataclass(frozen=True, slots=True)
class NamedValue:
    """An entry under `värden:`."""

    name: str
    expression: Expression
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class ChapterSpec:
    file: str
    """Below the project's folder, with forward slashes."""
    slug: str
    """The file's name without its ending: the name of the outputs."""
    number: int
    title: str
    subtitle: str
    description: str
    keywords: tuple[str, ...]
    data: str
    """The folder under `data/` that this chapter's tables name files of."""
    values: tuple[NamedValue, ...]
    blocks: tuple[Block, ...]
    notes: tuple[NoteDefinition, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Abbreviation:
    short: str
    expansion: str
    language: str
    """Language of the expansion."""
    span: Span


@dataclass(frozen=True, slots=True)
class PressSpec:
    """The paper and press that the print file is made for, as far as the report names them."""

    profile: tuple[str, Span] | None = None
    """Path of the ICC profile from the project's folder, and where it was typed; None: FOGRA39."""
    condition: str = ""
    """What the printer calls it."""
    ink_limit: int | None = None
    """Per cent, the plates added up."""


@dataclass(frozen=True, slots=True)
class ReportSpec:
    """`layouts/rapport.yaml` and the chapters beside it, in the order of their numbers."""

    title: str
    year: int
    date: date
    publisher: str
    language: str
    abbreviations: tuple[Abbreviation, ...]
    chapter_titles: tuple[str, ...]
    """Of all chapters of the report, also of those that are not built here."""
    chapters: tuple[ChapterSpec, ...]
    press: PressSpec = PressSpec()
    subtitle: str = ""
    """On covers."""
