"""One model of the whole report: what follows only from several tables, shares, means or last year's report.

Each project is small enough to be attacked by hand; its figures are invented.
"""

from pathlib import Path

import pytest
from tableproject import grid, lines, released, table

TOP = 'titel = "Prov"\nkälla = "System"\n'
COUNT = '[mått.antal]\nenhet = "antal"\nräknar = "personer"\ntom = true\n'
YEAR = '[dimension.år]\nkategorier = ["2023", "2024"]\nadditiv = false\n'


def dimension(name: str, *categories: str, total: str = "", additive: bool = True) -> str:
    names = ", ".join(f'"{category}"' for category in (*categories, *([total] if total else [])))
    whole = f'totalt = "{total}"\n' if total else ""
    return f"[dimension.{name}]\nkategorier = [{names}]\n{whole}additiv = {str(additive).lower()}\n"


def block(number: str, data: str, rows: str, *columns: str, more: str = "") -> str:
    listed = "".join(f"  - {{{column}}}\n" for column in columns)
    return f":::{{tabell}} {number}\nrubrik: T\ndata: {data}\nrader: {rows}\nkolumner:\n{listed}{more}:::\n\n"


def test_a_shared_margin(tmp_path: Path) -> None:
    """Women and men of each district in one table, ages in another: only the totals are in both."""
    data = {
        "prov/prov.toml": TOP
        + dimension("nämnd", "A", "B")
        + dimension("kön", "kvinnor", "män")
        + dimension("ålder", "unga", "gamla")
        + COUNT,
        "prov/prov.csv": "nämnd,kön,ålder,antal\n"
        "A,kvinnor,unga,20\nA,kvinnor,gamla,30\nA,män,unga,2\nA,män,gamla,0\n"
        "B,kvinnor,unga,40\nB,kvinnor,gamla,10\nB,män,unga,11\nB,män,gamla,12\n",
    }
    by_sex = block("1:1", "prov", "nämnd", "för: kön")
    by_age = block("1:2", "prov", "nämnd", "för: ålder")
    assert grid(table(tmp_path / "a", by_sex, data))[0] == ["A", "50", "*"]
    sexes, ages = released(tmp_path / "b", by_sex + by_age, data).tables
    of_a = [*grid(sexes)[0][1:], *grid(ages)[0][1:]]
    assert of_a.count("*") == of_a.count("**") == 1
    assert [grid(sexes)[1], grid(ages)[1]] == [["B", "50", "23"], ["B", "51", "22"]]


def test_a_cell_that_is_a_sum_elsewhere(tmp_path: Path) -> None:
    """The units of one table make a district of the other, as an identity of the data says."""
    data = {
        "prov/enheter.toml": TOP
        + dimension("enhet", "a1", "a2", "a3", total="A")
        + COUNT
        + '[[identitet]]\nslag = "lika"\nmått = "antal"\ndär = {enhet = "A"}\n'
        + 'med = {data = "nämnder", mått = "antal", nämnd = "A"}\n',
        "prov/enheter.csv": "enhet,antal\na1,2\na2,10\na3,20\n",
        "prov/nämnder.toml": TOP + dimension("nämnd", "A", "B") + COUNT,
        "prov/nämnder.csv": "nämnd,antal\nA,32\nB,60\n",
    }
    units = block("1:1", "enheter", "[{för: enhet, enhet: [a1, a2, a3]}]", "rubrik: Antal")
    districts = block("1:2", "nämnder", "nämnd", "rubrik: Antal")
    assert [row[1] for row in grid(table(tmp_path / "a", units, data))] == ["*", "10", "20"]
    first, second = released(tmp_path / "b", units + districts, data).tables
    assert [row[1] for row in grid(first)] == ["*", "**", "20"]
    assert [row[1] for row in grid(second)] == ["32", "60"]


@pytest.mark.parametrize("decimals", [0, 1])
def test_a_percentage_column(tmp_path: Path, decimals: int) -> None:
    """Shares and bases are counts in disguise: two districts and the city would tell the third."""
    share = f'[mått.andel]\nenhet = "procent"\nräknar = "personer"\ndecimaler = {decimals}\n'
    data = {
        "prov/prov.toml": TOP
        + dimension("nämnd", "A", "B", "C")
        + dimension("kön", "kvinnor", "män")
        + COUNT
        + share
        + 'täljare = "antal"\növer = ["kön"]\n',
        "prov/prov.csv": "nämnd,kön,antal\nA,kvinnor,2\nA,män,28\nB,kvinnor,20\nB,män,30\n"
        "C,kvinnor,30\nC,män,30\n",
    }
    made = table(
        tmp_path,
        block(
            "1:1",
            "prov",
            "nämnd",
            "rubrik: Alla, mått: antal",
            "rubrik: Kvinnor, mått: andel, kön: kvinnor",
            more="summa: Staden\n",
        ),
        data,
    )
    counts, shares = [row[1] for row in grid(made)], [row[2] for row in grid(made)]
    assert shares[0] == "*"
    assert shares.count("**") == 1
    assert counts == ["30", "50", "60", "140"]


