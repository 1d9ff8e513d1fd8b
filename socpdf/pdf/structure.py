"""The structure tree: built from the document before drawing, filled while drawing, resolved after.

Elements are numbered like the document's nodes, those without a node (sections) after them. Kept as parallel
lists of finished bytes, since a table of a hundred pages has thirty thousand elements.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from socpdf.core.records import record
from socpdf.pdf.surface import Surface
from socpdf.pdf.syntax import byte_string, references

NO_PARENT: Final = -1
PDF2_NAMESPACE: Final = b"(http://iso.org/pdf2/ssn)"


@record
class _Marked:
    """A marked-content sequence on a page."""

    page: int
    mcid: int


@record
class _Object:
    """An annotation on a page."""

    page: int
    number: int


_Kid = int | _Marked | _Object
"""An int is another element."""


@dataclass(slots=True)
class StructureTree:
    size: int
    """How many numbers belong to nodes of the document."""
    _tags: list[bytes] = field(init=False)
    _parents: list[int] = field(init=False)
    _entries: list[bytes] = field(init=False)
    _kids: list[list[_Kid]] = field(init=False)
    _attached: bytearray = field(init=False)
    _owners: list[list[int]] = field(default_factory=list)
    """By page, by MCID: the element."""
    _annotations: list[int] = field(default_factory=list)
    _named: list[int] = field(default_factory=list)
    _roles: dict[bytes, bytes] = field(default_factory=dict)
    _refers: dict[int, list[int]] = field(default_factory=dict)
    _order: list[int] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tags = [b""] * self.size
        self._parents = [NO_PARENT] * self.size
        self._entries = [b""] * self.size
        self._kids = [[] for _ in range(self.size)]
        self._attached = bytearray(self.size)

    # 1. build

    def block(self, element: int, tag: bytes, parent: int, entries: bytes = b"") -> int:
        """An element whose place among its parent's kids is that of the document."""
        self.inline(element, tag, parent, entries)
        self._attach(element)
        return element

    def inline(self, element: int, tag: bytes, parent: int, entries: bytes = b"") -> None:
        """An element inside text: it takes its place among the text around it when it is drawn."""
        self._tags[element] = tag
        self._parents[element] = parent
        self._entries[element] = entries

    def section(self, tag: bytes, parent: int) -> int:
        """An element that no node of the document stands for."""
        element = len(self._tags)
        self._tags.append(tag)
        self._parents.append(parent)
        self._entries.append(b"")
        self._kids.append([])
        self._attached.append(0)
        self._attach(element)
        return element

    def give_id(self, element: int) -> None:
        """Make the element one that others can name."""
        self._named.append(element)
        self._entries[element] += b"/ID" + identifier(element)

    def add_entries(self, element: int, entries: bytes) -> None:
        self._entries[element] += entries

    def refer(self, element: int, other: int) -> None:
        """Let the element say that it is about the other, too (ISO 32000-2, 14.7.2, Ref)."""
        self._refers.setdefault(element, []).append(other)

    def map_role(self, tag: bytes, standard: bytes) -> None:
        self._roles[tag] = standard

    # 2. fill

    def begin_page(self) -> int:
        """The key of the next page in the parent tree."""
        self._owners.append([])
        return len(self._owners) - 1

    def mark(self, element: int) -> tuple[bytes, int]:
        """Tag and MCID of a new marked-content sequence of the element on the current page."""
        page = len(self._owners) - 1
        owners = self._owners[page]
        if not self._attached[element]:
            self._attach(element)
        self._kids[element].append(_Marked(page, len(owners)))
        owners.append(element)
        return self._tags[element], len(owners) - 1

    def annotate(self, element: int, number: int, pages: int) -> int:
        """Let the element own an annotation of the current page; gives its key in the parent tree.

        `pages` is how many pages the document has: their keys come first.
        """
        self._attach(element)
        self._kids[element].append(_Object(len(self._owners) - 1, number))
        self._annotations.append(element)
        return pages + len(self._annotations) - 1

    # 3. resolve

    def number(self, surface: Surface) -> None:
        """Give every element that came to stand in the tree its object."""
        self._numbers = [0] * len(self._tags)
        stack = [0]
        while stack:
            element = stack.pop()
            self._order.append(element)
            self._numbers[element] = surface.reserve()
            stack.extend(kid for kid in reversed(self._kids[element]) if isinstance(kid, int))

    def object_of(self, element: int) -> int:
        return self._numbers[element]

    def finish(self, surface: Surface, pages: list[int], *, namespace: bool) -> int:
        """Write the tree; gives the number of its root."""
        root = surface.reserve()
        ns = surface.add(b"<</Type/Namespace/NS" + PDF2_NAMESPACE + b">>") if namespace else 0
        for element in self._order:
            surface.put(self._numbers[element], self._element(element, root, pages, ns))
        entries = b"/K %d 0 R" % self._numbers[0]
        entries += b"/ParentTree %d 0 R" % self._parent_tree(surface)
        entries += b"/ParentTreeNextKey %d" % (len(self._owners) + len(self._annotations))
        if self._named:
            entries += b"/IDTree %d 0 R" % self._id_tree(surface)
        if self._roles:
            roles = b"".join(b"/%s/%s" % pair for pair in sorted(self._roles.items()))
            entries += b"/RoleMap<<" + roles + b">>"
        if ns:
            entries += b"/Namespaces[%d 0 R]" % ns
        surface.put(root, b"<</Type/StructTreeRoot" + entries + b">>")
        return root

    def _attach(self, element: int) -> None:
        while not self._attached[element]:
            self._attached[element] = 1
            parent = self._parents[element]
            if parent == NO_PARENT:
                return
            self._kids[parent].append(element)
            element = parent

    def _element(self, element: int, root: int, pages: list[int], ns: int) -> bytes:
        kids = self._kids[element]
        parent = self._parents[element]
        out = b"<</S/%s/P %d 0 R" % (
            self._tags[element],
            root if parent == NO_PARENT else self._numbers[parent],
        )
        if ns and self._tags[element] not in PDF1_ONLY:
            out += b"/NS %d 0 R" % ns
        home = next((kid.page for kid in kids if not isinstance(kid, int)), None)
        if home is not None:
            out += b"/Pg %d 0 R" % pages[home]
        written = [self._kid(kid, home, pages) for kid in kids]
        if written:
            out += b"/K " + (written[0] if len(written) == 1 else b"[" + b" ".join(written) + b"]")
        if element in self._refers:
            out += b"/Ref" + references(self._numbers[other] for other in self._refers[element])
        return out + self._entries[element] + b">>"

    def _kid(self, kid: _Kid, home: int | None, pages: list[int]) -> bytes:
        match kid:
            case _Marked(page=page, mcid=mcid):
                if page == home:
                    return b"%d" % mcid
                return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[page], mcid)
            case _Object(page=page, number=number):
                return b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (pages[page], number)
            case int():
                return b"%d 0 R" % self._numbers[kid]

    def _parent_tree(self, surface: Surface) -> int:
        rows = [surface.add(references(self._numbers[e] for e in owners)) for owners in self._owners]
        rows += [self._numbers[element] for element in self._annotations]
        nums = b" ".join(b"%d %d 0 R" % pair for pair in enumerate(rows))
        return surface.add(b"<</Nums[" + nums + b"]>>")

    def _id_tree(self, surface: Surface) -> int:
        pairs = sorted((identifier(e), self._numbers[e]) for e in self._named if self._attached[e])
        names = b" ".join(b"%s %d 0 R" % pair for pair in pairs)
        limits = pairs[0][0] + pairs[-1][0]
        leaf = surface.add(b"<</Limits[" + limits + b"]/Names[" + names + b"]>>")
        return surface.add(b"<</Kids[%d 0 R]>>" % leaf)


# In PDF 2.0 these keep their meaning from PDF 1.7, whose namespace is the one of elements that name none
# (ISO 32000-2, 14.8.6.2).
PDF1_ONLY: Final = frozenset({b"TOC", b"TOCI", b"Reference"})


def identifier(element: int) -> bytes:
    """The ID of an element, as a string of PDF; all of one length, so that their order is that of numbers."""
    return byte_string(b"n%07d" % element)


def identifiers(elements: Iterable[int]) -> bytes:
    return b"[" + b"".join(identifier(element) for element in elements) + b"]"
