"""Measured strips of a chapter become its pages: the breaks and the places of floats that cost least in all.

Only heights are known here. Text keeps its order and so do floats among themselves; a float stands where the
author put it, or on a later page of the same section. A page may be filled by extra lines that some strips
take above them; what is missing then is a hole.

The search walks over the tops of pages (next strip, next float). From each it tries every page that could
be worth it, so the result is the best of all sequences of pages. Where strips leave no choice a rule is given
up, and the page tells which (`Breach`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush
from itertools import accumulate
from typing import Final

# A hole of four lines is worse than four of one: by the square of its lines.
HOLE_COST: Final = 100.0
# A line more above a heading is seen by nobody but the typographer.
STRETCH_COST: Final = 4.0
# A page turned to look for a table, each time.
DISTANCE_COST: Final = 150.0
# Callouts that do not fit beside their text.
CROWD_COST: Final = 1_000.0
BREACH_COST: Final = 1_000_000.0
# So many good places to end a page are tried before worse ones are not looked at any more.
_ENOUGH: Final = 5


class Breach(StrEnum):
    """What a page had to give up."""

    NONE = ""
    SPLIT = "split"
    """It ends where strips should have stayed together."""
    OVERFULL = "overfull"
    """What stands on it is higher than the page."""


@dataclass(frozen=True, slots=True)
class TextStrip:
    height: int
    before: int = 0
    """Above it, not at the top of a page."""
    stretch: int = 0
    """How much more may stand above it; whole lines."""
    keeps: bool = False
    """No page should end after it."""
    notes: int = 0
    """Height of the footnotes it calls."""
    beside: int = 0
    """Height of the callouts beside it."""
    begins: bool = False
    """A page begins with it."""
    restart: int = 0
    """What is drawn again above it if a page begins with it."""


@dataclass(frozen=True, slots=True)
class FloatStrip:
    height: int
    before: int
    stretch: int
    anchor: int
    """The text strip before which the author put it."""
    deadline: int
    """The text strip that begins the next section: the float must not come after it."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Text strips from `start` up to `end`, floats from `first` up to `last`."""

    start: int
    end: int
    first: int
    last: int
    stretch: int
    """How much is added above strips, in all."""
    hole: int
    breach: Breach


@dataclass(frozen=True, slots=True)
class Measures:
    text: Sequence[TextStrip]
    floats: Sequence[FloatStrip]
    first_page: int
    """Height of the text area of the first page."""
    page: int
    line: int
    """The grid: notes take whole lines of it, and only whole lines are added."""
    note_gap: int
    """What stands above the first footnote of a page."""


def pagebreak(measures: Measures) -> tuple[PageBreak, ...]:
    return _Search(measures).run()


@dataclass(frozen=True, slots=True)
class _Route:
    cost: float
    page: PageBreak | None
    before: "_Route | None"


