"""Matrices and boxes of a page, in points with the origin at the lower left."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]

PER_MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Matrix:
    """ISO 32000-1, 8.3.4: (x, y) becomes (a·x + c·y + e, b·x + d·y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __matmul__(self, outer: Matrix) -> Matrix:
        """This one first, then `outer`."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def apply(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """The factor of lengths: the mean of both directions, as areas grow by its square."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def across(self) -> float:
        """The factor of lengths along x."""
        return math.hypot(self.a, self.b)

    @property
    def up(self) -> float:
        """The factor of lengths along y."""
        return math.hypot(self.c, self.d)


IDENTITY: Final = Matrix()


@dataclass(frozen=True, slots=True)
class Rect:
    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Rect | None:
        listed = list(points)
        if not listed:
            return None
        across, up = [x for x, _ in listed], [y for _, y in listed]
        return cls(min(across), min(up), max(across), max(up))

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def grown(self, by: float) -> Rect:
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def meet(self, other: Rect) -> Rect | None:
        """What both have; None where they are apart, and a line where they are lines."""
        both = Rect(
            max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1)
        )
        return both if both.x0 <= both.x1 and both.y0 <= both.y1 else None

    def touches(self, other: Rect) -> bool:
        """Whether both have anything in common, be it a line."""
        return (
            self.x0 <= other.x1
            and other.x0 <= self.x1
            and self.y0 <= other.y1
            and other.y0 <= self.y1
            and other.x0 <= other.x1
            and other.y0 <= other.y1
        )

    def holds(self, other: Rect, slack: float = 0.0) -> bool:
        return (
            other.x0 >= self.x0 - slack
            and other.y0 >= self.y0 - slack
            and other.x1 <= self.x1 + slack
            and other.y1 <= self.y1 + slack
        )

    def moved(self, matrix: Matrix) -> Rect:
        """The box around this one after a matrix."""
        corners = ((self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1))
        points = [matrix.apply(x, y) for x, y in corners]
        across, up = [x for x, _ in points], [y for _, y in points]
        return Rect(min(across), min(up), max(across), max(up))


def in_mm(points: float) -> float:
    return points / PER_MM
