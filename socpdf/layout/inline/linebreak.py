"""Measured pieces of a paragraph become its lines: the set of breaks that costs least over all of it.

A paragraph is a row of pieces between which it may be broken; only their widths are known here, no glyphs.
The search is that of Knuth and Plass (Breaking Paragraphs into Lines, 1981), with the hyphens in a row
counted in the state, so that their limit is kept exactly, with glyphs that may be set a little wider or
narrower, and with signs that hang out of the measure. No line is ever too long for its measure: where the
limits leave no solution they are given up one by one, and the lines concerned say which (`Trouble`).

The figures in comments were measured by tests/bench/bench_linebreak.py on the prose of chapters 8, 9 and 5 of
the report for 2024: 657 full lines of 115 mm in Source Serif 4 at 10 pt.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from itertools import accumulate, pairwise
from operator import add, sub
from typing import Final, TypeVar

from socpdf.core.records import record
from socpdf.text.hyphenate import Weight


class End(IntEnum):
    """What the end of a piece offers."""

    OPEN = 0
    """A break without a sign: at a space, after a dash, after a hyphen that is there anyway."""
    HYPHEN = 1
    """A break that adds a hyphen."""
    FORCED = 2
    """The line must end here, and is not filled."""


@record
class Items:
    """The pieces of a paragraph as parallel rows, all lengths in one unit and none negative.

    After the last piece the paragraph ends, whatever its row says.
    """

    widths: Sequence[int]
    spaces: Sequence[int]
    """The space after each piece if the line goes on; 0 inside a word."""
    ends: Sequence[End]
    costs: Sequence[float]
    """What it costs to break after each piece, beside what the line itself costs."""
    hyphens: Sequence[int]
    """The width of the sign that a break after each piece adds."""
    hangs_left: Sequence[int]
    """How far each piece may stand out of the measure when it starts a line."""
    hangs_right: Sequence[int]
    """How far each piece, or its hyphen, may stand out of the measure when it ends a line."""
    inner_spaces: Sequence[int]
    """The part of each width that is no-break space and stretches as other spaces do."""

    def __post_init__(self) -> None:
        rows = (self.spaces, self.ends, self.costs, self.hyphens, self.hangs_left, self.hangs_right)
        if not self.widths:
            raise ValueError("a paragraph needs at least one piece")
        if any(len(row) != len(self.widths) for row in (*rows, self.inner_spaces)):
            raise ValueError("the rows of a paragraph must be equally long")


@dataclass(frozen=True, slots=True)
class Rules:
    """How lines are judged. The unit of costs is a line whose spaces are twice as wide as they should be."""

    min_space: float = 0.75
    max_space: float = 1.6
    """The limits of a word space, as a part of its normal width."""
    expansion: float = 0.02
    """How much glyphs may be widened or narrowed; readers do not see a fiftieth (microtype's limit too)."""
    tracking: float = 0.01
    """How much the letter spaces may add to or take from a line's glyphs, as a part of their width.

    At 10 pt that is a twentieth of a point between letters. Without it 17.0 % of the lines end in a hyphen
    and not 12.0 %, the deviation of spaces is 0.158 and not 0.122, and five lines need wider spaces than 1.6.
    """
    rag: int = 0
    """For ragged lines: how short a line may be before hyphens are tried. 0: all lines are filled."""
    max_hyphens: int = 2
    """In a row."""
    looseness: int = 0
    """How many lines more, or fewer, than is best; as near to it as can be reached."""
    short_last: int = 0
    """A last line narrower than this is too short."""
    whole_ends: frozenset[int] = frozenset()
    """Lines, from 0, that must not end in a hyphen, because a page ends with them."""

    def __post_init__(self) -> None:
        if not 0 < self.min_space <= 1 <= self.max_space:
            raise ValueError(f"a space cannot vary from {self.min_space} to {self.max_space} of itself")
        if self.expansion < 0 or self.tracking < 0 or self.expansion + self.tracking > _MOST_GIVE:
            raise ValueError(f"glyphs give at most {_MOST_GIVE}, not {self.expansion} and {self.tracking}")
        if not 0 <= self.max_hyphens < _RUNS:
            raise ValueError(f"up to {_RUNS - 1} hyphens in a row can be counted, not {self.max_hyphens}")

    @property
    def give(self) -> float:
        return self.expansion + self.tracking


class Trouble(StrEnum):
    """What a line had to give up."""

    LOOSE = "loose"
    """Its spaces are wider than the limit, or there is none to fill it with."""
    LADDER = "ladder"
    """It ends in a hyphen where none is allowed: after too many of them, or at a page's end."""
    SPLIT = "split"
    """It ends inside a word where no break is right, because the word is wider than the measure."""
    OVERFULL = "overfull"
    """It is too long, because a single sign is wider than the measure."""


@record
class Line:
    start: int
    end: int
    """Pieces from `start` up to but without `end`."""
    space: float
    """The width of its word spaces, 1 being normal."""
    expansion: float
    """How much its glyphs are widened, as a part of their width."""
    tracking: float
    """How much its letter spaces add to the glyphs, as a part of their width."""
    width: int
    """Its natural width without what hangs out of the measure."""
    hyphenated: bool
    trouble: Trouble | None = None
    start_cut: int = 0
    """Clusters of the piece `start` that stand in the line before."""
    end_cut: int = 0
    """Clusters of the piece `end` that stand in this line, where a word had to be split."""


_T = TypeVar("_T")

Clusters = Callable[[int], Sequence[int]]
"""The widths of a piece's clusters, between which it is split if nothing else helps."""

# What a break in a word costs: what a caller puts into `Items.costs`. Measured on 845 lines of chapters 5, 8
# and 9 of the printed report, set as ours: 10.6 % of the lines end in a hyphen and the standard deviation of
# spaces is 0.106; at twice the cost 9.8 % and 0.120. Our own chapter 8 comes to 8.6 %.
BREAK_COSTS: Final = {Weight.HYPHEN: 0.1, Weight.JOINT: 0.3, Weight.AFFIX: 0.45, Weight.SYLLABLE: 0.6}

# What lines cost. Spaces that deviate by x cost x² + 5x⁶: the square keeps their variance small, the sixth
# power keeps them off the limits. A hyphen's own cost comes with its piece.
_STEEPNESS: Final = 5.0
# Small, so that of two lines with even spaces the one with less changed glyphs is taken.
_GLYPH_COST: Final = 0.02
# A tight line next to a loose one; the classes meet at these deviations. More buys what fewer hyphens cost.
_CLASS_LIMIT: Final = 0.15
_LOOSE_LIMIT: Final = 0.4
_CONTRAST_COST: Final = 0.05
_SECOND_HYPHEN_COST: Final = 0.3
_LAST_HYPHEN_COST: Final = 0.5
_SHORT_LAST_COST: Final = 0.5
_SPLIT_COST: Final = 50.0
_SPILL_COST: Final = 1e6
# No deviation counts for more, lest sums lose their small parts.
_WORST: Final = 20.0

_MOST_GIVE: Final = 0.1
_RUNS: Final = 16
_CLASSES: Final = 4
_TIGHT, _EVEN, _LOOSE, _VERY_LOOSE = range(_CLASSES)


def linebreak(
    items: Items, measure: int | Sequence[int], rules: Rules, clusters: Clusters | None = None
) -> tuple[Line, ...]:
    """The best lines of a paragraph. The last of several measures holds for all further lines.

    `clusters` is asked only for a word that is wider than its line; without it such a word stays whole.
    """
    measures = (measure,) if isinstance(measure, int) else tuple(measure)
    if not measures or min(measures) <= 0:
        raise ValueError(f"a measure must be wider than nothing: {measure}")
    rows = _prepare(items)
    for attempt in _attempts(rules):
        breaks = _search(items, rows, measures, rules, attempt)
        if breaks:
            return tuple(_lines(items, rows, measures, rules, breaks))
    return _split_lines(items, measures, rules, clusters)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What is allowed this time."""

    hyphens: bool
    loose: bool
    """Spaces may be wider than their limit."""
    max_hyphens: int
    """In a row; `_RUNS` for any number."""
    whole_ends: frozenset[int] = frozenset()
    spill: bool = False
    """A single piece may be wider than its line."""


_ANYTHING: Final = _Attempt(hyphens=True, loose=True, max_hyphens=_RUNS)


def _attempts(rules: Rules) -> Iterator[_Attempt]:
    if rules.rag:
        yield _Attempt(hyphens=False, loose=False, max_hyphens=0)
    within = _Attempt(hyphens=True, loose=False, max_hyphens=rules.max_hyphens, whole_ends=rules.whole_ends)
    yield within
    yield replace(within, loose=True)
    yield _ANYTHING


# --- The search --------------------------------------------------------------------------------------------


@record
class _Rows:
    """Sums up to each break, so that two subtractions measure a line. Break 0 is the paragraph's start."""

    starts: list[int]
    """Where the glyphs of a line that starts at a break begin, after what hangs out."""
    start_spaces: list[int]
    ends: list[int]
    """Where the glyphs of a line that ends at a break end, its hyphen in and what hangs out off."""
    end_spaces: list[int]
    hang_left: int
    """The most that hangs out at the left."""
    hang_right: int


def _prepare(items: Items) -> _Rows:
    glyphs = [0, *accumulate(map(sub, items.widths, items.inner_spaces))]
    spaces = [0, *accumulate(map(add, items.spaces, items.inner_spaces))]
    shown = map(sub, items.hyphens, items.hangs_right)
    return _Rows(
        starts=[*map(add, glyphs, items.hangs_left), glyphs[-1]],
        start_spaces=spaces,
        ends=[0, *map(add, glyphs[1:], shown)],
        end_spaces=[0, *map(sub, spaces[1:], items.spaces)],
        hang_left=max(items.hangs_left),
        hang_right=max(items.hangs_right),
    )


def _search(  # noqa: C901 - one algorithm, its steps numbered
    items: Items, rows: _Rows, measures: tuple[int, ...], rules: Rules, attempt: _Attempt
) -> list[int]:
    """The cheapest breaks, the paragraph's start and end included; none where the attempt allows no way.

    A state is a break, and what the cost of further lines depends on: the last line's class, the hyphens in a
    row before it, and the number of its lines where that matters. States of one break and line number form a
    group; a line is measured once for a group. All rows are parallel lists: objects would cost more than the
    search itself.
    """
    # 1. What the loops need, as local names.
    starts, start_spaces, ends, end_spaces = rows.starts, rows.start_spaces, rows.ends, rows.end_spaces
    # Plain integers: an enum's member costs as much to look up as all arithmetic of a line.
    hyphen, forced = int(End.HYPHEN), int(End.FORCED)
    kinds = [*map(int, items.ends[:-1]), forced]
    costs, hyphens = items.costs, items.hyphens
    last = len(kinds)
    max_hyphens, barred = attempt.max_hyphens, attempt.whole_ends
    give, rag = rules.give, rules.rag
    narrow, wide = (0.0, 0.0) if rag else (1 - rules.min_space, rules.max_space - 1)
    if rag:
        give = 0.0
    strict = not attempt.loose
    counts_lines = len(measures) > 1 or bool(rules.looseness) or bool(barred)
    final_measure = len(measures) - 1
    # Lines from later starts are shorter, and to later ends longer, but for hanging signs and other measures.
    spread = max(measures) - min(measures)
    slack_start = rows.hang_left * (1 + give) + spread
    slack_end = rows.hang_right + spread

    # 2. The first state: nothing is set.
    totals, origins, classes, runs, places, line_numbers = [0.0], [-1], [_EVEN], [0], [0], [0]
    group_breaks, group_lines, group_measures, group_states = [0], [0], [measures[0]], [0, 1]
    first_group = 0

    for end in range(1, last + 1):
        is_hyphen, fills = kinds[end - 1] == hyphen, kinds[end - 1] != forced
        if is_hyphen and not attempt.hyphens:
            continue
        end_glyphs, end_space, end_cost = ends[end], end_spaces[end], costs[end - 1] if end < last else 0.0
        best: dict[int, float] = {}
        best_origin: dict[int, int] = {}

        # 3. Every line that may end here, from every break that was reached.
        for group in range(first_group, len(group_breaks)):
            start, number = group_breaks[group], group_lines[group]
            glyphs, spaces = end_glyphs - starts[start], end_space - start_spaces[start]
            gap = group_measures[group] - glyphs - spaces
            most = glyphs * give
            if gap < 0:
                over = -gap - most - narrow * spaces
                if over > 0 and not (attempt.spill and start == end - 1):
                    if group == first_group and over > hyphens[end - 1] + slack_end:
                        first_group += 1
                    continue
            elif not fills:
                most = 0.0
            elif strict and gap > most + wide * spaces + rag:
                if gap > most + wide * spaces + rag + slack_start:
                    break
                continue
            if is_hyphen and number in barred:
                continue

            # 4. What the line costs by itself.
            if not fills and gap >= 0:
                cost, line_class = end_cost, _EVEN
            elif gap < 0 < over:
                cost, line_class = _SPILL_COST, _EVEN
            elif rag:
                away = gap / rag
                cost, line_class = end_cost + away * away, _EVEN
            else:
                changed = gap if -most <= gap <= most else most if gap > 0 else -most
                away = (gap - changed) / (spaces or 1)
                if away > _WORST:
                    away = _WORST
                square = away * away
                part = changed / most if most else 0.0
                cost = end_cost + square + _STEEPNESS * square**3 + _GLYPH_COST * part * part
                if away <= _CLASS_LIMIT:
                    line_class = _EVEN if away >= -_CLASS_LIMIT else _TIGHT
                else:
                    line_class = _LOOSE if away <= _LOOSE_LIMIT else _VERY_LOOSE
            if end == last:
                if start and kinds[start - 1] == hyphen:
                    cost += _LAST_HYPHEN_COST
                if glyphs + spaces < rules.short_last:
                    cost += _SHORT_LAST_COST

            # 5. What it costs after each state of its start; the cheapest way to each new state is kept.
            number_after = number + 1 if counts_lines else 0
            for state in range(group_states[group], group_states[group + 1]):
                total = totals[state] + cost
                step = line_class - classes[state]
                if step > 1 or step < -1:
                    total += _CONTRAST_COST
                run = 0
                if is_hyphen:
                    run = runs[state] + 1
                    if run > max_hyphens:
                        continue
                    if run > 1:
                        total += _SECOND_HYPHEN_COST
                        if max_hyphens == _RUNS:
                            run = 2
                key = (number_after * _CLASSES + line_class) * _RUNS + run
                if key not in best or total < best[key]:
                    best[key] = total
                    best_origin[key] = state

        # 6. The new states, one group for each number of lines.
        for key in sorted(best):
            number = key // (_CLASSES * _RUNS)
            if group_breaks[-1] != end or group_lines[-1] != number:
                group_breaks.append(end)
                group_lines.append(number)
                group_measures.append(measures[min(number, final_measure)])
                group_states.append(len(totals))
            totals.append(best[key])
            origins.append(best_origin[key])
            classes.append(key // _RUNS % _CLASSES)
            runs.append(key % _RUNS)
            places.append(end)
            line_numbers.append(number)
            group_states[-1] = len(totals)
        # 7. Every line ends at a forced break: what was reached before it is out of play.
        if not fills and end < last:
            first_group = next((g for g, at in enumerate(group_breaks) if at == end), len(group_breaks))

    # 8. Back from the cheapest state at the end, or from that with the number of lines asked for.
    final = [state for state in range(len(totals)) if places[state] == last]
    if not final:
        return []
    chosen = min(final, key=totals.__getitem__)
    if rules.looseness:
        wanted = line_numbers[chosen] + rules.looseness
        chosen = min(final, key=lambda state: (abs(line_numbers[state] - wanted), totals[state]))
    breaks = []
    while chosen >= 0:
        breaks.append(places[chosen])
        chosen = origins[chosen]
    return breaks[::-1]


# --- The lines found ---------------------------------------------------------------------------------------

# Half of the smallest length there is: what is less is rounding.
_HALF: Final = 0.5


def _lines(
    items: Items, rows: _Rows, measures: tuple[int, ...], rules: Rules, breaks: Sequence[int]
) -> Iterator[Line]:
    run = 0
    for number, (start, end) in enumerate(pairwise(breaks)):
        hyphenated = end < breaks[-1] and items.ends[end - 1] == End.HYPHEN
        run = run + 1 if hyphenated else 0
        glyphs = rows.ends[end] - rows.starts[start]
        spaces = rows.end_spaces[end] - rows.start_spaces[start]
        gap = measures[min(number, len(measures) - 1)] - glyphs - spaces
        fills = end < breaks[-1] and items.ends[end - 1] != End.FORCED
        changed, space = _share(gap, glyphs, spaces, rules, fills=fills)
        trouble = _misfit(gap - changed, spaces, rules, fills=fills)
        if trouble is None and hyphenated and (run > rules.max_hyphens or number in rules.whole_ends):
            trouble = Trouble.LADDER
        part = changed / (glyphs * rules.give) if changed else 0.0
        yield Line(
            start,
            end,
            space,
            part * rules.expansion,
            part * rules.tracking,
            glyphs + spaces,
            hyphenated,
            trouble,
        )


def _share(gap: int, glyphs: int, spaces: int, rules: Rules, *, fills: bool) -> tuple[float, float]:
    """What of a gap the glyphs take, and the word space that takes the rest.

    The glyphs take all they can: the eye sees an uneven space long before a letter that is a little wider.
    """
    if rules.rag or (gap >= 0 and not fills):
        return 0.0, 1.0
    most = glyphs * rules.give
    changed = max(-most, min(most, float(gap)))
    space = 1 + (gap - changed) / spaces if spaces else 1.0
    return changed, max(space, rules.min_space)


def _misfit(rest: float, spaces: int, rules: Rules, *, fills: bool) -> Trouble | None:
    """What is wrong with a line whose spaces must take `rest`."""
    if rest < -spaces * (1 - rules.min_space) - _HALF:
        return Trouble.OVERFULL
    most = rules.rag or spaces * (rules.max_space - 1)
    return Trouble.LOOSE if fills and rest > most + _HALF else None


# --- Words wider than their line ---------------------------------------------------------------------------

_Place = tuple[int, int]
"""A piece, and how many of its clusters stand before the place."""


def _split_lines(
    items: Items, measures: tuple[int, ...], rules: Rules, clusters: Clusters | None
) -> tuple[Line, ...]:
    """The lines where a word is wider than the measure: it is split wherever it must."""
    finer, places = _split_pieces(items, min(measures), clusters)
    rows = _prepare(finer)
    for spill in (False, True):
        breaks = _search(finer, rows, measures, rules, replace(_ANYTHING, spill=spill))
        if breaks:
            return tuple(_at(places, line) for line in _lines(finer, rows, measures, rules, breaks))
    raise AssertionError("a paragraph can always be set with one piece a line; please report this")


def _split_pieces(items: Items, room: int, clusters: Clusters | None) -> tuple[Items, list[_Place]]:
    """The same paragraph with a break after each cluster of the pieces that do not fit into `room`."""
    widths: list[int] = []
    places: list[_Place] = []
    for piece, width in enumerate(items.widths):
        shown = width + items.hyphens[piece] - items.hangs_left[piece] - items.hangs_right[piece]
        parts = clusters(piece) if clusters and shown > room else (width,)
        if sum(parts) != width:
            raise ValueError(f"the clusters of piece {piece} are {sum(parts)} wide together, not {width}")
        widths.extend(parts)
        places.extend((piece, cut) for cut in range(len(parts)))
    begins = [cut == 0 for _, cut in places]
    closes = [*begins[1:], True]
    whole = [begin and closed for begin, closed in zip(begins, closes, strict=True)]
    finer = Items(
        widths=widths,
        spaces=_where(closes, items.spaces, places, 0),
        ends=_where(closes, items.ends, places, End.OPEN),
        costs=_where(closes, items.costs, places, _SPLIT_COST),
        hyphens=_where(closes, items.hyphens, places, 0),
        hangs_left=_where(begins, items.hangs_left, places, 0),
        hangs_right=_where(closes, items.hangs_right, places, 0),
        inner_spaces=_where(whole, items.inner_spaces, places, 0),
    )
    return finer, [*places, (len(items.widths), 0)]


def _where(here: Sequence[bool], row: Sequence[_T], places: Sequence[_Place], otherwise: _T) -> list[_T]:
    """The values of a row at those of the finer pieces that have them."""
    return [row[piece] if has else otherwise for (piece, _), has in zip(places, here, strict=True)]


def _at(places: Sequence[_Place], line: Line) -> Line:
    """A line of the finer pieces, told in the pieces that were given."""
    start, start_cut = places[line.start]
    end, end_cut = places[line.end]
    trouble = line.trouble
    if end_cut and trouble is not Trouble.OVERFULL:
        trouble = Trouble.SPLIT
    return replace(line, start=start, start_cut=start_cut, end=end, end_cut=end_cut, trouble=trouble)
