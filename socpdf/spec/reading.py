"""What is known while one chapter is read, and what it leaves to be checked when all are read."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from socpdf.core.diagnostics import Sink, Span
from socpdf.ir.spec import NoteDefinition, NoteMark, Reference, SharedBlock
from socpdf.spec.source import Source

NumberedKind = Literal["tabell", "figur"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a chapter is read against."""

    root: Path
    """The project's folder; nothing outside of it is read."""
    year: int
    numbers: frozenset[tuple[NumberedKind, str]] = frozenset()
    """Tables and figures of the report's other chapters."""
    foreword: tuple[SharedBlock, ...] = ()
    """What stands on the back of a cover."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A table or figure that gave itself a number."""

    kind: NumberedKind
    number: str
    span: Span


@dataclass(slots=True)
class Ledger:
    """What a chapter declares and what it uses."""

    numbered: list[Numbered] = field(default_factory=list)
    complete: bool = True
    """False where a number may have been lost with something that could not be read."""
    references: list[Reference] = field(default_factory=list)
    table_calls: list[tuple[str, Span]] = field(default_factory=list)
    note_marks: list[NoteMark] = field(default_factory=list)
    notes: list[NoteDefinition] = field(default_factory=list)
    anchor_links: list[tuple[str, Span]] = field(default_factory=list)
    anchors: dict[str, None] = field(default_factory=dict)
    """The names of the headings, in their order."""
    heading_level: int = 0
    """Of the last heading; 0 before the first."""


@dataclass(slots=True)
class Reading:
    source: Source
    sink: Sink
    context: Context
    names: frozenset[str] | None = None
    """What expressions may name; None where the front matter could not be read."""
    ledger: Ledger = field(default_factory=Ledger)
