"""A chart into a drawing, from the cache if the same one was drawn before."""

from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import Final

from socpdf.charts.draw import draw
from socpdf.charts.keep import pack, unpack
from socpdf.charts.sheet import Measure
from socpdf.core.cache import Cache, key_of
from socpdf.core.lengths import Sp
from socpdf.ir.chart import Chart
from socpdf.ir.drawing import Drawing
from socpdf.ir.paged import Ink

_KIND: Final = "charts"
_VERSION: Final = 4
"""To be counted up whenever the same chart is drawn in another way."""


@cache
def _library() -> str:
    """Another version may choose other ticks."""
    return version("matplotlib")


def drawn(chart: Chart, width: Sp, ink: Ink, measure: Measure, *, grid: Sp, kept: Cache) -> Drawing:
    """The same as `draw`, which is asked only for what is not kept."""
    # A set is written in another order each time.
    said = (replace(chart, highlighted=frozenset()), sorted(chart.highlighted))
    content = (*said, width, ink, measure.fonts, grid, _library())
    key = key_of(_VERSION, repr(content).encode())
    found = kept.get(_KIND, key)
    if found is not None:
        return unpack(found)
    drawing = draw(chart, width, ink, measure, grid=grid)
    kept.put(_KIND, key, pack(drawing))
    return drawing
