"""Bytes that were made before, found again by what they were made of (`socpdf/core/cache.py`).

An entry is a file `<folder>/<kind>/<first two digits of the key>/<the rest>`: a digest of its bytes, then the
bytes. An entry that is damaged, or cannot be read or written, is as none; the folder may be deleted at any
time. Entries are written beside their place and renamed, so builds at the same time do not meet.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from socpdf.core.files import write_atomically

FOLDER: Final = Path(".cache", "socpdf")
"""Below the project's folder."""
_DIGEST: Final = sha256().digest_size


def key_of(version: int, content: bytes) -> str:
    """Of all that the result depends on; the version is counted up when the maker itself changes."""
    return sha256(b"%d:" % version + content).hexdigest()


class Cache:
    """The entries below one folder; without a folder nothing is kept and nothing found."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, kind: str, key: str) -> bytes | None:
        if self._folder is None:
            return None
        try:
            entry = self._path(self._folder, kind, key).read_bytes()
        except OSError:
            return None
        digest, content = entry[:_DIGEST], entry[_DIGEST:]
        return content if sha256(content).digest() == digest else None

    def put(self, kind: str, key: str, content: bytes) -> None:
        if self._folder is not None:
            with suppress(OSError):
                write_atomically(self._path(self._folder, kind, key), sha256(content).digest() + content)

    def _path(self, folder: Path, kind: str, key: str) -> Path:
        return folder / kind / key[:2] / key[2:]
