"""What the printer gets: PDF/X-4 by ISO 15930-7 and rules of the Ghent Workgroup, read off its objects."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
import pytest
from built import REPO, build_all, stages
from external import needs, opened, qpdf_check, qpdf_complaints
from inkreader import Painted, operators, painted
from richproject import make_rich_project
from tagreader import read_tagged

from socpdf.profiles import FOGRA39, find

A4: Final = (210 / 25.4 * 72, 297 / 25.4 * 72)
BLEED: Final = 3 / 25.4 * 72
NAMES: Final = ("5-vald-i-nara-relation", "8-socialpsykiatri", "9-funktionsnedsattning")
BLACK: Final[tuple[float, ...]] = (0, 0, 0, 1)
PAPER: Final[tuple[float, ...]] = (0, 0, 0, 0)


@dataclass(frozen=True)
class PrintFile:
    path: Path

    @cached_property
    def raw(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.raw))

    @cached_property
    def pages(self) -> list[list[Painted]]:
        return [list(painted(self.pdf, page)) for page in range(len(self.pdf.pages))]

    @property
    def shown(self) -> list[Painted]:
        """All that stands on the pages themselves, the marks apart."""
        return [mark for page in self.pages for mark in page if not mark.form]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Sequence[PrintFile]:
    """The chapters of the sample report, and the one in which everything stands."""
    folder = tmp_path_factory.mktemp("tryck")
    build_all(REPO, folder / "ut", "tryck")
    build_all(make_rich_project(folder / "allt"), folder / "allt" / "ut", "tryck")
    return [PrintFile(path) for path in sorted(folder.rglob("tryck/*.pdf"))]


def test_every_chapter_is_printed(files: Sequence[PrintFile]) -> None:
    """`out/tryck/` has a file for each chapter."""
    assert {*NAMES} < {file.path.stem for file in files}


# --- the file ---


def test_file_says_that_it_is_pdfx4(files: Sequence[PrintFile]) -> None:
    """Version 1.6, and the standard's name, Trapped and dates in the XMP and alike in the dictionary."""
    for file in files:
        pdf = file.pdf
        assert file.raw.startswith(b"%PDF-1.6\n")
        assert not pdf.is_encrypted
        assert len(pdf.trailer.ID) == 2
        info = pdf.docinfo
        with pdf.open_metadata() as xmp:
            assert xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
            assert str(info["/GTS_PDFXVersion"]) == "PDF/X-4"
            assert xmp["pdf:Trapped"] == "False"
            assert info["/Trapped"] == pikepdf.Name("/False")
            assert xmp["dc:title"] == str(info["/Title"])
            assert xmp["pdf:Producer"] == str(info["/Producer"])
            for name, entry in (("CreateDate", "/CreationDate"), ("ModifyDate", "/ModDate")):
                digits = re.sub(r"\D", "", xmp[f"xmp:{name}"])
                assert digits == re.sub(r"\D", "", str(info[entry]))
            assert xmp["xmp:MetadataDate"] == xmp["xmp:ModifyDate"]
            assert xmp["xmpMM:VersionID"] == "1"
            assert xmp["xmpMM:RenditionClass"] == "default"
            assert not any("pdfaid" in key or "pdfuaid" in key for key in xmp)


def identity(raw: bytes) -> tuple[str, str]:
    with opened(raw) as pdf, pdf.open_metadata() as xmp:
        found = xmp["xmpMM:DocumentID"], xmp["xmpMM:InstanceID"]
    assert all(re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in found)
    return found


def test_document_keeps_its_id_and_each_state_has_its_own() -> None:
    """A printer tells a corrected file from a copy, and from another chapter."""
    chapter, other = stages(REPO)[:2]
    same, again = identity(chapter.write("tryck")), identity(chapter.write("tryck"))
    assert same == again
    profile = find("tryck")
    assert profile is not None
    corrected = identity(chapter.write(replace(profile, tagged=False)))
    assert corrected[0] == same[0]
    assert corrected[1] != same[1]
    assert identity(other.write("tryck"))[0] != same[0]


