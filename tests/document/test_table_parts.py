"""Released tables in the document: labels and heads over each cell, groups of rows, notes for the signs."""

from pathlib import Path

from tableproject import write

from socpdf.core.diagnostics import Sink
from socpdf.disclosure import release
from socpdf.document import assemble
from socpdf.ir import document as doc
from socpdf.ir.reading import every_block, every_inline, plain
from socpdf.sources import load
from socpdf.spec import parse
from socpdf.tables import compute

DATA = {
    "prov/regi.toml": """\
titel = "Beslut"
källa = "System"

[dimension.regi]
rubrik = "Regi"
kategorier = ["egen", "privat", "okänd"]
additiv = true

[dimension.kön]
rubrik = "Kön"
kategorier = ["kvinnor", "män"]
additiv = true

[mått.beslut]
rubrik = "Antal"
enhet = "antal"
räknar = "beslut"
""",
    "prov/regi.csv": "regi,kön,beslut\negen,kvinnor,40\negen,män,60\nprivat,kvinnor,*\nprivat,män,**\n"
    "okänd,kvinnor,30\nokänd,män,0\n",
}
TEXT = """\
:::{tabell} 1:1
rubrik: Beslut*** i staden, a*b
data: regi
rader:
  - {för: [regi, kön], regi: [egen, privat]}
  - {rubrik: "Okänd**", regi: okänd}
  - {varav: kvinnor, regi: okänd, kön: kvinnor}
kolumner:
  - {rubrik: Antal}
  - {rubrik: Av båda, per: regi}
märk:
  - {rad: Okänd, kolumn: Antal, tecken: "***"}
noter:
  - "** Regi saknas."
  - "*** Preliminärt."
:::
"""


def made(root: Path) -> doc.Table:
    write(root, TEXT, DATA)
    sink = Sink()
    report = parse(root, sink)
    released = release(compute(report, load(root, report, sink), sink), sink)
    document = assemble(report, report.chapters[0], released, root, sink)
    (table,) = (block for block in every_block(document.blocks) if isinstance(block, doc.Table))
    return table


def test_every_cell_has_its_labels_and_heads(tmp_path: Path) -> None:
    """A figure of two rows is under the labels of both, and under its group's."""
    table = made(tmp_path)
    words = {c.id: plain(c.content) for row in (*table.head_rows, *table.body_rows) for c in row.cells}
    found = [
        [(plain(cell.content), cell.rows, [words[head] for head in cell.heads]) for cell in row.cells]
        for row in table.body_rows
    ]
    assert found[0] == [
        ("Egen", 2, []),
        ("Kvinnor", 1, ["Egen"]),
        ("40", 1, ["Antal", "Egen", "Kvinnor"]),
        ("100", 2, ["Av båda", "Egen", "Kvinnor", "Män"]),
    ]
    assert found[1] == [("Män", 1, ["Egen"]), ("60", 1, ["Antal", "Egen", "Män"])]
    assert table.columns == 4


def test_labels_without_a_group_span_the_labels(tmp_path: Path) -> None:
    """They carry a sign that is not of withheld figures; a part has its dash, a figure its note's sign."""
    rows = made(tmp_path).body_rows[4:]
    assert [(plain(c.content), c.column, c.columns) for row in rows for c in row.cells[:2]] == [
        ("Okänd****", 0, 2),
        ("30***", 2, 1),
        ("– varav kvinnor", 0, 2),
        ("30", 2, 1),
    ]


def test_signs_without_a_note_explain_themselves(tmp_path: Path) -> None:
    """What the author has not said of a sign is said by the engine; the notes stand in the order of signs."""
    notes = [plain(note.paragraph.content) for note in made(tmp_path).notes]
    assert notes == [
        "* Antal under 4 redovisas inte.",
        "** Redovisas inte, för att en skyddad uppgift inte ska kunna räknas ut.",
        "*** Preliminärt.",
        "**** Regi saknas.",
    ]


def test_a_sign_leads_to_its_note(tmp_path: Path) -> None:
    """In heads, labels and figures it is a link that says its name; where no figure stands it says why."""
    table = made(tmp_path)
    notes = {note.marks: note for note in table.notes}
    inlines = [i for row in table.body_rows for cell in row.cells for i in every_inline(cell.content)]
    links = [inline for inline in inlines if isinstance(inline, doc.Link)]
    assert [(plain(link.content), link.target) for link in links] == [
        (sign, doc.Inside(note.paragraph.id))
        for sign in ("****", "***")
        for marks, note in notes.items()
        if plain(note.paragraph.content).startswith(f"{sign} ")
    ]
    said = {inline.text: inline.says for inline in inlines if isinstance(inline, doc.Spoken)}
    assert said["****"] == "fyra stjärnor"
    assert said["*"] == "uppgift skyddad av sekretess"
    assert [link.id in marks for link, marks in zip(links, reversed(notes), strict=False)] == [True, True]


def test_a_sign_in_the_caption_leads_to_its_note(tmp_path: Path) -> None:
    """There the author types it in the text; an asterisk inside a word is none."""
    table = made(tmp_path)
    first, link, rest = table.caption.content
    assert (first, rest) == (doc.Text("Beslut"), doc.Text(" i staden, a*b"))
    assert isinstance(link, doc.Link)
    assert [link.id in note.marks for note in table.notes] == [False, False, True, False]


def test_the_corner_names_each_column_of_labels(tmp_path: Path) -> None:
    """Two columns of labels have two heads; a summary tells who listens."""
    table = made(tmp_path)
    (head,) = table.head_rows
    assert [plain(cell.content) for cell in head.cells] == ["Regi", "Kön", "Antal", "Av båda"]
    assert table.says == "6 rader, en för varje regi och kön. Kolumner: Antal och Av båda."
