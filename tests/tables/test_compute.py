"""Tables and values from small invented data: every sum can be done in the head."""

from array import array
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from specfactory import column, form, hints, insert, messages, report, table

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.rounding import half_away
from socpdf.disclosure import release
from socpdf.ir.spec import Block, Insert, TableSpec
from socpdf.ir.tables import ComputedReport, Figure, Head
from socpdf.ir.tidy import Datum, Dimension, Measure, Sign, TidyTable
from socpdf.sources import load
from socpdf.tables import compute
from socpdf.text.swedish import write

TOML = Span("data/prov.toml")
DISTRICT = Dimension("nämnd", "Nämnd", ("Norra", "Södra"), "", True, TOML)
SEX = Dimension("kön", "Kön", ("kvinnor", "män"), "", True, TOML)
COUNT = Measure("antal", "Antal", "antal", "personer", 0, "", "", (), TOML)
SHARE = Measure("andel", "Andel (%)", "procent", "personer", 1, "", "antal", ("nämnd",), TOML)
HOURS = Measure("timmar", "Timmar", "timmar", "personer", 1, "antal", "", (), TOML)
Rows = Mapping[tuple[str, ...], Sequence[Datum]]


def tidy(
    dimensions: Sequence[Dimension], measures: Sequence[Measure], rows: Rows, name: str = "prov"
) -> TidyTable:
    typed = [measure for measure in measures if not measure.numerator]
    keys = {
        dimension.name: array("i", [dimension.categories.index(key[at]) for key in rows])
        for at, dimension in enumerate(dimensions)
    }
    values = {measure.name: [figures[at] for figures in rows.values()] for at, measure in enumerate(typed)}
    lines = array("i", range(2, len(rows) + 2))
    return TidyTable(
        name,
        "Prov",
        "Påhittad",
        None,
        "",
        tuple(dimensions),
        tuple(measures),
        keys,
        values,
        lines,
        (),
        "data/prov.csv",
        TOML,
    )


PEOPLE = tidy(
    (DISTRICT, SEX),
    (COUNT, SHARE),
    {("Norra", "kvinnor"): [10], ("Norra", "män"): [20], ("Södra", "kvinnor"): [30], ("Södra", "män"): [60]},
)


def computed(*blocks: Block | Insert, data: TidyTable = PEOPLE, **values: str) -> ComputedReport:
    sink = Sink()
    try:
        return compute(report(*blocks, values=values), {"prov": data}, sink)
    except Refused:
        pytest.fail("\n".join(messages(sink)))


def refused(*blocks: Block | Insert, data: TidyTable = PEOPLE, **values: str) -> Sink:
    sink = Sink()
    with pytest.raises(Refused):
        compute(report(*blocks, values=values), {"prov": data}, sink)
    return sink


def numbers(spec: TableSpec, data: TidyTable = PEOPLE) -> list[list[object]]:
    (made,) = computed(spec, data=data).tables
    return [[row.label, *(figure.number for figure in row.figures)] for row in made.rows]


# --- tables ---


def test_left_out_dimensions_are_added_up() -> None:
    """Sex is left out and additive, so both are counted; the total row is the sum of the rows."""
    spec = table(column("Antal"), column("Kvinnor", kön="kvinnor"), total="Alla")
    assert numbers(spec) == [["Norra", 30, 10], ["Södra", 90, 30], ["Alla", 120, 40]]


def test_a_share_is_computed_exactly() -> None:
    """Numerator and base stay with the share, and the total row is the whole."""
    made = computed(table(column("Andel", "andel"), total="Alla")).tables[0]
    figures = [row.figures[0] for row in made.rows]
    assert [f.number for f in figures] == [25, 75, 100]
    assert [f.numerator for f in figures] == [30, 90, 120]
    assert {f.base for f in figures} == {120}
    assert [(p.file, p.line) for p in figures[0].origin] == [("data/prov.csv", line) for line in (2, 3, 4, 5)]


def test_a_total_in_the_data_is_taken_as_it_is() -> None:
    """Where a person can be in two districts, the total is no sum; its row stands last."""
    district = Dimension("nämnd", "Nämnd", ("Hela", "Norra", "Södra"), "Hela", False, TOML)
    data = tidy((district,), (COUNT,), {("Hela",): [50], ("Norra",): [30], ("Södra",): [25]})
    assert numbers(table(column("Antal"), total="Totalt i staden"), data)[-1] == ["Totalt i staden", 50]
    assert numbers(table(column("Antal")), data) == [["Norra", 30], ["Södra", 25]]


