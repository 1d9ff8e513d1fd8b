"""Tables and values: computed (nobody outside may see them), and released (they may be printed).

`tables.compute` makes the computed ones; only `disclosure.release` makes the released ones, and everything
that is printed, drawn, spoken or attached is made from those alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from socpdf.core.diagnostics import Span
from socpdf.ir.chartplan import ChartPlan
from socpdf.ir.spec import Content
from socpdf.ir.tidy import Counted, Sign, Unit

Exact = Fraction
"""Figures are exact until they are written; rounding happens once, half away from zero."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The row of data a figure was read from."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class CellKey:
    """Which cell of the data a figure is: two figures of one cell are one number, wherever they stand."""

    data: str
    measure: str
    categories: tuple[tuple[str, str], ...]
    """Dimension and category, in the order of the description; an empty category is the sum of all."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that add up to a total: who knows all of these but one knows that one."""

    total: CellKey | Exact
    """A number where everybody knows it: shares of a whole make 100."""
    parts: tuple[CellKey, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure that knows what it is; `number` is a sign where there is no figure."""

    number: Exact | Sign
    unit: Unit
    counts: Counted
    decimals: int
    numerator: Exact | Sign | None
    """For a share: the count above the line, where it is known."""
    base: Exact | Sign | None
    """For a share or mean: what it rests on, where it is known."""
    origin: tuple[Provenance, ...]
    cell: CellKey | None
    """None: the figure is no cell of the data but comes of arithmetic on cells."""
    rests_on: "tuple[Figure, ...]" = ()
    """The figures a computed share, rate or change was made of."""
    rounded: Decimal | None = None
    """What is written where figures were rounded together, so that they add up."""
    above: CellKey | None = None
    """For a share: which cell the count above the line is, whether or not the data have it."""
    below: CellKey | None = None
    """For a share or mean: which cell it rests on."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head of a column or of a group of columns."""

    text: str
    column: int
    """From 0 at the first column of figures; the stub's head is not among the heads, and spans all rows."""
    columns: int
    """How many columns it spans."""
    row: int
    rows: int
    """How many head rows it spans."""
    sign: str = ""
    """Of the note about it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of one row or of a group of rows."""

    text: str
    column: int
    """From 0 at the outermost column of labels."""
    columns: int
    rows: int
    """How many rows it spans, from the row it belongs to on."""
    sign: str = ""
    part: bool = False
    """Whether the row is a part of one above: – varav …"""


@dataclass(frozen=True, slots=True)
class ComputedRow:
    label: str
    """The name expressions use, and the row's label where that is the only one of its words."""
    figures: tuple[Figure, ...]
    total: bool
    labels: tuple[Label, ...]
    """Those that begin in this row."""
    spans: tuple[int, ...]
    """By figure: how many rows it stands for; 0 where it stands in a row above already."""
    marks: tuple[str, ...]
    """By figure: the sign of the note about it, or empty."""


@dataclass(frozen=True, slots=True)
class Note:
    sign: str
    content: Content


@dataclass(frozen=True, slots=True)
class ComputedTable:
    number: str
    caption: Content
    source: str
    stub_heads: tuple[str, ...]
    heads: tuple[Head, ...]
    head_rows: int
    names: tuple[str, ...]
    """By column: the name expressions use, the innermost head with its groups before it where needed."""
    rows: tuple[ComputedRow, ...]
    notes: tuple[Note, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ComputedValue:
    """The value of one `{{ … }}` or of one entry under `värden`."""

    figure: Figure | None
    """None where the value is words. Its decimals are those that its formats write."""
    rests_on: tuple[Figure, ...]
    """Every figure of the data or of a table that went into it."""
    text: str | None
    """For a value that is words (a category's name, a year) and no figure."""


@dataclass(frozen=True, slots=True)
class ComputedReport:
    tables: tuple[ComputedTable, ...]
    values: Mapping[Span, ComputedValue]
    """By the place of the insert in the text, or of the entry under `värden`."""
    sums: tuple[Sum, ...]
    """Every sum from which a reader who knows all figures of tables and text could learn a further one."""
    hidden: frozenset[CellKey] = frozenset()
    """What authors withhold, wherever it stands."""
    plans: Mapping[str, ChartPlan] = field(default_factory=dict)
    """Of the diagrams, by the number in `Figur 8:1`."""
    kept: frozenset[CellKey] = frozenset()
    """What they would withhold last."""
    nets: tuple[Sum, ...] = ()
    """Totals that count once who is in several parts: at least each of them, at most their sum."""
    within: tuple[tuple[CellKey, CellKey], ...] = ()
    """A part and the whole it is of, in another data set."""
    published: tuple[Figure, ...] = ()
    """What readers have already, whatever this report shows."""
    year: int = 0
    """That the report is about."""


# --- released ---


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that may be printed, already rounded to its decimals."""

    number: Decimal
    unit: Unit
    counts: Counted


@dataclass(frozen=True, slots=True)
class Withheld:
    """A place without a figure; `sign` says why."""

    sign: Sign
    counts: Counted
    unit: Unit = "antal"


Released = Shown | Withheld


@dataclass(frozen=True, slots=True)
class DisclosureAudit:
    """The evidence that a table was looked at before it was released."""

    threshold: int
    withheld: int
    """How many cells were withheld here, beyond those that the source withholds."""
    withheld_by_source: int
    added: int = 0
    """How many of those withheld here are so that no other follows."""
    computable: int = 0
    """How many of the others a reader could have computed without that."""
    narrowed: int = 0
    """How many more could have been told more closely than their sign tells."""

    def counts(self) -> Mapping[str, int]:
        """For the editors, by the names of `rapport.json`; there is no figure of the table in them."""
        return {
            "by_source": self.withheld_by_source,
            "by_rule": self.withheld - self.added,
            "computable": self.computable,
            "narrowed": self.narrowed,
            "added": self.added,
        }


@dataclass(frozen=True, slots=True)
class ReleasedRow:
    label: str
    cells: tuple[Released, ...]
    total: bool
    labels: tuple[Label, ...]
    spans: tuple[int, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """A table that may be printed; only `disclosure.release` makes one."""

    number: str
    caption: Content
    source: str
    stub_heads: tuple[str, ...]
    """One for each column of row labels."""
    heads: tuple[Head, ...]
    head_rows: int
    names: tuple[str, ...]
    rows: tuple[ReleasedRow, ...]
    notes: tuple[Note, ...]
    audit: DisclosureAudit
    span: Span


@dataclass(frozen=True, slots=True)
class ReleasedReport:
    tables: tuple[ReleasedTable, ...]
    values: Mapping[Span, Released | str]
    """By the place of the insert in the text; a str is words."""
    plans: Mapping[str, ChartPlan] = field(default_factory=dict)
    """Of the diagrams, by the number in `Figur 8:1`."""

    def audits(self) -> Mapping[str, DisclosureAudit]:
        """By number of table, where something is withheld."""
        return {
            table.number: table.audit
            for table in self.tables
            if table.audit.withheld or table.audit.withheld_by_source
        }
