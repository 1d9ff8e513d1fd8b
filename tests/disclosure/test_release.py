"""What is withheld, what is refused, and what a refusal may say; invented data, attacked by hand."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onlooker import possible
from specfactory import column, form, hints, insert, messages, report, table

from socpdf.core.diagnostics import Refused, Sink, Span, render
from socpdf.disclosure import Policy, release
from socpdf.ir.spec import Block, Insert
from socpdf.ir.tables import Released, ReleasedReport, Shown, Withheld
from socpdf.ir.tidy import Datum, Dimension, Measure, Published, Sign, TidyTable
from socpdf.tables import compute

TOML = Span("data/prov.toml")
DISTRICT = Dimension("nämnd", "Nämnd", ("A", "B", "C"), "", True, TOML)
SEX = Dimension("kön", "Kön", ("kvinnor", "män"), "", True, TOML)
COUNT = Measure("antal", "Antal", "antal", "personer", 0, "", "", (), TOML)
SHARE = Measure("andel", "Andel", "procent", "personer", 1, "", "antal", ("kön",), TOML)
TYPED_SHARE = Measure("könsandel", "Andel", "procent", "personer", 1, "antal", "", ("kön",), TOML)
HOURS = Measure("timmar", "Timmar", "timmar", "personer", 1, "antal", "", (), TOML)
SECOND = Sign.WITHHELD_SECONDARY
STAR = Sign.WITHHELD
Rows = Mapping[tuple[str, ...], Sequence[Datum]]


def people(counts: Sequence[Datum], *more: Measure, counted: Measure = COUNT) -> TidyTable:
    """Counts by district and, within, by sex."""
    return tidy((DISTRICT, SEX), (counted, *more), dict(zip(KEYS, [[c] for c in counts], strict=True)))


KEYS = list(product(DISTRICT.categories, SEX.categories))


def tidy(dimensions: Sequence[Dimension], measures: Sequence[Measure], rows: Rows) -> TidyTable:
    keys = {
        dimension.name: array("i", [dimension.categories.index(key[at]) for key in rows])
        for at, dimension in enumerate(dimensions)
    }
    typed = [measure for measure in measures if not measure.numerator]
    values = {measure.name: [figures[at] for figures in rows.values()] for at, measure in enumerate(typed)}
    lines = array("i", range(len(rows)))
    return TidyTable(
        "prov",
        "",
        "",
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


def released(data: TidyTable, *blocks: Block | Insert, policy: Policy | None = None) -> ReleasedReport:
    sink = Sink()
    made = compute(report(*blocks), {"prov": data}, sink)
    try:
        return release(made, sink, policy or Policy())
    except Refused:
        pytest.fail("\n".join(messages(sink)))


def refused(data: TidyTable, *blocks: Block | Insert) -> Sink:
    sink = Sink()
    made = compute(report(*blocks), {"prov": data}, sink)
    with pytest.raises(Refused):
        release(made, sink)
    return sink


def shown(cell: Released | str) -> str:
    if isinstance(cell, str):
        return cell
    return str(cell.number) if isinstance(cell, Shown) else cell.sign.value


def grid(data: TidyTable, *blocks: Block | Insert) -> list[list[str]]:
    return [[shown(cell) for cell in row.cells] for row in released(data, *blocks).tables[0].rows]


BY_SEX = (column("K", kön="kvinnor"), column("M", kön="män"))
PARTS = table(*BY_SEX)
WITH_SUM = table(*BY_SEX, column("Alla"))
WITH_TOTAL = table(*BY_SEX, total="Staden")


# --- what is withheld ---


def test_counts_from_one_to_three_are_withheld() -> None:
    """Zero and four are shown; the audit tells how many cells it withheld."""
    data = people([0, 1, 2, 3, 4, 5])
    assert grid(data, PARTS) == [["0", "*"], ["*", "*"], ["4", "5"]]
    audit = released(data, PARTS).tables[0].audit
    assert (audit.threshold, audit.withheld, audit.withheld_by_source) == (4, 3, 0)


def test_the_threshold_is_a_parameter() -> None:
    """With a threshold of six, five is withheld."""
    made = released(people([0, 1, 2, 3, 4, 5]), PARTS, policy=Policy(6))
    assert [[shown(cell) for cell in row.cells] for row in made.tables[0].rows][2] == ["*", "*"]


def test_signs_of_the_source_stay_as_they_are() -> None:
    """They are counted apart."""
    data = people([STAR, SECOND, Sign.NO_DATA, Sign.NOT_COMPUTABLE, 4, 5])
    assert grid(data, PARTS) == [["*", "**"], ["i.u", "."], ["4", "5"]]
    audit = released(data, PARTS).tables[0].audit
    assert (audit.withheld, audit.withheld_by_source) == (0, 2)


def test_what_counts_nobody_is_shown() -> None:
    """Two buses are no secret."""
    buses = Measure("antal", "Antal", "antal", "övrigt", 0, "", "", (), TOML)
    assert grid(people([1, 2, 3, 4, 5, 6], counted=buses), WITH_SUM)[0] == ["1", "2", "3"]


def test_a_share_of_a_small_count_is_withheld() -> None:
    """So is the share of the others where those who are left are few: it tells the same."""
    spec = table(column("K", "andel", kön="kvinnor"), column("M", "andel", kön="män"))
    assert grid(people([2, 98, 50, 50, 0, 40], SHARE), spec) == [
        ["*", "*"],
        ["50.0", "50.0"],
        ["0.0", "100.0"],
    ]


def test_a_share_of_a_small_base_is_withheld() -> None:
    """All of three persons are still three persons."""
    spec = table(column("K", "andel", kön="kvinnor"), column("M", "andel", kön="män"))
    assert grid(people([0, 3, 50, 50, 5, 5], SHARE), spec)[0] == ["*", "*"]


def test_a_mean_of_few_is_withheld() -> None:
    """Hours per person rest on the persons."""
    rows: Rows = {("A",): [3, Decimal("7.5")], ("B",): [4, Decimal("8.5")], ("C",): [STAR, 2]}
    data = tidy((DISTRICT,), (COUNT, HOURS), rows)
    assert grid(data, table(column("Timmar", "timmar"))) == [["*"], ["8.5"], ["*"]]


@pytest.mark.parametrize(
    ("share", "base", "sign"),
    [("0.4", 557, "*"), ("99.6", 557, "*"), ("0.8", 557, "0.8"), ("0.0", 557, "0.0"), ("0.0", 5000, "*")],
)
def test_a_published_share_is_taken_back_to_persons(share: str, base: int, sign: str) -> None:
    """Where rounding leaves open whether it is a few persons, it is taken to be."""
    dimensions = (DISTRICT, Dimension("kön", "Kön", ("kvinnor", "män", "alla"), "alla", True, TOML))
    rows: Rows = {("A", "alla"): [base, None], ("A", "män"): [None, Decimal(share)]}
    data = tidy(dimensions, (COUNT, TYPED_SHARE), rows)
    place = insert('fakta("prov", nämnd="A", kön="män", mått="könsandel")')
    assert shown(released(data, place).values[place.span]) == sign


def test_a_vague_format_does_not_make_a_share_safe() -> None:
    """How a value is written says nothing about how exact its figure is."""
    dimensions = (DISTRICT, Dimension("kön", "Kön", ("kvinnor", "män", "alla"), "alla", True, TOML))
    rows: Rows = {("A", "alla"): [557, None], ("A", "män"): [None, Decimal("0.4")]}
    place = insert('fakta("prov", nämnd="A", kön="män", mått="könsandel")', form("ungefär"), form("procent"))
    made = released(tidy(dimensions, (COUNT, TYPED_SHARE), rows), place)
    assert made.values[place.span] == Withheld(STAR, "personer", "procent")


# --- values in text ---


def test_a_value_is_withheld_with_its_figure() -> None:
    """In text as in the table; what is reckoned from it is withheld, but is not itself a small count."""
    small, sum_ = (
        insert('fakta("prov", nämnd="A", kön="män")'),
        insert('fakta("prov", nämnd="A", kön="män") * 5', line=51),
    )
    made = released(people([9, 2, 9, 2, 9, 9]), small, sum_)
    assert made.values[small.span] == Withheld(STAR, "personer")
    assert made.values[sum_.span] == Withheld(SECOND, "personer")


def test_a_change_between_years_may_be_small() -> None:
    """Two more persons among hundreds are no group of two."""
    year = Dimension("år", "År", ("2023", "2024"), "", False, TOML)
    data = tidy((year,), (COUNT,), {("2023",): [300], ("2024",): [302]})
    place = insert('fakta("prov") - fakta("prov", år=2023)')
    assert shown(released(data, place).values[place.span]) == "2"


def test_words_are_released_as_they_are() -> None:
    """A year is nobody's secret."""
    place = insert("år")
    assert released(people([9] * 6), place).values[place.span] == "2024"


