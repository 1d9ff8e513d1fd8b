"""Runs into words, and words into pieces between which a line may end.

A word is what stands between two ordinary spaces, whatever fonts and owners it passes through; a no-break
space is part of its word. Each distinct word of a style is shaped and hyphenated once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from socpdf.ir.glyphs import Shaped
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.linebreak import End, Items
from socpdf.layout.style import TypeStyle
from socpdf.text.fonts import Font, FontBook
from socpdf.text.hyphenate import Hyphenator, Weight
from socpdf.text.shape import line_end_hyphen, shape

_SPACES: Final = re.compile(r"([ \t\r\n]+)")
# A line may end after these; none of them is added.
_AFTER: Final = re.compile(r"(?<=[\w)])(?:[–—/]|-)(?=\w)")

# What it costs to divide a word, beside what the line costs: least at the joint of a compound.
_COSTS: Final = {Weight.HYPHEN: 0.05, Weight.JOINT: 0.10, Weight.AFFIX: 0.20, Weight.SYLLABLE: 0.30}
_DASH_COST: Final = 0.05

# How much of a sign hangs out of the measure: an edge of letters looks straight when points and hyphens stand
# outside of it. Parts of the sign's width.
_HANGS_RIGHT: Final = {".": 0.7, ",": 0.7, "-": 0.6, "–": 0.4, ":": 0.4, ";": 0.4, "”": 0.5, "’": 0.5}
_HANGS_LEFT: Final = {"”": 0.5, "’": 0.5, "(": 0.1}
_SOFT_HYPHEN_HANG: Final = 0.6


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a word in one run."""

    run: int
    shaped: Shaped
    width: int


