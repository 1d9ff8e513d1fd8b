"""Callouts into the margin: each level with what it belongs to, or as near as the others let it.

Only heights are known here. The order is that of the text; among all ways to set them without touching
each other or leaving the page, the one is found whose squared distances add up to the least.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Callout:
    wish: int
    """Where its top would stand."""
    height: int


@dataclass(slots=True)
class _Group:
    """Callouts that touch and so move as one."""

    offsets: list[int]
    """Of each below the top of the group."""
    height: int
    wishes: int
    """Sum of where each wishes the top of the group."""

    def top(self, room: int) -> int:
        """Where all of them together are nearest to their wishes: the mean."""
        mean = (2 * self.wishes + len(self.offsets)) // (2 * len(self.offsets))
        return max(0, min(mean, room - self.height))


def place_callouts(callouts: Sequence[Callout], room: int, gap: int) -> list[int]:
    """The tops of the callouts; they run over the end only if they are higher than the room together."""
    groups: list[_Group] = []
    for callout in callouts:
        groups.append(_Group([0], callout.height, callout.wish))
        while len(groups) > 1 and groups[-2].top(room) + groups[-2].height + gap > groups[-1].top(room):
            below = groups.pop()
            above = groups[-1]
            down = above.height + gap
            above.offsets.extend(down + offset for offset in below.offsets)
            above.wishes += below.wishes - down * len(below.offsets)
            above.height = down + below.height
    return [group.top(room) + offset for group in groups for offset in group.offsets]
