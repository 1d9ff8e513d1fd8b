"""The protector: safe, never dearer than needed, joint over linked tables, safe when the time runs out."""

from decimal import Decimal
from functools import cache
from math import inf

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invented import add_table, cheapest, every_table, frequencies, is_safe, three_way, two_way

from socpdf.disclosure.attack import Impossible, Interval, attack
from socpdf.disclosure.certainty import Certainty
from socpdf.disclosure.model import Cell, Model, ModelBuilder, Pattern, Place
from socpdf.disclosure.problem import Problem, opening_cuts, small_remainders
from socpdf.disclosure.protect import (
    CostKind,
    Protection,
    Rule,
    Signs,
    Unprotectable,
    pose,
    protect,
    prune,
)
from socpdf.disclosure.search import Search
from socpdf.disclosure.verify import is_possible, is_proven

PEOPLE = 22


@cache
def tables_of_four() -> list[list[int]]:
    return every_table(2, 2, PEOPLE)


def solve(
    model: Model, rule: Rule | None = None, *, kept: Pattern = frozenset()
) -> tuple[Problem, Protection]:
    rule = rule or Rule()
    problem = pose(model, rule, kept=kept)
    return problem, protect(problem, rule)


def intervals(problem: Problem, pattern: Pattern, *, signed: bool = True) -> dict[int, Interval]:
    found = attack(problem.model, pattern, signed=signed)
    assert not isinstance(found, Impossible)
    return {interval.cell: interval for interval in found}


def assert_kept(problem: Problem, pattern: Pattern) -> None:
    """By the attacker, who knows nothing of how the pattern was found."""
    signed, unsigned = intervals(problem, pattern), intervals(problem, pattern, signed=False)
    for need in problem.needs:
        told, loose = signed[need.cell], unsigned[need.cell]
        assert told.low is not None
        assert told.low <= need.low
        assert told.high is None or told.high >= need.high
        assert loose.low is not None
        assert loose.high is None or loose.high - loose.low >= need.width


@pytest.mark.parametrize("signs", list(Signs))
@settings(max_examples=25)
@given(values=st.lists(st.integers(0, 5), min_size=4, max_size=4))
@example(values=[1, 2, 3, 4])
@example(values=[3, 3, 3, 3])
@example(values=[3, 0, 0, 5])
def test_no_leak_and_no_cheaper_pattern(signs: Signs, values: list[int]) -> None:
    """On every small table the pattern is safe by brute force, and no cheaper one is."""
    rule, model = Rule(signs=signs), two_way([values[:2], values[2:]])
    best = cheapest(model, rule, tables_of_four())
    if best is None:
        with pytest.raises(Unprotectable):
            solve(model, rule)
        return
    _, found = solve(model, rule)
    assert (found.cost, found.optimal) == (best, True)
    assert is_safe(model, found.pattern, rule, tables_of_four())


def test_a_stop_before_any_bound_proves_nothing() -> None:
    """The solver may be stopped before it knows a bound; the one known before then stays."""
    problem = pose(two_way(frequencies(1, 5, 4, 0.2)), Rule())
    search = Search(problem, list(opening_cuts(problem)), Certainty(problem).cuts, lambda: 60.0)
    search.bound = 5
    search.raise_bound(-inf)
    assert search.bound == 5


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000), share=st.sampled_from([0.05, 0.17, 0.4]))
def test_the_attacker_agrees(seed: int, share: float) -> None:
    """What the protector hands out, the attacker cannot narrow beyond what the rule allows."""
    problem, found = solve(two_way(frequencies(seed, 5, 4, share)))
    assert found.optimal
    assert_kept(problem, found.pattern)


def test_two_stars_with_their_sum_are_not_enough() -> None:
    """In a line of two stars with the sum 6 both are 3: what all signs say is used, and more is withheld."""
    inner = [[3, 3, 9], [3, 3, 9], [9, 9, 9]]
    problem, found = solve(two_way(inner))
    assert_kept(problem, found.pattern)
    _, weaker = solve(two_way(inner), Rule(signs=Signs.OWN))
    assert weaker.cost < found.cost
    told = attack(problem.model, weaker.pattern)
    assert not isinstance(told, Impossible)
    assert any(interval.is_exact for interval in told)


