"""A diagram from its data to the document: picture, words, file and table are one statement."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import tableproject

from socpdf.core.diagnostics import Refused, Sink, render
from socpdf.disclosure import release
from socpdf.document import assemble
from socpdf.ir import document as doc
from socpdf.ir.chart import Kind
from socpdf.ir.reading import every_block, every_inline, plain
from socpdf.ir.tables import Shown, Withheld
from socpdf.sources import load
from socpdf.spec import parse
from socpdf.tables import compute

DESCRIPTION = """\
titel = "Personer"
källa = "Sociala system"

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = ["Norra", "Södra", "Östra"]
additiv = false

[dimension.kön]
rubrik = "Kön"
kategorier = ["kvinnor", "män"]
additiv = false

[dimension.år]
rubrik = "År"
kategorier = ["2023", "2024"]
additiv = false

[mått.antal]
rubrik = "Antal"
enhet = "antal"
räknar = "personer"
"""
LINES = (
    "Norra,kvinnor,2023,31",
    "Norra,kvinnor,2024,57",
    "Norra,män,2023,28",
    "Norra,män,2024,60",
    "Södra,kvinnor,2023,40",
    "Södra,kvinnor,2024,85",
    "Södra,män,2023,17",
    "Södra,män,2024,2",
    "Östra,kvinnor,2023,9",
    "Östra,kvinnor,2024,12",
    "Östra,män,2023,8",
    "Östra,män,2024,11",
)
TABLE = """\
:::{tabell} 1:1
rubrik: Alla
data: personer
rader: nämnd
kolumner:
  - {för: kön, mått: antal}
:::

"""
OVER_TABLE = (
    TABLE
    + """\
Se figur 1:1.

:::{diagram} 1:1
rubrik: Personer per nämnd, {{ år }}
sort: staplar
tabell: "1:1"
serier: Män
ordning: fallande
:::
"""
)
OF_DATA = """\
Enligt figur 1:1 var männen {{ tabell("figur 1:1")["2024", "Män"] }} i Norra.

:::{diagram} 1:1
rubrik: Personer i Norra, 2023–{{ år }}
sort: linjer
data: personer
urval: {nämnd: Norra}
rader: år
kolumner: [kön]
:::

# Sist

