"""Lists and notes: that a note can be found from its mark, and a list says how it counts."""

from __future__ import annotations

from collections.abc import Iterator

from socpdf.preflight.model import Content, Element
from socpdf.preflight.rules import Fault, Subject, shown

_NOTE_TYPES = ("Footnote", "Endnote", "None")


def notes_have_ids(subject: Subject) -> Iterator[Fault]:
    for note in subject.elements("Note"):
        if not note.id:
            yield subject.at(note, "the Note has no ID: give it one")


def ids_are_unique(subject: Subject) -> Iterator[Fault]:
    tree, seen = subject.facts.tree, dict[bytes, Element]()
    for element in tree.elements if tree else ():
        if element.id and element.id in seen:
            yield subject.at(element, f"the ID {shown(element.id.decode('latin-1'))} is used twice")
        elif element.id:
            seen[element.id] = element


def notes_are_of_the_new_kind(subject: Subject) -> Iterator[Fault]:
    for note in subject.elements("Note"):
        yield subject.at(note, "Note is not used in PDF/UA-2: write FENote")


def notes_point_both_ways(subject: Subject) -> Iterator[Fault]:
    tree = subject.facts.tree
    if tree is None:
        return
    citing: dict[int, set[int]] = {}
    for element in tree.elements:
        for number in element.refs:
            if element.number is not None:
                citing.setdefault(number, set()).add(element.number)
    for note in subject.elements("FENote"):
        if note.attributes.note_type not in _NOTE_TYPES:
            yield subject.at(
                note, "the FENote does not say its kind: set NoteType to Footnote, Endnote or None"
            )
        cited = citing.get(note.number or 0, set())
        if not cited:
            yield subject.at(note, "nothing refers to this FENote: set Ref on the mark in the text")
        elif cited - set(note.refs) or set(note.refs) - cited:
            yield subject.at(note, "the FENote does not refer back to its marks: set Ref to all of them")


def lists_say_how_they_count(subject: Subject) -> Iterator[Fault]:
    tree = subject.facts.tree
    for item in subject.elements("L"):
        items = tree.children(item) if tree else iter(())
        labelled = any(kid.role == "Lbl" for child in items for kid in (tree.children(child) if tree else ()))
        # PDF 1.7 says None of labels that count nothing (ISO 32000-1, 14.8.5.5); PDF/UA-2 wants a kind.
        silent = (None, "None") if subject.is_ua2 else (None,)
        if labelled and item.attributes.numbering in silent:
            yield subject.at(
                item, "the list has labels but no ListNumbering: say what they are, for example Disc"
            )


def list_items_have_bodies(subject: Subject) -> Iterator[Fault]:
    for item in subject.elements("LI"):
        if any(isinstance(kid, Content) for kid in item.kids):
            yield subject.at(item, "text stands directly in the LI: put it into Lbl or LBody")
