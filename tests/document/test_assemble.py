"""A chapter into its document: notes, abbreviations, values, references and tables, as they will be read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from socpdf.core.diagnostics import Refused, Sink, render
from socpdf.disclosure import release
from socpdf.document import assemble
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.reading import every_block, every_inline, own_contents, plain
from socpdf.sources import load
from socpdf.spec import parse
from socpdf.tables import compute

REPORT = """\
titel: Provrapporten
år: 2024
datum: 2025-03-01
förkortningar:
  SoL: Socialtjänstlagen
  LSS: Lagen om stöd och service
  LSS-hem: Hem enligt lagen
  IPS: {text: Individual placement and support, språk: en}
"""
COVERED = REPORT + "undertitel: Om staden\nutgivare: Staden\nförord: om.md\n"
DESCRIPTION = """\
titel = "Personer"
källa = "Påhittat"

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = ["Norr", "Söder", "Ön"]
additiv = false

[mått.antal]
enhet = "antal"
räknar = "personer"
"""
FIGURES = "nämnd,antal\nNorr,1234\nSöder,5\nÖn,*\n"
FRONT = """\
---
kapitel: 1
titel: Prov
data: prov
värden:
  norr: fakta("personer", nämnd="Norr")
  söder: fakta("personer", nämnd="Söder")
  ön: fakta("personer", nämnd="Ön")
---
"""
TABLE = """\
:::{tabell} 1:1
rubrik: Personer
data: personer
rader: nämnd
kolumner:
  - {grupp: Alla, rubrik: Antal, mått: antal}
:::
"""

Assembler = Callable[..., doc.Document]


@pytest.fixture
def assembled(tmp_path: Path) -> Assembler:
    """Writes a project around the chapter's text and gives its document."""

    def make(text: str, *, other: str = "", entries: str = REPORT) -> doc.Document:
        files = {
            "layouts/rapport.yaml": entries,
            "layouts/om.md": "# Avsnitt\n\nRapport om {{ år }}.\n",
            "layouts/1-prov.md": FRONT + text,
            "data/prov/personer.toml": DESCRIPTION,
            "data/prov/personer.csv": FIGURES,
        }
        if other:
            files["layouts/2-annat.md"] = other
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        sink = Sink()
        try:
            report = parse(tmp_path, sink)
            released = release(compute(report, load(tmp_path, report, sink), sink), sink)
            document = assemble(report, report.chapters[0], released, tmp_path, sink)
        except Refused:
            pytest.fail("\n".join(map(render, sink.in_order())))
        assert sink.in_order() == []
        return document

    return make


def inlines(document: doc.Document) -> Iterator[doc.Inline]:
    for block in every_block(document.blocks):
        for content in own_contents(block):
            yield from every_inline(content)


def paragraphs(document: doc.Document) -> list[str]:
    return [
        plain(block.content) for block in every_block(document.blocks) if isinstance(block, doc.Paragraph)
    ]


def numbers_in(value: object) -> Iterator[int]:
    """Every number a node has of its own; those by which it names others are not among them."""
    if isinstance(value, tuple):
        for item in value:
            yield from numbers_in(item)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name in {"id", "body", "head", "back", "link", "reference", "root"} and isinstance(
                getattr(value, each.name), int
            ):
                yield getattr(value, each.name)
            elif each.name not in {"heads", "target"}:
                yield from numbers_in(getattr(value, each.name))


# --- notes ---


