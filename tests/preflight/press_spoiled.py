"""The good print file spoilt in one way for each rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pdfsample import N, R, S, Sample
from presssample import (
    CONTENT,
    HEIGHT,
    ICC,
    MARGIN,
    MM,
    WIDTH,
    at,
    box,
    image,
    line,
    noise,
    placed,
    separation,
    words,
    xmp,
)

Spoil = Callable[[Sample], None]


@dataclass(frozen=True)
class Case:
    code: str
    name: str
    spoil: Spoil
    also: frozenset[str]
    """Other rules which the same fault cannot but break."""
    says: str
    """What is measured, or a part of the message."""
    thresholds: tuple[str, ...] = field(default_factory=tuple)


CASES: list[Case] = []


def case(
    code: str, says: str, *, also: str = "", thresholds: tuple[str, ...] = ()
) -> Callable[[Spoil], Spoil]:
    def add(spoil: Spoil) -> Spoil:
        CASES.append(Case(code, spoil.__name__, spoil, frozenset(also.split()), says, thresholds))
        return spoil

    return add


def draw(doc: Sample, operators: str, page: int = 1, **resources: Mapping[str, Any]) -> None:
    """More on a page, with what it names added to the page's resources."""
    doc.append(f"content{page}", f"q {operators} Q")
    for kind, named in resources.items():
        doc[f"page{page}"]["Resources"].setdefault(kind, {}).update(named)


def metadata(doc: Sample, **changed: str) -> None:
    doc["metadata"].data = xmp(**changed)


def state(doc: Sample, **values: Any) -> None:
    """A graphics state that is set on the first page."""
    draw(doc, "/Set gs", ExtGState={"Set": values})


def spot(doc: Sample, **spaces: list[Any]) -> None:
    """An area in each spot colour."""
    for index, name in enumerate(spaces):
        draw(doc, f"/{name} cs 0.5 scn {box(100, 100 + 12 * index, 10, 10)}", ColorSpace=spaces)


# --- the file ----------------------------------------------------------------------------------------------


@case("P001", "PDF 1.7")
def too_new(doc: Sample) -> None:
    doc.header = "%PDF-1.7"


@case("P001", "remove what stands before it", also="P020")
def begins_late(doc: Sample) -> None:
    doc.header = "x\n%PDF-1.6"


@case("P002", "encrypted")
def locked(doc: Sample) -> None:
    """The encryption itself is added by the test: it needs a library."""


@case("P003", "no ID")
def without_id(doc: Sample) -> None:
    del doc.trailer["ID"]


@case("P004", "0 output intents")
def without_intent(doc: Sample) -> None:
    del doc["catalog"]["OutputIntents"]


@case("P004", "2 output intents")
def two_intents(doc: Sample) -> None:
    doc["catalog"]["OutputIntents"] = [R("intent"), R("intent")]


@case("P005", "no embedded profile")
def intent_without_profile(doc: Sample) -> None:
    del doc["intent"]["DestOutputProfile"]


@case("P005", "is RGB")
def intent_for_screens(doc: Sample) -> None:
    doc["profile"].data = ICC.replace(b"CMYK", b"RGB ")


@case("P005", "class `scnr`")
def intent_of_a_scanner(doc: Sample) -> None:
    doc["profile"].data = ICC.replace(b"prtr", b"scnr")


@case("P005", "OutputConditionIdentifier")
def intent_without_condition(doc: Sample) -> None:
    del doc["intent"]["OutputConditionIdentifier"]


@case("P006", "GTS_PDFXVersion in the metadata is `PDF/X-3`")
def another_standard(doc: Sample) -> None:
    metadata(doc, pdfxid_GTS_PDFXVersion="PDF/X-3")


@case("P007", "no xmp:MetadataDate")
def without_date(doc: Sample) -> None:
    metadata(doc, xmp_MetadataDate="")


@case("P007", "ModDate")
def dates_disagree(doc: Sample) -> None:
    metadata(doc, xmp_ModifyDate="2025-05-21T12:00:00+02:00")


@case("P008", "no xmpMM:DocumentID")
def without_document_id(doc: Sample) -> None:
    metadata(doc, xmpMM_DocumentID="")


