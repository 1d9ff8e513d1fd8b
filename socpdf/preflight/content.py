"""What pages show, as marked-content sequences and what stands outside them.

The interpreter follows fonts, text lines, colours and forms as far as the checks need it; it draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from socpdf.preflight.fontuse import FontReader, reader_for
from socpdf.preflight.model import ColourSpace, Loose, Mark, StreamKey
from socpdf.preflight.objects import Dict, Name, Obj, Store, Stream, number_of
from socpdf.preflight.tokens import program

# Forms within forms, and forms drawn on one page, before we believe in a trap.
_DEEPEST_FORM: Final = 12
_MOST_FORMS: Final = 10_000
_DEEPEST_STATE: Final = 512

_PAINT: Final = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_COLOURS: Final[Mapping[bytes, ColourSpace]] = {
    b"g": "DeviceGray",
    b"G": "DeviceGray",
    b"rg": "DeviceRGB",
    b"RG": "DeviceRGB",
    b"k": "DeviceCMYK",
    b"K": "DeviceCMYK",
}
_DEVICE_NAMES: Final[Mapping[str, ColourSpace]] = {
    "DeviceGray": "DeviceGray",
    "G": "DeviceGray",
    "DeviceRGB": "DeviceRGB",
    "RGB": "DeviceRGB",
    "DeviceCMYK": "DeviceCMYK",
    "CMYK": "DeviceCMYK",
}
# Where a colour space keeps the space it stands on.
_BASE_INDEX: Final = {"Indexed": 1, "I": 1, "Pattern": 1, "Separation": 2, "DeviceN": 2}
# Invisible text, ISO 32000-1, Table 106.
_INVISIBLE: Final = 3


@dataclass(slots=True)
class OpenMark:
    index: int
    parent: int | None
    stream: StreamKey
    tag: str
    properties: Mapping[str, Obj]
    mcid: int | None
    text: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    paints: bool = False


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it matters here."""

    font: FontReader | None = None
    size: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class _Line:
    """Where the current text line begins, to see where another one does."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    shown_y: float | None = None


@dataclass(slots=True)
class PageContent:
    """What one page shows; filled by `Interpreter.run`."""

    page: int
    marks: list[Mark | None] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    colours: set[ColourSpace] = field(default_factory=set)
    transparent: bool = False
    lost_forms: int = 0
    forms: dict[int, int] = field(default_factory=dict)
    """Forms drawn, by object number, and how often."""
    forms_with_ids: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Interpreter:
    """Runs the streams of pages; fonts are shared by all pages."""

    store: Store
    fonts: dict[int | str, FontReader | None] = field(default_factory=dict)

    def run(self, data: bytes, resources: Dict, page: int) -> PageContent:
        content = PageContent(page)
        _Run(self, content, resources, ("page", page)).stream(data)
        return content

    def font(self, value: Obj) -> FontReader | None:
        key: int | str = number_of(value) or repr(sorted((self.store.dict(value) or {}).items(), key=repr))
        if key not in self.fonts:
            self.fonts[key] = reader_for(self.store, value)
        return self.fonts[key]


@dataclass(slots=True)
class _Run:
    """One content stream: a page or a form."""

    owner: Interpreter
    content: PageContent
    resources: Dict
    key: StreamKey
    open: list[OpenMark] = field(default_factory=list)
    depth: int = 0
    state: _State = field(default_factory=_State)
    saved: list[_State] = field(default_factory=list)
    line: _Line = field(default_factory=_Line)
    leading: float = 0.0
    path: bool = False

    def stream(self, data: bytes) -> None:
        outer = len(self.open)
        for operator, operands in program(data):
            self._operate(operator, operands, outer)
        while len(self.open) > outer:
            self._close()

    def _resource(self, kind: str, name: Obj) -> Obj:
        table = self.owner.store.dict(self.resources.get(kind)) or {}
        return table.get(name) if isinstance(name, Name) else None

    def _operate(self, operator: bytes, operands: list[Obj], outer: int) -> None:
        match operator:
            case b"Tj" | b"TJ" | b"'" | b'"':
                if operator in (b"'", b'"'):
                    self._move(0, -self.leading)
                self._show(operands)
            case b"Td" | b"TD" | b"Tm" | b"T*" | b"TL" | b"BT":
                self._place(operator, [o for o in operands if isinstance(o, int | float)])
            case b"BMC" | b"BDC":
                self._begin(operands)
            case b"EMC":
                if len(self.open) > outer:
                    self._close()
            case _:
                self._operate_graphics(operator, operands)

    def _operate_graphics(self, operator: bytes, operands: list[Obj]) -> None:
        match operator:
            case b"q":
                if len(self.saved) < _DEEPEST_STATE:
                    self.saved.append(_State(self.state.font, self.state.size, self.state.mode))
            case b"Q":
                if self.saved:
                    self.state = self.saved.pop()
            case b"Tf" | b"Tr" | b"gs":
                self._set(operator, operands)
            case b"Do":
                self._draw(operands)
            case b"sh":
                self._paint("shading")
            case b"EI":
                self._inline_image(operands)
            case _ if operator in _PAINT:
                self._paint("path")
            case _ if operator in _COLOURS:
                self._colour(Name(_COLOURS[operator]))
            case b"cs" | b"CS":
                self._colour(operands[-1] if operands else None)
            case _:
                pass

    # --- text --------------------------------------------------------------------------------------------

    def _place(self, operator: bytes, numbers: list[int | float]) -> None:
        match operator, numbers:
            case b"BT", _:
                self.line.x, self.line.y, self.line.scale = 0.0, 0.0, 1.0
            case b"TL", [leading]:
                self.leading = leading
            case b"T*", _:
                self._move(0, -self.leading)
            case ((b"Td" | b"TD"), [x, y]):
                if operator == b"TD":
                    self.leading = -y
                self._move(x, y)
            case b"Tm", [_, _, _, d, e, f]:
                self.line.x, self.line.y, self.line.scale = e, f, abs(d) or 1.0
            case _:
                pass

    def _move(self, x: float, y: float) -> None:
        self.line.x += x * self.line.scale
        self.line.y += y * self.line.scale

    def _set(self, operator: bytes, operands: list[Obj]) -> None:
        store = self.owner.store
        match operator, operands:
            case b"Tf", [Name() as name, int() | float() as size]:
                font = self._resource("Font", name)
                self.state.font = None if font is None else self.owner.font(font)
                self.state.size = float(size)
            case b"Tr", [int() as mode]:
                self.state.mode = mode
            case b"gs", [Name() as name]:
                values = store.dict(self._resource("ExtGState", name)) or {}
                self.content.transparent |= _is_transparent(store, values)
            case _:
                pass

    def _show(self, operands: list[Obj]) -> None:
        last = operands[-1] if operands else None
        strings = [item for item in (last if isinstance(last, tuple) else (last,)) if isinstance(item, bytes)]
        string = b"".join(strings)
        if not string:
            return
        text = "\ufffd" * len(string)
        if self.state.font is not None:
            rendered = self.state.mode != _INVISIBLE
            text = self.state.font.show(string, self.content.page, rendered=rendered)
        # Half the type size parts a new line from a raised or lowered word.
        reach = 0.5 * abs(self.state.size) * self.line.scale
        if self.line.shown_y is not None and abs(self.line.y - self.line.shown_y) > reach:
            text = "\n" + text
        self.line.shown_y = self.line.y
        self._paint("text", text)

    # --- what is shown -----------------------------------------------------------------------------------

    def _paint(self, kind: Literal["text", "path", "image", "shading"], text: str = "") -> None:
        if not any(mark.mcid is not None or mark.tag == "Artifact" for mark in self.open):
            self.content.loose.append(Loose(kind, text.strip("\n")))
        if self.open:
            self.open[-1].paints = True
            self.open[-1].spoken.append(text)
        for mark in self.open:
            mark.text.append(text)

    def _begin(self, operands: list[Obj]) -> None:
        store = self.owner.store
        tag = operands[0] if operands and isinstance(operands[0], Name) else Name("")
        listed = operands[1] if len(operands) > 1 else None
        if isinstance(listed, Name):
            listed = self._resource("Properties", listed)
        properties = store.dict(listed) or {}
        mark = OpenMark(
            index=len(self.content.marks),
            parent=self.open[-1].index if self.open else None,
            stream=self.key,
            tag=str(tag),
            properties=properties,
            mcid=store.integer(properties.get("MCID")),
        )
        if mark.mcid is not None and self.key[0] == "form":
            self.content.forms_with_ids.add(self.key[1])
        self.content.marks.append(None)
        self.open.append(mark)

    def _close(self) -> None:
        mark, store = self.open.pop(), self.owner.store
        alt, actual, expansion = (store.text(mark.properties.get(key)) for key in ("Alt", "ActualText", "E"))
        spoken = alt or expansion or ("".join(mark.spoken) if actual is None else actual)
        if self.open:
            self.open[-1].spoken.append(spoken)
        self.content.marks[mark.index] = Mark(
            index=mark.index,
            parent=mark.parent,
            stream=mark.stream,
            tag=mark.tag,
            mcid=mark.mcid,
            lang=store.text(mark.properties.get("Lang")),
            actual_text=actual,
            alt=alt,
            expansion=expansion,
            text="".join(mark.text),
            spoken=spoken,
            paints=mark.paints,
        )

    def _draw(self, operands: list[Obj]) -> None:
        target = self._resource("XObject", operands[-1] if operands else None)
        stream = self.owner.store.stream(target)
        if stream is None:
            return
        if self.owner.store.name(stream.dictionary.get("Subtype")) == "Image":
            self._image(stream.dictionary)
        else:
            self._form(stream, number_of(target) or 0)

    def _image(self, values: Dict) -> None:
        self._paint("image")
        if self.owner.store.stream(values.get("SMask")) is not None:
            self.content.transparent = True
        if not self.owner.store.boolean(values.get("ImageMask")):
            self._colour(values.get("ColorSpace"))

    def _inline_image(self, operands: list[Obj]) -> None:
        self._paint("image")
        values = self.owner.store.dict(operands[0] if operands else None) or {}
        self._colour(values.get("CS", values.get("ColorSpace")))

    def _form(self, stream: Stream, number: int) -> None:
        content, store = self.content, self.owner.store
        content.forms[number] = content.forms.get(number, 0) + 1
        if self.depth >= _DEEPEST_FORM or sum(content.forms.values()) > _MOST_FORMS:
            content.lost_forms += 1
            return
        group = store.dict(stream.dictionary.get("Group"))
        if group is not None and store.name(group.get("S")) == "Transparency":
            content.transparent = True
        resources = store.dict(stream.dictionary.get("Resources"))
        inner = _Run(
            owner=self.owner,
            content=content,
            resources=self.resources if resources is None else resources,
            key=("form", number),
            open=self.open,
            depth=self.depth + 1,
            state=_State(self.state.font, self.state.size, self.state.mode),
        )
        inner.stream(stream.decode())

    # --- colour ------------------------------------------------------------------------------------------

    def _colour(self, value: Obj, depth: int = 0) -> None:
        """Note the device space a colour space is or stands on, unless a default defines it."""
        store = self.owner.store
        found = store.get(value)
        if isinstance(found, Name):
            if found in _DEVICE_NAMES:
                device = _DEVICE_NAMES[found]
                if self._resource("ColorSpace", Name(device.replace("Device", "Default"))) is None:
                    self.content.colours.add(device)
            elif depth < _DEEPEST_FORM:
                self._colour(self._resource("ColorSpace", found), depth + 1)
        elif isinstance(found, tuple) and found and depth < _DEEPEST_FORM:
            base = _BASE_INDEX.get(store.name(found[0]) or "", 0)
            if 0 < base < len(found):
                self._colour(found[base], depth + 1)


def _is_transparent(store: Store, values: Dict) -> bool:
    blend = store.get(values.get("BM"))
    modes = blend if isinstance(blend, tuple) else (blend,)
    alphas = (store.number(values.get(key)) for key in ("ca", "CA"))
    return (
        any(alpha is not None and alpha < 1 for alpha in alphas)
        or store.dict(values.get("SMask")) is not None
        or any(store.name(mode) not in (None, "Normal", "Compatible") for mode in modes)
    )