@dataclass(frozen=True, slots=True)
class Word:
    fragments: tuple[Fragment, ...]
    space: Fragment | None
    """What follows it on the same line; None where the paragraph or a forced line ends."""

    @property
    def width(self) -> int:
        return sum(fragment.width for fragment in self.fragments)

    @property
    def text(self) -> str:
        return "".join(fragment.shaped.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word from one place where a line may end to the next."""

    word: int
    start: int
    """Its first character in the word."""
    end: int


@dataclass(slots=True)
class Typesetter:
    """What setting text needs, and what it remembers of it."""

    fonts: FontBook
    hyphenator: Hyphenator
    _points: dict[str, tuple[tuple[int, float, bool], ...]] = field(default_factory=dict)

    def font(self, style: TypeStyle) -> Font:
        return self.fonts.font(style.family, style.cut, style.optical)

    def fragment(self, text: str, index: int, run: Run) -> Fragment:
        font = self.font(run.style)
        shaped = shape(font, text, run.style.features, run.language)
        return Fragment(index, shaped, shaped.width * run.style.size // font.metrics.upem)

    def hyphen(self, index: int, run: Run) -> Fragment:
        font = self.font(run.style)
        shaped = line_end_hyphen(font, run.style.features, run.language)
        return Fragment(index, shaped, shaped.width * run.style.size // font.metrics.upem)

    def points(self, text: str, language: str) -> tuple[tuple[int, float, bool], ...]:
        """Where the text may be divided: index, cost, and whether a hyphen is added."""
        found = self._points.get(text)
        if found is None:
            found = self._points[text] = tuple(self._find_points(text))
        # Words of other languages keep the breaks that need no knowledge of them.
        return found if language == "sv" else tuple(point for point in found if not point[2])

    def _find_points(self, text: str) -> Iterator[tuple[int, float, bool]]:
        by_index = {p.index: p.weight for p in self.hyphenator.points(text)}
        dashes = {match.end() for match in _AFTER.finditer(text) if match.group() != "-"}
        for index in sorted(by_index.keys() | dashes):
            weight = by_index.get(index)
            if weight is None:
                yield index, _DASH_COST, False
            else:
                yield index, _COSTS[weight], weight is not Weight.HYPHEN


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Sequence[Run]
    words: tuple[Word, ...]
    pieces: tuple[Piece, ...]
    items: Items | None
    """None where there is nothing to set."""


def prepare(runs: Sequence[Run], setter: Typesetter, *, divided: bool = True) -> Paragraph:
    """`divided` allows words to be divided."""
    words = tuple(_words(runs, setter))
    rows = _Rows()
    for index, word in enumerate(words):
        _add_word(rows, index, word, runs, setter, divided=divided)
    return Paragraph(runs, words, tuple(rows.pieces), rows.items() if words else None)


@dataclass(slots=True)
class _Rows:
    pieces: list[Piece] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    hyphens: list[int] = field(default_factory=list)
    hangs_left: list[int] = field(default_factory=list)
    hangs_right: list[int] = field(default_factory=list)

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


def _add_word(
    rows: _Rows, index: int, word: Word, runs: Sequence[Run], setter: Typesetter, *, divided: bool
) -> None:
    """The pieces of one word; only a word in one style is divided."""
    left = _hang(word.fragments[0], word.fragments[0].shaped.text[:1], _HANGS_LEFT, runs)
    justified = runs[word.fragments[0].run].style.justified
    start = 0
    if len(word.fragments) == 1 and divided:
        fragment = word.fragments[0]
        run = runs[fragment.run]
        text = fragment.shaped.text
        for at, cost, hyphenated in setter.points(text, run.language):
            hyphen = setter.hyphen(fragment.run, run).width if hyphenated else 0
            end = End.HYPHEN if hyphenated else End.OPEN
            hang = int(hyphen * _SOFT_HYPHEN_HANG) if hyphenated else _hang(fragment, "-", _HANGS_RIGHT, runs)
            width = setter.fragment(text[start:at], fragment.run, run).width
            _add_piece(
                rows, Piece(index, start, at), width, 0, end, cost, hyphen, left, hang if justified else 0
            )
            start, left = at, 0
        width = setter.fragment(text[start:], fragment.run, run).width if start else fragment.width
    else:
        width = word.width
    length = sum(len(fragment.shaped.text) for fragment in word.fragments)
    last = word.fragments[-1]
    hang = _hang(last, last.shaped.text[-1:], _HANGS_RIGHT, runs)
    space = word.space.width if word.space else 0
    end = End.OPEN if word.space else End.FORCED
    _add_piece(rows, Piece(index, start, length), width, space, end, 0.0, 0, left, hang if justified else 0)


def _add_piece(
    rows: _Rows,
    piece: Piece,
    width: int,
    space: int,
    end: End,
    cost: float,
    hyphen: int,
    left: int,
    right: int,
) -> None:
    rows.pieces.append(piece)
    rows.widths.append(width)
    rows.spaces.append(space)
    rows.ends.append(end)
    rows.costs.append(cost)
    rows.hyphens.append(hyphen)
    rows.hangs_left.append(left)
    rows.hangs_right.append(right)


def _hang(fragment: Fragment, sign: str, hangs: dict[str, float], runs: Sequence[Run]) -> int:
    share = hangs.get(sign)
    if share is None or not runs[fragment.run].style.justified:
        return 0
    # A sign is about a quarter as wide as its font's size; near enough for what hangs.
    return int(share * runs[fragment.run].style.size * _SIGN_WIDTH)


_SIGN_WIDTH: Final = 0.25


def _words(runs: Sequence[Run], setter: Typesetter) -> Iterator[Word]:
    fragments: list[Fragment] = []
    space: Fragment | None = None
    for index, run in enumerate(runs):
        if run.forced:
            if fragments:
                yield Word(tuple(fragments), None)
            fragments, space = [], None
            continue
        for part in _SPACES.split(run.text):
            if not part:
                continue
            if _SPACES.fullmatch(part):
                space = setter.fragment(" ", index, run) if fragments or space else None
                continue
            if space is not None:
                yield Word(tuple(fragments), space)
                fragments, space = [], None
            fragments.append(setter.fragment(part, index, run))
    if fragments:
        yield Word(tuple(fragments), None)
