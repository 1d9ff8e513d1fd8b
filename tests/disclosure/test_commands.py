"""`skydda` and `angrip` on files: what they read, what they write, and what they never write."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import frequencies, with_margins

from socpdf.core.diagnostics import Refused, Sink, render
from socpdf.disclosure.commands import AttackedFiles, Options, ProtectedFiles, attack_files, protect_files
from socpdf.disclosure.protect import CostKind, Signs

PLAIN = """Nämnd;Kvinnor;Män;Totalt
Norra;3;80;83
Södra;15;61;76
Västra;10;140;150
Totalt;28;281;309
"""


def write(folder: Path, text: str, name: str = "tabell.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def protected(folder: Path, text: str, options: Options | None = None) -> ProtectedFiles:
    sink = Sink()
    found = protect_files([write(folder, text)], options or Options(), sink)
    assert sink.diagnostics == []
    return found


def attacked(folder: Path, text: str, options: Options | None = None) -> AttackedFiles:
    sink = Sink()
    found = attack_files([write(folder, text, "publicerad.csv")], options or Options(), sink)
    assert sink.diagnostics == []
    return found


def refusals(folder: Path, text: str, options: Options | None = None, *, attack: bool = False) -> list[str]:
    """The messages, with the file's own name instead of its path."""
    path, sink = write(folder, text), Sink()
    command = attack_files if attack else protect_files
    with pytest.raises(Refused):
        command([path], options or Options(), sink)
    return [render(diagnostic).replace(path.as_posix(), path.name) for diagnostic in sink.in_order()]


def test_protected_table_is_told_in_json(tmp_path: Path) -> None:
    found = protected(tmp_path, PLAIN)
    told = found.to_json()
    assert told["cost"] == 4
    assert told["optimal"] is True
    assert told["gap"] == 0.0
    cells = told["cells"]
    assert isinstance(cells, list)
    assert {"table": "tabell", "row": "Norra", "column": "Kvinnor", "sign": "*"} in cells
    assert sorted(cell["sign"] for cell in cells) == ["*", "**", "**", "**"]


def test_no_withheld_figure_leaves(tmp_path: Path) -> None:
    """Neither text nor JSON of `skydda` holds a withheld figure."""
    text = PLAIN.replace("3;80;83", "2;817;819").replace("28;281;309", "27;1018;1045")
    found = protected(tmp_path, text)
    outputs = found.text() + json.dumps(found.to_json())
    assert not re.search(r"\b(2|817)\b", outputs)


def test_protected_table_withstands_the_attack(tmp_path: Path) -> None:
    found = attacked(tmp_path, protected(tmp_path, PLAIN).tables_as_csv()["tabell"])
    assert found.leaks == ()
    told = found.to_json()["cells"]
    assert isinstance(told, list)
    star = {"table": "publicerad", "row": "Norra", "column": "Kvinnor", "low": 1, "high": 3, "exact": False}
    assert star in told


