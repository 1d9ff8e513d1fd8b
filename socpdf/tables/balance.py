"""Shares rounded together so that they add up to 100: the largest remainders go up (Hamilton's method).

Only those that make up a whole and are all figures; where one is a sign, each is rounded for itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from socpdf.ir.tables import CellKey, Figure


def balanced(figures: Sequence[Figure], wholes: Mapping[CellKey, tuple[CellKey, ...]]) -> list[Figure]:
    """The figures of a table, in their order; `wholes` has the shares of one whole, by each of them."""
    by_cell = {figure.cell: figure for figure in figures if figure.cell is not None}
    rounded: dict[CellKey, Decimal] = {}
    for cells in dict.fromkeys(wholes.values()):
        if all(cell in by_cell for cell in cells):
            rounded.update(_rounded([by_cell[cell] for cell in cells]))
    return [
        replace(figure, rounded=rounded[figure.cell]) if figure.cell in rounded else figure
        for figure in figures
    ]


def _rounded(shares: Sequence[Figure]) -> Mapping[CellKey, Decimal]:
    exact = [share.number for share in shares if isinstance(share.number, Fraction)]
    if len(exact) < len(shares) or sum(exact) != 100:
        return {}
    decimals = shares[0].decimals
    scaled = [number * 10**decimals for number in exact]
    units = [floor(number) for number in scaled]
    missing = 100 * 10**decimals - sum(units)
    by_remainder = sorted(range(len(units)), key=lambda at: (units[at] - scaled[at], at))
    for at in by_remainder[:missing]:
        units[at] += 1
    cells = [share.cell for share in shares if share.cell is not None]
    return {cell: Decimal(unit).scaleb(-decimals) for cell, unit in zip(cells, units, strict=True)}
