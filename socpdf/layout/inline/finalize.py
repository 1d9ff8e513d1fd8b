"""The words of a line into segments: spaces at their final width, areas of links, notes that are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from socpdf.core.lengths import Sp
from socpdf.ir.document import NodeId
from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import Area, LinkArea, Segment
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.prepare import Fragment, Word


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line that is set; positions count from its left end and its baseline."""

    segments: tuple[Segment, ...]
    width: int
    """As set, without a space at the end."""
    links: tuple[LinkArea, ...]
    notes: tuple[NodeId, ...]
    space: float
    """Width of its word spaces; the font's own is 1."""
    hyphenated: bool


def finalize(
    runs: Sequence[Run], words: Sequence[Word], width: int, *, justified: bool, hyphenated: bool = False
) -> SetLine:
    """Set the words; justified, their spaces take up what is left of the width.

    The space after the last word is set as well: nobody sees it, but it keeps the words of two lines apart
    for whoever copies the text or hears it.
    """
    spaces = [word.space for word in words[:-1] if word.space is not None]
    natural = sum(word.width for word in words) + sum(space.width for space in spaces)
    slack = width - natural if justified and spaces else 0
    pieces = _with_spaces(words, slack, len(spaces))
    widths = sum(space.width for space in spaces)
    return SetLine(
        segments=tuple(_segments(runs, pieces)),
        width=natural + slack,
        links=tuple(_links(runs, pieces)),
        notes=tuple(_notes(runs, pieces)),
        space=(widths + slack) / widths if widths else 1.0,
        hyphenated=hyphenated,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    fragment: Fragment
    stretch: int
    """What is added after it."""


def _with_spaces(words: Sequence[Word], slack: int, count: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    given = 0
    seen = 0
    for index, word in enumerate(words):
        pieces.extend(_Piece(fragment, 0) for fragment in word.fragments)
        if word.space is None:
            continue
        stretch = 0
        if index < len(words) - 1:
            # Sums of whole numbers: what rounding leaves over is spread along the line.
            seen += 1
            stretch = slack * seen // count - given
            given += stretch
        pieces.append(_Piece(word.space, stretch))
    return pieces


def _segments(runs: Sequence[Run], pieces: Sequence[_Piece]) -> list[Segment]:
    """Pieces of one run after each other are one segment."""
    segments: list[Segment] = []
    current: list[Shaped | int] = []
    index = -1
    for piece in pieces:
        if piece.fragment.run != index:
            if current:
                segments.append(_segment(runs[index], current))
            current, index = [], piece.fragment.run
        current.append(piece.fragment.shaped)
        if piece.stretch:
            current.append(piece.stretch)
    if current:
        segments.append(_segment(runs[index], current))
    return segments


def _segment(run: Run, pieces: Sequence[Shaped | int]) -> Segment:
    return Segment(run.owner, run.style.size, run.style.ink, tuple(pieces), run.style.rise)


def _links(runs: Sequence[Run], pieces: Sequence[_Piece]) -> list[LinkArea]:
    """For each link on the line the area from its first to its last letter."""
    areas: dict[NodeId, tuple[int, int, Run]] = {}
    x = 0
    for piece in pieces:
        run = runs[piece.fragment.run]
        end = x + piece.fragment.width
        if run.link is not None:
            start = areas[run.link][0] if run.link in areas else x
            areas[run.link] = (start, end, run)
        x = end + piece.stretch
    return [
        LinkArea(link, _area_of(start, end, run)) for link, (start, end, run) in areas.items() if end > start
    ]


def _area_of(start: int, end: int, run: Run) -> Area:
    """As high as the line, so that a finger finds it; measured from the baseline."""
    leading = run.style.leading
    return Area(Sp(start), Sp(-leading * 3 // 4 - run.style.rise), Sp(end - start), leading)


def _notes(runs: Sequence[Run], pieces: Sequence[_Piece]) -> list[NodeId]:
    called = (runs[piece.fragment.run].note for piece in pieces)
    return list(dict.fromkeys(note for note in called if note is not None))
