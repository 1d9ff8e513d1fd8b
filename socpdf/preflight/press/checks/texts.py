"""Text in ink: what must overprint, what may not, and what is too small for the inks it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from socpdf.preflight.press.model import Sheet, Text
from socpdf.preflight.press.rules import PressFault, PressSubject, overprints

_BLACK_ENOUGH: Final = 0.85
# The sign that a font was not found when the file was made.
_COURIER: Final = re.compile(r"(?:[A-Z]{6}\+)?Courier(?:New|Std)?(?:PS)?(?:MT)?(?:-.*)?")


def white_never_overprints(subject: PressSubject) -> Iterator[PressFault]:
    for sheet, text in subject.texts():
        if text.laid.colour.is_white and text.laid.overprint:
            yield subject.at(sheet, text, "white text overprints, and vanishes; let it knock out")


def small_black_overprints(subject: PressSubject) -> Iterator[PressFault]:
    for sheet, text in _black(subject):
        if text.laid.colour.family != "DeviceGray" and not overprints(text.laid):
            told = f"black text of {_size(text):g} pt knocks out; let it overprint, with OPM 1"
            yield _at(subject, sheet, text, told, subject.segment.black_overprint)


def small_black_is_ink(subject: PressSubject) -> Iterator[PressFault]:
    for sheet, text in _black(subject):
        if text.laid.colour.family == "DeviceGray":
            told = (
                f"black text of {_size(text):g} pt is DeviceGray, which never overprints; use 0 0 0 1 of CMYK"
            )
            yield _at(subject, sheet, text, told, subject.segment.black_overprint)


def no_courier(subject: PressSubject) -> Iterator[PressFault]:
    for sheet, text in subject.texts():
        if _COURIER.fullmatch(text.font):
            told = f"text is set in {text.font}, a stand-in for fonts that are missing; choose the font meant"
            yield subject.at(sheet, text, told, text.font)


def black_is_not_too_rich(subject: PressSubject) -> Iterator[PressFault]:
    most = subject.segment.rich_black
    for sheet, text in subject.texts():
        colour = text.laid.colour
        total = round(100 * colour.total, 1)
        if colour.amounts.get("Black", 0.0) >= _BLACK_ENOUGH and total > most:
            told = f"black text has {total:g} % of ink; use at most {most:g} %, best black alone"
            yield subject.at(sheet, text, told, f"{total:g} %", f"{most:g} %")


def white_is_large_enough(subject: PressSubject) -> Iterator[PressFault]:
    least = subject.segment.white_text
    for sheet, text in _smaller(subject, least, lambda text: text.laid.colour.is_white):
        told = f"white text is {_size(text):g} pt; below {least:g} pt it fills with ink"
        yield _at(subject, sheet, text, told, least)


def inks_are_large_enough(subject: PressSubject) -> Iterator[PressFault]:
    least = subject.segment.ink_text
    for sheet, text in _smaller(subject, least, lambda text: text.laid.colour.ink_count > 1):
        count = text.laid.colour.ink_count
        told = f"text of {_size(text):g} pt is made of {count} inks; below {least:g} pt use one"
        yield _at(subject, sheet, text, told, least)


def _black(subject: PressSubject) -> Iterator[tuple[Sheet, Text]]:
    limit = subject.segment.black_overprint
    return _smaller(subject, limit, lambda text: text.laid.colour.is_black)


def _smaller(
    subject: PressSubject, limit: float, holds: Callable[[Text], bool]
) -> Iterator[tuple[Sheet, Text]]:
    return ((sheet, text) for sheet, text in subject.texts() if _size(text) < limit and holds(text))


def _size(text: Text) -> float:
    # GWG 2022 compares sizes of text with one decimal.
    return round(text.size, 1)


def _at(subject: PressSubject, sheet: Sheet, text: Text, told: str, limit: float) -> PressFault:
    return subject.at(sheet, text, told, f"{_size(text):g} pt", f"{limit:g} pt")