# --- what is withheld so that nothing follows ---


def test_one_withheld_cell_in_a_row_with_its_sum_gets_company() -> None:
    """Of its row and its column, and inner cells go before sums."""
    cells = grid(people([9, 2, 9, 8, 8, 9]), table(*BY_SEX, column("Alla"), total="Staden"))
    assert cells == [["**", "*", "11"], ["**", "**", "17"], ["8", "9", "17"], ["26", "19", "45"]]


def test_the_audit_counts_what_was_added() -> None:
    """One by the rule, one more for its sake; without that one, the first could have been computed."""
    audit = released(people([9, 2, 9, 8, 8, 9]), WITH_SUM).tables[0].audit
    assert (audit.withheld, audit.added, audit.computable, audit.narrowed) == (2, 1, 1, 0)


def test_withheld_cells_that_add_up_to_little_get_company() -> None:
    """Two persons in two cells: the remainder would say who they are."""
    assert [row[1] for row in grid(people([9, 1, 9, 1, 8, 9]), WITH_TOTAL)] == ["*", "*", "**", "11"]


def test_stars_with_their_sum_get_company() -> None:
    """Two and three make five: neither could then be one, and a `*` says that each could."""
    assert [row[1] for row in grid(people([9, 2, 9, 3, 8, 9]), WITH_TOTAL)] == ["*", "*", "**", "14"]