def test_nothing_small_needs_nothing() -> None:
    _, found = solve(two_way([[8, 9], [10, 11]]))
    assert (found.pattern, found.cost, found.optimal) == (frozenset(), 0, True)


def test_where_all_is_small_all_is_withheld() -> None:
    """A table that leaves nothing to choose is answered, and its only pattern is the cheapest."""
    rule = Rule(zero_counts=True)
    _, found = solve(two_way([[0, 0], [0, 0]]), rule)
    assert (found.pattern, found.cost, found.optimal) == (frozenset(range(9)), 9, True)


def test_totals_stay_where_inner_cells_do() -> None:
    """Of two patterns of one cost the one without totals is taken."""
    problem, found = solve(two_way([[2, 9, 8], [7, 9, 8], [9, 8, 7]]))
    assert found.cost == 4
    assert not any(problem.model.cells[cell].total for cell in found.pattern)


def test_fewest_persons_take_the_small_cells() -> None:
    model = two_way([[2, 50, 6], [40, 70, 60], [7, 80, 5]])
    problem, found = solve(model, Rule(cost=CostKind.PERSONS))
    assert {problem.model.cells[cell].value for cell in found.pattern} == {2, 6, 7, 5}
    assert found.cost == 20


def test_a_remainder_is_not_small() -> None:
    """Three and nobody under a printed total of the two would tell that they are three."""
    problem, found = solve(two_way([[3, 0, 20], [0, 9, 20], [8, 7, 20]]))
    for relation in problem.model.relations:
        total = next(cell for cell, weight in relation.terms if weight < 0)
        parts = [cell for cell, weight in relation.terms if weight > 0 and cell in found.pattern]
        assert total in found.pattern or sum(problem.value(cell) for cell in parts) not in (1, 2, 3)


def test_zero_can_count_as_small() -> None:
    problem, found = solve(two_way([[0, 9, 8], [7, 9, 8], [9, 8, 7]]), Rule(zero_counts=True))
    assert 0 in found.pattern
    assert_kept(problem, found.pattern)


def test_kept_cells_stay() -> None:
    model = two_way([[2, 9, 8], [7, 9, 8], [9, 8, 7]])
    kept = frozenset({1, 5})
    problem, found = solve(model, kept=kept)
    assert not kept & found.pattern
    assert_kept(problem, found.pattern)


def test_what_cannot_be_protected_is_told() -> None:
    model = two_way([[2, 9], [7, 9]])
    problem = pose(model, Rule(), kept=frozenset(range(1, len(model.cells))))
    with pytest.raises(Unprotectable) as refused:
        protect(problem, Rule())
    assert refused.value.places == (Place("A", "R0", "K0"),)


# --- linked tables: each kind leaks when its tables are protected alone ---


def leaks_alone(model: Model, alone: Pattern) -> bool:
    """Whether the union of what each table withholds alone lets a primary cell be told too closely."""
    problem = pose(model, Rule())
    told = attack(problem.model, alone | problem.forced)
    assert not isinstance(told, Impossible)
    wide = {interval.cell: interval for interval in told}
    return any((wide[need.cell].low, wide[need.cell].high) != (need.low, need.high) for need in problem.needs)


