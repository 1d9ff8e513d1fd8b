"""Messages for authors: where, what is wrong, and what to write instead.

A stage collects as many as it can into a `Sink` before it stops. A message never quotes a figure out of the
data: it may be one that must stay secret.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file of the project; line and columns count from 1, and 0 means all of it."""

    file: str
    line: int = 0
    column: int = 0
    end: int = 0
    """The column after the last character, on the same line."""

    def __str__(self) -> str:
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    code: str
    severity: Severity
    message: str
    span: Span
    hint: str = ""
    excerpt: str = ""
    """The line the span points into, fit to be shown."""


@dataclass(slots=True)
class Sink:
    """Collects diagnostics; knows the lines of the files it was told of, to show them under a message."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def remember(self, file: str, text: str) -> None:
        """Let messages about `file` show its lines. For data, pass a text in which figures are masked."""
        self._lines[file] = text.split("\n")

    def error(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self._add(code, Severity.ERROR, message, span, hint)

    def warning(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self._add(code, Severity.WARNING, message, span, hint)

    def aside(self) -> "Sink":
        """An empty one that knows the same lines, for findings that shall not stop a stage."""
        return Sink(_lines=self._lines)

    @property
    def has_errors(self) -> bool:
        return any(d.severity is Severity.ERROR for d in self.diagnostics)

    def in_order(self) -> list[Diagnostic]:
        """Each diagnostic once, by place."""
        return sorted(dict.fromkeys(self.diagnostics), key=lambda d: (d.span, d.code, d.message))

    def _add(self, code: str, severity: Severity, message: str, span: Span, hint: str) -> None:
        lines = self._lines.get(span.file, [])
        excerpt = lines[span.line - 1].rstrip("\r") if 0 < span.line <= len(lines) else ""
        self.diagnostics.append(Diagnostic(code, severity, message, span, hint, excerpt))


class Refused(Exception):  # noqa: N818 - the outcome of a stage, told by the sink it leaves behind, not a fault
    """A stage ended without a value; the diagnostics in the sink say why."""


def render(diagnostic: Diagnostic) -> str:
    """The message as it is shown in a terminal or a log, without colours."""
    return "\n".join(render_lines(diagnostic))


def render_lines(diagnostic: Diagnostic) -> Iterator[str]:
    span = diagnostic.span
    yield f"{span}: {diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    if diagnostic.excerpt:
        gutter = f"{span.line} | "
        yield gutter + diagnostic.excerpt
        if span.column:
            marks = max(1, min(span.end or span.column + 1, len(diagnostic.excerpt) + 1) - span.column)
            indent = "".join("\t" if c == "\t" else " " for c in diagnostic.excerpt[: span.column - 1])
            yield " " * len(gutter) + indent + "^" * marks
    if diagnostic.hint:
        yield f"  hint: {diagnostic.hint}"
