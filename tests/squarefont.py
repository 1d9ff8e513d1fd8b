"""The square test font: every glyph is a rectangle, so that every sum can be done in the head.

Each is half an em wide (the space a quarter, the ligature three) and a little taller than the one before, so
that a rendering shows which glyph was drawn: the first is 100 thousandths of the em high, the next 200.
"""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import Literal, get_args

from fontTools import cffLib
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.transform import Scale
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

Flavour = Literal["truetype", "cff", "cid"]
"""Outlines in TrueType, in CFF, or in CFF with CIDs that are not the glyphs' numbers."""
FLAVOURS: tuple[Flavour, ...] = get_args(Flavour)
MOMENT = 3_786_912_000
"""1 January 2024 in seconds since 1904."""
FEATURES = """
languagesystem latn dflt;
feature kern { pos V A -100; } kern;
feature liga { sub f i by f_i; } liga;
feature smcp { sub a by a.sc; } smcp;
feature c2sc { sub A by a.sc; } c2sc;
feature ccmp { sub napostrophe by quoteright n; } ccmp;
"""
NAMES: Mapping[str, str] = {
    **dict.fromkeys(" \u00a0", "space"),
    **{letter: letter for letter in "VAafin"},
    "’": "quoteright",
    "ŉ": "napostrophe",
    "(": "parenleft",
    ")": "parenright",
    "\\": "backslash",
    **dict.fromkeys("-\u2010", "hyphen"),
}
"""Glyphs by character; some say two."""
GLYPHS = tuple(dict.fromkeys((".notdef", *NAMES.values(), "f_i", "a.sc")))


def advance(glyph: str) -> int:
    """In thousandths of the em."""
    return {"space": 250, "f_i": 750}.get(glyph, 500)


def height(glyph: str) -> int:
    """In thousandths of the em; of `.notdef` and the space nothing is drawn."""
    drawn = [name for name in GLYPHS if name not in (".notdef", "space")]
    return 100 * (drawn.index(glyph) + 1) if glyph in drawn else 0


def square_font(
    flavour: Flavour = "truetype",
    *,
    upem: int = 1000,
    fs_type: int = 0,
    characters: Mapping[str, str] = NAMES,
) -> bytes:
    """An OpenType file with kerning (V A), a ligature (fi), small capitals (a, A) and a decomposition (ŉ)."""
    builder = FontBuilder(upem, isTTF=flavour == "truetype")
    builder.setupGlyphOrder(list(GLYPHS))
    builder.setupCharacterMap({ord(character): glyph for character, glyph in characters.items()})
    if flavour == "truetype":
        builder.setupGlyf({glyph: _outline(glyph, upem) for glyph in GLYPHS})
    else:
        outlines = {glyph: _charstring(glyph, upem) for glyph in GLYPHS}
        builder.setupCFF("Square-Regular", {"FullName": "Square"}, outlines, {})
    builder.setupHorizontalMetrics({glyph: (advance(glyph) * upem // 1000, 0) for glyph in GLYPHS})
    builder.setupHorizontalHeader(ascent=upem * 8 // 10, descent=-upem // 5)
    names = {"familyName": "Square", "styleName": "Regular", "psName": "Square-Regular"}
    builder.setupNameTable(names, mac=False)
    builder.setupOS2(fsType=fs_type, sTypoAscender=upem * 8 // 10, sTypoDescender=-upem // 5, version=4)
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, FEATURES.replace("-100", str(-100 * upem // 1000)))
    # No time of day: the same font each time.
    builder.font["head"].created = builder.font["head"].modified = MOMENT
    builder.font.recalcTimestamp = False
    raw = _saved(builder.font)
    return _with_cids(raw) if flavour == "cid" else raw


def entry(file: str, raw: bytes, /, **changes: str) -> str:
    """An entry of fonts.toml for the file; a key given as the empty text is left out."""
    keys = {
        "family": "square",
        "cut": "regular",
        "file": file,
        "licence": "MIT",
        "licence_file": "LICENSE",
        "sha256": hashlib.sha256(raw).hexdigest(),
    } | changes
    return "[[font]]\n" + "".join(f'{key} = "{value}"\n' for key, value in keys.items() if value)


def _outline(glyph: str, upem: int) -> object:
    pen = TTGlyphPen(None)
    _draw(glyph, TransformPen(pen, Scale(upem / 1000)))
    return pen.glyph()


def _charstring(glyph: str, upem: int) -> object:
    pen = T2CharStringPen(advance(glyph) * upem // 1000, None)
    _draw(glyph, TransformPen(pen, Scale(upem / 1000)))
    return pen.getCharString()


def _draw(glyph: str, pen: TransformPen) -> None:
    top = height(glyph)
    if top:
        pen.moveTo((50, 0))
        for point in ((50, top), (450, top), (450, 0)):
            pen.lineTo(point)
        pen.closePath()


def _saved(font: TTFont) -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _with_cids(raw: bytes) -> bytes:
    """The font with CIDs in place of glyph names: 13, 16, 19 and so on."""
    font = TTFont(BytesIO(raw), recalcTimestamp=False)
    top = font["CFF "].cff.topDictIndex[0]
    order = list(top.charset)
    cids = [".notdef", *(f"cid{10 + 3 * index:05d}" for index in range(1, len(order)))]
    part = cffLib.FontDict()
    part.FontName = "Square-Part"
    part.Private = top.Private
    parts = cffLib.FDArrayIndex()
    parts.strings, parts.GlobalSubrs = None, top.GlobalSubrs
    parts.append(part)
    select = cffLib.FDSelect()
    select.format, select.gidArray = 3, [0] * len(order)
    outlines = top.CharStrings
    outlines.charStrings = {cid: outlines.charStrings[glyph] for cid, glyph in zip(cids, order, strict=True)}
    outlines.fdArray, outlines.fdSelect = parts, select
    del top.Private
    for key in ("Private", "Encoding"):
        top.rawDict.pop(key, None)
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 65_535
    top.charset, top.FDArray, top.FDSelect = cids, parts, select
    plain = cffLib.buildOrder(cffLib.topDictOperators)
    top.order = ["ROS", *(key for key in plain if key not in ("ROS", "Encoding", "Private"))]
    return _saved(font)