ALL = Dimension("nämnd", "Nämnd", ("A", "B", "C", "Alla"), "Alla", True, TOML)


def test_a_cell_the_source_withholds_is_protected_too() -> None:
    """Nobody here knows what it was, but a reader would."""
    data = tidy((ALL,), (COUNT,), {("A",): [SECOND], ("B",): [9], ("C",): [8], ("Alla",): [24]})
    assert grid(data, table(column("Antal"), total="Staden")) in (
        [["**"], ["**"], ["8"], ["24"]],
        [["**"], ["9"], ["**"], ["24"]],
    )


def test_a_withheld_total_of_shown_parts_is_protected() -> None:
    """It can be added up by anybody, unless a part goes, too."""
    data = tidy((ALL,), (COUNT,), {("A",): [5], ("B",): [9], ("C",): [7], ("Alla",): [SECOND]})
    cells = [cell for (cell,) in grid(data, table(column("Antal"), total="Staden"))]
    assert cells.count("**") == 2
    assert cells[3] == "**"


def test_a_group_that_stands_nowhere_is_protected_too() -> None:
    """Women and all are shown: the men would be two."""
    spec = table(column("K", kön="kvinnor"), column("Alla"))
    cells = grid(people([9, 2, 9, 8, 8, 9]), spec)
    assert cells[0] in (["**", "11"], ["9", "**"])
    assert cells[1:] == [["9", "17"], ["8", "17"]]


def test_text_and_table_are_attacked_together() -> None:
    """The table withholds, and a sentence would give the total away: another cell goes, not the sentence."""
    data, place = people([9, 2, 9, 8, 8, 9]), insert('fakta("prov", nämnd="A")')
    assert grid(data, PARTS)[0] == ["9", "*"]
    made = released(data, PARTS, place)
    assert shown(made.values[place.span]) == "11"
    assert [shown(cell) for cell in made.tables[0].rows[0].cells] == ["**", "*"]


def test_two_tables_are_attacked_together() -> None:
    """Each is safe alone."""
    made = released(people([9, 2, 9, 8, 8, 9]), PARTS, table(column("Alla"), number="1:2"))
    assert [shown(cell) for table_ in made.tables for cell in table_.rows[0].cells] == ["**", "*", "11"]


def test_what_follows_is_followed_further() -> None:
    """No table shows the men of A; they follow from text, and with them those of B, who are two."""
    facts = [
        insert('fakta("prov", nämnd="A")', line=51),
        insert('fakta("prov", nämnd="A", kön="kvinnor")', line=52),
        insert('fakta("prov", nämnd="C", kön="män")', line=53),
        insert('fakta("prov", kön="män")', line=54),
    ]
    data = people([9, 7, 9, 2, 8, 9])
    few = released(data, *facts[1:]).values
    all_ = released(data, *facts).values
    assert [shown(few[fact.span]) for fact in facts[1:]] == ["9", "9", "18"]
    assert [shown(all_[fact.span]) for fact in facts].count("**") == 1


def test_shares_of_a_whole_are_attacked() -> None:
    """Two shares are shown, and everybody knows the hundred they make with the third."""
    three = Dimension("svar", "Svar", ("ja", "nej", "vet ej"), "", True, TOML)
    share = Measure("andel", "Andel", "procent", "svar", 1, "", "antal", ("svar",), TOML)
    count = Measure("antal", "Antal", "antal", "svar", 0, "", "", (), TOML)
    data = tidy((three,), (count, share), {("ja",): [40], ("nej",): [58], ("vet ej",): [2]})
    cells = [cell for (cell,) in grid(data, table(column("%", "andel"), rows="svar"))]
    assert cells in (["40.0", "**", "*"], ["**", "58.0", "*"])