def test_notes_are_numbered_as_they_are_called(assembled: Assembler) -> None:
    """Not as they are defined; a note called again keeps its number and stands once."""
    document = assembled("Ett[^b] två[^a].\n\nTre[^b].\n\n[^a]: Alfa.\n[^b]: Beta.\n")
    marks = [inline for inline in inlines(document) if isinstance(inline, doc.NoteMark)]
    assert [mark.text for mark in marks] == ["1", "2", "1"]
    notes = [block for block in every_block(document.blocks) if isinstance(block, doc.Note)]
    assert [plain(note.paragraph.content) for note in notes] == ["Beta.", "Alfa."]
    assert [mark.note for mark in marks] == [notes[0].id, notes[1].id, notes[0].id]
    assert [note.mark for note in notes] == [marks[0].id, marks[1].id]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ett[^a].\n\nTvå.", [doc.Paragraph, doc.Note, doc.Paragraph]),
        ("- Ett[^a].\n\nTvå.", [doc.List, doc.Paragraph]),
        (":::{sammanfattning}\nEtt[^a].\n:::\n\nTvå.", [doc.Box, doc.Paragraph]),
        ("# Ett[^a]\n\nTvå.", [doc.Heading, doc.Note, doc.Paragraph]),
    ],
    ids=["paragraph", "list", "box", "heading"],
)
def test_note_is_read_after_what_calls_it(assembled: Assembler, text: str, kinds: Sequence[type]) -> None:
    """After its paragraph or heading, and inside the list or box in which that stands."""
    document = assembled(f"{text}\n\n[^a]: Noten.\n")
    assert [type(block) for block in document.blocks[1:]] == kinds
    assert [type(block) for block in every_block(document.blocks)].count(doc.Note) == 1


# --- abbreviations ---


def test_abbreviation_is_explained_once(assembled: Assembler) -> None:
    """At its first use in running text; a heading before it does not count, nor does a longer word."""
    document = assembled("# Om SoL\n\nSoLen lyser. Enligt SoL, och SoL igen. Ett LSS-hem enligt LSS.\n")
    explained = [inline for inline in inlines(document) if isinstance(inline, doc.Abbreviation)]
    assert [(a.text, a.expansion, a.language) for a in explained] == [
        ("SoL", "Socialtjänstlagen", ""),
        ("LSS-hem", "Hem enligt lagen", ""),
        ("LSS", "Lagen om stöd och service", ""),
    ]
    assert paragraphs(document) == ["SoLen lyser. Enligt SoL, och SoL igen. Ett LSS-hem enligt LSS."]


def test_foreign_expansion_has_its_language(assembled: Assembler) -> None:
    """In the text and in the list of abbreviations."""
    document = assembled("Med IPS.\n\n:::{förkortningar}\n:::\n")
    (explained,) = (inline for inline in inlines(document) if isinstance(inline, doc.Abbreviation))
    assert explained.language == "en"
    (foreign,) = (inline for inline in inlines(document) if isinstance(inline, doc.Foreign))
    assert (foreign.language, plain(foreign.content)) == ("en", "Individual placement and support")


def test_abbreviations_are_listed_in_swedish_order(assembled: Assembler) -> None:
    """Without regard to capitals, each with its term as label."""
    document = assembled(":::{förkortningar}\n:::\n")
    (found,) = (block for block in document.blocks if isinstance(block, doc.List))
    assert found.numbering is doc.Numbering.TERMS
    assert [plain(item.label.content) for item in found.items] == ["IPS", "LSS", "LSS-hem", "SoL"]


# --- values ---


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("{{ söder | ord }} fick stöd.", "Fem fick stöd."),
        ("Stöd fick {{ söder | ord }}.", "Stöd fick fem."),
        ("Slut. {{ söder | ord }} fick.", "Slut. Fem fick."),
        ("Slut.\n{{ söder | ord }} fick.", "Slut. Fem fick."),
        ("*Slut.* {{ söder | ord }} fick.", "Slut. Fem fick."),
        ("Slut.[^a] {{ söder | ord }} fick.", "Slut. Fem fick."),
        ("Han sade ”nej.” {{ söder | ord }} fick.", "Han sade ”nej.” Fem fick."),
        ("**{{ söder | ord }}** fick.", "Fem fick."),
        ("Slut. **{{ söder | ord }}** fick.", "Slut. Fem fick."),
        ("De *var* {{ söder | ord }}.", "De var fem."),
        ("Kallas SoL {{ söder | ord }}.", "Kallas SoL fem."),
        ("{{ norr }} fick, {{ söder }} inte.", "1\u00a0234 fick, 5 inte."),
    ],
)
def test_number_word_begins_a_sentence_with_a_capital(assembled: Assembler, typed: str, read: str) -> None:
    """Wherever the sentence before it ended, in whatever type; and nowhere else."""
    note = "\n\n[^a]: En not.\n" if "[^a]" in typed else "\n"
    assert paragraphs(assembled(typed + note))[0] == read


