"""Contrast of a text to what is painted below it: what counts as its ground, and how light that is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdfsample import N, R, S, Sample, artifact, good, show

from socpdf.preflight.contrast import Standing, contrast, light_of, standings
from socpdf.preflight.facts import read_whole
from socpdf.preflight.press.model import Text
from socpdf.preflight.press.read import read_press
from socpdf.preflight.press.spaces import CMYK, RGB, Space

WORD = "Norr"
# The word stands with its foot at 700 and its left edge at 72.
BELOW = "60 690 100 30 re"


def found(operators: str, folder: Path, sample: Sample | None = None) -> Standing | Text:
    """The standing of the word that is shown last on the second page."""
    doc = sample or good()
    doc.append("content2", artifact(f"q {operators} Q"))
    path = folder / "prov.pdf"
    path.write_bytes(doc.write())
    sheet = read_press(read_whole(path)).sheets[1]
    return [s for s in standings(sheet) if (s.text if isinstance(s, Standing) else s).words == WORD][-1]


def ratio(operators: str, folder: Path, sample: Sample | None = None) -> float:
    standing = found(operators, folder, sample)
    assert isinstance(standing, Standing)
    return round(standing.ratio, 2)


def text(colour: str = "0 0 0 rg", size: int = 10) -> str:
    return f"{colour} {show(WORD, 100).replace('10 Tf', f'{size} Tf')}"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), 21.0),
        ((1.0, 1.0, 1.0), (1.0, 1.0, 1.0), 1.0),
        # The gray with just enough contrast to white that handbooks name: #767676.
        ((118 / 255,) * 3, (1.0, 1.0, 1.0), 4.54),
        ((1.0, 0.0, 0.0), (1.0, 1.0, 1.0), 4.0),
    ],
)
def test_contrast_is_that_of_the_standard(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    """WCAG 2.1, by values that are known; either colour may be the lighter."""
    assert round(contrast(one, other), 2) == expected
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("inks", "expected"),
    [
        ([0.0, 0.0, 0.0, 0.0], 1.0),
        ([0.0, 0.0, 0.0, 0.62], 3.69),
        ([0.0, 0.0, 0.0, 0.78], 6.3),
        ([0.9, 0.55, 0.0, 0.0], 5.56),
        ([0.0, 1.0, 0.0, 0.2], 5.7),
        ([0.8, 1.0, 0.0, 0.0], 9.3),
        ([0.08, 0.1, 0.0, 0.0], 1.2),
    ],
)
def test_inks_stand_out_as_on_paper(inks: list[float], expected: float) -> None:
    """From the paper, as a colour manager says by the profile of FOGRA39; near enough to judge by."""
    made = light_of(CMYK.colour(inks))
    assert made is not None
    assert contrast(made, (1.0, 1.0, 1.0)) == pytest.approx(expected, rel=0.06)


def test_light_comes_back_as_it_was() -> None:
    """What was chosen on a screen is not printed to be looked at; a spot ink tells nothing."""
    light = light_of(RGB.colour([0.2, 0.4, 0.6]))
    assert light is not None
    assert [round(c, 6) for c in light] == [0.2, 0.4, 0.6]
    assert light_of(Space("Separation", 1, ("Guld",)).colour([1.0])) is None


@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        pytest.param(text(), 21.0, id="paper"),
        pytest.param(f"0.5 0.5 0.5 rg {BELOW} f {text()}", 5.28, id="fill"),
        pytest.param(f"{text()} 0 0 0 rg {BELOW} f", 21.0, id="what is painted later"),
        pytest.param(f"0 0 0 rg {BELOW} f 1 1 1 rg {BELOW} f {text()}", 21.0, id="the upper of two"),
        pytest.param(f"0.5 0.5 0.5 rg 60 690 20 30 re f {text()}", 5.28, id="half of the word"),
        pytest.param(f"0 0 0 rg 200 690 20 30 re f {text()}", 21.0, id="beside it"),
        pytest.param(f"0 0 0 rg 60 702 100 1 re f {text()}", 21.0, id="a line through it"),
        pytest.param(f"0 0 0 RG 60 702 m 160 702 l S {text()}", 21.0, id="a stroke through it"),
        pytest.param(
            f"0.5 0.5 0.5 rg 0 600 300 200 re {BELOW} f* {text()}", 21.0, id="a hole by the even-odd rule"
        ),
        pytest.param(f"0 0 0 rg 60 690 m 160 690 l 60 640 l f {text()}", 21.0, id="a triangle below"),
        pytest.param(f"0.5 g {BELOW} f {text('1 g')}", 3.98, id="white on gray"),
        pytest.param(f"/G1 gs 0 0 0 rg {BELOW} f /G0 gs {text()}", 5.28, id="half transparent"),
        pytest.param(f"/G1 gs {text()}", 3.98, id="text that is half transparent"),
        pytest.param(f"/G2 gs {text()}", 21.0, id="more than opaque"),
        pytest.param(f"/G3 gs 0 0 0 rg {BELOW} f /G0 gs {text()}", 21.0, id="less than transparent"),
        pytest.param(f"q 100 0 0 30 60 690 cm /I1 Do Q {text()}", 5.32, id="picture"),
    ],
)
def test_ground_is_what_is_seen_below(operators: str, expected: float, tmp_path: Path) -> None:
    """The last thing painted before the text at its place, mixed with what shines through."""
    sample = good()
    resources = sample["page2"]["Resources"]
    resources["ExtGState"] = {"G0": {"ca": 1}, "G1": {"ca": 0.5}, "G2": {"ca": 7}, "G3": {"ca": -7}}
    resources["XObject"] = {"I1": R("image")}
    sample["image"] = S(
        bytes([128] * 12),
        {
            "Type": N("XObject"),
            "Subtype": N("Image"),
            "Width": 2,
            "Height": 2,
            "BitsPerComponent": 8,
            "ColorSpace": N("DeviceRGB"),
        },
    )
    assert ratio(operators, tmp_path, sample) == expected


@pytest.mark.parametrize(
    ("size", "least"), [(10, 4.5), (17, 4.5), (18, 3.0), (40, 3.0)], ids=["10", "17", "18", "40"]
)
def test_large_text_needs_less(size: int, least: float, tmp_path: Path) -> None:
    """From 18 pt 3:1 is enough."""
    standing = found(text(size=size), tmp_path)
    assert isinstance(standing, Standing)
    assert standing.least == least


@pytest.mark.parametrize(("font", "least"), [("Sans-Bold", 3.0), ("Sans-Semibold", 4.5), ("Sans", 4.5)])
def test_bold_text_counts_as_large_from_14_points(font: str, least: float, tmp_path: Path) -> None:
    """By the name of its font; half bold is not bold."""
    sample = good()
    sample["font"]["BaseFont"] = N(f"ABCDEF+{font}")
    standing = found(text(size=14), tmp_path, sample)
    assert isinstance(standing, Standing)
    assert standing.least == least


def test_a_ground_that_cannot_be_told_is_not_guessed(tmp_path: Path) -> None:
    """A picture with a soft mask: what shines through is not computed, and no contrast is told."""
    sample = good()
    values = {"Type": N("XObject"), "Subtype": N("Image"), "Width": 1, "Height": 1, "BitsPerComponent": 8}
    sample["page2"]["Resources"]["XObject"] = {"I1": R("image")}
    sample["image"] = S(bytes(3), {**values, "ColorSpace": N("DeviceRGB"), "SMask": R("mask")})
    sample["mask"] = S(bytes(1), {**values, "ColorSpace": N("DeviceGray")})
    assert isinstance(found(f"q 100 0 0 30 60 690 cm /I1 Do Q {text()}", tmp_path, sample), Text)


def test_decoration_is_no_text(tmp_path: Path) -> None:
    """Dots of an artifact are not read; the same dots in a paragraph would be."""
    sample = good()
    sample.append("content2", artifact(f"0.9 0.9 0.9 rg {show('....', 100)}"))
    path = tmp_path / "prov.pdf"
    path.write_bytes(sample.write())
    sheet = read_press(read_whole(path)).sheets[1]
    assert all(isinstance(s, Standing) and s.text.words != "...." for s in standings(sheet))
