"""Reads figures back from what is drawn, as somebody with a ruler would."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, tau

from socpdf.core.lengths import in_points
from socpdf.ir.chart import Chart, Kind
from socpdf.ir.drawing import Datum, Drawing, Path, Words
from socpdf.ir.tables import Shown

NEAR = 0.5
"""In points: what a reading may be off."""


@dataclass(frozen=True, slots=True)
class Extent:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def extent(path: Path) -> Extent:
    """What is seen of it: with half of the line along its edge."""
    points = [point for _, step in path.steps for point in step]
    across = [in_points(x) for x, _ in points]
    down = [in_points(y) for _, y in points]
    edge = in_points(path.weight) / 2 if path.stroke else 0
    return Extent(min(across) - edge, min(down) - edge, max(across) + edge, max(down) + edge)


def marks_of(drawing: Drawing) -> dict[Datum, Path]:
    """The mark of each figure that has one."""
    return {mark.shows: mark for mark in drawing.marks if isinstance(mark, Path) and mark.shows is not None}


def words_of(drawing: Drawing) -> list[Words]:
    return [mark for mark in drawing.marks if isinstance(mark, Words)]


def hatchings(drawing: Drawing) -> list[Extent]:
    """Marks that show no figure: paths of many lines."""
    paths = [mark for mark in drawing.marks if isinstance(mark, Path)]
    return [extent(path) for path in paths if sum(name == "move" for name, _ in path.steps) > 2]


def figures(chart: Chart) -> Iterator[tuple[Datum, float]]:
    for panel, one in enumerate(chart.panels):
        for at, series in enumerate(one.series):
            for category, value in enumerate(series.figures):
                if isinstance(value, Shown):
                    yield Datum(panel, at, category), float(value.number)


def mismatches(drawing: Drawing, chart: Chart) -> list[str]:
    """The figures that their marks do not show, by the scale of all of them."""
    marks, shown = marks_of(drawing), dict(figures(chart))
    found = [f"{datum} has no mark" for datum in shown if datum not in marks]
    found.extend(f"{datum} is drawn and not shown" for datum in marks if datum not in shown)
    if found:
        return found
    for scale in _scales(chart, list(shown)):
        read = {datum: _read(marks[datum], chart, list(marks.values())) for datum in scale}
        found.extend(_off({datum: (shown[datum], read[datum]) for datum in scale}, chart.kind))
    return found


def _scales(chart: Chart, shown: list[Datum]) -> list[list[Datum]]:
    """The figures that share a scale."""
    if chart.kind is Kind.PAIRED:
        return [[datum for datum in shown if datum.series == at] for at in (0, 1)]
    if chart.kind is Kind.LINES:
        # Places are counted from each panel's own axis.
        return [[datum for datum in shown if datum.panel == at] for at in range(len(chart.panels))]
    return [shown]


def _read(mark: Path, chart: Chart, marks: list[Path]) -> float:
    """What is measured: a place, a length, an angle or a shade."""
    box = extent(mark)
    if chart.kind is Kind.LINES:
        return -(box.top + box.bottom) / 2
    if chart.kind is Kind.DOTS:
        return (box.left + box.right) / 2
    if chart.kind is Kind.TILES:
        assert mark.fill is not None, "a tile with a figure has a colour"
        return float(mark.fill.tint)
    if chart.pie:
        return _turn(mark)
    if chart.kind in (Kind.PYRAMID, Kind.PAIRED, Kind.PARTS):
        return box.width
    heights = [extent(other).height for other in marks]
    is_lying = max(heights) - min(heights) < 0.1
    return box.width if is_lying else box.height


def _turn(wedge: Path) -> float:
    """Of a slice, in points along a circle: its corner is the last point but that where it began."""
    points = [(in_points(x), in_points(y)) for _, step in wedge.steps for x, y in step]
    middle, start, end = points[0], points[1], points[-2]
    return 58 * ((_angle(middle, end) - _angle(middle, start)) % tau)


def _angle(middle: tuple[float, float], place: tuple[float, float]) -> float:
    return atan2(place[1] - middle[1], place[0] - middle[0])


def _off(readings: dict[Datum, tuple[float, float]], kind: Kind) -> Iterator[str]:
    if kind is Kind.TILES:
        yield from _out_of_order(readings)
        return
    pairs = sorted(readings.values())
    lowest, highest = pairs[0], pairs[-1]
    # Bars begin at zero; places need two figures to tell their scale from.
    if kind not in (Kind.LINES, Kind.DOTS):
        lowest = (0.0, 0.0)
        highest = max((abs(figure), read) for figure, read in pairs)
    unit = (highest[1] - lowest[1]) / (highest[0] - lowest[0])
    for datum, (figure, read) in readings.items():
        if kind not in (Kind.LINES, Kind.DOTS):
            figure = abs(figure)
        expected = lowest[1] + (figure - lowest[0]) * unit
        if abs(read - expected) > NEAR:
            yield f"{datum}: {figure} is drawn as {read:.2f}, and {expected:.2f} was right"


def _out_of_order(readings: dict[Datum, tuple[float, float]]) -> Iterator[str]:
    """A higher figure is never lighter."""
    pairs = sorted((figure, shade, datum.category) for datum, (figure, shade) in readings.items())
    for (low, lighter, _), (high, darker, category) in pairwise(pairs):
        if darker < lighter:
            yield f"category {category}: {high} is lighter than {low}"
