"""The structure tree as utterances: one walk in reading order, as a screen reader reads from the top.

Blocks begin an utterance, what stands inside text does not. Alt, ActualText and E speak in place of what they
stand on (ISO 32000-2, 14.9). The walk keeps its own stack, for a file may be nested deeper than Python goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from socpdf.preflight.grid import read_table
from socpdf.preflight.listen import words
from socpdf.preflight.listen.model import Heard, Kind, Stop, Transcript
from socpdf.preflight.listen.tables import Announcer
from socpdf.preflight.listen.voice import Voice, whole
from socpdf.preflight.model import (
    Annotation,
    Child,
    Content,
    Element,
    Facts,
    Kid,
    LabelRange,
    ObjectKid,
    Tree,
)

# Roles that begin an utterance of their own; all others are part of the text around them.
_BLOCK_NAMES: Final = (
    "Document DocumentFragment Part Art Sect Div Aside NonStruct BlockQuote Index TOC TOCI P H Title L LI "
    "Caption Figure Formula Form Note FENote BibEntry Table TR TH TD THead TBody TFoot"
)
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_HEADING: Final = re.compile(r"H([1-9][0-9]*)")
_SAID: Final = {
    "Title": "titel",
    "H": "rubrik",
    "Aside": "kompletterande",
    "BlockQuote": "blockcitat",
    "Note": "fotnot",
    "FENote": "fotnot",
    "Figure": "bild",
    "Formula": "formel",
    "Form": "formulärfält",
    "Annot": "anteckning",
}
_KINDS: Final[dict[str, Kind]] = {
    "LI": "item",
    "TOCI": "item",
    "Note": "note",
    "FENote": "note",
    "Figure": "figure",
    "Caption": "caption",
    "Title": "heading",
    "H": "heading",
}
_BULLET: Final = re.compile(r"[•·‣▪■○●–—*-]")


def narrate(facts: Facts, tree: Tree) -> Transcript:
    narrator = _Narrator(facts, tree, Voice(facts.catalog.lang or ""))
    narrator.document()
    return Transcript(
        title=narrator.title,
        language=facts.catalog.lang or "",
        heard=tuple(narrator.heard),
        stops=tuple(narrator.stops),
        labels=narrator.labels,
    )


@dataclass(frozen=True, slots=True)
class _Leave:
    element: Element
    place: int
    """Where in the utterance its words begin."""


_Step: TypeAlias = "Kid | _Leave"


@dataclass(slots=True)
class _Narrator:
    facts: Facts
    tree: Tree
    voice: Voice
    heard: list[Heard] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    labels: tuple[str, ...] = ()
    _annotations: dict[int, Annotation] = field(default_factory=dict)
    _languages: list[str] = field(default_factory=list)
    _links: list[tuple[str, int | None]] = field(default_factory=list)
    """Of the utterance that is being made: what they say, and their page."""
    _kind: Kind = "text"
    _page: int | None = None
    """Of the first words of the utterance."""
    _last_page: int | None = None
    _stream: object = None
    _joins: bool = False
    """A label was said: the paragraph after it goes on in the same utterance."""
    _flat: bool = False
    """In a cell, where nothing begins an utterance."""

    def __post_init__(self) -> None:
        self.labels = tuple(_page_labels(self.facts.labels, len(self.facts.pages)))
        self._languages.append(self.facts.catalog.lang or "")
        for page in self.facts.pages:
            self._annotations |= {a.number: a for a in page.annotations if a.number is not None}

    @property
    def title(self) -> str:
        named = self.facts.xmp.title if self.facts.xmp else ""
        return named or self.facts.info.get("Title", "")

    def document(self) -> None:
        language = self.facts.catalog.lang
        spoken = f"på {words.language(language)}" if language else "på okänt språk"
        self.heard.append(Heard("document", f"[dokument {spoken}] {self.title}".rstrip(), None))
        self._walk(Child(index) for index in self.tree.roots)
        self._end()

    # --- the walk ----------------------------------------------------------------------------------------

    def _walk(self, kids: Iterable[Kid]) -> None:
        waiting: list[_Step] = list[_Step](kids)[::-1]
        while waiting:
            match waiting.pop():
                case Child(index=index):
                    element = self.tree.elements[index]
                    self._languages.append(element.lang or self._languages[-1])
                    place = self._enter(element)
                    waiting.append(_Leave(element, place))
                    waiting.extend(reversed(self._spoken_kids(element)))
                case Content() as content:
                    self._content(content)
                case ObjectKid() as kid:
                    self._object(kid)
                case _Leave(element=element, place=place):
                    self._leave(element, place)
                    self._languages.pop()

    def _spoken_kids(self, element: Element) -> tuple[Kid, ...]:
        """What is heard inside an element: nothing where other words stand for it, but for a caption."""
        if element.role == "Artifact" or (element.role == "Table" and not self._flat):
            return ()
        if _instead(element) is None:
            return element.kids
        captions = (child for child in self.tree.children(element) if child.role == "Caption")
        return tuple(Child(caption.index) for caption in captions)

    def _enter(self, element: Element) -> int:
        role = element.role
        if role in _BLOCKS or _HEADING.fullmatch(role):
            self._begin(element)
        place = self.voice.place
        if role == "Table" and not self._flat:
            self._table(element)
        elif (said := self._announced(element)) is not None:
            self.voice.tell(said)
            place = self.voice.place
            self._page = self.tree.page(element) if self._page is None else self._page
        instead = _instead(element)
        if instead is not None and role not in ("Table", "Artifact"):
            self._page = self.tree.page(element) if self._page is None else self._page
            if element.expansion is not None and instead == element.expansion:
                self.voice.tell(f"förkortning {self.facts.text_of(element)}")
            # ActualText is characters of a word; Alt and E are words (ISO 32000-2, 14.9.3, 14.9.5).
            is_word = element.actual_text is None or instead != element.actual_text
            self.voice.say(f" {instead} " if is_word else instead, self._languages[-1])
        return place

    def _announced(self, element: Element) -> str | None:
        """What the reader says of a role before its words."""
        if found := _HEADING.fullmatch(element.role):
            return f"rubrik nivå {found[1]}"
        if self._link(element) is not None:
            return "länk"
        if element.role == "Figure" and _instead(element) is None:
            return "bild utan beskrivning"
        if element.role in _SAID:
            return _SAID[element.role]
        if self._flat:
            return None
        items = [child for child in self.tree.children(element) if child.role in ("LI", "TOCI")]
        if element.role == "L":
            return f"lista med {words.counted(len(items), 'punkt', 'punkter')}"
        if element.role == "TOC":
            return f"innehåll med {words.counted(len(items), 'post', 'poster')}"
        if element.role == "Caption":
            above = self.tree.parent(element)
            return "tabelltext" if above is not None and above.role == "Table" else "bildtext"
        return None

    def _begin(self, element: Element) -> None:
        """A block begins: what was said before it is an utterance."""
        if self._flat:
            self.voice.say(" ", self._languages[-1])
            return
        if self._joins and element.role == "P":
            self._joins = False
            return
        self._end()
        kind = "heading" if _HEADING.fullmatch(element.role) else _KINDS.get(element.role, "text")
        self._kind = "list" if element.role in ("L", "TOC") else kind

    def _leave(self, element: Element, place: int) -> None:
        role = element.role
        if role == "Lbl" and not self._flat:
            above = self.tree.parent(element)
            is_item = above is not None and above.role == "LI"
            if is_item and _BULLET.fullmatch(self.voice.since(place)):
                self.voice.say_otherwise(place, "punkt")
            self.voice.say(" ", self._languages[-1])
            self._joins = True
        elif self._link(element) is not None:
            self._links.append((self._link_words(element, self.voice.since(place)), self.tree.page(element)))
        elif (role in _BLOCKS or _HEADING.fullmatch(role)) and not self._flat:
            self._end()
            if role == "L":
                self._append("end", "[slut på listan]")
            elif role == "TOC":
                self._append("end", "[slut på innehållet]")

    def _content(self, content: Content) -> None:
        if content.stream is None or (content.stream, content.mcid) not in self.facts.texts:
            return
        page, mark = self.facts.texts[content.stream, content.mcid]
        self._page = page if self._page is None else self._page
        if self._stream not in (None, content.stream):
            # No line ends with its page, unless somebody says so.
            self.voice.say("\n", self._languages[-1])
        self._stream = content.stream
        if mark.expansion and not mark.alt:
            self.voice.tell(f"förkortning {whole(mark.text)}")
        self.voice.say(mark.spoken, mark.lang or self._languages[-1])

    def _object(self, kid: ObjectKid) -> None:
        annotation = self._annotations.get(kid.number or 0)
        if annotation is not None and annotation.subtype != "Link":
            said = annotation.field_name or annotation.contents or ""
            self.voice.say(said, annotation.lang or self._languages[-1])

    # --- utterances --------------------------------------------------------------------------------------

    def _end(self) -> None:
        """What was said is an utterance."""
        self._joins, self._stream = False, None
        silent = self.voice.is_silent
        text = self.voice.take()
        if not silent:
            self._append(self._kind, text)
        self._kind, self._page = "text", None

    def _append(self, kind: Kind, text: str) -> None:
        if self._page is not None and self._page != self._last_page:
            self._last_page = self._page
            self.heard.append(Heard("page", f"[sida {self.labels[self._page]}]", self._page))
        if kind == "heading" or kind == "figure":
            self.stops.append(Stop(kind, text, self._page, len(self.heard)))
        self.stops += [Stop("link", said, page, len(self.heard)) for said, page in self._links]
        self._links = []
        self.heard.append(Heard(kind, text, self._page))

    def _link(self, element: Element) -> Annotation | None:
        """The link an element is for; one of several lines has an annotation for each, which say the same."""
        for kid in element.kids:
            if isinstance(kid, ObjectKid) and kid.number in self._annotations:
                annotation = self._annotations[kid.number]
                if annotation.subtype == "Link":
                    return annotation
        return None

    def _link_words(self, element: Element, said: str) -> str:
        annotation = self._link(element)
        assert annotation is not None, "only links are asked what they say"
        target = annotation.destination
        leads = [annotation.contents or "", annotation.uri or ""]
        if target is not None and target.page is not None:
            leads.append(f"sida {self.labels[target.page]}")
        told = ", ".join(part for part in leads if part)
        return f"{said} [{told}]" if told else said

    # --- tables ------------------------------------------------------------------------------------------

    def _table(self, element: Element) -> None:
        table = read_table(self.tree, element)
        self._page = self.tree.page(element)
        size = words.table_size(len(table.grid.rows), table.grid.width)
        self._append("table", f"[{size}] {element.attributes.summary or ''}".rstrip())
        at = len(self.heard) - 1
        captions = [child for child in self.tree.children(element) if child.role == "Caption"]
        for caption in captions:
            self._walk([Child(caption.index)])
        said = " ".join(h.text.partition("] ")[2] for h in self.heard[at:] if h.kind == "caption")
        self.stops.append(Stop("table", f"{said} [{size}]".lstrip(), self.heard[at].page, at))
        announcer = Announcer(table, self._head_words)
        for cell in table.grid.cells:
            self._page = self.tree.page(cell.element)
            before = announcer.before(cell)
            # A link in a head is heard again with each cell below, and is jumped to once.
            self._links = []
            text = self._cell_words(cell.element)
            self._append("cell", f"[{before}] {text}" if before else text)
        self._page = self.heard[-1].page
        self._append("end", "[slut på tabellen]")

    def _cell_words(self, cell: Element) -> str:
        self._walk_flat(cell)
        has_words = self.voice.has_words
        text = self.voice.take()
        return text if has_words else "[tom]"

    def _head_words(self, head: Element) -> str:
        """A head as it is announced for another cell: its name alone."""
        self._walk_flat(head)
        return self.voice.take(own=True)

    def _walk_flat(self, cell: Element) -> None:
        self._flat = True
        self._walk([Child(cell.index)])
        self._flat = False


def _instead(element: Element) -> str | None:
    """The words that speak in place of an element's own."""
    if element.alt is not None and element.alt.strip():
        return element.alt
    return element.actual_text if element.actual_text is not None else element.expansion


def _page_labels(ranges: tuple[LabelRange, ...] | None, pages: int) -> Iterator[str]:
    """What each page is called (ISO 32000-2, 12.4.2); other than in decimal figures, by its place."""
    starts = {label.start: label for label in ranges or ()}
    current = None
    for index in range(pages):
        current = starts.get(index, current)
        counts = current is not None and current.style == "D"
        yield str(current.first + index - current.start if current and counts else index + 1)
