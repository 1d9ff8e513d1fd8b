"""Ways to break data, and what the statistician is told: code, place and words, and never a figure."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from specfactory import column, hints, messages, report, table

from socpdf.core.diagnostics import Refused, Sink, render
from socpdf.sources import load

DESCRIPTION = """\
titel = "Prov"
källa = "Påhittad"

[dimension.nämnd]
kategorier = ["Norra", "Södra", "Totalt"]
totalt = "Totalt"
additiv = true

[dimension.kön]
kategorier = ["kvinnor", "män"]
additiv = true

[mått.antal]
enhet = "antal"
räknar = "personer"

[mått.timmar]
enhet = "timmar"
räknar = "personer"
decimaler = 1
"""
HEAD = "nämnd,kön,antal,timmar\n"
GOOD = HEAD + "Norra,kvinnor,11,1.5\nNorra,män,12,2\nSödra,kvinnor,*,i.u\n"


def loaded(root: Path, files: Mapping[str, str | bytes]) -> Sink:
    """The sink after loading the one data set, which must be refused."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    sink = Sink()
    with pytest.raises(Refused):
        load(root, report(table(column("Antal"))), sink)
    return sink


def refused_csv(root: Path, content: str | bytes) -> Sink:
    return loaded(root, {"data/prov.toml": DESCRIPTION, "data/prov.csv": content})


