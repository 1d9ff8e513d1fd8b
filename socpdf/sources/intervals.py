"""Names of categories that are intervals, as `20–24 år` or `>7 timmar`, to whether two of them overlap."""

import re
from collections.abc import Iterable
from itertools import pairwise
from math import inf
from typing import Final

_RANGE: Final = re.compile(r"(\d+)\s*[-–]\s*(\d+)")
_ABOVE: Final = re.compile(r"(?:>\s*(\d+))|(?:(\d+)(?:\s+\w+)*\s*(?:\+|och uppåt|och äldre))")
_BELOW: Final = re.compile(r"<\s*(\d+)")


def overlapping(names: Iterable[str]) -> tuple[str, str] | None:
    """The first two that do, in the order of their limits; a name without limits is passed over."""
    found = sorted((limits, name) for name in names if (limits := _limits(name)) is not None)
    return next(((one, two) for ((_, high), one), ((low, _), two) in pairwise(found) if low <= high), None)


def _limits(name: str) -> tuple[float, float] | None:
    """Lowest and highest whole number in the interval."""
    if match := _RANGE.search(name):
        return int(match[1]), int(match[2])
    if match := _ABOVE.search(name):
        return (int(match[1]) + 1 if match[1] else int(match[2])), inf
    if match := _BELOW.search(name):
        return -inf, int(match[1]) - 1
    return None
