"""Attached files: that a reader learns what they are and can save them under a name."""

import re
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.model import AttachedFile
from socpdf.preflight.rules import Fault, Subject, shown

_MIME: Final = re.compile(r"[-\w+.]+/[-\w+.]+")
# ISO 32000-2, Table 43.
_RELATIONSHIPS: Final = frozenset(
    {"Source", "Data", "Alternative", "Supplement", "EncryptedPayload", "FormData", "Schema", "Unspecified"}
)


def _fault(file: AttachedFile, message: str) -> Fault:
    return Fault(
        f"the file {shown(file.label)} {message}", place=f"object {file.number}" if file.number else ""
    )


def have_names(subject: Subject) -> Iterator[Fault]:
    for file in subject.facts.files:
        if file.embedded and not (file.file and file.unicode_file):
            missing = "F" if not file.file else "UF"
            yield _fault(file, f"has no {missing}: write its name in F and UF")


def are_described(subject: Subject) -> Iterator[Fault]:
    for file in subject.facts.files:
        if not file.embedded or not (file.associated or file.listed):
            continue
        if not (file.description or "").strip():
            yield _fault(file, "has no Desc: say what it holds")
        if not file.mime or not _MIME.fullmatch(file.mime):
            yield _fault(
                file, f"has the type {shown(file.mime or '')}: write a MIME type such as text/csv in Subtype"
            )
        if file.associated and file.relationship not in _RELATIONSHIPS:
            yield _fault(
                file, f"has the AFRelationship {shown(file.relationship or '')}: write Data, Source, …"
            )


def attachments_say_what_they_are(subject: Subject) -> Iterator[Fault]:
    """Matterhorn 28-016: the file behind a FileAttachment annotation."""
    for page in subject.facts.pages:
        for annotation in page.annotations:
            if annotation.subtype == "FileAttachment" and annotation.attached is None:
                yield Fault("a FileAttachment annotation carries no file", page.index)


def belong_to_something(subject: Subject) -> Iterator[Fault]:
    """PDF/A-3 and -4f: each file is associated with the document or a part of it."""
    if subject.archive_part not in ("3", "4"):
        return
    for file in subject.facts.files:
        if file.embedded and not file.associated:
            yield _fault(
                file, "is associated with nothing: name it in AF of the catalog or of what it belongs to"
            )
    if "4f" in subject.standards and not any(file.listed for file in subject.facts.files):
        yield Fault("a PDF/A-4f file has embedded files: list them in the name tree EmbeddedFiles")


def are_allowed(subject: Subject) -> Iterator[Fault]:
    """PDF/A-2 and plain PDF/A-4 take other PDF/A files only."""
    if not subject.standards & {"2a", "2b", "2u", "4"}:
        return
    for file in subject.facts.files:
        if file.embedded and file.mime != "application/pdf":
            yield _fault(file, "is no PDF: only PDF/A-3 and PDF/A-4f take files of any kind")
