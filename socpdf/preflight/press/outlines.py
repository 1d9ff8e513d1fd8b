"""How large the glyphs of a font are, and how much of that is ink.

TrueType outlines are measured; for other programs, and for none, a glyph is taken to be as wide as its
advance and as high as a capital, with the cover of a text face.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from socpdf.preflight.fontfile import Program, read_program
from socpdf.preflight.fontuse import FontReader
from socpdf.preflight.press.geometry import Matrix, Point, Rect

# Of the em, in thousandths: a capital with a descender, and the part of that box that a text face inks.
# Measured on Source Serif 4 and Source Sans 3, lower-case text: 0.17 to 0.24.
_CAPITAL: Final = 680.0
_DESCENDER: Final = -200.0
_COVER: Final = 0.24
_DEEPEST: Final = 5

Glyph = tuple[Rect, float]
"""Box and inked area, in thousandths of the em."""


@dataclass(slots=True)
class Glyphs:
    font: FontReader
    program: Program | None
    outlines: Outlines | None
    _shown: dict[int, tuple[Glyph | None, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, font: FontReader) -> Glyphs:
        data = font.program()
        return cls(font, read_program(data), Outlines.of(data))

    def shown(self, code: int) -> tuple[Glyph | None, float]:
        """Box and area of what a code shows, None where it shows nothing; and how far it moves the pen."""
        if code not in self._shown:
            self._shown[code] = self._measure(code), self.font.width(code)
        return self._shown[code]

    def contours(self, code: int) -> Iterator[list[Point]]:
        """The outline in thousandths of the em; empty where the program has none that can be measured."""
        number = self._number(code)
        if self.outlines is not None and number is not None:
            by = self.outlines.scale
            for contour in self.outlines.contours(number):
                yield [(x * by, y * by) for x, y in contour]

    def _number(self, code: int) -> int | None:
        return self.font.glyph(code, self.program) if self.program is not None else None

    def _measure(self, code: int) -> Glyph | None:
        number = self._number(code)
        if self.outlines is not None and number is not None:
            return self.outlines.measure(number)
        if self.font.meaning(code).isspace():
            return None
        box = Rect(0.0, _DESCENDER, max(self.font.width(code), 1.0), _CAPITAL)
        return box, _COVER * box.width * box.height


@dataclass(slots=True)
class Reach:
    """The box around glyphs, and the area they ink, in text space."""

    x0: float = math.inf
    y0: float = math.inf
    x1: float = -math.inf
    y1: float = -math.inf
    area: float = 0.0

    @classmethod
    def of(cls, placed: Sequence[tuple[Glyph, float]], size: float, stretch: float) -> Reach:
        """Of glyphs and where they are set, their boxes and areas in thousandths."""
        if not placed:
            return cls()
        by = size / 1000
        wide = by * stretch
        across = [at + x * wide for (box, _), at in placed for x in (box.x0, box.x1)]
        up = [y * by for (box, _), _ in placed for y in (box.y0, box.y1)]
        area = sum(area for (_, area), _ in placed) * by * by * abs(stretch)
        return cls(min(across), min(up), max(across), max(up), area)

    @property
    def box(self) -> Rect:
        return Rect(self.x0, self.y0, self.x1, self.y1)

    @property
    def cover(self) -> float:
        """The part of the box that is inked."""
        size = self.box.width * self.box.height
        return min(self.area / size, 1.0) if 0 < size < math.inf else 0.0


@dataclass(frozen=True, slots=True)
class Outlines:
    """The tables `glyf` and `loca` of a TrueType program."""

    glyphs: bytes
    places: tuple[int, ...]
    scale: float
    """From units of the font to thousandths."""

    @classmethod
    def of(cls, data: bytes) -> Outlines | None:
        try:
            return cls._read(data)
        except (struct.error, KeyError, IndexError, ZeroDivisionError):
            return None

    @classmethod
    def _read(cls, data: bytes) -> Outlines | None:
        if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
            return None
        tables: dict[bytes, bytes] = {}
        for index in range(struct.unpack_from(">H", data, 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
            tables[tag] = data[offset : offset + length]
        per_em = struct.unpack_from(">H", tables[b"head"], 18)[0]
        is_long = struct.unpack_from(">h", tables[b"head"], 50)[0]
        raw = tables[b"loca"]
        count = len(raw) // (4 if is_long else 2)
        listed = struct.unpack_from(f">{count}{'I' if is_long else 'H'}", raw)
        places = listed if is_long else tuple(2 * place for place in listed)
        return cls(tables[b"glyf"], places, 1000 / per_em)

    def measure(self, glyph: int) -> Glyph | None:
        contours = self.contours(glyph)
        box = Rect.around(point for contour in contours for point in contour)
        if box is None:
            return None
        # Inner contours run the other way, so that their areas are taken off.
        area = abs(sum(_area(contour) for contour in contours))
        by = self.scale
        return Rect(box.x0 * by, box.y0 * by, box.x1 * by, box.y1 * by), area * by * by

    def contours(self, glyph: int, depth: int = 0) -> list[list[Point]]:
        """The outline in units of the font, curves already made of short lines; empty where it is broken."""
        if depth > _DEEPEST or not 0 <= glyph < len(self.places) - 1:
            return []
        data = self.glyphs[self.places[glyph] : self.places[glyph + 1]]
        try:
            if len(data) < 10:
                return []
            count = struct.unpack_from(">h", data)[0]
            return list(_simple(data, count)) if count >= 0 else list(self._parts(data, depth))
        except (struct.error, IndexError):
            return []

    def _parts(self, data: bytes, depth: int) -> Iterator[list[Point]]:
        """A composite glyph (OpenType, glyf): parts with their offsets and scales."""
        position, more = 10, True
        while more:
            flags, glyph = struct.unpack_from(">HH", data, position)
            position += 4
            kind = ">hh" if flags & 1 else ">bb"
            x, y = struct.unpack_from(kind, data, position)
            position += struct.calcsize(kind)
            count = 1 if flags & 8 else 2 if flags & 0x40 else 4 if flags & 0x80 else 0
            values = [v / 16384 for v in struct.unpack_from(f">{count}h", data, position)]
            position += 2 * count
            a, b, c, d = {
                0: (1, 0, 0, 1),
                1: (*values, 0, 0, *values),
                2: (*values[:1], 0, 0, *values[1:]),
            }.get(count, values)
            matrix = Matrix(a, b, c, d, x, y)
            for contour in self.contours(glyph, depth + 1):
                yield [matrix.apply(*point) for point in contour]
            more = bool(flags & 0x20)


def _simple(data: bytes, count: int) -> Iterator[list[Point]]:
    ends = struct.unpack_from(f">{count}H", data, 10)
    total = ends[-1] + 1 if ends else 0
    position = 10 + 2 * count
    position += 2 + struct.unpack_from(">H", data, position)[0]
    flags: list[int] = []
    while len(flags) < total:
        flag = data[position]
        position += 1
        times = 1
        if flag & 8:
            times += data[position]
            position += 1
        flags += [flag] * times
    across, position = _coordinates(data, position, flags[:total], 2, 16)
    up, _ = _coordinates(data, position, flags[:total], 4, 32)
    start = 0
    for end in ends:
        points = [(float(across[i]), float(up[i]), bool(flags[i] & 1)) for i in range(start, end + 1)]
        start = end + 1
        if len(points) > 1:
            yield _flattened(points)


def _coordinates(
    data: bytes, position: int, flags: list[int], short: int, same: int
) -> tuple[list[int], int]:
    values, value = [], 0
    for flag in flags:
        if flag & short:
            value += data[position] if flag & same else -data[position]
            position += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, position)[0]
            position += 2
        values.append(value)
    return values, position


def _flattened(points: list[tuple[float, float, bool]]) -> list[Point]:
    """On-curve points and quarter points of the curves between; enough for an area within a per cent."""
    full: list[tuple[float, float, bool]] = []
    for here, there in pairwise([*points, points[0]]):
        full.append(here)
        if not here[2] and not there[2]:
            full.append(((here[0] + there[0]) / 2, (here[1] + there[1]) / 2, True))
    first = next((index for index, point in enumerate(full) if point[2]), 0)
    full = full[first:] + full[: first + 1]
    line: list[Point] = [full[0][:2]]
    for before, here, after in zip(full, full[1:], full[2:], strict=False):
        if here[2]:
            line.append(here[:2])
        else:
            for t in (0.25, 0.5, 0.75):
                u = 1 - t
                line.append(
                    (
                        u * u * before[0] + 2 * u * t * here[0] + t * t * after[0],
                        u * u * before[1] + 2 * u * t * here[1] + t * t * after[1],
                    )
                )
    return line


def _area(contour: list[Point]) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise([*contour, contour[0]])) / 2
