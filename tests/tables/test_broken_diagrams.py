"""Ways to break the declaration of a diagram: each is told at its place, with what to write instead."""

from pathlib import Path

import pytest
from tableproject import FIRST_LINE, refused, released

DESCRIPTION = """\
titel = "Prov"
källa = "System"

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = ["Norra", "Södra", "Östra"]
additiv = false

[dimension.kön]
kategorier = ["kvinnor", "män"]
additiv = true

[dimension.år]
kategorier = ["2022", "2023", "2024"]
additiv = false

[mått.antal]
enhet = "antal"
räknar = "personer"

[mått.timmar]
enhet = "timmar"
räknar = "personer"
"""
BOARDS = ("Norra", "Södra", "Östra")
CSV = "nämnd,kön,år,antal,timmar\n" + "".join(
    f"{board},{sex},{year},{40 - row},{row}\n"
    for row, (board, sex, year) in enumerate(
        (board, sex, year) for board in BOARDS for sex in ("kvinnor", "män") for year in (2022, 2023, 2024)
    )
)
MANY = """\
titel = "Många"
källa = "System"

[dimension.ort]
rubrik = "Ort"
kategorier = [{names}]
additiv = true

[mått.antal]
enhet = "antal"
räknar = "personer"
"""
PLACES = [f"Orten {letter}" for letter in "abcdefghijklm"]
DATA = {
    "prov/prov.toml": DESCRIPTION,
    "prov/prov.csv": CSV,
    "prov/orter.toml": MANY.replace("{names}", ", ".join(f'"{name}"' for name in PLACES)),
    "prov/orter.csv": "ort,antal\n" + "".join(f"{name},{20 + at}\n" for at, name in enumerate(PLACES)),
}
TABLES = """\
:::{tabell} 1:1
rubrik: Antal
data: prov
rader: nämnd
kolumner:
  - {för: [år, kön], mått: antal, summa: Totalt}
  - {rubrik: Timmar, mått: timmar, kön: män}
  - {rubrik: Skillnad, mått: antal, kön: män, förändring: antal}
:::

:::{tabell} 1:2
rubrik: Orter
data: orter
rader: ort
kolumner: [{rubrik: Antal}]
summa: Totalt
:::

"""
GOOD = """\
:::{diagram} 1:1
rubrik: Prov
sort: staplar
tabell: "1:1"
serier: [2024 / Kvinnor, 2024 / Män]
:::
"""
FIRST = TABLES.count("\n") + FIRST_LINE

