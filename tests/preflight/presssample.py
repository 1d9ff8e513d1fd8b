"""One good print file of four pages, made of raw objects, and what a spoilt one may need to draw."""

from __future__ import annotations

import zlib
from typing import Any

from pdfsample import N, R, S, Sample, code, font_objects

MM = 72 / 25.4
MARGIN = 10 * MM
"""From the medium to the trim."""
WIDTH, HEIGHT = 210 * MM, 297 * MM
PAGES = 4

ICC = bytes(12) + b"prtrCMYKLab " + bytes(12) + b"acsp" + bytes(88)
"""The head of a profile: all that is read of it."""


def good() -> Sample:
    """PDF/X-4 that a printer has nothing to say of."""
    sample = Sample(header="%PDF-1.6")
    sample.trailer = {"ID": [b"0123456789abcdef", b"0123456789abcdef"], "Info": R("info")}
    sample["catalog"] = {
        "Type": N("Catalog"),
        "Pages": R("pages"),
        "Metadata": R("metadata"),
        "OutputIntents": [R("intent")],
    }
    sample["info"] = {
        "CreationDate": "D:20250520120000+02'00'",
        "ModDate": "D:20250520120000+02'00'",
        "Trapped": N("False"),
    }
    sample["metadata"] = S(xmp(), {"Type": N("Metadata"), "Subtype": N("XML")})
    sample["intent"] = {
        "Type": N("OutputIntent"),
        "S": N("GTS_PDFX"),
        "OutputConditionIdentifier": "FOGRA39",
        "Info": "Coated FOGRA39",
        "DestOutputProfile": R("profile"),
    }
    sample["profile"] = S(ICC, {"N": 4})
    sample["pages"] = {
        "Type": N("Pages"),
        "Kids": [R(f"page{n}") for n in range(1, PAGES + 1)],
        "Count": PAGES,
        "MediaBox": [0, 0, WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN],
    }
    for number in range(1, PAGES + 1):
        sample[f"page{number}"] = page(number)
        sample[f"content{number}"] = S(CONTENT.encode())
    sample.objects |= font_objects()
    sample["over"] = {"Type": N("ExtGState"), "OP": True, "op": True, "OPM": 1}
    sample["knock"] = {"Type": N("ExtGState"), "OP": False, "op": False, "OPM": 0}
    sample["image"] = image(60, 60, "DeviceCMYK", bytes([0, 128, 128, 0]) * 3600)
    return sample


def page(number: int) -> dict[str, Any]:
    bleed = 3 * MM
    return {
        "Type": N("Page"),
        "Parent": R("pages"),
        "TrimBox": [MARGIN, MARGIN, MARGIN + WIDTH, MARGIN + HEIGHT],
        "BleedBox": [MARGIN - bleed, MARGIN - bleed, MARGIN + WIDTH + bleed, MARGIN + HEIGHT + bleed],
        "Resources": {
            "Font": {"F1": R("font")},
            "ExtGState": {"Over": R("over"), "Knock": R("knock")},
            "XObject": {"Im": R("image")},
        },
        "Contents": R(f"content{number}"),
    }


def at(x: float, y: float) -> str:
    """A point in mm from the upper left corner of the trim, as PDF writes it."""
    return f"{MARGIN + x * MM:.3f} {MARGIN + HEIGHT - y * MM:.3f}"


def box(x: float, y: float, width: float, height: float) -> str:
    """A filled rectangle in mm from the upper left corner of the trim."""
    return f"{at(x, y + height)} {width * MM:.3f} {height * MM:.3f} re f"


def words(text: str, x: float, y: float, size: float, font: str = "F1") -> str:
    return f"BT /{font} {size:g} Tf 1 0 0 1 {at(x, y)} Tm {code(text)} Tj ET"


def line(width: float, x: float = 20, y: float = 150) -> str:
    return f"{width:g} w {at(x, y)} m {at(x + 50, y)} l S"


def placed(name: str, x: float, y: float, width: float, height: float) -> str:
    """An image in mm from the upper left corner of the trim."""
    return f"q {width * MM:.3f} 0 0 {height * MM:.3f} {at(x, y + height)} cm /{name} Do Q"


def image(width: int, height: int, space: Any, data: bytes, **values: Any) -> S:
    head = {
        "Type": N("XObject"),
        "Subtype": N("Image"),
        "Width": width,
        "Height": height,
        "BitsPerComponent": 8,
        "ColorSpace": N(space) if isinstance(space, str) else space,
        "Filter": N("FlateDecode"),
    }
    return S(zlib.compress(data), head | values)


def noise(count: int) -> bytes:
    """Bytes that differ from their neighbours, the same every time."""
    value, out = 1, bytearray()
    for _ in range(count):
        value = (value * 1_103_515_245 + 12_345) % 2**31
        out.append(value >> 16 & 255)
    return bytes(out)


def separation(name: str, cmyk: tuple[float, ...] = (0, 1, 0, 0)) -> list[Any]:
    tint = {"FunctionType": 2, "Domain": [0, 1], "C0": [0, 0, 0, 0], "C1": list(cmyk), "N": 1}
    return [N("Separation"), N(name), N("DeviceCMYK"), tint]


# Black text that overprints, a rule, an area that bleeds, an image of 305 ppi, and a crop mark.
CONTENT = "\n".join(
    (
        "q /Over gs 0 0 0 1 k 0 0 0 1 K",
        words("Socialpsykiatri 2024", 20, 40, 10),
        line(0.5, y=60),
        "Q q 0.8 0.2 0 0 k",
        box(-3, 200, 13, 40),
        "Q",
        placed("Im", 20, 100, 5, 5),
        "q 0 0 0 1 K 0.3 w",
        f"{at(-9, 0)} m {at(-4, 0)} l S Q",
    )
)

DATE = "2025-05-20T12:00:00+02:00"


def xmp(**changed: str) -> bytes:
    """The metadata; a value changed to nothing is left out."""
    values = {
        "pdfxid:GTS_PDFXVersion": "PDF/X-4",
        "pdf:Trapped": "False",
        "xmp:CreateDate": DATE,
        "xmp:ModifyDate": DATE,
        "xmp:MetadataDate": DATE,
        "xmpMM:DocumentID": "uuid:1",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        "dc:title": "Socialtjänstrapporten",
    }
    values |= {key.replace("_", ":", 1): value for key, value in changed.items()}
    names = {
        "pdfxid": "http://www.npes.org/pdfx/ns/id/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
        "dc": "http://purl.org/dc/elements/1.1/",
    }
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    body = "".join(f"<{key}>{value}</{key}>" for key, value in values.items() if value)
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()
