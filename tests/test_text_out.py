"""What is read out of the files is the text of the document: exactly and in order, by any reader."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from built import REPO, Staged, composed, stages, written
from external import needs, opened, pdfium_text, pdftotext, words
from hypothesis import given, settings
from hypothesis import strategies as st
from richproject import make_rich_project
from tagreader import Content, Element, Tagged, read_tagged, whole

from socpdf.core.clock import job_time
from socpdf.core.diagnostics import Sink, Span
from socpdf.core.lengths import PER_POINT
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import Artifact, Line, Page, PagedDocument
from socpdf.ir.reading import every_block, every_inline
from socpdf.profiles import PROFILES, find
from socpdf.text.fonts import FontBook

TAGGED: Final = ("webb", "webb2")
_TEXTS: Final = frozenset(
    {*(f"H{level}" for level in range(1, 7)), "P", "Caption", "TH", "TD", "Lbl", "TOCI"}
)
Spoken = tuple[str, str]
"""A tag and what it says."""


@pytest.fixture(scope="module")
def chapters(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Staged]:
    """The sample report's chapters, and the one in which everything stands."""
    rich = make_rich_project(tmp_path_factory.mktemp("text") / "allt")
    return [*stages(REPO), *stages(rich)]


@pytest.fixture(scope="module")
def simple_tables(chapters: Sequence[Staged]) -> Sequence[Staged]:
    """Those whose heads stand beside each other: where heads of several lines meet, eyes and readers differ.

    pdfium and pdftotext order a page by what they see, and take the second line of one head and the first of
    the next for one line, or for one word where the columns are narrow (chapters 5 and 9).
    """
    return [chapter for chapter in chapters if chapter.document.meta.chapter not in {5, 9}]


# --- along the structure tree ---


def said(content: doc.Content, page_of: Mapping[NodeId, str]) -> str:
    """What a text says to a listener, marks of notes and page numbers included."""
    out = []
    for inline in every_inline(content):
        match inline:
            case (
                doc.Text(text=text)
                | doc.Abbreviation(text=text)
                | doc.Spoken(text=text)
                | doc.NoteMark(text=text)
            ):
                out.append(text)
            case doc.PageNumberOf(node=node):
                out.append(f" {page_of[node]}")
            case doc.LineBreak():
                out.append(" ")
            case doc.Strong() | doc.Emphasis() | doc.SmallCaps() | doc.Foreign() | doc.Link():
                pass
    return "".join(out)


def expected(blocks: Sequence[doc.Block], page_of: Mapping[NodeId, str]) -> Iterator[Spoken]:
    """Each text of the document, in reading order, with the tag it has."""
    for block in blocks:
        match block:
            case doc.Heading(level=level, content=content):
                yield f"H{level}", said(content, page_of)
            case doc.Paragraph(content=content):
                yield "P", said(content, page_of)
            case doc.List(items=items):
                for item in items:
                    yield "Lbl", said(item.label.content, page_of)
                    yield from expected(item.blocks, page_of)
            case doc.Note(label=label, paragraph=paragraph):
                yield "Lbl", said(label.content, page_of)
                yield "P", said(paragraph.content, page_of)
            case doc.Table():
                yield from expected_of_table(block, page_of)
            case doc.Figure() | doc.Diagram():
                if block.caption:
                    yield "Caption", caption(block.caption, page_of)
            case doc.Aside(blocks=inner):
                yield from expected(inner, page_of)
            case doc.Box(blocks=boxed):
                yield from expected(boxed, page_of)
            case doc.Contents(entries=entries):
                for entry in entries:
                    yield "TOCI", said((entry.link,), page_of)


def expected_of_table(table: doc.Table, page_of: Mapping[NodeId, str]) -> Iterator[Spoken]:
    yield "Caption", caption(table.caption, page_of)
    for row in (*table.head_rows, *table.body_rows):
        for cell in row.cells:
            yield "TD" if cell.kind == "data" else "TH", said(cell.content, page_of)
    for note in table.notes:
        text = said(note.paragraph.content, page_of)
        yield ("P" if note.sign is None else "Note"), text


def caption(of: doc.Caption, page_of: Mapping[NodeId, str]) -> str:
    source = f"Källa: {of.source}" + "." * bool(of.further) if of.source else ""
    parts = (of.label, said(of.content, page_of), source, said(of.further, page_of))
    return " ".join(part for part in parts if part)


