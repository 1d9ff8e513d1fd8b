"""Data files and their descriptions to checked tidy tables; nothing in them is guessed."""

from socpdf.sources.load import load

__all__ = ["load"]
