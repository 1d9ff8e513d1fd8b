"""What is known of a PDF before it is judged: facts only, no opinion.

Made by `facts.read`; the checks see nothing else of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

PDF17: Final = "http://iso.org/pdf/ssn"
PDF2: Final = "http://iso.org/pdf2/ssn"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"

StreamKey: TypeAlias = tuple[Literal["page", "form"], int]
"""Where marked-content ids are counted: in a page (by index) or a form XObject (by object number)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence of a page, or of a form drawn there."""

    index: int
    parent: int | None
    stream: StreamKey
    tag: str
    mcid: int | None
    lang: str | None
    actual_text: str | None
    alt: str | None
    expansion: str | None
    text: str
    """What its fonts say; a line break where the next words stand on another line."""
    spoken: str
    """The same as it is read aloud: its own replacements and those of the sequences in it come first."""
    paints: bool
    """Something is shown directly in it."""

    @property
    def is_artifact(self) -> bool:
        return self.tag == "Artifact"


@dataclass(frozen=True, slots=True)
class Loose:
    """Something shown outside every marked-content sequence that has an id or is an artifact."""

    kind: Literal["text", "path", "image", "shading"]
    text: str


ColourSpace: TypeAlias = Literal["DeviceGray", "DeviceRGB", "DeviceCMYK"]
Rectangle: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Annotation:
    subtype: str
    number: int | None
    contents: str | None
    flags: int | None
    struct_parent: int | None
    lang: str | None
    uri: str | None
    destination: Destination | None
    action: str | None
    field_name: str | None
    """The TU entry of a form field."""
    attached: int | None
    """Index into `Facts.files` of what a file attachment carries."""

    @property
    def is_hidden(self) -> bool:
        return bool((self.flags or 0) & 2)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link or bookmark leads."""

    name: str
    """Of a named destination; empty for an explicit one."""
    page: int | None
    """Index of the page; None where it leads nowhere."""
    is_structural: bool
    inside: bool = True
    """Leads to this document."""

    @property
    def resolves(self) -> bool:
        return self.page is not None or not self.inside


@dataclass(frozen=True, slots=True)
class Page:
    index: int
    tabs: str | None
    has_group_colour: bool
    has_transparency: bool
    annotations: tuple[Annotation, ...]
    marks: tuple[Mark, ...]
    loose: tuple[Loose, ...]
    colours: frozenset[ColourSpace]
    """Device colours used without a default that defines them."""

    def inside(self, mark: Mark) -> Iterator[Mark]:
        """The sequences around a sequence, innermost first."""
        while mark.parent is not None:
            mark = self.marks[mark.parent]
            yield mark


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes of a structure element that some check reads."""

    summary: str | None = None
    scope: str | None = None
    headers: tuple[bytes, ...] = ()
    row_span: int = 1
    col_span: int = 1
    numbering: str | None = None
    note_type: str | None = None
    bbox: Rectangle | None = None


@dataclass(frozen=True, slots=True)
class Child:
    index: int


@dataclass(frozen=True, slots=True)
class Content:
    stream: StreamKey | None
    """None where the page cannot be told."""
    mcid: int


@dataclass(frozen=True, slots=True)
class ObjectKid:
    number: int | None
    page: int | None


Kid: TypeAlias = Child | Content | ObjectKid


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element; `role` is its standard type, all role maps followed."""

    index: int
    parent: int | None
    tag: str
    role: str
    namespace: str
    """Of the role: that of PDF 1.7 where nothing else is said."""
    role_problem: Literal["", "unmapped", "circular", "remapped"]
    ordinal: int
    """Which of its parent's children with this tag it is, from 1; 0 if the only one."""
    number: int | None
    id: bytes | None
    lang: str | None
    alt: str | None
    actual_text: str | None
    expansion: str | None
    attributes: Attributes
    page: int | None
    refs: tuple[int, ...]
    """Object numbers of the elements its Ref entry names."""
    has_parent_entry: bool
    title: str = ""
    kids: tuple[Kid, ...] = ()

    @property
    def step(self) -> str:
        return f"{self.tag}[{self.ordinal}]" if self.ordinal else self.tag