CSV_CASES = {
    "unknown category": (
        HEAD + "Nora,kvinnor,11,1.5\n",
        "data/prov.csv:2:1: error[D112]: unknown category `Nora` of `nämnd`",
        "did you mean `Norra`?",
    ),
    "figure in the place of a category": (
        HEAD + "3,kvinnor,11,1.5\n",
        "data/prov.csv:2:1: error[D112]: unknown category `•` of `nämnd`",
        "valid here: `Norra`, `Södra`, `Totalt`",
    ),
    "empty category": (
        HEAD + "Norra,,11,1.5\n",
        "data/prov.csv:2:7: error[D112]: the cell of `kön` is empty",
        "valid here: `kvinnor`, `män`",
    ),
    "unknown column": (
        "nämnd,kön,antl,timmar\nNorra,kvinnor,11,1.5\n",
        "data/prov.csv:1:11: error[D107]: unknown column `antl`",
        "did you mean `antal`?",
    ),
    "head left out": (
        "2,3,11,15\n",
        "data/prov.csv:1:1: error[D107]: unknown column `•`",
        "valid here: `nämnd`, `kön`, `antal`, `timmar`",
    ),
    "missing column": (
        "nämnd,kön,antal\nNorra,kvinnor,11\n",
        "data/prov.csv:1: error[D108]: the column `timmar` of the description is missing",
        "add it, or take it out of the description",
    ),
    "semicolons": (
        "nämnd;kön;antal;timmar\nNorra;kvinnor;11;1.5\n",
        "data/prov.csv:1:1: error[D107]: unknown column `nämnd;kön;antal;timmar`",
        "separate the cells by commas",
    ),
    "column twice": (
        "nämnd,kön,antal,timmar,antal\nNorra,kvinnor,11,1.5,11\n",
        "data/prov.csv:1:24: error[D109]: the column `antal` stands twice",
        "keep one of them",
    ),
    "too many cells": (
        HEAD + "Norra,kvinnor,11,1,5\n",
        "data/prov.csv:2: error[D110]: the line has 5 cells, the head has 4",
        "put a cell that holds a comma in quotes",
    ),
    "too few cells": (
        HEAD + "Norra,kvinnor,11\n",
        "data/prov.csv:2: error[D110]: the line has 3 cells, the head has 4",
        "write an empty cell as two commas",
    ),
    "empty line": (
        HEAD + "\nNorra,kvinnor,11,1.5\n",
        "data/prov.csv:2: error[D110]: the line is empty",
        "delete it",
    ),
    "quote not closed": (
        HEAD + 'Norra,kvinnor,11,"1.5\n',
        "data/prov.csv:2: error[D111]: the quotes of this line do not close, or a line breaks within them",
        'close every quoted cell on its own line, and write a quote within one twice, as ""',
    ),
    "line break in quotes": (
        HEAD + '"Nor\nra",kvinnor,11,1.5\n',
        "data/prov.csv:2: error[D111]: the quotes of this line do not close, or a line breaks within them",
        'close every quoted cell on its own line, and write a quote within one twice, as ""',
    ),
    "text after quote": (
        HEAD + '"Norra"x,kvinnor,11,1.5\n',
        "data/prov.csv:2: error[D111]: the quotes of this line do not close, or a line breaks within them",
        'close every quoted cell on its own line, and write a quote within one twice, as ""',
    ),
    "observation twice": (
        HEAD + "Norra,kvinnor,11,1.5\nNorra,män,12,1.5\nNorra,kvinnor,13,1.5\n",
        "data/prov.csv:4: error[D113]: the observation stands on line 2 already",
        "keep one line for each combination of categories",
    ),
    "words": (
        HEAD + "Norra,kvinnor,elva 11,1.5\n",
        "data/prov.csv:2:15: error[D114]: the cell of `antal` is not a figure: `elva ••`",
        "write a figure, or one of the signs `*`, `**`, `.`, `i.u`",
    ),
    "true minus": (
        HEAD + "Norra,kvinnor,11,\u22121.5\n",
        "data/prov.csv:2:18: error[D114]: the cell of `timmar` is not a figure: `\u2212•.•`",
        "write the minus as a hyphen, `-`",
    ),
    "leading zero": (
        HEAD + "Norra,kvinnor,011,1.5\n",
        "data/prov.csv:2:15: error[D114]: the cell of `antal` is not a figure: `•••`",
        "write a figure, or one of the signs `*`, `**`, `.`, `i.u`",
    ),
    "spaces": (
        HEAD + "Norra,kvinnor, 11,1.5\n",
        "data/prov.csv:2:15: error[D114]: the cell of `antal` has spaces around its figure",
        "take the spaces away",
    ),
    "sixteen digits": (
        HEAD + "Norra,kvinnor,1234567890123456,1.5\n",
        "data/prov.csv:2:15: error[D114]: the cell of `antal` has more than 15 digits",
        "",
    ),
    "thousands by space": (
        HEAD + "Norra,kvinnor,4 427,1.5\n",
        "data/prov.csv:2:15: error[D115]: the cell of `antal` has a separator of thousands",
        "write the digits without anything between",
    ),
    "thousands or decimals": (
        HEAD + "Norra,kvinnor,11,1.234\n",
        "data/prov.csv:2:18: error[D115]: the cell of `timmar` has a separator of thousands",
        "write the digits without anything between",
    ),
    "percent": (
        HEAD + "Norra,kvinnor,11,54%\n",
        "data/prov.csv:2:18: error[D116]: the cell of `timmar` has a percent sign",
        'write the figure alone; the unit stands in the description, as enhet = "procent"',
    ),
    "negative count": (
        HEAD + "Norra,kvinnor,-11,1.5\n",
        "data/prov.csv:2:15: error[D117]: the cell of `antal` is below zero, but a count cannot be",
        "correct it at its source",
    ),
    "empty cell": (
        HEAD + "Norra,kvinnor,,1.5\n",
        "data/prov.csv:2:15: error[D118]: the cell of `antal` is empty",
        "write a figure or a sign, or `tom = true` under the measure if cells may be empty",
    ),
    "decimals of a count": (
        HEAD + "Norra,kvinnor,11.5,1.5\n",
        "data/prov.csv:2:15: error[D119]: the cell of `antal` has 1 decimals, declared are whole numbers",
        "round the figures at their source, or declare more with `decimaler`",
    ),
    "too many decimals": (
        HEAD + "Norra,kvinnor,11,1.55\n",
        "data/prov.csv:2:18: error[D119]: the cell of `timmar` has 2 decimals, declared are 1 decimal",
        "round the figures at their source, or declare more with `decimaler`",
    ),
    "two decimal signs": (
        HEAD + 'Norra,kvinnor,11,1.5\nNorra,män,11,"1,6"\n',
        "data/prov.csv:3:14: error[D120]: the cell of `timmar` has a decimal `,`, cells above have `.`",
        "use decimal points or decimal commas throughout the column",
    ),
    "nothing but a head": (
        HEAD,
        "data/prov.csv:1: error[D106]: the file has no observation",
        "write one line for each observation",
    ),
    "empty file": (
        "",
        "data/prov.csv: error[D106]: the file is empty",
        "write a line of column names, then one line for each observation",
    ),
    "empty first line": (
        "\n" + GOOD,
        "data/prov.csv:1: error[D106]: the first line is empty",
        "write the names of the columns there",
    ),
    "NUL": (
        HEAD + "Norra,kvin\0nor,11,1.5\n",
        "data/prov.csv:2:11: error[D105]: the file holds a NUL character",
        "save it again as CSV UTF-8",
    ),
}


