"""The pages for authors say what the parser does."""

import re
from pathlib import Path
from typing import Any

import pytest

from socpdf.core.diagnostics import Sink, render
from socpdf.spec import Context, parse_chapter
from socpdf.spec.declare import Body, Directive
from socpdf.spec.directives import DIRECTIVES
from socpdf.spec.reference import directives_page
from socpdf.text.swedish import FORMAT_NAMES

CASES = Path(__file__).parent / "cases"
FRONT = '---\nkapitel: 8\ntitel: T\nvärden:\n  personer: fakta("personer")\n---\n'


def messages(text: str) -> str:
    sink = Sink()
    context = Context(CASES / "project", 2024)
    parse_chapter(text, "layouts/8-x.md", sink, context)
    return "\n".join(map(render, sink.in_order()))


def test_page_of_the_directives_is_up_to_date(repo: Path, *, update: bool) -> None:
    """`socpdf/docs/directives.md` is what the declarations make; `--update` writes it again."""
    page = repo / "socpdf" / "docs" / "directives.md"
    if update:
        page.write_text(directives_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == directives_page()


@pytest.mark.parametrize("directive", DIRECTIVES, ids=lambda directive: directive.name)
def test_every_option_is_documented(directive: Directive[Any]) -> None:
    """An option has a description and a Swedish name, and the page names it."""
    for model in (directive.options, *directive.options.nested.values()):
        for field in model.model_fields.values():
            assert field.description
            assert f"| `{field.alias}` |" in directives_page()


def test_bodies_of_text_take_no_yaml() -> None:
    """A directive that holds text is not read as options."""
    text = FRONT + ":::{citat}\nkvinnor: lika många\n:::\n"
    assert next(entry.body for entry in DIRECTIVES if entry.name == "citat") is Body.TEXT
    assert messages(text) == ""


def test_examples_of_the_language_are_right(repo: Path) -> None:
    """Every chapter shown in `socpdf/docs/language.md` passes the parser."""
    page = (repo / "socpdf" / "docs" / "language.md").read_text(encoding="utf-8")
    examples = re.findall(r"^`{3,}markdown\n(---\n.*?)^`{3,}$", page, re.DOTALL | re.MULTILINE)
    assert examples
    for example in examples:
        assert messages(example) == ""


def test_page_of_the_language_names_every_format(repo: Path) -> None:
    """No format is left out of the author's page."""
    page = (repo / "socpdf" / "docs" / "language.md").read_text(encoding="utf-8")
    assert [name for name in FORMAT_NAMES if f"`{name}" not in page] == []