:::{förkortningar}
:::
"""
Documents = Callable[..., doc.Document]


@pytest.fixture
def assembled(tmp_path: Path) -> Documents:
    """The document of a chapter whose data have these lines."""

    def make(text: str, lines: tuple[str, ...] = LINES) -> doc.Document:
        csv = "nämnd,kön,år,antal\n" + "".join(f"{line}\n" for line in lines)
        data: Mapping[str, str] = {"prov/personer.toml": DESCRIPTION, "prov/personer.csv": csv}
        tableproject.write(tmp_path, text, data)
        sink = Sink()
        try:
            report = parse(tmp_path, sink)
            released = release(compute(report, load(tmp_path, report, sink), sink), sink)
            document = assemble(report, report.chapters[0], released, tmp_path, sink)
        except Refused:
            raise AssertionError("\n".join(map(render, sink.in_order()))) from None
        assert not sink.diagnostics
        return document

    return make


def diagram(document: doc.Document) -> doc.Diagram:
    (found,) = (block for block in every_block(document.blocks) if isinstance(block, doc.Diagram))
    return found


def tables(document: doc.Document) -> list[doc.Table]:
    return [block for block in every_block(document.blocks) if isinstance(block, doc.Table)]


def links(content: doc.Content) -> list[tuple[str, doc.Target]]:
    return [
        (plain(inline.content), inline.target)
        for inline in every_inline(content)
        if isinstance(inline, doc.Link)
    ]


def figures(document: doc.Document) -> list[list[str]]:
    return [
        [tableproject.shown(value) for value in series.figures]
        for panel in diagram(document).chart.panels
        for series in panel.series
    ]


def test_a_diagram_of_a_table_leads_to_it(assembled: Documents) -> None:
    """Its caption says where the figures stand, as a link to that table; the text refers to the diagram."""
    document = assembled(OVER_TABLE)
    (table,), made = tables(document), diagram(document)
    assert made.caption.label == "Figur 1:1"
    assert plain(made.caption.content) == "Personer per nämnd, 2024"
    assert made.caption.source == "Sociala system"
    assert plain(made.caption.further) == "Siffrorna finns i tabell 1:1."
    assert links(made.caption.further) == [("i tabell 1:1", doc.Inside(table.id))]
    assert made.table == table.id
    paragraph = next(block for block in document.blocks if isinstance(block, doc.Paragraph))
    assert links(paragraph.content) == [("figur 1:1", doc.Inside(made.id))]


def test_order_is_that_of_the_released_figures(assembled: Documents) -> None:
    """What is withheld stands last, wherever it would stand by its secret figure."""
    made = diagram(assembled(OVER_TABLE)).chart
    assert (made.kind, made.categories) == (Kind.BARS, ("Norra", "Östra", "Södra"))
    first, second, third = made.panels[0].series[0].figures
    assert isinstance(first, Shown)
    assert isinstance(second, Shown)
    assert isinstance(third, Withheld)


def test_a_withheld_figure_stands_nowhere(assembled: Documents) -> None:
    """Neither the words nor the file tell a figure that the table withholds."""
    made = diagram(assembled(OVER_TABLE))
    assert "Uppgiften för Södra är skyddad av sekretess." in made.alternative
    assert made.csv.name == "figur-1-1.csv"
    assert made.csv.data.decode() == "Nämnd,Män,Män (tecken)\r\nNorra,60,\r\nÖstra,11,\r\nSödra,,*\r\n"


def test_figures_of_a_diagram_make_a_table_at_the_end(assembled: Documents) -> None:
    """Data that no table shows stand in small type before the back matter, linked both ways."""
    document = assembled(OF_DATA)
    made, (table,) = diagram(document), tables(document)
    assert table.small
    assert made.table == table.id
    assert links(made.caption.further) == [("sist i kapitlet", doc.Inside(table.id))]
    assert links(table.caption.content) == [("figur 1:1", doc.Inside(made.id))]
    assert plain(table.caption.content) == "figur 1:1. Personer i Norra, 2023–2024"
    assert made.csv is table.csv or made.csv == table.csv
    titles = [block.plain for block in document.blocks if isinstance(block, doc.Heading)]
    assert titles == ["1 Prov", "Sist", "Siffrorna bakom diagrammen", "Förkortningar"]
    assert document.blocks.index(table) == document.blocks.index(made) + 4


def test_text_speaks_of_the_figures_of_a_diagram(assembled: Documents) -> None:
    """An expression names them as those of a table, and is released with them."""
    paragraph = next(block for block in assembled(OF_DATA).blocks if isinstance(block, doc.Paragraph))
    assert plain(paragraph.content) == "Enligt figur 1:1 var männen 60 i Norra."


@pytest.mark.parametrize("text", [OVER_TABLE, OF_DATA], ids=["of a table", "of data"])
def test_one_figure_changes_all_forms(assembled: Documents, text: str) -> None:
    """Picture, words, table and file are made of one figure: where it changes, all of them do."""
    changed = tuple(line.replace("Norra,män,2024,60", "Norra,män,2024,71") for line in LINES)
    before, after = assembled(text), assembled(text, changed)
    for found, figure, other in ((before, "60", "71"), (after, "71", "60")):
        made, (table,) = diagram(found), tables(found)
        cells = [plain(cell.content) for row in table.body_rows for cell in row.cells]
        csv = made.csv.data.decode().replace(",", " ").split()
        flat = [value for series in figures(found) for value in series]
        for form in (flat, made.alternative.split(), cells, csv):
            assert figure in form
            assert other not in form


def test_the_words_inside_sentences_are_those_of_the_data(assembled: Documents) -> None:
    """A category keeps the letter that the data give it: *kvinnor*, but *Norra*."""
    assert "för kvinnor och män" in diagram(assembled(OF_DATA)).alternative
    assert "för Norra" in diagram(assembled(OVER_TABLE)).alternative
