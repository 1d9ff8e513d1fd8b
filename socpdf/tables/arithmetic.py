"""Arithmetic on figures: exact, with units, and with signs that propagate.

The result of arithmetic is no cell of the data; what it rests on is kept beside it.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from socpdf.ir.tables import Figure
from socpdf.ir.tidy import Sign, Unit
from socpdf.tables.cube import Number, add, share

Operator = Literal["+", "-", "*", "/"]
# A plain ratio has as many decimals as a share in whole per cents needs.
_RATIO_DECIMALS = 2
_SHARE_DECIMALS = 1
_SHARES = frozenset({"procent", "procentenheter", "kvot"})


@dataclass(frozen=True, slots=True)
class Quantity:
    figure: Figure
    rests_on: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The report's year and its neighbours: written without a space, and never disclosed."""

    number: int


@dataclass(frozen=True, slots=True)
class Constant:
    """A number an author typed into an expression."""

    number: Fraction


Operand = Quantity | Year | Constant


class NoUnit(Exception):  # noqa: N818 - made into a diagnostic by the caller
    """The operation has no sensible result."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def negative(operand: Operand) -> Operand:
    match operand:
        case Quantity(figure=figure):
            number = figure.number if isinstance(figure.number, Sign) else -figure.number
            return replace(operand, figure=_derived(figure, number, figure.unit))
        case Year(number=number):
            return Constant(Fraction(-number))
        case Constant(number=number):
            return Constant(-number)


def share_of(part: Quantity, whole: Quantity) -> Quantity:
    """`andel(del, hel)` in per cent; of nothing it cannot be computed."""
    one, other = part.figure, whole.figure
    if one.unit != other.unit or one.unit in _SHARES:
        message = f"`{one.unit}` is no part of `{other.unit}`"
        raise NoUnit(message, "take the share of two counts, or of two amounts of one unit")
    number = share(_secondary(one.number), _secondary(other.number))
    figure = _derived(one, number, "procent")
    figure = replace(figure, decimals=_SHARE_DECIMALS, numerator=one.number, base=other.number)
    return Quantity(figure, tuple(dict.fromkeys(part.rests_on + whole.rests_on)))


def combine(operator: Operator, left: Operand, right: Operand) -> Operand:
    """`ZeroDivisionError` by a figure that is zero; `NoUnit` where units do not go together."""
    if isinstance(left, Quantity):
        if isinstance(right, Quantity):
            return _quantities(operator, left, right)
        return _with_constant(operator, left, _plain(right))
    if isinstance(right, Quantity):
        if operator == "/":
            raise NoUnit("a number divided by a figure has no unit", "divide the figure by the number")
        turned = negative(right) if operator == "-" else right
        assert isinstance(turned, Quantity)
        return _with_constant("+" if operator == "-" else operator, turned, _plain(left))
    result = _reckon(operator, _plain(left), _plain(right))
    years = isinstance(left, Year) != isinstance(right, Year) and operator in "+-"
    return Year(int(result)) if years and result.denominator == 1 else Constant(result)


def _plain(operand: Year | Constant) -> Fraction:
    return Fraction(operand.number)


def _quantities(operator: Operator, left: Quantity, right: Quantity) -> Quantity:
    one, other = left.figure, right.figure
    unit = _unit(operator, one.unit, other.unit)
    number = _number(operator, one.number, other.number)
    figure = _derived(one, number, unit)
    if one.counts != other.counts:
        figure = replace(figure, counts="övrigt")
    if operator == "/":
        decimals = max(_RATIO_DECIMALS if unit == "kvot" else 1, one.decimals)
        figure = replace(figure, decimals=decimals, numerator=one.number, base=other.number)
    else:
        figure = replace(figure, decimals=max(one.decimals, other.decimals))
    return Quantity(figure, tuple(dict.fromkeys(left.rests_on + right.rests_on)))


def _with_constant(operator: Operator, quantity: Quantity, constant: Fraction) -> Quantity:
    figure = quantity.figure
    number = figure.number if isinstance(figure.number, Sign) else _reckon(operator, figure.number, constant)
    if operator == "/" and not constant:
        raise ZeroDivisionError
    decimals = max(figure.decimals, 1) if operator == "/" else figure.decimals
    return replace(quantity, figure=replace(_derived(figure, number, figure.unit), decimals=decimals))


def _derived(figure: Figure, number: Number, unit: Unit) -> Figure:
    return replace(
        figure,
        number=_secondary(number),
        unit=unit,
        numerator=None,
        base=None,
        cell=None,
        rests_on=(),
        rounded=None,
    )


def _secondary(number: Number) -> Number:
    """What comes of a small count need not be small."""
    return Sign.WITHHELD_SECONDARY if number is Sign.WITHHELD else number


def _number(operator: Operator, left: Number, right: Number) -> Number:
    if isinstance(left, Sign) or isinstance(right, Sign):
        return add([left, right])
    return _reckon(operator, left, right)


def _reckon(operator: Operator, left: Fraction, right: Fraction) -> Fraction:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right


def _unit(operator: Operator, left: Unit, right: Unit) -> Unit:
    points: tuple[Unit, Unit] = ("procent", "procentenheter")
    match operator:
        case "+" | "-" if left == right:
            return "procentenheter" if left == "procent" and operator == "-" else left
        case "+" | "-" if left in points and right in points:
            return "procent"
        case "*" if "kvot" in (left, right):
            return right if left == "kvot" else left
        case "/" if left == right:
            return "kvot"
        case "/" if right in {"antal", "kvot"} and left not in {"procent", "procentenheter"}:
            return left
        case _:
            raise NoUnit(
                f"`{left}` {operator} `{right}` has no sensible unit", "reckon with figures of one unit"
            )
