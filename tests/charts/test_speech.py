"""Charts in words: each text was read as a Swedish editor would, and is held as it was found good."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spokencharts import CHARTS, YEARS, chart, series

from socpdf.charts.speech import describe
from socpdf.ir.chart import Chart, Kind
from socpdf.ir.tables import Shown

TEXTS = Path(__file__).parent / "alternative-texts.txt"
TITLE = "Personer med insats, 2024"
WHERE = "i tabell 8:1"


def written(name: str) -> str:
    """With plain spaces, so that the file can be read and typed."""
    return describe(CHARTS[name], TITLE, WHERE).replace("\u00a0", " ")


def test_texts_are_as_they_were_found_good(*, update: bool) -> None:
    """Each chart's text, under its name, is the one in the file; `--update` writes it again."""
    found = "\n\n".join(f"{name}\n{written(name)}" for name in CHARTS) + "\n"
    if update:
        TEXTS.write_text(found, encoding="utf-8")
    assert TEXTS.read_text(encoding="utf-8") == found


def test_every_kind_has_a_text() -> None:
    """Twenty charts at least, and of each kind one."""
    assert {chart.kind for chart in CHARTS.values()} == set(Kind)
    assert len(CHARTS) >= 20


@pytest.mark.parametrize("name", CHARTS)
def test_a_text_is_short_and_leads_to_the_figures(name: str) -> None:
    """At most sixty words, in whole sentences, the last of which says where the figures stand."""
    text = written(name)
    assert len(text.split()) <= 60
    assert text.endswith(" Siffrorna finns i tabell 8:1.")
    assert all(sentence[:1].isupper() for sentence in text.split(". "))


SERIES = {Kind.PYRAMID: 2, Kind.DOTS: 2, Kind.PAIRED: 2, Kind.PARTS: 1, Kind.TILES: 1}
NAMES = ("Norra", "Södra", "Östra", "Västra", "Mellersta")


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Of any kind, with figures that are shown, alike, zero or withheld."""
    kind = draw(st.sampled_from(Kind))
    categories = YEARS if kind is Kind.LINES or draw(st.booleans()) else NAMES
    figures = st.one_of(
        st.integers(100, 105), st.integers(-105, -100), st.just(0), st.sampled_from(["*", "**", ".", "i.u"])
    )
    one = st.lists(figures, min_size=len(categories), max_size=len(categories))
    count = SERIES.get(kind) or draw(st.integers(1, 5))
    return chart(
        kind,
        categories,
        *(series(f"Serie{at}", *draw(one)) for at in range(count)),
        highlighted=[categories[0]],
    )


@given(charts())
def test_any_chart_has_a_sound_text(found: Chart) -> None:
    """Whatever is shown, tied or withheld: whole sentences, short enough, no gap where a figure would be."""
    text = describe(found, TITLE, WHERE)
    assert len(text.split()) <= 60
    assert text.endswith(f" Siffrorna finns {WHERE}.")
    assert not any(slip in text for slip in ("  ", " ,", " .", ",,", "..", "None", "för ."))
    assert all(sentence[:1].isupper() for sentence in text.split(". "))


@given(charts())
def test_figures_of_a_text_are_figures_of_the_chart(found: Chart) -> None:
    """No figure is made up: where nothing is added up, each is one of the chart's, a year or a count."""
    if found.kind in {Kind.STACKED, Kind.SHARES}:
        return
    values = [v for one in found.panels[0].series for v in one.figures]
    shown = {str(abs(int(v.number))) for v in values if isinstance(v, Shown)}
    counts = {str(number) for number in range(len(values) + 1)}
    said = re.findall(r"(?<![\d:e])\d+", describe(found, TITLE, "sist i kapitlet"))
    assert set(said) <= shown | counts | set(YEARS)
