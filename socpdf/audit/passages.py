"""A chapter's texts as plain characters, each of which knows where it was typed.

What is no typed character (a value, a reference, a figure marked as somebody's statement) leaves one sign
that no text contains, so that what stands around it is seen as it stands.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from socpdf.core.diagnostics import Span
from socpdf.ir import spec, walk

VALUE: Final = "\ufffc"
"""Stands for an insert."""
OTHER: Final = "\ufffb"
"""Stands for what is exempt: a reference, a statement with its source, an address."""


class Kind(Enum):
    TEXT = "text"
    """Whole sentences."""
    PHRASE = "phrase"
    """A heading, a caption, an alternative text, the large figure of a callout."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that were typed one after the other on one line."""

    start: int
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    kind: Kind
    text: str
    runs: tuple[_Run, ...]
    inserts: tuple[tuple[int, spec.Insert], ...]
    """By offset."""

    def span(self, start: int, end: int) -> Span:
        """The place of a part, as far as it stands on the line where it begins."""
        starts = [run.start for run in self.runs]
        run = self.runs[max(bisect_right(starts, start) - 1, 0)]
        last = self.runs[max(bisect_right(starts, end - 1) - 1, 0)]
        first_column = min(run.span.column + start - run.start, run.span.end)
        if last.span.line != run.span.line:
            return Span(run.span.file, run.span.line, first_column, run.span.end)
        return Span(
            run.span.file,
            run.span.line,
            first_column,
            min(last.span.column + end - last.start, last.span.end),
        )


def passages(chapter: spec.ChapterSpec) -> Iterator[Passage]:
    """Every text that readers see; heads and labels of tables are names and no text."""
    for words in (chapter.title, chapter.subtitle):
        yield _plain(words, chapter.span)
    for block in walk.blocks(chapter):
        yield from _of_block(block)
    for note in chapter.notes:
        yield _read(note.content, Kind.TEXT)
    for insert in walk.inserts(chapter):
        # The words that `välj` chooses between, and the nouns of other formats, are text as well.
        for form in insert.formats:
            for argument in form.arguments:
                if isinstance(argument, str):
                    yield _plain(argument, form.span)


def _of_block(block: spec.Block) -> Iterator[Passage]:
    match block:
        case spec.Heading(content=content):
            yield _read(content, Kind.PHRASE)
        case spec.Paragraph(content=content) | spec.PullQuote(text=content):
            yield _read(content, Kind.TEXT)
        case spec.KeyFigure(figure=figure, text=text):
            yield _read(figure, Kind.PHRASE)
            yield _read(text, Kind.TEXT)
        case spec.TableSpec(caption=caption, notes=notes):
            yield _read(caption, Kind.PHRASE)
            for note in notes:
                yield _read(note.content, Kind.TEXT)
        case spec.DiagramSpec(caption=caption, own=own):
            # Its alternative text is made of released figures.
            yield _read(caption, Kind.PHRASE)
            for note in own.notes if own else ():
                yield _read(note.content, Kind.TEXT)
        case spec.ImageSpec(caption=caption, alternative=alternative, span=span):
            yield _read(caption, Kind.PHRASE)
            yield _plain(alternative, span)
        case spec.List() | spec.Summary() | spec.Contents() | spec.AbbreviationList() | spec.ChapterList():
            return
        case spec.Cover():
            # Its text is the title; what its foreword says comes after it.
            return


def _plain(words: str, span: Span) -> Passage:
    """Text of which only the directive's place is known: every part of it stands there."""
    return Passage(Kind.PHRASE, words, (_Run(0, Span(span.file, span.line, span.column, span.column)),), ())


def _read(content: spec.Content, kind: Kind) -> Passage:
    reader = _Reader([], [], [])
    reader.take(content)
    return Passage(kind, "".join(reader.parts), tuple(reader.runs), tuple(reader.inserts))


@dataclass(slots=True)
class _Reader:
    parts: list[str]
    runs: list[_Run]
    inserts: list[tuple[int, spec.Insert]]
    at: int = 0

    def take(self, content: spec.Content) -> None:
        for inline in content:
            match inline:
                case spec.Text(text=text, span=span):
                    self._add(text, span)
                case spec.Insert(span=span):
                    self.inserts.append((self.at, inline))
                    self._add(VALUE, span)
                case spec.Reference(span=span) | spec.Stated(span=span):
                    self._add(OTHER, span)
                case spec.Link(content=inner, target=target, span=span):
                    if _is_address(inner, target):
                        self._add(OTHER, span)
                    else:
                        self.take(inner)
                case spec.Strong() | spec.Emphasis() | spec.SmallCaps() | spec.Foreign():
                    self.take(inline.content)
                case spec.LineBreak(span=span):
                    self._add(" ", span)
                case spec.NoteMark():
                    pass

    def _add(self, text: str, span: Span) -> None:
        self.runs.append(_Run(self.at, span))
        self.parts.append(text)
        self.at += len(text)


def _is_address(content: spec.Content, target: str) -> bool:
    """Whether a link shows where it leads, as `<https://…>` does."""
    shown = "".join(inline.text for inline in content if isinstance(inline, spec.Text))
    return bool(shown) and target.removeprefix("mailto:").endswith(shown)
