"""What a printer's press is given: pages with their boxes, and everything that lays ink on them.

Made by `interpret.py`; the checks and the ink map see nothing else of a page's content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from socpdf.preflight.model import StreamKey
from socpdf.preflight.objects import Stream
from socpdf.preflight.press.geometry import Matrix, Point, Rect
from socpdf.preflight.press.spaces import PROCESS, Colour, Space

Outline: TypeAlias = tuple[tuple[Point, ...], ...]
"""Subpaths, curves already made of short lines."""


@dataclass(frozen=True, slots=True)
class Laid:
    """How something is laid on the page."""

    box: Rect
    """Around what is seen of it, clipped."""
    colour: Colour
    overprint: bool
    mode: int
    """The overprint mode OPM."""
    alpha: float
    blend: str
    owner: tuple[StreamKey, int] | None
    """The marked content it stands in."""

    @property
    def keeps(self) -> frozenset[str]:
        """The process inks below that stay (ISO 32000-1, 8.6.7)."""
        colour = self.colour
        if self.overprint and colour.family in ("Separation", "DeviceN"):
            return frozenset(PROCESS) - colour.plates
        if self.overprint and colour.family == "DeviceCMYK" and self.mode == 1:
            return frozenset(PROCESS) - frozenset(colour.amounts)
        return frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    laid: Laid
    words: str
    size: float
    """In points on the page."""
    font: str
    cover: float
    """The part of its box that its glyphs fill."""
    outline: Outline = ()
    """The glyphs themselves, where they are so large that their stems count one by one."""


@dataclass(frozen=True, slots=True)
class Fill:
    laid: Laid
    outline: Outline
    even_odd: bool

    @property
    def bar(self) -> float | None:
        """The thickness of a rectangle, which is how many programs draw a line."""
        if len(self.outline) != 1:
            return None
        corners = dict.fromkeys(self.outline[0])
        box = Rect.around(corners)
        if box is None or len(corners) != 4 or len({x for x, _ in corners}) != 2:
            return None
        return min(box.width, box.height) if len({y for _, y in corners}) == 2 else None


@dataclass(frozen=True, slots=True)
class Stroke:
    laid: Laid
    outline: Outline
    width: float
    """In points on the page."""


@dataclass(frozen=True, slots=True)
class Picture:
    laid: Laid
    matrix: Matrix
    """From the unit square to the page."""
    width: int
    height: int
    bits: int
    is_mask: bool
    stream: Stream | None
    """None for an image within the content."""
    space: Space
    inverted: bool
    """The Decode array turns it."""

    @property
    def ppi(self) -> float:
        """Pixels an inch as placed, in the coarser direction."""
        across, up = self.matrix.across, self.matrix.up
        if not across or not up:
            return 0.0
        return min(72 * self.width / across, 72 * self.height / up)


@dataclass(frozen=True, slots=True)
class Shade:
    """A smooth shading; its colour is the most of each ink along the way."""

    laid: Laid


Drawn: TypeAlias = Text | Fill | Stroke | Picture | Shade


@dataclass(frozen=True, slots=True)
class SpotInk:
    """One definition of a Separation or DeviceN colorant."""

    name: str
    definition: str
    """What it is printed with where there is no such plate, in a form that can be compared."""


@dataclass(frozen=True, slots=True)
class Note:
    """A page's rarer feature: what it is, in words, and where it was met."""

    kind: Literal["transfer", "halftone", "postscript", "opi", "reference", "blend space", "alternate"]
    what: str


@dataclass(frozen=True, slots=True)
class Boxes:
    media: Rect
    crop: Rect
    bleed: Rect
    trim: Rect
    named: frozenset[str]
    """Those the page itself or what it inherits from names."""

    @property
    def has_trim(self) -> bool:
        """The page says where it is cut; else the trim is only guessed."""
        return not self.named.isdisjoint({"TrimBox", "ArtBox"})


@dataclass(frozen=True, slots=True)
class SheetNote:
    """An annotation of a page."""

    subtype: str
    box: Rect | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    index: int
    boxes: Boxes
    rotate: int
    user_unit: float
    group_space: str
    """The blending space of the page; empty where it names none."""
    transparent: bool
    drawn: tuple[Drawn, ...]
    """What is seen, in the order it is painted."""
    spots: tuple[SpotInk, ...]
    notes: tuple[Note, ...]
    annotations: tuple[SheetNote, ...]

    def within(self, box: Rect) -> Iterator[Drawn]:
        """What touches a part of the page: marks of the printer outside of it are no concern."""
        return (drawn for drawn in self.drawn if drawn.laid.box.touches(box))


@dataclass(frozen=True, slots=True)
class PressFile:
    sheets: tuple[Sheet, ...]
    lines: Mapping[tuple[StreamKey, int], str]
    """The line of the spec behind each marked content, in files of our own."""

    def line_of(self, laid: Laid) -> str:
        return self.lines.get(laid.owner, "") if laid.owner is not None else ""