def test_intent_is_the_printing_condition(files: Sequence[PrintFile]) -> None:
    """One intent, of PDF/X, with the profile of the press embedded whole."""
    for file in files:
        (intent,) = file.pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert "ISO 12647-2" in str(intent.Info)
        icc = intent.DestOutputProfile
        assert (int(icc.N), str(icc.Filter)) == (4, "/FlateDecode")
        assert icc.read_bytes() == FOGRA39.file.read_bytes()
        assert (icc.read_bytes()[12:20], icc.read_bytes()[36:40]) == (b"prtrCMYK", b"acsp")


def test_nothing_acts(files: Sequence[PrintFile]) -> None:
    """No annotation, action, script, form or attached file, and nothing that a press cannot print."""
    for file in files:
        for key in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/AF", "/Threads"):
            assert key not in file.pdf.Root
        for page in file.pdf.pages:
            assert "/Annots" not in page
            assert "/AA" not in page
        for thing in file.pdf.objects:
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                assert not {"/JS", "/URI", "/TR", "/HTP", "/PS", "/OPI", "/LZWDecode"} & set(thing.keys())
                assert str(thing.get("/S", "")) not in {"/GoTo", "/URI", "/JavaScript"}
                assert str(thing.get("/Type", "")) != "/EmbeddedFile"


def test_fonts_are_embedded(files: Sequence[PrintFile]) -> None:
    """Each font has its program."""
    for file in files:
        described = [o for o in file.pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
        assert described
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in described)


def test_bookmarks_lead_without_an_action(files: Sequence[PrintFile]) -> None:
    """They are places, on the sheet with its marks, at the height where the heading stands."""
    for file in files:
        with pypdfium2.PdfDocument(file.raw) as pdf:
            # That of the chapter's title leads to the text area, in which its band ends.
            marks = [mark for mark in pdf.get_toc() if mark.level]
            assert marks
            for mark in marks:
                place = mark.get_dest()
                assert place is not None
                index = place.get_index()
                assert index is not None
                left, top = place.get_view()[1][:2]
                text = pdf[index].get_textpage()
                below = text.get_text_bounded(left - 3, top - 150, left + 400, top + 2)
                assert "".join(mark.get_title().split()) in "".join(below.replace("\ufffe", "").split())


def test_print_file_is_tagged_as_well(files: Sequence[PrintFile]) -> None:
    """It can be listened to, and a finding of a preflight can be led back to the text."""
    for file in files:
        tree = read_tagged(file.raw)
        assert tree.unread == frozenset()
        assert set(tree.stray) == {""}
        assert tree.root.find("H1")
        assert tree.root.find("Link"), "the words of a link are still one"


# --- the sheet ---


def test_boxes_are_those_of_a_sheet(files: Sequence[PrintFile]) -> None:
    """A4 after trimming, 3 mm of bleed, the crop box all of the sheet; no unit or turn of its own."""
    for file in files:
        for page in file.pdf.pages:
            assert not {"/UserUnit", "/Rotate", "/ArtBox"} & set(page.keys())
            media, crop, bleed, trim = (
                [float(x) for x in page.obj[key]]
                for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox")
            )
            assert media == crop
            assert media[:2] == [0, 0]
            size = (trim[2] - trim[0], trim[3] - trim[1])
            assert size == pytest.approx(A4, abs=1e-3)
            around = [trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]]
            assert around == pytest.approx([BLEED] * 4, abs=1e-3)
            assert all(a > b for a, b in zip(bleed[:2], media[:2], strict=True))
            assert all(a < b for a, b in zip(bleed[2:], media[2:], strict=True))


