"""The parts of reading, each on inputs small enough to be followed in the head."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import replace

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pdfsample import FONT

from socpdf.preflight.cmaps import ordering_of, parse
from socpdf.preflight.fontfile import read_program
from socpdf.preflight.grid import Grid, build, heads_by_reference
from socpdf.preflight.model import PDF17, Attributes, Child, Element, Tree
from socpdf.preflight.objects import Name, decode_text
from socpdf.preflight.rules import claims_of
from socpdf.preflight.tokens import operations
from socpdf.preflight.xmp import read_xmp

# --- tokens ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1 0 0 rg", [(b"rg", [1, 0, 0])]),
        (b"-.5 +3 2. Td", [(b"Td", [-0.5, 3, 2.0])]),
        (b"(a\\(b\\)c) Tj", [(b"Tj", [b"a(b)c"])]),
        (b"(a(b)c) Tj", [(b"Tj", [b"a(b)c"])]),
        (b"(\\101\\n\\\r\nx) Tj", [(b"Tj", [b"A\nx"])]),
        (b"[(A) -20 <42 4>] TJ", [(b"TJ", [(b"A", -20, b"B@")])]),
        (b"/P <</MCID 3/E<41>>> BDC", [(b"BDC", [Name("P"), {"MCID": 3, "E": b"A"}])]),
        (b"/A#20B gs % all the rest\nq", [(b"gs", [Name("A B")]), (b"q", [])]),
        (b"(it's) ' T*", [(b"'", [b"it's"]), (b"T*", [])]),
        (b"true null false x", [(b"x", [True, None, False])]),
        (b"[ (open", []),
        (b"> ] ) } Q", [(b"Q", [])]),
    ],
)
def test_operations_of_a_stream(data: bytes, expected: Sequence[object]) -> None:
    """Every kind of operand is read, and what is broken is passed over."""
    assert list(operations(data)) == expected


def test_the_end_of_an_inline_image_is_not_found_in_its_bytes() -> None:
    """Bytes that look like the end are followed by bytes that are no text."""
    data = b"BI /W 2 /CS /RGB ID \x01 EI \x00\xff\x02 EI\nQ"
    assert list(operations(data)) == [(b"BI", []), (b"EI", [{"W": 2, "CS": Name("RGB")}]), (b"Q", [])]


@given(st.binary(max_size=400))
def test_any_bytes_are_tokens(data: bytes) -> None:
    """The tokenizer ends on every input and never raises."""
    assert all(isinstance(operator, bytes) for operator, _ in operations(data))


def test_a_long_tail_of_blanks_costs_no_more_than_its_length() -> None:
    """The blanks before a token are tried in one way only."""
    assert list(operations(b"q" + b" \n" * 50_000)) == [(b"q", [])]


# --- strings and CMaps -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xfe\xff\x00\xe5", "å"),
        (b"\xef\xbb\xbf\xc3\xa5", "å"),
        (b"\xe5\x85\x8d\xa0", "å–“€"),
    ],
)
def test_text_strings(raw: bytes, text: str) -> None:
    """The three encodings of text in a PDF."""
    assert decode_text(raw) == text


def test_a_cmap_is_read() -> None:
    """Single characters, ranges by start and by list, ligatures, and the system it is for."""
    cmap = parse(
        b"/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def /WMode 1 def /Other usecmap\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"2 beginbfchar <0001> <00660069> <0002> <D835DC00> endbfchar\n"
        b"2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0061> <0062>] endbfrange\n"
        b"1 begincidrange <0000> <0003> 7 endcidrange 1 begincidchar <0009> 1 endcidchar"
    )
    assert cmap.unicode == {1: "fi", 2: "\U0001d400", 16: "A", 17: "B", 18: "C", 32: "a", 33: "b"}
    assert (cmap.code_lengths, cmap.mode, cmap.uses) == ({2}, 1, "Other")
    assert cmap.system == ("Adobe", "UCS", 0)
    assert cmap.cids == {0: 7, 1: 8, 2: 9, 3: 10, 9: 1}


@pytest.mark.parametrize(
    ("name", "ordering"),
    [("Identity-H", "Identity"), ("UniGB-UCS2-V", "GB1"), ("H", "Japan1"), ("Egen-H", None), ("", None)],
)
def test_predefined_cmaps(name: str, ordering: str | None) -> None:
    """The list of ISO 32000-1, Table 118, and nothing else."""
    assert ordering_of(name) == ordering


@given(st.binary(max_size=300))
def test_any_bytes_are_a_cmap(data: bytes) -> None:
    """A broken CMap says little, and never raises."""
    assert all(isinstance(text, str) for text in parse(data).unicode.values())


# --- font programs -----------------------------------------------------------------------------------------


def test_a_truetype_program_is_read() -> None:
    """Widths and characters are those another reader finds."""
    program = read_program(FONT.read_bytes())
    font = TTFont(FONT)
    assert program is not None
    assert program.characters is not None
    assert program.widths == tuple(font["hmtx"][name][0] for name in font.getGlyphOrder())
    known = {c: font.getGlyphID(name) for c, name in font.getBestCmap().items() if c < 0xFFFF}
    assert {c: g for c, g in program.characters[3, 1].items() if c < 0xFFFF} == known


def cff_font(widths: dict[str, int]) -> bytes:
    """A CFF font whose glyphs are squares of these widths."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap({65: "A"})
    strings = {}
    for name, width in widths.items():
        pen = T2CharStringPen(width, None)
        pen.moveTo((0, 0))
        pen.lineTo((100, 0))
        pen.lineTo((100, 100))
        pen.closePath()
        strings[name] = pen.getCharString()
    builder.setupCFF("Prov", {}, strings, {})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    table = builder.font["CFF "]
    return bytes(table.compile(builder.font))


