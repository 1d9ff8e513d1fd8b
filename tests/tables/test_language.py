"""Each shape of table there is in the report, declared in a few lines; figures published or invented."""

from pathlib import Path

from tableproject import grid, lines, released, table

from socpdf.document.twin import column_names
from socpdf.ir.spec import Text
from socpdf.ir.tables import Head, Label, ReleasedTable, Withheld
from socpdf.ir.tidy import Sign

HOURS = """\
titel = "Timmar"
källa = "Sociala system"

[dimension.nämnd]
rubrik = "Stadsdelsnämnd"
kategorier = ["Järva", "Bromma", "Totalt i staden"]
totalt = "Totalt i staden"
additiv = true

[dimension.år]
kategorier = ["2023", "2024"]
additiv = false

[dimension.kön]
kategorier = ["kvinnor", "män", "totalt"]
totalt = "totalt"
additiv = true

[mått.timmar]
enhet = "timmar"
räknar = "personer"
beräkning = "medelvärde"
tom = true

[mått.personer]
enhet = "antal"
räknar = "personer"
tom = true
"""
HOURS_CSV = """\
nämnd,år,kön,timmar,personer
Järva,2023,kvinnor,198,
Järva,2023,män,184,
Järva,2023,totalt,,43
Järva,2024,kvinnor,180,
Järva,2024,män,150,
Järva,2024,totalt,,49
Bromma,2023,kvinnor,199,
Bromma,2023,män,*,
Bromma,2023,totalt,,7
Bromma,2024,kvinnor,183,
Bromma,2024,män,*,
Bromma,2024,totalt,,8
Totalt i staden,2023,kvinnor,198,
Totalt i staden,2023,män,184,
Totalt i staden,2024,kvinnor,181,
Totalt i staden,2024,män,150,
"""
HOURS_DATA = {"prov/timmar.toml": HOURS, "prov/timmar.csv": HOURS_CSV}


def test_three_levels_of_heads(tmp_path: Path) -> None:
    """Year over measure over sex, with an unequal last column, from one entry that goes over the years."""
    made = table(
        tmp_path,
        """\
:::{tabell} 1:1
rubrik: Timmar
data: timmar
rader: nämnd
kolumner:
  - för: år
    kolumner:
      - {grupp: Genomsnittligt antal timmar, för: kön, rubrik: "{} (Mv)", mått: timmar, kön: [kvinnor, män]}
      - {grupp: Antal personer, rubrik: Totalt, mått: personer}
summa: Totalt i staden
:::
""",
        HOURS_DATA,
    )
    assert grid(made) == lines("""
        Järva            198  184  43  180  150  49
        Bromma           199  *    7   183  *    8
        Totalt i staden  198  184  50  181  150  57
    """)
    assert made.head_rows == 3
    assert made.heads[:2] == (Head("2023", 0, 3, 0, 1), Head("2024", 3, 3, 0, 1))
    assert made.heads[2:4] == (
        Head("Genomsnittligt antal timmar", 0, 2, 1, 1),
        Head("Antal personer", 2, 1, 1, 1),
    )
    assert column_names(made)[:3] == [
        "2023 / Genomsnittligt antal timmar / Kvinnor (Mv)",
        "2023 / Genomsnittligt antal timmar / Män (Mv)",
        "2023 / Antal personer / Totalt",
    ]


REGIME = """\
titel = "Verkställda beslut"
källa = "Sociala system"

[dimension.insats]
kategorier = ["ledsagning", "daglig verksamhet"]
additiv = false

[dimension.regi]
rubrik = "Regi"
kategorier = ["egen regi", "entreprenad", "uppgift saknas", "totalt"]
totalt = "totalt"
additiv = true

[dimension.kön]
rubrik = "Kön"
kategorier = ["kvinnor", "män", "totalt"]
totalt = "totalt"
additiv = true

[mått.beslut]
enhet = "antal"
räknar = "beslut"
"""
REGIME_CSV = """\
insats,regi,kön,beslut
ledsagning,egen regi,kvinnor,84
ledsagning,egen regi,män,78
ledsagning,entreprenad,kvinnor,0
ledsagning,entreprenad,män,0
ledsagning,uppgift saknas,totalt,23
daglig verksamhet,egen regi,kvinnor,388
daglig verksamhet,egen regi,män,452
daglig verksamhet,entreprenad,kvinnor,76
daglig verksamhet,entreprenad,män,77
daglig verksamhet,uppgift saknas,totalt,23
"""
GROUPS = """\
:::{tabell} 1:1
rubrik: Beslut per insats, regi och kön
data: regi
rader:
  - {för: [regi, kön], regi: [egen regi, entreprenad]}
  - {regi: uppgift saknas, rubrik: Uppgift saknas}
summa: Totalt i staden
kolumner:
  - för: insats
    kolumner:
      - {rubrik: Antal}
      - {rubrik: Total (%), andel: regi, per: regi}
ord: {daglig verksamhet: "Daglig verksamhet (LSS)**"}
noter:
  - "** Daglig verksamhet kan beviljas från 16 år."
:::
"""
REGIME_DATA = {"prov/regi.toml": REGIME, "prov/regi.csv": REGIME_CSV}


