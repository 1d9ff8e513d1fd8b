"""What the layout says of its own work: the output beside the pages, for the people who judge them."""

from dataclasses import dataclass

from socpdf.core.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Spot:
    """A line that could not be set well."""

    page: int
    """Counted from 1."""
    trouble: str
    text: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Distance:
    """How far something stands from what refers to it."""

    name: str
    pages: int
    points: float
    """On the same page: how far above or below; 0 where it stands on another."""


@dataclass(frozen=True, slots=True)
class PageFill:
    page: int
    fill: float
    """1 is full."""
    breach: str
    """What rule the page had to give up; empty: none."""


@dataclass(frozen=True, slots=True)
class TypesetReport:
    lines: int
    justified: int
    """Lines that reach from edge to edge."""
    troubles: tuple[Spot, ...]
    space_mean: float
    space_deviation: float
    space_widest: float
    """Word spaces of justified lines; the font's own is 1."""
    hyphen_share: float
    longest_hyphen_run: int
    hyphens_over_pages: int
    widows: int
    orphans: int
    headings_at_foot: int
    pages: tuple[PageFill, ...]
    floats: tuple[Distance, ...]
    callouts: tuple[Distance, ...]
