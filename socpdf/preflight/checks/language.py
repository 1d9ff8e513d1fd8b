"""Language, words and characters: that a voice knows how to speak each text."""

import re
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.model import Element, Mark
from socpdf.preflight.rules import Fault, Subject, shown, summed

# RFC 5646, 2.1: language, script, region, variants, extensions, private use.
_TAG: Final = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)
_SPLIT_WORD: Final = re.compile(r"([^\W\d_]*[a-zåäöéü]{2})[-\u2010]\n([a-zåäöéü][^\W\d_]*)")
# A hyphen before one of these stands for a part left out: barn- och ungdomsvård.
_JOINERS: Final = frozenset({"och", "eller", "samt", "respektive", "som", "men", "till", "and", "or"})
# The private use areas of Unicode; nobody can tell what their characters mean.
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# Roles that hold a run of words of their own; what is inside them belongs to the same run.
_INLINE: Final = frozenset(
    {"Span", "Quote", "Link", "Reference", "Em", "Strong", "Sub", "Lbl", "Annot", "Code"}
)


def language_is_known(subject: Subject) -> Iterator[Fault]:
    """Matterhorn 11-001 to 11-006: the catalog's Lang settles all of them at once."""
    if not (subject.facts.catalog.lang or "").strip():
        kinds = ", ".join(_speechless(subject))
        yield Fault(f"the language is not known of: {kinds}; set Lang in the catalog, for example `sv-SE`")


def _speechless(subject: Subject) -> Iterator[str]:
    facts, tree = subject.facts, subject.facts.tree
    yield "metadata"
    if facts.bookmarks:
        yield "bookmarks"
    if any(a.contents and not a.lang for page in facts.pages for a in page.annotations):
        yield "descriptions of links and annotations"
    if tree and any(not _has_language(subject, element) for element in tree.elements if element.kids):
        yield "text"


def _has_language(subject: Subject, element: Element) -> bool:
    tree = subject.facts.tree
    return bool(element.lang) or bool(tree and any(above.lang for above in tree.ancestors(element)))


def languages_are_valid(subject: Subject) -> Iterator[Fault]:
    facts = subject.facts
    hint = "write a language tag such as `sv-SE`"
    if facts.catalog.lang and not _TAG.fullmatch(facts.catalog.lang):
        yield Fault(f"the language of the document is {shown(facts.catalog.lang)}: {hint}")
    for element in facts.tree.elements if facts.tree else ():
        if element.lang and not _TAG.fullmatch(element.lang):
            yield subject.at(element, f"the language is {shown(element.lang)}: {hint}")
    for page in facts.pages:
        for mark in page.marks:
            if mark.lang and not _TAG.fullmatch(mark.lang):
                yield Fault(f"the language of {shown(mark.text)} is {shown(mark.lang)}: {hint}", page.index)


def words_are_whole(subject: Subject) -> Iterator[Fault]:
    """A word broken at a line's end is heard as one: the hyphen there has ActualText U+00AD, or is U+00AD."""
    tree = subject.facts.tree
    for element in tree.elements if tree else ():
        if element.role in _INLINE or element.actual_text is not None:
            continue
        for found in _SPLIT_WORD.finditer(_run_of_words(subject, element)):
            if found[2] not in _JOINERS:
                message = f"the word `{found[1]}{found[2]}` is broken in two by a hyphen that is heard"
                yield subject.at(
                    element, f"{message}: give the hyphen its own sequence with ActualText U+00AD"
                )


def _run_of_words(subject: Subject, element: Element) -> str:
    """What an element and the inline elements in it say, with a line break wherever a line or page ends."""
    facts, tree = subject.facts, subject.facts.tree
    if tree is None or any(child.role not in _INLINE for child in tree.children(element)):
        return ""
    parts: list[str] = []
    last = None
    for content in tree.contents(element):
        if content.stream is not None and (content.stream, content.mcid) in facts.texts:
            parts += ["\n"] if last not in (None, content.stream) else []
            parts.append(facts.texts[content.stream, content.mcid][1].spoken)
            last = content.stream
    return "".join(parts)


def characters_are_known(subject: Subject) -> Iterator[Fault]:
    """A character of the private use area says nothing without ActualText or Alt."""
    tree = subject.facts.tree
    for element in tree.elements if tree else ():
        for name, text in (("Alt", element.alt), ("ActualText", element.actual_text)):
            if text and _PRIVATE.search(text):
                yield subject.at(element, f"{name} {shown(text)} has a character of the private use area")
    for page in subject.facts.pages:
        faults = [
            Fault(
                f"{shown(mark.text)} has a character of the private use area: give it ActualText", page.index
            )
            for mark in page.marks
            if mark.mcid is not None and _PRIVATE.search(mark.spoken) and not _is_replaced(subject, mark)
        ]
        yield from summed(faults, "places")


def _is_replaced(subject: Subject, mark: Mark) -> bool:
    tree = subject.facts.tree
    for element in tree.elements if tree else ():
        if element.actual_text is not None or element.alt is not None:
            keys = {(content.stream, content.mcid) for content in tree.contents(element)} if tree else set()
            if (mark.stream, mark.mcid) in keys:
                return True
    return False