def test_groups_of_rows_have_one_label_and_one_share(tmp_path: Path) -> None:
    """The share is that of both sexes and stands once for both rows; a row without sex spans both labels."""
    made = table(tmp_path, GROUPS, REGIME_DATA)
    assert grid(made) == lines("""
        Egen regi / Kvinnor    84   88   388   83
        Egen regi / Män        78   88   452   83
        Entreprenad / Kvinnor  0    0    76    15
        Entreprenad / Män      0    0    77    15
        Uppgift saknas         23   12   23    2
        Totalt i staden        185  100  1016  100
    """)
    assert made.stub_heads == ("Regi", "Kön")
    assert [row.labels for row in made.rows[:2]] == [
        (Label("Egen regi", 0, 1, 2), Label("Kvinnor", 1, 1, 1)),
        (Label("Män", 1, 1, 1),),
    ]
    assert made.rows[4].labels == (Label("Uppgift saknas", 0, 2, 1),)
    assert [row.spans for row in made.rows[:2]] == [(1, 2, 1, 2), (1, 0, 1, 0)]
    assert made.heads[1] == Head("Daglig verksamhet (LSS)", 2, 2, 0, 1, "**")


# --- one invented data set, with most shapes of dimension ---

PEOPLE = """\
titel = "Personer"
källa = "Sociala system"

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = ["Norra", "Södra", "Västra", "Staden"]
totalt = "Staden"
additiv = false # en person kan finnas i flera nämnder

[dimension.år]
kategorier = ["2022", "2023", "2024"]
additiv = false

[dimension.kön]
kategorier = ["kvinnor", "män"]
additiv = true

[mått.antal]
enhet = "antal"
räknar = "personer"
"""
COUNTS = {
    "Norra": ((10, 20), (12, 18), (15, 15)),
    "Södra": ((30, 10), (30, 20), (40, 20)),
    "Västra": ((5, 5), (6, 7), (8, 9)),
    "Staden": ((44, 35), (47, 44), (62, 43)),
}
PEOPLE_CSV = "nämnd,år,kön,antal\n" + "".join(
    f"{board},{year},{sex},{number}\n"
    for board, years in COUNTS.items()
    for year, pair in zip((2022, 2023, 2024), years, strict=True)
    for sex, number in zip(("kvinnor", "män"), pair, strict=True)
)
PEOPLE_DATA = {"prov/personer.toml": PEOPLE, "prov/personer.csv": PEOPLE_CSV}
HEAD = ":::{tabell} 1:1\nrubrik: Prov\ndata: personer\n"


def people(root: Path, options: str, **more: str) -> ReleasedTable:
    return table(root, f"{HEAD}{options}:::\n", PEOPLE_DATA | more)


def said(made: ReleasedTable) -> list[tuple[str, str]]:
    """The notes: sign and text."""
    return [(n.sign, "".join(i.text for i in n.content if isinstance(i, Text))) for n in made.notes]


def test_nested_columns_with_gross_and_net_totals(tmp_path: Path) -> None:
    """Nine columns from one entry; the gross total adds up who is in two boards, the net total does not."""
    made = people(
        tmp_path,
        "rader: nämnd\n"
        "kolumner:\n  - {för: [år, kön], summa: Totalt, år: [2023, 2024]}\n"
        'summa: {brutto: "Totalt brutto*", netto: "Totalt netto**"}\n'
        'noter: ["* Nämnderna summerade.", "** Varje person en gång."]\n',
    )
    assert grid(made) == lines("""
        Norra          12  18  30  15  15  30
        Södra          30  20  50  40  20  60
        Västra         6   7   13  8   9   17
        Totalt brutto  48  45  93  63  44  107
        Totalt netto   47  44  91  62  43  105
    """)
    assert [row.total for row in made.rows] == [False, False, False, True, True]
    assert made.rows[3].labels == (Label("Totalt brutto", 0, 1, 1, "*"),)
    assert made.heads[:2] == (Head("2023", 0, 3, 0, 1), Head("2024", 3, 3, 0, 1))


