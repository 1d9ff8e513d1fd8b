"""What each plate prints, as Ghostscript separates the file: black text is on one plate alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from built import REPO, Staged, stages, written
from external import needs, plates
from handmade import area, document, fonts, heading, line, page, paged, place, profile
from PIL import Image

from socpdf.core.lengths import PER_POINT, pt
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Artifact, Box, Hue, Ink, Line, Page, Rule
from socpdf.layout import style
from socpdf.pdf.boxes import SLUG
from socpdf.profiles import Boxes, Colour

pytestmark = [pytest.mark.external, needs("gs")]

DPI: Final = 144
COLOURS: Final = ("Cyan", "Magenta", "Yellow")
ALL: Final = (*COLOURS, "Black")
Area = tuple[int, int, int, int]


def pixels(left: float, top: float, right: float, low: float) -> Area:
    """A part of the trimmed page, in points from its upper left corner, on the sheet that was exposed."""
    left, top, right, low = ((x + SLUG / PER_POINT) * DPI / 72 for x in (left, top, right, low))
    return round(left), round(top), round(right), round(low)


def tones(plate: Image.Image, area: Area) -> list[int]:
    """The tones of a plate in an area, each once, from the weakest."""
    return sorted(set(plate.crop(area).tobytes()))


@pytest.fixture(scope="module")
def chapter() -> Staged:
    return next(chapter for chapter in stages(REPO) if chapter.document.meta.chapter == 8)


def black_lines(on: Page) -> Iterator[Area]:
    """Where lines of black text stand on white paper."""
    fields = [item for item in on.items if isinstance(item, Box)]
    for item in on.items:
        if not isinstance(item, Line) or item.turned or {s.ink for s in item.segments} != {style.BLACK}:
            continue
        size = max(segment.size for segment in item.segments)
        if not any(box.y <= item.y <= box.y + box.height + size for box in fields):
            left, base, height = item.x / PER_POINT, item.y / PER_POINT, size / PER_POINT
            yield pixels(left, base - height * 0.6, left + 60, base)


@pytest.mark.parametrize("number", [1, 3, 5])
def test_black_text_is_on_the_black_plate_alone(chapter: Staged, number: int, tmp_path: Path) -> None:
    """Where a line of it stands, the other three plates are blank."""
    lines = list(black_lines(chapter.paged.pages[number]))
    assert len(lines) > 10, "the page has little text: the test shows nothing"
    exposed = plates(chapter.write("tryck"), tmp_path, number + 1, DPI)
    for where in lines:
        assert tones(exposed["Black"], where)[-1] == 255
        assert [tones(exposed[name], where)[-1] for name in COLOURS] == [0, 0, 0]


def test_sheet_has_four_plates(chapter: Staged, tmp_path: Path) -> None:
    """No spot colour comes in unseen, and the crop marks are on every plate."""
    exposed = plates(chapter.write("tryck"), tmp_path, 2, DPI)
    assert sorted(exposed) == sorted(ALL)
    for plate in exposed.values():
        assert tones(plate, pixels(-9 * 72 / 25.4, -2, -4 * 72 / 25.4, 2))[-1] > 100
        assert tones(plate, pixels(-3 * 72 / 25.4, -1, -1, 1))[-1] == 0


BLUE_FIELD: Final = Box(pt(50), pt(50), pt(300), pt(100), Ink(Hue.BLUE), Artifact.TINT)
ONE: Final = NodeId(1)
OnField = tuple[Callable[[], Line | Rule], bool]


@pytest.mark.parametrize(
    ("make", "gap"),
    [
        (lambda: line(100, (ONE, "Svart"), x=60), False),
        (lambda: line(100, (ONE, "Vit"), x=60, hue=Hue.PAPER), True),
        (lambda: line(100, (ONE, "Svag"), x=60, tint=50), True),
        (lambda: Rule(pt(60), pt(96), pt(90), pt(96), pt(1), Ink(Hue.TEXT), Artifact.RULE), False),
        (lambda: Rule(pt(60), pt(96), pt(90), pt(96), pt(3), Ink(Hue.TEXT), Artifact.RULE), True),
    ],
    ids=["black text", "white text", "tint of black", "thin black line", "wide black line"],
)
def test_only_thin_black_leaves_the_field_whole(
    make: Callable[[], Line | Rule], gap: bool, tmp_path: Path
) -> None:
    """The cyan plate goes on below black letters and lines, and has a gap below all else."""
    of = paged(
        document(heading(1, "Rubrik"), nodes=2), page(BLUE_FIELD, make()), places={ONE: place(area(60, 90))}
    )
    inks = profile(colour=Colour.CMYK, boxes=Boxes.TRIM_AND_BLEED, links=False)
    exposed = plates(written(of, inks, fonts()), tmp_path, 1, DPI)
    around = pixels(55, 60, 200, 140)
    assert tones(exposed["Cyan"], around)[-1] == pytest.approx(0.9 * 255, abs=2)
    assert (tones(exposed["Cyan"], around)[0] == 0) == gap