def test_pages_come_to_a_multiple_of_four(files: Sequence[PrintFile]) -> None:
    """What is missing is blank at the end, says so beside the page, and counts on."""
    blanks = 0
    for file in files:
        assert len(file.pages) % 4 == 0
        with pypdfium2.PdfDocument(file.raw) as pdf:
            assert [pdf.get_page_label(i) for i in range(len(pdf))] == [str(i + 1) for i in range(len(pdf))]
            for index in range(len(pdf)):
                page = pdf[index]
                text = page.get_textpage()
                inside = text.get_text_bounded(*page.get_trimbox()).strip()
                is_blank = "(vakat)" in text.get_text_bounded()
                assert is_blank == (not inside)
                blanks += is_blank
    assert blanks, "no chapter needed a blank page: the test shows nothing"


def test_marks_stand_outside_of_the_bleed_on_every_plate(files: Sequence[PrintFile]) -> None:
    """Crop marks in line with the trim at all corners, four crosses, thin, in the colour of all plates."""
    for file in files:
        page = file.pdf.pages[0]
        left, low, right, high = (float(x) for x in page.obj.BleedBox)
        trim = [float(x) for x in page.obj.TrimBox]
        sheet = [float(x) for x in page.obj.MediaBox]
        for marks in file.pages:
            lines = [m for m in marks if m.form and m.kind == "stroke"]
            assert {m.ink for m in lines} == {"/All"}
            assert {m.state.weight for m in lines} == {0.25}
            boxes = [m.box for m in marks if m.form and m.box]
            assert all(x2 <= left or x1 >= right or y2 <= low or y1 >= high for x1, y1, x2, y2 in boxes), (
                "a mark stands in the bleed"
            )
            assert all(x1 > 0 and y1 > 0 and x2 < sheet[2] and y2 < sheet[3] for x1, y1, x2, y2 in boxes)
            across = [(x1, y1) for x1, y1, x2, y2 in (m.box for m in lines if m.box) if y1 == y2]
            upright = [(x1, y1) for x1, y1, x2, y2 in (m.box for m in lines if m.box) if x1 == x2]
            for edge in (trim[1], trim[3]):
                assert sum(y == pytest.approx(edge, abs=0.01) for _, y in across) == 2
            for edge in (trim[0], trim[2]):
                assert sum(x == pytest.approx(edge, abs=0.01) for x, _ in upright) == 2
            # Four crosses with their circles, beside eight crop marks.
            assert len(lines) == 8 + 4 * 3


def test_colour_bar_has_each_ink_alone_and_in_pairs(files: Sequence[PrintFile]) -> None:
    """Solids, overprints of two and three, tints of 40 and 80 per cent, and a grey of three inks."""
    patches = {m.ink for m in files[0].pages[0] if m.form and m.kind == "fill"}
    for ink in range(4):
        for tint in (0.4, 0.8, 1.0):
            assert tuple(tint * (plate == ink) for plate in range(4)) in patches
    assert {(1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 1, 0), (0.5, 0.4, 0.4, 0)} <= patches


def test_colour_that_reaches_the_trim_bleeds(files: Sequence[PrintFile]) -> None:
    """A field that touches the edge of the trimmed page goes on to the edge of the bleed, never further."""
    bled = 0
    for file in files:
        trim = [float(x) for x in file.pdf.pages[0].obj.TrimBox]
        bleed = [float(x) for x in file.pdf.pages[0].obj.BleedBox]
        for mark in file.shown:
            if mark.kind != "fill" or mark.box is None:
                continue
            for side, outwards in ((0, -1), (1, -1), (2, 1), (3, 1)):
                reach = (mark.box[side] - trim[side]) * outwards
                if reach > -0.01:
                    assert mark.box[side] == pytest.approx(bleed[side], abs=0.01)
                    bled += 1
    assert bled > len(files), "the tab of every page and the band of every chapter bleed"


# --- the inks ---


