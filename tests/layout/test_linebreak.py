"""Lines of invented widths, where every sum can be done in the head; the search against all ways to break."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import inf
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socpdf.core.lengths import pt
from socpdf.layout.inline import linebreak as module
from socpdf.layout.inline.linebreak import End, Items, Line, Rules, Trouble, linebreak

EM = pt(6)
RIGID = Rules(min_space=1, max_space=1, expansion=0, tracking=0)


@dataclass(frozen=True, slots=True)
class Text:
    items: Items
    pieces: tuple[str, ...]

    def set(self, measure: int | Sequence[int], rules: Rules) -> list[str]:
        return [self.shown(line) for line in linebreak(self.items, measure, rules, self.clusters)]

    def shown(self, line: Line) -> str:
        pieces = [*self.pieces[line.start : line.end + 1], ""]
        if line.end_cut:
            pieces[line.end - line.start] = pieces[line.end - line.start][: line.end_cut]
        else:
            pieces[line.end - line.start] = ""
        pieces[0] = pieces[0][line.start_cut :]
        return "".join(pieces).rstrip() + "-" * line.hyphenated

    def clusters(self, piece: int) -> list[int]:
        return [EM] * len(self.pieces[piece].rstrip())


def text(marked: str, *, cost: float = 0.3, **rows: Sequence[int]) -> Text:
    """Words in the square font: letter, space and hyphen are one em; `-` is a point, `|` a forced end."""
    pieces: list[str] = []
    ends: list[End] = []
    for word in marked.split():
        forced, parts = word.endswith("|"), word.rstrip("|").split("-")
        pieces += [*parts[:-1], parts[-1] + " "]
        ends += [End.HYPHEN] * (len(parts) - 1) + [End.FORCED if forced else End.OPEN]
    none = (0,) * len(pieces)
    hyphenated = [end is End.HYPHEN for end in ends]
    items = Items(
        widths=[EM * len(piece.rstrip()) for piece in pieces],
        spaces=[0 if on else EM for on in hyphenated],
        ends=ends,
        costs=[cost if on else 0.0 for on in hyphenated],
        hyphens=[EM if on else 0 for on in hyphenated],
        hangs_left=rows.get("hangs_left", none),
        hangs_right=rows.get("hangs_right", none),
        inner_spaces=rows.get("inner_spaces", none),
    )
    return Text(items, tuple(pieces))


# --- Single rules ------------------------------------------------------------------------------------------


def test_short_last_word_is_not_left_alone() -> None:
    """A short last word takes a longer one with it, though first-fit would leave it alone."""
    words = text("aaaa bbbb cccc d")  # three words fill a line of fourteen ems
    rules = Rules(rag=10 * EM)
    assert words.set(14 * EM, rules) == ["aaaa bbbb cccc", "d"]
    assert words.set(14 * EM, replace(rules, short_last=2 * EM)) == ["aaaa bbbb", "cccc d"]


def test_white_is_shared_between_the_lines() -> None:
    """The first line gives a word away which would fit, so that two lines lack a little and not one a lot."""
    words = text("aa aa aa a aaa aaa aaaaaa")
    assert words.set(10 * EM, Rules(rag=8 * EM)) == ["aa aa aa", "a aaa aaa", "aaaaaa"]


def test_spaces_keep_their_limits() -> None:
    """A line is filled by its spaces, from three quarters to 1.6 of what is normal."""
    words = text("aaaa aaaa aaaa aaaa")
    wide, narrow = replace(RIGID, max_space=1.6), replace(RIGID, min_space=0.75)
    assert [line.space for line in linebreak(words.items, round(15.2 * EM), wide)] == pytest.approx([1.6, 1])
    assert [line.space for line in linebreak(words.items, round(18.25 * EM), narrow)] == pytest.approx([0.75])
    (loose, _) = linebreak(words.items, round(15.4 * EM), wide)
    assert loose.space > 1.6
    assert loose.trouble is Trouble.LOOSE


def test_glyphs_give_before_spaces() -> None:
    """Glyphs take what they may of a gap, in the proportion of the two means, and spaces take the rest."""
    words = text("aaaa aaaa aaaa aaaa")
    rules = Rules(expansion=0.02, tracking=0.01)
    (line, _) = linebreak(words.items, 14 * EM + 12 * EM // 100, rules)
    assert (line.space, line.expansion, line.tracking) == pytest.approx((1, 2 / 300, 1 / 300), abs=1e-4)
    (line, _) = linebreak(words.items, 14 * EM + 86 * EM // 100, rules)
    assert (line.space, line.expansion, line.tracking) == pytest.approx((1.25, 0.02, 0.01), abs=1e-4)


def test_no_break_spaces_stretch_too() -> None:
    """A space inside a piece takes its part of the white."""
    inner = text("aaxaa aaaa aaaa", inner_spaces=(EM, 0, 0))
    (line, _) = linebreak(inner.items, 11 * EM, replace(RIGID, max_space=1.6))
    assert line.space == pytest.approx(1.5)


def test_never_three_hyphens_in_a_row() -> None:
    """Two lines in a row may end in a hyphen, the third must not, though its spaces become wide."""
    words = text("aa aaa-aaa aa-aaaa a-aaaaa aa", cost=0)
    rules = Rules(min_space=0.2, max_space=5, expansion=0, tracking=0)
    assert words.set(7 * EM, rules) == ["aa aaa-", "aaa aa-", "aaaa", "aaaaaa", "aa"]
    assert words.set(7 * EM, replace(rules, max_hyphens=3))[:3] == ["aa aaa-", "aaa aa-", "aaaa a-"]


def test_a_ladder_is_told_when_nothing_else_is_left() -> None:
    """Where a narrow line leaves no other way, a third hyphen is set and reported."""
    lines = linebreak(text("aaaa-aaaa-aaaa-aaaa").items, 5 * EM, RIGID)
    assert [line.trouble for line in lines] == [None, None, Trouble.LADDER, None]


def test_no_hyphen_before_the_last_line() -> None:
    """The last line does not begin inside a word, unless the line before it would be too loose."""
    rules = Rules(expansion=0, tracking=0)
    words = text("aa aa aa aa aa aa aa a-aaa", cost=0)
    assert words.set(23 * EM, rules) == ["aa aa aa aa aa aa aa", "aaaa"]
    assert text("aa aa aa aa a-aaa", cost=0).set(14 * EM, rules) == ["aa aa aa aa a-", "aaa"]


def test_ragged_lines_have_no_hyphen_inside_the_zone() -> None:
    """A hyphen is set in ragged lines only where a line would be shorter than the zone allows."""
    words = text("aaaa aaa-aaaa aaaa", cost=0)
    assert words.set(9 * EM, Rules(rag=5 * EM)) == ["aaaa", "aaaaaaa", "aaaa"]
    assert words.set(9 * EM, Rules(rag=4 * EM))[0] == "aaaa aaa-"
    assert all(line.space == 1 for line in linebreak(words.items, 9 * EM, Rules(rag=5 * EM)))


def test_forced_ends_are_kept_and_not_filled() -> None:
    """A line ends where its author ends it, and its spaces stay normal."""
    words = text("a b| cc dd")
    lines = linebreak(words.items, 20 * EM, Rules())
    assert [words.shown(line) for line in lines] == ["a b", "cc dd"]
    assert [line.space for line in lines] == [1, 1]


def test_each_line_has_its_measure() -> None:
    """An indent shortens the first line only; the last measure holds for all further lines."""
    words = text("aa aa aa aa aa aa aa")
    assert words.set([5 * EM, 8 * EM], RIGID) == ["aa aa", "aa aa aa", "aa aa"]


def test_signs_hang_out() -> None:
    """A full stop that hangs out lets in a word which is too long by half of it."""
    words = text("aaaa aaaa. bb", hangs_right=(0, EM // 2, 0))
    exact = 9 * EM + EM // 2
    assert words.set(exact, RIGID) == ["aaaa aaaa.", "bb"]
    assert text("aaaa aaaa. bb").set(exact, Rules(rag=9 * EM)) == ["aaaa", "aaaa. bb"]


def test_a_quote_hangs_out_at_the_left() -> None:
    """The line's width is counted without what stands before the measure."""
    words = text("”aaa aaaa", hangs_left=(EM // 2, 0))
    assert linebreak(words.items, 9 * EM - EM // 2, RIGID)[0].width == 9 * EM - EM // 2


def test_what_hangs_out_is_not_forgotten_in_the_search() -> None:
    """A line too long with its hyphen may fit when it goes on; after one too short there may be longer."""
    assert text("aa aaaa-i", hangs_right=(0, 0, EM)).set(7 * EM, RIGID) == ["aa aaaai"]
    items = Items(
        widths=(5 * EM, EM, 5 * EM, 3 * EM),
        spaces=(0, 0, EM, EM),
        ends=(End.OPEN,) * 4,
        costs=(0, 5, 0, 0),
        hyphens=(0,) * 4,
        hangs_left=(0, 2 * EM, 0, 0),
        hangs_right=(0,) * 4,
        inner_spaces=(0,) * 4,
    )
    assert [line.end for line in linebreak(items, 6 * EM, Rules(rag=EM))] == [2, 3, 4]


def test_a_page_end_has_no_hyphen() -> None:
    """A line that ends a page does not end in a hyphen, and the lines before it make room."""
    words = text("aaaa aaaa-aaaa aaaa aaaa", cost=0)
    rules = Rules(rag=9 * EM)
    free = Rules(min_space=0.2, max_space=7, expansion=0, tracking=0)
    assert linebreak(words.items, 10 * EM, free)[0].hyphenated
    assert not linebreak(words.items, 10 * EM, replace(free, whole_ends=frozenset({0})))[0].hyphenated
    assert words.set(10 * EM, rules)[0] == "aaaa"


def test_a_paragraph_can_be_set_longer() -> None:
    """Looseness gives a line more where the limits allow it, and the best lines where they do not."""
    words = text("a a a a a a a a a a a a")
    rules = Rules(rag=12 * EM)
    best = len(linebreak(words.items, 12 * EM, rules))
    assert len(linebreak(words.items, 12 * EM, replace(rules, looseness=1))) == best + 1
    assert len(linebreak(words.items, 12 * EM, replace(rules, looseness=-9))) == best


# --- Emergencies -------------------------------------------------------------------------------------------


def test_a_word_wider_than_the_measure_is_split() -> None:
    """No line is overfull: a word without a point is divided between letters, and the line tells."""
    words = text("aa bbbbbbbbbb cc")
    lines = linebreak(words.items, 4 * EM, Rules(), words.clusters)
    assert "".join(words.shown(line) for line in lines).replace(" ", "") == "aabbbbbbbbbbcc"
    assert all(line.width <= 4 * EM for line in lines)
    assert {line.trouble for line in lines if line.end_cut} == {Trouble.SPLIT}


def test_a_sign_wider_than_the_measure_is_told() -> None:
    """What cannot be made to fit is set, and told."""
    words = text("aa bb")
    lines = linebreak(words.items, EM // 2, Rules(), words.clusters)
    assert {line.trouble for line in lines} == {Trouble.OVERFULL}
    assert [line.trouble for line in linebreak(words.items, EM, Rules())] == [Trouble.OVERFULL] * 2


def test_clusters_must_add_up() -> None:
    """Clusters of another word than the piece's are a mistake of the caller."""
    with pytest.raises(ValueError, match="piece 0"):
        linebreak(text("aaaa").items, EM, Rules(), lambda _: [EM])


@pytest.mark.parametrize(
    "wrong",
    [{"min_space": 0}, {"max_space": 0.9}, {"expansion": 0.2}, {"tracking": -0.1}, {"max_hyphens": 99}],
)
def test_rules_are_checked(wrong: dict[str, float]) -> None:
    """Limits that contradict each other are refused."""
    with pytest.raises(ValueError, match=r"\d"):
        Rules(**wrong)  # type: ignore[arg-type]  # what a caller without types may give


def test_items_and_measures_are_checked() -> None:
    """Rows of different length, no pieces and no room are refused."""
    items = text("a b").items
    with pytest.raises(ValueError, match="equally long"):
        replace(items, spaces=(0,))
    with pytest.raises(ValueError, match="at least one"):
        Items((), (), (), (), (), (), (), ())
    with pytest.raises(ValueError, match="wider than nothing"):
        linebreak(items, [], Rules())
    with pytest.raises(ValueError, match="wider than nothing"):
        linebreak(items, 0, Rules())


# --- The best of all sets of breaks ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    items: Items
    measures: tuple[int, ...]
    rules: Rules


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Small paragraphs: some with every rule in play, some with so much room that many ways are open."""
    roomy = draw(st.booleans())
    count = draw(st.integers(7, 10) if roomy else st.integers(1, 9))

    def row(values: st.SearchStrategy[int]) -> list[int]:
        return draw(st.lists(values, min_size=count, max_size=count))

    kinds = [End.OPEN, End.OPEN, End.HYPHEN] if roomy else [*[End.OPEN] * 4, *[End.HYPHEN] * 4, End.FORCED]
    ends = [End(kind) for kind in row(st.sampled_from(kinds))]
    hyphenated = [end is End.HYPHEN for end in ends]
    items = Items(
        widths=row(st.integers(8, 20 if roomy else 60)),
        spaces=[space * (not on) for on, space in zip(hyphenated, row(st.integers(4, 20)), strict=True)],
        ends=ends,
        costs=[cost / 10 for cost in row(st.integers(0, 5))],
        hyphens=[width * on for on, width in zip(hyphenated, row(st.integers(0, 6)), strict=True)],
        hangs_left=row(st.sampled_from([0, 0, 0, 7])),
        hangs_right=row(st.sampled_from([0, 0, 2, 7])),
        inner_spaces=row(st.sampled_from([0, 0, 0, 5])),
    )
    rules = Rules(
        min_space=draw(st.sampled_from([0.2, 0.5] if roomy else [0.5, 0.75, 1.0])),
        max_space=draw(st.sampled_from([3.0, 6.0] if roomy else [1.6, 3.0, 9.0])),
        expansion=draw(st.sampled_from([0, 0.02])),
        tracking=draw(st.sampled_from([0, 0.01])),
        rag=0 if roomy else draw(st.sampled_from([0, 0, 30, 90])),
        max_hyphens=draw(st.integers(0, 3)),
        short_last=draw(st.sampled_from([0, 40])),
        whole_ends=draw(st.sampled_from([frozenset(), frozenset(), frozenset({0}), frozenset({0, 2})])),
    )
    measures = draw(st.lists(st.integers(50, 90) if roomy else st.integers(70, 160), min_size=1, max_size=3))
    return Case(items, tuple(measures), rules)


def _all_breaks(items: Items) -> Iterator[tuple[int, ...]]:
    last = len(items.widths)
    forced = {index + 1 for index, end in enumerate(items.ends[:-1]) if end is End.FORCED}
    free = [at for at in range(1, last) if at not in forced]
    for size in range(len(free) + 1):
        for chosen in combinations(free, size):
            yield (0, *sorted({*chosen, *forced}), last)


def _cost(case: Case, breaks: Sequence[int], *, hyphens: bool = True, loose: bool = False) -> float:
    """What a set of breaks costs, line by line as the rules say; infinite if it breaks one of them."""
    rules, items = case.rules, case.items
    total, previous, run = 0.0, module._EVEN, 0
    for number, (start, end) in enumerate(pairwise(breaks)):
        is_last = end == breaks[-1]
        kind = End.FORCED if is_last else items.ends[end - 1]
        run = run + 1 if kind is End.HYPHEN else 0
        if run > rules.max_hyphens or (run and (not hyphens or number in rules.whole_ends)):
            return inf
        spaces = sum(items.inner_spaces[start:end]) + sum(items.spaces[start : end - 1])
        glyphs = sum(items.widths[start:end]) - sum(items.inner_spaces[start:end])
        glyphs += items.hyphens[end - 1] - items.hangs_left[start] - items.hangs_right[end - 1]
        gap = case.measures[min(number, len(case.measures) - 1)] - glyphs - spaces
        cost, line_class = _line_cost(gap, glyphs, spaces, rules, fills=kind is not End.FORCED, loose=loose)
        total += cost + (0 if is_last else items.costs[end - 1])
        if is_last and start and items.ends[start - 1] is End.HYPHEN:
            total += module._LAST_HYPHEN_COST
        if is_last and glyphs + spaces < rules.short_last:
            total += module._SHORT_LAST_COST
        total += module._SECOND_HYPHEN_COST if run > 1 else 0
        total += module._CONTRAST_COST if abs(line_class - previous) > 1 else 0
        previous = line_class
    return total


def _line_cost(
    gap: int, glyphs: int, spaces: int, rules: Rules, *, fills: bool, loose: bool
) -> tuple[float, int]:
    give = 0.0 if rules.rag else rules.give * glyphs
    if gap >= 0 and not fills:
        return 0.0, module._EVEN
    if rules.rag:
        return (inf if gap < 0 or (gap > rules.rag and not loose) else (gap / rules.rag) ** 2), module._EVEN
    rest = gap - max(-give, min(give, gap))
    if rest < -(1 - rules.min_space) * spaces or (rest > (rules.max_space - 1) * spaces and not loose):
        return inf, module._EVEN
    away = min(rest / (spaces or 1), module._WORST)
    changed = (gap - rest) / give if give else 0.0
    cost = away**2 + module._STEEPNESS * away**6 + module._GLYPH_COST * changed**2
    # A line on the limit is even, at either end.
    return cost, sum((away >= -module._CLASS_LIMIT, away > module._CLASS_LIMIT, away > module._LOOSE_LIMIT))


@settings(max_examples=400, deadline=None)
@given(cases())
def test_no_set_of_breaks_costs_less(case: Case) -> None:
    """What is found costs as little as the best of all sets of breaks, at the first step that allows any."""
    with patch.multiple(
        module, _CONTRAST_COST=3.0, _STEEPNESS=0.1
    ):  # so that what links lines decides more often
        _check_optimum(case)


def _check_optimum(case: Case) -> None:
    lines = linebreak(case.items, case.measures, case.rules)
    found = (0, *(line.end for line in lines))
    steps = [{"hyphens": False}] if case.rules.rag else []
    steps += [{}, {"loose": True}]
    for step in steps:
        best = min(_cost(case, breaks, **step) for breaks in _all_breaks(case.items))
        if best < inf:
            assert _cost(case, found, **step) == pytest.approx(best, rel=1e-9, abs=1e-9)
            return
    assert any(line.trouble for line in lines)


@settings(max_examples=200, deadline=None)
@given(cases(), st.integers(-2, 3))
def test_looseness_finds_the_cheapest_of_its_lines(case: Case, looseness: int) -> None:
    """The lines asked for are the cheapest of their number, and their number is the nearest to be had."""
    case = replace(case, rules=replace(case.rules, rag=0))
    costs = {breaks: _cost(case, breaks) for breaks in _all_breaks(case.items)}
    possible = {len(breaks) for breaks, cost in costs.items() if cost < inf}
    if not possible:
        return
    best = len(min(costs, key=costs.__getitem__))
    lines = linebreak(case.items, case.measures, replace(case.rules, looseness=looseness))
    found = (0, *(line.end for line in lines))
    nearest = min(abs(length - best - looseness) for length in possible)
    assert abs(len(found) - best - looseness) == nearest
    assert costs[found] == pytest.approx(
        min(cost for breaks, cost in costs.items() if abs(len(breaks) - best - looseness) == nearest)
    )


@settings(max_examples=300, deadline=None)
@given(cases(), st.integers(1, 60))
def test_no_piece_is_lost_and_no_line_too_long(case: Case, narrow: int) -> None:
    """Every cluster stands in one line, in order; a line without trouble fits, and is filled as it should."""
    measures = (*case.measures, narrow)
    items = replace(case.items, inner_spaces=(0,) * len(case.items.widths))
    clusters = [[7] * (width // 7) + [width % 7] * bool(width % 7) for width in items.widths]
    lines = linebreak(items, measures, case.rules, clusters.__getitem__)
    places = [(line.start, line.start_cut) for line in lines] + [(len(items.widths), 0)]
    assert places[0] == (0, 0)
    assert [(line.end, line.end_cut) for line in lines] == places[1:]
    assert places == sorted(set(places))
    for number, line in enumerate(lines):
        measure = measures[min(number, len(measures) - 1)]
        width = _set_width(items, clusters, line)
        if line.trouble is not Trouble.OVERFULL:
            assert width <= measure + 0.5
        ends_itself = line is lines[-1] or (not line.end_cut and items.ends[line.end - 1] is End.FORCED)
        if line.trouble is None and not case.rules.rag and not ends_itself:
            assert width == pytest.approx(measure, abs=0.5)


def _set_width(items: Items, clusters: Sequence[Sequence[int]], line: Line) -> float:
    """The width of a line as it is set: glyphs widened, spaces stretched, hanging signs left out."""
    stop = line.end + (1 if line.end_cut else 0)
    glyphs = sum(items.widths[line.start : stop]) - sum(clusters[line.start][: line.start_cut])
    if line.end_cut:
        glyphs -= sum(clusters[line.end][line.end_cut :])
    else:
        glyphs += items.hyphens[line.end - 1] - items.hangs_right[line.end - 1]
    if not line.start_cut:
        glyphs -= items.hangs_left[line.start]
    spaces = sum(items.spaces[line.start : line.end if line.end_cut else line.end - 1])
    assert glyphs + spaces == line.width
    return glyphs * (1 + line.expansion + line.tracking) + spaces * line.space
