"""How a page is read for the press: places, sizes, inks, what is seen; and never a traceback."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfsample import N, R, S, Sample, code
from pdfsample import good as tagged
from press_spoiled import draw
from presssample import MARGIN, MM, PAGES, at, box, good, image, placed, separation, words

from socpdf.preflight.facts import read_whole
from socpdf.preflight.press import SegmentError, check_press, segment_for
from socpdf.preflight.press.model import Drawn, Fill, Picture, PressFile, Shade, Stroke, Text
from socpdf.preflight.press.read import read_press
from socpdf.preflight.press.reference import press_page

DOCS = Path(__file__).parents[2] / "socpdf" / "docs" / "print.md"


def read(sample: Sample, folder: Path) -> PressFile:
    path = folder / "fil.pdf"
    path.write_bytes(sample.write())
    return read_press(read_whole(path))


def drawn_by(operators: str, folder: Path, **resources: Any) -> list[Drawn]:
    """What these operators alone draw on a page."""
    sample = good()
    sample["content1"].data = b""
    draw(sample, operators, **resources)
    return list(read(sample, folder).sheets[0].drawn)


def form(data: str, **values: Any) -> S:
    head = {"Type": N("XObject"), "Subtype": N("Form"), "BBox": [0, 0, 1000, 1000]}
    return S(data.encode(), head | values)


# --- places and sizes --------------------------------------------------------------------------------------


def test_a_place_is_told_from_the_corner_of_the_trim(tmp_path: Path) -> None:
    """What an editor measures with a ruler on the printed page."""
    sample = good()
    draw(sample, f"0.04 0 0 0 k {box(31, 52, 10, 10)}")
    (tmp_path / "a.pdf").write_bytes(sample.write())
    (finding,) = check_press(tmp_path / "a.pdf").findings
    assert (finding.page, finding.place) == (1, "31.0 mm from the left, 52.0 mm from the top")
    assert (finding.measured, finding.limit) == ("4 %", "5-95 %")


def test_text_is_as_large_as_all_matrices_make_it(tmp_path: Path) -> None:
    """Size, text matrix, form and page multiply."""
    sample = good()
    sample["content1"].data = b""
    sample["form"] = form(f"BT /F1 5 Tf 2 0 0 2 10 10 Tm {code('T')} Tj ET", Matrix=[0.5, 0, 0, 0.5, 0, 0])
    sample["form"].values["Resources"] = {"Font": {"F1": R("font")}}
    draw(sample, "3 0 0 3 0 0 cm /Fo Do", XObject={"Fo": R("form")})
    (text,) = read(sample, tmp_path).sheets[0].drawn
    assert isinstance(text, Text)
    assert text.size == pytest.approx(5 * 2 * 0.5 * 3)


def test_the_box_of_text_is_that_of_its_glyphs(tmp_path: Path) -> None:
    """An H stands on the baseline and is as high as a capital: 0.66 em in Source Sans."""
    (text,) = drawn_by(words("H", 20, 40, 100), tmp_path)
    x, y = (float(v) for v in at(20, 40).split())
    assert text.laid.box.y0 == pytest.approx(y, abs=0.1)
    assert text.laid.box.height == pytest.approx(66, abs=1)
    assert text.laid.box.x0 == pytest.approx(x + 9, abs=1)


def test_kerns_and_spacing_move_the_text(tmp_path: Path) -> None:
    """A kern of one em, character spacing, and a stretch: each is seen in the width."""
    letter = code("H")
    ways = (
        f"{code('HH')} Tj",
        f"[{letter} -1000 {letter}] TJ",
        f"5 Tc {code('HH')} Tj",
        f"0 Tc 200 Tz {code('HH')} Tj",
    )
    texts = drawn_by(f"/F1 10 Tf {' '.join(f'BT {at(20, 40)} Td {way} ET' for way in ways)}", tmp_path)
    plain, kerned, spaced, stretched = (text.laid.box.width for text in texts)
    assert kerned == pytest.approx(plain + 10)
    assert spaced == pytest.approx(plain + 5)
    assert stretched == pytest.approx(2 * plain)


def test_a_line_is_as_thick_as_the_page_shows_it(tmp_path: Path) -> None:
    """Scaling thins lines too."""
    (line,) = drawn_by("0.2 0 0 0.2 0 0 cm 2 w 500 500 m 900 500 l S", tmp_path)
    assert isinstance(line, Stroke)
    assert line.width == pytest.approx(0.4)


def test_an_image_is_judged_by_its_coarser_side(tmp_path: Path) -> None:
    """60 pixels on 5 mm one way and 10 mm the other; also when it is turned."""
    flat, turned = drawn_by(
        placed("Im", 20, 20, 5, 10) + f" q 0 {5 * MM} {-10 * MM} 0 300 300 cm /Im Do Q", tmp_path
    )
    for picture in (flat, turned):
        assert isinstance(picture, Picture)
        assert picture.ppi == pytest.approx(60 / (10 / 25.4), abs=0.01)


# --- inks --------------------------------------------------------------------------------------------------


def test_colours_are_the_inks_they_lay(tmp_path: Path) -> None:
    """Gray is black ink, an Indexed colour that of its table, a DeviceN that of its names."""
    spaces = {
        "Ix": [N("Indexed"), N("DeviceCMYK"), 1, bytes([0, 0, 0, 0, 255, 0, 51, 0])],
        "Dn": [N("DeviceN"), [N("Cyan"), N("Gold")], N("DeviceCMYK"), separation("x")[3]],
        "Sp": separation("Gold"),
    }
    drawn = drawn_by(
        f"0.25 g {box(0, 0, 9, 9)} /Ix cs 1 sc {box(0, 0, 9, 9)} /Dn cs 0.5 0.2 scn {box(0, 0, 9, 9)}"
        f" /Sp cs {box(0, 0, 9, 9)}",
        tmp_path,
        ColorSpace=spaces,
    )
    assert [item.laid.colour.amounts for item in drawn] == [
        {"Black": 0.75},
        {"Cyan": 1.0, "Yellow": 0.2},
        {"Cyan": 0.5, "Gold": 0.2},
        {"Gold": 1.0},
    ]


def test_a_shading_counts_with_its_darkest_colours(tmp_path: Path) -> None:
    """A stitched function from cyan over yellow to paper has both in full."""

    def part(start: list[int], end: list[int]) -> dict[str, Any]:
        return {"FunctionType": 2, "Domain": [0, 1], "C0": start, "C1": end, "N": 1}

    parts = [part([1, 0, 0, 0], [0, 0, 1, 0]), part([0, 0, 1, 0], [0, 0, 0, 0])]
    function = {
        "FunctionType": 3,
        "Domain": [0, 1],
        "Functions": parts,
        "Bounds": [0.5],
        "Encode": [0, 1, 0, 1],
    }
    shading = {"ShadingType": 2, "ColorSpace": N("DeviceCMYK"), "Coords": [0, 0, 1, 0], "Function": function}
    (shade,) = drawn_by("100 100 50 50 re W n /Sh sh", tmp_path, Shading={"Sh": shading})
    assert isinstance(shade, Shade)
    assert shade.laid.colour.amounts == pytest.approx({"Cyan": 1, "Yellow": 1})
    assert (shade.laid.box.x0, shade.laid.box.y1) == (100, 150)


def test_a_sampled_tint_is_looked_up(tmp_path: Path) -> None:
    """Two spot colours whose tables end in the same inks look the same."""
    tint = {"FunctionType": 0, "Domain": [0, 1], "Range": [0, 1] * 4, "Size": [2], "BitsPerSample": 8}
    sample = good()
    sample["tint"] = S(bytes([0, 0, 0, 0, 0, 255, 0, 0]), tint)
    spaces = {"A": [N("Separation"), N("Guld"), N("DeviceCMYK"), R("tint")], "B": separation("Gold")}
    draw(sample, f"/A cs {box(50, 50, 9, 9)} /B cs {box(70, 50, 9, 9)}", ColorSpace=spaces)
    spots = read(sample, tmp_path).sheets[0].spots
    assert len({spot.definition for spot in spots}) == 1
    assert [spot.name for spot in spots] == ["Guld", "Gold"]


def test_a_default_space_stands_for_the_device_one(tmp_path: Path) -> None:
    """DefaultCMYK makes CMYK a colour by a profile."""
    (area,) = drawn_by(
        f"1 0 0 0 k {box(0, 0, 9, 9)}", tmp_path, ColorSpace={"DefaultCMYK": [N("ICCBased"), R("profile")]}
    )
    assert area.laid.colour.family == "ICCBased"


# --- what is seen ------------------------------------------------------------------------------------------

UNSEEN = {
    "outside of a clip": f"{box(50, 50, 9, 9).replace(' f', ' W n')} 1 0 0 0 k {box(80, 80, 9, 9)}",
    "wholly transparent": f"/Clear gs 1 0 0 0 k {box(50, 50, 9, 9)}",
    "on a layer that is off": f"/OC /Off BDC 1 0 0 0 k {box(50, 50, 9, 9)} EMC",
    "text that is invisible": f"1 0 0 0 k 3 Tr {words('Tal', 50, 50, 10)}",
    "blanks": f"1 0 0 0 k {words('   ', 50, 50, 10)}",
    "off the medium": f"1 0 0 0 k {box(-50, 50, 9, 9)}",
    "in an empty clip": f"0 0 m W n 1 0 0 0 k {box(50, 50, 9, 9)}",
    "in a group that is transparent": "/Clear gs /Fo Do",
}


@pytest.mark.parametrize("operators", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_is_not_seen_is_not_judged(operators: str, tmp_path: Path) -> None:
    """A finding about what nobody sees is a false one."""
    sample = good()
    sample["content1"].data = b""
    sample["off"] = {"Type": N("OCG"), "Name": "skikt"}
    sample["catalog"]["OCProperties"] = {"OCGs": [R("off")], "D": {"Name": "alla", "OFF": [R("off")]}}
    sample["form"] = form(f"1 0 0 0 k {box(50, 50, 9, 9)}", Group={"S": N("Transparency")})
    draw(
        sample,
        operators,
        ExtGState={"Clear": {"ca": 0, "CA": 0}},
        Properties={"Off": R("off")},
        XObject={"Fo": R("form")},
    )
    assert list(read(sample, tmp_path).sheets[0].drawn) == []


@pytest.mark.parametrize(
    ("policy", "seen"), [("AnyOn", True), ("AllOn", False), ("AnyOff", True), ("AllOff", False)]
)
def test_a_membership_of_layers_decides_by_its_policy(policy: str, seen: bool, tmp_path: Path) -> None:
    """ISO 32000-1, Table 99: one layer is on, one is off."""
    sample = good()
    sample["content1"].data = b""
    sample["on"], sample["off"] = {"Type": N("OCG"), "Name": "a"}, {"Type": N("OCG"), "Name": "b"}
    layers = [R("on"), R("off")]
    sample["catalog"]["OCProperties"] = {"OCGs": layers, "D": {"Name": "alla", "OFF": [R("off")]}}
    member = {"Type": N("OCMD"), "OCGs": layers, "P": N(policy)}
    draw(sample, f"/OC /Both BDC 1 0 0 0 k {box(50, 50, 9, 9)} EMC", Properties={"Both": member})
    assert bool(read(sample, tmp_path).sheets[0].drawn) is seen


def test_state_returns_as_it_was_saved(tmp_path: Path) -> None:
    """Colour, width and overprint of an inner q do not leak; a form starts with its caller's."""
    sample = good()
    sample["content1"].data = b""
    sample["form"] = form("0 0 50 50 re f 0 1 0 0 k")
    sample["form"].values["Matrix"] = [1, 0, 0, 1, 100, 100]
    draw(sample, "1 0 0 0 k q /Over gs 0 0 1 0 k Q /Fo Do 200 200 9 9 re f", XObject={"Fo": R("form")})
    first, second = read(sample, tmp_path).sheets[0].drawn
    assert first.laid.colour.amounts == second.laid.colour.amounts == {"Cyan": 1.0}
    assert isinstance(first, Fill)
    assert first.laid.box.x0 == 100
    assert not first.laid.overprint


