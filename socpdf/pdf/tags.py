"""The document as structure elements: which tag and which attributes each node has, and who is whose parent.

One vocabulary a PDF version: PDF 2.0 has elements of its own for what PDF 1.7 must map to a plainer one.
"""

from dataclasses import dataclass
from typing import Final

from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.pdf.structure import NO_PARENT, StructureTree, identifiers
from socpdf.pdf.syntax import string


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the elements are called."""

    note: bytes
    roles: tuple[tuple[bytes, bytes], ...]
    reference: bool
    """Whether a link inside the document stands in a Reference."""
    term_list: bytes


PDF17: Final = Vocabulary(
    note=b"Note",
    roles=((b"Aside", b"Div"), (b"Em", b"Span"), (b"Strong", b"Span")),
    reference=True,
    term_list=b"None",
)
PDF20: Final = Vocabulary(note=b"FENote", roles=(), reference=False, term_list=b"Description")

_SCOPES: Final = {"column head": b"Column", "row head": b"Row"}


def plant(document: doc.Document, vocabulary: Vocabulary, *, lines: bool = False) -> StructureTree:
    """The tree of the document, before anything is drawn.

    `lines` makes the line of the spec the title of each block, for a printer's findings to lead there.
    """
    tree = StructureTree(document.nodes)
    for tag, standard in vocabulary.roles:
        tree.map_role(tag, standard)
    tree.block(document.root, b"Document", NO_PARENT)
    _Planter(tree, vocabulary, lines).sections(document.blocks, document.root)
    return tree


@dataclass(frozen=True, slots=True)
class _Planter:
    tree: StructureTree
    words: Vocabulary
    lines: bool

    def sections(self, blocks: tuple[doc.Block, ...], root: int) -> None:
        """Blocks under their headings: a section begins with each heading and ends before its like."""
        open_sections: list[tuple[int, int]] = [(0, root)]
        for block in blocks:
            if isinstance(block, doc.Heading):
                while open_sections[-1][0] >= block.level:
                    open_sections.pop()
                section = self.tree.section(b"Sect", open_sections[-1][1])
                open_sections.append((block.level, section))
            self.block(block, open_sections[-1][1])

    def block(self, block: doc.Block, parent: int) -> None:
        tree = self.tree
        match block:
            case doc.Heading():
                tree.block(block.id, b"H%d" % min(block.level, 6), parent)
                self.content(block.content, block.id)
            case doc.Paragraph():
                tree.block(block.id, b"P", parent)
                self.content(block.content, block.id)
            case doc.List():
                self.list_block(block, parent)
            case doc.Note():
                self.note(block, parent)
            case doc.Table():
                self.table(block, parent)
            case doc.Figure() | doc.Diagram():
                self.figure(block, parent)
            case doc.Aside():
                tree.block(block.id, b"Aside", parent)
                for paragraph in block.blocks:
                    self.block(paragraph, block.id)
            case doc.Box():
                tree.block(block.id, b"Sect", parent)
                for inner in block.blocks:
                    self.block(inner, block.id)
            case doc.Contents():
                self.contents(block, parent)
        # What a note says stands in its paragraph.
        if self.lines and not isinstance(block, doc.Note):
            tree.add_entries(block.id, b"/T" + string(f"{block.span.file}:{block.span.line}"))

    def content(self, content: doc.Content, parent: int) -> None:
        for inline in content:
            self.inline(inline, parent)

    def inline(self, inline: doc.Inline, parent: int) -> None:
        tree = self.tree
        match inline:
            case doc.Text() | doc.LineBreak() | doc.PageNumberOf():
                pass
            case doc.SmallCaps(content=content):
                self.content(content, parent)
            case doc.Strong(id=node, content=content):
                tree.inline(node, b"Strong", parent)
                self.content(content, node)
            case doc.Emphasis(id=node, content=content):
                tree.inline(node, b"Em", parent)
                self.content(content, node)
            case doc.Foreign(id=node, language=language, content=content):
                tree.inline(node, b"Span", parent, b"/Lang" + string(language))
                self.content(content, node)
            case doc.Abbreviation():
                entries = b"/E" + string(inline.expansion)
                if inline.language:
                    entries += b"/Lang" + string(inline.language)
                tree.inline(inline.id, b"Span", parent, entries)
            case doc.Spoken():
                tree.inline(inline.id, b"Span", parent, b"/Alt" + string(inline.says))
            case doc.Link(id=node, content=content):
                tree.inline(node, b"Link", parent)
                self.content(content, node)
            case doc.NoteMark():
                self.note_mark(inline, parent)

    def note_mark(self, mark: doc.NoteMark, parent: int) -> None:
        """The outer element is what the note refers back to."""
        if self.words.reference:
            self.tree.inline(mark.id, b"Reference", parent)
        else:
            self.tree.inline(mark.id, b"Lbl", parent)
            # Both ends name each other (ISO 14289-2, 8.2.5.14).
            self.tree.refer(mark.id, mark.note)
            self.tree.refer(mark.note, mark.id)
        self.tree.inline(mark.link, b"Link", mark.id)

    def list_block(self, block: doc.List, parent: int) -> None:
        numbering = {
            doc.Numbering.BULLET: b"Disc",
            doc.Numbering.DECIMAL: b"Decimal",
            doc.Numbering.CHAPTERS: b"Decimal",
            doc.Numbering.TERMS: self.words.term_list,
        }[block.numbering]
        self.tree.block(block.id, b"L", parent, b"/A<</O/List/ListNumbering/%s>>" % numbering)
        for item in block.items:
            self.tree.block(item.id, b"LI", block.id)
            self.tree.block(item.label.id, b"Lbl", item.id)
            self.content(item.label.content, item.label.id)
            self.tree.block(item.body, b"LBody", item.id)
            for inner in item.blocks:
                self.block(inner, item.body)

    def note(self, note: doc.Note, parent: int) -> None:
        kind = b"" if self.words.reference else b"/A<</O/FENote/NoteType/Footnote>>"
        self.tree.block(note.id, self.words.note, parent, kind)
        self.tree.give_id(note.id)
        self.tree.block(note.label.id, b"Lbl", note.id)
        self.tree.inline(note.back, b"Link", note.label.id)
        self.block(note.paragraph, note.id)

    def table(self, table: doc.Table, parent: int) -> None:
        self.tree.block(table.id, b"Table", parent, b"/A<</O/Table/Summary%s>>" % string(table.says))
        self.caption(table.caption, table.id)
        for section, tag, rows in (
            (table.head, b"THead", table.head_rows),
            (table.body, b"TBody", table.body_rows),
        ):
            self.tree.block(section, tag, table.id)
            for row in rows:
                self.tree.block(row.id, b"TR", section)
                for cell in row.cells:
                    self.cell(cell, row.id)
        for note in table.notes:
            self.table_note(note, parent)

    def table_note(self, note: doc.TableNote, parent: int) -> None:
        """With a sign it is a note whose label that is; otherwise a paragraph."""
        paragraph = note.paragraph
        if note.sign is None:
            self.block(paragraph, parent)
            return
        kind = b"" if self.words.reference else b"/A<</O/FENote/NoteType/Endnote>>"
        self.tree.block(paragraph.id, self.words.note, parent, kind)
        self.tree.give_id(paragraph.id)
        for inline in paragraph.content:
            if isinstance(inline, doc.Spoken) and inline.id == note.sign:
                self.tree.inline(inline.id, b"Lbl", paragraph.id, b"/Alt" + string(inline.says))
            else:
                self.inline(inline, paragraph.id)
        if not self.words.reference:
            for mark in note.marks:
                self.tree.refer(mark, paragraph.id)
                self.tree.refer(paragraph.id, mark)

    def cell(self, cell: doc.Cell, row: NodeId) -> None:
        scope = _SCOPES.get(cell.kind)
        attributes = b"/O/Table"
        if scope:
            attributes += b"/Scope/" + scope
        if cell.heads:
            attributes += b"/Headers" + identifiers(cell.heads)
        if cell.columns > 1:
            attributes += b"/ColSpan %d" % cell.columns
        if cell.rows > 1:
            attributes += b"/RowSpan %d" % cell.rows
        self.tree.block(cell.id, b"TH" if scope else b"TD", row, b"/A<<" + attributes + b">>")
        if scope:
            self.tree.give_id(cell.id)
        self.content(cell.content, cell.id)

    def caption(self, caption: doc.Caption, parent: int) -> None:
        self.tree.block(caption.id, b"Caption", parent)
        self.content(caption.content, caption.id)
        self.content(caption.further, caption.id)

    def figure(self, figure: doc.Figure | doc.Diagram, parent: int) -> None:
        self.tree.block(figure.id, b"Figure", parent, b"/Alt" + string(figure.alternative))
        if figure.caption is not None:
            self.caption(figure.caption, figure.id)

    def contents(self, contents: doc.Contents, parent: int) -> None:
        """Entries of a lower level are a list of their own inside the entry above them."""
        self.tree.block(contents.id, b"TOC", parent)
        lists: list[tuple[int, int]] = []
        above: int = contents.id
        for entry in contents.entries:
            while lists and lists[-1][0] > entry.level:
                lists.pop()
            if not lists or lists[-1][0] < entry.level:
                inner = self.tree.section(b"TOC", above) if lists else contents.id
                lists.append((entry.level, inner))
            above = entry.id
            self.tree.block(entry.id, b"TOCI", lists[-1][1])
            self.tree.block(entry.reference, b"Reference", entry.id)
            self.tree.block(entry.link.id, b"Link", entry.reference)
            self.content(entry.link.content, entry.link.id)
            target = entry.link.target
            if not self.words.reference and isinstance(target, doc.Inside):
                # ISO 14289-2, 8.2.5.8
                self.tree.refer(entry.id, target.node)
