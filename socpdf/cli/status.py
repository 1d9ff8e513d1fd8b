"""What the command tells its caller when it ends: one number, the same in every version."""

from collections.abc import Iterable
from enum import IntEnum

from socpdf.core.diagnostics import Diagnostic, Severity, Sink, Span


class Status(IntEnum):
    BUILT = 0
    FINDINGS = 1
    ERROR = 2
    """In a spec or in data."""
    REFUSED = 3
    """By disclosure control."""
    MISUSE = 4
    INTERNAL = 5


class Misuse(Exception):  # noqa: N818 - an outcome, told by its diagnostic, not a fault
    """The command was called in a way it cannot serve."""

    def __init__(self, code: str, message: str, place: str, hint: str = "") -> None:
        super().__init__(message)
        sink = Sink()
        sink.error(code, message, Span(place), hint)
        self.diagnostics = sink.in_order()


def status_of(diagnostics: Iterable[Diagnostic]) -> Status:
    """Of a refused build; a refusal by disclosure control outweighs errors, for it is the graver news."""
    errors = [entry.code for entry in diagnostics if entry.severity is Severity.ERROR]
    if any(code.startswith("S") for code in errors):
        return Status.REFUSED
    return Status.ERROR
