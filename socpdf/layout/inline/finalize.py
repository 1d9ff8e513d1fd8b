"""The pieces of a line into segments: glyphs and spaces at their final width, links, notes called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from socpdf.core.lengths import Sp
from socpdf.ir.document import NodeId
from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import EXPANSION_UNIT, Area, LinkArea, Segment
from socpdf.layout.inline import linebreak
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.prepare import Fragment, Paragraph, Typesetter, Word


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line that is set; positions count from its left end and its baseline."""

    segments: tuple[Segment, ...]
    x: int
    """Where it begins: what hangs out at the left is left of zero."""
    width: int
    """As set, without a space at the end."""
    expansion: int
    tracking: int
    links: tuple[LinkArea, ...]
    notes: tuple[NodeId, ...]
    space: float | None
    """Width of its word spaces, the font's own being 1; None where it is not filled or has none."""
    hyphenated: bool
    trouble: linebreak.Trouble | None

    @property
    def text(self) -> str:
        return "".join(
            piece.text for segment in self.segments for piece in segment.pieces if isinstance(piece, Shaped)
        )


def finalize(
    paragraph: Paragraph, line: linebreak.Line, measure: int, setter: Typesetter, *, filled: bool
) -> SetLine:
    """Set the line; a filled one reaches from edge to edge.

    The space after the last word is set as well: nobody sees it, but it keeps the words of two lines apart
    for whoever copies the text or hears it.
    """
    words = list(_words_of(paragraph, line, setter))
    items = paragraph.items
    assert items is not None, "a line has pieces"
    left, right = items.hangs_left[line.start], items.hangs_right[line.end - 1]
    spaces = [word.space for word in words[:-1] if word.space is not None]
    glyphs = sum(word.width for word in words)
    natural = glyphs + sum(space.width for space in spaces)
    target = measure + left + right
    # A line that need not be filled may still have been chosen because its spaces can be narrower.
    if not filled and natural <= target:
        return _made(paragraph, line, words, _Fit(0, 0, 0, 0, natural), space=None)
    expansion = round(line.expansion * EXPANSION_UNIT)
    count = sum(len(f.shaped.glyphs) for word in words for f in word.fragments) + len(spaces)
    tracking = int(glyphs * line.tracking / count) if count else 0
    stretched = natural * (EXPANSION_UNIT + expansion) // EXPANSION_UNIT + tracking * count
    slack = target - stretched if spaces else 0
    normal = sum(space.width for space in spaces)
    ratio = 1 + slack / normal if normal else None
    return _made(paragraph, line, words, _Fit(-left, expansion, tracking, slack, target), space=ratio)


@dataclass(frozen=True, slots=True)
class _Fit:
    x: int
    expansion: int
    tracking: int
    slack: int
    """What the spaces take up together."""
    width: int


@dataclass(frozen=True, slots=True)
class _Piece:
    fragment: Fragment
    stretch: int
    """What is added after it."""


def _made(
    paragraph: Paragraph, line: linebreak.Line, words: Sequence[Word], fit: _Fit, space: float | None
) -> SetLine:
    pieces = _with_spaces(words, fit.slack)
    runs = paragraph.runs
    return SetLine(
        segments=tuple(_segments(runs, pieces)),
        x=fit.x,
        width=fit.width,
        expansion=fit.expansion,
        tracking=fit.tracking,
        links=tuple(_links(runs, pieces, fit)),
        notes=tuple(_notes(runs, pieces)),
        space=space,
        hyphenated=line.hyphenated,
        trouble=line.trouble,
    )


def _words_of(paragraph: Paragraph, line: linebreak.Line, setter: Typesetter) -> Iterator[Word]:
    """The words of the line; the first and the last may be parts of words."""
    pieces, runs = paragraph.pieces, paragraph.runs
    first, last = pieces[line.start], pieces[line.end - 1]
    start = first.start + _characters(paragraph, line.start, line.start_cut, setter)
    end = last.end
    if line.end_cut:
        last = pieces[line.end]
        end = last.start + _characters(paragraph, line.end, line.end_cut, setter)
    for index in range(first.word, last.word + 1):
        word = paragraph.words[index]
        length = sum(len(fragment.shaped.text) for fragment in word.fragments)
        begin = start if index == first.word else 0
        stop = end if index == last.word else length
        if begin == 0 and stop == length:
            yield word
            continue
        fragments = list(_part(word, begin, stop, runs, setter))
        if stop < length and line.hyphenated:
            fragments.append(setter.hyphen(fragments[-1].run, runs[fragments[-1].run]))
        yield Word(tuple(fragments), word.space if stop == length else None)


def _part(word: Word, start: int, end: int, runs: Sequence[Run], setter: Typesetter) -> Iterator[Fragment]:
    """The fragments of some characters of a word; those that are cut are shaped anew."""
    at = 0
    for fragment in word.fragments:
        text = fragment.shaped.text
        piece = text[max(0, start - at) : max(0, end - at)]
        at += len(text)
        if piece == text:
            yield fragment
        elif piece:
            yield setter.fragment(piece, fragment.run, runs[fragment.run])


def _characters(paragraph: Paragraph, piece: int, clusters: int, setter: Typesetter) -> int:
    """How many characters so many clusters of a piece are."""
    if not clusters:
        return 0
    return sum(len(text) for text in clusters_of(paragraph, piece, setter)[0][:clusters])


def clusters_of(paragraph: Paragraph, piece: int, setter: Typesetter) -> tuple[list[str], list[int]]:
    """The texts and widths of the parts of a piece that nothing can divide; the widths add up to its own."""
    part = paragraph.pieces[piece]
    texts: list[str] = []
    widths: list[int] = []
    for fragment in _part(paragraph.words[part.word], part.start, part.end, paragraph.runs, setter):
        units = max(1, fragment.shaped.width)
        reached = drawn = 0
        for text, advance in zip(fragment.shaped.texts, fragment.shaped.advances, strict=True):
            reached += advance
            width = fragment.width * reached // units - drawn
            drawn += width
            if text:
                texts.append(text)
                widths.append(width)
            elif widths:
                widths[-1] += width
    return texts, widths


def _with_spaces(words: Sequence[Word], slack: int) -> list[_Piece]:
    count = sum(word.space is not None for word in words[:-1])
    pieces: list[_Piece] = []
    given = seen = 0
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


def _segments(runs: Sequence[Run], pieces: Sequence[_Piece]) -> Iterator[Segment]:
    """Pieces of one run after each other are one segment."""
    current: list[Shaped | int] = []
    index = -1
    for piece in pieces:
        if piece.fragment.run != index:
            if current:
                yield _segment(runs[index], current)
            current, index = [], piece.fragment.run
        current.append(piece.fragment.shaped)
        if piece.stretch:
            current.append(piece.stretch)
    if current:
        yield _segment(runs[index], current)


def _segment(run: Run, pieces: Sequence[Shaped | int]) -> Segment:
    return Segment(run.owner, run.style.size, run.style.ink, tuple(pieces), run.style.rise)


def _links(runs: Sequence[Run], pieces: Sequence[_Piece], fit: _Fit) -> list[LinkArea]:
    """For each link on the line the area from its first to its last letter."""
    if all(run.link is None for run in runs):
        return []
    areas: dict[NodeId, tuple[int, int, Run]] = {}
    x = fit.x
    for piece in pieces:
        run = runs[piece.fragment.run]
        glyphs = piece.fragment.width * (EXPANSION_UNIT + fit.expansion) // EXPANSION_UNIT
        end = x + glyphs + fit.tracking * len(piece.fragment.shaped.glyphs)
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
