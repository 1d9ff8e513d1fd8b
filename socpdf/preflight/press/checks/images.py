"""Images: whether they have the pixels for the size they are placed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socpdf.preflight.press.images import blown_up
from socpdf.preflight.press.model import Picture, Sheet
from socpdf.preflight.press.rules import PressFault, PressSubject

# Strips of a gradient and single coloured pixels are no photographs (GWG 2022).
_SMALLEST: Final = 16
# A picture that fills so much of the page is the page.
_WHOLE_PAGE: Final = 0.95


def have_pixels(subject: PressSubject) -> Iterator[PressFault]:
    return _below(subject, subject.segment.image_error, 0, bitmaps=False)


def have_pixels_enough(subject: PressSubject) -> Iterator[PressFault]:
    segment = subject.segment
    return _below(subject, segment.image_warning, segment.image_error, bitmaps=False)


def bitmaps_have_pixels(subject: PressSubject) -> Iterator[PressFault]:
    return _below(subject, subject.segment.bitmap_error, 0, bitmaps=True)


def bitmaps_have_pixels_enough(subject: PressSubject) -> Iterator[PressFault]:
    segment = subject.segment
    return _below(subject, segment.bitmap_warning, segment.bitmap_error, bitmaps=True)


def pages_have_pixels(subject: PressSubject) -> Iterator[PressFault]:
    """A page that is one image has its text in it, which needs more pixels."""
    segment = subject.segment
    for sheet in subject.file.sheets:
        drawn = list(sheet.within(sheet.boxes.trim))
        if len(drawn) != 1 or not isinstance(drawn[0], Picture) or drawn[0].bits == 1:
            continue
        picture = drawn[0]
        seen = picture.laid.box.meet(sheet.boxes.trim)
        whole = sheet.boxes.trim
        fills = seen is not None and seen.width * seen.height >= _WHOLE_PAGE * whole.width * whole.height
        # Below the limit of all images it is told already.
        if fills and segment.image_warning <= _ppi(picture) < segment.page_image_warning:
            limit = segment.page_image_warning
            told = f"the page is one image of {_ppi(picture)} ppi; its text needs {limit:g} ppi"
            yield subject.at(sheet, picture, told, f"{_ppi(picture)} ppi", f"{limit:g} ppi")


def are_not_blown_up(subject: PressSubject) -> Iterator[PressFault]:
    least = subject.segment.image_warning
    for sheet, picture in _pictures(subject):
        times = blown_up(picture)
        true = round(picture.ppi / times)
        if times > 1 and true < least <= _ppi(picture):
            told = (
                f"an image of {_ppi(picture)} ppi was blown up {times} times, so that it has {true} ppi; "
                f"place the original with {least:g} ppi"
            )
            yield subject.at(sheet, picture, told, f"{true} ppi", f"{least:g} ppi")


def _below(subject: PressSubject, limit: float, floor: float, *, bitmaps: bool) -> Iterator[PressFault]:
    for sheet, picture in _pictures(subject):
        ppi = _ppi(picture)
        if (picture.bits == 1) is bitmaps and floor <= ppi < limit:
            kind = "a one-bit image" if bitmaps else "an image"
            told = f"{kind} has {ppi} ppi where it is placed; it needs {limit:g} ppi"
            yield subject.at(sheet, picture, told, f"{ppi} ppi", f"{limit:g} ppi")


def _pictures(subject: PressSubject) -> Iterator[tuple[Sheet, Picture]]:
    for sheet, drawn in subject.printed:
        if isinstance(drawn, Picture) and min(drawn.width, drawn.height) > _SMALLEST:
            yield sheet, drawn


def _ppi(picture: Picture) -> int:
    # GWG 2022 compares resolutions as whole numbers.
    return round(picture.ppi)
