"""Profiles: which promises exclude each other, and what each axis does to a file."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from built import REPO, stages, written
from external import opened
from handmade import HEIGHT, WIDTH, area, document, fonts, heading, line, page, paged, place, points, profile

from socpdf.core.lengths import mm, pt
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Artifact, Box, Hue, Ink, PagedDocument, Rule
from socpdf.preflight.verapdf import is_installed, validate
from socpdf.profiles import (
    PROFILES,
    REPORT_PROFILES,
    Boxes,
    Colour,
    PdfVersion,
    Profile,
    ProfileError,
    Standard,
    find,
)
from socpdf.profiles.colours import LEAST_DOT, cmyk, rgb


def promising(*standards: Standard, **axes: object) -> Profile:
    settings = {"standards": frozenset(standards), "attachments": True, **axes}
    return replace(profile(), **settings)  # type: ignore[arg-type]  # any axis


@pytest.mark.parametrize(
    ("standards", "axes", "why"),
    [
        ({Standard.UA1}, {"tagged": False}, "PDF/UA-1 needs a tagged file"),
        ({Standard.A3A}, {"tagged": False}, "PDF/A-3a needs a tagged file"),
        ({Standard.UA2}, {"tagged": False, "version": PdfVersion.V2_0}, "PDF/UA-2 needs a tagged file"),
        (
            {Standard.WTPDF},
            {"tagged": False, "version": PdfVersion.V2_0},
            "WTPDF 1.0 accessibility needs a tagged",
        ),
        ({Standard.UA1}, {"version": PdfVersion.V2_0}, "PDF/UA-1 needs PDF 1.7, not 2.0"),
        ({Standard.A3A}, {"version": PdfVersion.V2_0}, "PDF/A-3a needs PDF 1.7, not 2.0"),
        ({Standard.UA2}, {}, "PDF/UA-2 needs PDF 2.0, not 1.7"),
        ({Standard.A4F}, {}, "PDF/A-4f needs PDF 2.0, not 1.7"),
        ({Standard.WTPDF}, {}, "WTPDF 1.0 accessibility needs PDF 2.0, not 1.7"),
        ({Standard.UA1, Standard.UA2}, {}, "PDF/UA-2 needs PDF 2.0"),
        (
            {Standard.A4F},
            {"version": PdfVersion.V2_0, "attachments": False},
            "PDF/A-4f needs an attached file",
        ),
        (set(), {"boxes": Boxes.TRIM_AND_BLEED}, "no link may stand on it"),
        (set(), {"boxes": Boxes.TRIM_AND_BLEED, "links": False}, "goes to a printer, who needs CMYK"),
        ({Standard.X4}, {}, "PDF/X-4 needs PDF 1.6, not 1.7"),
        ({Standard.X4}, {"version": PdfVersion.V1_6}, "PDF/X-4 needs a TrimBox"),
        ({Standard.X4}, {"version": PdfVersion.V1_6}, "has no use for attached files"),
        (set(), {"multiple": 0}, "the number of pages cannot be a multiple of 0"),
        (set(), {"effort": 0}, "effort 0 is not between 1 and 9"),
        (set(), {"effort": 10}, "effort 10 is not between 1 and 9"),
    ],
)
def test_impossible_promise_is_refused(standards: set[Standard], axes: dict[str, object], why: str) -> None:
    """A profile that no file can keep is never made, and the reason is said."""
    with pytest.raises(ProfileError, match=re.escape(why)):
        promising(*standards, **axes)


def test_every_reason_is_told_at_once() -> None:
    """Whoever writes a profile mends it in one go."""
    with pytest.raises(ProfileError, match="needs a tagged file; effort 0 is not"):
        promising(Standard.UA1, tagged=False, effort=0)


def test_known_profiles_are_found_by_name() -> None:
    """Each once; what a report is published in is among them."""
    names = [known.name for known in PROFILES]
    assert len(set(names)) == len(names)
    assert len({known.folder for known in PROFILES}) == len(PROFILES)
    assert all(find(name) is known for name, known in zip(names, PROFILES, strict=True))
    assert find("papper") is None
    assert set(REPORT_PROFILES) <= set(names)


# --- the axes ---


def coloured() -> PagedDocument:
    """Text, a field and a rule, each in a colour."""
    one = NodeId(1)
    return paged(
        document(heading(1, "Rubrik"), nodes=2),
        page(
            Box(pt(0), pt(0), WIDTH, pt(100), Ink(Hue.GREEN), Artifact.TINT),
            Rule(pt(0), pt(120), WIDTH, pt(120), pt(1), Ink(Hue.PLUM, 50), Artifact.RULE),
            line(200, (one, "Rubrik"), hue=Hue.BLUE),
        ),
        places={one: place(area(60, 190))},
    )


def operators(raw: bytes) -> set[str]:
    with opened(raw) as pdf:
        content = b"\n".join(sheet.Contents.read_bytes() for sheet in pdf.pages).decode("latin-1")
    without_text = re.sub(r"\((?:\\.|[^\\)])*\)", "()", content, flags=re.DOTALL)
    return set(re.findall(r"(?<![\w/])(rg|RG|k|K|g|G|cs|CS|sc|SC|scn|SCN)(?!\w)", without_text))


def test_colours_are_those_of_the_profile() -> None:
    """One kind of numbers in all of a file: no RGB reaches a printer, no ink a screen."""
    assert operators(written(coloured(), profile(colour=Colour.RGB), fonts())) == {"rg", "RG"}
    assert operators(written(coloured(), profile(colour=Colour.CMYK), fonts())) == {"k", "K"}


def test_black_text_is_black_ink_alone() -> None:
    """Four inks that meet in a letter would show every plate that is a hair off."""
    assert cmyk(Ink(Hue.TEXT)) == (0, 0, 0, 1)
    assert cmyk(Ink(Hue.PAPER)) == (0, 0, 0, 0)
    assert all(sum(plate > 0 for plate in cmyk(Ink(hue))) <= 2 for hue in Hue)


@pytest.mark.parametrize("hue", Hue)
def test_tint_lies_between_colour_and_paper(hue: Hue) -> None:
    """Half of a colour is as far from it as from the paper."""
    for full, half, paper in zip(rgb(Ink(hue)), rgb(Ink(hue, 50)), (1, 1, 1), strict=True):
        assert half == pytest.approx((full + paper) / 2)
    assert rgb(Ink(hue, 0)) == (1, 1, 1)


@pytest.mark.parametrize("hue", Hue)
def test_tints_of_ink_print(hue: Hue) -> None:
    """No plate has dots too small to hold, and none has less than in a lighter tint."""
    tints = [cmyk(Ink(hue, tint)) for tint in range(101)]
    assert all(plate == 0 or plate >= LEAST_DOT for plates in tints for plate in plates)
    assert all(a <= b for light, dark in pairwise(tints) for a, b in zip(light, dark, strict=True))
    assert not any(tints[0])


def test_more_than_the_full_colour_is_refused() -> None:
    """A tint is a share of it."""
    with pytest.raises(ValueError, match="more than the full colour"):
        cmyk(Ink(Hue.BLUE, 101))


def test_web_page_has_one_box() -> None:
    """The MediaBox is the page as it was laid out."""
    with opened(written(coloured(), profile(), fonts())) as pdf:
        sheet = pdf.pages[0].obj
        assert [float(x) for x in sheet.MediaBox] == pytest.approx(
            [0, 0, points(WIDTH), points(HEIGHT)], abs=1e-3
        )
        assert "/TrimBox" not in sheet


def test_printed_page_stands_on_a_larger_sheet() -> None:
    """The trimmed page is where the page was, 3 mm of bleed around it and the marks around that."""
    print_profile = profile(colour=Colour.CMYK, boxes=Boxes.TRIM_AND_BLEED, links=False)
    with opened(written(coloured(), print_profile, fonts())) as pdf:
        sheet = pdf.pages[0].obj
        bleed, width, height = (points(length) for length in (mm(3), WIDTH, HEIGHT))
        left, low = (float(x) for x in sheet.TrimBox[:2])
        assert [float(x) for x in sheet.TrimBox] == pytest.approx(
            [left, low, left + width, low + height], abs=1e-3
        )
        around = [left - bleed, low - bleed, left + width + bleed, low + height + bleed]
        assert [float(x) for x in sheet.BleedBox] == pytest.approx(around, abs=1e-3)
        assert [float(x) for x in sheet.MediaBox] == pytest.approx(
            [0, 0, width + 2 * left, height + 2 * low], abs=1e-3
        )
        shift = re.match(rb"1 0 0 1 (\S+) (\S+) cm\n", sheet.Contents.read_bytes())
        assert shift is not None
        assert [float(x) for x in shift.groups()] == pytest.approx([left, low], abs=1e-3)


@pytest.mark.xdist_group("verapdf")
@pytest.mark.skipif(not is_installed(), reason="the extra `verify` is not installed")
def test_inks_with_their_condition_pass_pdfa(tmp_path: Path) -> None:
    """The sample report in CMYK with FOGRA39 as output intent is PDF/A-3a."""
    webb = find("webb")
    assert webb is not None
    inks = replace(webb, name="tryckprov", colour=Colour.CMYK, standards=frozenset({Standard.A3A}))
    path = tmp_path / "inks.pdf"
    for chapter in stages(REPO):
        raw = chapter.write(inks)
        assert operators(raw) == {"k", "K"}
        path.write_bytes(raw)
        (verdict,) = validate([path], ["3a"])
        assert verdict.failures == ()
        assert verdict.passed
        with opened(raw) as pdf:
            assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"
            assert int(pdf.Root.OutputIntents[0].DestOutputProfile.N) == 4
