"""The nearest valid name for a misspelt one: the hint that mends most errors."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, valid: Iterable[str], *, count: int = 1) -> list[str]:
    """Up to `count` of the valid names that look most like `name`, compared without regard to case."""
    by_folded = {candidate.casefold(): candidate for candidate in sorted(valid, reverse=True)}
    return [by_folded[match] for match in get_close_matches(name.casefold(), sorted(by_folded), count, 0.6)]


def did_you_mean(name: str, valid: Iterable[str]) -> str:
    """A hint for a message: the nearest name, or all of them where none is near and they are few."""
    names = list(valid)
    near = nearest(name, names)
    if near:
        return f"did you mean `{near[0]}`?"
    if 0 < len(names) <= 12:
        return "valid here: " + ", ".join(f"`{valid_name}`" for valid_name in names)
    return ""
