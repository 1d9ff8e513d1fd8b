"""What must hold between figures: a deviation is an error at its line, unless a reason is declared."""

from pathlib import Path

import pytest
from tableproject import grid, refused, released, table

from socpdf.ir.spec import Text

DIMENSIONS = """\
titel = "Prov"
källa = "System"

[dimension.nämnd]
kategorier = ["Norra", "Södra", "Staden"]
totalt = "Staden"
additiv = {additive}

[dimension.kön]
kategorier = ["kvinnor", "män", "alla"]
totalt = "alla"
additiv = true

[mått.antal]
enhet = "antal"
räknar = "personer"
tom = true

[mått.andel]
enhet = "procent"
räknar = "personer"
decimaler = 1
över = ["kön"]
tom = true

[mått.timmar]
enhet = "timmar"
räknar = "personer"
decimaler = 1
beräkning = "medelvärde"
tom = true
"""
ADDITIVE, NOT = DIMENSIONS.format(additive="true"), DIMENSIONS.format(additive="false")
HEAD = "nämnd,kön,antal,andel,timmar\n"
TABLE = """\
:::{tabell} 1:1
rubrik: Prov
data: prov
rader: nämnd
kolumner:
  - {rubrik: Antal, mått: antal}
:::
"""
ROWS = "Norra,alla,30,,\nSödra,alla,40,,\n"


def found(root: Path, toml: str, csv: str, **more: str) -> list[tuple[str, str, str]]:
    """Place, code and words of what is refused."""
    data = {"prov/prov.toml": toml, "prov/prov.csv": HEAD + csv, **more}
    return [(str(d.span), d.code, d.message) for d in refused(root, TABLE, data)]


BROKEN = {
    "parts and total": (
        ADDITIVE,
        ROWS + "Staden,alla,71,,\n",
        "data/prov/prov.csv:4",
        "the categories of `nämnd` do not add up to their total",
    ),
    "known parts are more than the total": (
        ADDITIVE,
        "Norra,kvinnor,20,,\nNorra,män,*,,\nNorra,alla,19,,\n" + "Södra,alla,40,,\n",
        "data/prov/prov.csv:4",
        "the categories of `kön` do not add up to their total",
    ),
    "net total below its largest category": (
        NOT,
        ROWS + "Staden,alla,39,,\n",
        "data/prov/prov.csv:4",
        "the total over `nämnd` is not between its largest category and their sum",
    ),
    "net total above the sum": (
        NOT,
        ROWS + "Staden,alla,71,,\n",
        "data/prov/prov.csv:4",
        "the total over `nämnd` is not between its largest category and their sum",
    ),
    "shares": (
        ADDITIVE,
        ROWS + "Norra,kvinnor,,60.0,\nNorra,män,,39.8,\n",
        "data/prov/prov.csv:4",
        "the shares over `kön` do not make 100",
    ),
}


