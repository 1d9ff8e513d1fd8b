"""Released values as Swedish words and figures, for prose, for table cells, and for a screen reader.

A value takes any of the formats together, each at most once, in any order: `procent` and `belopp` give the
unit, `tal` and `ord` say how the figure is written, `ungefär` and `förändring` what is said about it. So
`{{ skillnad | förändring | procent | ord }}` is *en ökning med tre procentenheter*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from socpdf.core.rounding import half_away
from socpdf.ir.spec import Format
from socpdf.ir.tables import Released, Shown, Withheld
from socpdf.ir.tidy import Counted, Sign, Unit

FORMAT_NAMES: Final[tuple[str, ...]] = ("tal", "procent", "ord", "förändring", "ungefär", "belopp")

NO_BREAK_SPACE: Final = "\u00a0"
MINUS: Final = "\u2212"
# Figures up to twelve are words in running text (Svenska skrivregler; facts of the printed reports agree).
_WORDS: Final = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
)  # fmt: skip
_NEUTER: Final[frozenset[Counted]] = frozenset({"beslut", "hushåll", "svar"})
_SCALES: Final = {"kronor": (0, ""), "tkr": (3, "tusen "), "mnkr": (6, "miljoner ")}
# Enough that rounding what is released never decides otherwise than the exact figure would.
_SPARE_DECIMALS: Final = 6
_HUNDREDTHS: Final = 2

_SPOKEN: Final = {
    Sign.WITHHELD: "uppgift skyddad av sekretess",
    Sign.WITHHELD_SECONDARY: "uppgift skyddad av sekretess för att en annan inte ska kunna räknas ut",
    Sign.NOT_COMPUTABLE: "uppgiften kan inte beräknas",
    Sign.NO_DATA: "ingen uppgift",
}
_NOUN: Final[dict[Unit, str]] = {
    "antal": "ett antal",
    "procent": "en andel",
    "procentenheter": "en förändring",
    "kvot": "en andel",
    "kronor": "ett belopp",
}


class FormatError(ValueError):
    """A format that does not fit the value; the caller knows the place and makes a diagnostic of it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class _Style:
    """What a chain of formats asks for."""

    unit: Literal["", "procent", "belopp"] = ""
    scale: str = "kronor"
    words: bool = False
    gender: str = ""
    decimals: int | None = None
    change: bool = False
    about: Literal["", "side", "cirka"] = ""
    step: Fraction | None = None


def write(
    value: Released | str, formats: Sequence[Format], *, sentence_start: bool = False, threshold: int = 4
) -> str:
    """The value in running text. Raises `FormatError`; a figure that is withheld never does for its unit."""
    if isinstance(value, str):
        if formats:
            raise FormatError(f"the format `{formats[0].name}` needs a figure, and this is text")
        text = value
    else:
        style = _style(formats)
        text = _shown(value, style) if isinstance(value, Shown) else _withheld(value, style, threshold)
    return text[:1].upper() + text[1:] if sentence_start else text


def cell(value: Released) -> str:
    """The value in a table: the figure with its decimals, or the sign as it is typed."""
    return figure(value.number) if isinstance(value, Shown) else value.sign.value


def spoken(sign: Sign) -> str:
    """What a screen reader should say where a sign is printed."""
    return _SPOKEN[sign]


def figure(number: Decimal) -> str:
    """Decimal comma, thousands set apart by no-break spaces from four digits on, and a true minus sign."""
    whole, _, decimals = f"{number.copy_abs():f}".partition(".")
    groups = f"{int(whole):,}".replace(",", NO_BREAK_SPACE)
    return (MINUS if number < 0 else "") + groups + ("," + decimals if decimals else "")


def decimals_needed(unit: Unit, own: int, formats: Sequence[Format]) -> int:
    """How many decimals a value must be released with, so that it is rounded once, for what is written."""
    style = _style(formats)
    if style.about or style.unit == "belopp":
        return own + _SPARE_DECIMALS
    if style.unit == "procent":
        return _decimals(style, 0) + (_HUNDREDTHS if unit == "kvot" else 0)
    return own if style.decimals is None else style.decimals