@pytest.mark.parametrize(("base", "company"), [(100, True), (1000, False)])
def test_published_shares_that_leave_little_get_company(base: int, company: bool) -> None:
    """50, 48, * and * of a hundred: the rest is two persons. Of a thousand it is twenty."""
    interval = Dimension("tid", "Tid", ("kort", "mellan", "lång", "längst", "alla"), "alla", True, TOML)
    share = Measure("andel", "Andel", "procent", "personer", 1, "antal", "", ("tid",), TOML)
    shares: Sequence[Datum] = (Decimal("50.0"), Decimal("48.0"), STAR, STAR)
    rows: Rows = {(c,): [None, s] for c, s in zip(interval.categories, shares, strict=False)}
    data = tidy((interval,), (COUNT, share), {**rows, ("alla",): [base, None]})
    cells = [cell for (cell,) in grid(data, table(column("%", "andel"), rows="tid"))]
    assert cells[2:] == ["*", "*"]
    assert ("**" in cells) is company


def test_shares_of_an_unknown_base_leave_more_than_their_rounding() -> None:
    """One share of three is withheld by the source; with the others shown it would be what is left."""
    interval = Dimension("tid", "Tid", ("kort", "mellan", "lång"), "", True, TOML)
    share = Measure("andel", "Andel", "procent", "personer", 0, "", "", ("tid",), TOML)
    data = tidy((interval,), (share,), {("kort",): [50], ("mellan",): [STAR], ("lång",): [20]})
    cells = [cell for (cell,) in grid(data, table(column("%", "andel"), rows="tid"))]
    assert cells in (["**", "*", "20"], ["50", "*", "**"])


# --- what is refused ---


def published(*counts: Datum) -> TidyTable:
    """Districts and their total, all of which last year's report has shown."""
    rows: Rows = {(name,): [count] for name, count in zip(ALL.categories, counts, strict=True)}
    return replace(tidy((ALL,), (COUNT,), rows), published=(Published("antal", {}),))


def test_what_readers_have_already_cannot_be_protected() -> None:
    """The message names table, row and column."""
    (message,) = messages(refused(published(9, STAR, 8, 19), table(column("Antal"), total="Staden")))
    what = "row `B`, column `Antal` of table 1:1 is not to be known, and follows whatever else is withheld"
    assert message == f"layouts/1-prov.md:10:1: error[S101]: {what}"


def test_signs_that_contradict_the_figures_are_told() -> None:
    """A `*` is a count from 1 to 3, and here it would have to be seven."""
    data = tidy((ALL,), (COUNT,), {("A",): [9], ("B",): [STAR], ("C",): [8], ("Alla",): [24]})
    sink = refused(data, table(column("Antal"), total="Staden"))
    assert messages(sink) == [
        "layouts/1-prov.md:10:1: error[S104]: figures and signs contradict each other: the sum over `nämnd`"
    ]
    assert "must be `**`" in hints(sink)[0]


def test_no_figure_is_in_a_refusal() -> None:
    """Neither the message nor the hint nor the line below it has a digit of the data."""
    for diagnostic in refused(published(71, STAR, 83, 156), table(column("Antal"))).diagnostics:
        said = render(diagnostic).replace("layouts/1-prov.md:10:1", "").replace("table 1:1", "")
        assert not any(figure in said.replace("S101", "") for figure in ("71", "83", "156", " 2"))


# --- laws ---

COUNTS = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 12)), min_size=6, max_size=6)


@settings(max_examples=40, deadline=None)
@given(COUNTS)
def test_a_reader_who_tries_every_table_learns_no_small_count(counts: list[int]) -> None:
    """Each small count has its sign, and could be one, two or three for all that is shown beside it."""
    cells = grid(people(counts), table(*BY_SEX, column("Alla"), total="Staden"))
    values = possible(cells)
    for at, count in enumerate(counts):
        row, side = divmod(at, 2)
        assert count in values[row][side]
        if 0 < count < 4:
            assert cells[row][side] == "*"
            assert {1, 2, 3} <= values[row][side]
        else:
            assert cells[row][side] in {str(count), "**"}


@given(st.lists(st.integers(4, 500), min_size=6, max_size=6))
def test_nothing_is_refused_where_nobody_is_few(counts: list[int]) -> None:
    """Without a small group there is no secret."""
    data = people(counts, SHARE)
    full = table(*BY_SEX, column("Alla"), column("%", "andel", kön="män"), total="Staden")
    assert released(data, full).tables[0].audit.withheld == 0


@given(COUNTS, st.sampled_from(["kvinnor", "män"]))
def test_no_share_shown_rests_on_few(counts: list[int], sex: str) -> None:
    """Every share that is shown counts none or four and more, and leaves none or four and more."""
    spec = table(column("%", "andel", kön=sex))
    sink = Sink()
    made = release(compute(report(spec), {"prov": people(counts, SHARE)}, sink), sink)
    rows = [[shown(cell) for cell in row.cells] for row in made.tables[0].rows]
    for at, (share,) in enumerate(rows):
        women, men = counts[2 * at : 2 * at + 2]
        if share not in {"*", "."}:
            assert all(count == 0 or count >= 4 for count in (women, men, women + men))
