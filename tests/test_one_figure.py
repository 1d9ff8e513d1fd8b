"""One figure of the data, everywhere it is said: changed there alone, the next build changes all of it."""

import re
import shutil
from pathlib import Path
from typing import Final

import pikepdf
import pytest
from built import REPO, build_all
from tagreader import Element, read_tagged

DATA: Final = "socialpsykiatri"
CHANGES: Final = (
    ("personer.csv", "Järva,totalt,2024,557,", "Järva,totalt,2024,657,"),
    ("sysselsättningstimmar.csv", "Totalt i staden,totalt,10.8,", "Totalt i staden,totalt,11.9,"),
)


@pytest.fixture(scope="module")
def chapter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Chapter 8 with two figures changed in its data, and no word of its text."""
    root = tmp_path_factory.mktemp("ändrad")
    for folder in ("layouts", "data"):
        shutil.copytree(REPO / folder, root / folder)
    for other in [path for path in (root / "layouts").glob("*.md") if path.name[0] in "59"]:
        other.unlink()
    for name, before, after in CHANGES:
        file = root / "data" / DATA / name
        text = file.read_text("utf-8")
        assert text.count(before) == 1
        file.write_text(text.replace(before, after), "utf-8")
    build_all(root, root / "out", "webb")
    return root / "out/kapitel/8-socialpsykiatri.pdf"


@pytest.fixture(scope="module")
def root(chapter: Path) -> Element:
    return read_tagged(chapter.read_bytes()).root


def test_a_figure_of_a_table_is_that_of_its_chart_and_sentence(chapter: Path, root: Element) -> None:
    """Table, bar, alternative text, sentence and file; what it was before stands nowhere."""
    assert "657" in _of(root, "Table", "Tabell 8:1")
    figure = next(figure for figure in root.find("Figure") if "Figur 8:1" in figure.text())
    assert "657" in figure.text()
    assert "657" in str(figure.raw.Alt)
    assert "557" not in figure.text() + str(figure.raw.Alt)
    # Järva is now the largest, and the sentence names it first.
    assert re.search(r"Järva, Enskede-Årsta-Vantör och Hägersten-Älvsjö har flest", _plain(root))
    assert "557" not in _of(root, "Table", "Tabell 8:1")
    for file in ("tabell-8-1.csv", "figur-8-1.csv"):
        data = _attached(chapter, file)
        assert "657" in data
        assert "557" not in data
        assert (chapter.with_suffix("") / file).read_bytes().decode() == data


def test_a_figure_of_a_table_is_that_of_its_callout_and_sentence(chapter: Path, root: Element) -> None:
    """Table, callout, sentence and file."""
    assert "11,9" in _of(root, "Table", "Tabell 8:4")
    assert any("11,9" in aside.text() for aside in root.find("Aside"))
    assert "genomsnitt 11,9 timmar i månaden" in _plain(root)
    assert "10,8" not in _plain(root)
    assert "11.9" in _attached(chapter, "tabell-8-4.csv")


def _plain(root: Element) -> str:
    return root.text().replace("\u00ad", "").replace("\u00a0", " ")


def _of(root: Element, tag: str, caption: str) -> str:
    found = (element.text() for element in root.find(tag))
    return next(text for text in found if text.replace("\u00a0", " ").startswith(f"{caption} "))


def _attached(path: Path, name: str) -> str:
    with pikepdf.open(path) as pdf:
        data: bytes = pdf.attachments[name].get_file().read_bytes()
        return data.decode("utf-8")
