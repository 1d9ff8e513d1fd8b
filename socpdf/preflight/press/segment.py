"""How a file will be printed, as the thresholds that follow from it.

The numbers are those of the Ghent Workgroup's specification of 2022, as public transcriptions give them;
where these differ the commoner one stands here, and `--gräns` sets another. What the
specification lacks (safety, bleed, tints, pages) is what Swedish printers ask for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from socpdf.core.names import did_you_mean


@dataclass(frozen=True, slots=True)
class Segment:
    name: str
    about: str
    rgb_images: bool = False
    """Images may still be in RGB, and are converted late."""
    spot_colours: float = 0
    coverage: float = 320
    """Per cent, the mean of a square."""
    window: float = 15
    """mm²."""
    rich_black: float = 280
    black_overprint: float = 12
    """Points: pure black text below this overprints."""
    black_line: float = 2
    white_text: float = 5
    ink_text: float = 8
    """Points: text of two or more inks."""
    thin_line: float = 0.25
    """Points, of lines that are white or of two or more inks."""
    hairline: float = 0.25
    image_error: float = 149
    image_warning: float = 224
    bitmap_error: float = 549
    bitmap_warning: float = 799
    page_image_warning: float = 450
    tint_low: float = 5
    tint_high: float = 95
    safety: float = 3
    """mm from the trim."""
    bleed: float = 3
    page_multiple: float = 4
    """0: any number of pages."""
    block_pages: float = 0
    """Of a cover: pages of the book it is for; 0 for what is no cover."""
    page_width: float = 210
    """mm, of the book that a cover is for."""
    paper_weight: float = 130
    """g/m², of the block."""
    paper_bulk: float = 0.9
    """cm³/g."""
    cover_thickness: float = 0.5
    """mm that the cover adds to the spine."""

    @property
    def spine(self) -> float:
        """mm: sheets of the block times their thickness, and the cover."""
        return self.block_pages / 2 * self.paper_weight * self.paper_bulk / 1000 + self.cover_thickness


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of a segment, by the name it has on the command line."""

    name: str
    field: str
    unit: str
    about: str


THRESHOLDS: Final = (
    Threshold("täckning", "coverage", "%", "mean ink in any square"),
    Threshold("fönster", "window", "mm²", "size of that square"),
    Threshold("dekorfärger", "spot_colours", "", "number of spot colours"),
    Threshold("djupsvart", "rich_black", "%", "ink of black text"),
    Threshold("svarttext", "black_overprint", "pt", "pure black text below it overprints"),
    Threshold("svartlinje", "black_line", "pt", "pure black lines below it overprint"),
    Threshold("vittext", "white_text", "pt", "smallest white text"),
    Threshold("färgtext", "ink_text", "pt", "smallest text of two or more inks"),
    Threshold("färglinje", "thin_line", "pt", "thinnest line that is white or of two or more inks"),
    Threshold("hårlinje", "hairline", "pt", "thinnest line"),
    Threshold("bildfel", "image_error", "ppi", "images below it are an error"),
    Threshold("bildvarning", "image_warning", "ppi", "images below it are a warning"),
    Threshold("streckfel", "bitmap_error", "ppi", "one-bit images below it are an error"),
    Threshold("streckvarning", "bitmap_warning", "ppi", "one-bit images below it are a warning"),
    Threshold("helsida", "page_image_warning", "ppi", "pages that are one image, below it a warning"),
    Threshold("lägstaton", "tint_low", "%", "tints below it vanish"),
    Threshold("högstaton", "tint_high", "%", "tints above it fill in"),
    Threshold("marginal", "safety", "mm", "text stays so far from the trim"),
    Threshold("utfall", "bleed", "mm", "what touches the trim goes so far beyond it"),
    Threshold("sidmultipel", "page_multiple", "", "the number of pages is a multiple; 0: any number"),
    Threshold("inlaga", "block_pages", "", "of a cover: pages of its book; 0: this is no cover"),
    Threshold("sidbredd", "page_width", "mm", "of the book a cover is for"),
    Threshold("ytvikt", "paper_weight", "g/m²", "of the book a cover is for"),
    Threshold("bulk", "paper_bulk", "cm³/g", "of the book a cover is for"),
    Threshold("omslag", "cover_thickness", "mm", "what the cover adds to the spine"),
)

_SHEET: Final = Segment("SheetCMYK", "sheet-fed offset, all four inks chosen in the file")
_WEB: Final = replace(_SHEET, name="WebCMYK", about="heat-set web offset", coverage=305, ink_text=9)

SEGMENTS: Final = (
    _SHEET,
    replace(
        _SHEET,
        name="SheetCMYK+RGB",
        about="sheet-fed offset, photographs in RGB and converted late",
        rgb_images=True,
    ),
    replace(_SHEET, name="SheetSpot", about="sheet-fed offset with up to two spot colours", spot_colours=2),
    _WEB,
    replace(_WEB, name="WebCMYK+RGB", about="heat-set web offset, photographs in RGB", rgb_images=True),
    replace(
        _SHEET,
        name="Newspaper",
        about="cold-set newspaper",
        coverage=245,
        rich_black=220,
        ink_text=10,
        image_error=99,
        image_warning=149,
    ),
)


class SegmentError(ValueError):
    """No such segment or threshold; the message says which there are."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def segment_for(name: str, thresholds: Sequence[str] = ()) -> Segment:
    """The segment of that name, with single thresholds set as `name=value`."""
    found = next((segment for segment in SEGMENTS if segment.name.casefold() == name.casefold()), None)
    if found is None:
        names = [segment.name for segment in SEGMENTS]
        raise SegmentError(
            f"unknown segment `{name}`; there are {', '.join(names)}", did_you_mean(name, names)
        )
    for text in thresholds:
        found = _with_threshold(found, text)
    return found


def _with_threshold(segment: Segment, text: str) -> Segment:
    name, _, written = text.partition("=")
    names = [threshold.name for threshold in THRESHOLDS]
    chosen = next((threshold for threshold in THRESHOLDS if threshold.name == name.strip()), None)
    if chosen is None:
        raise SegmentError(
            f"unknown threshold `{name}`; there are {', '.join(names)}", did_you_mean(name, names)
        )
    try:
        value = float(written.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e6 or (chosen.field == "window" and not value):
        raise SegmentError(
            f"threshold `{name}` is set to `{written}`, which is no number of {chosen.unit or 'pieces'}",
            f"write `{name}={getattr(segment, chosen.field):g}`",
        )
    # replace() cannot know which field a name stands for.
    values: dict[str, float] = {chosen.field: value}
    return replace(segment, **values)  # type: ignore[arg-type]  # all thresholds are floats
