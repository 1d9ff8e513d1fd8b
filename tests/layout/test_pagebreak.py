"""Pages of invented heights, where every sum can be done in the head; the search against all sequences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socpdf.layout import pagebreak as module
from socpdf.layout.pagebreak import Breach, FloatStrip, Measures, PageBreak, TextStrip, pagebreak

LINE = 2
GAP = 1


def lines(count: int, **first: int | bool) -> list[TextStrip]:
    """So many lines of text; what is given holds for the first."""
    return [TextStrip(LINE, **first), *[TextStrip(LINE)] * (count - 1)]  # type: ignore[arg-type]  # by name


def measures(
    text: Sequence[TextStrip],
    floats: Sequence[FloatStrip] = (),
    *,
    page: int = 10,
    first_page: int | None = None,
) -> Measures:
    return Measures(text, floats, page if first_page is None else first_page, page, LINE, GAP)


def ends(pages: Sequence[PageBreak]) -> list[int]:
    return [page.end for page in pages]


# --- Single rules ------------------------------------------------------------------------------------------


def test_pages_are_filled() -> None:
    """Text without any rule fills page after page; the last is as full as it happens to be."""
    pages = pagebreak(measures(lines(12)))
    assert ends(pages) == [5, 10, 12]
    assert [(page.hole, page.stretch, page.breach) for page in pages[:2]] == [(0, 0, Breach.NONE)] * 2


def test_the_first_page_may_be_lower() -> None:
    """The page of an opening has less room than the others."""
    assert ends(pagebreak(measures(lines(12), first_page=4))) == [2, 7, 12]


def test_no_text_is_no_page() -> None:
    """Where there is nothing to set there is no page."""
    assert pagebreak(measures([])) == ()


def test_a_heading_takes_its_text_with_it() -> None:
    """No page ends after a strip that keeps what follows; the page before gets a hole."""
    text = [*lines(4), TextStrip(LINE, keeps=True), *lines(3)]
    pages = pagebreak(measures(text))
    assert ends(pages) == [4, 8]
    assert pages[0].hole == LINE


def test_a_page_begins_where_it_must() -> None:
    """A strip that begins a page does, and the page before it may end early at no cost."""
    pages = pagebreak(measures([*lines(6), *lines(6, begins=True)]))
    assert ends(pages) == [5, 6, 11, 12]


def test_added_lines_fill_a_page() -> None:
    """What may stand above a heading fills the page first; only the rest is a hole."""
    text = [*lines(2), *lines(2, before=LINE, stretch=LINE), TextStrip(LINE, keeps=True), *lines(2)]
    pages = pagebreak(measures([*text, *lines(5)], page=12))
    assert (pages[0].end, pages[0].stretch, pages[0].hole) == (4, LINE, 0)


def test_space_above_is_dropped_at_the_top() -> None:
    """What stands above a strip, and what may be added there, does not count at the top of a page."""
    text = [*lines(5), *lines(5, before=3, stretch=LINE), *lines(1)]
    pages = pagebreak(measures(text))
    assert ends(pages) == [5, 10, 11]
    assert [page.stretch for page in pages] == [0, 0, 0]


def test_footnotes_take_whole_lines() -> None:
    """A footnote of three units and its gap of one take two lines of two from the page that calls it."""
    assert ends(pagebreak(measures([TextStrip(LINE, notes=3), *lines(5)]))) == [3, 6]
    assert ends(pagebreak(measures([TextStrip(LINE, notes=4), *lines(5)]))) == [2, 6]


def test_a_repeated_head_takes_its_room() -> None:
    """A page that begins inside a table has the table's head once more."""
    rows = [TextStrip(LINE, restart=LINE)] * 9
    assert ends(pagebreak(measures(rows, first_page=12))) == [5, 9]


def test_a_float_waits_for_room() -> None:
    """A table that does not fit where it was written stands on the next page, and text goes on before it."""
    text = lines(9)
    pages = pagebreak(measures(text, [FloatStrip(6, 0, 0, anchor=3, deadline=9)]))
    assert [(page.end, page.last) for page in pages] == [(5, 0), (7, 1), (9, 1)]