def protected_alone(inner: list[list[int]], cells: list[list[int]]) -> set[int]:
    """What protecting this table by itself withholds, in the numbers of a joint model."""
    _, found = solve(two_way(inner))
    width = len(cells[0])
    return {cells[cell // width][cell % width] for cell in found.pattern}


def test_shared_margin() -> None:
    """Two tables share a margin, and one of them has to withhold what the other prints."""
    builder = ModelBuilder()
    one, other = [[2, 9], [3, 8]], [[4, 7], [5, 6]]
    a, b = add_table(builder, "A", one), add_table(builder, "B", other)
    for row in range(3):
        builder.same(f"länken rad {row}", a[row][-1], b[row][-1])
    model = builder.build()
    alone = frozenset(protected_alone(one, a))
    problem, found = solve(model)
    assert_kept(problem, found.pattern)
    assert (alone == found.pattern) is not leaks_alone(model, alone)
    for row in range(3):
        assert (a[row][-1] in found.pattern) == (b[row][-1] in found.pattern)


def test_same_cells_in_two_tables() -> None:
    """A column that is printed in another table too is withheld in both, or the second tells the first."""
    builder = ModelBuilder()
    one, other = [[2, 9, 8], [7, 9, 8], [9, 8, 7]], [[9, 20], [9, 30], [8, 40]]
    a, b = add_table(builder, "A", one), add_table(builder, "B", other)
    for row in range(4):
        builder.same(f"länken rad {row}", a[row][1], b[row][0])
    model = builder.build()
    alone = frozenset({a[0][0], a[0][1], a[1][0], a[1][1]})
    assert leaks_alone(model, alone)
    problem, found = solve(model)
    assert_kept(problem, found.pattern)


def test_cell_that_is_a_sum_elsewhere() -> None:
    """A cell of one table is the sum of two cells of another: withheld here, it is computed there."""
    builder = ModelBuilder()
    one, other = [[2, 9, 8], [7, 9, 8], [9, 8, 7]], [[4, 5, 20], [6, 7, 30]]
    a, b = add_table(builder, "A", one), add_table(builder, "B", other)
    builder.total("länken", a[0][1], (b[0][0], b[0][1]))
    model = builder.build()
    alone = frozenset({a[0][0], a[0][1], a[1][0], a[1][1]})
    assert leaks_alone(model, alone)
    problem, found = solve(model)
    assert_kept(problem, found.pattern)


def test_percentage_column() -> None:
    """A percentage with one decimal of a printed base tells the count, so it goes with the count."""
    builder = ModelBuilder()
    inner = [[2, 49], [30, 41], [22, 33]]
    cells = add_table(builder, "A", inner)
    shares = [
        builder.ratio(Place("A", f"R{row}", "Andel"), {cells[row][0]: 1}, cells[row][2], share)
        for row, share in enumerate((Decimal("3.9"), Decimal("42.3"), Decimal("40.0")))
    ]
    model = builder.build()
    alone = frozenset(protected_alone(inner, cells))
    assert leaks_alone(model, alone | {len(model.cells) + shares[0]})
    problem, found = solve(model)
    assert found.optimal
    assert len(model.cells) + shares[0] in problem.primary
    assert_kept(problem, found.pattern)


def test_last_years_edition() -> None:
    """Last year's table cannot be withheld any more, and the printed change tells this year from it."""
    builder = ModelBuilder()
    this, last = [[2, 9, 8], [7, 9, 8], [9, 8, 7]], [[5, 9, 8], [7, 8, 8], [9, 8, 7]]
    now, before = add_table(builder, "2024", this), add_table(builder, "2023", last)
    changes = {
        (row, column): builder.cell(
            Cell(
                Place("2024", f"R{row}", f"Ändring {column}"),
                this[row][column] - last[row][column],
                low=-999,
                floor=-999,
            )
        )
        for row in range(3)
        for column in range(3)
    }
    for (row, column), change in changes.items():
        builder.difference(f"ändringen {row}, {column}", change, now[row][column], before[row][column])
    model = builder.build()
    alone = frozenset({now[0][0], now[0][1], now[1][0], now[1][1]})
    assert leaks_alone(model, alone)
    kept = frozenset(cell for line in before for cell in line)
    problem, found = solve(model, kept=kept)
    assert found.optimal
    assert not kept & found.pattern
    assert changes[0, 0] in found.pattern
    assert_kept(problem, found.pattern)


def test_the_rest_of_a_group_is_kept_too() -> None:
    """A share of 96 per cent of 50 tells that two are left, though the two are printed nowhere."""
    builder = ModelBuilder()
    women = builder.cell(Cell(Place("A", "", "Kvinnor"), 48))
    everyone = builder.cell(Cell(Place("A", "", "Alla"), 50))
    men = builder.cell(Cell(Place("A", "", "Män"), 2, printed=False))
    builder.total("raden i tabell A", everyone, (women, men))
    problem, found = solve(builder.build())
    assert found.pattern == {everyone, men}
    assert found.cost == 1
    assert_kept(problem, found.pattern)


def test_net_total_gives_inequalities() -> None:
    """A net total is at most the sum of its parts and at least each: one part withheld is not computed."""
    builder = ModelBuilder()
    parts = [
        builder.cell(Cell(Place("A", f"R{row}", "Antal"), value)) for row, value in enumerate((2, 9, 12))
    ]
    builder.net_total("netto", builder.cell(Cell(Place("A", "Netto", "Antal"), 20, total=True)), parts)
    problem, found = solve(builder.build())
    assert found.pattern == {parts[0]}
    assert_kept(problem, found.pattern)


def test_whole_group_with_one_attribute() -> None:
    """Seven of seven tell something of each of the seven: where asked for, that cannot be read off."""
    model = two_way([[7, 0, 0], [9, 8, 7], [9, 9, 9]])
    assert protect(pose(model, Rule()), Rule()).pattern == frozenset()
    rule = Rule(whole_group=10)
    problem = pose(model, rule)
    found = protect(problem, rule)
    assert 0 in found.pattern
    assert 0 not in problem.primary
    told = intervals(problem, found.pattern)[0]
    assert told.low is not None
    assert told.high is None or told.high - told.low >= rule.width


# --- time, evidence, determinism ---


@pytest.mark.parametrize("seconds", [0.001, 0.05])
def test_safe_when_the_time_runs_out(seconds: float) -> None:
    """However little time there is, the pattern is safe, and the gap is told."""
    rule = Rule()
    problem = pose(two_way(frequencies(0, 20, 20, 0.05)), rule)
    found = protect(problem, rule, seconds)
    assert_kept(problem, found.pattern)
    assert 0 < found.gap < 1
    assert found.bound < found.cost
    assert not found.optimal


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000), share=st.sampled_from([0.1, 0.3]))
@example(seed=6, share=0.3)
def test_in_haste_no_sign_can_be_computed(seed: int, share: float) -> None:
    """Also where the time runs out, the reader of all signs computes no withheld figure, secondary or not."""
    rule = Rule()
    problem = pose(two_way(frequencies(seed, 5, 4, share)), rule)
    found = protect(problem, rule, 0.001)
    assert not any(interval.is_exact for interval in intervals(problem, found.pattern).values())


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10)
def test_nothing_can_be_spared_after_pruning(seed: int) -> None:
    """Pruned without haste a pattern is safe, and not without any one of its secondary items."""
    problem = pose(two_way(frequencies(seed, 4, 4, 0.2)), Rule())
    certainty = Certainty(problem)
    everything = problem.forced | problem.free
    pattern = prune(problem, certainty.cuts, everything, dict.fromkeys(problem.free, 0.0), 60.0)
    assert certainty.cuts(pattern) == []
    assert not any(small_remainders(problem, pattern))
    for item in pattern - problem.forced:
        slimmer = pattern - {item}
        assert certainty.cuts(slimmer) or any(small_remainders(problem, slimmer))


