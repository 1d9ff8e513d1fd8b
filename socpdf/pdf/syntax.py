"""Python values into PDF syntax: strings, names, dates, references."""

from collections.abc import Iterable
from datetime import datetime

_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def string(text: str) -> bytes:
    """A text string: as it stands where ASCII says it, else UTF-16BE (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return b"(" + text.translate(_ESCAPES).encode("ascii") + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def byte_string(raw: bytes) -> bytes:
    return b"<" + raw.hex().upper().encode() + b">"


def name(text: str) -> bytes:
    """A name; all but plain characters as #xx of their UTF-8 (ISO 32000-1, 7.3.5)."""
    out = bytearray(b"/")
    for byte in text.encode():
        plain = 0x21 <= byte <= 0x7E and byte not in b"#()<>[]{}/%"
        out += bytes((byte,)) if plain else b"#%02X" % byte
    return bytes(out)


def reference(number: int) -> bytes:
    return b"%d 0 R" % number


def references(numbers: Iterable[int]) -> bytes:
    return b"[" + b" ".join(b"%d 0 R" % number for number in numbers) + b"]"


def date(moment: datetime) -> bytes:
    """A date in UTC (ISO 32000-1, 7.9.4)."""
    return moment.strftime("(D:%Y%m%d%H%M%S+00'00')").encode()