def test_a_bare_cff_program_is_read() -> None:
    """Widths stand at the beginning of the charstrings, against a default and a nominal width."""
    program = read_program(cff_font({".notdef": 500, "A": 612, "B": 0, "C": 1234}))
    assert program is not None
    assert (program.widths, program.cid_to_glyph) == ((500, 612, 0, 1234), None)


@given(cut=st.integers(0, 400), at=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_broken_font_program_says_nothing(cut: int, at: int, byte: int) -> None:
    """Broken programs give None or fewer facts, never an exception."""
    data = bytearray(cff_font({".notdef": 500, "A": 612}))
    if at < len(data):
        data[at] = byte
    read_program(bytes(data[: len(data) - cut]))
    font = bytearray(FONT.read_bytes()[:4000])
    font[at] = byte
    read_program(bytes(font))


def test_a_type1_program_is_left_alone() -> None:
    """Its widths are encrypted; nothing is claimed about them."""
    assert read_program(b"%!PS-AdobeFont-1.0: Prov") is None
    assert read_program(struct.pack(">IH", 0x00010000, 0)) is None


# --- tables ------------------------------------------------------------------------------------------------


def table(*rows: str) -> tuple[Tree, Grid]:
    """A table drawn in text: `C` and `R` head columns and rows, `.` is data; `C23` spans 2 by 3."""
    elements: list[Element] = []

    def add(role: str, parent: int | None, attributes: Attributes | None = None) -> int:
        elements.append(
            Element(
                index=len(elements),
                parent=parent,
                tag=role,
                role=role,
                namespace=PDF17,
                role_problem="",
                ordinal=0,
                number=len(elements) + 1,
                id=None,
                lang=None,
                alt=None,
                actual_text=None,
                expansion=None,
                attributes=attributes or Attributes(),
                page=None,
                refs=(),
                has_parent_entry=True,
            )
        )
        return len(elements) - 1

    top = add("Table", None)
    for row in rows:
        line = add("TR", top)
        for cell in row.split():
            scope = {"C": "Column", "R": "Row"}.get(cell[0])
            spans = int(cell[1:2] or 1), int(cell[2:3] or 1)
            attributes = Attributes(scope=scope, col_span=spans[0], row_span=spans[1])
            add("TH" if scope else "TD", line, attributes)
    kids: dict[int, list[Child]] = {}
    for element in elements:
        if element.parent is not None:
            kids.setdefault(element.parent, []).append(Child(element.index))
    tree = Tree(tuple(replace(e, kids=tuple(kids.get(e.index, ()))) for e in elements), (0,), {}, {})
    return tree, build(tree, tree.elements[0])


def heads(grid: Grid, row: int, column: int) -> set[tuple[int, int]]:
    cell = next(c for c in grid.cells if (c.row, c.column) == (row, column))
    return {(head.row, head.column) for head in grid.heads_by_position(cell)}


def test_heads_over_and_before_a_cell() -> None:
    """A cell has the head of its column and that of its row; the corner is no head of data."""
    _, grid = table("C C C", "R . .", "R . .")
    assert heads(grid, 2, 2) == {(0, 2), (2, 0)}


def test_a_spanner_heads_all_it_spans() -> None:
    """The chain is the subordinate head and the spanner over it."""
    _, grid = table("C12 C2", "C C", "R . .")
    assert (grid.width, grid.problems) == (3, ())
    assert heads(grid, 2, 2) == {(1, 2), (0, 1), (2, 0)}


def test_a_head_amid_the_table_ends_the_search() -> None:
    """What stands over a data cell over a head is no head of the cells below (ISO 32000-2, 14.8.5.7)."""
    _, grid = table("C C", "R .", "C2", "R .")
    assert heads(grid, 3, 1) == {(2, 0), (3, 0)}


def test_a_row_head_over_two_rows() -> None:
    """A head that spans rows heads them all, beside the heads of each row."""
    _, grid = table("C C C", "R12 R .", "R .")
    assert heads(grid, 2, 2) == {(0, 2), (1, 0), (2, 1)}


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (("C C", "R"), "the row fills 1 of 2 columns"),
        (("C C", "R13 .", "."), "RowSpan 3 reaches beyond the last row"),
        (("C C12 C", "R2 ."), "the cell overlaps another one"),
    ],
)
def test_tables_that_are_no_rectangles(rows: tuple[str, ...], problem: str) -> None:
    """Each way a table can be irregular has its words."""
    assert problem in {message for _, message in table(*rows)[1].problems}


def test_heads_named_in_a_circle_end() -> None:
    """Heads which name each other are each found once."""
    tree, _ = table("C C", "R .")
    first, second = (
        replace(tree.elements[i], id=name, attributes=Attributes(headers=(other,)))
        for i, name, other in ((2, b"a", b"b"), (3, b"b", b"a"))
    )
    cell = replace(tree.elements[6], attributes=Attributes(headers=(b"a", b"gone")))
    assert set(heads_by_reference({b"a": first, b"b": second}, cell)) == {2, 3}


# --- XMP ---------------------------------------------------------------------------------------------------


def test_xmp_by_attribute_and_by_element() -> None:
    """RDF may be written both ways."""
    found = read_xmp(
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        b'<rdf:li xml:lang="en">In English</rdf:li><rdf:li xml:lang="x-default">Titel</rdf:li>'
        b"</rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    assert found is not None
    assert (found.title, claims_of(found)) == ("Titel", ("ua1",))


def test_xmp_with_entities_is_refused() -> None:
    """Entities can grow without bound; no packet needs them."""
    assert read_xmp(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') is None
