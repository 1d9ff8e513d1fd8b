"""What the nodes of a chapter say, without their places (test_spec_places looks at those)."""

from pathlib import Path

import pytest

from socpdf.core.diagnostics import Sink, render
from socpdf.ir.spec import (
    AbbreviationList,
    Block,
    ChapterList,
    ChapterSpec,
    Content,
    Contents,
    Cover,
    DiagramSpec,
    Emphasis,
    Foreign,
    Heading,
    ImageSpec,
    Inline,
    Insert,
    KeyFigure,
    LineBreak,
    Link,
    List,
    NoteMark,
    Paragraph,
    PullQuote,
    Reference,
    SmallCaps,
    Stated,
    Strong,
    Summary,
    TableSpec,
    Text,
)
from socpdf.spec import Context, parse_chapter

FRONT = "---\nkapitel: 8\ntitel: T\n---\n"
ROOT = Path(__file__).parent / "cases" / "project"


def chapter(body: str) -> ChapterSpec:
    sink = Sink()
    context = Context(ROOT, 2024, frozenset({("tabell", "7:1"), ("figur", "7:2")}))
    found = parse_chapter(FRONT + body, "layouts/8-stöd.md", sink, context)
    assert found is not None, "\n".join(map(render, sink.diagnostics))
    return found


def said(content: Content) -> str:
    """The content in a notation of its own, in which every kind of node can be seen."""
    return "".join(map(_said, content))


def _said(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return text
        case Strong(content=content):
            return f"<b {said(content)}>"
        case Emphasis(content=content):
            return f"<i {said(content)}>"
        case SmallCaps(content=content):
            return f"<sc {said(content)}>"
        case Link(content=content, target=target):
            return f"<a {target} {said(content)}>"
        case Reference(kind=kind, number=number, text=text):
            return f"<{kind} {number} {text}>"
        case NoteMark(label=label):
            return f"<note {label}>"
        case Foreign(language=language, content=content):
            return f"<{language} {said(content)}>"
        case Insert(source=source):
            return f"<= {source}>"
        case Stated(content=content, source=source):
            return f"<says {source}: {said(content)}>"
        case LineBreak():
            return "<br>"


def outline(blocks: tuple[Block, ...]) -> list[object]:
    return [_outlined(block) for block in blocks]


def _outlined(block: Block) -> object:
    match block:
        case Heading(level=level, content=content, anchor=anchor):
            return f"h{level} {said(content)} #{anchor}"
        case Paragraph(content=content):
            return said(content)
        case List(items=items, start=start):
            return {start: [outline(item.blocks) for item in items]}
        case Summary(title=title, blocks=blocks):
            return {title: outline(blocks)}
        case KeyFigure(figure=figure, text=text):
            return f"{said(figure)}: {said(text)}"
        case PullQuote(text=text):
            return f"“{said(text)}”"
        case TableSpec(number=number, caption=caption):
            return f"table {number} {said(caption)}"
        case DiagramSpec(number=number, kind=kind, table=table, caption=caption):
            return f"{kind.value} {number} of {table} {said(caption)}"
        case ImageSpec(path=path, alternative=alternative):
            return f"image {path} {alternative}"
        case Contents(title=title, depth=depth):
            return f"{title} {depth}"
        case AbbreviationList(title=title):
            return title
        case ChapterList(title=title, blocks=blocks):
            return {title: outline(blocks)}
        case Cover(foreword=foreword):
            return {"cover": outline(foreword)}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("*a* __b__ ***c***", "<i a> <b b> <i <b c>>"),
        ("2 * 3 * 4, SoL*, *ensam", "2 * 3 * 4, SoL*, *ensam"),
        ("a\nb  \nc\\\nd", "a b<br>c<br>d"),
        ("4&nbsp;kap. \\* \\{x\\} &amp; &lt;", "4\u00a0kap. * {x} & <"),
        ('**{{ år * 2 }}** {{ "a*b*" }}', '<b <= år * 2>> <= "a*b*">'),
        ("{en}`a *b* {{ år }}` {kapitäler}`SoL` {sv}``a ` b``", "<en a <i b> <= år>> <sc SoL> <sv a ` b>"),
        ("{uppgift}`c:a **50**`(a (b),\nmaj) {sv}`a`(b)", "<says a (b), maj: c:a <b 50>> <sv a>(b)"),
        ("Tabell 7:1, tabell\n7:1", "<tabell 7:1 Tabell 7:1>, <tabell 7:1 tabell 7:1>"),
        ("(figur\u00a07:2)", "(<figur 7:2 figur\u00a07:2>)"),
        ("tabell 7:12x, Brottabell 7:1, tabeller 7:1", "tabell 7:12x, Brottabell 7:1, tabeller 7:1"),
        (
            "*tabell 7:1* [tabell 7:1](https://a.se)",
            "<i <tabell 7:1 tabell 7:1>> <a https://a.se tabell 7:1>",
        ),
        ("[a *b*](https://a.se/å?b=%20&c#d)", "<a https://a.se/%C3%A5?b=%20&c#d a <i b>>"),
        ("<https://a.se> [x](HTTP://a.se)", "<a https://a.se https://a.se> <a HTTP://a.se x>"),
        ("<a@b.se>", "<a mailto:a@b.se a@b.se>"),
        ("a <!-- b\nc --> d", "a  d"),
        ("[hämtad 2024] [a][b]", "[hämtad 2024] [a][b]"),
        ("(källa: [Obs]: text)", "(källa: [Obs]: text)"),
    ],
)
def test_inline_markup(typed: str, expected: str) -> None:
    """Markup becomes nodes, and what only looks like markup stays as it is."""
    assert outline(chapter(typed).blocks) == [expected]


