"""Names into lines: broken at spaces, after hyphens and strokes, never inside a word, and evenly."""

import re
from collections.abc import Callable
from typing import Final

# With what it ends in; a no-break space is part of its word.
_WORD: Final = re.compile(r"[^ /-]*(?:[/-]+ *| +|$)")


def wrap(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """As few lines as fit, and these as even as can be; a word that is wider has a line of its own."""
    if measure(text) <= width:
        return (text,)
    parts = [part for part in _WORD.findall(text) if part]
    fewest = _filled(parts, width, measure)
    # Narrower lines are more even, as long as there are no more of them.
    runs = ("".join(parts[i:j]).rstrip() for i in range(len(parts)) for j in range(i + 1, len(parts) + 1))
    for narrower in sorted({measured for run in runs if (measured := measure(run)) < width}):
        lines = _filled(parts, narrower, measure)
        if len(lines) == len(fewest):
            return lines
    return fewest


def _filled(parts: list[str], width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    lines: list[str] = []
    for part in parts:
        if lines and measure((lines[-1] + part).rstrip()) <= width:
            lines[-1] += part
        else:
            lines.append(part)
    return tuple(line.rstrip() for line in lines)
