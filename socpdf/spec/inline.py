"""A located piece of text into inline nodes: markup, roles, links, references, note marks, `{{ … }}`.

Each `Text` of a paragraph stands on one line and holds either plain characters or one escape, so that a
column counted from its beginning is right; the line feed is the space at the end of the line.
"""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from markdown_it.token import Token

from socpdf.core.diagnostics import Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import (
    Content,
    Emphasis,
    Foreign,
    Inline,
    Insert,
    LineBreak,
    Link,
    NoteMark,
    Reference,
    SmallCaps,
    Stated,
    Strong,
    Text,
)
from socpdf.spec.expressions import read_insert
from socpdf.spec.markdown import STATED, parse_inline
from socpdf.spec.reading import NumberedKind, Reading
from socpdf.spec.source import Located
from socpdf.spec.validate import LANGUAGE

# Nobody sets bold in italics in bold; a text that does has lost an asterisk.
MAX_DEPTH: Final = 6
SMALL_CAPS: Final = "kapitäler"
REFERENCE: Final = re.compile(r"\b(?P<kind>[Tt]abell|[Ff]igur)[ \u00a0](?P<number>[0-9]+:[0-9]+)(?!\w)")
KINDS: Final[dict[str, NumberedKind]] = {"tabell": "tabell", "figur": "figur"}
SCHEMES: Final = ("https:", "http:", "mailto:")
# What a URI may contain as it is (RFC 3986, 2.2 and 2.3), and % of what is escaped already.
URI_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"
UNSUPPORTED: Final = {
    "code_inline": ("code", "for words of another language write {en}`…`"),
    "image": ("an image", "write the directive `:::{bild}`"),
    "html_inline": ("HTML", "write Markdown; a character `<` is written `\\<`"),
}


@dataclass(slots=True)
class _Piece:
    """Plain characters of one line, as yet without a node."""

    text: str
    start: int
    end: int
    escaped: bool = False
    """Whether this stands for an escape, which is one character but was typed as several."""


@dataclass(slots=True)
class _Frame:
    """A node that is open."""

    kind: str
    start: int
    value: str = ""
    source: str = ""
    nodes: list[Inline] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)


def read_inline(piece: Located, reading: Reading) -> Content:
    converter = _Converter(piece, reading)
    for token in parse_inline(piece.text):
        converter.take(token)
    return converter.end()


