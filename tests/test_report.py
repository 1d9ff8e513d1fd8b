"""The report as it leaves the house: what a build promises, judged by veraPDF, qpdf and our own preflight.

The judges run in this process, from pip packages alone; programs from outside are asked too.
"""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
import pytest
from built import REPO, build_all
from external import needs, pixel, qpdf_check, qpdf_complaints
from richproject import FIGURES, make_rich_project
from tagreader import Element, read_tagged

from socpdf.pipeline import BuildResult
from socpdf.preflight import check
from socpdf.preflight.verapdf import is_installed, validate
from socpdf.profiles import PROFILES

PROMISES: Final[Mapping[str, tuple[str, ...]]] = {"webb": ("ua1", "3a"), "webb2": ("ua2", "4f", "wt1a")}
needs_verapdf: Final = pytest.mark.skipif(not is_installed(), reason="the extra `verify` is not installed")
# One process of pytest-xdist starts Java, not each of them.
one_java: Final = pytest.mark.xdist_group("verapdf")


@dataclass(frozen=True, slots=True)
class Built:
    out: Path
    result: BuildResult

    def files(self, profile: str) -> list[Path]:
        return [output.path for output in self.result.outputs if output.profile == profile]

    def promising(self) -> Iterator[tuple[Path, tuple[str, ...]]]:
        return ((path, standards) for name, standards in PROMISES.items() for path in self.files(name))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample report in all profiles, built from a copy outside the clone."""
    root = tmp_path_factory.mktemp("rapport")
    for folder in ("layouts", "data"):
        shutil.copytree(REPO / folder, root / folder)
    return Built(root / "out", build_all(root, root / "out", *(profile.name for profile in PROFILES)))


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The chapter in which every kind of block and text stands."""
    root = make_rich_project(tmp_path_factory.mktemp("allt") / "projekt")
    return Built(root / "out", build_all(root, root / "out", *(profile.name for profile in PROFILES)))


@pytest.fixture(params=["sample", "rich"])
def built(request: pytest.FixtureRequest) -> Built:
    """Each of the two."""
    chosen = request.getfixturevalue(request.param)
    assert isinstance(chosen, Built)
    return chosen


def test_sample_is_built_where_the_issue_says(sample: Built) -> None:
    """Every chapter of `layouts/` is a file in `out/kapitel/` and in `out/kapitel-ua2/`."""
    chapters = sorted(path.stem for path in (REPO / "layouts").glob("[0-9]*.md"))
    for folder in ("kapitel", "kapitel-ua2"):
        assert sorted(path.stem for path in (sample.out / folder).glob("*.pdf")) == chapters


# --- the judges ---


@one_java
@needs_verapdf
def test_verapdf_passes_each_promise(built: Built) -> None:
    """webb is PDF/UA-1 and PDF/A-3a, webb2 is PDF/UA-2, PDF/A-4f and WTPDF accessible."""
    for path, standards in built.promising():
        for verdict in validate([path], standards):
            assert verdict.problem == ""
            assert verdict.failures == ()
            assert verdict.passed


@one_java
@needs_verapdf
@pytest.mark.parametrize(
    ("spoil", "standard"),
    [
        (lambda pdf: pdf.Root.__delitem__("/Lang"), "ua1"),
        (lambda pdf: pdf.Root.MarkInfo.__setitem__("/Marked", False), "ua1"),
        (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "3a"),
        (lambda pdf: pdf.Root.Metadata.write(b"<x/>"), "3a"),
    ],
    ids=["no language", "not marked", "no output intent", "no XMP"],
)
def test_verapdf_bites(sample: Built, spoil: object, standard: str, tmp_path: Path) -> None:
    """The judge is awake: each damage makes it fail the file that it passed."""
    assert callable(spoil)
    damaged = tmp_path / "skadad.pdf"
    with pikepdf.open(sample.files("webb")[0]) as pdf:
        spoil(pdf)
        pdf.save(damaged)
    (verdict,) = validate([damaged], [standard])
    assert verdict.problem == ""
    assert not verdict.passed
    assert verdict.failures


def test_own_preflight_finds_nothing(built: Built) -> None:
    """Nor do our own checks, which look at more than veraPDF does."""
    for path, standards in built.promising():
        report = check(path, standards=standards)
        assert [str(finding) for finding in report.findings] == []
        assert set(standards) <= set(report.claims)


def test_a_build_finds_what_is_wrong(sample: Built, rich: Built) -> None:
    """Nothing in the sample, for the web or for print; of the rich project, pictures too small to print."""
    assert sample.result.findings == 0
    told = json.loads((rich.out / "rapport.json").read_text(encoding="utf-8"))["checks"]
    assert {finding["code"] for report in told for finding in report["findings"]} == {"P501"}
    assert rich.result.findings == sum(len(report["findings"]) for report in told)


