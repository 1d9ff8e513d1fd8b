"""Ways to break the declaration of a table: each is told at its place, with what to write instead."""

from pathlib import Path

import pytest
from tableproject import FIRST_LINE, refused

DESCRIPTION = """\
titel = "Prov"
källa = "System"

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = ["Norra", "Södra"]
additiv = true

[dimension.kön]
kategorier = ["kvinnor", "män"]
additiv = true

[dimension.år]
kategorier = ["2024"]
additiv = false

[dimension.boende]
kategorier = ["eget", "delat"]
additiv = false

[mått.antal]
enhet = "antal"
räknar = "personer"

[mått.timmar]
enhet = "timmar"
räknar = "personer"
decimaler = 1
beräkning = "medelvärde"
bas = "antal"
"""
CSV = "nämnd,kön,år,boende,antal,timmar\n" + "".join(
    f"{board},{sex},2024,{home},{number},1.5\n"
    for board, sex, home, number in (
        ("Norra", "kvinnor", "eget", 10),
        ("Norra", "män", "eget", 20),
        ("Södra", "kvinnor", "eget", 30),
        ("Södra", "män", "eget", 40),
        ("Norra", "kvinnor", "delat", 0),
        ("Norra", "män", "delat", 0),
        ("Södra", "kvinnor", "delat", 0),
        ("Södra", "män", "delat", 0),
    )
)
DATA = {"prov/prov.toml": DESCRIPTION, "prov/prov.csv": CSV}
TABLE = """\
:::{tabell} 1:1
rubrik: Prov
data: prov
mått: antal
urval: {boende: eget}
rader: nämnd
kolumner:
  - {rubrik: Antal}
summa: Staden
:::
"""

# What is replaced in the table, by what, the place of the message, its code, words of it, and of its hint.
BROKEN = {
    "unknown data set": ("data: prov", "data: prv", "3:7", "D101", "no data set `prov/prv`", "`prov`"),
    "unknown dimension of the rows": ("rader: nämnd", "rader: namnd", "6:8", "T102", "`namnd`", "`nämnd`"),
    "unknown dimension of columns": (
        "{rubrik: Antal}",
        "{för: [kon]}",
        "8:5",
        "T102",
        "unknown dimension `kon`",
        "did you mean `kön`?",
    ),
    "unknown measure": (
        "{rubrik: Antal}",
        "{rubrik: Antal, mått: antl}",
        "8:5",
        "T101",
        "unknown measure `antl`",
        "did you mean `antal`?",
    ),
    "unknown category of a column": (
        "{rubrik: Antal}",
        "{rubrik: Antal, kön: kvinor}",
        "8:5",
        "T103",
        "unknown category `kvinor` of `kön`",
        "did you mean `kvinnor`?",
    ),
    "unknown category among those to go over": (
        "{rubrik: Antal}",
        "{för: kön, kön: [män, kvinor]}",
        "8:5",
        "T103",
        "unknown category `kvinor` of `kön`",
        "did you mean `kvinnor`?",
    ),
    "measure left open": ("mått: antal\n", "", "7:5", "T114", "have 2 measures", "`timmar`"),
    "two columns of one name": (
        "- {rubrik: Antal}",
        "- {rubrik: Antal}\n  - {rubrik: Antal, kön: män}",
        "9:5",
        "T108",
        "two columns have the name `Antal`",
        "another head or group",
    ),
    "two rows of one name": (
        "summa: Staden",
        "summa: Norra",
        "9:8",
        "T108",
        "two rows have the name `Norra`",
        "another head or group",
    ),
    "dimension of the rows fixed": (
        "{rubrik: Antal}",
        "{rubrik: Antal, nämnd: Norra}",
        "8:5",
        "T109",
        "`nämnd` makes the rows and cannot be fixed too",
        "take the filter away",
    ),
    "share of what cannot be added up": (
        "{rubrik: Antal}",
        "{rubrik: Andel, mått: timmar, andel: nämnd}",
        "8:5",
        "T111",
        "shares of `timmar` make no sense",
        "a count or an amount",
    ),
    "share of nothing that varies": (
        "{rubrik: Antal}",
        "{rubrik: Andel, andel: rad}",
        "8:5",
        "T111",
        "`andel: rad` has no whole",
        "name the dimension",
    ),
    "counts made to add up": (
        "{rubrik: Antal}",
        "{rubrik: Antal, utjämna: ja}",
        "8:5",
        "T111",
        "`antal` is no share that could be made to add up",
        "leave `utjämna` out",
    ),
    "several categories for one line": (
        "{rubrik: Antal}",
        "{rubrik: Antal, kön: [män, kvinnor]}",
        "8:5",
        "T112",
        "`kön` has several categories here",
        "`för: kön`",
    ),
    "several categories for the table": (
        "urval: {boende: eget}",
        "urval: {boende: [eget, delat]}",
        "5:8",
        "T112",
        "`boende` has several categories here",
        "`för: boende`",
    ),
    "dimension left open": (
        "urval: {boende: eget}\n",
        "",
        "7:5",
        "T104",
        "`boende` is left open",
        "`boende: eget`",
    ),
    "no year before": (
        "{rubrik: Antal}",
        "{rubrik: Förändring, förändring: antal}",
        "8:5",
        "T115",
        "the data have no year 2023 to compare 2024 with",
        "leave the change out",
    ),
    "group that is none": (
        "{rubrik: Antal}",
        "{rubrik: Antal, per: kön}",
        "8:5",
        "T117",
        "`kön` makes no rows",
        "valid here: `nämnd`",
    ),
    "two measures for a cell": (
        "rader: nämnd\nkolumner:\n  - {rubrik: Antal}",
        "stubb: Rad\nrader:\n  - {rubrik: Alla, mått: antal}\nkolumner:\n  - {rubrik: Antal, mått: timmar}",
        "10:5",
        "T118",
        "the row asks for `antal`, the column for `timmar`",
        "only rows or only columns",
    ),
    "heads of the labels": (
        "rader: nämnd",
        "rader: nämnd\nstubb: [Nämnd, Kön]",
        "7:8",
        "T119",
        "`stubb` has 2 heads for 1 columns of labels",
        "write one head for each",
    ),
    "labels without a head": (
        "rader: nämnd",
        "rader:\n  - {rubrik: Alla}",
        "7:3",
        "T119",
        "the column of row labels has no head",
        "write `stubb`",
    ),
    "hidden change": (
        "- {rubrik: Antal}\nsumma: Staden",
        "- {rubrik: Kvot, mått: kvot}\ndölj:\n  - {rad: Norra}",
        "10:5",
        "T120",
        "a change or a rate is not withheld by itself",
        "the count it is computed from",
    ),
    "sign without a note": (
        "summa: Staden",
        'summa: "Staden**"',
        "1:1",
        "T122",
        "the sign `**` has no note",
        'write under `noter`: "** …"',
    ),
    "mark of no cells": (
        "summa: Staden",
        "summa: Staden\ndölj:\n  - {kolumn: []}",
        "11:5",
        "T121",
        "no cells are named",
        "`rad`",
    ),
    "mark of two columns at once": (
        "  - {rubrik: Antal}",
        "  - {grupp: A, rubrik: Antal}\n  - {grupp: B, rubrik: Antal}\ndölj:\n  - {kolumn: Antal}",
        "11:5",
        "T121",
        "the table has 2 columns `Antal`",
        "`A / Antal`, `B / Antal`",
    ),
    "mark of an unknown row": (
        "summa: Staden",
        "summa: Staden\nnoter: ['** Not.']\nmärk:\n  - {rad: Nora, tecken: '**'}",
        "12:5",
        "T121",
        "the table has no row `Nora`",
        "did you mean `Norra`?",
    ),
    "invented decimals": (
        "{rubrik: Antal}",
        "{rubrik: Antal, decimaler: 2}",
        "8:5",
        "T110",
        "`decimaler: 2` is more than the data of `antal` have",
        "write at most 0",
    ),
    "total of means": (
        "{rubrik: Antal}",
        "{rubrik: Timmar, mått: timmar, kön: män}",
        "9:8",
        "T106",
        "row `Staden`: figures of `timmar` cannot be added up over `nämnd`",
        "give the total in the data",
    ),
    "total of overlapping categories": (
        "urval: {boende: eget}\nrader: nämnd",
        "rader: boende",
        "8:8",
        "T106",
        "row `Staden`: the categories of `boende` cannot be added up",
        "give the total in the data",
    ),
    "word that is no total": (
        "summa: Staden",
        "summa: {alla: Staden}",
        "9:8",
        "L204",
        "`summa` must be the label of the total",
        "`{brutto: Totalt brutto, netto: Totalt netto}`",
    ),
}
RATE = """
[mått.kvot]
enhet = "antal"
räknar = "personer"
decimaler = 1
täljare = "antal"
nämnare = "antal"
"""


