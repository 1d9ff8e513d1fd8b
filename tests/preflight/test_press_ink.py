"""How much ink lies where: by reckoning in the head, and against the plates that Ghostscript makes."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from pdfsample import N, R, S, Sample
from PIL import Image
from press_spoiled import draw
from presssample import MM, at, box, good, image, noise, placed, separation, words

from socpdf.cli import main
from socpdf.preflight.facts import read_whole
from socpdf.preflight.press import check_press, segment_for
from socpdf.preflight.press.coverage import Coverage, measure
from socpdf.preflight.press.images import blown_up
from socpdf.preflight.press.model import Picture
from socpdf.preflight.press.read import read_press

WINDOW = 15.0
DPI = 150


def coverage_of(sample: Sample, folder: Path, page: int = 1) -> Coverage:
    path = folder / "fil.pdf"
    path.write_bytes(sample.write())
    return measure(read_press(read_whole(path)).sheets[page - 1], WINDOW)


def laid(operators: str, folder: Path, **resources: Any) -> Coverage:
    """The ink of these operators on an empty page."""
    sample = good()
    sample["content1"].data = b""
    draw(sample, operators, **resources)
    return coverage_of(sample, folder)


LAYERS = {
    "one area": (f"0.5 0.2 0 0 k {box(50, 50, 20, 20)}", 0.7),
    "knocked out": (f"1 1 0 0 k {box(50, 50, 20, 20)} 0 0 0.4 0 k {box(40, 40, 40, 40)}", 0.4),
    "overprinted in mode 1": (
        f"1 1 0 0 k {box(50, 50, 20, 20)} /Over gs 0 0 0.4 0 k {box(50, 50, 20, 20)}",
        2.4,
    ),
    "overprinted in mode 0": (
        f"1 1 0 0 k {box(50, 50, 20, 20)} /Zero gs 0 0 0.4 0 k {box(40, 40, 40, 40)}",
        0.4,
    ),
    "gray knocks out": (f"1 1 0 0 k {box(50, 50, 20, 20)} /Over gs 0.5 g {box(40, 40, 40, 40)}", 0.5),
    "white knocks out": (f"1 1 0 0 k {box(50, 50, 20, 20)} 0 0 0 0 k {box(0, 0, 200, 200)}", 0.0),
    "half through": (f"1 1 0 0 k {box(50, 50, 20, 20)} /Half gs 0 0 0 0 k {box(50, 50, 20, 20)}", 1.0),
    "multiplied": (f"0.5 0 0 0 k {box(50, 50, 20, 20)} /Mul gs 0.5 0 0.2 0 k {box(50, 50, 20, 20)}", 0.95),
    "a thick line": (f"0 0 0 1 K {20 * MM} w {at(50, 60)} m {at(70, 60)} l S", 1.0),
    "a disc": (f"0 1 0 0 k {at(50, 60)} m {at(50, 80)} {at(80, 80)} {at(80, 60)} c h f", 1.0),
    "a ring is empty inside": (f"0 1 0 0 k {box(50, 50, 20, 20)[:-1]} {box(52, 52, 16, 16)[:-1]} f*", 0.75),
}


@pytest.mark.parametrize(("operators", "most"), LAYERS.values(), ids=LAYERS.keys())
def test_the_heaviest_square_can_be_reckoned_in_the_head(operators: str, most: float, tmp_path: Path) -> None:
    """One thing over another: what stays, what goes."""
    states = {"Zero": {"op": True, "OPM": 0}, "Half": {"ca": 0.5}, "Mul": {"BM": N("Multiply")}}
    assert laid(operators, tmp_path, ExtGState=states).most == pytest.approx(most, abs=0.03)


def test_the_heaviest_square_is_told_where_it_is(tmp_path: Path) -> None:
    """A square of 10 mm in light ink with a dark corner."""
    coverage = laid(f"0.2 0 0 0 k {box(50, 50, 10, 10)} 1 1 0 0 k {box(56, 56, 5, 5)}", tmp_path)
    left, top = (float(v) for v in at(56, 56).split())
    assert coverage.most == pytest.approx(2.0, abs=0.01)
    assert left - 1 <= coverage.where.x0 <= left + 4
    assert top + 1 >= coverage.where.y1 >= top - 4


def test_small_text_inks_a_part_of_its_box(tmp_path: Path) -> None:
    """Ten points of body text on twelve: an eighth to a fifth of the paper."""
    lines = " ".join(
        words("Antalet personer som hade en insats under", 30, 40 + 4.2 * n, 10) for n in range(9)
    )
    assert laid(f"0 0 0 1 k {lines}", tmp_path).most == pytest.approx(0.16, abs=0.04)


def test_the_means_are_those_of_the_page(tmp_path: Path) -> None:
    """Half of the page in cyan."""
    means = laid(f"0.5 0 0 0 k {box(0, 0, 105, 297)}", tmp_path).means
    assert means == pytest.approx((0.25, 0, 0, 0), abs=0.002)


# --- images ------------------------------------------------------------------------------------------------


def jpeg(mode: str, colour: tuple[int, ...]) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (64, 64), colour).save(out, "JPEG", quality=95)
    return out.getvalue()


def stored(space: str, data: bytes, **values: Any) -> S:
    head = {"Type": N("XObject"), "Subtype": N("Image"), "Width": 64, "Height": 64, "BitsPerComponent": 8}
    return S(data, {**head, "ColorSpace": N(space), "Filter": N("DCTDecode"), **values})


PICTURES: dict[str, tuple[S, float]] = {
    "cmyk": (image(64, 64, "DeviceCMYK", bytes([255, 51, 0, 0]) * 4096), 1.2),
    "cmyk turned over": (
        image(64, 64, "DeviceCMYK", bytes([0, 204, 255, 255]) * 4096, Decode=[1, 0] * 4),
        1.2,
    ),
    "gray": (image(64, 64, "DeviceGray", bytes([51]) * 4096), 0.8),
    "sixteen bits": (image(64, 64, "DeviceGray", bytes([51, 0]) * 4096, BitsPerComponent=16), 0.8),
    "four bits": (image(64, 64, "DeviceGray", bytes([0x33]) * 2048, BitsPerComponent=4), 0.8),
    "one bit": (image(64, 64, "DeviceGray", bytes([0xAA]) * 512, BitsPerComponent=1), 0.5),
    "indexed": (
        image(
            64, 64, [N("Indexed"), N("DeviceCMYK"), 1, bytes([0] * 4 + [255, 255, 0, 0])], bytes([1]) * 4096
        ),
        2.0,
    ),
    "rgb": (image(64, 64, "DeviceRGB", bytes([0, 255, 255]) * 4096), 1.0),
    "jpeg in gray": (stored("DeviceGray", jpeg("L", (51,))), 0.8),
    # The samples of the file are ink: Pillow writes them turned over.
    "jpeg in cmyk": (stored("DeviceCMYK", jpeg("CMYK", (255, 51, 0, 0)), Decode=[1, 0] * 4), 1.2),
    "of one ink": (image(64, 64, separation("Magenta"), bytes([204]) * 4096), 0.8),
    "of a spot ink": (image(64, 64, separation("Gold"), bytes([204]) * 4096), 0.0),
    "cut off": (image(64, 64, "DeviceCMYK", bytes(10)), 0.0),
    "a jpeg that is broken": (stored("DeviceGray", b"\xff\xd8 hej"), 0.0),
}


@pytest.mark.parametrize(("picture", "most"), PICTURES.values(), ids=PICTURES.keys())
def test_an_image_lays_the_ink_of_its_pixels(picture: S, most: float, tmp_path: Path) -> None:
    """In every depth and space; one that cannot be decoded lays none."""
    sample = good()
    sample["content1"].data = b""
    sample["picture"] = picture
    draw(sample, placed("Pi", 50, 50, 5, 5), XObject={"Pi": R("picture")})
    assert coverage_of(sample, tmp_path).most == pytest.approx(most, abs=0.02)


def test_an_image_sets_all_plates_when_it_overprints(tmp_path: Path) -> None:
    """Mode 1 keeps what lies below for single colours only."""
    sample = good()
    sample["content1"].data = b""
    sample["picture"] = image(64, 64, "DeviceCMYK", bytes([0, 0, 51, 0]) * 4096)
    draw(sample, f"1 1 0 0 k {box(51, 51, 4, 4)} /Over gs {placed('Pi', 50, 50, 6, 6)}")
    sample["page1"]["Resources"]["XObject"]["Pi"] = R("picture")
    assert coverage_of(sample, tmp_path).most == pytest.approx(0.2, abs=0.01)


def test_an_image_stands_upright(tmp_path: Path) -> None:
    """The first row is at the top: the dark quarter of the image is the heaviest square."""
    rows = b"".join((bytes([0]) * 32 + bytes([255]) * 32) if y < 32 else bytes([255]) * 64 for y in range(64))
    sample = good()
    sample["content1"].data = b""
    sample["picture"] = image(64, 64, "DeviceGray", rows)
    draw(sample, placed("Pi", 50, 50, 10, 10), XObject={"Pi": R("picture")})
    coverage = coverage_of(sample, tmp_path)
    left, top = (float(v) for v in at(50, 50).split())
    assert coverage.most == pytest.approx(1, abs=0.01)
    assert (coverage.where.x0, coverage.where.y1) == pytest.approx((left, top), abs=3)


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_pixels_that_were_repeated_are_seen(times: int, tmp_path: Path) -> None:
    """By how much; a drawing of few colours says nothing."""
    small = noise(32 * 32)
    rows = [bytes(v for v in small[32 * y : 32 * y + 32] for _ in range(times)) for y in range(32)]
    sample = good()
    side = 32 * times
    sample["picture"] = image(side, side, "DeviceGray", b"".join(row * times for row in rows))
    sample["flat"] = image(60, 60, "DeviceGray", (bytes(30) + bytes([9]) * 30) * 60)
    draw(sample, f"{placed('Pi', 50, 50, 5, 5)} {placed('Flat', 60, 50, 5, 5)}")
    sample["page1"]["Resources"]["XObject"] |= {"Pi": R("picture"), "Flat": R("flat")}
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    drawn = read_press(read_whole(path)).sheets[0].drawn
    assert [blown_up(d) for d in drawn if isinstance(d, Picture)][-2:] == [times, 1]


# --- against another program -------------------------------------------------------------------------------


def mixed() -> Sample:
    """Four pages with shapes, large and small text, images, a form, transparency and clips."""
    doc = good()
    draw(doc, f"0.9 0.1 0 0.2 k {at(40, 40)} m {at(90, 50)} l {at(60, 110)} l h f")
    ring = f"{box(100, 200, 50, 50)[:-1]} {box(110, 210, 30, 30)[:-1]} f*"
    draw(doc, f"0 0.5 1 0 k {ring}")
    draw(doc, f"0 0.9 0.3 0 K 6 w {at(20, 260)} m {at(120, 280)} {at(160, 120)} {at(190, 260)} c S")
    draw(doc, f"/Over gs 0 0 0 1 k {words('Socialtjänst', 60, 100, 60)}")
    draw(doc, f"0.3 0.6 0.9 0.2 k {words('Personer', 20, 150, 90)}", page=2)
    doc["photo"] = image(300, 300, "DeviceCMYK", noise(360_000))
    draw(doc, placed("Photo", 50, 80, 60, 40), page=2, XObject={"Photo": R("photo")})
    head = {"Type": N("XObject"), "Subtype": N("Form"), "BBox": [0, 0, 80, 80]}
    doc["form"] = S(b"0.2 0 0.8 0 k 0 0 100 100 re f", {**head, "Matrix": [1, 0, 0, 1, 300, 200]})
    draw(doc, "/Fo Do", page=2, XObject={"Fo": R("form")})
    for line in range(30):
        text = words("Antalet personer mellan 20 och 64 år som hade en insats", 30, 40 + 6 * line, 10)
        draw(doc, f"/Over gs 0 0 0 1 k {text}", page=3)
    half = f"/Half gs 0.5 0 0 0.5 k {box(100, 30, 40, 40)} 0 0.5 0.5 0 k {box(120, 50, 40, 40)}"
    draw(doc, half, page=4, ExtGState={"Half": {"ca": 0.5}})
    clip = box(30, 200, 30, 30).replace(" f", " W n")
    draw(doc, f"{clip} 0.7 0.7 0 0 k {box(20, 190, 30, 30)} 0 0 0 0 k {box(35, 205, 5, 5)}", page=4)
    return doc


def plates_of(path: Path, page: int) -> list[npt.NDArray[np.float64]]:
    """The four plates of a page by Ghostscript, 1 for full ink."""
    out = path.with_suffix(f".{page}.tif")
    options = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-dUseTrimBox", f"-r{DPI}"]
    pages = [f"-dFirstPage={page}", f"-dLastPage={page}", f"-sOutputFile={out}", str(path)]
    subprocess.run(["gs", *options, *pages], check=True, capture_output=True)
    plates = []
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(out.with_name(f"{out.stem}({ink}).tif")) as plate:
            plates.append(1 - np.asarray(plate.convert("L"), dtype=float) / 255)
    return plates


def heaviest(total: npt.NDArray[np.float64]) -> float:
    side = round(WINDOW**0.5 / 25.4 * DPI)
    sums = np.pad(total.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    boxes = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    most: float = boxes.max() / side**2
    return most


@pytest.mark.external
@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
@pytest.mark.parametrize("page", [1, 2, 3, 4])
def test_ghostscript_lays_as_much_ink(page: int, tmp_path: Path) -> None:
    """The mean of each plate within half a per cent of the page, the heaviest square within three."""
    sample = mixed()
    ours = coverage_of(sample, tmp_path, page)
    plates = plates_of(tmp_path / "fil.pdf", page)
    assert ours.means == pytest.approx([float(plate.mean()) for plate in plates], abs=0.005)
    total = np.asarray(sum(plates))
    assert ours.most == pytest.approx(heaviest(total), abs=0.03)


# --- the picture -------------------------------------------------------------------------------------------


def test_the_ink_map_shows_every_page(tmp_path: Path) -> None:
    """A PNG, the same bytes every time; what is too heavy is drawn in the colour of alarm."""
    sample = good()
    draw(sample, f"1 1 1 1 k {box(60, 60, 60, 60)}")
    path, out = tmp_path / "rapport.pdf", tmp_path / "karta.png"
    path.write_bytes(sample.write())
    check_press(path, segment_for("SheetCMYK"), out)
    first = out.read_bytes()
    check_press(path, segment_for("SheetCMYK"), out)
    assert out.read_bytes() == first
    with Image.open(out) as picture:
        pixels = np.asarray(picture.convert("RGB")).astype(int)
    assert pixels.shape[1] > pixels.shape[0] / 2
    heavy = (abs(pixels - (90, 0, 60)).sum(axis=2) < 30).sum()
    assert heavy > 2000


def test_a_poster_and_a_strip_of_pages_are_drawn(tmp_path: Path) -> None:
    """The size of a page in the file never decides how much memory is taken."""
    sample = good()
    sample["page1"]["MediaBox"] = sample["page1"]["TrimBox"] = [0, 0, 1e9, 3]
    sample["page2"]["MediaBox"] = sample["page2"]["TrimBox"] = [0, 0, 20_000, 20_000]
    sample["page3"]["MediaBox"] = sample["page3"]["TrimBox"] = [0, 0, 0, 0]
    path, out = tmp_path / "rapport.pdf", tmp_path / "karta.png"
    path.write_bytes(sample.write())
    check_press(path, segment_for("SheetCMYK"), out)
    assert out.stat().st_size < 1_000_000


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As any file the system refuses."""
    path = tmp_path / "rapport.pdf"
    path.write_bytes(good().write())
    assert main(["check", "--tryck", str(path), "--färgkarta", str(tmp_path / "borta" / "karta.png")]) == 4
    assert "karta.png: error[U105]: cannot use this file" in capsys.readouterr().err
