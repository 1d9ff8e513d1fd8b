"""A released table into the rows and cells of the document, each cell with all its heads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from socpdf.document.prose import Prose
from socpdf.document.twin import released_csv
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.tables import Head, Label, Released, ReleasedTable, Withheld
from socpdf.ir.tidy import Sign
from socpdf.text import swedish

PART: Final = "– "
"""Before the label of a row that is a part of one above."""
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
    builder = _Builder(table, prose)
    heads = builder.heads()
    says = _summary(table, heads)
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
        notes=tuple(builder.notes()),
        csv=csv,
        span=table.span,
    )


@dataclass(frozen=True, slots=True)
class _Builder:
    table: ReleasedTable
    prose: Prose

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
                            (doc.Text(head.text + head.sign),),
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
                    content = (self._figure(value, mark),)
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
                content = (doc.Text(_label_text(label)),)
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

    def notes(self) -> Iterator[doc.Paragraph]:
        for note in self.table.notes:
            sign = (doc.Text(f"{note.sign} "),) if note.sign else ()
            yield self._note((*sign, *self.prose.write(note.content)))
        for sign_, text in self._sign_notes():
            yield self._note((doc.Text(f"{sign_.value} {text}"),))

    def _note(self, content: doc.Content) -> doc.Paragraph:
        return doc.Paragraph(self.prose.numbering.new(), content, doc.Voice.TABLE_NOTE, self.table.span)

    def _sign_notes(self) -> Iterator[tuple[Sign, str]]:
        """For each sign that stands in the table and that no note of the author's explains."""
        shown = {cell.sign for row in self.table.rows for cell in row.cells if isinstance(cell, Withheld)}
        explained = {note.sign for note in self.table.notes}
        for sign, text in SIGN_NOTES.items():
            if sign in shown and sign.value not in explained:
                yield sign, text.format(threshold=self.table.audit.threshold)

    def _figure(self, value: Released, mark: str) -> doc.Inline:
        text = swedish.cell(value) + mark
        if isinstance(value, Withheld):
            return doc.Spoken(self.prose.numbering.new(), text, swedish.spoken(value.sign))
        return doc.Text(text)


def _label_text(label: Label) -> str:
    return (PART if label.part else "") + label.text + label.sign


def _spans(outer: Head, inner: Head) -> bool:
    return outer.row < inner.row and _covers(outer, inner.column)


def _covers(head: Head, column: int) -> bool:
    return head.column <= column < head.column + head.columns


def _summary(table: ReleasedTable, heads: Mapping[NodeId, Head]) -> str:
    """What a listener wants to know before going into the table."""
    first = [head.text for head in heads.values() if head.row == 0]
    rows = sum(not row.total for row in table.rows)
    stub = swedish.listed(table.stub_heads)
    return f"{rows} rader, en för varje värde av {stub}. Kolumner: {swedish.listed(first)}."