@settings(max_examples=20)
@given(values=st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_what_is_protected_withstands_the_attack(
    tmp_path_factory: pytest.TempPathFactory, values: list[int]
) -> None:
    """From file to file: signs chosen by `skydda` are never undone by `angrip`."""
    folder = tmp_path_factory.mktemp("bord")
    rows = [values[:3], values[3:6], values[6:]]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    lines = [f"R{number};{';'.join(map(str, row))};{sum(row)}" for number, row in enumerate(rows)]
    path, sink = write(folder, "\n".join(["Stubbe;A;B;C;Totalt", *lines])), Sink()
    try:
        found = protect_files([path], Options(), sink)
    except Refused:
        assert [diagnostic.code for diagnostic in sink.diagnostics] == ["S210"] * len(sink.diagnostics)
        return
    assert attacked(folder, found.tables_as_csv()["tabell"]).leaks == ()


def test_leak_is_proven_without_values_unless_asked(tmp_path: Path) -> None:
    found = attacked(tmp_path, "Nämnd;Kvinnor;Män;Totalt\nNorra;*;81;84\nSödra;15;61;76\nTotalt;18;142;160\n")
    assert "Norra, Kvinnor (publicerad) = 84 − 81 = 3, ur raden Norra i tabell publicerad" in found.text()
    quiet = found.text(values=False)
    assert "Norra, Kvinnor (publicerad) = Norra, Totalt (publicerad) − Norra, Män (publicerad)" in quiet
    assert not re.search(r"\d\d", quiet)
    text = "Nämnd;Kvinnor;Män;Totalt\nNorra;*;**;83\nSödra;**;**;76\nTotalt;18;141;159\n"
    assert attacked(tmp_path, text).text(values=False) == attacked(tmp_path, text).text()


def test_cost_in_persons(tmp_path: Path) -> None:
    found = protected(tmp_path, PLAIN, Options(cost=CostKind.PERSONS))
    assert found.to_json()["cost"] == found.protection.cost
    assert "personer, bevisat minsta" in found.summary()


def test_summary_names_the_reader_and_the_gap(tmp_path: Path) -> None:
    """Least for whom, and how far from the least where the time was too short to prove it."""
    assert protected(tmp_path, PLAIN).summary().endswith("bevisat minsta när alla tecken läses ihop")
    own = protected(tmp_path, PLAIN, Options(signs=Signs.OWN)).summary()
    assert "bevisat minsta när varje tecken läses för sig" in own
    inner = with_margins(frequencies(1, 20, 20, 0.05))
    head = ";".join(["Stubbe", *(f"K{number}" for number in range(21))])
    rows = [";".join([f"R{number}", *map(str, line)]) for number, line in enumerate(inner)]
    hasty = protected(tmp_path, "\n".join([head, *rows]), Options(seconds=0.01)).summary()
    assert re.search(r", inte bevisat minsta, högst \d+ % för högt, när alla tecken läses ihop$", hasty)


def test_named_totals(tmp_path: Path) -> None:
    """The totals may stand first, or be missing."""
    text = "Nämnd;Alla;Kvinnor;Män\nStaden;309;28;281\nNorra;83;3;80\nSödra;76;15;61\nVästra;150;10;140\n"
    found = protected(tmp_path, text, Options(total_row="Staden", total_column="Alla"))
    assert found.protection.cost == 4
    alone = protected(tmp_path, "Nämnd;Antal\nNorra;3\nSödra;40\n", Options(total_row="-", total_column="-"))
    assert alone.protection.cost == 1


@pytest.mark.parametrize(
    "text",
    [
        (
            "Nämnd;nivå;Kvinnor;Män;Totalt\nStaden;0;28;281;309\nNorra;1;13;140;153\nA;2;3;60;63\nB;2;10;80;90\n"
            "Södra;1;15;141;156\n"
        ),
        (
            "Nämnd;Kvinnor;Män;Totalt\nStaden;28;281;309\n  Norra;13;140;153\n    A;3;60;63\n    B;10;80;90\n"
            "  Södra;15;141;156\n"
        ),
    ],
)
def test_hierarchy(tmp_path: Path, text: str) -> None:
    """Of two parts of a part one is small: the other is withheld with it, or the part itself is."""
    found = protected(tmp_path, text)
    rows = {found.tables[0].rows[row].label for _, row, _ in found.signs}
    assert {"A", "B"} <= rows
    assert attacked(tmp_path, found.tables_as_csv()["tabell"]).leaks == ()


def test_percentage_column_goes_with_its_count(tmp_path: Path) -> None:
    text = "Nämnd;Kvinnor;Män;Totalt;Andel\nNorra;3;80;83;3,6\nSödra;15;61;76;19,7\nVästra;10;140;150;6,7\n"
    text += "Totalt;28;281;309;9,1\n"
    options = Options(roles={"Andel": "procent(Kvinnor/Totalt)"})
    found = protected(tmp_path, text, options)
    assert found.signs[0, 0, 3] == "*"
    assert attacked(tmp_path, found.tables_as_csv()["tabell"], options).leaks == ()
    half = text.replace("Norra;3;80;83;3,6", "Norra;*;**;83;3,6").replace("Södra;15;61;76", "Södra;**;**;76")
    assert attacked(tmp_path, half, options).leaks


def test_linked_tables(tmp_path: Path) -> None:
    """Two files with the same column: what is withheld in one is withheld in the other."""
    one = write(tmp_path, PLAIN, "a.csv")
    text = "Nämnd;Unga;Gamla;Kvinnor\nNorra;3;0;3\nSödra;9;6;15\nVästra;4;6;10\nTotalt;16;12;28\n"
    other = write(tmp_path, text, "b.csv")
    sink = Sink()
    found = protect_files([one, other], Options(links=("a[*; Kvinnor] = b[*; Kvinnor]",)), sink)
    assert sink.diagnostics == []
    for row in range(4):
        assert ((0, row, 0) in found.signs) == ((1, row, 2) in found.signs)


def test_changes_since_last_year(tmp_path: Path) -> None:
    """The change and last year's figure tell this year's."""
    text = "Nämnd;2023;2024;Ändring\nNorra;11;3;-8\nSödra;15;61;46\nTotalt;26;64;38\n"
    options = Options(total_column="-", roles={"Ändring": "ändring(2024-2023)"})
    found = protected(tmp_path, text, options)
    assert {(0, 0, 1), (0, 0, 2)} <= found.signs.keys() or {(0, 0, 0), (0, 0, 1)} <= found.signs.keys()
    assert attacked(tmp_path, found.tables_as_csv()["tabell"], options).leaks == ()


def test_net_total(tmp_path: Path) -> None:
    text = "Nämnd;Antal\nNorra;3\nSödra;40\nTotalt netto;41\n"
    assert protected(tmp_path, text, Options(net_rows=True)).protection.cost == 1
    assert "S207" in refusals(tmp_path, text)[0]


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Nämnd\n", Options(), "tabell.csv:1: error[S202]: a table needs a head line"),
        ("N;A;A\nX;1;2\n", Options(), "tabell.csv:1: error[S202]: two columns are called `A`"),
        ("N;A;B\nX;1\n", Options(), "tabell.csv:2: error[S203]: the row has 2 cells, the head 3"),
        (
            "N;A\nX;en\nT;1\n",
            Options(),
            "tabell.csv:2: error[S205]: column `A` holds something that is not a count",
        ),
        (
            "N;A\nX;-4\nT;1\n",
            Options(),
            "tabell.csv:2: error[S205]: column `A` holds something that is not a count",
        ),
        (PLAIN, Options(total_row="Summa"), "tabell.csv: error[S206]: no row is called `Summa`"),
        (PLAIN.replace(";83", ";84"), Options(), "tabell.csv:2: error[S207]: raden Norra i tabell tabell"),
        (
            PLAIN.replace("15;61", "**;61"),
            Options(),
            "tabell.csv:3: error[S208]: `Kvinnor` is withheld already",
        ),
        (PLAIN, Options(links=("a = b",)), "--länk: error[S211]: the link `a = b` cannot be read"),
        (PLAIN, Options(links=("tabel[*; A] = tabell[*; Män]",)), "names no table `tabel`"),
        (PLAIN, Options(roles={"Män": "prosent(Kvinnor)"}), "tabell.csv:1: error[S212]: unknown role"),
        (
            PLAIN,
            Options(roles={"Män": "procent(Kvinor)"}),
            "error[S212]: the role `procent(Kvinor)` names no columns",
        ),
        ("N;nivå;A\nX;topp;4\n", Options(), "tabell.csv:2: error[S213]: the level is not a whole number"),
        (PLAIN, Options(threshold=1), "--tröskel: error[S214]: the threshold is 1"),
        (PLAIN, Options(kept=("b",)), "--behåll: error[S211]: no table is called `b`"),
        (PLAIN, Options(kept=("tabell",)), "tabell.csv: error[S210]: Norra, Kvinnor (tabell) can be told"),
        ('N;A\n"X;4\n', Options(), "error[S201]: a quotation mark is not closed"),
    ],
)
def test_messages(tmp_path: Path, text: str, options: Options, expected: str) -> None:
    """Each mistake is told with its place, and no figure of the file is quoted."""
    messages = refusals(tmp_path, text, options)
    assert any(expected in message for message in messages), messages
    shown = [message.split("| ", 1)[1].split("\n")[0] for message in messages if "| " in message]
    assert not any(re.search(r"\d", line) for line in shown)


def test_missing_file_and_encoding(tmp_path: Path) -> None:
    sink = Sink()
    path = tmp_path / "latin.csv"
    path.write_bytes("Nämnd;A\nÖ;4\n".encode("latin-1"))
    with pytest.raises(Refused):
        protect_files([path, tmp_path / "ingen.csv"], Options(), sink)
    assert [diagnostic.code for diagnostic in sink.in_order()] == ["S201", "S201"]


def test_contradiction_names_the_lines(tmp_path: Path) -> None:
    text = "Nämnd;Kvinnor;Män;Totalt\nNorra;*;8;20\nSödra;15;**;21\nTotalt;**;14;41\n"
    messages = refusals(tmp_path, text, attack=True)
    assert messages == [
        (
            "tabell.csv:2: error[S209]: raden Norra i tabell tabell: figures "
            "and signs contradict each other\n"
            "2 | Norra;*;•;••"
        )
    ]


@settings(max_examples=60)
@given(text=st.text(alphabet='AB;\n*0123456789, "nivå', max_size=60))
def test_reading_never_raises_anything_but_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path, sink = write(tmp_path_factory.mktemp("rå"), text), Sink()
    try:
        attack_files([path], Options(), sink)
    except Refused:
        assert sink.has_errors
