"""Fonts in the file: every glyph is drawn as it was shaped, and read as it was typed."""

import io
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet, TopDict
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from squarefont import FLAVOURS, GLYPHS, NAMES, entry, height, square_font

from socpdf.core.diagnostics import Sink
from socpdf.core.lengths import pt
from socpdf.ir.glyphs import Shaped
from socpdf.pdf.fonts import FontEmbedder
from socpdf.text.fonts import Features, Font, FontBook
from socpdf.text.shape import line_end_hyphen, shape

SIZE: Final = 100
LEADING: Final = 200
MARGIN: Final = 50
SQUARES: Final = (*FLAVOURS, "large")
"""Families of the square font; `large` has 2048 units to the em."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> FontBook:
    """The square font in every flavour, and Source Serif."""
    folder = tmp_path_factory.mktemp("project") / "fonts"
    folder.mkdir()
    (folder / "LICENSE").write_text("free", encoding="utf-8")
    files: dict[str, bytes] = {flavour: square_font(flavour) for flavour in FLAVOURS}
    files["large"] = square_font(upem=2048)
    serif = Path(__file__).parents[2] / "fonts/source-serif-4/SourceSerif4-Regular.ttf"
    files["serif"] = serif.read_bytes()
    for family, raw in files.items():
        (folder / f"{family}.otf").write_bytes(raw)
    entries = [entry(f"{family}.otf", raw, family=family) for family, raw in files.items()]
    (folder / "fonts.toml").write_text("".join(entries), encoding="utf-8")
    return FontBook.open(folder.parent, Sink())


@dataclass(frozen=True, slots=True)
class Written:
    """A file with one page of lines, and the objects of its fonts."""

    raw: bytes
    pdf: pikepdf.Pdf

    def font(self, resource: str = "/F1") -> pikepdf.Object:
        return self.pdf.pages[0].Resources.Font[resource]

    def descendant(self, resource: str = "/F1") -> pikepdf.Object:
        return self.font(resource).DescendantFonts[0]

    def program(self) -> bytes:
        descriptor = self.descendant().FontDescriptor
        stream = descriptor.FontFile2 if "/FontFile2" in descriptor else descriptor.FontFile3
        return bytes(stream.read_bytes())

    def says(self) -> dict[int, str]:
        """What each code means, by ToUnicode."""
        cmap = self.font().ToUnicode.read_bytes().decode("ascii")
        pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE)
        del pairs[0]  # the code space
        return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}

    def lines(self) -> list[str]:
        """The text of each TJ, by ToUnicode alone."""
        says = self.says()
        return [
            "".join(says[code] for code in codes(operands[0]))
            for operands, operator in pikepdf.parse_content_stream(self.pdf.pages[0])
            if str(operator) == "TJ"
        ]


def codes(array: Iterable[object]) -> list[int]:
    strings = b"".join(bytes(part) for part in array if isinstance(part, pikepdf.String))
    return [int.from_bytes(strings[at : at + 2], "big") for at in range(0, len(strings), 2)]


def write(book: FontBook, lines: Sequence[Sequence[Shaped]]) -> Written:
    """A file of raw objects: nothing in it but the fonts and the lines."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(entries: bytes, data: bytes) -> int:
        packed = zlib.compress(data)
        head = b"<<%s/Filter/FlateDecode/Length %d>>" % (entries, len(packed))
        return add(head + b"stream\n" + packed + b"\nendstream")

    embedder = FontEmbedder(book)
    tall = LEADING * len(lines) + MARGIN
    shown = b"".join(
        b"BT /%s %d Tf %d %d Td [%s]TJ ET\n"
        % (
            embedder.resource(line[0].font),
            SIZE,
            MARGIN,
            tall - LEADING * (row + 1),
            b"".join(embedder.fragment(shaped, pt(SIZE)) for shaped in line),
        )
        for row, line in enumerate(lines)
    )
    fonts = embedder.write(add, stream)
    resources = b"".join(b"/%s %d 0 R" % font for font in fonts.items())
    content = stream(b"", shown)
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 3000 %d]/Contents %d 0 R/Resources<</Font<<%s>>>>>>"
    number = add(page % (len(objects) + 2, tall, content, resources))
    pages = add(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % number)
    root = add(b"<</Type/Catalog/Pages %d 0 R>>" % pages)
    raw = _file(objects, root)
    return Written(raw, pikepdf.open(io.BytesIO(raw)))


