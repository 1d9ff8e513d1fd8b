"""A released table into the rows and cells of the document, each cell with all its heads."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from socpdf.document.prose import Prose
from socpdf.document.twin import released_csv
from socpdf.ir import document as doc
from socpdf.ir import spec
from socpdf.ir.document import NodeId
from socpdf.ir.tables import Head, Released, ReleasedTable, Withheld
from socpdf.ir.tidy import Sign
from socpdf.text import swedish

PART: Final = "– "
"""Before the label of a row that is a part of one above."""
_SIGNED: Final = re.compile(r"(.+?)((?<=\w)\*+(?!\w)|$)", re.DOTALL)
"""Text up to a sign, and the sign; or up to the end."""
SIGN_NOTES: Final = {
    Sign.WITHHELD: "Antal under {threshold} redovisas inte.",
    Sign.WITHHELD_SECONDARY: "Redovisas inte, för att en skyddad uppgift inte ska kunna räknas ut.",
    Sign.NOT_COMPUTABLE: "Kan inte beräknas.",
    Sign.NO_DATA: "Ingen uppgift.",
}
"""What a sign says, where the author has not written it."""


def assemble_table(table: ReleasedTable, prose: Prose) -> doc.Table:
    caption = doc.Caption(
        prose.numbering.new(), f"Tabell {table.number}", prose.write(table.caption), table.source
    )
    return _assembled(table, caption, table_file(table), prose)


def assemble_figures(table: ReleasedTable, prose: Prose) -> doc.Table:
    """The table behind a diagram, which its caption leads back to."""
    number = table.number.removeprefix("figur ")
    node, link = prose.numbering.new(), prose.numbering.new()
    figure = doc.Inside(prose.numbering.figures[number])
    words: doc.Content = (doc.Link(link, (doc.Text(table.number),), figure, f"till {table.number}"),)
    content = (*words, doc.Text(". "), *prose.write(table.caption, explain=False))
    caption = doc.Caption(node, "Siffrorna i", content, table.source)
    return replace(_assembled(table, caption, table_file(table), prose), small=True)


def table_file(table: ReleasedTable) -> doc.Attachment:
    """The figures of a table, or of a diagram that declares its own."""
    named = table.number if table.number.startswith("figur ") else f"tabell {table.number}"
    return csv_file(named, released_csv(table))


def csv_file(named: str, data: bytes) -> doc.Attachment:
    return doc.Attachment(
        name=f"{named.replace(' ', '-').replace(':', '-')}.csv",
        description=f"Siffrorna i {named}",
        mime="text/csv",
        data=data,
    )


def _assembled(table: ReleasedTable, caption: doc.Caption, csv: doc.Attachment, prose: Prose) -> doc.Table:
    signs = (*(note.sign for note in table.notes), *(sign.value for sign in _signs_shown(table)))
    notes = {sign: prose.numbering.new() for sign in dict.fromkeys(signs) if sign}
    builder = _Builder(table, prose, notes)
    heads = builder.heads()
    says = _summary(table, heads)
    caption = replace(caption, content=tuple(builder.caption(caption.content)))
    head, body = prose.numbering.new(), prose.numbering.new()
    return doc.Table(
        id=prose.numbering.tables[table.number],
        caption=caption,
        head=head,
        head_rows=tuple(builder.head_rows(heads)),
        body=body,
        body_rows=tuple(builder.body_rows(heads)),
        columns=len(table.names) + len(table.stub_heads),
        says=says,
        notes=tuple(builder.notes_below()),
        csv=csv,
        span=table.span,
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    table: ReleasedTable
    prose: Prose
    notes: Mapping[str, NodeId]
    """By sign: the note about it."""
    marks: dict[str, list[NodeId]] = field(default_factory=dict)
    """By sign: where it stands, as the table is built."""

    def caption(self, content: doc.Content) -> Iterator[doc.Inline]:
        """The signs in it lead to their notes too; the author types them in its text."""
        for inline in content:
            if not isinstance(inline, doc.Text):
                yield inline
                continue
            for word, sign in _SIGNED.findall(inline.text):
                if word:
                    yield doc.Text(word)
                yield from self._mark(sign)

    def heads(self) -> Mapping[NodeId, Head]:
        """The heads in the order in which they are read: row by row."""
        ordered = sorted(self.table.heads, key=lambda head: (head.row, head.column))
        return {self.prose.numbering.new(): head for head in ordered}

    def head_rows(self, heads: Mapping[NodeId, Head]) -> Iterator[doc.Row]:
        new = self.prose.numbering.new
        stub = len(self.table.stub_heads)
        for row in range(self.table.head_rows):
            cells = []
            if row == 0:
                # The corner says what the row heads are: an empty one would shift the columns for readers.
                rows = self.table.head_rows
                for column, text in enumerate(self.table.stub_heads):
                    cells.append(
                        doc.Cell(new(), "column head", (doc.Text(text),), column, 1, rows, (), "left")
                    )
            for node, head in heads.items():
                if head.row == row:
                    over = tuple(n for n, other in heads.items() if _spans(other, head))
                    cells.append(
                        doc.Cell(
                            node,
                            "column head",
                            self._marked(head.text, head.sign),
                            head.column + stub,
                            head.columns,
                            head.rows,
                            over,
                            "centre" if head.columns > 1 else "figure",
                        )
                    )
            yield doc.Row(new(), tuple(cells), total=False)

    def body_rows(self, heads: Mapping[NodeId, Head]) -> Iterator[doc.Row]:
        new = self.prose.numbering.new
        stub = len(self.table.stub_heads)
        over = [
            tuple(node for node, head in heads.items() if _covers(head, column))
            for column in range(len(self.table.names))
        ]
        labels, row_heads = self._labels()
        for at, row in enumerate(self.table.rows):
            cells = list(labels[at])
            for column, (value, span, mark) in enumerate(zip(row.cells, row.spans, row.marks, strict=True)):
                if span:
                    # A figure of several rows is under the labels of all of them.
                    beside = dict.fromkeys(node for nodes in row_heads[at : at + span] for node in nodes)
                    applies = (*over[column], *beside)
                    content = self._figure(value, mark)
                    cells.append(doc.Cell(new(), "data", content, column + stub, 1, span, applies, "figure"))
            yield doc.Row(new(), tuple(cells), row.total)

    def _labels(self) -> tuple[list[list[doc.Cell]], list[list[NodeId]]]:
        """By row: the label cells that begin in it, and all labels that it is under."""
        cells: list[list[doc.Cell]] = []
        over: list[list[NodeId]] = [[]]
        for row in self.table.rows:
            groups = over[-1][: min(label.column for label in row.labels)]
            cells.append([])
            for label in row.labels:
                node = self.prose.numbering.new()
                content = self._marked((PART if label.part else "") + label.text, label.sign)
                cells[-1].append(
                    doc.Cell(
                        node,
                        "row head",
                        content,
                        label.column,
                        label.columns,
                        label.rows,
                        tuple(groups),
                        "left",
                    )
                )
                groups = [*groups, node]
            over.append(groups)
        return cells, over[1:]

    def notes_below(self) -> Iterator[doc.TableNote]:
        """Those about all of the table first, then by sign: `*` before `**`."""
        new = self.prose.numbering.new
        led_to = dict(self.notes)
        for sign, written in sorted(self._notes(), key=lambda note: _place_of_sign(note[0])):
            text = (doc.Text(written),) if isinstance(written, str) else self.prose.write(written)
            if not sign:
                yield doc.TableNote(self._note(new(), text), None, ())
                continue
            # Of two notes of one sign the first is where the sign leads.
            node = led_to.pop(sign, None)
            marks = () if node is None else tuple(self.marks.get(sign, ()))
            # Its space belongs to it: pdfium forgets one that a text begins with.
            label = doc.Spoken(new(), f"{sign} ", swedish.sign_name(sign))
            note = self._note(new() if node is None else node, (label, *text))
            yield doc.TableNote(note, label.id if marks else None, marks)

    def _notes(self) -> Iterator[tuple[str, spec.Content | str]]:
        """Sign and text of each: the author's, and one for each sign that the author has not explained."""
        yield from ((note.sign, note.content) for note in self.table.notes)
        explained = {note.sign for note in self.table.notes}
        for sign in _signs_shown(self.table):
            if sign.value not in explained:
                yield sign.value, SIGN_NOTES[sign].format(threshold=self.table.audit.threshold)

    def _note(self, node: NodeId, content: doc.Content) -> doc.Paragraph:
        return doc.Paragraph(node, content, doc.Voice.TABLE_NOTE, self.table.span)

    def _figure(self, value: Released, mark: str) -> doc.Content:
        if isinstance(value, Withheld):
            # It says in words why there is no figure: a link in each such cell would only be in the way.
            node = self.prose.numbering.new()
            self.marks.setdefault(value.sign.value, []).append(node)
            return (doc.Spoken(node, swedish.cell(value), swedish.spoken(value.sign)), *self._mark(mark))
        return self._marked(swedish.cell(value), mark)

    def _marked(self, text: str, sign: str) -> doc.Content:
        return (doc.Text(text), *self._mark(sign))

    def _mark(self, sign: str) -> Iterator[doc.Inline]:
        """A sign after a text, which leads to its note."""
        if not sign:
            return
        node = self.prose.numbering.new()
        spoken = doc.Spoken(self.prose.numbering.new(), sign, swedish.sign_name(sign))
        if sign in self.notes:
            self.marks.setdefault(sign, []).append(node)
            yield doc.Link(node, (spoken,), doc.Inside(self.notes[sign]), "till anmärkningen under tabellen")
        else:
            yield spoken


