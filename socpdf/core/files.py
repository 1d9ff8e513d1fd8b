"""Writes whole files or none: beside their targets first, then renamed over them."""

import errno
import os
import secrets
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` by `content`, so that nobody ever sees half of it; parallel builds do not meet."""
    write_all({path: content})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Replace all files, or none: nothing is renamed before all are written and no folder is in the way.

    A file that holds its content already is left as it is: to rename costs more than to read, and whoever
    watches the file need not look again.
    """
    with ExitStack() as leftovers:
        written: dict[Path, Path] = {}
        for path, content in files.items():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder stands where the file should", str(path))
            if _holds(path, content):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.part")
            leftovers.callback(beside.unlink, missing_ok=True)
            beside.write_bytes(content)
            written[path] = beside
        for path, beside in written.items():
            beside.replace(path)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
