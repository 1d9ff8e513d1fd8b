"""A paragraph into lines: collect, prepare, break, finalize."""

from collections.abc import Sequence
from dataclasses import replace

from socpdf.core.records import record
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.finalize import SetLine, clusters_of, finalize
from socpdf.layout.inline.linebreak import End, Rules, Trouble, linebreak
from socpdf.layout.inline.prepare import Typesetter, prepare


@record
class Measure:
    """The width lines are set to, and how far they begin to the right."""

    width: int
    first: int = 0
    """Indent of the first line."""
    hanging: int = 0
    """Indent of all other lines."""

    def indent(self, line: int) -> int:
        return self.hanging if line else self.first

    def of_line(self, line: int) -> int:
        return self.width - self.indent(line)


# A ragged line may be this much shorter than its column before a word is divided for it.
_RAG = 0.25
_TOO_WIDE = (Trouble.SPLIT, Trouble.OVERFULL)
# A last line shorter than this would leave less than the next paragraph's indent covers.
_SHORT_LAST = 0.08


def set_lines(
    runs: Sequence[Run],
    measure: Measure,
    setter: Typesetter,
    *,
    divided: bool = True,
    looseness: int = 0,
    whole_ends: frozenset[int] = frozenset(),
) -> list[SetLine]:
    """`divided` allows words to be divided; lines in `whole_ends` end with whole words."""
    paragraph = prepare(runs, setter, divided=divided)
    if paragraph.items is None:
        return []
    justified = runs[0].style.justified
    if justified:
        rules = Rules(looseness=looseness, short_last=int(measure.width * _SHORT_LAST), whole_ends=whole_ends)
    else:
        rules = Rules(rag=int(measure.width * _RAG))
    lines = linebreak(
        paragraph.items,
        (measure.of_line(0), measure.of_line(1)),
        rules,
        lambda piece: clusters_of(paragraph, piece, setter)[1],
    )
    if not divided and any(line.trouble in _TOO_WIDE for line in lines):
        # A word that is wider than its line is divided where it should be, before it is anywhere.
        return set_lines(runs, measure, setter, looseness=looseness, whole_ends=whole_ends)
    if not justified:
        # A short line is what a ragged column is made of.
        lines = tuple(
            replace(line, trouble=None) if line.trouble is Trouble.LOOSE else line for line in lines
        )
    ends = paragraph.items.ends
    return [
        finalize(
            paragraph,
            line,
            measure.of_line(index),
            setter,
            filled=justified and (line.end_cut > 0 or ends[line.end - 1] is not End.FORCED),
        )
        for index, line in enumerate(lines)
    ]
