"""What a file says of itself, in the words of its standard and nowhere else."""

from dataclasses import replace
from typing import Final
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from built import written
from external import opened
from handmade import META, area, document, fonts, heading, line, page, paged, place
from hypothesis import given
from hypothesis import strategies as st

from socpdf.ir.document import Meta, NodeId
from socpdf.pdf import metadata
from socpdf.profiles import Profile, find

RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"


def known(name: str) -> Profile:
    found = find(name)
    assert found is not None
    return found


def _description(packet: bytes) -> ET.Element:
    found = ET.fromstring(packet).find(f".//{RDF}Description")
    assert found is not None
    return found


def test_web_profile_claims_both_standards() -> None:
    """PDF/A-3a and PDF/UA-1, and the extension schema that PDF/A asks for the latter."""
    packet = metadata.xmp(META, known("webb"), b"", attachments=True).decode()
    assert "<pdfaid:part>3</pdfaid:part>" in packet
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in packet


@pytest.mark.parametrize("attachments", [True, False])
def test_pdf2_profile_claims_level_f_only_with_a_file(attachments: bool) -> None:
    """Without an attached file it is plain PDF/A-4 (ISO 19005-4, 6.9)."""
    packet = metadata.xmp(META, known("webb2"), b"", attachments=attachments).decode()
    assert "<pdfaid:part>4</pdfaid:part>\n<pdfaid:rev>2020</pdfaid:rev>" in packet
    assert ("<pdfaid:conformance>F</pdfaid:conformance>" in packet) == attachments
    assert "<pdfuaid:part>2</pdfuaid:part>\n<pdfuaid:rev>2024</pdfuaid:rev>" in packet
    assert "http://pdfa.org/declarations/wtpdf#accessibility1.0" in packet
    assert "pdfaExtension:schemas" not in packet


def test_draft_claims_nothing() -> None:
    """A file that promises nothing says so by silence."""
    packet = metadata.xmp(META, known("utkast"), b"", attachments=False).decode()
    for claim in ("pdfaid:part", "pdfuaid:part", "conformsTo"):
        assert f"<{claim}" not in packet


def test_both_places_say_the_same() -> None:
    """The information dictionary and the XMP agree, as PDF/A asks (ISO 19005-3, 6.6.2.1)."""
    with opened(_file("webb", META)) as pdf, pdf.open_metadata() as xmp:
        info = pdf.trailer.Info
        assert str(info.Title) == xmp["dc:title"] == "Prov – Provrapporten"
        assert [str(info.Author)] == xmp["dc:creator"] == ["Staden"]
        assert str(info.Subject) == xmp["dc:description"] == "Ett prov"
        assert str(info.Keywords) == xmp["pdf:Keywords"] == "prov"
        assert str(info.Producer) == xmp["pdf:Producer"]
        assert str(info.CreationDate) == "D:20250520120000+00'00'"
        assert xmp["xmp:CreateDate"] == "2025-05-20T12:00:00+00:00"


def test_pdf2_has_no_information_dictionary() -> None:
    """PDF/A-4 forbids it (ISO 19005-4, 6.1.3)."""
    with opened(_file("webb2", META)) as pdf:
        assert "/Info" not in pdf.trailer


def test_what_is_empty_is_left_out() -> None:
    """No empty description and no empty list of keywords."""
    bare = replace(META, subject="", keywords=())
    with opened(_file("webb", bare)) as pdf, pdf.open_metadata() as xmp:
        assert "/Subject" not in pdf.trailer.Info
        assert "/Keywords" not in pdf.trailer.Info
        assert "dc:description" not in xmp
        assert "dc:subject" not in xmp


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_any_title_comes_back(title: str) -> None:
    """Markup, quotes and letters of any script are read as they were typed."""
    packet = metadata.xmp(replace(META, title=title), known("webb"), b"", attachments=False)
    found = _description(packet).find(f"{DC}title/{RDF}Alt/{RDF}li")
    assert found is not None
    assert found.text == f"{title} – Provrapporten"
    info = pikepdf.Object.parse(metadata.information(replace(META, title=title), known("webb")))
    assert str(info.Title) == f"{title} – Provrapporten"


def _file(profile: str, meta: Meta) -> bytes:
    one = NodeId(1)
    of = replace(document(heading(1, "Rubrik"), nodes=2), meta=meta)
    sheet = page(line(60, (one, "Rubrik")))
    return written(paged(of, sheet, places={one: place(area(60, 50))}), known(profile), fonts())


def test_metadata_stream_is_not_compressed() -> None:
    """Whoever sorts files reads it as it stands."""
    raw = _file("webb", META)
    assert b"<dc:title>" in raw
    assert raw.count(b"<?xpacket begin=") == 1
