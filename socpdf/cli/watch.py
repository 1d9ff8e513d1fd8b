"""`socpdf watch`: builds again whenever a file of the project says something else than before.

Polls, because that works on every file system, also on shares and in containers; a file is only read again
when its time stamps or size changed, and only another content counts.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from socpdf.cli import build, console, internal
from socpdf.cli.status import Status
from socpdf.pipeline import Request

# Shorter than one notices after saving, longer by far than it takes to look at a project's files.
INTERVAL: Final = 0.25
# What a build reads: a log that is written into the project must not set off a build that writes it on.
READ: Final = frozenset(
    (
        *(".md", ".yaml", ".toml", ".csv", ".xlsx", ".parquet", ".db", ".sqlite", ".sqlite3"),
        *(".ttf", ".otf", ".png", ".jpg", ".jpeg"),
    )
)


@dataclass(frozen=True, slots=True)
class Seen:
    stamp: tuple[int, int, int]
    digest: bytes


Snapshot = Mapping[str, Seen]


def run(request: Request) -> Status:
    """Build now and after each change, until Ctrl-C."""
    try:
        console.tell(f"watching {request.root}; Ctrl-C ends")
        for changed in changes(request.root, request.out):
            if changed:
                console.tell("changed: " + ", ".join(changed))
            _rebuild(request)
    except KeyboardInterrupt:
        console.tell("stopped")
    return Status.BUILT


def _rebuild(request: Request) -> None:
    started = time.perf_counter()
    try:
        build.run(request, as_json=False)
    except Exception as error:  # told, and the author goes on writing
        console.tell_diagnostics([internal.diagnose(error)])
    console.tell(f"{time.strftime('%H:%M:%S')}: {time.perf_counter() - started:.1f} s; waiting for changes")


def changes(
    root: Path, out: Path, *, pause: Callable[[float], None] = time.sleep
) -> Iterator[tuple[str, ...]]:
    """Nothing at once, then each time the names of the files that are new, gone or different.

    What changes while the receiver works is found afterwards: nothing saved during a build is missed.
    """
    known = snapshot(root, out, {})
    yield ()
    while True:
        pause(INTERVAL)
        found = snapshot(root, out, known)
        changed = different(known, found)
        while changed and found != (settled := _after(pause, root, out, found)):
            # Still being written: half a file would only give errors nobody made.
            found = settled
            changed = different(known, found)
        known = found
        if changed:
            yield changed


def _after(pause: Callable[[float], None], root: Path, out: Path, found: Snapshot) -> Snapshot:
    pause(INTERVAL / 5)
    return snapshot(root, out, found)


def different(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    names = sorted({*before, *after})
    return tuple(name for name in names if _digest(before, name) != _digest(after, name))


def _digest(files: Snapshot, name: str) -> bytes:
    seen = files.get(name)
    return seen.digest if seen else b""


def snapshot(root: Path, out: Path, earlier: Snapshot) -> Snapshot:
    """Every file a build may read, by its path below the root."""
    return {name: seen for path, name in _files(root, out) if (seen := _look(path, earlier.get(name)))}


def _files(root: Path, out: Path) -> Iterator[tuple[Path, str]]:
    skipped = out.resolve()
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = [
            name for name in folders if _is_of_project(here / name) and (here / name).resolve() != skipped
        ]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in READ:
                yield here / name, (here / name).relative_to(root).as_posix()


def _is_of_project(folder: Path) -> bool:
    """Not hidden, not a cache, not a virtual environment."""
    name = folder.name
    return not (name.startswith(".") or name == "__pycache__" or (folder / "pyvenv.cfg").exists())


def _look(path: Path, before: Seen | None) -> Seen | None:
    """None for what is gone again, or cannot be read: the build will say so, if it wants it."""
    try:
        state = path.stat()
        stamp = (state.st_mtime_ns, state.st_ctime_ns, state.st_size)
        if before and before.stamp == stamp:
            return before
        return Seen(stamp, hashlib.blake2b(path.read_bytes(), digest_size=16).digest())
    except OSError:
        return None
