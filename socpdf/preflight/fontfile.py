"""Embedded font programs: which glyphs they have, how wide they are, and which characters they know.

Only what the checks need of TrueType, OpenType and CFF. A program that cannot be read answers None: then
nothing is said about its glyphs.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_FORMAT_4_HEADER: Final = 14


@dataclass(frozen=True, slots=True)
class Program:
    """A font program; widths are in thousandths of the em, by glyph."""

    widths: tuple[float | None, ...]
    cid_to_glyph: Mapping[int, int] | None = None
    """Of a CID-keyed CFF program; None where CIDs are glyph numbers."""
    characters: Mapping[tuple[int, int], Mapping[int, int]] | None = None
    """Of a TrueType program: the cmap subtables by platform and encoding."""

    @property
    def glyph_count(self) -> int:
        return len(self.widths)


def read_program(data: bytes) -> Program | None:
    """The program in a FontFile2 or FontFile3; None for Type 1 and for what is broken."""
    try:
        if data[:4] in (b"\x00\x01\x00\x00", b"true", b"OTTO"):
            return _read_sfnt(data)
        if data[:1] == b"\x01":
            return _read_cff(data)
    except (struct.error, IndexError, KeyError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return None


def _read_sfnt(data: bytes) -> Program | None:
    tables: dict[bytes, bytes] = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        tables[tag] = data[offset : offset + length]
    cff = _read_cff(tables[b"CFF "]) if b"CFF " in tables else None
    cid_to_glyph = cff.cid_to_glyph if cff else None
    subtables = _read_cmap(tables[b"cmap"]) if b"cmap" in tables else {}
    if b"hmtx" not in tables or b"hhea" not in tables:
        return cff
    per_em = struct.unpack_from(">H", tables[b"head"], 18)[0]
    count = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    long_metrics = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    advances = [a for a, _ in struct.iter_unpack(">Hh", tables[b"hmtx"][: 4 * long_metrics])]
    advances += advances[-1:] * (count - len(advances))
    return Program(tuple(a * 1000 / per_em for a in advances[:count]), cid_to_glyph, subtables)


def _read_cmap(table: bytes) -> dict[tuple[int, int], dict[int, int]]:
    subtables = {}
    for index in range(struct.unpack_from(">H", table, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * index)
        subtables[platform, encoding] = _read_subtable(table[offset:])
    return subtables


def _read_subtable(table: bytes) -> dict[int, int]:
    """Character to glyph, for the formats simple fonts use: 0, 4 and 6."""
    match struct.unpack_from(">H", table)[0]:
        case 0:
            return dict(enumerate(table[6:262]))
        case 4:
            return _read_format_4(table)
        case 6:
            first, count = struct.unpack_from(">HH", table, 6)
            return dict(enumerate(struct.unpack_from(f">{count}H", table, 10), first))
        case _:
            return {}


def _read_format_4(table: bytes) -> dict[int, int]:
    doubled = struct.unpack_from(">H", table, 6)[0]
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", table, _FORMAT_4_HEADER)
    starts = struct.unpack_from(f">{count}H", table, _FORMAT_4_HEADER + 2 + doubled)
    deltas = struct.unpack_from(f">{count}H", table, _FORMAT_4_HEADER + 2 + 2 * doubled)
    offsets_at = _FORMAT_4_HEADER + 2 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", table, offsets_at)
    glyphs = {}
    for segment, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for character in range(start, end + 1):
            glyph = character
            if offset:
                place = offsets_at + 2 * segment + offset + 2 * (character - start)
                glyph = struct.unpack_from(">H", table, place)[0]
            if glyph or not offset:
                glyphs[character] = (glyph + delta) & 0xFFFF
    return glyphs


# --- CFF (Adobe Technical Notes 5176 and 5177) ------------------------------------------------------------


def _read_cff(data: bytes) -> Program:
    _, position = _index(data, data[2])
    tops, position = _index(data, position)
    _, position = _index(data, position)
    subroutines, _ = _index(data, position)
    top = _operators(tops[0])
    charstrings, _ = _index(data, int(top[17][0]))
    matrix = top.get(1207)
    scale = 1000 * matrix[0] if matrix and matrix[0] else 1.0
    is_cid_keyed = 1230 in top
    if is_cid_keyed:
        dicts, _ = _index(data, int(top[1236][0]))
        privates = [_private(data, _operators(item)) for item in dicts]
        selector = _selectors(data, int(top[1237][0]), len(charstrings))
    else:
        privates, selector = [_private(data, top)], [0] * len(charstrings)
    widths = tuple(
        _width(string, privates[chosen], subroutines, scale)
        for string, chosen in zip(charstrings, selector, strict=True)
    )
    if not is_cid_keyed:
        return Program(widths)
    names = _charset(data, int(top.get(15, [0])[0]), len(charstrings))
    return Program(widths, {cid: glyph for glyph, cid in enumerate(names)})


def _index(data: bytes, position: int) -> tuple[list[bytes], int]:
    """The items of an INDEX and the place behind it."""
    count = struct.unpack_from(">H", data, position)[0]
    if not count:
        return [], position + 2
    size = data[position + 2]
    start = position + 3
    offsets = [int.from_bytes(data[start + size * i : start + size * (i + 1)]) for i in range(count + 1)]
    base = start + size * (count + 1) - 1
    return [data[base + a : base + b] for a, b in pairwise(offsets)], base + offsets[-1]


def _operators(data: bytes) -> dict[int, list[float]]:
    """The operators of a DICT with their operands; two-byte operators are 1200 and more."""
    found: dict[int, list[float]] = {}
    operands: list[float] = []
    position = 0
    while position < len(data):
        byte = data[position]
        position += 1
        if byte <= 21:
            key = byte
            if byte == 12:
                key = 1200 + data[position]
                position += 1
            found[key] = operands
            operands = []
        elif byte == 28:
            operands.append(struct.unpack_from(">h", data, position)[0])
            position += 2
        elif byte == 29:
            operands.append(struct.unpack_from(">i", data, position)[0])
            position += 4
        elif byte == 30:
            text, position = _real(data, position)
            operands.append(text)
        elif byte <= 246:
            operands.append(byte - 139)
        else:
            sign, base = (1, 247) if byte <= 250 else (-1, 251)
            operands.append(sign * ((byte - base) * 256 + data[position] + 108))
            position += 1
    return found


def _real(data: bytes, position: int) -> tuple[float, int]:
    digits = ""
    while True:
        byte = data[position]
        position += 1
        for nibble in (byte >> 4, byte & 15):
            if nibble == 15:
                return float(digits or "0"), position
            digits += "0123456789.EE?-"[nibble] + ("-" if nibble == 12 else "")


@dataclass(frozen=True, slots=True)
class _Private:
    default_width: float
    nominal_width: float
    subroutines: tuple[bytes, ...]


def _private(data: bytes, owner: Mapping[int, list[float]]) -> _Private:
    size, offset = (int(v) for v in owner.get(18, [0, 0]))
    values = _operators(data[offset : offset + size])
    local = _index(data, offset + int(values[19][0]))[0] if 19 in values else []
    return _Private(values.get(20, [0])[0], values.get(21, [0])[0], tuple(local))


def _selectors(data: bytes, position: int, count: int) -> list[int]:
    if data[position] == 0:
        return list(data[position + 1 : position + 1 + count])
    ranges = struct.unpack_from(">H", data, position + 1)[0]
    chosen: list[int] = []
    for index in range(ranges):
        first, which, following = struct.unpack_from(">HBH", data, position + 3 + 3 * index)
        chosen += [which] * (following - first)
    return chosen


def _charset(data: bytes, position: int, count: int) -> list[int]:
    """The CID of each glyph."""
    names = [0]
    form = data[position]
    position += 1
    while len(names) < count:
        first = struct.unpack_from(">H", data, position)[0]
        position += 2
        left = 0
        if form:
            left = int.from_bytes(data[position : position + form])
            position += form
        names += range(first, first + left + 1)
    return names[:count]


# Operators of a Type 2 charstring before which a width may stand, and how many operands they take without it;
# for the stem operators the number is even instead.
_STEMS: Final = frozenset({1, 3, 18, 23, 19, 20})
_TAKES: Final = {21: 2, 22: 1, 4: 1, 14: 0}


def _width(string: bytes, private: _Private, subroutines: list[bytes], scale: float) -> float | None:
    """The advance a charstring begins with; None where it does not come before the first drawing."""
    stack: list[float] = []
    calls: list[tuple[bytes, int]] = [(string, 0)]
    for _ in range(512):
        code, position = calls[-1]
        if position >= len(code):
            return None
        byte = code[position]
        position += 1
        if byte >= 32 or byte == 28:
            position = _push(code, position, byte, stack)
            calls[-1] = (code, position)
        elif byte in (10, 29):
            calls[-1] = (code, position)
            pool = private.subroutines if byte == 10 else subroutines
            bias = 107 if len(pool) < 1240 else 1131 if len(pool) < 33900 else 32768
            calls.append((pool[int(stack.pop()) + bias], 0))
        elif byte == 11:
            calls.pop()
        elif byte in _STEMS or byte in _TAKES:
            # endchar may take four operands more, for an accented letter.
            has_width = (
                len(stack) % 2 if byte in _STEMS else len(stack) in (_TAKES[byte] + 1, _TAKES[byte] + 5)
            )
            return (private.nominal_width + stack[0] if has_width else private.default_width) * scale
        else:
            return None
    return None


def _push(code: bytes, position: int, byte: int, stack: list[float]) -> int:
    if byte == 28:
        stack.append(struct.unpack_from(">h", code, position)[0])
        return position + 2
    if byte == 255:
        stack.append(struct.unpack_from(">i", code, position)[0] / 65536)
        return position + 4
    if byte <= 246:
        stack.append(byte - 139)
        return position
    sign, base = (1, 247) if byte <= 250 else (-1, 251)
    stack.append(sign * ((byte - base) * 256 + code[position] + 108))
    return position + 1
