"""Metadata: the XMP packet, the title, and the standards a file says it keeps."""

import re
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.rules import Fault, Subject, claims_of, shown

_FILE_NAME: Final = re.compile(
    r".*\.(?:pdf|docx?|odt|indd|md|tex|pages|xlsx?|pptx?|html?|txt)|microsoft word - .*", re.IGNORECASE
)
_PLACEHOLDERS: Final = frozenset(
    {"untitled", "namnlös", "unspecified", "document", "dokument", "title", "titel"}
)
_DATE: Final = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?\d{0,2})?'?")


def has_xmp(subject: Subject) -> Iterator[Fault]:
    if subject.facts.xmp is None:
        yield Fault("the catalog has no XMP metadata that can be read: write a Metadata stream")


def names_its_standards(subject: Subject) -> Iterator[Fault]:
    xmp = subject.facts.xmp
    if xmp is None:
        return
    for standard in sorted(subject.standards - set(claims_of(xmp))):
        yield Fault(f"the XMP metadata does not say that the file keeps `{standard}`")
    if subject.standards & {"ua2"} and xmp.ua_part == "2" and xmp.ua_rev != "2024":
        yield Fault(f"pdfuaid:rev is `{xmp.ua_rev or ''}`: write `2024`")
    if subject.archive_part == "4" and xmp.a_part == "4" and xmp.a_rev != "2020":
        yield Fault(f"pdfaid:rev is `{xmp.a_rev or ''}`: write `2020`")


def has_title(subject: Subject) -> Iterator[Fault]:
    xmp = subject.facts.xmp
    if xmp is not None and not (xmp.title or "").strip():
        yield Fault("the XMP metadata has no dc:title: write the title of the document there")


def title_is_a_title(subject: Subject) -> Iterator[Fault]:
    title = (subject.facts.xmp.title if subject.facts.xmp else None) or ""
    if _FILE_NAME.fullmatch(title.strip()) or title.strip().casefold() in _PLACEHOLDERS:
        yield Fault(f"the title {shown(title)} is not a title: write what the document is called")


def title_is_shown(subject: Subject) -> Iterator[Fault]:
    if subject.facts.catalog.display_title is not True:
        yield Fault("windows show the file name: set DisplayDocTitle in ViewerPreferences to true")


def info_agrees(subject: Subject) -> Iterator[Fault]:
    info, xmp = subject.facts.info, subject.facts.xmp
    if xmp is None:
        return
    pairs = (
        ("Title", "dc:title", xmp.title),
        ("Subject", "dc:description", xmp.description),
        ("Author", "dc:creator", ", ".join(xmp.creators) or None),
        ("Keywords", "pdf:Keywords", xmp.keywords),
        ("Producer", "pdf:Producer", xmp.producer),
        ("Creator", "xmp:CreatorTool", xmp.creator_tool),
        ("CreationDate", "xmp:CreateDate", xmp.created),
        ("ModDate", "xmp:ModifyDate", xmp.modified),
    )
    for key, name, value in pairs:
        written = info.get(key)
        if written is not None and value is not None and not _same(written, value):
            yield Fault(f"{key} is {shown(written)} in the Info dictionary, {name} is {shown(value)}")


def _same(info: str, xmp: str) -> bool:
    date = _DATE.fullmatch(info)
    if date is None:
        return info.strip() == xmp.strip()
    digits = re.sub(r"\D", "", xmp)
    # Zones are written in too many ways to be compared; the day and the minute are not.
    stem = "".join(part or "" for part in date.groups()[:5])
    return digits.startswith(stem)
