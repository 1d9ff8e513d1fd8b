"""A register of a million invented rows: gross and net tables, quickly, in bounded memory, and right."""

import csv
import random
import resource
import statistics
import sys
from collections import Counter
from pathlib import Path
from time import process_time

import pytest
from tableproject import grid, refused, table

ROWS, PERSONS = 1_000_000, 300_000
DISTRICTS = tuple(f"Nämnd {letter}" for letter in "ABCDEFGHIJKL")
SEXES = ("kvinnor", "män")
AGES = ("20–34 år", "35–49 år", "50–64 år")
SERVICES = ("boendestöd", "sysselsättning", "hemtjänst", "stödboende")
YEARS = (2022, 2023, 2024)
COLUMNS = ("person", "nämnd", "kön", "ålder", "insats", "år", "timmar")

DESCRIPTION = """\
titel = "Beslut"
källa = "Påhittat register"

[register]
person = "person"

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = [{districts}]
additiv = false # en person kan ha beslut i flera nämnder

[dimension.kön]
kategorier = ["kvinnor", "män"]
additiv = true

[dimension.ålder]
kategorier = ["20–34 år", "35–49 år", "50–64 år"]
additiv = false # den som fyller år kan finnas i två grupper
intervall = true

[dimension.insats]
kategorier = ["boendestöd", "sysselsättning", "hemtjänst", "stödboende"]
additiv = false

[dimension.år]
kategorier = ["2022", "2023", "2024"]
additiv = false

[mått.personer]
rubrik = "Personer"
enhet = "antal"
räknar = "personer"
beräkning = "unika"

[mått.beslut]
rubrik = "Beslut"
enhet = "antal"
räknar = "beslut"
beräkning = "rader"

[mått.timmar]
rubrik = "Timmar (Mv)"
enhet = "timmar"
räknar = "personer"
decimaler = 1
beräkning = "medelvärde"
kolumn = "timmar"

[mått.median]
rubrik = "Timmar (median)"
enhet = "timmar"
räknar = "personer"
decimaler = 1
beräkning = "median"
kolumn = "timmar"
""".format(districts=", ".join(f'"{district}"' for district in DISTRICTS))


def write_register(path: Path, rows: int, persons: int) -> None:
    """One row for each person and decision; a person keeps the sex, and may have decisions anywhere."""
    chance = random.Random(8)
    sexes = chance.choices(SEXES, k=persons)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for _ in range(rows):
            person = int(chance.random() * persons)
            writer.writerow(
                (
                    f"P{person:06}",
                    DISTRICTS[int(chance.random() * 12)],
                    sexes[person],
                    AGES[int(chance.random() * 3)],
                    SERVICES[int(chance.random() * 4)],
                    YEARS[int(chance.random() * 3)],
                    "" if chance.random() < 0.1 else f"{chance.random() * 40:.1f}",
                )
            )


TABLE = """\
:::{tabell} 1:1
rubrik: Personer och beslut
data: beslut
rader: nämnd
summa: {brutto: Staden brutto, netto: Staden netto}
kolumner:
  - {för: [år, kön], mått: personer, år: [2023, 2024], summa: Totalt}
  - {grupp: Beslut, rubrik: Kvinnor, mått: beslut, kön: kvinnor}
  - {rubrik: Beslut av alla, mått: beslut}
:::
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("register")
    (root / "data/prov").mkdir(parents=True)
    write_register(root / "data/prov/beslut.csv", ROWS, PERSONS)
    return root


def counted(path: Path) -> tuple[dict[tuple[str, ...], set[str]], Counter[tuple[str, str]]]:
    """The same by hand: persons by year, district and sex, and this year's decisions by district and sex."""
    persons: dict[tuple[str, ...], set[str]] = {}
    decisions: Counter[tuple[str, str]] = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            persons.setdefault((row["år"], row["nämnd"], row["kön"]), set()).add(row["person"])
            if row["år"] == "2024":
                decisions[row["nämnd"], row["kön"]] += 1
    return persons, decisions


