"""`:::{tabell} 8:1`: a table computed from a data set."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Final, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field

from socpdf.core.diagnostics import Span
from socpdf.ir.spec import CellSpec, LineSpec, NoteSpec, TableSpec, TotalSpec
from socpdf.spec.declare import Argument, Body, Directive, Parts
from socpdf.spec.source import Located
from socpdf.spec.tree import Path, Scalar
from socpdf.spec.validate import (
    InlineTexts,
    Kind,
    Options,
    RequiredInlineText,
    RequiredText,
    Text,
    Texts,
    whole,
    wrong,
)

SIGN: Final = re.compile(r"\*+")
TOTALS: Final = ("brutto", "netto")


def _totals(value: object) -> object:
    """A label, or labels by kind, as pairs."""
    if isinstance(value, str):
        return (("total", value),) if value else ()
    if isinstance(value, dict) and value and all(key in TOTALS for key in value):
        return tuple(value.items())
    hint = "write `Totalt`, or `{brutto: Totalt brutto, netto: Totalt netto}`"
    raise wrong("must be the label of the total, or labels for `brutto` and `netto`", hint)


def _yes(value: object) -> object:
    if value in {"ja", "nej"}:
        return value == "ja"
    raise wrong("must be `ja` or `nej`")


def lines(value: object) -> object:
    """Dimensions by name are one entry that goes over them."""
    if isinstance(value, str) and value:
        return [{"för": value}]
    if isinstance(value, list) and value:
        return [{"för": value}] if all(isinstance(item, str) for item in value) else value
    raise wrong(
        "must be a dimension, a list of dimensions, or a list of lines",
        "write each line as `- {rubrik: Antal, mått: antal}`",
    )


Totals = Annotated[
    tuple[tuple[Literal["total", "brutto", "netto"], RequiredText], ...],
    BeforeValidator(_totals),
    Kind("text, or `brutto:` and `netto:` with a text each"),
]
Yes = Annotated[bool, BeforeValidator(_yes), Kind("`ja` or `nej`")]


def _change(value: object) -> object:
    if value in {"antal", "procent"}:
        return value
    raise wrong("must be `antal` or `procent`")


Change = Annotated[Literal["", "antal", "procent"], BeforeValidator(_change), Kind("`antal` or `procent`")]


class LineOptions(Options):
    """Rows or columns; every further key is a dimension, and its value the category they show."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Texts]

    head: Text = Field(
        "",
        alias="rubrik",
        description="head; with `för`, `{}` in it stands for the category; asterisks at its end are its sign",
        examples=['"{} (%)"'],
    )
    measure: Text = Field("", alias="mått", description="measure of the data set", examples=["antal"])
    over: Texts = Field(
        (),
        alias="för",
        description="one line for each category of this dimension; a list: nested, outermost first",
        examples=["[år, kön]"],
    )
    totals: Totals = Field(
        (),
        alias="summa",
        description="with `för`: a total after its lines, with this head",
        examples=["Totalt"],
    )
    group: Texts = Field(
        (),
        alias="grupp",
        description="head over this line and its neighbours of the same group; a list: outermost first",
        examples=["Andel (%)"],
    )
    share: Texts = Field(
        (),
        alias="andel",
        description="shares of the whole over these dimensions, or over `rad`, `kolumn` or `tabell`",
        examples=["kolumn"],
    )
    change: Change = Field(
        "", alias="förändring", description="change since the year before", examples=["procent"]
    )
    balanced: Yes = Field(
        default=False, alias="utjämna", description="round shares so that they add up to 100; a note says so"
    )
    decimals: Annotated[int, whole(0, 4), Kind("whole number")] | None = Field(
        None, alias="decimaler", description="decimals; else as the data set says", examples=["1"]
    )
    data: Text = Field("", alias="data", description="another data set than the table's", examples=["barn"])


class RowOptions(LineOptions):
    """Rows."""

    part: Text = Field(
        "",
        alias="varav",
        description="head of a part of a row above, set as *– varav …*",
        examples=["bifall"],
    )
    rows: Annotated["tuple[RowOptions, ...]", BeforeValidator(lines), Kind("list of rows, or dimensions")] = (
        Field(
            (),
            alias="rader",
            description="rows within this one, or within each that `för` makes",
            examples=["[kön]"],
        )
    )


