"""The forms in which figures come: whatever the file, the same table and the same checks."""

import sqlite3
import sys
from array import array
from decimal import Decimal
from pathlib import Path

import pandas
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from specfactory import column, insert, messages, report, table

from socpdf.core.diagnostics import Refused, Sink, Span, render
from socpdf.ir.tidy import Measure, Sign, TidyTable
from socpdf.sources import load
from socpdf.sources.figures import FigureReader
from socpdf.sources.tomltext import NotToml, read_toml

DESCRIPTION = """\
titel = "Prov"
källa = "Påhittad"
per = 2024-12-31

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = ["Norra, inre", "Södra"]
additiv = true

[dimension.år]
kategorier = ["2023", "2024"]
additiv = false

[mått.antal]
enhet = "antal"
räknar = "personer"

[mått.timmar]
enhet = "timmar"
räknar = "personer"
decimaler = 1
bas = "antal"
tom = true

[mått.andel]
enhet = "procent"
räknar = "personer"
täljare = "antal"
över = ["nämnd"]
"""
ROWS = [("Norra, inre", 2023, 11, 1.5), ("Norra, inre", 2024, 12, None), ("Södra", 2024, "*", 2.0)]
CSV = 'nämnd,år,antal,timmar\n"Norra, inre",2023,11,1.5\n"Norra, inre",2024,12,\nSödra,2024,*,2.0\n'
COLUMNS = ["nämnd", "år", "antal", "timmar"]


def load_prov(root: Path, description: str = DESCRIPTION, csv: str | bytes | None = None) -> TidyTable:
    (root / "data").mkdir(exist_ok=True)
    (root / "data/prov.toml").write_text(description, encoding="utf-8")
    if csv is not None:
        (root / "data/prov.csv").write_bytes(csv if isinstance(csv, bytes) else csv.encode())
    sink = Sink()
    try:
        return load(root, report(table(column("Antal"))), sink)["prov"]
    except Refused:
        pytest.fail("\n".join(messages(sink)))


def refusal(root: Path, description: str) -> list[str]:
    (root / "data").mkdir(exist_ok=True)
    (root / "data/prov.toml").write_text(description, encoding="utf-8")
    sink = Sink()
    with pytest.raises(Refused):
        load(root, report(table(column("Antal"))), sink)
    return messages(sink)


def assert_is_prov(loaded: TidyTable) -> None:
    assert loaded.keys == {"nämnd": array("i", [0, 0, 1]), "år": array("i", [0, 1, 1])}
    assert list(loaded.values["antal"]) == [11, 12, Sign.WITHHELD]
    assert list(loaded.values["timmar"]) == [Decimal("1.5"), None, 2]


def test_csv_becomes_columns(tmp_path: Path) -> None:
    """Categories are numbers in the description's order, figures are exact, and each row knows its line."""
    loaded = load_prov(tmp_path, csv=CSV)
    assert_is_prov(loaded)
    assert list(loaded.lines) == [2, 3, 4]
    assert loaded.file == "data/prov.csv"
    assert (loaded.title, loaded.source, str(loaded.as_of)) == ("Prov", "Påhittad", "2024-12-31")


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + CSV.encode(),
        CSV.replace("\n", "\r\n").encode(),
        CSV.rstrip("\n").encode(),
        (CSV + "\n\n").encode(),
        CSV.replace("1.5", '"1,5"').replace("2.0", '"2,0"').encode(),
    ],
    ids=["byte order mark", "CRLF", "no last newline", "empty lines at the end", "decimal comma"],
)
def test_harmless_differences_do_not_matter(tmp_path: Path, content: bytes) -> None:
    """What programs write differently, and what can mean only one thing, is read alike."""
    assert_is_prov(load_prov(tmp_path, csv=content))


def test_quoted_keys_are_read_as_bare_ones(tmp_path: Path) -> None:
    """Strict TOML, in which Swedish letters must be quoted, says the same."""
    strict = DESCRIPTION
    for name in ("källa", "räknar", "täljare", "över"):
        strict = strict.replace(f"{name} =", f'"{name}" =')
    strict = strict.replace("[mått.", '["mått".').replace("dimension.nämnd", 'dimension."nämnd"')
    strict = strict.replace("dimension.år", "dimension.'år'")
    plain, quoted = load_prov(tmp_path, csv=CSV), load_prov(tmp_path, strict, CSV)
    assert [m.name for m in quoted.measures] == [m.name for m in plain.measures]
    assert quoted.dimensions[0].categories == plain.dimensions[0].categories