def test_dimensions_by_name_are_lines(tmp_path: Path) -> None:
    """`rader` and `kolumner` take dimensions; `urval` picks and orders the rows."""
    options = "rader: nämnd\nkolumner: [år, kön]\nurval: {nämnd: [Västra, Norra]}\n"
    assert grid(people(tmp_path, options)) == lines("""
        Västra  5   5   6   7   8   9
        Norra   10  20  12  18  15  15
    """)


def test_shares_of_row_column_and_table(tmp_path: Path) -> None:
    """The words stand for the dimensions of columns, of rows, and of both; gross where nothing is net."""
    options = (
        "rader: år\nurval: {nämnd: Södra}\nkolumner:\n"
        "  - {grupp: Rad, för: kön, andel: rad}\n"
        "  - {grupp: Av kvinnor, rubrik: Kön, kön: kvinnor, andel: kön, decimaler: 1}\n"
    )
    assert grid(people(tmp_path, options)) == lines("""
        2022  75  25  75.0
        2023  60  40  60.0
        2024  67  33  66.7
    """)
    options = "rader: kön\nurval: {nämnd: Västra}\nsumma: Alla\nkolumner:\n  - {rubrik: '%', andel: kolumn}\n"
    assert grid(people(tmp_path, options)) == lines("""
        Kvinnor  47
        Män      53
        Alla     100
    """)
    options = "rader: kön\nsumma: Alla\nkolumner:\n  - {rubrik: '%', andel: tabell, nämnd: Västra}\n"
    made = people(tmp_path, options)
    assert [row[1] for row in grid(made)] == ["8", "9", "16"]


def test_change_since_last_year(tmp_path: Path) -> None:
    """In persons and in per cent, for the row's own figure."""
    options = (
        "rader: nämnd\nsumma: Staden\nkolumner:\n  - {rubrik: Antal}\n"
        "  - {grupp: Förändring, rubrik: Antal, förändring: antal}\n"
        "  - {grupp: Förändring, rubrik: Procent, förändring: procent, decimaler: 1}\n"
    )
    assert grid(people(tmp_path, options)) == lines("""
        Norra   30   0   0.0
        Södra   60   10  20.0
        Västra  17   4   30.8
        Staden  105  14  15.4
    """)


def test_shares_made_to_add_up_say_so(tmp_path: Path) -> None:
    """A third each: the first takes what is missing to 100, and a note tells it."""
    data = PEOPLE_DATA | {
        "prov/svar.toml": 'titel = "Svar"\nkälla = "Enkät"\n[dimension.svar]\nrubrik = "Svar"\n'
        'kategorier = ["ja", "nej", "vet ej"]\nadditiv = true\n'
        '[mått.antal]\nenhet = "antal"\nräknar = "övrigt"\n',
        "prov/svar.csv": "svar,antal\nja,7\nnej,7\nvet ej,7\n",
    }
    text = (
        ":::{tabell} 1:1\nrubrik: Prov\ndata: svar\nrader: svar\nsumma: Alla\n"
        'kolumner:\n  - {rubrik: "%", andel: svar, utjämna: ja}\n:::\n'
    )
    made = table(tmp_path, text, data)
    assert [row[1] for row in grid(made)] == ["34", "33", "33", "100"]
    assert said(made) == [("", "Andelarna är avrundade så att de tillsammans blir 100 procent.")]


POPULATION = {
    "stad/folkmängd.toml": 'titel = "Folkmängd"\nkälla = "SCB"\n[dimension.nämnd]\n'
    'kategorier = ["Norra", "Södra", "Västra"]\nadditiv = true\n'
    '[mått.antal]\nenhet = "antal"\nräknar = "övrigt"\n',
    "stad/folkmängd.csv": "nämnd,antal\nNorra,20000\nSödra,30000\nVästra,10000\n",
}


