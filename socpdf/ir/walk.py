"""Walks what an author wrote: every insert, table and call of a chapter, in the order of the text."""

from collections.abc import Iterator

from socpdf.core.diagnostics import Span
from socpdf.ir.spec import (
    AbbreviationList,
    Arithmetic,
    Attribute,
    Block,
    Call,
    ChapterList,
    ChapterSpec,
    Content,
    Contents,
    Cover,
    DiagramSpec,
    Emphasis,
    Expression,
    Foreign,
    Heading,
    ImageSpec,
    Insert,
    KeyFigure,
    LineBreak,
    Link,
    List,
    Lookup,
    Name,
    Negative,
    NoteMark,
    Number,
    Paragraph,
    PullQuote,
    Reference,
    SmallCaps,
    Stated,
    String,
    Strong,
    Summary,
    TableSpec,
    Text,
)


def blocks(chapter: ChapterSpec) -> Iterator[Block]:
    """Every block of the chapter, a container before what it holds."""
    yield from every_block(chapter.blocks)


def tables(chapter: ChapterSpec) -> Iterator[TableSpec]:
    """Those that stand in the text, and those that diagrams declare."""
    for block in blocks(chapter):
        if isinstance(block, TableSpec):
            yield block
        elif isinstance(block, DiagramSpec) and block.own is not None:
            yield block.own


def diagrams(chapter: ChapterSpec) -> Iterator[DiagramSpec]:
    return (block for block in blocks(chapter) if isinstance(block, DiagramSpec))


def inserts(chapter: ChapterSpec) -> Iterator[Insert]:
    """Every `{{ … }}`, wherever text can stand: prose, headings, captions, notes, callouts, footnotes."""
    yield from inserts_in(chapter.blocks)
    for note in chapter.notes:
        yield from _inserts(note.content)


def inserts_in(of: tuple[Block, ...]) -> Iterator[Insert]:
    for block in every_block(of):
        for content in _contents(block):
            yield from _inserts(content)


def calls(chapter: ChapterSpec) -> Iterator[Call]:
    """Every call in an insert or in an entry under `värden`."""
    for value in chapter.values:
        yield from calls_in(value.expression)
    for insert in inserts(chapter):
        yield from calls_in(insert.expression)


def calls_in(expression: Expression) -> Iterator[Call]:
    match expression:
        case Number() | String() | Name():
            return
        case Negative(operand=operand) | Attribute(base=operand):
            yield from calls_in(operand)
        case Arithmetic(left=left, right=right):
            yield from calls_in(left)
            yield from calls_in(right)
        case Call(arguments=arguments, named=named):
            yield expression
            for argument in (*arguments, *(value for _, value in named)):
                yield from calls_in(argument)
        case Lookup(base=base, keys=keys):
            for part in (base, *keys):
                yield from calls_in(part)


def data_key(chapter: ChapterSpec, name: str) -> str:
    """The data set `name` means in this chapter, as `folder/name`; a name with a folder is taken as it is."""
    return name if "/" in name or not chapter.data else f"{chapter.data}/{name}"


def data_sets(chapter: ChapterSpec) -> Iterator[tuple[str, Span]]:
    """The data sets that tables, `fakta(…)` and `per(…)` name, each time they do, and where."""
    for table in tables(chapter):
        yield data_key(chapter, table.data), table.places.get("data", table.span)
        for name, span in other_data(table):
            yield data_key(chapter, name), span
    for call in calls(chapter):
        if call.function in {"fakta", "per"} and call.arguments and isinstance(call.arguments[0], String):
            yield data_key(chapter, call.arguments[0].value), call.arguments[0].span


def other_data(table: TableSpec) -> Iterator[tuple[str, Span]]:
    """The further data sets that rows and columns of a table name, and where."""
    lines = [*table.rows, *table.columns]
    while lines:
        line = lines.pop(0)
        lines = [*line.lines, *lines]
        if line.data:
            yield line.data, line.span


def every_block(of: tuple[Block, ...]) -> Iterator[Block]:
    for block in of:
        yield block
        if isinstance(block, List):
            for item in block.items:
                yield from every_block(item.blocks)
        elif isinstance(block, Summary | ChapterList):
            yield from every_block(block.blocks)
        elif isinstance(block, Cover):
            yield from every_block(block.foreword)


def _contents(block: Block) -> Iterator[Content]:
    match block:
        case Heading(content=content) | Paragraph(content=content):
            yield content
        case TableSpec(caption=caption, notes=notes):
            yield caption
            for note in notes:
                yield note.content
        case DiagramSpec(caption=caption, own=own):
            yield caption
            for note in own.notes if own else ():
                yield note.content
        case KeyFigure(figure=figure, text=text):
            yield figure
            yield text
        case PullQuote(text=text):
            yield text
        case ImageSpec(caption=caption):
            yield caption
        case List() | Summary() | Contents() | AbbreviationList() | ChapterList() | Cover():
            return


def _inserts(content: Content) -> Iterator[Insert]:
    for inline in content:
        match inline:
            case Insert():
                yield inline
            case (
                Strong(content=inner)
                | Emphasis(content=inner)
                | SmallCaps(content=inner)
                | Link(content=inner)
                | Foreign(content=inner)
                | Stated(content=inner)
            ):
                yield from _inserts(inner)
            case Text() | Reference() | NoteMark() | LineBreak():
                pass
