"""The structure tree of a file, walked with a guard against loops, every element with its standard role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from socpdf.preflight.model import (
    MATHML,
    PDF2,
    PDF17,
    Attributes,
    Child,
    Content,
    Element,
    Kid,
    ObjectKid,
    Rectangle,
    StreamKey,
    Tree,
)
from socpdf.preflight.objects import Dict, Obj, Ref, Store, number_of

# ISO 32000-1, 14.8.4.
_NAMES_17: Final = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 "
    "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot "
    "Ruby RB RT RP Warichu WT WP Figure Formula Form"
)
# ISO 32000-2, 14.8.4; headings of any level besides.
_NAMES_20: Final = (
    "Document DocumentFragment Part Sect Div Aside NonStruct P H Title FENote Sub Lbl Span Em Strong Link "
    "Annot Form Ruby RB RT RP Warichu WT WP L LI LBody Table TR TH TD THead TBody TFoot Caption Figure "
    "Formula Artifact"
)
STANDARD_17: Final = frozenset(_NAMES_17.split())
STANDARD_20: Final = frozenset(_NAMES_20.split())
_HEADING: Final = re.compile(r"H[1-9][0-9]*")
# What a file may hold before we believe in a trap; a report of 200 pages has some 60 000 elements.
_MOST_ELEMENTS: Final = 1_000_000
_DEEPEST: Final = 512
_LONGEST_MAP: Final = 64

RoleProblem = Literal["", "unmapped", "circular", "remapped"]


def is_standard(tag: str, namespace: str) -> bool:
    if namespace == PDF2:
        return tag in STANDARD_20 or _HEADING.fullmatch(tag) is not None
    return namespace == MATHML or (namespace == PDF17 and tag in STANDARD_17)


@dataclass(frozen=True, slots=True)
class _Namespace:
    uri: str
    roles: Mapping[str, Obj]


@dataclass(slots=True)
class _Draft:
    """An element while its branch is walked."""

    values: Dict
    number: int | None
    parent: int | None
    depth: int
    page: int | None
    kids: list[Kid] = field(default_factory=list)


def read_tree(store: Store, root: Dict, pages: Mapping[int, int]) -> Tree:
    """The tree under a StructTreeRoot; `pages` gives the index of a page by object number."""
    return _Reader(store, root, pages).read()


@dataclass(slots=True)
class _Reader:
    store: Store
    root: Dict
    pages: Mapping[int, int]
    drafts: list[_Draft] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    namespaces: dict[int | None, _Namespace] = field(default_factory=dict)

    def read(self) -> Tree:
        store = self.store
        self.namespaces[None] = _Namespace(PDF17, store.dict(self.root.get("RoleMap")) or {})
        tops: list[Kid] = []
        self._walk(self.root.get("K"), tops)
        classes = store.dict(self.root.get("ClassMap")) or {}
        elements = tuple(self._finish(index, draft, classes) for index, draft in enumerate(self.drafts))
        roots = tuple(kid.index for kid in tops if isinstance(kid, Child))
        elements = _numbered(elements, roots)
        parents = dict(self._parent_tree())
        return Tree(elements, roots, parents, self._keys(), tuple(self.problems))

    def _walk(self, top: Obj, tops: list[Kid]) -> None:
        """Depth first, so that drafts stand in reading order."""
        waiting: list[tuple[Obj, int | None]] = [(kid, None) for kid in reversed(self.store.items(top))]
        while waiting:
            kid, parent = waiting.pop()
            owner = None if parent is None else self.drafts[parent]
            found = self._kid(kid, parent, owner)
            if found is None:
                continue
            (tops if owner is None else owner.kids).append(found)
            if isinstance(found, Child):
                draft = self.drafts[found.index]
                inner = self.store.items(draft.values.get("K"))
                waiting.extend((item, found.index) for item in reversed(inner))

    def _kid(self, kid: Obj, parent: int | None, owner: _Draft | None) -> Kid | None:
        store = self.store
        above = None if owner is None else owner.page
        mcid = store.integer(kid)
        if mcid is not None:
            return Content(None if above is None else ("page", above), mcid)
        values = store.dict(kid)
        if values is None:
            return None
        page = self._page(values, above)
        match store.name(values.get("Type")):
            case "MCR":
                form = number_of(values.get("Stm"))
                stream: StreamKey | None = (
                    ("form", form) if form else page if page is None else ("page", page)
                )
                return Content(stream, store.integer(values.get("MCID")) or 0)
            case "OBJR":
                return ObjectKid(number_of(values.get("Obj")), page)
            case _:
                return self._element(kid, values, parent, owner)

    def _element(self, kid: Obj, values: Dict, parent: int | None, owner: _Draft | None) -> Kid | None:
        number = number_of(kid)
        depth = 0 if owner is None else owner.depth + 1
        if number in self.seen:
            self.problems.append(f"element {number} stands in the tree more than once")
            return None
        if depth > _DEEPEST or len(self.drafts) >= _MOST_ELEMENTS:
            self.problems.append(f"the tree is deeper than {_DEEPEST} or has over {_MOST_ELEMENTS} elements")
            return None
        if number is not None:
            self.seen.add(number)
        page = self._page(values, None if owner is None else owner.page)
        self.drafts.append(_Draft(values, number, parent, depth, page))
        return Child(len(self.drafts) - 1)

    def _page(self, values: Dict, above: int | None) -> int | None:
        number = number_of(values.get("Pg"))
        return above if number is None else self.pages.get(number)

    def _finish(self, index: int, draft: _Draft, classes: Dict) -> Element:
        store, values = self.store, draft.values
        tag = store.name(values.get("S")) or ""
        role, namespace, problem = self._role(tag, values.get("NS"))
        return Element(
            index=index,
            parent=draft.parent,
            tag=tag,
            role=role,
            namespace=namespace,
            role_problem=problem,
            ordinal=0,
            number=draft.number,
            id=store.string(values.get("ID")),
            lang=store.text(values.get("Lang")),
            alt=store.text(values.get("Alt")),
            actual_text=store.text(values.get("ActualText")),
            expansion=store.text(values.get("E")),
            attributes=read_attributes(store, values, classes),
            page=draft.page,
            refs=tuple(n for n in map(number_of, store.array(values.get("Ref")) or ()) if n is not None),
            has_parent_entry=store.dict(values.get("P")) is not None,
            title=store.text(values.get("T")) or "",
            kids=tuple(draft.kids),
        )

    # --- roles -------------------------------------------------------------------------------------------

    def _namespace(self, value: Obj) -> _Namespace:
        number = number_of(value)
        if number is None:
            return self.namespaces[None]
        if number not in self.namespaces:
            values = self.store.dict(value) or {}
            uri = self.store.text(values.get("NS")) or ""
            self.namespaces[number] = _Namespace(uri, self.store.dict(values.get("RoleMapNS")) or {})
        return self.namespaces[number]

    def _role(self, tag: str, namespace: Obj) -> tuple[str, str, RoleProblem]:
        """The standard type a tag stands for, and what is wrong with the way there."""
        space = self._namespace(namespace)
        if is_standard(tag, space.uri):
            problem: RoleProblem = "remapped" if self._maps_away(tag, space) else ""
            return tag, space.uri, problem
        current, steps = tag, {(tag, space.uri)}
        while len(steps) < _LONGEST_MAP:
            target = self.store.get(space.roles.get(current))
            if target is None:
                return tag, space.uri, "unmapped"
            if isinstance(target, tuple):
                current = self.store.name(target[0]) or "" if target else ""
                space = self._namespace(target[1] if len(target) > 1 else None)
            else:
                current = self.store.name(target) or ""
            if is_standard(current, space.uri):
                return current, space.uri, ""
            if (current, space.uri) in steps:
                return tag, space.uri, "circular"
            steps.add((current, space.uri))
        return tag, space.uri, "circular"

    def _maps_away(self, tag: str, space: _Namespace) -> bool:
        target = self.store.get(space.roles.get(tag))
        return target is not None and self.store.name(target) != tag

    # --- the parent tree ---------------------------------------------------------------------------------

    def _parent_tree(self) -> Iterator[tuple[int, tuple[int | None, ...]]]:
        for key, value in number_tree(self.store, self.root.get("ParentTree")):
            entries = self.store.get(value)
            if isinstance(entries, tuple):
                yield key, tuple(map(number_of, entries))
            else:
                yield key, (number_of(value),)

    def _keys(self) -> dict[StreamKey, int]:
        keys: dict[StreamKey, int] = {}
        for number, index in self.pages.items():
            key = self.store.integer((self.store.dict(Ref(number)) or {}).get("StructParents"))
            if key is not None:
                keys["page", index] = key
        forms = {
            kid.stream[1]
            for draft in self.drafts
            for kid in draft.kids
            if isinstance(kid, Content) and kid.stream is not None and kid.stream[0] == "form"
        }
        for number in sorted(forms):
            key = self.store.integer((self.store.dict(Ref(number)) or {}).get("StructParents"))
            if key is not None:
                keys["form", number] = key
        return keys


def _numbered(elements: tuple[Element, ...], roots: tuple[int, ...]) -> tuple[Element, ...]:
    """The same elements, each knowing its place among siblings of one tag."""
    families = [roots, *(tuple(k.index for k in e.kids if isinstance(k, Child)) for e in elements)]
    ordinals: dict[int, int] = {}
    for family in families:
        sizes = Counter(elements[index].tag for index in family)
        count: Counter[str] = Counter()
        for index in family:
            tag = elements[index].tag
            count[tag] += 1
            ordinals[index] = count[tag] if sizes[tag] > 1 else 0
    return tuple(replace(e, ordinal=ordinals[e.index]) if ordinals.get(e.index) else e for e in elements)


def number_tree(store: Store, top: Obj) -> Iterator[tuple[int, Obj]]:
    """Keys and values of a number tree (ISO 32000-1, 7.9.7), loops left out."""
    for key, value in _leaves(store, top, "Nums"):
        number = store.integer(key)
        if number is not None:
            yield number, value


def name_tree(store: Store, top: Obj) -> Iterator[tuple[bytes, Obj]]:
    """Keys and values of a name tree (ISO 32000-1, 7.9.6), loops left out."""
    for key, value in _leaves(store, top, "Names"):
        name = store.string(key)
        if name is not None:
            yield name, value


def _leaves(store: Store, top: Obj, kind: str) -> Iterator[tuple[Obj, Obj]]:
    waiting, seen = [top], set()
    while waiting:
        node = waiting.pop()
        number = number_of(node)
        values = store.dict(node)
        if values is None or number in seen:
            continue
        if number is not None:
            seen.add(number)
        pairs = store.array(values.get(kind)) or ()
        yield from zip(pairs[::2], pairs[1::2], strict=False)
        waiting.extend(reversed(store.array(values.get("Kids")) or ()))


def read_attributes(store: Store, values: Dict, classes: Dict) -> Attributes:
    """The attributes of an element: its classes first, its own over them (ISO 32000-1, 14.7.5)."""
    merged: dict[str, Obj] = {}
    owned = [classes.get(name) for name in (store.name(c) for c in store.items(values.get("C"))) if name]
    for source in (*owned, values.get("A")):
        for item in store.items(source):
            merged.update(store.dict(item) or {})
    headers = tuple(h for h in map(store.string, store.items(merged.get("Headers"))) if h is not None)
    return Attributes(
        summary=store.text(merged.get("Summary")),
        scope=store.name(merged.get("Scope")),
        headers=headers,
        row_span=_span(store, merged.get("RowSpan")),
        col_span=_span(store, merged.get("ColSpan")),
        numbering=store.name(merged.get("ListNumbering")),
        note_type=store.name(merged.get("NoteType")),
        bbox=rectangle(store, merged.get("BBox")),
    )


def _span(store: Store, value: Obj) -> int:
    # A table of more columns or rows than this is a broken number.
    return min(max(store.integer(value) or 1, 1), 10_000)


def rectangle(store: Store, value: Obj) -> Rectangle | None:
    """Four numbers, lower left and upper right."""
    match store.numbers(value):
        case (x0, y0, x1, y1):
            return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        case _:
            return None
