"""Meaning: `assemble` turns a chapter and its released figures into the document that is read aloud.

All text becomes final here: values are written in Swedish, withheld ones become their signs, references
become links. Where anything stands on a page is not known yet.
"""

from socpdf.document.assemble import assemble
from socpdf.document.twin import released_csv

__all__ = ["assemble", "released_csv"]
