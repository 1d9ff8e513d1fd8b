"""Which inks a file asks for, in what spaces, and how much of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.press.model import Drawn, Picture, Shade, SpotInk, Text
from socpdf.preflight.press.rules import PressFault, PressSubject, place_of
from socpdf.preflight.press.spaces import TRACE

_PRINTED: Final = frozenset({"DeviceGray", "DeviceCMYK", "Separation", "DeviceN", "Pattern"})
_OF_PHOTOGRAPHS: Final = frozenset({"DeviceRGB", "CalRGB", "ICCBased"})
# Of names of spot colours: what a maker adds for the paper, as in `PANTONE 300 C`.
_SUFFIX: Final = re.compile(r"[\s_-]+(?:C|U|M|CV|CVC|CVU|CP|UP|EC|PC)$", re.IGNORECASE)


def colours_are_of_ink(subject: PressSubject) -> Iterator[PressFault]:
    late = subject.segment.rgb_images
    for sheet, drawn in subject.printed:
        family = drawn.laid.colour.family
        is_photograph = isinstance(drawn, Picture) and family in _OF_PHOTOGRAPHS
        if family not in _PRINTED and not (late and is_photograph):
            yield subject.at(
                sheet,
                drawn,
                f"{_kind(drawn)} is coloured in {family}; use inks of CMYK",
                family,
                "DeviceCMYK",
            )


def spot_colours_are_few(subject: PressSubject) -> Iterator[PressFault]:
    most = int(subject.segment.spot_colours)
    names = sorted({spot.name for spot in _spots(subject)})
    if len(names) > most:
        listed = ", ".join(names)
        told = f"the file has {len(names)} spot colours ({listed}); {subject.segment.name} prints {most}"
        yield PressFault(told, _first_page(subject, names), measured=str(len(names)), limit=str(most))


def spot_names_differ(subject: PressSubject) -> Iterator[PressFault]:
    """One ink under two names makes two plates."""
    alike: dict[str, set[str]] = defaultdict(set)
    for spot in _spots(subject):
        alike[_SUFFIX.sub("", spot.name).casefold().replace(" ", "")].add(spot.name)
    for names in alike.values():
        if len(names) > 1:
            listed = sorted(names)
            told = f"the spot colours {' and '.join(listed)} differ only in spelling; use one name"
            yield PressFault(told, _first_page(subject, listed))


def spot_colours_agree(subject: PressSubject) -> Iterator[PressFault]:
    """One name with two looks, or two names with one look."""
    looks: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for spot in _spots(subject):
        looks[spot.name].add(spot.definition)
        names[spot.definition].add(spot.name)
    for name, definitions in looks.items():
        if len(definitions) > 1:
            told = f"the spot colour {name} is defined in {len(definitions)} ways; define it once"
            yield PressFault(told, _first_page(subject, [name]), measured=str(len(definitions)), limit="1")
    for definition, twins in names.items():
        if len(twins) > 1 and not definition.endswith("?"):
            listed = sorted(twins)
            told = f"the spot colours {' and '.join(listed)} look the same; use one of them"
            yield PressFault(told, _first_page(subject, listed))


def all_is_for_marks(subject: PressSubject) -> Iterator[PressFault]:
    for sheet, drawn in subject.printed:
        if "All" in drawn.laid.colour.amounts:
            told = f"{_kind(drawn)} on the page is in the colour All, which is for marks beside it; use black"
            yield subject.at(sheet, drawn, told)


def gray_never_overprints(subject: PressSubject) -> Iterator[PressFault]:
    for sheet, drawn in subject.printed:
        laid = drawn.laid
        if laid.overprint and laid.colour.family == "DeviceGray" and not laid.colour.is_white:
            told = (
                f"{_kind(drawn)} in DeviceGray is set to overprint, which has no effect; use 0 0 0 k of CMYK"
            )
            yield subject.at(sheet, drawn, told)


def blending_is_of_ink(subject: PressSubject) -> Iterator[PressFault]:
    for sheet in subject.file.sheets:
        if sheet.group_space not in ("", "DeviceCMYK"):
            told = f"the page blends in {sheet.group_space}; let its group blend in DeviceCMYK"
            yield PressFault(told, sheet.index, measured=sheet.group_space, limit="DeviceCMYK")
    for sheet, note in subject.notes("blend space"):
        yield PressFault(f"{note.what}; let it blend in DeviceCMYK", sheet.index, limit="DeviceCMYK")


def blending_has_a_space(subject: PressSubject) -> Iterator[PressFault]:
    for sheet in subject.file.sheets:
        if sheet.transparent and not sheet.group_space:
            told = "the page is transparent and names no space to blend in; give it a group with DeviceCMYK"
            yield PressFault(told, sheet.index, limit="DeviceCMYK")


def tints_can_be_printed(subject: PressSubject) -> Iterator[PressFault]:
    low, high = subject.segment.tint_low, subject.segment.tint_high
    for sheet, drawn in subject.printed:
        if isinstance(drawn, Picture | Shade):
            continue
        laid = drawn.laid
        for name, amount in laid.colour.amounts.items():
            tint = round(100 * amount * laid.alpha, 1)
            if laid.colour.is_ink and (100 * TRACE < tint < low or high < tint < 100):
                told = f"{_kind(drawn)} has {tint:g} % of {name}; dots print from {low:g} to {high:g} %"
                yield subject.at(sheet, drawn, told, f"{tint:g} %", f"{low:g}-{high:g} %")
                break


def ink_is_not_too_much(subject: PressSubject) -> Iterator[PressFault]:
    most = subject.segment.coverage
    for sheet, coverage in zip(subject.file.sheets, subject.coverage, strict=True):
        total = round(100 * coverage.most, 0)
        if total > most:
            size = f"{subject.segment.window:g} mm²"
            told = f"a square of {size} has {total:g} % of ink; the paper takes {most:g} %"
            yield PressFault(
                told, sheet.index, place_of(sheet, coverage.where), f"{total:g} %", f"{most:g} %"
            )


def _spots(subject: PressSubject) -> Iterator[SpotInk]:
    for sheet in subject.file.sheets:
        yield from (spot for spot in sheet.spots if spot.name != "All")


def _first_page(subject: PressSubject, names: list[str]) -> int | None:
    for sheet in subject.file.sheets:
        if any(spot.name in names for spot in sheet.spots):
            return sheet.index
    return None


def _kind(drawn: Drawn) -> str:
    match drawn:
        case Text():
            return "text"
        case Picture():
            return "a picture"
        case Shade():
            return "a shading"
        case _:
            return "a line or area"
