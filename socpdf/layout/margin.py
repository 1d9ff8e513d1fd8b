"""Callouts into the margin: each level with what it belongs to, or as near as the others let it.

Only heights are known here. The order is that of the text; among all ways to set them without touching each
other, a wide table or the ends of the page, the one is found whose squared distances add up to the least.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

Interval = tuple[int, int]
"""From its top to its bottom."""


@dataclass(frozen=True, slots=True)
class Callout:
    wish: int
    """Where its top would stand."""
    height: int


def place_callouts(
    callouts: Sequence[Callout], room: int, gap: int, blocked: Sequence[Interval] = ()
) -> list[int]:
    """The tops of the callouts.

    Where they do not fit between what blocks the margin, they are set as if nothing did; and they run over
    the end of the page only if they are higher than the page together.
    """
    zones = list(_free(room, gap, blocked))
    chosen = _zone_of_each(callouts, zones, gap)
    if chosen is None:
        return _in_zone(callouts, (0, room), gap)
    tops: list[int] = []
    for zone, members in chosen:
        tops.extend(_in_zone(callouts[members[0] : members[1]], zone, gap))
    return tops


def _free(room: int, gap: int, blocked: Sequence[Interval]) -> Iterator[Interval]:
    """What is left of the page, with a gap to what blocks it."""
    top = 0
    for start, end in sorted(blocked):
        if start - gap > top:
            yield top, start - gap
        top = max(top, end + gap)
    if room > top:
        yield top, room


def _zone_of_each(
    callouts: Sequence[Callout], zones: Sequence[Interval], gap: int
) -> list[tuple[Interval, tuple[int, int]]] | None:
    """The cheapest way to deal the callouts, in their order, to the zones; None where there is none."""

    @cache
    def best(first: int, zone: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        """For the callouts from `first` and the zones from `zone`: cost, and where each zone's share ends."""
        if zone == len(zones):
            return (0.0, ()) if first == len(callouts) else (inf, ())
        ways = []
        for last in range(first, len(callouts) + 1):
            own = _cost(callouts[first:last], zones[zone], gap)
            if own == inf:
                break
            rest, dealt = best(last, zone + 1)
            ways.append((own + rest, ((first, last), *dealt)))
        return min(ways)

    cost, dealt = best(0, 0)
    if cost == inf:
        return None
    return [(zone, members) for zone, members in zip(zones, dealt, strict=True) if members[0] < members[1]]


def _cost(callouts: Sequence[Callout], zone: Interval, gap: int) -> float:
    height = sum(callout.height for callout in callouts) + gap * max(0, len(callouts) - 1)
    if height > zone[1] - zone[0]:
        return inf
    tops = _in_zone(callouts, zone, gap)
    return sum((top - callout.wish) ** 2 for top, callout in zip(tops, callouts, strict=True))


@dataclass(slots=True)
class _Group:
    """Callouts that touch and so move as one."""

    offsets: list[int]
    """Of each below the top of the group."""
    height: int
    wishes: int
    """Sum of where each wishes the top of the group."""

    def top(self, zone: Interval) -> int:
        """Where all of them together are nearest to their wishes: the mean."""
        mean = (2 * self.wishes + len(self.offsets)) // (2 * len(self.offsets))
        return max(zone[0], min(mean, zone[1] - self.height))


def _in_zone(callouts: Sequence[Callout], zone: Interval, gap: int) -> list[int]:
    """Neighbours that would touch are set as one group, again and again until none touch."""
    groups: list[_Group] = []
    for callout in callouts:
        groups.append(_Group([0], callout.height, callout.wish))
        while len(groups) > 1 and groups[-2].top(zone) + groups[-2].height + gap > groups[-1].top(zone):
            below = groups.pop()
            above = groups[-1]
            down = above.height + gap
            above.offsets.extend(down + offset for offset in below.offsets)
            above.wishes += below.wishes - down * len(below.offsets)
            above.height = down + below.height
    return [group.top(zone) + offset for group in groups for offset in group.offsets]
