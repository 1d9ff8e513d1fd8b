"""Where a sentence begins, and how its parts are strung together."""

import re
from collections.abc import Sequence
from typing import Final

_SENTENCE_END: Final = re.compile(r"[.!?…][”’)]*\s+$")
# After these a full stop ends no sentence.
_ABBREVIATION: Final = re.compile(
    r"(?<!\w)(?:bl\.\s?a|ca|dvs|d\.\s?v\.\s?s|e\.\s?d|exkl|f\.\s?d|fr\.\s?o\.\s?m|inkl|jfr|kap|kl|m\.\s?a\.\s?o"
    r"|m\.\s?fl|m\.\s?m|nr|o\.\s?s\.\s?v|p\.\s?g\.\s?a|resp|s|s\.\s?k|st|t\.\s?ex|t\.\s?o\.\s?m)\.\s+$",
    re.IGNORECASE,
)


def begins_sentence(before: str) -> bool:
    """Whether what follows this text of its paragraph is the first word of a sentence."""
    if not before.strip():
        return True
    return _SENTENCE_END.search(before) is not None and _ABBREVIATION.search(before) is None


def listed(parts: Sequence[str]) -> str:
    """`a, b och c`."""
    *most, last = parts
    return f"{', '.join(most)} och {last}" if most else last
