"""A released table into the rows and cells of the document, each cell with all its heads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from socpdf.document.prose import Prose, sentence_of
from socpdf.document.twin import released_csv
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.tables import Head, Released, ReleasedTable, Withheld
from socpdf.text import swedish


def assemble_table(table: ReleasedTable, prose: Prose) -> doc.Table:
    builder = _Builder(table, prose)
    heads = builder.heads()
    columns = len(table.rows[0].cells) if table.rows else 0
    says = _summary(table, heads)
    caption = doc.Caption(
        prose.numbering.new(), f"Tabell {table.number}", prose.write(table.caption), table.source
    )
    head, body = prose.numbering.new(), prose.numbering.new()
    number = table.number.replace(":", "-")
    csv = doc.Attachment(
        name=f"tabell-{number}.csv",
        description=f"Siffrorna i tabell {table.number}",
        mime="text/csv",
        data=released_csv(table),
    )
    return doc.Table(
        id=prose.numbering.tables[table.number],
        caption=caption,
        head=head,
        head_rows=tuple(builder.head_rows(heads)),
        body=body,
        body_rows=tuple(builder.body_rows(heads)),
        columns=columns + 1,
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
        for row in range(self.table.head_rows):
            cells = []
            if row == 0:
                # The corner says what the row heads are: an empty one would shift the columns for readers.
                content: doc.Content = (doc.Text(self.table.stub_head),)
                rows = self.table.head_rows
                cells.append(doc.Cell(new(), "column head", content, 0, 1, rows, (), "left"))
            for node, head in heads.items():
                if head.row == row:
                    over = tuple(n for n, other in heads.items() if _spans(other, head))
                    cells.append(
                        doc.Cell(
                            node,
                            "column head",
                            (doc.Text(head.text),),
                            head.column + 1,
                            head.columns,
                            head.rows,
                            over,
                            "centre" if head.columns > 1 else "figure",
                        )
                    )
            yield doc.Row(new(), tuple(cells), total=False)

    def body_rows(self, heads: Mapping[NodeId, Head]) -> Iterator[doc.Row]:
        new = self.prose.numbering.new
        for row in self.table.rows:
            stub = new()
            cells = [doc.Cell(stub, "row head", (doc.Text(row.label),), 0, 1, 1, (), "left")]
            for column, value in enumerate(row.cells):
                over = tuple(n for n, head in heads.items() if _covers(head, column))
                content = (self._figure(value),)
                cells.append(doc.Cell(new(), "data", content, column + 1, 1, 1, (*over, stub), "figure"))
            yield doc.Row(new(), tuple(cells), row.total)

    def notes(self) -> Iterator[doc.Paragraph]:
        for note in self.table.notes:
            sign = (doc.Text(f"{note.sign} "),) if note.sign else ()
            content = (*sign, *self.prose.write(note.content))
            yield doc.Paragraph(self.prose.numbering.new(), content, doc.Voice.TABLE_NOTE, self.table.span)

    def _figure(self, value: Released) -> doc.Inline:
        text = swedish.cell(value)
        if isinstance(value, Withheld):
            return doc.Spoken(self.prose.numbering.new(), text, swedish.spoken(value.sign))
        return doc.Text(text)


def _spans(outer: Head, inner: Head) -> bool:
    return outer.row < inner.row and _covers(outer, inner.column)


def _covers(head: Head, column: int) -> bool:
    return head.column <= column < head.column + head.columns


def _summary(table: ReleasedTable, heads: Mapping[NodeId, Head]) -> str:
    """What a listener wants to know before going into the table."""
    first = [head.text for head in heads.values() if head.row == 0]
    rows = len(table.rows)
    return f"{rows} rader, en för varje värde av {table.stub_head}. Kolumner: {sentence_of(first)}."
