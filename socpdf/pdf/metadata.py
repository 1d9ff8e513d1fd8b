"""What the file says of itself: XMP, and for PDF 1.7 the information dictionary with the same words."""

import hashlib
from collections.abc import Iterator
from typing import Final
from uuid import UUID
from xml.sax.saxutils import escape

from socpdf import __version__
from socpdf.ir.document import Meta
from socpdf.pdf import syntax
from socpdf.profiles import Profile, Standard

PRODUCER: Final = f"socpdf {__version__}"

# The packet's head and tail (ISO 16684-1, 7.3); the id is the one the standard gives to all packets.
_HEAD: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
)
_TAIL: Final = '</x:xmpmeta>\n<?xpacket end="r"?>'

_NAMESPACES: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_X4: Final = "PDF/X-4"
_WTPDF: Final = "http://pdfa.org/declarations/wtpdf#accessibility1.0"


def information(meta: Meta, profile: Profile) -> bytes:
    """The information dictionary, of the same words as the XMP (ISO 19005-3, 6.6.2.1 asks them to agree)."""
    entries = b"/Title" + syntax.string(_title(meta)) + b"/Author" + syntax.string(meta.author)
    if meta.subject:
        entries += b"/Subject" + syntax.string(meta.subject)
    if meta.keywords:
        entries += b"/Keywords" + syntax.string(_keywords(meta))
    if profile.keeps(Standard.X4):
        entries += b"/GTS_PDFXVersion" + syntax.string(_X4) + b"/Trapped/False"
    made = syntax.date(meta.made)
    entries += b"/Creator" + syntax.string(PRODUCER) + b"/Producer" + syntax.string(PRODUCER)
    return b"<<" + entries + b"/CreationDate" + made + b"/ModDate" + made + b">>"


def xmp(meta: Meta, profile: Profile, fingerprint: bytes, *, attachments: bool) -> bytes:
    """The packet; `fingerprint`, of the file's other objects, tells states of a print file apart."""
    spaces = "".join(f'\n  xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items() if prefix != "rdf")
    properties = [
        *_properties(meta, profile, attachments=attachments),
        *_identity(meta, profile, fingerprint),
    ]
    body = "\n".join(properties)
    rdf = (
        f'<rdf:RDF xmlns:rdf="{_NAMESPACES["rdf"]}">\n<rdf:Description rdf:about=""{spaces}>\n'
        f"{body}\n</rdf:Description>\n</rdf:RDF>\n"
    )
    return (_HEAD + rdf + _TAIL).encode()


def _properties(meta: Meta, profile: Profile, *, attachments: bool) -> Iterator[str]:
    yield _alternatives("dc:title", _title(meta))
    yield _listed("dc:creator", "Seq", (meta.author,))
    yield _listed("dc:language", "Bag", (meta.language,))
    if meta.subject:
        yield _alternatives("dc:description", meta.subject)
    if meta.keywords:
        yield _listed("dc:subject", "Bag", meta.keywords)
        yield _simple("pdf:Keywords", _keywords(meta))
    yield _simple("pdf:Producer", PRODUCER)
    yield _simple("xmp:CreatorTool", PRODUCER)
    made = meta.made.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    for date in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        yield _simple(date, made)
    yield from _claims(profile, attachments=attachments)


def _identity(meta: Meta, profile: Profile, fingerprint: bytes) -> Iterator[str]:
    """Which document it is, and which state of it; a printer tells a correction from a copy by them."""
    if not profile.keeps(Standard.X4):
        return
    yield _simple("pdfxid:GTS_PDFXVersion", _X4)
    yield _simple("pdf:Trapped", "False")
    named = "\0".join((meta.report, meta.slug, profile.name)).encode()
    yield _simple("xmpMM:DocumentID", _uuid(hashlib.sha256(named).digest()))
    # The same pages at another time are another state, though their objects are equal.
    state = fingerprint + meta.made.isoformat().encode()
    yield _simple("xmpMM:InstanceID", _uuid(hashlib.sha256(state).digest()))
    yield _simple("xmpMM:VersionID", "1")
    yield _simple("xmpMM:RenditionClass", "default")


def _uuid(digest: bytes) -> str:
    return f"uuid:{UUID(bytes=digest[:16], version=5)}"


def _claims(profile: Profile, *, attachments: bool) -> Iterator[str]:
    if profile.keeps(Standard.A3A):
        yield _simple("pdfaid:part", "3")
        yield _simple("pdfaid:conformance", "A")
    if profile.keeps(Standard.A4F):
        yield _simple("pdfaid:part", "4")
        yield _simple("pdfaid:rev", "2020")
        # Level F asks for an attached file (ISO 19005-4, 6.9); a chapter without a table is plain PDF/A-4.
        if attachments:
            yield _simple("pdfaid:conformance", "F")
    if profile.keeps(Standard.UA1):
        yield _simple("pdfuaid:part", "1")
    if profile.keeps(Standard.UA2):
        yield _simple("pdfuaid:part", "2")
        yield _simple("pdfuaid:rev", "2024")
    if profile.keeps(Standard.WTPDF):
        yield (
            '<pdfd:declarations><rdf:Bag><rdf:li rdf:parseType="Resource">'
            f"<pdfd:conformsTo>{_WTPDF}</pdfd:conformsTo></rdf:li></rdf:Bag></pdfd:declarations>"
        )
    if profile.keeps(Standard.A3A) and profile.keeps(Standard.UA1):
        yield _UA_SCHEMA


def _title(meta: Meta) -> str:
    """What a window or a list of search results shows."""
    return f"{meta.title} – {meta.report}"


def _keywords(meta: Meta) -> str:
    return ", ".join(meta.keywords)


def _simple(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>"


def _alternatives(name: str, value: str) -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(value)}</rdf:li></rdf:Alt></{name}>'


def _listed(name: str, kind: str, values: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


# PDF/A-3 knows no PDF/UA identifier, so the file describes it (ISO 19005-3, 6.6.2.3).
_UA_SCHEMA: Final = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
