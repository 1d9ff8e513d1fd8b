"""`socpdf skydda` and `socpdf angrip` as processes: exit status, JSON, and what never leaves them."""

import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from socpdf.cli import main

COMMAND = (sys.executable, "-m", "socpdf")

# 1 and 997 stand nowhere but in cells that have to go.
PLAIN = """Nämnd;Kvinnor;Män;Totalt
Norra;1;997;998
Södra;15;61;76
Västra;10;140;150
Totalt;26;1198;1224
"""
AGES = """Nämnd;Unga;Gamla;Kvinnor
Norra;1;0;1
Södra;9;6;15
Västra;4;6;10
Totalt;14;12;26
"""
LINK = "sex[*; Kvinnor] = age[*; Kvinnor]"
LEVELS = """Nämnd;nivå;Kvinnor;Män;Totalt
Norra;1;13;140;153
A;2;3;60;63
B;2;10;80;90
Södra;1;15;141;156
Totalt;0;28;281;309
"""
SHARES = """Nämnd;Kvinnor;Män;Totalt;Andel
Norra;3;80;83;3,6
Södra;15;61;76;19,7
Västra;10;140;150;6,7
Totalt;28;281;309;9,1
"""
ROLE = "Andel=procent(Kvinnor/Totalt)"
LEAKING = """Nämnd;Kvinnor;Män;Totalt
Norra;*;81;84
Södra;15;61;76
Totalt;18;142;160
"""


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    out: str
    err: str


