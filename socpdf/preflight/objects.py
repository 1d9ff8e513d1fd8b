"""The objects of a PDF as plain Python values, and a store that follows references.

Readers of facts speak these types only, so that no library for PDF is known beyond `facts.py`. Every accessor
of the store answers None for a value of another type: a broken file gives missing facts, never an exception.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    dictionary: Dict
    decode: Callable[[], bytes]
    """The bytes after all filters; empty where a filter fails."""
    raw_size: int = 0


Obj: TypeAlias = "bool | int | float | Name | bytes | tuple[Obj, ...] | Dict | Stream | Ref | None"
Dict: TypeAlias = "Mapping[str, Obj]"

# A chain of references longer than this is a loop.
_LONGEST_CHAIN: Final = 16
# ISO 32000-1, annex C.2: the largest real number.
_LARGEST: Final = 3.403e38


@dataclass(slots=True)
class Store:
    """Objects by number, read once; `trailer` is where to begin."""

    trailer: Dict
    load: Callable[[int], Obj]
    _cache: dict[int, Obj] = field(default_factory=dict)

    def get(self, value: Obj) -> Obj:
        """The value itself, all references followed."""
        for _ in range(_LONGEST_CHAIN):
            if not isinstance(value, Ref):
                return value
            if value.number not in self._cache:
                self._cache[value.number] = self.load(value.number)
            value = self._cache[value.number]
        return None

    def dict(self, value: Obj) -> Dict | None:
        """A dictionary, or the dictionary of a stream."""
        found = self.get(value)
        if isinstance(found, Stream):
            return found.dictionary
        return found if isinstance(found, Mapping) else None

    def array(self, value: Obj) -> tuple[Obj, ...] | None:
        found = self.get(value)
        return found if isinstance(found, tuple) else None

    def items(self, value: Obj) -> tuple[Obj, ...]:
        """The items of an array; a value that stands alone counts as an array of one, null as empty."""
        found = self.get(value)
        if isinstance(found, tuple):
            return found
        return () if found is None else (value,)

    def stream(self, value: Obj) -> Stream | None:
        found = self.get(value)
        return found if isinstance(found, Stream) else None

    def name(self, value: Obj) -> str | None:
        found = self.get(value)
        return str(found) if isinstance(found, Name) else None

    def integer(self, value: Obj) -> int | None:
        found = self.get(value)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def number(self, value: Obj) -> float | None:
        found = self.get(value)
        return real(found) if isinstance(found, int | float) and not isinstance(found, bool) else None

    def boolean(self, value: Obj) -> bool | None:
        found = self.get(value)
        return found if isinstance(found, bool) else None

    def string(self, value: Obj) -> bytes | None:
        found = self.get(value)
        return found if isinstance(found, bytes) else None

    def text(self, value: Obj) -> str | None:
        found = self.get(value)
        return decode_text(found) if isinstance(found, bytes) else None

    def numbers(self, value: Obj) -> tuple[float, ...] | None:
        """An array of numbers only."""
        found = self.array(value)
        if found is None:
            return None
        values = tuple(self.number(item) for item in found)
        return tuple(v for v in values if v is not None) if None not in values else None


def real(value: float) -> float:
    """A number as a float; one of more digits than any page has is cut to what still can be reckoned with."""
    return float(min(max(value, -_LARGEST), _LARGEST))


def number_of(value: Obj) -> int | None:
    """The object number a reference names."""
    return value.number if isinstance(value, Ref) else None


# PDFDocEncoding where it differs from Latin-1 (ISO 32000-2, annex D.3).
_DOC_ENCODING: Final[Mapping[int, str]] = {
    **{0x18 + i: c for i, c in enumerate("\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc")},
    **{
        0x80 + i: c
        for i, c in enumerate(
            "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018"
            "\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e"
        )
    },
    0xA0: "\u20ac",
}


def decode_text(raw: bytes) -> str:
    """A text string as characters (ISO 32000-2, 7.9.2.2): UTF-16, UTF-8 by its mark, else PDFDocEncoding."""
    if raw.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return raw.decode("utf-16", "replace")
    if raw.startswith(codecs.BOM_UTF8):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("latin-1").translate(_DOC_ENCODING)
