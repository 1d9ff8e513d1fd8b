"""Profiles of output: values with independent axes, so that a new one is a line, not a subclass."""

from typing import Final

from socpdf.profiles.condition import FOGRA39, PrintCondition, read_condition
from socpdf.profiles.pageplan import with_blank_pages
from socpdf.profiles.profile import Boxes, Colour, PdfVersion, Profile, ProfileError, Standard

PROFILES: Final[tuple[Profile, ...]] = (
    Profile(
        name="webb",
        summary="accessible chapter for the web: PDF/UA-1 and PDF/A-3a in one file",
        folder="kapitel",
        version=PdfVersion.V1_7,
        standards=frozenset({Standard.UA1, Standard.A3A}),
        colour=Colour.RGB,
        boxes=Boxes.MEDIA,
        tagged=True,
        attachments=True,
        links=True,
        effort=6,
    ),
    Profile(
        name="webb2",
        summary="the same as PDF 2.0: PDF/UA-2, PDF/A-4f and WTPDF 1.0 accessibility",
        folder="kapitel-ua2",
        version=PdfVersion.V2_0,
        standards=frozenset({Standard.UA2, Standard.A4F, Standard.WTPDF}),
        colour=Colour.RGB,
        boxes=Boxes.MEDIA,
        tagged=True,
        attachments=True,
        links=True,
        effort=6,
    ),
    Profile(
        name="tryck",
        summary="for the printer: PDF/X-4 in CMYK, with bleed and marks",
        folder="tryck",
        version=PdfVersion.V1_6,
        standards=frozenset({Standard.X4}),
        colour=Colour.CMYK,
        boxes=Boxes.TRIM_AND_BLEED,
        tagged=True,
        attachments=False,
        links=False,
        effort=6,
        multiple=4,
    ),
    Profile(
        name="utkast",
        summary="a fast draft to look at: untagged, claims no standard",
        folder="utkast",
        version=PdfVersion.V1_7,
        standards=frozenset(),
        colour=Colour.RGB,
        boxes=Boxes.MEDIA,
        tagged=False,
        attachments=False,
        links=True,
        effort=1,
    ),
)

REPORT_PROFILES: Final = ("webb", "webb2", "tryck")
"""What a build makes when it is not told."""

__all__ = [
    "FOGRA39",
    "PROFILES",
    "REPORT_PROFILES",
    "Boxes",
    "Colour",
    "PdfVersion",
    "PrintCondition",
    "Profile",
    "ProfileError",
    "Standard",
    "find",
    "read_condition",
    "with_blank_pages",
]


def find(name: str) -> Profile | None:
    return next((profile for profile in PROFILES if profile.name == name), None)