def test_rates_have_their_base_in_another_data_set(tmp_path: Path) -> None:
    """The total's base is the population of all; the sexes, which it does not have, count together."""
    rate = (
        '[mått.per_invånare]\nenhet = "per 10 000"\nräknar = "personer"\n'
        'täljare = "antal"\nnämnare = "stad/folkmängd:antal"\n'
    )
    made = people(
        tmp_path,
        "rader: nämnd\nsumma: Staden\nkolumner:\n"
        "  - {rubrik: Antal, mått: antal}\n  - {rubrik: Per 10 000, mått: per_invånare, decimaler: 1}\n",
        **POPULATION | {"prov/personer.toml": PEOPLE + rate},
    )
    assert [row[2] for row in grid(made)] == ["15.0", "20.0", "17.0", "17.5"]


def test_columns_of_another_data_set(tmp_path: Path) -> None:
    """The rows are looked for in both; the sources are those of both."""
    made = people(
        tmp_path,
        "rader: nämnd\nkolumner:\n  - {rubrik: Antal}\n  - {rubrik: Invånare, data: stad/folkmängd}\n",
        **POPULATION,
    )
    assert grid(made)[0] == ["Norra", "30", "20000"]
    assert made.source == "Sociala system och SCB"


DECISIONS = {
    "prov/beslut.toml": """\
titel = "Beslut"
källa = "Nämnderna"

[dimension.insats]
kategorier = ["ledsagning", "kontaktperson"]
additiv = true

[dimension.utfall]
kategorier = ["bifall", "delavslag", "avslag", "alla"]
totalt = "alla"
additiv = true

[mått.beslut]
enhet = "antal"
räknar = "beslut"
tom = true

[mått.domar]
enhet = "antal"
räknar = "beslut"
tom = true
""",
    "prov/beslut.csv": "insats,utfall,beslut,domar\nledsagning,bifall,703,\nledsagning,delavslag,206,\n"
    "ledsagning,avslag,68,\nkontaktperson,bifall,409,\nkontaktperson,delavslag,0,\nkontaktperson,avslag,75,\n"
    "ledsagning,alla,,15\nkontaktperson,alla,,4\n",
}


def test_rows_one_by_one_with_parts_and_shares(tmp_path: Path) -> None:
    """Counts, parts of them, shares and another measure stand below each other, as in table 9:16."""
    made = table(
        tmp_path,
        """\
:::{tabell} 1:1
rubrik: Beslut och domar
data: beslut
mått: beslut
stubb: Beslut och domar
rader:
  - {rubrik: Antal beslut}
  - {för: utfall, varav: "{}"}
  - {rubrik: Andel delavslag (%), utfall: delavslag, andel: utfall}
  - {rubrik: Andel avslag (%), utfall: avslag, andel: utfall}
  - {rubrik: Domar, mått: domar}
kolumner:
  - {för: insats, summa: Totalt}
:::
""",
        DECISIONS,
    )
    assert grid(made) == lines("""
        Antal beslut         977  484  1461
        varav bifall         703  409  1112
        varav delavslag      206  0    206
        varav avslag         68   75   143
        Andel delavslag (%)  21   0    14
        Andel avslag (%)     7    15   10
        Domar                15   4    19
    """)
    assert [label.part for row in made.rows for label in row.labels] == [
        False,
        True,
        True,
        True,
        *[False] * 3,
    ]


def test_marks_of_rows_columns_and_cells(tmp_path: Path) -> None:
    """Each has its sign where it belongs, and the source of some cells is a note that writes itself."""
    made = people(
        tmp_path,
        "rader: nämnd\nkolumner: [år]\nmärk:\n"
        '  - {rad: Södra, tecken: "**", källa: Försäkringskassan}\n'
        '  - {kolumn: "2022", tecken: "***"}\n'
        '  - {rad: [Norra, Västra], kolumn: "2024", tecken: "****"}\n'
        "noter: ['*** Preliminära tal.', '**** Två nämnder rättade.']\n",
    )
    assert [label.sign for row in made.rows for label in row.labels] == ["", "**", ""]
    assert [head.sign for head in made.heads] == ["***", "", ""]
    assert [row.marks for row in made.rows] == [("", "", "****"), ("", "", ""), ("", "", "****")]
    assert said(made) == [
        ("***", "Preliminära tal."),
        ("****", "Två nämnder rättade."),
        ("**", "Källa: Försäkringskassan."),
    ]