def run(folder: Path, *arguments: str) -> Ran:
    ran = subprocess.run(
        [*COMMAND, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def write(folder: Path, **tables: str) -> None:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")


def read(path: Path) -> dict[str, Any]:
    content = json.loads(path.read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def signs(answer: dict[str, Any]) -> dict[tuple[str, str, str], str]:
    return {(cell["table"], cell["row"], cell["column"]): cell["sign"] for cell in answer["cells"]}


# --- skydda ---


def test_protected_table_is_printed_and_written(tmp_path: Path) -> None:
    """Signs, cost and proof on stdout, places in the JSON; no withheld figure in either."""
    write(tmp_path, sex=PLAIN)
    ran = run(tmp_path, "skydda", "sex.csv", "--json", "svar.json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Nämnd;Kvinnor;Män;Totalt\nNorra;*;")
    assert ran.out.endswith(
        "1 uppgift med * och 3 med **; kostnad 4 celler, bevisat minsta när alla tecken läses ihop\n"
    )
    answer = read(tmp_path / "svar.json")
    assert set(answer) == {"cells", "cost", "optimal", "gap"}
    assert (answer["cost"], answer["optimal"], answer["gap"]) == (4, True, 0.0)
    assert signs(answer)["sex", "Norra", "Kvinnor"] == "*"
    assert sorted(signs(answer).values()) == ["*", "**", "**", "**"]
    assert not re.search(r"\b(1|997)\b", ran.out.rpartition("\n\n")[0] + json.dumps(answer["cells"]))


def test_linked_tables_withstand_together(tmp_path: Path) -> None:
    """A figure that two files print is withheld in both, and what is written can be attacked as it is."""
    write(tmp_path, sex=PLAIN, age=AGES)
    ran = run(tmp_path, "skydda", "sex.csv", "age.csv", "--länk", LINK, "--json", "svar.json", "--ut", "ut")
    assert (ran.status, ran.err) == (0, "")
    found = signs(read(tmp_path / "svar.json"))
    for row in ("Norra", "Södra", "Västra", "Totalt"):
        assert found.get(("sex", row, "Kvinnor")) == found.get(("age", row, "Kvinnor"))
    assert found["age", "Norra", "Kvinnor"] == "*"
    attacked = run(tmp_path / "ut", "angrip", "sex.csv", "age.csv", "--länk", LINK)
    assert attacked.status == 0
    assert attacked.out.endswith(f"{len(found)} uppgifter med tecken, 0 röjs\n")


def test_hierarchy_by_level(tmp_path: Path) -> None:
    """A and B are the parts of Norra: B goes with A, though the column has other rows."""
    write(tmp_path, levels=LEVELS)
    ran = run(tmp_path, "skydda", "levels.csv", "--json", "svar.json", "--ut", "ut")
    assert ran.status == 0
    rows = {row for _, row, _ in signs(read(tmp_path / "svar.json"))}
    assert {"A", "B"} <= rows
    assert run(tmp_path / "ut", "angrip", "levels.csv").status == 0


def test_percentage_goes_with_its_count(tmp_path: Path) -> None:
    """A share of a printed base tells the count; left in, it is found by the attacker."""
    write(tmp_path, shares=SHARES)
    ran = run(tmp_path, "skydda", "shares.csv", "--roll", ROLE, "--json", "svar.json", "--ut", "ut")
    assert ran.status == 0
    assert signs(read(tmp_path / "svar.json"))["shares", "Norra", "Andel"] == "*"
    assert run(tmp_path / "ut", "angrip", "shares.csv", "--roll", ROLE).status == 0
    told = SHARES.replace("3;80;83", "*;**;83").replace("15;61;76;19,7", "**;**;76;**")
    write(tmp_path, told=told)
    attacked = run(tmp_path, "angrip", "told.csv", "--roll", ROLE, "--json", "svar.json")
    assert attacked.status == 1
    exact = {(cell["row"], cell["column"]) for cell in read(tmp_path / "svar.json")["cells"] if cell["exact"]}
    assert ("Norra", "Kvinnor") in exact


def test_what_cannot_be_protected(tmp_path: Path) -> None:
    """Its own status, the cell by its name, and an earlier answer is left as it was."""
    write(tmp_path, sex=PLAIN)
    (tmp_path / "svar.json").write_text("{}", "utf-8")
    ran = run(tmp_path, "skydda", "sex.csv", "--behåll", "sex", "--json", "svar.json")
    assert (ran.status, ran.out) == (3, "")
    assert "error[S210]: Norra, Kvinnor (sex) can be told whatever is withheld" in ran.err
    assert read(tmp_path / "svar.json") == {}


def test_figures_that_do_not_add_up(tmp_path: Path) -> None:
    """Bad input: the line is shown with its digits masked, and no table is printed."""
    write(tmp_path, sex=PLAIN.replace("998", "999"))
    ran = run(tmp_path, "skydda", "sex.csv")
    assert (ran.status, ran.out) == (2, "")
    assert "sex.csv:2: error[S207]" in ran.err
    assert "Norra;•;•••;•••" in ran.err


# --- angrip ---


def test_leak_has_its_own_status(tmp_path: Path) -> None:
    """The JSON has the interval; a pipe gets the place and the way, and no figure."""
    write(tmp_path, told=LEAKING)
    ran = run(tmp_path, "angrip", "told.csv", "--json", "svar.json")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "Norra, Kvinnor (told): går att räkna ut",
        "  Norra, Kvinnor (told) = Norra, Totalt (told) − Norra, Män (told), ur raden Norra i tabell told",
        "1 uppgift med tecken, 1 röjs",
    ]
    assert ran.err == "what can be told is shown on a terminal only, and written by `--json`\n"
    cell = {"table": "told", "row": "Norra", "column": "Kvinnor", "low": 3, "high": 3, "exact": True}
    assert read(tmp_path / "svar.json") == {"cells": [cell]}


def test_leak_is_shown_on_a_terminal(tmp_path: Path) -> None:
    """To the person who asked, with the sum worked out."""
    write(tmp_path, told=LEAKING)
    master, slave = pty.openpty()
    try:
        subprocess.run([*COMMAND, "angrip", "told.csv"], cwd=tmp_path, stdout=slave, check=False, timeout=60)
        shown = os.read(master, 10_000).decode()
    finally:
        os.close(slave)
        os.close(master)
    assert "Norra, Kvinnor (told) = 3: går att räkna ut" in shown
    assert "= 84 − 81 = 3" in shown


def test_intervals_that_tell_nothing_are_printed(tmp_path: Path) -> None:
    """What the signs mean, and no more, follows for a table that is protected."""
    write(tmp_path, told="Nämnd;Kvinnor;Män;Totalt\nA;*;**;83\nB;**;**;76\nTotalt;18;141;159\n")
    ran = run(tmp_path, "angrip", "told.csv")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "A, Kvinnor (told) mellan 1 och 3"


def test_contradiction_names_the_smallest_set_of_lines(tmp_path: Path) -> None:
    """Two lines that cannot both hold are named, and the others are not."""
    text = "Nämnd;Kvinnor;Män;Totalt\nA;*;**;10\nB;**;40;**\nC;7;8;15\nTotalt;16;54;70\n"
    write(tmp_path, told=text)
    ran = run(tmp_path, "angrip", "told.csv", "--json", "svar.json")
    assert (ran.status, ran.out) == (2, "")
    places = re.findall(r"^(\S+): error\[S209\]: (\w+ \w+)", ran.err, re.MULTILINE)
    assert places == [("told.csv:2", "raden A"), ("told.csv:5", "kolumnen Män")]
    assert "together with kolumnen Män i tabell told" in ran.err
    assert not (tmp_path / "svar.json").exists()


# --- wrong use ---


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["sex.csv"], "sex.csv: error[U101]: the table is named twice"),
        (["--kostnad", "cell"], "--kostnad: error[U101]: unknown value `cell`"),
        (["--tecken", "inga"], "--tecken: error[U101]: unknown value `inga`"),
        (["--netto", "rad"], "--netto: error[U101]: unknown value `rad`"),
        (["--roll", "procent(Kvinnor)"], "--roll: error[U101]: `procent(Kvinnor)` gives no column a role"),
        (["--roll", "Män=medel(Kvinnor)", "--roll", "Män=medel(Totalt)"], "two roles for the column `Män`"),
        (["--roll", "Andel=procent(Kvinnor)"], "--roll: error[S212]: no table has a column `Andel`"),
        (["--tröskel", "1"], "--tröskel: error[S214]: the threshold is 1"),
        (["--tid", "0"], "--tid: error[S214]: the time is 0 seconds"),
        (["--länk", "sex = age"], "--länk: error[S211]: the link `sex = age` cannot be read"),
        (["--summarad", "Summa"], "sex.csv: error[S206]: no row is called `Summa`"),
        (["--json", "sex.csv"], "sex.csv: error[U105]: the file would be overwritten"),
        (["--json"], "error[U101]: option '--json' requires an argument"),
        (["--json", "svar.json", "--ut", "."], "sex.csv: error[U105]: the file would be overwritten"),
        (["--json", "sex.csv/svar.json"], "sex.csv/svar.json: error[U105]: cannot write this file:"),
    ],
)
def test_wrong_use(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    expected: str,
) -> None:
    """Told to a person though `--json` is asked for, with one status; the table that is read stays."""
    write(tmp_path, sex=PLAIN)
    monkeypatch.chdir(tmp_path)
    assert main(["skydda", "sex.csv", *arguments]) == 4
    said = capsys.readouterr()
    assert expected in said.err
    assert said.out == ""
    assert (tmp_path / "sex.csv").read_text("utf-8") == PLAIN
    assert [path.name for path in tmp_path.iterdir()] == ["sex.csv"]


@pytest.mark.parametrize("command", ["skydda", "angrip"])
def test_help_needs_no_solver(command: str) -> None:
    """Neither HiGHS nor NumPy is loaded before a table is read."""
    code = (
        f"import sys; from socpdf.cli import main; main(['{command}', '--help']); "
        "sys.stderr.write(', '.join(name for name in ('highspy', 'numpy') if name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.startswith(f"Usage: socpdf {command} ")
