"""No output holds a figure that the release withheld: neither text nor tags, attachments or bookmarks.

The figures are planted: long enough that chance does not write them. Each reader searches as it reads, so
that the search itself is shown to find them, when all is let through.
"""

import re
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest
from built import build_all
from external import opened, pdfium_text, pdftotext
from tagreader import read_tagged

from socpdf.disclosure.secure import Secured
from socpdf.ir.tables import ComputedValue, Figure
from socpdf.ir.tidy import Sign

REPORT: Final = "titel: Provrapporten 2024\når: 2024\ndatum: 2025-03-01\nutgivare: Exempelstaden\n"
CHAPTER: Final = """\
---
kapitel: 1
titel: Planterat
data: prov
värden:
  få: fakta("personer", nämnd="Norra", kön="kvinnor", mått="antal")
  mätt: få * 10007
  dold: tabell("1:1")["Södra", "Kvinnor"]
  väntan: fakta("tid", nämnd="Norra", mått="dagar")
---

# Rubriken säger {{ mätt }}

Kvinnorna i Norra var {{ få }}, och mätta så {{ mätt }}. I Södra var de {{ dold }}, vilket är
{{ tabell("1:1")["Södra", "Andel"] | procent(4) }}. De väntade {{ väntan }} dagar.

:::{nyckeltal} {{ dold }}
kvinnor fick stöd i Södra, och {{ mätt }} mätta i Norra.
:::

:::{tabell} 1:1
rubrik: Personer med stöd, mätta {{ mätt }}
data: personer
rader: nämnd
kolumner:
  - {rubrik: Kvinnor, mått: antal, kön: kvinnor}
  - {rubrik: Män, mått: antal, kön: män}
  - {rubrik: Alla, mått: antal}
  - {rubrik: Andel, mått: andel, kön: kvinnor, decimaler: 4}
summa: Staden
dölj:
  - {rad: Södra, kolumn: Kvinnor}
:::

:::{tabell} 1:2
rubrik: Väntetid
data: tid
rader: nämnd
kolumner:
  - {rubrik: Dagar, mått: dagar}
  - {rubrik: Antal, mått: antal}
:::
"""
PEOPLE: Final = """\
nämnd,kön,antal
Norra,kvinnor,3
Norra,män,60013
Södra,kvinnor,7919
Södra,män,81527
Östra,kvinnor,91801
Östra,män,93503
"""
PEOPLE_TOML: Final = """\
titel = "Personer"
källa = "Sociala system"
[dimension.nämnd]
kategorier = ["Norra", "Södra", "Östra"]
additiv = true
[dimension.kön]
kategorier = ["kvinnor", "män"]
additiv = true
[mått.antal]
enhet = "antal"
räknar = "personer"
[mått.andel]
enhet = "procent"
räknar = "personer"
decimaler = 4
täljare = "antal"
över = ["kön"]
"""
WAITING: Final = "nämnd,dagar,antal\nNorra,9481.7,2\nSödra,9.0,31\n"
WAITING_TOML: Final = """\
titel = "Väntetid"
källa = "Sociala system"
[dimension.nämnd]
kategorier = ["Norra", "Södra"]
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
PLANTED: Final = {
    "a multiple of a few, in text, heading, bookmark, caption and callout": "30021",
    "a count that its author withholds, in text and callout": "7919",
    "the share of that count": "8,8534",
    "the mean of two": "9481,7",
    "the men that, with their row, would tell it": "81527",
}
"""As `_plain` writes them."""
PROFILES: Final = ("webb", "webb2", "utkast")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "layouts/rapport.yaml": REPORT,
        "layouts/1-planterat.md": CHAPTER,
        "data/prov/personer.csv": PEOPLE,
        "data/prov/personer.toml": PEOPLE_TOML,
        "data/prov/tid.csv": WAITING,
        "data/prov/tid.toml": WAITING_TOML,
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def test_no_planted_figure_is_in_any_output(project: Path) -> None:
    """Whatever reads the finished files, and whatever is written beside them."""
    build_all(project, project / "out", *PROFILES)
    found = {(what, place) for place, text in _said(project) for what in _planted_in(text)}
    assert found == set()


def test_the_search_finds_what_is_let_through(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rule every planted figure is in the outputs, and every place that is searched has some."""
    door = import_module("socpdf.disclosure.release")
    monkeypatch.setattr(door, "sign_of", _let_through)
    monkeypatch.setattr(door, "sign_of_value", _value_let_through)
    nothing = frozenset[Any]()
    monkeypatch.setattr(door, "_secured", lambda *_: Secured(nothing, nothing, nothing))
    build_all(project, project / "out", *PROFILES)
    found = {(what, place) for place, text in _said(project) for what in _planted_in(text)}
    assert {what for what, _ in found} == set(PLANTED)
    places = {"pages, by pdfium", "tags", "bookmarks", "strings", "streams", "attachments", "files beside"}
    assert places <= {place for _, place in found}


