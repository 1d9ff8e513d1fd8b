"""Codes for the language of the specs: front matter, Markdown, directives, expressions, references."""

from typing import Final

from socpdf.core.codes.code import Code

CODES: Final[tuple[Code, ...]] = ()
