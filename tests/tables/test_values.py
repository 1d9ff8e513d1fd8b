"""Expressions over tables: which is largest, what parts make, and what it was a year before."""

from pathlib import Path

import pytest
from valueproject import HOUSING, PEOPLE, WAITING, paragraphs, write_project

from socpdf.core.diagnostics import Refused, Sink


def says(root: Path, text: str, **data: str) -> str:
    """The last paragraph, as printed."""
    sink = Sink()
    found = paragraphs(write_project(root, text, data), sink)[-1]
    assert sink.diagnostics == []
    return found


def refuses(root: Path, text: str, **data: str) -> list[str]:
    sink = Sink()
    with pytest.raises(Refused):
        paragraphs(write_project(root, text, data), sink)
    return [f"{d.code} {d.message}" for d in sink.in_order()]


TEXTS = [
    # which is largest
    ('Mest {{ störst(tabell("1:1"), "Totalt").rad }}.', "Mest 25–44 år."),
    ('Mest {{ störst(tabell("1:1"), "Totalt").värde }}.', "Mest 610."),
    ("Mest {{ flest.rad }}: {{ flest.värde }}.", "Mest 25–44 år: 610."),
    ('Minst {{ minst(tabell("1:1"), "Totalt").rad }}.', "Minst 18–24 år."),
    ('Mest {{ störst(tabell("1:1"), "Totalt", antal=2).rad }}.', "Mest 25–44 år och 45–64 år."),
    ('Mest {{ störst(tabell("1:1"), "Totalt", utom="25–44 år").rad }}.', "Mest 45–64 år."),
    ('Mest {{ störst(tabell("1:1"), "Totalt", från="45–64 år").rad }}.', "Mest 45–64 år."),
    ('Mest {{ störst(tabell("1:1"), "Totalt", till="18–24 år").rad }}.', "Mest 18–24 år."),
    ('Mest {{ störst(tabell("1:1"), "Kvinnor", minus="Män").rad }}.', "Mest 18–24 år."),
    ('Mest {{ störst(tabell("1:1"), "Kvinnor", minus="Män").värde | fler }} män.', "Mest 40 fler än män."),
    ('Minst {{ minst(tabell("1:1"), rad="18–24 år").kolumn }}.', "Minst Män."),
    ('Mest {{ störst(tabell("1:1"), rad="18–24 år", utom="Totalt").kolumn }}.', "Mest Kvinnor."),
    # ties are told as such, and a total is never the largest
    ('Mest {{ störst(tabell("1:2"), "Antal").rad }}.', "Mest Stödboende och Jour."),
    ('Mest {{ störst(tabell("1:2")).rad }}.', "Mest Stödboende och Jour."),
    ('Tre: {{ störst(tabell("1:2"), antal=3).rad }}.', "Tre: Stödboende, Jour och HVB."),
    ('Mest {{ störst(tabell("1:2")).värde }}.', "Mest 30."),
    # a row that was found names a row
    ('Där {{ tabell("1:1")[flest.rad, "Kvinnor"] }} kvinnor.', "Där 300 kvinnor."),
    # sums, shares, counts of rows
    ('Av {{ summa(tabell("1:1"), "Totalt") }}.', "Av 1 200."),
    ('Av {{ summa(tabell("1:1"), "Totalt", från="25–44 år", till="45–64 år") }}.', "Av 1 000."),
    ('Av {{ summa(tabell("1:1"), "Män", utom="25–44 år") }}.', "Av 260."),
    ("Av {{ andel(kvinnor, alla) | procent }}.", "Av 53 procent."),
    ("Av {{ andel(kvinnor, alla) | bråkdel }}.", "Av mer än hälften."),
    ("Av {{ andel(kvinnor - kvinnor, män - män) | procent }}.", "Av en andel som inte kan beräknas."),
    ('I {{ antal_rader(tabell("1:1")) | ord }} grupper.', "I tre grupper."),
    ('I {{ antal_rader(tabell("1:1"), "Kvinnor", över="Män") | ord }} grupper.', "I två grupper."),
    ('I {{ antal_rader(tabell("1:1"), "Kvinnor", under="Män") | ord }} grupp.', "I en grupp."),
    ('I {{ antal_rader(tabell("1:1"), "Totalt", lika=200) | ord }} grupp.', "I en grupp."),
    ('I {{ antal_rader(tabell("1:1"), "Totalt", över=hälften) | ord }} grupp.', "I en grupp."),
    # the year before
    ("Förra året {{ ifjol(alla) }}.", "Förra året 1 192."),
    ("Antalet {{ alla - ifjol(alla) | förändrades }}.", "Antalet ökade med åtta."),
    ('Antalet {{ män - ifjol(män) | välj("steg {}", "föll {}", "stod still") }}.', "Antalet föll två."),
    ("Andelen {{ andel(kvinnor, alla) - ifjol(andel(kvinnor, alla)) | procent(1) | förändrades }}.",
     "Andelen ökade med 0,5 procentenheter."),
    ("Då var det {{ ifjol(år) }}.", "Då var det 2023."),
    ('Minst då {{ ifjol(minst(tabell("1:1"), "Män").rad) }}.', "Minst då 18–24 år."),
    ('Då {{ ifjol(fakta("personer", kön="män", åldersgrupp="18–24 år")) }}.', "Då 91."),
    # dates
    ('Per {{ per("personer") | datum }}.', "Per 31 december 2024."),
    # a figure from outside the data is printed as it is typed
    ("Kön är {uppgift}`omkring *50*`(enheten) lång.", "Kön är omkring 50 lång."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text for text, _ in TEXTS])
