"""Runs into words, and words into pieces between which a line may end.

A word is what stands between two ordinary spaces, whatever fonts and owners it passes through; a no-break
space is part of its word. Each distinct word of a style is shaped and hyphenated once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import Owner
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.linebreak import BREAK_COSTS, End, Items
from socpdf.layout.style import TypeStyle
from socpdf.text.fonts import Font, FontBook
from socpdf.text.groups import JOIN, bind
from socpdf.text.hyphenate import Hyphenator, Weight
from socpdf.text.shape import line_end_hyphen, shape

_SPACES: Final = re.compile(r"([ \t\r\n]+)")
# A line may end after these; a range of figures is held together by its dash.
_DASHES: Final = re.compile(r"(?<=[\w)])[–—/](?=[^\W\d])")

_DASH_COST: Final = 0.05

# How much of a sign hangs out of the measure: an edge of letters looks straight when points and hyphens stand
# outside of it. Parts of the sign's width.
_HANGS_RIGHT: Final = {".": 0.7, ",": 0.7, "-": 0.6, "–": 0.4, ":": 0.4, ";": 0.4, "”": 0.5, "’": 0.5}
_HANGS_LEFT: Final = {"”": 0.5, "’": 0.5, "(": 0.1}


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a word in one run."""

    run: int
    shaped: Shaped
    width: int


@dataclass(frozen=True, slots=True)
class Word:
    fragments: tuple[Fragment, ...]
    width: int
    space: Fragment | None
    """What follows it; None where the paragraph ends."""
    forced: bool = False
    """The line ends after it, whatever its width."""

    @property
    def length(self) -> int:
        return sum(len(fragment.shaped.text) for fragment in self.fragments)


# A part of a word from one place where a line may end to the next: the word, its first character and the one
# after its last.
Piece = tuple[int, int, int]
# What a piece adds to the rows of `Items`: start, end, width, what its end offers, cost, hyphen, hang left
# and right. Plain tuples, because every word of the report passes through here.
_Row = tuple[int, int, int, End, float, int, int, int]


@dataclass(slots=True)
class _Form:
    """A word of one style, as it is when it stands alone."""

    shaped: Shaped
    width: int
    rows: tuple[_Row, ...]


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

    def voice(self, run: Run) -> _Voice:
        key = (run.style, run.language)
        found = self._voices.get(key)
        if found is None:
            style = run.style
            font = self.fonts.font(style.family, style.cut, style.optical)
            found = self._voices[key] = _Voice(style, run.language, font)
        return found

    def fragment(self, text: str, index: int, run: Run) -> Fragment:
        shaped, width = self.voice(run).shaped(text)
        if shaped.missing:
            self.missing[run.owner, shaped.font, shaped.missing] = shaped
        return Fragment(index, shaped, width)

    def hyphen(self, index: int, run: Run) -> Fragment:
        return Fragment(index, *self.voice(run).hyphen())

    def form(self, text: str, run: Run, voice: _Voice) -> _Form:
        found = voice.forms.get(text)
        if found is None:
            shaped, width = voice.shaped(text)
            found = voice.forms[text] = _Form(shaped, width, tuple(self._rows(text, width, voice)))
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


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Sequence[Run]
    words: Sequence[Word]
    pieces: Sequence[Piece]
    items: Items | None
    """None where there is nothing to set."""


def prepare(runs: Sequence[Run], setter: Typesetter, *, divided: bool = True) -> Paragraph:
    """`divided` allows words to be divided."""
    rows = _Rows()
    for word, pieces in _words(runs, setter):
        rows.add(word, pieces if divided else (_whole(pieces, word.width),))
    return Paragraph(runs, rows.words, rows.pieces, rows.items() if rows.words else None)


