"""A directive of the file against its declaration: argument, number, options and body, then the node."""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from socpdf.core.diagnostics import Span
from socpdf.ir.spec import Block, Paragraph
from socpdf.spec.declare import Body, Directive, Parts
from socpdf.spec.inline import read_inline
from socpdf.spec.markdown import COMMENT_LINE, OPTION_LINE
from socpdf.spec.reading import Numbered, NumberedKind, Reading
from socpdf.spec.source import Located
from socpdf.spec.tree import Entries, Scalar, read_tree
from socpdf.spec.validate import Frame, validate

NUMBER: Final = re.compile("[1-9][0-9]{0,3}:[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Written:
    """A directive of the file and its declaration."""

    directive: Directive[Any]
    argument: Located
    options: tuple[int, int]
    """The lines from the first of the options to the one after the last."""
    blocks: tuple[Block, ...]
    reading: Reading
    span: Span

    def node(self) -> Block | None:
        sink, directive = self.reading.sink, self.directive
        tree = self._options()
        sound = all([self._number(tree), self._argument(), self._body()])
        owner = f"directive `{directive.name}`"
        frame = Frame("option", owner, self.span, missing="L202", unknown="L203", wrong="L204")
        options = validate(directive.options, tree, frame, sink) if tree else None
        if tree is None or options is None or not sound:
            return None
        inline = partial(read_inline, reading=self.reading)
        return directive.build(
            Parts(options, tree, self.argument, self.blocks, self.span, self.reading, inline)
        )

    def _options(self) -> Entries | None:
        """The options of the body: YAML, or lines `:name: value`, which are YAML but for the first colon."""
        source = self.reading.source
        first, end = self.options
        lines = [source.line(line) for line in range(first, end)]
        if self.directive.body is not Body.OPTIONS and lines and lines[0].strip() == "---":
            first, end, lines = first + 1, end - 1, lines[1:-1]
        elif _begins_with_colon(lines):
            lines = [_as_yaml(line) for line in lines]
        start = source.starts[first]
        text = "".join(f"{line}\n" for line in lines)
        return read_tree(source, start, start + len(text), self.reading.sink, text)

    def _number(self, tree: Entries | None) -> bool:
        """Enter the number into the ledger, before anything else can go wrong with the directive."""
        kind, option = self.directive.numbered, self.directive.number_option
        if kind is None:
            return True
        node = tree.find((option,)) if tree and option else None
        if option and node is None:
            self.reading.ledger.complete &= tree is not None
            return True
        typed = node.content if isinstance(node, Scalar) else self.argument
        return self._enter(kind, typed)

    def _enter(self, kind: NumberedKind, typed: Located) -> bool:
        span = self.reading.source.place(typed) if typed.text else self.span
        if NUMBER.fullmatch(typed.text):
            self.reading.ledger.numbered.append(Numbered(kind, typed.text, span))
            return True
        self.reading.ledger.complete = False
        message = f"`{typed.text}` is no number of a {kind}"
        if not typed.text:
            message = f"the number of the {kind} is missing"
        self.reading.sink.error("L207", message, span, "write chapter and number: `8:1`")
        return False

    def _argument(self) -> bool:
        wanted = self.directive.argument
        is_number = self.directive.numbered and not self.directive.number_option
        if wanted and not is_number and not self.argument.text:
            hint = f"write after the name: {wanted.meaning}"
            self.reading.sink.error(
                "L207", f"directive `{self.directive.name}` needs an argument", self.span, hint
            )
            return False
        if not wanted and self.argument.text:
            message = f"directive `{self.directive.name}` takes no argument"
            place = self.reading.source.place(self.argument)
            self.reading.sink.error("L207", message, place, "delete it, or write it as an option below")
            return False
        return True

    def _body(self) -> bool:
        name = self.directive.name
        match self.directive.body:
            case Body.OPTIONS:
                return True
            case Body.TEXT:
                good = len(self.blocks) == 1 and isinstance(self.blocks[0], Paragraph)
                message = f"the text of directive `{name}` must be one paragraph"
            case Body.BLOCKS:
                good = bool(self.blocks)
                message = f"directive `{name}` holds no text"
        if not good:
            self.reading.sink.error("L208", message, self.span, "write the text between the two fences")
        return good


def _begins_with_colon(lines: list[str]) -> bool:
    """Whether the first line that is neither empty nor a comment is `:name: value`."""
    typed = (line.strip() for line in lines)
    first = next((line for line in typed if line and not COMMENT_LINE.fullmatch(line)), "")
    return OPTION_LINE.match(first) is not None


def _as_yaml(line: str) -> str:
    """An option line with its first colon, or a comment with all of it, as spaces."""
    if COMMENT_LINE.fullmatch(line.strip()):
        return " " * len(line)
    indent = len(line) - len(line.lstrip())
    return f"{line[:indent]} {line[indent + 1 :]}" if OPTION_LINE.match(line.lstrip()) else line
