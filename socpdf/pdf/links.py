"""Links, bookmarks and destinations: everything that leads from one place to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from socpdf.core.lengths import PER_POINT
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Area, PagedDocument
from socpdf.ir.reading import every_block
from socpdf.pdf.boxes import frame
from socpdf.pdf.numbers import real
from socpdf.pdf.structure import StructureTree
from socpdf.pdf.surface import Surface
from socpdf.pdf.syntax import string
from socpdf.profiles import Boxes

# How far above a target the view begins, in points: a heading glued to the window's edge looks cut off.
HEADROOM = 12.0


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where nodes are, as PDF says it."""

    paged: PagedDocument
    pages: Sequence[int]
    """The objects of the pages."""
    tree: StructureTree | None
    structural: bool
    """Whether a destination must name the element, not the place alone (ISO 14289-2, 8.8)."""
    boxes: Boxes

    def entries(self, node: NodeId) -> bytes:
        """For an annotation or a bookmark."""
        place = self.paged.places[node]
        page = self.paged.pages[place.page]
        beyond = frame(page, self.boxes).beyond
        top = (page.height - place.area.y) / PER_POINT + HEADROOM
        view = b"/XYZ %s %s null]" % (
            real((place.area.x + beyond) / PER_POINT),
            real(min(top, page.height / PER_POINT) + beyond / PER_POINT),
        )
        plain = b"[%d 0 R" % self.pages[place.page] + view
        if not self.structural or self.tree is None:
            return b"/Dest" + plain
        element = b"[%d 0 R" % self.tree.object_of(node) + view
        return b"/A<</S/GoTo/D" + plain + b"/SD" + element + b">>"


def link_annotation(
    target: doc.Target, says: str, area: Area, height: int, places: Destinations, key: int | None
) -> bytes:
    left, right = area.x / PER_POINT, (area.x + area.width) / PER_POINT
    low, high = (height - area.y - area.height) / PER_POINT, (height - area.y) / PER_POINT
    out = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[%s %s %s %s]" % (
        real(left),
        real(low),
        real(right),
        real(high),
    )
    if key is not None:
        out += b"/StructParent %d" % key
    if says:
        out += b"/Contents" + string(says)
    match target:
        case doc.Address(uri=uri):
            out += b"/A<</S/URI/URI" + string(uri) + b">>"
        case doc.Inside(node=node):
            out += places.entries(node)
    return out + b">>"


@dataclass(slots=True)
class _Bookmark:
    heading: doc.Heading
    number: int
    parent: int
    children: "list[_Bookmark]"


def write_bookmarks(surface: Surface, blocks: tuple[doc.Block, ...], places: Destinations) -> int | None:
    """A bookmark for each listed heading, nested as they are; gives the outline's root."""
    headings = [b for b in every_block(blocks) if isinstance(b, doc.Heading) and b.listed]
    if not headings:
        return None
    root = surface.reserve()
    top: list[_Bookmark] = []
    branch: list[_Bookmark] = []
    for heading in headings:
        while branch and branch[-1].heading.level >= heading.level:
            branch.pop()
        parent = branch[-1].number if branch else root
        bookmark = _Bookmark(heading, surface.reserve(), parent, [])
        (branch[-1].children if branch else top).append(bookmark)
        branch.append(bookmark)
    for bookmark, entries in _linked(top):
        body = b"<</Title" + string(bookmark.heading.plain) + b"/Parent %d 0 R" % bookmark.parent
        surface.put(bookmark.number, body + entries + places.entries(bookmark.heading.id) + b">>")
    ends = (top[0].number, top[-1].number, len(headings))
    surface.put(root, b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends)
    return root


def _linked(siblings: list[_Bookmark]) -> Iterator[tuple[_Bookmark, bytes]]:
    """Each bookmark with what ties it to its neighbours and children."""
    after = {a.number: b.number for a, b in pairwise(siblings)}
    before = {b.number: a.number for a, b in pairwise(siblings)}
    for bookmark in siblings:
        entries = b""
        if bookmark.number in before:
            entries += b"/Prev %d 0 R" % before[bookmark.number]
        if bookmark.number in after:
            entries += b"/Next %d 0 R" % after[bookmark.number]
        if bookmark.children:
            ends = (bookmark.children[0].number, bookmark.children[-1].number, _count(bookmark))
            entries += b"/First %d 0 R/Last %d 0 R/Count %d" % ends
        yield bookmark, entries
        yield from _linked(bookmark.children)


def _count(bookmark: _Bookmark) -> int:
    return sum(1 + _count(child) for child in bookmark.children)