def _file(objects: Sequence[bytes], root: int) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    rows = [b"0000000000 65535 f \n"]
    for number, body in enumerate(objects, start=1):
        rows.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n%s" % (len(rows), b"".join(rows))
    out += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(rows), root, start)
    return bytes(out)


def write_text(font: Font, book: FontBook, *texts: str, features: Features = ()) -> Written:
    return write(book, [[shape(font, text, features)] for text in texts])


# --- what is read ---

TYPED: Final = (
    ("VAfin", ()),
    ("aA Aa", ("smcp", "c2sc")),
    ("aa\u00a0aa aa", ()),
    ("a-a\u2010a", ()),
    ("(n\\)", ()),
)
SET: Final = (
    ("Vård AVTAL Tove, r.", ()),
    ("affisch effekt office fjäll", ()),
    ("Åsa Ängen Öström idé", ()),
    ("Små NATO SoL", ("smcp", "c2sc")),
    ("2024 och 1367", ("onum",)),
    ("2024 och 1367", ("tnum",)),
    ("12", ("sups",)),
    ("1/2", ("frac",)),
    ("−47 %", ()),
    ("20–64 år ”så”", ()),
    ("halvt-helt", ()),
)


@pytest.mark.parametrize("family", SQUARES)
def test_square_text_is_read_as_typed(book: FontBook, family: str) -> None:
    """Two texts of one glyph stay two, in TrueType and in both kinds of CFF."""
    font = book.font(family)
    written = write(book, [[shape(font, text, features)] for text, features in TYPED])
    typed = [text for text, _ in TYPED]
    assert written.lines() == typed
    assert pdfium_lines(written.raw) == typed


def test_set_text_is_read_as_typed(book: FontBook) -> None:
    """Kerning, ligatures, small capitals, figures and signs change what is seen and not what is read."""
    font = book.font("serif")
    written = write(book, [[shape(font, text, features)] for text, features in SET])
    assert written.lines() == [text for text, _ in SET]
    assert pdfium_lines(written.raw) == [text for text, _ in SET]


@pytest.mark.external
@pytest.mark.parametrize("family", [*SQUARES, "serif"])
def test_poppler_reads_text_as_typed(book: FontBook, family: str, tmp_path: Path) -> None:
    """A second reader agrees; it takes every space for the same."""
    lines = SET if family == "serif" else TYPED
    font = book.font(family)
    written = write(book, [[shape(font, text, features)] for text, features in lines])
    typed = [text.replace("\u00a0", " ") for text, _ in lines]
    assert poppler_lines(written.raw, tmp_path) == typed


def pdfium_lines(raw: bytes) -> list[str]:
    text: str = pypdfium2.PdfDocument(raw)[0].get_textpage().get_text_range()
    return text.replace("\r\n", "\n").split("\n")


