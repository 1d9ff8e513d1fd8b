"""Reads a printed page as a press does: what is painted, in which inks, and whether it overprints.

Written for the tests and sharing nothing with the writer or the preflight: pikepdf parses, and the rest is
ISO 32000-1, 8.4 (graphics state) and 8.6 (colour).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import pikepdf

Kind = Literal["fill", "stroke", "text", "image"]
PAINTS: Final[Mapping[str, Kind]] = {
    "f": "fill",
    "f*": "fill",
    "S": "stroke",
    "s": "stroke",
    "Tj": "text",
    "TJ": "text",
    "Do": "image",
}
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class State:
    fill: tuple[float, ...] | str = ()
    """The four inks, or the name of a colour space."""
    stroke: tuple[float, ...] | str = ()
    overprints: bool = False
    mode: int = 0
    """The overprint mode."""
    weight: float = 1.0
    size: float = 0.0
    """Of the text."""
    matrix: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Painted:
    kind: Kind
    ink: tuple[float, ...] | str
    state: State
    form: str
    """The form it stands in; empty for the page itself."""
    box: tuple[float, float, float, float] | None
    """What a path covers, on the sheet: left, low, right, high."""


def painted(pdf: pikepdf.Pdf, page: int) -> Iterator[Painted]:
    sheet = pdf.pages[page]
    return _read(sheet, sheet.obj.Resources, State(), "")


def operators(pdf: pikepdf.Pdf, page: int) -> set[str]:
    """The names of all operators that the page's own content uses."""
    return {str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[page])}


def _read(content: Any, resources: Any, state: State, form: str) -> Iterator[Painted]:
    saved: list[State] = []
    points: list[Point] = []
    for operands, operator in pikepdf.parse_content_stream(content):
        name = str(operator)
        assert name not in {"rg", "RG", "g", "G", "cs", "sh"}, f"the colour operator {name} is none of inks"
        if name == "q":
            saved.append(state)
        elif name == "Q":
            state = saved.pop()
        elif name == "Do" and resources.XObject[str(operands[0])].Subtype == "/Form":
            inner = resources.XObject[str(operands[0])]
            yield from _read(inner, inner.Resources, state, str(operands[0]))
        elif name in PAINTS:
            kind = PAINTS[name]
            yield Painted(kind, state.stroke if kind == "stroke" else state.fill, state, form, _box(points))
            points = []
        else:
            points += _points(name, operands, state.matrix)
            state = _changed(state, name, operands, resources)


def _points(name: str, operands: Any, matrix: Matrix) -> list[Point]:
    """Where the path goes that an operator adds to."""
    if name not in {"m", "l", "c", "re"}:
        return []
    numbers = [float(x) for x in operands]
    if name == "re":
        x, y, width, height = numbers
        numbers = [x, y, x + width, y + height]
    return [_moved(matrix, *numbers[at : at + 2]) for at in range(0, len(numbers), 2)]


def _changed(state: State, name: str, operands: Any, resources: Any) -> State:
    match name:
        case "cm":
            return replace(state, matrix=_times([float(x) for x in operands], state.matrix))
        case "gs":
            return _with(state, resources.ExtGState[str(operands[0])])
        case "k":
            return replace(state, fill=tuple(float(x) for x in operands))
        case "K":
            return replace(state, stroke=tuple(float(x) for x in operands))
        case "CS":
            return replace(state, stroke=str(resources.ColorSpace[str(operands[0])][1]))
        case "w":
            return replace(state, weight=float(operands[0]))
        case "Tf":
            return replace(state, size=float(operands[1]))
        case _:
            return state


def _with(state: State, settings: Any) -> State:
    assert bool(settings.op) == bool(settings.OP)
    return replace(state, overprints=bool(settings.OP), mode=int(settings.OPM))


def _times(inner: list[float], outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(points: list[Point]) -> tuple[float, float, float, float] | None:
    if not points:
        return None
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