def test_boxes_of_the_page_tree_count(tmp_path: Path) -> None:
    """The MediaBox is inherited, and a page without bleed is bled to the crop."""
    sample = good()
    del sample["page1"]["BleedBox"]
    boxes = read(sample, tmp_path).sheets[0].boxes
    assert boxes.media.width == pytest.approx(210 * MM + 2 * MARGIN)
    assert boxes.bleed == boxes.crop == boxes.media


# --- the line of the spec ----------------------------------------------------------------------------------


def test_the_line_of_the_spec_is_that_of_the_nearest_element(tmp_path: Path) -> None:
    """An element tells it for all below, unless they tell their own; what it does not reach has none."""
    sample = tagged()
    sample["table"]["T"] = "layouts/8-prov.md:41"
    sample["c1"]["T"] = "layouts/8-prov.md:43"
    sample["c2"]["T"] = "rubrik i tabellen"
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    report = check_press(path)
    found = {f.place.split("`")[1]: f for f in report.findings if f.code == "P203"}
    lines = {words: finding.spec for words, finding in found.items()}
    assert lines == {
        "Socialpsykiatri ####": "",
        "Tabell #:# Personer med…": "layouts/8-prov.md:41",
        "Nämnd": "layouts/8-prov.md:43",
    }
    assert str(found["Nämnd"]).endswith(", layouts/8-prov.md:43)")
    assert '"spec": "layouts/8-prov.md:43"' in report.to_json()


