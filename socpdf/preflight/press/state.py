"""The graphics state and the path under construction, as far as ink on paper needs them."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from socpdf.preflight.fontuse import FontReader
from socpdf.preflight.model import StreamKey
from socpdf.preflight.objects import Dict, Obj, real
from socpdf.preflight.press.geometry import IDENTITY, Matrix, Point, Rect
from socpdf.preflight.press.model import Outline
from socpdf.preflight.press.spaces import GRAY, Colour, Space

# Straight parts of a curve: at the size of a page they leave it by less than a hair.
_STEPS: Final = 8
# Points of one path; more are a trap or a map that no rule is about.
_MOST_POINTS: Final = 200_000


@dataclass(slots=True)
class Side:
    """Of filling or of stroking."""

    space: Space = GRAY
    colour: Colour = field(default_factory=lambda: GRAY.initial)
    overprint: bool = False
    alpha: float = 1.0


@dataclass(slots=True)
class TextState:
    font: FontReader | None = None
    name: str = ""
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class State:
    matrix: Matrix
    clip: Rect
    fill: Side = field(default_factory=Side)
    stroke: Side = field(default_factory=Side)
    text: TextState = field(default_factory=TextState)
    line_width: float = 1.0
    overprint_mode: int = 0
    blend: str = "Normal"
    group_alpha: float = 1.0

    def copy(self) -> State:
        twin = copy.copy(self)
        twin.fill, twin.stroke, twin.text = copy.copy(self.fill), copy.copy(self.stroke), copy.copy(self.text)
        return twin


@dataclass(slots=True)
class Path:
    """Subpaths in points of the page."""

    parts: list[list[Point]] = field(default_factory=list)
    clips: bool = False
    _here: Point = (0.0, 0.0)
    _points: int = 0

    def add(self, operator: bytes, numbers: Sequence[float], matrix: Matrix) -> None:
        """One construction operator (ISO 32000-1, Table 59)."""
        match operator, numbers:
            case b"m", (x, y):
                self.parts.append([matrix.apply(x, y)])
                self._here = x, y
            case b"l", (x, y):
                self._line(x, y, matrix)
            case b"c", (x1, y1, x2, y2, x3, y3):
                self._curve((self._here, (x1, y1), (x2, y2), (x3, y3)), matrix)
            case b"v", (x2, y2, x3, y3):
                self._curve((self._here, self._here, (x2, y2), (x3, y3)), matrix)
            case b"y", (x1, y1, x3, y3):
                self._curve((self._here, (x1, y1), (x3, y3), (x3, y3)), matrix)
            case b"re", (x, y, width, height):
                corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
                self.parts.append([matrix.apply(*corner) for corner in corners])
                self._here = x, y
            case b"h", _:
                if self.parts and self.parts[-1]:
                    self.parts[-1].append(self.parts[-1][0])
            case _:
                pass

    def _line(self, x: float, y: float, matrix: Matrix) -> None:
        if self.parts and self._points < _MOST_POINTS:
            self.parts[-1].append(matrix.apply(x, y))
            self._points += 1
        self._here = x, y

    def _curve(self, corners: tuple[Point, Point, Point, Point], matrix: Matrix) -> None:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            u = 1 - t
            a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            self._line(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3, matrix)

    @property
    def box(self) -> Rect | None:
        return Rect.around(point for part in self.parts for point in part)

    def outline(self) -> Outline:
        return tuple(tuple(part) for part in self.parts)


@dataclass(slots=True)
class Pen:
    """The text and text line matrices."""

    line: Matrix = IDENTITY
    here: Matrix = IDENTITY

    def begin(self, matrix: Matrix) -> None:
        self.line = self.here = matrix

    def move(self, x: float, y: float) -> None:
        self.begin(Matrix(e=x, f=y) @ self.line)

    def advance(self, x: float) -> None:
        self.here = Matrix(e=x) @ self.here


@dataclass(frozen=True, slots=True)
class OpenMark:
    """A marked-content sequence that has begun."""

    owner: tuple[StreamKey, int] | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """What a content stream stands in: where names are looked up and ids are counted."""

    resources: Dict
    key: StreamKey
    depth: int = 0

    def inner(self, resources: Dict | None, number: int) -> Scope:
        return Scope(self.resources if resources is None else resources, ("form", number), self.depth + 1)


def numbers_of(operands: Sequence[Obj]) -> list[float]:
    return [
        real(value) for value in operands if isinstance(value, int | float) and not isinstance(value, bool)
    ]
