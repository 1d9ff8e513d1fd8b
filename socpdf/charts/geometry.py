"""Figures into places: matplotlib's ticks, its map from data to paper, and its outlines of shapes.

The only module that knows matplotlib, of which it takes the geometry alone: no figure, no canvas, no text.
So no font of the system is looked for, and no setting of the user's own has a say. All of it is imported
where it is needed, because it is heavy and most charts come from the cache.
"""

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from socpdf.core.lengths import pt
from socpdf.ir.paged import Point, Step

Place = tuple[float, float]
"""In points from the upper left corner of the drawing; y grows downwards."""

# How far the steps of an axis may be apart, times a power of ten.
_STEPS: Final = (1, 2, 2.5, 5, 10)
# By the code of a step in matplotlib's paths.
_NAMES: Final[dict[int, Literal["move", "line", "curve", "close"]]] = {
    1: "move",
    2: "line",
    4: "curve",
    79: "close",
}


def ticks(low: float, high: float, most: int, *, whole: bool = False) -> tuple[float, ...]:
    """Round figures from at or below the lowest to at or above the highest."""
    from matplotlib.ticker import MaxNLocator  # heavy, and needed only for a new chart

    if low == high:
        high = low + 1
    locator = MaxNLocator(nbins=max(1, most), steps=list(_STEPS), integer=whole)
    return tuple(float(tick) for tick in locator.tick_values(low, high))


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> Place:
        return self.x + self.width / 2, self.y + self.height / 2

    def meets(self, other: "Box", gap: float = 0) -> bool:
        across = self.x < other.right + gap and other.x < self.right + gap
        return across and self.y < other.bottom + gap and other.y < self.bottom + gap


@dataclass(slots=True)
class Plot:
    """Data in its own units, mapped into a box of the paper."""

    area: Box
    x: tuple[float, float]
    """The figures at the left and right edge."""
    y: tuple[float, float]
    """The figures at the lower and upper edge."""
    _map: Any = field(init=False)

    def __post_init__(self) -> None:
        from matplotlib.transforms import Bbox, BboxTransform  # heavy, and needed only for a new chart

        (left, right), (low, high) = self.x, self.y
        paper = Bbox([[self.area.x, self.area.bottom], [self.area.right, self.area.y]])
        self._map = BboxTransform(Bbox([[left, low], [right, high]]), paper)

    def place(self, x: float, y: float) -> Place:
        across, down = self._map.transform((x, y))
        return float(across), float(down)

    def box(self, x1: float, y1: float, x2: float, y2: float) -> Box:
        """The rectangle between two points of the data."""
        corners = self.place(x1, y1), self.place(x2, y2)
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(*corners, strict=True))
        return Box(left, top, right - left, bottom - top)


def rectangle(box: Box) -> tuple[Step, ...]:
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    return (*polyline(corners), ("close", ()))


def polyline(places: "tuple[Place, ...] | list[Place]") -> tuple[Step, ...]:
    first, *rest = map(_point, places)
    return (("move", (first,)), *(("line", (point,)) for point in rest))


def circle(middle: Place, radius: float) -> tuple[Step, ...]:
    from matplotlib.path import Path  # heavy, and needed only for a new chart

    return _steps(Path.unit_circle(), middle, radius)


def diamond(middle: Place, radius: float) -> tuple[Step, ...]:
    from matplotlib.path import Path  # heavy, and needed only for a new chart

    return _steps(Path.unit_regular_polygon(4), middle, radius)


def wedge(middle: Place, radius: float, start: float, end: float) -> tuple[Step, ...]:
    """A slice of a circle between two shares of a turn, clockwise from the top."""
    from matplotlib.path import Path  # heavy, and needed only for a new chart

    return _steps(Path.wedge(360 * start - 90, 360 * end - 90), middle, radius)


def _steps(path: Any, middle: Place, radius: float) -> tuple[Step, ...]:
    """A shape of matplotlib's around a place; y grows downwards, so that angles are clockwise."""
    from matplotlib.transforms import Affine2D  # heavy, and needed only for a new chart

    placed = path.transformed(Affine2D().scale(radius).translate(*middle))
    steps: list[Step] = []
    for numbers, code in placed.iter_segments(simplify=False):
        values = [float(number) for number in numbers]
        points = tuple(_point(pair) for pair in zip(values[::2], values[1::2], strict=True))
        name = _NAMES[int(code)]
        steps.append((name, () if name == "close" else points))
    return tuple(steps)


def _point(place: Place) -> Point:
    return pt(place[0]), pt(place[1])