def test_a_float_stays_in_its_section() -> None:
    """It does not wait beyond the end of its section, though that leaves a hole."""
    text = lines(10)
    pages = pagebreak(measures(text, [FloatStrip(6, 0, 0, anchor=3, deadline=4)]))
    assert [(page.end, page.last, page.hole) for page in pages] == [(4, 0, LINE), (6, 1, 0), (10, 1, LINE)]


def test_a_later_float_may_have_the_earlier_deadline() -> None:
    """A table of a subsection is not overtaken by its end while one of the section is still waiting."""
    floats = [FloatStrip(6, 0, 0, anchor=2, deadline=12), FloatStrip(6, 0, 0, anchor=3, deadline=4)]
    pages = pagebreak(measures(lines(12), floats))
    assert deadlines_kept(pages, floats)


def test_a_note_higher_than_the_page_goes_on() -> None:
    """Two lines of it at least stand with its mark; the rest fills as many pages as it needs."""
    text = [TextStrip(LINE, notes=25, last_note=25), *lines(7)]
    pages = pagebreak(measures(text))
    assert [(page.end, page.carry, page.breach) for page in pages] == [
        (3, 22, Breach.NOTES),
        (3, 13, Breach.NOTES),
        (3, 4, Breach.NOTES),
        (5, 0, Breach.NONE),
        (8, 0, Breach.NONE),
    ]


def test_a_note_is_divided_rather_than_a_page_left_empty() -> None:
    """Where the note would take its line to the next page and leave a wide hole, it is divided."""
    text = [*lines(2), TextStrip(LINE, notes=17, last_note=17), *lines(12)]
    pages = pagebreak(measures(text, page=20))
    assert (pages[0].breach, pages[0].hole) == (Breach.NOTES, 0)
    narrow = [*lines(6), TextStrip(LINE, notes=9, last_note=9), *lines(12)]
    assert pagebreak(measures(narrow, page=20))[0].breach is Breach.NONE


def test_strips_that_leave_no_choice_are_split() -> None:
    """Where all strips of a page keep together, the page ends at its full height and tells so."""
    pages = pagebreak(measures([TextStrip(LINE, keeps=True)] * 7))
    assert [(page.end, page.breach) for page in pages] == [(5, Breach.SPLIT), (7, Breach.NONE)]


def test_a_strip_higher_than_the_page_is_told() -> None:
    """It has a page of its own, which says that it is overfull."""
    pages = pagebreak(measures([*lines(1), TextStrip(11), *lines(1)]))
    assert [(page.end, page.breach) for page in pages] == [
        (1, Breach.NONE),
        (2, Breach.OVERFULL),
        (3, Breach.NONE),
    ]


def test_a_float_higher_than_the_page_is_told_where_it_stands() -> None:
    """It has a page of its own in its section; the text around it keeps all rules."""
    floats = [FloatStrip(11, 0, 0, anchor=2, deadline=4)]
    pages = pagebreak(measures(lines(9), floats))
    assert [page.breach for page in pages].count(Breach.OVERFULL) == 1
    assert Breach.SPLIT not in [page.breach for page in pages]
    assert deadlines_kept(pages, floats)


def test_callouts_that_do_not_fit_move_text_away() -> None:
    """A page with more callouts than its margin holds costs more than a hole of a line."""
    text = [*lines(4), TextStrip(LINE, beside=11), *lines(3)]
    crowded = [TextStrip(LINE, beside=6), *text[1:]]
    assert ends(pagebreak(measures(text))) == [5, 8]
    assert ends(pagebreak(measures(crowded))) == [4, 8]


