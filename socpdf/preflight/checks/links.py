"""Annotations: links above all, that they are in the tree, described, and lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socpdf.preflight.model import Annotation, Element, ObjectKid, Page
from socpdf.preflight.rules import Fault, Subject, shown

# ISO 32000-1, Table 169, and the types that ISO 32000-2 adds.
_NAMES: Final = (
    "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret "
    "Stamp Ink Popup FileAttachment Sound Movie Screen Widget PrinterMark TrapNet Watermark 3D Redact "
    "Projection RichMedia"
)
_KNOWN: Final = frozenset(_NAMES.split())
_NEEDS: Final = {"Link": ("Link", "Reference"), "Widget": ("Form",)}


def _shown(subject: Subject) -> Iterator[tuple[Page, Annotation]]:
    """Annotations a reader meets: not the hidden ones."""
    for page in subject.facts.pages:
        yield from ((page, annotation) for annotation in page.annotations if not annotation.is_hidden)


def _owners(subject: Subject) -> dict[int, Element]:
    tree = subject.facts.tree
    return {
        kid.number: element
        for element in (tree.elements if tree else ())
        for kid in element.kids
        if isinstance(kid, ObjectKid) and kid.number is not None
    }


def _fault(page: Page, annotation: Annotation, message: str) -> Fault:
    return Fault(message, page.index, f"object {annotation.number}" if annotation.number else "")


def _label(annotation: Annotation) -> str:
    said = (
        annotation.contents
        or annotation.uri
        or (annotation.destination.name if annotation.destination else "")
    )
    return f"{annotation.subtype} {shown(said)}" if said else annotation.subtype


def are_in_the_tree(subject: Subject) -> Iterator[Fault]:
    owners = _owners(subject)
    for page, annotation in _shown(subject):
        if annotation.subtype in ("PrinterMark", "TrapNet", "Popup"):
            continue
        needed = _NEEDS.get(annotation.subtype, ("Annot",))
        # ISO 14289-1 knows no Reference around a link; ISO 14289-2, 8.2.5.20 does.
        needed = needed if subject.is_ua2 else needed[:1]
        owner = owners.get(annotation.number or 0)
        if owner is None or owner.role not in needed:
            around = "nothing" if owner is None else f"`{owner.role}`"
            yield _fault(
                page, annotation, f"{_label(annotation)} lies in {around}: put it into {' or '.join(needed)}"
            )


def are_described(subject: Subject) -> Iterator[Fault]:
    owners = _owners(subject)
    for page, annotation in _shown(subject):
        if (
            annotation.subtype in ("Widget", "PrinterMark", "TrapNet", "Popup")
            or (annotation.contents or "").strip()
        ):
            continue
        owner = owners.get(annotation.number or 0)
        # A Link needs Contents even where its element has Alt (ISO 14289-1, 7.18.5).
        if annotation.subtype == "Link" or owner is None or not owner.alt:
            yield _fault(
                page, annotation, f"{_label(annotation)} has no Contents: say where it leads or what it is"
            )


def fields_are_named(subject: Subject) -> Iterator[Fault]:
    owners = _owners(subject)
    for page, annotation in _shown(subject):
        owner = owners.get(annotation.number or 0)
        if annotation.subtype == "Widget" and not annotation.field_name and not (owner and owner.alt):
            yield _fault(page, annotation, "the form field has no TU: say what to fill in")


def tab_order_follows_the_tree(subject: Subject) -> Iterator[Fault]:
    allowed = ("S", "A", "W") if subject.is_ua2 else ("S",)
    for page in subject.facts.pages:
        if page.annotations and page.tabs not in allowed:
            yield Fault(f"Tabs of the page is {shown(page.tabs or '')}: set it to S", page.index)


def types_are_known(subject: Subject) -> Iterator[Fault]:
    for page, annotation in _shown(subject):
        if annotation.subtype not in _KNOWN:
            yield _fault(page, annotation, f"no annotation type is called {shown(annotation.subtype)}")


def no_trap_networks(subject: Subject) -> Iterator[Fault]:
    for page, annotation in _shown(subject):
        if annotation.subtype == "TrapNet":
            yield _fault(page, annotation, "the page has a TrapNet annotation: remove it")


def printer_marks_are_artifacts(subject: Subject) -> Iterator[Fault]:
    owners = _owners(subject)
    for page, annotation in _shown(subject):
        if annotation.subtype == "PrinterMark" and annotation.number in owners:
            yield _fault(page, annotation, "a PrinterMark stands in the structure tree: take it out")


def lead_somewhere(subject: Subject) -> Iterator[Fault]:
    for page, annotation in _shown(subject):
        if annotation.subtype != "Link":
            continue
        target = annotation.destination
        if target is not None and not target.resolves:
            yield _fault(page, annotation, f"{_label(annotation)} leads to a place which does not exist")
        elif target is None and annotation.action in (None, "GoTo"):
            yield _fault(page, annotation, f"{_label(annotation)} has no destination and no action")
        elif annotation.action == "URI" and not (annotation.uri or "").strip():
            yield _fault(page, annotation, f"{_label(annotation)} has an empty address")


def lead_to_elements(subject: Subject) -> Iterator[Fault]:
    for page, annotation in _shown(subject):
        target = annotation.destination
        if target is not None and target.resolves and not target.is_structural:
            yield _fault(
                page,
                annotation,
                f"{_label(annotation)} leads to a page: let it lead to a structure element (SD)",
            )
    for bookmark in subject.facts.bookmarks:
        target = bookmark.destination
        if target is not None and target.resolves and not target.is_structural:
            message = f"the bookmark {shown(bookmark.title)} leads to a page"
            yield Fault(f"{message}: let it lead to a structure element (SD)")


def know_their_elements(subject: Subject) -> Iterator[Fault]:
    """The parent tree leads back from an annotation to the element that holds it."""
    tree, owners = subject.facts.tree, _owners(subject)
    for page, annotation in _shown(subject):
        owner = owners.get(annotation.number or 0)
        if tree is None or owner is None:
            continue
        listed = tree.parents.get(-1 if annotation.struct_parent is None else annotation.struct_parent, ())
        if owner.number not in listed:
            yield _fault(
                page, annotation, f"the parent tree does not lead from {_label(annotation)} to its element"
            )


def clips_are_described(subject: Subject) -> Iterator[Fault]:
    for clip in subject.facts.clips:
        for missing, present in (("CT", clip.has_type), ("Alt", clip.has_alternative)):
            if not present:
                yield Fault(f"a media clip has no {missing}", place=f"object {clip.number}")
