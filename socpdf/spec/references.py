"""Checks what chapters say of themselves and of each other: numbers, references, notes, anchors."""

from collections.abc import Iterable, Iterator
from typing import Final

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean, nearest
from socpdf.ir.spec import (
    Block,
    ChapterList,
    Content,
    DiagramSpec,
    Emphasis,
    Foreign,
    ImageSpec,
    Inline,
    KeyFigure,
    Link,
    NoteDefinition,
    NoteMark,
    PullQuote,
    SmallCaps,
    Strong,
    Summary,
    TableSpec,
)
from socpdf.spec.reading import Ledger, NumberedKind

KINDS: Final[tuple[NumberedKind, ...]] = ("tabell", "figur")
Numbers = frozenset[tuple[NumberedKind, str]]


def numbers_of(ledgers: Iterable[Ledger]) -> Numbers:
    """Every table and figure, by kind and number."""
    return frozenset((entry.kind, entry.number) for ledger in ledgers for entry in ledger.numbered)


def check_chapter(ledger: Ledger, chapter: int | None, sink: Sink) -> None:
    """What a chapter's own text is enough for; `chapter` is None where its number could not be read."""
    for kind in KINDS:
        _check_numbers(ledger, kind, chapter, sink)
    _check_notes(ledger, sink)
    for anchor, span in ledger.anchor_links:
        if anchor not in ledger.anchors:
            hint = did_you_mean(anchor, ledger.anchors)
            sink.error("L409", f"no heading of this chapter has the name `#{anchor}`", span, hint)


def check_references(ledger: Ledger, numbers: Numbers, sink: Sink) -> None:
    """Whether what is referred to exists in the report."""
    for reference in ledger.references:
        if (reference.kind, reference.number) not in numbers:
            message = f"there is no {reference.kind} {reference.number}"
            sink.error("L401", message, reference.span, _nearest(reference.kind, reference.number, numbers))
    for number, span in ledger.table_calls:
        # A diagram that declares its figures is a table of the name `figur 8:1`.
        named: tuple[NumberedKind, str] = (
            ("figur", number[6:]) if number[:6] == "figur " else ("tabell", number)
        )
        if named not in numbers:
            sink.error("L313", f"there is no table `{number}`", span, _nearest("tabell", number, numbers))


def _nearest(kind: NumberedKind, number: str, numbers: Numbers) -> str:
    there = sorted((other for other_kind, other in numbers if other_kind == kind), key=_parts)
    return did_you_mean(number, there) if there else f"the report has no {kind} yet"


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(":"))


def _check_numbers(ledger: Ledger, kind: NumberedKind, chapter: int | None, sink: Sink) -> None:
    """Each number once, of this chapter, and one after the other."""
    first: dict[str, Span] = {}
    expected = 1
    for entry in ledger.numbered:
        if entry.kind != kind:
            continue
        own, running = _parts(entry.number)
        if entry.number in first:
            message = (
                f"{kind} {entry.number} stands here a second time, first on line {first[entry.number].line}"
            )
            sink.error("L209", message, entry.span, "give it the next number that is free")
            continue
        first[entry.number] = entry.span
        if chapter is not None and own != chapter:
            sink.error(
                "L210",
                f"{kind} {entry.number} stands in chapter {chapter}",
                entry.span,
                f"write `{chapter}:{expected}`",
            )
        elif running != expected:
            message = f"{kind} {entry.number} stands where {own}:{expected} is expected"
            sink.error("L210", message, entry.span, f"write `{own}:{expected}`: numbers follow the text")
        expected = running + 1


def check_note_places(blocks: Iterable[Block], notes: Iterable[NoteDefinition], sink: Sink) -> None:
    """A footnote is called from running text, lists and headings: it stands at the foot of that page."""
    for content, where in _without_notes(blocks, notes):
        for inline in _every_inline(content):
            if isinstance(inline, NoteMark):
                hint = "call the note from the paragraph it belongs to"
                sink.error("L415", f"a footnote cannot be called from {where}", inline.span, hint)


def _every_inline(content: Content) -> Iterator[Inline]:
    for inline in content:
        yield inline
        if isinstance(inline, Strong | Emphasis | SmallCaps | Foreign | Link):
            yield from _every_inline(inline.content)


def _without_notes(blocks: Iterable[Block], notes: Iterable[NoteDefinition]) -> Iterator[tuple[Content, str]]:
    for block in blocks:
        match block:
            case KeyFigure(figure=figure, text=text):
                yield from ((figure, "a callout"), (text, "a callout"))
            case PullQuote(text=text):
                yield text, "a callout"
            case TableSpec(caption=caption, notes=own):
                yield caption, "the caption of a table"
                yield from ((note.content, "the note of a table") for note in own)
            case DiagramSpec(caption=caption, own=own):
                yield caption, "the caption of a diagram"
                yield from ((note.content, "the note of a diagram") for note in (own.notes if own else ()))
            case ImageSpec(caption=caption):
                yield caption, "the caption of a picture"
            case Summary(blocks=inner) | ChapterList(blocks=inner):
                yield from _without_notes(inner, ())
            case _:
                pass
    yield from ((note.content, "another footnote") for note in notes)


def _check_notes(ledger: Ledger, sink: Sink) -> None:
    defined: dict[str, Span] = {}
    for note in ledger.notes:
        if note.label in defined:
            message = (
                f"the note `{note.label}` is defined a second time, first on line {defined[note.label].line}"
            )
            sink.error("L404", message, note.span, "give it another name, or delete it")
        else:
            defined[note.label] = note.span
    marks = {mark.label for mark in ledger.note_marks}
    for mark in ledger.note_marks:
        if mark.label not in defined:
            near = nearest(mark.label, defined)
            hint = (
                f"did you mean `{near[0]}`?" if near else f"write `[^{mark.label}]: …` on a line of its own"
            )
            sink.error("L402", f"the note `{mark.label}` is not defined", mark.span, hint)
    for label, span in _unused(defined, marks) if ledger.complete else ():
        hint = f"write `[^{label}]` where the note belongs, or delete it"
        sink.error("L403", f"the note `{label}` is never used", span, hint)


def _unused(defined: dict[str, Span], marks: set[str]) -> Iterator[tuple[str, Span]]:
    return ((label, span) for label, span in defined.items() if label not in marks)
