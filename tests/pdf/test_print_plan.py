"""The plan of the pages: chapters open on the right, and sheets come out even."""

from built import REPO, stages
from hypothesis import given
from hypothesis import strategies as st

from socpdf.profiles import with_blank_pages
from socpdf.profiles.pageplan import Planned, plan

PARTS = st.lists(st.integers(1, 40), max_size=12)


@given(PARTS, st.integers(1, 16))
def test_every_page_is_planned_once_and_in_order(parts: list[int], multiple: int) -> None:
    """No page is lost or doubled, whatever stands between the parts."""
    planned = [place for place in plan(parts, multiple) if place]
    assert planned == [Planned(part, page) for part, pages in enumerate(parts) for page in range(pages)]


@given(PARTS, st.integers(1, 16))
def test_parts_open_on_the_right(parts: list[int], multiple: int) -> None:
    """Their first pages have odd numbers."""
    opening = [folio for folio, place in enumerate(plan(parts, multiple), 1) if place and place.page == 0]
    assert all(folio % 2 for folio in opening)


@given(PARTS, st.integers(1, 16))
def test_blank_pages_are_no_more_than_are_needed(parts: list[int], multiple: int) -> None:
    """At most one before each part, and less than a sheet of them at the end."""
    planned = plan(parts, multiple)
    assert len(planned) % multiple == 0
    blanks = [at for at, place in enumerate(planned) if place is None]
    last = max((at for at, place in enumerate(planned) if place), default=-1)
    assert not any(at + 1 in blanks for at in blanks if at < last)
    assert len(planned) - 1 - last < multiple


def test_chapter_is_filled_up_with_blank_pages() -> None:
    """They are of its size, show nothing, and count on; what there was is as it was."""
    chapter = stages(REPO)[0]
    pages = chapter.paged.pages
    filled = with_blank_pages(chapter.paged, len(pages) + 2).pages
    assert filled[: len(pages)] == pages
    assert [page.label for page in filled[len(pages) :]] == [str(len(pages) + 1), str(len(pages) + 2)]
    assert {(page.width, page.height, page.items) for page in filled[len(pages) :]} == {
        (pages[0].width, pages[0].height, ())
    }
    assert with_blank_pages(chapter.paged, 1) == chapter.paged