@case("P009", "pdf:Trapped in the metadata is `Unknown`")
def trapped_unknown(doc: Sample) -> None:
    metadata(doc, pdf_Trapped="Unknown")
    doc["info"]["Trapped"] = N("Unknown")


@case("P009", "Trapped is True in Info and False in the metadata")
def trapped_two_ways(doc: Sample) -> None:
    doc["info"]["Trapped"] = N("True")


@case("P010", "no dc:title")
def without_title(doc: Sample) -> None:
    metadata(doc, dc_title="")


@case("P011", "ABCDEF+SourceSans3 is not embedded")
def font_is_elsewhere(doc: Sample) -> None:
    del doc["descriptor"]["FontFile2"]


@case("P012", "action JavaScript")
def with_a_script(doc: Sample) -> None:
    doc["catalog"]["OpenAction"] = {"S": N("JavaScript"), "JS": "app.beep()"}


@case("P013", "annotation Link")
def with_a_link(doc: Sample) -> None:
    doc["page1"]["Annots"] = [{"Type": N("Annot"), "Subtype": N("Link"), "Rect": [100, 100, 200, 120]}]


@case("P014", "transfer function")
def with_curves(doc: Sample) -> None:
    state(doc, TR={"FunctionType": 2, "Domain": [0, 1], "N": 2})


@case("P015", "halftone of type 6")
def with_a_screen(doc: Sample) -> None:
    state(doc, HT=R("screen"))
    doc["screen"] = S(b"", {"HalftoneType": 6, "Width": 1, "Height": 1})


@case("P015", "halftone phase")
def with_a_phase(doc: Sample) -> None:
    state(doc, HTP=[0, 0])


@case("P016", "PostScript XObject")
def with_postscript(doc: Sample) -> None:
    doc["ps"] = S(b"showpage", {"Type": N("XObject"), "Subtype": N("PS")})
    draw(doc, "/Ps Do", XObject={"Ps": R("ps")})


@case("P017", "OPI")
def with_a_placeholder(doc: Sample) -> None:
    doc["image"].values["OPI"] = {"2.0": {}}


@case("P017", "page of another file")
def with_a_reference(doc: Sample) -> None:
    values = {"Type": N("XObject"), "Subtype": N("Form"), "BBox": [0, 0, 9, 9], "Ref": {"Page": 0}}
    doc["form"] = S(b"", values)
    draw(doc, "/Fo Do", XObject={"Fo": R("form")})


@case("P017", "another picture to be printed")
def with_an_alternate(doc: Sample) -> None:
    doc["image"].values["Alternates"] = [{"Image": R("image"), "DefaultForPrinting": True}]


@case("P018", "lies in another file")
def with_data_elsewhere(doc: Sample) -> None:
    doc["image"].values["F"] = "bild.raw"


@case("P019", "switched by events")
def layers_that_switch(doc: Sample) -> None:
    doc["layer"] = {"Type": N("OCG"), "Name": "skikt"}
    config = {"Name": "alla", "AS": [{"Event": N("Print"), "OCGs": [R("layer")], "Category": [N("Print")]}]}
    doc["catalog"]["OCProperties"] = {"OCGs": [R("layer")], "D": config}


@case("P020", "mended")
def broken_object(doc: Sample) -> None:
    """The offset is spoilt by the test."""


# --- the page ----------------------------------------------------------------------------------------------


@case("P101", "neither TrimBox nor ArtBox", also="P105 P108 P102")
def without_trim(doc: Sample) -> None:
    del doc["page1"]["TrimBox"]


@case("P101", "TrimBox and ArtBox")
def trimmed_twice(doc: Sample) -> None:
    doc["page1"]["ArtBox"] = doc["page1"]["TrimBox"]


@case("P102", "the bleed is not inside the MediaBox")
def bleed_beyond_the_medium(doc: Sample) -> None:
    doc["page1"]["BleedBox"][1] = -5


@case("P103", "the CropBox")
def cropped(doc: Sample) -> None:
    doc["page1"]["CropBox"] = [9, 9, WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN]