def test_hidden_cells_are_withheld_wherever_they_stand(tmp_path: Path) -> None:
    """The count is hidden in its table and in another, its share with it, and what comes of it in text."""
    text = (
        f"{HEAD}rader: nämnd\nkolumner: [kön]\ndölj:\n  - {{rad: Norra, kolumn: Kvinnor}}\n:::\n\n"
        ":::{tabell} 1:2\nrubrik: Prov\ndata: personer\nrader: nämnd\nurval: {kön: kvinnor}\n"
        "kolumner:\n  - {rubrik: Antal}\n  - {rubrik: '%', andel: nämnd}\n"
        "  - {rubrik: Förändring, förändring: antal}\n:::\n\n"
        'Det blev {{ tabell("1:1")["Norra", "Kvinnor"] * 2 }}.\n'
    )
    made = released(tmp_path, text, PEOPLE_DATA)
    assert grid(made.tables[0])[0] == ["Norra", "**", "15"]
    assert grid(made.tables[1])[0] == ["Norra", "**", "**", "**"]
    assert list(made.values.values()) == [Withheld(Sign.WITHHELD_SECONDARY, "personer")]


MERGED = {
    "ordlista.toml": '[nämnder]\nnamn = ["Järva", "Bromma"]\n[[nämnder.sammanslagning]]\nny = "Järva"\n'
    'av = ["Rinkeby-Kista", "Spånga-Tensta"]\ndatum = 2023-07-01\n',
    "prov/personer.toml": 'titel = "Personer"\nkälla = "System"\n[dimension.nämnd]\nordlista = "nämnder"\n'
    'additiv = true\n[dimension.år]\nkategorier = ["2022", "2024"]\nadditiv = false\n'
    '[mått.antal]\nenhet = "antal"\nräknar = "personer"\n',
    "prov/personer.csv": "nämnd,år,antal\nRinkeby-Kista,2022,30\nSpånga-Tensta,2022,12\nBromma,2022,20\n"
    "Järva,2024,50\nBromma,2024,25\n",
}


def test_merged_categories_are_added_up_and_told(tmp_path: Path) -> None:
    """The old boards make the new one in the year before; a table of this year alone needs no note."""
    made = table(tmp_path, f"{HEAD}rader: nämnd\nkolumner: [år]\n:::\n", MERGED)
    assert grid(made) == lines("""
        Järva   42  50
        Bromma  20  25
    """)
    told = "Rinkeby-Kista och Spånga-Tensta blev Järva i juli 2023. Siffrorna för 2022 är därför sammanlagda."
    assert said(made) == [("", told)]
    made = table(tmp_path, f"{HEAD}rader: nämnd\nkolumner:\n  - {{rubrik: Antal}}\n:::\n", MERGED)
    assert said(made) == []


def test_totals_are_given_where_they_do_not_follow(tmp_path: Path) -> None:
    """A part is withheld at its source: the total that was delivered is shown, and another sum is a sign."""
    data = {
        "prov/personer.toml": PEOPLE.replace(
            '"kvinnor", "män"]', '"kvinnor", "män", "alla"]\ntotalt = "alla"'
        ),
        "prov/personer.csv": "nämnd,år,kön,antal\n"
        "Norra,2024,kvinnor,*\nNorra,2024,män,**\nNorra,2024,alla,30\nSödra,2024,kvinnor,**\nSödra,2024,män,**\nVästra,2024,kvinnor,8\nVästra,2024,män,9\n",
    }
    options = "rader: nämnd\nkolumner:\n  - {för: kön, summa: Totalt}\n"
    assert grid(people(tmp_path, options, **data)) == lines("""
        Norra   *   **  30
        Södra   **  **  **
        Västra  8   9   17
    """)


def test_a_group_of_rows_by_name(tmp_path: Path) -> None:
    """A head over some rows has no dimension, and changes no figure."""
    made = people(
        tmp_path,
        "stubb: [Del, Kön]\nurval: {nämnd: Norra}\nrader:\n  - {grupp: Personer, för: kön}\n"
        "kolumner:\n  - {rubrik: Antal}\n",
    )
    assert grid(made) == [["Kvinnor", "15"], ["Män", "15"]]
    assert made.rows[0].labels == (Label("Personer", 0, 1, 2), Label("Kvinnor", 1, 1, 1))
