"""`:::{diagram} 8:1`: a chart of a table of the chapter, or of figures declared as `tabell` declares them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from socpdf.ir.chartkind import Kind, Labels, Order, Panels, Width
from socpdf.ir.spec import DiagramSpec, LineSpec, TableSpec
from socpdf.spec.declare import Argument, Body, Directive, Parts
from socpdf.spec.directives.tabell import ColumnOptions, RowOptions, TableOptions, Yes, lines, table_spec
from socpdf.spec.validate import Kind as Says
from socpdf.spec.validate import Text, Texts, choice

LYING: Final = frozenset({Kind.BARS, Kind.STACKED, Kind.SHARES})
"""Whose bars may stand or lie."""
MANY: Final = frozenset({Kind.BARS, Kind.STACKED, Kind.SHARES, Kind.LINES})
"""Which may be drawn as several small charts."""
OF_TABLE: Final = ("serier", "utom")
"""Options that choose from a table that is there."""
OF_DATA: Final = ("kolumner", "stubb", "urval", "summa", "mått", "ord", "märk", "dölj", "noter")
"""Options that declare a table of the diagram's own."""
NUMBER: Final = "figur "
"""Before the number of the table that a diagram declares."""


def _words(kind: type[Kind] | type[Order] | type[Width] | type[Labels] | type[Panels]) -> tuple[str, ...]:
    return tuple(str(member.value) for member in kind if member.value)


class DiagramOptions(TableOptions):
    """Those of `tabell`, of which none is required, and those of the chart."""

    data: Text = Field(
        "", alias="data", description="data set to draw from, declared as in `tabell`", examples=["personer"]
    )
    rows: Annotated[
        tuple[RowOptions, ...], BeforeValidator(lines), Says("names of rows, or with `data` as in `tabell`")
    ] = Field(
        (),
        alias="rader",
        description="rows of the table that are drawn; else all but totals and parts",
        examples=["[Järva, Skärholmen]"],
    )
    columns: Annotated[
        tuple[ColumnOptions, ...], BeforeValidator(lines), Says("with `data`: as in `tabell`")
    ] = Field(
        (),
        alias="kolumner",
        description="with `data`: the series; else the measure alone",
        examples=["[kön]"],
    )
    kind: Annotated[str, choice(*_words(Kind)), Says("kind, see below")] = Field(
        alias="sort", description="what kind of diagram", examples=["linjer"]
    )
    table: Text = Field(
        "", alias="tabell", description="number of the table to draw from", examples=['"8:5"']
    )
    series: Texts = Field(
        (),
        alias="serier",
        description="columns of the table that are drawn; else all but totals",
        examples=["[Kvinnor, Män]"],
    )
    left_out: Texts = Field(
        (), alias="utom", description="rows of the table that are not drawn", examples=["Socialnämnden"]
    )
    categories: Annotated[str, choice("rader", "kolumner"), Says("`rader` or `kolumner`")] = Field(
        "",
        alias="kategorier",
        description="which of the two lie along the axis; else the years for `linjer`, the rows for others",
        examples=["kolumner"],
    )
    panels: Annotated[str, choice(*_words(Panels)), Says("`serier` or `grupper`")] = Field(
        "",
        alias="paneler",
        description="small charts of one scale: one for each series, or for each group of rows or columns",
        examples=["serier"],
    )
    order: Annotated[str, choice(*_words(Order)), Says("`som tabellen`, `fallande` or `stigande`")] = Field(
        Order.TABLE.value,
        alias="ordning",
        description="order of the categories, by the first series; what is not shown stands last",
        examples=["fallande"],
    )
    lying: Yes | None = Field(
        None, alias="liggande", description="whether bars lie; else as the names need it", examples=["ja"]
    )
    width: Annotated[str, choice(*_words(Width)), Says("`spalt` or `bred`")] = Field(
        Width.COLUMN.value, alias="bredd", description="the column, or column and margin", examples=["bred"]
    )
    figures: Annotated[str, choice(*_words(Labels)), Says("`alla`, `sista` or `inga`")] = Field(
        "",
        alias="etiketter",
        description="which figures are printed at their marks; else `sista` for lines, `alla` for others",
        examples=["inga"],
    )
    highlighted: Texts = Field(
        (), alias="framhäv", description="categories or series that it is about", examples=["Järva"]
    )
    pie: Yes = Field(default=False, alias="cirkel", description="with `sort: delar`: a circle")
    axis: Text = Field(
        "",
        alias="axel",
        description="what the figures are, as the axis says it; else as the data say",
        examples=["Antal personer"],
    )