@case("P104", "UserUnit 2")
def scaled(doc: Sample) -> None:
    doc["page1"]["UserUnit"] = 2


@case("P105", "200.0 x 297.0 mm")
def another_size(doc: Sample) -> None:
    doc["page2"]["TrimBox"] = [MARGIN, MARGIN, MARGIN + 200 * MM, MARGIN + HEIGHT]


@case("P105", "Rotate 90")
def turned(doc: Sample) -> None:
    doc["page2"]["Rotate"] = 90


@case("P106", "no ink")
def blank(doc: Sample) -> None:
    doc["content3"].data = b"q 0 0 0 0 k 100 100 50 50 re f Q"


@case("P107", "pages is 4, no multiple of 8; add 4", thresholds=("sidmultipel=8",))
def four_pages(doc: Sample) -> None:
    """The file is good; the threshold is not."""


@case("P108", "the bleed is 2.0 mm")
def narrow_bleed(doc: Sample) -> None:
    less = 2 * MM
    doc["page1"]["BleedBox"] = [MARGIN - less, MARGIN - less, MARGIN + WIDTH + less, MARGIN + HEIGHT + less]


@case("P109", "an area at the trim goes 0.0 mm beyond it")
def area_ends_at_the_trim(doc: Sample) -> None:
    draw(doc, f"0.5 0 0 0 k {box(190, 100, 20, 20)}")


@case("P109", "a picture at the trim goes 1.0 mm beyond it")
def picture_ends_in_the_bleed(doc: Sample) -> None:
    draw(doc, placed("Im", 206, 50, 5, 5))


@case("P110", "text is 1.6 mm from the trim")
def text_at_the_trim(doc: Sample) -> None:
    draw(doc, f"/Over gs 0 0 0 1 k {words('H', 1.27, 100, 10)}")


@case("P111", "the cover is 210.0 mm wide", thresholds=("inlaga=128",))
def cover_too_narrow(doc: Sample) -> None:
    """The file is good; it is no cover."""


# --- text --------------------------------------------------------------------------------------------------


@case("P201", "white text overprints")
def white_text_overprints(doc: Sample) -> None:
    draw(doc, f"/Over gs 0 0 0 0 k {words('Socialtjänst', 20, 220, 12)}")


@case("P202", "black text of 10 pt knocks out")
def black_text_knocks_out(doc: Sample) -> None:
    draw(doc, f"0 0 0 1 k {words('Socialtjänst', 20, 70, 10)}")


@case("P202", "black text of 10 pt knocks out")
def black_text_overprints_by_mode_0(doc: Sample) -> None:
    draw(doc, f"/Half gs 0 0 0 1 k {words('Tal', 20, 70, 10)}", ExtGState={"Half": {"op": True, "OPM": 0}})


@case("P203", "black text of 10 pt is DeviceGray")
def black_text_is_gray(doc: Sample) -> None:
    draw(doc, f"0 g {words('Socialtjänst', 20, 70, 10)}")


@case("P204", "Courier")
def in_courier(doc: Sample) -> None:
    doc["courier"] = {**doc["font"], "BaseFont": N("Courier-Bold")}
    draw(doc, f"/Over gs 0 0 0 1 k {words('Tal', 20, 70, 10, 'F2')}", Font={"F2": R("courier")})


@case("P205", "black text has 310 % of ink")
def rich_black(doc: Sample) -> None:
    draw(doc, f"0.7 0.7 0.7 1 k {words('Tal', 20, 70, 14)}")


@case("P206", "white text is 4 pt")
def small_white_text(doc: Sample) -> None:
    draw(doc, f"0 0 0 0 k {words('Tal', 1, 220, 4)}", page=2)
    doc.replace("content2", CONTENT.split("\n")[4], box(-3, 200, 13, 40))
    doc["content2"].data = doc["content2"].data.replace(at(1, 220).encode(), at(5, 220).encode())


@case("P207", "text of 7 pt is made of 2 inks")
def small_text_of_two_inks(doc: Sample) -> None:
    draw(doc, f"0.8 0.2 0 0 k {words('Tal', 20, 70, 7)}")


# --- lines -------------------------------------------------------------------------------------------------