def test_the_year_is_the_reports_own() -> None:
    """`år` is not added up and not asked for: the report is about one year."""
    year = Dimension("år", "År", ("2023", "2024"), "", False, TOML)
    data = tidy(
        (DISTRICT, year), (COUNT,), {("Norra", "2023"): [7], ("Norra", "2024"): [8], ("Södra", "2024"): [9]}
    )
    assert numbers(table(column("Antal")), data) == [["Norra", 8], ["Södra", 9]]


@pytest.mark.parametrize(
    ("sign", "total", "share"),
    [
        (Sign.WITHHELD, Sign.WITHHELD_SECONDARY, Sign.WITHHELD),
        (Sign.NO_DATA, Sign.NO_DATA, Sign.NO_DATA),
    ],
)
def test_signs_propagate(sign: Sign, total: Sign, share: Sign) -> None:
    """What comes of a sign is a sign; the sum over a small count is withheld, but not itself small."""
    data = tidy((DISTRICT,), (COUNT, SHARE), {("Norra",): [sign], ("Södra",): [5]})
    rows = numbers(table(column("Antal"), column("Andel", "andel"), total="Alla"), data)
    assert rows == [["Norra", sign, share], ["Södra", 5, total], ["Alla", total, total]]


def test_a_share_of_nothing_cannot_be_computed() -> None:
    """Zero of zero is no share but the sign for it."""
    data = tidy((DISTRICT,), (COUNT, SHARE), {("Norra",): [0], ("Södra",): [0]})
    assert numbers(table(column("Andel", "andel")), data) == [
        ["Norra", Sign.NOT_COMPUTABLE],
        ["Södra", Sign.NOT_COMPUTABLE],
    ]


def test_heads_span_their_groups() -> None:
    """A head without a group reaches down; neighbours of one group share its head, others do not."""
    made = computed(
        table(
            column("Antal"),
            column("Kvinnor", "antal", "Kön", "Antal", kön="kvinnor"),
            column("Män", "antal", "Kön", "Antal", kön="män"),
            column("Kvinnor", "andel", "Kön", kön="kvinnor"),
        )
    ).tables[0]
    assert made.head_rows == 3
    assert made.heads == (
        Head("Antal", 0, 1, 0, 3),
        Head("Kön", 1, 3, 0, 1),
        Head("Antal", 1, 2, 1, 1),
        Head("Kvinnor", 3, 1, 1, 2),
        Head("Kvinnor", 1, 1, 2, 1),
        Head("Män", 2, 1, 2, 1),
    )
    assert made.names == ("Antal", "Kön / Antal / Kvinnor", "Män", "Kön / Kvinnor")


OPEN = Dimension("boende", "Boende", ("eget", "delat"), "", False, TOML)
OPEN_DATA = tidy(
    (DISTRICT, OPEN),
    (COUNT, HOURS),
    {("Norra", "eget"): [5, Decimal("1.5")], ("Norra", "delat"): [6, 2], ("Södra", "eget"): [7, None]},
)

