"""The bytes of a font file into a `Font`: its measures, and what shapes its text.

Only what can be shaped here and embedded in a PDF becomes a `Font`: one static OpenType font with TrueType or
CFF outlines whose licence bits allow it. Where the file is found is the business of the font book.
"""

import struct
from dataclasses import dataclass, field
from typing import Final

import uharfbuzz as hb

from socpdf.ir.glyphs import Shaped

Features = tuple[str, ...]
"""OpenType features to switch on, or with a leading `-` off: `("smcp", "-liga")`."""


class UnfitFont(Exception):  # noqa: N818 - what is wrong with a file, told to its author by the font book
    """A file that cannot be set or embedded; `code` is the message's code."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Metrics:
    """What layout and the font descriptor need to know; in units of the font, y upwards."""

    upem: int
    ascender: int
    descender: int
    """Below the baseline, so negative."""
    cap_height: int
    x_height: int
    bbox: tuple[int, int, int, int]
    italic_angle: float
    """In degrees, counter-clockwise: negative for a letter that leans to the right."""
    weight: int
    """100 to 900; 400 is regular."""
    stem: int
    """Thickness of the main strokes, guessed from the weight: no table of the font tells it."""
    is_fixed_pitch: bool
    is_serif: bool


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font that was opened; two are the same only if they are one object."""

    name: str
    """In the font book."""
    postscript_name: str
    family_name: str
    metrics: Metrics
    is_cff: bool
    face: hb.Face
    shaper: hb.Font
    shaped: dict[tuple[str, Features, str], Shaped] = field(default_factory=dict, repr=False)
    """What was shaped before, by text, features and language; `text.shape` keeps it."""

    def advance(self, glyph: int) -> int:
        """The glyph's own width, without kerning."""
        width: int = self.shaper.get_glyph_h_advance(glyph)
        return width


# A collection or a web font would have to be taken apart first.
_SIGNATURES: Final = (b"\x00\x01\x00\x00", b"true", b"OTTO")
_REQUIRED: Final = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "post")

# OS/2 fsType, as the OpenType specification numbers its bits.
_USAGE: Final = 0x000F
_RESTRICTED: Final = 0x0002
_NO_SUBSETTING: Final = 0x0100
_BITMAPS_ONLY: Final = 0x0200


def read_font(name: str, raw: bytes) -> Font:
    """The font in a file's bytes; raises `UnfitFont` where there is none that can be embedded."""
    face = _face(raw)
    try:
        metrics = _metrics(face, hb.Font(face))
        _check_licence(face)
    except struct.error:
        raise _not_a_font("its tables are cut short") from None
    return Font(
        name=name,
        postscript_name=face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or name,
        family_name=(
            face.get_name(hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY)
            or face.get_name(hb.OTNameIdPredefined.FONT_FAMILY)
            or name
        ),
        metrics=metrics,
        is_cff="CFF " in face.table_tags,
        face=face,
        shaper=hb.Font(face),
    )


def _face(raw: bytes) -> hb.Face:
    if raw[:4] not in _SIGNATURES:
        raise _not_a_font("it does not begin like one")
    face = hb.Face(hb.Blob(raw))
    tables = set(face.table_tags)
    if "fvar" in tables:
        raise UnfitFont(
            "G109", "a variable font cannot be embedded in a PDF", "name a file with one static cut of it"
        )
    missing = sorted(set(_REQUIRED) - tables)
    if not tables & {"glyf", "CFF "}:
        missing.append("glyf or CFF")
    if missing or not face.glyph_count:
        raise _not_a_font(f"it has no {', '.join(missing) or 'glyphs'}")
    return face


def _not_a_font(why: str) -> UnfitFont:
    return UnfitFont("G109", f"the file is not a font: {why}", "name a .ttf or .otf file with one static cut")


def _check_licence(face: hb.Face) -> None:
    (bits,) = _unpack(">H", face, "OS/2", 8)
    # Of several usage bits, which old fonts may set together, the most generous counts.
    if bits & _USAGE == _RESTRICTED or bits & (_NO_SUBSETTING | _BITMAPS_ONLY):
        raise UnfitFont(
            "G110",
            f"the font forbids embedding a subset of it: fsType is {bits:#06x}",
            "use another font, or ask its maker for a file with the right to embed",
        )


def _metrics(face: hb.Face, shaper: hb.Font) -> Metrics:
    extents = shaper.get_font_extents("ltr")
    left, bottom, right, top = _unpack(">4h", face, "head", 36)
    (weight,) = _unpack(">H", face, "OS/2", 4)
    angle, fixed_pitch = _unpack(">i4xI", face, "post", 4)
    return Metrics(
        upem=face.upem,
        ascender=extents.ascender,
        descender=extents.descender,
        cap_height=shaper.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT),
        x_height=shaper.get_metric_position_with_fallback(hb.OTMetricsTag.X_HEIGHT),
        bbox=(left, bottom, right, top),
        italic_angle=angle / 65_536,
        weight=weight,
        # In thousandths of the em this gives 88 and 166; the capital I of Source Sans has 83, in bold 147.
        stem=round((50 + (weight / 65) ** 2) * face.upem / 1000),
        is_fixed_pitch=bool(fixed_pitch),
        is_serif=_is_serif(face),
    )


def _is_serif(face: hb.Face) -> bool:
    """By PANOSE (Latin text; cove to triangle), else by the IBM family class (serifs: 1 to 5, and 7)."""
    family_class, panose_family, serif_style = _unpack(">b1xBB", face, "OS/2", 30)
    if panose_family == 2 and serif_style >= 2:
        return bool(serif_style <= 10)
    return family_class in {1, 2, 3, 4, 5, 7}


def _unpack(layout: str, face: hb.Face, table: str, offset: int) -> tuple[int, ...]:
    return struct.unpack_from(layout, face.reference_table(table).data, offset)
