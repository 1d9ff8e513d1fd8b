"""Chromium's own PDF viewer hands the structure of the document to a screen reader.

By its feature PdfTags, which versions at the time of writing have and keep switched off; without it the
viewer guesses headings and paragraphs by their look and knows no tables. It takes its text in runs, and gives
a run that goes over the border of two elements to the first: so words are compared by table, not by cell, and
the tab and footer of a page may be heard after its last words.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest
from asked import alternatives, ask, cells, headings, letters, lists, needs_node, tables
from built import REPO, Staged, stages
from richproject import make_rich_project

CHROMIUM: Final = next(
    (found for name in ("chromium", "google-chrome", "chromium-browser") if (found := shutil.which(name))), ""
)
pytestmark = [
    pytest.mark.external,
    needs_node("puppeteer-core"),
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
    pytest.mark.xdist_group("chromium"),
]
_LINE: Final = re.compile(r"(\+*)(\w+)(.*)")
_NAME: Final = re.compile(r" name='(.*?)'(?: nameFrom=\w+)?(?: \w+=.*)?$")
_DESCRIPTION: Final = re.compile(r" description='(.*?)' \w+=")


@dataclass(slots=True)
class Node:
    role: str
    name: str
    description: str
    kids: "list[Node]" = field(default_factory=list)

    def walk(self, *roles: str) -> "Iterator[Node]":
        if not roles or self.role in roles:
            yield self
        for kid in self.kids:
            yield from kid.walk(*roles)

    def said(self) -> str:
        """The words below it; the lines they are cut into say the same once more."""
        return "".join(node.name for node in self.walk("staticText"))


def parsed(dump: str) -> Node:
    """The viewer's document out of the browser's tree: a node a line, the deeper the more signs before it."""
    open_nodes: list[tuple[int, Node]] = []
    root: Node | None = None
    for line in dump.splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        depth, rest = len(found[1]), found[3]
        name, description = _NAME.search(rest), _DESCRIPTION.search(rest)
        node = Node(found[2], name[1] if name else "", description[1] if description else "")
        node.name = node.name.replace("<newline>", "\n")
        while open_nodes and open_nodes[-1][0] >= depth:
            open_nodes.pop()
        if root is None and node.role == "pdfRoot":
            root = node
        elif root is not None and not open_nodes:
            break
        if root is not None:
            if open_nodes:
                open_nodes[-1][1].kids.append(node)
            open_nodes.append((depth, node))
    assert root is not None, "the viewer has no accessibility tree"
    return root


@dataclass(frozen=True, slots=True)
class Seen:
    chapter: Staged
    root: Node


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Seen]:
    """Chapter 8, and the chapter in which everything stands, in both versions of PDF."""
    folder = tmp_path_factory.mktemp("chromium")
    chapters = [c for c in stages(REPO) if c.document.meta.chapter == 8]
    chapters += stages(make_rich_project(folder / "allt"))
    paths: list[Path] = []
    for chapter in chapters:
        for profile in ("webb", "webb2"):
            paths.append(folder / f"{chapter.document.meta.slug}-{profile}.pdf")
            paths[-1].write_bytes(chapter.write(profile))
    trees = ask("chromium.mjs", CHROMIUM, "PdfTags", *paths)["trees"]
    twice = [chapter for chapter in chapters for _ in range(2)]
    return [Seen(chapter, parsed(tree)) for chapter, tree in zip(twice, trees, strict=True)]


def test_chromium_has_every_page(files: Sequence[Seen]) -> None:
    """The viewer gives each page a region of its own."""
    for file in files:
        regions = [node.name for node in file.root.walk("region")]
        assert regions == [f"Page {number + 1}" for number in range(len(file.chapter.paged.pages))]


def test_chromium_has_the_headings(files: Sequence[Seen]) -> None:
    """With their words and in order; one after the contents is lost in the run of their last line."""
    for file in files:
        wanted = [letters(heading.plain) for heading in headings(file.chapter.document)]
        found = [said for node in file.root.walk("heading") if (said := letters(node.said()))]
        assert found == [said for said in wanted if said in found]
        assert len(found) >= 0.8 * len(wanted)


def test_chromium_has_the_tables(files: Sequence[Seen]) -> None:
    """Every table with its caption and rows, and their words in order, signs as they are drawn."""
    for file in files:
        rows: list[int] = []
        said: list[str] = []
        for table in file.root.walk("table"):
            if next(table.walk("caption"), None) is not None:
                rows.append(0)
                said.append("")
            own = list(table.walk("row"))
            rows[-1] += len(own)
            said[-1] += "".join(letters(row.said()) for row in own)
        wanted = tables(file.chapter.document)
        assert rows == [len(table.head_rows) + len(table.body_rows) for table in wanted]
        for found, words in zip(said, ("".join(cells(table)) for table in wanted), strict=True):
            assert found.startswith(words)


def test_chromium_has_lists_figures_and_signs(files: Sequence[Seen]) -> None:
    """Lists; alternative texts as the names of figures; and what a sign says as its description."""
    for file in files:
        document = file.chapter.document
        assert len(list(file.root.walk("list"))) >= len(lists(document))
        found = [node.name or node.description for node in file.root.walk("figure")]
        assert found == alternatives(document)
    described = {node.description for file in files for node in file.root.walk() if node.description}
    assert {"uppgift skyddad av sekretess", "stjärna"} <= described


def test_chromium_has_links(files: Sequence[Seen]) -> None:
    """As links, in number those of the pages: one a line of text."""
    for file in files:
        drawn = sum(len(page.links) for page in file.chapter.paged.pages)
        assert 0 < len(list(file.root.walk("link"))) <= drawn
