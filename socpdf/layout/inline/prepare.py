"""Runs into words, and words into pieces between which a line may end.

A word is what stands between two ordinary spaces, whatever fonts and owners it passes through; a no-break
space is part of its word. Each distinct word of a style is shaped and hyphenated once.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import Final, NamedTuple, TypeVar

from socpdf.core.records import record
from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import Owner
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.linebreak import BREAK_COSTS, End, Items
from socpdf.layout.style import TypeStyle
from socpdf.text.fonts import Font, FontBook
from socpdf.text.groups import JOIN, bind
from socpdf.text.hyphenate import Hyphenator, Weight
from socpdf.text.shape import line_end_hyphen, shape

_SPACES: Final = re.compile(r"[ \t\r\n]+")
# A line may end after these; a range of figures is held together by its dash.
_DASHES: Final = re.compile(r"(?<=[\w)])[–—/](?=[^\W\d])")

_DASH_COST: Final = 0.05
# The last word of a run and what is empty after its last space.
_ENDS: Final = 2

# How much of a sign hangs out of the measure: an edge of letters looks straight when points and hyphens stand
# outside of it. Parts of the sign's width.
_HANGS_RIGHT: Final = {".": 0.7, ",": 0.7, "-": 0.6, "–": 0.4, ":": 0.4, ";": 0.4, "”": 0.5, "’": 0.5}
_HANGS_LEFT: Final = {"”": 0.5, "’": 0.5, "(": 0.1}


_T = TypeVar("_T")


@record
class Fragment:
    """A part of a word in one run."""

    run: int
    shaped: Shaped
    width: int


@record
class Word:
    fragments: tuple[Fragment, ...]
    width: int
    glyphs: int
    space: Fragment | None
    """What follows it; None where the paragraph ends."""
    forced: bool = False
    """The line ends after it, whatever its width."""

    @property
    def length(self) -> int:
        return sum(len(fragment.shaped.text) for fragment in self.fragments)


def glyphs_of(fragments: Iterable[Fragment]) -> int:
    return sum(len(fragment.shaped.glyphs) for fragment in fragments)


# What a piece adds to the rows of `Items`: start, end, width, what its end offers, cost, hyphen, hang left
# and right. A piece is a part of a word from one place where a line may end to the next.
_Row = tuple[int, int, int, End, float, int, int, int]


class _Pieces(NamedTuple):
    """The pieces of a word, by columns, so that those of a paragraph are chained without a loop of ours."""

    spans: tuple[tuple[int, int], ...]
    """The first character of each piece, and the one after its last."""
    widths: tuple[int, ...]
    ends: tuple[End, ...]
    costs: tuple[float, ...]
    hyphens: tuple[int, ...]
    hangs_left: tuple[int, ...]
    hangs_right: tuple[int, ...]

    @classmethod
    def of(cls, rows: Sequence[_Row]) -> "_Pieces":
        starts, ends, *columns = zip(*rows, strict=True)
        return cls(tuple(zip(starts, ends, strict=True)), *columns)


@record
class _Division:
    """Where a word may be divided."""

    rows: Sequence[_Row]
    pieces: _Pieces
    whole: _Pieces
    """The same where words are not divided."""

    @classmethod
    def of(cls, rows: Sequence[_Row], width: int) -> "_Division":
        return cls(rows, _Pieces.of(rows), _Pieces.of((_whole(rows, width),)))


@record
class _Form:
    """A word of one style, as it is when it stands alone."""

    shaped: Shaped
    width: int
    division: _Division
    words: dict[int, Word] = field(default_factory=dict)
    """By run, the word with a space of that run after it: most words of a text are one of these."""


@dataclass(slots=True)
class _Voice:
    """A style in a language, with the words that were set in it."""

    style: TypeStyle
    language: str
    font: Font
    forms: dict[str, _Form] = field(default_factory=dict)
    space: tuple[Shaped, int] = field(init=False)

    def __post_init__(self) -> None:
        self.space = self.shaped(" ")

    def shaped(self, text: str) -> tuple[Shaped, int]:
        shaped = shape(self.font, text, self.style.features, self.language)
        return shaped, shaped.width * self.style.size // self.font.metrics.upem

    def hyphen(self) -> tuple[Shaped, int]:
        shaped = line_end_hyphen(self.font, self.style.features, self.language)
        return shaped, shaped.width * self.style.size // self.font.metrics.upem

    def hang(self, sign: str, hangs: Mapping[str, float]) -> int:
        share = hangs.get(sign)
        if share is None or not self.style.justified:
            return 0
        return int(share * self.shaped(sign)[1])


@dataclass(slots=True)
class Typesetter:
    """What setting text needs, and what it remembers of it."""

    fonts: FontBook
    hyphenator: Hyphenator
    missing: dict[tuple[Owner, str, str], Shaped] = field(default_factory=dict)
    """Text with characters that have no glyph, by owner, font and what is missing."""
    _voices: dict[tuple[TypeStyle, str], _Voice] = field(default_factory=dict)
    _latest: _Voice | None = None

    def voice(self, run: Run) -> _Voice:
        latest, style = self._latest, run.style
        # To compare a style costs more than to set a figure in it.
        if latest is not None and latest.style is style and latest.language == run.language:
            return latest
        key = (style, run.language)
        found = self._voices.get(key)
        if found is None:
            font = self.fonts.font(style.family, style.cut, style.optical)
            found = self._voices[key] = _Voice(style, run.language, font)
        self._latest = found
        return found

    def fragment(self, text: str, index: int, run: Run) -> Fragment:
        shaped, width = self.voice(run).shaped(text)
        if shaped.missing:
            self.missing[run.owner, shaped.font, shaped.missing] = shaped
        return Fragment(index, shaped, width)

    def hyphen(self, index: int, run: Run) -> Fragment:
        return Fragment(index, *self.voice(run).hyphen())

    def form(self, text: str, run: Run, voice: _Voice) -> _Form:
        """Of a word as `bind` gives it."""
        found = voice.forms.get(text)
        if found is None:
            plain = text.replace(JOIN, " ")
            shaped, width = voice.shaped(plain)
            rows = tuple(self._rows(plain, width, voice))
            found = voice.forms[text] = _Form(shaped, width, _Division.of(rows, width))
        if found.shaped.missing:
            self.missing[run.owner, found.shaped.font, found.shaped.missing] = found.shaped
        return found

    def _rows(self, text: str, width: int, voice: _Voice) -> Iterator[_Row]:
        """The pieces of a word between the places where it may be divided."""
        start, left = 0, voice.hang(text[0], _HANGS_LEFT)
        for at, cost, hyphenated in self._points(text, voice.language):
            part = voice.shaped(text[start:at])[1]
            if hyphenated:
                hyphen = voice.hyphen()[1]
                hang = int(hyphen * _HANGS_RIGHT["-"]) if voice.style.justified else 0
                yield start, at, part, End.HYPHEN, cost, hyphen, left, hang
            else:
                yield start, at, part, End.OPEN, cost, 0, left, voice.hang(text[at - 1], _HANGS_RIGHT)
            start, left = at, 0
        part = voice.shaped(text[start:])[1] if start else width
        yield start, len(text), part, End.OPEN, 0.0, 0, left, voice.hang(text[-1], _HANGS_RIGHT)

    def _points(self, text: str, language: str) -> Iterator[tuple[int, float, bool]]:
        """Where the text may be divided: index, cost, and whether a hyphen is added."""
        weights = {point.index: point.weight for point in self.hyphenator.points(text)}
        dashes = {match.end() for match in _DASHES.finditer(text)}
        for index in sorted(weights.keys() | dashes):
            weight = weights.get(index)
            if weight is None:
                yield index, _DASH_COST, False
            elif weight is Weight.HYPHEN:
                # Whoever copies the page cannot tell such a hyphen from one that the line put in.
                continue
            elif language == "sv":
                # Words of other languages keep only the breaks that need no knowledge of them.
                yield index, BREAK_COSTS[weight], True


@record
class Paragraph:
    runs: Sequence[Run]
    words: Sequence[Word]
    pieces_until: Sequence[int]
    """By word, how many pieces there are up to its end."""
    spans: Sequence[tuple[int, int]]
    """By piece, its first character in its word and the one after its last."""
    items: Items | None
    """None where there is nothing to set."""
    is_plain: bool
    """Whether no run is part of a link or calls a note."""

    def piece(self, number: int) -> tuple[int, int, int]:
        """The word it is a part of, its first character and the one after its last."""
        return bisect_right(self.pieces_until, number), *self.spans[number]


def prepare(runs: Sequence[Run], setter: Typesetter, *, divided: bool = True) -> Paragraph:
    """`divided` allows words to be divided."""
    found = _words(runs, setter)
    words = found.words
    if not words:
        return Paragraph(runs, (), (), (), None, is_plain=True)
    pieces = [division.pieces if divided else division.whole for division in found.divisions]
    spans, widths, ends, costs, hyphens, lefts, rights = zip(*pieces, strict=True)
    until = list(accumulate(map(len, spans)))
    spaces, offers = [0] * until[-1], _chained(ends)
    for word, after in zip(words, until, strict=True):
        if word.forced or word.space is None:
            offers[after - 1] = End.FORCED
        else:
            spaces[after - 1] = word.space.width
    items = Items(
        _chained(widths),
        spaces,
        offers,
        _chained(costs),
        _chained(hyphens),
        _chained(lefts),
        _chained(rights),
        inner_spaces=[0] * until[-1],
    )
    is_plain = all(run.link is None and run.note is None for run in runs)
    return Paragraph(runs, words, until, _chained(spans), items, is_plain)


def _chained(columns: Iterable[Iterable[_T]]) -> list[_T]:
    return list(chain.from_iterable(columns))


def words_of(runs: Sequence[Run], setter: Typesetter) -> list[Word]:
    """The words alone, where nothing is asked about their pieces."""
    return _words(runs, setter).words


def _whole(rows: Sequence[_Row], width: int) -> _Row:
    """The pieces as one, which ends as the last of them does.

    Its width is not the sum of theirs: letters that a break would part are kerned where there is none.
    """
    first, last = rows[0], rows[-1]
    return first[0], last[1], width, last[3], last[4], last[5], first[6], last[7]


def _side_by_side(rows: Sequence[_Row]) -> _Row:
    """Pieces of different runs as one; each of them is shaped by itself."""
    return _whole(rows, sum(row[2] for row in rows))


def _joined(parts: Sequence[Fragment], divisions: Sequence[_Division]) -> _Division:
    """The pieces of a word that passes through several runs: none ends where one run meets the next."""
    rows: list[_Row] = []
    open_end: list[_Row] = []
    offset = 0
    for index, (fragment, division) in enumerate(zip(parts, divisions, strict=True)):
        before = parts[index - 1].shaped.text[-1:] if index else ""
        after = parts[index + 1].shaped.text[:1] if index + 1 < len(parts) else ""
        # Half a word is not divided: where its other half stands in another run, nobody knows its joints.
        half = before.isalpha() or after.isalpha()
        own = (_whole(division.rows, fragment.width),) if half else division.rows
        moved = [(row[0] + offset, row[1] + offset, *row[2:]) for row in own]
        offset += len(fragment.shaped.text)
        open_end.append(moved[0])
        if len(moved) > 1:
            rows.append(_side_by_side(open_end))
            rows.extend(moved[1:-1])
            open_end = [moved[-1]]
    width = sum(fragment.width for fragment in parts)
    return _Division.of((*rows, _side_by_side(open_end)), width)


def _words(runs: Sequence[Run], setter: Typesetter) -> "_Words":
    found = _Words()
    # Groups are seen across runs: a number may be one, its unit the next.
    bound = bind("".join([run.text for run in runs]))
    at = 0
    for index, run in enumerate(runs):
        text = bound[at : at + len(run.text)]
        at += len(run.text)
        voice = setter.voice(run)
        gap = Fragment(index, *voice.space)
        if run.forced:
            # The space is not seen, but keeps the words of the two lines apart for whoever hears them.
            found.close(gap, forced=True)
            continue
        first, *others = _SPACES.split(text)
        if first:
            found.go_on(index, setter.form(first, run, voice))
        if len(others) > _ENDS:
            # Between the first word and the last two nothing is open to what comes from other runs.
            found.space = gap
            found.close(gap)
            inner, others = others[:-_ENDS], others[-_ENDS:]
            found.add(index, gap, [setter.form(token, run, voice) for token in inner])
        for token in others:
            found.space = gap
            if token:
                found.go_on(index, setter.form(token, run, voice))
    found.close(None)
    return found


@dataclass(slots=True)
class _Words:
    """Words as they come; the last of them may be open, and the next run go on with it."""

    words: list[Word] = field(default_factory=list)
    divisions: list[_Division] = field(default_factory=list)
    space: Fragment | None = None
    """What was seen after the open word."""
    _open: list[tuple[int, _Form]] = field(default_factory=list)

    def add(self, index: int, gap: Fragment, forms: Sequence[_Form]) -> None:
        """Words of one run, each with a space of that run after it."""
        self.words.extend([form.words.get(index) or _alone(index, form, gap, forced=False) for form in forms])
        self.divisions.extend([form.division for form in forms])

    def go_on(self, index: int, form: _Form) -> None:
        if self.space is not None:
            self.close(self.space)
        self._open.append((index, form))

    def close(self, space: Fragment | None, *, forced: bool = False) -> None:
        """End the open word, if one is."""
        if len(self._open) == 1:
            index, form = self._open[0]
            self.words.append(_alone(index, form, space, forced=forced))
            self.divisions.append(form.division)
        elif self._open:
            parts = tuple(Fragment(index, form.shaped, form.width) for index, form in self._open)
            width = sum(fragment.width for fragment in parts)
            self.words.append(Word(parts, width, glyphs_of(parts), space, forced))
            self.divisions.append(_joined(parts, [form.division for _, form in self._open]))
        self._open.clear()
        self.space = None


def _alone(index: int, form: _Form, space: Fragment | None, *, forced: bool) -> Word:
    """A word in one run."""
    usual = space is not None and space.run == index and not forced
    found = form.words.get(index) if usual else None
    if found is None:
        fragment = Fragment(index, form.shaped, form.width)
        found = Word((fragment,), form.width, len(form.shaped.glyphs), space, forced)
        if usual:
            form.words[index] = found
    return found