def test_expressions_say_what_the_figures_are(tmp_path: Path, text: str, expected: str) -> None:
    """Each function, on figures that can be reckoned in the head."""
    assert says(tmp_path, text) == expected


WRONG = [
    ('{{ störst(tabell("1:1"), "Totalt", från="25-44 år").rad }}', "T203 table 1:1 has no row `25-44 år`"),
    ('{{ störst(tabell("1:1"), "Total").rad }}', "T203 table 1:1 has no column `Total`"),
    ('{{ störst(tabell("1:1"), "Totalt") }}', "T204 a row is no value"),
    ('{{ störst(tabell("1:1"), "Totalt").kolumn }}', "T205 a row was looked for here"),
    ('{{ störst(tabell("1:1"), "Totalt", antal=2).värde }}', "T205 2 rows have no common figure"),
    ("{{ alla.rad }}", "T205 `.rad` asks for a row or column that was found"),
    ('{{ summa(alla, "Totalt") }}', "T205 a table is wanted here"),
    ("{{ flest + 1 }}", "T205 words and whole tables cannot be reckoned with"),
    ("{{ andel(2, alla) }}", "T205 a share is one of figures"),
    ('{{ andel(alla, fakta("tid", nämnd="Norra", mått="dagar")) }}', "T205 `antal` is no part of `dagar`"),
    (
        '{{ summa(tabell("1:1"), "Totalt", från="45–64 år", till="18–24 år") }}',
        "T222 the limits run the other way",
    ),
    ('{{ störst(tabell("1:1"), "Totalt", till="18–24 år", utom="18–24 år").rad }}', "T222 no row is left"),
    ('{{ störst(tabell("1:3"), rad="Norra").kolumn }}', "T222 the columns are of several units"),
    ('{{ summa(tabell("1:3"), "Dagar") }}', "T222 the figures of this column cannot be added up"),
    (
        '{{ summa(tabell("1:2"), till="HVB") + summa(tabell("1:2"), från="Stödboende") }}',
        "T222 the categories of `boende` overlap, so their figures cannot be added up",
    ),
    ("{{ ifjol(ifjol(alla)) }}", "T223 the data of `prov/personer` have no year 2022"),
    ('{{ ifjol(tabell("1:2")["HVB"]) }}', "T223 the data of `prov/boende` have no years"),
    ('{{ per("tid") }}', "T208 the data of `tid` have no date"),
    ("{{ flest.rad | tal }}", "T209 the format `tal` needs a figure, and this is text"),
    ("{{ alla | var }}", "T209 the format `var` needs a share, and this is in antal"),
    ('{{ antal_rader(tabell("1:1"), "Män", över=3, under=9) }}', "T208 rows are compared in one way"),
]


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[text for text, _ in WRONG])
def test_what_has_no_value_is_told(tmp_path: Path, text: str, message: str) -> None:
    """Code and words; the figures of the data are in none of them."""
    assert refuses(tmp_path, f"Text {text}.") == [message]


