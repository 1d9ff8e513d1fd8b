"""`data/ordlista.toml` to the names that all data sets share, and to what became of those that were merged.

A dimension with `ordlista` has its names from here, so that a district board is spelt alike in every table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from socpdf.core.diagnostics import Sink
from socpdf.ir.tidy import Merger
from socpdf.sources.tomltable import TomlTable, open_toml

FILE: Final = "data/ordlista.toml"
LIST_KEYS: Final = ("namn", "utgår_från", "sammanslagning")
MERGER_KEYS: Final = ("ny", "av", "datum")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    names: tuple[str, ...]
    mergers: tuple[Merger, ...]


def read_vocabularies(text: str, sink: Sink) -> Mapping[str, Vocabulary]:
    """The lists by name; empty, with errors in the sink, where the file has any."""
    before = len(sink.diagnostics)
    top = open_toml(text, FILE, sink)
    if top is None:
        return {}
    found: dict[str, Vocabulary] = {}
    for name in top.content:
        found[name] = _vocabulary(top.table(name), found)
    return found if len(sink.diagnostics) == before else {}


def _vocabulary(table: TomlTable, earlier: Mapping[str, Vocabulary]) -> Vocabulary:
    table.known(*LIST_KEYS)
    base = table.text("utgår_från")
    table.names("utgår_från", [base], list(earlier), "list")
    start = earlier.get(base, Vocabulary((), ()))
    names = (*start.names, *table.texts("namn", required=not base))
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        table.contradiction(f"the name `{name}` stands twice", "namn", "write each name once")
    mergers = tuple(_merger(inner, names) for inner in table.array("sammanslagning"))
    return Vocabulary(names, (*start.mergers, *(merger for merger in mergers if merger is not None)))


def _merger(table: TomlTable, names: tuple[str, ...]) -> Merger | None:
    table.known(*MERGER_KEYS)
    new = table.text("ny", required=True)
    table.names("ny", [new], names, "name")
    old = table.texts("av", required=True)
    when = table.day("datum", required=True)
    return Merger(new, old, when) if when is not None else None