def heard(element: Element) -> Iterator[Spoken]:
    """Each text in the tree; what stands inside another text belongs to that."""
    if element.tag in {"Note", "FENote"} and any(isinstance(kid, Content) for kid in element.kids):
        # Of a sign in a table; a footnote has its number and its paragraph apart.
        yield "Note", whole(element.text())
        return
    if element.tag in _TEXTS:
        inner = [kid for kid in element.kids if isinstance(kid, Element) and kid.tag == "TOC"]
        text = whole(element.text().removesuffix("".join(kid.text() for kid in inner)))
        yield element.tag, text.replace("\u00a0", " ") if element.tag == "TOCI" else text
        for nested in inner:
            yield from heard(nested)
        return
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from heard(kid)


def labels(paged: PagedDocument) -> dict[NodeId, str]:
    return {node: paged.pages[place.page].label for node, place in paged.places.items()}


@pytest.mark.parametrize("profile", TAGGED)
def test_tree_says_the_document(chapters: Sequence[Staged], profile: str) -> None:
    """Who follows the tags hears each paragraph, cell, label and caption whole, once, and in order."""
    for chapter in chapters:
        tree = read_tagged(chapter.write(profile))
        wanted = [
            (tag, whole(text)) for tag, text in expected(chapter.document.blocks, labels(chapter.paged))
        ]
        assert list(heard(tree.root)) == wanted


@pytest.mark.parametrize("profile", TAGGED)
def test_nothing_is_said_outside_of_the_tree(chapters: Sequence[Staged], profile: str) -> None:
    """Every sequence belongs to an element; artifacts are the chapter's tab and the footer, and no more."""
    for chapter in chapters:
        tree = read_tagged(chapter.write(profile))
        assert tree.unread == frozenset()
        assert set(tree.stray) == {""}
        drawn = ["".join(furniture(page)) for page in chapter.paged.pages]
        assert ["".join(words(text)) for text in tree.artifacts] == drawn


def furniture(page: Page) -> list[str]:
    """The words on a page that belong to no node."""
    return [word for line in lines_on(page) for word in words("".join(_line_text(line, Artifact)))]


def test_small_capitals_and_ligatures_are_read_as_typed(chapters: Sequence[Staged]) -> None:
    """A look changes no letter: `lvu` stays small, `fi` stays two letters."""
    chapter = chapters[-1]
    text = whole(read_tagged(chapter.write("webb")).root.text())
    assert "lvu och LVM i kapitäler" in text
    assert "Fjärilar i affären offrar sig för stofftrasor: flykt, effektivt, fjäll." in text
    features = [f for line in lines_of(chapter.paged) for s in line.segments for f in glyph_texts(s.pieces)]
    assert "ff" in features, "no ligature was set: the test shows nothing"


def lines_of(paged: PagedDocument) -> Iterator[Line]:
    return (line for page in paged.pages for line in lines_on(page))


def lines_on(page: Page) -> Iterator[Line]:
    return (item for item in page.items if isinstance(item, Line))


def glyph_texts(pieces: Sequence[Shaped | int]) -> Iterator[str]:
    return (text for piece in pieces if isinstance(piece, Shaped) for text in piece.texts)


# --- by readers of pages ---


def page_words(page: Page) -> list[str]:
    """The words drawn on a page, in the order in which they are painted."""
    drawn = ("".join(_line_text(line)) for line in lines_on(page))
    return words("\n".join(drawn))


def _joined(lines: Iterable[str]) -> str:
    """Lines below each other; a word with a hyphen of its own is whole again where a line ends with it."""
    return re.sub(r"(?<=\w-)\n(?=\w)", "", "\n".join(lines))


def _line_text(line: Line, owner: type = object) -> Iterator[str]:
    """What the line says, or those of its parts whose owner is of a kind."""
    segments = (segment for segment in line.segments if isinstance(segment.owner, owner))
    return (piece.text for segment in segments for piece in segment.pieces if isinstance(piece, Shaped))


