"""A chapter's text into its spec: front matter, named values, blocks, notes."""

import keyword
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated

from markdown_it.token import Token
from pydantic import Field

from socpdf.core.diagnostics import Sink, Span
from socpdf.ir import walk
from socpdf.ir.spec import Block, ChapterSpec, Cover, NamedValue
from socpdf.spec.blocks import read_blocks
from socpdf.spec.expressions import names_in, read_expression
from socpdf.spec.functions import RESERVED
from socpdf.spec.markdown import parse_blocks
from socpdf.spec.reading import Context, Ledger, Reading
from socpdf.spec.references import check_chapter, check_note_places, check_references, numbers_of
from socpdf.spec.source import read_source
from socpdf.spec.tree import Entries, Scalar, read_tree
from socpdf.spec.validate import Frame, Kind, Options, RequiredText, Text, Words, pattern, validate, whole


class FrontMatter(Options):
    """What stands between the two lines `---` at the beginning of a chapter."""

    number: Annotated[int, whole(1, 999), Kind("whole number")] = Field(
        alias="kapitel", description="number of the chapter", examples=["8"]
    )
    title: RequiredText = Field(
        alias="titel", description="title of the chapter", examples=["Socialpsykiatri"]
    )
    subtitle: Text = Field("", alias="undertitel", description="line below the title")
    description: Text = Field("", alias="beskrivning", description="what the PDF says of itself")
    keywords: Words = Field((), alias="nyckelord", description="list of words the PDF is found by")
    data: Annotated[Text, pattern("[^/\\\\.]*", "must be the name of a folder under `data/`")] = Field(
        "",
        alias="data",
        description="folder under `data/` with the chapter's data",
        examples=["socialpsykiatri"],
    )
    values: Annotated[dict[str, str], Kind("`name: expression`, one or more")] = Field(
        {},
        alias="värden",
        description="values that expressions may name",
        examples=['{personer: tabell("8:1")["Totalt i staden", "Antal"]}'],
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """A chapter as far as its own text goes; what it refers to is checked when all are read."""

    file: str
    chapter: ChapterSpec | None
    """None after an error."""
    number: int | None
    ledger: Ledger


def parse_chapter(text: str, file: str, sink: Sink, context: Context) -> ChapterSpec | None:
    """One chapter, checked against itself and against what `context` knows of the others.

    Never raises, whatever the text; None where the sink received an error.
    """
    before = len(sink.diagnostics)
    draft = read_chapter(text, file, sink, context)
    if draft.ledger.complete:
        check_references(draft.ledger, context.numbers | numbers_of([draft.ledger]), sink)
    return draft.chapter if len(sink.diagnostics) == before else None


def read_chapter(text: str, file: str, sink: Sink, context: Context) -> Draft:
    """One chapter, checked against itself alone."""
    before = len(sink.diagnostics)
    reading = Reading(read_source(file, text, sink), sink, context)
    tokens = parse_blocks(reading.source.text)
    front, values = _front_matter(tokens, reading)
    blocks = read_blocks(tokens, reading)
    number = front.number if front else None
    check_chapter(reading.ledger, number, sink)
    _check_cover(blocks, sink)
    check_note_places(blocks, reading.ledger.notes, sink)
    sound = front is not None and len(sink.diagnostics) == before
    chapter = _chapter(front, values, blocks, reading) if front and sound else None
    return Draft(file, chapter, number, reading.ledger)


def _chapter(
    front: FrontMatter, values: tuple[NamedValue, ...], blocks: tuple[Block, ...], reading: Reading
) -> ChapterSpec:
    return ChapterSpec(
        file=reading.source.file,
        slug=PurePosixPath(reading.source.file).stem,
        number=front.number,
        title=front.title,
        subtitle=front.subtitle,
        description=front.description,
        keywords=front.keywords,
        data=front.data,
        values=values,
        blocks=blocks,
        notes=tuple(reading.ledger.notes),
        span=reading.source.line_span(0),
    )


def _check_cover(blocks: tuple[Block, ...], sink: Sink) -> None:
    """The cover is the first page, so that nothing comes before it."""
    for block in walk.every_block(blocks):
        if isinstance(block, Cover) and block is not blocks[0]:
            hint = "write it right after the front matter"
            sink.error("L215", "the cover does not come first", block.span, hint)


# --- front matter ---


def _front_matter(tokens: list[Token], reading: Reading) -> tuple[FrontMatter | None, tuple[NamedValue, ...]]:
    source, sink = reading.source, reading.sink
    first = source.line_span(0)
    token = tokens[0] if tokens and tokens[0].type == "front_matter" else None
    if token is None or token.map is None:
        hint = "begin the file with a line `---`, then `kapitel: 8` and `titel: …`, then a line `---`"
        problem = "is never closed" if source.text.startswith("---") else "is missing"
        sink.error("L104", f"the front matter {problem}", first, hint)
        return None, ()
    tree = read_tree(source, source.starts[1], source.starts[token.map[1] - 1], sink)
    if tree is None:
        return None, ()
    frame = Frame("entry", "the front matter", first, missing="L108", unknown="L109", wrong="L110")
    front = validate(FrontMatter, tree, frame, sink)
    _check_file_name(front, tree, reading)
    return front, _values(tree.find(("värden",)), reading)


def _check_file_name(front: FrontMatter | None, tree: Entries, reading: Reading) -> None:
    """The number in the file's name is the chapter's."""
    named = re.match("[0-9]+(?=-)", PurePosixPath(reading.source.file).name)
    node = tree.find(("kapitel",))
    if front and named and node and int(named[0][:9]) != front.number:
        message = f"the file is named as chapter {named[0]}, and this says {front.number}"
        reading.sink.error("L111", message, node.span, "rename the file, or change the number")


def _values(node: object, reading: Reading) -> tuple[NamedValue, ...]:
    """The entries under `värden`; they may name each other, but not go round in a circle."""
    if not isinstance(node, Entries):
        reading.names = frozenset()
        return ()
    keys = {_normal(name): entry.key.span for name, entry in node.entries.items()}
    reading.names = frozenset(keys)
    values: list[NamedValue] = []
    for name, entry in node.entries.items():
        _check_name(_normal(name), entry.key.span, reading.sink)
        if isinstance(entry.value, Scalar):
            content = entry.value.content
            expression = read_expression(content, reading)
            if expression:
                values.append(NamedValue(_normal(name), expression, content.text.strip(), entry.value.span))
    _check_circles(values, keys, reading.sink)
    return tuple(values)


def _normal(name: str) -> str:
    """As Python's parser reads names (PEP 3131)."""
    return unicodedata.normalize("NFKC", name)


def _check_name(name: str, span: Span, sink: Sink) -> None:
    if name in RESERVED:
        sink.error("L311", f"`{name}` has a meaning of its own", span, "choose another name")
    elif not name.isidentifier() or keyword.iskeyword(name):
        hint = "write letters, digits and `_`, a letter first"
        sink.error("L311", f"`{name}` cannot be the name of a value", span, hint)


def _check_circles(values: list[NamedValue], keys: dict[str, Span], sink: Sink) -> None:
    """Report each circle once, at the first of its names."""
    uses = {value.name: [name.name for name in names_in(value.expression)] for value in values}
    done: set[str] = set()
    for start in uses:
        if start not in done:
            for circle in _circles_from(start, uses, done):
                arrows = " → ".join([*circle, circle[0]])
                message = f"the value `{circle[0]}` rests on itself: {arrows}"
                sink.error("L312", message, keys[circle[0]], "break the circle")


def _circles_from(start: str, uses: dict[str, list[str]], done: set[str]) -> Iterator[list[str]]:
    """Depth first with a stack of our own: a chain of names may be long."""
    path = [start]
    rest = [iter(uses[start])]
    while path:
        name = next(rest[-1], None)
        if name is None:
            done.add(path.pop())
            rest.pop()
        elif name in path:
            yield path[path.index(name) :]
        elif name in uses and name not in done:
            path.append(name)
            rest.append(iter(uses[name]))
