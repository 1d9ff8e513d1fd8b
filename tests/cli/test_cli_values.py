"""`socpdf granska` and `socpdf värde`, on a project of their own with nothing replaced."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from valueproject import HOUSING, PEOPLE, TEXT_LINE, write_project

from socpdf.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        return cast(dict[str, object], json.loads(self.out))


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str | Path) -> Ran:
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run_command


# --- granska ---


def test_granska_lists_what_is_typed(tmp_path: Path, run: Run) -> None:
    """The findings are results, with the line and a hint; their number stands beside them."""
    root = write_project(tmp_path, "Där bor 630 kvinnor och tolv barn.")
    ran = run("granska", "--projekt", root)
    assert ran.status == 1
    first, line, marks, hint, *_ = ran.out.split("\n")
    place = f"layouts/1-prov.md:{TEXT_LINE}:9"
    assert first == f"{place}: error[A101]: the number `630` is typed; the value `kvinnor` has it"
    assert line.endswith("| Där bor 630 kvinnor och tolv barn.")
    assert marks.strip() == "^^^"
    assert hint.startswith("  hint: write `{{ kvinnor }}`")
    assert ran.err == "1 finding, 1 hint\n"


def test_granska_is_content_with_hints_alone(tmp_path: Path, run: Run) -> None:
    """They may be chance, and chance shall not fail a build."""
    ran = run("granska", "--projekt", write_project(tmp_path, "Där bor tolv barn."))
    assert ran.status == 0
    assert "warning[A103]" in ran.out


def test_granska_finds_nothing_in_a_clean_text(tmp_path: Path, run: Run) -> None:
    """Nothing to say is nothing said."""
    ran = run("granska", "--projekt", write_project(tmp_path, "Där bor {{ kvinnor }} kvinnor."))
    assert (ran.status, ran.out, ran.err) == (0, "", "0 findings, 0 hints\n")


def test_granska_as_json(tmp_path: Path, run: Run) -> None:
    """One object, with every entry and its place."""
    ran = run("granska", "--json", "--projekt", write_project(tmp_path, "Där bor 630 kvinnor."))
    assert ran.status == 1
    (entry,) = cast(list[dict[str, object]], ran.json["entries"])
    assert (ran.json["findings"], ran.json["hints"]) == (1, 0)
    assert (entry["code"], entry["line"], entry["column"], entry["end"]) == ("A101", TEXT_LINE, 9, 12)
    assert ran.err == ""


SMALL = PEOPLE.replace("18–24 år,män,2024,80", "18–24 år,män,2024,2")


def test_granska_counts_what_is_withheld(tmp_path: Path, run: Run) -> None:
    """One by the rule, which its row and its column would tell; three more close that. No figure is told."""
    root = write_project(tmp_path, "Text.", {"personer": SMALL})
    ran = run("granska", "--skydd", "--projekt", root)
    assert [line.split() for line in ran.out.splitlines()] == [
        ["table", "by_source", "by_rule", "computable", "narrowed", "added"],
        ["1:1", "0", "1", "1", "0", "3"],
        ["1:2", "1", "0", "0", "0", "0"],
        ["1:3", "2", "0", "0", "0", "0"],
    ]
    as_json = run("granska", "--skydd", "--json", "--projekt", root).json
    audits = cast(dict[str, dict[str, int]], as_json["disclosure"])
    assert audits["1:1"] == {"by_source": 0, "by_rule": 1, "computable": 1, "narrowed": 0, "added": 3}
    assert run("build", "--profil", "utkast", "--projekt", root).status == 0
    report = json.loads((root / "out/rapport.json").read_text(encoding="utf-8"))
    assert report["disclosure"] == audits


def test_a_build_keeps_what_it_made_unless_told_not_to(tmp_path: Path, run: Run) -> None:
    """In `.cache/` of the project; what is built is the same."""
    outputs = []
    for name, options in (("ny", ("--utan-cache",)), ("sparad", ()), ("sparad", ())):
        root = write_project(tmp_path / name, "Text.", {"personer": SMALL})
        assert run("build", "--profil", "utkast", *options, "--projekt", root).status == 0
        assert (root / ".cache/socpdf").exists() is (name == "sparad")
        outputs.append(next((root / "out").rglob("*.pdf")).read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_granska_needs_a_sound_report(tmp_path: Path, run: Run, form: tuple[str, ...]) -> None:
    """An error in the spec is told as everywhere else."""
    ran = run("granska", *form, "--projekt", write_project(tmp_path, "Där bor {{ okänd }} kvinnor."))
    assert ran.status == 2
    assert "L303" in ran.out + ran.err


def test_build_counts_what_granska_finds(tmp_path: Path, run: Run) -> None:
    """In `rapport.json`, with the entries; the build itself does not fail for it."""
    root = write_project(tmp_path, "Där bor 630 kvinnor och tolv barn.")
    ran = run("build", "--profil", "utkast", "--projekt", root)
    assert ran.status == 0
    assert "2 in the text (`socpdf granska`)" in ran.err
    review = json.loads((root / "out/rapport.json").read_text(encoding="utf-8"))["granskning"]
    assert (review["findings"], review["hints"]) == (1, 1)
    assert [entry["place"] for entry in review["entries"]] == [
        f"layouts/1-prov.md:{TEXT_LINE}:9",
        f"layouts/1-prov.md:{TEXT_LINE}:25",
    ]


def test_a_new_project_has_no_finding(tmp_path: Path, run: Run) -> None:
    """What beginners start from is an example."""
    assert run("new", tmp_path / "rapport").status == 0
    ran = run("granska", "--projekt", tmp_path / "rapport")
    assert (ran.status, ran.out) == (0, "")


def test_the_sample_report_has_no_finding(repo: Path, run: Run) -> None:
    """Nor has the report of this project."""
    assert run("granska", "--projekt", repo).status == 0


# --- värde ---


def test_varde_tells_where_a_value_comes_from(tmp_path: Path, run: Run) -> None:
    """Expression, value, cell, every row of data with its categories, source and date."""
    ran = run("värde", "1:kvinnor", "--projekt", write_project(tmp_path, "Text."))
    assert ran.status == 0
    assert ran.out.split("\n") == [
        '1:kvinnor = tabell("1:1")["Hela staden", "Kvinnor"]  (layouts/1-prov.md:7:12)',
        "written: 630",
        "",
        "antal of prov/personer: åldersgrupp: alla, kön: kvinnor, år: 2024 = 630",
        "  row `Hela staden`, column `Kvinnor` of table 1:1",
        "  data/prov/personer.csv:2  åldersgrupp: 18–24 år, kön: kvinnor, år: 2024",
        "  data/prov/personer.csv:4  åldersgrupp: 25–44 år, kön: kvinnor, år: 2024",
        "  data/prov/personer.csv:6  åldersgrupp: 45–64 år, kön: kvinnor, år: 2024",
        "  source: Sociala system, 2024-12-31",
        "",
    ]


def test_varde_as_json(tmp_path: Path, run: Run) -> None:
    """The same for programs; a value that rests on several figures has them all."""
    ran = run("värde", "1:hälften", "--json", "--projekt", write_project(tmp_path, "Text."))
    assert (ran.json["name"], ran.json["written"]) == ("hälften", "600,0")
    (figure,) = cast(list[dict[str, object]], ran.json["figures"])
    assert figure["written"] == "1\u00a0200"
    assert figure["as_of"] == "2024-12-31"
    assert len(cast(list[object], figure["rows"])) == 6


def test_varde_shows_no_figure_that_the_report_does_not(tmp_path: Path, run: Run) -> None:
    """One that is withheld is a sign, and one that stands in no table is not told at all."""
    csv = HOUSING.replace("SHIS,*", "SHIS,2").replace("HVB,12", "HVB,19")
    root = write_project(tmp_path, "Text.", {"boende": csv})
    path = root / "layouts/1-prov.md"
    values = (
        '  summan: tabell("1:2")["SHIS"] + fakta("personer", kön="män", åldersgrupp="18–24 år", år=2023)\n'
    )
    text = path.read_text(encoding="utf-8").replace("värden:\n", "värden:\n" + values)
    path.write_text(text, encoding="utf-8")
    ran = run("värde", "1:summan", "--projekt", root)
    assert ran.status == 0
    assert "written: ett antal som inte redovisas" in ran.out
    assert "boende: SHIS = *\n" in ran.out
    assert "kön: män, år: 2023, not published by itself\n" in ran.out
    assert "91" not in ran.out


@pytest.mark.parametrize(
    ("name", "status", "message"),
    [
        ("1:kvinor", 2, "error[U204]: chapter 1 names no value `kvinor`"),
        ("1:flest", 2, "error[U204]: `flest` is only for other values to use"),
        ("7:kvinnor", 2, "error[U203]: there is no chapter 7"),
        ("kvinnor", 4, "error[U101]: `kvinnor` names no value"),
    ],
)
def test_varde_says_what_it_does_not_know(
    tmp_path: Path, run: Run, name: str, status: int, message: str
) -> None:
    """With the nearest name where there is one."""
    ran = run("värde", name, "--projekt", write_project(tmp_path, "Text."))
    assert ran.status == status
    assert message in ran.err
