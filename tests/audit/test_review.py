"""Numbers that were typed are found, with their place and the cell that has them; and nothing else is."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from valueproject import CHAPTER, HOUSING, TEXT_LINE, chapter, released, write_project

from socpdf.audit import review
from socpdf.audit.exempt import exempt, names_pattern
from socpdf.core.diagnostics import Diagnostic, Severity, Sink
from socpdf.ir.spec import ReportSpec
from socpdf.ir.tables import ReleasedReport


def found(root: Path, text: str, **data: str) -> tuple[Diagnostic, ...]:
    sink = Sink()
    report, released_report = released(write_project(root, text, data), sink)
    entries = review(report, released_report, sink)
    assert sink.diagnostics == [], "what is found in the text stops no build"
    return entries


def places(entries: tuple[Diagnostic, ...], text: str) -> list[tuple[str, str]]:
    """Code, and the part of the text that each entry points at."""
    lines = text.split("\n")
    return [(e.code, lines[e.span.line - TEXT_LINE][e.span.column - 1 : e.span.end - 1]) for e in entries]


NUMERALS = [
    ("Det bor 50 personer där.", ["50"]),
    ("Det bor 1\u00a0200 eller 1 200 personer där.", ["1\u00a0200", "1 200"]),
    ("Andelen är 12,5 procent, eller 13 %.", ["12,5", "13"]),
    ("Antalet ökade med 2024 personer.", ["2024"]),
    ("Det är −47 eller -47.", ["−47", "-47"]),
    ("**Bara 17** av *de 19* i [gruppen om 21](https://example.org/22).", ["17", "19", "21"]),
    ("Mellan 20 och\n30 personer.", ["20", "30"]),
    ("Det tar 7h.", ["7"]),
    ("De var 31{{ alla }}.", ["31"]),
    ("Elva av 12\\* fall.", ["12"]),
    ("- En punkt om 17 fall\n  1. och 18 till", ["17", "18"]),
    ("# Rubrik om 17 fall", ["17"]),
    (":::{nyckeltal} 17\nfall, varav 18 nya.\n:::", ["17", "18"]),
    (":::{citat}\nDet är 17 fall.\n:::", ["17"]),
    ("Text.[^n]\n\n[^n]: Noten har 17 fall.", ["17"]),
]


@pytest.mark.parametrize(("text", "numbers"), NUMERALS, ids=[text for text, _ in NUMERALS])
def test_a_typed_number_is_found_where_it_stands(tmp_path: Path, text: str, numbers: list[str]) -> None:
    """In every kind of text, with file, line and columns."""
    entries = found(tmp_path, text)
    assert places(entries, text) == [("A101", number) for number in numbers]
    assert {entry.span.file for entry in entries} == {CHAPTER}
    assert {entry.severity for entry in entries} == {Severity.ERROR}


def test_a_typed_number_is_found_in_tables_and_pictures(tmp_path: Path) -> None:
    """Captions, notes and alternative texts are read too; heads and rows are names."""
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder/karta.png").write_bytes(b"")
    text = (
        ":::{tabell} 1:4\nrubrik: Alla 31 fall\ndata: boende\nrader: boende\nkolumner:\n"
        "  - {rubrik: Över 15 fall, mått: antal}\nnoter:\n  - Varav 32 nya.\n:::\n\n"
        ":::{bild} bilder/karta.png\nalt: En karta med 33 platser.\nrubrik: De 34 platserna\n:::\n\n"
        ':::{diagram} 1:1\nrubrik: Alla 35 fall\nsort: staplar\ntabell: "1:4"\n:::\n\n'
        ":::{diagram} 1:2\nrubrik: Fall\nsort: staplar\ndata: boende\nrader: boende\n"
        "noter:\n  - Varav 36 nya.\n:::\n"
    )
    entries = found(tmp_path, text)
    assert [entry.message.split("`")[1] for entry in entries] == ["31", "32", "33", "34", "35", "36"]


FREE = [
    "År 2024, åren 2021–2022 och 1990-talet, läsåret 2023/24.",
    "Den 1 juli 2023, 3–4 maj, 30 och 31 oktober, 2024-10-01, kl. 13.15, vecka 12–14.",
    "Enligt 4 kap. 2 § SoL (2001:453), 5 kap. 7 och 8 §§, 2 a § och prop. 2024/25:89.",
    "I tabell 1:1, Tabell 1:2, kapitel 9, avsnitt 3.2, bilaga 1 och 2, sidorna 14–15.",
    "Mellan 20 och 64 år, 20–64 år, 20 till 64 år, 20 till och med 64 år, 18-24-åringar, 20\u201364\u00a0år.",
    "De som fyller 65 år, är 65 år eller äldre, över 18 år, i åldern 45–54 år, 65-årsdagen, 12 år gamla.",
    "Färre än fyra redovisas inte. Antal under 4 visas ej.",
    "I åldersgruppen 18-24 år och 25–44 år.",
    "Formatet A4, covid-19, BBIC2.",
    "På <https://example.org/2024/50> och www.example.org/17 finns mer.",
    "Omkring {uppgift}`50 av 60`(bostadsenheten, maj 2025) bor kvar.",
    "Sammanlagt {{ alla }} personer, {{ kvinnor }} kvinnor under {{ år }}.",
    "Utan tal. En av dem, ett av dem.",
    "1. Första\n2. Andra",
]


@pytest.mark.parametrize("text", FREE)
def test_what_names_or_says_when_may_be_typed(tmp_path: Path, text: str) -> None:
    """Years, dates, law, numbers of tables and chapters, ages, names, and statements with their source."""
    assert [str(entry) for entry in found(tmp_path, text)] == []


def test_a_number_in_the_words_of_a_format_is_found(tmp_path: Path) -> None:
    """What `välj` says is text; so no number hides in it."""
    text = 'Det {{ kvinnor - män | välj("ökade med 17 till {}", "minskade med {}", "stod still") }}.'
    (entry,) = found(tmp_path, text)
    assert (entry.message, entry.span.line) == ("the number `17` is typed", TEXT_LINE)
    assert entry.span.column == text.index("välj") + 1


def test_the_finding_names_who_has_the_number(tmp_path: Path) -> None:
    """A named value first, then a cell of the chapter; with the way to write it."""
    (entry,) = found(tmp_path, "Det är 600 män eller så.".replace("600", "630"))
    assert entry.message == "the number `630` is typed; the value `kvinnor` has it"
    assert entry.hint == "write `{{ kvinnor }}`, if that is what is meant; 1 more have it"
    (entry,) = found(tmp_path, "Det är 610 personer.")
    assert entry.message.endswith("; row `25–44 år`, column `Totalt` of table 1:1 has it")
    assert entry.hint == 'write `{{ tabell("1:1")["25–44 år", "Totalt"] }}`, if that is what is meant'
    (entry,) = found(tmp_path, "Det är 611 personer.")
    assert entry.message == "the number `611` is typed"
    assert "{uppgift}" in entry.hint


def test_a_withheld_figure_is_nowhere_named(tmp_path: Path) -> None:
    """A reader who guesses two is not told that the cell has it; nor one who guesses it in words."""
    csv = HOUSING.replace("SHIS,*", "SHIS,2")
    for text in ("Där är 2 personer.", "Där är två personer."):
        for entry in found(tmp_path, text, boende=csv):
            assert "SHIS" not in entry.message + entry.hint
            assert entry.message == "the number `2` is typed"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("{{ alla }} personer fick stöd.", "1\u00a0200"),
        ("De ökar. {{ alla }} personer fick stöd.", "1\u00a0200"),
        ("{{ år }} var ett bra år.", "2024"),
        ("- {{ alla }} personer", "1\u00a0200"),
    ],
)
def test_a_sentence_begins_with_no_figure(tmp_path: Path, text: str, start: str) -> None:
    """Neither with one that is a value: it is found where it is written."""
    (entry,) = found(tmp_path, text)
    assert (entry.code, entry.message) == ("A102", f"a sentence begins with the figure `{start}`")


@pytest.mark.parametrize(
    "text",
    [
        "{{ alla | ungefär(500) }} personer fick stöd.",
        '{{ tabell("1:2")["HVB"] }} personer fick stöd.',
        "Sammanlagt {{ alla }} personer, t.ex. {{ kvinnor }} kvinnor.",
        "# {{ alla }} personer",
        ":::{nyckeltal} {{ alla }}\npersoner fick stöd.\n:::",
    ],
)
def test_a_sentence_may_begin_with_a_word(tmp_path: Path, text: str) -> None:
    """A hedge, a number that is spelled out; and a heading or a large figure is no sentence."""
    assert [str(entry) for entry in found(tmp_path, text)] == []


def test_a_number_word_that_equals_a_figure_is_a_hint(tmp_path: Path) -> None:
    """A warning: it may be chance. Time and kinds are not counted among the figures."""
    text = "Där bor sju personer, tolv barn och åtta män, under sju år med sju olika stöd."
    entries = found(tmp_path, text)
    assert places(entries, text) == [("A103", "sju"), ("A103", "tolv")]
    assert {entry.severity for entry in entries} == {Severity.WARNING}
    assert (
        entries[0].hint
        == 'write `{{ tabell("1:2")["Familjehem", "Antal"] | ord }}`, if that is what is meant'
    )


# --- laws ---

WORDS = st.sampled_from(["personer", "kvinnor", "av dem", "i staden", "fick stöd,", "enligt beslut", "och"])
EXEMPT = st.sampled_from(
    ["20–64 år", "år 2023", "4 kap. 2 § SoL", "den 3 maj 2024", "tabell 1:1", "65-årsdagen"]
)
# Up to where years begin.
PLANTED = st.integers(0, 1799).map(str)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[ReportSpec, ReleasedReport]:
    return released(write_project(tmp_path_factory.mktemp("projekt"), "Text."), Sink())


@given(st.lists(st.one_of(WORDS, EXEMPT, PLANTED.map(lambda number: f"#{number}#")), max_size=12))
def test_exactly_what_is_planted_is_found(
    report: tuple[ReportSpec, ReleasedReport], parts: list[str]
) -> None:
    """Numbers between words are found, each once and in order, whatever stands around them."""
    planted = [part.strip("#") for part in parts if part.startswith("#")]
    # A word on each side keeps a planted number from becoming part of a date or a span of ages.
    written = [f"antal {part.strip('#')} saker" if part.startswith("#") else part for part in parts]
    text = " ".join(["Text", *written])
    sink = Sink()
    read = chapter(text, sink)
    assert read is not None
    entries = review(replace(report[0], chapters=(read,)), report[1], sink)
    assert places(entries, text) == [("A101", number) for number in planted]


@given(st.text(alphabet=st.sampled_from("0123456789 –-§:.,åArtkapil\u00a0\ufffc"), max_size=300))
def test_reading_ends_soon_on_any_text(text: str) -> None:
    """The patterns neither fail nor run away on what no author would type."""
    for start, end in exempt(text, names_pattern(["18–24 år", "1-7 timmar (%)"])):
        assert 0 <= start < end <= len(text)
