"""Every place is where it says: what stands in the file between a span's columns is what was typed."""

import html
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from socpdf.core.diagnostics import Sink, Span, render
from socpdf.ir.spec import (
    Call,
    ChapterSpec,
    Emphasis,
    Foreign,
    Format,
    Insert,
    Link,
    Name,
    NoteDefinition,
    NoteMark,
    Number,
    Paragraph,
    Reference,
    SmallCaps,
    Strong,
    TableSpec,
    Text,
)
from socpdf.spec import Context, parse_chapter

FRONT = '---\nkapitel: 8\ntitel: T\nvärden:\n  värde: fakta("data") * 1.5\n---\n'
CONTEXT = Context(Path(), 2024, frozenset({("tabell", "7:1"), ("figur", "7:2")}))


def chapter(text: str) -> ChapterSpec:
    sink = Sink()
    found = parse_chapter(text, "layouts/8-x.md", sink, CONTEXT)
    assert found is not None, "\n".join([text, *map(render, sink.diagnostics)])
    return found


def nodes(value: object) -> Iterator[object]:
    """Every dataclass below a value, and the value."""
    if isinstance(value, tuple):
        for item in value:
            yield from nodes(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for entry in fields(value):
            yield from nodes(getattr(value, entry.name))


def typed(text: str, span: Span) -> str:
    return text.split("\n")[span.line - 1][span.column - 1 : span.end - 1]


def is_placed(node: object, text: str) -> bool:
    """Whether what stands at a node's place is what the node was made of."""
    match node:
        case Insert(source=source, span=span):
            return typed(text, span).replace('\\"', '"') == f"{{{{ {source} }}}}"
        case Name(span=span) | Format(span=span) | Call(span=span) | Number(span=span):
            words = {Name: "name", Format: "name", Call: "function", Number: "value"}
            return typed(text, span).startswith(str(getattr(node, words[type(node)])))
        case NoteMark(label=label, span=span):
            return typed(text, span) == f"[^{label}]"
        case NoteDefinition(label=label, span=span):
            return typed(text, span) == f"[^{label}]:"
        case Reference(text=reference, span=span):
            return typed(text, span) == reference
        case Link(target=target, span=span):
            return typed(text, span).endswith((f"({target})", f"<{target}>"))
        case Emphasis() | Strong() | Foreign() | SmallCaps():
            return is_wrapped(node, typed(text, node.span))
        case _:
            return True


def is_wrapped(node: Emphasis | Strong | Foreign | SmallCaps, found: str) -> bool:
    match node:
        case Emphasis():
            return found[0] == found[-1] in {"*", "_"}
        case Strong():
            return found[:2] == found[-2:] == "**"
        case Foreign() | SmallCaps():
            return found[0] + found[-1] == "{`"


def check_places(text: str) -> int:
    """Every node is where its span says; the number of inserts that were looked at."""
    found = list(nodes(chapter(text)))
    misplaced = [node for node in found if not is_placed(node, text)]
    assert misplaced == []
    for node in found:
        if isinstance(node, Text):
            assert node.text.rstrip() in plain_forms(typed(text, node.span))
    return sum(isinstance(node, Insert) for node in found)


def plain_forms(found: str) -> set[str]:
    """What a piece of a file can mean as text: itself, or the character that an escape stands for."""
    return {found.rstrip(), found.removeprefix("\\"), html.unescape(found)}


INLINE = st.sampled_from(
    [
        "ord", "åäö", "{{ värde }}", '{{ fakta("data", kön="kvinnor") | tal(1) | ord }}', "**{{ år }}**",
        "*{{ år }}*", "***fet {{ år }}***", "{en}`word {{ år }} *em*`", "{kapitäler}`SoL`", "2 * 3 * 4", "—",
        "[länk {{ år }}](https://a.se)", "tabell 7:1", "Figur 7:2", "\\*", "&amp;", "<https://b.se>",
        "[^not]", "a_b", "<!-- {{ inte }} -->", "[", "]", "{{ värde * 2 - 1.25 }}",
        "\U0001f600", "_{{ år }}_",
    ]
)  # fmt: skip
LINE = st.lists(INLINE, min_size=1, max_size=6).map(lambda parts: "x " + " ".join(parts) + " y")
LINES = st.lists(LINE, min_size=1, max_size=3)
NOTE = "\n\nx[^not]\n\n[^not]: not {{ år }}\n    och *mer* {{ år }}\n"


@given(LINES, st.sampled_from(["", "- ", "  - ", "1. ", "- - ", "* 1) ", "-\t", "10.  "]))
def test_places_in_paragraphs_and_lists(lines: list[str], marker: str) -> None:
    """Behind any marker and any indent, every node stands where its span says."""
    indent = " " * len(marker.expandtabs(4))
    body = marker + ("  \n" + indent).join(lines)
    expected = sum(line.count("{{") - line.count("{{ inte }}") for line in lines) + 2
    assert check_places(FRONT + body + NOTE) == expected


@given(LINE, LINE, st.sampled_from([":::", "::::"]), st.sampled_from(["", "  "]))
def test_places_in_directives(argument: str, text: str, fence: str, indent: str) -> None:
    """Inside directives within directives, and in their arguments, nothing is shifted."""
    own = without_marks(text)
    inner = f"{indent}:::{{nyckeltal}} {without_marks(argument)}\n{indent}{own}\n{indent}:::\n"
    body = f":{fence}{{sammanfattning}}\n:rubrik: Kort\n\n- {text}\n\n{inner}:{fence}\n"
    check_places(FRONT + body + NOTE)


@given(st.lists(LINE, min_size=4, max_size=4), st.sampled_from(["#", "##", "## ##", "#\t#"]))
def test_places_in_headings(lines: list[str], signs: str) -> None:
    """A heading's text stands behind its signs, with and without closing ones."""
    opening, _, closing = signs.replace("\t", " ").partition(" ")
    body = f"# Först\n\n{opening} {lines[0]} {closing}\n"
    check_places(FRONT + body + NOTE)


def without_marks(line: str) -> str:
    """The line as it may stand where no footnote can be called."""
    return line.replace("[^not]", "not")


def quoted(line: str, style: str) -> str:
    match style:
        case "'":
            return "'" + line.replace("'", "''") + "'"
        case '"':
            return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case "|" | ">-":
            return f"{style}\n          " + line.replace(" ", "\n          ", 1) + "\n"
        case _:
            return line


@given(LINE, st.sampled_from(["", "'", '"', "|", ">-"]), st.sampled_from(["", "    "]))
def test_places_in_options(line: str, style: str, indent: str) -> None:
    """In YAML, quoted or not, in one line or in blocks, inserts stand where their spans say."""
    value = quoted(without_marks(line), style)
    body = (
        f":::{{tabell}} 8:1\n{indent}rubrik: {value}\n{indent}data: d\n{indent}rader: r\n"
        f"{indent}kolumner:\n{indent}  - {{rubrik: A, mått: m}}\n{indent}noter:\n{indent}  - {value}\n:::\n"
    )
    text = FRONT + body + NOTE
    inserts = [node for node in nodes(chapter(text)) if isinstance(node, Insert)]
    assert all(is_placed(node, text) for node in inserts)


def test_text_knows_its_lines() -> None:
    """Each line of a paragraph is a text of its own, and the line feed is the space at its end."""
    paragraph = chapter(FRONT + "en rad\n   två *tre*\nfyra  \nfem").blocks[0]
    assert isinstance(paragraph, Paragraph)
    found = [
        (n.text, n.span.line, n.span.column, n.span.end) for n in nodes(paragraph) if isinstance(n, Text)
    ]
    assert found == [
        ("en rad ", 7, 1, 7),
        ("två ", 8, 4, 8),
        ("tre", 8, 9, 12),
        (" ", 8, 13, 13),
        ("fyra", 9, 1, 5),
        ("fem", 10, 1, 4),
    ]


def test_options_are_found_by_their_path() -> None:
    """`places` leads from the path of an option to its value, down to the columns."""
    options = "rubrik: R\ndata: d\nrader: r\nkolumner:\n  - {rubrik: A, mått: m}\nurval: {kön: män}\n"
    text = f"{FRONT}:::{{tabell}} 8:1\n{options}:::\n"
    table = chapter(text).blocks[0]
    assert isinstance(table, TableSpec)
    found = {name: typed(text, table.places[name]) for name in ("data", "kolumner.0.mått", "urval.kön")}
    assert found == {"data": "d", "kolumner.0.mått": "m", "urval.kön": "män"}
    assert table.where == {"kön": ("män",)}
