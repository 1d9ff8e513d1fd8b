"""What belongs to the document as a whole: pages, annotations, bookmarks, attached files, intents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from socpdf.preflight.model import (
    Action,
    Annotation,
    AttachedFile,
    Bookmark,
    Destination,
    Intent,
    LabelRange,
    LayerConfig,
    MediaClip,
)
from socpdf.preflight.objects import Dict, Name, Obj, Ref, Store, Stream, decode_text, number_of
from socpdf.preflight.tree import name_tree, number_tree

_MOST_PAGES: Final = 100_000
_MOST_BOOKMARKS: Final = 200_000
_DEEPEST_FIELD: Final = 32


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page object with what it inherits."""

    number: int | None
    values: Dict
    resources: Dict


def walk_pages(store: Store, catalog: Dict) -> Iterator[PageSource]:
    """The pages in order, each with its own or inherited resources (ISO 32000-1, 7.7.3.4)."""
    waiting: list[tuple[Obj, Obj]] = [(catalog.get("Pages"), None)]
    seen: set[int] = set()
    count = 0
    while waiting and count < _MOST_PAGES:
        node, inherited = waiting.pop()
        number = number_of(node)
        values = store.dict(node)
        if values is None or number in seen:
            continue
        if number is not None:
            seen.add(number)
        passed = values.get("Resources", inherited)
        kids = store.array(values.get("Kids"))
        if kids is not None:
            waiting.extend((kid, passed) for kid in reversed(kids))
        else:
            count += 1
            yield PageSource(number, values, store.dict(passed) or {})


@dataclass(slots=True)
class Places:
    """Destinations, named ones looked up once."""

    store: Store
    catalog: Dict
    pages: Mapping[int, int]
    elements: Mapping[int, int | None]
    """Page of each structure element by object number."""
    _named: dict[str, Obj] = field(default_factory=dict)

    def __post_init__(self) -> None:
        store = self.store
        for key, value in (store.dict(self.catalog.get("Dests")) or {}).items():
            self._named[key] = value
        names = store.dict(self.catalog.get("Names")) or {}
        for name, value in name_tree(store, names.get("Dests")):
            self._named[decode_text(name)] = value

    def of_owner(self, values: Dict) -> tuple[Destination | None, str | None, str | None]:
        """Destination, kind of action and address of an annotation or bookmark."""
        action = self.store.dict(values.get("A"))
        if action is None:
            return (self.read(values["Dest"]) if "Dest" in values else None), None, None
        kind = self.store.name(action.get("S"))
        uri = self.store.string(action.get("URI"))
        address = None if uri is None else uri.decode("utf-8", "replace")
        if kind == "GoTo":
            structural = action.get("SD")
            target = action.get("D") if structural is None else structural
            return self.read(target, structural=structural is not None), kind, None
        return None, kind, address

    def read(self, value: Obj, *, structural: bool = False) -> Destination:
        store, name = self.store, ""
        found = store.get(value)
        if isinstance(found, bytes | Name):
            name = decode_text(found) if isinstance(found, bytes) else str(found)
            found = store.get(self._named.get(name))
        if isinstance(found, Mapping):
            structural = structural or "SD" in found
            found = store.get(found.get("SD", found.get("D")))
        if not isinstance(found, tuple) or not found:
            return Destination(name, None, structural)
        number = number_of(found[0])
        if number is not None and number in self.elements:
            return Destination(name, self.elements[number], is_structural=True)
        page = self.pages.get(number) if number is not None else None
        return Destination(name, page, structural)


def read_annotation(store: Store, value: Obj, places: Places, files: Mapping[int, int]) -> Annotation | None:
    values = store.dict(value)
    if values is None:
        return None
    destination, action, uri = places.of_owner(values)
    attached = number_of(values.get("FS"))
    return Annotation(
        subtype=store.name(values.get("Subtype")) or "",
        number=number_of(value),
        contents=store.text(values.get("Contents")),
        flags=store.integer(values.get("F")),
        struct_parent=store.integer(values.get("StructParent")),
        lang=store.text(values.get("Lang")),
        uri=uri,
        destination=destination,
        action=action,
        field_name=_inherited_text(store, values, "TU"),
        attached=None if attached is None else files.get(attached),
    )


def _inherited_text(store: Store, values: Dict, key: str) -> str | None:
    """A text entry of a form field or of the fields it belongs to."""
    current: Dict | None = values
    for _ in range(_DEEPEST_FIELD):
        if current is None:
            return None
        if key in current:
            return store.text(current[key])
        current = store.dict(current.get("Parent"))
    return None


def read_bookmarks(store: Store, catalog: Dict, places: Places) -> tuple[Bookmark, ...]:
    outlines = store.dict(catalog.get("Outlines")) or {}
    found: list[Bookmark] = []
    waiting: list[Obj] = [outlines.get("First")]
    seen: set[int | None] = {None}
    while waiting and len(found) < _MOST_BOOKMARKS:
        item = waiting.pop()
        values = store.dict(item)
        if values is None or number_of(item) in seen:
            continue
        seen.add(number_of(item))
        destination, action, _ = places.of_owner(values)
        found.append(Bookmark(store.text(values.get("Title")) or "", destination, action))
        waiting += [values.get("Next"), values.get("First")]
    return tuple(found)


def read_intents(store: Store, catalog: Dict) -> tuple[Intent, ...]:
    intents = []
    for item in store.array(catalog.get("OutputIntents")) or ():
        values = store.dict(item) or {}
        profile = store.stream(values.get("DestOutputProfile"))
        header = profile.decode()[:128] if profile else b""
        # ICC.1, 7.2: device class at byte 12, colour space at 16, the signature `acsp` at 36.
        is_profile = header[36:40] == b"acsp"
        intents.append(
            Intent(
                subtype=store.name(values.get("S")) or "",
                space=header[16:20].decode("latin-1").strip() if is_profile else "",
                device_class=header[12:16].decode("latin-1").strip() if is_profile else "",
                condition=store.text(values.get("OutputConditionIdentifier")) or "",
                profile=number_of(values.get("DestOutputProfile")),
            )
        )
    return tuple(intents)


