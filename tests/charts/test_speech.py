"""Charts in words: each text was read as a Swedish editor would, and is held as it was found good."""

from pathlib import Path

import pytest
from spokencharts import CHARTS

from socpdf.charts.speech import describe
from socpdf.ir.chart import Kind

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
