"""A paragraph into lines: collect, prepare, break, finalize."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.finalize import SetLine, finalize
from socpdf.layout.inline.prepare import Word, prepare
from socpdf.text.fonts import FontBook


@dataclass(frozen=True, slots=True)
class Measure:
    """The width lines are set to, and how far they begin to the right."""

    width: int
    first: int = 0
    """Indent of the first line."""
    hanging: int = 0
    """Indent of all other lines."""

    def indent(self, line: int) -> int:
        return self.hanging if line else self.first


def set_lines(runs: Sequence[Run], measure: Measure, fonts: FontBook) -> list[SetLine]:
    paragraph = prepare(runs, fonts)
    justified = bool(runs) and runs[0].style.justified
    lines = list(_first_fit(paragraph.words, measure))
    return [
        finalize(
            runs,
            words,
            measure.width - measure.indent(index),
            justified=justified and words[-1].space is not None,
        )
        for index, words in enumerate(lines)
    ]


def _first_fit(words: Sequence[Word], measure: Measure) -> Iterator[list[Word]]:
    line: list[Word] = []
    used = 0
    count = 0
    for word in words:
        gap = line[-1].space.width if line and line[-1].space else 0
        if line and used + gap + word.width > measure.width - measure.indent(count):
            yield line
            line, used, gap = [], 0, 0
            count += 1
        line.append(word)
        used += gap + word.width
        if word.space is None:
            yield line
            line, used = [], 0
            count += 1