# What is replaced in the diagram, by what, the place of the message, its code, words of it, and of its hint.
BROKEN = {
    "unknown series": (
        "2024 / Män]",
        "2024 / Man]",
        "5:9",
        "T121",
        "the table has no column `2024 / Man`",
        "did you mean `2024 / Män`?",
    ),
    "series of several columns": (
        "2024 / Män]",
        "Män]",
        "5:9",
        "T121",
        "the table has 3 columns `Män`",
        "`2022 / Män`",
    ),
    "unknown row": (
        "serier:",
        "rader: [Norra, Vestra]\nserier:",
        "5:8",
        "T121",
        "the table has no row `Vestra`",
        "did you mean `Östra`?",
    ),
    "unknown row left out": (
        "serier:",
        "utom: Nora\nserier:",
        "5:7",
        "T121",
        "the table has no row `Nora`",
        "did you mean `Norra`?",
    ),
    "nothing left": (
        "serier:",
        "utom: [Norra, Södra, Östra]\nserier:",
        "1:1",
        "T309",
        "no row is left to draw",
        "leave fewer out",
    ),
    "highlight of nothing": (
        "serier:",
        "framhäv: [Nora]\nserier:",
        "5:10",
        "T302",
        "the diagram has nothing of the name `Nora`",
        "did you mean `Norra`?",
    ),
    "two units on one axis": (
        "2024 / Män]",
        "Timmar]",
        "5:9",
        "T303",
        "one axis cannot show `antal` and `timmar`",
        "`sort: par`",
    ),
    "a pair of one unit": (
        "sort: staplar",
        "sort: par",
        "3:7",
        "T303",
        "both series are in antal",
        "write `sort: staplar`",
    ),
    "a pyramid of three": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        'sort: pyramid\ntabell: "1:1"\nserier: [2022 / Män, 2023 / Män, 2024 / Män]',
        "5:9",
        "T304",
        "`pyramid` shows 2 series, and here are 3",
        "`serier`",
    ),
    "dots of one": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        'sort: punkter\ntabell: "1:1"\nserier: [2024 / Män]',
        "5:9",
        "T304",
        "`punkter` shows 2 series, and here is 1",
        "`serier`",
    ),
    "parts of two series": (
        "sort: staplar",
        "sort: delar",
        "5:9",
        "T304",
        "`delar` shows one series, and here are 2",
        "`serier`",
    ),
    "lines over boards": (
        "sort: staplar",
        "sort: linjer",
        "3:7",
        "T305",
        "`Norra`, … are no times in their order",
        "`sort: staplar`",
    ),
    "years in another order": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        (
            "sort: linjer\ndata: prov\nmått: antal\nrader: år\n"
            'urval: {kön: män, nämnd: Norra, år: ["2024", "2022"]}'
        ),
        "3:7",
        "T305",
        "`2024`, … are no times",
        "`sort: staplar`",
    ),
    "line over one year": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        (
            "sort: linjer\ndata: prov\nmått: antal\nurval: {kön: män, nämnd: Norra}\n"
            "rader:\n  - {för: år, år: [2024]}"
        ),
        "3:7",
        "T305",
        "a line over one year is a dot",
        "add years",
    ),
    "below zero on top of each other": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        'sort: staplade\ntabell: "1:1"\nserier: [Skillnad]',
        "3:7",
        "T306",
        "a figure is below zero, which `staplade` cannot show",
        "`sort: staplar`",
    ),
    "shares of a part": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        'sort: andelar\ntabell: "1:1"\nserier: [2023 / Kvinnor, 2024 / Män]',
        "5:9",
        "T307",
        "the parts do not make a whole",
        "draw all parts",
    ),
    "parts that overlap": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        'sort: delar\ntabell: "1:1"\nserier: [2024 / Män]',
        "5:9",
        "T307",
        "the parts do not make a whole",
        "no total",
    ),
    "a total on top of its parts": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        'sort: staplade\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Totalt]',
        "5:9",
        "T307",
        "must not overlap",
        "leave totals out",
    ),
    "too many series": (
        "serier: [2024 / Kvinnor, 2024 / Män]",
        "serier: [2022 / Kvinnor, 2022 / Män, 2023 / Kvinnor, 2023 / Män, 2024 / Män]",
        "5:9",
        "T308",
        "5 series in one `staplar` cannot be told apart",
        "`paneler: serier`",
    ),
    "a map of what is no district": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        'sort: karta\ntabell: "1:1"\nserier: [2024 / Män]',
        "3:7",
        "T310",
        "the map has no tile for `Norra`, …",
        "draw boards such as `Järva`",
    ),
    "too many parts": (
        'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        'sort: delar\ntabell: "1:2"',
        "3:7",
        "T308",
        "`delar` shows at most 6 parts, not 13",
        "`sort: staplar`",
    ),
    "long names below bars that stand": (
        'tabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]',
        'tabell: "1:2"\nliggande: nej',
        "5:11",
        "T308",
        "13 names have no room below bars that stand",
        "write `liggande: ja`",
    ),
    "panels of lines without groups": (
        "serier: [2024 / Kvinnor, 2024 / Män]",
        "serier: [2024 / Kvinnor, 2024 / Män, Timmar]\npaneler: grupper",
        "5:9",
        "T303",
        "one axis cannot show",
        "`serier`",
    ),
    "panels of unlike groups": (
        "serier: [2024 / Kvinnor, 2024 / Män]",
        "serier: [2023 / Män, 2024 / Kvinnor, 2024 / Män]\npaneler: grupper",
        "6:10",
        "T309",
        "the panels have not the same series",
        "all groups have",
    ),
}


def test_the_diagram_itself_is_right(tmp_path: Path) -> None:
    """What the cases break is sound before."""
    assert set(released(tmp_path, TABLES + GOOD, DATA).plans) == {"1:1"}


@pytest.mark.parametrize(("old", "new", "place", "code", "words", "hint"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_declaration_is_told(
    tmp_path: Path, old: str, new: str, place: str, code: str, words: str, hint: str
) -> None:
    """The first message has the line and column of what is wrong, and says what to write."""
    assert GOOD.count(old) == 1
    found = refused(tmp_path, TABLES + GOOD.replace(old, new), DATA)[0]
    line, column = place.split(":")
    assert (str(found.span), found.code) == (
        f"layouts/1-prov.md:{FIRST + int(line) - 1}:{column}",
        code,
    ), found
    assert words in found.message
    assert hint in found.hint


def test_no_message_tells_a_figure(tmp_path: Path) -> None:
    """A diagram that cannot show a figure does not say what it is."""
    old, new, *_ = BROKEN["below zero on top of each other"]
    for message in refused(tmp_path, TABLES + GOOD.replace(old, new), DATA):
        assert not any(letter.isdigit() for letter in message.message)
