"""The parser's block tokens into the blocks of a chapter: headings, paragraphs, lists, directives, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from markdown_it.token import Token

from socpdf.core.diagnostics import Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import Block, Content, Heading, List, ListItem, NoteDefinition, Paragraph
from socpdf.spec.directives import BY_NAME
from socpdf.spec.inline import plain_text, read_inline
from socpdf.spec.reading import Reading
from socpdf.spec.source import Located
from socpdf.spec.written import Written

MAX_HEADING: Final = 4
MAX_LISTS: Final = 4
HEADING_SIGNS: Final = re.compile(r"[ \t]+#+[ \t]*$")
UNSUPPORTED: Final = {
    "table_open": ("a table", "write the directive `:::{tabell}`, so that its figures come from the data"),
    "blockquote_open": ("a block quote", "write the directive `:::{citat}`; a `>` itself is written `\\>`"),
    "code_block": ("a code block", "begin the line with fewer than four spaces"),
    "fence": ("a code block", "begin a directive with colons: `:::{tabell} 8:1`"),
    "hr": ("a thematic break", "delete it, or write a heading"),
    "html_block": ("HTML", "write Markdown or a directive; a comment `<!-- … -->` stands alone"),
}
COMMENTS: Final = re.compile(r"\s*(<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Within:
    """Where blocks stand."""

    lists: int = 0
    directives: tuple[str, ...] = ()


class _Tokens:
    """The tokens in order, with a look at the next."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def until(self, closing: str) -> Iterator[Token]:
        """Each token up to `closing`, which is taken too; whoever reads a container takes its inside."""
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            self._next += 1
            if token.type == closing:
                return
            yield token

    def skip(self, opening: Token) -> None:
        """Pass over what stands between an opening token and its closing one."""
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            self._next += 1
            if token.nesting < 0 and token.level == opening.level:
                return


def read_blocks(tokens: list[Token], reading: Reading) -> tuple[Block, ...]:
    """The blocks of a chapter; its notes, numbers and references go to the ledger."""
    reader = _Reader(_Tokens(tokens), reading)
    return tuple(reader.blocks("", _Within()))


