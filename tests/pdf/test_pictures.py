"""Picture files into the output: every kind an author may hand in, or a message that says why not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from built import written
from external import opened, pixel
from handmade import SPAN, document, fonts, page, paged, place, profile
from PIL import Image

from socpdf.core.diagnostics import Refused, Sink
from socpdf.core.lengths import pt
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Area, PagedDocument, Picture
from socpdf.pdf import write

BLUE = (0, 110, 191)
ONE = NodeId(1)


def shown(*files: Path) -> PagedDocument:
    """A page with the pictures below each other, each 100 points wide and high."""
    figures = [doc.Figure(NodeId(n), None, "En ruta.", file, None, SPAN) for n, file in enumerate(files, 1)]
    areas = [Area(pt(50), pt(50 + 120 * n), pt(100), pt(100)) for n in range(len(files))]
    drawn = [
        Picture(a.x, a.y, a.width, a.height, file, figure.id)
        for a, file, figure in zip(areas, files, figures, strict=True)
    ]
    places = {figure.id: place(a) for figure, a in zip(figures, areas, strict=True)}
    return paged(document(*figures, nodes=len(files) + 1), page(*drawn), places=places)


def grey_with_alpha() -> Image.Image:
    return Image.merge("LA", (Image.new("L", (8, 8), 0), Image.new("L", (8, 8), 128)))


def palette(transparency: bool = False) -> Image.Image:
    made = Image.new("P", (8, 8), 1)
    made.putpalette([255, 0, 0, *BLUE])
    if transparency:
        made.info["transparency"] = 1
    return made


@pytest.mark.parametrize(
    ("make", "name", "colour"),
    [
        (lambda: Image.new("RGB", (8, 8), BLUE), "a.png", BLUE),
        (lambda: Image.new("RGBA", (8, 8), (*BLUE, 255)), "a.png", BLUE),
        (lambda: Image.new("RGBA", (8, 8), (*BLUE, 0)), "a.png", (255, 255, 255)),
        (lambda: Image.new("L", (8, 8), 77), "a.png", (77, 77, 77)),
        (grey_with_alpha, "a.png", (127, 127, 127)),
        (lambda: Image.new("1", (8, 8), 0), "a.png", (0, 0, 0)),
        (palette, "a.png", BLUE),
        (lambda: palette(transparency=True), "a.png", (255, 255, 255)),
        (lambda: Image.new("RGB", (8, 8), BLUE), "a.jpg", BLUE),
        (lambda: Image.new("L", (8, 8), 77), "a.jpeg", (77, 77, 77)),
        (lambda: Image.new("RGB", (8, 8), BLUE), "A.PNG", BLUE),
        (lambda: Image.new("RGB", (8, 8), BLUE), "bild på å.JPG", BLUE),
    ],
    ids=[
        "rgb",
        "opaque",
        "clear",
        "grey",
        "grey alpha",
        "bits",
        "palette",
        "clear palette",
        "jpeg",
        "grey jpeg",
        "PNG",
        "JPG",
    ],
)
def test_picture_is_drawn_in_its_colours(
    make: Callable[[], Image.Image], name: str, colour: tuple[int, int, int], tmp_path: Path
) -> None:
    """The middle of the picture has the colour it was made of, on the place it was given."""
    file = tmp_path / name
    make().save(file)
    raw = written(shown(file), profile(), fonts())
    assert pixel(raw, 100, 100) == pytest.approx(colour, abs=3)
    assert pixel(raw, 45, 100) == (255, 255, 255)


def test_same_file_is_taken_in_once(tmp_path: Path) -> None:
    """A logotype on every page costs its bytes once."""
    file = tmp_path / "a.png"
    Image.new("RGB", (8, 8), BLUE).save(file)
    with opened(written(shown(file, file), profile(), fonts())) as pdf:
        objects = {image.objgen for _, image in pdf.pages[0].Resources.XObject.items()}
        assert len(objects) == 1
        assert pdf.pages[0].Contents.read_bytes().count(b" Do ") == 2


def test_jpeg_is_taken_in_as_it_is(tmp_path: Path) -> None:
    """It is not compressed a second time."""
    file = tmp_path / "a.jpg"
    Image.new("RGB", (8, 8), BLUE).save(file)
    with opened(written(shown(file), profile(), fonts())) as pdf:
        (image,) = (image for _, image in pdf.pages[0].Resources.XObject.items())
        assert str(image.Filter) == "/DCTDecode"
        assert bytes(image.read_raw_bytes()) == file.read_bytes()


def refusal(file: Path) -> list[str]:
    sink = Sink()
    with pytest.raises(Refused):
        write(shown(file), profile(), fonts(), sink)
    return [f"{d.code}: {d.message}; {d.hint}" for d in sink.in_order()]


def test_picture_of_inks_is_refused(tmp_path: Path) -> None:
    """CMYK on a web page would be drawn differently by each reader."""
    file = tmp_path / "a.jpg"
    Image.new("CMYK", (8, 8), (100, 50, 0, 0)).save(file)
    (told,) = refusal(file)
    assert told.startswith("G201: `a.jpg`: the picture is CMYK; save it as RGB")


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_broken_picture_is_refused(name: str, tmp_path: Path) -> None:
    """A file that was cut off, whatever its reader says of it, is a message and no traceback."""
    file = tmp_path / name
    Image.effect_noise((64, 64), 50).save(file)
    file.write_bytes(file.read_bytes()[:300])
    (told,) = refusal(file)
    assert told.startswith(f"G201: `{name}`: cannot read the picture (")


def test_figure_says_where_it_is(tmp_path: Path) -> None:
    """Its BBox is its place on the page, measured from below (ISO 32000-1, 14.8.5.4.3)."""
    file = tmp_path / "a.png"
    Image.new("RGB", (8, 8), BLUE).save(file)
    of = shown(file)
    with opened(written(of, profile(), fonts())) as pdf:
        figure = pdf.Root.StructTreeRoot.K.K
        top = float(pdf.pages[0].MediaBox[3])
        assert [float(x) for x in figure.A.BBox] == pytest.approx([50, top - 150, 150, top - 50], abs=1e-3)
        assert str(figure.Alt) == "En ruta."
