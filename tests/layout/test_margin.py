"""Callouts of invented heights in a low margin; their places against the best of all."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from socpdf.layout.margin import Callout, place_callouts


def test_a_callout_stands_where_it_wishes() -> None:
    """Where there is room each is level with its line."""
    assert place_callouts([Callout(3, 4), Callout(12, 4)], 20, 1) == [3, 12]


def test_two_that_touch_share_the_way() -> None:
    """Two that wish for one place stand apart by the gap, each as far from its line as the other."""
    assert place_callouts([Callout(8, 4), Callout(8, 4)], 20, 2) == [5, 11]


def test_the_page_ends_hold_them() -> None:
    """None stands above the top or below the foot."""
    assert place_callouts([Callout(-2, 4), Callout(18, 4)], 20, 1) == [0, 16]


def test_a_third_moves_those_that_touch() -> None:
    """Callouts that were pushed together are pushed on as one."""
    assert place_callouts([Callout(5, 4), Callout(8, 4), Callout(11, 4)], 20, 0) == [4, 8, 12]


def test_more_than_the_room_begins_at_the_top() -> None:
    """What cannot fit runs over the foot, so that no line of it is lost at the top."""
    assert place_callouts([Callout(2, 6), Callout(9, 6)], 10, 1) == [0, 7]


ROOM = 20
callouts = st.lists(st.builds(Callout, st.integers(-3, 23), st.integers(1, 5)), max_size=4)


@given(callouts, st.integers(0, 1))
def test_order_is_kept_and_none_touches_another(callouts: list[Callout], gap: int) -> None:
    """They follow each other as their lines do, with the gap between them, and on the page where they fit."""
    tops = place_callouts(callouts, ROOM, gap)
    placed = list(zip(tops, callouts, strict=True))
    assert all(top + callout.height + gap <= after for (top, callout), (after, _) in pairwise(placed))
    if tops and sum(callout.height + gap for callout in callouts) - gap <= ROOM:
        assert min(tops) >= 0
        assert tops[-1] + callouts[-1].height <= ROOM


@given(callouts, st.integers(0, 1))
def test_squared_distances_are_least(callouts: list[Callout], gap: int) -> None:
    """Of all ways to set them no other is nearer to their lines."""
    least = least_squares(callouts, gap)
    if least < inf:
        assert squares(callouts, place_callouts(callouts, ROOM, gap)) == least


def squares(callouts: Sequence[Callout], tops: Sequence[int]) -> float:
    return sum((top - callout.wish) ** 2 for top, callout in zip(tops, callouts, strict=True))


def least_squares(callouts: Sequence[Callout], gap: int) -> float:
    """By trying every place of each, from the last one up."""

    @cache
    def below(index: int, top: int) -> float:
        if index == len(callouts):
            return 0
        callout = callouts[index]
        return min(
            (
                (at - callout.wish) ** 2 + below(index + 1, at + callout.height + gap)
                for at in range(top, ROOM - callout.height + 1)
            ),
            default=inf,
        )

    return below(0, 0)