def test_what_looks_like_a_link_definition_is_text() -> None:
    """Nothing of a text disappears because a line begins with brackets and a colon."""
    assert outline(chapter("[Obs]: text\n").blocks) == ["[Obs]: text"]


def test_headings_have_names_of_their_own() -> None:
    """The name of a heading is made of its words, keeps å, ä and ö, and is never taken twice."""
    body = "# Stöd & boende!\n## {{ år }}\n## *Stöd* boende\n# Rubrik ##\n# tabell 7:1\n"
    assert outline(chapter(body).blocks) == [
        "h1 Stöd & boende! #stöd-boende",
        "h2 <= år> #rubrik",
        "h2 <i Stöd> boende #stöd-boende-2",
        "h1 Rubrik #rubrik-2",
        "h1 <tabell 7:1 tabell 7:1> #tabell-7-1",
    ]


def test_lists_nest_and_count() -> None:
    """Lists hold paragraphs and lists; an ordered one knows its first number."""
    body = "- a\n- b\n  1. c\n\n     d\n  2. e\n\n3. f\n"
    assert outline(chapter(body).blocks) == [
        {None: [["a"], ["b", {1: [["c", "d"], ["e"]]}]]},
        {3: [["f"]]},
    ]


def test_directives_nest_behind_longer_fences() -> None:
    """A box holds lists and other directives, in lists too, and options of either form."""
    body = (
        "::::{sammanfattning}\n---\nrubrik: 'Kort: 2024'\n---\n- a\n\n:::{citat}\nb\n:::\n::::\n\n"
        "- c\n\n  :::{nyckeltal} 5&nbsp;%\n  d\n  e\n  :::\n\n  f\n\n"
        ":::::{innehåll}\n:::::\n"
    )
    assert outline(chapter(body).blocks) == [
        {"Kort: 2024": [{None: [["a"]]}, "“b”"]},
        {None: [["c", "5\u00a0%: d e", "f"]]},
        "Innehåll 2",
    ]


def test_options_are_read_from_either_form() -> None:
    """Options are YAML, or lines with a colon before the name."""
    opening = ":::{bild} bilder/karta.png\n"
    first, second = chapter(f"{opening}:alt: Karta\n:bredd: 80,5\n:::\n{opening}alt: '8:1'\n:::\n").blocks
    assert isinstance(first, ImageSpec)
    assert isinstance(second, ImageSpec)
    assert (first.path, first.width, first.number) == (Path("bilder/karta.png"), 80.5, "")
    assert (second.alternative, second.width) == ("8:1", None)


def test_table_keeps_what_its_columns_say() -> None:
    """Columns keep their groups and dimensions, notes their signs."""
    body = (
        ":::{tabell} 8:1\nrubrik: >-\n  Personer\n  {{ år }}\ndata: p\nrader: nämnd\nstubb: Nämnd\n"
        "kolumner:\n- rubrik: Nej\n  mått: antal\n  grupp: [2024, Kvinnor]\n  år: 2024\n  kön: nej\n"
        "- {rubrik: B, mått: b, decimaler: 0, grupp: C}\nurval: {ålder: 20–64}\n"
        "noter: ['** Två *kursiva* ord', 'Anm: {{ år }}']\n:::\n"
    )
    table = chapter(body).blocks[0]
    assert isinstance(table, TableSpec)
    assert said(table.caption) == "Personer <= år>"
    assert (table.stub_heads, table.totals, table.where) == (("Nämnd",), (), {"ålder": ("20–64",)})
    assert [row.over for row in table.rows] == [("nämnd",)]
    first, second = table.columns
    assert (first.head, first.group, first.where) == (
        "Nej",
        ("2024", "Kvinnor"),
        {"år": ("2024",), "kön": ("nej",)},
    )
    assert (second.decimals, second.group, second.where) == (0, ("C",), {})
    assert [(note.sign, said(note.content)) for note in table.notes] == [
        ("**", "Två <i kursiva> ord"),
        ("", "Anm: <= år>"),
    ]


def test_notes_are_kept_beside_the_text() -> None:
    """A note stands nowhere among the blocks, and may be called more than once."""
    found = chapter("a[^x] b[^x]\n\n[^x]: c *d*\n    e\n\nf\n")
    assert outline(found.blocks) == ["a<note x> b<note x>", "f"]
    assert [(note.label, said(note.content)) for note in found.notes] == [("x", "c <i d> e")]


def test_front_matter_is_text() -> None:
    """Entries are kept as they are typed, whatever YAML would take them for."""
    entries = "kapitel: 8\ntitel: nej\nundertitel: 8:1\nnyckelord: [1, ja]\nbeskrivning: >\n  två\n  rader\n"
    found = parse_chapter(f"---\n{entries}---\n", "layouts/8-stöd.md", Sink(), Context(ROOT, 2024))
    assert found is not None
    assert (found.slug, found.title, found.subtitle) == ("8-stöd", "nej", "8:1")
    assert (found.keywords, found.description) == (("1", "ja"), "två rader")
