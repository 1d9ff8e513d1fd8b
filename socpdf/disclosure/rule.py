"""Which figures are withheld whatever else is shown: by the source, or by the rule on small counts.

A count from 1 to 3 is withheld, and so is a share or mean that rests on one or leaves one. What else must go,
because these would follow from it, is chosen in `secure`.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from socpdf.ir.tables import CellKey, ComputedReport, ComputedValue, Exact, Figure
from socpdf.ir.tidy import Sign

SECRET: Final = frozenset({Sign.WITHHELD, Sign.WITHHELD_SECONDARY})


@dataclass(frozen=True, slots=True)
class Policy:
    """Counts below the threshold, and not zero, are withheld."""

    threshold: int = 4
    hidden: frozenset[CellKey] = frozenset()
    """Cells that are withheld, too, wherever they stand."""


DEFAULT_POLICY: Final = Policy()


def sign_of(figure: Figure, policy: Policy) -> Sign | None:
    """The sign that stands for the figure; None if it may be shown."""
    if isinstance(figure.number, Sign):
        hidden = figure.number is Sign.WITHHELD and figure.cell in policy.hidden
        return Sign.WITHHELD_SECONDARY if hidden else figure.number
    if figure.cell in policy.hidden or _rests_on_secret(figure, policy):
        return Sign.WITHHELD_SECONDARY
    if figure.counts == "övrigt" or (figure.cell is None and figure.rests_on):
        return None
    if figure.base is None and figure.numerator is None:
        return Sign.WITHHELD if figure.unit == "antal" and is_small(figure.number, policy) else None
    if figure.numerator in SECRET or figure.base is Sign.WITHHELD:
        return Sign.WITHHELD
    if figure.base in SECRET and isinstance(figure.numerator, Fraction):
        return Sign.WITHHELD_SECONDARY  # part and share would tell the whole
    if is_small(figure.numerator, policy) or is_small(figure.base, policy):
        return Sign.WITHHELD
    if figure.unit == "procent" and isinstance(figure.base, Fraction):
        slack = _rounding(figure)
        for share in (figure.number, 100 - figure.number):  # who is in the group, and who is not
            if _may_be_small(share, slack, figure.base, policy.threshold):
                return Sign.WITHHELD
    return None


def sign_of_value(value: ComputedValue, policy: Policy) -> Sign | None:
    """A figure of the data has its own sign; what comes of a withheld one is withheld, though not small."""
    assert value.figure is not None, "words have no sign"
    signs = [sign_of(figure, policy) for figure in value.rests_on]
    if value.figure.cell is not None:
        # By the figure as it was found: the value's own decimals say how it is written, not how exact it is.
        return signs[0]
    if isinstance(value.figure.number, Sign):
        return value.figure.number
    return Sign.WITHHELD_SECONDARY if SECRET.intersection(signs) else None


def few_behind(computed: ComputedReport, policy: Policy) -> frozenset[CellKey]:
    """Means of groups that cannot all be large: a mean that is shown says that its group is no few persons.

    Of girls and boys who are five together, one group is of two at most, whichever it is.
    """
    figures = [figure for table in computed.tables for row in table.rows for figure in row.figures]
    counts = {figure.cell: figure.number for figure in figures if figure.unit == "antal"}
    means: dict[CellKey, list[CellKey]] = {}
    for figure in figures:
        if figure.cell is not None and figure.below is not None and figure.unit != "procent":
            shown = isinstance(figure.number, Fraction) and sign_of(figure, policy) is None
            means.setdefault(figure.below, []).extend([figure.cell] if shown else [])
    few: set[CellKey] = set()
    for line in computed.sums:
        total = counts.get(line.total) if isinstance(line.total, CellKey) else None
        known = [number for part in line.parts if isinstance(number := counts.get(part), Fraction)]
        groups = [part for part in line.parts if means.get(part) and part not in counts]
        if isinstance(total, Fraction) and total - sum(known) < policy.threshold * len(groups):
            few.update(cell for group in groups for cell in means[group])
    return frozenset(few)


def is_small(number: Exact | Sign | None, policy: Policy) -> bool:
    return isinstance(number, Fraction) and 0 < abs(number) < policy.threshold


def _rests_on_secret(figure: Figure, policy: Policy) -> bool:
    """A change or a rate tells the figures it is made of; a share tells the count above its line."""
    if figure.cell is None:
        return any(sign_of(part, policy) in SECRET for part in figure.rests_on)
    return any(part.cell in policy.hidden for part in figure.rests_on)


def _rounding(share: Figure) -> Fraction:
    """How far a share may be from the exact one: published shares were rounded, computed ones are exact."""
    return Fraction(0) if isinstance(share.numerator, Fraction) else Fraction(1, 2 * 10**share.decimals)


def _may_be_small(share: Fraction, slack: Fraction, base: Fraction, threshold: int) -> bool:
    """Whether a number of persons above zero and below the threshold makes this share of the base."""
    low, high = (share - slack) * base / 100, (share + slack) * base / 100
    return max(1, ceil(low)) <= min(threshold - 1, floor(high))
