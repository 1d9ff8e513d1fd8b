"""The text of a cell into lines: how narrow it may get, and its best breaks in a given room.

Lines of a cell are few and uneven, so they are judged otherwise than a paragraph's: a word is divided only
where it would not fit whole, and heads are as evenly long as can be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from socpdf.core.lengths import Sp
from socpdf.core.records import record
from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import Area, LinkArea, Segment
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.prepare import Fragment, Typesetter, Word, glyphs_of, words_of
from socpdf.layout.table.breaks import Breaking, Stop, breaks_inside
from socpdf.layout.table.look import SIGNS

_START: Final = Stop(-1, 0)
_OVERFULL_COST: Final = 1_000_000
_SIGN: Final = re.compile(f"[{re.escape(SIGNS)}]+$")


class Rooms(NamedTuple):
    """What a line may be wide: the first one, and those after it."""

    first: int
    rest: int


@record
class CellLine:
    """A line that is set; positions count from its left end and its baseline."""

    segments: tuple[Segment, ...]
    width: int
    """Without a sign that hangs out at its end."""
    links: tuple[LinkArea, ...]


@record
class CellText:
    """The words of a cell and what is known of their breaks."""

    runs: Sequence[Run]
    words: Sequence[Word]
    texts: tuple[str, ...]
    """What each word says."""
    setter: Typesetter
    sign: int
    """The width of the sign at its end that hangs out of the alignment; no line's width contains it."""
    natural: int
    """The width of it all on one line, or of the longest of those it was written in."""

    @classmethod
    def of(cls, runs: Sequence[Run], setter: Typesetter, *, hangs: bool = False) -> "CellText":
        words = words_of(runs, setter)
        texts = tuple("".join(fragment.shaped.text for fragment in word.fragments) for word in words)
        text = cls(runs, words, texts, setter, 0, 0)
        found = _SIGN.search(texts[-1]) if hangs and texts else None
        if found is not None:
            sign = words[-1].width - text.part(len(words) - 1, 0, found.start()).width
            text = replace(text, sign=sign)
        return replace(text, natural=text.longest())

    @classmethod
    def unbroken(cls, runs: Sequence[Run], setter: Typesetter) -> "CellText":
        """Text that is a single word, whatever spaces are in it."""
        fragments = tuple(setter.fragment(run.text, index, run) for index, run in enumerate(runs) if run.text)
        if not fragments:
            return cls(runs, (), (), setter, 0, 0)
        width = sum(fragment.width for fragment in fragments)
        text = "".join(run.text for run in runs)
        return cls(runs, (Word(fragments, width, glyphs_of(fragments), None),), (text,), setter, 0, width)

    def longest(self) -> int:
        """The longest of the lines it was written in."""
        start, widest = _START, 0
        for index, word in enumerate(self.words):
            if word.space is None:
                stop = Stop(index, len(self.texts[index]), forced=True)
                widest = max(widest, self._width(start, stop))
                start = stop
        return widest

    def narrowest(self, breaking: Breaking, first: int = 0, rest: int = 0) -> int:
        """The least width in which no line is too long, with its lines indented so."""
        start, widest = _START, 0
        for stop in self._stops(breaking):
            indent = first if start is _START else rest
            widest = max(widest, indent + self._width(start, stop))
            start = stop
        return widest

    def width_for(self, lines: int, breaking: Breaking) -> int:
        """The least width in which it takes up no more than so many lines, if that can be."""
        stops = list(self._stops(breaking))
        least = self.narrowest(breaking)
        widths = {least}
        for index, start in enumerate([_START, *stops[:-1]]):
            for stop in stops[index:]:
                widths.add(max(least, self._width(start, stop)))
                if stop.forced:
                    break
        ordered = sorted(widths)
        low, high = 0, len(ordered) - 1
        while low < high:
            middle = (low + high) // 2
            if self._count(stops, ordered[middle]) <= lines:
                high = middle
            else:
                low = middle + 1
        return ordered[low]

    def lines(self, rooms: Rooms, breaking: Breaking, *, even: bool) -> tuple[CellLine, ...]:
        """Its lines with as few divided words as can be; even ones differ as little as can be in length."""
        if not self.words:
            return ()
        if self.natural <= rooms.first and None not in [word.space for word in self.words[:-1]]:
            return (self._set(self.words, self.natural),)
        start, lines = _START, []
        for stop in self._best(list(self._stops(breaking)), rooms, even=even):
            lines.append(self._line(start, stop))
            start = stop
        return tuple(lines)

    # breaks

    def _stops(self, breaking: Breaking) -> Iterator[Stop]:
        last = len(self.words) - 1
        for index, word in enumerate(self.words):
            # Words of other languages keep only the breaks that need no knowledge of them.
            swedish = self.runs[word.fragments[0].run].language == "sv"
            hyphenator = self.setter.hyphenator if swedish else None
            yield from breaks_inside(index, self.texts[index], breaking, hyphenator)
            yield Stop(index, len(self.texts[index]), forced=word.space is None or index == last)

    def _best(self, stops: Sequence[Stop], rooms: Rooms, *, even: bool) -> list[Stop]:
        """The cheapest way to the last stop: broken words count most, then lines, then uneven lengths."""
        costs: list[tuple[int, int, int]] = []
        before: list[int] = []
        starts = [_START, *stops]
        for index, stop in enumerate(stops):
            best: tuple[int, int, int] | None = None
            came_from = index
            for first in range(index, -1, -1):
                if first < index and stops[first].forced:
                    break
                room = rooms.rest if first else rooms.first
                slack = room - self._width(starts[first], stop)
                if slack < 0 and first < index:
                    break
                cost, lines, uneven = costs[first - 1] if first else (0, 0, 0)
                cost += stop.cost + (_OVERFULL_COST if slack < 0 else 0)
                if even or index < len(stops) - 1:
                    uneven += slack * slack
                candidate = (cost, lines + 1, uneven)
                if best is None or candidate < best:
                    best, came_from = candidate, first
            assert best is not None, "every stop is reached from the one before it"
            costs.append(best)
            before.append(came_from)
        return _way(stops, before)

    def _count(self, stops: Sequence[Stop], room: int) -> int:
        """Lines that it fills from the first on."""
        count, start, previous = 1, _START, _START
        for stop in stops:
            if start is not previous and (previous.forced or self._width(start, stop) > room):
                count += 1
                start = previous
            previous = stop
        return count

    # lines

    def _width(self, start: Stop, stop: Stop) -> int:
        """Of what stands between two stops; a sign at the end hangs out."""
        words = self._between(start, stop)
        width = sum([word.width for word in words])
        if len(words) > 1:
            width += sum([word.space.width for word in words[:-1] if word.space is not None])
        is_end = stop.word == len(self.words) - 1 and stop.at == len(self.texts[-1])
        return width - self.sign if is_end else width

    def _line(self, start: Stop, stop: Stop) -> CellLine:
        return self._set(self._between(start, stop), self._width(start, stop))

    def _set(self, words: Sequence[Word], width: int) -> CellLine:
        fragments: list[Fragment] = []
        for word in words:
            fragments.extend(word.fragments)
            # Also after the last word: it keeps two lines apart for whoever copies or hears them.
            if word.space is not None:
                fragments.append(word.space)
        links = tuple(_links(self.runs, fragments)) if any(run.link for run in self.runs) else ()
        return CellLine(tuple(_segments(self.runs, fragments)), width, links)

    def _between(self, start: Stop, stop: Stop) -> list[Word]:
        first, at = start.word, start.at
        if first < 0 or at == len(self.texts[first]):
            first, at = first + 1, 0
        if first == stop.word:
            words = [self.part(first, at, stop.at)]
        else:
            head = self.part(first, at, len(self.texts[first]))
            words = [head, *self.words[first + 1 : stop.word], self.part(stop.word, 0, stop.at)]
        if stop.hyphen:
            words[-1] = self._hyphenated(words[-1])
        return words

    def part(self, index: int, start: int, end: int) -> Word:
        """Some characters of a word, shaped anew; it has the word's space only with the word's end."""
        word, length = self.words[index], len(self.texts[index])
        if start == 0 and end == length:
            return word
        fragments: list[Fragment] = []
        offset = 0
        for fragment in word.fragments:
            text = fragment.shaped.text[max(0, start - offset) : max(0, end - offset)]
            offset += len(fragment.shaped.text)
            if text:
                fragments.append(self.setter.fragment(text, fragment.run, self.runs[fragment.run]))
        width = sum(fragment.width for fragment in fragments)
        return Word(tuple(fragments), width, glyphs_of(fragments), word.space if end == length else None)

    def _hyphenated(self, word: Word) -> Word:
        index = word.fragments[-1].run
        hyphen = self.setter.hyphen(index, self.runs[index])
        fragments = (*word.fragments, hyphen)
        return Word(fragments, word.width + hyphen.width, glyphs_of(fragments), None)


