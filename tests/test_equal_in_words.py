"""Equal in words: the web chapter and the print file say the same, and what they say is what was released.

Read back from the finished files, by their tags and by readers that know nothing of tags.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from built import REPO, build_all
from external import needs, pdfium_text, pdftotext, words
from richproject import make_rich_project
from tagreader import Element, read_tagged, whole

NUMBER: Final = re.compile(r"\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?")
EDITIONS: Final = ("kapitel", "kapitel-ua2", "tryck")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter in all its editions, and what `rapport.json` knows of it."""

    files: dict[str, Path]
    values: dict[str, Any]


@pytest.fixture(scope="module")
def chapters(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Chapter]:
    """Those of the sample report, and the one in which everything stands."""
    folder = tmp_path_factory.mktemp("lika")
    found = []
    for root, out in ((REPO, folder / "ut"), (make_rich_project(folder / "allt"), folder / "allt" / "ut")):
        build_all(root, out)
        values = json.loads((out / "rapport.json").read_text("utf-8"))["values"]
        for slug in values:
            files = {edition: out / edition / f"{slug}.pdf" for edition in EDITIONS}
            found.append(Chapter(files, values[slug]))
    return found


def test_tags_say_the_same(chapters: Sequence[Chapter]) -> None:
    """Each word in its order, for whoever listens; the kinds of elements differ between PDF 1.7 and 2.0."""
    for chapter in chapters:
        web, web2, print_ = (
            whole(read_tagged(chapter.files[edition].read_bytes()).root.text()) for edition in EDITIONS
        )
        assert web
        assert web2 == web
        assert print_ == web


def test_pdfium_reads_the_same(chapters: Sequence[Chapter]) -> None:
    """Page by page; what the print file has more are blank pages, and the sheet around each page."""
    for chapter in chapters:
        web, print_ = (pdfium_text(chapter.files[edition].read_bytes()) for edition in ("kapitel", "tryck"))
        assert [words(page) for page in print_[: len(web)]] == [words(page) for page in web]
        assert [words(page) for page in print_[len(web) :]] == [[]] * (len(print_) - len(web))


@pytest.mark.external
@needs("pdftotext")
def test_pdftotext_reads_the_same(chapters: Sequence[Chapter]) -> None:
    """In the order of painting, too: the order that it finds by eye may turn on a hair."""
    for chapter in chapters:
        web, print_ = (words(pdftotext(chapter.files[edition], "-raw")) for edition in ("kapitel", "tryck"))
        assert web
        assert print_ == web


@pytest.mark.parametrize("edition", EDITIONS)
def test_numbers_of_the_text_are_those_released(chapters: Sequence[Chapter], edition: str) -> None:
    """Each value stands in the finished file as `rapport.json` has it, in the order in which it is read."""
    compared = 0
    for chapter in chapters:
        said = _prose(read_tagged(chapter.files[edition].read_bytes()).root)
        at = 0
        for value in chapter.values["text"]:
            text = whole(value["text"])
            found = re.compile(rf"(?<![\w,]){re.escape(text)}(?![\w])").search(said, at)
            assert found, f"{edition}: `{text}` of {value['place']} is not where it belongs"
            at = found.end()
            compared += 1
    assert compared > 100


@pytest.mark.parametrize("edition", EDITIONS)
def test_numbers_of_tables_are_those_released(chapters: Sequence[Chapter], edition: str) -> None:
    """Every cell of every table, in its place, signs included."""
    for chapter in chapters:
        tables = read_tagged(chapter.files[edition].read_bytes()).root.find("Table")
        found = {
            _file(table): [[cell.text() for cell in row.find("TD")] for row in table.find("TR")]
            for table in tables
        }
        cells = {file: [row for row in rows if row] for file, rows in found.items()}
        assert cells == chapter.values["tables"]


def test_no_number_is_in_one_edition_alone(chapters: Sequence[Chapter]) -> None:
    """All numbers, in their order: values, years, folios of the contents, numbers of tables."""
    counted = 0
    for chapter in chapters:
        web, *others = (
            NUMBER.findall(read_tagged(chapter.files[edition].read_bytes()).root.text())
            for edition in EDITIONS
        )
        counted += len(web)
        assert others == [web, web]
    assert counted > 1000


def _prose(root: Element) -> str:
    """All text but that of the cells, which have a test of their own."""
    parts: list[str] = []
    _collect(root, parts)
    return whole(" ".join(parts))


def _collect(element: Element, parts: list[str]) -> None:
    for kid in element.kids:
        if not isinstance(kid, Element):
            continue
        if kid.tag in {"P", "Caption", "Lbl", "TOCI"} or re.fullmatch("H[1-6]", kid.tag):
            parts.append(kid.text())
        elif kid.tag not in {"TH", "TD"}:
            _collect(kid, parts)


def _file(table: Element) -> str:
    """What its file is called, by the caption: *Tabell 8:1 …* or *Siffrorna i figur 8:1. …*"""
    found = re.match(r"(?:Siffrorna i )?(\w+)\s(\d+:\d+)", table.find("Caption")[0].text())
    assert found
    return f"{found[1].lower()}-{found[2].replace(':', '-')}"
