"""Places into bytes: `write` turns a `PagedDocument` into a PDF file as a profile promises it.

It draws nothing that the layout did not place and says nothing that the document does not hold.
"""

from socpdf.pdf.write import write

__all__ = ["write"]
