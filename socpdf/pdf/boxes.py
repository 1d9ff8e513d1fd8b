"""The boxes of a page: where it is trimmed, how far colour runs beyond, and the sheet that bears the marks.

The page's own coordinates begin at the corner of the trimmed page; a sheet is larger on all four sides.
"""

from dataclasses import dataclass
from typing import Final

from socpdf.core.lengths import PER_POINT, Sp, mm
from socpdf.ir.paged import Area, Page
from socpdf.pdf.numbers import real
from socpdf.profiles import Boxes

BLEED: Final = mm(3)
"""What printers ask for beyond the trimmed page."""
SLUG: Final = mm(14)
"""What the sheet has beyond the trimmed page, for bleed and marks."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page and the sheet around it, in Sp."""

    width: int
    height: int
    beyond: int
    """How much larger the sheet is on each side."""

    def entries(self) -> bytes:
        media = b"/MediaBox[%s]" % self._box(self.beyond)
        if not self.beyond:
            return media
        # Viewers show the CropBox, and some programs of printers place it: all of the sheet, marks included.
        crop = b"/CropBox[%s]" % self._box(self.beyond)
        return media + crop + b"/BleedBox[%s]/TrimBox[%s]" % (self._box(BLEED), self._box(0))

    def area(self, area: Area) -> bytes:
        """The corners of a part of the page, as PDF counts them on the sheet."""
        left, high = area.x + self.beyond, self.height - area.y + self.beyond
        return _corners(left, high - area.height, left + area.width, high)

    def shift(self) -> bytes:
        """Moves the origin from the corner of the sheet to that of the trimmed page."""
        if not self.beyond:
            return b""
        beyond = real(self.beyond / PER_POINT)
        return b"1 0 0 1 %s %s cm\n" % (beyond, beyond)

    def _box(self, around: int) -> bytes:
        """The trimmed page with so much around it."""
        low = self.beyond - around
        return _corners(low, low, self.beyond + self.width + around, self.beyond + self.height + around)


def frame(page: Page, boxes: Boxes) -> Frame:
    return Frame(page.width, page.height, SLUG if boxes is Boxes.TRIM_AND_BLEED else Sp(0))


def _corners(*lengths: int) -> bytes:
    return b" ".join(real(length / PER_POINT) for length in lengths)
