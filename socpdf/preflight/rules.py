"""What a check is: facts in, faults out; and which standards ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import Final

from socpdf.core.diagnostics import Severity
from socpdf.preflight.contrast import Standing, standings
from socpdf.preflight.facts import Reading
from socpdf.preflight.grid import Table, read_table
from socpdf.preflight.model import Element, Facts, Xmp
from socpdf.preflight.press.model import PressFile, Sheet, Text
from socpdf.preflight.press.read import read_press

STANDARDS: Final = (
    "ua1",
    "ua2",
    "2a",
    "2b",
    "2u",
    "3a",
    "3b",
    "3u",
    "4",
    "4e",
    "4f",
    "wt1a",
    "wt1r",
)
# WTPDF 1.0, 6.1.2; both spellings are about.
_DECLARATIONS: Final = {
    "wt1a": ("wtpdf#accessibility1.0", "wtpdf/#accessibility1.0"),
    "wt1r": ("wtpdf#reuse1.0", "wtpdf/#reuse1.0"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check says; `check` adds the code and the clause."""

    message: str
    page: int | None = None
    """Index of the page."""
    place: str = ""


@dataclass(frozen=True)
class Subject:
    """A file under judgement; not slotted, for what its pages paint is read once, if a check asks."""

    facts: Facts
    standards: frozenset[str]
    tables: tuple[Table, ...]
    reading: Reading

    @classmethod
    def of(cls, reading: Reading, standards: frozenset[str]) -> Subject:
        tree = reading.facts.tree
        tables = tuple(read_table(tree, table) for table in tree.with_role("Table")) if tree else ()
        return cls(reading.facts, standards, tables, reading)

    @cached_property
    def standings(self) -> tuple[tuple[Sheet, tuple[Standing | Text, ...]], ...]:
        """How the texts of each page stand out from their ground."""
        return tuple((sheet, tuple(standings(sheet))) for sheet in self.painted.sheets)

    @cached_property
    def painted(self) -> PressFile:
        """What lays ink on each page."""
        return read_press(self.reading)

    @property
    def is_ua2(self) -> bool:
        """Judged by the rules of PDF 2.0; a file that claims nothing, by its version."""
        if self.standards & {"ua2", "wt1a", "wt1r"}:
            return True
        return "ua1" not in self.standards and self.facts.version >= "2"

    @property
    def archive_part(self) -> str:
        """Part of PDF/A it is judged by, or nothing."""
        return next((s[0] for s in sorted(self.standards) if s[0].isdigit()), "")

    def elements(self, *roles: str) -> Iterator[Element]:
        return self.facts.tree.with_role(*roles) if self.facts.tree else iter(())

    def at(self, element: Element, message: str) -> Fault:
        """A fault of a structure element."""
        tree = self.facts.tree
        return Fault(message) if tree is None else Fault(message, tree.page(element), tree.path(element))


class When(Enum):
    """Which files a check is for."""

    ALWAYS = auto()
    TAGGED = auto()
    """Files with a structure tree."""
    ACCESSIBLE = auto()
    """Files with a structure tree or with a standard that asks for one."""
    UA1 = auto()
    UA2 = auto()
    ARCHIVE = auto()
    """PDF/A of any part."""

    def holds(self, subject: Subject) -> bool:
        tagged = subject.facts.tree is not None
        asked = any(s.startswith(("ua", "wt")) or s.endswith("a") for s in subject.standards)
        match self:
            case When.ALWAYS:
                return True
            case When.TAGGED:
                return tagged
            case When.ACCESSIBLE:
                return tagged or asked
            case When.UA1:
                return tagged and not subject.is_ua2
            case When.UA2:
                return tagged and subject.is_ua2
            case When.ARCHIVE:
                return bool(subject.archive_part)


@dataclass(frozen=True, slots=True)
class Check:
    code: str
    find: Callable[[Subject], Iterable[Fault]]
    clause: str
    when: When = When.TAGGED
    severity: Severity = Severity.ERROR


def claims_of(xmp: Xmp | None) -> tuple[str, ...]:
    """The standards a file says it keeps, in the order of `STANDARDS`."""
    if xmp is None:
        return ()
    claims = {f"ua{xmp.ua_part}", f"{xmp.a_part}{(xmp.a_conformance or '').lower()}"}
    claims |= {s for s, ends in _DECLARATIONS.items() if any(d.endswith(ends) for d in xmp.declarations)}
    return tuple(standard for standard in STANDARDS if standard in claims)


def summed(faults: list[Fault], what: str) -> Iterator[Fault]:
    """The first of many like faults, with the number of the others: a long list hides what is wrong."""
    if faults:
        first, more = faults[0], len(faults) - 1
        tail = f" (and {more} more {what})" if more else ""
        yield Fault(first.message + tail, first.page, first.place)


def shown(text: str, limit: int = 40) -> str:
    """A value as it stands in a message."""
    flat = " ".join(text.split())
    return f"`{flat[: limit - 1]}…`" if len(flat) > limit else f"`{flat}`"
