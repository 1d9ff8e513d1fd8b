"""Fonts: embedded, complete, of true widths, and with a character behind every glyph."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from socpdf.preflight.cmaps import ordering_of
from socpdf.preflight.model import Font, Glyph
from socpdf.preflight.rules import Fault, Subject

# ISO 14289-1, 7.21.5: consistent within one thousandth of the em.
_WIDTH_TOLERANCE = 1.0


def _fault(font: Font, message: str) -> Fault:
    page = min((glyph.page for glyph in font.glyphs), default=None)
    return Fault(f"font `{font.name}` {message}", page, f"object {font.number}" if font.number else "")


def _of_glyphs(subject: Subject, message: str, wrong: Callable[[Glyph], bool]) -> Iterator[Fault]:
    """One fault a font: the codes at fault, and the page that shows the first of them."""
    for font in subject.facts.fonts:
        glyphs = [glyph for glyph in font.glyphs if wrong(glyph)]
        if glyphs:
            codes = ", ".join(f"{glyph.code:04X}" for glyph in glyphs[:5]) + (
                ", …" if len(glyphs) > 5 else ""
            )
            yield Fault(
                f"font `{font.name}` {message}: code {codes}",
                min(glyph.page for glyph in glyphs),
                f"object {font.number}" if font.number else "",
            )


def are_embedded(subject: Subject) -> Iterator[Fault]:
    for font in subject.facts.fonts:
        if font.is_rendered and not font.embedded:
            yield _fault(font, "is not embedded: embed its font program")


def systems_agree(subject: Subject) -> Iterator[Fault]:
    for font in subject.facts.fonts:
        if font.subtype != "Type0" or ordering_of(font.encoding) == "Identity":
            continue
        cid, cmap = font.cid_system, font.cmap_system
        if not font.cmap_embedded:
            predefined = ordering_of(font.encoding)
            agrees = predefined is None or cid is None or cid[:2] == ("Adobe", predefined)
        else:
            agrees = cid is not None and cmap is not None and cid[:2] == cmap[:2] and cid[2] <= cmap[2]
        if not agrees:
            yield _fault(
                font, "has a CIDSystemInfo which differs from that of its CMap: write the same in both"
            )


def glyphs_are_mapped(subject: Subject) -> Iterator[Fault]:
    for font in subject.facts.fonts:
        if font.descendant == "CIDFontType2" and font.embedded and not font.has_gid_map:
            yield _fault(font, "has no CIDToGIDMap: write a stream or Identity")


def cmaps_are_known(subject: Subject) -> Iterator[Fault]:
    for font in subject.facts.fonts:
        if font.subtype != "Type0":
            continue
        if not font.cmap_embedded and ordering_of(font.encoding) is None:
            yield _fault(
                font, f"uses the CMap `{font.encoding}`, which is not embedded: embed it or use Identity-H"
            )
        if font.cmap_modes[0] != font.cmap_modes[1]:
            yield _fault(font, "has a WMode in its CMap which differs from that of the CMap's dictionary")
        if font.cmap_uses and ordering_of(font.cmap_uses) is None:
            yield _fault(font, f"has a CMap which uses `{font.cmap_uses}`: only predefined CMaps may be used")


def cid_sets_are_whole(subject: Subject) -> Iterator[Fault]:
    for font in subject.facts.fonts:
        if font.cid_set_missing:
            first, count = font.cid_set_missing[0], len(font.cid_set_missing)
            yield _fault(
                font, f"has a CIDSet which lacks {count} CIDs, the first {first}: list all or write none"
            )


def widths_agree(subject: Subject) -> Iterator[Fault]:
    def differs(glyph: Glyph) -> bool:
        if not glyph.rendered or glyph.width is None or glyph.program_width is None:
            return False
        return abs(glyph.width - glyph.program_width) > _WIDTH_TOLERANCE

    yield from _of_glyphs(subject, "has widths which are not those of its font program", differs)


def encodings_fit(subject: Subject) -> Iterator[Fault]:
    """ISO 14289-1, 7.21.6, for simple TrueType fonts."""
    for font in subject.facts.fonts:
        if font.subtype != "TrueType" or not font.is_rendered:
            continue
        if font.symbolic:
            if font.encoding or font.differences:
                yield _fault(font, "is symbolic and has an Encoding: remove it")
            if font.tables is not None and len(font.tables) != 1 and (3, 0) not in font.tables:
                yield _fault(font, "is symbolic and its cmap has several tables but none for symbols (3,0)")
        else:
            if font.encoding not in ("WinAnsiEncoding", "MacRomanEncoding"):
                yield _fault(font, "is not symbolic and has neither WinAnsiEncoding nor MacRomanEncoding")
            if font.tables is not None and not font.tables - {(3, 0)}:
                yield _fault(font, "is not symbolic and its cmap has no table of characters (3,1) or (1,0)")


def characters_are_known(subject: Subject) -> Iterator[Fault]:
    yield from _of_glyphs(
        subject, "does not say which characters it shows: add them to ToUnicode", lambda g: g.unicode is None
    )


def characters_are_possible(subject: Subject) -> Iterator[Fault]:
    for font in subject.facts.fonts:
        if font.bad_unicode:
            values = ", ".join(f"U+{ord(c):04X}" for c in font.bad_unicode)
            yield _fault(font, f"maps to {values} in ToUnicode: no text has such a character")


def no_missing_sign(subject: Subject) -> Iterator[Fault]:
    yield from _of_glyphs(
        subject, "shows the glyph .notdef: choose a font that has the character", lambda g: g.is_notdef
    )


def glyphs_exist(subject: Subject) -> Iterator[Fault]:
    yield from _of_glyphs(
        subject, "lacks glyphs that are shown: embed them", lambda g: g.rendered and g.exists is False
    )