TABLE_ERRORS = {
    "unknown data set": (table(column("A"), data="prv"), PEOPLE, "12:1: error[T107]: unknown data set `prv`"),
    "unknown dimension of the rows": (
        table(column("A"), rows="namnd"),
        PEOPLE,
        "13:1: error[T102]: unknown dimension `namnd`",
    ),
    "unknown measure": (table(column("A", "antl")), PEOPLE, "20:5: error[T101]: unknown measure `antl`"),
    "unknown filter": (
        table(column("A", kon="män")),
        PEOPLE,
        "20:5: error[T102]: unknown dimension `kon`",
    ),
    "unknown category": (
        table(column("A"), where={"kön": "man"}),
        PEOPLE,
        "14:1: error[T103]: unknown category `man` of `kön`",
    ),
    "rows fixed": (
        table(column("A", nämnd="Norra")),
        PEOPLE,
        "20:5: error[T109]: `nämnd` makes the rows and cannot be fixed too",
    ),
    "two columns of one name": (
        table(column("A"), column("A", kön="män")),
        PEOPLE,
        "20:5: error[T108]: two columns have the name `A`",
    ),
    "two rows of one name": (
        table(column("A"), total="Norra"),
        PEOPLE,
        "15:1: error[T108]: two rows have the name `Norra`",
    ),
    "dimension left open": (
        table(column("A")),
        OPEN_DATA,
        "20:5: error[T104]: rows from `Norra`: `boende` is left open, has no total and cannot be added up",
    ),
    "no observation": (
        table(column("A", boende="delat")),
        OPEN_DATA,
        "20:5: error[T105]: row `Södra`: there is no observation for `nämnd: Södra`, `boende: delat`",
    ),
    "empty cell": (
        table(column("A", "timmar", boende="eget")),
        OPEN_DATA,
        "20:5: error[T105]: row `Södra`: the cell of `timmar` is empty for `nämnd: Södra`, `boende: eget`",
    ),
    "total of means": (
        table(column("A", "timmar", boende="eget"), where={}, total="Alla"),
        tidy((DISTRICT, OPEN), (COUNT, HOURS), {(d, "eget"): [9, 1] for d in DISTRICT.categories}),
        "15:1: error[T106]: row `Alla`: figures of `timmar` cannot be added up over `nämnd`",
    ),
    "total of overlapping categories": (
        table(column("A", nämnd="Norra"), rows="boende", total="Alla"),
        tidy((DISTRICT, OPEN), (COUNT,), {("Norra", b): [9] for b in OPEN.categories}),
        "15:1: error[T106]: row `Alla`: the categories of `boende` cannot be added up, and there is no total",
    ),
    "invented decimals": (
        table(column("A", "timmar", boende="eget", decimals=2)),
        OPEN_DATA,
        "20:5: error[T110]: `decimaler: 2` is more than the data of `timmar` have",
    ),
}


@pytest.mark.parametrize(("spec", "data", "message"), TABLE_ERRORS.values(), ids=TABLE_ERRORS.keys())
def test_a_wrong_declaration_is_told_at_its_option(spec: TableSpec, data: TidyTable, message: str) -> None:
    """The line is that of the option that is wrong."""
    assert messages(refused(spec, data=data)) == ["layouts/1-prov.md:" + message]


def test_a_year_the_data_lack_is_told() -> None:
    """The data end before the report's year: nothing older is taken instead."""
    year = Dimension("år", "År", ("2019",), "", False, TOML)
    data = tidy((DISTRICT, year), (COUNT,), {("Norra", "2019"): [9]})
    (message,) = messages(refused(table(column("A")), data=data))
    assert "error[T104]: rows from `Norra`: the data of `prov` have no year 2024" in message


def test_near_names_are_offered() -> None:
    """The hint is the nearest name that is valid at that place."""
    assert hints(refused(table(column("A", "antl")))) == ["did you mean `antal`?"]
    assert hints(refused(table(column("A", kön="kvinor")))) == ["did you mean `kvinnor`?"]


# --- values ---

TABLE = table(
    column("Antal"),
    column("Kvinnor", "antal", "Kön", kön="kvinnor"),
    column("Kvinnor", "andel", "Andel", kön="kvinnor"),
    column("Män", "andel", "Andel", kön="män"),
    total="Alla",
)


def value(source: str, data: TidyTable = PEOPLE, **values: str) -> Figure:
    place = insert(source)
    found = computed(TABLE, place, data=data, **values).values[place.span]
    assert found.figure is not None
    return found.figure


@pytest.mark.parametrize(
    ("source", "number", "unit"),
    [
        ('tabell("1:1")["Alla", "Antal"]', 120, "antal"),
        ('tabell("1:1")["Norra", "Män"]', 25, "procent"),
        ('tabell("1:1")["Norra", "Kön / Kvinnor"]', 10, "antal"),
        ('tabell("1:1")["Norra", "Andel Kvinnor"]', 25, "procent"),
        ('fakta("prov", mått="antal", kön="män")', 80, "antal"),
        ("kvinnor + män", 120, "antal"),
        ("män - kvinnor", 40, "antal"),
        ("-kvinnor", -40, "antal"),
        ("kvinnor * 2", 80, "antal"),
        ("100 - kvinnor", 60, "antal"),
        ("kvinnor / 3", Fraction(40, 3), "antal"),
        ("kvinnor / (kvinnor + män)", Fraction(1, 3), "kvot"),
        ('tabell("1:1")["Södra", "Män"] - tabell("1:1")["Norra", "Män"]', 50, "procentenheter"),
        ("kvinnor / män * män", 40, "antal"),
    ],
)
def test_expressions_have_a_value_and_a_unit(source: str, number: Fraction, unit: str) -> None:
    """Cells, facts and arithmetic on them, exactly."""
    figure = value(
        source,
        kvinnor='fakta("prov", kön="kvinnor", mått="antal")',
        män='fakta("prov", kön="män", mått="antal")',
    )
    assert (figure.number, figure.unit) == (number, unit)


