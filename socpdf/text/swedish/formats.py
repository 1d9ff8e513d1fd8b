"""The formats after a bar, read into one style and checked against the unit of the value.

A value takes formats together, each at most once, in any order: `procent` and `belopp` give the unit, `tal`
and `ord` say how it is written, and one of the others may say something about it. So
`{{ skillnad | förändring | procent | ord }}` is *en ökning med tre procentenheter*.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from socpdf.core.names import did_you_mean
from socpdf.ir.spec import Format
from socpdf.ir.tidy import Unit
from socpdf.text.swedish.numbers import WORDS_TO

Saying = Literal[
    "",
    "förändring",
    "förändrades",
    "har_förändrats",
    "fler",
    "mer",
    "högre",
    "välj",
    "ungefär",
    "bråkdel",
    "var",
]
"""What is said about the figure beside the figure itself."""

DIRECTIONS: Final = frozenset({"förändring", "förändrades", "har_förändrats", "fler", "mer", "högre", "välj"})
PARTS: Final = frozenset({"bråkdel", "var"})
FORMAT_NAMES: Final[tuple[str, ...]] = (
    "tal", "ord", "procent", "belopp", "förändring", "förändrades", "har_förändrats", "fler", "mer", "högre",
    "välj", "ungefär", "bråkdel", "var", "datum",
)  # fmt: skip
AGREEMENTS: Final = ("en", "ett", "flera")
SCALES: Final = {"kronor": 0, "tkr": 3, "mnkr": 6}
SHARES: Final[frozenset[Unit]] = frozenset({"procent", "procentenheter", "kvot"})

# So much more exact than it is written is a figure released whose direction or side is told: rounding it then
# never decides otherwise than the exact figure would.
SPARE_DECIMALS: Final = 6
_HUNDREDTHS: Final = 2
_MOST_DECIMALS: Final = 6
_EXCLUDING: Final = (("procent", "belopp"), ("tal", "ord"), ("ungefär", "ord"))


class FormatError(ValueError):
    """A format that does not fit the value; the caller knows the place and makes a diagnostic of it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Style:
    """What a chain of formats asks for."""

    unit: Literal["", "procent", "belopp"] = ""
    scale: str = "kronor"
    figures: bool = False
    """`tal`: figures also where words are the custom."""
    spelled: bool = False
    """`ord`: words also where figures are the custom."""
    words_to: int = WORDS_TO
    gender: str = ""
    decimals: int | None = None
    says: Saying = ""
    agrees: str = ""
    """Of *oförändrad* and *lika hög*: `en`, `ett` or `flera`; empty: as the unit has it."""
    noun: str = ""
    """What the difference is counted in: *personer*, *timmar*."""
    texts: tuple[str, ...] = ()
    """Of `välj`: for more, for less, for the same, and for a figure that is not shown."""
    side: Literal["nästan", "knappt", "cirka"] = "nästan"
    """Of `ungefär`: the word from below."""
    step: Fraction | None = None
    date: Literal["", "lång", "kort"] = ""
    compact: bool = False
    """In a callout: figures and signs."""

    @property
    def needs_spare(self) -> bool:
        """Whether the exact figure decides about words."""
        return bool(self.says) or self.unit == "belopp"


def read_style(formats: Sequence[Format]) -> Style:
    style = Style()
    seen: set[str] = set()
    for form in formats:
        if form.name in seen:
            raise FormatError(f"the format `{form.name}` stands twice", "delete one of the two")
        seen.add(form.name)
        style = _with(style, form)
    _check_together([form.name for form in formats])
    return style


def check(unit: Unit, formats: Sequence[Format]) -> None:
    """`FormatError` where formats do not go together, or not with the unit; whatever the figure is."""
    check_unit(unit, read_style(formats))


def check_unit(unit: Unit, style: Style) -> None:
    if style.unit == "procent" and unit not in SHARES:
        hint = "divide it by its whole first, as `andel(del, hel)`, or write `tal`"
        raise FormatError(f"the format `procent` needs a share, and this is in {unit}", hint)
    if style.unit == "belopp" and unit != "kronor":
        raise FormatError(
            f"the format `belopp` needs an amount in kronor, and this is in {unit}", "write `tal`"
        )
    if style.says in PARTS and unit not in {"procent", "kvot"}:
        hint = "divide it by its whole first, as `andel(del, hel)`"
        raise FormatError(f"the format `{style.says}` needs a share, and this is in {unit}", hint)
    if style.date:
        raise FormatError("the format `datum` needs a date, and this is a figure", 'as `per("personer")`')


def decimals_needed(unit: Unit, own: int, formats: Sequence[Format]) -> int:
    """How many decimals a value must be released with, so that it is rounded once, for what is written."""
    style = read_style(formats)
    written = own if style.decimals is None else style.decimals
    if style.unit == "procent":
        written = (style.decimals or 0) + (_HUNDREDTHS if unit == "kvot" else 0)
    return max(own + SPARE_DECIMALS, written) if style.needs_spare else written


