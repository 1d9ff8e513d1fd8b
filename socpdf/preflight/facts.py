"""A file becomes `Facts`. The only module that knows pypdf: it opens the file and hands out plain objects.

A file that cannot be opened raises `Unreadable`, which carries its finding; nothing else comes out, whatever
the bytes. Judging is left to the checks.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from socpdf.preflight.content import Interpreter, PageContent
from socpdf.preflight.document import (
    PageSource,
    Places,
    Sweep,
    read_annotation,
    read_bookmarks,
    read_files,
    read_intents,
    read_labels,
    read_layers,
    walk_pages,
)
from socpdf.preflight.model import Catalog, Facts, FormUse, Mark, Page, StreamKey, Tree
from socpdf.preflight.objects import Dict, Name, Obj, Ref, Store, Stream
from socpdf.preflight.tree import read_tree
from socpdf.preflight.xmp import read_xmp

_HEADER: Final = re.compile(rb"%PDF-(\d\.\d)")
_VERSION: Final = re.compile(r"\d\.\d")
# Arrays and dictionaries nested directly deeper than this are a trap.
_DEEPEST: Final = 64
# ISO 32000-2, 7.5.2 lets readers look for the header in the first 1024 bytes.
_HEADER_REACH: Final = 1024


class Unreadable(Exception):  # noqa: N818 - the outcome of reading, told as a finding
    """The file cannot be opened; `code` is the finding."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read into facts, with its objects for those who look further."""

    facts: Facts
    store: Store
    catalog: Dict
    pages: tuple[PageSource, ...]
    header: bytes
    """The first kilobyte, where the version stands."""


def read(path: Path) -> Facts:
    return read_whole(path).facts


def read_whole(path: Path) -> Reading:
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise Unreadable("F001", f"`{path}` cannot be opened: {problem.strerror}") from None
    header = _HEADER.search(data[:_HEADER_REACH])
    if header is None:
        raise Unreadable("F001", f"`{path.name}` does not begin with %PDF: it is not a PDF")
    with _repairs_heard() as repairs:
        reader = _open(data)
        store = Store(_dictionary(reader.trailer, 0), lambda number: _load(reader, number, repairs))
        assembly = _Assembly(store, header[1].decode("ascii"))
        facts = assembly.facts(repairs)
        return Reading(facts, store, assembly.catalog, tuple(assembly.sources), data[:_HEADER_REACH])


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        # An empty password opens a file which is only locked against changes.
        locked = reader.is_encrypted and not reader.decrypt("")
        reader.trailer["/Root"].get_object()
    except (DependencyError, FileNotDecryptedError, NotImplementedError) as problem:
        raise Unreadable("F003", "the file is encrypted and cannot be opened without a password") from problem
    # pypdf raises nearly anything for broken bytes; whatever it is, the file is at fault.
    except Exception as problem:
        said = str(problem) or type(problem).__name__
        raise Unreadable("F002", f"the file is damaged: {said}".rstrip(".")) from problem
    if locked:
        raise Unreadable("F003", "the file asks for a password: check the unlocked one")
    return reader


@contextmanager
def _repairs_heard() -> Iterator[list[str]]:
    """Collects what pypdf logs while it mends a file, and keeps it from the terminal."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage().rstrip("."))

    logger, listener = logging.getLogger("pypdf"), Listener(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate


# --- pypdf's objects as ours ------------------------------------------------------------------------------


def _load(reader: PdfReader, number: int, repairs: list[str]) -> Obj:
    """An object by number; null where its bytes are broken, which is then told as damage."""
    try:
        found = reader.get_object(number)
    except Exception as problem:
        repairs.append(
            f"object {number} cannot be read: {str(problem) or type(problem).__name__}".rstrip(".")
        )
        return None
    return None if found is None else _plain(found, 0)


def _plain(value: Any, depth: int) -> Obj:
    """Our own value for one of pypdf's; what refers to other objects stays a reference."""
    plain: Obj = None
    match value:
        case IndirectObject():
            plain = Ref(value.idnum)
        case NameObject():
            plain = Name(value[1:])
        case BooleanObject():
            plain = bool(value.value)
        case NumberObject():
            plain = int(value)
        case FloatObject():
            plain = float(value)
        case TextStringObject() | ByteStringObject():
            plain = value.original_bytes
        case StreamObject():
            plain = Stream(_dictionary(value, depth), lambda: _decoded(value))
        case DictionaryObject():
            plain = _dictionary(value, depth)
        case ArrayObject() if depth < _DEEPEST:
            plain = tuple(_plain(item, depth + 1) for item in list.__iter__(value))
        case NullObject() | _:
            plain = None
    return plain


def _dictionary(value: DictionaryObject, depth: int) -> Dict:
    if depth >= _DEEPEST:
        return {}
    # The items as they are: pypdf's own `items` would follow the references.
    raw: dict[Any, Any] = value
    return {str(key)[1:]: _plain(item, depth + 1) for key, item in dict.items(raw)}


def _decoded(stream: StreamObject) -> bytes:
    """The bytes behind all filters; empty where they cannot be undone, as for a JPEG or broken data."""
    try:
        return stream.get_data()
    except Exception:
        return b""


# --- the parts together -----------------------------------------------------------------------------------