def read_labels(store: Store, catalog: Dict) -> tuple[LabelRange, ...] | None:
    if catalog.get("PageLabels") is None:
        return None
    ranges = []
    for start, value in number_tree(store, catalog.get("PageLabels")):
        values = store.dict(value) or {}
        first = store.integer(values.get("St"))
        ranges.append(
            LabelRange(
                start=start,
                style=store.name(values.get("S")) or "",
                first=1 if first is None else first,
            )
        )
    return tuple(ranges)


def read_layers(store: Store, catalog: Dict) -> tuple[LayerConfig, ...]:
    properties = store.dict(catalog.get("OCProperties"))
    if properties is None:
        return ()
    configs = [store.dict(c) for c in (properties.get("D"), *(store.array(properties.get("Configs")) or ()))]
    return tuple(
        LayerConfig(store.text(config.get("Name")), config.get("AS") is not None)
        for config in configs
        if config is not None
    )


# --- one walk over everything -----------------------------------------------------------------------------


@dataclass(slots=True)
class Sweep:
    """What may stand anywhere in the file, gathered in one walk from the trailer."""

    store: Store
    catalog: Dict
    filters: set[str] = field(default_factory=set)
    external: bool = False
    actions: list[Action] = field(default_factory=list)
    clips: list[MediaClip] = field(default_factory=list)
    associated: set[int] = field(default_factory=set)
    specs: dict[int, Dict] = field(default_factory=dict)

    def run(self) -> None:
        seen: set[int] = set()
        waiting: list[tuple[Obj, int | None]] = [(value, None) for value in self.store.trailer.values()]
        while waiting:
            value, owner = waiting.pop()
            if isinstance(value, Ref):
                if value.number in seen:
                    continue
                seen.add(value.number)
                owner = value.number
                value = self.store.get(value)
            if isinstance(value, Stream):
                self._stream(value)
                value = value.dictionary
            if isinstance(value, Mapping):
                self._dictionary(value, owner)
                waiting.extend((v, owner) for v in value.values() if isinstance(v, Ref | Mapping | tuple))
            elif isinstance(value, tuple):
                waiting.extend((v, owner) for v in value if isinstance(v, Ref | Mapping | tuple))

    def _stream(self, stream: Stream) -> None:
        values, store = stream.dictionary, self.store
        self.filters.update(str(n) for n in map(store.name, store.items(values.get("Filter"))) if n)
        self.external |= any(key in values for key in ("F", "FFilter", "FDecodeParms"))

    def _dictionary(self, values: Dict, owner: int | None) -> None:
        store = self.store
        for key in ("A", "OpenAction", "Next", "AA"):
            if key in values:
                self._actions(key, values[key], owner)
        if "AF" in values:
            self.associated |= {n for n in map(number_of, store.items(values["AF"])) if n is not None}
        if owner is not None and ("EF" in values or store.name(values.get("Type")) == "Filespec"):
            self.specs[owner] = values
        if store.name(values.get("S")) == "MCD" and "D" in values:
            self.clips.append(MediaClip(owner, "CT" in values, bool(store.array(values.get("Alt")))))

    def _actions(self, key: str, value: Obj, owner: int | None) -> None:
        store = self.store
        place = "document" if owner is None else f"object {owner}"
        candidates = (store.dict(value) or {}).values() if key == "AA" else store.items(value)
        for candidate in candidates:
            action = store.dict(candidate)
            kind = store.name(action.get("S")) if action else None
            # An attribute object of a structure element stands under A too; it has an owner (O), no S.
            if kind is not None and action is not None and "O" not in action:
                self.actions.append(Action(kind, place))

    def scripts(self) -> Iterator[Action]:
        names = self.store.dict(self.catalog.get("Names")) or {}
        for name, _ in name_tree(self.store, names.get("JavaScript")):
            yield Action("JavaScript", f"script {decode_text(name)}")


def read_files(store: Store, catalog: Dict, sweep: Sweep) -> tuple[tuple[AttachedFile, ...], dict[int, int]]:
    """The file specifications of a document, and their index by object number."""
    names = store.dict(catalog.get("Names")) or {}
    listed: dict[int, Dict] = {}
    unnumbered: list[Dict] = []
    for _, value in name_tree(store, names.get("EmbeddedFiles")):
        number, values = number_of(value), store.dict(value)
        if values is not None and number is not None:
            listed[number] = values
        elif values is not None:
            unnumbered.append(values)
    numbered = dict(sorted({**sweep.specs, **listed}.items()))
    files = [
        _file(store, values, number, associated=number in sweep.associated, listed=number in listed)
        for number, values in numbered.items()
    ]
    files += [_file(store, values, None, associated=False, listed=True) for values in unnumbered]
    return tuple(files), {number: index for index, number in enumerate(numbered)}


def _file(store: Store, values: Dict, number: int | None, *, associated: bool, listed: bool) -> AttachedFile:
    embedded = store.dict(values.get("EF")) or {}
    stream = store.stream(embedded.get("F")) or store.stream(embedded.get("UF"))
    return AttachedFile(
        number=number,
        file=store.text(values.get("F")),
        unicode_file=store.text(values.get("UF")),
        description=store.text(values.get("Desc")),
        relationship=store.name(values.get("AFRelationship")),
        mime=store.name(stream.dictionary.get("Subtype")) if stream else None,
        embedded=stream is not None,
        associated=associated,
        listed=listed,
    )
