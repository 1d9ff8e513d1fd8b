"""Changes, rates, shares and cells that authors withhold: what comes of a secret is one, and tells none."""

from pathlib import Path

import pytest
from tableproject import grid, released, table

DESCRIPTION = """\
titel = "Prov"
källa = "System"

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = ["A", "B", "C"]
additiv = true

[dimension.år]
kategorier = ["2023", "2024"]
additiv = false

[mått.antal]
enhet = "antal"
räknar = "personer"

[mått.per_invånare]
enhet = "per 10 000"
räknar = "personer"
decimaler = 1
täljare = "antal"
nämnare = "stad:antal"
"""
CITY = """\
titel = "Folkmängd"
källa = "SCB"

[dimension.nämnd]
kategorier = ["A", "B", "C"]
additiv = true

[mått.antal]
enhet = "antal"
räknar = "övrigt"
"""


def data(*counts: tuple[int | str, int | str]) -> dict[str, str]:
    """Counts of the year before and of this year, by district."""
    rows = [
        f"{district},{year},{number}\n"
        for district, pair in zip("ABC", counts, strict=True)
        for year, number in zip((2023, 2024), pair, strict=True)
    ]
    return {
        "prov/prov.toml": DESCRIPTION,
        "prov/prov.csv": "nämnd,år,antal\n" + "".join(rows),
        "prov/stad.toml": CITY,
        "prov/stad.csv": "nämnd,antal\nA,10000\nB,10000\nC,10000\n",
    }


def spec(*columns: str, more: str = "") -> str:
    lines = "".join(f"  - {{{column}}}\n" for column in columns)
    return (
        f":::{{tabell}} 1:1\nrubrik: P\ndata: prov\nmått: antal\nrader: nämnd\nkolumner:\n{lines}{more}:::\n"
    )


COUNT, CHANGE = "rubrik: Antal", "rubrik: Ändring, förändring: {}"
RATE = "rubrik: Per 10 000, mått: per_invånare"


@pytest.mark.parametrize("kind", ["antal", "procent"])
def test_a_change_from_few_or_to_few_is_withheld(tmp_path: Path, kind: str) -> None:
    """Else last year's three would follow from this year's ten; a change of two among many is shown."""
    made = table(tmp_path, spec(CHANGE.format(kind)), data((3, 10), (10, 2), (100, 102)))
    assert [row[1] for row in grid(made)] == ["**", "**", "2"]


def test_a_rate_of_few_is_withheld(tmp_path: Path) -> None:
    """Everybody knows how many inhabitants there are."""
    made = table(tmp_path, spec(RATE), data((5, 3), (5, 4), (5, 0)))
    assert [row[1] for row in grid(made)] == ["**", "4.0", "0.0"]


def test_a_rate_tells_the_count_it_is_made_of(tmp_path: Path) -> None:
    """The total and the rates of two districts would give the third, whose count is withheld."""
    counts, rates = spec(COUNT, more="summa: Alla\n"), spec(RATE, more="summa: Alla\n")
    made = released(tmp_path, counts + "\n" + rates.replace("1:1", "1:2"), data((5, 3), (5, 14), (5, 20)))
    first, second = ([row[1] for row in grid(table)] for table in made.tables)
    assert first == ["*", "**", "20", "37"]
    assert second == ["**", "**", "20.0", "12.3"]


def test_a_change_tells_last_years_figure(tmp_path: Path) -> None:
    """This year's figures and the changes give last year's; with them and last year's total, the third."""
    text = (
        spec(COUNT, CHANGE.format("antal"))
        + "\n"
        + spec("rubrik: Antal, år: 2023", more="summa: Alla\n").replace("1:1", "1:2")
    )
    made = released(tmp_path, text, data((3, 10), (20, 30), (40, 50)))
    now, before = made.tables
    assert [row[1] for row in grid(before)] == ["*", "**", "40", "63"]
    assert [row[1:] for row in grid(now)] == [["10", "**"], ["30", "**"], ["50", "10"]]


def test_what_the_author_hides_is_withheld_and_no_more_than_needed(tmp_path: Path) -> None:
    """Without it the smaller of the others would go; with it nothing more has to."""
    leak = data((5, 3), (5, 20), (5, 12))
    made = table(tmp_path, spec(COUNT, more="summa: Alla\n"), leak)
    assert [row[1] for row in grid(made)] == ["*", "20", "**", "35"]
    made = table(tmp_path, spec(COUNT, more="summa: Alla\ndölj:\n  - {rad: B}\n"), leak)
    assert [row[1] for row in grid(made)] == ["*", "**", "12", "35"]
    assert (made.audit.withheld, made.audit.added) == (2, 0)


def test_what_the_author_keeps_is_withheld_last(tmp_path: Path) -> None:
    """The larger of the two goes in its place; where nothing else would do, it goes all the same."""
    leak = data((5, 3), (5, 20), (5, 12))
    made = table(tmp_path, spec(COUNT, more="summa: Alla\nbehåll:\n  - {rad: C}\n"), leak)
    assert [row[1] for row in grid(made)] == ["*", "**", "12", "35"]
    made = table(tmp_path, spec(COUNT, more="summa: Alla\nbehåll:\n  - {rad: [B, C, Alla]}\n"), leak)
    assert [row[1] for row in grid(made)] == ["*", "20", "**", "35"]


def test_who_hides_too_little_is_helped(tmp_path: Path) -> None:
    """Two cells of the sum are hidden, but together they would be two persons."""
    hidden = "summa: Alla\ndölj:\n  - {rad: [A, B]}\n"
    made = table(tmp_path, spec(COUNT, more=hidden), data((5, 1), (5, 1), (5, 20)))
    assert [row[1] for row in grid(made)] == ["**", "**", "**", "22"]