@pytest.mark.parametrize(("content", "message", "hint"), CSV_CASES.values(), ids=CSV_CASES.keys())
def test_a_broken_file_is_told_with_its_place(tmp_path: Path, content: str, message: str, hint: str) -> None:
    """One thing is wrong, and only that is said."""
    sink = refused_csv(tmp_path, content)
    assert (messages(sink)[0], hints(sink)[0]) == (message, hint)
    assert len({diagnostic.code for diagnostic in sink.diagnostics}) == 1


def test_windows_1252_is_placed_at_its_first_letter(tmp_path: Path) -> None:
    """The line and column of the byte that is no UTF-8 are told."""
    sink = refused_csv(tmp_path, ("nämnd,kön\n".encode() + "åNorra".encode() + "Södra".encode("cp1252")))
    assert messages(sink) == ["data/prov.csv:2:8: error[D104]: the file is not UTF-8 from here on"]


def test_no_message_shows_a_figure(tmp_path: Path) -> None:
    """The line under a message has every figure masked, also where columns are shifted."""
    rows = "Norra,kvinnor,2 x,1.5\nSödra,3,män,1\nNorra,kvinnor,2,3,1\n2,2,3\n"
    sink = refused_csv(tmp_path, HEAD + rows)
    shown = "\n".join(render(diagnostic).partition("error[")[2][5:] for diagnostic in sink.diagnostics)
    words = shown.replace("2 |", "").replace("3 |", "").replace("4 |", "").replace("5 |", "")
    words = words.replace("has 5 cells", "").replace("has 3 cells", "").replace("has 4", "")
    assert not any(character.isdigit() for character in words)
    assert "Norra,kvinnor,• x,•.•" in shown


def test_errors_are_capped_and_counted(tmp_path: Path) -> None:
    """Fifty are shown one by one, the rest as a number."""
    sink = refused_csv(tmp_path, HEAD + "Norra,kvinnor,x,1.5\n" * 60)
    assert len(sink.diagnostics) == 51
    assert sink.diagnostics[-1].message == "10 further errors in this file are not shown"


TOML_CASES = {
    "not TOML": (
        'titel = "Prov\n',
        "data/prov.toml:1:14: error[D130]: illegal character '\\n'",
    ),
    "not TOML after Swedish keys": (
        'källa = "x"\n[mått.räknat]\nnämnd = = 1\n',
        "data/prov.toml:3:9: error[D130]: invalid value",
    ),
    "unknown key": (
        DESCRIPTION.replace("källa", "kälä"),
        "data/prov.toml:2:1: error[D131]: unknown key `kälä`",
    ),
    "unknown key in a table": (
        DESCRIPTION.replace("additiv", "adition", 1),
        "data/prov.toml:7:1: error[D131]: unknown key `adition` in `[dimension.nämnd]`",
    ),
    "wrong type": (
        DESCRIPTION.replace("decimaler = 1", 'decimaler = "1"'),
        "data/prov.toml:20:1: error[D132]: `decimaler` in `[mått.timmar]` must be a whole number from 0 to 6",
    ),
    "date in quotes": (
        'per = "2024-12-31"\n' + DESCRIPTION,
        "data/prov.toml:1:1: error[D132]: `per` must be a date without quotes, as 2024-12-31",
    ),
    "missing key": (
        DESCRIPTION.replace('räknar = "personer"\n', "", 1),
        "data/prov.toml:13:1: error[D133]: the key `räknar` is missing in `[mått.antal]`",
    ),
    "missing title": (
        DESCRIPTION.replace('titel = "Prov"\n', ""),
        "data/prov.toml: error[D133]: the key `titel` is missing",
    ),
    "unknown unit": (
        DESCRIPTION.replace('"timmar"', '"timma"'),
        "data/prov.toml:18:1: error[D134]: `enhet` cannot be `timma` in `[mått.timmar]`",
    ),
    "unknown total": (
        DESCRIPTION.replace('totalt = "Totalt"', 'totalt = "Summa"'),
        "data/prov.toml:6:1: error[D134]: `totalt` names the unknown category `Summa` in `[dimension.nämnd]`",
    ),
    "unknown base": (
        DESCRIPTION + 'bas = "antl"\n',
        "data/prov.toml:21:1: error[D134]: `bas` names the unknown measure `antl` in `[mått.timmar]`",
    ),
    "category twice": (
        DESCRIPTION.replace('"Södra"', '"Norra"'),
        "data/prov.toml:5:1: error[D135]: the category `Norra` stands twice",
    ),
    "share without a whole": (
        DESCRIPTION + '[mått.andel]\nenhet = "procent"\nräknar = "personer"\ntäljare = "antal"\n',
        "data/prov.toml:24:1: error[D135]: a computed share needs `över`",
    ),
    "one name for two": (
        DESCRIPTION.replace("[mått.timmar]", "[mått.kön]"),
        "data/prov.toml:17:1: error[D135]: `kön` is both a dimension and a measure",
    ),
    "a dimension named as an option": (
        DESCRIPTION.replace("[dimension.kön]", "[dimension.grupp]"),
        "data/prov.toml:9:1: error[D135]: a dimension cannot have the name `grupp`",
    ),
    "query for a file": (
        DESCRIPTION + '[fil]\nfråga = "SELECT 1"\n',
        "data/prov.toml:22:1: error[D135]: `fråga` is for the format `sql`",
    ),
    "no such workbook": (
        DESCRIPTION + '[fil]\nformat = "excel"\n',
        "data/prov.toml:21:1: error[D101]: there is no file `data/prov.xlsx`",
    ),
}