@pytest.mark.parametrize(("old", "new", "place", "code", "words", "hint"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_declaration_is_told(
    tmp_path: Path, old: str, new: str, place: str, code: str, words: str, hint: str
) -> None:
    """The first message has the line and column of what is wrong, and says what to write."""
    assert TABLE.count(old) == 1
    data = DATA | ({"prov/prov.toml": DESCRIPTION + RATE} if "kvot" in new else {})
    found = refused(tmp_path, TABLE.replace(old, new), data)[0]
    line, column = place.split(":")
    assert (str(found.span), found.code) == (
        f"layouts/1-prov.md:{FIRST_LINE + int(line) - 1}:{column}",
        code,
    ), found
    assert words in found.message
    assert hint in found.hint


VALUES = {
    "division by zero": (
        'värden:\n  hem: fakta("prov", mått="antal", boende="delat")\n  a: hem / hem\n',
        7,
        "T206",
        "division by zero",
    ),
    "cyclic value": ("värden:\n  ett: två + 1\n  två: ett + 1\n", 6, "L312", "rests on itself"),
    "misspelt row": (
        'värden:\n  a: tabell("1:1")["Nora", "Antal"]\n',
        6,
        "T203",
        "table 1:1 has no row `Nora`",
    ),
    "misspelt column": (
        'värden:\n  a: tabell("1:1")["Norra", "Antalet"]\n',
        6,
        "T203",
        "no column `Antalet`",
    ),
}


@pytest.mark.parametrize(("values", "line", "code", "words"), VALUES.values(), ids=VALUES.keys())
def test_a_broken_value_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: str, line: int, code: str, words: str
) -> None:
    """Values over the table are checked with it."""
    front = f"---\nkapitel: 1\ntitel: Prov\ndata: prov\n{values}---\n\n"
    monkeypatch.setattr("tableproject.FRONT", front)
    found = refused(tmp_path, TABLE, DATA)[0]
    assert (found.span.line, found.code) == (line, code)
    assert words in found.message
    assert found.hint
