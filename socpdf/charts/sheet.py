"""What a chart is drawn on: it records paths and words, and knows how wide words are.

Places are points from the upper left corner. Paths are painted before all words. Words are read in the order
in which they are written here, so every kind writes them as a reader goes through it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from socpdf.charts.colour import AXIS, GRIDLINE, Paint
from socpdf.charts.geometry import Box, Place, polyline, rectangle
from socpdf.charts.look import ASCENT, CAPITAL, DESCENT, HAIR, HATCH, LABEL, THIN, Look
from socpdf.charts.wrap import wrap
from socpdf.core.lengths import Sp, in_points, pt
from socpdf.ir.drawing import Datum, Drawing, Path, Weight, Words
from socpdf.ir.paged import Ink, Step

Align = Literal["left", "centre", "right"]


class Measure(Protocol):
    """Tells how wide words are in the fonts they will be set in."""

    @property
    def fonts(self) -> str:
        """Which fonts these are: another answer, and no drawing made before is of use."""

    def __call__(self, text: str, size: Sp, weight: Weight) -> Sp: ...


@dataclass(slots=True)
class Sheet:
    width: float
    ink: Ink
    """The chapter's."""
    measure: Measure
    paths: list[Path] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    # --- paths ---

    def path(
        self,
        steps: tuple[Step, ...],
        *,
        fill: Ink | None = None,
        stroke: Ink | None = None,
        weight: float = THIN,
        shows: Datum | None = None,
    ) -> None:
        self.paths.append(Path(steps, fill, stroke, pt(weight), shows))

    def area(self, steps: tuple[Step, ...], paint: Paint, shows: Datum | None = None) -> None:
        self.path(steps, fill=paint.fill, stroke=paint.edge, shows=shows)

    def bar(self, box: Box, paint: Paint, shows: Datum | None = None) -> None:
        """An edge lies inside, so that a bar is as long as its figure."""
        if paint.edge is not None:
            inset = min(THIN, box.width, box.height) / 2
            box = Box(box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset)
        self.area(rectangle(box), paint, shows)

    def line(self, start: Place, end: Place, ink: Ink = AXIS, weight: float = THIN) -> None:
        self.path(polyline((start, end)), stroke=ink, weight=weight)

    def gridline(self, start: Place, end: Place) -> None:
        self.line(start, end, GRIDLINE, HAIR)

    def hatched(self, box: Box, ink: Ink) -> None:
        """Where a figure is not shown: the mark shows none."""
        steps: list[Step] = []
        offset = HATCH
        while offset < box.width + box.height:
            # From the left or lower edge up to the upper or right one.
            low = (box.x + max(0.0, offset - box.height), box.y + min(offset, box.height))
            high = (box.x + min(offset, box.width), box.y + max(0.0, offset - box.width))
            steps.extend(polyline((low, high)))
            offset += HATCH
        self.path((*steps, *rectangle(box)), stroke=ink, weight=HAIR)

    # --- words ---

    def width_of(self, text: str, look: Look = LABEL) -> float:
        return in_points(self.measure(text, pt(look.size), look.weight))

    def widest(self, texts: Iterable[str], look: Look = LABEL) -> float:
        return max((self.width_of(text, look) for text in texts), default=0.0)

    def wrapped(self, text: str, width: float, look: Look = LABEL) -> tuple[str, ...]:
        return wrap(text, width, self.measurer(look))

    def measurer(self, look: Look) -> Callable[[str], float]:
        return lambda text: self.width_of(text, look)

    def box_of(self, place: Place, text: str, look: Look = LABEL, align: Align = "left") -> Box:
        """What words take that stand at a place on their baseline."""
        width = self.width_of(text, look)
        left = place[0] - {"left": 0.0, "centre": width / 2, "right": width}[align]
        return Box(left, place[1] - ASCENT * look.size, width, (ASCENT + DESCENT) * look.size)

    def write(
        self,
        place: Place,
        text: str,
        look: Look = LABEL,
        align: Align = "left",
        shows: Datum | None = None,
    ) -> Box:
        box = self.box_of(place, text, look, align)
        y = pt(place[1])
        self.words.append(Words(pt(box.x), y, text, pt(look.size), look.weight, look.ink, shows))
        return box

    def write_lines(
        self, place: Place, lines: Sequence[str], look: Look = LABEL, align: Align = "left"
    ) -> None:
        """Lines below each other; the place is that of the first one's baseline."""
        for index, line in enumerate(lines):
            self.write((place[0], place[1] + index * look.leading), line, look, align)

    def write_beside(
        self, place: Place, lines: Sequence[str], look: Look = LABEL, align: Align = "left"
    ) -> None:
        """Lines whose middle is level with the place."""
        first = place[1] - (len(lines) - 1) * look.leading / 2 + level(look)
        self.write_lines((place[0], first), lines, look, align)

    def finish(self, height: float, grid: Sp) -> Drawing:
        lines = -(-pt(height) // grid)
        return Drawing(pt(self.width), Sp(lines * grid), (*self.paths, *self.words))


def level(look: Look) -> float:
    """How far below a mark's middle the baseline of its words is."""
    return CAPITAL * look.size / 2