class _Assembly:
    """Reads the parts of a file in the order in which they need each other."""

    def __init__(self, store: Store, header: str) -> None:
        self.store = store
        self.header = header
        self.catalog = store.dict(store.trailer.get("Root")) or {}
        self.sources = list(walk_pages(store, self.catalog))
        self.page_numbers = {s.number: i for i, s in enumerate(self.sources) if s.number is not None}

    def facts(self, repairs: list[str]) -> Facts:
        store, catalog = self.store, self.catalog
        if not self.sources:
            raise Unreadable("F002", "the file has no pages that can be read")
        tree = self._tree()
        elements = {e.number: tree.page(e) for e in tree.elements if e.number} if tree else {}
        places = Places(store, catalog, self.page_numbers, elements)
        sweep = Sweep(store, catalog)
        sweep.run()
        files, file_numbers = read_files(store, catalog, sweep)
        interpreter = Interpreter(store)
        contents = [self._content(interpreter, i, source) for i, source in enumerate(self.sources)]
        pages = tuple(
            self._page(source, content, places, file_numbers)
            for source, content in zip(self.sources, contents, strict=True)
        )
        encryption = store.dict(store.trailer.get("Encrypt"))
        info = store.dict(store.trailer.get("Info")) or {}
        # Trapped is a name, all else is text.
        told = {key: store.text(value) or store.name(value) for key, value in info.items()}
        texts = {key: text for key, text in told.items() if text is not None}
        metadata = store.stream(catalog.get("Metadata"))
        return Facts(
            version=self._version(),
            has_id=bool(store.array(store.trailer.get("ID"))),
            encrypted=encryption is not None,
            permissions=store.integer(encryption.get("P")) if encryption else None,
            catalog=self._catalog_facts(),
            info=texts,
            xmp=read_xmp(metadata.decode()) if metadata else None,
            pages=pages,
            tree=tree,
            fonts=tuple(font.finish() for font in interpreter.fonts.values() if font is not None),
            bookmarks=read_bookmarks(store, catalog, places),
            files=files,
            intents=read_intents(store, catalog),
            labels=read_labels(store, catalog),
            layers=read_layers(store, catalog),
            forms=self._forms(contents),
            clips=tuple(sweep.clips),
            actions=(*sweep.actions, *sweep.scripts()),
            filters=tuple(sorted(sweep.filters)),
            has_external_stream=sweep.external,
            damage=(*dict.fromkeys(repairs), *_traps(contents)),
            texts=_first_marks(pages),
        )

    def _version(self) -> str:
        named = self.store.name(self.catalog.get("Version")) or ""
        return max(self.header, named) if _VERSION.fullmatch(named) else self.header

    def _tree(self) -> Tree | None:
        root = self.store.dict(self.catalog.get("StructTreeRoot"))
        return None if root is None else read_tree(self.store, root, self.page_numbers)

    def _catalog_facts(self) -> Catalog:
        store, catalog = self.store, self.catalog
        marking = store.dict(catalog.get("MarkInfo")) or {}
        preferences = store.dict(catalog.get("ViewerPreferences")) or {}
        form = store.dict(catalog.get("AcroForm")) or {}
        xfa = store.array(form.get("XFA")) or ()
        streams = [store.stream(part) for part in (form.get("XFA"), *xfa)]
        return Catalog(
            lang=store.text(catalog.get("Lang")),
            marked=store.boolean(marking.get("Marked")) is True,
            suspects=store.boolean(marking.get("Suspects")) is True,
            display_title=store.boolean(preferences.get("DisplayDocTitle")),
            has_tree=store.dict(catalog.get("StructTreeRoot")) is not None,
            dynamic_form=any(
                re.search(rb"<dynamicRender>\s*required", s.decode()) is not None
                for s in streams
                if s is not None
            ),
            piece_info=store.dict(catalog.get("PieceInfo")) is not None,
        )

    def _content(self, interpreter: Interpreter, index: int, source: PageSource) -> PageContent:
        parts = [self.store.stream(part) for part in self.store.items(source.values.get("Contents"))]
        data = b"\n".join(part.decode() for part in parts if part is not None)
        return interpreter.run(data, source.resources, index)

    def _page(
        self, source: PageSource, content: PageContent, places: Places, files: Mapping[int, int]
    ) -> Page:
        store = self.store
        listed = store.array(source.values.get("Annots")) or ()
        annotations = [read_annotation(store, item, places, files) for item in listed]
        group = store.dict(source.values.get("Group")) or {}
        return Page(
            index=content.page,
            tabs=store.name(source.values.get("Tabs")),
            has_group_colour=store.get(group.get("CS")) is not None,
            has_transparency=content.transparent,
            annotations=tuple(a for a in annotations if a is not None),
            marks=tuple(mark for mark in content.marks if mark is not None),
            loose=tuple(content.loose),
            colours=frozenset(content.colours),
        )

    def _forms(self, contents: list[PageContent]) -> tuple[FormUse, ...]:
        uses: dict[int, int] = {}
        for content in contents:
            for number, count in content.forms.items():
                uses[number] = uses.get(number, 0) + count
        with_ids = {number for content in contents for number in content.forms_with_ids}
        return tuple(
            FormUse(
                number=number,
                uses=count,
                has_ids=number in with_ids,
                is_reference=(self.store.dict(Ref(number)) or {}).get("Ref") is not None,
            )
            for number, count in sorted(uses.items())
        )


def _traps(contents: list[PageContent]) -> Iterator[str]:
    """What was not followed because it has no end."""
    for content in contents:
        if content.lost_forms:
            yield f"a form on page {content.page + 1} draws itself, or forms are nested too deep"


def _first_marks(pages: tuple[Page, ...]) -> dict[tuple[StreamKey, int], tuple[int, Mark]]:
    found: dict[tuple[StreamKey, int], tuple[int, Mark]] = {}
    for page in pages:
        for mark in page.marks:
            if mark.mcid is not None:
                found.setdefault((mark.stream, mark.mcid), (page.index, mark))
    return found
