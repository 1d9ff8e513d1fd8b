"""Released values as Swedish words and figures: in prose, in callouts, in tables, to a listener.

The formats an author writes after a bar say how; `docs/formats.md` shows them all, and is made from the
examples that are their test. The library knows Swedish and no files: places and diagnostics are the caller's.
"""

from socpdf.text.learned import MINUS, MONTHS
from socpdf.text.swedish.formats import FORMAT_NAMES, FormatError, check, decimals_needed
from socpdf.text.swedish.numbers import NO_BREAK_SPACE, figure, small_number, words
from socpdf.text.swedish.sentences import begins_sentence, listed
from socpdf.text.swedish.write import cell, sign_name, spoken, write

__all__ = [
    "FORMAT_NAMES",
    "MINUS",
    "MONTHS",
    "NO_BREAK_SPACE",
    "FormatError",
    "begins_sentence",
    "cell",
    "check",
    "decimals_needed",
    "figure",
    "listed",
    "sign_name",
    "small_number",
    "spoken",
    "words",
    "write",
]
