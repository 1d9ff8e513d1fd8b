"""What must stay on one line, and what need not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socpdf.text.groups import JOIN, bind


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("4 427 personer", "4_427 personer"),
        ("10 712 218 kronor", "10_712_218_kronor"),
        ("54 procent av dem", "54_procent av dem"),
        ("är 54 % av", "är 54_% av"),
        ("enligt 4 kap. 2 § SoL ska", "enligt 4_kap._2_§_SoL ska"),
        ("av tabell 8:1 framgår", "av tabell_8:1 framgår"),
        ("Figur 5:2 och kapitel 3", "Figur_5:2 och kapitel_3"),
        ("Den 1 juli 2023 beslutade", "Den 1_juli 2023 beslutade"),
        ("kl. 13.15 på dagen", "kl._13.15 på dagen"),
        ("t. ex. i fråga om bl. a. stöd", "t._ex. i fråga om bl._a. stöd"),
        ("mellan 20 – 64 år", "mellan 20_–_64_år"),
        ("per kön, 2024 Källa: Sociala system", "per kön, 2024 Källa:_Sociala system"),
        ("Lag (1993:387) om stöd", "Lag_(1993:387) om stöd"),
        ("år 2024 var 131 personer", "år 2024 var 131 personer"),
        ("under 2023 200 fler", "under 2023_200 fler"),
        ("en tabell som visar", "en tabell som visar"),
    ],
)
def test_groups_are_held_together(text: str, bound: str) -> None:
    """A group's spaces are joined, and no others."""
    assert bind(text).replace(JOIN, "_") == bound


@given(st.text(alphabet="ab4 8.:%§–kptå()", max_size=60))
def test_nothing_but_spaces_changes(text: str) -> None:
    """The text keeps its length and all its other characters."""
    assert bind(text).replace(JOIN, " ") == text
