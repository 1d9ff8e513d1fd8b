"""Measured strips of a chapter become its pages: the breaks and the places of floats that cost least in all.

Only heights are known here. Text keeps its order and so do floats among themselves; a float stands where the
author put it, or on a later page of the same section. A page may be filled by extra lines that some strips
take above them; what is missing then is a hole.

The search walks over the tops of pages (next strip, next float). From each it tries every page that could
be worth it, so the result is the best of all sequences of pages. Where strips leave no choice a rule is given
up, and the page tells which (`Breach`); the first to be given up is that a footnote ends where it began, and
this also to save a page from a wide hole.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush
from itertools import accumulate
from math import inf
from typing import Final, NamedTuple

from socpdf.core.records import record

# A hole of four lines is worse than four of one: by the square of its lines.
HOLE_COST: Final = 100.0
# A line more above a heading is seen by nobody but the typographer.
STRETCH_COST: Final = 4.0
# A page turned to look for a table, each time.
DISTANCE_COST: Final = 150.0
# Callouts that do not fit beside their text.
CROWD_COST: Final = 1_000.0
BREACH_COST: Final = 1_000_000.0
# A footnote that goes on on the next page, as a hole of five lines; tried only where a hole is as wide.
DIVIDED_NOTE_COST: Final = 2_500.0
_WIDE_HOLE: Final = 5
# Of a footnote that is divided so much stands on the page that calls it.
_LEAST_NOTE_LINES: Final = 2
# So many good places to end a page are tried before worse ones are not looked at any more.
_ENOUGH: Final = 5


class Breach(StrEnum):
    """What a page had to give up."""

    NONE = ""
    NOTES = "notes"
    """Its last footnote goes on on the next page."""
    SPLIT = "split"
    """It ends where strips should have stayed together."""
    OVERFULL = "overfull"
    """What stands on it is higher than the page."""


@record
class TextStrip:
    height: int
    before: int = 0
    """Above it, not at the top of a page."""
    stretch: int = 0
    """How much more may stand above it; whole lines."""
    keeps: bool = False
    """No page should end after it."""
    notes: int = 0
    """Height of the footnotes it calls, …"""
    last_note: int = 0
    """… and of the last of them."""
    beside: int = 0
    """Height of the callouts beside it."""
    begins: bool = False
    """A page begins with it."""
    restart: int = 0
    """What is drawn again above it if a page begins with it."""


@record
class FloatStrip:
    height: int
    before: int
    stretch: int
    anchor: int
    """The text strip before which the author put it."""
    deadline: int
    """The text strip that begins the next section: the float must not come after it."""


class PageBreak(NamedTuple):
    """Text strips from `start` up to `end`, floats from `first` up to `last`."""

    start: int
    end: int
    first: int
    last: int
    stretch: int
    """How much is added above strips, in all."""
    hole: int
    breach: Breach
    carry: int = 0
    """Height of the footnotes that it leaves to the next page."""


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
    note_line: int = 1
    """Height of a line of a footnote, between which it may be divided."""


def pagebreak(measures: Measures) -> tuple[PageBreak, ...]:
    return _Search(measures).run()


class _Top(NamedTuple):
    """Where a page begins."""

    start: int
    first: int
    carry: int
    """Height of the footnotes that the page before could not hold."""


@record
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
    floats: list[int] = field(init=False)
    """… and of floats with theirs."""
    float_stretches: list[int] = field(init=False)
    whole: list[bool] = field(init=False)
    """Whether a page may end before each strip."""
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
        floats = self.measures.floats
        self.floats = list(accumulate((f.height + f.before for f in floats), initial=0))
        self.float_stretches = list(accumulate((f.stretch for f in floats), initial=0))
        self.whole = [True, *(not strip.keeps for strip in text)]
        self.whole[-1] = True
        self.beginnings = [index for index, strip in enumerate(text) if strip.begins]
        due = (late.deadline for late in reversed(floats))
        self.deadlines = list(accumulate(due, min, initial=len(text)))[::-1]

    def run(self) -> tuple[PageBreak, ...]:
        goal = _Top(len(self.measures.text), len(self.measures.floats), 0)
        best = {_Top(0, 0, 0): _Route(0.0, None, None)}
        # Of tops at one place those that owe more notes come first: they lead to the others.
        queue = [(0, 0, 0)]
        while queue:
            start, first, owed = heappop(queue)
            top = _Top(start, first, -owed)
            if top == goal:
                break
            route = best[top]
            for page in self._pages(top):
                after = _Top(page.end, page.last, page.carry)
                cost = route.cost + self._cost(page, last=after == goal)
                known = best.get(after)
                if known is None:
                    heappush(queue, (after.start, after.first, -after.carry))
                if known is None or cost < known.cost:
                    best[after] = _Route(cost, page, route)
        return tuple(_pages_of(best[goal]))

    def _pages(self, top: _Top) -> Iterator[PageBreak]:
        """Every page worth trying from here; always at least one, and one that goes on."""
        least_hole: float = inf
        for last in range(top.first, len(self.measures.floats) + 1):
            if last > top.first and not self._fits(top, top.start, last):
                break
            for page in self._ends(top, last):
                least_hole = min(least_hole, page.hole)
                yield page
        if least_hole > _WIDE_HOLE * self.measures.line:
            divided = self._with_notes_divided(top)
            if divided is not None:
                yield divided
            elif least_hole == inf:
                yield self._forced(top)

    def _ends(self, top: _Top, last: int) -> Iterator[PageBreak]:
        """Pages with these floats, the fullest first."""
        start, floats = top.start, self.measures.floats[top.first : last]
        lowest = max((f.anchor for f in floats), default=start)
        lowest = max(lowest, start if floats else start + 1)
        # What `_fits` says, with all that does not depend on the end taken out of the loop: most of the time
        # of the search goes here.
        ends, notes, whole = self.ends, self.notes, self.whole
        line, gap = self.measures.line, self.measures.note_gap
        has_text = start < len(self.measures.text)
        room = self._capacity(top) - self._height_beside(top, last, has_text=has_text) + ends[start]
        owed = top.carry - notes[start]
        found = 0
        for end in range(self._highest(top, last), lowest - 1, -1):
            if end == start:
                fits = self._fits(top, end, last)
            else:
                called = owed + notes[end]
                below = -(-(called + gap) // line) * line if called else 0
                fits = whole[end] and ends[end] + below <= room
            if fits:
                yield self._page(top, end, last, Breach.NONE)
                found += 1
                if found == _ENOUGH:
                    return

    def _with_notes_divided(self, top: _Top) -> PageBreak | None:
        """The fullest page that leaves a part of its last footnote to the next one. The rest of one from the
        page before comes first, and may fill it alone."""
        if top.carry > self._room_for_notes(top, top.start):
            return self._page(top, top.start, top.first, Breach.NOTES, self._left_over(top, top.start))
        highest = self._highest(top, top.first)
        if top.carry == 0 and self.notes[highest] == self.notes[top.start]:
            return None
        for end in range(highest, top.start, -1):
            called = [strip.last_note for strip in self.measures.text[top.start : end] if strip.notes]
            most = max(0, called[-1] - _LEAST_NOTE_LINES * self.measures.note_line) if called else 0
            left = self._left_over(top, end)
            if self.whole[end] and 0 < left <= most:
                return self._page(top, end, top.first, Breach.NOTES, left)
        return self._page(top, top.start, top.first, Breach.NONE) if top.carry else None

    def _left_over(self, top: _Top, end: int) -> int:
        """What of the footnotes does not fit below the text."""
        notes = top.carry + self.notes[end] - self.notes[top.start]
        return notes - min(notes, self._room_for_notes(top, end))

    def _room_for_notes(self, top: _Top, end: int) -> int:
        line, note_line = self.measures.line, self.measures.note_line
        room = (self._capacity(top) - self._height_of_text(top, end, top.first)) // line * line
        return max(0, (room - self.measures.note_gap) // note_line * note_line)

    def _forced(self, top: _Top) -> PageBreak:
        """No page keeps all rules: it holds a float that is due, what text fits, or one strip too high."""
        first = top.first
        if first < len(self.measures.floats) and self.deadlines[first] <= top.start:
            return self._page(top, top.start, first + 1, Breach.OVERFULL)
        for end in range(self._highest(top, first), top.start, -1):
            if self._fits(top, end, first):
                return self._page(top, end, first, Breach.SPLIT)
        return self._page(top, top.start + 1, first, Breach.OVERFULL)

    def _highest(self, top: _Top, last: int) -> int:
        """Where the next page must begin at the latest: for its own sake, or because this one is full."""
        after = bisect_right(self.beginnings, top.start)
        begins = self.beginnings[after] if after < len(self.beginnings) else len(self.measures.text)
        return min(self.deadlines[last], begins, self._furthest(top, last))

    def _furthest(self, top: _Top, last: int) -> int:
        """A strip that is certainly not before the end of the fullest page."""
        text, start = self.measures.text, top.start
        room = self._capacity(top) - self._height_of_text(top, start, last)
        room += text[start].before if start < len(text) else 0
        return max(start, bisect_right(self.ends, self.ends[start] + room) - 1)

    def _page(self, top: _Top, end: int, last: int, breach: Breach, carry: int = 0) -> PageBreak:
        hole = max(0, self._capacity(top) - self._height(top, end, last, carry))
        lines = hole // self.measures.line * self.measures.line
        stretch = min(lines, self._stretch(top, end, last))
        return PageBreak(top.start, end, top.first, last, stretch, hole - stretch, breach, carry)

    def _capacity(self, top: _Top) -> int:
        return self.measures.page if any(top) else self.measures.first_page

    def _fits(self, top: _Top, end: int, last: int) -> bool:
        return self._height(top, end, last) <= self._capacity(top)

    def _height(self, top: _Top, end: int, last: int, carry: int = 0) -> int:
        """Of all that stands on the page, nothing stretched; without the notes it leaves to the next one."""
        line = self.measures.line
        height = self._height_of_text(top, end, last)
        notes = top.carry + self.notes[end] - self.notes[top.start] - carry
        if notes:
            height += -(-(notes + self.measures.note_gap) // line) * line
        return height

    def _height_of_text(self, top: _Top, end: int, last: int) -> int:
        """With its floats."""
        has_text = end > top.start
        return self.ends[end] - self.ends[top.start] + self._height_beside(top, last, has_text=has_text)

    def _height_beside(self, top: _Top, last: int, *, has_text: bool) -> int:
        """Of the floats and what is drawn again, less the space that what stands first has above it."""
        start, floats = top.start, self.measures.floats
        height = self.floats[last] - self.floats[top.first]
        opens = self.measures.text[start] if has_text else None
        if opens is not None:
            height += opens.restart
        if last > top.first and floats[top.first].anchor <= start:
            return height - floats[top.first].before
        return height - opens.before if opens is not None else height

    def _stretch(self, top: _Top, end: int, last: int) -> int:
        floats, start = self.measures.floats, top.start
        stretch = self.stretches[end] - self.stretches[start]
        stretch += self.float_stretches[last] - self.float_stretches[top.first]
        if last > top.first and floats[top.first].anchor <= start:
            return stretch - floats[top.first].stretch
        return stretch - self.measures.text[start].stretch if end > start else stretch

    def _cost(self, page: PageBreak, *, last: bool) -> float:
        floats, line = self.measures.floats, self.measures.line
        cost = 0.0
        if page.breach is not Breach.NONE:
            cost = DIVIDED_NOTE_COST if page.breach is Breach.NOTES else BREACH_COST
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