def _let_through(figure: Figure, policy: object) -> Sign | None:
    return figure.number if isinstance(figure.number, Sign) else None


def _value_let_through(value: ComputedValue, policy: object) -> Sign | None:
    assert value.figure is not None
    return _let_through(value.figure, policy)


def _planted_in(text: str) -> Iterator[str]:
    """What is planted stands there as a number of its own, however its thousands are written."""
    plain = _plain(text)
    for what, figure in PLANTED.items():
        if re.search(rf"(?<!\d){figure}(?!\d)", plain):
            yield what


def _plain(text: str) -> str:
    """Thousands without their space, and one kind of comma."""
    return re.sub(r"(?<=\d)[\s\u00a0\u2009\u202f](?=\d{3})", "", text).replace(".", ",")


# --- everything that is said ---


def _said(project: Path) -> Iterator[tuple[str, str]]:
    """Place by place, from every file below the project but those that were there before."""
    for path in sorted((project / "out").rglob("*")):
        if path.suffix == ".pdf":
            yield from _said_by_pdf(path)
        elif path.is_file():
            yield "files beside", path.read_text(encoding="utf-8")
    for path in sorted((project / ".cache").rglob("*")):
        if path.is_file():
            yield "cache", path.read_bytes().decode("latin-1")


def _said_by_pdf(path: Path) -> Iterator[tuple[str, str]]:
    raw = path.read_bytes()
    yield from (("pages, by pdfium", text) for text in pdfium_text(raw))
    if shutil.which("pdftotext"):
        yield "pages, by pdftotext", pdftotext(path)
    with opened(raw) as pdf:
        if "/StructTreeRoot" in pdf.Root:
            tagged = read_tagged(raw)
            yield from (("tags", element.text()) for element in tagged.root.walk())
        with pdf.open_outline() as outline:
            yield from (("bookmarks", item.title) for item in _items(outline.root))
        for name in pdf.attachments:
            yield "attachments", f"{name} {pdf.attachments[name].get_file().read_bytes().decode('latin-1')}"
        for thing in pdf.objects:
            yield from _said_by_object(thing)


def _items(items: Any) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _items(item.children)


def _said_by_object(thing: Any) -> Iterator[tuple[str, str]]:
    """Every string of every object: titles, /Alt, /ActualText, /Contents; and streams, like the metadata."""
    if isinstance(thing, pikepdf.Stream):
        yield "streams", thing.read_bytes().decode("latin-1")
        yield from _strings(thing.stream_dict)
    else:
        yield from _strings(thing)


def _strings(thing: Any) -> Iterator[tuple[str, str]]:
    if isinstance(thing, pikepdf.String):
        yield "strings", str(thing)
    elif isinstance(thing, pikepdf.Dictionary):
        for value in thing.values():
            yield from _strings_inside(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            yield from _strings_inside(value)


def _strings_inside(value: Any) -> Iterator[tuple[str, str]]:
    """What is an object of its own is looked at as one."""
    if not getattr(value, "is_indirect", False):
        yield from _strings(value)
