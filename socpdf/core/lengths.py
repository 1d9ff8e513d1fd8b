"""Lengths are integers of one unit, so that sums are exact and equal input gives equal bytes."""

from typing import Final, NewType

Sp = NewType("Sp", int)
"""1/65 536 of a PDF point (1/72 inch): a page of rounded glyphs is off by less than a hair."""

PER_POINT: Final = 65_536
PER_MM: Final = 72 * PER_POINT / 25.4
ZERO: Final = Sp(0)


def pt(points: float) -> Sp:
    return Sp(round(points * PER_POINT))


def mm(millimetres: float) -> Sp:
    return Sp(round(millimetres * PER_MM))


def in_points(length: int) -> float:
    return length / PER_POINT