@case("P301", "white line or area overprints")
def white_area_overprints(doc: Sample) -> None:
    draw(doc, f"/Over gs 0 0 0 0 k {box(20, 100, 10, 10)}")


@case("P302", "a black line of 1 pt knocks out")
def black_line_knocks_out(doc: Sample) -> None:
    draw(doc, f"0 0 0 1 K {line(1)}")


@case("P302", "a black line of 1.5 pt knocks out")
def black_bar_knocks_out(doc: Sample) -> None:
    draw(doc, f"0 0 0 1 k {at(20, 120)} 200 1.5 re f")


@case("P303", "a black line of 1 pt is DeviceGray")
def black_line_is_gray(doc: Sample) -> None:
    draw(doc, f"0 G {line(1)}")


@case("P304", "a white line is 0.2 pt")
def thin_white_line(doc: Sample) -> None:
    draw(doc, f"0 0 0 0 K {line(0.2)}")


@case("P305", "a line of 0.2 pt is made of 2 inks")
def thin_line_of_two_inks(doc: Sample) -> None:
    draw(doc, f"0.5 0.5 0 0 K {line(0.2)}")


@case("P306", "a line is 0.2 pt on the page")
def hairline(doc: Sample) -> None:
    draw(doc, "0.5 0 0 0 K q 0.1 0 0 0.1 0 0 cm 2 w 1000 2000 m 3000 2000 l S Q")


# --- inks --------------------------------------------------------------------------------------------------


@case("P401", "DeviceRGB")
def area_in_rgb(doc: Sample) -> None:
    draw(doc, f"0 0.4 0.7 rg {box(100, 100, 10, 10)}")


@case("P401", "ICCBased")
def area_by_a_profile(doc: Sample) -> None:
    space = [N("ICCBased"), R("profile")]
    draw(doc, f"/Icc cs 0.5 0 0 0 scn {box(100, 100, 10, 10)}", ColorSpace={"Icc": space})


@case("P401", "DeviceRGB")
def area_with_a_pattern_in_rgb(doc: Sample) -> None:
    tile = {"Type": N("Pattern"), "PatternType": 1, "PaintType": 1, "TilingType": 1, "BBox": [0, 0, 4, 4]}
    doc["tile"] = S(b"1 0 0 rg 0 0 2 2 re f", {**tile, "XStep": 4, "YStep": 4, "Resources": {}})
    draw(doc, f"/Pattern cs /Pa scn {box(100, 100, 10, 10)}", Pattern={"Pa": R("tile")})


@case("P402", "1 spot colours (PANTONE 300 C)")
def with_a_spot_colour(doc: Sample) -> None:
    spot(doc, Sp=separation("PANTONE 300 C"))


@case("P403", "PANTONE 300 C and Pantone 300 U", thresholds=("dekorfärger=2",))
def spot_of_two_names(doc: Sample) -> None:
    spot(doc, A=separation("PANTONE 300 C"), B=separation("Pantone 300 U", (1, 0, 0, 0)))


@case("P404", "defined in 2 ways", thresholds=("dekorfärger=2",))
def spot_of_two_looks(doc: Sample) -> None:
    spot(doc, A=separation("Silver"), B=separation("Silver", (1, 0, 0, 0)))


@case("P404", "look the same", thresholds=("dekorfärger=2",))
def spots_that_look_the_same(doc: Sample) -> None:
    spot(doc, A=separation("Silver"), B=separation("Grå"))


@case("P405", "the colour All")
def area_on_all_plates(doc: Sample) -> None:
    spot(doc, A=separation("All", (1, 1, 1, 1)))


@case("P406", "DeviceGray is set to overprint")
def gray_overprints(doc: Sample) -> None:
    draw(doc, f"/Over gs 0.5 g {box(20, 100, 10, 10)}")


@case("P407", "the page blends in DeviceRGB")
def page_blends_in_rgb(doc: Sample) -> None:
    doc["page1"]["Group"] = {"S": N("Transparency"), "CS": N("DeviceRGB")}