@pytest.mark.parametrize("profile", [profile.name for profile in PROFILES])
def test_pdfium_copies_every_word(simple_tables: Sequence[Staged], profile: str) -> None:
    """What Chrome copies from a page are its words: none lost, doubled or split, in reading order.

    It takes what stands at one height from left to right, so that a callout comes among the lines beside it,
    and the words of a chart come as they stand and not as they are read.
    """
    ordered = 0
    for chapter in simple_tables:
        beside = {*callouts(chapter.document), *captions_of_diagrams(chapter.document)}
        copied = pdfium_text(chapter.write(profile))
        for page, text in zip(chapter.paged.pages, copied, strict=True):
            lines = ("".join(_line_text(line)) for line in lines_on(page))
            found, drawn = bare(words(text)), bare(words(_joined(lines)))
            assert Counter(found) == Counter(drawn)
            if not any(s.owner in beside for line in lines_on(page) for s in line.segments):
                assert found == drawn
                ordered += 1
    assert ordered, "every page has a callout or a chart: the order was never looked at"


def bare(these: Sequence[str]) -> list[str]:
    """Words without hyphens: pdfium takes every one at the end of a line for the mark of a divided word."""
    return [word.replace("-", "") for word in these if word.strip("-")]


def callouts(document: doc.Document) -> Iterator[NodeId]:
    asides = (block for block in every_block(document.blocks) if isinstance(block, doc.Aside))
    return (paragraph.id for aside in asides for paragraph in aside.blocks)


def diagrams(document: doc.Document) -> Iterator[doc.Diagram]:
    return (block for block in every_block(document.blocks) if isinstance(block, doc.Diagram))


def captions_of_diagrams(document: doc.Document) -> Iterator[NodeId]:
    return (diagram.caption.id for diagram in diagrams(document))


@pytest.mark.external
@needs("pdftotext")
@pytest.mark.parametrize("profile", [profile.name for profile in PROFILES])
def test_pdftotext_gives_every_word_in_order(
    chapters: Sequence[Staged], profile: str, tmp_path: Path
) -> None:
    """In the order of the page's content it finds the words as they were painted."""
    path = tmp_path / "kapitel.pdf"
    for chapter in chapters:
        path.write_bytes(chapter.write(profile))
        for number, page in enumerate(chapter.paged.pages, 1):
            assert words(pdftotext(path, "-raw", page=number)) == page_words(page)


@pytest.mark.external
@needs("pdftotext")
def test_pdftotext_loses_no_word_by_its_own_order(simple_tables: Sequence[Staged], tmp_path: Path) -> None:
    """Where it orders the page by eye it still finds the same words, whichever order that is."""
    path = tmp_path / "kapitel.pdf"
    for chapter in simple_tables:
        path.write_bytes(chapter.write("webb"))
        found = words(pdftotext(path))
        lines = ("".join(_line_text(line)) for line in lines_of(chapter.paged))
        drawn = words(_joined(map(_as_one_if_all_are_single, lines)))
        # It takes a hyphen that is typed for that of a divided word where a line ends with it.
        assert Counter(bare(found)) == Counter(bare(drawn))


def _as_one_if_all_are_single(line: str) -> str:
    """Poppler takes a line of single characters (*7 h*) for one word that is set wide."""
    return "".join(line.split()) if all(len(word) == 1 for word in line.split()) else line


def test_pages_hold_the_document_once(chapters: Sequence[Staged]) -> None:
    """The words on the pages without furniture are the words of the document, however they are placed.

    Those inside of a chart say what its table says.
    """
    for chapter in chapters:
        charts = {diagram.id for diagram in diagrams(chapter.document)}
        own = (line for line in lines_of(chapter.paged) if charts.isdisjoint(s.owner for s in line.segments))
        lines = ("".join(_line_text(line, int)) for line in own)
        drawn = words(_joined(lines))
        texts = (text for _, text in expected(chapter.document.blocks, labels(chapter.paged)))
        assert Counter(drawn) == Counter(word for text in texts for word in words(text))


