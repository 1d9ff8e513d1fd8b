"""Text and figures against each other: numbers that were typed, and where a value comes from."""

from socpdf.audit.review import review
from socpdf.audit.trace import Step, Trace, trace

__all__ = ["Step", "Trace", "review", "trace"]
