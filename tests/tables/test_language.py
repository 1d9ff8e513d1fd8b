"""Each shape of table there is in the report, declared in a few lines; figures published or invented."""

from pathlib import Path

from tableproject import grid, lines, table

from socpdf.document.twin import column_names
from socpdf.ir.tables import Head, Label

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
    assert made.heads[2:4] == (Head("Genomsnittligt antal timmar", 0, 2, 1, 1), Head("Antal personer", 2, 1, 1, 1))
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
