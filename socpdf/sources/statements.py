"""Statements of a description: what must hold between figures, what does not and why, what is known."""

from collections.abc import Sequence
from typing import Final, Literal

from socpdf.ir.tidy import Deviation, Dimension, Identity, Measure, Published
from socpdf.sources.tomltable import TomlTable

IDENTITY_KEYS: Final = ("slag", "mått", "där", "för", "över", "med")
DEVIATION_KEYS: Final = ("mått", "där", "skäl")
PUBLISHED_KEYS: Final = ("mått", "där")
KINDS: Final[tuple[Literal["lika", "del", "mellan"], ...]] = ("lika", "del", "mellan")
_DATA, _MEASURE = "data", "mått"


def read_identity(table: TomlTable, dimensions: Sequence[Dimension], measures: Sequence[Measure]) -> Identity:
    table.known(*IDENTITY_KEYS)
    kind = table.choice("slag", KINDS)
    names = [dimension.name for dimension in dimensions]
    measure, where = _cells(table, dimensions, measures)
    each = table.texts("för")
    table.names("för", each, names, "dimension")
    over = table.text("över", required=kind == "mellan")
    table.names("över", [over], names, "dimension")
    other = table.words("med")
    if kind == "mellan" and other:
        table.contradiction("`mellan` compares with no other data set", "med", "leave `med` out")
    if kind != "mellan" and not {_DATA, _MEASURE} <= other.keys():
        table.contradiction(
            f"`{kind}` needs the other figure", "slag", 'write med = {data = "personer", mått = "antal"}'
        )
    return Identity(
        kind=kind,
        measure=measure,
        where=where,
        each=each,
        over=over,
        data=other.get(_DATA, ""),
        other_measure=other.get(_MEASURE, ""),
        other_where={name: category for name, category in other.items() if name not in {_DATA, _MEASURE}},
        span=table.span(),
    )


def read_deviation(
    table: TomlTable, dimensions: Sequence[Dimension], measures: Sequence[Measure]
) -> Deviation:
    table.known(*DEVIATION_KEYS)
    measure, where = _cells(table, dimensions, measures)
    return Deviation(measure, where, table.text("skäl", required=True), table.span())


def read_published(
    table: TomlTable, dimensions: Sequence[Dimension], measures: Sequence[Measure]
) -> Published:
    table.known(*PUBLISHED_KEYS)
    name, where = _cells(table, dimensions, measures)
    if any(measure.computed for measure in measures if measure.name == name):
        hint = "name the measure it is computed from"
        table.contradiction(f"`{name}` is computed, and has no figures of its own", "mått", hint)
    return Published(name, where)


def _cells(
    table: TomlTable, dimensions: Sequence[Dimension], measures: Sequence[Measure]
) -> tuple[str, dict[str, str]]:
    measure = table.text("mått", required=True)
    table.names("mått", [measure] if measure else [], [m.name for m in measures], "measure")
    where = table.words("där")
    by_name = {dimension.name: dimension for dimension in dimensions}
    table.names("där", list(where), list(by_name), "dimension")
    for name, category in where.items():
        if name in by_name:
            table.names("där", [category], by_name[name].categories, "category")
    return measure, where
