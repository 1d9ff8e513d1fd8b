"""A chart into items: drawn, or found in the cache, and its words set in the report's sans."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from socpdf.charts import drawn
from socpdf.core.cache import Cache
from socpdf.core.lengths import ZERO, Sp
from socpdf.ir import document as doc
from socpdf.ir.chartkind import Width
from socpdf.ir.document import NodeId
from socpdf.ir.drawing import Path, Weight, Words
from socpdf.ir.paged import Area, Ink, Item, Line, Segment, Shape
from socpdf.layout import style
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.prepare import Typesetter
from socpdf.layout.strips import Strip
from socpdf.layout.style import GRID, TypeStyle
from socpdf.text.fonts import Cut

_CUTS: Final = {Weight.LIGHT: Cut.LIGHT, Weight.REGULAR: Cut.REGULAR, Weight.SEMIBOLD: Cut.SEMIBOLD}


def width_of(diagram: doc.Diagram, column: int) -> int:
    """A wide one takes the margin as well; inside a box or a list it cannot leave its column."""
    is_wide = diagram.chart.width is Width.WIDE and column == style.COLUMN
    return style.FULL if is_wide else column


def set_chart(
    diagram: doc.Diagram, width: int, ink: Ink, setter: Typesetter, language: str, cache: Cache
) -> Strip:
    """All of it belongs to the diagram's node."""
    measure = FontMeasure(setter, language)
    drawing = drawn(diagram.chart, Sp(width), ink, measure, grid=GRID, kept=cache)
    items = tuple(_item(mark, diagram.id, setter, language) for mark in drawing.marks)
    area = Area(ZERO, ZERO, drawing.width, drawing.height)
    return Strip(drawing.height, items, begins=((diagram.id, area),))


@dataclass(frozen=True, slots=True)
class FontMeasure:
    """Words are measured in the fonts in which they are set."""

    setter: Typesetter
    language: str

    @property
    def fonts(self) -> str:
        return " ".join(sorted(self._sums()))

    def __call__(self, text: str, size: Sp, weight: Weight) -> Sp:
        run = Run(text, _style(size, weight), doc.NodeId(0), self.language)
        return Sp(self.setter.voice(run).shaped(text)[1])

    def _sums(self) -> Iterator[str]:
        book = self.setter.fonts
        for weight in Weight:
            look = _style(style.TABLE.size, weight)
            yield book.entries[book.font(look.family, look.cut).name].sha256


def _item(mark: Path | Words, owner: NodeId, setter: Typesetter, language: str) -> Item:
    match mark:
        case Path():
            return Shape(ZERO, ZERO, mark.steps, mark.fill, mark.stroke, mark.weight, owner)
        case Words():
            run = Run(mark.text, _style(mark.size, mark.weight), owner, language)
            pieces = (setter.fragment(mark.text, 0, run).shaped,)
            return Line(mark.x, mark.y, (Segment(owner, mark.size, mark.ink, pieces),))


@cache
def _style(size: Sp, weight: Weight) -> TypeStyle:
    return TypeStyle(style.TABLE.family, size, size, cut=_CUTS[weight])
