"""PDF.js, the reader in Firefox and on many web sites, exposes the structure of the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pytest
from asked import alternatives, ask, cells, flat, headings, letters, needs_node, tables
from built import REPO, Staged, stages
from richproject import make_rich_project

from socpdf.ir import document as doc
from socpdf.ir.reading import every_block

pytestmark = [pytest.mark.external, needs_node("pdfjs-dist")]
_HEADINGS: Final = ("H1", "H2", "H3", "H4", "H5", "H6")


@dataclass(frozen=True, slots=True)
class Asked:
    chapter: Staged
    answer: Any

    def walk(self, *roles: str) -> Iterator[Any]:
        """The elements of the roles, page by page; those of the text of one page in order."""
        for page in self.answer["pages"]:
            yield from (element for element in _walk(page["tree"]) if element["role"] in roles)


def _walk(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield node
        for kid in node["kids"]:
            yield from _walk(kid)


def said(node: Any) -> str:
    """Its words, those of elements inside it too."""
    return node if isinstance(node, str) else "".join(map(said, node["kids"]))


@pytest.fixture(scope="module", params=["webb", "webb2"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Asked]:
    """Chapter 8, and the chapter in which everything stands."""
    folder = tmp_path_factory.mktemp("pdfjs")
    chapters = [c for c in stages(REPO) if c.document.meta.chapter == 8]
    asked = []
    for number, chapter in enumerate([*chapters, *stages(make_rich_project(folder / "allt"))]):
        path = folder / f"{number}.pdf"
        path.write_bytes(chapter.write(request.param))
        asked.append(Asked(chapter, ask("pdfjs.mjs", path)))
    return asked


def test_pdfjs_knows_the_document(files: Sequence[Asked]) -> None:
    """Title, language, that it is tagged, and what the pages are called."""
    for file in files:
        meta, paged = file.chapter.document.meta, file.chapter.paged
        assert file.answer["title"] == f"{meta.title} – {meta.report}"
        assert (file.answer["language"], file.answer["marked"]) == (meta.language, True)
        assert file.answer["labels"] == [page.label for page in paged.pages]


def test_pdfjs_has_the_headings(files: Sequence[Asked]) -> None:
    """Each once, at its level, with its words; floats may change the order between pages, headings do not."""
    for file in files:
        found = [(element["role"], letters(said(element))) for element in file.walk(*_HEADINGS)]
        assert found == [
            (f"H{min(heading.level, 6)}", letters(heading.plain))
            for heading in headings(file.chapter.document)
        ]


def test_pdfjs_has_the_tables_with_their_cells(files: Sequence[Asked]) -> None:
    """Every cell of every table in order; one that goes on over the page is a Table on each of them."""
    for file in files:
        found: dict[str, list[str]] = {}
        label = ""
        for table in file.walk("Table"):
            captions = [letters(said(kid)) for kid in _walk(table) if kid["role"] == "Caption"]
            label = captions[0] if captions else label
            found.setdefault(label, []).extend(
                letters(said(cell)) for cell in _walk(table) if cell["role"] in ("TH", "TD")
            )
        wanted = tables(file.chapter.document)
        assert list(found.values()) == [cells(table) for table in wanted]
        for caption, table in zip(found, wanted, strict=True):
            assert caption.startswith(letters(table.caption.label))


def test_pdfjs_has_words_for_figures_and_signs(files: Sequence[Asked]) -> None:
    """Alternative texts reach the tree: of figures, and of the signs in tables."""
    for file in files:
        document = file.chapter.document
        assert [figure["alt"] for figure in file.walk("Figure")] == alternatives(document)
    signs = {element["alt"] for file in files for element in file.walk("Span", "Lbl") if element["alt"]}
    assert {"uppgift skyddad av sekretess", "stjärna", "två stjärnor"} <= signs


def test_pdfjs_follows_every_link(files: Sequence[Asked]) -> None:
    """Each link says where it leads, and leads there; each belongs to an element of the tree."""
    for file in files:
        pages = file.answer["pages"]
        links = [link for page in pages for link in page["links"]]
        assert links
        assert all(link["says"] for link in links)
        assert all(link.get("url") or link["page"] is not None for link in links)
        assert len(list(file.walk("annotation"))) == len(links)
        for block in every_block(file.chapter.document.blocks):
            if isinstance(block, doc.Table):
                says = f"till {block.caption.label[0].lower()}{block.caption.label[1:]}"
                at = file.chapter.paged.places[block.id].page
                assert {link["page"] for link in links if link["says"] == says} <= {at}


def test_pdfjs_has_the_bookmarks(files: Sequence[Asked]) -> None:
    """One for each listed heading, nested as they are, leading to its page."""
    for file in files:
        found = [(item["title"], item["page"]) for item in flat(file.answer["outline"])]
        assert found == [
            (heading.plain, file.chapter.paged.places[heading.id].page)
            for heading in headings(file.chapter.document)
            if heading.listed
        ]