# --- segments ----------------------------------------------------------------------------------------------


def test_a_segment_is_chosen_and_changed_by_name() -> None:
    """Names in any case; a threshold with comma or point."""
    assert segment_for("newspaper").coverage == 245
    assert segment_for("SheetCMYK", ["täckning=300,5", "hårlinje=0.2"]).coverage == 300.5


@pytest.mark.parametrize(
    ("name", "thresholds", "says"),
    [
        ("SheetCMKY", [], "unknown segment `SheetCMKY`"),
        ("SheetCMYK", ["tackning=3"], "unknown threshold `tackning`"),
        ("SheetCMYK", ["täckning"], "is no number of %"),
        ("SheetCMYK", ["täckning=-1"], "is no number of %"),
        ("SheetCMYK", ["fönster=0"], "is no number of mm²"),
        ("SheetCMYK", ["täckning=nan"], "is no number of %"),
    ],
)
def test_a_segment_that_is_none_is_told(name: str, thresholds: list[str], says: str) -> None:
    """With the value, and what there is."""
    with pytest.raises(SegmentError, match=says.replace("²", ".")):
        segment_for(name, thresholds)


def test_photographs_may_stay_in_rgb_where_the_segment_says_so(tmp_path: Path) -> None:
    """An image, but no area."""
    sample = good()
    sample["photo"] = image(60, 60, "DeviceRGB", bytes([90]) * 10_800)
    draw(sample, placed("Photo", 100, 100, 5, 5), XObject={"Photo": R("photo")})
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    assert set(check_press(path, segment_for("SheetCMYK")).counts) == {"P401"}
    assert check_press(path, segment_for("SheetCMYK+RGB")).counts == {}
    draw(sample, f"0.5 0.1 0 rg {box(100, 120, 10, 10)}")
    path.write_bytes(sample.write())
    assert check_press(path, segment_for("SheetCMYK+RGB")).counts == {"P401": 1}


