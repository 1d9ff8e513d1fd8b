"""A small project whose chapter ends with whatever a test wants to say; its figures are invented."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Sink
from socpdf.disclosure import Policy, release
from socpdf.disclosure.rule import DEFAULT_POLICY
from socpdf.disclosure.words import check_words
from socpdf.document import assemble
from socpdf.ir.document import Paragraph
from socpdf.ir.reading import every_block, plain
from socpdf.ir.spec import ChapterSpec, ReportSpec
from socpdf.ir.tables import ReleasedReport
from socpdf.sources import load
from socpdf.spec import Context, parse, parse_chapter
from socpdf.tables import compute

CHAPTER: Final = "layouts/1-prov.md"

_REPORT: Final = "titel: Provrapporten 2024\når: 2024\ndatum: 2025-03-01\nutgivare: Exempelstaden\n"
_HEAD: Final = """\
---
kapitel: 1
titel: Prov
data: prov
värden:
  alla: tabell("1:1")["Hela staden", "Totalt"]
  kvinnor: tabell("1:1")["Hela staden", "Kvinnor"]
  män: tabell("1:1")["Hela staden", "Män"]
  hälften: alla / 2
  flest: störst(tabell("1:1"), "Totalt")
---

:::{tabell} 1:1
rubrik: Personer med stöd
data: personer
rader: åldersgrupp
kolumner:
  - {rubrik: Kvinnor, mått: antal, kön: kvinnor}
  - {rubrik: Män, mått: antal, kön: män}
  - {rubrik: Totalt, mått: antal}
summa: Hela staden
:::

:::{tabell} 1:2
rubrik: Beslut om boende
data: boende
rader: boende
kolumner:
  - {rubrik: Antal, mått: antal}
:::

:::{tabell} 1:3
rubrik: Väntetid
data: tid
rader: nämnd
kolumner:
  - {rubrik: Dagar, mått: dagar}
  - {rubrik: Antal, mått: antal}
:::

# Text

"""
PEOPLE: Final = """\
åldersgrupp,kön,år,antal
18–24 år,kvinnor,2024,120
18–24 år,män,2024,80
25–44 år,kvinnor,2024,300
25–44 år,män,2024,310
45–64 år,kvinnor,2024,210
45–64 år,män,2024,180
18–24 år,kvinnor,2023,120
18–24 år,män,2023,91
25–44 år,kvinnor,2023,280
25–44 år,män,2023,300
45–64 år,kvinnor,2023,220
45–64 år,män,2023,181
"""
HOUSING: Final = "boende,antal\nHVB,12\nSHIS,*\nStödboende,30\nFamiljehem,7\nJour,30\n"
WAITING: Final = "nämnd,dagar,antal\nNorra,12.5,40\nSödra,9.0,31\nÖstra,*,*\n"
_PEOPLE_TOML: Final = """\
titel = "Personer"
källa = "Sociala system"
per = 2024-12-31
[dimension.åldersgrupp]
kategorier = ["18–24 år", "25–44 år", "45–64 år"]
additiv = true
[dimension.kön]
kategorier = ["kvinnor", "män"]
additiv = true
[dimension.år]
kategorier = ["2023", "2024"]
additiv = false
[mått.antal]
enhet = "antal"
räknar = "personer"
"""
_HOUSING_TOML: Final = """\
titel = "Boende"
källa = "Boendeenheten"
[dimension.boende]
kategorier = ["HVB", "SHIS", "Stödboende", "Familjehem", "Jour"]
additiv = false
[mått.antal]
enhet = "antal"
räknar = "personer"
"""
_WAITING_TOML: Final = """\
titel = "Väntetid"
källa = "Boendeenheten"
[dimension.nämnd]
kategorier = ["Norra", "Södra", "Östra"]
additiv = false
[mått.dagar]
enhet = "dagar"
räknar = "personer"
decimaler = 1
bas = "antal"
[mått.antal]
enhet = "antal"
räknar = "personer"
"""


TEXT_LINE: Final = _HEAD.count("\n") + 1
"""Where the text of a test begins."""


def write_project(root: Path, text: str, data: Mapping[str, str] | None = None) -> Path:
    """The project, with the text at the end of its chapter; `data` are CSV files that are another."""
    figures = {"personer": PEOPLE, "boende": HOUSING, "tid": WAITING} | dict(data or {})
    files = {
        "layouts/rapport.yaml": _REPORT,
        CHAPTER: _HEAD + text + "\n",
        "data/prov/personer.toml": _PEOPLE_TOML,
        "data/prov/boende.toml": _HOUSING_TOML,
        "data/prov/tid.toml": _WAITING_TOML,
        **{f"data/prov/{name}.csv": rows for name, rows in figures.items()},
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def chapter(text: str, sink: Sink) -> ChapterSpec | None:
    """The chapter alone, with the text at its end; None after an error."""
    return parse_chapter(_HEAD + text + "\n", CHAPTER, sink, Context(Path(), 2024))


def released(root: Path, sink: Sink, policy: Policy = DEFAULT_POLICY) -> tuple[ReportSpec, ReleasedReport]:
    report = parse(root, sink)
    computed = compute(report, load(root, report, sink), sink)
    found = release(computed, sink, policy)
    check_words(computed, found, sink)
    return report, found


def paragraphs(root: Path, sink: Sink) -> list[str]:
    """The text as readers see it, with plain spaces."""
    report, found = released(root, sink)
    document = assemble(report, report.chapters[0], found, root, sink)
    blocks = every_block(document.blocks)
    return [plain(b.content).replace("\u00a0", " ") for b in blocks if isinstance(b, Paragraph)]
