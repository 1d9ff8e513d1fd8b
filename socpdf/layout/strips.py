"""What pages are filled with: strips of a column, one below the other, each whole in itself.

A line of text is a strip, a table is one (or one a row, where it may be divided), a picture is one. Positions
inside a strip are relative to its upper left corner.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from socpdf.core.lengths import Sp
from socpdf.core.records import record
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Area, Box, Item, Line, LinkArea, Picture, Rule, Segment, Shape, said
from socpdf.layout.style import TypeStyle


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A place for the number of the page where a node begins; it ends at `right`."""

    node: NodeId
    owner: NodeId
    left: Sp
    """Where its line's text ends: dots lead from there to the number."""
    right: Sp
    y: Sp
    look: TypeStyle


@record
class LineFact:
    """What is remembered of a line of text, for those who judge the pages."""

    owner: NodeId
    """The paragraph."""
    index: int
    count: int
    """Which of how many lines of its paragraph."""
    segments: tuple[Segment, ...]
    justified: bool
    space: float | None
    """Of its word spaces, the font's own being 1; None where it is not filled."""
    hyphenated: bool
    trouble: str
    room: int = 0
    """What it leaves of its measure."""

    @property
    def text(self) -> str:
        return said(self.segments)


@record
class Strip:
    height: int
    items: tuple[Item, ...] = ()
    links: tuple[LinkArea, ...] = ()
    begins: tuple[tuple[NodeId, Area], ...] = ()
    """Nodes that others lead to and that begin here."""
    before: int = 0
    """Space above, dropped at the top of a page."""
    keeps: bool = False
    """No page may end after it."""
    notes: "tuple[Stack, ...]" = ()
    """Footnotes called here: they stand at the foot of the same page."""
    beside: "tuple[Stack, ...]" = ()
    """Callouts that stand in the margin at this height."""
    numbers: tuple[PageNumber, ...] = ()
    floats: bool = False
    """It may wait for the next page while text goes on, until the next heading."""
    new_page: bool = False
    """A page begins with it."""
    heads: int = 0
    """The level of the heading it is; 0 for all else. No float leaves its section."""
    stretch: int = 0
    """How much more space may stand above it, to fill a page; whole lines."""
    lines: tuple[LineFact, ...] = ()
    wide: bool = False
    """It takes the margin as well: no callout stands beside it."""
    restart: "Strip | None" = None
    """What is drawn above it where a page begins with it: the head of its table, once more."""


@record
class Stack:
    """Strips that stay together."""

    strips: tuple[Strip, ...]

    @property
    def height(self) -> int:
        return height_of(self.strips)


def height_of(strips: Iterable[Strip]) -> int:
    """Of strips from the top of a page: the first has no space above."""
    return sum(strip.height + (strip.before if index else 0) for index, strip in enumerate(strips))


@record
class Shift:
    """Moves what is drawn to its place on the page."""

    x: int
    y: int

    def item(self, item: Item) -> Item:
        # All that is drawn passes through here, and `replace` takes three times as long.
        x, y = self.x, self.y
        match item:
            case Line():
                return Line(
                    Sp(item.x + x), Sp(item.y + y), item.segments, item.turned, item.expansion, item.tracking
                )
            case Rule():
                x1, y1, x2, y2 = Sp(item.x1 + x), Sp(item.y1 + y), Sp(item.x2 + x), Sp(item.y2 + y)
                return Rule(x1, y1, x2, y2, item.weight, item.ink, item.owner, item.dots)
            case Box() | Picture() | Shape():
                return replace(item, x=Sp(item.x + x), y=Sp(item.y + y))

    def area(self, area: Area) -> Area:
        return Area(Sp(area.x + self.x), Sp(area.y + self.y), area.width, area.height)

    def link(self, link: LinkArea) -> LinkArea:
        return LinkArea(link.link, self.area(link.area))


def stacked(strips: Iterable[Strip]) -> Strip:
    """One strip of several, to be placed as a whole."""
    items: list[Item] = []
    links: list[LinkArea] = []
    begins: list[tuple[NodeId, Area]] = []
    notes: list[Stack] = []
    beside: list[Stack] = []
    numbers: list[PageNumber] = []
    lines: list[LineFact] = []
    y = 0
    for index, strip in enumerate(strips):
        y += strip.before if index else 0
        shift = Shift(0, y)
        items.extend(map(shift.item, strip.items))
        links.extend(map(shift.link, strip.links))
        begins.extend((node, shift.area(area)) for node, area in strip.begins)
        numbers.extend(replace(number, y=Sp(number.y + y)) for number in strip.numbers)
        notes.extend(strip.notes)
        beside.extend(strip.beside)
        lines.extend(strip.lines)
        y += strip.height
    return Strip(
        y,
        tuple(items),
        tuple(links),
        tuple(begins),
        notes=tuple(notes),
        beside=tuple(beside),
        numbers=tuple(numbers),
        lines=tuple(lines),
    )
