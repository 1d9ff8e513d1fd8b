"""What a reader can work out from the figures shown, by one sum after the other.

Sums and what is shown and withheld go in; the places where a secret comes out are the result, and no figure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from socpdf.ir.tables import CellKey, Figure, Sum


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a reader sees, and where a sign stands instead."""

    shown: Mapping[CellKey, Figure]
    withheld: Mapping[CellKey, Figure]
    threshold: int


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret that follows from a sum: of one cell, or of all cells of the sum that are not shown."""

    line: Sum
    hidden: tuple[CellKey, ...]


def leaks(sums: Sequence[Sum], evidence: Evidence) -> Iterator[Leak]:
    """Every cell that follows from the others of a sum, until none does; then the remainders of totals."""
    known = {cell: _number(figure) for cell, figure in evidence.shown.items()}
    kinds = {(c.data, c.measure): f for c, f in [*evidence.shown.items(), *evidence.withheld.items()]}
    reader = _Reader(evidence, known, kinds)
    open_lines = list(sums)
    progress = True
    while progress:
        progress = False
        for line in open_lines:
            unknown = reader.unknown(line)
            if len(unknown) == 1:
                progress = True
                yield from reader.learn(line, unknown[0])
        open_lines = [line for line in open_lines if len(reader.unknown(line)) > 1]
    for line in open_lines:
        unknown = reader.unknown(line)
        if line.total not in unknown and reader.is_small(line, reader.remainder(line)):
            yield Leak(line, unknown)


@dataclass(slots=True)
class _Reader:
    evidence: Evidence
    known: dict[CellKey, Fraction]
    kinds: Mapping[tuple[str, str], Figure]

    def unknown(self, line: Sum) -> tuple[CellKey, ...]:
        total = (line.total,) if isinstance(line.total, CellKey) else ()
        return tuple(cell for cell in (*total, *line.parts) if cell not in self.known)

    def learn(self, line: Sum, cell: CellKey) -> Iterator[Leak]:
        remainder = self.remainder(line)
        self.known[cell] = -remainder if cell == line.total else remainder
        small = cell != line.total and self.is_small(line, remainder)
        if small or cell in self.evidence.withheld:
            yield Leak(line, (cell,))

    def remainder(self, line: Sum) -> Fraction:
        """What the total leaves for the parts that are not known; an unknown total counts as nothing."""
        total = self.known.get(line.total, Fraction(0)) if isinstance(line.total, CellKey) else line.total
        return total - sum((self.known[part] for part in line.parts if part in self.known), Fraction(0))

    def is_small(self, line: Sum, remainder: Fraction) -> bool:
        """Whether the remainder may be a group below the threshold."""
        part = line.parts[0]
        kind = self.kinds.get((part.data, part.measure))
        if kind is None or kind.counts == "övrigt":
            return False
        if kind.unit == "antal":
            return 0 < remainder < self.evidence.threshold
        figures = [self.evidence.shown.get(p) or self.evidence.withheld.get(p) for p in line.parts]
        base = next((f.base for f in figures if f is not None and isinstance(f.base, Fraction)), None)
        if kind.unit != "procent" or base is None or base < self.evidence.threshold:
            return False  # a small base is not shown, so its shares tell no persons
        known = [figure for figure in figures if figure is not None and isinstance(figure.number, Fraction)]
        slack = sum((rounding(figure) for figure in known), Fraction(0))
        return may_be_small(remainder, slack, base, self.evidence.threshold)


def rounding(share: Figure) -> Fraction:
    """How far a share may be from the exact one: published shares were rounded, computed ones are exact."""
    return Fraction(0) if isinstance(share.numerator, Fraction) else Fraction(1, 2 * 10**share.decimals)


def may_be_small(share: Fraction, slack: Fraction, base: Fraction, threshold: int) -> bool:
    """Whether a number of persons above zero and below the threshold makes this share of the base."""
    low, high = (share - slack) * base / 100, (share + slack) * base / 100
    return max(1, ceil(low)) <= min(threshold - 1, floor(high))


def _number(figure: Figure) -> Fraction:
    assert isinstance(figure.number, Fraction), "only figures are shown"
    return figure.number