def test_withheld_value_is_words_in_prose(assembled: Assembler) -> None:
    """A sign would be read as a slip of the pen."""
    assert paragraphs(assembled("Stöd fick {{ ön }} personer.")) == ["Stöd fick färre än fyra personer."]


# --- references ---


def test_reference_leads_to_its_table(assembled: Assembler) -> None:
    """Before or after the table, in prose and in a list; what it says names the table."""
    document = assembled(f"Se tabell 1:1.\n\n{TABLE}\n- Enligt tabell 1:1.\n")
    (table,) = (block for block in document.blocks if isinstance(block, doc.Table))
    links = [inline for inline in inlines(document) if isinstance(inline, doc.Link)]
    assert [(plain(link.content), link.target, link.says) for link in links] == [
        ("tabell 1:1", doc.Inside(table.id), "till tabell 1:1")
    ] * 2


def test_reference_to_another_chapter_is_text(assembled: Assembler) -> None:
    """That chapter is another file, so nothing here can lead to it."""
    other = "---\nkapitel: 2\ntitel: Annat\ndata: prov\n---\n" + TABLE.replace("1:1", "2:1")
    document = assembled("Se tabell 2:1.", other=other)
    assert paragraphs(document) == ["Se tabell 2:1."]
    assert not any(isinstance(inline, doc.Link) for inline in inlines(document))


def test_table_in_a_list_can_be_referred_to(assembled: Assembler) -> None:
    """It has its number from the beginning, wherever it stands."""
    inside = "\n".join("  " + line if line else "" for line in TABLE.split("\n"))
    document = assembled(f"Se tabell 1:1.\n\n- En punkt.\n\n{inside}\n")
    (table,) = (block for block in every_block(document.blocks) if isinstance(block, doc.Table))
    (link,) = (inline for inline in inlines(document) if isinstance(inline, doc.Link))
    assert link.target == doc.Inside(table.id)


def test_link_says_where_it_leads(assembled: Assembler) -> None:
    """For those who jump from link to link and hear nothing of the sentence around it."""
    document = assembled(
        "# Rubrik\n\n[Här](https://example.org/a/b) och [där](mailto:a@example.org) och [ovan](#rubrik).\n"
    )
    links = [inline for inline in inlines(document) if isinstance(inline, doc.Link)]
    assert [link.says for link in links[:2]] == ["till webbplatsen example.org", "skriv till a@example.org"]
    assert all(link.says for link in links)


def test_contents_name_headings_down_to_their_depth(assembled: Assembler) -> None:
    """In their order and with their pages, without the title of the contents itself."""
    text = ":::{innehåll}\ndjup: 2\n:::\n\n# Ett\n\n## Två\n\n### Tre\n\n# Fyra\n"
    document = assembled(text)
    (contents,) = (block for block in document.blocks if isinstance(block, doc.Contents))
    assert [(entry.level, plain(entry.link.content)) for entry in contents.entries] == [
        (1, "Ett"),
        (2, "Två"),
        (1, "Fyra"),
    ]
    headings = {block.plain: block.id for block in document.blocks if isinstance(block, doc.Heading)}
    assert [entry.link.target for entry in contents.entries] == [
        doc.Inside(headings[name]) for name in ("Ett", "Två", "Fyra")
    ]


