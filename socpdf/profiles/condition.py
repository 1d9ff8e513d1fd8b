"""Printing conditions: which paper and inks the numbers of a CMYK file are meant for.

FOGRA39 comes with the command; a report names another in `layouts/rapport.yaml`, with its ICC profile.
"""

import re
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Refused, Sink
from socpdf.ir.spec import PressSpec

REGISTRY: Final = "http://www.color.org"
# How conditions are called whose measurements the ICC keeps a register of.
_REGISTERED: Final = re.compile(r"(?:FOGRA|IFRA|JC|CGATS TR )\d+")
# Where the words of an ICC profile's header stand, and its table of contents (ISO 15076-1, 7.2 and 7.3).
_SIZE, _CLASS, _SPACE, _SIGNATURE, _COUNT = (slice(at, at + 4) for at in (0, 12, 16, 36, 128))
_HEADER: Final = 132
_ENTRY: Final = 12
_CLASSES: Final = {"scnr": "a scanner", "mntr": "a screen", "link": "a link between two devices"}
_NEWEST: Final = 4
"""PDF 1.6 knows profiles up to version 4."""


@dataclass(frozen=True, slots=True)
class PrintCondition:
    name: str
    """As the output intent names it: `FOGRA39`."""
    about: str
    file: Path
    """The ICC profile, of a printing press in CMYK."""
    ink_limit: int
    """The most ink that paper and press bear, the four plates added up, in per cent."""

    @property
    def registry(self) -> str:
        """Where measurements of the condition are kept; empty where they are not known to be."""
        return REGISTRY if _REGISTERED.fullmatch(self.name) else ""


FOGRA39: Final = PrintCondition(
    name="FOGRA39",
    about="Offset commercial and specialty printing according to ISO 12647-2:2004 / Amd 1, paper type 1 or 2 "
    "(gloss or matt coated), 115 g/m2",
    file=Path(str(files("socpdf"))) / "assets" / "icc" / "FOGRA39L_coated.icc",
    ink_limit=330,
)
# Sheet-fed offset on the papers of ISO 12647-2:2013 (FOGRA51 and FOGRA52).
USUAL_LIMIT: Final = 300


def read_condition(root: Path, press: PressSpec, sink: Sink) -> PrintCondition:
    """What the report asks for; refuses a profile that no printer could use."""
    if press.profile is None:
        return replace(FOGRA39, ink_limit=press.ink_limit or FOGRA39.ink_limit)
    typed, span = press.profile
    fault = _fault(root, typed)
    if fault:
        message, hint = fault
        sink.error("G301", f"`{typed}` {message}", span, hint)
        raise Refused
    return PrintCondition(press.condition, press.condition, root / typed, press.ink_limit or USUAL_LIMIT)


def _fault(root: Path, typed: str) -> tuple[str, str] | None:
    """What is wrong with the profile, and what to do."""
    copied = "copy the profile into the project, and write its path from the project's folder"
    try:
        path = (root / typed).resolve()
        if not path.is_relative_to(root.resolve()):
            return "lies outside the project", copied
        raw = path.read_bytes()
    except (OSError, RuntimeError, ValueError):
        return "cannot be read", copied
    unfit = _unfit(raw)
    return (unfit, "ask the printer for the ICC profile of paper and press") if unfit else None


def _unfit(raw: bytes) -> str:
    """Why the file is no profile for a press in CMYK; empty if it is one."""
    if len(raw) < _HEADER or raw[_SIGNATURE] != b"acsp":
        return "is no ICC profile"
    kind = raw[_CLASS].decode("ascii", "replace")
    if kind != "prtr":
        return f"is the profile of {_CLASSES.get(kind, f'the class {kind.strip()}')}, not of a press"
    space = raw[_SPACE].decode("ascii", "replace").strip()
    if space != "CMYK":
        return f"is a profile for {space}, not for CMYK"
    if raw[8] > _NEWEST:
        return f"is of version {raw[8]}, and PDF/X-4 knows versions up to {_NEWEST}"
    if len(raw) < int.from_bytes(raw[_SIZE], "big"):
        return "is not whole"
    end = _HEADER + int.from_bytes(raw[_COUNT], "big") * _ENTRY
    entries = range(_HEADER, min(end, len(raw)), _ENTRY)
    if not any(raw[at : at + 4] == b"B2A0" for at in entries):
        return "does not say which inks make a colour"
    return ""
