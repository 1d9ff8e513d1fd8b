"""The page of the documentation about print, written from the rules, the segments and the codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socpdf.core.codes import find
from socpdf.core.diagnostics import Severity
from socpdf.preflight.press import PRESS_CHECKS, SEGMENTS, THRESHOLDS
from socpdf.preflight.press.rules import PressCheck

_HEAD: Final = """\
# Checks for print

Written from `PRESS_CHECKS`, `SEGMENTS` and `core/codes/press.py`; `pytest --update` rewrites it.

`socpdf check --tryck FILE.pdf` holds any PDF against PDF/X-4 (ISO 15930-7) and the rules of the Ghent
Workgroup, and against what its specification lacks: bleed, safety, tints, pages. Each finding tells the
page, the place in mm from the upper left corner of the trimmed page, what was measured and the limit;
`--json` has them as fields. Words of the page are quoted without their figures.

```
socpdf check --tryck rapport.pdf
socpdf check --tryck rapport.pdf --segment Newspaper --gräns täckning=240 --gräns sidmultipel=2
socpdf check --tryck rapport.pdf --färgkarta farg.png
socpdf check --tryck omslag.pdf --gräns inlaga=128 --gräns ytvikt=130 --gräns bulk=0,9
```

`socpdf build` holds its own print files against the same rules, of `SheetCMYK` (`Newspaper` for the
conditions of IFRA) with the ink limit of paper and press, and tells what it finds in `out/rapport.json` and
by its exit status. A page without ink is no finding, in a build or here, where a line beside its trim says
*vakat* or *left blank*.

The exit status is that of `check`: 0 if nothing is an error, 1 if something is. What lies beside the bleed,
such as crop marks, is the printer's own and not looked at; neither is what cannot be seen: outside of every
clip, on a layer that is off, wholly transparent.

## Which line of the spec made it

A finding in a print file of our own names the file and line of `layouts/` that the object came from. The
file itself carries them: in the print edition the title (`T`) of a structure element is
`layouts/8-socialpsykiatri.md:41`, and what has no such title takes that of the nearest element above it.
The marked content an object stands in leads to its element. Files without tags, artifacts (folios, tabs,
rules) and files of others give page and place.

## The ink map

`--färgkarta FIL.png` draws every page in the colours of its ink, with the heaviest square ringed and the
means of the four inks below. Ink is measured on a grid of squares with sides of an eighth of the window
(0.5 mm). Fills, lines, large text and pictures are laid one over the other as they knock out, overprint,
multiply or let through. Text below 18 pt counts as its box with the part of it that the glyphs fill.

The measure is near, not exact. Things are taken larger or darker than they are in clips that are no
rectangles (the box around them counts), under soft masks (taken as open), in dashed lines (taken as whole),
and in shadings and patterns (the most of each of their inks counts): too much ink, or too little where what
is taken too large is lighter than what it hides. Too little is counted of spot colours, of colours that
PostScript computes and of pictures that cannot be decoded, all left out, of the ends and corners of thick
lines, and where layers blend in another way than by multiplying or darkening, which counts as covering.
Colours in RGB or Lab are converted roughly.

## What is not judged

Whether a picture is sharp, whether a colour is the right one, and the curves of the press. Of the fonts
only that they are embedded; the other checks of `socpdf check` say more. A picture that was blown up
smoothly looks like one of many pixels: P506 sees only pixels that were repeated. The numbers of GWG 2022
are read from public transcriptions; ask your printer for theirs, and set them with `--gräns`.
"""
_SECTIONS: Final = {
    "P0": "The file",
    "P1": "The page",
    "P2": "Text",
    "P3": "Lines",
    "P4": "Inks",
    "P5": "Images",
    "P6": "Ink on paper",
}


def press_page() -> str:
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    yield from _segments()
    section = ""
    for check in PRESS_CHECKS:
        title = _SECTIONS[check.code[:2]]
        if title != section:
            section = title
            yield f"## {section}\n"
        yield from _entry(check)


def _segments() -> Iterator[str]:
    yield "## Segments and thresholds\n"
    for segment in SEGMENTS:
        yield f"- `{segment.name}`: {segment.about}"
    yield ""
    yield "| `--gräns` | what it is | unit | " + " | ".join(f"`{s.name}`" for s in SEGMENTS) + " |"
    yield "| --- | --- | --- |" + " ---: |" * len(SEGMENTS)
    for threshold in THRESHOLDS:
        values = " | ".join(f"{getattr(segment, threshold.field):g}" for segment in SEGMENTS)
        yield f"| `{threshold.name}` | {threshold.about} | {threshold.unit} | {values} |"
    yield ""


def _entry(check: PressCheck) -> Iterator[str]:
    entry = find(check.code)
    assert entry is not None, f"{check.code} has no entry in core/codes/press.py"
    yield f"### {check.code}: {entry.title}\n"
    yield f"{entry.cause} {entry.cure}\n"
    kind = "A warning" if check.severity is Severity.WARNING else "An error"
    names = [f"`{t.name}`" for t in THRESHOLDS if t.field in check.thresholds]
    held = f", by {', '.join(names)}" if names else ""
    yield f"*{kind}{held}. {check.clause}.*\n"
