"""What a listener hears: of a file in which everything stands, of broken ones, and of chapter 8."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from built import REPO, Staged, stages
from pdfsample import N, R, Sample, good

from socpdf.cli import main
from socpdf.ir import document as doc
from socpdf.ir.reading import every_block, every_inline
from socpdf.preflight.listen import Transcript, Untold, listen

GOLDEN = Path(__file__).with_name("lyssna-kapitel-8.txt")
WHOLE = [
    "[dokument på svenska] Socialpsykiatri i staden 2024",
    "[sida 117]",
    "[rubrik nivå 1] Socialpsykiatri",
    "Se [länk] tabell 8:1 om hur det blev 1",
    "Antalet ökade med en halv procent",
    "[rubrik nivå 2] Personer",
    "[tabell med 4 rader och 3 kolumner]",
    "[tabelltext] Tabell 8:1 Personer med insats",
    "[rad 1 till 2, kolumn 1] Nämnd",
    "[rad 1, kolumn 2 till 3] Antal",
    "[rad 2, kolumn 2, Antal] Kvinnor",
    "[kolumn 3, Antal] Män",
    "[rad 3, kolumn 1, Nämnd] Norr",
    "[kolumn 2, Antal, Kvinnor] 12",
    "[kolumn 3, Antal, Män] 10",
    "[rad 4, kolumn 1, Nämnd] Söder",
    "[kolumn 2, Antal, Kvinnor] 14",
    "[kolumn 3, Antal, Män] uppgiften visas inte",
    "[slut på tabellen]",
    "[lista med 1 punkt]",
    "[punkt] Fler kvinnor",
    "[slut på listan]",
    "[bild] Stapeldiagram: 12 personer i norr",
    "[fotnot] 1 Enligt 4 kap. i lagen.",
    "[sida 118]",
    "Mer om detta i nästa kapitel.",
]


def heard(sample: Sample, folder: Path) -> Transcript:
    path = folder / "prov.pdf"
    path.write_bytes(sample.write())
    return listen(path)


def texts(transcript: Transcript) -> list[str]:
    return [utterance.text for utterance in transcript.heard]


# --- a file in which everything stands ---


@pytest.mark.parametrize("new", [False, True], ids=["1.7", "2.0"])
def test_a_file_is_heard_in_the_order_of_its_tree(new: bool, tmp_path: Path) -> None:
    """Roles, places and heads that changed are the reader's; artifacts are silent, a divided word is one."""
    assert texts(heard(good(new=new), tmp_path)) == WHOLE


def test_heads_are_found_by_position_too(tmp_path: Path) -> None:
    """Without Headers, Scope and position say the same (ISO 32000-2, 14.8.4.8.3)."""
    sample = good()
    for name in ("c3", "c4", "d1", "d2", "d3", "d4"):
        del sample[name]["A"]["Headers"]
    assert texts(heard(sample, tmp_path)) == WHOLE


def test_roles_of_its_own_are_heard_as_what_they_are_mapped_to(tmp_path: Path) -> None:
    """Tags of any name are followed through the role map."""
    sample = good()
    sample["root"]["RoleMap"] = {"Rubrik": N("Underrubrik"), "Underrubrik": N("H2"), "Cell": N("TD")}
    sample["h2"]["S"] = N("Rubrik")
    sample["d1"]["S"] = N("Cell")
    assert texts(heard(sample, tmp_path)) == WHOLE


def test_other_words_speak_in_place_of_what_is_drawn(tmp_path: Path) -> None:
    """Alt and ActualText replace, E expands, Lang changes the voice and changes it back."""
    sample = good()
    sample["h2"]["ActualText"] = "Personer i staden"
    sample.element(
        "short", [], "Span", "last", E="Individual placement and support", Lang="en-GB", Pg=R("page2")
    )
    sample.mark("short", " IPS", page=2)
    sample.mark("last", " hjälper.", page=2)
    sample["last"]["Lang"] = "sv"
    lines = texts(heard(sample, tmp_path))
    assert "[rubrik nivå 2] Personer i staden" in lines
    assert lines[-1] == (
        "Mer om detta i nästa kapitel. [förkortning IPS] [på engelska] Individual placement and support"
        " [på svenska] hjälper."
    )


def test_a_file_in_another_language_is_told_by_its_own(tmp_path: Path) -> None:
    """The document's language comes first; one that has no name here is named by its tag."""
    sample = good()
    sample["catalog"]["Lang"] = "tlh"
    assert texts(heard(sample, tmp_path))[0].startswith("[dokument på språket tlh] ")
    del sample["catalog"]["Lang"]
    assert texts(heard(sample, tmp_path))[0].startswith("[dokument på okänt språk] ")