# --- reading the formats ---


def _style(formats: Sequence[Format]) -> _Style:
    style = _Style()
    seen: set[str] = set()
    for form in formats:
        if form.name in seen:
            raise FormatError(f"the format `{form.name}` stands twice")
        seen.add(form.name)
        style = _with(style, form)
    for one, other in (("procent", "belopp"), ("tal", "ord"), ("ungefär", "förändring"), ("ungefär", "ord")):
        if one in seen and other in seen:
            raise FormatError(f"the formats `{one}` and `{other}` exclude each other")
    return style


def _with(style: _Style, form: Format) -> _Style:
    match form.name:
        case "tal":
            return _replaced(style, decimals=_decimals_argument(form))
        case "procent":
            given = _decimals_argument(form)
            return _replaced(style, unit="procent", decimals=style.decimals if given is None else given)
        case "ord":
            return _replaced(style, words=True, gender=_word(form, ("en", "ett")))
        case "förändring":
            _no_arguments(form)
            return _replaced(style, change=True)
        case "ungefär":
            return _about(style, form)
        case "belopp":
            return _replaced(style, unit="belopp", scale=_word(form, tuple(_SCALES)) or "kronor")
        case name:
            raise FormatError(
                f"unknown format `{name}`", "valid here: " + ", ".join(f"`{n}`" for n in FORMAT_NAMES)
            )


def _replaced(style: _Style, **changes: object) -> _Style:
    values = {name: getattr(style, name) for name in _Style.__dataclass_fields__}
    return _Style(**(values | changes))


def _decimals_argument(form: Format) -> int | None:
    if not form.arguments:
        return None
    argument = form.arguments[0]
    if len(form.arguments) > 1 or isinstance(argument, str) or argument not in range(7):
        raise FormatError(
            f"the format `{form.name}` takes the number of decimals, from 0 to 6", f"as `{form.name}(1)`"
        )
    return int(argument)


def _word(form: Format, words: Sequence[str]) -> str:
    if not form.arguments:
        return ""
    argument = form.arguments[0]
    if len(form.arguments) > 1 or not isinstance(argument, str) or argument not in words:
        choices = " or ".join(f'"{word}"' for word in words)
        raise FormatError(f"the format `{form.name}` takes {choices}", f'as `{form.name}("{words[-1]}")`')
    return argument


def _no_arguments(form: Format) -> None:
    if form.arguments:
        raise FormatError(f"the format `{form.name}` takes no argument", f"write `{form.name}`")


def _about(style: _Style, form: Format) -> _Style:
    about: Literal["side", "cirka"] = "side"
    step: Fraction | None = None
    for argument in form.arguments:
        if isinstance(argument, Decimal) and argument > 0 and step is None:
            step = Fraction(argument)
        elif argument == "cirka":
            about = "cirka"
        else:
            raise FormatError(
                'the format `ungefär` takes a step above zero and "cirka"', 'as `ungefär(50, "cirka")`'
            )
    return _replaced(style, about=about, step=step)


def _decimals(style: _Style, default: int) -> int:
    return default if style.decimals is None else style.decimals


# --- a figure that is shown ---


def _shown(value: Shown, style: _Style) -> str:
    number, unit = Fraction(value.number), value.unit
    if style.change:
        if number == 0:
            return "oförändrat"
        step = "en ökning med " if number > 0 else "en minskning med "
        return step + _with_unit(abs(number), value, style)
    if style.about:
        return _approximately(number, unit, style, value)
    return _with_unit(number, value, style)


def _with_unit(number: Fraction, value: Shown, style: _Style) -> str:
    own = max(0, -int(value.number.as_tuple().exponent))
    if style.unit == "procent":
        return _percent(number, value.unit, style)
    if style.unit == "belopp":
        return _amount(number, value.unit, style)
    return _number(half_away(number, _decimals(style, own)), style, value.counts)


