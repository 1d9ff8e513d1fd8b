"""The text of a file, and the places in it: offsets into the text become lines and columns.

Everything that is read out of a file (a paragraph without its indent, a YAML value without its quotes) is
`Located`: it keeps for each of its characters the offset it came from.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from socpdf.core.diagnostics import Sink, Span

NEWLINE: Final = re.compile(r"\r\n?")
# What no text of a report contains, and what YAML and Markdown take for different things: control
# characters, other line separators, halves of surrogate pairs, a byte order mark inside the text.
UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
STAND_IN: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Located:
    """A piece of text and, for each character and the end, its offset in the file."""

    text: str
    offsets: Sequence[int]

    def part(self, start: int, end: int) -> "Located":
        return Located(self.text[start:end], self.offsets[start : end + 1])

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Where a part begins and ends in the file."""
        return self.offsets[start], self.offsets[end]

    def stripped(self) -> "Located":
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, start + len(self.text.strip()))


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the project with newlines as line feeds."""

    file: str
    text: str
    starts: tuple[int, ...]
    """The offset of each line, and of the line after the last."""

    def span(self, start: int, end: int) -> Span:
        """The place from `start` to `end`; of a piece over several lines, the part on the first."""
        line = bisect_right(self.starts, start, 0, len(self.starts) - 1)
        begin = self.starts[line - 1]
        end = max(start, min(end, self.starts[line] - 1))
        return Span(self.file, line, start - begin + 1, end - begin + 1)

    def line_span(self, line: int) -> Span:
        """All of line number `line` (from 0) without its indent."""
        text = self.line(line)
        start = self.starts[line] + len(text) - len(text.lstrip())
        return self.span(start, self.starts[line] + len(text.rstrip()))

    def line(self, line: int) -> str:
        return self.text[self.starts[line] : self.starts[line + 1] - 1]

    def located(self, start: int, end: int) -> Located:
        return Located(self.text[start:end], range(start, end + 1))

    def place(self, piece: Located) -> Span:
        return self.span(piece.offsets[0], piece.offsets[-1])


def read_source(file: str, text: str, sink: Sink) -> Source:
    """The text with plain newlines and without a byte order mark; characters that are unfit are errors."""
    text = NEWLINE.sub("\n", text.removeprefix("\ufeff"))
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    source = Source(file, UNFIT.sub(STAND_IN, text), tuple(starts))
    sink.remember(file, source.text)
    for match in UNFIT.finditer(text):
        message = f"the character U+{ord(match[0]):04X} does not belong in a text"
        sink.error("L112", message, source.span(match.start(), match.end()), "delete it")
    return source


def decode(file: str, content: bytes, sink: Sink) -> str | None:
    """The text of a UTF-8 file; a file in another encoding is an error at its first such byte."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = NEWLINE.sub("\n", content[: error.start].decode("utf-8").removeprefix("\ufeff"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        sink.remember(file, NEWLINE.sub("\n", content.decode("utf-8", "replace").removeprefix("\ufeff")))
        sink.error(
            "L102",
            f"the byte 0x{content[error.start]:02X} is not UTF-8",
            Span(file, line, column, column + 1),
            "save the file with the encoding UTF-8",
        )
        return None
