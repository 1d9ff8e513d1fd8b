"""A font and its codes into PDF objects: its program cut down, widths, descriptor, and what each code says.

TrueType and CFF share the codes; they differ in how a code finds its glyph. For TrueType the code is the
CID, and CIDToGIDMap leads on to the glyph. A bare CFF program has no such map, its CIDs are its glyphs
(ISO 32000-1, 9.7.4.2), so there a CMap of our own stands in place of Identity-H. Both allow two codes for
one glyph.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import uharfbuzz as hb

from socpdf.pdf.numbers import real
from socpdf.pdf.syntax import name, reference, string
from socpdf.text.fonts import Font

AddObject = Callable[[bytes], int]
"""Takes an object's bytes; gives its number."""
AddStream = Callable[[bytes, bytes], int]
"""Takes a stream's own entries and its data, which it compresses; gives its number."""
Codes = Mapping[tuple[int, str], int]
"""Codes from 1 without gaps, by glyph and text."""

# What a reader needs of an embedded program (ISO 32000-1, 9.9, Table 126). The instructions of a hinted font
# would double its size, and screens no longer need them.
_KEPT: Final = frozenset(("glyf", "loca", "head", "hhea", "hmtx", "maxp", "CFF "))
_SYSTEM: Final = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
# ISO 32000-1, Table 123.
_FIXED_PITCH, _SERIF, _SYMBOLIC, _ITALIC = 1, 2, 4, 64
# Of a CMap (Adobe Technical Note 5411, 1.4.2).
_ENTRIES_PER_BLOCK: Final = 100

_TO_UNICODE: Final = b"""\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_ENCODING: Final = b"""\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo 3 dict dup begin
/Registry (Adobe) def
/Ordering (Identity) def
/Supplement 0 def
end def
/CMapName /%s def
/CMapType 1 def
/WMode 0 def
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(frozen=True, slots=True)
class _Subset:
    program: bytes
    glyphs: Mapping[int, int]
    """New glyph numbers by old."""
    tag: str


@dataclass(frozen=True, slots=True)
class _Mapping:
    """How codes find their glyphs."""

    encoding: bytes
    entries: bytes
    """Of the CIDFont."""
    advances: Mapping[int, int]
    """In units of the font, by CID."""
    suffix: str
    """Of the Type 0 font's name."""


def write_font(font: Font, codes: Codes, add_object: AddObject, add_stream: AddStream) -> int:
    """All objects of the font; gives the number of the one that pages name."""
    subset = _subset(font, codes)
    base = f"{subset.tag}+{font.postscript_name}"
    mapping = (_by_cmap if font.is_cff else _by_glyph_map)(font, codes, subset, add_stream)
    descriptor = add_object(_descriptor(font, base, _program(font, subset, add_stream)))
    widths = {cid: real(1000 * advance / font.metrics.upem) for cid, advance in mapping.advances.items()}
    descendant = add_object(
        b"<</Type/Font%s/BaseFont%s/CIDSystemInfo%s/FontDescriptor %s%s>>"
        % (mapping.entries, name(base), _SYSTEM, reference(descriptor), _widths(widths))
    )
    to_unicode = add_stream(b"", _to_unicode(codes))
    return add_object(
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding%s/DescendantFonts[%s]/ToUnicode %s>>"
        % (name(base + mapping.suffix), mapping.encoding, reference(descendant), reference(to_unicode))
    )


def _subset(font: Font, codes: Codes) -> _Subset:
    """The used glyphs alone, numbered anew, with what they are composed of."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update({glyph for glyph, _ in codes})
    wanted.drop_table_tag_set.update(
        int.from_bytes(table.encode("ascii"), "big") for table in font.face.table_tags if table not in _KEPT
    )
    # The glyphs are already those that shaping chose: no other can be reached.
    flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    # For CFF the hints are part of the outlines, and small; CIDs of its own become the numbers of the glyphs.
    flags |= hb.SubsetFlags.CFF_IDENTITY_CHARSET if font.is_cff else hb.SubsetFlags.NO_HINTING
    wanted.flags = flags
    plan = hb.SubsetPlan(font.face, wanted)
    glyphs = dict(plan.old_to_new_glyph_mapping)
    face = plan.execute()
    program = bytes((face.reference_table("CFF ") if font.is_cff else face.blob).data)
    return _Subset(program, glyphs, _tag(font, program))


def _tag(font: Font, program: bytes) -> str:
    """Six letters that tell this subset from others of the font (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(font.postscript_name.encode() + b"\0" + program).digest()
    number = int.from_bytes(digest[:8], "big")
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))


