"""The errors of one data file: placed in it, counted, and shown without a figure of the data.

A message about data must not tell what may have to stay secret. So each problem words itself without the
figure, and the line that is shown under it has the digits of every column of figures masked.
"""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from socpdf.core.diagnostics import Sink, Span

SHOWN_AT_MOST: Final = 50
_DIGIT: Final = re.compile(r"\d")
_CSV_CELL: Final = re.compile(r'"(?:[^"]|"")*"?|[^,]*')


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell, without its figure."""

    code: str
    message: str
    hint: str = ""


def masked(text: str) -> str:
    return _DIGIT.sub("•", text)


def masked_number(text: str) -> str:
    """A name as it is, a figure masked: where the head is missing, figures stand in its place."""
    return text if any(character.isalpha() for character in text) else masked(text)


@dataclass(slots=True)
class Problems:
    """Collects the problems of one file; hands the first fifty and the number of the rest to the sink."""

    file: str
    text_lines: Sequence[str] | None
    """The lines of a text file; None for a source of which no line can be shown."""
    _found: list[tuple[Problem, int, int]] = field(default_factory=list)
    _more: int = 0

    def add(self, problem: Problem, line: int, cell: int = -1) -> None:
        """`cell` counts from 0; -1 is the whole line."""
        if len(self._found) < SHOWN_AT_MOST:
            self._found.append((problem, line, cell))
        else:
            self._more += 1

    def __bool__(self) -> bool:
        return bool(self._found)

    def tell(self, sink: Sink, mask: Callable[[Sequence[str]], Sequence[str]]) -> None:
        """Put all into the sink; `mask` hides the figures among the cells of a line."""
        if self.text_lines is not None:
            sink.remember(self.file, self._masked_text(mask))
        for problem, line, cell in self._found:
            sink.error(problem.code, problem.message, self._span(line, cell), problem.hint)
        if self._more:
            message = f"{self._more} further errors in this file are not shown"
            sink.error("D121", message, Span(self.file), f"mend the first {SHOWN_AT_MOST}, then build again")

    def _masked_text(self, mask: Callable[[Sequence[str]], Sequence[str]]) -> str:
        """The lines that have a problem, masked, at their places; nothing of the others."""
        lines = {line for _, line, _ in self._found}
        assert self.text_lines is not None
        shown = [""] * max(lines, default=0)
        for line in lines:
            if 0 < line <= len(self.text_lines):
                cells = [text for _, text in raw_cells(self.text_lines[line - 1])]
                shown[line - 1] = ",".join(map(masked_number, cells) if line == 1 else mask(cells))
        return "\n".join(shown)

    def _span(self, line: int, cell: int) -> Span:
        if self.text_lines is None or cell < 0 or not 0 < line <= len(self.text_lines):
            return Span(self.file, line)
        cells = raw_cells(self.text_lines[line - 1])
        start, text = cells[min(cell, len(cells) - 1)]
        return Span(self.file, line, start + 1, start + 1 + max(1, len(text)))


def raw_cells(line: str) -> list[tuple[int, str]]:
    """The cells of a line as they are typed, quotes included, each with the index where it starts."""
    cells: list[tuple[int, str]] = []
    at = 0
    while True:
        match = _CSV_CELL.match(line, at)
        assert match is not None
        end = line.find(",", match.end())
        end = len(line) if end < 0 else end
        cells.append((at, line[at:end]))
        if end >= len(line):
            return cells
        at = end + 1


def plain(cell: str) -> str:
    """What a typed cell says without its quotes."""
    return next(csv.reader([cell]), [""])[0] if cell.startswith('"') else cell
