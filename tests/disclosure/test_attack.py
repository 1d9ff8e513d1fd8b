"""The attacker: exact intervals from all that is printed, proofs that name cells, and contradictions told."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import add_table, every_table, possible, two_way

from socpdf.disclosure.attack import Impossible, Interval, attack, is_possible, only
from socpdf.disclosure.model import Cell, Model, ModelBuilder, Pattern, Place, Rounding
from socpdf.disclosure.proofs import in_words, prove

PEOPLE = 16


@cache
def tables_of_six() -> list[list[int]]:
    return every_table(2, 3, 9)


@cache
def tables_of_four() -> list[list[int]]:
    return every_table(2, 2, PEOPLE)


def published(model: Model, withheld: Pattern, stars: Pattern = frozenset()) -> Model:
    """The model as a reader has it: withheld figures unknown, stars between 1 and 3."""
    cells = tuple(
        Cell(cell.place, None, 1 if number in stars else 0, 3 if number in stars else None)
        if number in withheld
        else cell
        for number, cell in enumerate(model.cells)
    )
    return Model(cells, model.derived, model.relations)


def solved(model: Model, withheld: Pattern) -> tuple[Interval, ...]:
    found = attack(model, withheld)
    assert not isinstance(found, Impossible)
    return found


@settings(max_examples=60)
@given(
    values=st.lists(st.integers(0, 4), min_size=4, max_size=4),
    pattern=st.frozensets(st.integers(0, 8), min_size=1),
    known=st.booleans(),
)
def test_intervals_are_exact(values: list[int], pattern: Pattern, known: bool) -> None:
    """The interval of every withheld cell is that of brute force over all tables, stars included."""
    model = two_way([values[:2], values[2:]])
    stars = frozenset(cell for cell in pattern if known and model.cells[cell].value in (1, 2, 3))
    tables = possible(model, pattern, tables_of_four())
    tables = [table for table in tables if all(1 <= table[cell] <= 3 for cell in stars)]
    for interval in solved(published(model, pattern, stars), pattern):
        values_seen = {table[interval.cell] for table in tables}
        assert interval.low == min(values_seen)
        # Brute force ends at so many people; what goes on beyond them is without end.
        if interval.high is None:
            assert max(table[-1] for table in tables if table[interval.cell] == max(values_seen)) == PEOPLE
        else:
            assert interval.high == max(values_seen)


def test_intervals_of_a_wider_table() -> None:
    model = two_way([[2, 1, 3], [1, 1, 1]])
    pattern = frozenset({0, 1, 2, 4, 5, 6})
    seen = possible(model, pattern, tables_of_six())
    for interval in solved(published(model, pattern), pattern):
        assert (interval.low, interval.high) == (
            min(table[interval.cell] for table in seen),
            max(table[interval.cell] for table in seen),
        )


def test_only_whole_people() -> None:
    """Ten people do not make three equal groups: the figure jumps where a linear program slides."""
    builder = ModelBuilder()
    group = builder.cell(Cell(Place("A", "R", "Grupp"), None))
    rest = builder.cell(Cell(Place("A", "R", "Rest"), None, low=0, high=1))
    total = builder.cell(Cell(Place("A", "R", "Totalt"), 10))
    builder.total("raden R i tabell A", total, (group, rest))
    twin = builder.cell(Cell(Place("B", "R", "Grupp"), None))
    builder.same("länken", group, twin)
    third = builder.cell(Cell(Place("B", "R", "Tredjedel"), None))
    # Three thirds make the group: whole thirds alone.
    builder.ratio(Place("B", "R", "Kvot"), {group: 1}, third, Decimal("3.000000"), factor=1)
    found = {
        interval.cell: interval for interval in solved(builder.build(), frozenset({group, rest, twin, third}))
    }
    assert (found[group].low, found[group].high) == (9, 9)
    assert found[third].is_exact


def test_percentage_pins_the_count() -> None:
    """One decimal of a base below 1 000 leaves one count; none of a base of 150 leaves two."""
    for shown, base, ends in ((Decimal("3.9"), 51, (2, 2)), (Decimal(33), 150, (49, 50))):
        builder = ModelBuilder()
        above = builder.cell(Cell(Place("A", "R", "Kvinnor"), None))
        below = builder.cell(Cell(Place("A", "R", "Totalt"), base))
        builder.ratio(Place("A", "R", "Andel"), {above: 1}, below, shown)
        (interval,) = solved(builder.build(), frozenset({above}))
        assert (interval.low, interval.high) == ends


def test_rounding_is_half_away_from_zero() -> None:
    """One of eight is 12.5 per cent: our rounding prints 13, so 12 contradicts; another may print 12."""
    for rounding, low in ((Rounding.HALF_UP, None), (Rounding.UNKNOWN, 1)):
        builder = ModelBuilder()
        above = builder.cell(Cell(Place("A", "R", "Kvinnor"), None))
        below = builder.cell(Cell(Place("A", "R", "Totalt"), 8))
        builder.ratio(Place("A", "R", "Andel"), {above: 1}, below, Decimal(12), rounding=rounding)
        found = attack(builder.build(), frozenset({above}))
        assert isinstance(found, Impossible) is (low is None)


def test_mean_with_its_n_bounds_the_sum() -> None:
    builder = ModelBuilder()
    hours = builder.cell(Cell(Place("A", "R", "Timmar"), None))
    persons = builder.cell(Cell(Place("A", "R", "Personer"), 7))
    builder.ratio(Place("A", "R", "Medel"), {hours: 1}, persons, Decimal("11.4"), factor=1)
    (interval,) = solved(builder.build(), frozenset({hours}))
    assert (interval.low, interval.high) == (80, 80)


def test_proof_names_cells_and_keeps_values() -> None:
    """The shortest proof of a cell alone in its line is that line; its values appear only where asked for."""
    model = published(two_way([[3, 8], [5, 6]]), frozenset({0}))
    (interval,) = solved(model, frozenset({0}))
    proofs = prove(model, frozenset({0}), interval)
    assert in_words(model, interval, proofs, values=True) == "R0, K0 (A) = 11 − 8 = 3, ur raden R0 i tabell A"
    told = in_words(model, interval, proofs, values=False)
    assert told == "R0, K0 (A) = R0, K2 (A) − R0, K1 (A), ur raden R0 i tabell A"


def test_proof_from_several_lines() -> None:
    """Where no line has one unknown, lines are combined, and none of those named can be spared."""
    builder = ModelBuilder()
    add_table(builder, "A", [[3, 8, 7], [5, 6, 9], [4, 4, 4]])
    pattern = frozenset({0, 1, 4, 5, 10, 11, 14})
    model = published(builder.build(), pattern)
    exact = [interval for interval in solved(model, pattern) if interval.is_exact]
    assert exact
    for interval in exact:
        for proof in prove(model, pattern, interval):
            for spared in proof.relations:
                rest = only(model, [number for number in proof.relations if number != spared])
                (found,) = [one for one in solved(rest, pattern) if one.cell == interval.cell]
                assert (found.high if proof.up else found.low) != proof.end


def test_signs_are_part_of_a_proof() -> None:
    """Two stars with the sum 6 are three each, by what a star says."""
    model = published(two_way([[3, 3], [9, 9]]), frozenset({0, 1, 3, 4}), frozenset({0, 1}))
    first = solved(model, frozenset({0, 1, 3, 4}))[0]
    assert first.is_exact
    words = in_words(model, first, prove(model, frozenset({0, 1, 3, 4}), first), values=True)
    assert "gränsen för R0, K1 (A)" in words


def test_contradiction_is_told_by_its_lines() -> None:
    """Signs that the sums contradict: a smallest set of lines, without the others."""
    builder = ModelBuilder()
    cells = add_table(builder, "A", [[9, 8, 7], [5, 6, 9]])
    pattern = frozenset({cells[0][0], cells[0][1]})
    model = published(builder.build(), pattern, pattern)
    found = attack(model, pattern)
    assert isinstance(found, Impossible)
    assert len(found.relations) == 1
    assert not is_possible(only(model, list(found.relations)), pattern, signed=True)
    assert is_possible(only(model, []), pattern, signed=True)


@settings(max_examples=40)
@given(
    values=st.lists(st.integers(1, 5), min_size=9, max_size=9),
    pattern=st.frozensets(st.integers(0, 8), min_size=2, max_size=5),
)
def test_contradiction_is_the_smallest(values: list[int], pattern: Pattern) -> None:
    """No fewer lines contradict, by trying all sets of them; every one named is needed."""
    sound = two_way([values[:2], values[3:5]])
    cells = tuple(replace(cell, value=value) for cell, value in zip(sound.cells, values, strict=True))
    model = published(Model(cells, sound.derived, sound.relations), pattern, pattern)
    found = attack(model, pattern)
    sets = (chosen for size in range(7) for chosen in combinations(range(6), size))
    fewest = next((s for s in sets if not is_possible(only(model, s), pattern, signed=True)), None)
    if fewest is None:
        assert not isinstance(found, Impossible)
        return
    assert isinstance(found, Impossible)
    assert len(found.relations) == len(fewest)
    assert not is_possible(only(model, found.relations), pattern, signed=True)
