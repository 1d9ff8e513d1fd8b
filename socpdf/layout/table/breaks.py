"""Where the words of a cell may be divided, how far one is ready to go, and what each break costs."""

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from typing import Final, NamedTuple

from socpdf.layout.table.look import SIGNS
from socpdf.text.hyphenate import Hyphenator, Weight


class Breaking(IntEnum):
    """How far words may be divided, the least first."""

    SPACES = 0
    """Also after hyphens and slashes that are there anyway."""
    JOINTS = 1
    SYLLABLES = 2
    ANYWHERE = 3
    """Nothing else helps; figures stay whole even now."""


_LIGHTEST: Final = {
    Breaking.SPACES: Weight.HYPHEN,
    Breaking.JOINTS: Weight.JOINT,
    Breaking.SYLLABLES: Weight.SYLLABLE,
    Breaking.ANYWHERE: Weight.SYLLABLE,
}
_COSTS: Final = {Weight.HYPHEN: 2, Weight.JOINT: 4, Weight.AFFIX: 6, Weight.SYLLABLE: 9}
_SLASH_COST: Final = 1
_ANYWHERE_COST: Final = 1000
_SHORTEST_DIVIDED: Final = 9
"""Letters; shorter words of a head are not worth a hyphen."""
_PARTS: Final = re.compile(r"(?<=\w/)(?=\w\w)|(?<=\)/)(?=\w\w)")
"""After a slash."""
_OPEN: Final = re.compile(r"[-\u2010/]")


class Stop(NamedTuple):
    """A place where a line may end."""

    word: int
    at: int
    """How many characters of the word stand before it."""
    cost: int = 0
    hyphen: bool = False
    forced: bool = False


def breaks_inside(word: int, text: str, breaking: Breaking, hyphenator: Hyphenator | None) -> Iterator[Stop]:
    """The breaks of the word of this number; without a hyphenator those that need no knowledge of it."""
    if breaking is Breaking.SPACES and not _OPEN.search(text):
        return
    for at, (cost, hyphen) in sorted(_breaks(text, breaking, hyphenator).items()):
        yield Stop(word, at, cost, hyphen)


def _breaks(text: str, breaking: Breaking, hyphenator: Hyphenator | None) -> dict[int, tuple[int, bool]]:
    """By place in the word: what a break there costs, and whether it adds a hyphen."""
    found: dict[int, tuple[int, bool]] = {}
    offset = 0
    for part in _PARTS.split(text):
        if offset:
            found[offset] = (_SLASH_COST, False)
        if hyphenator is not None:
            found.update(_hyphenation(part, offset, breaking, hyphenator))
        offset += len(part)
    if breaking is Breaking.ANYWHERE:
        for at in range(1, len(text)):
            if at not in found and _may_part(text[at - 1], text[at]):
                found[at] = (_ANYWHERE_COST, True)
    return found


def _hyphenation(
    part: str, offset: int, breaking: Breaking, hyphenator: Hyphenator
) -> Iterator[tuple[int, tuple[int, bool]]]:
    for point in hyphenator.points(part):
        added = point.weight is not Weight.HYPHEN
        if point.weight <= _LIGHTEST[breaking] and not (added and len(part) < _SHORTEST_DIVIDED):
            yield offset + point.index, (_COSTS[point.weight], added)


def _may_part(before: str, after: str) -> bool:
    """Figures stay whole, and so does a letter with its marks, and a sign with what it stands at."""
    joined = before.isdigit() or after.isdigit() or unicodedata.combining(after) or after in SIGNS
    return not joined