def test_excel_is_read_as_typed(tmp_path: Path) -> None:
    """A workbook with a named sheet gives the table of the CSV file; rows count as Excel counts them."""
    (tmp_path / "data").mkdir()
    with pandas.ExcelWriter(tmp_path / "data/prov.xlsx") as book:
        pandas.DataFrame(ROWS, columns=COLUMNS).to_excel(book, sheet_name="Uttag", index=False)
        pandas.DataFrame([["läs mig"]]).to_excel(book, sheet_name="Om", index=False)
    loaded = load_prov(tmp_path, DESCRIPTION + '[fil]\nformat = "excel"\nblad = "Uttag"\n')
    assert_is_prov(loaded)
    assert list(loaded.lines) == [2, 3, 4]


def test_excel_errors_have_their_row(tmp_path: Path) -> None:
    """A cell that is no figure is found in its row; nothing of the sheet is shown."""
    (tmp_path / "data").mkdir()
    frame = pandas.DataFrame([*ROWS, ("Södra", 2023, "3 st", 1.0)], columns=COLUMNS)
    frame.to_excel(tmp_path / "data/prov.xlsx", index=False)
    found = refusal(tmp_path, DESCRIPTION + '[fil]\nformat = "excel"\n')
    assert found == ["data/prov.xlsx:5: error[D114]: the cell of `antal` is not a figure: `• st`"]


@pytest.mark.parametrize(
    ("sheets", "option", "message"),
    [
        (["Uttag"], 'blad = "Uttaget"', "there is no sheet `Uttaget`"),
        (["A", "B"], "", "the workbook has 2 sheets"),
    ],
)
def test_the_sheet_is_not_guessed(tmp_path: Path, sheets: list[str], option: str, message: str) -> None:
    """A sheet that is not there, or one of several, is an error."""
    (tmp_path / "data").mkdir()
    with pandas.ExcelWriter(tmp_path / "data/prov.xlsx") as book:
        for sheet in sheets:
            pandas.DataFrame(ROWS, columns=COLUMNS).to_excel(book, sheet_name=sheet, index=False)
    found = refusal(tmp_path, DESCRIPTION + f'[fil]\nformat = "excel"\n{option}\n')
    assert found == [f"data/prov.xlsx: error[D141]: {message}"]


def test_parquet_is_read_as_typed(tmp_path: Path) -> None:
    """A Parquet file with integers and floats gives the table of the CSV file."""
    (tmp_path / "data").mkdir()
    frame = pandas.DataFrame(ROWS, columns=COLUMNS)
    frame["antal"] = frame["antal"].astype(str)
    frame.to_parquet(tmp_path / "data/prov.parquet")
    loaded = load_prov(tmp_path, DESCRIPTION + '[fil]\nformat = "parquet"\n')
    assert_is_prov(loaded)
    assert list(loaded.lines) == [1, 2, 3]


@pytest.mark.parametrize(("form", "ending"), [("excel", "xlsx"), ("parquet", "parquet")])
def test_a_damaged_file_is_told(tmp_path: Path, form: str, ending: str) -> None:
    """Whatever the reading library raises, the author sees one message."""
    (tmp_path / "data").mkdir()
    (tmp_path / f"data/prov.{ending}").write_bytes(b"PAR1 or PK, but not really")
    (found,) = refusal(tmp_path, DESCRIPTION + f'[fil]\nformat = "{form}"\n')
    assert found.startswith(f"data/prov.{ending}: error[D141]: the file cannot be read as ")