def test_a_cover_has_room_for_its_spine(tmp_path: Path) -> None:
    """128 pages of 130 g/m² at a bulk of 0.9 are 7.5 mm thick, and the cover adds 0.5."""
    sample = good()
    for number in range(1, PAGES + 1):
        page = sample[f"page{number}"]
        page["MediaBox"] = [0, 0, MARGIN * 2 + 428 * MM, MARGIN * 2 + 297 * MM]
        page["TrimBox"] = [MARGIN, MARGIN, MARGIN + 428 * MM, MARGIN + 297 * MM]
        page["BleedBox"][2] = MARGIN + 431 * MM
    path = tmp_path / "omslag.pdf"
    path.write_bytes(sample.write())
    assert check_press(path, segment_for("SheetCMYK", ["inlaga=128"])).counts == {}
    assert set(check_press(path, segment_for("SheetCMYK", ["inlaga=160"])).counts) == {"P111"}


# --- any bytes ---------------------------------------------------------------------------------------------


@cache
def rich_bytes() -> bytes:
    return rich().write()


def rich() -> Sample:
    """The good file with something of everything."""
    sample = good()
    sample["form"] = form("/Fo Do 0 0 9 9 re f", Group={"S": N("Transparency"), "CS": N("DeviceCMYK")})
    sample["form"].values["Resources"] = {"XObject": {"Fo": R("form")}}
    tile = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 4, 4], "XStep": 4, "YStep": 4}
    sample["tile"] = S(b"1 0 0 0 k 0 0 2 2 re f", {**tile, "Resources": {}})
    function = {"FunctionType": 2, "Domain": [0, 1], "C0": [1, 0, 0, 0], "C1": [0, 0, 1, 0], "N": 1}
    shading = {"ShadingType": 2, "ColorSpace": N("DeviceCMYK"), "Coords": [0, 0, 1, 0], "Function": function}
    indexed = [N("Indexed"), N("DeviceCMYK"), 1, bytes(8)]
    sample["bits"] = image(8, 8, "DeviceGray", bytes(8), BitsPerComponent=1)
    draw(
        sample,
        f"/Half gs /Fo Do /Sh sh /Pattern cs /Pa scn {box(9, 9, 9, 9)} /Ix cs 1 sc {box(9, 9, 9, 9)}"
        f" {words('Stor text', 20, 90, 40)} {placed('Bits', 9, 9, 9, 9)}"
        " /Sp cs 1 scn 9 9 m 50 9 90 90 9 90 c h B*",
        ExtGState={"Half": {"ca": 0.5, "BM": N("Multiply")}},
        XObject={"Fo": R("form"), "Bits": R("bits")},
        Pattern={"Pa": R("tile")},
        Shading={"Sh": shading},
        ColorSpace={"Ix": indexed, "Sp": separation("Gold")},
    )
    sample["page1"]["Annots"] = [{"Subtype": N("PrinterMark"), "Rect": [0, 0, 9, 9]}]
    return sample


