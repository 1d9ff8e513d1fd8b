"""The ink of a page on a grid of small cells: how much lies where, and the heaviest square.

A plate holds the mean amount of ink in each cell. What is painted later knocks out what lies below, except
on plates that it leaves alone when it overprints. Small text counts as its box with the part of it that the
glyphs fill, clips as the boxes around them, dashed lines as whole ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from socpdf.preflight.press.geometry import PER_MM, Matrix, Point, Rect
from socpdf.preflight.press.images import ink_of
from socpdf.preflight.press.model import Drawn, Fill, Laid, Outline, Picture, Shade, Sheet, Stroke, Text
from socpdf.preflight.press.spaces import PROCESS

Grid: TypeAlias = npt.NDArray[np.float32]

# Cells along the side of the square whose mean counts.
_PER_WINDOW: Final = 8
# Rows of a cell that are looked at for the edge of a shape.
_SUBROWS: Final = 4
# Samples of an image along the side of a cell.
_SUBPIXELS: Final = 2
# A page of more cells, a poster, gets larger ones.
_MOST_CELLS: Final = 4_000_000
_MOST_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Coverage:
    total: Grid
    """All inks of each cell of the trimmed page together, 1 for one full ink; from its upper left corner."""
    means: tuple[float, ...]
    """Of cyan, magenta, yellow and black over the page."""
    most: float
    """The mean of the heaviest square."""
    where: Rect
    """That square."""


def measure(sheet: Sheet, window: float) -> Coverage:
    """The ink of a page, and its heaviest square of `window` mm²."""
    trim = sheet.boxes.trim
    side = math.sqrt(window) * PER_MM
    cell = side / _PER_WINDOW
    area, longest = trim.width * trim.height, max(trim.width, trim.height)
    cell = max(cell, math.sqrt(area / _MOST_CELLS), longest / _MOST_ROWS)
    plates = _Plates(trim, cell)
    # A broken file places things beyond all numbers; they are not on the page.
    with np.errstate(all="ignore"):
        for drawn in sheet.within(trim):
            plates.draw(drawn)
    total = plates.ink.sum(axis=0)
    most, row, column, rows, columns = _heaviest(total, max(1, round(side / cell)))
    where = Rect(
        trim.x0 + column * cell,
        trim.y1 - (row + rows) * cell,
        trim.x0 + (column + columns) * cell,
        trim.y1 - row * cell,
    )
    means = tuple(float(plate.mean()) for plate in plates.ink)
    return Coverage(total, means, most, where)


def _heaviest(total: Grid, size: int) -> tuple[float, int, int, int, int]:
    """The largest mean of a square, by sums over all that lies above and left."""
    height, width = total.shape
    rows, columns = min(size, height), min(size, width)
    sums = np.zeros((height + 1, width + 1))
    sums[1:, 1:] = total.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    boxes = sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]
    place = int(boxes.argmax())
    row, column = divmod(place, boxes.shape[1])
    return float(boxes[row, column]) / (rows * columns), row, column, rows, columns


@dataclass(frozen=True, slots=True)
class _Cover:
    """How much of each cell a shape covers, for the cells from a row and a column on."""

    row: int
    column: int
    share: Grid


class _Plates:
    """Four plates of a page, painted one thing after the other."""

    def __init__(self, trim: Rect, cell: float) -> None:
        self.trim = trim
        self.cell = cell
        self.rows = max(1, math.ceil(trim.height / cell - 1e-6))
        self.columns = max(1, math.ceil(trim.width / cell - 1e-6))
        self.ink = np.zeros((4, self.rows, self.columns), np.float32)

    def draw(self, drawn: Drawn) -> None:
        match drawn:
            case Text(laid=laid, outline=outline):
                if outline:
                    self._lay(laid, self._shape(outline, laid.box, even_odd=False))
                else:
                    self._lay(laid, self._box(laid.box, drawn.cover))
            case Fill(laid=laid):
                cover = (
                    self._box(laid.box)
                    if drawn.bar is not None
                    else self._shape(drawn.outline, laid.box, even_odd=drawn.even_odd)
                )
                self._lay(laid, cover)
            case Stroke(laid=laid):
                self._lay(laid, self._shape(_bands(drawn), laid.box, even_odd=False))
            case Shade(laid=laid):
                self._lay(laid, self._box(laid.box))
            case Picture():
                self._picture(drawn)

    # --- shapes ------------------------------------------------------------------------------------------

    def _box(self, box: Rect, share: float = 1.0) -> _Cover | None:
        top, down = self._overlap(self.trim.y1 - box.y1, self.trim.y1 - box.y0, self.rows)
        left, across = self._overlap(box.x0 - self.trim.x0, box.x1 - self.trim.x0, self.columns)
        if not len(down) or not len(across):
            return None
        return _Cover(top, left, np.outer(down, across).astype(np.float32) * np.float32(share))

    def _overlap(self, start: float, end: float, count: int) -> tuple[int, npt.NDArray[np.float64]]:
        """The cells along one axis that a stretch touches, each with the part that it covers."""
        low, high = start / self.cell, end / self.cell
        first, last = max(math.floor(low), 0), min(math.ceil(high), count)
        if first >= last:
            return 0, np.zeros(0)
        cells = np.arange(first, last)
        return first, np.minimum(cells + 1, high) - np.maximum(cells, low)

    def _shape(self, outline: Outline, box: Rect, *, even_odd: bool) -> _Cover | None:
        """A polygon cut to a box, by horizontal lines through it (nonzero winding unless told)."""
        whole = self._box(box)
        edges = self._edges(outline)
        if whole is None or edges is None:
            return None
        rows, columns = whole.share.shape
        share = np.zeros((rows, columns), np.float32)
        cells = np.arange(whole.column, whole.column + columns)
        for line in range(rows * _SUBROWS):
            y = whole.row + (line + 0.5) / _SUBROWS
            starts, ends = _spans(edges, y, even_odd=even_odd)
            if len(starts):
                inked = np.clip(ends[:, None] - cells, 0, 1) - np.clip(starts[:, None] - cells, 0, 1)
                share[line // _SUBROWS] += inked.sum(axis=0) / _SUBROWS
        return _Cover(whole.row, whole.column, np.minimum(share, whole.share))

    def _edges(self, outline: Outline) -> npt.NDArray[np.float64] | None:
        """All edges as x, y, x, y in cells, y downwards; subpaths are closed."""
        listed: list[tuple[float, float, float, float]] = []
        for part in outline:
            closed = (*part, part[0])
            listed += [(x0, y0, x1, y1) for (x0, y0), (x1, y1) in pairwise(closed) if y0 != y1]
        if not listed:
            return None
        edges: npt.NDArray[np.float64] = np.array(listed)
        edges = edges[np.isfinite(edges).all(axis=1)]
        edges[:, 0::2] = (edges[:, 0::2] - self.trim.x0) / self.cell
        edges[:, 1::2] = (self.trim.y1 - edges[:, 1::2]) / self.cell
        return edges

    # --- laying ink --------------------------------------------------------------------------------------

    def _lay(self, laid: Laid, cover: _Cover | None) -> None:
        if cover is None or laid.colour.family == "Pattern":
            return
        amounts = laid.colour.amounts
        inks = [np.float32(min(amounts.get(name, 0.0), 1.0)) for name in PROCESS]
        self._mix(laid, cover, inks)

    def _mix(self, laid: Laid, cover: _Cover, inks: Sequence[np.float32 | Grid]) -> None:
        rows, columns = cover.share.shape
        place = (slice(cover.row, cover.row + rows), slice(cover.column, cover.column + columns))
        share = cover.share * np.float32(laid.alpha)
        keeps = laid.keeps
        for plate, name, ink in zip(self.ink, PROCESS, inks, strict=True):
            if name in keeps:
                continue
            below = plate[place]
            match laid.blend:
                case "Multiply" | "ColorBurn":
                    mixed = below + ink - below * ink
                case "Darken":
                    mixed = np.maximum(below, ink)
                case _:
                    mixed = np.broadcast_to(ink, below.shape)
            plate[place] = below + share * (mixed - below)

    def _picture(self, picture: Picture) -> None:
        cover = self._box(picture.laid.box)
        pixels = ink_of(picture, self.cell / _SUBPIXELS)
        back = _inverse(picture.matrix)
        if cover is None or pixels is None or back is None:
            return
        rows, columns = cover.share.shape
        x = self.trim.x0 + (cover.column + (np.arange(_SUBPIXELS * columns) + 0.5) / _SUBPIXELS) * self.cell
        y = self.trim.y1 - (cover.row + (np.arange(_SUBPIXELS * rows) + 0.5) / _SUBPIXELS) * self.cell
        # The centre of a cell at the edge may lie just outside: it shows the pixel at the edge.
        slack = self.cell / max(min(picture.matrix.across, picture.matrix.up), 1e-6)
        u = back.a * x[None, :] + back.c * y[:, None] + back.e
        v = back.b * x[None, :] + back.d * y[:, None] + back.f
        inside = (u >= -slack) & (u <= 1 + slack) & (v >= -slack) & (v <= 1 + slack)
        height, width = pixels.shape[:2]
        chosen = pixels[
            np.clip(((1 - v) * height).astype(int), 0, height - 1),
            np.clip((u * width).astype(int), 0, width - 1),
        ]
        chosen = _folded(chosen)
        share = cover.share * _folded(inside[:, :, None])[:, :, 0]
        if picture.is_mask:
            self._lay(picture.laid, _Cover(cover.row, cover.column, share * chosen[:, :, 0]))
        else:
            inks = [chosen[:, :, index] for index in range(4)]
            self._mix(picture.laid, _Cover(cover.row, cover.column, share), inks)


def _folded(fine: npt.NDArray[Any]) -> Grid:
    """The samples of a cell made one."""
    rows, columns, planes = fine.shape[0] // _SUBPIXELS, fine.shape[1] // _SUBPIXELS, fine.shape[2]
    blocks = fine.reshape(rows, _SUBPIXELS, columns, _SUBPIXELS, planes)
    folded: Grid = blocks.mean(axis=(1, 3), dtype=np.float32)
    return folded


def _spans(
    edges: npt.NDArray[np.float64], y: float, *, even_odd: bool
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Where a horizontal line enters the shape and leaves it."""
    crossing = edges[(edges[:, 1] <= y) != (edges[:, 3] <= y)]
    if not len(crossing):
        return np.zeros(0), np.zeros(0)
    x0, y0, x1, y1 = crossing.T
    at = x0 + (y - y0) * (x1 - x0) / (y1 - y0)
    order = at.argsort(kind="stable")
    winding = np.where(y1 > y0, 1, -1)[order].cumsum()
    inside = winding % 2 != 0 if even_odd else winding != 0
    at = at[order]
    filled = inside[:-1]
    return at[:-1][filled], at[1:][filled]


def _bands(stroke: Stroke) -> Outline:
    """A line as the rectangles of its straight parts; all turn the same way, so that they join."""
    half = stroke.width / 2
    return tuple(
        band
        for part in stroke.outline
        for start, end in pairwise(part)
        if (band := _band(start, end, half)) is not None
    )


def _band(start: Point, end: Point, half: float) -> tuple[Point, ...] | None:
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    if not length:
        return None
    x, y = (y0 - y1) / length * half, (x1 - x0) / length * half
    return (x0 + x, y0 + y), (x1 + x, y1 + y), (x1 - x, y1 - y), (x0 - x, y0 - y)


def _inverse(matrix: Matrix) -> Matrix | None:
    size = matrix.a * matrix.d - matrix.b * matrix.c
    if abs(size) < 1e-9:
        return None
    a, b, c, d = matrix.d / size, -matrix.b / size, -matrix.c / size, matrix.a / size
    return Matrix(a, b, c, d, -(matrix.e * a + matrix.f * c), -(matrix.e * b + matrix.f * d))
