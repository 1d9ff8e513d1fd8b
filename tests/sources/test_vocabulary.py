"""Shared names and mergers, identities and registers in descriptions: what is read, and what is told."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from specfactory import column, messages, report, table

from socpdf.core.diagnostics import Refused, Sink
from socpdf.ir.tidy import Merger, Sign, TidyTable
from socpdf.sources import load
from socpdf.sources.intervals import overlapping

WORDS = """\
[nämnder]
namn = ["Järva", "Bromma"]

[[nämnder.sammanslagning]]
ny = "Järva"
av = ["Rinkeby-Kista", "Spånga-Tensta"]
datum = 2023-07-01

[nämnder-hemlöshet]
utgår_från = "nämnder"
namn = ["Socialnämnden"]
"""
TOML = """\
titel = "Prov"
källa = "Påhittad"

[dimension.nämnd]
ordlista = "nämnder-hemlöshet"
totalt = "Staden"
additiv = true

[dimension.år]
kategorier = ["2022", "2024"]
additiv = false

[mått.antal]
enhet = "antal"
räknar = "personer"

[mått.timmar]
enhet = "timmar"
räknar = "personer"
beräkning = "medelvärde"
tom = true
"""
HEAD = "nämnd,år,antal,timmar\n"


def loading(root: Path, files: Mapping[str, str]) -> tuple[TidyTable | None, list[str]]:
    """The table, or what is told."""
    (root / "data").mkdir(exist_ok=True)
    for name, content in files.items():
        (root / "data" / name).write_text(content, encoding="utf-8")
    sink = Sink()
    try:
        return load(root, report(table(column("Antal"))), sink)["prov"], []
    except Refused:
        return None, messages(sink)


def loaded(root: Path, csv: str, toml: str = TOML, words: str = WORDS) -> TidyTable:
    made, told = loading(root, {"ordlista.toml": words, "prov.toml": toml, "prov.csv": HEAD + csv})
    assert made is not None, told
    return made


def told(root: Path, csv: str, toml: str = TOML, words: str = WORDS) -> list[str]:
    return loading(root, {"ordlista.toml": words, "prov.toml": toml, "prov.csv": HEAD + csv})[1]


def test_names_and_mergers_come_from_the_list(tmp_path: Path) -> None:
    """A list goes on from another, the total is added, and the mergers of the names are known."""
    dimension = loaded(tmp_path, "Järva,2024,9,\n").dimensions[0]
    assert dimension.categories == ("Järva", "Bromma", "Socialnämnden", "Staden")
    (merger,) = dimension.mergers
    assert (merger.new, merger.old, str(merger.when)) == (
        "Järva",
        ("Rinkeby-Kista", "Spånga-Tensta"),
        "2023-07-01",
    )
    assert isinstance(merger, Merger)


@pytest.mark.parametrize(
    ("one", "other", "sum_"),
    [("30", "12", 42), ("*", "12", Sign.WITHHELD_SECONDARY), ("i.u", "12", Sign.NO_DATA)],
)
def test_old_categories_are_added_up(tmp_path: Path, one: str, other: str, sum_: int | Sign) -> None:
    """The sum stands on the line of the first; what is withheld stays so."""
    csv = f"Bromma,2022,7,\nRinkeby-Kista,2022,{one},\nSpånga-Tensta,2022,{other},\nJärva,2024,50,\n"
    made = loaded(tmp_path, csv)
    assert list(made.values["antal"]) == [7, sum_, 50]
    assert list(made.keys["nämnd"]) == [1, 0, 0]
    assert list(made.lines) == [2, 3, 5]


BROKEN_ROWS = {
    "both": (
        "Järva,2022,40,\nRinkeby-Kista,2022,30,\nSpånga-Tensta,2022,12,\n",
        "data/prov.csv:2: error[D150]: both `Järva` and `Rinkeby-Kista`, which it was made of, stand there",
    ),
    "one of two": (
        "Rinkeby-Kista,2022,30,\n",
        "data/prov.csv:2: error[D150]: `Spånga-Tensta` is missing, which makes `Järva` with `Rinkeby-Kista`",
    ),
    "means": (
        "Rinkeby-Kista,2022,30,7\nSpånga-Tensta,2022,12,8\n",
        "data/prov.csv:2: error[D151]: figures of `timmar` cannot be added up over merged categories",
    ),
    "twice": (
        "Rinkeby-Kista,2022,30,\nRinkeby-Kista,2022,31,\n",
        "data/prov.csv:3: error[D113]: the observation stands on line 2 already",
    ),
}


@pytest.mark.parametrize(("csv", "message"), BROKEN_ROWS.values(), ids=BROKEN_ROWS.keys())
def test_old_categories_must_be_whole(tmp_path: Path, csv: str, message: str) -> None:
    """Nothing is counted twice, and nothing is left out."""
    assert told(tmp_path, csv) == [message]


BROKEN_WORDS = {
    "unknown list": (
        WORDS,
        TOML.replace('ordlista = "nämnder-hemlöshet"', 'ordlista = "nämder"'),
        "`ordlista` names the unknown list of `data/ordlista.toml` `nämder` in `[dimension.nämnd]`",
    ),
    "category outside the list": (
        WORDS,
        TOML.replace('totalt = "Staden"\nadditiv = true', 'kategorier = ["Brommma"]\nadditiv = true'),
        "`kategorier` names the unknown name of the list `Brommma` in `[dimension.nämnd]`",
    ),
    "merger into nothing": (
        WORDS.replace('ny = "Järva"', 'ny = "Jarva"'),
        TOML,
        "`ny` names the unknown name `Jarva` in `[[nämnder.sammanslagning]]`",
    ),
    "merger without a date": (
        WORDS.replace("datum = 2023-07-01", ""),
        TOML,
        "the key `datum` is missing in `[[nämnder.sammanslagning]]`",
    ),
    "name twice": (WORDS.replace('"Bromma"', '"Järva"'), TOML, "the name `Järva` stands twice"),
    "list from nowhere": (
        WORDS.replace('utgår_från = "nämnder"', 'utgår_från = "okänd"'),
        TOML,
        "`utgår_från` names the unknown list `okänd` in `[nämnder-hemlöshet]`",
    ),
    "no TOML": (WORDS.replace("[nämnder]", "[nämnder"), TOML, "expected"),
}


@pytest.mark.parametrize(("words", "toml", "message"), BROKEN_WORDS.values(), ids=BROKEN_WORDS.keys())
def test_a_broken_list_is_told(tmp_path: Path, words: str, toml: str, message: str) -> None:
    """With the file, and the line of the key."""
    found = told(tmp_path, "Bromma,2024,9,\n", toml, words)
    assert any(message in text for text in found), found


STATEMENTS = {
    "identity of an unknown kind": ('slag = "olika"\nmått = "antal"', "`slag` cannot be `olika`"),
    "identity without the other figure": ('slag = "lika"\nmått = "antal"', "`lika` needs the other figure"),
    "identity of an unknown measure": (
        'slag = "mellan"\nmått = "antl"\növer = "nämnd"',
        "`mått` names the unknown measure `antl`",
    ),
    "identity of an unknown category": (
        'slag = "mellan"\nmått = "timmar"\növer = "nämnd"\ndär = {nämnd = "Brommma"}',
        "`där` names the unknown category `Brommma`",
    ),
    "identity that needs no other": (
        'slag = "mellan"\nmått = "timmar"\növer = "nämnd"\nmed = {data = "b", mått = "c"}',
        "`mellan` compares with no other data set",
    ),
    "identity with a list for texts": (
        'slag = "lika"\nmått = "antal"\nmed = ["b"]',
        "`med` in `[[identitet]]` must be texts by name",
    ),
}


@pytest.mark.parametrize(("statement", "message"), STATEMENTS.values(), ids=STATEMENTS.keys())
def test_a_broken_statement_is_told(tmp_path: Path, statement: str, message: str) -> None:
    """The place is the key of the second `[[identitet]]`, not that of the first."""
    good = '\n[[identitet]]\nslag = "mellan"\nmått = "timmar"\növer = "nämnd"\n'
    toml = f"{TOML}{good}\n[[identitet]]\n{statement}\n"
    found = told(tmp_path, "Bromma,2024,9,\n", toml)
    (right,) = [text for text in found if message in text]
    assert int(right.split(":")[1]) > toml[: toml.rindex("[[identitet]]")].count("\n")


def test_a_data_set_of_an_identity_is_loaded(tmp_path: Path) -> None:
    """Though no table names it; and where it is missing, the identity is the place."""
    identity = '\n[[identitet]]\nslag = "lika"\nmått = "antal"\nmed = {data = "annan", mått = "antal"}\n'
    (found,) = told(tmp_path, "Bromma,2024,9,\n", TOML + identity)
    assert found == "data/prov.toml:23:1: error[D101]: there is no data set `annan`"


MEASURES = {
    "rate without a part": ('nämnare = "antal"', "`nämnare` needs `täljare`"),
    "rate over a dimension": (
        'täljare = "antal"\nnämnare = "antal"\növer = ["nämnd"]',
        "`nämnare` and `över` both say the whole",
    ),
    "statistic of a register": ('beräkning = "unika"', "`beräkning` cannot be `unika` here"),
    "column of a register": ('kolumn = "timmar"', "`kolumn` is for registers"),
}


@pytest.mark.parametrize(("keys", "message"), MEASURES.values(), ids=MEASURES.keys())
def test_a_contradictory_measure_is_told(tmp_path: Path, keys: str, message: str) -> None:
    """Nothing is guessed about what was meant."""
    toml = f'{TOML}\n[mått.kvot]\nenhet = "antal"\nräknar = "personer"\n{keys}\n'
    assert any(message in found for found in told(tmp_path, "Bromma,2024,9,\n", toml))


REGISTER = """
[register]
person = "person"
"""


def test_a_contradictory_register_is_told(tmp_path: Path) -> None:
    """A total, a measure that is not counted, a column without its statistic."""
    column_of = '\n[mått.medel]\nenhet = "timmar"\nräknar = "personer"\nberäkning = "medelvärde"\n'
    found = told(tmp_path, "Bromma,2024,9,\n", TOML + column_of + REGISTER)
    for words in (
        "`nämnd` of a register has `totalt`, but no row is one",
        "a measure of a register needs `beräkning`",
        "`kolumn` and `beräkning` do not go together",
    ):
        assert any(words in message for message in found), words


@pytest.mark.parametrize(
    ("names", "pair"),
    [
        (["20–24 år", "25–34 år"], None),
        (["20–25 år", "25–34 år"], ("20–25 år", "25–34 år")),
        (["1-7 timmar", ">7 timmar"], None),
        (["1–12 h/v", "10–24 h/v", "22–40 h/v"], ("1–12 h/v", "10–24 h/v")),
        (["<4", "4–9", "10 år och äldre"], None),
        (["65+", "60–65"], ("60–65", "65+")),
        (["okänd ålder", "0–17 år"], None),
    ],
)
def test_intervals_that_overlap_are_found(names: list[str], pair: tuple[str, str] | None) -> None:
    """A limit belongs to one interval alone."""
    assert overlapping(names) == pair


def test_overlapping_intervals_are_told(tmp_path: Path) -> None:
    """At the categories, with both names."""
    toml = TOML.replace('kategorier = ["2022", "2024"]', 'kategorier = ["1–7", "7–9"]\nintervall = true')
    assert told(tmp_path, "", toml)[0] == (
        "data/prov.toml:10:1: error[D135]: the intervals `1–7` and `7–9` overlap"
    )