@dataclass(frozen=True, slots=True)
class _Reader:
    tokens: _Tokens
    reading: Reading

    def blocks(self, closing: str, within: _Within) -> list[Block]:
        found: list[Block] = []
        for token in self.tokens.until(closing):
            block = self._block(token, within)
            if block:
                found.append(block)
        return found

    def _block(self, token: Token, within: _Within) -> Block | None:
        match token.type:
            case "paragraph_open":
                return self._paragraph()
            case "heading_open":
                return self._heading(token, within)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token, within)
            case "directive_open":
                return self._directive(token, within)
            case "footnote_reference_open":
                self._note(token, within)
            case "stray_fence":
                hint = "delete it; a directive that holds another needs a longer fence, `::::`"
                self._error("L206", "this fence closes nothing", token, hint)
            case "front_matter":
                pass
            case _:
                self._unsupported(token)
        return None

    def _error(self, code: str, message: str, token: Token, hint: str = "") -> None:
        self.reading.sink.error(code, message, self._span(token), hint)

    def _span(self, token: Token) -> Span:
        """The line on which a block begins."""
        return self.reading.source.line_span(_lines(token)[0])

    def _unsupported(self, token: Token) -> None:
        if token.type != "html_block" or not COMMENTS.fullmatch(token.content):
            what, hint = UNSUPPORTED[token.type]
            self._error("L410", f"{what} cannot stand here", token, hint)
        if token.nesting > 0:
            self.tokens.skip(token)

    # --- text ---

    def _inline(self, closing: str) -> tuple[Located, Content]:
        """The one inline token up to `closing`."""
        piece = Located("", (0,))
        content: Content = ()
        for token in self.tokens.until(closing):
            piece = self._located(token, heading=closing == "heading_close")
            content = read_inline(piece, self.reading)
        return piece, content

    def _located(self, token: Token, *, heading: bool) -> Located:
        """Each line of an inline token stands at the end of its line, behind indent and marker."""
        source, first = self.reading.source, _lines(token)[0]
        offsets: list[int] = []
        for index, text in enumerate(token.content.split("\n")):
            line = source.line(first + index)
            if heading:
                line = HEADING_SIGNS.sub("", line)
            typed = text.strip(" \t")
            column = max(len(line.rstrip(" \t")) - len(typed), 0)
            indent = len(text) - len(text.lstrip(" \t"))
            # A tab before the text counts as spaces, of which there may be more than it has characters.
            begin = max(source.starts[first + index] + column - indent, 0)
            offsets.extend(range(begin, begin + len(text) + 1))
        return Located(token.content, offsets)

    def _paragraph(self) -> Paragraph | None:
        piece, content = self._inline("paragraph_close")
        return Paragraph(content, self.reading.source.place(piece)) if content else None

    def _heading(self, token: Token, within: _Within) -> Heading | None:
        content = self._inline("heading_close")[1]
        level = int(token.tag[1:])
        if not token.markup.startswith("#"):
            self._error("L407", "a line below the text makes it a heading", token, f"write `{'#' * level} …`")
        elif within != _Within():
            self._error(
                "L407", "a heading cannot stand in a list or a directive", token, "write **bold** text"
            )
        elif level > MAX_HEADING:
            self._error("L406", f"a heading has at most {MAX_HEADING} levels, not {level}", token)
        elif level > self.reading.ledger.heading_level + 1:
            self._level_jump(token, level)
        elif not content:
            self._error(
                "L413", "the heading has no text", token, "write it after the `#`, or delete the line"
            )
        self.reading.ledger.heading_level = level
        return Heading(level, content, self._anchor(content), self._span(token))

    def _level_jump(self, token: Token, level: int) -> None:
        before = self.reading.ledger.heading_level
        message = f"a heading of level {level} follows one of level {before}"
        if not before:
            message = f"the first heading is of level {level}"
        self._error("L406", message, token, f"write `{'#' * (before + 1)} …`")

    def _anchor(self, content: Content) -> str:
        words = re.findall(r"\w+", plain_text(content).lower())
        slug = "-".join(words) or "rubrik"
        taken = self.reading.ledger.anchors
        names = chain([slug], (f"{slug}-{number}" for number in count(2)))
        anchor = next(name for name in names if name not in taken)
        taken[anchor] = None
        return anchor

    # --- lists ---

    def _list(self, token: Token, within: _Within) -> List:
        closing = token.type.replace("open", "close")
        if within.lists == MAX_LISTS:
            self._error("L412", f"lists nest deeper than {MAX_LISTS} levels", token)
        inside = _Within(within.lists + 1, within.directives)
        items = tuple(self._item(item, inside) for item in self.tokens.until(closing))
        ordered = token.type == "ordered_list_open"
        return List(items, int(token.attrs.get("start", 1)) if ordered else None, self._span(token))

    def _item(self, token: Token, within: _Within) -> ListItem:
        blocks = self.blocks("list_item_close", within)
        if not blocks:
            self._error("L413", "the list item is empty", token, "write its text, or delete the line")
        return ListItem(tuple(blocks), self._span(token))

    # --- notes ---

    def _note(self, token: Token, within: _Within) -> None:
        label = str(token.meta["label"])
        blocks = self.blocks("footnote_reference_close", within)
        line = _lines(token)[0]
        start = self.reading.source.starts[line] + self.reading.source.line(line).find(f"[^{label}]:")
        span = self.reading.source.span(start, start + len(label) + 4)
        match blocks:
            case [Paragraph(content=content)]:
                self.reading.ledger.notes.append(NoteDefinition(label, content, span))
            case _:
                self.reading.ledger.notes.append(NoteDefinition(label, (), span))
                hint = "write `[^label]: text`; further lines begin with four spaces"
                self.reading.sink.error(
                    "L405", f"the note `{label}` must be one paragraph of text", span, hint
                )

    # --- directives ---

    def _directive(self, token: Token, within: _Within) -> Block | None:
        opening: re.Match[str] | None = token.meta["opening"]
        name = opening["name"] if opening else ""
        inside = _Within(within.lists, (*within.directives, name))
        blocks = tuple(self.blocks("directive_close", inside))
        if not opening:
            hint = "write for example `:::{tabell} 8:1`"
            self._error("L213", "after the colons comes a name in braces", token, hint)
            return None
        source, start = self.reading.source, token.meta["at"]
        declaration = BY_NAME.get(name)
        if not declaration:
            self.reading.ledger.complete = False
            place = source.span(start + opening.start("name"), start + opening.end("name"))
            self.reading.sink.error("L201", f"unknown directive `{name}`", place, did_you_mean(name, BY_NAME))
            return None
        self._check_fence(token, opening, within)
        argument = source.located(start + opening.start("argument"), start + opening.end("argument"))
        options = _lines(token)[0] + 1, token.meta["options_end"]
        return Written(
            declaration, argument.stripped(), options, blocks, self.reading, self._span(token)
        ).node()

    def _check_fence(self, token: Token, opening: re.Match[str], within: _Within) -> None:
        name, fence = opening["name"], opening["fence"]
        if not token.meta["closed"]:
            hint = f"write `{fence}` on a line of its own after it"
            if within.directives:
                hint += f", and begin and end `{within.directives[-1]}` around it with `{fence}:`"
            self._error("L205", f"the directive `{name}` is never closed", token, hint)
        if name in within.directives:
            message = f"the directive `{name}` cannot stand inside itself"
            self._error("L212", message, token, "close the outer one first")


def _lines(token: Token) -> tuple[int, int]:
    """The first line of a block token and the one after its last, counted from 0."""
    first, last = token.map or (0, 0)
    return first, last