# --- SQL ---


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A project with a real database of one row a person and year."""
    (tmp_path / "data").mkdir()
    with sqlite3.connect(tmp_path / "data/register.sqlite") as connection:
        connection.execute("CREATE TABLE beslut (person INTEGER, nämnd TEXT, år INTEGER)")
        people = [(1, "Södra", 2024), (1, "Södra", 2024), (2, "Södra", 2024), (3, "Norra, inre", 2024)]
        connection.executemany("INSERT INTO beslut VALUES (?, ?, ?)", people)
    connection.close()
    return tmp_path


def sql(query: str, connection: str = "data/register.sqlite") -> str:
    return DESCRIPTION + f"[fil]\nformat = 'sql'\nuppkoppling = '{connection}'\nfråga = '''{query}'''\n"


COUNT = "SELECT nämnd, år, COUNT(DISTINCT person) AS antal, NULL AS timmar FROM beslut GROUP BY nämnd, år"


def test_a_query_is_a_source(register: Path) -> None:
    """Persons are counted once by the database, and the table is checked as any other."""
    loaded = load_prov(register, sql(COUNT))
    assert list(loaded.values["antal"]) == [1, 2]
    assert loaded.keys["nämnd"].tolist() == [0, 1]
    assert loaded.file == "data/register.sqlite"


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM beslut",
        "SELECT 1; DELETE FROM beslut",
        'ATTACH DATABASE "data/annan.sqlite" AS annan',
        "PRAGMA user_version = 7",
        "CREATE TABLE ny (a)",
        "",
    ],
)
def test_a_query_may_only_select(register: Path, query: str) -> None:
    """Nothing but a single SELECT passes, and the database is as it was."""
    before = (register / "data/register.sqlite").read_bytes()
    (found,) = refusal(register, sql(query))
    assert found.partition("error[")[2][:4] in {"D142", "D132"}
    assert (register / "data/register.sqlite").read_bytes() == before


def test_a_wrong_query_is_told_in_the_words_of_the_database(register: Path) -> None:
    """The misspelt column is named."""
    (found,) = refusal(register, sql("SELECT persn FROM beslut"))
    assert found == "data/register.sqlite: error[D141]: the database refuses the query: no such column: persn"


@pytest.mark.parametrize("connection", ["../register.sqlite", "/tmp/register.sqlite", "postgresql://host/x"])
def test_a_database_is_inside_the_project(register: Path, connection: str) -> None:
    """A path that leads out is refused before anything is opened."""
    (found,) = refusal(register, sql(COUNT, connection))
    assert "error[D103]" in found


def test_a_missing_package_says_what_to_install(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is an error of the description, with the command that mends it."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (register / "data/prov.xlsx").write_bytes(b"")
    (register / "data/prov.toml").write_text(DESCRIPTION + '[fil]\nformat = "excel"\n', encoding="utf-8")
    sink = Sink()
    with pytest.raises(Refused):
        load(register, report(table(column("Antal"))), sink)
    (diagnostic,) = sink.diagnostics
    assert (diagnostic.code, diagnostic.span.line) == ("D140", 30)
    assert diagnostic.hint == 'install it with: pip install "socpdf[excel]"'


# --- which data sets ---


def test_every_data_set_that_is_named_is_read_once(tmp_path: Path) -> None:
    """Tables and `fakta` name data sets below the chapter's folder, or with a folder of their own."""
    for folder in ("barn", "vuxna"):
        (tmp_path / "data" / folder).mkdir(parents=True)
        (tmp_path / "data" / folder / "prov.toml").write_text(DESCRIPTION, encoding="utf-8")
        (tmp_path / "data" / folder / "prov.csv").write_text(CSV, encoding="utf-8")
    chapter = report(
        table(column("Antal")),
        insert('fakta("vuxna/prov") - fakta("prov")'),
        folder="barn",
        values={"a": 'fakta("prov")'},
    )
    assert sorted(load(tmp_path, chapter, Sink())) == ["barn/prov", "vuxna/prov"]


# --- laws ---

PIECES = st.sampled_from(
    [
        "nämnd",
        "år",
        "antal",
        "timmar",
        ",",
        "\n",
        "\r",
        '"',
        ";",
        "Södra",
        "2024",
        "1.5",
        "*",
        "\0",
        "\ufeff",
        "é",
        " ",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=60).map(lambda p: "".join(p).encode())))
@example(CSV.encode())
@example(b"\xff\xfea\0b\0")
@example(b'"' + b"x" * 140_000)
def test_no_file_raises_anything_but_refused(tmp_path: Path, content: bytes) -> None:
    """Any bytes make a table or errors in the file, each with a place that is there and can be shown."""
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data/prov.toml").write_text(DESCRIPTION, encoding="utf-8")
    (tmp_path / "data/prov.csv").write_bytes(content)
    sink = Sink()
    try:
        load(tmp_path, report(table(column("Antal"))), sink)
    except Refused:
        assert sink.has_errors
        lines = content.count(b"\n") + 1
        assert all(d.span.line <= lines and render(d) for d in sink.diagnostics)


TOML_PIECES = st.sampled_from(
    [
        "titel",
        "källa",
        "[mått.antal]",
        "[[",
        "]",
        "=",
        '"',
        "'''",
        '"""',
        "\n",
        "#",
        ".",
        "1",
        "{",
        "}",
        ",",
        "å",
        "\\",
    ]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=80), st.lists(TOML_PIECES, max_size=40).map("".join)))
def test_no_description_raises_anything_but_its_error(text: str) -> None:
    """Any text is TOML with a place for every key, or `NotToml` with a place within it."""
    try:
        toml = read_toml(text)
    except NotToml as error:
        place = (error.line, error.column)
    else:
        place = (1, 1)
        assert all(toml.place((key,)).line > 0 or not key.isidentifier() for key in toml.content)
    assert 1 <= place[0] <= text.count("\n") + 1
    assert place[1] >= 1


@given(st.integers(-(10**14), 10**14), st.integers(0, 1))
def test_what_is_typed_is_what_is_read(number: int, decimals: int) -> None:
    """A figure comes through exactly, whatever its size."""
    measure = Measure("m", "m", "timmar", "personer", 1, "", "", (), Span(""))
    typed = Decimal(number).scaleb(-decimals)
    assert FigureReader(measure, may_be_empty=False).read(f"{typed:f}") == typed