def test_the_rich_file_is_read_whole(tmp_path: Path) -> None:
    """So that spoiling it spoils something of everything."""
    path = tmp_path / "fil.pdf"
    path.write_bytes(rich_bytes())
    kinds = {type(item) for item in read_press(read_whole(path)).sheets[0].drawn}
    assert kinds == {Text, Fill, Stroke, Picture, Shade}
    assert {"P402", "P020"} <= set(check_press(path).counts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bytes_raise(data: st.DataObject, tmp_path: Path) -> None:
    """Bytes changed, cut out or doubled anywhere give a report, whatever it says."""
    raw = bytearray(rich_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(raw) - 1))
        match data.draw(st.sampled_from(["change", "cut", "double", "digit"])):
            case "change":
                raw[place] = data.draw(st.integers(0, 255))
            case "cut":
                del raw[place : place + data.draw(st.integers(1, 40))]
            case "digit":
                raw[place] = data.draw(st.sampled_from(b"0123456789-."))
            case _:
                raw[place:place] = raw[place : place + data.draw(st.integers(1, 40))]
    path = tmp_path / "fil.pdf"
    path.write_bytes(raw)
    json.loads(check_press(path).to_json())


_NAMES = [N("DeviceCMYK"), N("Separation"), N("Indexed"), N("ICCBased"), N("Pattern"), N("Image"), N("Form")]
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**33), 2**33)
    | st.floats(allow_nan=False, allow_infinity=False, width=16)
    | st.sampled_from([*_NAMES, R("catalog"), R("page1"), R("form"), R("image"), R("tile"), 10**400])
    | st.binary(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["S", "CS", "N", "Domain"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_value_raises(data: st.DataObject, tmp_path: Path) -> None:
    """Any value in the place of any other gives a report: nothing trusts a type."""
    sample = rich()
    for _ in range(data.draw(st.integers(1, 4))):
        owner: Any = sample[data.draw(st.sampled_from(sorted(sample.objects)))]
        while True:
            owner = getattr(owner, "values", owner) if not isinstance(owner, dict) else owner
            keys = sorted(owner) if isinstance(owner, dict) else list(range(len(owner)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(owner[key], dict | list) and data.draw(st.booleans()):
                owner = owner[key]
                continue
            owner[key] = data.draw(_VALUES)
            break
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    json.loads(check_press(path, segment_for("SheetCMYK"), tmp_path / "karta.png").to_json())


_ODD = st.sampled_from(
    [
        "1e99 0 0 1 0 0 cm",
        "99999999999 0 0 99999999999 0 0 cm",
        "0 0 0 0 0 0 cm",
        "-1 w",
        "Q Q",
        "/Nope gs",
        "/Im Do",
        "k",
        "1 2 k",
        "/Nope cs 1 sc",
        "9999999 9999999 l",
        "0 0 m 1 1 l S",
        "W n",
        "BT /F1 1e9 Tf (hej) Tj ET",
        "BT /F1 0 Tf <0024> Tj ET",
        "BT /Nope 9 Tf (x) Tj ET",
        "-99999 Tz",
        "0 0 9 9 re B*",
        "BI /W 9 /H 9 /BPC 8 /CS /G ID xxxxx EI",
        "/OC /Nope BDC EMC EMC",
        "/Nope sh",
        "[] TJ",
        "99 0 0 99 300 300 cm /Im Do",
        "(x) '",
        '1 2 (x) "',
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operators=st.lists(_ODD, max_size=12))
def test_no_operators_raise(operators: list[str], tmp_path: Path) -> None:
    """Operators in any order, with any operands."""
    sample = good()
    sample.append("content1", " ".join(operators))
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    check_press(path)


def test_what_is_no_pdf_is_a_finding(tmp_path: Path) -> None:
    """As for the other checks."""
    path = tmp_path / "fil.pdf"
    path.write_bytes(b"hej")
    assert check_press(path).counts == {"F001": 1}


def test_the_page_about_print_is_up_to_date(pytestconfig: pytest.Config) -> None:
    """The documentation lists the rules as they are; `--update` rewrites it."""
    if pytestconfig.getoption("--update", default=False):
        DOCS.write_text(press_page(), encoding="utf-8")
    assert DOCS.read_text(encoding="utf-8") == press_page()
