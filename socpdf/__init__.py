"""Typesets a social statistics report: accessible PDF, print, and numbers that are one value everywhere."""

from typing import Final

__version__: Final = "0.1.0"