def poppler_lines(raw: bytes, folder: Path) -> list[str]:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not there")
    file = folder / "file.pdf"
    file.write_bytes(raw)
    command = ["pdftotext", "-enc", "UTF-8", str(file), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    return [line for line in text.replace("\f", "").split("\n") if line]


@settings(max_examples=40)
@given(
    st.lists(st.text(sorted(set(NAMES) - {"ŉ"}), min_size=1, max_size=8), min_size=1, max_size=4),
    st.sets(st.sampled_from(["smcp", "c2sc", "-liga", "-kern"])),
    st.sampled_from(SQUARES),
)
def test_any_text_is_read_as_typed(book: FontBook, texts: list[str], features: set[str], family: str) -> None:
    """Whatever is typed, in whatever features: ToUnicode gives it back."""
    written = write_text(book.font(family), book, *texts, features=tuple(sorted(features)))
    assert written.lines() == texts


def test_line_end_hyphen_is_read_as_soft_hyphen(book: FontBook) -> None:
    """One glyph is a hyphen in one place and a soft hyphen in another."""
    font = book.font("serif")
    written = write(book, [[shape(font, "halvt-"), shape(font, "dags"), line_end_hyphen(font)]])
    assert written.lines() == ["halvt-dags\u00ad"]


def test_silent_glyph_has_a_harmless_meaning(book: FontBook) -> None:
    """What the first of a cluster says is not said again, and such text is told to need ActualText."""
    font = book.font("truetype")
    shaped = shape(font, "nŉa")
    assert shaped.is_said_apart
    assert not shape(font, "nna").is_said_apart
    assert write(book, [[shaped]]).lines() == ["nŉ\u2060a"]


def test_text_beyond_the_first_plane_is_a_surrogate_pair(book: FontBook) -> None:
    """ToUnicode is in UTF-16: a character above U+FFFF takes two units of it."""
    shaped = replace(shape(book.font("truetype"), "a"), texts=("\U0001d538b",), text="\U0001d538b")
    written = write(book, [[shaped]])
    assert b"<0001> <D835DD380062>" in written.font().ToUnicode.read_bytes()
    assert written.lines() == ["\U0001d538b"]


def test_many_codes_are_written_in_blocks_and_escaped(book: FontBook) -> None:
    """At most a hundred to a block; every byte of a code comes through its string, be it `(` or CR."""
    texts = tuple(str(number) + " " for number in range(600))
    letter = shape(book.font("cff"), "a")
    shaped = replace(
        letter, glyphs=letter.glyphs * 600, advances=letter.advances * 600, texts=texts, text="".join(texts)
    )
    written = write(book, [[shaped]])
    assert written.lines() == ["".join(texts)]
    for cmap, kind in ((written.font().ToUnicode, "bfchar"), (written.font().Encoding, "cidchar")):
        blocks = re.findall(rf"(\d+) begin{kind}\n(.*?)\nend{kind}", cmap.read_bytes().decode(), re.DOTALL)
        assert [int(count) for count, _ in blocks] == [100] * 6
        assert all(len(rows.split("\n")) == 100 for _, rows in blocks)


# --- what is seen ---


@pytest.mark.parametrize("family", SQUARES)
def test_glyph_that_was_shaped_is_the_one_drawn(book: FontBook, family: str) -> None:
    """Every glyph of the square font has a height of its own, and is drawn with it."""
    raw, expected = _heights_of_all(book, family)
    assert _drawn_heights(pypdfium2.PdfDocument(raw)[0].render(scale=1).to_pil(), len(expected)) == expected


@pytest.mark.external
@pytest.mark.parametrize("family", SQUARES)
def test_poppler_draws_the_glyph_that_was_shaped(book: FontBook, family: str, tmp_path: Path) -> None:
    """A second program agrees."""
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not there")
    raw, expected = _heights_of_all(book, family)
    file = tmp_path / "file.pdf"
    file.write_bytes(raw)
    subprocess.run(["pdftoppm", "-r", "72", "-png", "-singlefile", file, tmp_path / "page"], check=True)
    with Image.open(tmp_path / "page.png") as page:
        assert _drawn_heights(page, len(expected)) == expected


def _heights_of_all(book: FontBook, family: str) -> tuple[bytes, list[int]]:
    """A page with one glyph a line, in an order other than the font's, and how high each is in pixels."""
    font = book.font(family)
    typed: tuple[tuple[str, str, Features], ...] = (
        ("n", "n", ()),
        ("A", "A", ()),
        ("A", "a.sc", ("c2sc",)),
        ("fi", "f_i", ()),
        ("V", "V", ()),
        ("a", "a", ()),
        ("a", "a.sc", ("smcp",)),
        ("\u2010", "hyphen", ()),
        ("(", "parenleft", ()),
    )
    written = write(book, [[shape(font, text, features)] for text, _, features in typed])
    return written.raw, [height(glyph) * SIZE // 1000 for _, glyph, _ in typed]


def _drawn_heights(page: Image.Image, lines: int) -> list[int]:
    """The ink on each line, measured through the middle of the first glyph; off by a grey pixel at most."""
    at = MARGIN + SIZE // 4
    column = page.convert("L").crop((at, 0, at + 1, page.height)).tobytes()
    bands = (column[row * LEADING + MARGIN : (row + 1) * LEADING + MARGIN] for row in range(lines))
    return [round(sum(pixel < 128 for pixel in band), -1) for band in bands]


def test_kerning_is_a_number_between_the_codes(book: FontBook) -> None:
    """A number, in thousandths of the em, stands only where the shaped advance is not the glyph's own."""
    for family in SQUARES:
        embedder = FontEmbedder(book)
        font = book.font(family)
        assert embedder.fragment(shape(font, "AV"), SIZE) == b"(\x00\x01\x00\x02)"
        kerned = embedder.fragment(shape(font, "VA"), SIZE)
        assert re.fullmatch(rb"\(\x00\x02\) 100(\.\d+)?\(\x00\x01\)", kerned)


def test_fragment_ends_where_the_advances_end(book: FontBook) -> None:
    """A word whose last glyph was made narrower pulls the next one closer, and may precede a number."""
    letter = shape(book.font("truetype"), "a")
    narrow = replace(letter, advances=(450,), width=450)
    assert FontEmbedder(book).fragment(narrow, SIZE) == b"(\x00\x01) 50 "


def test_shifted_glyph_leaves_the_next_in_its_place(book: FontBook) -> None:
    """A glyph moved aside is drawn there; what follows stands as if it had not been."""
    pair = replace(shape(book.font("truetype"), "an"), offsets=((30, 0), (0, 0)))
    assert FontEmbedder(book).fragment(pair, SIZE) == b" -30(\x00\x01) 30(\x00\x02)"


def test_raised_glyph_leaves_the_rise_as_it_was(book: FontBook) -> None:
    """A glyph moved upwards is raised from the rise of its text, in points, and that is then restored."""
    pair = replace(shape(book.font("truetype"), "an"), offsets=((0, 200), (0, 0)))
    embedder = FontEmbedder(book)
    assert embedder.fragment(pair, pt(10), pt(3)) == b"]TJ 5 Ts[(\x00\x01)]TJ 3 Ts[(\x00\x02)"
    assert embedder.fragment(pair, pt(20)) == b"]TJ 4 Ts[(\x00\x01)]TJ 0 Ts[(\x00\x02)"


# --- what is in the file ---


@pytest.mark.parametrize("family", SQUARES)
def test_program_holds_the_used_glyphs_alone(book: FontBook, family: str) -> None:
    """Three glyphs and .notdef, whatever the font holds besides; no more tables than a reader needs."""
    program = write_text(book.font(family), book, "aA", "fi").program()
    if family in ("cff", "cid"):
        assert len(_cff(program).CharStrings) == 4
    else:
        font = TTFont(io.BytesIO(program))
        assert font["maxp"].numGlyphs == 4
        assert set(font.keys()) - {"GlyphOrder"} == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}


@pytest.mark.parametrize("family", [*SQUARES, "serif"])
def test_widths_agree_with_the_program(book: FontBook, family: str) -> None:
    """W and DW say of each CID what the program says of its glyph (ISO 19005-3, 6.2.11.5)."""
    written = write_text(book.font(family), book, "a fi VA", "nAa")
    widths = _widths_of_program(written)
    assert len(widths) > 4
    assert {cid: _width(written.descendant(), cid) for cid in widths} == pytest.approx(widths, abs=0.001)


def test_widths_are_listed_in_as_few_rows_as_can_be(book: FontBook) -> None:
    """The most frequent width is named once for all; CIDs that follow one another share a row."""
    written = write_text(book.font("serif"), book, "Socialtjänstrapporten 2024")
    descendant = written.descendant()
    rows = list(descendant.W)
    ends = [int(first) + len(row) for first, row in zip(rows[::2], rows[1::2], strict=True)]
    assert all(end < int(first) for end, first in zip(ends, rows[2::2], strict=False))
    assert descendant.DW not in [width for row in rows[1::2] for width in row]


def _widths_of_program(written: Written) -> dict[int, float]:
    """In thousandths of the em, by CID."""
    descendant = written.descendant()
    if "/CIDToGIDMap" not in descendant:
        top = _cff(written.program())
        widths = {}
        for glyph, name in enumerate(top.charset):
            outline = top.CharStrings[name]
            outline.draw(NullPen())
            widths[glyph] = float(outline.width)
        return widths
    font = TTFont(io.BytesIO(written.program()))
    glyphs = bytes(descendant.CIDToGIDMap.read_bytes())
    scale = 1000 / font["head"].unitsPerEm
    names = font.getGlyphOrder()
    return {
        cid: font["hmtx"][names[int.from_bytes(glyphs[2 * cid : 2 * cid + 2], "big")]][0] * scale
        for cid in range(len(glyphs) // 2)
    }


def _width(descendant: pikepdf.Object, cid: int) -> float:
    rows = list(descendant.W)
    for first, row in zip(rows[::2], rows[1::2], strict=True):
        if 0 <= cid - int(first) < len(row):
            return float(row[cid - int(first)])
    return float(descendant.DW)


def _cff(program: bytes) -> TopDict:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    return fonts.topDictIndex[0]


def test_descriptor_is_in_thousandths_of_the_em(book: FontBook) -> None:
    """All keys are there, whatever the units of the font."""
    written = write_text(book.font("large"), book, "a")
    descriptor = written.descendant().FontDescriptor
    found = {key: descriptor[key] for key in dict(descriptor) if key != "/FontFile2"}
    assert re.fullmatch(r"/[A-Z]{6}\+Square-Regular", str(found.pop("/FontName")))
    top = height(GLYPHS[-1])
    assert [float(edge) for edge in found.pop("/FontBBox")] == pytest.approx([50, 0, 450, top], abs=1)
    assert float(found.pop("/Ascent")) == pytest.approx(800, abs=1)
    assert float(found.pop("/Descent")) == pytest.approx(-200, abs=1)
    assert float(found.pop("/CapHeight")) > 0
    assert float(found.pop("/XHeight")) > 0
    assert float(found.pop("/StemV")) == pytest.approx(88, abs=1)
    assert {key: str(value) for key, value in found.items()} == {
        "/Type": "/FontDescriptor", "/FontFamily": "Square", "/FontWeight": "400", "/Flags": "4",
        "/ItalicAngle": "0",
    }  # fmt: skip


def test_same_text_gives_the_same_bytes(book: FontBook) -> None:
    """The font objects depend on nothing but the text, and other text has another tag."""
    font = book.font("serif")
    first, again, other = (write_text(font, book, text) for text in ("affisch", "affisch", "annat"))
    assert first.raw == again.raw
    assert first.font().BaseFont != other.font().BaseFont


def test_fonts_are_named_in_the_order_of_use(book: FontBook) -> None:
    """Each font has one resource, however often it is used."""
    embedder = FontEmbedder(book)
    names = ("serif-regular", "cff-regular", "serif-regular")
    assert [embedder.resource(name) for name in names] == [b"F1", b"F2", b"F1"]


@pytest.mark.external
@pytest.mark.parametrize("family", [*SQUARES, "serif"])
def test_qpdf_finds_no_fault(book: FontBook, family: str, tmp_path: Path) -> None:
    """The objects keep to the syntax of PDF."""
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not there")
    file = tmp_path / "file.pdf"
    file.write_bytes(write_text(book.font(family), book, "VA fi").raw)
    assert subprocess.run(["qpdf", "--check", file], capture_output=True, check=False).returncode == 0