def test_qpdf_has_no_complaint(built: Built) -> None:
    """qpdf's check, run in this process, is silent about every file."""
    for output in built.result.outputs:
        assert qpdf_complaints(output.path) == []


@pytest.mark.external
@needs("qpdf")
def test_qpdf_program_has_no_complaint(built: Built) -> None:
    """`qpdf --check` ends well and warns of nothing."""
    for output in built.result.outputs:
        checked = qpdf_check(output.path)
        assert checked.returncode == 0
        assert checked.stderr == ""
        assert "No syntax or stream encoding errors" in checked.stdout


# --- what is in the files ---


def test_pages_are_counted_and_labelled(built: Built) -> None:
    """The number of pages is the one reported, and a page's label is the folio printed on it."""
    for output in built.result.outputs:
        with pypdfium2.PdfDocument(output.path) as pdf:
            assert len(pdf) == output.pages
            assert [pdf.get_page_label(index) for index in range(len(pdf))] == [
                str(number + 1) for number in range(len(pdf))
            ]


def test_file_says_what_it_is(sample: Built) -> None:
    """Title, language, author and subject, and the window shows the title."""
    titles = {"5": "Våld i nära relation", "8": "Socialpsykiatri", "9": "Funktionsnedsättning"}
    for path, _ in sample.promising():
        with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == f"{titles[path.name[0]]} – Socialtjänstrapporten 2024"
            assert xmp["dc:creator"] == ["Stockholms stad, socialnämnden"]
            assert str(pdf.Root.Lang) == "sv"
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            assert pdf.Root.Metadata.get("/Filter") is None, "who sorts files cannot read it"


def test_bookmarks_name_every_listed_heading(built: Built) -> None:
    """Each heading but that of the contents, in order and nested alike, and each leads to its page."""
    for path, _ in built.promising():
        tree = read_tagged(path.read_bytes())
        headings = [(int(e.tag[1]), e.text()) for e in tree.root.walk() if re.fullmatch("H[1-6]", e.tag)]
        with pypdfium2.PdfDocument(path) as pdf:
            marks = [(mark.level, mark.get_title(), mark.get_dest()) for mark in pdf.get_toc()]
            assert [(level + 1, title) for level, title, _ in marks] == [
                (level, text) for level, text in headings if text != "Innehåll"
            ]
            for _, title, place in marks:
                assert place is not None
                page = pdf[place.get_index()].get_textpage().get_text_bounded()
                assert "".join(title.split()) in "".join(page.replace("\ufffe", "").split())


def test_each_link_is_an_object_of_its_element(built: Built) -> None:
    """Every annotation has one element that owns it, says what it leads to, and leads somewhere."""
    for path, _ in built.promising():
        tree = read_tagged(path.read_bytes())
        owned = [note.raw.objgen for e in tree.root.find("Link") for note in e.annotations()]
        with pikepdf.open(path) as pdf:
            drawn = [note.objgen for page in pdf.pages for note in page.get("/Annots", [])]
            assert sorted(owned) == sorted(drawn)
            assert len(set(owned)) == len(owned)
            for note in (note for page in pdf.pages for note in page.get("/Annots", [])):
                assert str(note.Contents)
                assert "/Dest" in note or "/A" in note


def test_links_lead_where_they_say(rich: Built) -> None:
    """Addresses are written as URIs, whatever letters an author typed."""
    for path, _ in rich.promising():
        with pikepdf.open(path) as pdf:
            notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
            addresses = {str(note.A.URI) for note in notes if "/A" in note and note.A.S == "/URI"}
        assert addresses == {
            "https://start.stockholm/om-stockholms-stad/",
            "mailto:a@example.org",
            "https://example.org/s%C3%B6kv%C3%A4g?q=%C3%A5&b=1",
            "https://example.org/lista",
            "https://example.org/lag",
            "https://example.org/folk",
        }


def test_attached_figures_are_the_files_beside(built: Built) -> None:
    """The CSV of each table and diagram is in the file, tied to it, and byte for byte that in `out/`."""
    for path, _ in built.promising():
        with pikepdf.open(path) as pdf:
            attached = {name: bytes(spec.get_file().read_bytes()) for name, spec in pdf.attachments.items()}
        beside = {file.name: file.read_bytes() for file in path.with_suffix("").iterdir()}
        assert attached == beside
        root = read_tagged(path.read_bytes()).root
        tables = [str(spec.UF) for table in root.find("Table") for spec in table.raw.AF]
        diagrams = [str(spec.UF) for figure in root.find("Figure") for spec in figure.raw.get("/AF", ())]
        assert len(set(tables)) == len(tables)
        assert {*tables, *diagrams} == set(attached)


