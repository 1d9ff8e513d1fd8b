"""The docs show what the project makes: each piece of Markdown is built, and each picture is of it.

`make docs` draws the pictures anew whose pieces have changed.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest
from built import REPO, build_all
from cutting import Chapter, chapter_of
from docpages import DOCS, GALLERY, IMAGES, hash_of, names, pages, read_made_of, specs, write_made_of

from socpdf.ir.chartkind import Kind
from socpdf.pipeline import BuildResult
from socpdf.preflight.verapdf import is_installed, validate
from socpdf.spec.declare import Directive
from socpdf.spec.directives import DIRECTIVES
from socpdf.text.formatspage import formats_page

SPREAD: Final = "uppslag"
"""The one picture that shows no Markdown: two pages of chapter 8 of the report, where this table stands."""
SPREAD_AT: Final = "Tabell 8:1"
MOST: Final = 60_000
MOST_OF_ALL: Final = 1_200_000


@pytest.fixture(scope="module")
def gallery() -> Chapter:
    return chapter_of(GALLERY, 8)


@pytest.fixture(scope="module")
def report() -> Chapter:
    return chapter_of(REPO, 8)


@pytest.fixture(scope="module")
def shown() -> Mapping[str, str]:
    return specs(pages())


# --- what the pages show ---


@pytest.mark.parametrize("directive", DIRECTIVES, ids=lambda directive: directive.name)
def test_every_directive_is_shown(directive: Directive[Any], shown: Mapping[str, str]) -> None:
    """Its example, which the gallery builds, stands above a picture."""
    assert f"{directive.example}\n" in shown.values()


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
def test_every_kind_of_chart_is_shown(kind: Kind) -> None:
    """With its spec and its picture, in a section of its own."""
    page = (DOCS / "charts.md").read_text(encoding="utf-8")
    (section,) = [part for part in page.split("\n### ") if part.startswith(f"`{kind.value}`")]
    found = specs({"": section})
    assert found
    assert all(f"\nsort: {kind.value}\n" in spec for spec in found.values())


def test_formats_are_shown() -> None:
    """In a sentence of the gallery, with its picture."""
    assert specs({"": formats_page()})


def test_pieces_are_the_gallery_word_for_word(gallery: Chapter, shown: Mapping[str, str]) -> None:
    """What a reader copies is what was built, and stands there once."""
    assert {name: gallery.source.count(spec) for name, spec in shown.items()} == dict.fromkeys(shown, 1)


# --- the pictures ---


def test_pictures_are_up_to_date(
    gallery: Chapter, report: Chapter, shown: Mapping[str, str], *, update: bool
) -> None:
    """Each was made of the words that stand in the docs and on the page today; else `--update` draws it."""
    cuts = {name: gallery.find(spec) for name, spec in shown.items()}
    hashes = {name: hash_of(shown[name], cut.text) for name, cut in cuts.items()}
    hashes[SPREAD] = hash_of(report.text_of_spread(SPREAD_AT))
    if update:
        for name in _stale(hashes):
            made = report.picture_of_spread(SPREAD_AT) if name == SPREAD else gallery.picture(cuts[name])
            (IMAGES / f"{name}.png").write_bytes(made)
        write_made_of(hashes)
    assert read_made_of() == hashes, "`make docs` draws them anew"


def _stale(hashes: Mapping[str, str]) -> Iterator[str]:
    known = read_made_of()
    for name, value in hashes.items():
        if known.get(name) != value or not (IMAGES / f"{name}.png").exists():
            yield name


def test_pictures_show_what_stands_above_them(shown: Mapping[str, str]) -> None:
    """No picture stands on a page without its Markdown, none shows two pieces, and none is left over."""
    used = Counter(name for page in pages().values() for name in names(page))
    assert set(used) == {*shown, SPREAD}
    assert {name for name, times in used.items() if times > 1} == set()
    assert {path.stem for path in IMAGES.glob("*.png")} == set(used)


def test_pictures_are_small() -> None:
    """A clone stays quick to fetch: the spread apart, no picture is over 60 kB, and all are under 1,2 MB."""
    sizes = {path.stem: path.stat().st_size for path in IMAGES.glob("*.png")}
    assert {name for name, size in sizes.items() if size > (100_000 if name == SPREAD else MOST)} == set()
    assert sum(sizes.values()) <= MOST_OF_ALL


def test_pictures_hold_all_of_their_pieces(gallery: Chapter, shown: Mapping[str, str]) -> None:
    """Nothing is cut off: another reader of the PDF finds every letter inside of what is cut out."""
    for name, spec in shown.items():
        cut = gallery.find(spec)
        missing = Counter(_letters(cut.text)) - Counter(_letters(gallery.read(cut)))
        assert cut.text, name
        assert not missing, name


def _letters(text: str) -> str:
    """Without spaces and hyphens, which readers add and leave out where lines are broken."""
    return "".join(letter for letter in text if letter.isalnum())


# --- the gallery ---


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """A copy of it in the profiles that a report is published in."""
    root = tmp_path_factory.mktemp("galleri") / "projekt"
    shutil.copytree(GALLERY, root, ignore=shutil.ignore_patterns(".cache"))
    return build_all(root, root / "out")


def test_gallery_is_built_without_findings(built: BuildResult) -> None:
    """Its pages pass our own checks, and nothing is to be said of its text."""
    assert built.findings == 0
    assert built.reviewed == ()


@pytest.mark.xdist_group("verapdf")
@pytest.mark.skipif(not is_installed(), reason="the extra `verify` is not installed")
def test_verapdf_passes_the_gallery(built: BuildResult) -> None:
    """Every directive and every kind of chart in one file of PDF/UA-1 and PDF/A-3a."""
    (path,) = (output.path for output in built.outputs if output.profile == "webb")
    assert [verdict.passed for verdict in validate([path], ("ua1", "3a"))] == [True, True]


def test_gallery_says_that_it_is_invented(gallery: Chapter) -> None:
    """Nobody takes its figures for those of a city."""
    assert "Alla siffror är påhittade" in gallery.source.split("---")[1]
    for description in (GALLERY / "data").rglob("*.toml"):
        assert 'källa = "Påhittade uppgifter"' in description.read_text(encoding="utf-8")
