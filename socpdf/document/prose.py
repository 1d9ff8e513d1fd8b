"""Inline text: what the author wrote, with every value written out, into the nodes of the document."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from socpdf.core.diagnostics import Sink
from socpdf.document.numbering import Numbering
from socpdf.ir import document as doc
from socpdf.ir import spec
from socpdf.ir.reading import plain
from socpdf.ir.tables import ReleasedReport
from socpdf.text import swedish


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a text is written."""

    explain: bool
    """Whether abbreviations carry what they stand for, at their first use."""
    compact: bool
    """Figures and signs for words, as in the large figure of a callout."""


@dataclass(slots=True)
class Prose:
    """Writes texts of one chapter in reading order: notes are numbered as they are called."""

    report: spec.ReportSpec
    chapter: spec.ChapterSpec
    released: ReleasedReport
    numbering: Numbering
    sink: Sink
    values: list[doc.Written] = field(default_factory=list)
    """Those written so far."""
    _called: list[str] = field(default_factory=list)
    """Labels of the notes called since they were last taken."""
    _note_numbers: dict[str, str] = field(default_factory=dict)
    _abbreviations: Mapping[str, spec.Abbreviation] = field(init=False)
    _pattern: re.Pattern[str] | None = field(init=False)
    _counter: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self._abbreviations = {a.short: a for a in self.report.abbreviations}
        longest_first = sorted(self._abbreviations, key=lambda short: (-len(short), short))
        words = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])") if words else None

    def write(self, content: spec.Content, *, explain: bool = True, compact: bool = False) -> doc.Content:
        """The text in its manner: running text explains, the large figure of a callout is compact."""
        return tuple(self._inlines(content, "", _Manner(explain=explain, compact=compact)))

    def take_called_notes(self) -> list[str]:
        """Labels of the notes called since the last time, each once, in order."""
        called, self._called = self._called, []
        return called

    def note_number(self, label: str) -> str:
        if label not in self._note_numbers:
            self._note_numbers[label] = str(next(self._counter))
        return self._note_numbers[label]

    def _inlines(self, content: spec.Content, before: str, manner: _Manner) -> Iterator[doc.Inline]:
        for inline in content:
            for node in self._inline(inline, before, manner):
                yield node
                before += plain((node,))

    def _inline(self, inline: spec.Inline, before: str, manner: _Manner) -> Iterator[doc.Inline]:
        new = self.numbering.new
        silent = replace(manner, explain=False)
        match inline:
            case spec.Text(text=text):
                yield from self._text(text) if manner.explain else (doc.Text(text),)
            case spec.Insert():
                yield doc.Text(self._value(inline, before, manner))
            case spec.Strong(content=content):
                yield doc.Strong(new(), tuple(self._inlines(content, before, manner)))
            case spec.Emphasis(content=content):
                yield doc.Emphasis(new(), tuple(self._inlines(content, before, manner)))
            case spec.SmallCaps(content=content):
                yield doc.SmallCaps(tuple(self._inlines(content, before, manner)))
            case spec.Stated(content=content):
                yield from self._inlines(content, before, manner)
            case spec.Foreign(language=language, content=content):
                yield doc.Foreign(new(), language, tuple(self._inlines(content, before, silent)))
            case spec.Link(content=content, target=target):
                yield self._link(tuple(self._inlines(content, before, silent)), target)
            case spec.Reference(kind=kind, number=number, text=text):
                yield self._reference(kind, number, text)
            case spec.NoteMark(label=label):
                yield self._mark(label)
            case spec.LineBreak():
                yield doc.LineBreak()

    def _value(self, insert: spec.Insert, before: str, manner: _Manner) -> str:
        value = self.released.values[insert.span]
        start = swedish.begins_sentence(before)
        try:
            text = swedish.write(value, insert.formats, sentence_start=start, compact=manner.compact)
        except swedish.FormatError as problem:
            span = insert.formats[0].span if insert.formats else insert.span
            self.sink.error("T209", problem.message, span, problem.hint)
            return ""
        self.values.append(doc.Written(insert.span, insert.source, text))
        return text

    def _text(self, text: str) -> Iterator[doc.Inline]:
        """The text with its abbreviations apart; each is explained once in the chapter."""
        at = 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            short = match.group()
            if short in self.numbering.abbreviations:
                continue
            self.numbering.abbreviations.add(short)
            if match.start() > at:
                yield doc.Text(text[at : match.start()])
            abbreviation = self._abbreviations[short]
            language = "" if abbreviation.language == self.report.language else abbreviation.language
            yield doc.Abbreviation(self.numbering.new(), short, abbreviation.expansion, language)
            at = match.end()
        if at < len(text):
            yield doc.Text(text[at:])

    def _link(self, content: doc.Content, target: str) -> doc.Link:
        node = self.numbering.new()
        if target.startswith("#"):
            inside = doc.Inside(self.numbering.headings[target[1:]])
            return doc.Link(node, content, inside, "till avsnittet i detta kapitel")
        return doc.Link(node, content, doc.Address(target), _says_address(target))

    def _reference(self, kind: str, number: str, text: str) -> doc.Inline:
        targets = self.numbering.tables if kind == "tabell" else self.numbering.figures
        node = targets.get(number)
        if node is None:
            # It stands in another chapter, which is another file.
            return doc.Text(text)
        content: doc.Content = (doc.Text(text),)
        return doc.Link(self.numbering.new(), content, doc.Inside(node), f"till {kind} {number}")

    def _mark(self, label: str) -> doc.NoteMark:
        first = label not in self._note_numbers
        number = self.note_number(label)
        if first:
            self._called.append(label)
        mark = self.numbering.marks[label] if first else self.numbering.new()
        note = self.numbering.notes[label]
        return doc.NoteMark(mark, self.numbering.new(), number, note, f"till fotnot {number}")


def _says_address(target: str) -> str:
    if target.startswith("mailto:"):
        return "skriv till " + target.removeprefix("mailto:")
    return "till webbplatsen " + target.split("/")[2] if target.count("/") >= 2 else target
