"""The specs of a report: Markdown and YAML of its authors into `ir.spec`, with every error at its place."""

from socpdf.spec.chapter import parse_chapter
from socpdf.spec.reading import Context
from socpdf.spec.report import parse

__all__ = ["Context", "parse", "parse_chapter"]