def test_a_value_knows_what_it_rests_on() -> None:
    """Both figures of a difference are kept, each with its lines in the data."""
    place = insert('fakta("prov", mått="antal", kön="män") - tabell("1:1")["Norra", "Kön Kvinnor"]')
    found = computed(TABLE, place).values[place.span]
    assert [figure.number for figure in found.rests_on] == [80, 10]
    assert [[p.line for p in figure.origin] for figure in found.rests_on] == [[3, 5], [2]]
    assert found.figure is not None
    assert found.figure.cell is None


def test_the_year_is_words() -> None:
    """A year is no figure: it is written without a space, and so is the one before."""
    now, before = insert("år"), insert("år - 1", line=51)
    values = computed(now, before).values
    assert (values[now.span].text, values[before.span].text) == ("2024", "2023")


def test_named_values_have_their_own_place() -> None:
    """An entry under `värden` is a value too; a bare number is one only within others."""
    made = computed(TABLE, per="1000", dubbelt='tabell("1:1")["Alla", "Antal"] * per')
    (found,) = made.values.values()
    assert found.figure is not None
    assert found.figure.number == 120_000


def test_a_value_is_rounded_once_for_what_is_written() -> None:
    """12.46 is 12 as whole per cents, though 12.5 with one decimal would be 13."""
    data = tidy((DISTRICT,), (COUNT, SHARE), {("Norra",): [1246], ("Södra",): [8754]})
    place = insert('tabell("1:1")["Norra", "Andel"]', form("procent"))
    made = compute(report(table(column("Andel", "andel")), place), {"prov": data}, Sink())
    assert write(release(made, Sink()).values[place.span], place.formats) == "12\u00a0procent"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("okänd", "50:1: error[T201]: unknown name `okänd`"),
        ('medel("1:1")', "50:1: error[T201]: unknown function `medel`"),
        ('tabell("1:2")["Norra", "Män"]', "50:1: error[T202]: there is no table `1:2`"),
        ('tabell("1:1")["Nora", "Män"]', "50:15: error[T203]: table 1:1 has no row `Nora`"),
        ('tabell("1:1")["Norra", "Man"]', "50:24: error[T203]: table 1:1 has no column `Man`"),
        ('tabell("1:1")["Norra", "Kvinnor"]', "50:24: error[T203]: table 1:1 has 2 columns `Kvinnor`"),
        ('tabell("1:1")["Norra"]', "50:1: error[T203]: table 1:1 has 4 columns"),
        ('tabell("1:1")', "50:1: error[T204]: table 1:1 is no value"),
        ("1 + 2", "50:1: error[T204]: the value rests on no data"),
        ('"a" + 1', "50:1: error[T205]: words and whole tables cannot be reckoned with"),
        (
            'fakta("prov", mått="antal") + tabell("1:1")["Norra", "Män"]',
            "50:1: error[T205]: `antal` + `procent` has no sensible unit",
        ),
        ('fakta("prov", mått="antal") / 0', "50:31: error[T206]: division by zero"),
        ('fakta("prov")', "50:1: error[T207]: `prov` has 2 measures"),
        ('fakta("prv")', "50:1: error[T107]: unknown data set `prv`"),
        ('fakta("prov", mått="antal", kon="män")', "50:33: error[T102]: unknown dimension `kon`"),
        ('fakta("prov", mått="antal", kön="man")', "50:33: error[T103]: unknown category `man` of `kön`"),
        ('fakta("prov", mått="antl")', "50:20: error[T101]: unknown measure `antl`"),
        (
            'fakta("prov", mått="antal", kön=1.5)',
            "50:33: error[T208]: a category is a text or a whole number",
        ),
        ("fakta(år)", "50:7: error[T208]: a name in quotes is wanted here"),
    ],
)
def test_a_wrong_expression_is_told_at_its_part(source: str, message: str) -> None:
    """Line and column are those of the part that is wrong."""
    assert messages(refused(TABLE, insert(source))) == ["layouts/1-prov.md:" + message]


