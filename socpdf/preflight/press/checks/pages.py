"""The page as paper: its boxes and size, how many there are, and what crosses the trim or comes near it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.press.geometry import PER_MM, Rect, in_mm
from socpdf.preflight.press.model import Drawn, Fill, Picture, Shade, Sheet, Text
from socpdf.preflight.press.rules import PressFault, PressSubject

# GWG 2022, R0003.
_SAME_BOX: Final = 0.011 * PER_MM
# Boxes that differ by less than a plate can be adjusted are one.
_SAME_SIZE: Final = 0.1 * PER_MM
# What comes so close to the trim is meant to touch it.
_TOUCH: Final = 0.1 * PER_MM
# A spine that is off by more shows on the front.
_SPINE_SLACK: Final = 0.5
# How the line beside a page tells that nothing is missing on it.
_LEFT_BLANK: Final = re.compile(r"\bvakat(?:sida)?\b|\bleft blank\b", re.IGNORECASE)


def trim_is_named(subject: PressSubject) -> Iterator[PressFault]:
    for sheet in subject.file.sheets:
        if not sheet.boxes.has_trim:
            yield PressFault("the page has neither TrimBox nor ArtBox; name the TrimBox", sheet.index)
        elif sheet.boxes.named >= {"TrimBox", "ArtBox"}:
            yield PressFault("the page has TrimBox and ArtBox; keep one", sheet.index)


def boxes_nest(subject: PressSubject) -> Iterator[PressFault]:
    for sheet in subject.file.sheets:
        boxes = sheet.boxes
        for inner, outer, told in (
            (boxes.trim, boxes.bleed, "the trim is not inside the bleed"),
            (boxes.bleed, boxes.media, "the bleed is not inside the MediaBox"),
            (boxes.trim, boxes.media, "the trim is not inside the MediaBox"),
        ):
            if boxes.has_trim and not outer.holds(inner, slack=_SAME_BOX):
                yield PressFault(f"{told}; correct the boxes", sheet.index, measured=_size(inner))


def crop_is_media(subject: PressSubject) -> Iterator[PressFault]:
    for sheet in subject.file.sheets:
        crop, media = sheet.boxes.crop, sheet.boxes.media
        if not (crop.holds(media, slack=_SAME_BOX) and media.holds(crop, slack=_SAME_BOX)):
            told = f"the CropBox ({_size(crop)}) is not the MediaBox ({_size(media)}); leave it out"
            yield PressFault(told, sheet.index, measured=_size(crop), limit=_size(media))


def has_no_user_unit(subject: PressSubject) -> Iterator[PressFault]:
    for sheet in subject.file.sheets:
        if sheet.user_unit != 1:
            told = f"the page is scaled by UserUnit {sheet.user_unit:g}; draw it in its own size"
            yield PressFault(told, sheet.index, measured=f"{sheet.user_unit:g}", limit="1")


def pages_are_alike(subject: PressSubject) -> Iterator[PressFault]:
    sheets = subject.file.sheets
    sizes = Counter(_rounded(sheet.boxes.trim) for sheet in sheets)
    usual = max(sizes, key=lambda size: (sizes[size], size))
    for sheet in sheets:
        trim = sheet.boxes.trim
        if _rounded(trim) != usual:
            wanted = f"{in_mm(usual[0] * _SAME_SIZE):.1f} x {in_mm(usual[1] * _SAME_SIZE):.1f} mm"
            told = (
                f"the page is trimmed to {_size(trim)}, most pages to {wanted}; print it as a job of its own"
            )
            yield PressFault(told, sheet.index, measured=_size(trim), limit=wanted)
        if sheet.rotate % 360:
            told = f"the page is turned by Rotate {sheet.rotate}; turn its content"
            yield PressFault(told, sheet.index, measured=str(sheet.rotate), limit="0")


def pages_are_printed(subject: PressSubject) -> Iterator[PressFault]:
    for sheet in subject.file.sheets:
        has_ink = any(_leaves_ink(drawn) for drawn in sheet.within(sheet.boxes.trim))
        if not has_ink and not _is_left_blank(sheet):
            yield PressFault(
                "the page has no ink; leave it out, or let a line outside its trim say `vakat`", sheet.index
            )


def _is_left_blank(sheet: Sheet) -> bool:
    """Beside a page that shows nothing stands that it is meant so."""
    trim = sheet.boxes.trim
    beside = (drawn for drawn in sheet.drawn if not drawn.laid.box.touches(trim))
    told = (drawn.words for drawn in beside if isinstance(drawn, Text))
    return _LEFT_BLANK.search(" ".join(told)) is not None


def pages_fill_the_sheets(subject: PressSubject) -> Iterator[PressFault]:
    count, multiple = len(subject.file.sheets), int(subject.segment.page_multiple)
    if multiple and not subject.segment.block_pages and count % multiple:
        told = f"the number of pages is {count}, no multiple of {multiple}; add {-count % multiple}"
        yield PressFault(told, measured=str(count), limit=f"multiple of {multiple}")


def bleed_is_wide_enough(subject: PressSubject) -> Iterator[PressFault]:
    wanted = subject.segment.bleed * PER_MM
    for sheet in subject.file.sheets:
        trim, bleed = sheet.boxes.trim, sheet.boxes.bleed
        if sheet.boxes.has_trim and not bleed.holds(trim.grown(wanted), slack=_TOUCH):
            least = min(trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1)
            told = f"the bleed is {in_mm(least):.1f} mm; make it {subject.segment.bleed:g} mm on every side"
            yield PressFault(
                told, sheet.index, measured=f"{in_mm(least):.1f} mm", limit=f"{subject.segment.bleed:g} mm"
            )


def what_is_cut_goes_beyond(subject: PressSubject) -> Iterator[PressFault]:
    """What touches the trim must go on into the bleed: the knife is never exact."""
    wanted = subject.segment.bleed
    for sheet, drawn in subject.printed:
        trim, box = sheet.boxes.trim, drawn.laid.box
        inside = box.x1 > trim.x0 and box.x0 < trim.x1 and box.y1 > trim.y0 and box.y0 < trim.y1
        if isinstance(drawn, Text) or not inside or not _leaves_ink(drawn):
            continue
        reaches = [reach for reach in _beyond(trim, box) if reach >= -_TOUCH]
        if reaches and min(reaches) < wanted * PER_MM - _TOUCH:
            reach = max(in_mm(min(reaches)), 0.0)
            told = f"{_kind(drawn)} at the trim goes {reach:.1f} mm beyond it; let it go {wanted:g} mm"
            yield subject.at(sheet, drawn, told, f"{reach:.1f} mm", f"{wanted:g} mm")


def text_keeps_off_the_trim(subject: PressSubject) -> Iterator[PressFault]:
    wanted = subject.segment.safety
    for sheet, text in subject.texts():
        trim, box = sheet.boxes.trim, text.laid.box
        nearest = -max(_beyond(trim, box))
        if text.laid.colour.is_white and text.laid.overprint:
            continue
        if box.touches(trim) and round(in_mm(nearest), 1) < wanted:
            far = in_mm(nearest)
            told = f"text is {far:.1f} mm from the trim; keep it {wanted:g} mm away"
            yield subject.at(sheet, text, told, f"{far:.1f} mm", f"{wanted:g} mm")


def cover_fits_the_book(subject: PressSubject) -> Iterator[PressFault]:
    segment = subject.segment
    if not segment.block_pages:
        return
    wanted = 2 * segment.page_width + segment.spine
    for sheet in subject.file.sheets:
        width = in_mm(sheet.boxes.trim.width)
        if abs(width - wanted) > _SPINE_SLACK:
            told = (
                f"the cover is {width:.1f} mm wide, which leaves {width - 2 * segment.page_width:.1f} mm "
                f"for the spine; {segment.block_pages:g} pages need {segment.spine:.1f} mm"
            )
            yield PressFault(told, sheet.index, measured=f"{width:.1f} mm", limit=f"{wanted:.1f} mm")


def _beyond(trim: Rect, box: Rect) -> tuple[float, float, float, float]:
    """How far a box goes beyond each side of the trim; negative where it stays inside."""
    return trim.x0 - box.x0, trim.y0 - box.y0, box.x1 - trim.x1, box.y1 - trim.y1


def _leaves_ink(drawn: Drawn) -> bool:
    return isinstance(drawn, Picture | Shade) or not drawn.laid.colour.is_white


def _kind(drawn: Drawn) -> str:
    if isinstance(drawn, Picture):
        return "a picture"
    return "an area" if isinstance(drawn, Fill) else "a line or shading"


def _rounded(box: Rect) -> tuple[int, int]:
    return round(box.width / _SAME_SIZE), round(box.height / _SAME_SIZE)


def _size(box: Rect) -> str:
    return f"{in_mm(box.width):.1f} x {in_mm(box.height):.1f} mm"
