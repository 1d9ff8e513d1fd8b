"""YAML into trees of text: every value is what the author typed, and knows its place.

Only mappings, sequences and scalars: no anchors, aliases or tags, and no guessing of types (`8:1` is no
number, `nej` is no truth value, `2024` stays text until a field asks for a number). Built from the events of
the YAML parser with a stack of our own, so that neither nesting nor aliases can exhaust anything.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml

from socpdf.core.diagnostics import Sink, Span
from socpdf.spec.source import Located, Source

# An author needs four: the options, the columns, a column, its groups.
MAX_DEPTH: Final = 12
# libyaml where it is there: ten times as fast, and with the same marks.
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Digits after the backslash and its letter in a double-quoted scalar (YAML 1.1, 5.6).
ESCAPE_DIGITS: Final = {"x": 2, "u": 4, "U": 8}
QUOTE_IT: Final = "put the value in quotation marks"
HINTS: Final = (
    ("mapping values", f"{QUOTE_IT}, because it contains a colon"),
    ("alias", f"{QUOTE_IT}, because it begins with `*`"),
    ("quoted scalar", "close the quotation marks"),
)

Step = str | int
Offsets = range | list[int]
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    content: Located
    span: Span


@dataclass(frozen=True, slots=True)
class Items:
    items: "tuple[Node, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Entries:
    entries: "dict[str, Entry]"
    span: Span

    def find(self, path: Path) -> "Node | None":
        """The node that `path` leads to, or None where there is none."""
        node: Node | None = self
        for step in path:
            match node:
                case Entries(entries=entries):
                    node = entries[step].value if isinstance(step, str) and step in entries else None
                case Items(items=items):
                    node = items[step] if isinstance(step, int) and step < len(items) else None
                case Scalar() | None:
                    return None
        return node

    def places(self) -> dict[str, Span]:
        """The place of each value by its path: `rader`, `urval.kön`, `kolumner.0.mått`."""
        return {".".join(map(str, path)): node.span for path, node in _walk(self, ())}


@dataclass(frozen=True, slots=True)
class Entry:
    key: Scalar
    value: "Node"


Node = Scalar | Items | Entries
Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """The values alone."""
    match node:
        case Scalar(content=content):
            return content.text
        case Items(items=items):
            return [plain(item) for item in items]
        case Entries(entries=entries):
            return {name: plain(entry.value) for name, entry in entries.items()}


def read_tree(source: Source, start: int, end: int, sink: Sink, text: str | None = None) -> Entries | None:
    """The mapping written between two offsets; None after an error.

    `text` is read in place of the file's own where the two differ character for character.
    """
    builder = _Builder(source, start, sink, source.text[start:end] if text is None else text)
    errors = len(sink.diagnostics)
    try:
        for event in yaml.parse(builder.text, Loader=LOADER):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        builder.report(error)
    root = builder.root
    if len(sink.diagnostics) > errors and not isinstance(root, Entries):
        return None
    match root:
        case None:
            return Entries({}, source.span(start, start))
        case Entries():
            return root if builder.sound else None
        case Scalar(span=span) | Items(span=span):
            sink.error("L105", "expected lines of the form `name: value`", span)
            return None


def _walk(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    match node:
        case Entries(entries=entries):
            children: list[tuple[Step, Node]] = [(name, entry.value) for name, entry in entries.items()]
        case Items(items=items):
            children = list(enumerate(items))
        case Scalar():
            return
    for step, child in children:
        yield (*path, step), child
        yield from _walk(child, (*path, step))


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    start: int
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] | None = None
    key: Scalar | None = None


@dataclass(slots=True)
class _Builder:
    source: Source
    start: int
    sink: Sink
    text: str
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    sound: bool = True
    documents: int = 0
    long_quote: int | None = None
    """Where the last quoted value over several lines begins: most likely its end was forgotten."""

    def take(self, event: yaml.Event) -> bool:
        """Add what the event says to the tree; False where reading on makes no sense."""
        if isinstance(event, yaml.ScalarEvent):
            return self._no_extras(event) and self._add(self._scalar(event))
        if isinstance(event, yaml.CollectionStartEvent):
            return self._no_extras(event) and self._open(event)
        if isinstance(event, yaml.CollectionEndEvent):
            return self._close(event)
        if isinstance(event, yaml.AliasEvent):
            return self._refuse("`*` at the beginning of a value means an alias", event, QUOTE_IT)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            return self.documents == 1 or self._refuse("a second YAML document begins here", event, "")
        return True

    def report(self, error: yaml.MarkedYAMLError) -> None:
        self.sound = False
        problem, context = error.problem or "it is not YAML", error.context or ""
        # What is never closed is told by its beginning, not by the end of the file.
        mark = error.context_mark if "quoted scalar" in context else error.problem_mark
        at = self._at(mark.index) if mark else self.start
        if "expected" in problem and self.long_quote is not None:
            at, problem, context = self.long_quote, "a quoted value goes on over the line", "quoted scalar"
        hint = next((hint for sign, hint in HINTS if sign in f"{problem} {context}"), QUOTE_IT)
        if self.text.startswith("\t", at - self.start):
            hint = "indent with spaces, not with tabs"
        self.sink.error("L105", f"the YAML cannot be read: {problem}", self.source.span(at, at + 1), hint)

    def _at(self, index: int) -> int:
        return self.start + min(index, len(self.text))

    def _bounds(self, event: yaml.Event) -> tuple[int, int]:
        start, end = event.start_mark, event.end_mark
        return self._at(start.index if start else 0), self._at(end.index if end else len(self.text))

    def _refuse(self, message: str, event: yaml.Event, hint: str) -> bool:
        self.sound = False
        self.sink.error("L107", message, self.source.span(*self._bounds(event)), hint)
        return False

    def _no_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
        if event.anchor is not None:
            return self._refuse("`&` at the beginning of a value means an anchor", event, QUOTE_IT)
        # The C loader says "!" for quoted scalars too; only a tag that was typed has more.
        if event.tag not in {None, "!"}:
            return self._refuse("`!` at the beginning of a value means a tag", event, QUOTE_IT)
        return True

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = self._bounds(event)
        raw = self.text[start - self.start : end - self.start]
        if event.style in {'"', "'"} and "\n" in raw:
            self.long_quote = start
        offsets: Offsets = range(start, end + 1)
        if event.value != raw:
            offsets = [start + offset for offset in _offsets(event.value, raw, event.style or "")]
        return Scalar(Located(event.value, offsets), self.source.span(start, start + len(raw.rstrip())))

    def _add(self, node: Node) -> bool:
        if not self.stack:
            self.root = node
            return True
        top = self.stack[-1]
        if top.entries is None:
            top.items.append(node)
        elif top.key is not None:
            self._enter(top.entries, top.key, node)
            top.key = None
        elif isinstance(node, Scalar):
            top.key = node
        return True

    def _enter(self, entries: dict[str, Entry], key: Scalar, value: Node) -> None:
        name = unicodedata.normalize("NFC", key.content.text)
        if name in entries:
            first = entries[name].key.span.line
            message = f"`{name}` stands here a second time, first on line {first}"
            self.sink.error("L106", message, key.span, "delete one of the two")
        else:
            entries[name] = Entry(key, value)

    def _open(self, event: yaml.CollectionStartEvent) -> bool:
        if self.stack and self.stack[-1].entries is not None and self.stack[-1].key is None:
            return self._refuse("a name must be text, not braces or brackets", event, QUOTE_IT)
        if len(self.stack) == MAX_DEPTH:
            return self._refuse(f"lists nest deeper than {MAX_DEPTH} levels", event, "")
        entries: dict[str, Entry] | None = {} if isinstance(event, yaml.MappingStartEvent) else None
        self.stack.append(_Open(self._bounds(event)[0], entries=entries))
        return True

    def _close(self, event: yaml.CollectionEndEvent) -> bool:
        top = self.stack.pop()
        end = self._bounds(event)[1]
        text = self.text[top.start - self.start : end - self.start].rstrip()
        span = self.source.span(top.start, top.start + len(text))
        if top.entries is None:
            return self._add(Items(tuple(top.items), span))
        return self._add(Entries(top.entries, span))


def _offsets(value: str, raw: str, style: str) -> list[int]:
    """For each character of a scalar's value, and its end, where in `raw` it was typed.

    The value is what was typed without quotes, escapes and folding: both are walked side by side, and meet
    at every character that is not white space.
    """
    at = _content_start(raw, style)
    offsets = []
    for character in value:
        while at < len(raw) and raw[at] != character and raw[at].isspace():
            at += 1
        while style == '"' and raw.startswith("\\\n", at):
            at += 2 + len(raw[at + 2 :]) - len(raw[at + 2 :].lstrip(" \t"))
        offsets.append(min(at, len(raw)))
        at += _width(raw, at, character, style)
    return [*offsets, min(at, len(raw))]


def _content_start(raw: str, style: str) -> int:
    if style in {"|", ">"}:
        return raw.find("\n") + 1
    return 1 if style in {"'", '"'} else 0


def _width(raw: str, at: int, character: str, style: str) -> int:
    """How many characters of `raw` stand for this one."""
    if style == "'" and character == "'":
        return 2
    if style == '"' and raw.startswith("\\", at):
        return 2 + ESCAPE_DIGITS.get(raw[at + 1 : at + 2], 0)
    if character.isspace() and not raw.startswith(character, at):
        return 0
    return 1