def test_withheld_figures_are_nowhere(rich: Built) -> None:
    """What the source withholds is a sign in the table, and empty with the sign beside it in the CSV."""
    path = rich.files("webb")[0]
    rows = list(csv.reader(io.StringIO((path.with_suffix("") / "tabell-3-1.csv").read_text("utf-8"))))
    assert "Ön,män,*,*," in FIGURES.splitlines()
    (island,) = (row for row in rows if row[0] == "Ön")
    assert island[1:5] == ["12", "", "", "*"]


def test_signs_are_spoken_as_words(rich: Built) -> None:
    """A listener hears why there is no figure, not `asterisk`."""
    for path, _ in rich.promising():
        cells = read_tagged(path.read_bytes()).root.find("TD")
        signs = [e for cell in cells for e in cell.find("Span") if "/Alt" in e.raw]
        assert {e.text() for e in signs} == {"*", ".", "i.u"}
        assert all(len(str(e.raw.Alt)) > 3 for e in signs)


def test_foreign_words_carry_their_language(rich: Built) -> None:
    """English is spoken as English, and so is an English expansion."""
    for path, _ in rich.promising():
        spans = read_tagged(path.read_bytes()).root.find("Span")
        languages = {e.text(): str(e.raw.Lang) for e in spans if "/Lang" in e.raw}
        assert languages["supported living"] == "en"
        assert languages["Straße"] == "de"
        assert languages["Individual placement and support"] == "en"
        expansions = [(e.text(), str(e.raw.E), str(e.raw.get("/Lang", ""))) for e in spans if "/E" in e.raw]
        assert sorted(expansions) == [
            ("IPS", "Individual placement and support", "en"),
            ("SoL", "Socialtjänstlagen (2001:453)", ""),
        ]


def test_notes_and_marks_lead_to_each_other(rich: Built) -> None:
    """A note is called by each of its marks and leads back to the first of them."""
    for profile, tag in (("webb", "Note"), ("webb2", "FENote")):
        for path in rich.files(profile):
            tree = read_tagged(path.read_bytes())
            labels = {note.find("Lbl")[0].text(): note for note in tree.root.find(tag)}
            notes = {label: note for label, note in labels.items() if label.isdecimal()}
            assert sorted(notes) == ["1", "2", "3"]
            # Those below tables, whose marks are the signs in the cells.
            assert sorted(set(labels) - set(notes)) == ["* ", ". ", "i.u "]
            called = [str(link.Contents) for link in _links(tree.root)]
            assert sorted(text for text in called if text.startswith("till fotnot")) == [
                "till fotnot 1",
                "till fotnot 2",
                "till fotnot 2",
                "till fotnot 3",
            ]
            assert called.count("tillbaka till texten") == 3
            if profile == "webb2":
                assert [len(notes[number].raw.Ref) for number in sorted(notes)] == [1, 2, 1]
                assert all(len(note.raw.Ref) > 0 for note in labels.values())


def _links(root: Element) -> list[pikepdf.Object]:
    return [note.raw for e in root.find("Link") for note in e.annotations()]


def test_pictures_are_drawn_as_they_were_handed_in(rich: Built) -> None:
    """Colours come out right for each kind of file, and what is transparent lets the paper through."""
    raw = rich.files("webb")[0].read_bytes()
    tree = read_tagged(raw)
    figures = tree.root.find("Figure")
    alternatives = [str(figure.raw.Alt) for figure in figures]
    assert alternatives[0] == "En blå ruta som blir genomskinlig åt höger."
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        heights = [float(page.MediaBox[3]) for page in pdf.pages]
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        places = []
        for figure in figures:
            left, low, right, high = (float(x) for x in figure.raw.A.BBox)
            page = pages[figure.raw.Pg.objgen]
            places.append((page, left, heights[page] - high, right, heights[page] - low))
    colours = [
        pixel(raw, (left + right) / 2, (top + low) / 2, page) for page, left, top, right, low in places
    ]
    page, left, top, right, low = places[0]
    assert _near(pixel(raw, left + 1, (top + low) / 2, page), (0, 110, 191), 12)
    assert _near(pixel(raw, right - 1, (top + low) / 2, page), (255, 255, 255), 12)
    assert _near(colours[0], (127, 182, 223), 12)
    assert _near(colours[1], (196, 0, 30), 4)
    assert _near(colours[2], (128, 128, 128), 2)
    assert _near(colours[3], (0, 134, 127), 2)
    assert _near(colours[4], (200, 200, 200), 2)


def _near(one: tuple[int, int, int], other: tuple[int, int, int], most: int) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


def test_draft_is_untagged_and_opens(built: Built) -> None:
    """`utkast` has the same pages and no tags, attachments or claims."""
    for path in built.files("utkast"):
        with pikepdf.open(path) as pdf:
            for key in ("/StructTreeRoot", "/MarkInfo", "/OutputIntents", "/Names"):
                assert key not in pdf.Root
            content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
            assert b"BDC" not in content
            with pdf.open_metadata() as xmp:
                assert not any(key.startswith("{http://www.aiim.org") for key in xmp)
        assert check(path).claims == ()