# --- figures that are withheld ---


def test_a_row_that_is_withheld_can_be_the_smallest(tmp_path: Path) -> None:
    """`*` is from one to three; where every other row has more, the table says as much."""
    text = 'Minst {{ minst(tabell("1:2")).rad }}, {{ minst(tabell("1:2")).värde }}.'
    assert says(tmp_path, text) == "Minst SHIS, färre än fyra."


@pytest.mark.parametrize("rows", ["HVB,*\nSHIS,*", "HVB,2\nSHIS,*", "HVB,**\nSHIS,12", "HVB,i.u\nSHIS,12"])
def test_what_would_order_withheld_rows_is_refused(tmp_path: Path, rows: str) -> None:
    """Which of two withheld rows is smaller is no one's business; the message names a row and no figure."""
    csv = f"boende,antal\n{rows}\nStödboende,30\nFamiljehem,7\nJour,30\n"
    (message,) = refuses(tmp_path, 'Minst {{ minst(tabell("1:2")).rad }}.', boende=csv)
    assert message == "T221 the answer would tell of the figure of `HVB`, which is not shown"


def test_a_withheld_row_can_be_left_out(tmp_path: Path) -> None:
    """Then the others decide among themselves."""
    csv = HOUSING.replace("HVB,12", "HVB,**")
    assert (
        says(tmp_path, 'Minst {{ minst(tabell("1:2"), från="Stödboende").rad }}.', boende=csv)
        == "Minst Familjehem."
    )


def test_a_mean_of_few_bounds_nothing(tmp_path: Path) -> None:
    """Of a withheld mean nothing is known, so it may always be the one."""
    (message,) = refuses(tmp_path, 'Längst {{ störst(tabell("1:3"), "Dagar").rad }}.')
    assert message.startswith("T221 ")
    assert says(tmp_path, 'Längst {{ störst(tabell("1:3"), "Dagar", utom="Östra").rad }}.') == "Längst Norra."


def test_rows_are_not_counted_by_what_they_hide(tmp_path: Path) -> None:
    """How many rows are above two cannot be told where one is withheld; above three it can."""
    more = 'antal_rader(tabell("1:2"), "Antal", över={})'
    text = f"I {{{{ {more.format(2)} | ord }}}}, i {{{{ {more.format(3)} | ord }}}}."
    assert says(tmp_path, text) == "I ett antal som inte redovisas, i fyra."


def test_a_sum_over_a_withheld_row_is_withheld(tmp_path: Path) -> None:
    """And so is what is reckoned from it; the direction of nothing that is withheld is told."""
    csv = PEOPLE.replace("18–24 år,män,2023,91", "18–24 år,män,2023,2")
    few = 'summa(tabell("1:1"), "Män", utom="45–64 år")'
    text = f"Då {{{{ ifjol({few}) }}}}, {{{{ {few} - ifjol({few}) | förändrades }}}}."
    expected = "Då ett antal som inte redovisas, hade en utveckling som inte redovisas."
    assert says(tmp_path, text, personer=csv) == expected


def test_a_statement_without_words_for_a_withheld_figure_is_an_error(tmp_path: Path) -> None:
    """Any of its three texts would be a guess, or the truth."""
    csv = WAITING.replace("Södra,9.0,31", "Södra,*,*")
    text = (
        'Det {{ tabell("1:3")["Norra", "Antal"] - tabell("1:3")["Södra", "Antal"] | välj("a", "b", "c") }}.'
    )
    sink = Sink()
    paragraphs(write_project(tmp_path, text, {"tid": csv}), sink)
    assert [d.message for d in sink.diagnostics] == ["the figure that chooses is not shown"]
