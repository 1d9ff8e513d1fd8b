"""A chapter and its released figures into the document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from socpdf.core.clock import job_time
from socpdf.core.diagnostics import Sink, Span
from socpdf.document.diagrams import assemble_diagram
from socpdf.document.numbering import Numbering, number_targets
from socpdf.document.prose import Prose
from socpdf.document.tables import assemble_figures, assemble_table
from socpdf.ir import document as doc
from socpdf.ir import spec, walk
from socpdf.ir.document import NodeId
from socpdf.ir.reading import every_block, plain
from socpdf.ir.tables import ReleasedReport, ReleasedTable

BULLET: Final = "•"
FIGURES_TITLE: Final = "Siffrorna bakom diagrammen"
FIGURES_TEXT: Final = (
    "Här finns siffrorna i de diagram som inte är ritade efter någon annan tabell i kapitlet."
)
OTHERS_TEXT: Final = " De andra diagrammen hänvisar till sin tabell."


def assemble(
    report: spec.ReportSpec, chapter: spec.ChapterSpec, released: ReleasedReport, root: Path, sink: Sink
) -> doc.Document:
    """The document of one chapter; a mistake is told to the sink and leaves a gap in the text.

    `root` is the project's folder, which the paths of pictures count from.
    """
    top, numbering = number_targets(chapter)
    prose = Prose(report, chapter, released, numbering, sink)
    tables = {table.number: table for table in released.tables}
    assembler = _Assembler(chapter, prose, numbering, tables, root)
    cover = tuple(assembler.cover())
    front = (*cover, *assembler.foreword())
    blocks = (*front, *assembler.with_contents(tuple(assembler.chapter_blocks())))
    return doc.Document(
        meta=_meta(report, chapter),
        root=top,
        blocks=blocks,
        nodes=numbering.count,
        places=_places(blocks),
        values=tuple(prose.values),
        cover=len(cover),
        front=len(front),
    )


def _meta(report: spec.ReportSpec, chapter: spec.ChapterSpec) -> doc.Meta:
    return doc.Meta(
        title=chapter.title,
        subject=chapter.description,
        author=report.publisher,
        keywords=chapter.keywords,
        language=report.language,
        made=job_time(report.date),
        report=report.title,
        chapter=chapter.number,
        slug=chapter.slug,
    )


def _places(blocks: tuple[doc.Block, ...]) -> dict[NodeId, Span]:
    return {block.id: block.span for block in every_block(blocks) if not isinstance(block, doc.Note)}


@dataclass(slots=True)
class _Assembler:
    chapter: spec.ChapterSpec
    prose: Prose
    numbering: Numbering
    tables: Mapping[str, ReleasedTable]
    root: Path
    _notes: dict[str, spec.NoteDefinition] = field(init=False)

    def __post_init__(self) -> None:
        self._notes = {note.label: note for note in self.chapter.notes}

    def cover(self) -> Iterator[doc.Block]:
        """The chapter's title stands here; its opening shows it once more, and says nothing."""
        block = _cover_of(self.chapter)
        if block is None:
            return
        report, new = self.prose.report, self.numbering.new
        yield doc.Paragraph(new(), (doc.Text(report.title),), doc.Voice.REPORT, block.span)
        if report.subtitle:
            yield doc.Paragraph(new(), (doc.Text(report.subtitle),), doc.Voice.ABOUT, block.span)
        yield from self.title()
        if report.publisher:
            yield doc.Paragraph(new(), (doc.Text(report.publisher),), doc.Voice.PUBLISHER, block.span)

    def foreword(self) -> Iterator[doc.Block]:
        block = _cover_of(self.chapter)
        if block is not None:
            yield from self.blocks(block.foreword)

    def title(self) -> Iterator[doc.Block]:
        chapter = self.chapter
        title = (doc.Text(f"{chapter.number} "), doc.Text(chapter.title))
        plain_title = f"{chapter.number} {chapter.title}"
        yield doc.Heading(self.numbering.new(), 1, title, plain_title, listed=True, span=chapter.span)
        if chapter.subtitle:
            subtitle = (doc.Text(chapter.subtitle),)
            yield doc.Paragraph(self.numbering.new(), subtitle, doc.Voice.SUBTITLE, chapter.span)

    def chapter_blocks(self) -> Iterator[doc.Block]:
        chapter = self.chapter
        if _cover_of(chapter) is None:
            yield from self.title()
        end = _end_of_text(chapter.blocks)
        yield from self.blocks(chapter.blocks[:end])
        yield from self.figures_of_diagrams()
        yield from self.blocks(chapter.blocks[end:])

    def figures_of_diagrams(self) -> Iterator[doc.Block]:
        """The tables that diagrams declare, under a heading of their own."""
        diagrams = list(walk.diagrams(self.chapter))
        own = [diagram.own for diagram in diagrams if diagram.own is not None]
        if not own:
            return
        span, new = self.chapter.span, self.numbering.new
        yield doc.Heading(new(), 2, (doc.Text(FIGURES_TITLE),), FIGURES_TITLE, listed=True, span=span)
        words = FIGURES_TEXT + (OTHERS_TEXT if len(own) < len(diagrams) else "")
        yield doc.Paragraph(new(), (doc.Text(words),), doc.Voice.BODY, span)
        for table in own:
            yield assemble_figures(self.tables[table.number], self.prose)

    def blocks(self, blocks: tuple[spec.Block, ...]) -> Iterator[doc.Block]:
        for block in _callouts_after_their_text(blocks):
            yield from self.block(block)
            # A footnote is read after the paragraph that calls it, and may itself call one.
            while called := self.prose.take_called_notes():
                for label in called:
                    yield self.note(label)

    def block(self, block: spec.Block) -> Iterator[doc.Block]:
        new = self.numbering.new
        match block:
            case spec.Heading(level=level, content=content, anchor=anchor, span=span):
                written = self.prose.write(content, explain=False)
                node = self.numbering.headings[anchor]
                yield doc.Heading(node, level + 1, written, plain(written), listed=True, span=span)
            case spec.Paragraph(content=content, span=span):
                yield doc.Paragraph(new(), self.prose.write(content), doc.Voice.BODY, span)
            case spec.List():
                yield self.list_block(block)
            case spec.TableSpec(number=number):
                yield assemble_table(self.tables[number], self.prose)
            case spec.DiagramSpec():
                plan = self.prose.released.plans[block.number]
                yield assemble_diagram(block, plan, self.tables[block.table], self.prose)
            case spec.KeyFigure(figure=figure, text=text, span=span):
                yield self.key_figure(figure, text, span)
            case spec.PullQuote(text=text, span=span):
                node = new()
                quote = doc.Paragraph(new(), self.prose.write(text), doc.Voice.QUOTE, span)
                yield doc.Aside(node, (quote,), span)
            case spec.Summary():
                yield self.summary(block)
            case spec.ImageSpec():
                yield self.figure(block)
            case spec.Contents(title=title, span=span):
                yield doc.Heading(new(), 2, (doc.Text(title),), title, listed=False, span=span)
                yield doc.Contents(new(), (), block.depth, span)
            case spec.AbbreviationList(title=title, span=span):
                yield doc.Heading(new(), 2, (doc.Text(title),), title, listed=True, span=span)
                yield self.abbreviations(span)
            case spec.ChapterList():
                yield from self.chapter_list(block)
            case spec.Cover():
                # It stands before the chapter's opening.
                return

    def chapter_list(self, block: spec.ChapterList) -> Iterator[doc.Block]:
        """A page of its own: a text, and all chapters by number."""
        new = self.numbering.new
        title: doc.Content = (doc.Text(block.title),)
        yield doc.Heading(new(), 2, title, block.title, listed=True, span=block.span, new_page=True)
        yield from self.blocks(block.blocks)
        node = new()
        items = []
        for number, name in enumerate(self.prose.report.chapter_titles, 1):
            label = doc.Label(new(), (doc.Text(str(number)),))
            paragraph = doc.Paragraph(new(), (doc.Text(name),), doc.Voice.BODY, block.span)
            items.append(doc.ListItem(new(), label, new(), (paragraph,)))
        if items:
            yield doc.List(node, doc.Numbering.CHAPTERS, tuple(items), block.span)

    def key_figure(self, figure: spec.Content, text: spec.Content, span: Span) -> doc.Aside:
        new = self.numbering.new
        node = new()
        written = self.prose.write(figure, explain=False, compact=True)
        large = doc.Paragraph(new(), written, doc.Voice.FIGURE, span)
        sentence = doc.Paragraph(new(), self.prose.write(text, explain=False), doc.Voice.CALLOUT, span)
        return doc.Aside(node, (large, sentence), span)

    def list_block(self, block: spec.List) -> doc.List:
        new = self.numbering.new
        node = new()
        items = []
        for index, item in enumerate(block.items):
            sign = BULLET if block.start is None else f"{block.start + index}."
            label = doc.Label(new(), (doc.Text(sign),))
            items.append(doc.ListItem(new(), label, new(), tuple(self.blocks(item.blocks))))
        numbering = doc.Numbering.BULLET if block.start is None else doc.Numbering.DECIMAL
        return doc.List(node, numbering, tuple(items), block.span)

    def summary(self, block: spec.Summary) -> doc.Box:
        new = self.numbering.new
        node = new()
        title = doc.Heading(new(), 2, (doc.Text(block.title),), block.title, listed=True, span=block.span)
        return doc.Box(node, (title, *self.blocks(block.blocks)), block.span)

    def figure(self, block: spec.ImageSpec) -> doc.Figure:
        new = self.numbering.new
        node = self.numbering.figures[block.number] if block.number else new()
        caption = None
        if block.caption or block.number:
            label = f"Figur {block.number}" if block.number else ""
            caption = doc.Caption(new(), label, self.prose.write(block.caption), block.source)
        return doc.Figure(node, caption, block.alternative, self.root / block.path, block.width, block.span)

    def abbreviations(self, span: Span) -> doc.List:
        new = self.numbering.new
        node = new()
        items = []
        for abbreviation in sorted(self.prose.report.abbreviations, key=_alphabetical):
            label = doc.Label(new(), (doc.Text(abbreviation.short),))
            words: doc.Content = (doc.Text(abbreviation.expansion),)
            if abbreviation.language != self.prose.report.language:
                words = (doc.Foreign(new(), abbreviation.language, words),)
            paragraph = doc.Paragraph(new(), words, doc.Voice.BODY, abbreviation.span)
            items.append(doc.ListItem(new(), label, new(), (paragraph,)))
        return doc.List(node, doc.Numbering.TERMS, tuple(items), span)

    def note(self, label: str) -> doc.Note:
        new = self.numbering.new
        definition = self._notes[label]
        number = doc.Label(new(), (doc.Text(self.prose.note_number(label)),))
        content = self.prose.write(definition.content)
        return doc.Note(
            id=self.numbering.notes[label],
            label=number,
            back=new(),
            mark=self.numbering.marks[label],
            back_says="tillbaka till texten",
            paragraph=doc.Paragraph(new(), content, doc.Voice.NOTE, definition.span),
        )

    def with_contents(self, blocks: tuple[doc.Block, ...]) -> tuple[doc.Block, ...]:
        """The blocks with the contents filled: they name headings that come after them."""
        headings = [b for b in blocks if isinstance(b, doc.Heading) and b.listed and b.level > 1]
        return tuple(
            self.filled(block, headings) if isinstance(block, doc.Contents) else block for block in blocks
        )

    def filled(self, contents: doc.Contents, headings: list[doc.Heading]) -> doc.Contents:
        new = self.numbering.new
        entries = []
        for heading in headings:
            if heading.level - 1 > contents.depth:
                continue
            text = (doc.Text(heading.plain), doc.PageNumberOf(heading.id))
            says = f"till avsnittet {heading.plain}"
            link = doc.Link(new(), text, doc.Inside(heading.id), says)
            entries.append(doc.ContentsEntry(new(), new(), link, heading.level - 1))
        return doc.Contents(contents.id, tuple(entries), contents.depth, contents.span)


def _cover_of(chapter: spec.ChapterSpec) -> spec.Cover | None:
    first = chapter.blocks[0] if chapter.blocks else None
    return first if isinstance(first, spec.Cover) else None


def _end_of_text(blocks: tuple[spec.Block, ...]) -> int:
    """Where the chapter's back matter begins: lists of abbreviations and of chapters, with their headings."""
    end = len(blocks)
    while end and isinstance(blocks[end - 1], spec.AbbreviationList | spec.ChapterList):
        end -= 1
    return end


def _callouts_after_their_text(blocks: tuple[spec.Block, ...]) -> Iterator[spec.Block]:
    """An author may write a callout before the paragraph it belongs to; it is read after it."""
    waiting: list[spec.Block] = []
    for block in blocks:
        if isinstance(block, spec.KeyFigure | spec.PullQuote):
            waiting.append(block)
            continue
        if isinstance(block, spec.Paragraph | spec.List):
            yield block
            yield from waiting
        else:
            yield from waiting
            yield block
        waiting = []
    yield from waiting


def _alphabetical(abbreviation: spec.Abbreviation) -> str:
    """Swedish order: å, ä and ö come last."""
    return abbreviation.short.casefold().translate(str.maketrans("åäö", "{|}"))
