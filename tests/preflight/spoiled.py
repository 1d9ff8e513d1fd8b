"""The good document spoilt in one way for each check, and what veraPDF says to the same file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pdfsample import TITLE, N, R, S, Sample, artifact, code, marked, show, to_unicode, xmp

Spoil = Callable[[Sample], None]


@dataclass(frozen=True)
class Case:
    code: str
    name: str
    spoil: Spoil
    new: bool = False
    """Begin with the document of PDF 2.0."""
    also: frozenset[str] = field(default_factory=frozenset)
    """Other checks which the same fault cannot but fail."""
    verapdf: str = ""
    """Profile, clause and test by which veraPDF fails the file too."""


CASES: list[Case] = []


def case(code: str, *, new: bool = False, also: str = "", verapdf: str = "") -> Callable[[Spoil], Spoil]:
    def add(spoil: Spoil) -> Spoil:
        CASES.append(Case(code, spoil.__name__, spoil, new, frozenset(also.split()), verapdf))
        return spoil

    return add


def annotation(doc: Sample, subtype: str, tag: str | None, **values: Any) -> None:
    """One more annotation on the first page, held by a structure element of that tag."""
    doc["extra"] = {
        "Type": N("Annot"),
        "Subtype": N(subtype),
        "Rect": [300, 300, 320, 320],
        "F": 4,
        "Contents": "anmärkning",
        **values,
    }
    doc["page1"]["Annots"].append(R("extra"))
    if tag is not None:
        doc["extra"]["StructParent"] = 9
        doc.element("extraelement", [{"Type": N("OBJR"), "Obj": R("extra")}], tag, "document")
        doc["parenttree"]["Nums"] += [9, R("extraelement")]


def simple_font(doc: Sample, **values: Any) -> None:
    """A simple TrueType font which shows an A at the end of the last paragraph."""
    doc["simple"] = {
        "Type": N("Font"),
        "Subtype": N("TrueType"),
        "BaseFont": N("ABCDEF+SourceSans3"),
        "FirstChar": 65,
        "LastChar": 65,
        "Widths": [544],
        "FontDescriptor": R("simpledescriptor"),
        **values,
    }
    doc["simpledescriptor"] = {**doc["descriptor"], "Flags": 32}
    doc["page2"]["Resources"]["Font"]["F2"] = R("simple")
    doc["content2"].data = doc["content2"].data.replace(b" ET EMC\n", b" /F2 10 Tf (A) Tj ET EMC\n")


def text_in(doc: Sample, element: str) -> int:
    """The id of the only text of an element."""
    found = next(kid for kid in doc[element]["K"] if isinstance(kid, int))
    assert isinstance(found, int)
    return found


def layers(doc: Sample, **config: Any) -> None:
    doc["layer"] = {"Type": N("OCG"), "Name": "skikt"}
    doc["catalog"]["OCProperties"] = {
        "OCGs": [R("layer")],
        "D": {"OCGs": [R("layer")], "Order": [], **config},
    }


def form(doc: Sample, data: str, **values: Any) -> None:
    """A form XObject, not drawn yet."""
    doc["form"] = S(
        data.encode(),
        {
            "Type": N("XObject"),
            "Subtype": N("Form"),
            "BBox": [0, 0, 595, 842],
            "Resources": {"Font": {"F1": R("font")}},
            **values,
        },
    )
    doc["page1"]["Resources"]["XObject"] = {"X1": R("form")}


# --- the file and its metadata -----------------------------------------------------------------------------


@case("F004")
def wrong_offset(doc: Sample) -> None:
    doc["catalog"]["Lang"] = "sv-SE"


@case("F005", also="F302")
def locked_for_readers(doc: Sample) -> None:
    """The encryption itself is added by the test: it needs a library."""


@case("F006", verapdf="ua1 6.1 1")
def too_new_a_version(doc: Sample) -> None:
    doc.header = "%PDF-2.0"


@case("F007")
def labels_from_the_second_page(doc: Sample) -> None:
    doc["catalog"]["PageLabels"] = {"Nums": [1, {"S": N("D")}]}


@case("F007")
def label_behind_the_last_page(doc: Sample) -> None:
    doc["catalog"]["PageLabels"]["Nums"] += [7, {"S": N("D")}]


@case("F008", verapdf="ua1 7.10 1")
def nameless_layers(doc: Sample) -> None:
    layers(doc)


@case("F009", verapdf="ua1 7.10 2")
def layers_that_switch(doc: Sample) -> None:
    layers(doc, Name="skikt", AS=[{"Event": N("View"), "OCGs": [R("layer")], "Category": [N("View")]}])


@case("F010", verapdf="ua1 7.15 1")
def dynamic_form(doc: Sample) -> None:
    data = b'<config xmlns="http://www.xfa.org/schema/xci/1.0/"><acrobat><acrobat7>'
    data += b"<dynamicRender>required</dynamicRender></acrobat7></acrobat></config>"
    doc["xfa"] = S(data)
    doc["catalog"]["AcroForm"] = {"Fields": [], "XFA": ["config", R("xfa")]}


@case("F051", verapdf="ua1 7.1 8")
def no_metadata(doc: Sample) -> None:
    del doc["catalog"]["Metadata"]


@case("F051")
def metadata_that_is_no_xml(doc: Sample) -> None:
    doc["metadata"].data = b"<x:xmpmeta"


@case("F052", verapdf="ua1 5 1")
def claims_nothing(doc: Sample) -> None:
    doc.replace("metadata", "<pdfuaid:part>1</pdfuaid:part>", "")


@case("F052", new=True, verapdf="ua2 5 5")
def claims_no_revision(doc: Sample) -> None:
    doc.replace("metadata", "<pdfuaid:rev>2024</pdfuaid:rev>", "<pdfuaid:rev>2014</pdfuaid:rev>")


@case("F053", verapdf="ua1 7.1 9")
def no_title(doc: Sample) -> None:
    start, end = doc["metadata"].data.index(b"<dc:title>"), doc["metadata"].data.index(b"</dc:title>")
    doc["metadata"].data = doc["metadata"].data[:start] + doc["metadata"].data[end + len("</dc:title>") :]


@case("F054")
def title_is_a_file(doc: Sample) -> None:
    doc["metadata"].data = xmp(new=False, title="kapitel-8_v3.pdf")


@case("F055", verapdf="ua1 7.1 10")
def title_is_hidden(doc: Sample) -> None:
    doc["catalog"]["ViewerPreferences"] = {"DisplayDocTitle": False}


@case("F056")
def two_titles(doc: Sample) -> None:
    doc["info"] = {"Title": TITLE + " (utkast)"}
    doc.trailer["Info"] = R("info")


# --- content and structure tree ----------------------------------------------------------------------------


@case("F101", verapdf="ua1 6.2 1")
def not_marked(doc: Sample) -> None:
    del doc["catalog"]["MarkInfo"]


@case("F102", verapdf="ua1 7.1 4")
def suspects(doc: Sample) -> None:
    doc["catalog"]["MarkInfo"]["Suspects"] = True


@case("F103", verapdf="ua1 7.1 1")
def artifact_in_content(doc: Sample) -> None:
    doc.replace("content1", "/H1 <</MCID 0>> BDC", "/H1 <</MCID 0>> BDC " + artifact(show("Artefakt", 700)))


@case("F104", verapdf="ua1 7.1 2")
def content_in_artifact(doc: Sample) -> None:
    doc.replace("content1", "/H1 <</MCID 0>> BDC", "/Artifact BMC /H1 <</MCID 0>> BDC")
    doc.replace("content1", "EMC\n/P", "EMC EMC\n/P")


@case("F105", verapdf="ua1 7.1 3")
def text_outside_the_tree(doc: Sample) -> None:
    doc.append("content1", show("Utanför", 700))


@case("F105", verapdf="ua1 7.1 3")
def rule_outside_the_tree(doc: Sample) -> None:
    doc.append("content1", "10 10 m 90 10 l S")


@case("F105", verapdf="ua1 7.1 3")
def sequence_in_no_element(doc: Sample) -> None:
    doc.append("content1", marked("P", {"MCID": 99}, show("Utanför", 700)))


@case("F106")
def tree_names_what_is_not_there(doc: Sample) -> None:
    doc["parents1"].append(R("p"))
    doc["p"]["K"].append(len(doc["parents1"]) - 1)


@case("F106", also="F107")
def content_stands_twice(doc: Sample) -> None:
    doc.element("again", [text_in(doc, "h1")], "Span", "p")


@case("F107")
def parent_tree_is_wrong(doc: Sample) -> None:
    doc["parents1"][text_in(doc, "h1")] = R("p")


@case("F108", verapdf="ua1 7.1 5")
def unknown_type(doc: Sample) -> None:
    doc["last"]["S"] = N("Brödtext")


@case("F108", new=True, verapdf="ua2 8.2.4 1")
def unknown_type_in_a_namespace(doc: Sample) -> None:
    doc["last"]["S"] = N("BlockQuote")


@case("F109", verapdf="ua1 7.1 6")
def circular_map(doc: Sample) -> None:
    doc["last"]["S"] = N("Text")
    doc["root"]["RoleMap"] = {"Text": N("Textblock"), "Textblock": N("Text")}


@case("F110", verapdf="ua1 7.1 7")
def standard_type_mapped(doc: Sample) -> None:
    doc["root"]["RoleMap"] = {"P": N("Span")}


@case("F111", verapdf="ua1 7.2 3")
def paragraph_in_table(doc: Sample) -> None:
    doc.child("table", "last", 3)


@case("F111", verapdf="ua1 7.2 14")
def head_without_body(doc: Sample) -> None:
    doc.child("table", "row3", 2)
    doc.child("table", "row4", 3)
    doc["table"]["K"] = [kid for kid in doc["table"]["K"] if kid != R("tbody")]


@case("F112", verapdf="ua1 7.2 19")
def paragraph_in_list(doc: Sample) -> None:
    doc.child("list", "last", 1)


@case("F112", verapdf="ua1 7.2 17")
def item_without_list(doc: Sample) -> None:
    doc["list"]["S"] = N("Div")


@case("F113", verapdf="ua1 7.2 26")
def entry_without_contents(doc: Sample) -> None:
    doc["last"]["S"] = N("TOCI")


@case("F114", new=True, verapdf="ua2 8.2.5.24 1")
def half_a_warichu(doc: Sample) -> None:
    doc["last"]["S"] = N("Warichu")
    doc.element("wt", [], "WT", "last", NS=R("namespace"))


@case("F115", verapdf="ua1 7.1 12")
def element_without_parent(doc: Sample) -> None:
    del doc["last"]["P"]


@case("F115")
def element_in_two_places(doc: Sample) -> None:
    doc["document"]["K"].append(R("last"))


@case("F116", new=True, verapdf="ua2 8.2.5.2 1")
def two_roots(doc: Sample) -> None:
    doc["root"]["K"].append(R("other"))
    doc["other"] = {"S": N("Document"), "P": R("root"), "NS": R("namespace"), "K": []}


@case("F117", verapdf="ua1 7.20 2")
def form_drawn_twice(doc: Sample) -> None:
    form(doc, marked("P", {"MCID": 0}, show("I en form", 700)), StructParents=5)
    doc.element(
        "informs", [{"Type": N("MCR"), "Pg": R("page1"), "Stm": R("form"), "MCID": 0}], "P", "document"
    )
    doc["parenttree"]["Nums"] += [5, [R("informs")]]
    doc.append("content1", "/X1 Do /X1 Do")


@case("F118", verapdf="ua1 7.20 1")
def form_of_another_file(doc: Sample) -> None:
    form(doc, "0 0 1 1 re f", Ref={"F": "annan.pdf", "Page": 0})
    doc.append("content1", artifact("/X1 Do"))


# --- language and words ------------------------------------------------------------------------------------


@case("F121", verapdf="ua1 7.2 2")
def no_language(doc: Sample) -> None:
    del doc["catalog"]["Lang"]


@case("F122", verapdf="ua1 7.2 29")
def language_of_nobody(doc: Sample) -> None:
    doc["catalog"]["Lang"] = "svenska_SE"


@case("F122", verapdf="ua1 7.2 29")
def language_of_an_element(doc: Sample) -> None:
    doc["last"]["Lang"] = "engelska!"


@case("F123")
def word_in_two(doc: Sample) -> None:
    doc.replace("content1", "/ActualText <FEFF00AD>", "")


@case("F123")
def word_in_two_lines(doc: Sample) -> None:
    lines = f"BT /F1 10 Tf 12 TL 72 90 Td {code('personer med insat-')} Tj T* {code('ser i år')} Tj ET"
    doc.mark("last", "", page=2)
    doc.replace("content2", f"{code('')} Tj ET EMC", f"ET {lines} EMC")


@case("F124", new=True, verapdf="ua2 8.4.3 3")
def private_sign_in_alt(doc: Sample) -> None:
    doc["figure"]["Alt"] = "Pil \ue001 uppåt"


@case("F124", verapdf="3a 6.2.11.7.3 1")
def private_sign_in_text(doc: Sample) -> None:
    doc["tounicode"].data = to_unicode().replace(b"<2022>", b"<E022>")


# --- headings and bookmarks --------------------------------------------------------------------------------


@case("F131", verapdf="ua1 7.4.2 1")
def begins_with_h2(doc: Sample) -> None:
    doc["h1"]["S"] = N("H2")


@case("F132", verapdf="ua1 7.4.2 1")
def leaves_out_h2(doc: Sample) -> None:
    heading = next(name for name, v in doc.objects.items() if isinstance(v, dict) and v.get("S") == N("H2"))
    doc[heading]["S"] = N("H3")


@case("F133", verapdf="ua1 7.4.4 1")
def two_plain_headings(doc: Sample) -> None:
    headings = [v for v in doc.objects.values() if isinstance(v, dict) and v.get("S") in (N("H1"), N("H2"))]
    for heading in headings:
        heading["S"] = N("H")


@case("F134", verapdf="ua1 7.4.4 2")
def both_kinds_of_heading(doc: Sample) -> None:
    doc["last"]["S"] = N("H")


@case("F134", new=True, verapdf="ua2 8.2.5.12 1")
def plain_heading_in_ua2(doc: Sample) -> None:
    doc["last"]["S"] = N("H")


@case("F135")
def empty_heading(doc: Sample) -> None:
    doc.element("empty", [], "H2", "document")


@case("F136")
def no_bookmarks(doc: Sample) -> None:
    del doc["catalog"]["Outlines"]


@case("F137")
def bookmark_to_nowhere(doc: Sample) -> None:
    doc["bookmark"]["Dest"] = "saknas"


# --- lists and notes ---------------------------------------------------------------------------------------


@case("F141", verapdf="ua1 7.9 1")
def note_without_id(doc: Sample) -> None:
    del doc["note"]["ID"]


@case("F142", verapdf="ua1 7.9 2")
def two_notes_of_one_id(doc: Sample) -> None:
    doc.element("twin", [], "Note", "document", ID=b"note-1")


@case("F143", new=True, verapdf="ua2 8.2.5.14 1")
def old_kind_of_note(doc: Sample) -> None:
    doc["note"]["S"] = N("Note")
    del doc["note"]["NS"]
    del doc["cited"]["Ref"]


@case("F144", new=True, verapdf="ua2 8.2.5.14 3")
def note_nobody_cites(doc: Sample) -> None:
    del doc["cited"]["Ref"]


@case("F144", new=True, verapdf="ua2 8.2.5.14 2")
def note_that_does_not_point_back(doc: Sample) -> None:
    del doc["note"]["Ref"]


@case("F145", new=True, verapdf="ua2 8.2.5.25 1")
def list_without_numbering(doc: Sample) -> None:
    del doc["list"]["A"]


@case("F146", new=True, verapdf="ua2 8.2.5.25 2")
def text_in_an_item(doc: Sample) -> None:
    doc.mark("item", "utanför", page=1)


# --- tables ------------------------------------------------------------------------------------------------


def no_headers(doc: Sample) -> None:
    for name in ("d1", "d2", "d3", "d4"):
        del doc[name]["A"]


@case("F150")
def head_named_twice(doc: Sample) -> None:
    doc["d1"]["A"]["Headers"] = [b"c2", b"c3", b"r1", b"c3"]


@case("F150")
def group_called_as_its_column(doc: Sample) -> None:
    doc["c3"]["ActualText"] = "Antal"
    doc["d1"]["A"]["Headers"].append(b"c2")


@case("F151", verapdf="ua1 7.5 1")
def heads_without_scope(doc: Sample) -> None:
    no_headers(doc)
    for name in ("c1", "c2", "c3", "c4", "r1", "r2"):
        del doc[name]["A"]["Scope"]


@case("F152", also="F154")
def cell_without_row_head(doc: Sample) -> None:
    """veraPDF is content with the column head alone."""
    doc["d3"]["A"]["Headers"] = [b"c3"]


@case("F152")
def row_without_row_head(doc: Sample) -> None:
    """Found by position alone: the first cell of a row is no head."""
    no_headers(doc)
    doc["r2"]["S"] = N("TD")
    del doc["r2"]["A"]


@case("F152", also="F157", verapdf="")
def table_without_heads(doc: Sample) -> None:
    no_headers(doc)
    for name in ("c1", "c2", "c3", "c4", "r1", "r2"):
        doc[name]["S"] = N("TD")
        for key in ("Scope", "Headers"):
            doc[name]["A"].pop(key, None)


@case("F153")
def headers_of_no_cell(doc: Sample) -> None:
    doc["d1"]["A"]["Headers"].append(b"saknas")


@case("F154")
def headers_of_another_column(doc: Sample) -> None:
    doc["d1"]["A"]["Headers"].append(b"c4")


@case("F154")
def headers_without_the_spanner(doc: Sample) -> None:
    """The chain is full only if the subordinate head names the one above it."""
    del doc["c3"]["A"]["Headers"]


@case("F155")
def empty_head(doc: Sample) -> None:
    doc["c1"]["K"] = []
    doc["parents1"][:] = [R("p") if entry == R("c1") else entry for entry in doc["parents1"]]
    doc["p"]["K"] += [
        i for i, entry in enumerate(doc["parents1"]) if entry == R("p") and i not in doc["p"]["K"]
    ]


@case("F156")
def head_comes_again(doc: Sample) -> None:
    """As it is when a head repeated on the next page is tagged."""
    doc.element("row5", [], "TR", "tbody")
    for name, text in (("c5", "Nämnd"), ("c6", "Kvinnor"), ("c7", "Män")):
        doc.element(name, [], "TH", "row5", A={"O": N("Table"), "Scope": N("Column")})
        doc.mark(name, text)
    doc.element("row6", [], "TR", "tbody")
    for name, text in (("c8", "Nämnd"), ("c9", "Kvinnor"), ("c10", "Män")):
        doc.element(name, [], "TH", "row6", A={"O": N("Table"), "Scope": N("Column")})
        doc.mark(name, text)


@case("F157")
def data_in_the_head(doc: Sample) -> None:
    doc["c1"]["S"] = N("TD")
    doc["c1"]["A"] = {"O": N("Table"), "RowSpan": 2, "Headers": [b"r0"]}
    doc["c2"]["ID"] = b"c2"
    doc["c1"]["A"].pop("Headers")
    for name in ("c2", "c3", "c4"):
        doc[name]["A"]["Scope"] = N("Column")


@case("F158", verapdf="ua1 7.2 43")
def ragged_row(doc: Sample) -> None:
    doc["row3"]["K"].pop()
    doc["parents1"][:] = [R("p") if entry == R("d2") else entry for entry in doc["parents1"]]
    doc["p"]["K"] += [
        i for i, entry in enumerate(doc["parents1"]) if entry == R("p") and i not in doc["p"]["K"]
    ]


@case("F158", verapdf="ua1 7.2 15")
def overlapping_cells(doc: Sample) -> None:
    doc["d1"]["A"] |= {"RowSpan": 2, "ColSpan": 1}
    doc["r2"]["A"]["ColSpan"] = 2


@case("F159")
def caption_last(doc: Sample) -> None:
    """veraPDF takes the last place as well."""
    doc["table"]["K"] = doc["table"]["K"][1:] + doc["table"]["K"][:1]


@case("F160")
def silent_sign(doc: Sample) -> None:
    del doc["sign"]["Alt"]


@case("F160")
def silent_star_of_a_head(doc: Sample) -> None:
    doc.mark("r1", "*")


# --- figures -----------------------------------------------------------------------------------------------


@case("F161", verapdf="ua1 7.3 1")
def figure_without_words(doc: Sample) -> None:
    del doc["figure"]["Alt"]


@case("F162")
def figure_with_a_file_name(doc: Sample) -> None:
    doc["figure"]["Alt"] = "diagram_8_2_slutlig.png"


@case("F163")
def figure_without_box(doc: Sample) -> None:
    del doc["figure"]["A"]


@case("F164", verapdf="ua1 7.7 1")
def formula_without_words(doc: Sample) -> None:
    doc["last"]["S"] = N("Formula")


# --- links and other annotations ---------------------------------------------------------------------------


@case("F171", verapdf="ua1 7.18.5 1")
def link_outside_the_tree(doc: Sample) -> None:
    annotation(doc, "Link", None, Dest=[R("page1"), N("Fit")])


@case("F171", verapdf="ua1 7.18.1 1")
def annotation_in_a_paragraph(doc: Sample) -> None:
    annotation(doc, "Text", "P", AP={"N": R("appearance")})
    doc["appearance"] = S(
        b"", {"Type": N("XObject"), "Subtype": N("Form"), "BBox": [0, 0, 1, 1], "Resources": {}}
    )


@case("F172", verapdf="ua1 7.18.5 2")
def link_without_words(doc: Sample) -> None:
    del doc["link"]["Contents"]


@case("F173", verapdf="ua1 7.18.1 3")
def nameless_field(doc: Sample) -> None:
    annotation(doc, "Widget", "Form", FT=N("Tx"), T="namn", Rect=[300, 300, 300, 300])
    doc["catalog"]["AcroForm"] = {"Fields": [R("extra")]}


@case("F174", verapdf="ua1 7.18.3 1")
def no_tab_order(doc: Sample) -> None:
    del doc["page1"]["Tabs"]


@case("F174", new=True, verapdf="ua2 8.9.3.3 1")
def tab_order_by_rows(doc: Sample) -> None:
    doc["page1"]["Tabs"] = N("R")


@case("F175")
def unknown_annotation(doc: Sample) -> None:
    annotation(doc, "Hologram", "Annot")


@case("F176", verapdf="ua1 7.18.2 1")
def trap_network(doc: Sample) -> None:
    annotation(doc, "TrapNet", None)


@case("F177", verapdf="ua1 7.18.8 1")
def printer_mark_in_the_tree(doc: Sample) -> None:
    annotation(doc, "PrinterMark", "Annot")


@case("F178")
def link_to_nowhere(doc: Sample) -> None:
    doc["link"]["Dest"] = "tabell-8-9"


@case("F178")
def link_without_target(doc: Sample) -> None:
    del doc["link"]["Dest"]


@case("F179", new=True, verapdf="ua2 8.8 2")
def link_to_a_page(doc: Sample) -> None:
    del doc["link"]["A"]["SD"]


@case("F180")
def link_that_does_not_know_its_element(doc: Sample) -> None:
    doc["link"]["StructParent"] = 77


@case("F181", verapdf="ua1 7.18.6.2 1")
def clip_without_type(doc: Sample) -> None:
    clip = {"Type": N("MediaClip"), "S": N("MCD"), "D": R("spec"), "Alt": ["", "ljud"]}
    doc["clip"] = clip
    rendition = {"Type": N("Rendition"), "S": N("MR"), "C": R("clip")}
    action = {"S": N("Rendition"), "R": rendition, "OP": 0, "AN": R("extra")}
    annotation(doc, "Screen", "Annot", A=action)
    doc.replace("metadata", "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>", "")


# --- contrast ---------------------------------------------------------------------------------------------


@case("F191")
def pale_text(doc: Sample) -> None:
    """Also where it is furniture: who sees little reads it all the same."""
    doc.append("content2", artifact("0.6 0.6 0.6 rg " + show("Socialpsykiatri", 60)))


@case("F191")
def dark_text_on_a_dark_ground(doc: Sample) -> None:
    doc.append("content2", artifact("0.2 0.2 0.4 rg 60 690 200 40 re f 0 0 0 rg " + show("Norr", 100)))


@case("F192")
def text_on_a_shading(doc: Sample) -> None:
    doc["page2"]["Resources"]["Shading"] = {
        "S1": {
            "ShadingType": 2,
            "ColorSpace": N("DeviceRGB"),
            "Coords": [60, 0, 260, 0],
            "Function": {"FunctionType": 2, "Domain": [0, 1], "C0": [1, 1, 1], "C1": [0, 0, 0], "N": 1},
        }
    }
    doc.append("content2", artifact("q 60 690 200 40 re W n /S1 sh Q " + show("Norr", 100)))


# --- fonts -------------------------------------------------------------------------------------------------


@case("F221", verapdf="ua1 7.21.4.1 1")
def font_not_embedded(doc: Sample) -> None:
    del doc["descriptor"]["FontFile2"]


@case("F222", verapdf="ua1 7.21.3.1 1")
def two_character_collections(doc: Sample) -> None:
    doc["font"]["Encoding"] = N("UniGB-UCS2-H")


@case("F223", verapdf="ua1 7.21.3.2 1")
def no_glyph_map(doc: Sample) -> None:
    del doc["cidfont"]["CIDToGIDMap"]


@case("F224", verapdf="ua1 7.21.3.3 1")
def unknown_cmap(doc: Sample) -> None:
    doc["font"]["Encoding"] = N("Egen-H")


@case("F225", verapdf="ua1 7.21.4.2 2")
def cid_set_with_holes(doc: Sample) -> None:
    doc["cidset"] = S(b"\x80")
    doc["descriptor"]["CIDSet"] = R("cidset")


@case("F226", verapdf="ua1 7.21.5 1")
def wrong_widths(doc: Sample) -> None:
    doc["cidfont"]["W"][1] = [999]


@case("F227", verapdf="ua1 7.21.6 2")
def no_encoding(doc: Sample) -> None:
    simple_font(doc, Encoding={"Type": N("Encoding"), "Differences": [65, N("A")]})


@case("F227", verapdf="ua1 7.21.6 3")
def symbolic_with_encoding(doc: Sample) -> None:
    simple_font(doc, Encoding=N("WinAnsiEncoding"), ToUnicode=R("tounicode"))
    doc["simpledescriptor"]["Flags"] = 4
    doc["tounicode"].data = to_unicode("1 beginbfchar\n<41> <0041>\nendbfchar\n")


@case("F228", verapdf="ua1 7.21.7 1")
def unknown_characters(doc: Sample) -> None:
    del doc["font"]["ToUnicode"]


@case("F229", verapdf="ua1 7.21.7 2")
def impossible_characters(doc: Sample) -> None:
    doc["tounicode"].data = to_unicode().replace(b"<2022>", b"<FEFF>")


@case("F230", verapdf="ua1 7.21.8 1")
def missing_sign(doc: Sample) -> None:
    doc["tounicode"].data = to_unicode("1 beginbfchar\n<0000> <0041>\nendbfchar\n")
    doc["content2"].data = doc["content2"].data.replace(b" ET EMC\n", b" <0000> Tj ET EMC\n")


@case("F231", verapdf="ua1 7.21.8 1")
def missing_glyph(doc: Sample) -> None:
    doc["tounicode"].data = to_unicode("1 beginbfchar\n<FFF0> <0041>\nendbfchar\n")
    doc["content2"].data = doc["content2"].data.replace(b" ET EMC\n", b" <FFF0> Tj ET EMC\n")


# --- attached files ----------------------------------------------------------------------------------------


@case("F251", verapdf="ua1 7.11 1")
def file_without_name(doc: Sample) -> None:
    del doc["spec"]["UF"]


@case("F252")
def file_without_description(doc: Sample) -> None:
    del doc["spec"]["Desc"]


@case("F252", verapdf="3a 6.8 1")
def file_without_type(doc: Sample) -> None:
    del doc["csv"].values["Subtype"]


@case("F253")
def attachment_of_nothing(doc: Sample) -> None:
    annotation(doc, "FileAttachment", "Annot", AP={"N": R("appearance")})
    doc["appearance"] = S(
        b"", {"Type": N("XObject"), "Subtype": N("Form"), "BBox": [0, 0, 1, 1], "Resources": {}}
    )


@case("F254", verapdf="3a 6.8 4")
def file_that_belongs_to_nothing(doc: Sample) -> None:
    del doc["table"]["AF"]


@case("F255")
def file_in_a_file_that_takes_none(doc: Sample) -> None:
    doc.replace("metadata", "<pdfaid:part>3</pdfaid:part>", "<pdfaid:part>2</pdfaid:part>")


# --- PDF/A -------------------------------------------------------------------------------------------------


@case("F301", verapdf="3a 6.1.3 1")
def no_identity(doc: Sample) -> None:
    del doc.trailer["ID"]


@case("F302", also="F005", verapdf="3a 6.1.3 2")
def locked(doc: Sample) -> None:
    """The encryption itself is added by the test: it needs a library."""


@case("F303", verapdf="3a 6.2.4.3 3")
def undefined_colour(doc: Sample) -> None:
    doc.append("content1", artifact("0 0 0 1 k 10 10 90 1 re f"))


@case("F304", also="F303", verapdf="3a 6.2.4.3 2")
def intent_without_profile(doc: Sample) -> None:
    del doc["intent"]["DestOutputProfile"]


@case("F305", verapdf="3a 6.5.1 1")
def script(doc: Sample) -> None:
    doc["catalog"]["OpenAction"] = {"S": N("JavaScript"), "JS": "app.alert(1)"}


@case("F305", verapdf="3a 6.5.1 1")
def launch(doc: Sample) -> None:
    del doc["link"]["Dest"]
    doc["link"]["A"] = {"S": N("Launch"), "F": "program.exe"}


@case("F306", new=True, verapdf="4f 6.1.3 4")
def info_in_a4(doc: Sample) -> None:
    doc["info"] = {"Title": TITLE}
    doc.trailer["Info"] = R("info")


@case("F307", verapdf="3a 6.2.10 2")
def blending_in_no_space(doc: Sample) -> None:
    del doc["catalog"]["OutputIntents"]
    doc["page1"]["Resources"]["ColorSpace"] = {"DefaultRGB": [N("ICCBased"), R("profile")]}
    doc["page1"]["Resources"]["ExtGState"] = {"G1": {"ca": 0.5}}
    doc.append("content1", artifact("/G1 gs 0.5 0.5 0.5 rg 10 10 90 1 re f"))


@case("F308")
def external_stream(doc: Sample) -> None:
    doc["csv"].values["F"] = "annan.csv"


@case("F309", verapdf="3a 6.3.2 1")
def annotation_without_flags(doc: Sample) -> None:
    del doc["link"]["F"]
