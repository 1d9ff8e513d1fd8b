"""A figure that is shown, with its unit: in words or figures, *procent* or %, *kronor* or their thousands."""

from decimal import Decimal
from fractions import Fraction

from socpdf.core.rounding import half_away
from socpdf.ir.tables import Shown
from socpdf.ir.tidy import Counted, Unit
from socpdf.text.swedish.formats import SCALES, Style
from socpdf.text.swedish.numbers import NO_BREAK_SPACE, figure, words

_NEUTER: frozenset[Counted] = frozenset({"beslut", "hushåll", "svar"})
_LONG_SCALE = {"kronor": "", "tkr": "tusen ", "mnkr": "miljoner "}
_SHORT_SCALE = {"kronor": "kr", "tkr": "tkr", "mnkr": "mnkr"}


def amount(number: Fraction, own: int, value: Shown, style: Style) -> str:
    """The number, which may be another than the value's own, as its unit asks; else with `own` decimals."""
    match style.unit:
        case "procent":
            return _percent(number, value.unit, style)
        case "belopp":
            return _money(number, style)
        case "":
            decimals = own if style.decimals is None else style.decimals
            return counted(half_away(number, decimals), style, value.counts)


def counted(number: Decimal, style: Style, counts: Counted) -> str:
    """In words where they are asked for and the number is small and whole."""
    whole = number == number.to_integral_value()
    if style.spelled and whole and 0 <= number <= style.words_to:
        return words(int(number), style.gender or ("ett" if counts in _NEUTER else "en"))
    return figure(number)


def below_smallest(number: Fraction, own: int, value: Shown, style: Style) -> str:
    """*mindre än en procentenhet* for a difference that rounds to nothing; empty for any other."""
    scale = Fraction(100) if style.unit == "procent" and value.unit == "kvot" else Fraction(1)
    if style.unit == "belopp":
        scale = Fraction(1, 10 ** SCALES[style.scale])
        own = 1 if style.scale == "mnkr" else 0
    elif style.unit == "procent":
        own = 0
    decimals = own if style.decimals is None else style.decimals
    if half_away(number * scale, decimals):
        return ""
    smallest = Fraction(1, 10**decimals)
    return "mindre än " + amount(smallest / scale, decimals, value, style)


def _percent(number: Fraction, unit: Unit, style: Style) -> str:
    percent = half_away(number * (100 if unit == "kvot" else 1), style.decimals or 0)
    points = unit == "procentenheter"
    if style.compact and not points:
        return f"{figure(percent)}{NO_BREAK_SPACE}%"
    # procentenhet is common gender, and one per cent is "en procent"
    written = counted(percent, style, "personer")
    if not points:
        return f"{written}{_gap(written)}procent"
    return f"{written}{_gap(written)}{'procentenhet' if abs(percent) == 1 else 'procentenheter'}"


def _money(number: Fraction, style: Style) -> str:
    default = 1 if style.scale == "mnkr" else 0
    decimals = default if style.decimals is None else style.decimals
    money = half_away(number / 10 ** SCALES[style.scale], decimals)
    if style.compact:
        return f"{figure(money)}{NO_BREAK_SPACE}{_SHORT_SCALE[style.scale]}"
    scale = _LONG_SCALE[style.scale]
    if scale == "miljoner " and money == 1:
        scale = "miljon "
    written = counted(money, style, "personer")
    return f"{written}{_gap(written)}{scale}{'krona' if money == 1 and not scale else 'kronor'}"


def _gap(written: str) -> str:
    """A figure stays with its unit; a word may stand at the end of a line."""
    return NO_BREAK_SPACE if written[-1:].isdigit() else " "
