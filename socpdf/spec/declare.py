"""What a directive is: one declaration, from which it is read, checked and documented."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic

from socpdf.core.diagnostics import Span
from socpdf.ir import spec as ir
from socpdf.spec.reading import NumberedKind, Reading
from socpdf.spec.source import Located
from socpdf.spec.tree import Entries, Scalar, Step
from socpdf.spec.validate import O


class Body(Enum):
    """What stands between the fences; the value is how the reference says it."""

    OPTIONS = "options, one on each line: `name: value`"
    TEXT = "one paragraph of text"
    BLOCKS = "paragraphs, lists and other directives; options before them: `:name: value`"


@dataclass(frozen=True, slots=True)
class Parts(Generic[O]):
    """What the author wrote, validated, for `Directive.build` to make the node of."""

    options: O
    tree: Entries
    """The same options with their places."""
    argument: Located
    blocks: tuple[ir.Block, ...]
    span: Span
    reading: Reading
    inline: Callable[[Located], ir.Content]

    def content(self, *path: Step) -> ir.Content:
        """An option as inline text; empty where the option is not there."""
        node = self.tree.find(path)
        return self.inline(node.content) if isinstance(node, Scalar) else ()

    def paragraph(self) -> ir.Content:
        """The text of a body that is one paragraph, as `Body.TEXT` is."""
        return next((block.content for block in self.blocks if isinstance(block, ir.Paragraph)), ())


@dataclass(frozen=True, slots=True)
class Argument:
    """What follows `:::{name}` on its line."""

    meaning: str


@dataclass(frozen=True, slots=True)
class Directive(Generic[O]):
    name: str
    summary: str
    options: type[O]
    argument: Argument | None
    body: Body
    example: str
    build: Callable[[Parts[O]], ir.Directive | None]
    numbered: NumberedKind | None = None
    number_option: str = ""
    """The option that gives the number; empty: the argument does."""