LAST_YEAR = {
    "prov/prov.toml": TOP + dimension("nämnd", "A", "B", "C") + YEAR + COUNT,
    "prov/prov.csv": "nämnd,år,antal\nA,2023,5\nB,2023,3\nC,2023,20\nA,2024,8\nB,2024,9\nC,2024,30\n",
    "prov/ifjol.toml": TOP
    + dimension("nämnd", "A", "B", "C")
    + COUNT
    + '[[publicerat]]\nmått = "antal"\n[[identitet]]\nslag = "lika"\nmått = "antal"\nför = ["nämnd"]\n'
    + 'med = {data = "prov", mått = "antal", år = "2023"}\n',
    "prov/ifjol.csv": "nämnd,antal\nA,5\nB,*\nC,20\n",
}


def test_last_years_edition(tmp_path: Path) -> None:
    """It showed the others: to withhold one of them now would help nobody, so the new total goes."""
    text = block("1:1", "prov", "nämnd", "rubrik: Antal, år: 2023", more="summa: Staden\n")
    alone = {name: content for name, content in LAST_YEAR.items() if "ifjol" not in name}
    assert [row[1] for row in grid(table(tmp_path / "a", text, alone))] == ["**", "*", "20", "28"]
    assert [row[1] for row in grid(table(tmp_path / "b", text + USES_IFJOL, LAST_YEAR))] == [
        "5",
        "*",
        "20",
        "**",
    ]


USES_IFJOL = 'Ifjol var de {{ fakta("ifjol", nämnd="C") }} i C.\n'
"""Data that no chapter names are not read."""


def test_what_was_published_is_known_and_stays(tmp_path: Path) -> None:
    """The years of one data set: what is not said to be published may be withheld."""
    described = LAST_YEAR["prov/prov.toml"] + '[[publicerat]]\nmått = "antal"\ndär = {år = "2023"}\n'
    data = {
        "prov/prov.toml": described,
        "prov/prov.csv": LAST_YEAR["prov/prov.csv"].replace("B,2023,3", "B,2023,*"),
    }
    text = block("1:1", "prov", "nämnd", "rubrik: Antal, år: 2023", "rubrik: I år")
    assert grid(table(tmp_path, text, data)) == lines("""
        A  5   8
        B  *   9
        C  20  30
    """)


MEANS = (
    TOP
    + dimension("nämnd", "A", "B", "C", total="Staden")
    + COUNT
    + '[mått.timmar]\nenhet = "timmar"\nräknar = "personer"\ndecimaler = 1\nberäkning = "medelvärde"\n'
    + "tom = true\n"
)
HOURS = ("rubrik: Antal, mått: antal", "rubrik: Timmar, mått: timmar")


@pytest.mark.parametrize(("base", "added"), [('bas = "antal"\n', 1), ("", 0)])
def test_a_mean_with_its_number(tmp_path: Path, base: str, added: int) -> None:
    """What all have together, less what the others have: the mean that is left; without numbers none."""
    rows = "nämnd,antal,timmar\nA,10,*\nB,10,10.0\nC,20,12.0\nStaden,40,13.0\n"
    data = {"prov/prov.toml": MEANS + base, "prov/prov.csv": rows}
    made = table(tmp_path, block("1:1", "prov", "nämnd", *HOURS, more="summa: Staden\n"), data)
    hours = [row[2] for row in grid(made)]
    assert hours[0] == "*"
    assert hours.count("**") == added
    assert hours[3] == "13.0"


