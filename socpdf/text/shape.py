"""A word in a font into glyphs: kerned, with ligatures and the OpenType features asked for.

Each distinct word of a font is shaped once. Words and spaces are shaped apart, so that a line can be broken
and justified without shaping it again; what a word is, its caller knows.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import uharfbuzz as hb

from socpdf.core.diagnostics import Sink, Span
from socpdf.ir.glyphs import SOFT_HYPHEN, Shaped
from socpdf.text.fontfile import Features, Font

_HYPHENS: Final = ("\u2010", "-")


def shape(font: Font, text: str, features: Features = (), language: str = "sv") -> Shaped:
    """The text as glyphs. A ligature says all its letters, a small capital the letter that was typed."""
    key = (text, features, language)
    found = font.shaped.get(key)
    if found is None:
        make = _line_end_hyphen if text == SOFT_HYPHEN else _shape
        found = font.shaped[key] = make(font, text, features, language)
    return found


def split(
    font: Font, text: str, at: int, features: Features = (), language: str = "sv"
) -> tuple[Shaped, Shaped]:
    """The two parts of a word that is divided before its character `at`; a ligature across it is undone."""
    if not 0 < at < len(text):
        raise ValueError(f"cannot divide {text!r} at {at}")
    return shape(font, text[:at], features, language), shape(font, text[at:], features, language)


def line_end_hyphen(font: Font, features: Features = (), language: str = "sv") -> Shaped:
    """The hyphen of a divided word: drawn as a hyphen, read as the soft hyphen it is."""
    return shape(font, SOFT_HYPHEN, features, language)


def report_missing(shaped: Shaped, font: Font, span: Span, sink: Sink) -> None:
    """Tell the author of each character the font has no glyph for."""
    for character in dict.fromkeys(shaped.missing):
        shown = (
            f"`{character}` (U+{ord(character):04X})"
            if character.isprintable()
            else f"U+{ord(character):04X}"
        )
        hint = "write another character, or list a font that has it in fonts/fonts.toml"
        sink.error("G112", f"the font {font.postscript_name} has no glyph for {shown}", span, hint)


def _line_end_hyphen(font: Font, text: str, features: Features, language: str) -> Shaped:
    """A soft hyphen that stands alone is one at which a line was broken: the only one that is seen."""
    drawn = [shape(font, hyphen, features, language) for hyphen in _HYPHENS]
    best = next((shaped for shaped in drawn if not shaped.missing), drawn[-1])
    return replace(best, texts=(text,), text=text)


def _shape(font: Font, text: str, features: Features, language: str) -> Shaped:
    buffer = hb.Buffer()
    # Marks keep clusters of their own, so that each glyph says its own character wherever that can be.
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    # Characters that are never seen draw nothing; what is typed stays in the text of the glyph before.
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", language
    hb.shape(font.shaper, buffer, _switches(features))
    infos = buffer.glyph_infos
    # (right, up, advance, 0) of each glyph; None where no character was added.
    positions = [position.position for position in buffer.glyph_positions or ()]
    glyphs = tuple(info.codepoint for info in infos)
    advances = tuple(position[2] for position in positions)
    shifted = any(right or up for right, up, _, _ in positions)
    clusters = [info.cluster for info in infos]
    # Most words have one glyph a character; finding that out is quicker than cutting the text up.
    texts = tuple(text) if clusters == list(range(len(text))) else tuple(_texts(text, clusters))
    return Shaped(
        font=font.name,
        glyphs=glyphs,
        advances=advances,
        offsets=tuple((right, up) for right, up, _, _ in positions) if shifted else (),
        texts=texts,
        width=sum(advances),
        text=text,
        missing=_missing(glyphs, texts) if 0 in glyphs else "",
    )


def _switches(features: Features) -> dict[str, bool]:
    switches = {feature.removeprefix("-"): not feature.startswith("-") for feature in features}
    wrong = [tag for tag in switches if len(tag) != 4 or not tag.isascii()]
    if wrong:
        raise ValueError(f"not the tag of an OpenType feature: {', '.join(wrong)}")
    return switches


def _missing(glyphs: tuple[int, ...], texts: tuple[str, ...]) -> str:
    """What the glyph 0 stands for; it is the one drawn where there is none."""
    return "".join(said for glyph, said in zip(glyphs, texts, strict=True) if glyph == 0)


def _texts(text: str, clusters: list[int]) -> Iterator[str]:
    """What each glyph says: its cluster, up to the next one; the first of a cluster says it all."""
    starts = list(dict.fromkeys(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=False))
    for index, cluster in enumerate(clusters):
        end = ends.pop(cluster, None)
        yield "" if end is None else text[cluster if index else 0 : end]
