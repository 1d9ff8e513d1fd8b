"""Results to stdout, everything else to stderr; UTF-8 on any locale, colours only on a terminal.

A reader that goes away (`socpdf explain L | head -3`) ends the output, not the work.
"""

import io
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TextIO

import typer

from socpdf.core.diagnostics import Diagnostic, Severity, render_lines

COLOURS: Final = {Severity.ERROR: typer.colors.RED, Severity.WARNING: typer.colors.YELLOW}

_CONTROLS: Final = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\N{REPLACEMENT CHARACTER}")


def speak_utf8() -> None:
    """Messages are Swedish; a C locale gets them as UTF-8 rather than a UnicodeEncodeError."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def show(text: str) -> None:
    """A result, as a line of its own."""
    _write(sys.stdout, f"{text}\n")


def show_json(content: Mapping[str, object]) -> None:
    show(json.dumps(content, ensure_ascii=False, indent=2))


def show_bytes(content: bytes) -> None:
    """A result that is a file."""
    stream = sys.stdout
    stream.flush()
    try:
        stream.buffer.write(content)
        stream.buffer.flush()
    except BrokenPipeError:
        _detach(stream)


def tell(text: str) -> None:
    """Something about the work, as a line of its own."""
    _write(sys.stderr, f"{text}\n")


def tell_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    in_colour = on_terminal() and wants_colour()
    for diagnostic in diagnostics:
        for line in render_lines(diagnostic):
            text = harmless(line)
            tell(_coloured(text, diagnostic) if in_colour else text)


def harmless(text: str) -> str:
    """Without the control characters by which a file, shown as it is, could steer the terminal."""
    return text.translate(_CONTROLS)


def as_json(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end": span.end,
        "hint": diagnostic.hint,
    }


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def relative(path: Path) -> str:
    """As a person in the current folder would write it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def on_terminal() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour() -> bool:
    """NO_COLOR, when present and not empty, turns colours off."""
    return not os.environ.get("NO_COLOR")


def _coloured(line: str, diagnostic: Diagnostic) -> str:
    colour = COLOURS[diagnostic.severity]
    name = f"{diagnostic.severity}[{diagnostic.code}]"
    if line.strip(" \t^") == "" and "^" in line:
        return typer.style(line, fg=colour, bold=True)
    if line.startswith("  hint: "):
        return typer.style(line, fg=typer.colors.CYAN)
    return line.replace(name, typer.style(name, fg=colour, bold=True), 1)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _detach(stream)


def _detach(stream: TextIO) -> None:
    """Nobody reads any longer: what follows, and the interpreter's own flush at its end, goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
