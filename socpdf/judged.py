"""A finished file becomes the report of our own judge, or the one that the same bytes got before.

What is kept rests on the bytes of the file, on how it will be printed, and on the judge itself: its source
and the library it reads with. So a judge that was changed judges anew.
"""

from dataclasses import replace
from functools import cache as once
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from socpdf.core.cache import Cache, key_of
from socpdf.ir.report import Report
from socpdf.profiles import Boxes, PrintCondition, Profile

_VERSION: Final = 1
_KIND: Final = "reports"
_JUDGE: Final = Path(__file__).parent / "preflight"
_SHEETS: Final = "SheetCMYK"
_NEWSPAPER: Final = "Newspaper"


def judged(path: Path, content: bytes, profile: Profile, cache: Cache) -> Report:
    """Judge a file of a profile, which holds `content`; one for a printer also as the printer does."""
    condition = profile.condition if profile.boxes is Boxes.TRIM_AND_BLEED else None
    printed = "" if condition is None else f"{_segment(condition)} {condition.ink_limit}"
    key = key_of(_VERSION, b"\0".join((_judge(), printed.encode(), content)))
    kept = cache.get(_KIND, key)
    if kept is not None:
        return replace(Report.from_json(kept.decode()), path=str(path))
    report = _judgement(path, condition)
    cache.put(_KIND, key, replace(report, path="").to_json().encode())
    return report


def _judgement(path: Path, condition: PrintCondition | None) -> Report:
    # Behind the judge stand pypdf and numpy, which a build that finds all its reports does not need.
    from socpdf.preflight import check
    from socpdf.preflight.press import segment_for

    if condition is None:
        return check(path)
    return check(path, segment=replace(segment_for(_segment(condition)), coverage=condition.ink_limit))


def _segment(condition: PrintCondition) -> str:
    """The conditions of newspapers are named by their association; all others are taken for sheets."""
    return _NEWSPAPER if condition.name.startswith("IFRA") else _SHEETS


@once
def _judge() -> bytes:
    """A digest of the judge."""
    digest = sha256(f"pypdf {version('pypdf')}".encode())
    for path in sorted(_JUDGE.rglob("*.py")):
        digest.update(path.relative_to(_JUDGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.digest()