def test_what_is_missing_is_heard_as_missing(tmp_path: Path) -> None:
    """A figure without words, an empty cell, a table without a caption."""
    sample = good()
    del sample["figure"]["Alt"]
    sample["d1"]["K"] = []
    sample["table"]["K"] = sample["table"]["K"][1:]
    transcript = heard(sample, tmp_path)
    lines = texts(transcript)
    assert "[bild utan beskrivning]" in lines
    assert "[kolumn 2, Antal, Kvinnor] [tom]" in lines
    assert [stop.text for stop in transcript.stops if stop.kind == "table"] == [
        "[tabell med 4 rader och 3 kolumner]"
    ]


def test_a_sign_before_a_note_is_no_bullet(tmp_path: Path) -> None:
    """The star of a note is the file's own word, also where the file gives it none that can be heard."""
    sample = good()
    sample[sample["note"]["K"][0]]["ActualText"] = "*"
    assert "[fotnot] * Enligt 4 kap. i lagen." in texts(heard(sample, tmp_path))


def test_a_caption_of_a_figure_is_heard_beside_its_words(tmp_path: Path) -> None:
    """Alt stands for the picture, not for the caption below it."""
    sample = good()
    sample.element("caption", [], "Caption", "figure")
    sample["figure"]["K"] = [kid for kid in sample["figure"]["K"] if isinstance(kid, int)] + [R("caption")]
    sample.mark("caption", "Figur 8:1 Personer")
    lines = texts(heard(sample, tmp_path))
    at = lines.index("[bild] Stapeldiagram: 12 personer i norr")
    assert lines[at + 1] == "[bildtext] Figur 8:1 Personer"


# --- broken files ---


def test_a_tree_as_deep_as_it_may_be_is_heard(tmp_path: Path) -> None:
    """Elements within elements beyond what Python may call: the walk has a stack of its own."""
    sample = good()
    parent = "last"
    for depth in range(480):
        sample.element(f"deep{depth}", [], "Div" if depth % 2 else "Span", parent, Pg=R("page2"))
        parent = f"deep{depth}"
    sample.mark(parent, " Slut.", page=2)
    assert texts(heard(sample, tmp_path))[-1].endswith("Slut.")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_file_that_breaks_off_is_heard_or_told(cut: float, tmp_path: Path) -> None:
    """What is left is read, or the finding says why not; never an exception of another kind."""
    data = good().write()
    path = tmp_path / "prov.pdf"
    path.write_bytes(data[: int(len(data) * cut)])
    try:
        told = "" if listen(path).heard else "silence"
    except Untold as silence:
        told = silence.finding.code
    assert told in {"", "F001", "F002", "F101"}


