"""What may be shown: computed tables and values to released ones."""

from socpdf.disclosure.release import Policy, release

__all__ = ["Policy", "release"]
