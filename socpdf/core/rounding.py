"""Rounding, stated once: half away from zero, from the exact figure, and only when it is written."""

from decimal import Decimal
from fractions import Fraction


def half_away(number: Fraction, decimals: int) -> Decimal:
    """`number` with exactly `decimals` decimals; a half is rounded away from zero, and there is no -0."""
    scaled = abs(number) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal((1 if number < 0 < whole else 0, tuple(int(digit) for digit in str(whole)), -decimals))
