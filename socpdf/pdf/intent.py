"""The output intent: which screen, or which press and paper, the colours of a file are meant for."""

from importlib.resources import files

from socpdf.pdf.surface import Surface
from socpdf.pdf.syntax import string
from socpdf.profiles import Colour, Profile, Standard


def output_intent(profile: Profile, surface: Surface) -> int:
    """The object of the intent, its ICC profile embedded."""
    kind = b"GTS_PDFX" if profile.keeps(Standard.X4) else b"GTS_PDFA1"
    if profile.colour is Colour.RGB:
        raw = (files("socpdf") / "assets" / "icc" / "sRGB-v2-micro.icc").read_bytes()
        return _write(surface, kind, _entries("sRGB", "sRGB", ""), raw, channels=3)
    condition = profile.condition
    entries = _entries(condition.name, condition.about, condition.registry)
    return _write(surface, kind, entries, condition.file.read_bytes(), channels=4)


def _entries(name: str, about: str, registry: str) -> bytes:
    out = b"/OutputConditionIdentifier" + string(name) + b"/Info" + string(about)
    return out + (b"/RegistryName" + string(registry) if registry else b"")


def _write(surface: Surface, kind: bytes, entries: bytes, icc: bytes, *, channels: int) -> int:
    stream = surface.stream(b"/N %d" % channels, icc)
    body = b"<</Type/OutputIntent/S/%s%s/DestOutputProfile %d 0 R>>"
    return surface.add(body % (kind, entries, stream))
