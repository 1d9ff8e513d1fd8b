"""`:::{tabell} 8:1`: a table computed from a data set."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Final

from pydantic import BeforeValidator, ConfigDict, Field

from socpdf.ir.spec import ColumnSpec, NoteSpec, TableSpec
from socpdf.spec.declare import Argument, Body, Directive, Parts
from socpdf.spec.source import Located
from socpdf.spec.tree import Scalar
from socpdf.spec.validate import (
    Filters,
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


class ColumnOptions(Options):
    """A column; every further key is a dimension, and its value the category this column shows."""

    model_config = ConfigDict(extra="allow", frozen=True)

    head: RequiredText = Field(alias="rubrik", description="head of the column", examples=["Antal"])
    measure: RequiredText = Field(alias="mått", description="measure of the data set", examples=["antal"])
    group: Texts = Field(
        (),
        alias="grupp",
        description="head over this column and its neighbours of the same group; a list: outermost first",
        examples=["Andel (%)"],
    )
    decimals: Annotated[int, whole(0, 4), Kind("whole number")] | None = Field(
        None, alias="decimaler", description="decimals; else as the data set says", examples=["1"]
    )


def _list_of_columns(value: object) -> object:
    if not isinstance(value, list) or not value:
        raise wrong("must be a list of columns", "write each as `- {rubrik: Antal, mått: antal}`")
    return value


class TableOptions(Options):
    nested: ClassVar[Mapping[str, type[Options]]] = {"kolumner": ColumnOptions}

    caption: RequiredInlineText = Field(
        alias="rubrik",
        description="caption, without *Tabell 8:1*, which is set by itself",
        examples=["Personer 20–64 år med insats, {{ år }}"],
    )
    source: Text = Field("", alias="källa", description="source of the figures", examples=["Sociala system"])
    data: RequiredText = Field(alias="data", description="name of the data set", examples=["personer"])
    rows: RequiredText = Field(
        alias="rader", description="dimension whose categories are the rows", examples=["nämnd"]
    )
    stub_head: Text = Field(
        "",
        alias="stubb",
        description="head of the first column; else the dimension's title",
        examples=["Nämnd"],
    )
    columns: Annotated[
        tuple[ColumnOptions, ...], BeforeValidator(_list_of_columns), Kind("list of columns, see below")
    ] = Field(
        alias="kolumner",
        description="columns from left to right",
        examples=["- {rubrik: Antal, mått: antal}"],
    )
    where: Filters = Field(
        {},
        alias="urval",
        description="part of the data set that the whole table shows",
        examples=["{år: 2024}"],
    )
    total: Text = Field(
        "",
        alias="summa",
        description="label of the total row; without it there is none",
        examples=["Totalt i staden"],
    )
    notes: InlineTexts = Field(
        (),
        alias="noter",
        description="notes below the table; asterisks at the beginning are the note's sign",
        examples=['- "* Färre än fyra personer."'],
    )


def build(parts: Parts[TableOptions]) -> TableSpec:
    options = parts.options
    return TableSpec(
        number=parts.argument.text,
        caption=parts.content("rubrik"),
        source=options.source,
        data=options.data,
        rows=options.rows,
        stub_head=options.stub_head,
        columns=tuple(_column(parts, index) for index in range(len(options.columns))),
        where=dict(options.where),
        total=options.total,
        notes=tuple(_note(parts, index) for index in range(len(options.notes))),
        span=parts.span,
        places=parts.tree.places(),
    )


def _column(parts: Parts[TableOptions], index: int) -> ColumnSpec:
    column = parts.options.columns[index]
    node = parts.tree.find(("kolumner", index))
    return ColumnSpec(
        head=column.head,
        measure=column.measure,
        group=column.group,
        decimals=column.decimals,
        where=dict(column.__pydantic_extra__ or {}),
        span=node.span if node else parts.span,
    )


def _note(parts: Parts[TableOptions], index: int) -> NoteSpec:
    node = parts.tree.find(("noter", index))
    text = node.content if isinstance(node, Scalar) else Located("", (0,))
    sign = SIGN.match(text.text)
    rest = text.part(sign.end() if sign else 0, len(text.text)).stripped()
    return NoteSpec(sign[0] if sign else "", parts.inline(rest), node.span if node else parts.span)


DIRECTIVE: Final = Directive(
    name="tabell",
    summary="A table computed from a data set: rows are the categories of a dimension, columns are measures.",
    options=TableOptions,
    argument=Argument("number of the table, such as `8:1`"),
    body=Body.OPTIONS,
    example="""\
:::{tabell} 8:1
rubrik: Personer 20–64 år med insats, per nämnd och kön
källa: Sociala system
data: personer
rader: nämnd
kolumner:
  - {rubrik: Antal, mått: antal}
  - {rubrik: "Andel (%)", mått: andel, decimaler: 1}
  - {grupp: "Andel (%)", rubrik: Kvinnor, mått: andel, kön: kvinnor, decimaler: 1}
summa: Totalt i staden
noter:
  - "* Färre än fyra personer."
:::""",
    build=build,
    numbered="tabell",
)