def _place_of_sign(sign: str) -> tuple[bool, bool, str]:
    """None at all, then asterisks by their number, then other signs."""
    return sign != "", sign.strip("*") != "", sign


def _signs_shown(table: ReleasedTable) -> Iterator[Sign]:
    """The signs that stand for a figure, in the order of their kinds."""
    shown = {cell.sign for row in table.rows for cell in row.cells if isinstance(cell, Withheld)}
    return (sign for sign in SIGN_NOTES if sign in shown)


def _spans(outer: Head, inner: Head) -> bool:
    return outer.row < inner.row and _covers(outer, inner.column)


def _covers(head: Head, column: int) -> bool:
    return head.column <= column < head.column + head.columns


def _summary(table: ReleasedTable, heads: Mapping[NodeId, Head]) -> str:
    """What a listener wants to know before going into the table."""
    first = [head.text for head in heads.values() if head.row == 0]
    rows = sum(not row.total for row in table.rows)
    stub = swedish.listed([_inside_sentence(head) for head in table.stub_heads])
    told = "1 rad" if rows == 1 else f"{rows} rader, en för varje {stub}"
    return f"{told}. Kolumner: {swedish.listed(first)}."


def _inside_sentence(head: str) -> str:
    """With a small letter, unless it is an abbreviation: `Nämnd` is nämnd, `LSS` stays."""
    return head if head[1:2].isupper() else head[:1].lower() + head[1:]
