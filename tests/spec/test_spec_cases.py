"""Each case is a chapter; what the parser must say of it stands above the lines it is about.

`<!-- error: 2-9 L203 unknown option ; did you mean -->`, or the same behind `#` in YAML: first and last
column, code, a part of the message, a part of the hint. `error@1:` names its line, for places above which
nothing can stand.
"""

import re
from pathlib import Path

import pytest

from socpdf.core.codes import language
from socpdf.core.diagnostics import Diagnostic, Sink, render
from socpdf.spec import Context, parse_chapter

FOLDER = Path(__file__).parent / "cases"
EXPECTED = re.compile(
    r"^\s*(?:<!--|#) error(?:@(?P<line>\d+))?: (?P<first>\d+)-(?P<last>\d+) (?P<code>L\d+) "
    r"(?P<message>.*?)(?: ; (?P<hint>.*?))?(?: -->)?$"
)
CASES = sorted(FOLDER.glob("*.md"))
Place = tuple[int, int, int, str]


def expected_messages(text: str) -> list[tuple[Place, str, str]]:
    """Place, message and hint of each message that the text says it must get."""
    lines = text.split("\n")
    found = []
    for index, line in enumerate(lines):
        match = EXPECTED.match(line)
        if match:
            below = next(n for n in range(index, len(lines)) if not EXPECTED.match(lines[n])) + 1
            place = int(match["line"] or below), int(match["first"]), int(match["last"]), match["code"]
            found.append((place, match["message"], match["hint"] or ""))
    return sorted(found)


def place(diagnostic: Diagnostic) -> Place:
    span = diagnostic.span
    return span.line, span.column, span.end - 1, diagnostic.code


def diagnose(path: Path) -> list[Diagnostic]:
    sink = Sink()
    context = Context(FOLDER / "project", 2024, frozenset({("tabell", "7:1")}))
    chapter = parse_chapter(path.read_text(encoding="utf-8"), f"layouts/{path.name}", sink, context)
    assert (chapter is None) == bool(sink.diagnostics)
    return sink.in_order()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_exactly_the_expected_messages_come(path: Path) -> None:
    """A case gets the messages it asks for, at their exact places, and no other."""
    expected = expected_messages(path.read_text(encoding="utf-8"))
    found = sorted(diagnose(path), key=place)
    shown = "\n".join(render(diagnostic) for diagnostic in found)
    assert [place(diagnostic) for diagnostic in found] == [where for where, _, _ in expected], shown
    for diagnostic, (_, message, hint) in zip(found, expected, strict=True):
        assert message in diagnostic.message, shown
        assert hint in diagnostic.hint, shown


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_messages_are_in_house_style(path: Path) -> None:
    """A message is lower case, has no full stop, and shows the line it is about."""
    for diagnostic in diagnose(path):
        assert not diagnostic.message.endswith(".")
        assert diagnostic.message[0] == diagnostic.message[0].lower() or diagnostic.message.startswith("HTML")
        assert diagnostic.excerpt


def test_every_code_of_a_chapter_has_a_case() -> None:
    """Each code in the catalogue is provoked by a case, or by test_spec_report if it is about files."""
    provoked = {diagnostic.code for path in CASES for diagnostic in diagnose(path)}
    about_files = {"L101", "L102", "L103", "L111", "L113", "L114"}
    assert provoked | about_files == {code.id for code in language.CODES}
