"""Which figures a diagram shows, and under which names, where its author leaves it open."""

from pathlib import Path

import pytest
from tableproject import released

from socpdf.ir.chartplan import ChartPlan

DESCRIPTION = """\
titel = "Prov"
källa = "System"

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = [{boards}]
additiv = false

[dimension.kön]
rubrik = "Kön"
kategorier = ["kvinnor", "män"]
additiv = true

[dimension.år]
rubrik = "År"
kategorier = ["2023", "2024"]
additiv = false

[mått.antal]
rubrik = "Antal"
enhet = "antal"
räknar = "personer"
"""
TABLE = """\
:::{tabell} 1:1
rubrik: Prov
data: prov
rader: nämnd
kolumner:
  - {för: [år, kön], mått: antal, summa: Totalt}
:::

"""
BOARDS = ("Norra", "Södra", "Östra")


def plan(root: Path, options: str, boards: tuple[str, ...] = BOARDS) -> ChartPlan:
    names = ", ".join(f'"{board}"' for board in boards)
    csv = "nämnd,kön,år,antal\n" + "".join(
        f"{board},{sex},{year},{20 + at}\n"
        for at, board in enumerate(boards)
        for sex in ("kvinnor", "män")
        for year in (2023, 2024)
    )
    data = {"prov/prov.toml": DESCRIPTION.replace("{boards}", names), "prov/prov.csv": csv}
    text = TABLE + f":::{{diagram}} 1:1\nrubrik: Prov\n{options}:::\n"
    return released(root, text, data).plans["1:1"]


def series(made: ChartPlan) -> dict[str, list[str]]:
    return {panel.name: [one.name for one in panel.series] for panel in made.panels}


def test_rows_are_categories_and_totals_are_left_out(tmp_path: Path) -> None:
    """Nobody need name the columns that are no totals; names hold what tells them apart."""
    made = plan(tmp_path, 'sort: staplar\ntabell: "1:1"\n')
    assert (made.categories, made.category, made.measure) == (BOARDS, "Nämnd", "Antal personer")
    assert series(made) == {"": ["2023, Kvinnor", "2023, Män", "2024, Kvinnor", "2024, Män"]}
    assert made.panels[0].series[1].cells == ((0, 1), (1, 1), (2, 1))
    assert made.spoken["2023, Kvinnor"] == "2023, kvinnor"


def test_a_head_that_all_share_is_no_name(tmp_path: Path) -> None:
    """Of `2024 / Kvinnor` and `2024 / Män` only the sex is said."""
    made = plan(tmp_path, 'sort: staplar\ntabell: "1:1"\nserier: [2024 / Kvinnor, 2024 / Män]\n')
    assert series(made) == {"": ["Kvinnor", "Män"]}
    made = plan(tmp_path, 'sort: punkter\ntabell: "1:1"\nserier: [2023 / Totalt, 2024 / Totalt]\n')
    assert series(made) == {"": ["2023", "2024"]}


def test_lines_run_over_the_years_wherever_they_are(tmp_path: Path) -> None:
    """Years among the columns lie along the axis, and the rows are the lines."""
    made = plan(
        tmp_path, 'sort: linjer\ntabell: "1:1"\nserier: [2023 / Totalt, 2024 / Totalt]\nutom: Norra\n'
    )
    assert (made.categories, made.category) == (("2023", "2024"), "År")
    assert series(made) == {"": ["Södra", "Östra"]}
    assert made.panels[0].series[0].cells == ((1, 2), (1, 5))
    assert made.spoken == {}


def test_columns_lie_along_the_axis_where_the_author_says_so(tmp_path: Path) -> None:
    """One row of a table is a chart, too."""
    options = 'sort: delar\ntabell: "1:1"\nrader: Södra\nserier: [2024 / Kvinnor, 2024 / Män]\n'
    made = plan(tmp_path, options + "kategorier: kolumner\n")
    assert (made.categories, made.category) == (("Kvinnor", "Män"), "Kön")
    assert series(made) == {"": ["Södra"]}


def test_groups_of_columns_make_panels(tmp_path: Path) -> None:
    """A panel for each outermost head, with the series that stand under it."""
    made = plan(tmp_path, 'sort: staplar\ntabell: "1:1"\npaneler: grupper\n')
    assert series(made) == {"2023": ["Kvinnor", "Män"], "2024": ["Kvinnor", "Män"]}
    assert made.panels[1].series[0].cells == ((0, 3), (1, 3), (2, 3))


def test_each_series_makes_a_panel(tmp_path: Path) -> None:
    """Under its own name."""
    made = plan(
        tmp_path, "sort: linjer\ndata: prov\nrader: år\nkolumner: [nämnd]\nmått: antal\npaneler: serier\n"
    )
    assert series(made) == {board: [board] for board in BOARDS}
    assert made.table == "figur 1:1"


def test_the_author_names_the_axis(tmp_path: Path) -> None:
    """Over what the data say."""
    assert plan(tmp_path, 'sort: staplar\ntabell: "1:1"\naxel: Personer\n').measure == "Personer"


@pytest.mark.parametrize(
    ("boards", "lying"),
    [
        (("A", "B"), False),
        (("Nämnden för Norra", "Nämnden för Södra"), False),
        (tuple(f"Nämnden för {name}" for name in "ABCDE"), True),
        (tuple("ABCDEFGHIJKLM"), True),
    ],
    ids=["few", "few and long", "long", "many"],
)
def test_bars_lie_where_names_need_it(tmp_path: Path, boards: tuple[str, ...], *, lying: bool) -> None:
    """Many names, or long ones, have no room below bars that stand."""
    made = plan(tmp_path, 'sort: staplar\ntabell: "1:1"\nserier: 2024 / Män\n', boards)
    assert made.lying is lying
