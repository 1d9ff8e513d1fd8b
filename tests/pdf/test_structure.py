"""The structure tree of finished files: every element once, found from every side, and whole over pages."""

from collections.abc import Iterator

import pikepdf
import pytest
from built import written
from external import opened
from handmade import (
    HYPHEN,
    ROOT,
    SPAN,
    area,
    document,
    fonts,
    heading,
    line,
    page,
    paged,
    paragraph,
    place,
    profile,
)
from tagreader import Content, Element, read_tagged, whole

from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Artifact, LinkArea, PagedDocument
from socpdf.profiles import PdfVersion

VERSIONS = (PdfVersion.V1_7, PdfVersion.V2_0)


def write(of: PagedDocument, version: PdfVersion = PdfVersion.V1_7) -> bytes:
    return written(of, profile(version=version), fonts())


def two_pages() -> PagedDocument:
    """A paragraph that goes on over the page, with the furniture of the first page in between."""
    text = paragraph(2, doc.Text("Början på sidan, fortsättning på nästa."))
    one, two = NodeId(1), NodeId(2)
    return paged(
        document(heading(1, "Rubrik"), text, nodes=3),
        page(
            line(60, (one, "Rubrik")),
            line(80, (two, "Början på sidan, fort" + HYPHEN)),
            line(820, (Artifact.FOOTER, "Rapporten 1")),
        ),
        page(line(60, (two, "sättning på nästa.")), label="2"),
        places={one: place(area(60, 50))},
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_paragraph_over_two_pages_is_one(version: PdfVersion) -> None:
    """It has one P with content of both pages, and the word divided at the turn is whole."""
    tree = read_tagged(write(two_pages(), version))
    (element,) = tree.root.find("P")
    assert whole(element.text()) == "Början på sidan, fortsättning på nästa."
    assert {kid.page for kid in element.kids if isinstance(kid, Content)} == {0, 1}
    assert tree.artifacts[0] == "Rapporten 1"


@pytest.mark.parametrize("version", VERSIONS)
def test_parent_tree_finds_every_owner(version: PdfVersion) -> None:
    """For each page an array with the element of each MCID; for each annotation its element."""
    with opened(write(two_links(), version)) as pdf:
        parents = dict(_pairs(pdf.Root.StructTreeRoot.ParentTree.Nums))
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(parents)
        for sheet in pdf.pages:
            owners = parents[int(sheet.StructParents)]
            assert len(owners) == len(_mcids(sheet))
            for mcid, owner in enumerate(owners):
                assert mcid in [int(kid) for kid in _kids(owner) if isinstance(kid, int)]
            for note in sheet.Annots:
                owner = parents[int(note.StructParent)]
                assert note.objgen in [kid.Obj.objgen for kid in _objects(owner)]


def two_links() -> PagedDocument:
    """A link broken over two lines and one on a single line, to the web and to a heading."""
    one, web, inside = NodeId(1), NodeId(3), NodeId(4)
    links = (
        doc.Link(
            web, (doc.Text("stadens webbplats"),), doc.Address("https://example.org/"), "till example.org"
        ),
        doc.Text(" och "),
        doc.Link(inside, (doc.Text("rubriken"),), doc.Inside(one), "till rubriken"),
    )
    return paged(
        document(heading(1, "Rubrik"), paragraph(2, *links), nodes=5),
        page(
            line(60, (one, "Rubrik")),
            line(80, (web, "stadens ")),
            line(93.5, (web, "webbplats"), (NodeId(2), " och "), (inside, "rubriken")),
            links=(
                LinkArea(web, area(60, 70)),
                LinkArea(web, area(60, 83.5)),
                LinkArea(inside, area(130, 83.5)),
            ),
        ),
        places={one: place(area(60, 50))},
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_link_over_two_lines_is_one_with_two_areas(version: PdfVersion) -> None:
    """Both annotations belong to the one Link, which says its text once, and both say where it leads."""
    tree = read_tagged(write(two_links(), version))
    links = tree.root.find("Link")
    assert [link.text() for link in links] == ["stadens webbplats", "rubriken"]
    assert [len(link.annotations()) for link in links] == [2, 1]
    assert [str(note.raw.Contents) for note in links[0].annotations()] == ["till example.org"] * 2
    assert tree.root.find("P")[0].text() == "stadens webbplats och rubriken"


def test_destinations_of_pdf2_name_the_element() -> None:
    """PDF/UA-2 asks for structure destinations (ISO 14289-2, 8.8); before there were none."""
    for version, structural in ((PdfVersion.V1_7, False), (PdfVersion.V2_0, True)):
        tree = read_tagged(write(two_links(), version))
        link = tree.root.find("Link")[1].annotations()[0].raw
        assert ("/SD" in link.get("/A", {})) == structural
        if structural:
            assert link.A.SD[0].S == "/H1"


def table() -> PagedDocument:
    """Two head rows, one of them a spanner, and a row."""
    ids = [NodeId(number) for number in range(14)]
    cells = (
        doc.Cell(ids[3], "column head", (doc.Text("Nämnd"),), 0, 1, 2, (), "left"),
        doc.Cell(ids[4], "column head", (doc.Text("Antal"),), 1, 2, 1, (), "centre"),
    )
    second = (
        doc.Cell(ids[6], "column head", (doc.Text("Kvinnor"),), 1, 1, 1, (ids[4],), "figure"),
        doc.Cell(ids[7], "column head", (doc.Text("Män"),), 2, 1, 1, (ids[4],), "figure"),
    )
    body = (
        doc.Cell(ids[10], "row head", (doc.Text("Ön"),), 0, 1, 1, (), "left"),
        doc.Cell(ids[11], "data", (doc.Text("12"),), 1, 1, 1, (ids[4], ids[6], ids[10]), "figure"),
        doc.Cell(
            ids[12],
            "data",
            (doc.Spoken(ids[13], "*", "uppgiften är skyddad"),),
            2,
            1,
            1,
            (ids[4], ids[7], ids[10]),
            "figure",
        ),
    )
    made = doc.Table(
        id=ids[1],
        caption=doc.Caption(NodeId(14), "Tabell 1:1", (doc.Text("Personer"),), "Staden"),
        head=NodeId(15),
        head_rows=(doc.Row(ids[2], cells, total=False), doc.Row(ids[5], second, total=False)),
        body=ids[8],
        body_rows=(doc.Row(ids[9], body, total=False),),
        columns=3,
        says="1 rad",
        notes=(),
        csv=doc.Attachment("tabell-1-1.csv", "Siffrorna", "text/csv", b"a\r\n"),
        span=SPAN,
    )
    drawn = [(NodeId(14), "Tabell 1:1 Personer Källa: Staden")]
    drawn += [(cell.id, said) for cell, said in zip(cells, ("Nämnd", "Antal"), strict=True)]
    drawn += [(ids[6], "Kvinnor"), (ids[7], "Män"), (ids[10], "Ön"), (ids[11], "12"), (ids[13], "*")]
    lines = [line(60 + 14 * row, (owner, said)) for row, (owner, said) in enumerate(drawn)]
    return paged(document(made, nodes=16), page(*lines), places={ids[1]: place(area(60, 50))})


@pytest.mark.parametrize("version", VERSIONS)
def test_heads_of_a_cell_are_found_by_their_ids(version: PdfVersion) -> None:
    """Each cell names all heads above and beside it, and the ID tree leads to them, in its order."""
    raw = write(table(), version)
    tree = read_tagged(raw)
    with opened(raw) as pdf:
        leaf = pdf.Root.StructTreeRoot.IDTree.Kids[0]
        named = {bytes(name): element for name, element in _pairs(leaf.Names)}
        assert list(named) == sorted(named)
        assert [bytes(limit) for limit in leaf.Limits] == [min(named), max(named)]
        heads = {bytes(element.ID): element for element in named.values()}
        assert set(heads) == set(named)
    texts = {bytes(e.raw.ID): e.text() for e in tree.root.find("TH")}
    cells = {
        cell.text(): [texts[bytes(head)] for head in cell.raw.A.Headers] for cell in tree.root.find("TD")
    }
    assert cells == {"12": ["Antal", "Kvinnor", "Ön"], "*": ["Antal", "Män", "Ön"]}
    spans = {
        e.text(): (int(e.raw.A.get("/ColSpan", 1)), int(e.raw.A.get("/RowSpan", 1)))
        for e in tree.root.find("TH")
    }
    assert spans["Antal"] == (2, 1)
    assert spans["Nämnd"] == (1, 2)
    assert {e.text(): str(e.raw.A.Scope) for e in tree.root.find("TH")}["Ön"] == "/Row"


def test_table_is_in_the_order_of_the_standard() -> None:
    """Caption, THead, TBody (ISO 32000-1, 14.8.4.3.4), whatever was drawn first."""
    (found,) = read_tagged(write(table())).root.find("Table")
    assert [kid.tag for kid in found.kids if isinstance(kid, Element)] == ["Caption", "THead", "TBody"]


def test_each_version_has_its_own_words() -> None:
    """PDF 2.0 has Strong, Em and Aside in its namespace; PDF 1.7 maps them to what it knows."""
    blocks = (
        paragraph(
            1, doc.Strong(NodeId(2), (doc.Text("fet"),)), doc.Emphasis(NodeId(3), (doc.Text("lutad"),))
        ),
        doc.Aside(NodeId(4), (paragraph(5, doc.Text("bredvid")),), SPAN),
    )
    sheet = page(line(60, (NodeId(2), "fet"), (NodeId(3), "lutad")), line(80, (NodeId(5), "bredvid")))
    of = paged(document(*blocks, nodes=6), sheet)
    with opened(write(of, PdfVersion.V1_7)) as pdf:
        roles = {str(tag): str(standard) for tag, standard in pdf.Root.StructTreeRoot.RoleMap.items()}
        assert roles == {"/Aside": "/Div", "/Em": "/Span", "/Strong": "/Span"}
        assert "/Namespaces" not in pdf.Root.StructTreeRoot
    tree = read_tagged(write(of, PdfVersion.V2_0))
    assert {str(e.raw.NS.NS) for e in tree.root.walk()} == {"http://iso.org/pdf2/ssn"}
    with opened(write(of, PdfVersion.V2_0)) as pdf:
        assert "/RoleMap" not in pdf.Root.StructTreeRoot


def test_note_called_twice_names_both_marks() -> None:
    """In PDF 2.0 a note and all its marks name each other (ISO 14289-2, 8.2.5.14)."""
    marks = [
        doc.NoteMark(NodeId(2 + 2 * n), NodeId(3 + 2 * n), "1", NodeId(6), "till fotnot 1") for n in range(2)
    ]
    label = doc.Label(NodeId(7), (doc.Text("1"),))
    note = doc.Note(NodeId(6), label, NodeId(8), NodeId(2), "tillbaka", paragraph(9, doc.Text("Noten.")))
    called = paragraph(1, doc.Text("En"), marks[0], doc.Text(" och två"), marks[1])
    sheet = page(
        line(60, (NodeId(1), "En"), (NodeId(3), "1"), (NodeId(1), " och två"), (NodeId(5), "1")),
        line(700, (NodeId(8), "1"), (NodeId(9), "Noten.")),
        links=[LinkArea(NodeId(n), area(60, 50)) for n in (3, 5, 8)],
    )
    places = {NodeId(n): place(area(60, 50)) for n in (2, 6)}
    tree = read_tagged(write(paged(document(called, note, nodes=10), sheet, places=places), PdfVersion.V2_0))
    (found,) = tree.root.find("FENote")
    cited = [e for e in tree.root.find("Lbl") if "/Ref" in e.raw]
    assert [e.text() for e in cited] == ["1", "1"]
    assert [other.objgen for other in found.raw.Ref] == [e.raw.objgen for e in cited]
    assert {e.raw.Ref[0].objgen for e in cited} == {found.raw.objgen}
    assert tree.root.find("P")[0].text() == "En1 och två1"


def test_headings_open_sections() -> None:
    """A section holds its heading and what follows up to the next of its level."""
    blocks = (
        heading(1, "Ett"),
        paragraph(2, doc.Text("a")),
        heading(3, "Två", level=2),
        paragraph(4, doc.Text("b")),
        heading(5, "Tre", level=2),
    )
    lines = [
        line(60 + 20 * n, (NodeId(n), said)) for n, said in enumerate(("Ett", "a", "Två", "b", "Tre"), 1)
    ]
    places = {NodeId(n): place(area(60, 50)) for n in (1, 3, 5)}
    tree = read_tagged(write(paged(document(*blocks, nodes=6), page(*lines), places=places)))
    outer, *inner = tree.root.find("Sect")
    assert [section.text() for section in inner] == ["Tvåb", "Tre"]
    assert outer.text() == "EttaTvåbTre"


def test_untagged_file_has_no_tree() -> None:
    """Nor a sequence of marked content, nor a claim to be marked."""
    with opened(written(two_links(), profile(tagged=False), fonts())) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        assert all(b"BDC" not in sheet.Contents.read_bytes() for sheet in pdf.pages)
        assert all("/StructParents" not in sheet for sheet in pdf.pages)


def test_root_owns_what_stands_in_no_section() -> None:
    """A document without a heading is a Document with its blocks."""
    tree = read_tagged(
        write(paged(document(paragraph(1, doc.Text("a")), nodes=2), page(line(60, (NodeId(1), "a")))))
    )
    assert tree.root.tag == "Document"
    assert [kid.tag for kid in tree.root.kids if isinstance(kid, Element)] == ["P"]
    assert ROOT == 0


def _pairs(flat: pikepdf.Object) -> Iterator[tuple[int | bytes, pikepdf.Object]]:
    values = list(flat)
    return zip(values[::2], values[1::2], strict=True)


def _kids(element: pikepdf.Object) -> list[object]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _objects(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [
        kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    ]


def _mcids(sheet: pikepdf.Page) -> list[int]:
    marked = (
        operands for operands, operator in pikepdf.parse_content_stream(sheet) if str(operator) == "BDC"
    )
    return [int(operands[1]["/MCID"]) for operands in marked if "/MCID" in operands[1]]
