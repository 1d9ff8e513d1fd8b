"""PDF/A: what keeps a file readable in a hundred years. The few rules that structure alone decides."""

from collections.abc import Iterator
from typing import Final

from socpdf.preflight.model import ColourSpace
from socpdf.preflight.rules import Fault, Subject, summed

# ISO 19005-3, 6.5.1.
_FORBIDDEN: Final = frozenset(
    {
        "Launch",
        "Sound",
        "Movie",
        "ResetForm",
        "ImportData",
        "Hide",
        "SetOCGState",
        "Rendition",
        "Trans",
        "GoTo3DView",
        "JavaScript",
    }
)
_DEVICE_COLOURS: Final[tuple[ColourSpace, ...]] = ("DeviceGray", "DeviceRGB", "DeviceCMYK")
_INTENT_SPACE: Final[dict[ColourSpace, str]] = {"DeviceRGB": "RGB", "DeviceCMYK": "CMYK"}
# ISO 32000-1, Table 165.
_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW, _TOGGLE = 1, 2, 4, 32, 256


def has_id(subject: Subject) -> Iterator[Fault]:
    if not subject.facts.has_id:
        yield Fault("the trailer has no ID: write one")


def is_not_encrypted(subject: Subject) -> Iterator[Fault]:
    if subject.facts.encrypted:
        yield Fault("the file is encrypted: write it in the clear")


def colours_are_defined(subject: Subject) -> Iterator[Fault]:
    """Device colours mean something only under an output intent of the same kind."""
    spaces = {intent.space for intent in subject.facts.intents if intent.subtype == "GTS_PDFA1"}
    for colour in _DEVICE_COLOURS:
        wanted = _INTENT_SPACE.get(colour)
        if spaces - {""} if wanted is None else wanted in spaces:
            continue
        message = f"{colour} is used without an output intent" + (f" for {wanted}" if wanted else "")
        faults = [
            Fault(f"{message}: add one, or use ICC colours", page.index)
            for page in subject.facts.pages
            if colour in page.colours
        ]
        yield from summed(faults, "pages")


def intents_have_profiles(subject: Subject) -> Iterator[Fault]:
    for intent in subject.facts.intents:
        if intent.subtype == "GTS_PDFA1" and not intent.space:
            yield Fault("the output intent has no ICC profile: embed it as DestOutputProfile")
        elif intent.subtype == "GTS_PDFA1" and intent.device_class not in ("prtr", "mntr"):
            yield Fault(
                f"the profile of the output intent is of class `{intent.device_class}`: use prtr or mntr"
            )


def no_forbidden_actions(subject: Subject) -> Iterator[Fault]:
    for action in subject.facts.actions:
        if action.kind in _FORBIDDEN:
            yield Fault(f"the action {action.kind} is not allowed: remove it", place=action.place)


def has_no_info(subject: Subject) -> Iterator[Fault]:
    """PDF/A-4 keeps metadata in XMP only."""
    facts = subject.facts
    if subject.archive_part == "4" and facts.info and not facts.catalog.piece_info:
        yield Fault("the file has an Info dictionary: PDF/A-4 wants the metadata in XMP only")


def blending_has_a_space(subject: Subject) -> Iterator[Fault]:
    if any(intent.space for intent in subject.facts.intents if intent.subtype == "GTS_PDFA1"):
        return
    for page in subject.facts.pages:
        if page.has_transparency and not page.has_group_colour:
            yield Fault(
                "the page is transparent and names no blending space: set CS in its Group", page.index
            )


def streams_are_plain(subject: Subject) -> Iterator[Fault]:
    if "LZWDecode" in subject.facts.filters:
        yield Fault("a stream is compressed with LZW: use FlateDecode")
    if subject.facts.has_external_stream:
        yield Fault("a stream lies in another file: put its bytes into this one")


def annotations_print(subject: Subject) -> Iterator[Fault]:
    for page in subject.facts.pages:
        for annotation in page.annotations:
            flags = annotation.flags or 0
            if annotation.subtype == "Popup":
                continue
            if not flags & _PRINT or flags & (_INVISIBLE | _HIDDEN | _NO_VIEW | _TOGGLE):
                message = f"{annotation.subtype} has the flags {flags}: set F to 4, printed and never hidden"
                yield Fault(message, page.index, f"object {annotation.number}" if annotation.number else "")
