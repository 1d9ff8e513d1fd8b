"""PDF/X-4 as a file: version, output intent, metadata, fonts, and what no press can carry out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from socpdf.preflight.press.rules import PressFault, PressSubject, place_of

_NEWEST: Final = "1.6"
_VERSION: Final = "PDF/X-4"
_PRESS: Final = "prtr"
_MARKS: Final = frozenset({"PrinterMark", "TrapNet"})
_DIGITS: Final = re.compile(r"\d+")


def fits_the_version(subject: PressSubject) -> Iterator[PressFault]:
    version = subject.facts.version
    if version > _NEWEST:
        yield PressFault(
            f"the file is of PDF {version}; PDF/X-4 stands on {_NEWEST}", measured=version, limit=_NEWEST
        )
    if not subject.header.startswith(b"%PDF-"):
        yield PressFault("the file does not begin with %PDF-; remove what stands before it")


def is_open(subject: PressSubject) -> Iterator[PressFault]:
    if subject.facts.encrypted:
        yield PressFault("the file is encrypted; write it without a password or permissions")


def has_id(subject: PressSubject) -> Iterator[PressFault]:
    if not subject.facts.has_id:
        yield PressFault("the trailer has no ID; write one")


def has_one_intent(subject: PressSubject) -> Iterator[PressFault]:
    count = sum(intent.subtype == "GTS_PDFX" for intent in subject.facts.intents)
    if count != 1:
        yield PressFault(
            f"the file has {count} output intents of the kind GTS_PDFX; write exactly one",
            measured=str(count),
            limit="1",
        )


def intent_is_for_a_press(subject: PressSubject) -> Iterator[PressFault]:
    for intent in subject.facts.intents:
        if intent.subtype != "GTS_PDFX":
            continue
        if not intent.space:
            yield PressFault("the output intent has no embedded profile; embed that of the printer")
        elif intent.space != "CMYK":
            yield PressFault(
                f"the profile of the output intent is {intent.space}; embed one for CMYK",
                measured=intent.space,
                limit="CMYK",
            )
        elif intent.device_class != _PRESS:
            yield PressFault(
                f"the profile of the output intent is of class `{intent.device_class}`; "
                f"a printer's is of class `{_PRESS}`",
                measured=intent.device_class,
                limit=_PRESS,
            )
        if not intent.condition:
            yield PressFault(
                "the output intent has no OutputConditionIdentifier; name the printing condition"
            )


def names_its_standard(subject: PressSubject) -> Iterator[PressFault]:
    xmp = subject.facts.xmp
    named = (xmp.x_version if xmp else None) or ""
    if named != _VERSION:
        yield PressFault(
            f"GTS_PDFXVersion in the metadata is `{named}`; write `{_VERSION}`",
            measured=named or "none",
            limit=_VERSION,
        )


def tells_its_dates(subject: PressSubject) -> Iterator[PressFault]:
    xmp, info = subject.facts.xmp, subject.facts.info
    if xmp is None:
        return
    dates = {"xmp:CreateDate": xmp.created, "xmp:ModifyDate": xmp.modified, "xmp:MetadataDate": xmp.noted}
    for name, date in dates.items():
        if not date:
            yield PressFault(f"the metadata have no {name}; write when it was")
    for key, name in (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")):
        written, told = info.get(key), dates[name]
        if written and told and _moment(written) != _moment(told):
            yield PressFault(f"{key} is {written} and {name} is {told}; write the same moment")


def can_be_told_apart(subject: PressSubject) -> Iterator[PressFault]:
    xmp = subject.facts.xmp
    if xmp is None:
        return
    named = {
        "xmpMM:DocumentID": xmp.document_id,
        "xmpMM:VersionID": xmp.version_id,
        "xmpMM:RenditionClass": xmp.rendition,
    }
    for name, value in named.items():
        if not value:
            yield PressFault(f"the metadata have no {name}; write one")


def says_whether_trapped(subject: PressSubject) -> Iterator[PressFault]:
    xmp, info = subject.facts.xmp, subject.facts.info.get("Trapped")
    told = xmp.trapped if xmp else None
    if told not in ("True", "False"):
        yield PressFault(
            f"pdf:Trapped in the metadata is `{told or ''}`; write True or False", measured=told or "none"
        )
    if info is not None and info != told:
        yield PressFault(
            f"Trapped is {info} in Info and {told or 'not there'} in the metadata; write the same"
        )


def has_a_title(subject: PressSubject) -> Iterator[PressFault]:
    xmp = subject.facts.xmp
    if xmp is None or not xmp.title:
        yield PressFault("the metadata have no dc:title; write what the job is called")


def fonts_are_embedded(subject: PressSubject) -> Iterator[PressFault]:
    for font in subject.facts.fonts:
        if font.is_rendered and not font.embedded:
            page = min(glyph.page for glyph in font.glyphs if glyph.rendered)
            yield PressFault(f"the font {font.name or 'without a name'} is not embedded; embed it", page)


def does_nothing_by_itself(subject: PressSubject) -> Iterator[PressFault]:
    for action in subject.facts.actions:
        yield PressFault(f"the file has an action {action.kind} ({action.place}); remove it")


def annotations_stay_outside(subject: PressSubject) -> Iterator[PressFault]:
    for sheet in subject.file.sheets:
        for note in sheet.annotations:
            inside = note.box is None or note.box.meet(sheet.boxes.bleed) is not None
            if note.subtype not in _MARKS and inside:
                place = place_of(sheet, note.box) if note.box else ""
                message = (
                    f"an annotation {note.subtype} lies on the page; remove it or move it beyond the bleed"
                )
                yield PressFault(message, sheet.index, place)


def no_transfer_functions(subject: PressSubject) -> Iterable[PressFault]:
    return _noted(subject, "transfer", "remove it: the printer sets the curves")


def no_halftones(subject: PressSubject) -> Iterable[PressFault]:
    return _noted(subject, "halftone", "remove it: the printer sets the screen")


def no_postscript(subject: PressSubject) -> Iterable[PressFault]:
    return _noted(subject, "postscript", "draw it with the operators of PDF")


def nothing_stands_in_for_another(subject: PressSubject) -> Iterable[PressFault]:
    yield from _noted(subject, "opi", "place the picture itself")
    yield from _noted(subject, "reference", "place the page itself")
    yield from _noted(subject, "alternate", "keep only the picture to be printed")


def holds_all_its_data(subject: PressSubject) -> Iterator[PressFault]:
    if subject.facts.has_external_stream:
        yield PressFault("a stream of the file lies in another file; embed it")


def layers_are_in_order(subject: PressSubject) -> Iterator[PressFault]:
    for layer in subject.facts.layers:
        if not layer.name:
            yield PressFault("a configuration of layers has no Name; name it")
        if layer.has_auto_state:
            yield PressFault("layers are switched by events (AS); remove the entry")


def can_be_read_whole(subject: PressSubject) -> Iterator[PressFault]:
    for damage in subject.facts.damage:
        yield PressFault(f"the file had to be mended: {damage}")


def _noted(subject: PressSubject, kind: str, cure: str) -> Iterator[PressFault]:
    for sheet, note in subject.notes(kind):
        yield PressFault(f"the page has {note.what}; {cure}", sheet.index)


def _moment(text: str) -> str:
    """The digits of a date to the second, however it is written: `D:20250520…` or `2025-05-20T…`."""
    return "".join(_DIGITS.findall(text))[:14]