def test_colours_are_inks(files: Sequence[PrintFile]) -> None:
    """DeviceCMYK alone, at most two inks in what is drawn, and no more of them than the paper bears."""
    for file in files:
        for page in range(len(file.pdf.pages)):
            used = operators(file.pdf, page) & {"k", "K", "rg", "RG", "g", "G", "cs", "CS", "sc", "scn", "sh"}
            assert used <= {"k", "K"}
        for mark in file.shown:
            if mark.kind != "image":
                assert isinstance(mark.ink, tuple)
                assert len(mark.ink) == 4
                assert sum(plate > 0 for plate in mark.ink) <= 2
                assert sum(mark.ink) * 100 <= FOGRA39.ink_limit


def test_no_plate_has_dots_that_do_not_print(files: Sequence[PrintFile]) -> None:
    """None below 5 or, short of a solid, above 95 per cent."""
    for file in files:
        plates = {plate for mark in file.shown if isinstance(mark.ink, tuple) for plate in mark.ink}
        assert plates
        assert not {plate for plate in plates if 0 < plate < 0.05 or 0.95 < plate < 1}


def test_text_keeps_from_the_knife(files: Sequence[PrintFile]) -> None:
    """No letter comes nearer to the trim than 3 mm, as its outline is seen."""
    for file in files:
        with pypdfium2.PdfDocument(file.raw) as pdf:
            for page in pdf:
                left, low, right, high = page.get_trimbox()
                text = page.get_textpage()
                for index in range(text.count_chars()):
                    x1, y1, x2, y2 = text.get_charbox(index)
                    # Ends of lines are pdfium's own, and stand where nothing does.
                    letter = text.get_text_range(index, 1).strip()
                    if letter and left < x1 < right and low < y1 < high:
                        assert min(x1 - left, right - x2, y1 - low, high - y2) > BLEED - 0.01, letter


def test_black_overprints_and_nothing_else_does(files: Sequence[PrintFile]) -> None:
    """Pure black letters and lines, with mode 1; neither paper, nor a tint, nor a colour, nor a field."""
    kinds = set()
    for file in files:
        for mark in file.shown:
            black = mark.ink == BLACK and mark.kind in {"text", "stroke"}
            assert mark.state.overprints == black, mark
            assert mark.state.mode == int(black)
            kinds.add((mark.kind, mark.ink in (BLACK, PAPER), black))
    assert {("text", True, True), ("text", True, False), ("stroke", True, True)} <= kinds


def test_lines_are_wide_enough_to_print(files: Sequence[PrintFile]) -> None:
    """None is thinner than a quarter of a point."""
    weights = {mark.state.weight for file in files for mark in file.shown if mark.kind == "stroke"}
    assert min(weights) >= 0.25


def test_small_text_on_colour_is_large_enough(files: Sequence[PrintFile]) -> None:
    """White letters close up when a plate is a hair off: none below 6 points."""
    sizes = {
        mark.state.size for file in files for mark in file.shown if mark.kind == "text" and mark.ink == PAPER
    }
    assert min(sizes) >= 6


def test_transparency_is_blended_in_inks(files: Sequence[PrintFile]) -> None:
    """A page with a transparent picture has a group in CMYK; one without has none."""
    grouped = 0
    for file in files:
        for page in file.pdf.pages:
            images = [image for _, image in page.obj.Resources.get("/XObject", {}).items()]
            masked = any("/SMask" in image for image in images)
            assert ("/Group" in page.obj) == masked
            if masked:
                assert page.obj.Group.CS == "/DeviceCMYK"
                grouped += 1
    assert grouped == 1


# --- whole ---


def test_qpdf_has_no_complaint(files: Sequence[PrintFile]) -> None:
    """Nor has qpdf's check, run in this process."""
    for file in files:
        assert qpdf_complaints(file.path) == []


@pytest.mark.external
@needs("qpdf")
def test_qpdf_program_has_no_complaint(files: Sequence[PrintFile]) -> None:
    """`qpdf --check` ends well and warns of nothing."""
    for file in files:
        checked = qpdf_check(file.path)
        assert (checked.returncode, checked.stderr) == (0, "")