class ColumnOptions(LineOptions):
    """Columns."""

    columns: Annotated[
        "tuple[ColumnOptions, ...]", BeforeValidator(lines), Kind("list of columns, or dimensions")
    ] = Field(
        (),
        alias="kolumner",
        description="columns within this one, or within each that `för` makes",
        examples=["[kön]"],
    )
    within: Text = Field(
        "",
        alias="per",
        description="a dimension of the rows, each category of which has one figure over all its rows",
        examples=["regi"],
    )


class CellOptions(Options):
    """Cells by the names of their rows and columns."""

    rows: Texts = Field((), alias="rad", description="names of rows; else all", examples=["Järva"])
    columns: Texts = Field((), alias="kolumn", description="names of columns; else all", examples=["Kvinnor"])


class MarkOptions(CellOptions):
    sign: Annotated[RequiredText, Kind("asterisks")] = Field(
        alias="tecken", description="sign of the note about them", examples=['"**"']
    )
    source: Text = Field(
        "",
        alias="källa",
        description="where they come from, if not from where the table does; a note says so",
        examples=["Försäkringskassan"],
    )


class TableOptions(Options):
    nested: ClassVar[Mapping[str, type[Options]]] = {
        "kolumner": ColumnOptions,
        "rader": RowOptions,
        "märk": MarkOptions,
        "dölj": CellOptions,
        "behåll": CellOptions,
    }

    caption: RequiredInlineText = Field(
        alias="rubrik",
        description="caption, without *Tabell 8:1*, which is set by itself",
        examples=["Personer 20–64 år med insats, {{ år }}"],
    )
    source: Text = Field(
        "", alias="källa", description="source of the figures; else as the data set says", examples=["SCB"]
    )
    data: RequiredText = Field(alias="data", description="name of the data set", examples=["personer"])
    measure: Text = Field(
        "", alias="mått", description="measure of every line that names none", examples=["antal"]
    )
    rows: Annotated[
        tuple[RowOptions, ...], BeforeValidator(lines), Kind("dimension, dimensions, or list of rows")
    ] = Field(
        alias="rader",
        description="a dimension whose categories are the rows, several for rows in groups, or the rows",
        examples=["nämnd"],
    )
    stub_heads: Texts = Field(
        (),
        alias="stubb",
        description="heads of the columns of row labels; else the dimensions' titles",
        examples=["Nämnd"],
    )
    columns: Annotated[
        tuple[ColumnOptions, ...], BeforeValidator(lines), Kind("dimension, dimensions, or list of columns")
    ] = Field(
        alias="kolumner",
        description="columns from left to right",
        examples=["- {rubrik: Antal, mått: antal}"],
    )
    where: Annotated[dict[str, Texts], Kind("`dimension: category`, one or more")] = Field(
        {},
        alias="urval",
        description="part of the data set that the whole table shows; a list: those lines of a dimension",
        examples=["{år: 2024}"],
    )
    totals: Totals = Field(
        (),
        alias="summa",
        description="label of the total row; `brutto` adds up what overlaps, `netto` counts it once",
        examples=["Totalt i staden"],
    )
    labels: Annotated[dict[str, RequiredText], Kind("`category: words`, one or more")] = Field(
        {}, alias="ord", description="what the table calls a category", examples=["{kvinnor: Flickor}"]
    )
    marks: Annotated[tuple[MarkOptions, ...], Kind("list, see below")] = Field(
        (), alias="märk", description="cells with a sign, and where they come from, see below"
    )
    hidden: Annotated[tuple[CellOptions, ...], Kind("list, see below")] = Field(
        (),
        alias="dölj",
        description="cells that are withheld in any case, see below",
    )
    kept: Annotated[tuple[CellOptions, ...], Kind("list, see below")] = Field(
        (),
        alias="behåll",
        description="cells that are withheld only if no others would do, see below",
    )
    notes: InlineTexts = Field(
        (),
        alias="noter",
        description="notes below the table; asterisks at the beginning are the note's sign",
        examples=['- "* Färre än fyra personer."'],
    )


T = TypeVar("T", bound=TableOptions)


