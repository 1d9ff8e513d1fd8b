"""The structure tree: that everything shown is in it once, and that its elements are where they may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from socpdf.preflight.model import PDF2, Content, Element, Loose, Mark, ObjectKid, Page, Tree
from socpdf.preflight.rules import Fault, Subject, shown, summed

_Key = tuple[object, int]


def is_tagged(subject: Subject) -> Iterator[Fault]:
    catalog = subject.facts.catalog
    if not catalog.has_tree:
        yield Fault("the file is untagged, screen readers must guess: write a structure tree")
    elif not catalog.marked:
        yield Fault("the catalog does not say that the file is tagged: set Marked in MarkInfo to true")


def has_no_suspects(subject: Subject) -> Iterator[Fault]:
    if subject.facts.catalog.suspects:
        yield Fault("Suspects in MarkInfo is true: correct the tags and remove the entry")


# --- content and tree -------------------------------------------------------------------------------------


def _tagged(tree: Tree) -> Counter[_Key]:
    """How often the tree names each marked-content sequence."""
    return Counter(
        (kid.stream, kid.mcid)
        for e in tree.elements
        for kid in e.kids
        if isinstance(kid, Content) and kid.stream
    )


def _is_tagged(mark: Mark, named: Mapping[_Key, int]) -> bool:
    return mark.mcid is not None and (mark.stream, mark.mcid) in named


def no_artifact_in_content(subject: Subject) -> Iterator[Fault]:
    for page, mark, named in _marks(subject):
        if mark.is_artifact and any(_is_tagged(outer, named) for outer in page.inside(mark)):
            yield Fault(
                f"an artifact {_saying(mark)} lies inside tagged content: close the content first", page.index
            )


def no_content_in_artifact(subject: Subject) -> Iterator[Fault]:
    for page, mark, named in _marks(subject):
        if _is_tagged(mark, named) and any(outer.is_artifact for outer in page.inside(mark)):
            yield Fault(
                f"tagged content {_saying(mark)} lies inside an artifact: close the artifact first",
                page.index,
            )


def content_is_tagged(subject: Subject) -> Iterator[Fault]:
    tree = subject.facts.tree
    if tree is None:
        return
    named = _tagged(tree)
    for page in subject.facts.pages:
        faults = [
            Fault(f"{_what(loose)} is neither tagged nor an artifact", page.index) for loose in page.loose
        ]
        faults += [
            Fault(f"marked content {mark.mcid} {_saying(mark)} is in no structure element", page.index)
            for mark in page.marks
            if mark.mcid is not None and mark.paints and not _is_held(page, mark, named)
        ]
        yield from summed(faults, "places")


def _what(loose: Loose) -> str:
    return f"{loose.kind} {shown(loose.text)}" if loose.text else loose.kind


def _is_held(page: Page, mark: Mark, named: Mapping[_Key, int]) -> bool:
    around = (mark, *page.inside(mark))
    return any(_is_tagged(m, named) or m.is_artifact for m in around)


def _marks(subject: Subject) -> Iterator[tuple[Page, Mark, Mapping[_Key, int]]]:
    tree = subject.facts.tree
    named = _tagged(tree) if tree else Counter()
    for page in subject.facts.pages:
        for mark in page.marks:
            yield page, mark, named


def _saying(mark: Mark) -> str:
    return shown(mark.text) if mark.text.strip() else f"`{mark.tag}`"


def tree_content_exists(subject: Subject) -> Iterator[Fault]:
    tree, texts = subject.facts.tree, subject.facts.texts
    if tree is None:
        return
    named = _tagged(tree)
    for element in tree.elements:
        for kid in element.kids:
            if not isinstance(kid, Content):
                continue
            if kid.stream is None:
                yield subject.at(element, f"marked content {kid.mcid} names no page: add Pg")
            elif (kid.stream, kid.mcid) not in texts:
                yield subject.at(element, f"marked content {kid.mcid} does not exist on its page")
            elif named[kid.stream, kid.mcid] > 1:
                yield subject.at(element, f"marked content {kid.mcid} stands in the tree more than once")


def parents_agree(subject: Subject) -> Iterator[Fault]:
    tree = subject.facts.tree
    if tree is None:
        return
    faults: dict[object, list[Fault]] = {}
    for element in tree.elements:
        for kid in element.kids:
            if not isinstance(kid, Content) or kid.stream is None or element.number is None:
                continue
            listed = tree.parents.get(tree.keys.get(kid.stream, -1), ())
            found = listed[kid.mcid] if 0 <= kid.mcid < len(listed) else None
            if found != element.number:
                message = f"the parent tree gives another element for marked content {kid.mcid}"
                faults.setdefault(kid.stream, []).append(subject.at(element, message))
    for page in faults.values():
        yield from summed(page, "sequences")


def tree_is_sound(subject: Subject) -> Iterator[Fault]:
    tree = subject.facts.tree
    if tree is None:
        return
    yield from (Fault(problem) for problem in tree.problems)
    for element in tree.elements:
        if not element.has_parent_entry:
            yield subject.at(element, f"`{element.tag}` has no P entry: name its parent")


def root_is_one_document(subject: Subject) -> Iterator[Fault]:
    tree = subject.facts.tree
    if tree is None:
        return
    roots = [tree.elements[index] for index in tree.roots]
    if [root.role for root in roots] != ["Document"]:
        tags = ", ".join(root.tag for root in roots) or "nothing"
        yield Fault(f"the tree has {shown(tags)} at its root: put one Document there around all of it")
    elif roots[0].namespace != PDF2:
        yield Fault("the Document at the root is not in the namespace of PDF 2.0: add NS")


def forms_are_drawn_once(subject: Subject) -> Iterator[Fault]:
    for form in subject.facts.forms:
        if form.has_ids and form.uses > 1:
            message = f"a form with marked content is drawn {form.uses} times"
            yield Fault(f"{message}: draw it once or mark it as artifact", place=f"object {form.number}")


def has_no_reference_forms(subject: Subject) -> Iterator[Fault]:
    for form in subject.facts.forms:
        if form.is_reference:
            yield Fault(
                "a form stands for a page of another file: draw the content itself",
                place=f"object {form.number}",
            )


# --- roles ------------------------------------------------------------------------------------------------


def roles_are_mapped(subject: Subject) -> Iterator[Fault]:
    yield from _role_faults(subject, "unmapped", "maps to no standard type: add it to the RoleMap")


def role_map_has_no_loop(subject: Subject) -> Iterator[Fault]:
    yield from _role_faults(subject, "circular", "maps back to itself: map it to a standard type")


def standard_types_stay(subject: Subject) -> Iterator[Fault]:
    yield from _role_faults(subject, "remapped", "is a standard type and must not be mapped")


def _role_faults(subject: Subject, problem: str, message: str) -> Iterator[Fault]:
    told: set[str] = set()
    tree = subject.facts.tree
    for element in tree.elements if tree else ():
        if element.role_problem == problem and element.tag not in told:
            told.add(element.tag)
            yield subject.at(element, f"`{element.tag}` {message}")


# --- nesting ----------------------------------------------------------------------------------------------

_ROW_GROUPS: Final = ("THead", "TBody", "TFoot")
_TABLE_PARENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "TR": ("Table", *_ROW_GROUPS),
    "THead": ("Table",),
    "TBody": ("Table",),
    "TFoot": ("Table",),
    "TH": ("TR",),
    "TD": ("TR",),
}
_TABLE_KIDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Table": ("TR", "Caption", *_ROW_GROUPS),
    "THead": ("TR",),
    "TBody": ("TR",),
    "TFoot": ("TR",),
    "TR": ("TH", "TD"),
}
_LIST_PARENTS: Final[Mapping[str, tuple[str, ...]]] = {"LI": ("L",), "LBody": ("LI",)}
_LIST_KIDS: Final[Mapping[str, tuple[str, ...]]] = {"L": ("L", "LI", "Caption"), "LI": ("Lbl", "LBody")}
_CONTENTS_PARENTS: Final[Mapping[str, tuple[str, ...]]] = {"TOCI": ("TOC",)}
_CONTENTS_KIDS: Final[Mapping[str, tuple[str, ...]]] = {"TOC": ("TOC", "TOCI", "Caption")}
_RUBY: Final = (("RB", "RT"), ("RB", "RP", "RT", "RP"))
_WARICHU: Final = (("WP", "WT", "WP"),)


def table_parts_nest(subject: Subject) -> Iterator[Fault]:
    yield from _misplaced(subject, _TABLE_PARENTS, _TABLE_KIDS)
    for table in subject.elements("Table"):
        roles = Counter(_kid_roles(subject, table))
        for part in ("THead", "TFoot", "Caption"):
            if roles[part] > 1:
                yield subject.at(table, f"the table has {roles[part]} {part}: it may have one")
        if (roles["THead"] or roles["TFoot"]) and not roles["TBody"]:
            yield subject.at(table, "the table has a THead or TFoot but no TBody: put its rows into one")


def list_parts_nest(subject: Subject) -> Iterator[Fault]:
    yield from _misplaced(subject, _LIST_PARENTS, _LIST_KIDS)
    yield from _late_captions(subject, "L")


def contents_parts_nest(subject: Subject) -> Iterator[Fault]:
    yield from _misplaced(subject, _CONTENTS_PARENTS, _CONTENTS_KIDS)
    yield from _late_captions(subject, "TOC")


def ruby_parts_nest(subject: Subject) -> Iterator[Fault]:
    for role, allowed in (("Ruby", _RUBY), ("Warichu", _WARICHU)):
        for element in subject.elements(role):
            kids = tuple(_kid_roles(subject, element))
            if kids not in allowed:
                right = shown(" ".join(allowed[0]))
                yield subject.at(element, f"`{role}` holds {shown(' '.join(kids))}: write {right}")


def _kid_roles(subject: Subject, element: Element) -> list[str]:
    tree = subject.facts.tree
    return [child.role for child in tree.children(element)] if tree else []


def _misplaced(
    subject: Subject, parents: Mapping[str, tuple[str, ...]], kids: Mapping[str, tuple[str, ...]]
) -> Iterator[Fault]:
    tree = subject.facts.tree
    for element in tree.elements if tree else ():
        above = tree.parent(element) if tree else None
        around = "the root" if above is None else above.role
        if element.role in parents and around not in parents[element.role]:
            allowed = " or ".join(parents[element.role])
            yield subject.at(element, f"`{element.role}` stands in `{around}`: put it into {allowed}")
        elif above is not None and above.role in kids and element.role not in kids[above.role]:
            yield subject.at(element, f"`{element.role}` may not stand directly in `{above.role}`")
        if element.role in kids and element.role != "LI" and _holds_content(element):
            yield subject.at(element, f"`{element.role}` holds content itself: put it into one of its parts")


def _holds_content(element: Element) -> bool:
    return any(isinstance(kid, Content | ObjectKid) for kid in element.kids)


def _late_captions(subject: Subject, role: str) -> Iterator[Fault]:
    for element in subject.elements(role):
        if "Caption" in _kid_roles(subject, element)[1:]:
            yield subject.at(element, f"the Caption of `{role}` is not its first child: move it there")