# --- The best of all sequences of pages --------------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn) -> Measures:
    """Short chapters on low pages, with every rule in play."""
    small = st.sampled_from([0, 0, 0, 1, 2])
    text = draw(
        st.lists(
            st.builds(
                TextStrip,
                st.sampled_from([1, 1, 2, 2, 2, 3, 6]),
                before=small,
                stretch=st.sampled_from([0, 0, LINE]),
                keeps=st.sampled_from([False, False, True]),
                notes=st.sampled_from([0, 0, 0, 1, 3, 7]),
                beside=st.sampled_from([0, 0, 3, 5]),
                begins=st.sampled_from([*[False] * 9, True]),
                restart=st.sampled_from([0, 0, 1]),
            ),
            max_size=14,
        )
    )
    text = [
        replace(strip, last_note=draw(st.integers(1, strip.notes)) if strip.notes else 0) for strip in text
    ]
    anchors = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    floats = [
        FloatStrip(
            draw(st.integers(1, 9)),
            draw(small),
            draw(st.sampled_from([0, LINE])),
            anchor,
            draw(st.integers(anchor, len(text))),
        )
        for anchor in anchors
    ]
    page = draw(st.integers(8, 12))
    return Measures(text, floats, draw(st.sampled_from([page, page, 6])), page, LINE, GAP)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page by its bounds, measured by walking over what stands on it."""

    measures: Measures
    start: int
    end: int
    first: int
    last: int
    carried: int = 0
    """Height of the footnotes from the page before, …"""
    carry: int = 0
    """… and of those that are left to the next one."""

    @property
    def strips(self) -> Iterator[TextStrip | FloatStrip]:
        """From top to foot: each float before the strip it belongs to, those that waited at the top."""
        waiting = list(self.measures.floats[self.first : self.last])
        for index in range(self.start, self.end):
            while waiting and waiting[0].anchor <= index:
                yield waiting.pop(0)
            yield self.measures.text[index]
        yield from waiting

    @property
    def room(self) -> int:
        opens = (self.start, self.first, self.carried) == (0, 0, 0)
        return self.measures.first_page if opens else self.measures.page

    @property
    def height(self) -> int:
        strips = list(self.strips)
        text = self.measures.text[self.start : self.end]
        height = sum(strip.height for strip in strips) + sum(strip.before for strip in strips[1:])
        height += text[0].restart if text else 0
        notes = self.carried + sum(strip.notes for strip in text) - self.carry
        return height + -(-(notes + GAP) // LINE) * LINE * (notes > 0)

    @property
    def is_good(self) -> bool:
        """Whether it keeps all rules."""
        text, floats = self.measures.text, self.measures.floats
        if self.height > self.room or any(f.anchor > self.end for f in floats[self.first : self.last]):
            return False
        if any(f.deadline < self.end for f in floats[self.last :]):
            return False
        if any(strip.begins for strip in text[self.start + 1 : self.end]):
            return False
        return self.end in (self.start, len(text)) or not text[self.end - 1].keeps

    def cost(self) -> float:
        """A hole by its square, lines added, floats that wait, callouts that crowd."""
        floats, text = self.measures.floats, self.measures.text
        cost = module.DISTANCE_COST * sum(f.anchor < self.end for f in floats[self.last :])
        beside = sum(strip.beside for strip in text[self.start : self.end])
        cost += module.CROWD_COST * max(0, beside - self.measures.page) / LINE
        if (self.end, self.last) == (len(text), len(floats)) or any(s.begins for s in text[self.end :][:1]):
            return cost
        hole = white_of(self) / LINE
        lines_added = (self.room - self.height) / LINE - hole
        return cost + module.HOLE_COST * hole**2 + module.STRETCH_COST * lines_added


def good_sheets(measures: Measures, start: int, first: int, carried: int = 0) -> list[Sheet]:
    """Every page that keeps all rules; what was carried to it ends there."""
    every = [
        Sheet(measures, start, end, first, last, carried)
        for end in range(start, len(measures.text) + 1)
        for last in range(first, len(measures.floats) + 1)
        if (end, last) != (start, first)
    ]
    return [sheet for sheet in every if sheet.is_good]


def least_cost(measures: Measures) -> float:
    """Of all sequences of pages that keep all rules; infinite where there is none."""

    @cache
    def from_top(start: int, first: int) -> float:
        if (start, first) == (len(measures.text), len(measures.floats)):
            return 0
        return min(
            (sheet.cost() + from_top(sheet.end, sheet.last) for sheet in good_sheets(measures, start, first)),
            default=inf,
        )

    return from_top(0, 0)


def sheets_of(measures: Measures, pages: Sequence[PageBreak]) -> list[Sheet]:
    carried = [0, *(page.carry for page in pages)]
    return [
        Sheet(measures, page.start, page.end, page.first, page.last, carry, page.carry)
        for page, carry in zip(pages, carried, strict=False)
    ]


def cost_of(measures: Measures, pages: Sequence[PageBreak]) -> float:
    prices = {Breach.NONE: 0.0, Breach.NOTES: module.DIVIDED_NOTE_COST}
    sheets = sheets_of(measures, pages)
    return sum(
        sheet.cost() + prices.get(page.breach, module.BREACH_COST)
        for sheet, page in zip(sheets, pages, strict=True)
    )


def deadlines_kept(pages: Sequence[PageBreak], floats: Sequence[FloatStrip]) -> bool:
    """No page ends later than a float that is still waiting may stand."""
    return all(f.deadline >= page.end for page in pages for f in floats[page.last :])


@settings(max_examples=200)
@given(cases())
def test_no_other_pages_cost_less(measures: Measures) -> None:
    """Where pages can keep all rules no other sequence of such pages is better, unless a note is divided."""
    pages = pagebreak(measures)
    least = least_cost(measures)
    if least < inf and not any(page.breach for page in pages):
        assert cost_of(measures, pages) == pytest.approx(least)
    elif least < inf:
        assert {page.breach for page in pages} <= {Breach.NONE, Breach.NOTES}
        assert cost_of(measures, pages) < least


@settings(max_examples=100)
@given(cases())
def test_nothing_is_lost_or_turned_round(measures: Measures) -> None:
    """Text, floats and notes are all there and in order; each page brings something."""
    pages = pagebreak(measures)
    bounds = [(0, 0), *((page.end, page.last) for page in pages)]
    assert [(page.start, page.first) for page in pages] == bounds[:-1]
    assert bounds[-1] == (len(measures.text), len(measures.floats))
    assert all(a <= c and b <= d for (a, b), (c, d) in pairwise(bounds))
    assert [page.carry for page in pages[-1:]] in ([], [0])
    for sheet in sheets_of(measures, pages):
        assert (sheet.end, sheet.last) != (sheet.start, sheet.first) or sheet.carry < sheet.carried


@settings(max_examples=100)
@given(cases())
def test_a_page_is_as_high_as_it_says(measures: Measures) -> None:
    """Unless it says that it is overfull, what stands on a page, added lines and white make up its height."""
    pages = pagebreak(measures)
    for page, sheet in zip(pages, sheets_of(measures, pages), strict=True):
        if page.breach is Breach.OVERFULL:
            assert sheet.height > sheet.room
        else:
            assert sheet.height + page.stretch + page.hole == sheet.room
        assert page.stretch % LINE == 0


@settings(max_examples=100)
@given(cases())
def test_a_divided_note_begins_where_it_is_called(measures: Measures) -> None:
    """Only the last note of a page is left to the next one, and two lines of it at least are not."""
    for sheet in sheets_of(measures, pagebreak(measures)):
        called = [strip.last_note for strip in measures.text[sheet.start : sheet.end] if strip.notes]
        if sheet.carry and called:
            assert sheet.carry <= called[-1] - min(called[-1], 2)
        elif sheet.carry:
            assert sheet.carry < sheet.carried


@settings(max_examples=100)
@given(cases())
def test_floats_keep_their_section(measures: Measures) -> None:
    """No float stands before its place in the text, and none after the end of its section, breach or not."""
    pages = pagebreak(measures)
    assert deadlines_kept(pages, measures.floats)
    assert all(f.anchor <= page.end for page in pages for f in measures.floats[page.first : page.last])


@settings(max_examples=100)
@given(cases())
def test_a_page_says_which_rule_it_broke(measures: Measures) -> None:
    """A page without a breach keeps all rules; one is given up only where no page could keep it."""
    pages = pagebreak(measures)
    for page, sheet in zip(pages, sheets_of(measures, pages), strict=True):
        good = good_sheets(measures, page.start, page.first, sheet.carried)
        if page.breach is Breach.NONE:
            assert sheet.is_good
        elif page.breach is Breach.NOTES:
            assert all(white_of(each) > 5 * LINE for each in good)
        else:
            assert good == []


def white_of(sheet: Sheet) -> int:
    """What is missing on a page when all lines are added that may be."""
    white = max(0, sheet.room - sheet.height)
    return white - min(white // LINE * LINE, sum(strip.stretch for strip in list(sheet.strips)[1:]))
