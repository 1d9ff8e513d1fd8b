"""Specs and tidy tables to computed tables and values. What may be shown of them is not decided here."""

from socpdf.tables.compute import compute

__all__ = ["compute"]
