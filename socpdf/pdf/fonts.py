"""Shaped words into operands of TJ, with one code for each pair of a glyph and what it says.

A glyph may stand for several texts (one space for U+0020 and U+00A0, one small capital for `a` and `A`, one
hyphen for U+2010 and U+00AD), and each must be read as it was typed. So codes are given per glyph *and* text,
at first use, and the font objects, written at the end, map them both ways.

A glyph that says nothing, because the first of its cluster says all, is given U+2060 WORD JOINER to say:
every code must have a meaning (ISO 19005-3, 6.2.11.7.2; ISO 14289-1, 7.21.7). Text with such a glyph is to be
marked with ActualText; `Shaped.is_said_apart` tells which.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from socpdf.core.lengths import PER_POINT
from socpdf.ir.glyphs import Shaped
from socpdf.pdf.fontobjects import AddObject, AddStream, write_font
from socpdf.pdf.numbers import real
from socpdf.text.fonts import Font, FontBook

SILENT: Final = "\u2060"


@dataclass(frozen=True, slots=True)
class _Used:
    """A font as one output file uses it."""

    font: Font
    resource: bytes
    codes: dict[tuple[int, str], int] = field(default_factory=dict)

    def code(self, glyph: int, text: str) -> int:
        """What draws the glyph and says the text; codes count from 1 in the order of first use."""
        return self.codes.setdefault((glyph, text or SILENT), len(self.codes) + 1)


@dataclass(frozen=True, slots=True)
class FontEmbedder:
    """The fonts of one output file."""

    book: FontBook
    _used: dict[str, _Used] = field(default_factory=dict)
    known: dict[Shaped | int, bytes] = field(default_factory=dict)
    """What `fragment` answered for text that is the same at any size; never for a number."""

    def resource(self, font: str) -> bytes:
        """The font's name among the resources of a page, without the slash."""
        return self._use(font).resource

    def fragment(self, shaped: Shaped, size: int, rise: int = 0) -> bytes:
        """What goes into the array of a TJ for this text. It may be joined to any other fragment or number.

        Size and rise of the text (in Sp) only matter where shaping raised or lowered a glyph, as it does with
        some accents; the text rise is left as it was.
        """
        found = self.known.get(shaped)
        if found is None:
            used = self._use(shaped.font)
            if any(up for _, up in shaped.offsets):
                # Not kept: it holds for this size alone, and there are few of them.
                return b"".join(_operands(shaped, used, size / PER_POINT, rise / PER_POINT))
            found = self.known[shaped] = b"".join(_operands(shaped, used, 0, 0))
        return found

    def write(self, add_object: AddObject, add_stream: AddStream) -> dict[bytes, int]:
        """The font objects, once all text is written; their numbers by the name of the resource."""
        return {
            used.resource: write_font(used.font, used.codes, add_object, add_stream)
            for used in self._used.values()
        }

    def _use(self, font: str) -> _Used:
        used = self._used.get(font)
        if used is None:
            resource = b"F%d" % (len(self._used) + 1)
            used = self._used[font] = _Used(self.book.named(font), resource)
        return used


def _operands(shaped: Shaped, used: _Used, size: float, rise: float) -> Iterator[bytes]:
    """Strings of codes, and a number wherever the pen is not where the glyphs' own widths have moved it."""
    per_mille = 1000 / used.font.metrics.upem
    codes = bytearray()
    drift, height = 0, 0
    for index, glyph in enumerate(shaped.glyphs):
        right, up = shaped.offsets[index] if shaped.offsets else (0, 0)
        if codes and (drift + right or up != height):
            yield _string(codes)
            codes.clear()
        if up != height:
            yield _rise(rise + up * size / used.font.metrics.upem)
            height = up
        if drift + right:
            yield b" " + real(-(drift + right) * per_mille)
        codes += used.code(glyph, shaped.texts[index]).to_bytes(2, "big")
        drift = shaped.advances[index] - used.font.advance(glyph) - right
    if codes:
        yield _string(codes)
    if height:
        yield _rise(rise)
    if drift:
        yield b" " + real(-drift * per_mille) + b" "


def _rise(points: float) -> bytes:
    """Ends the array that is open, and begins the next one at another height."""
    return b"]TJ " + real(points) + b" Ts["


def _string(codes: bytes | bytearray) -> bytes:
    """A literal string: with hexadecimal digits a page is a fifth larger and takes longer to deflate."""
    # A bare carriage return would be read as a line feed (ISO 32000-1, 7.3.4.2).
    escaped = codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").replace(b"\r", b"\\r")
    return b"(" + bytes(escaped) + b")"
