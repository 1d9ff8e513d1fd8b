"""Whatever a file holds, the parser says what is wrong with it and never falls over."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socpdf.core.diagnostics import Sink
from socpdf.spec import Context, parse_chapter

CONTEXT = Context(Path("/nowhere"), 2024)
FRONT = "---\nkapitel: 8\ntitel: T\nvärden:\n  a: b + 1\n  b: 2\n---\n"
# What the language is made of, whole and broken; joined at random it nests, crosses and never closes.
FRAGMENTS = [
    "---\n", FRONT, "\n", "\n\n", " ", "    ", "\t", "text", "å", "\r\n", "\r", "\ufeff", "\x00", "\ud800",
    "\udc00", "\u2028", "\x85", "\U0001f600", "\u00a0", ":::", "::::", ":::{tabell} 8:1\n", ":::{citat}\n",
    ":::{bild} \x00\n", ":::{sammanfattning}\n", "::::{sammanfattning}\n", ":::{nyckeltal} {{ a }}\n",
    ":::{x}\n", ":::\n", "::::\n", ":rubrik: x\n", ":rubrik:\n", "rubrik: ", "kolumner:\n",
    "  - {rubrik: A, mått: a}\n", "noter: [", "&a ", "*a ", "<<: *a\n", "!!python/object:os.system ", "? ",
    "- ", "[", "]", "{", "}", "|\n", ">-\n", '"', "'", "\\", "#", "# ", "{{", "}}", "{{ a }}",
    "{{ a | ord }}", "{{ a | }}", '{{ tabell("8:1")["x", "y"] }}', "{{ 1,5 }}", "{{ \x00 }}",
    "{{ f'{a}' }}", "{{ (" + "(" * 300 + " }}", "{{ " + "-" * 900 + "1 }}", "{{ " + "9" * 900 + " }}",
    "lambda: 0", "{en}`", "`", "``", "{kapitäler}`x`", "**", "*", "_", "***", "[^a]", "[^a]: ", "[^]: ",
    "[", "](", ")", "![", "<", "<!--", "-->", "<!-- x -->", "<b>", "https://a.se", "<https://å.se>", "(#a)",
    "tabell 8:1", "figur 0:0", "> ", "1. ", "999999999. ", "- - - ", "***\n", "===\n", "| a |\n| - |\n",
    "~~~\n", "&nbsp;", "&#0;", "&#xd800;",
    "{uppgift}`x`(", "{uppgift}`50`(a (b))", "{{ ifjol(", "{{ a.rad }}", "{{ störst(a).rad }}",
    "{{ andel(*a) }}", "{{ summa(**a) }}", '{{ a | välj("{}", "{", "") }}',
]  # fmt: skip


def parse(text: str) -> None:
    sink = Sink()
    chapter = parse_chapter(text, "layouts/8-x.md", sink, CONTEXT)
    assert (chapter is None) == bool(sink.diagnostics)
    lines = text.count("\n") + text.count("\r") + 1
    for diagnostic in sink.diagnostics:
        span = diagnostic.span
        assert 1 <= span.line <= lines
        assert 1 <= span.column <= span.end


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    """No text raises; without a chapter there is a message, and each message has a place in the text."""
    parse(text)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
@example(FRONT + ":::{sammanfattning}\n" * 300)
@example(FRONT + "- " * 500 + "x")
@example(FRONT + "> " * 500 + "x")
def test_any_mixture_of_the_language_is_parsed_or_refused(text: str) -> None:
    """Nothing made of the language's own parts raises, however they meet."""
    parse(text)
    parse(FRONT + text)


@pytest.mark.parametrize(
    "text",
    [
        "*a **b " * 5_000,
        "[" * 20_000,
        "{{" * 20_000,
        "{en}`" * 10_000,
        "{en}`a " * 5_000 + "`" * 5_000,
        '{{ "' * 10_000,
        "[^a]" * 5_000,
        "<!--" * 10_000,
        "`" * 30_001 + "a",
        ":::{tabell} 8:1\nrubrik: " + "[" * 20_000 + "\n:::",
        ":::{tabell} 8:1\nrubrik: " + "{a: " * 20_000 + "\n:::",
        ":::{tabell} 8:1\na: &a [x]\n" + "".join(f"b{n}: [*a, *a, *a]\n" for n in range(100)) + ":::",
        ":::{citat}\n" * 500,
        "".join(f"[^{n}]: x\n\n" for n in range(2_000)),
        "# Rubrik\n\n" * 1_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_texts_take_no_long_time(text: str) -> None:
    """A text made to cost its square or more is still refused or read within seconds."""
    parse(FRONT + text)