# --- any Swedish text ---

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzåäöéüABCDÅÄÖS"
_LIGATURES: Final = ("ff", "fi", "fl", "ffi", "ffl", "fj", "tt", "Th")
_LINKS: Final = ("affärs", "flick", "förvaltnings", "stadsdels", "nämnds", "socialtjänst", "fjäll", "ö", "i")
_stems: Final = st.lists(st.sampled_from([*_LINKS, *_LIGATURES, *_LETTERS]), min_size=1, max_size=3).map(
    "".join
)
# Not the dash and the slash, after which a line may end without a sign that says so.
_joints: Final = st.sampled_from(["-", "’", ":", ""])
_compounds: Final = st.tuples(_stems, _joints, _stems).map("".join)
_figures: Final = st.integers(0, 10**7).map(lambda number: f"{number:,}".replace(",", "\u00a0"))
_signs: Final = st.sampled_from(["–", "…", "%", "§", "”", "(", ")", "&", "1\u00a0§", "4\u00a0kap."])
_accents: Final = st.sampled_from(
    ["e\u0301", "a\u030a", "o\u0308", "n\u0303", "cafe\u0301t", "A\u030angstro\u0308m"]
)
_quoted: Final = _compounds.map(lambda word: f"”{word},”")
_plain_words: Final = st.one_of(_stems, _compounds, _figures, _signs, _quoted)
_ranges: Final = st.tuples(_stems, st.sampled_from("–/"), _stems).map("".join)
_any_words: Final = st.one_of(_plain_words, _ranges, _accents, _stems.map(lambda stem: f"{stem}\u00ad{stem}"))


def paragraphs(word: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.lists(word, min_size=1, max_size=60).map(" ".join), min_size=1, max_size=6)


@cache
def fonts() -> FontBook:
    return FontBook.open(REPO, Sink())


def of_paragraphs(texts: Sequence[str]) -> doc.Document:
    numbers = map(NodeId, count())
    root, span = next(numbers), Span("layouts/1-prov.md")
    blocks = tuple(doc.Paragraph(next(numbers), (doc.Text(text),), doc.Voice.BODY, span) for text in texts)
    day = job_time(date(2025, 5, 20))
    meta = doc.Meta("Prov", "", "Staden", (), "sv", day, "Provrapporten", 1, "1-prov")
    return doc.Document(meta, root, blocks, len(blocks) + 1, {})


def read_back(texts: Sequence[str]) -> tuple[Tagged, PagedDocument, bytes]:
    profile = find("webb")
    assert profile is not None
    paged = composed(of_paragraphs(texts), fonts())
    raw = written(paged, profile, fonts())
    return read_tagged(raw), paged, raw


@settings(max_examples=40)
@given(paragraphs(_any_words))
def test_any_paragraph_comes_back_exactly(texts: list[str]) -> None:
    """Whatever is typed is what the tags say: ligatures, accents, no-break spaces and divided words."""
    tree, _, _ = read_back(texts)
    assert [whole(element.text()) for element in tree.root.find("P")] == [whole(text) for text in texts]


@settings(max_examples=25)
@given(paragraphs(_plain_words))
def test_any_paragraph_is_copied_whole(texts: list[str]) -> None:
    """pdfium finds the words between the spaces that were typed, and between no others."""
    _, paged, raw = read_back(texts)
    found: list[str] = []
    for page, text in zip(paged.pages, pdfium_text(raw), strict=True):
        around = furniture(page)
        on_page = words(text)
        assert on_page[-len(around) :] == around
        found += on_page[: -len(around)]
    assert bare(found) == bare([word for text in texts for word in words(text)])


def test_divided_word_is_one_word_to_every_reader() -> None:
    """A compound longer than the line is divided by a hyphen that is seen, and neither copied nor spoken."""
    text = "sjuksköterskeutbildningsavdelningschefens " * 12 + "slut"
    tree, paged, raw = read_back([text])
    assert tree.root.find("P")[0].text().count("\u00ad") > 3, "nothing was divided: the test shows nothing"
    assert whole(tree.root.find("P")[0].text()) == text
    assert [word for page in pdfium_text(raw) for word in words(page)][:13] == text.split()
    with opened(raw) as pdf:
        content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    spans = re.findall(rb"/ActualText<FEFF00AD>>>BDC\n(?:[^\n]*\n)*?EMC\n", content)
    assert len(spans) == tree.root.text().count("\u00ad")
    # Inside another sequence, readers lose what stands around it.
    assert all(span.count(b"BDC") == 1 for span in spans)
    assert max(line.x for line in lines_of(paged)) < paged.pages[0].width - PER_POINT
