"""A report is more than its chapters: files, numbers over all of them, and every error in one go."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.ir import walk
from socpdf.ir.spec import Abbreviation, Cover, Heading, List, Paragraph, Reference
from socpdf.spec import parse

REPORT = "titel: Rapport\når: 2024\ndatum: 2025-05-20\n"
TABLE = "rubrik: A\ndata: b\nrader: c\nkolumner: [{rubrik: A, mått: a}]\n:::\n"


def chapter(number: int, body: str = "Text.\n") -> str:
    return f"---\nkapitel: {number}\ntitel: Kapitel\n---\n\n{body}"


def project(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in {"rapport.yaml": REPORT, **files}.items():
        path = root / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def refusal(root: Path, *, chapter: int | None = None) -> list[tuple[str, str]]:
    """Code and place of each message of a report that is refused."""
    sink = Sink()
    with pytest.raises(Refused):
        parse(root, sink, chapter=chapter)
    return [(diagnostic.code, str(diagnostic.span)) for diagnostic in sink.in_order()]


def test_report_holds_its_chapters_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """Chapter 10 comes after chapter 9, whatever the names of the files."""
    files = {
        "10-a.md": chapter(10),
        "9-b.md": chapter(9),
        "README.md": "no chapter",
        "utkast.md": "no chapter",
    }
    report = parse(project(tmp_path, files), Sink())
    assert [found.slug for found in report.chapters] == ["9-b", "10-a"]
    assert (report.title, report.year, report.date, report.language) == (
        "Rapport",
        2024,
        date(2025, 5, 20),
        "sv",
    )


def test_abbreviation_speaks_its_own_language_or_that_of_the_report(tmp_path: Path) -> None:
    """An expansion is in the report's language unless it names another."""
    abbreviations = "förkortningar:\n  SoL: Socialtjänstlagen\n  FoT: {text: Feedback, språk: en}\n"
    root = project(tmp_path, {"rapport.yaml": REPORT + abbreviations, "1-a.md": chapter(1)})
    file = "layouts/rapport.yaml"
    assert parse(root, Sink()).abbreviations == (
        Abbreviation("SoL", "Socialtjänstlagen", "sv", Span(file, 5, 3, 6)),
        Abbreviation("FoT", "Feedback", "en", Span(file, 6, 3, 6)),
    )


def test_references_reach_over_chapters(tmp_path: Path) -> None:
    """A table of another chapter can be referred to, and a number that no chapter has cannot."""
    files = {
        "8-a.md": chapter(8, ":::{tabell} 8:1\n" + TABLE),
        "9-b.md": chapter(9, 'Se tabell 8:1.\n\n{{ tabell("8:1")["x"] }}\n'),
    }
    blocks = parse(project(tmp_path, files), Sink()).chapters[1].blocks
    assert isinstance(blocks[0], Paragraph)
    file = "layouts/9-b.md"
    assert blocks[0].content[1] == Reference("tabell", "8:1", "tabell 8:1", Span(file, 6, 4, 14))
    files["9-b.md"] = chapter(9, "Se tabell 8:2.\n")
    assert refusal(project(tmp_path, files)) == [("L401", "layouts/9-b.md:6:4")]


def test_all_errors_of_all_files_come_in_one_go(tmp_path: Path) -> None:
    """An author is not sent round once for each error."""
    files = {
        "rapport.yaml": "titel: Rapport\når: i år\ndatum: 20 maj\n",
        "1-a.md": chapter(1, "Text[^a].\n\n{{ x }}\n"),
        "2-b.md": chapter(2, "> Citat\n"),
    }
    assert refusal(project(tmp_path, files)) == [
        ("L402", "layouts/1-a.md:6:5"),
        ("L303", "layouts/1-a.md:8:4"),
        ("L410", "layouts/2-b.md:6:1"),
        ("L110", "layouts/rapport.yaml:2:5"),
        ("L110", "layouts/rapport.yaml:3:8"),
    ]


def test_lost_file_brings_no_errors_about_what_it_would_have_held(tmp_path: Path) -> None:
    """References to tables in a file that cannot be read are not called wrong."""
    files: dict[str, str | bytes] = {"8-a.md": b"\xff", "9-b.md": chapter(9, "Se tabell 8:1.\n")}
    assert refusal(project(tmp_path, files)) == [("L102", "layouts/8-a.md:1:1")]


def test_other_encodings_are_told_at_their_first_byte(tmp_path: Path) -> None:
    """The place is counted in characters, through a byte order mark and Windows' ends of lines."""
    content = "\ufeffrad ett\r\nåå ".encode() + "ö".encode("latin-1")
    assert refusal(project(tmp_path, {"1-a.md": content})) == [("L102", "layouts/1-a.md:2:4")]


def test_windows_ends_of_lines_and_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    """A file saved on Windows has the same spec, places included."""
    text = chapter(1, "- punkt\n- {{ år }} *två*\n  rader\n")
    plain = parse(project(tmp_path, {"1-a.md": text}), Sink())
    marked = "\ufeff" + text.replace("\n", "\r\n")
    assert parse(project(tmp_path, {"1-a.md": marked}), Sink()) == plain


def test_missing_files_are_told(tmp_path: Path) -> None:
    """Without a report file and chapters there is nothing to build."""
    assert refusal(tmp_path) == [("L101", "layouts"), ("L101", "layouts/rapport.yaml")]


