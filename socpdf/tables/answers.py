"""What an expression can be while it is worked out, and the ways in which it can fail."""

from dataclasses import dataclass
from typing import Final, Literal

from socpdf.core.diagnostics import Span
from socpdf.ir.tables import Figure
from socpdf.tables.arithmetic import Operand
from socpdf.tables.rows import Found
from socpdf.tables.table import Entry

Kind = Literal["rad", "kolumn"]
ENGLISH: Final[dict[Kind, str]] = {"rad": "row", "kolumn": "column"}


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    rests_on: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class TableValue:
    number: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class FoundValue:
    """The rows, or columns, that were looked for."""

    found: Found
    kind: Kind


Value = Operand | Words | TableValue | FoundValue


class Wrong(Exception):  # noqa: N818 - made into a diagnostic where the insert ends
    """The expression has no value; says why and where."""

    def __init__(self, code: str, message: str, span: Span, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.span = span
        self.hint = hint


class Passed(Exception):  # noqa: N818 - not a fault of this expression
    """The expression rests on a table or a name whose own errors have been told."""