@dataclass(frozen=True, slots=True)
class Tree:
    elements: tuple[Element, ...]
    """In reading order: a parent before its children."""
    roots: tuple[int, ...]
    parents: Mapping[int, tuple[int | None, ...]]
    """The parent tree: key to object numbers of elements (one for an object, one for each id of a page)."""
    keys: Mapping[StreamKey, int]
    """The StructParents entry of each page and form."""
    problems: tuple[str, ...] = ()
    """Loops and cut branches met while walking."""

    def children(self, element: Element) -> Iterator[Element]:
        return (self.elements[kid.index] for kid in element.kids if isinstance(kid, Child))

    def parent(self, element: Element) -> Element | None:
        return None if element.parent is None else self.elements[element.parent]

    def ancestors(self, element: Element) -> Iterator[Element]:
        above = self.parent(element)
        while above is not None:
            yield above
            above = self.parent(above)

    def subtree(self, element: Element) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        waiting = [element]
        while waiting:
            current = waiting.pop()
            yield current
            waiting.extend(reversed(list(self.children(current))))

    def contents(self, element: Element) -> Iterator[Content]:
        """All marked content of a branch, in reading order."""
        waiting: list[Kid] = [Child(element.index)]
        while waiting:
            match waiting.pop():
                case Child(index=index):
                    waiting.extend(reversed(self.elements[index].kids))
                case Content() as content:
                    yield content
                case ObjectKid():
                    pass

    def path(self, element: Element) -> str:
        steps = [element.step, *(above.step for above in self.ancestors(element))]
        return " > ".join(reversed(steps))

    def page(self, element: Element) -> int | None:
        """Index of the page a branch begins on, where the file says."""
        for inner in self.subtree(element):
            for kid in inner.kids:
                if isinstance(kid, Content) and kid.stream is not None and kid.stream[0] == "page":
                    return kid.stream[1]
            if inner.page is not None:
                return inner.page
        return None

    def with_role(self, *roles: str) -> Iterator[Element]:
        return (element for element in self.elements if element.role in roles)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character code that is shown, as its font defines it."""

    code: int
    unicode: str | None
    page: int
    """Index of the first page that shows it."""
    rendered: bool
    exists: bool | None
    """The font program has it; None where this cannot be told."""
    is_notdef: bool
    width: float | None
    """In thousandths, as the PDF says."""
    program_width: float | None
    """In thousandths, as the font program says."""


@dataclass(frozen=True, slots=True)
class Font:
    name: str
    number: int | None
    subtype: str
    descendant: str
    """CIDFontType0 or CIDFontType2 of a composite font."""
    embedded: bool
    symbolic: bool
    encoding: str
    """Name of the encoding or CMap; empty where there is none."""
    differences: tuple[str, ...]
    cmap_embedded: bool
    cmap_modes: tuple[int, int]
    """Writing mode as the CMap's dictionary says, and as the CMap itself says."""
    cmap_uses: str
    cmap_system: tuple[str, str, int] | None
    cid_system: tuple[str, str, int] | None
    has_gid_map: bool
    bad_unicode: tuple[str, ...]
    """Values in ToUnicode which no character has: U+0000, U+FEFF, U+FFFE."""
    cid_set_missing: tuple[int, ...]
    tables: frozenset[tuple[int, int]] | None
    """Platform and encoding of the cmap subtables of a TrueType program."""
    glyphs: tuple[Glyph, ...]

    @property
    def is_rendered(self) -> bool:
        return any(glyph.rendered for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Bookmark:
    title: str
    destination: Destination | None
    action: str | None


@dataclass(frozen=True, slots=True)
class AttachedFile:
    number: int | None
    file: str | None
    unicode_file: str | None
    description: str | None
    relationship: str | None
    mime: str | None
    embedded: bool
    associated: bool
    """Some AF entry names it."""
    listed: bool
    """The name tree of embedded files names it."""

    @property
    def label(self) -> str:
        return self.unicode_file or self.file or f"object {self.number or '?'}"


@dataclass(frozen=True, slots=True)
class Intent:
    subtype: str
    space: str
    """Colour space of its ICC profile: GRAY, RGB or CMYK; empty without a profile."""
    device_class: str
    condition: str
    """The OutputConditionIdentifier."""
    profile: int | None
    """Object number of the profile."""


@dataclass(frozen=True, slots=True)
class LabelRange:
    start: int
    style: str
    first: int


@dataclass(frozen=True, slots=True)
class LayerConfig:
    name: str | None
    has_auto_state: bool


@dataclass(frozen=True, slots=True)
class FormUse:
    """A form XObject and how often pages draw it."""

    number: int
    uses: int
    has_ids: bool
    is_reference: bool


@dataclass(frozen=True, slots=True)
class MediaClip:
    number: int | None
    has_type: bool
    has_alternative: bool


@dataclass(frozen=True, slots=True)
class Action:
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Xmp:
    title: str | None
    creators: tuple[str, ...]
    description: str | None
    keywords: str | None
    producer: str | None
    creator_tool: str | None
    created: str | None
    modified: str | None
    ua_part: str | None
    ua_rev: str | None
    a_part: str | None
    a_conformance: str | None
    a_rev: str | None
    declarations: tuple[str, ...]
    x_version: str | None
    """Of PDF/X, such as `PDF/X-4`."""
    trapped: str | None
    noted: str | None
    """When the metadata were last changed."""
    document_id: str | None
    version_id: str | None
    rendition: str | None


@dataclass(frozen=True, slots=True)
class Catalog:
    lang: str | None
    marked: bool
    suspects: bool
    display_title: bool | None
    has_tree: bool
    dynamic_form: bool
    piece_info: bool


@dataclass(frozen=True, slots=True)
class Facts:
    version: str
    has_id: bool
    encrypted: bool
    permissions: int | None
    """The P entry of the encryption dictionary."""
    catalog: Catalog
    info: Mapping[str, str]
    xmp: Xmp | None
    pages: tuple[Page, ...]
    tree: Tree | None
    fonts: tuple[Font, ...]
    bookmarks: tuple[Bookmark, ...]
    files: tuple[AttachedFile, ...]
    intents: tuple[Intent, ...]
    labels: tuple[LabelRange, ...] | None
    layers: tuple[LayerConfig, ...]
    forms: tuple[FormUse, ...]
    clips: tuple[MediaClip, ...]
    actions: tuple[Action, ...]
    filters: tuple[str, ...]
    """Names of the filters in use."""
    has_external_stream: bool
    damage: tuple[str, ...]
    """What the reader had to repair."""
    texts: Mapping[tuple[StreamKey, int], tuple[int, Mark]] = field(default_factory=dict)
    """Marked content by stream and id, with the index of the page it is first shown on."""

    def marks_of(self, element: Element) -> Iterator[Mark]:
        """The marked content of a branch, in reading order."""
        if self.tree is not None:
            for content in self.tree.contents(element):
                if content.stream is not None and (content.stream, content.mcid) in self.texts:
                    yield self.texts[content.stream, content.mcid][1]

    def text_of(self, element: Element) -> str:
        """What a branch says to the eye, its own replacements not looked at."""
        return " ".join("".join(mark.text for mark in self.marks_of(element)).split())

    def heard_of(self, element: Element) -> str:
        """What a branch says to the ear: Alt, ActualText and E in place of what they stand on."""
        parts: list[str] = []
        waiting: list[Kid] = [Child(element.index)]
        while waiting and self.tree is not None:
            match waiting.pop():
                case Child(index=index):
                    inner = self.tree.elements[index]
                    if inner.alt or inner.expansion:
                        parts.append(f" {inner.alt or inner.expansion} ")
                    elif inner.actual_text is not None:
                        parts.append(inner.actual_text)
                    else:
                        waiting.extend(reversed(inner.kids))
                case Content(stream=stream, mcid=mcid):
                    if stream is not None and (stream, mcid) in self.texts:
                        parts.append(self.texts[stream, mcid][1].spoken)
                case ObjectKid():
                    pass
        return " ".join("".join(parts).split())
