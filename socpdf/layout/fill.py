"""Pages that are not full: which paragraphs on them are to take a line more.

The search for pages knows heights alone and takes paragraphs as they are best. Where it leaves a line or two
at the foot of a page, a paragraph that stands on it whole is set a little wider, if it then still is even.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from socpdf.ir.paged import Owner
from socpdf.layout import style
from socpdf.layout.paginate import FilledPage
from socpdf.layout.strips import LineFact

# A page on which so many paragraphs are wider than they would be looks grey; the rest of a hole is left.
_MOST_LOOSENED: Final = 3
# A shorter paragraph shows where its line went.
_FEWEST_LINES: Final = 3
# What each line of a paragraph can give up of its measure, as a part of it, before its spaces are too wide.
_GIVE: Final = 0.05
# More than this below the band of a chapter looks as if something were missing there.
_MOST_AIR: Final = 2 * style.GRID


def lines_missing(page: FilledPage, after: FilledPage) -> int:
    """At the foot of a page; a page that ends because the next one begins anew lacks nothing."""
    begins_anew = bool(after.column) and after.column[0].strip.new_page
    return 0 if begins_anew else page.hole // style.GRID


def loosened(pages: Sequence[FilledPage], unevenness: Callable[[LineFact], float | None]) -> Iterator[Owner]:
    """The paragraphs that fill their pages best, each with a line."""
    for page, after in pairwise(pages):
        missing = min(_MOST_LOOSENED, lines_missing(page, after))
        candidates = [last for last in _whole_paragraphs(page) if _may_end_later(last)] if missing else []
        costs = [(unevenness(last), at) for at, last in enumerate(candidates)]
        found = sorted((cost, at) for cost, at in costs if cost is not None)
        yield from (candidates[at].owner for _, at in found[:missing])


def _whole_paragraphs(page: FilledPage) -> Iterator[LineFact]:
    """The last lines of the justified paragraphs of which all lines stand on the page."""
    begun: set[Owner] = set()
    for placed in page.column:
        for fact in placed.strip.lines:
            if fact.index == 0:
                begun.add(fact.owner)
            is_last = fact.index == fact.count - 1
            if is_last and fact.justified and fact.count >= _FEWEST_LINES and fact.owner in begun:
                yield fact


def _may_end_later(last: LineFact) -> bool:
    """Whether its lines have room between them to push a word or two over the end of the last one."""
    return last.room <= _GIVE * style.COLUMN * (last.count - 1)


def opening_filled(page: FilledPage) -> FilledPage:
    """The first page of a chapter: what its text lacks is air below the band."""
    if page.notes or not 0 < page.hole <= _MOST_AIR:
        return page
    return replace(page, height=page.height - page.hole, hole=0)