def _program(font: Font, subset: _Subset, add_stream: AddStream) -> bytes:
    """The entry of the descriptor for the font program."""
    if font.is_cff:
        return b"/FontFile3 " + reference(add_stream(b"/Subtype/CIDFontType0C", subset.program))
    return b"/FontFile2 " + reference(add_stream(b"/Length1 %d" % len(subset.program), subset.program))


def _descriptor(font: Font, base: str, program: bytes) -> bytes:
    metrics = font.metrics
    flags = (
        _SYMBOLIC
        | _FIXED_PITCH * metrics.is_fixed_pitch
        | _SERIF * metrics.is_serif
        | _ITALIC * (metrics.italic_angle != 0)
    )

    def scaled(length: int) -> bytes:
        return real(1000 * length / metrics.upem)

    entries = (
        b"/FontName" + name(base),
        b"/FontFamily" + string(font.family_name),
        b"/FontWeight %d" % metrics.weight,
        b"/Flags %d" % flags,
        b"/FontBBox[%s]" % b" ".join(map(scaled, metrics.bbox)),
        b"/ItalicAngle " + real(metrics.italic_angle),
        b"/Ascent " + scaled(metrics.ascender),
        b"/Descent " + scaled(metrics.descender),
        b"/CapHeight " + scaled(metrics.cap_height),
        b"/XHeight " + scaled(metrics.x_height),
        b"/StemV " + scaled(metrics.stem),
        program,
    )
    return b"<</Type/FontDescriptor%s>>" % b"".join(entries)


def _by_glyph_map(font: Font, codes: Codes, subset: _Subset, add_stream: AddStream) -> _Mapping:
    """TrueType: the code is the CID, and a map leads to the glyph."""
    glyphs = [0] * (len(codes) + 1)
    for (glyph, _), code in codes.items():
        glyphs[code] = glyph
    to_glyph = b"".join(subset.glyphs[glyph].to_bytes(2, "big") for glyph in glyphs)
    return _Mapping(
        encoding=b"/Identity-H",
        entries=b"/Subtype/CIDFontType2/CIDToGIDMap " + reference(add_stream(b"", to_glyph)),
        advances={code: font.advance(glyph) for code, glyph in enumerate(glyphs)},
        suffix="",
    )


def _by_cmap(font: Font, codes: Codes, subset: _Subset, add_stream: AddStream) -> _Mapping:
    """CFF: the CID is the glyph, and a CMap leads to it from the code."""
    rows = [b"<%04X> %d" % (code, subset.glyphs[glyph]) for (glyph, _), code in codes.items()]
    cmap_name = f"{subset.tag}-Codes"
    entries = b"/Type/CMap/CMapName%s/CIDSystemInfo%s/WMode 0" % (name(cmap_name), _SYSTEM)
    cmap = _ENCODING % (cmap_name.encode(), _code_map(b"cidchar", rows))
    return _Mapping(
        encoding=b" " + reference(add_stream(entries, cmap)),
        entries=b"/Subtype/CIDFontType0",
        advances={new: font.advance(old) for old, new in subset.glyphs.items()},
        suffix=f"-{cmap_name}",
    )


def _to_unicode(codes: Codes) -> bytes:
    rows = [
        b"<%04X> <%s>" % (code, text.encode("utf-16-be").hex().upper().encode())
        for (_, text), code in codes.items()
    ]
    return _TO_UNICODE % _code_map(b"bfchar", rows)


def _code_map(kind: bytes, rows: Sequence[bytes]) -> bytes:
    """The body of a CMap whose codes have two bytes."""
    out = [b"1 begincodespacerange", b"<0000> <FFFF>", b"endcodespacerange"]
    for start in range(0, len(rows), _ENTRIES_PER_BLOCK):
        block = rows[start : start + _ENTRIES_PER_BLOCK]
        out += [b"%d begin%s" % (len(block), kind), *block, b"end" + kind]
    return b"\n".join(out)


def _widths(widths: Mapping[int, bytes]) -> bytes:
    """DW, the most frequent width, and W with the others: a list for each row of CIDs without a gap."""
    default = Counter(widths.values()).most_common(1)[0][0]
    rows: dict[int, list[bytes]] = {}
    start, last = 0, -2
    for cid in sorted(cid for cid, width in widths.items() if width != default):
        if cid != last + 1:
            start = cid
        rows.setdefault(start, []).append(widths[cid])
        last = cid
    listed = b"".join(b"%d[%s]" % (first, b" ".join(row)) for first, row in rows.items())
    return b"/DW %s/W[%s]" % (default, listed)
