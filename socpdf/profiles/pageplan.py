"""The plan of the pages of a file: where each part begins, and which pages stay blank.

Parts (chapters) open on a right-hand page, and the pages come out at a number that the printer's sheets hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from socpdf.ir.paged import Page, PagedDocument


@dataclass(frozen=True, slots=True)
class Planned:
    """A page of a part, both counted from 0."""

    part: int
    page: int


def plan(parts: Sequence[int], multiple: int) -> tuple[Planned | None, ...]:
    """Pages in their order, None for a blank one; `parts` are how many pages each part has."""
    planned: list[Planned | None] = []
    for part, pages in enumerate(parts):
        # Right-hand pages have odd numbers, so before each stands an even number of pages.
        planned += [None] * (len(planned) % 2)
        planned += [Planned(part, page) for page in range(pages)]
    return (*planned, *[None] * (-len(planned) % multiple))


def with_blank_pages(paged: PagedDocument, multiple: int) -> PagedDocument:
    """The document as a file of its own."""
    return replace(paged, pages=tuple(_pages(paged, multiple)))


def _pages(paged: PagedDocument, multiple: int) -> Iterator[Page]:
    last = paged.pages[-1]
    for folio, place in enumerate(plan([len(paged.pages)], multiple), 1):
        yield paged.pages[place.page] if place else Page(str(folio), last.width, last.height, (), ())
