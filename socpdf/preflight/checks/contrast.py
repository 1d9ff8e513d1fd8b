"""Contrast: every text against its ground."""

from __future__ import annotations

from collections.abc import Iterator

from socpdf.preflight.contrast import RGB, Standing
from socpdf.preflight.press.geometry import in_mm
from socpdf.preflight.press.model import Sheet, Text
from socpdf.preflight.rules import Fault, Subject, shown, summed


def texts_stand_out(subject: Subject) -> Iterator[Fault]:
    """Also those of artifacts: who sees little reads the page, not the tags."""
    for sheet, found in subject.standings:
        alike: dict[tuple[RGB, RGB], list[Fault]] = {}
        for standing in found:
            if isinstance(standing, Standing) and standing.ratio < standing.least:
                fault = _fault(sheet, standing.text, _said(standing))
                alike.setdefault((standing.colour, standing.ground), []).append(fault)
        for faults in alike.values():
            yield from summed(faults, "texts")


def _said(standing: Standing) -> str:
    colours = f"{_named(standing.colour)} on {_named(standing.ground)}"
    words = shown(standing.text.words)
    return (
        f"the text {words} has a contrast of {standing.ratio:.1f}:1 ({colours}): make it {standing.least:g}:1"
    )


def _named(rgb: RGB) -> str:
    return "#" + "".join(f"{round(255 * c):02x}" for c in rgb)


def grounds_are_known(subject: Subject) -> Iterator[Fault]:
    for sheet, found in subject.standings:
        faults = [
            _fault(
                sheet,
                text,
                f"what lies below the text {shown(text.words)} cannot be told: look whether it can be read",
            )
            for text in found
            if isinstance(text, Text)
        ]
        yield from summed(faults, "texts")


def _fault(sheet: Sheet, text: Text, message: str) -> Fault:
    box, paper = text.laid.box, sheet.boxes.crop
    place = f"{in_mm(box.x0 - paper.x0):.0f} mm from the left, {in_mm(paper.y1 - box.y1):.0f} mm from the top"
    return Fault(message, sheet.index, place)