# --- the command ---


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "prov.pdf"
    path.write_bytes(good().write())
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str], str]:
    status = main(["lyssna", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err


def test_lyssna_prints_an_utterance_a_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of the file, and nothing else."""
    assert run(capsys, file) == (0, WHOLE, "")


@pytest.mark.parametrize(
    ("only", "lines"),
    [
        ("rubriker", ["[rubrik nivå 1] Socialpsykiatri, sida 117", "[rubrik nivå 2] Personer, sida 117"]),
        (
            "tabeller",
            ["Tabell 8:1 Personer med insats [tabell med 4 rader och 3 kolumner], sida 117"],
        ),
        ("länkar", ["tabell 8:1 [till tabell 8:1, sida 117], sida 117"]),
        ("bilder", ["[bild] Stapeldiagram: 12 personer i norr, sida 117"]),
    ],
)
def test_lyssna_lists_what_users_jump_by(
    file: Path, only: str, lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Headings, tables, links and figures, each with its page; a link with where it leads."""
    assert run(capsys, file, "--bara", only) == (0, lines, "")


@pytest.mark.parametrize("name", ["8:1", "1"])
def test_lyssna_walks_one_table(file: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By the number in its caption, or by its place in the file."""
    first, last = WHOLE.index("[tabell med 4 rader och 3 kolumner]"), WHOLE.index("[slut på tabellen]")
    assert run(capsys, file, "--tabell", name) == (0, WHOLE[first : last + 1], "")


def test_lyssna_as_json_has_kinds_and_pages(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program gets the same utterances, each with its kind and the label of its page."""
    status, lines, _ = run(capsys, file, "--json")
    told = json.loads("\n".join(lines))
    assert status == 0
    assert (told["title"], told["language"], told["pages"]) == ("Socialpsykiatri i staden 2024", "sv-SE", 2)
    assert [entry["text"] for entry in told["heard"]] == WHOLE
    assert told["heard"][2] == {"kind": "heading", "text": "[rubrik nivå 1] Socialpsykiatri", "page": "117"}


def test_lyssna_of_a_file_without_tags_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The finding of `check`, with the file before it; the status is that of findings."""
    sample = good()
    del sample["catalog"]["StructTreeRoot"]
    path = tmp_path / "otaggad.pdf"
    path.write_bytes(sample.write())
    status, lines, told = run(capsys, path)
    assert (status, lines) == (1, [])
    assert told.startswith(f"{path}: error[F101]: the file is untagged")


def test_lyssna_of_what_is_no_pdf_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither is a traceback."""
    path = tmp_path / "brev.txt"
    path.write_text("Hej", encoding="utf-8")
    status, lines, told = run(capsys, path)
    assert (status, lines) == (1, [])
    assert told.startswith(f"{path}: error[F001]: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--tabell", "9:9"], "error[U201]: the file has no table `9:9`\n  hint: it has Tabell 8:1"),
        (["--tabell", "8:1", "--bara", "länkar"], "error[U101]: `--bara` and `--tabell` exclude each other"),
        (["--bara", "noter"], "error[U101]: "),
    ],
)
def test_lyssna_of_what_is_not_there_is_wrong_use(
    file: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be meant is said with what can."""
    status, lines, told = run(capsys, file, *arguments)
    assert (status, lines) == (4, [])
    assert said in told


# --- the report ---


@pytest.fixture(scope="module")
def chapter() -> Staged:
    (found,) = [staged for staged in stages(REPO) if staged.document.meta.chapter == 8]
    return found


@pytest.fixture(scope="module", params=["webb", "webb2"])
def transcript(
    chapter: Staged, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Transcript:
    path = tmp_path_factory.mktemp("lyssna") / "kapitel-8.pdf"
    path.write_bytes(chapter.write(request.param))
    return listen(path)


def test_chapter_8_is_heard_as_it_was_reviewed(transcript: Transcript, update: bool) -> None:
    """The golden transcript, pages left out; both profiles say the same, but for the asides of PDF 2.0."""
    lines = [h.text for h in transcript.heard if h.kind != "page" and h.text != "[kompletterande]"]
    text = "\n".join(lines) + "\n"
    if update:
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_every_cell_is_heard_with_its_heads(chapter: Staged, transcript: Transcript) -> None:
    """Its words are the document's; before them stand row and column with their heads, where those change."""
    tables = [block for block in every_block(chapter.document.blocks) if isinstance(block, doc.Table)]
    for table in tables:
        lines = transcript.table(table.caption.label.removeprefix("Tabell "))
        assert [line.text for line in lines if line.kind == "cell"] == list(announced(table))


def announced(table: doc.Table) -> Iterator[str]:
    rows = (*table.head_rows, *table.body_rows)
    by_id = {cell.id: cell for row in rows for cell in row.cells}
    before: list[tuple[int, int]] = [(-1, 0), (-1, 0)]
    for number, row in enumerate(rows):
        for cell in row.cells:
            said = []
            heads = [by_id[head] for head in cell.heads]
            if cell.kind == "row head" and not heads:
                # The corner says what the labels below it are.
                heads = [c for c in table.head_rows[0].cells if c.column == cell.column]
            places = [(number, cell.rows), (cell.column, cell.columns)]
            for word, kind, place, old in zip(
                ("rad", "kolumn"), ("row head", "column head"), places, before, strict=True
            ):
                if place != old:
                    first, length = place
                    said.append(f"{word} {first + 1}" + (f" till {first + length}" if length > 1 else ""))
                    said += [heard_in(head) for head in heads if head.kind == kind]
            before = places
            yield f"[{', '.join(said)}] {heard_in(cell, marks='[länk] ')}"


def heard_in(cell: doc.Cell, marks: str = "") -> str:
    """What is heard of a cell; `marks` before a sign that leads to its note."""
    out = ""
    for inline in every_inline(cell.content):
        match inline:
            case doc.Text(text=text):
                out += text
            case doc.Link():
                out += f" {marks}"
            case doc.Spoken(says=says):
                out += f" {says} "
            case _:
                raise AssertionError(inline)
    return " ".join(out.split())


def test_signs_lead_to_their_notes(transcript: Transcript) -> None:
    """A star is heard by its name where it stands and before its note, never as nothing."""
    assert not [h.text for h in transcript.heard if "*" in h.text and "stjärn" not in h.text]
    assert any(h.kind == "note" and h.text.startswith("[fotnot] två stjärnor ") for h in transcript.heard)


def test_headings_are_those_of_the_document(chapter: Staged, transcript: Transcript) -> None:
    """What a user jumps by is there, in order, at its level."""
    headings = [block for block in every_block(chapter.document.blocks) if isinstance(block, doc.Heading)]
    assert [stop.text for stop in transcript.stops if stop.kind == "heading"] == [
        f"[rubrik nivå {heading.level}] {heading.plain}" for heading in headings
    ]