@dataclass(slots=True)
class _Search:
    measures: Measures
    ends: list[int] = field(init=False)
    """Sums, so that a page is measured without walking over it: of text with its space, …"""
    stretches: list[int] = field(init=False)
    notes: list[int] = field(init=False)
    beside: list[int] = field(init=False)
    deadlines: list[int] = field(init=False)
    """The earliest of each float and those after it: a subsection ends before its section does."""
    beginnings: list[int] = field(init=False)
    """Strips that begin a page."""

    def __post_init__(self) -> None:
        text = self.measures.text
        self.ends = list(accumulate((s.height + s.before for s in text), initial=0))
        self.stretches = list(accumulate((s.stretch for s in text), initial=0))
        self.notes = list(accumulate((s.notes for s in text), initial=0))
        self.beside = list(accumulate((s.beside for s in text), initial=0))
        self.beginnings = [index for index, strip in enumerate(text) if strip.begins]
        due = (late.deadline for late in reversed(self.measures.floats))
        self.deadlines = list(accumulate(due, min, initial=len(text)))[::-1]

    def run(self) -> tuple[PageBreak, ...]:
        goal = (len(self.measures.text), len(self.measures.floats))
        best = {(0, 0): _Route(0.0, None, None)}
        queue = [(0, 0)]
        while queue:
            state = heappop(queue)
            if state == goal:
                break
            route = best[state]
            for page in self._pages(*state):
                after = (page.end, page.last)
                cost = route.cost + self._cost(page, last=after == goal)
                known = best.get(after)
                if known is None:
                    heappush(queue, after)
                if known is None or cost < known.cost:
                    best[after] = _Route(cost, page, route)
        return tuple(_pages_of(best[goal]))

    def _pages(self, start: int, first: int) -> Iterator[PageBreak]:
        """Every page worth trying from here; always at least one, and one that goes on."""
        tried = False
        for last in range(first, len(self.measures.floats) + 1):
            if last > first and not self._fits(start, start, first, last):
                break
            for page in self._ends(start, first, last):
                tried = True
                yield page
        if not tried:
            yield self._forced(start, first)

    def _ends(self, start: int, first: int, last: int) -> Iterator[PageBreak]:
        """Pages with these floats, the fullest first."""
        text, floats = self.measures.text, self.measures.floats
        lowest = max((f.anchor for f in floats[first:last]), default=start)
        lowest = max(lowest, start if last > first else start + 1)
        found = 0
        highest = min(self.deadlines[last], self._next_beginning(start), self._furthest(start, first, last))
        for end in range(highest, lowest - 1, -1):
            whole = end == len(text) or end == start or not text[end - 1].keeps
            if whole and self._fits(start, end, first, last):
                yield self._page(start, end, first, last, Breach.NONE)
                found += 1
                if found == _ENOUGH:
                    return

    def _next_beginning(self, start: int) -> int:
        """Where the next page must begin at the latest."""
        after = bisect_right(self.beginnings, start)
        return self.beginnings[after] if after < len(self.beginnings) else len(self.measures.text)

    def _furthest(self, start: int, first: int, last: int) -> int:
        """A strip that is certainly not before the end of the fullest page."""
        text = self.measures.text
        room = self._capacity(start, first) - self._height(start, start, first, last)
        room += text[start].before if start < len(text) else 0
        return max(start, bisect_right(self.ends, self.ends[start] + room) - 1)

    def _forced(self, start: int, first: int) -> PageBreak:
        """No page keeps all rules: it holds a float that is due, what text fits, or one strip too high."""
        due = self.deadlines[first]
        if first < len(self.measures.floats) and due <= start:
            return self._page(start, start, first, first + 1, Breach.OVERFULL)
        highest = min(due, self._next_beginning(start), self._furthest(start, first, first))
        for end in range(highest, start, -1):
            if self._fits(start, end, first, first):
                return self._page(start, end, first, first, Breach.SPLIT)
        return self._page(start, start + 1, first, first, Breach.OVERFULL)

    def _page(self, start: int, end: int, first: int, last: int, breach: Breach) -> PageBreak:
        hole = max(0, self._capacity(start, first) - self._height(start, end, first, last))
        stretch = min(hole // self.measures.line * self.measures.line, self._stretch(start, end, first, last))
        return PageBreak(start, end, first, last, stretch, hole - stretch, breach)

    def _capacity(self, start: int, first: int) -> int:
        return self.measures.page if start or first else self.measures.first_page

    def _fits(self, start: int, end: int, first: int, last: int) -> bool:
        return self._height(start, end, first, last) <= self._capacity(start, first)

    def _height(self, start: int, end: int, first: int, last: int) -> int:
        """Of all that stands on the page, its footnotes included, nothing stretched."""
        text, line = self.measures.text, self.measures.line
        floats = self.measures.floats[first:last]
        height = self.ends[end] - self.ends[start] + sum(f.height + f.before for f in floats)
        if floats and floats[0].anchor <= start:
            height -= floats[0].before
        elif end > start:
            height -= text[start].before
        if end > start:
            height += text[start].restart
        notes = self.notes[end] - self.notes[start]
        if notes:
            height += -(-(notes + self.measures.note_gap) // line) * line
        return height

    def _stretch(self, start: int, end: int, first: int, last: int) -> int:
        floats = self.measures.floats[first:last]
        stretch = self.stretches[end] - self.stretches[start] + sum(f.stretch for f in floats)
        if floats and floats[0].anchor <= start:
            return stretch - floats[0].stretch
        return stretch - self.measures.text[start].stretch if end > start else stretch

    def _cost(self, page: PageBreak, *, last: bool) -> float:
        floats, line = self.measures.floats, self.measures.line
        cost = 0.0 if page.breach is Breach.NONE else BREACH_COST
        waiting = page.last
        while waiting < len(floats) and floats[waiting].anchor < page.end:
            cost += DISTANCE_COST
            waiting += 1
        crowd = self.beside[page.end] - self.beside[page.start] - self.measures.page
        if crowd > 0:
            cost += CROWD_COST * crowd / line
        # A page may end early before one that must begin anew, and at the end.
        if last or (page.end < len(self.measures.text) and self.measures.text[page.end].begins):
            return cost
        return cost + HOLE_COST * (page.hole / line) ** 2 + STRETCH_COST * page.stretch / line


def _pages_of(route: _Route) -> list[PageBreak]:
    pages = []
    step: _Route | None = route
    while step is not None and step.page is not None:
        pages.append(step.page)
        step = step.before
    return pages[::-1]
