"""The size of a picture file, read from its head; the picture itself is the writer's business."""

import struct
from pathlib import Path
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
# Markers that begin a JPEG's frame and so tell its size (ISO 10918-1, B.1.1.3); not DHT, JPG and DAC.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE: Final = frozenset({0x01, *range(0xD0, 0xDA)})


class UnreadablePicture(ValueError):  # noqa: N818 - what is wrong with a file; the caller makes a message of it
    """Neither a PNG nor a JPEG whose size can be read."""


def pixels(file: Path) -> tuple[int, int]:
    """Width and height; raises `UnreadablePicture`."""
    raw = file.read_bytes()
    if raw.startswith(_PNG) and len(raw) >= 24:
        width, height = struct.unpack(">II", raw[16:24])
    else:
        width, height = _jpeg(raw)
    if not width or not height:
        raise UnreadablePicture("the picture has no size")
    return width, height


def _jpeg(raw: bytes) -> tuple[int, int]:
    at = 2
    while raw.startswith(b"\xff\xd8") and at + 9 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", raw[at + 5 : at + 9])
            return width, height
        at += 2 if marker in _STANDALONE else 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
    raise UnreadablePicture("neither a PNG nor a JPEG picture")
