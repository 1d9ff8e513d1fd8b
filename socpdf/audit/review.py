"""A report and its released figures to what is wrong with its text: numbers typed where a value belongs.

A number in a text is a finding unless it names something, says when, or is marked as a statement of somebody.
A value that makes a sentence begin with a figure is one, too. A number word that equals a figure of the
chapter is only a hint: the two may agree by chance.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from socpdf.audit.exempt import exempt, names_pattern
from socpdf.audit.holders import Holder, holders
from socpdf.audit.passages import Kind, Passage, passages
from socpdf.core.diagnostics import Diagnostic, Sink
from socpdf.ir.spec import ReportSpec
from socpdf.ir.tables import ReleasedReport, ReleasedTable
from socpdf.text import swedish

_NUMERAL: Final = re.compile(
    r"[−-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|(?:(?<!\w)[−-])?\d+(?:,\d+)?"
)
_WORD: Final = re.compile(
    r"(?<![\w-])(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)(?![\w-])", re.IGNORECASE
)
_PERCENT: Final = re.compile(r"\s*(?:%|procent(?:enhet(?:er)?)?\b)")
# What number words count besides figures: time, kinds, parts.
_NOT_COUNTED: Final = re.compile(
    r"\s+(?:av|decennier|delar|dygn|först|gånger|grupper|huvud\w*|kategorier|månader|nya|olika|sist|senaste|slag|slags"
    r"|sorter|steg|sätt|timmar|typer|veckor|år|åren|första|sista)\b",
    re.IGNORECASE,
)


def review(report: ReportSpec, released: ReleasedReport, sink: Sink) -> tuple[Diagnostic, ...]:
    """The findings by place; nothing is told to the sink, which only lends the lines that they show."""
    found = sink.aside()
    names = names_pattern(_names(released.tables))
    for chapter in report.chapters:
        reader = _Reader(holders(chapter, released), released, names, found)
        for passage in passages(chapter):
            reader.read(passage)
    return tuple(found.in_order())


def _names(tables: tuple[ReleasedTable, ...]) -> Iterator[str]:
    for table in tables:
        yield from (head.text for head in table.heads)
        for row in table.rows:
            yield row.label
            yield from (label.text for label in row.labels)


@dataclass(frozen=True, slots=True)
class _Reader:
    holders: tuple[Holder, ...]
    released: ReleasedReport
    names: re.Pattern[str] | None
    sink: Sink

    def read(self, passage: Passage) -> None:
        free = list(exempt(passage.text, self.names))
        for match in _NUMERAL.finditer(passage.text):
            if not _inside(match, free):
                self._numeral(passage, match)
        for match in _WORD.finditer(passage.text):
            if not _inside(match, free):
                self._word(passage, match)
        if passage.kind is Kind.TEXT:
            self._sentences(passage)

    def _numeral(self, passage: Passage, match: re.Match[str]) -> None:
        number = Decimal(re.sub(r"\s", "", match[0]).replace(",", ".").replace("−", "-"))
        percent = _PERCENT.match(passage.text, match.end()) is not None
        having = [holder for holder in self.holders if holder.has(number, percent=percent)]
        where = f"; {_where(having[0])} has it" if having else ""
        message = f"the number `{' '.join(match[0].split())}` is typed{where}"
        self.sink.error("A101", message, passage.span(*match.span()), _hint(having, percent=percent))

    def _word(self, passage: Passage, match: re.Match[str]) -> None:
        number = swedish.small_number(match[0])
        if number is None or _NOT_COUNTED.match(passage.text, match.end()):
            return
        percent = _PERCENT.match(passage.text, match.end()) is not None
        having = [
            holder for holder in self.holders if holder.own and holder.has(Decimal(number), percent=percent)
        ]
        if having:
            message = f"the word `{match[0]}` is typed; {_where(having[0])} has this value"
            hint = _hint(having, percent=percent, words=True)
            self.sink.warning("A103", message, passage.span(*match.span()), hint)

    def _sentences(self, passage: Passage) -> None:
        """Values that begin a sentence, as they are written there."""
        for at, insert in passage.inserts:
            value = self.released.values.get(insert.span)
            if value is None or not swedish.begins_sentence(passage.text[:at]):
                continue
            try:
                written = swedish.write(value, insert.formats, sentence_start=True)
            except swedish.FormatError:
                continue  # told where the document is made
            if written[:1].isdigit():
                hint = "let another word come first, as `Sammanlagt …` or, for a year, `Under …`"
                self.sink.error("A102", f"a sentence begins with the figure `{written}`", insert.span, hint)


def _inside(match: re.Match[str], free: list[tuple[int, int]]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in free)


def _where(holder: Holder) -> str:
    return holder.where or f"the value `{holder.expression}`"


def _hint(having: list[Holder], *, percent: bool, words: bool = False) -> str:
    if not having:
        return "name a value for it, or mark it with who says so: {uppgift}`…`(källa)"
    formats = (" | procent" if percent else "") + (" | ord" if words else "")
    more = f"; {len(having) - 1} more have it" if len(having) > 1 else ""
    return f"write `{{{{ {having[0].expression}{formats} }}}}`, if that is what is meant{more}"
