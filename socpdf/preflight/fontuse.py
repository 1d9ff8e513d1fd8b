"""Fonts as they are used: each code that is shown, with its glyph, its widths and its character."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from socpdf.preflight.cmaps import ORDERINGS, CMap, ordering_of, parse, system_of
from socpdf.preflight.fontfile import Program, read_program
from socpdf.preflight.model import Font, Glyph
from socpdf.preflight.objects import Dict, Name, Obj, Store, number_of

# ISO 32000-1, Table 123: bit 3 of the flags.
_SYMBOLIC: Final = 4
_CODECS: Final = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}
_UNICODE_NAME: Final = re.compile(r"(?:uni|u)([0-9A-F]{4,6})")
# Names that number a glyph and say nothing of its character.
_NUMBERED_NAME: Final = re.compile(r"(?:g|gid|cid|glyph|index|c)[_.]?\d+|\.notdef|\.null")
# Of the standard fonts, which need no widths in the file (ISO 32000-1, 9.6.2.2): a mean.
_UNKNOWN_WIDTH: Final = 500.0
_PROGRAM_KEYS: Final = ("FontFile2", "FontFile3", "FontFile")
_BAD_CHARACTERS: Final = ("\0", "\ufeff", "\ufffe")


@dataclass(slots=True)
class _Use:
    page: int
    rendered: bool


@dataclass(slots=True)
class FontReader:
    """A font while pages are read: cuts strings into codes and remembers which were shown."""

    store: Store
    dictionary: Dict
    number: int | None
    uses: dict[int, _Use] = field(default_factory=dict)
    _descendant: Dict = field(default_factory=dict)
    _to_unicode: CMap | None = None
    _cmap: CMap | None = None
    _code_length: int = 1
    _texts: dict[int, str | None] = field(default_factory=dict)
    _encoding: str = ""
    _differences: dict[int, str] = field(default_factory=dict)
    _gid_map: bytes | None = None
    _cid_widths: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        store, font = self.store, self.dictionary
        stream = store.stream(font.get("ToUnicode"))
        self._to_unicode = parse(stream.decode()) if stream else None
        if self.subtype == "Type0":
            children = store.array(font.get("DescendantFonts")) or ()
            self._descendant = (store.dict(children[0]) if children else None) or {}
            encoding = store.stream(font.get("Encoding"))
            self._cmap = parse(encoding.decode()) if encoding else None
            lengths = self._cmap.code_lengths if self._cmap else set()
            self._code_length = min(lengths) if lengths else 2
            gid_map = store.stream(self._descendant.get("CIDToGIDMap"))
            self._gid_map = gid_map.decode() if gid_map else None
            self._cid_widths = _read_widths(store, self._descendant.get("W"))
        self._encoding, self._differences = _read_encoding(store, font.get("Encoding"))

    @property
    def subtype(self) -> str:
        return self.store.name(self.dictionary.get("Subtype")) or ""

    def show(self, string: bytes, page: int, *, rendered: bool) -> str:
        """Remember the codes of a string and answer what they say."""
        codes = self.codes(string)
        for code in codes:
            use = self.uses.get(code)
            if use is None:
                self.uses[code] = _Use(page, rendered)
                self._texts[code] = self._unicode(code)
            elif rendered and not use.rendered:
                use.rendered = True
        return "".join([self._texts[code] or "\ufffd" for code in codes])

    def codes(self, string: bytes) -> list[int] | bytes:
        size = self._code_length
        if size == 1:
            return string
        return [int.from_bytes(string[i : i + size]) for i in range(0, len(string), size)]

    def width(self, code: int) -> float:
        """How far a code moves the pen, in thousandths; half an em where the file does not say."""
        if self.subtype == "Type0":
            return self._cid_widths.get(self._cid(code) or 0, self._default_width)
        width = self._simple_width(code)
        return _UNKNOWN_WIDTH if width is None else width

    def meaning(self, code: int) -> str:
        return self._unicode(code) or ""

    def program(self) -> bytes:
        """The embedded font program; empty without one."""
        owner = self._descendant if self.subtype == "Type0" else self.dictionary
        descriptor = self.store.dict(owner.get("FontDescriptor")) or {}
        for key in _PROGRAM_KEYS:
            stream = self.store.stream(descriptor.get(key))
            if stream is not None:
                return stream.decode()
        return b""

    def glyph(self, code: int, program: Program) -> int | None:
        """Which glyph of the program a code shows; None where that cannot be told."""
        return self._place(code, program)[0]

    @property
    def is_single_byte(self) -> bool:
        """Word spacing is added to the code 32 of such fonts only (ISO 32000-1, 9.3.3)."""
        return self._code_length == 1

    def finish(self) -> Font:
        store = self.store
        owner = self._descendant if self.subtype == "Type0" else self.dictionary
        descriptor = store.dict(owner.get("FontDescriptor")) or {}
        program, embedded = self._program(descriptor)
        cmap_stream = store.stream(self.dictionary.get("Encoding"))
        cmap_values = cmap_stream.dictionary if cmap_stream else {}
        system = store.dict(self._descendant.get("CIDSystemInfo"))
        characters = program.characters if program and self.subtype == "TrueType" else None
        return Font(
            name=store.name(self.dictionary.get("BaseFont")) or store.name(self.dictionary.get("Name")) or "",
            number=self.number,
            subtype=self.subtype,
            descendant=store.name(self._descendant.get("Subtype")) or "",
            embedded=embedded or self.subtype == "Type3",
            symbolic=bool((store.integer(descriptor.get("Flags")) or 0) & _SYMBOLIC),
            encoding=self._encoding,
            differences=tuple(self._differences.values()),
            cmap_embedded=self._cmap is not None,
            cmap_modes=(store.integer(cmap_values.get("WMode")) or 0, self._cmap.mode if self._cmap else 0),
            cmap_uses=(store.name(cmap_values.get("UseCMap")) or self._cmap.uses) if self._cmap else "",
            cmap_system=self._cmap_system(cmap_values),
            cid_system=system_of({k: store.get(v) for k, v in system.items()}) if system else None,
            has_gid_map=self._descendant.get("CIDToGIDMap") is not None,
            bad_unicode=self._bad_unicode(),
            cid_set_missing=self._missing_in_cid_set(descriptor, program),
            tables=frozenset(characters) if characters is not None else None,
            glyphs=tuple(self._glyph(code, use, program) for code, use in sorted(self.uses.items())),
        )

    # --- parts of a font ---------------------------------------------------------------------------------

    def _program(self, descriptor: Dict) -> tuple[Program | None, bool]:
        embedded = any(self.store.stream(descriptor.get(key)) is not None for key in _PROGRAM_KEYS)
        return read_program(self.program()), embedded

    def _cmap_system(self, values: Dict) -> tuple[str, str, int] | None:
        written = self.store.dict(values.get("CIDSystemInfo"))
        if written is not None:
            return system_of({key: self.store.get(value) for key, value in written.items()})
        return self._cmap.system if self._cmap else None

    def _bad_unicode(self) -> tuple[str, ...]:
        if self._to_unicode is None:
            return ()
        values = {self._to_unicode.unicode.get(code, "x") for code in self.uses}
        return tuple(c for c in _BAD_CHARACTERS if any(c in value for value in values))

    def _missing_in_cid_set(self, descriptor: Dict, program: Program | None) -> tuple[int, ...]:
        """CIDs which the program has and the CIDSet does not list."""
        stream = self.store.stream(descriptor.get("CIDSet"))
        if stream is None or program is None:
            return ()
        bits = stream.decode()
        present = {cid for cid in map(self._cid, self.uses) if cid is not None}
        if program.cid_to_glyph is not None:
            present |= set(program.cid_to_glyph)
        missing = [cid for cid in present if cid // 8 >= len(bits) or not bits[cid // 8] & (0x80 >> cid % 8)]
        return tuple(sorted(missing))

    # --- one code ----------------------------------------------------------------------------------------

    def _unicode(self, code: int) -> str | None:
        """What a code means; empty where it means something that need not be known here."""
        if self._to_unicode is not None and code in self._to_unicode.unicode:
            return self._to_unicode.unicode[code]
        encoding, differences = self._encoding, self._differences
        if self.subtype == "Type0":
            collection = self.store.dict(self._descendant.get("CIDSystemInfo")) or {}
            known = ordering_of(encoding) in ORDERINGS
            return "" if known or self.store.text(collection.get("Ordering")) in ORDERINGS else None
        if code in differences:
            return _character_of(differences[code])
        if encoding in _CODECS:
            return bytes([code]).decode(_CODECS[encoding], "replace")
        if self.subtype == "Type1" and code < 0x80:
            return chr(code)
        return None

    def _cid(self, code: int) -> int | None:
        if self._cmap is not None:
            return self._cmap.cids.get(code, 0)
        return code if ordering_of(self._encoding) == "Identity" else None

    def _glyph(self, code: int, use: _Use, program: Program | None) -> Glyph:
        number, width = self._place(code, program)
        known = program is not None and number is not None
        exists = 0 <= number < program.glyph_count if program and number is not None else None
        return Glyph(
            code=code,
            unicode=self._texts[code],
            page=use.page,
            rendered=use.rendered,
            exists=exists,
            is_notdef=known and number == 0,
            width=width,
            program_width=program.widths[number] if program and number is not None and exists else None,
        )

    def _place(self, code: int, program: Program | None) -> tuple[int | None, float | None]:
        """Glyph number and width of a code; a glyph which a CID-keyed program lacks is -1."""
        if self.subtype == "Type0":
            cid = self._cid(code)
            if cid is None:
                return None, None
            return self._glyph_of_cid(cid, program), self._cid_widths.get(cid, self._default_width)
        width = self._simple_width(code)
        if self.subtype == "TrueType" and program is not None and program.characters:
            return self._glyph_of_code(code, program.characters), width
        return None, width

    def _glyph_of_cid(self, cid: int, program: Program | None) -> int:
        if program is not None and program.cid_to_glyph is not None:
            return program.cid_to_glyph.get(cid, -1)
        table = self._gid_map
        return cid if table is None else int.from_bytes(table[2 * cid : 2 * cid + 2])

    @property
    def _default_width(self) -> float:
        width = self.store.number(self._descendant.get("DW"))
        return 1000.0 if width is None else width

    def _simple_width(self, code: int) -> float | None:
        first = self.store.integer(self.dictionary.get("FirstChar"))
        widths = self.store.array(self.dictionary.get("Widths"))
        if first is None or widths is None or not 0 <= code - first < len(widths):
            return None
        return self.store.number(widths[code - first])

    def _glyph_of_code(self, code: int, tables: Mapping[tuple[int, int], Mapping[int, int]]) -> int | None:
        """ISO 32000-1, 9.6.6.4: by character for a font with an encoding, by code for a symbolic one."""
        encoding, differences = self._encoding, self._differences
        if not encoding and not differences:
            if (3, 0) in tables:
                symbols = tables[3, 0]
                return symbols.get(0xF000 + code, symbols.get(code, 0))
            return tables[1, 0].get(code, 0) if (1, 0) in tables else None
        character = _character_of(differences[code]) if code in differences else None
        if code not in differences and encoding in _CODECS:
            character = bytes([code]).decode(_CODECS[encoding], "replace")
        if not character:
            return None
        if (3, 1) in tables:
            return tables[3, 1].get(ord(character[0]), 0)
        if (1, 0) in tables:
            raw = character.encode("mac_roman", "ignore")
            return tables[1, 0].get(raw[0], 0) if raw else None
        return None


def _read_encoding(store: Store, value: Obj) -> tuple[str, dict[int, str]]:
    """Name of an encoding, and the glyph names that differ from it by code."""
    found = store.get(value)
    if isinstance(found, Name):
        return str(found), {}
    values = store.dict(found) or {}
    name = store.name(values.get("CMapName")) or store.name(values.get("BaseEncoding")) or ""
    differences: dict[int, str] = {}
    code = 0
    for item in store.array(values.get("Differences")) or ():
        entry = store.get(item)
        if isinstance(entry, Name):
            differences[code] = str(entry)
            code += 1
        elif isinstance(entry, int):
            code = entry
    return name, differences


def _read_widths(store: Store, value: Obj) -> dict[int, float]:
    """The W array (ISO 32000-1, 9.7.4.3): `c [w1 w2 …]` or `first last w`."""
    items = [store.get(item) for item in store.array(value) or ()]
    widths: dict[int, float] = {}
    position = 0
    while position + 1 < len(items):
        first, second = store.integer(items[position]), items[position + 1]
        if first is None:
            position += 1
        elif isinstance(second, tuple):
            widths.update((first + i, store.number(w) or 0.0) for i, w in enumerate(second))
            position += 2
        else:
            last = min(store.integer(second) or 0, 0xFFFF)
            width = store.number(items[position + 2]) if position + 2 < len(items) else None
            widths.update((cid, width or 0.0) for cid in range(max(first, 0), last + 1))
            position += 3
    return widths


def _character_of(name: str) -> str | None:
    """The character a glyph name means; empty where it is some name of the Adobe lists."""
    if len(name) == 1:
        return name
    if found := _UNICODE_NAME.fullmatch(name):
        value = int(found[1], 16)
        return chr(value) if value < 0x110000 else None
    return None if _NUMBERED_NAME.fullmatch(name) else ""


def reader_for(store: Store, value: Obj) -> FontReader | None:
    dictionary = store.dict(value)
    return None if dictionary is None else FontReader(store, dictionary, number_of(value))
