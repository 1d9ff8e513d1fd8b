"""Finished objects into the bytes of a PDF file: object streams, a cross-reference stream, a hashed ID.

Knows the file's syntax and nothing of what the objects mean.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from socpdf.core.records import record

# Enough objects that a stream of structure elements compresses well (ten times smaller than alone), few
# enough that a reader who wants one of them does not unpack a megabyte.
OBJECTS_PER_STREAM: Final = 200


@record
class Stream:
    """An object with data, already encoded; `entries` are those of its dictionary but for Length."""

    entries: bytes
    data: bytes


Body = bytes | Stream


def serialise(
    objects: Mapping[int, Body], *, version: str, root: int, info: int | None, effort: int
) -> bytes:
    """The whole file. Objects are numbered from 1 without gaps."""
    out = bytearray(f"%PDF-{version}\n".encode() + b"%\xe2\xe3\xcf\xd3\n")
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    packed: list[tuple[int, bytes]] = []
    for number in sorted(objects):
        body = objects[number]
        if isinstance(body, Stream):
            entries[number] = (1, len(out), 0)
            out += _stream(number, body)
        else:
            packed.append((number, body))
    number = max(objects, default=0)
    for start in range(0, len(packed), OBJECTS_PER_STREAM):
        number += 1
        group = packed[start : start + OBJECTS_PER_STREAM]
        entries[number] = (1, len(out), 0)
        entries.update((member, (2, number, index)) for index, (member, _) in enumerate(group))
        out += _stream(number, _object_stream(group, effort))
    number += 1
    entries[number] = (1, len(out), 0)
    start_of_table = len(out)
    # The ID is a fingerprint of all that precedes it: equal input, equal bytes (ISO 32000-1, 14.4).
    fingerprint = hashlib.sha256(out).hexdigest()[:32].upper().encode()
    references = b"/Root %d 0 R" % root + (b"/Info %d 0 R" % info if info is not None else b"")
    table = _table([entries[key] for key in sorted(entries)])
    head = b"/Type/XRef/Size %d/W[1 4 2]%s/ID[<%s><%s>]/Filter/FlateDecode"
    out += _stream(
        number,
        Stream(head % (number + 1, references, fingerprint, fingerprint), zlib.compress(table, effort)),
    )
    out += b"startxref\n%d\n%%%%EOF\n" % start_of_table
    return bytes(out)


def _stream(number: int, stream: Stream) -> bytes:
    # The end-of-line before endstream is asked for by ISO 19005-3, 6.1.7.1.
    return b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        stream.entries,
        len(stream.data),
        stream.data,
    )


def _object_stream(group: Sequence[tuple[int, bytes]], effort: int) -> Stream:
    index = bytearray()
    bodies = bytearray()
    for number, body in group:
        index += b"%d %d " % (number, len(bodies))
        bodies += body + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(group), len(index))
    return Stream(entries, zlib.compress(bytes(index + bodies), effort))


def _table(rows: Sequence[tuple[int, int, int]]) -> bytes:
    out = bytearray()
    for kind, second, third in rows:
        out.append(kind)
        out += second.to_bytes(4, "big")
        out += third.to_bytes(2, "big")
    return bytes(out)
