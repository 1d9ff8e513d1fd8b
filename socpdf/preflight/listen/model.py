"""What is heard of a file: utterances in order, and the places that users jump to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "document", "page", "heading", "text", "list", "item", "table", "caption", "cell", "figure", "note", "end"
]


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance; what the reader adds to the words of the file stands in brackets."""

    kind: Kind
    text: str
    page: int | None
    """Index of the page it begins on."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A heading, table, link or figure in the list by which a user jumps."""

    kind: Literal["heading", "table", "link", "figure"]
    text: str
    page: int | None
    at: int
    """Index of the utterance it is heard in."""


@dataclass(frozen=True, slots=True)
class Transcript:
    title: str
    language: str
    heard: tuple[Heard, ...]
    stops: tuple[Stop, ...]
    labels: tuple[str, ...]
    """What the pages are called."""

    def table(self, name: str) -> tuple[Heard, ...]:
        """The utterances of a table, by the number in its caption or by its place among the tables."""
        tables = [stop for stop in self.stops if stop.kind == "table"]
        named = [stop for stop in tables if name in stop.text.replace(",", " ").split()]
        counted = tables[int(name) - 1 : int(name)] if name.isdecimal() and name != "0" else []
        for stop in named or counted:
            end = next(at for at in range(stop.at, len(self.heard)) if self.heard[at].kind == "end")
            return self.heard[stop.at : end + 1]
        return ()
