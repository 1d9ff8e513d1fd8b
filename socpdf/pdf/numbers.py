"""Numbers into PDF syntax: the one place where a float becomes bytes."""

import math
from functools import lru_cache
from typing import Final

# Positions on the grid, word spaces of a line: most numbers of a page were written a moment ago.
_REMEMBERED: Final = 1 << 13


@lru_cache(maxsize=_REMEMBERED)
def real(number: float) -> bytes:
    """A number with at most four decimals, never with an exponent (ISO 32000-1, 7.3.3).

    Four are enough for the sine of a turned line; in points they are 35 nanometres.
    """
    if not math.isfinite(number):
        raise ValueError(f"a PDF cannot hold the number {number}")
    written = f"{number:.4f}".rstrip("0").rstrip(".")
    return b"0" if written == "-0" else written.encode("ascii")