def test_a_format_that_does_not_fit_is_told_at_the_format() -> None:
    """A count is no share; the place is the format's."""
    sink = refused(TABLE, insert('tabell("1:1")["Norra", "Antal"]', form("procent")))
    assert messages(sink) == [
        "layouts/1-prov.md:50:60: error[T209]: the format `procent` needs a share, and this is in antal"
    ]


def test_a_cause_is_told_once() -> None:
    """A value that rests on a wrong table or a wrong entry is passed over."""
    sink = refused(
        table(column("A", "antl")), insert('tabell("1:1")["Norra"]'), insert("fel", line=51), fel="okänd"
    )
    assert [d.code for d in sink.in_order()] == ["T101", "T201"]


# --- laws ---


@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_half_away_from_zero(number: Fraction, decimals: int) -> None:
    """Never more than half a unit off, a half goes away from zero, and minus zero is zero."""
    rounded = half_away(number, decimals)
    off = abs(Fraction(rounded)) - abs(number)
    half = Fraction(1, 2 * 10**decimals)
    assert -half < off <= half
    assert rounded.as_tuple().exponent == -decimals
    assert not (rounded == 0 and rounded.is_signed())
    assert Fraction(half_away(-number, decimals)) == -Fraction(rounded)


@given(st.lists(st.integers(0, 10**6), min_size=4, max_size=4))
def test_rows_and_columns_add_up(counts: list[int]) -> None:
    """The total of the totals is the same by rows and by columns, and shares add up to a hundred exactly."""
    rows: Rows = dict(
        zip(
            [(d, s) for d in ("Norra", "Södra") for s in ("kvinnor", "män")],
            [[c] for c in counts],
            strict=True,
        )
    )
    spec = table(
        column("K", kön="kvinnor"), column("M", kön="män"), column("A"), column("%", "andel"), total="Alla"
    )
    found = numbers(spec, tidy((DISTRICT, SEX), (COUNT, SHARE), rows))
    assert all(row[1] + row[2] == row[3] for row in found)  # type: ignore[operator]
    assert found[2][3] == sum(counts)
    if sum(counts):
        assert found[0][4] + found[1][4] == 100  # type: ignore[operator]


# --- the sample chapter ---


def test_the_sample_gives_the_published_tables(repo: Path) -> None:
    """Tables 8:1 and 8:2 of the report for 2024, figure by figure, where a total or share is computed."""
    ages = table(
        column("Kvinnor", kön="kvinnor"),
        column("Män", kön="män"),
        column("Totalt"),
        number="8:2",
        data="personer-ålder",
        rows="åldersgrupp",
        total="Totalt i staden",
    )
    districts = table(
        column("Antal"),
        column("Andel (%)", "andel"),
        column("Kvinnor", "könsandel", "Andel (%)", kön="kvinnor"),
        column("Män", "könsandel", "Andel (%)", kön="män"),
        number="8:1",
        data="personer",
        total="Totalt i staden",
    )
    change = insert(
        'tabell("8:1")["Totalt i staden", "Antal"] - fakta("personer", mått="antal", år=2023)',
        form("förändring"),
    )
    sample = report(districts, ages, change, folder="socialpsykiatri")
    released = release(compute(sample, load(repo, sample, Sink()), Sink()), Sink())
    shown = [[str(getattr(cell, "number", "")) for cell in row.cells] for row in released.tables[0].rows]
    shares = "12.6 11.2 6.8 4.2 8.9 8.3 14.2 5.9 8.4 12.1 5.5 3.4 100.0"
    assert " ".join(row[1] for row in shown) == shares
    assert shown[-1] == ["4427", "100.0", "53.9", "46.1"]
    totals = [str(getattr(row.cells[2], "number", "")) for row in released.tables[1].rows]
    assert " ".join(totals) == "212 795 1010 1060 1350 4427"
    assert write(released.values[change.span], change.formats) == "en ökning med 131"