def test_means_of_groups_that_cannot_both_be_large(tmp_path: Path) -> None:
    """Of girls and boys who are five together, one group is of two at most; of eight, both may be four."""
    data = {
        "prov/prov.toml": MEANS.replace(COUNT, dimension("kön", "flickor", "pojkar", total="alla") + COUNT)
        + 'bas = "antal"\n',
        "prov/prov.csv": "nämnd,kön,antal,timmar\nA,flickor,,12.0\nA,pojkar,,15.0\nA,alla,5,\n"
        "B,flickor,,12.0\nB,pojkar,,15.0\nB,alla,8,\n",
    }
    text = block(
        "1:1",
        "prov",
        "[{för: nämnd, nämnd: [A, B]}]",
        "rubrik: Antal, mått: antal",
        "rubrik: Flickor, mått: timmar, kön: flickor",
        "rubrik: Pojkar, mått: timmar, kön: pojkar",
    )
    assert grid(table(tmp_path, text, data)) == lines("""
        A  5  **    **
        B  8  12.0  15.0
    """)


@pytest.mark.parametrize(("total", "added"), [(12, 1), (10, 0)])
def test_a_net_total_is_an_inequality(tmp_path: Path, total: int, added: int) -> None:
    """Nine and some make twelve persons only if they are three; ten persons they make in many ways."""
    data = {
        "prov/prov.toml": TOP + dimension("nämnd", "A", "B", total="Staden", additive=False) + COUNT,
        "prov/prov.csv": f"nämnd,antal\nA,9\nB,3\nStaden,{total}\n",
    }
    made = table(tmp_path, block("1:1", "prov", "nämnd", "rubrik: Antal", more="summa: Staden\n"), data)
    cells = [row[1] for row in grid(made)]
    assert cells[1] == "*"
    assert cells.count("**") == made.audit.added == added


def test_a_part_of_another_data_set(tmp_path: Path) -> None:
    """Twelve of A had one of the two kinds of help, and all who had the first kind are nine."""
    kinds = dimension("slag", "första", "andra", total="något", additive=False)
    data = {
        "prov/slag.toml": TOP + kinds + COUNT,
        "prov/slag.csv": "slag,antal\nförsta,*\nandra,9\nnågot,11\n",
        "prov/del.toml": TOP
        + dimension("tid", "nya", additive=False)
        + COUNT
        + '[[identitet]]\nslag = "del"\nmått = "antal"\ndär = {tid = "nya"}\n'
        + 'med = {data = "slag", mått = "antal", slag = "första"}\n',
        "prov/del.csv": "tid,antal\nnya,**\n",
    }
    text = block("1:1", "slag", "slag", "rubrik: Antal", more="summa: något\n") + block(
        "1:2", "del", "tid", "rubrik: Antal"
    )
    whole, part = released(tmp_path, text, data).tables
    assert [row[1] for row in grid(part)] == ["**"]
    assert [row[1] for row in grid(whole)].count("**") == 1


def test_three_groups_of_few_do_not_tell_each_other_by_their_total(tmp_path: Path) -> None:
    """Three `*` with the total `*` would be one person each; the total says that it is withheld, no more."""
    data = {
        "prov/prov.toml": TOP
        + dimension("nämnd", "A", "B")
        + dimension("kön", "kvinnor", "män", "okänt")
        + COUNT,
        "prov/prov.csv": "nämnd,kön,antal\nA,kvinnor,1\nA,män,1\nA,okänt,1\n"
        "B,kvinnor,20\nB,män,30\nB,okänt,40\n",
    }
    made = table(tmp_path, block("1:1", "prov", "nämnd", "för: kön, summa: Alla"), data)
    assert grid(made)[0] == ["A", "*", "*", "*", "**"]


def test_a_total_is_withheld_last(tmp_path: Path) -> None:
    """Nor is a figure of the year before, or one that the text speaks of, if another does as well."""
    data = {
        "prov/prov.toml": TOP + dimension("nämnd", "A", "B", "C", "D") + YEAR + COUNT,
        "prov/prov.csv": "nämnd,år,antal\nA,2023,9\nA,2024,2\nB,2023,9\nB,2024,5\nC,2023,9\nC,2024,40\n"
        "D,2023,9\nD,2024,50\n",
    }
    columns = ("rubrik: 2023, år: 2023", "rubrik: 2024, år: 2024")
    text = block("1:1", "prov", "nämnd", *columns, more="summa: Staden\n")
    assert [row[2] for row in grid(table(tmp_path / "a", text, data))] == ["*", "**", "40", "50", "97"]
    quoted = text + 'I B var de {{ fakta("prov", nämnd="B") }}.\n'
    assert [row[2] for row in grid(table(tmp_path / "b", quoted, data))] == ["*", "5", "**", "50", "97"]
