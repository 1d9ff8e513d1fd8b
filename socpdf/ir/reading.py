"""Walks over a document in reading order."""

from collections.abc import Iterator, Sequence

from socpdf.ir.document import (
    Abbreviation,
    Aside,
    Block,
    Box,
    Content,
    Contents,
    Diagram,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Note,
    NoteMark,
    PageNumberOf,
    Paragraph,
    SmallCaps,
    Spoken,
    Strong,
    Table,
    Text,
)


def every_block(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with all that stand inside of them, outer before inner."""
    for block in blocks:
        yield block
        match block:
            case List(items=items):
                for item in items:
                    yield from every_block(item.blocks)
            case Note(paragraph=paragraph):
                yield paragraph
            case Table(notes=notes):
                yield from (note.paragraph for note in notes)
            case Aside(blocks=inner):
                yield from inner
            case Box(blocks=boxed):
                yield from every_block(boxed)
            case Heading() | Paragraph() | Figure() | Diagram() | Contents():
                pass


def own_contents(block: Block) -> Iterator[Content]:
    """The texts of a block itself, without those of blocks inside of it."""
    match block:
        case Heading(content=content) | Paragraph(content=content):
            yield content
        case List(items=items):
            for item in items:
                yield item.label.content
        case Note(label=label):
            yield label.content
        case Table():
            yield block.caption.content
            for row in (*block.head_rows, *block.body_rows):
                for cell in row.cells:
                    yield cell.content
        case Figure(caption=caption):
            if caption is not None:
                yield caption.content
        case Diagram():
            yield block.caption.content
            yield block.caption.further
        case Contents(entries=entries):
            for entry in entries:
                yield (entry.link,)
        case Aside() | Box():
            pass


def every_inline(content: Content) -> Iterator[Inline]:
    """The parts of a text with all that stand inside of them, outer before inner."""
    for inline in content:
        yield inline
        match inline:
            case Strong() | Emphasis() | SmallCaps() | Foreign() | Link():
                yield from every_inline(inline.content)
            case Text() | Abbreviation() | Spoken() | NoteMark() | PageNumberOf() | LineBreak():
                pass


def plain(content: Content) -> str:
    """What the text says, without marks of notes."""
    out = []
    for inline in every_inline(content):
        match inline:
            case Text(text=text) | Abbreviation(text=text) | Spoken(text=text):
                out.append(text)
            case LineBreak():
                out.append(" ")
            case Strong() | Emphasis() | SmallCaps() | Foreign() | Link() | NoteMark() | PageNumberOf():
                pass
    return "".join(out)