def build(parts: Parts[DiagramOptions]) -> DiagramSpec | None:
    options = parts.options
    faults = list(_faults(parts))
    for option, message, hint in faults:
        node = parts.tree.find((option,))
        parts.reading.sink.error("L214", message, node.span if node else parts.span, hint)
    if faults:
        return None
    number = parts.argument.text
    own = _own(parts, NUMBER + number) if options.data else None
    if own is None:
        node = parts.tree.find(("tabell",))
        parts.reading.ledger.table_calls.append((options.table, node.span if node else parts.span))
    return DiagramSpec(
        number=number,
        caption=parts.content("rubrik"),
        source=options.source,
        kind=Kind(options.kind),
        table=own.number if own else options.table,
        own=own,
        rows=() if own else tuple(name for row in options.rows for name in row.over),
        left_out=options.left_out,
        columns=options.series,
        across=options.categories == "kolumner" if options.categories else None,
        panels=Panels(options.panels),
        order=Order(options.order),
        lying=options.lying,
        width=Width(options.width),
        labels=Labels(options.figures) if options.figures else None,
        highlighted=options.highlighted,
        pie=options.pie,
        measure=options.axis,
        span=parts.span,
        places=parts.tree.places(),
    )


def _own(parts: Parts[DiagramOptions], number: str) -> TableSpec:
    """The table that the diagram declares; without columns it has one, of its measure."""
    table = table_spec(parts, number)
    only = LineSpec("", parts.span, measure=table.measure)
    return table if table.columns else replace(table, columns=(only,))


def _faults(parts: Parts[DiagramOptions]) -> Iterator[tuple[str, str, str]]:
    """Options that do not go together: where, what is wrong, and what to write instead."""
    options, typed = parts.options, parts.tree.entries
    if bool(options.table) == bool(options.data):
        both = options.table != ""
        message = "a diagram is drawn from a table or from data, not both" if both else "nothing is drawn"
        yield "data", message, 'write `tabell: "8:5"`, or `data: …` with `rader`'
        return
    for name in OF_DATA if options.table else OF_TABLE:
        if name in typed:
            other = (
                "`data`, and this diagram has a table" if options.table else "`tabell`, and this one has data"
            )
            yield name, f"`{name}` goes with {other}", "delete it, or draw from the other"
    if options.data and not options.rows:
        yield (
            "data",
            "a diagram of data needs rows",
            "write `rader: nämnd`, a dimension or a list as in `tabell`",
        )
    if options.table and any(row.measure or row.head or row.rows for row in options.rows):
        yield "rader", "with `tabell`, rows are chosen by their names", "write `rader: [Järva, Skärholmen]`"
    yield from _faults_of_kind(options)


def _faults_of_kind(options: DiagramOptions) -> Iterator[tuple[str, str, str]]:
    kind = Kind(options.kind)
    if options.lying is not None and kind not in LYING:
        yield "liggande", f"bars lie or stand, and `{kind.value}` has none", "delete `liggande`"
    if options.pie and kind is not Kind.PARTS:
        yield "cirkel", f"`{kind.value}` is no circle", "write `sort: delar`, or delete `cirkel`"
    if options.panels and kind not in MANY:
        yield "paneler", f"`{kind.value}` is one chart", "delete `paneler`, or write `sort: staplar`"
    if options.figures == Labels.LAST.value and kind is not Kind.LINES:
        yield "etiketter", f"`{kind.value}` has no last figure", "write `etiketter: alla` or `inga`"
    if options.order != Order.TABLE.value and kind is Kind.LINES:
        yield "ordning", "years have an order of their own", "delete `ordning`"


DIRECTIVE: Final = Directive(
    name="diagram",
    summary="A chart of a table that stands in the chapter, or of data: then its figures stand in a table at "
    "the chapter's end. Kinds: `staplar` (bars of several series beside each other), `staplade` (on top "
    "of each other), `andelar` (to a hundred per cent), `par` (two measures of different units), "
    "`linjer` (over years), `pyramid` (two series, left and right), `punkter` (two series, from the "
    "earlier to the later), `delar` (a whole of a few parts), `karta` (the district boards as tiles). "
    "Of the options of `tabell`, those from `stubb` to `noter` go with `data`. Expressions name the "
    "figures of such a diagram as `tabell('figur 8:1')`.",
    options=DiagramOptions,
    argument=Argument("number of the figure, such as `8:1`"),
    body=Body.OPTIONS,
    example="""\
:::{diagram} 8:1
rubrik: Personer 20–64 år med insats, per nämnd, {{ år }}
sort: staplar
tabell: "8:1"
serier: Antal / Totalt
ordning: fallande
:::

:::{diagram} 8:2
rubrik: Personer 20–64 år med insats, 2020–{{ år }}
sort: linjer
data: personer
rader: år
kolumner:
  - {för: kön, mått: antal}
:::""",
    build=build,
    numbered="figur",
)