def own_decimals(number: Decimal, style: Style) -> int:
    """The decimals of the measure, for a figure that was released with more where its direction is told."""
    decimals = max(0, -int(number.as_tuple().exponent))
    return decimals - SPARE_DECIMALS if style.needs_spare and decimals >= SPARE_DECIMALS else decimals


# --- reading ---


def _with(style: Style, form: Format) -> Style:
    match form.name:
        case "tal":
            return replace(style, figures=True, decimals=_decimals(form, style.decimals))
        case "procent":
            return replace(style, unit="procent", decimals=_decimals(form, style.decimals))
        case "ord":
            return replace(style, spelled=True, gender=_word(form, ("en", "ett")))
        case "belopp":
            return replace(style, unit="belopp", scale=_word(form, tuple(SCALES)) or "kronor")
        case "förändrades" | "har_förändrats" | "högre" as says:
            agrees = tuple(a for a in form.arguments if a in AGREEMENTS)
            rest = tuple(a for a in form.arguments if a not in AGREEMENTS)
            agreement = _word(replace(form, arguments=agrees), AGREEMENTS)
            return replace(style, says=says, agrees=agreement, noun=_noun(replace(form, arguments=rest)))
        case "förändring" | "fler" | "mer" as says:
            return replace(style, says=says, noun=_noun(form))
        case "bråkdel" | "var" as says:
            _no_arguments(form)
            return replace(style, says=says)
        case "välj":
            return replace(style, says="välj", texts=_texts(form))
        case "ungefär":
            return _about(style, form)
        case "datum":
            return replace(style, date="kort" if _word(form, ("lång", "kort")) == "kort" else "lång")
        case name:
            raise FormatError(f"unknown format `{name}`", did_you_mean(name, FORMAT_NAMES))


def _check_together(names: Sequence[str]) -> None:
    """Formats that would contradict each other, or of which one would have no effect."""
    for one, other in _EXCLUDING:
        if one in names and other in names:
            raise FormatError(
                f"the formats `{one}` and `{other}` exclude each other", "delete one of the two"
            )
    saying = [name for name in names if name in DIRECTIONS | PARTS | {"ungefär"}]
    alone = [name for name in names if name in PARTS | {"datum"}]
    pair = saying[:2] if len(saying) > 1 else [*alone, *(n for n in names if n not in alone)] if alone else []
    if len(pair) > 1:
        raise FormatError(
            f"the formats `{pair[0]}` and `{pair[1]}` exclude each other", "delete one of the two"
        )


def _decimals(form: Format, otherwise: int | None) -> int | None:
    if not form.arguments:
        return otherwise
    argument = form.arguments[0]
    if len(form.arguments) > 1 or isinstance(argument, str) or argument not in range(_MOST_DECIMALS + 1):
        message = f"the format `{form.name}` takes the number of decimals, from 0 to {_MOST_DECIMALS}"
        raise FormatError(message, f"as `{form.name}(1)`")
    return int(argument)


def _word(form: Format, valid: Sequence[str]) -> str:
    if not form.arguments:
        return ""
    argument = form.arguments[0]
    if len(form.arguments) > 1 or not isinstance(argument, str) or argument not in valid:
        choices = " or ".join(f'"{word}"' for word in valid)
        raise FormatError(f"the format `{form.name}` takes {choices}", f'as `{form.name}("{valid[-1]}")`')
    return argument


def _noun(form: Format) -> str:
    match form.arguments:
        case ():
            return ""
        case (str(noun),) if noun.strip():
            return noun.strip()
        case _:
            message = f"the format `{form.name}` takes what is counted, in one text"
            raise FormatError(message, f'as `{form.name}("personer")`')


def _texts(form: Format) -> tuple[str, ...]:
    texts = tuple(argument for argument in form.arguments if isinstance(argument, str))
    if len(texts) != len(form.arguments) or len(texts) not in {3, 4}:
        raise FormatError(
            "the format `välj` takes three texts, for more, for less and for the same, and a fourth for a "
            "figure that is not shown",
            'as `välj("ökade med {}", "minskade med {}", "var oförändrat")`',
        )
    for text in texts:
        if set("{}") & set(text.replace("{}", "")):
            raise FormatError(
                f"the text `{text}` has a brace without its partner", "write `{}` where the figure stands"
            )
    for text in texts[2:]:
        if "{}" in text:
            hint = "there is no difference to write, or none that may be shown: delete `{}`"
            raise FormatError(f"the text `{text}` cannot hold the figure", hint)
    return texts


def _no_arguments(form: Format) -> None:
    if form.arguments:
        raise FormatError(f"the format `{form.name}` takes no argument", f"write `{form.name}`")


def _about(style: Style, form: Format) -> Style:
    side: Literal["nästan", "knappt", "cirka"] = "nästan"
    step: Fraction | None = None
    for argument in form.arguments:
        if isinstance(argument, Decimal) and argument > 0 and step is None:
            step = Fraction(argument)
        elif argument == "cirka" or argument == "knappt":
            side = "cirka" if argument == "cirka" else "knappt"
        else:
            raise FormatError(
                'the format `ungefär` takes a step above zero, and "knappt" or "cirka"',
                'as `ungefär(50, "cirka")`',
            )
    return replace(style, says="ungefär", side=side, step=step)
