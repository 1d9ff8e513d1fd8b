"""Runs into words: shaped pieces with their widths, and where each word may be divided.

A word is what stands between two ordinary spaces, whatever fonts and owners it passes through; a no-break
space is part of its word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from socpdf.ir.glyphs import Shaped
from socpdf.layout.inline.collect import Run
from socpdf.layout.style import TypeStyle
from socpdf.text.fonts import Font, FontBook
from socpdf.text.shape import shape

_SPACES: Final = re.compile(r"([ \t\r\n]+)")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a word in one run."""

    run: int
    shaped: Shaped
    width: int


@dataclass(frozen=True, slots=True)
class Word:
    fragments: tuple[Fragment, ...]
    width: int
    text: str
    space: Fragment | None
    """What follows it on the same line; None where the paragraph or a forced line ends."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Sequence[Run]
    words: tuple[Word, ...]


def prepare(runs: Sequence[Run], fonts: FontBook) -> Paragraph:
    return Paragraph(runs, tuple(_words(runs, fonts)))


def fragment_of(text: str, index: int, run: Run, font: Font) -> Fragment:
    shaped = shape(font, text, run.style.features, run.language)
    return Fragment(index, shaped, shaped.width * run.style.size // font.metrics.upem)


def font_of(style: TypeStyle, fonts: FontBook) -> Font:
    return fonts.font(style.family, style.cut, style.optical)


def _words(runs: Sequence[Run], fonts: FontBook) -> Iterator[Word]:
    fragments: list[Fragment] = []
    space: Fragment | None = None
    for index, run in enumerate(runs):
        font = font_of(run.style, fonts)
        if run.forced:
            if fragments:
                yield _word(fragments, None)
            fragments, space = [], None
            continue
        for part in _SPACES.split(run.text):
            if not part:
                continue
            if _SPACES.fullmatch(part):
                space = fragment_of(" ", index, run, font) if fragments or space else None
                continue
            if space is not None:
                yield _word(fragments, space)
                fragments, space = [], None
            fragments.append(fragment_of(part, index, run, font))
    if fragments:
        yield _word(fragments, None)


def _word(fragments: Sequence[Fragment], space: Fragment | None) -> Word:
    text = "".join(fragment.shaped.text for fragment in fragments)
    return Word(tuple(fragments), sum(fragment.width for fragment in fragments), text, space)
