"""Finds the project a command is about, and the names it was given, or says what to give."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from socpdf import profiles
from socpdf.cli.status import Misuse
from socpdf.core.names import did_you_mean
from socpdf.pipeline import Request

MARK: Final = Path("layouts", "rapport.yaml")
"""What makes a folder a project."""


def find_root(named: Path | None) -> Path:
    """The folder named, else the nearest that is a project at or above the current one."""
    if named is None:
        here = Path.cwd()
        candidates: Iterable[Path] = (here, *here.parents)
        place, wrong = ".", "no project here or in a folder above"
    else:
        candidates = (named,)
        place, wrong = str(named), "not a project"
    for folder in candidates:
        if (folder / MARK).is_file():
            return folder
    hint = "name its folder with `--projekt`, or make a new one with `socpdf new DIR`"
    raise Misuse("U102", f"{wrong}: `{MARK.as_posix()}` is missing", place, hint)


def known_profiles(names: Sequence[str]) -> tuple[str, ...]:
    """The names as given, each once."""
    valid = [profile.name for profile in profiles.PROFILES]
    for name in names:
        if name not in valid:
            raise Misuse("U106", f"unknown profile `{name}`", "socpdf", did_you_mean(name, valid))
    return tuple(dict.fromkeys(names))


def request(
    project: Path | None, out: Path | None, chapter: int | None, profile_names: Sequence[str]
) -> Request:
    root = find_root(project)
    return Request(root, out or root / "out", chapter, known_profiles(profile_names))
