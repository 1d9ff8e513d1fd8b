"""The content of a page becomes what lays ink on it, in the order it is painted.

`preflight/content.py` reads the same streams for what they say; here only what a press prints counts. What
cannot be seen (outside every clip, on a layer that is off, wholly transparent) is left out. Clips are taken
as the boxes around them, and soft masks as open: things are never smaller than what is seen of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from socpdf.preflight.content import Interpreter
from socpdf.preflight.fontuse import FontReader
from socpdf.preflight.objects import Dict, Name, Obj, Store, Stream, number_of
from socpdf.preflight.press.colours import SpaceReader
from socpdf.preflight.press.geometry import IDENTITY, Matrix, Point, Rect
from socpdf.preflight.press.layers import Layers
from socpdf.preflight.press.model import (
    Drawn,
    Fill,
    Laid,
    Note,
    Outline,
    Picture,
    Shade,
    SpotInk,
    Stroke,
    Text,
)
from socpdf.preflight.press.outlines import Glyph, Glyphs, Reach
from socpdf.preflight.press.screening import screening_notes
from socpdf.preflight.press.spaces import CMYK, GRAY, RGB, Colour
from socpdf.preflight.press.state import OpenMark, Path, Pen, Scope, Side, State, numbers_of
from socpdf.preflight.press.tints import NO_INKS, most_of, shading_colour, unknown_of
from socpdf.preflight.tokens import program

# Forms within forms, and forms drawn on one page, before we believe in a trap.
_DEEPEST_FORM: Final = 12
_MOST_FORMS: Final = 10_000
_DEEPEST_STATE: Final = 512
# Along a side of an image.
_MOST_PIXELS: Final = 1_000_000

_BUILD: Final = frozenset({b"m", b"l", b"c", b"v", b"y", b"re", b"h"})
# Painting operators: whether they close, fill, fill by the even-odd rule, stroke.
_PAINT: Final = {
    b"S": (False, "", True),
    b"s": (True, "", True),
    b"f": (False, "nonzero", False),
    b"F": (False, "nonzero", False),
    b"f*": (False, "even-odd", False),
    b"B": (False, "nonzero", True),
    b"B*": (False, "even-odd", True),
    b"b": (True, "nonzero", True),
    b"b*": (True, "even-odd", True),
    b"n": (False, "", False),
}
_COLOURS: Final = frozenset(b"g G rg RG k K cs CS sc SC scn SCN".split())
_PLAIN_SPACES: Final = {b"g": GRAY, b"rg": RGB, b"k": CMYK}
# Rendering modes (ISO 32000-1, Table 106) that fill, and that stroke only.
_FILLS: Final = (0, 2, 4, 6)
_STROKES: Final = (1, 5)
# Points: from here on a stem is as wide as a cell of the ink map.
_LARGE: Final = 18.0


@dataclass(slots=True)
class PagePaint:
    """What one page paints; filled by a run."""

    drawn: list[Drawn] = field(default_factory=list)
    notes: dict[Note, None] = field(default_factory=dict)
    transparent: bool = False
    forms: int = 0


@dataclass(slots=True)
class Painter:
    """Runs the streams of pages; fonts and colour spaces are shared by all of them."""

    store: Store
    layers: Layers
    words: Interpreter = field(init=False)
    spaces: SpaceReader = field(init=False)
    glyphs: dict[int | None, Glyphs] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = Interpreter(self.store)
        self.spaces = SpaceReader(self.store)

    def run(
        self, data: bytes, resources: Dict, page: int, media: Rect
    ) -> tuple[PagePaint, tuple[SpotInk, ...]]:
        self.spaces.spots = {}
        paint = PagePaint()
        scope = Scope(resources, ("page", page))
        _Run(self, paint, scope, page, State(IDENTITY, media)).stream(data)
        return paint, tuple(self.spaces.spots)

    def glyphs_of(self, font: FontReader) -> Glyphs:
        # A font without a number of its own is measured anew each time: nearly no file has one.
        if font.number not in self.glyphs or font.number is None:
            self.glyphs[font.number] = Glyphs.of(font)
        return self.glyphs[font.number]


@dataclass(slots=True)
class _Run:
    """One content stream: of a page, a form or a pattern's cell."""

    owner: Painter
    paint: PagePaint
    scope: Scope
    page: int
    state: State
    marks: list[OpenMark] = field(default_factory=list)
    saved: list[State] = field(default_factory=list)
    path: Path = field(default_factory=Path)
    pen: Pen = field(default_factory=Pen)
    base: Matrix = IDENTITY
    """Of the stream, which patterns begin from."""

    def stream(self, data: bytes) -> None:
        self.base = self.state.matrix
        outer = len(self.marks)
        for operator, operands in program(data):
            self._operate(operator, operands, outer)
        del self.marks[outer:]

    @property
    def store(self) -> Store:
        return self.owner.store

    @property
    def is_hidden(self) -> bool:
        return any(mark.hidden for mark in self.marks)

    def _resource(self, kind: str, name: Obj) -> Obj:
        table = self.store.dict(self.scope.resources.get(kind)) or {}
        return table.get(name) if isinstance(name, Name) else None

    def _operate(self, operator: bytes, operands: list[Obj], outer: int) -> None:
        if operator in _BUILD:
            self.path.add(operator, numbers_of(operands), self.state.matrix)
        elif operator in _PAINT:
            self._finish_path(operator)
        elif operator[:1] == b"T" or operator in (b"'", b'"', b"BT"):
            self._text(operator, operands)
        elif operator in (b"BMC", b"BDC"):
            self.marks.append(self._mark(operands))
        elif operator == b"EMC":
            if len(self.marks) > outer:
                self.marks.pop()
        elif operator in _COLOURS:
            self._colour(operator, operands)
        else:
            self._operate_state(operator, operands)

    def _operate_state(self, operator: bytes, operands: list[Obj]) -> None:
        match operator:
            case b"q":
                if len(self.saved) < _DEEPEST_STATE:
                    self.saved.append(self.state.copy())
            case b"Q":
                if self.saved:
                    self.state = self.saved.pop()
            case b"cm":
                values = numbers_of(operands)
                if len(values) == 6:
                    self.state.matrix = Matrix(*values) @ self.state.matrix
            case b"w":
                self.state.line_width = next(iter(numbers_of(operands)), self.state.line_width)
            case b"W" | b"W*":
                self.path.clips = True
            case b"gs":
                self._set_state(operands)
            case b"Do":
                self._do(operands[-1] if operands else None)
            case b"sh":
                self._shade(self._resource("Shading", operands[-1] if operands else None))
            case b"EI":
                self._inline_image(operands)
            case b"PS":
                self.paint.notes[Note("postscript", "the operator PS")] = None
            case _:
                pass

    # --- state -------------------------------------------------------------------------------------------

    def _set_state(self, operands: list[Obj]) -> None:
        store, state = self.store, self.state
        values = store.dict(self._resource("ExtGState", operands[-1] if operands else None)) or {}
        state.line_width = _number(store, values, "LW", state.line_width)
        stroke_overprint = store.boolean(values.get("OP"))
        fill_overprint = store.boolean(values.get("op"))
        if stroke_overprint is not None:
            state.stroke.overprint = stroke_overprint
            # ISO 32000-1, Table 58: OP sets both where op is not there.
            state.fill.overprint = stroke_overprint
        if fill_overprint is not None:
            state.fill.overprint = fill_overprint
        state.overprint_mode = int(_number(store, values, "OPM", state.overprint_mode))
        state.stroke.alpha = _number(store, values, "CA", state.stroke.alpha)
        state.fill.alpha = _number(store, values, "ca", state.fill.alpha)
        modes = [store.name(mode) for mode in store.items(values.get("BM"))]
        if modes:
            state.blend = next((mode for mode in modes if mode), "Normal").replace("Compatible", "Normal")
        self.paint.transparent |= (
            state.fill.alpha < 1
            or state.stroke.alpha < 1
            or state.blend != "Normal"
            or store.dict(values.get("SMask")) is not None
        )
        mask = store.dict(values.get("SMask"))
        if mask is not None:
            self._note_group(store.dict(mask.get("G")) or {}, "a soft mask")
        match store.array(values.get("Font")):
            case (font, size):
                self._font(font, store.number(size) or 0.0)
            case _:
                pass
        self.paint.notes |= dict.fromkeys(screening_notes(store, values))

    def _colour(self, operator: bytes, operands: list[Obj]) -> None:
        lower = operator.lower()
        side = self.state.fill if operator == lower else self.state.stroke
        if lower in _PLAIN_SPACES:
            name = Name(_PLAIN_SPACES[lower].family)
            side.space = self.owner.spaces.read(name, self.scope.resources)
            side.colour = side.space.colour(numbers_of(operands))
        elif lower == b"cs":
            side.space = self.owner.spaces.read(operands[-1] if operands else None, self.scope.resources)
            side.colour = side.space.initial
        elif lower in (b"sc", b"scn"):
            if operands and isinstance(operands[-1], Name):
                side.colour = self._pattern(operands[-1], side, numbers_of(operands))
            else:
                side.colour = side.space.colour(numbers_of(operands))

    # --- what is laid ------------------------------------------------------------------------------------

    def _laid(self, box: Rect | None, side: Side) -> Laid | None:
        """The marks that are common to all that is drawn; None where nothing of it is seen."""
        state = self.state
        seen = None if box is None else box.meet(state.clip)
        alpha = side.alpha * state.group_alpha
        if seen is None or alpha <= 0 or self.is_hidden:
            return None
        owner = next((mark.owner for mark in reversed(self.marks) if mark.owner is not None), None)
        return Laid(seen, side.colour, side.overprint, state.overprint_mode, alpha, state.blend, owner)

    def _finish_path(self, operator: bytes) -> None:
        closes, fills, strokes = _PAINT[operator]
        path, state = self.path, self.state
        self.path = Path()
        if closes:
            path.add(b"h", (), state.matrix)
        box = path.box
        if box is not None and fills:
            laid = self._laid(box, state.fill)
            if laid is not None:
                self.paint.drawn.append(Fill(laid, path.outline(), fills == "even-odd"))
        if box is not None and strokes:
            width = state.line_width * state.matrix.scale
            laid = self._laid(box.grown(width / 2), state.stroke)
            if laid is not None:
                self.paint.drawn.append(Stroke(laid, path.outline(), width))
        if path.clips:
            inside = None if box is None else box.meet(state.clip)
            # An empty clip shows nothing from here on: a box without size, far away.
            state.clip = inside if inside is not None else Rect(-1e9, -1e9, -1e9, -1e9)

    # --- text --------------------------------------------------------------------------------------------

    def _text(self, operator: bytes, operands: list[Obj]) -> None:
        text, numbers = self.state.text, numbers_of(operands)
        first = numbers[0] if numbers else 0.0
        match operator:
            case b"BT":
                self.pen.begin(IDENTITY)
            case b"Tf":
                self._font(self._resource("Font", operands[0] if operands else None), first)
            case b"Tc":
                text.spacing = first
            case b"Tw":
                text.word_spacing = first
            case b"Tz":
                text.stretch = first / 100
            case b"TL":
                text.leading = first
            case b"Ts":
                text.rise = first
            case b"Tr":
                text.mode = int(first)
            case _:
                self._move_or_show(operator, operands, numbers)

    def _move_or_show(self, operator: bytes, operands: list[Obj], numbers: list[float]) -> None:
        text = self.state.text
        match operator, numbers:
            case b"Tm", [*_] if len(numbers) == 6:
                self.pen.begin(Matrix(*numbers))
            case ((b"Td" | b"TD"), [x, y]):
                if operator == b"TD":
                    text.leading = -y
                self.pen.move(x, y)
            case b"T*", _:
                self.pen.move(0, -text.leading)
            case ((b"Tj" | b"TJ" | b"'" | b'"'), _):
                if operator == b'"' and len(numbers) >= 2:
                    text.word_spacing, text.spacing = numbers[:2]
                if operator in (b"'", b'"'):
                    self.pen.move(0, -text.leading)
                last = operands[-1] if operands else None
                self._show(last if isinstance(last, tuple) else (last,))
            case _:
                pass

    def _font(self, value: Obj, size: float) -> None:
        text = self.state.text
        text.font = None if value is None else self.owner.words.font(value)
        text.size = size
        text.name = self.store.name((self.store.dict(value) or {}).get("BaseFont")) or ""

    def _show(self, items: Sequence[Obj]) -> None:
        """Strings and kerns, one after the other: one text with the box around its glyphs."""
        text, font = self.state.text, self.state.text.font
        if font is None:
            return
        glyphs = self.owner.glyphs_of(font)
        begin, words, large = self.pen.here, [], self._is_large()
        placed: list[tuple[Glyph, float]] = []
        contours: list[tuple[Point, ...]] = []
        at = 0.0
        for item in items:
            if isinstance(item, bytes):
                words.append(font.show(item, self.page, rendered=True))
                for code in font.codes(item):
                    glyph, width = glyphs.shown(code)
                    if glyph is not None:
                        placed.append((glyph, at))
                    if large:
                        contours += self._contours(glyphs, code, at)
                    step = width / 1000 * text.size + text.spacing
                    if code == 32 and font.is_single_byte:
                        step += text.word_spacing
                    at += step * text.stretch
            elif isinstance(item, int | float):
                at -= item / 1000 * text.size * text.stretch
        self.pen.advance(at)
        reach = Reach.of(placed, text.size, text.stretch)
        if reach.area:
            self._lay_text("".join(words), reach, begin, tuple(contours))

    def _is_large(self) -> bool:
        return abs(self.state.text.size) * (self.pen.here @ self.state.matrix).up >= _LARGE

    def _contours(self, glyphs: Glyphs, code: int, at: float) -> Iterator[tuple[Point, ...]]:
        """The outline of a glyph on the page."""
        text = self.state.text
        size = text.size / 1000
        to_text = Matrix(size * text.stretch, 0, 0, size, at, text.rise)
        matrix = to_text @ self.pen.here @ self.state.matrix
        for contour in glyphs.contours(code):
            yield tuple(matrix.apply(*point) for point in contour)

    def _lay_text(self, words: str, reach: Reach, begin: Matrix, outline: Outline) -> None:
        text, state = self.state.text, self.state
        if text.mode not in _FILLS + _STROKES:
            return
        matrix = Matrix(f=text.rise) @ begin @ state.matrix
        laid = self._laid(reach.box.moved(matrix), state.fill if text.mode in _FILLS else state.stroke)
        if laid is not None:
            size = abs(text.size) * matrix.up
            self.paint.drawn.append(Text(laid, words, size, text.name, reach.cover, outline))

    # --- forms, images, shadings -------------------------------------------------------------------------

    def _mark(self, operands: list[Obj]) -> OpenMark:
        listed = operands[1] if len(operands) > 1 else None
        name = listed
        if isinstance(listed, Name):
            listed = self._resource("Properties", listed)
        if operands and operands[0] == Name("OC") and name is not None:
            return OpenMark(None, self.owner.layers.hides(listed))
        mcid = self.store.integer((self.store.dict(listed) or {}).get("MCID"))
        return OpenMark(None if mcid is None else (self.scope.key, mcid), hidden=False)

    def _do(self, name: Obj) -> None:
        target = self._resource("XObject", name)
        stream = self.store.stream(target)
        if stream is None:
            return
        values, notes = stream.dictionary, self.paint.notes
        if "OPI" in values:
            notes[Note("opi", "a placeholder for another picture (OPI)")] = None
        if "OC" in values and self.owner.layers.hides(values["OC"]):
            return
        match self.store.name(values.get("Subtype")):
            case "Image":
                self._image(stream)
            case "PS":
                notes[Note("postscript", "a PostScript XObject")] = None
            case _:
                self._form(stream, number_of(target) or 0)

    def _form(self, stream: Stream, number: int) -> None:
        store, values, notes = self.store, stream.dictionary, self.paint.notes
        if store.name(values.get("Subtype2")) == "PS" or "PS" in values:
            notes[Note("postscript", "PostScript in a form")] = None
        if "Ref" in values:
            notes[Note("reference", "a form that stands for a page of another file")] = None
        self.paint.forms += 1
        if self.scope.depth >= _DEEPEST_FORM or self.paint.forms > _MOST_FORMS:
            return
        state = self.state.copy()
        group = store.dict(values.get("Group"))
        if group is not None and store.name(group.get("S")) == "Transparency":
            self._note_group(values, "a form")
            self.paint.transparent = True
            state.group_alpha *= state.fill.alpha
            state.fill.alpha = state.stroke.alpha = 1.0
        self._run_inner(stream, self.scope.inner(store.dict(values.get("Resources")), number), state)

    def _run_inner(self, stream: Stream, scope: Scope, state: State) -> None:
        values = stream.dictionary
        matrix = _matrix(self.store, values.get("Matrix"))
        state.matrix = matrix @ state.matrix
        bounds = self.store.numbers(values.get("BBox"))
        if bounds is not None and len(bounds) == 4:
            inside = Rect(*bounds).moved(state.matrix).meet(state.clip)
            if inside is None:
                return
            state.clip = inside
        run = _Run(self.owner, self.paint, scope, self.page, state, marks=self.marks)
        run.stream(stream.decode())

    def _note_group(self, owner: Dict, what: str) -> None:
        group = self.store.dict(owner.get("Group")) or {}
        if "CS" in group:
            space = self.owner.spaces.read(group["CS"], self.scope.resources)
            if space.family != "DeviceCMYK":
                self.paint.notes[Note("blend space", f"{what} blends in {space.family}")] = None

    def _image(self, stream: Stream) -> None:
        store, values = self.store, stream.dictionary
        if store.dict(values.get("SMask")) is not None:
            self.paint.transparent = True
        for alternate in store.array(values.get("Alternates")) or ():
            if store.boolean((store.dict(alternate) or {}).get("DefaultForPrinting")):
                self.paint.notes[Note("alternate", "another picture to be printed in its place")] = None
        self._picture(values, stream)

    def _inline_image(self, operands: list[Obj]) -> None:
        short = self.store.dict(operands[0] if operands else None) or {}
        names = {"W": "Width", "H": "Height", "BPC": "BitsPerComponent", "CS": "ColorSpace"}
        names |= {"IM": "ImageMask", "D": "Decode"}
        self._picture({names.get(key, key): value for key, value in short.items()}, None)

    def _picture(self, values: Dict, stream: Stream | None) -> None:
        store, state = self.store, self.state
        is_mask = store.boolean(values.get("ImageMask")) is True
        side = state.fill
        space = GRAY
        if not is_mask:
            space = self.owner.spaces.read(values.get("ColorSpace"), self.scope.resources)
            side = Side(space, unknown_of(space), state.fill.overprint, state.fill.alpha)
        laid = self._laid(Rect(0, 0, 1, 1).moved(state.matrix), side)
        if laid is None:
            return
        # Mode 1 is about single colours, not about pixels and shadings (ISO 32000-1, 8.6.7).
        decode = store.numbers(values.get("Decode")) or ()
        picture = Picture(
            laid=laid if is_mask else replace(laid, mode=0),
            matrix=state.matrix,
            width=_pixels(store, values, "Width"),
            height=_pixels(store, values, "Height"),
            bits=1 if is_mask else store.integer(values.get("BitsPerComponent")) or 8,
            is_mask=is_mask,
            stream=stream,
            space=space,
            inverted=len(decode) >= 2 and decode[0] > decode[1],
        )
        self.paint.drawn.append(picture)

    def _shade(self, value: Obj) -> None:
        colour = shading_colour(self.owner.spaces, value, self.scope.resources)
        side = Side(GRAY, colour, self.state.fill.overprint, self.state.fill.alpha)
        laid = self._laid(self.state.clip, side)
        if laid is not None:
            self.paint.drawn.append(Shade(replace(laid, mode=0)))

    def _pattern(self, name: Name, side: Side, tint: list[float]) -> Colour:
        """A pattern as one colour: the most of each ink in it."""
        pattern = self._resource("Pattern", name)
        values = self.store.dict(pattern) or {}
        if self.store.integer(values.get("PatternType")) == 2:
            return shading_colour(self.owner.spaces, values.get("Shading"), self.scope.resources)
        stream = self.store.stream(pattern)
        base = side.space.base
        if stream is None or self.scope.depth >= _DEEPEST_FORM or self.paint.forms > _MOST_FORMS:
            return NO_INKS
        aside = PagePaint(forms=self.paint.forms + 1)
        state = State(self.base, Rect(-math.inf, -math.inf, math.inf, math.inf))
        if base is not None:
            state.fill = Side(base, base.colour(tint))
            state.stroke = Side(base, base.colour(tint))
        scope = self.scope.inner(self.store.dict(values.get("Resources")), number_of(pattern) or 0)
        run = _Run(self.owner, aside, scope, self.page, state)
        run._run_inner(stream, scope, state)
        self.paint.notes |= aside.notes
        self.paint.forms = aside.forms
        return most_of([drawn.laid.colour for drawn in aside.drawn])


def _pixels(store: Store, values: Dict, key: str) -> int:
    return min(max(store.integer(values.get(key)) or 0, 0), _MOST_PIXELS)


def _matrix(store: Store, value: Obj) -> Matrix:
    values = store.numbers(value)
    return Matrix(*values) if values is not None and len(values) == 6 else IDENTITY


def _number(store: Store, values: Mapping[str, Obj], key: str, default: float) -> float:
    value = store.number(values.get(key))
    return default if value is None else value
