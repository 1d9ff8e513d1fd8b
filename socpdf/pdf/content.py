"""The items of a page into its content stream.

Every operator stands inside a marked-content sequence of the item's owner: an element of the tree, or an
artifact. In an untagged file none does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from socpdf.core.lengths import PER_POINT, pt
from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import (
    EXPANSION_UNIT,
    Artifact,
    Box,
    Hue,
    Ink,
    Item,
    Line,
    Owner,
    Picture,
    Rule,
    Segment,
    Shape,
)
from socpdf.pdf.fonts import FontEmbedder
from socpdf.pdf.numbers import real
from socpdf.pdf.structure import StructureTree
from socpdf.pdf.syntax import string
from socpdf.profiles import Colour
from socpdf.profiles.colours import cmyk, rgb

# ISO 32000-1, 14.8.2.2.2
_ARTIFACTS: Final = {
    Artifact.FOOTER: b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
    Artifact.TAB: b"/Artifact<</Type/Pagination>>BDC\n",
    Artifact.RULE: b"/Artifact<</Type/Layout>>BDC\n",
    Artifact.TINT: b"/Artifact<</Type/Layout>>BDC\n",
    Artifact.REPEATED: b"/Artifact<</Type/Pagination>>BDC\n",
    Artifact.MARK: b"/Artifact<</Type/Page>>BDC\n",
}
# ISO 32000-1, 8.5.2 and 8.5.3
_PATH_OPERATORS: Final = {"move": b"m", "line": b"l", "curve": b"c", "close": b"h"}
_PAINTING: Final = {
    (True, False): b"f\n",
    (False, True): b"S\n",
    (True, True): b"B\n",
    (False, False): b"n\n",
}
# Names of the graphics states that every page of inks has among its resources: whether what is drawn is
# printed over what lies below, or in a gap left for it.
OVERPRINT: Final = b"Over"
KNOCKOUT: Final = b"Gap"
_BLACK: Final = Ink(Hue.TEXT)
# Pure black lines below this overprint; a wider one would show what lies below it (Ghent Workgroup 2022,
# R0010).
_THIN: Final = pt(2)
_CMYK_OPERATORS: Final = (b"k", b"K")
_RGB_OPERATORS: Final = (b"rg", b"RG")


@dataclass(slots=True)
class PageContent:
    """Writes one page; what the page state is at each moment is known here alone."""

    height: int
    """Of the page, in Sp: y grows upwards in PDF."""
    fonts: FontEmbedder
    colour: Colour
    tree: StructureTree | None
    out: list[bytes] = field(default_factory=list)
    images: dict[bytes, int] = field(default_factory=dict)
    """Resource name to object, for the pictures and forms drawn."""
    fonts_used: set[bytes] = field(default_factory=set)
    _owner: Owner | None = None
    """Whose sequence is open and may be gone on with."""
    _open: bool = False
    _in_text: bool = False
    _font: tuple[bytes, int] | None = None
    _fill: Ink | None = None
    _overprints: bool = False
    _rise: int = 0
    _expansion: int = 0
    _tracking: int = 0
    _moves: dict[Shaped | int, bytes] = field(default_factory=dict)
    """How the pen is moved between words, in the segment that is being written."""

    def draw(self, item: Item, picture: int | None = None) -> None:
        match item:
            case Line():
                self._line(item)
            case Box():
                self._leave_text()
                self._enter(item.owner)
                self._set_overprint(on=False)
                self._set_fill(item.ink)
                self._rectangle(item)
            case Rule():
                self._leave_text()
                self._enter(item.owner)
                self._rule(item)
            case Shape():
                self._leave_text()
                self._enter(item.owner)
                self._shape(item)
            case Picture():
                assert picture is not None, "a picture is drawn with its object"
                self._leave_text()
                self._enter(item.owner)
                self._picture(item, picture)

    def draw_form(self, name: bytes, number: int, owner: Artifact) -> None:
        """A form that stands on many pages alike."""
        self._leave_text()
        self._enter(owner)
        self.images[name] = number
        self.out.append(b"/%s Do\n" % name)

    def finish(self) -> bytes:
        self._leave_text()
        self._leave_owner()
        return b"".join(self.out)

    def _line(self, line: Line) -> None:
        if not self._in_text:
            self._leave_owner()
            self.out.append(b"BT\n")
            self._in_text = True
        turn = b"0 1 -1 0" if line.turned else b"1 0 0 1"
        x, y = real(line.x / PER_POINT), real((self.height - line.y) / PER_POINT)
        # The position is set inside the first sequence, so that no operator stands outside of one.
        place: bytes | None = b"%s %s %s Tm\n" % (turn, x, y)
        for segment in line.segments:
            for actual_text, pieces in _sequences(segment.pieces):
                self._enter(segment.owner, actual_text)
                if place is not None:
                    self.out.append(place)
                    place = None
                    self._set_width(line)
                self._set_text(segment, pieces)
                self._show(segment, pieces)

    def _set_width(self, line: Line) -> None:
        """How wide the line's glyphs are drawn, and how far apart."""
        if line.expansion != self._expansion:
            self._expansion = line.expansion
            self.out.append(real(100 + 100 * line.expansion / EXPANSION_UNIT) + b" Tz\n")
        if line.tracking != self._tracking:
            self._tracking = line.tracking
            self.out.append(real(line.tracking / PER_POINT / self._scale) + b" Tc\n")

    @property
    def _scale(self) -> float:
        """What PDF multiplies all moves of the pen with (ISO 32000-1, 9.4.4)."""
        return 1 + self._expansion / EXPANSION_UNIT

    def _set_text(self, segment: Segment, pieces: tuple[Shaped | int, ...]) -> None:
        self._set_overprint(on=segment.ink == _BLACK)
        self._set_fill(segment.ink)
        if segment.rise != self._rise:
            self._rise = segment.rise
            self.out.append(real(segment.rise / PER_POINT) + b" Ts\n")
        shaped = next((piece for piece in pieces if isinstance(piece, Shaped)), None)
        if shaped is None:
            return
        font = (self.fonts.resource(shaped.font), segment.size)
        if font != self._font:
            self._font = font
            self.fonts_used.add(font[0])
            self.out.append(b"/%s %s Tf\n" % (font[0], real(segment.size / PER_POINT)))

    def _show(self, segment: Segment, pieces: tuple[Shaped | int, ...]) -> None:
        """One TJ for all pieces; a space between them is a number in thousandths of the size."""
        # Words and spaces come again and again: what stands for them is looked up before anything is called.
        known, moves = self.fonts.known, self._moves
        moves.clear()
        operands = [known.get(piece) or moves.get(piece) or self._operand(segment, piece) for piece in pieces]
        self.out.append(b"[" + b"".join(operands) + b"]TJ\n")

    def _operand(self, segment: Segment, piece: Shaped | int) -> bytes:
        if isinstance(piece, int):
            move = self._moves[piece] = b" %b " % real(piece * -1000 / (segment.size * self._scale))
            return move
        return self.fonts.fragment(piece, segment.size, segment.rise)

    def _rectangle(self, box: Box) -> None:
        x, y = box.x / PER_POINT, (self.height - box.y - box.height) / PER_POINT
        size = real(box.width / PER_POINT), real(box.height / PER_POINT)
        self.out.append(b"%s %s %s %s re f\n" % (real(x), real(y), *size))

    def _rule(self, rule: Rule) -> None:
        self._set_overprint(on=rule.ink == _BLACK and rule.weight < _THIN)
        self._set_stroke(rule.ink)
        ends = (
            real(rule.x1 / PER_POINT),
            real((self.height - rule.y1) / PER_POINT),
            real(rule.x2 / PER_POINT),
            real((self.height - rule.y2) / PER_POINT),
        )
        line = b"%s w %s %s m %s %s l S\n" % (real(rule.weight / PER_POINT), *ends)
        if rule.dots:
            # Dashes of no length with round caps are dots (ISO 32000-1, 8.4.3.6).
            line = b"q 1 J [0 %s] 0 d %sQ\n" % (real(rule.dots / PER_POINT), line)
        self.out.append(line)

    def _picture(self, picture: Picture, number: int) -> None:
        self._set_overprint(on=False)
        name = b"Im%d" % number
        self.images[name] = number
        x, y = picture.x / PER_POINT, (self.height - picture.y - picture.height) / PER_POINT
        size = real(picture.width / PER_POINT), real(picture.height / PER_POINT)
        self.out.append(b"q %s 0 0 %s %s %s cm /%s Do Q\n" % (*size, real(x), real(y), name))

    def _shape(self, shape: Shape) -> None:
        is_line = shape.fill is None and shape.stroke == _BLACK and shape.weight < _THIN
        self._set_overprint(on=is_line)
        if shape.fill is not None:
            self._set_fill(shape.fill)
        if shape.stroke is not None:
            self._set_stroke(shape.stroke)
            self.out.append(real(shape.weight / PER_POINT) + b" w\n")
        for name, points in shape.steps:
            lengths = (
                real(length / PER_POINT)
                for x, y in points
                for length in (shape.x + x, self.height - shape.y - y)
            )
            self.out.append(b"%s %s\n" % (b" ".join(lengths), _PATH_OPERATORS[name]))
        self.out.append(_PAINTING[shape.fill is not None, shape.stroke is not None])

    def _set_fill(self, ink: Ink) -> None:
        if ink != self._fill:
            self._fill = ink
            channels = b" ".join(map(real, self._channels(ink)))
            self.out.append(channels + b" %s\n" % self._operators()[0])

    def _set_stroke(self, ink: Ink) -> None:
        channels = b" ".join(map(real, self._channels(ink)))
        self.out.append(channels + b" %s\n" % self._operators()[1])

    def _set_overprint(self, *, on: bool) -> None:
        """Black letters and lines over a colour leave no gap in it, whose edges would flash up white.

        Nothing else does: paper would vanish, and two colours would become a third.
        """
        if self.colour is Colour.CMYK and on != self._overprints:
            self._overprints = on
            self.out.append(b"/%s gs\n" % (OVERPRINT if on else KNOCKOUT))

    def _channels(self, ink: Ink) -> tuple[float, ...]:
        return cmyk(ink) if self.colour is Colour.CMYK else rgb(ink)

    def _operators(self) -> tuple[bytes, bytes]:
        return _CMYK_OPERATORS if self.colour is Colour.CMYK else _RGB_OPERATORS

    def _enter(self, owner: Owner, actual_text: str = "") -> None:
        """Go on in the owner's sequence, or begin one; one with a text of its own is never gone on with."""
        if self.tree is None or (owner == self._owner and not actual_text):
            return
        self._leave_owner()
        if isinstance(owner, Artifact):
            self.out.append(_ARTIFACTS[owner])
        else:
            tag, mcid = self.tree.mark(owner)
            spoken = b"/ActualText" + string(actual_text) if actual_text else b""
            self.out.append(b"/%s<</MCID %d%s>>BDC\n" % (tag, mcid, spoken))
        self._open = True
        self._owner = None if actual_text else owner

    def _leave_owner(self) -> None:
        if self._open:
            self.out.append(b"EMC\n")
            self._open = False
            self._owner = None

    def _leave_text(self) -> None:
        """A sequence begun inside a text object ends inside it."""
        if self._in_text:
            self._leave_owner()
            self.out.append(b"ET\n")
            self._in_text = False


def _sequences(pieces: tuple[Shaped | int, ...]) -> Iterator[tuple[str, tuple[Shaped | int, ...]]]:
    """The pieces as runs, apart from those whose glyphs do not say their text: these carry it beside them.

    A soft hyphen is one of them: its word is copied and spoken whole. Its sequence stands by itself, because
    readers that meet it inside another one lose the rest of that.
    """
    start = 0
    for index, piece in enumerate(pieces):
        if not isinstance(piece, int) and piece.is_said_apart:
            if index > start:
                yield "", pieces[start:index]
            yield piece.text, (piece,)
            start = index + 1
    if start < len(pieces):
        yield "", pieces[start:] if start else pieces