@pytest.mark.parametrize(("description", "message"), TOML_CASES.values(), ids=TOML_CASES.keys())
def test_a_broken_description_is_told_with_its_place(tmp_path: Path, description: str, message: str) -> None:
    """The key that is wrong is pointed at, also where its name has Swedish letters."""
    sink = loaded(tmp_path, {"data/prov.toml": description, "data/prov.csv": GOOD})
    assert message in messages(sink)


def test_all_errors_of_a_description_are_told_at_once(tmp_path: Path) -> None:
    """Three things are wrong, three messages say so."""
    text = DESCRIPTION.replace("källa", "kala").replace('"timmar"', '"timma"')
    sink = loaded(tmp_path, {"data/prov.toml": text, "data/prov.csv": GOOD})
    assert [d.code for d in sink.in_order()] == ["D133", "D131", "D134"]


def test_a_missing_data_set_is_told_where_it_is_named(tmp_path: Path) -> None:
    """The place is the option of the directive, the hint a name that is there."""
    sink = loaded(tmp_path, {"data/provet.toml": DESCRIPTION, "data/provet.csv": GOOD})
    assert messages(sink) == ["layouts/1-prov.md:12:1: error[D101]: there is no data set `prov`"]
    assert hints(sink) == ["did you mean `provet`?"]


def test_figures_without_description_are_told(tmp_path: Path) -> None:
    """Nothing is guessed from the head of the file."""
    sink = loaded(tmp_path, {"data/prov.csv": GOOD})
    assert messages(sink) == ["layouts/1-prov.md:12:1: error[D102]: the data set `prov` has no description"]


@pytest.mark.parametrize("name", ["../hemligt", "/etc/hemligt", "a/../../hemligt", "C:hemligt"])
def test_a_path_cannot_leave_the_project(tmp_path: Path, name: str) -> None:
    """Neither `..` nor an absolute path is followed, though the file is there."""
    (tmp_path / "hemligt.toml").write_text(DESCRIPTION, encoding="utf-8")
    (tmp_path / "projekt").mkdir()
    sink = Sink()
    with pytest.raises(Refused):
        load(tmp_path / "projekt", report(table(column("Antal"), data=name)), sink)
    assert messages(sink) == [
        f"layouts/1-prov.md:12:1: error[D103]: the data set `{name}` is not inside the project"
    ]


def test_a_link_cannot_leave_the_project(tmp_path: Path) -> None:
    """A symbolic link out of the project is not followed."""
    outside = tmp_path / "utanför.csv"
    outside.write_text(GOOD, encoding="utf-8")
    root = tmp_path / "projekt"
    (root / "data").mkdir(parents=True)
    (root / "data/prov.csv").symlink_to(outside)
    sink = loaded(root, {"data/prov.toml": DESCRIPTION})
    assert messages(sink) == [
        "data/prov.toml: error[D103]: the file `data/prov.csv` is not inside the project"
    ]