def _way(stops: Sequence[Stop], before: Sequence[int]) -> list[Stop]:
    way = []
    index = len(stops)
    while index:
        way.append(stops[index - 1])
        index = before[index - 1]
    return way[::-1]


def _segments(runs: Sequence[Run], fragments: Sequence[Fragment]) -> Iterator[Segment]:
    """Fragments of one run after each other are one segment."""
    if len(runs) == 1:
        (run,) = runs
        whole = tuple([fragment.shaped for fragment in fragments])
        yield Segment(run.owner, run.style.size, run.style.ink, whole, run.style.rise)
        return
    for index, together in groupby(fragments, key=lambda fragment: fragment.run):
        run = runs[index]
        pieces: tuple[Shaped | int, ...] = tuple(fragment.shaped for fragment in together)
        yield Segment(run.owner, run.style.size, run.style.ink, pieces, run.style.rise)


def _links(runs: Sequence[Run], fragments: Sequence[Fragment]) -> Iterator[LinkArea]:
    x = 0
    for index, together in groupby(fragments, key=lambda fragment: fragment.run):
        run, width = runs[index], sum(fragment.width for fragment in together)
        if run.link is not None:
            top = -run.style.leading * 3 // 4 - run.style.rise
            yield LinkArea(run.link, Area(Sp(x), Sp(top), Sp(width), run.style.leading))
        x += width
