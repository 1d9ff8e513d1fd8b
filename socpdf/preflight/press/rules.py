"""What a rule of the press is: a file and a segment in, faults with place and measure out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from socpdf.core.diagnostics import Severity
from socpdf.preflight.model import Facts
from socpdf.preflight.press.coverage import Coverage, measure
from socpdf.preflight.press.geometry import Rect, in_mm
from socpdf.preflight.press.model import Drawn, Fill, Laid, Note, PressFile, Sheet, Stroke, Text
from socpdf.preflight.press.segment import Segment

# What only touches the bleed box from outside, such as a crop mark, lies outside.
_TOUCH: Final = 0.1
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class PressFault:
    message: str
    """Without the words or the place of the object, so that like faults of a page are one finding."""
    sheet: int | None = None
    """Index of the page."""
    place: str = ""
    measured: str = ""
    limit: str = ""
    spec: str = ""


@dataclass(frozen=True)
class PressSubject:
    """A file under judgement; not slotted, for what is computed once is kept."""

    facts: Facts
    file: PressFile
    segment: Segment
    header: bytes

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """The ink of each page."""
        return tuple(measure(sheet, self.segment.window) for sheet in self.file.sheets)

    @cached_property
    def printed(self) -> tuple[tuple[Sheet, Drawn], ...]:
        """Everything that touches the paper or its bleed; marks beside it are the printer's own."""
        return tuple(
            (sheet, drawn)
            for sheet in self.file.sheets
            for drawn in sheet.within(sheet.boxes.bleed.grown(-_TOUCH))
        )

    def texts(self) -> Iterator[tuple[Sheet, Text]]:
        return ((sheet, drawn) for sheet, drawn in self.printed if isinstance(drawn, Text))

    def lines(self) -> Iterator[tuple[Sheet, Stroke | Fill, float]]:
        """Lines with their thickness: strokes, and rectangles, which is how many programs draw them."""
        for sheet, drawn in self.printed:
            if isinstance(drawn, Stroke):
                yield sheet, drawn, round(drawn.width, 3)
            elif isinstance(drawn, Fill) and drawn.bar is not None:
                yield sheet, drawn, round(drawn.bar, 3)

    def notes(self, *kinds: str) -> Iterator[tuple[Sheet, Note]]:
        return ((sheet, note) for sheet in self.file.sheets for note in sheet.notes if note.kind in kinds)

    def at(self, sheet: Sheet, drawn: Drawn, message: str, measured: str = "", limit: str = "") -> PressFault:
        """A fault of something drawn."""
        laid = drawn.laid
        words = f": `{_short(drawn.words)}`" if isinstance(drawn, Text) else ""
        place = place_of(sheet, laid.box) + words
        return PressFault(message, sheet.index, place, measured, limit, self.file.line_of(laid))


@dataclass(frozen=True, slots=True)
class PressCheck:
    code: str
    find: Callable[[PressSubject], Iterable[PressFault]]
    clause: str
    severity: Severity = Severity.ERROR
    thresholds: tuple[str, ...] = ()
    """Fields of the segment it is held against."""


def place_of(sheet: Sheet, box: Rect) -> str:
    """The upper left corner, seen from that of the trimmed page."""
    trim = sheet.boxes.trim
    left, top = in_mm(box.x0 - trim.x0), in_mm(trim.y1 - box.y1)
    return f"{left:.1f} mm from the left, {top:.1f} mm from the top"


def overprints(laid: Laid) -> bool:
    """Black on top of what is below, whose other inks stay: only then nothing shows where plates shift."""
    return laid.overprint and not laid.keeps.isdisjoint({"Cyan", "Magenta", "Yellow"})


def _short(text: str, limit: int = 24) -> str:
    # No finding quotes a figure: it may be one that must stay secret.
    flat = _DIGIT.sub("#", " ".join(text.split()))
    return f"{flat[: limit - 1]}…" if len(flat) > limit else flat
