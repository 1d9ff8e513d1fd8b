"""`socpdf new`: a small project that builds, to be written over."""

import shlex
from pathlib import Path
from typing import Final

from socpdf.cli import console
from socpdf.cli.status import Misuse, Status
from socpdf.core.files import write_atomically

SKELETON: Final = Path(__file__).with_name("skeleton")


def run(folder: Path) -> Status:
    for path in make(folder):
        console.show(console.relative(path))
    console.tell(f"build it with `socpdf build --projekt {shlex.quote(str(folder))}`")
    return Status.BUILT


def make(folder: Path) -> list[Path]:
    """Write the project and return its files; nothing that exists is ever touched."""
    if folder.exists() and not (folder.is_dir() and next(folder.iterdir(), None) is None):
        what = "this folder holds files already" if folder.is_dir() else "this is a file"
        raise Misuse("U103", what, str(folder), "name a folder that does not exist yet, or an empty one")
    made = []
    for source in sorted(SKELETON.rglob("*")):
        if source.is_file():
            target = folder / source.relative_to(SKELETON)
            write_atomically(target, source.read_bytes())
            made.append(target)
    return made
