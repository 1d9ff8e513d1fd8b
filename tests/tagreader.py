"""Reads a tagged PDF as a screen reader does: along the structure tree, by what the glyphs say.

Written for the tests and sharing nothing with the writer or the preflight: pikepdf parses, and the rest is
ISO 32000-1, 9.10 (text by ToUnicode), 14.6 (marked content) and 14.7 (the tree).
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf

SOFT_HYPHEN: Final = "\u00ad"
_RANGE: Final = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK: Final = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)

Place = tuple[int, int]
"""Page and MCID."""


@dataclass(slots=True)
class Element:
    tag: str
    raw: Any
    """The dictionary in the file."""
    pdf: pikepdf.Pdf = field(repr=False)
    """Kept open, for the dictionary lives in it."""
    kids: "list[Element | Content | Annotation]" = field(default_factory=list)

    def text(self) -> str:
        """All it says, its own children's words included."""
        return "".join(kid.text() for kid in self.kids)

    def walk(self) -> "Iterator[Element]":
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, *tags: str) -> "list[Element]":
        return [element for element in self.walk() if element.tag in tags]

    def annotations(self) -> "list[Annotation]":
        return [kid for kid in self.kids if isinstance(kid, Annotation)]


@dataclass(frozen=True, slots=True)
class Content:
    """A marked-content sequence, as words."""

    page: int
    mcid: int
    says: str

    def text(self) -> str:
        return self.says


@dataclass(frozen=True, slots=True)
class Annotation:
    page: int
    raw: Any

    def text(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A file that was read."""

    root: Element
    artifacts: tuple[str, ...]
    """By page: the words outside of the tree."""
    stray: tuple[str, ...]
    """By page: the words in no marked content at all."""
    unread: frozenset[Place]
    """Sequences that no element owns."""


def read_tagged(raw: bytes) -> Tagged:
    pdf = pikepdf.open(io.BytesIO(raw))
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    sequences: dict[Place, str] = {}
    artifacts, stray = [], []
    for number, page in enumerate(pdf.pages):
        reader = _PageReader(page, number)
        reader.read()
        sequences |= reader.sequences
        artifacts.append(reader.artifact)
        stray.append(reader.stray)
    walker = _Walker(pdf, pages, sequences)
    kids = pdf.Root.StructTreeRoot.K
    root = walker.element(kids[0] if isinstance(kids, pikepdf.Array) else kids, None)
    return Tagged(root, tuple(artifacts), tuple(stray), frozenset(sequences) - walker.read)


def whole(text: str) -> str:
    """The text without the hyphens at which its words were divided."""
    return text.replace(SOFT_HYPHEN, "")


# --- the tree ---


@dataclass(slots=True)
class _Walker:
    pdf: pikepdf.Pdf
    pages: Mapping[tuple[int, int], int]
    sequences: Mapping[Place, str]
    read: set[Place] = field(default_factory=set)

    def element(self, raw: Any, page: int | None) -> Element:
        element = Element(str(raw.S).removeprefix("/"), raw, self.pdf)
        home = self.pages[raw.Pg.objgen] if "/Pg" in raw else page
        kids = raw.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            element.kids.append(self._kid(kid, home))
        return element

    def _kid(self, kid: Any, home: int | None) -> Element | Content | Annotation:
        if isinstance(kid, int):
            assert home is not None, "an MCID without a page"
            return self._content(home, kid)
        own = self.pages[kid.Pg.objgen] if "/Pg" in kid else home
        if kid.get("/Type") == "/MCR":
            assert own is not None
            return self._content(own, int(kid.MCID))
        if kid.get("/Type") == "/OBJR":
            assert own is not None
            return Annotation(own, kid.Obj)
        return self.element(kid, home)

    def _content(self, page: int, mcid: int) -> Content:
        assert (page, mcid) not in self.read, f"page {page} says MCID {mcid} twice"
        self.read.add((page, mcid))
        return Content(page, mcid, self.sequences[page, mcid])


# --- a page ---


@dataclass(slots=True)
class _Marked:
    """An open sequence."""

    mcid: int | None
    artifact: bool
    actual: str | None


@dataclass(slots=True)
class _PageReader:
    page: Any
    number: int
    sequences: dict[Place, str] = field(default_factory=dict)
    artifact: str = ""
    stray: str = ""
    _open: list[_Marked] = field(default_factory=list)
    _font: Mapping[int, str] = field(default_factory=dict)
    _fonts: dict[str, Mapping[int, str]] = field(default_factory=dict)

    def read(self) -> None:
        for operands, operator in pikepdf.parse_content_stream(self.page):
            match str(operator):
                case "BDC" | "BMC":
                    self._begin(operands)
                case "EMC":
                    self._end()
                case "Tf":
                    self._font = self._load(str(operands[0]))
                case "Tj" | "TJ" | "'" | '"':
                    self._say(self._decoded(operands[-1]))
                case _:
                    pass
        assert not self._open, "a sequence that never ends"

    def _begin(self, operands: Any) -> None:
        properties = operands[1] if len(operands) > 1 else {}
        mcid = int(properties["/MCID"]) if "/MCID" in properties else None
        actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
        self._open.append(_Marked(mcid, str(operands[0]) == "/Artifact", actual))
        if mcid is not None:
            assert (self.number, mcid) not in self.sequences, f"MCID {mcid} begins twice"
            self.sequences[self.number, mcid] = ""

    def _end(self) -> None:
        marked = self._open.pop()
        if marked.actual is not None:
            self._put(marked, marked.actual)

    def _say(self, text: str) -> None:
        if any(marked.actual is not None for marked in self._open):
            return
        self._put(self._open[-1] if self._open else None, text)

    def _put(self, marked: _Marked | None, text: str) -> None:
        owner = next(
            (m for m in reversed([*self._open, *([marked] if marked else [])]) if m.mcid is not None), None
        )
        if owner is not None and owner.mcid is not None:
            self.sequences[self.number, owner.mcid] += text
        elif (marked and marked.artifact) or any(m.artifact for m in self._open):
            self.artifact += text
        else:
            self.stray += text

    def _decoded(self, shown: Any) -> str:
        parts = shown if isinstance(shown, pikepdf.Array) else [shown]
        return "".join(
            self._decoded_string(bytes(part)) for part in parts if isinstance(part, pikepdf.String)
        )

    def _decoded_string(self, codes: bytes) -> str:
        pairs = zip(codes[::2], codes[1::2], strict=True)
        return "".join(self._font[high << 8 | low] for high, low in pairs)

    def _load(self, name: str) -> Mapping[int, str]:
        if name not in self._fonts:
            font = self.page.Resources.Font[name]
            cmap = bytes(font.ToUnicode.read_bytes()).decode("ascii")
            self._fonts[name] = {
                int(code, 16): bytes.fromhex(says).decode("utf-16-be")
                for block in _BLOCK.findall(cmap)
                for code, says in _RANGE.findall(block)
            }
        return self._fonts[name]