# --- tables, figures, the whole ---


def test_withheld_cell_is_a_sign_that_is_spoken(assembled: Assembler) -> None:
    """What is seen is the sign, what is heard is why there is no figure."""
    (table,) = (block for block in assembled(TABLE).blocks if isinstance(block, doc.Table))
    (sign,) = table.body_rows[2].cells[1].content
    assert isinstance(sign, doc.Spoken)
    assert sign.text == "*"
    assert sign.says
    assert "*" not in sign.says
    assert table.body_rows[0].cells[1].content == (doc.Text("1\u00a0234"),)


def test_cell_names_its_heads_from_the_outermost(assembled: Assembler) -> None:
    """First those of its column, then that of its row."""
    (table,) = (block for block in assembled(TABLE).blocks if isinstance(block, doc.Table))
    texts = {cell.id: plain(cell.content) for row in table.head_rows + table.body_rows for cell in row.cells}
    assert [texts[head] for head in table.body_rows[1].cells[1].heads] == ["Alla", "Antal", "Söder"]
    corner = table.head_rows[0].cells[0]
    assert (plain(corner.content), corner.rows) == ("Nämnd", 2)


def test_picture_is_found_from_anywhere(assembled: Assembler, tmp_path: Path) -> None:
    """Its path counts from the project's folder, not from where the command was called."""
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder" / "a.png").write_bytes(b"x")
    document = assembled(":::{bild} bilder/a.png\nalt: En bild.\nfigur: 1:1\n:::\n")
    (figure,) = (block for block in document.blocks if isinstance(block, doc.Figure))
    assert figure.image == tmp_path / "bilder" / "a.png"
    assert figure.caption is not None
    assert figure.caption.label == "Figur 1:1"


def test_every_node_has_a_number_of_its_own(assembled: Assembler) -> None:
    """No two share one, and all are below the count that the writer makes room for."""
    text = (
        f"# Ett[^a]\n\nText om SoL, {{{{ norr }}}} och tabell 1:1[^b].\n\n{TABLE}\n1. Ett\n   - *Två*[^a]\n\n"
        ":::{nyckeltal} {{ norr }}\npersoner.\n:::\n\n:::{innehåll}\n:::\n\n:::{förkortningar}\n:::\n\n"
        "[^a]: A.\n[^b]: B.\n"
    )
    document = assembled(text)
    numbers = list(numbers_in(document.blocks))
    assert len(numbers) == len(set(numbers))
    assert document.root not in numbers
    assert all(NodeId(0) <= number < document.nodes for number in numbers)


# --- cover ---


def test_cover_says_the_title_and_stands_before_all_else(assembled: Assembler) -> None:
    """The report, the chapter's number and title, and on its back what all chapters share."""
    cover, text = ":::{omslag}\n:::\n\n", "# Avsnitt\n\nText.\n\n:::{innehåll}\n:::\n"
    document = assembled(cover + text, entries=COVERED)
    front, rest = document.blocks[: document.front], document.blocks[document.front :]
    assert [plain(block.content) for block in front if isinstance(block, doc.Paragraph | doc.Heading)] == [
        *("Provrapporten", "Om staden", "1 Prov", "Staden"),
        *("Avsnitt", "Rapport om 2024."),
    ]
    assert document.cover == 4
    assert [type(block) for block in rest] == [doc.Heading, doc.Paragraph, doc.Heading, doc.Contents]
    headings = [block for block in document.blocks if isinstance(block, doc.Heading)]
    assert [heading.level for heading in headings] == [1, 2, 2, 2]
    assert len({heading.id for heading in headings}) == len(headings)
    contents = next(block for block in document.blocks if isinstance(block, doc.Contents))
    assert [plain(entry.link.content) for entry in contents.entries] == ["Avsnitt"]
    assert contents.entries[0].link.target == doc.Inside(headings[2].id)
