"""Headings: one order, no level left out, none empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.model import Element
from socpdf.preflight.rules import Fault, Subject

_LEVEL: Final = re.compile(r"H([1-9][0-9]*)")


def _levels(subject: Subject) -> Iterator[tuple[Element, int]]:
    tree = subject.facts.tree
    for element in tree.elements if tree else ():
        if found := _LEVEL.fullmatch(element.role):
            yield element, int(found[1])


def begin_at_one(subject: Subject) -> Iterator[Fault]:
    first = next(_levels(subject), None)
    if first is not None and first[1] != 1:
        yield subject.at(first[0], f"the first heading is H{first[1]}: begin with H1")


def skip_no_level(subject: Subject) -> Iterator[Fault]:
    before = 0
    for element, level in _levels(subject):
        if before and level > before + 1:
            yield subject.at(element, f"H{level} follows H{before}: write H{before + 1}")
        before = level


def one_plain_heading_each(subject: Subject) -> Iterator[Fault]:
    tree = subject.facts.tree
    for element in tree.elements if tree else ():
        count = sum(child.role == "H" for child in tree.children(element)) if tree else 0
        if count > 1:
            yield subject.at(element, f"`{element.tag}` has {count} H among its children: it may have one")


def one_kind_only(subject: Subject) -> Iterator[Fault]:
    plain = next(subject.elements("H"), None)
    if plain is None:
        return
    if subject.is_ua2:
        yield subject.at(plain, "H is not used in PDF/UA-2: write H1, H2, …")
    elif next(_levels(subject), None) is not None:
        yield subject.at(plain, "the document mixes H with H1, H2, …: use numbered headings only")


def say_something(subject: Subject) -> Iterator[Fault]:
    for element, level in _levels(subject):
        if not (element.alt or element.actual_text or subject.facts.text_of(element)):
            yield subject.at(element, f"the H{level} has no text: fill it or leave it out")


def have_bookmarks(subject: Subject) -> Iterator[Fault]:
    count = sum(1 for _ in _levels(subject))
    if count and not subject.facts.bookmarks:
        yield Fault(f"the document has {count} headings and no bookmarks: write an outline")


def bookmarks_lead_somewhere(subject: Subject) -> Iterator[Fault]:
    for bookmark in subject.facts.bookmarks:
        if not bookmark.title.strip():
            yield Fault("a bookmark has no title")
        dead = bookmark.destination is None and bookmark.action in (None, "GoTo")
        if dead or (bookmark.destination is not None and not bookmark.destination.resolves):
            yield Fault(f"the bookmark `{bookmark.title}` leads nowhere: give it a destination")