def test_chapter_that_is_asked_for_must_exist(tmp_path: Path) -> None:
    """A chapter that is not there is told, and one that is there changes nothing."""
    root = project(tmp_path, {"1-a.md": chapter(1), "2-b.md": chapter(2)})
    assert refusal(root, chapter=3) == [("L101", "layouts")]
    assert parse(root, Sink(), chapter=1) == parse(root, Sink())


def test_numbers_of_chapters_are_clear(tmp_path: Path) -> None:
    """Two files with one number, a number unlike the file's, and a name without one are errors."""
    files = {"1-a.md": chapter(1), "1-b.md": chapter(1), "2-c.md": chapter(3), "4c.md": chapter(4)}
    assert refusal(project(tmp_path, files)) == [
        ("L111", "layouts/1-b.md"),
        ("L111", "layouts/2-c.md:2:10"),
        ("L113", "layouts/4c.md"),
    ]


def test_no_link_leads_out_of_the_project(tmp_path: Path) -> None:
    """A symbolic link to a file or picture outside is not followed, and one inside is."""
    (tmp_path / "secret.md").write_text(chapter(1))
    (tmp_path / "secret.png").write_bytes(b"")
    root = project(tmp_path / "project", {"2-b.md": chapter(2, ":::{bild} a.png\nalt: x\n:::\n")})
    (root / "layouts" / "1-a.md").symlink_to(tmp_path / "secret.md")
    (root / "a.png").symlink_to(tmp_path / "secret.png")
    assert refusal(root) == [("L103", "layouts/1-a.md"), ("L211", "layouts/2-b.md:6:11")]
    (root / "layouts" / "1-a.md").unlink()
    (root / "a.png").unlink()
    (root / "b.png").write_bytes(b"")
    (root / "a.png").symlink_to(root / "b.png")
    assert parse(root, Sink()).chapters[0].number == 2


def test_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    """A folder named as a chapter is no chapter."""
    root = project(tmp_path, {"1-a.md": chapter(1)})
    (root / "layouts" / "2-b.md").mkdir()
    assert refusal(root) == [("L101", "layouts/2-b.md")]


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    """A chapter that is a link to itself is an error like any other."""
    root = project(tmp_path, {"1-a.md": chapter(1)})
    (root / "layouts" / "2-b.md").symlink_to(root / "layouts" / "2-b.md")
    assert refusal(root) == [("L101", "layouts/2-b.md")]


# --- the foreword ---

COVER = ":::{omslag}\n:::\n\nText.\n"
FOREWORD = REPORT + "förord: om.md\n"


def covered(root: Path, foreword: str) -> Path:
    """A report of two chapters, one of which has a cover."""
    files = {"rapport.yaml": FOREWORD, "om.md": foreword, "1-a.md": chapter(1, COVER), "2-b.md": chapter(2)}
    return project(root, files)


def test_a_foreword_stands_in_chapters_with_a_cover(tmp_path: Path) -> None:
    """It is read from its own file, and a chapter's headings keep their names beside its own."""
    with_cover, without = parse(covered(tmp_path, "# Om\n\nRapport {{ år }}.\n\n- a\n"), Sink()).chapters
    cover = with_cover.blocks[0]
    assert isinstance(cover, Cover)
    assert [type(block) for block in cover.foreword] == [Heading, Paragraph, List]
    assert cover.foreword[0].span == Span("layouts/om.md", 1, 1, 5)
    assert [insert.source for insert in walk.inserts(with_cover)] == ["år"]
    assert [insert.source for insert in walk.inserts(without)] == []


@pytest.mark.parametrize(
    ("foreword", "place"),
    [
        ("", "1:1"),
        ("Text.\n", "1:1"),
        ('# Om\n\n{{ fakta("personer") }}\n', "3:1"),
        ("# Om\n\nText.[^a]\n\n[^a]: Not.\n", "3:6"),
        ("# Om\n\nSe tabell 1:1.\n", "3:4"),
        ("# Om\n\n[Om](#om)\n", "3:1"),
        ("# Om\n\n:::{omslag}\n:::\n", "3:1"),
        ("# Om\n\n- a\n\n  :::{citat}\n  b\n  :::\n", "5:3"),
    ],
)
def test_a_foreword_names_nothing_of_a_chapter(foreword: str, place: str, tmp_path: Path) -> None:
    """Data, footnotes, tables, headings and directives are one chapter's, and it has a heading of its own."""
    codes = refusal(covered(tmp_path, foreword))
    assert ("L114", f"layouts/om.md:{place}") in codes
    assert {code for code, _ in codes} == {"L114"}


def test_a_foreword_knows_no_value_of_a_chapter(tmp_path: Path) -> None:
    """A name under `värden` is another value in each chapter."""
    assert refusal(covered(tmp_path, "# Om\n\n{{ personer }}\n")) == [("L303", "layouts/om.md:3:4")]


def test_a_foreword_is_a_file_of_the_project(tmp_path: Path) -> None:
    """One that is not there is told once, and one outside is not read."""
    files = {"rapport.yaml": FOREWORD, "1-a.md": chapter(1, COVER), "2-b.md": chapter(2, COVER)}
    assert refusal(project(tmp_path / "a", files)) == [("L101", "layouts/om.md")]
    (tmp_path / "om.md").write_text("# Om\n", encoding="utf-8")
    files["rapport.yaml"] = REPORT + "förord: ../../om.md\n"
    assert refusal(project(tmp_path / "b", files)) == [("L103", "layouts/../../om.md")]
