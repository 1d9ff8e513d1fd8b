"""One good tagged document, made of raw objects without any code of the product, and ways to spoil it.

Objects have names until they are written; a case changes the values and fails exactly one check.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
FONT = ROOT / "fonts" / "source-sans-3" / "SourceSans3-Regular.ttf"
PROFILE = ROOT / "socpdf" / "assets" / "icc" / "sRGB-v2-micro.icc"
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖabcdefghijklmnopqrstuvwxyzåäöé0123456789 .,:;*()%–-•/"
TITLE = "Socialpsykiatri i staden 2024"


class N(str):
    """A name."""


class R(str):
    """A reference to the object of that name."""


@dataclass
class S:
    """A stream."""

    data: bytes
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class E:
    """A structure element with its name in the sample; text among its kids is shown on its page."""

    tag: str
    kids: list[Any] = field(default_factory=list)
    name: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, Any] = field(default_factory=dict)
    """Of the marked content its text stands in."""
    page: int = 1
    draw: str = ""
    """Operators to show instead of text."""


@dataclass
class Sample:
    objects: dict[str, Any] = field(default_factory=dict)
    header: str = "%PDF-1.7"
    trailer: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.objects[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.objects[name] = value

    def replace(self, name: str, old: str, new: str) -> None:
        """Change the text of a stream; the old one must be there."""
        stream = self.objects[name]
        assert old.encode() in stream.data, f"{old} is not in {name}"
        stream.data = stream.data.replace(old.encode(), new.encode(), 1)

    def append(self, name: str, text: str) -> None:
        self.objects[name].data += text.encode() + b"\n"

    def element(self, name: str, kids: list[Any], tag: str, parent: str, **values: Any) -> None:
        """One more element, put last among the kids of its parent."""
        self.objects[name] = {"S": N(tag), "P": R(parent), "Pg": R("page1"), "K": kids, **values}
        self.objects[parent]["K"].append(R(name))

    def child(self, parent: str, name: str, at: int) -> None:
        """Move an element to another parent."""
        old = self.objects[self.objects[name]["P"]]
        old["K"] = [kid for kid in old["K"] if kid != R(name)]
        self.objects[name]["P"] = R(parent)
        self.objects[parent]["K"].insert(at, R(name))

    def mark(self, element: str, text: str, page: int = 1, **properties: Any) -> None:
        """More text in an element, in a sequence of its own with its place in the parent tree."""
        mcid = len(self.objects[f"parents{page}"])
        self.objects[f"parents{page}"].append(R(element))
        self.objects[element].setdefault("K", []).append(mcid)
        self.append(f"content{page}", marked("Span", {"MCID": mcid, **properties}, show(text, 60 + 8 * mcid)))

    def write(self) -> bytes:
        numbers = {name: number for number, name in enumerate(self.objects, 1)}
        out = io.BytesIO()
        out.write(self.header.encode() + b"\n%\xe5\xe4\xf6\xfc\n")
        places = []
        for name, value in self.objects.items():
            places.append(out.tell())
            out.write(b"%d 0 obj\n" % numbers[name] + serialize(value, numbers) + b"\nendobj\n")
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        out.writelines(b"%010d 00000 n \n" % place for place in places)
        trailer = {"Size": len(places) + 1, "Root": R("catalog"), **self.trailer}
        out.write(b"trailer\n" + serialize(trailer, numbers) + b"\nstartxref\n%d\n%%%%EOF\n" % start)
        return out.getvalue()


def serialize(value: Any, numbers: dict[str, int]) -> bytes:
    match value:
        case N():
            return (
                b"/" + "".join(c if c.isalnum() or c in "-+._" else f"#{ord(c):02X}" for c in value).encode()
            )
        case R():
            return b"%d 0 R" % numbers[value]
        case bool():
            return b"true" if value else b"false"
        case int() | float():
            return str(value).encode()
        case str():
            raw = value.encode("ascii") if value.isascii() else b"\xfe\xff" + value.encode("utf-16-be")
            return b"<" + raw.hex().upper().encode() + b">"
        case bytes():
            return b"<" + value.hex().upper().encode() + b">"
        case list():
            return b"[" + b" ".join(serialize(item, numbers) for item in value) + b"]"
        case dict():
            pairs = (
                serialize(N(key), numbers) + b" " + serialize(item, numbers) for key, item in value.items()
            )
            return b"<<" + b" ".join(pairs) + b">>"
        case S():
            values = {**value.values, "Length": len(value.data)}
            return serialize(values, numbers) + b"\nstream\n" + value.data + b"\nendstream"
        case None:
            return b"null"
        case _:
            raise TypeError(type(value))


# --- the font ----------------------------------------------------------------------------------------------


@cache
def font_program() -> tuple[bytes, dict[str, int], list[int]]:
    """A subset of the text font, the glyph of each character, and the widths of all glyphs."""
    font = TTFont(FONT)
    options = subset.Options(
        retain_gids=True, layout_features=[], notdef_outline=True, recalc_timestamp=False
    )
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "STAT", "DSIG", "post", "name"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    glyphs = {c: font.getGlyphID(font.getBestCmap()[ord(c)]) for c in CHARACTERS}
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    widths = [font["hmtx"][name][0] for name in font.getGlyphOrder()]
    return out.getvalue(), glyphs, widths


def code(text: str) -> str:
    glyphs = font_program()[1]
    return "<" + "".join(f"{glyphs[c]:04X}" for c in text) + ">"


def to_unicode(extra: str = "") -> bytes:
    lines = [f"<{glyph:04X}> <{ord(c):04X}>" for c, glyph in font_program()[1].items()]
    blocks = [f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in (lines[:90], lines[90:]) if b]
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)"
        " /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    )
    tail = "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    return (head + extra + "\n".join(blocks) + tail).encode()


def font_objects() -> dict[str, Any]:
    program, glyphs, widths = font_program()
    used = sorted(set(glyphs.values()))
    system = {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0}
    return {
        "font": {
            "Type": N("Font"),
            "Subtype": N("Type0"),
            "BaseFont": N("ABCDEF+SourceSans3"),
            "Encoding": N("Identity-H"),
            "DescendantFonts": [R("cidfont")],
            "ToUnicode": R("tounicode"),
        },
        "cidfont": {
            "Type": N("Font"),
            "Subtype": N("CIDFontType2"),
            "BaseFont": N("ABCDEF+SourceSans3"),
            "CIDSystemInfo": system,
            "CIDToGIDMap": N("Identity"),
            "FontDescriptor": R("descriptor"),
            "DW": widths[0],
            "W": [item for glyph in used for item in (glyph, [widths[glyph]])],
        },
        "descriptor": {
            "Type": N("FontDescriptor"),
            "FontName": N("ABCDEF+SourceSans3"),
            "Flags": 4,
            "FontBBox": [-200, -300, 1200, 1000],
            "ItalicAngle": 0,
            "Ascent": 1024,
            "Descent": -400,
            "CapHeight": 660,
            "StemV": 80,
            "FontFile2": R("fontfile"),
        },
        "fontfile": S(program, {"Length1": len(program)}),
        "tounicode": S(to_unicode()),
    }


# --- content -----------------------------------------------------------------------------------------------


def show(text: str, y: float, font: str = "F1") -> str:
    return f"BT /{font} 10 Tf 1 0 0 1 72 {800 - y:g} Tm {code(text)} Tj ET"


def marked(tag: str, properties: dict[str, Any], operators: str) -> str:
    return f"/{tag} {serialize(properties, {}).decode('latin-1')} BDC {operators} EMC"


def artifact(operators: str) -> str:
    return f"/Artifact <</Type /Pagination>> BDC {operators} EMC"


def content(*, new: bool) -> E:
    """The document as a tree; `new` writes what PDF/UA-2 asks for."""
    table = E("Table", [E("Caption", ["Tabell 8:1 Personer med insats"]), head(), body()], "table")
    table.values["AF"] = [R("spec")]
    figure = E("Figure", name="figure", draw="0 0.4 0.7 rg 100 200 50 40 re f")
    figure.values |= {
        "Alt": "Stapeldiagram: 12 personer i norr",
        "A": {"O": N("Layout"), "BBox": [100, 200, 150, 240], "Placement": N("Block")},
    }
    note = E("FENote" if new else "Note", [E("Lbl", ["1"]), E("P", ["Enligt 4 kap. i lagen."])], "note")
    note.values["ID"] = b"note-1"
    cited = E("Reference" if not new else "Sub", ["1"], "cited")
    if new:
        note.values |= {"A": {"O": N("FENote"), "NoteType": N("Footnote")}, "Ref": [R("cited")]}
        cited.values["Ref"] = [R("note")]
    broken = E(
        "P", ["Antalet ökade med en halv pro", E("Span", ["-"], properties={"ActualText": "\u00ad"}), "cent"]
    )
    broken.name = "broken"
    item = E("LI", [E("Lbl", ["•"], "label"), E("LBody", ["Fler kvinnor"], "lbody")], "item")
    listed = E("L", [item], "list", {"A": {"O": N("List"), "ListNumbering": N("Disc")}})
    link = E("Link", ["tabell 8:1", {"Type": N("OBJR"), "Obj": R("link"), "Pg": R("page1")}], "linkelement")
    return E(
        "Document",
        [
            E("H1", ["Socialpsykiatri"], "h1"),
            E("P", ["Se ", link, " om hur det blev", cited], "p"),
            broken,
            E("H2", ["Personer"], "h2"),
            table,
            listed,
            figure,
            note,
            E("P", ["Mer om detta i nästa kapitel."], "last", page=2),
        ],
        "document",
    )


def head() -> E:
    return E(
        "THead",
        [
            E("TR", [th("Nämnd", "c1", "Column", RowSpan=2), th("Antal", "c2", "Column", ColSpan=2)], "row1"),
            E("TR", [th("Kvinnor", "c3", "Column", [b"c2"]), th("Män", "c4", "Column", [b"c2"])], "row2"),
        ],
        "thead",
    )


def body() -> E:
    sign = td("*", "d4", [b"r2", b"c4"])
    sign.kids = [E("Span", ["*"], "sign", {"Alt": "uppgiften visas inte"})]
    return E(
        "TBody",
        [
            E(
                "TR",
                [th("Norr", "r1", "Row"), td("12", "d1", [b"r1", b"c3"]), td("10", "d2", [b"r1", b"c4"])],
                "row3",
            ),
            E("TR", [th("Söder", "r2", "Row"), td("14", "d3", [b"r2", b"c3"]), sign], "row4"),
        ],
        "tbody",
    )


def th(text: str, name: str, scope: str, headers: list[bytes] | None = None, **spans: int) -> E:
    attributes: dict[str, Any] = {"O": N("Table"), "Scope": N(scope), **spans}
    if headers:
        attributes["Headers"] = headers
    return E("TH", [text], name, {"ID": name.encode(), "A": attributes})


def td(text: str, name: str, headers: list[bytes]) -> E:
    return E("TD", [text], name, {"A": {"O": N("Table"), "Headers": headers}})


def xmp(*, new: bool, title: str = TITLE) -> bytes:
    uri, rdf = "http://www.aiim.org", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    ua = "<pdfuaid:part>1</pdfuaid:part>"
    a = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    more = UA_SCHEMA
    if new:
        ua = "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"
        a = "<pdfaid:part>4</pdfaid:part><pdfaid:conformance>F</pdfaid:conformance>"
        a += "<pdfaid:rev>2020</pdfaid:rev>"
        more = (
            '<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>'
            '<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0'
            "</pdfd:conformsTo></rdf:li></rdf:Bag></pdfd:declarations></rdf:Description>"
        )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{rdf}"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:pdfuaid="{uri}/pdfua/ns/id/" xmlns:pdfaid="{uri}/pdfa/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{ua}{a}'
        f'</rdf:Description>{more}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


# PDF/A wants every schema it does not know to be described (ISO 19005-3, 6.6.2.3).
UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


# --- the whole ---------------------------------------------------------------------------------------------


@dataclass
class _Placing:
    """Writes the elements into a sample, text onto pages as it comes."""

    sample: Sample
    new: bool
    count: int = 0

    def place(self, element: E, parent: str, page: int = 1) -> R:
        page = max(page, element.page)
        name = element.name or f"element{self.count}"
        self.count += 1
        values: dict[str, Any] = {
            "Type": N("StructElem"),
            "S": N(element.tag),
            "P": R(parent),
            "Pg": R(f"page{page}"),
        }
        if self.new and element.tag != "Reference":
            values["NS"] = R("namespace")
        values |= element.values
        self.sample[name] = values
        if element.draw:
            values["K"] = [self._show(element, element.draw, page, name)]
        else:
            values["K"] = [self._kid(kid, element, page, name) for kid in element.kids]
        return R(name)

    def _kid(self, kid: Any, element: E, page: int, name: str) -> Any:
        if isinstance(kid, E):
            return self.place(kid, name, page)
        if not isinstance(kid, str):
            return kid
        number = len(self.sample[f"parents{page}"])
        # A span stands on the line before it.
        line = number - (element.tag == "Span")
        return self._show(element, show(kid, 20 + 12 * line), page, name)

    def _show(self, element: E, operators: str, page: int, name: str) -> int:
        parents = self.sample[f"parents{page}"]
        properties = {"MCID": len(parents), **element.properties}
        self.sample.append(f"content{page}", marked(element.tag, properties, operators))
        parents.append(R(name))
        return len(parents) - 1


def good(*, new: bool = False) -> Sample:
    """The good document: PDF/UA-1 and PDF/A-3a; `new`: PDF/UA-2, PDF/A-4f and WTPDF."""
    sample = Sample(header="%PDF-2.0" if new else "%PDF-1.7")
    sample.trailer = {"ID": [b"0123456789abcdef", b"0123456789abcdef"]}
    sample["catalog"] = catalog()
    sample["metadata"] = S(xmp(new=new), {"Type": N("Metadata"), "Subtype": N("XML")})
    sample["pages"] = {"Type": N("Pages"), "Kids": [R("page1"), R("page2")], "Count": 2}
    for number in (1, 2):
        sample[f"page{number}"] = page(number)
        sample[f"content{number}"] = S(artifact(show("Socialpsykiatri 2024", 5)).encode() + b"\n")
        sample[f"parents{number}"] = []
    sample["page1"] |= {"Annots": [R("link")], "Tabs": N("S")}
    sample.objects |= font_objects()
    sample["root"] = {"Type": N("StructTreeRoot"), "ParentTree": R("parenttree"), "ParentTreeNextKey": 3}
    sample["root"]["K"] = [_Placing(sample, new).place(content(new=new), "root")]
    sample["parenttree"] = {"Nums": [0, R("parents1"), 1, R("parents2"), 2, R("linkelement")]}
    sample["link"] = {
        "Type": N("Annot"),
        "Subtype": N("Link"),
        "Rect": [72, 700, 130, 712],
        "F": 4,
        "Contents": "till tabell 8:1",
        "StructParent": 2,
        "Dest": [R("page1"), N("Fit")],
    }
    sample["outline"] = {"Type": N("Outlines"), "First": R("bookmark"), "Last": R("bookmark"), "Count": 1}
    sample["bookmark"] = {"Title": "Socialpsykiatri", "Parent": R("outline"), "Dest": [R("page1"), N("Fit")]}
    sample["intent"] = {
        "Type": N("OutputIntent"),
        "S": N("GTS_PDFA1"),
        "OutputConditionIdentifier": "sRGB",
        "DestOutputProfile": R("profile"),
    }
    sample["profile"] = S(PROFILE.read_bytes(), {"N": 3})
    sample["spec"] = {
        "Type": N("Filespec"),
        "F": "tabell-8-1.csv",
        "UF": "tabell-8-1.csv",
        "Desc": "Talen i tabell 8:1",
        "AFRelationship": N("Data"),
        "EF": {"F": R("csv"), "UF": R("csv")},
    }
    sample["csv"] = S(b"namnd;antal\nNorr;22\n", {"Type": N("EmbeddedFile"), "Subtype": N("text/csv")})
    sample["csv"].values["Params"] = {"ModDate": "D:20250101120000Z"}
    if new:
        _make_new(sample)
    return sample


def catalog() -> dict[str, Any]:
    return {
        "Type": N("Catalog"),
        "Pages": R("pages"),
        "Lang": "sv-SE",
        "MarkInfo": {"Marked": True},
        "ViewerPreferences": {"DisplayDocTitle": True},
        "Metadata": R("metadata"),
        "StructTreeRoot": R("root"),
        "Outlines": R("outline"),
        "OutputIntents": [R("intent")],
        "PageLabels": {"Nums": [0, {"S": N("D"), "St": 117}]},
        "Names": {"EmbeddedFiles": {"Names": ["tabell-8-1.csv", R("spec")]}},
    }


def page(number: int) -> dict[str, Any]:
    return {
        "Type": N("Page"),
        "Parent": R("pages"),
        "MediaBox": [0, 0, 595, 842],
        "Resources": {"Font": {"F1": R("font")}},
        "Contents": R(f"content{number}"),
        "StructParents": number - 1,
    }


def _make_new(sample: Sample) -> None:
    """PDF 2.0: the namespace, structure destinations, and no Outlines that lead to pages."""
    sample["namespace"] = {"Type": N("Namespace"), "NS": "http://iso.org/pdf2/ssn"}
    sample["root"]["Namespaces"] = [R("namespace")]
    action = {"Type": N("Action"), "S": N("GoTo"), "D": [R("page1"), N("Fit")], "SD": [R("table"), N("Fit")]}
    for name in ("link", "bookmark"):
        del sample[name]["Dest"]
        sample[name]["A"] = dict(action)
