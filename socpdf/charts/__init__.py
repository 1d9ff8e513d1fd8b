"""Charts: `draw` turns a statement about released figures into a drawing in our fonts and inks.

The geometry is matplotlib's; it is imported only when a chart is drawn that is not in the cache.
"""

from socpdf.charts.cached import drawn
from socpdf.charts.draw import CHARTS, Form, draw, form_of
from socpdf.charts.sheet import Measure

__all__ = ["CHARTS", "Form", "Measure", "draw", "drawn", "form_of"]
