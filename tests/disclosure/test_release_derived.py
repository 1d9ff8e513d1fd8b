"""Changes, rates, shares and cells that authors withhold: what comes of a secret is one, and tells none."""

from pathlib import Path

import pytest
from tableproject import grid, refused, table

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
    """The total and the rates of two districts give the third, whose count is withheld."""
    counts, rates = spec(COUNT, more="summa: Alla\n"), spec(RATE, more="summa: Alla\n")
    found = refused(tmp_path, counts + "\n" + rates.replace("1:1", "1:2"), data((5, 3), (5, 14), (5, 20)))
    assert {diagnostic.code for diagnostic in found} == {"S101"}


def test_a_change_tells_last_years_figure(tmp_path: Path) -> None:
    """This year's figures and the changes give last year's; with them and last year's total, the third."""
    text = (
        spec(COUNT, CHANGE.format("antal"))
        + "\n"
        + spec("rubrik: Antal, år: 2023", more="summa: Alla\n").replace("1:1", "1:2")
    )
    found = refused(tmp_path, text, data((3, 10), (20, 30), (40, 50)))
    assert "S101" in {diagnostic.code for diagnostic in found}


def test_who_hides_too_little_is_told(tmp_path: Path) -> None:
    """Two cells of the sum are hidden, but together they are two persons."""
    hidden = "summa: Alla\ndölj:\n  - {rad: [A, B]}\n"
    (found,) = refused(tmp_path, spec(COUNT, more=hidden), data((5, 1), (5, 1), (5, 20)))
    assert found.code == "S102"


def test_what_is_hidden_can_be_released(tmp_path: Path) -> None:
    """A further cell keeps the small one from being computed; the hidden one has the sign for it."""
    leak = data((5, 3), (5, 12), (5, 20))
    assert refused(tmp_path, spec(COUNT, more="summa: Alla\n"), leak)[0].code == "S101"
    made = table(tmp_path, spec(COUNT, more="summa: Alla\ndölj:\n  - {rad: B}\n"), leak)
    assert [row[1] for row in grid(made)] == ["*", "**", "20", "35"]
    assert made.audit.withheld == 2
