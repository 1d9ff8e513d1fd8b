"""What may be shown: computed tables and values to released ones."""

from socpdf.disclosure.release import release
from socpdf.disclosure.rule import Policy

__all__ = ["Policy", "release"]