@pytest.mark.parametrize(("toml", "csv", "place", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_what_holds_without_being_stated(tmp_path: Path, toml: str, csv: str, place: str, words: str) -> None:
    """The message has the line of the total, or the first of the shares, and no figure."""
    ((where, code, message),) = found(tmp_path, toml, csv)
    assert (where, code) == (place, "T130")
    assert message.endswith(words)
    assert not any(character.isdigit() for character in message.replace("100", ""))


@pytest.mark.parametrize(
    ("toml", "csv"),
    [
        (ADDITIVE, ROWS + "Staden,alla,70,,\n"),
        (NOT, ROWS + "Staden,alla,66,,\n"),
        (NOT, ROWS + "Staden,alla,40,,\n"),
        (ADDITIVE, ROWS + "Norra,kvinnor,,60.1,\nNorra,män,,40.0,\n"),
        (ADDITIVE, "Norra,kvinnor,20,,\nNorra,män,*,,\nNorra,alla,30,,\nSödra,alla,40,,\n"),
    ],
    ids=["sum", "net", "all in one", "rounded shares", "withheld part"],
)
def test_what_holds_is_no_finding(tmp_path: Path, toml: str, csv: str) -> None:
    """Rounding explains a tenth, a withheld part the rest of its total."""
    assert released(tmp_path, TABLE, {"prov/prov.toml": toml, "prov/prov.csv": HEAD + csv}).tables


OTHER = {
    "prov/annan.toml": 'titel = "B"\nkälla = "S"\n[dimension.kön]\nkategorier = ["kvinnor", "män"]\n'
    'additiv = true\n[mått.antal]\nenhet = "antal"\nräknar = "personer"\n',
    "prov/annan.csv": "kön,antal\nkvinnor,30\nmän,40\n",
}
SEXES = "Staden,kvinnor,30,,\nStaden,män,41,,\n"
EQUAL = """
[[identitet]]
slag = "{kind}"
mått = "antal"
där = {{nämnd = "Staden"}}
för = ["kön"]
med = {{data = "annan", mått = "antal"}}
"""


def test_a_figure_equals_that_of_another_data_set(tmp_path: Path) -> None:
    """Each sex is compared; the one that differs is told at its line."""
    ((where, code, message),) = found(tmp_path, NOT + EQUAL.format(kind="lika"), ROWS + SEXES, **OTHER)
    assert (where, code) == ("data/prov/prov.csv:5", "T130")
    assert "`kön: män`" in message
    assert message.endswith("the figure is not equal to that of `prov/annan`")


def test_a_part_is_not_more_than_the_whole(tmp_path: Path) -> None:
    """Fewer are no deviation, more are."""
    less = SEXES.replace("30", "29").replace("41", "12")
    data = {"prov/prov.toml": NOT + EQUAL.format(kind="del"), "prov/prov.csv": HEAD + ROWS + less}
    assert released(tmp_path, TABLE, data | OTHER).tables
    ((_, code, message),) = found(tmp_path, NOT + EQUAL.format(kind="del"), ROWS + SEXES, **OTHER)
    assert (code, message.partition(": the ")[2]) == (
        "T130",
        "figure is more than that of `prov/annan`, of which it is a part",
    )


def test_a_category_that_the_other_data_lack_is_told(tmp_path: Path) -> None:
    """This test ensures that a misspelt category of the other data set is an error, and no crash."""
    misspelt = EQUAL.format(kind="lika").replace('mått = "antal"}', 'mått = "antal", kön = "kvinor"}')
    toml = NOT + misspelt.replace('för = ["kön"]\n', "").replace('"Staden"}', '"Staden", kön = "kvinnor"}', 1)
    ((_, code, message),) = found(tmp_path, toml, ROWS + SEXES, **OTHER)
    assert (code, message) == ("T103", "the identity: unknown category `kvinor` of `kön`")


BETWEEN = '\n[[identitet]]\nslag = "mellan"\nmått = "timmar"\növer = "kön"\n'
MEANS = "Norra,kvinnor,,,6.5\nNorra,män,,,6.0\nNorra,alla,30,,{mean}\nSödra,alla,40,,\n"


def test_a_mean_lies_between_those_of_its_parts(tmp_path: Path) -> None:
    """Rounding may move it by a tenth."""
    toml = ADDITIVE + BETWEEN
    assert found(tmp_path, toml, MEANS.format(mean="6.7")) == [
        (
            "data/prov/prov.csv:4",
            "T130",
            "`timmar` at `nämnd: Norra`, `kön: alla`: the figure does not lie between those of `kön`",
        )
    ]
    data = {"prov/prov.toml": toml, "prov/prov.csv": HEAD + MEANS.format(mean="6.6")}
    assert released(tmp_path, TABLE, data).tables


DEVIATION = '\n[[avvikelse]]\nmått = "antal"\ndär = {nämnd = "Staden"}\nskäl = "En person saknar nämnd."\n'


def test_a_declared_deviation_becomes_a_note(tmp_path: Path) -> None:
    """The table that shows the figure tells why; one that does not show it has no note."""
    data = {"prov/prov.toml": ADDITIVE + DEVIATION, "prov/prov.csv": HEAD + ROWS + "Staden,alla,71,,\n"}
    assert table(tmp_path, TABLE, data).notes == ()
    (note,) = table(tmp_path, TABLE.replace(":::\n", "summa: Staden\n:::\n"), data).notes
    assert [inline.text for inline in note.content if isinstance(inline, Text)] == ["En person saknar nämnd."]


def test_a_deviation_that_is_none_is_told(tmp_path: Path) -> None:
    """Its note would puzzle the reader."""
    ((where, code, _),) = found(tmp_path, ADDITIVE + DEVIATION, ROWS + "Staden,alla,70,,\n")
    assert (where, code) == ("data/prov/prov.toml:33:1", "T131")


def test_equal_figures_are_withheld_together(tmp_path: Path) -> None:
    """The other data set has it, too: disclosure control knows that the two are one figure."""
    text = (
        ":::{tabell} 1:1\nrubrik: A\ndata: annan\nrader: kön\nkolumner:\n  - {rubrik: Antal}\n:::\n\n"
        ":::{tabell} 1:2\nrubrik: B\ndata: prov\nrader: kön\nurval: {nämnd: Staden}\nkolumner:\n"
        "  - {rubrik: Antal, mått: antal}\ndölj:\n  - {rad: Män}\n:::\n"
    )
    csv = HEAD + ROWS + "Staden,kvinnor,30,,\nStaden,män,40,,\n"
    data = {"prov/prov.toml": NOT + EQUAL.format(kind="lika"), "prov/prov.csv": csv, **OTHER}
    one, other = (grid(made) for made in released(tmp_path, text, data).tables)
    assert one == [["Kvinnor", "30"], ["Män", "**"]]
    assert other == one
