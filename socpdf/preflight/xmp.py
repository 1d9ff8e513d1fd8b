"""The XMP packet of a file, as the few fields that are checked."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.model import Xmp

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_PDF: Final = "{http://ns.adobe.com/pdf/1.3/}"
_XMP: Final = "{http://ns.adobe.com/xap/1.0/}"
_UA: Final = "{http://www.aiim.org/pdfua/ns/id/}"
_A: Final = "{http://www.aiim.org/pdfa/ns/id/}"
_X: Final = "{http://www.npes.org/pdfx/ns/id/}"
_MEDIA: Final = "{http://ns.adobe.com/xap/1.0/mm/}"
_DECLARED: Final = "{http://pdfa.org/declarations/}"


def read_xmp(packet: bytes) -> Xmp | None:
    """The fields of a packet; None where it is not well-formed."""
    # No packet needs a document type, and its entities could grow without bound.
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return None
    try:
        root = ET.fromstring(packet.strip(b"\0 \t\r\n"))  # noqa: S314 - see above
    except (ET.ParseError, ValueError, LookupError):
        return None
    descriptions = list(root.iter(f"{_RDF}Description"))
    return Xmp(
        title=_first(descriptions, f"{_DC}title"),
        creators=tuple(_all(descriptions, f"{_DC}creator")),
        description=_first(descriptions, f"{_DC}description"),
        keywords=_first(descriptions, f"{_PDF}Keywords"),
        producer=_first(descriptions, f"{_PDF}Producer"),
        creator_tool=_first(descriptions, f"{_XMP}CreatorTool"),
        created=_first(descriptions, f"{_XMP}CreateDate"),
        modified=_first(descriptions, f"{_XMP}ModifyDate"),
        ua_part=_first(descriptions, f"{_UA}part"),
        ua_rev=_first(descriptions, f"{_UA}rev"),
        a_part=_first(descriptions, f"{_A}part"),
        a_conformance=_first(descriptions, f"{_A}conformance"),
        a_rev=_first(descriptions, f"{_A}rev"),
        declarations=tuple(_declarations(root)),
        x_version=_first(descriptions, f"{_X}GTS_PDFXVersion"),
        trapped=_first(descriptions, f"{_PDF}Trapped"),
        noted=_first(descriptions, f"{_XMP}MetadataDate"),
        document_id=_first(descriptions, f"{_MEDIA}DocumentID"),
        version_id=_first(descriptions, f"{_MEDIA}VersionID"),
        rendition=_first(descriptions, f"{_MEDIA}RenditionClass"),
    )


def _all(descriptions: list[ET.Element], name: str) -> Iterator[str]:
    """The values of a property: of its attribute form, plain, or the items of a list."""
    for description in descriptions:
        if name in description.attrib:
            yield description.attrib[name]
        for found in description.findall(name):
            items = list(found.iter(f"{_RDF}li"))
            # The default language of an alternative speaks for all.
            items.sort(key=lambda item: item.get(_LANG) != "x-default")
            for item in items or [found]:
                yield (item.text or "").strip()


def _first(descriptions: list[ET.Element], name: str) -> str | None:
    return next(_all(descriptions, name), None)


def _declarations(root: ET.Element) -> Iterator[str]:
    for found in root.iter():
        if found.tag == f"{_DECLARED}conformsTo" and found.text:
            yield found.text.strip()
        elif f"{_DECLARED}conformsTo" in found.attrib:
            yield found.attrib[f"{_DECLARED}conformsTo"]
