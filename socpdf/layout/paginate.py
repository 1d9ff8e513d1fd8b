"""Strips of a column into pages: first fit, with footnotes at the foot and callouts in the margin.

A table or picture that does not fit waits for the next page while text goes on; a heading waits with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from socpdf.core.lengths import Sp, mm, pt
from socpdf.ir.paged import Artifact, Rule
from socpdf.layout import style
from socpdf.layout.strips import Stack, Strip
from socpdf.layout.style import BODY_HEIGHT

_ABOVE_NOTES = pt(13.5)
"""Between text and the first footnote; the rule stands in it."""
_BETWEEN_CALLOUTS = pt(13.5)


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and how far down the text area it begins."""

    strip: Strip
    y: int


@dataclass(slots=True)
class FilledPage:
    """The text area of one page; positions from its top."""

    height: int
    column: list[Placed] = field(default_factory=list)
    notes: list[Stack] = field(default_factory=list)
    margin: list[Placed] = field(default_factory=list)
    used: int = 0

    @property
    def notes_height(self) -> int:
        return _ABOVE_NOTES + sum(note.height for note in self.notes) if self.notes else 0

    def room_for(self, strips: Sequence[Strip]) -> bool:
        notes = [note for strip in strips for note in strip.notes]
        extra = sum(note.height for note in notes) + (0 if self.notes or not notes else _ABOVE_NOTES)
        height = sum(strip.height + strip.before for strip in strips)
        if not self.column and strips:
            height -= strips[0].before
        return self.used + height + extra + self.notes_height <= self.height

    def add(self, strips: Sequence[Strip]) -> None:
        for strip in strips:
            self.used += strip.before if self.column else 0
            self.column.append(Placed(strip, self.used))
            self._beside(strip)
            self.used += strip.height
            self.notes.extend(strip.notes)

    def _beside(self, strip: Strip) -> None:
        """A callout stands level with its strip, or as little below as the one above it asks for."""
        for callout in strip.beside:
            lowest = self.margin[-1].y + self.margin[-1].strip.height if self.margin else -_BETWEEN_CALLOUTS
            y = max(self.used, lowest + _BETWEEN_CALLOUTS)
            for part in callout.strips:
                self.margin.append(Placed(part, y))
                y += part.height

    def keep_margin_on_page(self) -> None:
        """Callouts that reach below the page move up."""
        if not self.margin:
            return
        below = self.margin[-1].y + self.margin[-1].strip.height - self.height
        if below > 0:
            self.margin = [replace(placed, y=max(0, placed.y - below)) for placed in self.margin]


def paginate(strips: Sequence[Strip], first_height: int) -> list[FilledPage]:
    """Pages of strips; the first may be lower than the others."""
    pages = [FilledPage(first_height)]
    waiting: list[Strip] = []
    for together in _kept_together(strips):
        if together[0].floats:
            if waiting or not pages[-1].room_for(together):
                waiting.extend(together)
            else:
                pages[-1].add(together)
            continue
        if together[0].heads and waiting:
            _turn_page(pages, waiting)
        if not pages[-1].room_for(together) and pages[-1].column:
            _turn_page(pages, waiting)
        pages[-1].add(together)
    if waiting:
        _turn_page(pages, waiting)
    for page in pages:
        page.keep_margin_on_page()
    return pages


def _turn_page(pages: list[FilledPage], waiting: list[Strip]) -> None:
    """A new page, which begins with what has waited for it."""
    pages.append(FilledPage(BODY_HEIGHT))
    while waiting:
        if pages[-1].column and not pages[-1].room_for(waiting[:1]):
            pages.append(FilledPage(BODY_HEIGHT))
        pages[-1].add([waiting.pop(0)])


def _kept_together(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Runs of strips that no page may divide."""
    groups: list[list[Strip]] = []
    begins = True
    for strip in strips:
        if begins or strip.floats:
            groups.append([])
        groups[-1].append(strip)
        begins = not strip.keeps
    return groups


def note_rule(top: int) -> Rule:
    """The short rule between text and footnotes."""
    y = Sp(top + _ABOVE_NOTES * 2 // 5)
    return Rule(Sp(0), y, mm(25), y, pt(0.5), style.BLACK, Artifact.RULE)


def placed_notes(page: FilledPage) -> list[Placed]:
    """The footnotes at the foot of the page."""
    y = page.height - page.notes_height + _ABOVE_NOTES
    placed = []
    for note in page.notes:
        for strip in note.strips:
            placed.append(Placed(strip, y))
            y += strip.height
    return placed
