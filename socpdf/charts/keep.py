"""A drawing into bytes that are the same each time, and back: what the cache holds."""

import json
from typing import Any, Literal

from socpdf.core.lengths import Sp
from socpdf.ir.drawing import Datum, Drawing, Path, Weight, Words
from socpdf.ir.paged import Hue, Ink, Step

_LETTERS: dict[Literal["move", "line", "curve", "close"], str] = {
    "move": "m",
    "line": "l",
    "curve": "c",
    "close": "h",
}
_STEPS = {letter: name for name, letter in _LETTERS.items()}


def pack(drawing: Drawing) -> bytes:
    marks = [_packed(mark) for mark in drawing.marks]
    content = [drawing.width, drawing.height, marks]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(content: bytes) -> Drawing:
    width, height, marks = json.loads(content)
    return Drawing(Sp(width), Sp(height), tuple(_unpacked(mark) for mark in marks))


def _packed(mark: Path | Words) -> list[object]:
    match mark:
        case Path():
            steps = [
                [_LETTERS[name], *(length for point in points for length in point)]
                for name, points in mark.steps
            ]
            return ["p", steps, _of_ink(mark.fill), _of_ink(mark.stroke), mark.weight, _of_datum(mark.shows)]
        case Words():
            face = [mark.size, mark.weight.value, _of_ink(mark.ink)]
            return ["w", mark.x, mark.y, mark.text, *face, _of_datum(mark.shows)]


def _unpacked(mark: list[Any]) -> Path | Words:
    if mark[0] == "p":
        _, steps, fill, stroke, weight, shows = mark
        return Path(tuple(map(_step, steps)), _ink(fill), _ink(stroke), Sp(weight), _datum(shows))
    _, x, y, text, size, weight, ink, shows = mark
    return Words(Sp(x), Sp(y), text, Sp(size), Weight(weight), Ink(Hue(ink[0]), ink[1]), _datum(shows))


def _step(packed: list[Any]) -> Step:
    letter, *lengths = packed
    return _STEPS[letter], tuple((Sp(x), Sp(y)) for x, y in zip(lengths[::2], lengths[1::2], strict=True))


def _of_ink(ink: Ink | None) -> list[object] | None:
    return None if ink is None else [ink.hue.value, ink.tint]


def _ink(packed: list[Any] | None) -> Ink | None:
    return None if packed is None else Ink(Hue(packed[0]), packed[1])


def _of_datum(shows: Datum | None) -> list[int] | None:
    return None if shows is None else [shows.panel, shows.series, shows.category]


def _datum(packed: list[int] | None) -> Datum | None:
    return None if packed is None else Datum(*packed)