def _number(number: Decimal, style: _Style, counts: Counted) -> str:
    if style.words and number == number.to_integral_value() and 0 <= number < len(_WORDS):
        if number == 1:
            return style.gender or ("ett" if counts in _NEUTER else "en")
        return _WORDS[int(number)]
    return figure(number)


def _percent(number: Fraction, unit: Unit, style: _Style) -> str:
    if unit not in {"procent", "procentenheter", "kvot"}:
        hint = "divide it by its whole first, or write `tal`"
        raise FormatError(f"the format `procent` needs a share, and this is in {unit}", hint)
    percent = half_away(number * (100 if unit == "kvot" else 1), _decimals(style, 0))
    # procentenhet is common gender, and one per cent is "en procent"
    written = _number(percent, style, "personer")
    if unit != "procentenheter":
        return f"{written}{NO_BREAK_SPACE}procent"
    return f"{written}{NO_BREAK_SPACE}{'procentenhet' if abs(percent) == 1 else 'procentenheter'}"


def _amount(number: Fraction, unit: Unit, style: _Style) -> str:
    if unit != "kronor":
        raise FormatError(
            f"the format `belopp` needs an amount in kronor, and this is in {unit}", "write `tal`"
        )
    digits, words = _SCALES[style.scale]
    amount = half_away(number / 10**digits, _decimals(style, 1 if style.scale == "mnkr" else 0))
    scale = "miljon " if words == "miljoner " and amount == 1 else words
    written = _number(amount, style, "personer")
    return f"{written}{NO_BREAK_SPACE}{scale}{'krona' if amount == 1 and not scale else 'kronor'}"


def _approximately(number: Fraction, unit: Unit, style: _Style, value: Shown) -> str:
    """*drygt* from above, *nästan* from below, and no word at all where the round number is the figure."""
    scaled = number * 100 if unit == "kvot" and style.unit == "procent" else number
    step = style.step or _step(
        abs(scaled), share=unit in {"procent", "procentenheter"} or style.unit == "procent"
    )
    rounded = Fraction(half_away(scaled / step, 0)) * step
    hedge = ""
    if rounded != scaled:
        hedge = "cirka " if style.about == "cirka" else "drygt " if abs(scaled) > abs(rounded) else "nästan "
    as_unit: Unit = "procent" if unit == "kvot" and style.unit == "procent" else unit
    unit_step = step / 10 ** _SCALES[style.scale][0] if style.unit == "belopp" else step
    decimals = _decimals(style, _decimals_of(unit_step))
    shown = Shown(half_away(rounded, _decimals_of(step)), as_unit, value.counts)
    return hedge + _with_unit(rounded, shown, _replaced(style, decimals=decimals))


def _step(number: Fraction, *, share: bool) -> Fraction:
    """How coarse a round number is: whole per cents, tens below a hundred, else two digits that count."""
    if share or number < 20:
        return Fraction(1)
    return Fraction(10 ** max(1, len(str(int(number))) - 2))


def _decimals_of(step: Fraction) -> int:
    return next((d for d in range(_SPARE_DECIMALS) if (step * 10**d).denominator == 1), _SPARE_DECIMALS)


# --- a figure that is not shown ---


def _withheld(value: Withheld, style: _Style, threshold: int) -> str:
    plain_count = value.unit == "antal" and not style.change and not style.unit
    if value.sign is Sign.WITHHELD and plain_count:
        return f"färre än {_number(Decimal(threshold), _Style(words=True), value.counts)}"
    noun = _NOUN.get(value.unit, "en uppgift")
    if style.change:
        noun = "en förändring"
    elif style.unit == "procent":
        noun = "en andel"
    match value.sign:
        case Sign.WITHHELD | Sign.WITHHELD_SECONDARY:
            return f"{noun} som inte redovisas"
        case Sign.NOT_COMPUTABLE:
            return f"{noun} som inte kan beräknas"
        case Sign.NO_DATA:
            return f"{noun} som det saknas uppgift om"