@dataclass(slots=True)
class _Rows:
    """Words and their pieces as they come."""

    words: list[Word] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    hyphens: list[int] = field(default_factory=list)
    hangs_left: list[int] = field(default_factory=list)
    hangs_right: list[int] = field(default_factory=list)

    def add(self, word: Word, rows: Sequence[_Row]) -> None:
        number = len(self.words)
        self.words.append(word)
        for start, end, width, offers, cost, hyphen, left, right in rows:
            self.pieces.append((number, start, end))
            self.widths.append(width)
            self.spaces.append(0)
            self.ends.append(offers)
            self.costs.append(cost)
            self.hyphens.append(hyphen)
            self.hangs_left.append(left)
            self.hangs_right.append(right)
        if word.forced or word.space is None:
            self.ends[-1] = End.FORCED
        else:
            self.spaces[-1] = word.space.width

    def items(self) -> Items:
        return Items(
            self.widths,
            self.spaces,
            self.ends,
            self.costs,
            self.hyphens,
            self.hangs_left,
            self.hangs_right,
            inner_spaces=[0] * len(self.widths),
        )


def _whole(rows: Sequence[_Row], width: int) -> _Row:
    """The pieces as one, which ends as the last of them does.

    Its width is not the sum of theirs: letters that a break would part are kerned where there is none.
    """
    first, last = rows[0], rows[-1]
    return first[0], last[1], width, last[3], last[4], last[5], first[6], last[7]


def _side_by_side(rows: Sequence[_Row]) -> _Row:
    """Pieces of different runs as one; each of them is shaped by itself."""
    return _whole(rows, sum(row[2] for row in rows))


def _joined(parts: Sequence[tuple[Fragment, _Form]]) -> tuple[_Row, ...]:
    """The pieces of a word that passes through several runs: none ends where one run meets the next."""
    rows: list[_Row] = []
    open_end: list[_Row] = []
    offset = 0
    for index, (fragment, form) in enumerate(parts):
        before = parts[index - 1][0].shaped.text[-1:] if index else ""
        after = parts[index + 1][0].shaped.text[:1] if index + 1 < len(parts) else ""
        # Half a word is not divided: where its other half stands in another run, nobody knows its joints.
        own = (_whole(form.rows, form.width),) if before.isalpha() or after.isalpha() else form.rows
        moved = [(row[0] + offset, row[1] + offset, *row[2:]) for row in own]
        offset += len(fragment.shaped.text)
        open_end.append(moved[0])
        if len(moved) > 1:
            rows.append(_side_by_side(open_end))
            rows.extend(moved[1:-1])
            open_end = [moved[-1]]
    return (*rows, _side_by_side(open_end))


def _words(runs: Sequence[Run], setter: Typesetter) -> Iterator[tuple[Word, Sequence[_Row]]]:
    """The words with their pieces."""
    open_word: list[tuple[Fragment, _Form]] = []
    space: Fragment | None = None
    # Groups are seen across runs: a number may be one, its unit the next.
    bound = bind("".join(run.text for run in runs))
    at = 0
    for index, run in enumerate(runs):
        text = bound[at : at + len(run.text)]
        at += len(run.text)
        if run.forced:
            if open_word:
                # The space is not seen, but keeps the words of the two lines apart for whoever hears them.
                word, rows = _closed(open_word, Fragment(index, *setter.voice(run).shaped(" ")))
                yield replace(word, forced=True), rows
            open_word, space = [], None
            continue
        voice = setter.voice(run)
        gap = Fragment(index, *voice.space)
        for token in _SPACES.split(text):
            part = token.replace(JOIN, " ")
            if not part:
                continue
            if token[0] in " \t\r\n":
                space = gap if open_word else None
                continue
            if space is not None:
                yield _closed(open_word, space)
                open_word, space = [], None
            form = setter.form(part, run, voice)
            open_word.append((Fragment(index, form.shaped, form.width), form))
    if open_word:
        yield _closed(open_word, None)


def _closed(parts: Sequence[tuple[Fragment, _Form]], space: Fragment | None) -> tuple[Word, Sequence[_Row]]:
    if len(parts) == 1:
        fragment, form = parts[0]
        return Word((fragment,), form.width, space), form.rows
    fragments = tuple(fragment for fragment, _ in parts)
    return Word(fragments, sum(fragment.width for fragment in fragments), space), _joined(parts)
