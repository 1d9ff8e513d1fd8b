"""Content streams and CMaps as operations: an operator with the operands before it.

A compact tokenizer of our own: pypdf builds an object for every token and is many times slower. Broken
input gives fewer operations, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from socpdf.preflight.objects import Name, Obj

# One token a match; groups in the order of frequency. What stands between tokens is eaten first, and
# possessively: else a tail of blanks would be tried in every way it can be split.
_TOKEN: Final = re.compile(
    rb"(?:[\x00\t\n\f\r ]++|%[^\r\n]*+)*+"
    rb"(?:([+-]?(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$))"  # 1 number
    rb"|([A-Za-z'\"][^\x00\t\n\f\r ()<>\[\]{}/%]*)"  # 2 operator
    rb"|\(([^()\\\r]*)\)"  # 3 string without escapes
    rb"|<([0-9A-Fa-f\x00\t\n\f\r ]*)>"  # 4 hexadecimal string
    rb"|/([^\x00\t\n\f\r ()<>\[\]{}/%]*)"  # 5 name
    rb"|(\[)|(\])|(<<)|(>>)|(\()"  # 6-10
    rb"|([^\x00\t\n\f\r ]))"  # 11 anything else is skipped
)
_NAME_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE: Final = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))|\r\n?", re.DOTALL)
_ESCAPED: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PAREN: Final = re.compile(rb"\\.|[()]", re.DOTALL)
_WORDS: Final[dict[bytes, Obj]] = {b"true": True, b"false": False, b"null": None}
_IMAGE_END: Final = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")

# No operator takes more operands; a CMap's lists come in blocks of a hundred ranges.
_MOST_OPERANDS: Final = 4096
_DEEPEST: Final = 32

Operation = tuple[bytes, list[Obj]]

# So many streams, as long as those of most pages, are remembered: operations take twenty times their room.
_KEPT_LENGTH: Final = 32_768
_KEPT: Final = 128


def program(data: bytes) -> Iterable[Operation]:
    """The same, for streams that are read more than once: of pages, and of forms that all pages draw."""
    return _kept(data) if len(data) <= _KEPT_LENGTH else operations(data)


@lru_cache(maxsize=_KEPT)
def _kept(data: bytes) -> tuple[Operation, ...]:
    return tuple(operations(data))


def operations(data: bytes) -> Iterator[Operation]:  # noqa: C901 - the kinds of token, one by one, in a hot loop
    """Each operator with its operands; an inline image comes as `EI` with its dictionary."""
    position = 0
    operands: list[Obj] = []
    nested: list[tuple[str, list[Obj]]] = []
    match = _TOKEN.match
    while token := match(data, position):
        position = token.end()
        value: Obj
        kind = token.lastindex
        if kind == 1:
            text = token[1]
            value = float(text) if b"." in text else int(text)
        elif kind == 2:
            word = token[2]
            if word in _WORDS:
                value = _WORDS[word]
            else:
                if word == b"ID":
                    position = _end_of_image(data, position)
                    word, operands = b"EI", [_pairs(operands)]
                yield word, operands
                operands, nested = [], []
                continue
        elif kind == 3:
            value = token[3]
        elif kind == 4:
            value = _hexadecimal(token[4])
        elif kind == 5:
            value = _name(token[5])
        elif kind in (6, 8):
            if len(nested) < _DEEPEST:
                nested.append(("[" if kind == 6 else "<", operands))
                operands = []
            continue
        elif kind in (7, 9):
            if not nested:
                continue
            opened, outer = nested.pop()
            value = tuple(operands) if opened == "[" else _pairs(operands)
            operands = outer
        elif kind == 10:
            end = _end_of_string(data, position)
            value = _unescape(data[position : end - 1])
            position = end
        else:
            continue
        if len(operands) < _MOST_OPERANDS:
            operands.append(value)


def _name(raw: bytes) -> Name:
    if b"#" in raw:
        raw = _NAME_ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), raw)
    try:
        return Name(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Name(raw.decode("latin-1"))


def _hexadecimal(digits: bytes) -> bytes:
    digits = b"".join(digits.replace(b"\x00", b"").split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _end_of_string(data: bytes, position: int) -> int:
    """The place behind the parenthesis that closes the string which began before `position`."""
    depth = 1
    for paren in _PAREN.finditer(data, position):
        if paren[0] == b"(":
            depth += 1
        elif paren[0] == b")":
            depth -= 1
            if not depth:
                return paren.end()
    return len(data) + 1


def _unescape(raw: bytes) -> bytes:
    def replace(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return bytes([int(found[1], 8) & 0xFF])
        if found[2]:
            return b""
        return _ESCAPED.get(found[3], found[3]) if found[3] else b"\n"

    return _ESCAPE.sub(replace, raw)


def _pairs(operands: list[Obj]) -> dict[str, Obj]:
    """A dictionary of names and values, as far as they come in pairs."""
    return {
        str(key): value
        for key, value in zip(operands[::2], operands[1::2], strict=False)
        if isinstance(key, Name)
    }


def _end_of_image(data: bytes, position: int) -> int:
    """The place behind the EI of an inline image.

    Its bytes may hold the letters EI by chance; what follows a true EI is text, so ten bytes are looked at.
    """
    for end in _IMAGE_END.finditer(data, position):
        after = data[end.end() : end.end() + 10]
        if all(byte in b"\t\n\f\r" or 32 <= byte < 127 for byte in after):
            return end.end()
    return len(data)
