"""Places: `compose` turns a `Document` into a `PagedDocument`.

It decides where everything stands and in which lines it is set; it changes no word and draws nothing itself.
"""

from socpdf.layout.compose import compose

__all__ = ["compose"]
