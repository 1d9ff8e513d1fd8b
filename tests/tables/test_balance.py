"""Shares that are rounded together: they add up to 100, and none is further off than one unit."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from socpdf.ir.tables import CellKey, Figure
from socpdf.ir.tidy import Sign
from socpdf.tables.balance import balanced

COUNTS = st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any)


def shares(counts: list[int], decimals: int, signs: int = 0) -> list[Figure]:
    cells = [CellKey("prov", "andel", (("svar", str(at)),)) for at in range(len(counts))]
    numbers = [Fraction(100 * count, sum(counts)) for count in counts]
    return [
        Figure(
            Sign.NO_DATA if at < signs else number, "procent", "övrigt", decimals, None, None, (), cell, ()
        )
        for at, (cell, number) in enumerate(zip(cells, numbers, strict=True))
    ]


def together(figures: list[Figure]) -> list[Figure]:
    cells = tuple(figure.cell for figure in figures if figure.cell is not None)
    return balanced(figures, dict.fromkeys(cells, cells))


@given(COUNTS, st.integers(0, 2))
def test_shares_add_up_and_stay_near(counts: list[int], decimals: int) -> None:
    """The sum is 100 exactly, and no share moves by a whole unit of its last decimal."""
    made = together(shares(counts, decimals))
    rounded = [Fraction(figure.rounded) for figure in made if figure.rounded is not None]
    assert len(rounded) == len(counts)
    assert sum(rounded) == 100
    for figure, number in zip(made, rounded, strict=True):
        assert isinstance(figure.number, Fraction)
        assert abs(number - figure.number) < Fraction(1, 10**decimals)


@given(COUNTS)
def test_a_share_that_is_whole_stays_as_it_is(counts: list[int]) -> None:
    """Only remainders move."""
    for figure in together(shares(counts, 0)):
        if isinstance(figure.number, Fraction) and figure.number.denominator == 1:
            assert figure.rounded == int(figure.number)


def test_a_whole_with_a_sign_is_left_alone() -> None:
    """Nobody can say what the others should add up to."""
    made = together(shares([7, 7, 7], 0, signs=1))
    assert [figure.rounded for figure in made] == [None, None, None]
