"""The pieces of a line into segments: glyphs and spaces at their final width, links, notes called."""

from collections.abc import Iterator, Sequence

from socpdf.core.lengths import Sp
from socpdf.core.records import record
from socpdf.ir.document import NodeId
from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import EXPANSION_UNIT, Area, LinkArea, Segment, said
from socpdf.layout.inline import linebreak
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.prepare import Fragment, Paragraph, Typesetter, Word, glyphs_of


@record
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
        return said(self.segments)


def finalize(
    paragraph: Paragraph, line: linebreak.Line, measure: int, setter: Typesetter, *, filled: bool
) -> SetLine:
    """Set the line; a filled one reaches from edge to edge.

    The space after the last word is set as well: nobody sees it, but it keeps the words of two lines apart
    for whoever copies the text or hears it.
    """
    words = _words_of(paragraph, line, setter)
    items = paragraph.items
    assert items is not None, "a line has pieces"
    left, right = items.hangs_left[line.start], items.hangs_right[line.end - 1]
    normal = sum([word.space.width for word in words[:-1] if word.space])
    glyphs = sum([word.width for word in words])
    target = measure + left + right
    # A line that need not be filled may still have been chosen because its spaces can be narrower.
    if not filled and glyphs + normal <= target:
        return _made(paragraph, line, words, _Fit(0, 0, 0, 0, glyphs + normal), space=None)
    expansion = round(line.expansion * EXPANSION_UNIT)
    count = sum([word.glyphs for word in words]) + len(words) - 1
    tracking = int(glyphs * line.tracking / count) if count else 0
    stretched = (glyphs + normal) * (EXPANSION_UNIT + expansion) // EXPANSION_UNIT + tracking * count
    slack = target - stretched if normal else 0
    ratio = 1 + slack / normal if normal else None
    return _made(paragraph, line, words, _Fit(-left, expansion, tracking, slack, target), space=ratio)


@record
class _Fit:
    x: int
    expansion: int
    tracking: int
    slack: int
    """What the spaces take up together."""
    width: int


def _made(
    paragraph: Paragraph, line: linebreak.Line, words: Sequence[Word], fit: _Fit, space: float | None
) -> SetLine:
    runs, plain = paragraph.runs, paragraph.is_plain
    return SetLine(
        segments=tuple(_segments(runs, words, fit.slack)),
        x=fit.x,
        width=fit.width,
        expansion=fit.expansion,
        tracking=fit.tracking,
        links=() if plain else tuple(_links(runs, words, fit)),
        notes=() if plain else tuple(_notes(runs, words)),
        space=space,
        hyphenated=line.hyphenated,
        trouble=line.trouble,
    )


def _words_of(paragraph: Paragraph, line: linebreak.Line, setter: Typesetter) -> list[Word]:
    """The words of the line; the first and the last may be parts of words."""
    first, start, _ = paragraph.piece(line.start)
    last, _, end = paragraph.piece(line.end - 1)
    start += _characters(paragraph, line.start, line.start_cut, setter)
    if line.end_cut:
        last, end, _ = paragraph.piece(line.end)
        end += _characters(paragraph, line.end, line.end_cut, setter)
    words = list(paragraph.words[first : last + 1])
    if end < words[-1].length:
        words[-1] = _cut(words[-1], start if first == last else 0, end, paragraph, line, setter)
    elif first == last and start:
        words[-1] = _cut(words[-1], start, end, paragraph, line, setter)
    if first != last and start:
        words[0] = _cut(words[0], start, words[0].length, paragraph, line, setter)
    return words


def _cut(
    word: Word, start: int, end: int, paragraph: Paragraph, line: linebreak.Line, setter: Typesetter
) -> Word:
    """Some characters of a word; with a hyphen, where the line's break puts one there."""
    fragments = list(_part(word, start, end, paragraph.runs, setter))
    whole = end == word.length
    if not whole and line.hyphenated:
        run = fragments[-1].run
        fragments.append(setter.hyphen(run, paragraph.runs[run]))
    width = sum(fragment.width for fragment in fragments)
    return Word(tuple(fragments), width, glyphs_of(fragments), word.space if whole else None)


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
    number, start, end = paragraph.piece(piece)
    texts: list[str] = []
    widths: list[int] = []
    for fragment in _part(paragraph.words[number], start, end, paragraph.runs, setter):
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


def _segments(runs: Sequence[Run], words: Sequence[Word], slack: int) -> Iterator[Segment]:
    """What stands in one run is one segment; the spaces share the slack."""
    stretch = _stretches(words, slack)
    current: list[Shaped | int] = []
    index = words[0].fragments[0].run if words else -1
    for word, extra in zip(words, stretch, strict=True):
        for fragment in word.fragments:
            if fragment.run != index:
                yield _segment(runs[index], current)
                current, index = [], fragment.run
            current.append(fragment.shaped)
        space = word.space
        if space is not None:
            if space.run != index:
                yield _segment(runs[index], current)
                current, index = [], space.run
            current.append(space.shaped)
            if extra:
                current.append(extra)
    if current:
        yield _segment(runs[index], current)


def _stretches(words: Sequence[Word], slack: int) -> list[int]:
    """What is added to the space after each word; sums of whole numbers, so that nothing is left over."""
    count = sum(word.space is not None for word in words[:-1])
    if not count or not slack:
        return [0] * len(words)
    stretches = []
    given = seen = 0
    for word in words[:-1]:
        seen += word.space is not None
        reached = slack * seen // count
        stretches.append(reached - given)
        given = reached
    return [*stretches, 0]


def _segment(run: Run, pieces: Sequence[Shaped | int]) -> Segment:
    return Segment(run.owner, run.style.size, run.style.ink, tuple(pieces), run.style.rise)


def _links(runs: Sequence[Run], words: Sequence[Word], fit: _Fit) -> list[LinkArea]:
    """For each link on the line the area from its first to its last letter."""
    areas: dict[NodeId, tuple[int, int, Run]] = {}
    x = fit.x
    for word, stretch in zip(words, _stretches(words, fit.slack), strict=True):
        for fragment in (*word.fragments, *((word.space,) if word.space else ())):
            run = runs[fragment.run]
            glyphs = fragment.width * (EXPANSION_UNIT + fit.expansion) // EXPANSION_UNIT
            end = x + glyphs + fit.tracking * len(fragment.shaped.glyphs)
            if run.link is not None:
                start = areas[run.link][0] if run.link in areas else x
                areas[run.link] = (start, end, run)
            x = end
        x += stretch
    return [
        LinkArea(link, _area_of(start, end, run)) for link, (start, end, run) in areas.items() if end > start
    ]


def _area_of(start: int, end: int, run: Run) -> Area:
    """As high as the line, so that a finger finds it; measured from the baseline."""
    leading = run.style.leading
    return Area(Sp(start), Sp(-leading * 3 // 4 - run.style.rise), Sp(end - start), leading)


def _notes(runs: Sequence[Run], words: Sequence[Word]) -> list[NodeId]:
    called = (runs[fragment.run].note for word in words for fragment in word.fragments)
    return list(dict.fromkeys(note for note in called if note is not None))
