"""One typed cell to the figure or the sign it is, or to what is wrong with it; no guess is made.

`1.234` may be a thousand or one and a bit, so it is taken as neither. No message says a digit of the cell.
"""

import re
from decimal import Decimal
from typing import Final

from socpdf.ir.tidy import Datum, Measure, Sign
from socpdf.sources.problems import Problem, masked

# Beyond it a spreadsheet has already lost digits (IEEE 754 doubles hold 15).
MOST_DIGITS: Final = 15
_SIGNS: Final = {sign.value: sign for sign in Sign}
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)([.,])([0-9]+)")
_THOUSANDS: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:([ \u00a0\u2009\u202f'’.,])[0-9]{3})+(?:[.,][0-9]+)?")


class FigureReader:
    """Reads the cells of one measure; remembers the column's decimal sign, for a column has only one."""

    def __init__(self, measure: Measure, *, may_be_empty: bool) -> None:
        self._measure = measure
        self._may_be_empty = may_be_empty
        self._decimal_sign = ""

    def read(self, text: str) -> Datum | Problem:
        if text in _SIGNS:
            return _SIGNS[text]
        if not text:
            return None if self._may_be_empty else self._empty()
        if sum(character.isdigit() for character in text) > MOST_DIGITS:
            return self._problem("D114", f"has more than {MOST_DIGITS} digits")
        if _WHOLE.fullmatch(text):
            number = int(text)
            return self._negative() if number < 0 and self._measure.unit == "antal" else number
        decimal = _DECIMAL.fullmatch(text)
        if decimal and not (self._measure.decimals < 3 and _THOUSANDS.fullmatch(text)):
            return self._decimal(text, decimal[1], decimal[2])
        return self._not_a_figure(text)

    def _decimal(self, text: str, sign: str, decimals: str) -> Datum | Problem:
        declared = self._measure.decimals
        if len(decimals) > declared:
            wanted = (
                "whole numbers" if declared == 0 else f"{declared} decimals" if declared > 1 else "1 decimal"
            )
            hint = "round the figures at their source, or declare more with `decimaler`"
            return self._problem("D119", f"has {len(decimals)} decimals, declared are {wanted}", hint)
        if self._decimal_sign not in {"", sign}:
            hint = "use decimal points or decimal commas throughout the column"
            return self._problem(
                "D120", f"has a decimal `{sign}`, cells above have `{self._decimal_sign}`", hint
            )
        self._decimal_sign = sign
        number = Decimal(text.replace(",", "."))
        return self._negative() if number < 0 and self._measure.unit == "antal" else number

    def _not_a_figure(self, text: str) -> Problem:
        if "%" in text:
            hint = 'write the figure alone; the unit stands in the description, as enhet = "procent"'
            return self._problem("D116", "has a percent sign", hint)
        if _THOUSANDS.fullmatch(text):
            return self._problem(
                "D115", "has a separator of thousands", "write the digits without anything between"
            )
        if text != text.strip():
            return self._problem("D114", "has spaces around its figure", "take the spaces away")
        hint = "write a figure, or one of the signs " + ", ".join(f"`{sign}`" for sign in _SIGNS)
        if "\u2212" in text or "–" in text:
            hint = "write the minus as a hyphen, `-`"
        return self._problem("D114", f"is not a figure: `{masked(text[:40])}`", hint)

    def _negative(self) -> Problem:
        return self._problem("D117", "is below zero, but a count cannot be", "correct it at its source")

    def _empty(self) -> Problem:
        hint = "write a figure or a sign, or `tom = true` under the measure if cells may be empty"
        return self._problem("D118", "is empty", hint)

    def _problem(self, code: str, message: str, hint: str = "") -> Problem:
        return Problem(code, f"the cell of `{self._measure.name}` {message}", hint)
