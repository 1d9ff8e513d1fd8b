"""The page of the documentation that lists the checks, written from the tuple and the catalogue of codes."""

from collections.abc import Iterator
from typing import Final

from socpdf.core.codes import find
from socpdf.core.codes.code import Code
from socpdf.core.diagnostics import Severity
from socpdf.preflight import CHECKS, READING, VERAPDF
from socpdf.preflight.rules import When

_HEAD: Final = """\
# Checks of a finished PDF

Written from the tuple `CHECKS` and from `core/codes/findings.py`; `pytest --update` rewrites it.
`socpdf check FILE.pdf` runs these checks on any PDF, `socpdf explain F105` tells one of them.

Which checks run depends on what the file says it keeps (in its XMP metadata), or on the standards named.
"""
_SECTIONS: Final = {
    "F00": "The file",
    "F01": "The file",
    "F05": "Metadata",
    "F10": "Content and structure tree",
    "F11": "Content and structure tree",
    "F12": "Language and words",
    "F13": "Headings and bookmarks",
    "F14": "Lists and notes",
    "F15": "Tables",
    "F160": "Tables",
    "F16": "Figures",
    "F17": "Links and other annotations",
    "F18": "Links and other annotations",
    "F19": "Contrast",
    "F22": "Fonts",
    "F23": "Fonts",
    "F25": "Attached files",
    "F30": "PDF/A",
    "F90": "veraPDF",
}
_APPLIES: Final = {
    When.ALWAYS: "every file",
    When.TAGGED: "tagged files",
    When.ACCESSIBLE: "tagged files, and files judged by PDF/UA, WTPDF or a level A",
    When.UA1: "tagged files of PDF 1.7",
    When.UA2: "tagged files of PDF 2.0",
    When.ARCHIVE: "files judged by PDF/A",
}


def checks_page() -> str:
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    rows = [(code, clause, "every file", "") for code, clause in READING]
    rows += [
        (c.code, c.clause, _APPLIES[c.when], " (a warning)" if c.severity is Severity.WARNING else "")
        for c in CHECKS
    ]
    rows += [(code, clause, "on request", "") for code, clause in VERAPDF]
    section = ""
    for code, clause, applies, note in rows:
        title = _SECTIONS.get(code) or _SECTIONS[code[:3]]
        if title != section:
            section = title
            yield f"## {section}\n"
        yield from _entry(code, clause, applies + note)


def _entry(code: str, clause: str, applies: str) -> Iterator[str]:
    entry: Code | None = find(code)
    assert entry is not None, f"{code} has no entry in core/codes/findings.py"
    yield f"### {code}: {entry.title}\n"
    yield f"{entry.cause} {entry.cure}\n"
    yield f"*For {applies}. {clause}.*\n"