def test_pruning_spares_what_the_relaxation_used() -> None:
    """Of two patterns as good as each other the one that the relaxation leans to is kept."""
    problem = pose(two_way([[2, 9, 9], [9, 9, 9], [9, 9, 9]]), Rule())
    certainty = Certainty(problem)
    for chosen in ({0, 1, 4, 5}, {0, 2, 8, 10}):
        used = {item: float(item in chosen) for item in problem.free}
        assert prune(problem, certainty.cuts, problem.forced | problem.free, used, 60.0) == chosen


def test_three_way_table() -> None:
    """Where a table is no network, whole tables still bear the pattern out."""
    rule = Rule()
    problem = pose(three_way(1, (4, 3, 2), 0.2), rule)
    found = protect(problem, rule)
    assert found.optimal
    assert is_proven(problem, found.pattern, found.witnesses)
    assert_kept(problem, found.pattern)


def test_evidence_is_checked() -> None:
    """Too little evidence proves nothing, and a table that does not fit is no evidence."""
    problem, found = solve(two_way(frequencies(3, 5, 4, 0.2)))
    assert found.witnesses
    assert is_proven(problem, found.pattern, found.witnesses)
    assert not is_proven(problem, found.pattern, ())
    assert not is_proven(problem, problem.forced, found.witnesses)
    narrower = found.pattern - {min(found.pattern - problem.forced)}
    assert not all(is_possible(problem.model, narrower, witness) for witness in found.witnesses)


def test_same_table_same_pattern() -> None:
    patterns = {solve(two_way(frequencies(7, 8, 6, 0.15)))[1].pattern for _ in range(3)}
    assert len(patterns) == 1