@case("P407", "a form blends in DeviceRGB")
def form_blends_in_rgb(doc: Sample) -> None:
    group = {"S": N("Transparency"), "CS": N("DeviceRGB")}
    values = {"Type": N("XObject"), "Subtype": N("Form"), "BBox": [0, 0, 9, 9], "Group": group}
    doc["form"] = S(b"", values)
    draw(doc, "/Fo Do", XObject={"Fo": R("form")})
    doc["page1"]["Group"] = {"S": N("Transparency"), "CS": N("DeviceCMYK")}


@case("P408", "4 % of Cyan")
def tint_too_light(doc: Sample) -> None:
    draw(doc, f"0.04 0 0 0 k {box(20, 100, 10, 10)}")


@case("P408", "97 % of Magenta")
def tint_too_dark(doc: Sample) -> None:
    draw(doc, f"0 0.97 0 0 k {box(20, 100, 10, 10)}")


@case("P409", "names no space to blend in")
def transparent(doc: Sample) -> None:
    draw(doc, f"/Half gs 0.5 0 0 0 k {box(20, 100, 10, 10)}", ExtGState={"Half": {"ca": 0.5}})


# --- images ------------------------------------------------------------------------------------------------


@case("P501", "an image has 102 ppi")
def coarse_image(doc: Sample) -> None:
    draw(doc, placed("Im", 100, 100, 15, 15))


@case("P502", "an image has 203 ppi")
def somewhat_coarse_image(doc: Sample) -> None:
    draw(doc, placed("Im", 100, 100, 7.5, 7.5))


def bitmap(doc: Sample, size: float) -> None:
    values = {"ImageMask": True, "BitsPerComponent": 1}
    doc["bits"] = image(64, 64, "DeviceGray", noise(512), **values)
    del doc["bits"].values["ColorSpace"]
    draw(doc, f"1 0 0 0 k {placed('Bits', 100, 100, size, size)}", XObject={"Bits": R("bits")})


@case("P503", "a one-bit image has 325 ppi")
def coarse_bitmap(doc: Sample) -> None:
    bitmap(doc, 5)


@case("P504", "a one-bit image has 650 ppi")
def somewhat_coarse_bitmap(doc: Sample) -> None:
    bitmap(doc, 2.5)


@case("P505", "the page is one image of 254 ppi")
def page_of_one_image(doc: Sample) -> None:
    doc["scan"] = image(2160, 3030, "DeviceGray", bytes([128]) * 2160 * 3030)
    doc["page3"]["Resources"]["XObject"]["Scan"] = R("scan")
    doc["content3"].data = placed("Scan", -3, -3, 216, 303).encode()


@case("P506", "305 ppi was blown up 2 times, so that it has 152 ppi")
def blown_up_image(doc: Sample) -> None:
    small = noise(30 * 30)
    rows = [bytes(v for v in small[30 * y : 30 * y + 30] for _ in range(2)) for y in range(30)]
    doc["blown"] = image(60, 60, "DeviceGray", b"".join(row * 2 for row in rows))
    draw(doc, placed("Blown", 100, 100, 5, 5), XObject={"Blown": R("blown")})


# --- ink on paper ------------------------------------------------------------------------------------------


@case("P601", "a square of 15 mm² has 360 % of ink")
def heavy_area(doc: Sample) -> None:
    draw(doc, f"0.9 0.9 0.9 0.9 k {box(100, 100, 10, 10)}")


@case("P601", "a square of 15 mm² has 400 % of ink")
def heavy_by_overprint(doc: Sample) -> None:
    """The second area keeps what lies below, the third of one ink too."""
    draw(doc, f"1 1 0 0 k {box(100, 100, 10, 10)} /Over gs 0 0 1 0 k {box(100, 100, 10, 10)}")
    draw(doc, f"/Over gs 0 0 0 1 k {box(100, 100, 10, 10)}")


@case("P601", "a square of 15 mm² has 332 % of ink")
def heavy_image(doc: Sample) -> None:
    pixels = bytes([204, 204, 184, 255]) * 3600
    doc["heavy"] = image(60, 60, "DeviceCMYK", pixels)
    draw(doc, placed("Heavy", 100, 100, 5, 5), XObject={"Heavy": R("heavy")})
