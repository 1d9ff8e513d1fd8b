"""The text that stands in every chapter into its blocks: headings, paragraphs and lists.

It is read once. What it says must be the same wherever it stands, so it names no data, no value and no
footnote of a chapter; the year of the report it may name.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from socpdf.core.diagnostics import Sink, Span
from socpdf.ir import walk
from socpdf.ir.spec import Block, Heading, List, Paragraph, SharedBlock
from socpdf.spec.blocks import read_blocks
from socpdf.spec.markdown import parse_blocks
from socpdf.spec.reading import Context, Ledger, Reading
from socpdf.spec.source import read_source

# No heading of a chapter has a name with a colon in it.
_ANCHOR: Final = "förord:"


def read_foreword(text: str, file: str, sink: Sink, context: Context) -> tuple[SharedBlock, ...]:
    reading = Reading(read_source(file, text, sink), sink, context, names=frozenset())
    blocks = read_blocks(parse_blocks(reading.source.text), reading)
    for what, span in _of_a_chapter(blocks, reading.ledger):
        hint = "write it in the chapters, or say it without"
        sink.error("L114", f"{what} cannot stand in a text that all chapters share", span, hint)
    if not isinstance(blocks[0] if blocks else None, Heading):
        hint = "begin it with `# Om rapporten`"
        sink.error("L114", "the foreword does not begin with a heading", reading.source.line_span(0), hint)
    return tuple(_renamed(block) for block in blocks if isinstance(block, Heading | Paragraph | List))


def _of_a_chapter(blocks: tuple[Block, ...], ledger: Ledger) -> Iterator[tuple[str, Span]]:
    for block in walk.every_block(blocks):
        if not isinstance(block, Heading | Paragraph | List):
            yield "a directive", block.span
    for insert in walk.inserts_in(blocks):
        for call in walk.calls_in(insert.expression):
            yield f"`{call.function}(…)`", insert.span
    yield from (("a footnote", mark.span) for mark in ledger.note_marks)
    yield from (("a footnote", note.span) for note in ledger.notes)
    yield from ((f"a reference to {entry.kind} {entry.number}", entry.span) for entry in ledger.references)
    yield from ((f"a link to `#{anchor}`", span) for anchor, span in ledger.anchor_links)


def _renamed(block: SharedBlock) -> SharedBlock:
    """The names of its headings are not those of a chapter's."""
    return replace(block, anchor=_ANCHOR + block.anchor) if isinstance(block, Heading) else block