class _Converter:
    """Puts the parser's flat tokens together again; a stack instead of recursion, for text is hostile."""

    def __init__(self, piece: Located, reading: Reading) -> None:
        self.piece = piece
        self.reading = reading
        self.frames = [_Frame("", 0)]
        self.too_deep = False

    def take(self, token: Token) -> None:
        at = token.meta["at"]
        match token.type:
            case "text":
                in_address = token.level and self.frames[-1].kind == "autolink"
                self._text(token.content, at + 1 if in_address else at)
            case "text_special":
                self.frames[-1].pieces.append(_Piece(token.content, at, at + len(token.markup), escaped=True))
            case "softbreak":
                self._soft_break(at)
            case "em_open" | "role_open":
                self._open(_Frame(token.type[:-5], at, token.content))
            case "strong_open":
                # The parser keeps the second of the two asterisks.
                self._open(_Frame("strong", at - 1))
            case "link_open":
                self._open_link(token, at)
            case "em_close":
                self._close(at + 1)
            case "strong_close":
                self._close(at + 2)
            case "role_close":
                self.frames[-1].source = " ".join(token.meta["source"].split())
                self._close(token.meta["end"])
            case "link_close":
                self._close(token.meta["end"])
            case _:
                self._leaf(token, at)

    def _leaf(self, token: Token, at: int) -> None:
        end = token.meta.get("end", at)
        match token.type:
            case "hardbreak":
                self._node(LineBreak(self._span(at, at + 1)))
            case "insert":
                self._insert(token.content, at, end)
            case "footnote_ref":
                mark = NoteMark(token.meta["label"], self._span(at, at + len(token.meta["label"]) + 3))
                self.reading.ledger.note_marks.append(mark)
                self._node(mark)
            case "stray_brace":
                self._stray_brace(token.content, at, end)
            case "html_inline" if token.content.startswith("<!--"):
                pass
            case kind:
                what, hint = UNSUPPORTED[kind]
                self._error("L410", f"{what} cannot stand in the text", at, end, hint)

    def end(self) -> Content:
        self._flush()
        return tuple(self.frames[0].nodes)

    def _span(self, start: int, end: int) -> Span:
        return self.reading.source.span(*self.piece.bounds(start, end))

    def _error(self, code: str, message: str, start: int, end: int, hint: str = "") -> None:
        self.reading.sink.error(code, message, self._span(start, end), hint)

    # --- text ---

    def _text(self, text: str, at: int) -> None:
        pieces = self.frames[-1].pieces
        if not text:
            return
        if pieces and pieces[-1].end == at and not pieces[-1].escaped:
            pieces[-1].text += text
            pieces[-1].end = at + len(text)
        else:
            pieces.append(_Piece(text, at, at + len(text)))

    def _soft_break(self, at: int) -> None:
        pieces = self.frames[-1].pieces
        if pieces:
            pieces[-1].text += " "
        else:
            pieces.append(_Piece(" ", at, at))

    def _flush(self) -> None:
        """Make nodes of the characters that wait, and references of what is one."""
        frame = self.frames[-1]
        pieces, frame.pieces = frame.pieces, []
        whole = "".join(piece.text for piece in pieces)
        in_link = any(open_frame.kind in {"link", "autolink"} for open_frame in self.frames)
        done = 0
        for match in () if in_link else REFERENCE.finditer(whole):
            frame.nodes.extend(self._texts(pieces, done, match.start()))
            frame.nodes.append(self._reference(pieces, match))
            done = match.end()
        frame.nodes.extend(self._texts(pieces, done, len(whole)))

    def _texts(self, pieces: list[_Piece], start: int, end: int) -> list[Text]:
        """What lies between two offsets of the joined pieces."""
        texts = []
        begin = 0
        for piece in pieces:
            first, last = max(start - begin, 0), min(end - begin, len(piece.text))
            begin += len(piece.text)
            if first < last:
                span = self._span(*_typed(piece, first, last))
                texts.append(Text(piece.text[first:last], span))
        return texts

    def _reference(self, pieces: list[_Piece], match: re.Match[str]) -> Reference:
        parts = self._texts(pieces, match.start(), match.end())
        first, last = parts[0].span, parts[-1].span
        span = Span(first.file, first.line, first.column, last.end if last.line == first.line else first.end)
        reference = Reference(KINDS[match["kind"].lower()], match["number"], match[0], span)
        self.reading.ledger.references.append(reference)
        return reference

    # --- nodes ---

    def _node(self, node: Inline) -> None:
        self._flush()
        self.frames[-1].nodes.append(node)

    def _open(self, frame: _Frame) -> None:
        self._flush()
        self.frames.append(frame)
        if len(self.frames) > MAX_DEPTH and not self.too_deep:
            self.too_deep = True
            message = f"markup nests deeper than {MAX_DEPTH - 1} levels"
            self._error(
                "L412", message, frame.start, frame.start + 1, "check that each asterisk has its partner"
            )

    def _close(self, end: int) -> None:
        self._flush()
        frame = self.frames.pop()
        if len(self.frames) >= MAX_DEPTH:
            self.frames[-1].nodes.extend(frame.nodes)
        elif node := self._closed(frame, self._span(frame.start, end)):
            self.frames[-1].nodes.append(node)

    def _closed(self, frame: _Frame, span: Span) -> Inline | None:
        content = tuple(frame.nodes)
        match frame.kind:
            case "em":
                return Emphasis(content, span)
            case "strong":
                return Strong(content, span)
            case "role":
                return self._role(frame, content, span)
            case _:
                return self._link(frame.value, content, span)

    def _role(self, frame: _Frame, content: Content, span: Span) -> Inline | None:
        if frame.value == SMALL_CAPS:
            return SmallCaps(content, span)
        if frame.value == STATED:
            return self._stated(frame, content, span)
        if LANGUAGE.fullmatch(frame.value):
            return Foreign(frame.value, content, span)
        hint = did_you_mean(frame.value, [SMALL_CAPS, STATED])
        name = frame.start + 1, frame.start + 1 + len(frame.value)
        self._error("L411", f"unknown role `{frame.value}`", *name, hint)
        return None

    def _stated(self, frame: _Frame, content: Content, span: Span) -> Stated:
        if not frame.source:
            hint = f"write who says so in brackets: {{{STATED}}}`50`(bostadsenheten, maj 2025)"
            role = frame.start, frame.start + len(STATED) + 2
            self._error("L414", "a figure from outside the data has no source", *role, hint)
        return Stated(content, frame.source, span)

    def _open_link(self, token: Token, at: int) -> None:
        address = str(token.attrs.get("href", ""))
        if token.markup == "autolink":
            self._open(_Frame("autolink", at, address))
            return
        self._open(_Frame("link", at - 1, address))
        if "title" in token.attrs:
            self._error("L408", "a link has no title here", at - 1, at, "delete the text in quotation marks")

    def _link(self, address: str, content: Content, span: Span) -> Inline | None:
        error = self.reading.sink.error
        if not content:
            error(
                "L413",
                "the link has no text",
                span,
                "write what the reader will find there: `[text](https://…)`",
            )
        elif address.startswith("#"):
            self.reading.ledger.anchor_links.append((address[1:], span))
        elif not address.lower().startswith(SCHEMES) or address.lower() in SCHEMES:
            hint = "write https://…, mailto:… or, for a heading of the chapter, `#` and its name"
            error("L408", f"the link leads to `{address}`", span, hint)
        else:
            address = quote(address, safe=URI_SAFE)
        return Link(content, address, span)

    def _insert(self, source: str, start: int, end: int) -> None:
        inner = self.piece.part(start + 2, end - 2)
        parsed = read_insert(inner, self.reading)
        if parsed:
            text = " ".join(source.split())
            self._node(Insert(parsed.expression, parsed.formats, text, self._span(start, end)))

    def _stray_brace(self, sign: str, start: int, end: int) -> None:
        if sign == "{{":
            self._error("L310", "`{{` is never closed", start, end, "write `}}` after the expression")
        else:
            hint = (
                f"write `{{{{ … }}}}` for a value, {{en}}`…` for a role, `\\{sign[0]}` for the brace itself"
            )
            self._error("L310", f"`{sign}` stands alone", start, end, hint)


def _typed(piece: _Piece, first: int, last: int) -> tuple[int, int]:
    """Where a part of a piece was typed: an escape as a whole, and the space of a line feed nowhere."""
    if piece.escaped:
        return piece.start, piece.end
    return min(piece.start + first, piece.end), min(piece.start + last, piece.end)


def plain_text(content: Content) -> str:
    """The words alone, for the name of a heading; values are not known yet and leave nothing."""
    parts = []
    for inline in content:
        match inline:
            case Text(text=text) | Reference(text=text):
                parts.append(text)
            case Strong() | Emphasis() | SmallCaps() | Link() | Foreign() | Stated():
                parts.append(plain_text(inline.content))
            case NoteMark() | Insert() | LineBreak():
                parts.append(" ")
    return "".join(parts)
