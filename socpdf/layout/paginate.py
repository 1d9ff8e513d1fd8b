"""Strips of a column into filled pages: where each strip, float, footnote and callout stands.

`pagebreak` decides on heights alone which page holds what; here the strips follow it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from socpdf.core.lengths import Sp, mm, pt
from socpdf.core.records import record
from socpdf.ir.paged import Artifact, Rule
from socpdf.layout import style
from socpdf.layout.margin import Callout, place_callouts
from socpdf.layout.pagebreak import FloatStrip, Measures, PageBreak, TextStrip, pagebreak
from socpdf.layout.strips import Stack, Strip, height_of
from socpdf.layout.style import BODY_HEIGHT, GRID

ABOVE_NOTES: Final = pt(13.5)
"""Between text and the first footnote; the rule stands in it."""
_BETWEEN_CALLOUTS: Final = pt(13.5)


@record
class Placed:
    """A strip and how far down the text area it begins."""

    strip: Strip
    y: int


@dataclass(slots=True)
class FilledPage:
    """The text area of one page; positions from its top."""

    height: int
    column: list[Placed] = field(default_factory=list)
    notes: list[Placed] = field(default_factory=list)
    margin: list[tuple[Placed, ...]] = field(default_factory=list)
    """Callouts in the order of the text."""
    notes_top: int = 0
    hole: int = 0
    breach: str = ""


def paginate(strips: Sequence[Strip], first_height: int) -> list[FilledPage]:
    """Pages of strips; the first may be lower than the others."""
    text = [strip for strip in strips if not strip.floats]
    floats = list(_floats(strips))
    measures = Measures(
        text=[_measured(strip) for strip in text],
        floats=[measured for measured, _ in floats],
        first_page=first_height,
        page=BODY_HEIGHT,
        line=GRID,
        note_gap=ABOVE_NOTES,
        note_line=style.NOTE.leading,
    )
    pages: list[FilledPage] = []
    notes: list[Strip] = []
    for page in pagebreak(measures):
        filled = _fill(page, text, floats, BODY_HEIGHT if pages else first_height)
        notes.extend(
            line for strip in text[page.start : page.end] for note in strip.notes for line in note.strips
        )
        notes = _place_notes(filled, notes, page.carry)
        pages.append(filled)
    return pages


def _measured(strip: Strip) -> TextStrip:
    return TextStrip(
        strip.height,
        before=strip.before,
        stretch=strip.stretch,
        keeps=strip.keeps,
        notes=sum(note.height for note in strip.notes),
        last_note=strip.notes[-1].height if strip.notes else 0,
        beside=sum(callout.height + _BETWEEN_CALLOUTS for callout in strip.beside),
        begins=strip.new_page,
        restart=strip.restart.height if strip.restart else 0,
    )


def _floats(strips: Sequence[Strip]) -> Iterator[tuple[FloatStrip, Strip]]:
    """Each float with where it belongs: from its place in the text to the end of its section."""
    text_before = 0
    for index, strip in enumerate(strips):
        if not strip.floats:
            text_before += 1
            continue
        level = _level_at(strips, index)
        until = text_before
        for after in strips[index + 1 :]:
            if after.heads and after.heads <= level:
                break
            until += not after.floats
        yield FloatStrip(strip.height, strip.before, strip.stretch, text_before, until), strip


def _level_at(strips: Sequence[Strip], index: int) -> int:
    """The level of the section that a strip stands in."""
    return next((strip.heads for strip in reversed(strips[:index]) if strip.heads), 0)


def _fill(
    page: PageBreak, text: Sequence[Strip], floats: Sequence[tuple[FloatStrip, Strip]], height: int
) -> FilledPage:
    filled = FilledPage(height, hole=page.hole, breach=page.breach)
    order = list(_in_order(page, text, floats))
    added = _spread(order, page.stretch)
    opens = text[page.start] if page.start < page.end else None
    y = 0
    callouts: list[tuple[int, Stack]] = []
    for index, strip in enumerate(order):
        y += (strip.before if index else 0) + added[index]
        if strip is opens and strip.restart is not None:
            filled.column.append(Placed(strip.restart, y))
            y += strip.restart.height
        filled.column.append(Placed(strip, y))
        callouts.extend((y, callout) for callout in strip.beside)
        y += strip.height
    _place_margin(filled, callouts)
    return filled


def _in_order(
    page: PageBreak, text: Sequence[Strip], floats: Sequence[tuple[FloatStrip, Strip]]
) -> Iterator[Strip]:
    """Floats that had to wait stand at the top, the others where the author put them."""
    waiting = list(floats[page.first : page.last])
    for index in range(page.start, page.end):
        while waiting and waiting[0][0].anchor <= index:
            yield waiting.pop(0)[1]
        yield text[index]
    for _, strip in waiting:
        yield strip


def _spread(order: Sequence[Strip], stretch: int) -> list[int]:
    """Added lines go above what may have them, the highest headings first."""
    added = [0] * len(order)
    may = [index for index, strip in enumerate(order) if index and strip.stretch]
    may.sort(key=lambda index: (order[index].heads or 9, index))
    while stretch > 0 and may:
        for index in list(may):
            if stretch <= 0:
                break
            if added[index] >= order[index].stretch:
                may.remove(index)
                continue
            added[index] += GRID
            stretch -= GRID
    return added


def _place_margin(filled: FilledPage, callouts: Sequence[tuple[int, Stack]]) -> None:
    wishes = [Callout(y, callout.height) for y, callout in callouts]
    blocked = [(placed.y, placed.y + placed.strip.height) for placed in filled.column if placed.strip.wide]
    tops = place_callouts(wishes, filled.height, _BETWEEN_CALLOUTS, blocked)
    for top, (_, callout) in zip(tops, callouts, strict=True):
        filled.margin.append(tuple(_stacked_from(callout, top)))


def _place_notes(filled: FilledPage, lines: Sequence[Strip], carry: int) -> list[Strip]:
    """Footnotes end at the foot of the page; answers with the lines that are left to the next one."""
    top = filled.notes_top = filled.height - height_of(lines) + carry
    for index, line in enumerate(lines):
        if top >= filled.height:
            return list(lines[index:])
        filled.notes.append(Placed(line, top))
        top += line.height
    return []


def _stacked_from(stack: Stack, y: int) -> Iterator[Placed]:
    for index, strip in enumerate(stack.strips):
        y += strip.before if index else 0
        yield Placed(strip, y)
        y += strip.height


def note_rule(notes_top: int) -> Rule:
    """The short rule between text and footnotes."""
    y = Sp(notes_top - ABOVE_NOTES // 2)
    return Rule(Sp(0), y, mm(25), y, pt(0.5), style.BLACK, Artifact.RULE)
