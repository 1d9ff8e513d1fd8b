"""Words that round, never to the wrong side: *drygt*, *nästan*, *mer än hälften*, *var tredje*."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from socpdf.core.rounding import half_away
from socpdf.ir.tables import Shown
from socpdf.ir.tidy import Unit
from socpdf.text.swedish.amounts import amount
from socpdf.text.swedish.formats import SCALES, SPARE_DECIMALS, FormatError, Style

# Each simple part of a whole, as a part and as one in so many.
_PARTS: Final = (
    (Fraction(1, 10), "en tiondel", "var tionde"),
    (Fraction(1, 5), "en femtedel", "var femte"),
    (Fraction(1, 4), "en fjärdedel", "var fjärde"),
    (Fraction(1, 3), "en tredjedel", "var tredje"),
    (Fraction(1, 2), "hälften", "varannan"),
    (Fraction(2, 3), "två tredjedelar", "två av tre"),
    (Fraction(3, 4), "tre fjärdedelar", "tre av fyra"),
    (Fraction(4, 5), "fyra femtedelar", "fyra av fem"),
    (Fraction(9, 10), "nio tiondelar", "nio av tio"),
)
# Within these *drygt* and *nästan* are fair; farther off, *mer än* and *mindre än* are always true.
_NEAR: Final = Fraction(2, 100)
_NEAR_OF_PART: Final = Fraction(6, 100)


def approximately(value: Shown, style: Style) -> str:
    """*drygt* from above, *nästan* from below, and no word at all where the round number is the figure."""
    in_percent = value.unit == "kvot" and style.unit == "procent"
    unit: Unit = "procent" if in_percent else value.unit
    number = Fraction(value.number) * (100 if in_percent else 1)
    step = style.step or _step(abs(number), share=unit in {"procent", "procentenheter"})
    rounded = Fraction(half_away(number / step, 0)) * step
    hedge = ""
    if rounded != number:
        above = abs(number) > abs(rounded)
        hedge = "cirka " if style.side == "cirka" else "drygt " if above else f"{style.side} "
    unit_step = step / 10 ** SCALES[style.scale] if style.unit == "belopp" else step
    shown = Shown(half_away(rounded, _decimals_of(step)), unit, value.counts)
    decimals = _decimals_of(unit_step) if style.decimals is None else style.decimals
    return hedge + amount(rounded, decimals, shown, replace(style, decimals=decimals))


def part_of_whole(value: Shown, style: Style) -> str:
    """The nearest simple part, with the word that makes it true: *mer än hälften*, *nästan var tredje*."""
    share = value.number / 100 if value.unit == "procent" else value.number
    if not 0 <= share <= 1:
        message = f"the format `{style.says}` needs a share from 0 to 100 per cent"
        raise FormatError(message, "divide the part by its whole, as `andel(del, hel)`")
    if share == 0:
        return "ingen"
    if share == 1:
        return "alla"
    exact = Fraction(share)
    part, as_part, as_one_in = min(_PARTS, key=lambda entry: (abs(entry[0] - exact), entry[0]))
    words = as_part if style.says == "bråkdel" else as_one_in
    if _is(part, share):
        return words
    near = abs(exact - part) <= min(_NEAR, part * _NEAR_OF_PART)
    if exact > part:
        return f"{'drygt' if near else 'mer än'} {words}"
    return f"{'nästan' if near else 'mindre än' if style.says == 'bråkdel' else 'färre än'} {words}"


def _is(part: Fraction, share: Decimal) -> bool:
    """A third has no end of decimals: it is one if all decimals that are there agree."""
    decimals = max(0, -int(share.as_tuple().exponent))
    return half_away(part, decimals) == share if decimals >= SPARE_DECIMALS else part == Fraction(share)


def _step(number: Fraction, *, share: bool) -> Fraction:
    """How coarse a round number is: whole per cents, tens below a hundred, else two digits that count."""
    if share or number < 20:
        return Fraction(1)
    return Fraction(10 ** max(1, len(str(int(number))) - 2))


def _decimals_of(step: Fraction) -> int:
    return next((d for d in range(SPARE_DECIMALS) if (step * 10**d).denominator == 1), SPARE_DECIMALS)
