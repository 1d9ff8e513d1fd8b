"""What a profile promises, and which promises exclude each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from socpdf.profiles.condition import FOGRA39, PrintCondition


class Standard(Enum):
    UA1 = "PDF/UA-1"
    UA2 = "PDF/UA-2"
    A3A = "PDF/A-3a"
    A4F = "PDF/A-4f"
    WTPDF = "WTPDF 1.0 accessibility"
    X4 = "PDF/X-4"


class PdfVersion(Enum):
    V1_6 = "1.6"
    V1_7 = "1.7"
    V2_0 = "2.0"


class Colour(Enum):
    RGB = "RGB"
    CMYK = "CMYK"


class Boxes(Enum):
    """Which page boxes the file has besides the MediaBox; with trim and bleed go the printer's marks."""

    MEDIA = "media"
    TRIM_AND_BLEED = "trim and bleed"


class ProfileError(ValueError):
    """A profile promises what no file can keep."""


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    summary: str
    folder: str
    """Below `out/`."""
    version: PdfVersion
    standards: frozenset[Standard]
    colour: Colour
    boxes: Boxes
    tagged: bool
    attachments: bool
    links: bool
    effort: int
    """Of compression, from 1 (fast) to 9 (small)."""
    multiple: int = 1
    """The number of pages is a multiple of this; blank ones are added at the end."""
    condition: PrintCondition = FOGRA39
    """What the inks of a CMYK file are mixed for."""

    def __post_init__(self) -> None:
        problems = list(self._contradictions())
        if problems:
            raise ProfileError(f"profile `{self.name}`: " + "; ".join(problems))

    def keeps(self, standard: Standard) -> bool:
        return standard in self.standards

    def _contradictions(self) -> Iterator[str]:
        kept = self.standards
        for standard in sorted(kept, key=lambda s: s.value):
            if standard in _NEEDS_TAGS and not self.tagged:
                yield f"{standard.value} needs a tagged file"
            needed = _NEEDS_VERSION[standard]
            if self.version is not needed:
                yield f"{standard.value} needs PDF {needed.value}, not {self.version.value}"
        if Standard.A4F in kept and not self.attachments:
            yield "PDF/A-4f needs an attached file; without one it would be PDF/A-4"
        if Standard.X4 in kept and self.boxes is not Boxes.TRIM_AND_BLEED:
            yield "PDF/X-4 needs a TrimBox"
        if Standard.X4 in kept and self.attachments:
            yield "PDF/X-4 goes to a printer, who has no use for attached files"
        if self.boxes is Boxes.TRIM_AND_BLEED and self.links:
            yield "a page with bleed goes to a printer, where no link may stand on it (ISO 15930-7, 6.17)"
        if self.boxes is Boxes.TRIM_AND_BLEED and self.colour is not Colour.CMYK:
            yield "a page with bleed goes to a printer, who needs CMYK"
        if not 1 <= self.effort <= 9:
            yield f"effort {self.effort} is not between 1 and 9"
        if self.multiple < 1:
            yield f"the number of pages cannot be a multiple of {self.multiple}"


_NEEDS_TAGS = frozenset({Standard.UA1, Standard.UA2, Standard.A3A, Standard.WTPDF})
_NEEDS_VERSION = {
    Standard.UA1: PdfVersion.V1_7,
    Standard.UA2: PdfVersion.V2_0,
    Standard.A3A: PdfVersion.V1_7,
    Standard.A4F: PdfVersion.V2_0,
    Standard.WTPDF: PdfVersion.V2_0,
    Standard.X4: PdfVersion.V1_6,
}
