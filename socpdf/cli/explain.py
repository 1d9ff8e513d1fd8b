"""`socpdf explain`: cause and cure of a message, from the catalogue the messages themselves come from."""

import shutil
import textwrap
from typing import Final

from socpdf.cli import console
from socpdf.cli.status import Misuse, Status
from socpdf.core import codes
from socpdf.core.names import did_you_mean

FAMILIES: Final = (
    ("L", "the language of the specs"),
    ("D", "data files and their descriptions"),
    ("T", "tables and values"),
    ("S", "disclosure control"),
    ("A", "the audit of the text"),
    ("G", "layout and writing"),
    ("F", "findings in a finished PDF"),
    ("P", "findings of the print preflight"),
    ("U", "use of the command"),
)


def run(name: str | None) -> Status:
    if name is None:
        console.show(_families())
        return Status.BUILT
    wanted = name.strip("[]").upper()
    if wanted in dict(FAMILIES):
        console.show(_family(wanted))
        return Status.BUILT
    code = codes.find(wanted)
    if code is None:
        hint = did_you_mean(wanted, [entry.id for entry in codes.CODES])
        raise Misuse("U104", f"unknown code `{name}`", "socpdf explain", hint)
    console.show(_entry(code))
    return Status.BUILT


def _families() -> str:
    lines = [f"{letter}  {subject}, {_size(letter)} codes" for letter, subject in FAMILIES]
    return "\n".join(
        [*lines, "", "socpdf explain L    lists a family", "socpdf explain L203 explains a code"]
    )


def _size(letter: str) -> int:
    return sum(entry.id.startswith(letter) for entry in codes.CODES)


def _family(letter: str) -> str:
    return "\n".join(f"{entry.id}  {entry.title}" for entry in codes.CODES if entry.id.startswith(letter))


def _entry(code: codes.Code) -> str:
    parts = [_filled(f"{code.id}: {code.title}"), _filled(code.cause), _filled(f"What to do: {code.cure}")]
    if code.example:
        parts.append("\n".join(f"    {line}" for line in code.example.splitlines()))
    return "\n\n".join(parts)


def _filled(text: str) -> str:
    """Broken to the terminal, yet never into lines too long to read; what is to be typed stays whole."""
    width = min(shutil.get_terminal_size().columns, 88)
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)