def test_a_million_rows_give_gross_and_net_tables(project: Path) -> None:
    """Equal to an independent count, in seconds; the register is never held as text."""
    start, before = process_time(), _peak()
    made = table(project, TABLE, {"prov/beslut.toml": DESCRIPTION})
    seconds, megabytes = process_time() - start, _peak() - before
    persons, decisions = counted(project / "data/prov/beslut.csv")

    def unique(year: str, sexes: tuple[str, ...], districts: tuple[str, ...] = DISTRICTS) -> int:
        return len(set().union(*(persons[year, d, s] for d in districts for s in sexes)))

    for row, district in zip(grid(made), DISTRICTS, strict=False):
        expected = [
            unique(year, sexes, (district,))
            for year in ("2023", "2024")
            for sexes in (("kvinnor",), ("män",), SEXES)
        ]
        assert row[1:7] == [str(number) for number in expected]
        assert row[7:] == [
            str(decisions[district, "kvinnor"]),
            str(sum(decisions[district, sex] for sex in SEXES)),
        ]
    gross, net = grid(made)[-2:]
    assert gross[6] == str(sum(unique("2024", SEXES, (district,)) for district in DISTRICTS))
    assert net[1:7] == [
        str(unique(year, sexes)) for year in ("2023", "2024") for sexes in (("kvinnor",), ("män",), SEXES)
    ]
    assert gross[8] == net[8] == str(decisions.total())
    # Measured on a slow core: 4 seconds, and 174 MB with the libraries. As text it would be a gigabyte.
    assert seconds < 30
    assert megabytes < 500


def _peak() -> float:
    """The most memory this process has had, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def test_means_and_medians_of_a_column(tmp_path: Path) -> None:
    """Over the rows that have a figure; exactly, and rounded once."""
    (tmp_path / "data/prov").mkdir(parents=True)
    path = tmp_path / "data/prov/beslut.csv"
    write_register(path, 3000, 900)
    text = (
        ":::{tabell} 1:1\nrubrik: Timmar\ndata: beslut\nrader: insats\nsumma: Alla\nkolumner:\n"
        "  - {mått: timmar}\n  - {mått: median}\n:::\n"
    )
    made = table(tmp_path, text, {"prov/beslut.toml": DESCRIPTION})
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["år"] == "2024" and row["timmar"]]
    for line, service in zip(grid(made), (*SERVICES, ""), strict=True):
        hours = [round(10 * float(row["timmar"])) for row in rows if service in {"", row["insats"]}]
        assert line[1:] == [
            f"{_half_up(sum(hours), len(hours)) / 10:.1f}",
            f"{_half_up(round(2 * statistics.median(hours)), 2) / 10:.1f}",
        ]


def _half_up(number: int, by: int) -> int:
    return (2 * number + by) // (2 * by)


def test_few_persons_of_a_register_are_withheld(tmp_path: Path) -> None:
    """What is counted from a register is protected as what is delivered."""
    rows = [("a", "kvinnor"), ("a", "kvinnor"), ("b", "män"), *((f"p{n}", "män") for n in range(9))]
    text = "person,nämnd,kön,ålder,insats,år,timmar\n" + "".join(
        f"{person},Nämnd A,{sex},20–34 år,boendestöd,2024,\n" for person, sex in rows
    )
    made = table(
        tmp_path,
        ":::{tabell} 1:1\nrubrik: P\ndata: beslut\nrader: kön\nkolumner:\n  - {mått: personer}\n:::\n",
        {"prov/beslut.toml": DESCRIPTION, "prov/beslut.csv": text},
    )
    assert grid(made) == [["Kvinnor", "*"], ["Män", "10"]]


HEAD = ",".join(COLUMNS) + "\n"
BROKEN = {
    "unknown category": ("a,Namnd A,män,20–34 år,boendestöd,2024,\n", 2, "D112", "of `nämnd`"),
    "no person": (",Nämnd A,män,20–34 år,boendestöd,2024,\n", 2, "D112", "the cell of `person` is empty"),
    "no figure": ("a,Nämnd A,män,20–34 år,boendestöd,2024,tio\n", 2, "D114", "is not a figure: `tio`"),
    "too many cells": ("a,Nämnd A,män,20–34 år,boendestöd,2024,1,2\n", 2, "D110", "has 8 cells"),
    "no rows": ("", 1, "D106", "the register has no row"),
}


@pytest.mark.parametrize(("row", "line", "code", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_register_is_told_with_its_line(
    tmp_path: Path, row: str, line: int, code: str, words: str
) -> None:
    """Line and words, and nothing of who it is about."""
    data = {"prov/beslut.toml": DESCRIPTION, "prov/beslut.csv": HEAD + row}
    (diagnostic,) = refused(tmp_path, TABLE, data)
    assert (str(diagnostic.span), diagnostic.code) == (f"data/prov/beslut.csv:{line}", code)
    assert words in diagnostic.message
    assert diagnostic.excerpt == ""


def test_the_head_of_a_register_is_checked(tmp_path: Path) -> None:
    """A column that is missing is named."""
    data = {"prov/beslut.toml": DESCRIPTION, "prov/beslut.csv": "person,nämnd\na,Nämnd A\n"}
    found = [diagnostic.message for diagnostic in refused(tmp_path, TABLE, data)]
    missing = ("insats", "kön", "timmar", "ålder", "år")
    assert found == [f"the column `{name}` of the description is missing" for name in missing]
