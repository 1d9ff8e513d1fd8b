"""Sentences that turn with the figure: the sign of a difference chooses the words, in every year anew."""

from dataclasses import replace
from fractions import Fraction
from typing import Final

from socpdf.ir.tables import Shown
from socpdf.ir.tidy import Unit
from socpdf.text.learned import MINUS
from socpdf.text.swedish.amounts import amount, below_smallest
from socpdf.text.swedish.formats import Style, own_decimals
from socpdf.text.swedish.numbers import one_of

# By what the words agree with: an *andel* is common gender, an *antal* neuter.
_UNCHANGED: Final = {"en": "oförändrad", "ett": "oförändrat", "flera": "oförändrade"}
_AS_HIGH: Final = {"en": "lika hög", "ett": "lika högt", "flera": "lika höga"}
_ONE: Final = frozenset({"1", "en", "ett"})
_COMMON: Final[frozenset[Unit]] = frozenset({"procent", "procentenheter", "kvot"})


def direction(value: Shown, style: Style) -> str:
    """The phrase for more, for less, or for the same, by the exact difference."""
    number = Fraction(value.number)
    if style.says == "förändring" and style.compact:
        return _signed(number, value, style)
    written = _size(abs(number), value, style) if number else ""
    agrees = style.agrees or agreement(value.unit)
    match style.says:
        case "förändring":
            return _chosen(number, f"en ökning med {written}", f"en minskning med {written}", "oförändrat")
        case "förändrades":
            same = f"var {_UNCHANGED[agrees]}"
            return _chosen(number, f"ökade med {written}", f"minskade med {written}", same)
        case "har_förändrats":
            same = f"är {_UNCHANGED[agrees]}"
            return _chosen(number, f"har ökat med {written}", f"har minskat med {written}", same)
        case "fler":
            more, fewer = _than(number, "fler", value, style), _than(number, "färre", value, style)
            return _chosen(number, more, fewer, f"lika många{' ' + style.noun if style.noun else ''} som")
        case "mer":
            return _chosen(number, f"{written} mer än", f"{written} mindre än", "lika mycket som")
        case "högre":
            return _chosen(number, f"{written} högre än", f"{written} lägre än", f"{_AS_HIGH[agrees]} som")
        case _:
            return _chosen(number, *style.texts[:3]).replace("{}", written)


def agreement(unit: Unit) -> str:
    return "en" if unit in _COMMON else "ett"


def _chosen(number: Fraction, more: str, less: str, same: str) -> str:
    return more if number > 0 else less if number < 0 else same


def _size(number: Fraction, value: Shown, style: Style) -> str:
    """How large the difference is; in words up to twelve, as running text has it for a number on its own."""
    if not style.unit and not style.figures:
        style = replace(style, spelled=True)
    own = own_decimals(value.number, style)
    size = below_smallest(number, own, value, style) or amount(number, own, value, style)
    if not style.noun:
        return size
    return (one_of(style.noun) if size in _ONE else None) or f"{size} {style.noun}"


def _than(number: Fraction, word: str, value: Shown, style: Style) -> str:
    """*elva fler kvinnor än*, but *en kvinna fler än*."""
    size = _size(abs(number), value, replace(style, noun=""))
    if not style.noun:
        return f"{size} {word} än"
    one = one_of(style.noun) if size in _ONE else None
    return f"{one} {word} än" if one else f"{size} {word} {style.noun} än"


def _signed(number: Fraction, value: Shown, style: Style) -> str:
    sign = "+" if number > 0 else MINUS if number < 0 else "±"
    return sign + amount(abs(number), own_decimals(value.number, style), value, style)
