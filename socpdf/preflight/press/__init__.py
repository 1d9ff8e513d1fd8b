"""The printer's judge: any PDF, held against PDF/X-4 and the rules of a segment of the Ghent Workgroup.

`check_press` reads a file into what lays ink on its pages (`read.py`) and runs the tuple `PRESS_CHECKS` over
it. Like the other checks it shares no code with the writer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Severity
from socpdf.ir.report import Finding, Report
from socpdf.preflight.facts import Unreadable, read_whole
from socpdf.preflight.press.checks import base, images, inks, lines, pages, texts
from socpdf.preflight.press.read import read_press
from socpdf.preflight.press.rules import PressCheck, PressFault, PressSubject
from socpdf.preflight.press.segment import SEGMENTS, THRESHOLDS, Segment, SegmentError, segment_for

__all__ = [
    "PRESS_CHECKS",
    "SEGMENTS",
    "THRESHOLDS",
    "PressSubject",
    "Segment",
    "SegmentError",
    "check_press",
    "findings_of",
    "segment_for",
    "standards_of",
]

_X4: Final = "ISO 15930-7; GWG 2022 R0001"
_WARN: Final = Severity.WARNING

PRESS_CHECKS: Final = (
    # the file
    PressCheck("P001", base.fits_the_version, _X4),
    PressCheck("P002", base.is_open, _X4),
    PressCheck("P003", base.has_id, _X4),
    PressCheck("P004", base.has_one_intent, _X4),
    PressCheck("P005", base.intent_is_for_a_press, "ISO 15930-7; GWG 2022 R0035; ICC.1, 7.2"),
    PressCheck("P006", base.names_its_standard, _X4),
    PressCheck("P007", base.tells_its_dates, _X4),
    PressCheck("P008", base.can_be_told_apart, _X4),
    PressCheck("P009", base.says_whether_trapped, _X4),
    PressCheck("P010", base.has_a_title, _X4),
    PressCheck("P011", base.fonts_are_embedded, _X4),
    PressCheck("P012", base.does_nothing_by_itself, _X4),
    PressCheck("P013", base.annotations_stay_outside, _X4),
    PressCheck("P014", base.no_transfer_functions, _X4),
    PressCheck("P015", base.no_halftones, _X4),
    PressCheck("P016", base.no_postscript, _X4),
    PressCheck("P017", base.nothing_stands_in_for_another, _X4),
    PressCheck("P018", base.holds_all_its_data, _X4),
    PressCheck("P019", base.layers_are_in_order, _X4),
    PressCheck("P020", base.can_be_read_whole, "ISO 32000-1, 7.5.4"),
    # the page
    PressCheck("P101", pages.trim_is_named, _X4),
    PressCheck("P102", pages.boxes_nest, _X4),
    PressCheck("P103", pages.crop_is_media, "GWG 2022 R0003"),
    PressCheck("P104", pages.has_no_user_unit, "GWG 2022 R0002"),
    PressCheck("P105", pages.pages_are_alike, "GWG 2022 R0004", _WARN),
    PressCheck("P106", pages.pages_are_printed, "GWG 2022 R0005", _WARN),
    PressCheck("P107", pages.pages_fill_the_sheets, "trade practice", _WARN, ("page_multiple",)),
    PressCheck("P108", pages.bleed_is_wide_enough, "trade practice", thresholds=("bleed",)),
    PressCheck("P109", pages.what_is_cut_goes_beyond, "trade practice", thresholds=("bleed",)),
    PressCheck("P110", pages.text_keeps_off_the_trim, "trade practice", _WARN, ("safety",)),
    PressCheck(
        "P111",
        pages.cover_fits_the_book,
        "trade practice",
        thresholds=("block_pages", "page_width", "paper_weight", "paper_bulk", "cover_thickness"),
    ),
    # text
    PressCheck("P201", texts.white_never_overprints, "GWG 2022 R0007"),
    PressCheck("P202", texts.small_black_overprints, "GWG 2022 R0009", _WARN, ("black_overprint",)),
    PressCheck("P203", texts.small_black_is_ink, "GWG 2022 R0011", _WARN, ("black_overprint",)),
    PressCheck("P204", texts.no_courier, "GWG 2022 R0014", _WARN),
    PressCheck("P205", texts.black_is_not_too_rich, "GWG 2022 R0015", _WARN, ("rich_black",)),
    PressCheck("P206", texts.white_is_large_enough, "GWG 2022 R0016", _WARN, ("white_text",)),
    PressCheck("P207", texts.inks_are_large_enough, "GWG 2022 R0017", _WARN, ("ink_text",)),
    # lines
    PressCheck("P301", lines.white_never_overprints, "GWG 2022 R0008", _WARN),
    PressCheck("P302", lines.thin_black_overprints, "GWG 2022 R0010", _WARN, ("black_line",)),
    PressCheck("P303", lines.thin_black_is_ink, "GWG 2022 R0012", _WARN, ("black_line",)),
    PressCheck("P304", lines.white_is_thick_enough, "GWG 2022 R0018", _WARN, ("thin_line",)),
    PressCheck("P305", lines.inks_are_thick_enough, "GWG 2022 R0019", _WARN, ("thin_line",)),
    PressCheck("P306", lines.no_hairlines, "trade practice", _WARN, ("hairline",)),
    # inks
    PressCheck("P401", inks.colours_are_of_ink, "GWG 2022 R0027, R0028"),
    PressCheck("P402", inks.spot_colours_are_few, "GWG 2022 R0020", thresholds=("spot_colours",)),
    PressCheck("P403", inks.spot_names_differ, "GWG 2022 R0021, R0022", _WARN),
    PressCheck("P404", inks.spot_colours_agree, "GWG 2022 R0023", _WARN),
    PressCheck("P405", inks.all_is_for_marks, "GWG 2022 R0024", _WARN),
    PressCheck("P406", inks.gray_never_overprints, "GWG 2022 R0013", _WARN),
    PressCheck("P407", inks.blending_is_of_ink, "GWG 2022 R0030"),
    PressCheck("P408", inks.tints_can_be_printed, "trade practice", _WARN, ("tint_low", "tint_high")),
    PressCheck("P409", inks.blending_has_a_space, "ISO 32000-1, 11.4.7", _WARN),
    # images
    PressCheck("P501", images.have_pixels, "GWG 2022 R0031", thresholds=("image_error",)),
    PressCheck("P502", images.have_pixels_enough, "GWG 2022 R0031", _WARN, ("image_warning",)),
    PressCheck("P503", images.bitmaps_have_pixels, "GWG 2022 R0032", thresholds=("bitmap_error",)),
    PressCheck("P504", images.bitmaps_have_pixels_enough, "GWG 2022 R0032", _WARN, ("bitmap_warning",)),
    PressCheck("P505", images.pages_have_pixels, "GWG 2015, 4.28", _WARN, ("page_image_warning",)),
    PressCheck("P506", images.are_not_blown_up, "trade practice", _WARN, ("image_warning",)),
    # ink on paper
    PressCheck("P601", inks.ink_is_not_too_much, "GWG 2022 R0026", _WARN, ("coverage", "window")),
)


def check_press(path: Path, segment: Segment = SEGMENTS[0], ink_map: Path | None = None) -> Report:
    """Judge a file as the printer of that segment would; `ink_map` names a PNG to be written beside."""
    standards = standards_of(segment)
    try:
        reading = read_whole(path)
    except Unreadable as problem:
        finding = Finding(problem.code, problem.message, "ISO 32000-1, 7.5")
        return Report(str(path), "", (), standards, 0, 0, (finding,))
    subject = PressSubject(reading.facts, read_press(reading), segment, reading.header)
    findings = findings_of(subject)
    if ink_map is not None:
        # Drawing needs Pillow, which a plain check does not.
        from socpdf.preflight.press.inkmap import draw

        ink_map.write_bytes(draw(path.name, subject))
    facts = reading.facts
    claims = ("x4",) if facts.xmp is not None and facts.xmp.x_version == "PDF/X-4" else ()
    elements = len(facts.tree.elements) if facts.tree else 0
    return Report(str(path), facts.version, claims, standards, len(facts.pages), elements, findings)


def standards_of(segment: Segment) -> tuple[str, ...]:
    """What a report says that a file was judged by."""
    return "x4", segment.name


def findings_of(subject: PressSubject) -> tuple[Finding, ...]:
    return tuple(finding for check in PRESS_CHECKS for finding in _findings(check, subject))


def _findings(check: PressCheck, subject: PressSubject) -> Iterator[Finding]:
    """Like faults of one page and one line of the spec are one finding, where the first of them stands."""
    alike: dict[tuple[str, int | None, str], list[PressFault]] = {}
    for fault in check.find(subject):
        alike.setdefault((fault.message, fault.sheet, fault.spec), []).append(fault)
    for faults in alike.values():
        first, more = faults[0], len(faults) - 1
        yield Finding(
            code=check.code,
            message=first.message + (f" ({more} more on the page)" if more else ""),
            clause=check.clause,
            page=None if first.sheet is None else first.sheet + 1,
            place=first.place,
            severity=check.severity,
            measured=first.measured,
            limit=first.limit,
            spec=first.spec,
        )
