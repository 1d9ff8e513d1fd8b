"""Pictures in ink: converted for the press, grey by black alone, never more ink than the paper bears."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from built import written
from external import opened
from handmade import SPAN, document, fonts, page, paged, profile
from PIL import Image, ImageCms

from socpdf.core.diagnostics import Refused, Sink
from socpdf.core.lengths import pt
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Area, PagedDocument, Picture, Place
from socpdf.pdf import write
from socpdf.profiles import FOGRA39, Colour, Profile

ONE: Final = NodeId(1)
INCH: Final = pt(72)


def shown(file: Path, inches: float = 1) -> PagedDocument:
    """The picture on a page, so many inches wide and high."""
    size = pt(72 * inches)
    figure = doc.Figure(ONE, None, "En ruta.", file, None, SPAN)
    drawn = Picture(pt(50), pt(50), size, size, file, ONE)
    of = replace(document(figure, nodes=2), places={ONE: SPAN})
    return paged(of, page(drawn), places={ONE: Place(0, Area(pt(50), pt(50), size, size))})


def inks(ink_limit: int = FOGRA39.ink_limit) -> Profile:
    return replace(profile(colour=Colour.CMYK), condition=replace(FOGRA39, ink_limit=ink_limit))


def taken_in(picture: Image.Image, folder: Path, limit: int = FOGRA39.ink_limit, **saving: Any) -> Any:
    """The object that the picture becomes."""
    file = folder / "bild.png"
    picture.save(file, **saving)
    pdf = opened(written(shown(file), inks(limit), fonts()))
    (image,) = (image for _, image in pdf.pages[0].Resources.XObject.items())
    # Read while the file is open, which nobody else holds.
    return dict(image.items()), bytes(image.read_bytes()), image.get("/SMask"), pdf


def test_colours_become_inks(tmp_path: Path) -> None:
    """A blue of the screen comes out as the blue that the press can print."""
    entries, raw, _, _ = taken_in(Image.new("RGB", (4, 4), (0, 110, 191)), tmp_path)
    assert entries["/ColorSpace"] == "/DeviceCMYK"
    back = ImageCms.profileToProfile(
        Image.frombytes("CMYK", (4, 4), raw),
        str(FOGRA39.file),
        ImageCms.createProfile("sRGB"),
        outputMode="RGB",
    )
    assert back is not None
    assert back.getpixel((0, 0)) == pytest.approx((0, 110, 191), abs=25)


@pytest.mark.parametrize(
    ("make", "bits", "value"),
    [
        (lambda: Image.new("L", (8, 8), 77), 8, 77),
        (lambda: Image.new("RGB", (8, 8), (77, 77, 77)), 8, 77),
        (lambda: Image.new("1", (8, 8), 0), 1, 0),
    ],
    ids=["grey", "grey in colour", "black and white"],
)
def test_grey_is_black_ink_alone(
    make: Callable[[], Image.Image], bits: int, value: int, tmp_path: Path
) -> None:
    """Four inks would give it a cast; a drawing keeps its sharp edges."""
    entries, raw, _, _ = taken_in(make(), tmp_path)
    assert (entries["/ColorSpace"], int(entries["/BitsPerComponent"])) == ("/DeviceGray", bits)
    assert set(raw) == {value}


def test_own_profile_of_a_picture_counts(tmp_path: Path) -> None:
    """Where it has red and green in each other's place, so has the print; a profile of inks says nothing."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"....", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"....", b"gXYZ", 1)
    red, green = (Image.new("RGB", (4, 4), colour) for colour in ((200, 40, 40), (40, 200, 40)))
    assert taken_in(red, tmp_path, icc_profile=swapped)[1] == taken_in(green, tmp_path)[1]
    of_inks = FOGRA39.file.read_bytes()
    assert taken_in(red, tmp_path, icc_profile=of_inks)[1] == taken_in(red, tmp_path)[1]


@pytest.mark.parametrize("limit", [200, 240, 300])
def test_no_place_has_more_ink_than_the_paper_bears(limit: int, tmp_path: Path) -> None:
    """The darkest colours are thinned until they fit; black, which draws, is not."""
    dark = Image.new("RGB", (2, 1), (6, 6, 4))
    dark.putpixel((1, 0), (60, 0, 0))
    full, thinned = (taken_in(dark, tmp_path, most)[1] for most in (400, limit))
    for before, after in ((full[at : at + 4], thinned[at : at + 4]) for at in (0, 4)):
        assert sum(after) / 2.55 <= limit
        assert after[3] == before[3]
    assert sum(full[:4]) / 2.55 > limit, "the colour never was too much: the test shows nothing"


def test_transparent_picture_has_a_mask(tmp_path: Path) -> None:
    """What was clear stays clear; what was opaque everywhere needs no mask."""
    half = Image.new("RGBA", (4, 4), (0, 110, 191, 128))
    _, _, mask, _ = taken_in(half, tmp_path)
    assert mask.ColorSpace == "/DeviceGray"
    assert set(mask.read_bytes()) == {128}
    assert taken_in(Image.new("RGBA", (4, 4), (0, 110, 191, 255)), tmp_path)[2] is None


def told(file: Path, inches: float) -> list[str]:
    sink = Sink()
    write(shown(file, inches), inks(), fonts(), sink)
    return [f"{d.code} {d.message}; {d.hint}" for d in sink.in_order()]


def test_too_few_pixels_are_told_with_what_would_do(tmp_path: Path) -> None:
    """At the size it is printed in; a drawing in black and white needs more of them."""
    file = tmp_path / "bild.png"
    Image.new("RGB", (225, 225), (1, 2, 3)).save(file)
    assert told(file, 1) == []
    (message,) = told(file, 2)
    assert message == (
        "G302 `bild.png` has 112 pixels an inch in print; "
        "take one that is 450 pixels wide (it has 225), or print it narrower with `bredd`"
    )
    Image.new("1", (225, 225)).save(file)
    assert told(file, 1)[0].startswith("G302 `bild.png` has 225 pixels an inch")
    Image.new("RGB", (16, 225), (1, 2, 3)).save(file)
    assert told(file, 9) == []


def refusal(file: Path) -> list[str]:
    sink = Sink()
    with pytest.raises(Refused):
        write(shown(file), inks(), fonts(), sink)
    return [f"{d.code}: {d.message}" for d in sink.in_order()]


def test_picture_of_inks_or_broken_is_refused(tmp_path: Path) -> None:
    """As for the web: whatever its reader says of it is a message."""
    file = tmp_path / "a.jpg"
    Image.new("CMYK", (8, 8), (100, 50, 0, 0)).save(file)
    assert refusal(file) == [
        "G201: `a.jpg`: the picture is CMYK; save it as RGB, the print profile makes the inks"
    ]
    file.write_bytes(b"no picture")
    assert refusal(file) == ["G201: `a.jpg`: cannot read the picture (UnidentifiedImageError)"]
