"""How even the lines of given text become, and how long that takes: `python bench_linebreak.py FILE...`.

Each file is plain text, paragraphs parted by empty lines. It is set in Source Serif 4 at 10 pt, 115 mm wide.
Times are of a warm run: words are shaped and hyphenated already, as most words of a report are.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Sink
from socpdf.core.lengths import mm, pt
from socpdf.layout.inline.linebreak import BREAK_COSTS, End, Items, Line, Rules, linebreak
from socpdf.text.fonts import FontBook
from socpdf.text.hyphenate import Hyphenator, Weight
from socpdf.text.shape import shape

MEASURE: Final = mm(115)
SIZE: Final = pt(10)
PAGE_LINES: Final = 45
# How much of a sign hangs out of the measure.
HANGS: Final = {".": 0.7, ",": 0.7, "-": 0.5, ":": 0.4, ";": 0.4, ")": 0.1, "”": 0.5}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--rag", action="store_true", help="set ragged lines")
    arguments = options.parse_args()
    rules = Rules(short_last=2 * SIZE, rag=mm(14) if arguments.rag else 0)
    width_of = _width_of(FontBook.open(Path(__file__).parents[2], Sink()))
    hyphenator = Hyphenator()
    for file in arguments.files:
        paragraphs = [" ".join(block.split()) for block in file.read_text("utf-8").split("\n\n")]
        items = [_items(paragraph, width_of, hyphenator) for paragraph in paragraphs if paragraph]
        began = time.perf_counter()
        set_paragraphs = [linebreak(each, MEASURE, rules) for each in items]
        seconds = time.perf_counter() - began
        sys.stdout.write(f"{file.name}: {_summary(set_paragraphs, seconds)}\n")


def _width_of(fonts: FontBook) -> Callable[[str], int]:
    font = fonts.font("serif")
    return lambda text: shape(font, text).width * SIZE // font.metrics.upem


def _items(text: str, width_of: Callable[[str], int], hyphenator: Hyphenator) -> Items:
    rows = [row for word in text.split(" ") for row in _pieces(word, width_of, hyphenator)]
    widths, spaces, ends, costs, hyphens, left, right = zip(*rows, strict=True)
    return Items(widths, spaces, ends, costs, hyphens, left, right, (0,) * len(rows))


_Row = tuple[int, int, End, float, int, int, int]


def _pieces(word: str, width_of: Callable[[str], int], hyphenator: Hyphenator) -> Iterator[_Row]:
    hyphen = width_of("-")
    begin = 0
    for point in hyphenator.points(word):
        text, begin = word[begin : point.index], point.index
        cost = BREAK_COSTS[point.weight]
        hang = round(hyphen * HANGS["-"])
        if point.weight is Weight.HYPHEN:
            yield width_of(text), 0, End.OPEN, cost, 0, 0, hang
        else:
            yield width_of(text), 0, End.HYPHEN, cost, hyphen, 0, hang
    text = word[begin:]
    hang = round(width_of(text[-1]) * HANGS.get(text[-1], 0.0))
    yield width_of(text), width_of(" "), End.OPEN, 0.0, 0, 0, hang


def _summary(paragraphs: Sequence[Sequence[Line]], seconds: float) -> str:
    full = [line for lines in paragraphs for line in lines[:-1]]
    spaces = sorted(line.space for line in full)
    count = sum(len(lines) for lines in paragraphs)
    ladder = max(
        (
            len(list(run))
            for lines in paragraphs
            for on, run in groupby(line.hyphenated for line in lines)
            if on
        ),
        default=0,
    )
    troubles = [line.trouble for lines in paragraphs for line in lines if line.trouble]
    return (
        f"{count} lines, {len(full)} full; spaces mean {statistics.mean(spaces):.2f}, "
        f"sd {statistics.pstdev(spaces):.3f}, {spaces[0]:.2f} to {spaces[-1]:.2f}; "
        f"glyphs changed by {statistics.mean(abs(line.expansion + line.tracking) for line in full):.2%}; "
        f"hyphens {sum(line.hyphenated for line in full) / len(full):.1%}, {ladder} in a row; "
        f"troubles {[str(trouble) for trouble in troubles]}; "
        f"{seconds * 1000 * PAGE_LINES / count:.2f} ms a page"
    )


if __name__ == "__main__":
    main()