def build(parts: Parts[TableOptions]) -> TableSpec:
    return table_spec(parts, parts.argument.text)


def table_spec(parts: Parts[T], number: str) -> TableSpec:
    """What a directive declares as `tabell` does, under a number of its own."""
    options = parts.options
    return TableSpec(
        number=number,
        caption=parts.content("rubrik"),
        source=options.source,
        data=options.data,
        rows=tuple(_line(parts, ("rader", at), row) for at, row in enumerate(options.rows)),
        stub_heads=options.stub_heads,
        columns=tuple(_line(parts, ("kolumner", at), line) for at, line in enumerate(options.columns)),
        where=dict(options.where),
        totals=_total_specs(options.totals),
        measure=options.measure,
        labels=dict(options.labels),
        marks=tuple(
            CellSpec(mark.rows, mark.columns, mark.sign, mark.source, _span(parts, ("märk", at)))
            for at, mark in enumerate(options.marks)
        ),
        hidden=tuple(
            CellSpec(cell.rows, cell.columns, "", "", _span(parts, ("dölj", at)))
            for at, cell in enumerate(options.hidden)
        ),
        notes=tuple(_note(parts, index) for index in range(len(options.notes))),
        span=parts.span,
        places=parts.tree.places(),
        kept=tuple(
            CellSpec(cell.rows, cell.columns, "", "", _span(parts, ("behåll", at)))
            for at, cell in enumerate(options.kept)
        ),
    )


def _line(parts: Parts[T], path: Path, line: RowOptions | ColumnOptions) -> LineSpec:
    inner: Sequence[RowOptions | ColumnOptions] = line.rows if isinstance(line, RowOptions) else line.columns
    name = "rader" if isinstance(line, RowOptions) else "kolumner"
    part = line.part if isinstance(line, RowOptions) else ""
    return LineSpec(
        head=f"varav {part}" if part else line.head,
        span=_span(parts, path),
        measure=line.measure,
        group=line.group,
        decimals=line.decimals,
        where=dict(line.__pydantic_extra__ or {}),
        data=line.data,
        over=line.over,
        totals=_total_specs(line.totals),
        lines=tuple(_line(parts, (*path, name, at), entry) for at, entry in enumerate(inner)),
        share=line.share,
        change=line.change,
        balanced=line.balanced,
        part=bool(part),
        within=line.within if isinstance(line, ColumnOptions) else "",
    )


def _total_specs(
    totals: tuple[tuple[Literal["total", "brutto", "netto"], str], ...],
) -> tuple[TotalSpec, ...]:
    return tuple(TotalSpec(label, kind) for kind, label in totals)


def _span(parts: Parts[T], path: Path) -> Span:
    """The place of the node, or of the one around it: dimensions by name have no node of their own."""
    while path:
        node = parts.tree.find(path)
        if node is not None:
            return node.span
        path = path[:-1]
    return parts.span


def _note(parts: Parts[T], index: int) -> NoteSpec:
    node = parts.tree.find(("noter", index))
    text = node.content if isinstance(node, Scalar) else Located("", (0,))
    sign = SIGN.match(text.text)
    rest = text.part(sign.end() if sign else 0, len(text.text)).stripped()
    return NoteSpec(sign[0] if sign else "", parts.inline(rest), node.span if node else parts.span)


DIRECTIVE: Final = Directive(
    name="tabell",
    summary="A table computed from a data set: rows and columns by dimension, by measure, or one by one.",
    options=TableOptions,
    argument=Argument("number of the table, such as `8:1`"),
    body=Body.OPTIONS,
    example="""\
:::{tabell} 8:1
rubrik: Personer 20–64 år med insats, per nämnd och kön, {{ år }}
källa: Påhittade uppgifter
data: personer
rader: nämnd
kolumner:
  - {grupp: Antal, för: kön, mått: antal, summa: Totalt}
  - {grupp: "Andel (%)", rubrik: Kvinnor, mått: könsandel, kön: kvinnor, decimaler: 1}
  - {grupp: "Andel (%)", rubrik: Män, mått: könsandel, kön: män, decimaler: 1}
summa: Totalt i staden
noter:
  - En person räknas en gång, i den nämnd som ger insatsen.
:::""",
    build=build,
    numbered="tabell",
)
