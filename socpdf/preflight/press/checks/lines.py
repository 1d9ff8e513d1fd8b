"""Lines in ink: strokes and thin rectangles, as thick as they are on the page."""

from __future__ import annotations

from collections.abc import Iterator

from socpdf.preflight.press.model import Fill, Sheet, Stroke
from socpdf.preflight.press.rules import PressFault, PressSubject, overprints


def white_never_overprints(subject: PressSubject) -> Iterator[PressFault]:
    for sheet, drawn in subject.printed:
        if isinstance(drawn, Stroke | Fill) and drawn.laid.colour.is_white and drawn.laid.overprint:
            yield subject.at(sheet, drawn, "a white line or area overprints, and vanishes; let it knock out")


def thin_black_overprints(subject: PressSubject) -> Iterator[PressFault]:
    limit = subject.segment.black_line
    for sheet, line, width in subject.lines():
        colour = line.laid.colour
        is_black_ink = colour.is_black and colour.family != "DeviceGray"
        if width < limit and is_black_ink and not overprints(line.laid):
            told = f"a black line of {width:g} pt knocks out; let it overprint, with OPM 1"
            yield _at(subject, sheet, line, told, width, limit)


def thin_black_is_ink(subject: PressSubject) -> Iterator[PressFault]:
    limit = subject.segment.black_line
    for sheet, line, width in subject.lines():
        if width < limit and line.laid.colour.is_black and line.laid.colour.family == "DeviceGray":
            told = f"a black line of {width:g} pt is DeviceGray, which never overprints; use 0 0 0 1 of CMYK"
            yield _at(subject, sheet, line, told, width, limit)


def white_is_thick_enough(subject: PressSubject) -> Iterator[PressFault]:
    limit = subject.segment.thin_line
    for sheet, line, width in subject.lines():
        if width < limit and line.laid.colour.is_white:
            told = f"a white line is {width:g} pt; below {limit:g} pt it fills with ink"
            yield _at(subject, sheet, line, told, width, limit)


def inks_are_thick_enough(subject: PressSubject) -> Iterator[PressFault]:
    limit = subject.segment.thin_line
    for sheet, line, width in subject.lines():
        count = line.laid.colour.ink_count
        if width < limit and count > 1:
            told = f"a line of {width:g} pt is made of {count} inks; use one, or make it thicker"
            yield _at(subject, sheet, line, told, width, limit)


def no_hairlines(subject: PressSubject) -> Iterator[PressFault]:
    limit = subject.segment.hairline
    for sheet, line, width in subject.lines():
        if width < limit and line.laid.colour.ink_count == 1:
            told = f"a line is {width:g} pt on the page; make it {limit:g} pt, or it breaks up on the plate"
            yield _at(subject, sheet, line, told, width, limit)


def _at(
    subject: PressSubject, sheet: Sheet, line: Stroke | Fill, told: str, width: float, limit: float
) -> PressFault:
    return subject.at(sheet, line, told, f"{width:g} pt", f"{limit:g} pt")
