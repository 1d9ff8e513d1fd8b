"""A file read for the press: its facts, and each page with its boxes and what is painted on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.document import PageSource
from socpdf.preflight.facts import Reading
from socpdf.preflight.model import Content, Facts, StreamKey
from socpdf.preflight.objects import Dict, Obj, Store
from socpdf.preflight.press.geometry import Rect
from socpdf.preflight.press.interpret import Painter
from socpdf.preflight.press.layers import Layers
from socpdf.preflight.press.model import Boxes, PressFile, Sheet, SheetNote
from socpdf.preflight.tree import rectangle

# What a reader assumes where no MediaBox says otherwise: a letter page.
_LETTER: Final = Rect(0.0, 0.0, 612.0, 792.0)
_LONGEST_CHAIN: Final = 64
# What our print files write as the title of an element, `layouts/8-prov.md:41`; other titles are for people.
_SPEC_LINE: Final = re.compile(r"\S+\.\w+:\d+")


def read_press(reading: Reading) -> PressFile:
    store = reading.store
    painter = Painter(store, Layers.of(store, reading.catalog))
    sheets = tuple(_sheet(painter, index, source) for index, source in enumerate(reading.pages))
    return PressFile(sheets, dict(_spec_lines(reading.facts)))


def _sheet(painter: Painter, index: int, source: PageSource) -> Sheet:
    store, values = painter.store, source.values
    boxes = _boxes(store, values)
    parts = [store.stream(part) for part in store.items(values.get("Contents"))]
    data = b"\n".join(part.decode() for part in parts if part is not None)
    paint, spots = painter.run(data, source.resources, index, boxes.media)
    group = store.dict(values.get("Group")) or {}
    space = painter.spaces.read(group["CS"], source.resources).family if "CS" in group else ""
    return Sheet(
        index=index,
        boxes=boxes,
        rotate=store.integer(_inherited(store, values, "Rotate")) or 0,
        user_unit=store.number(values.get("UserUnit")) or 1.0,
        group_space=space,
        transparent=paint.transparent,
        drawn=tuple(paint.drawn),
        spots=spots,
        notes=tuple(paint.notes),
        annotations=tuple(_annotations(store, values)),
    )


def _inherited(store: Store, values: Dict, key: str) -> Obj:
    """An entry of a page or of a node above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(_LONGEST_CHAIN):
        if key in values:
            return values[key]
        above = store.dict(values.get("Parent"))
        if above is None:
            break
        values = above
    return None


def _boxes(store: Store, values: Dict) -> Boxes:
    """ISO 32000-1, 14.11.2: a box that is not there is the one it lies in, cut to the medium."""
    found = {
        "MediaBox": rectangle(store, _inherited(store, values, "MediaBox")),
        "CropBox": rectangle(store, _inherited(store, values, "CropBox")),
        **{key: rectangle(store, values.get(key)) for key in ("BleedBox", "TrimBox", "ArtBox")},
    }
    media = Rect(*found["MediaBox"]) if found["MediaBox"] else _LETTER
    crop = Rect(*found["CropBox"]) if found["CropBox"] else media
    bleed = Rect(*found["BleedBox"]) if found["BleedBox"] else crop
    trim = found["TrimBox"] or found["ArtBox"]
    named = frozenset(key for key, box in found.items() if box is not None)
    return Boxes(media, crop, bleed, Rect(*trim) if trim else crop, named)


def _annotations(store: Store, values: Dict) -> Iterator[SheetNote]:
    for item in store.array(values.get("Annots")) or ():
        note = store.dict(item)
        if note is not None:
            box = rectangle(store, note.get("Rect"))
            yield SheetNote(store.name(note.get("Subtype")) or "", Rect(*box) if box else None)


def _spec_lines(facts: Facts) -> Iterator[tuple[tuple[StreamKey, int], str]]:
    """The line of the spec of each marked content: of its element or the nearest above that has one."""
    tree = facts.tree
    if tree is None:
        return
    lines: list[str] = []
    for element in tree.elements:
        # A parent stands before its children.
        above = "" if element.parent is None else lines[element.parent]
        lines.append(element.title if _SPEC_LINE.fullmatch(element.title) else above)
    if not any(lines):
        return
    for element in tree.elements:
        for kid in element.kids:
            if isinstance(kid, Content) and kid.stream is not None and lines[element.index]:
                yield (kid.stream, kid.mcid), lines[element.index]
