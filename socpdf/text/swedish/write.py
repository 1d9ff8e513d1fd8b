"""A released value as its place shows it: in running text, in a callout, in a cell, to a listener."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from socpdf.ir.spec import Format
from socpdf.ir.tables import Released, Shown, Withheld
from socpdf.ir.tidy import Sign, Unit
from socpdf.text.swedish.amounts import amount, counted
from socpdf.text.swedish.formats import (
    DIRECTIONS,
    PARTS,
    FormatError,
    Style,
    check_unit,
    own_decimals,
    read_style,
)
from socpdf.text.swedish.hedges import approximately, part_of_whole
from socpdf.text.swedish.numbers import LONGEST_WORDS, figure, words, written_date
from socpdf.text.swedish.phrases import direction

_SPOKEN: Final = {
    Sign.WITHHELD: "uppgift skyddad av sekretess",
    # Heard in cell after cell: the note below the table tells the reason at length.
    Sign.WITHHELD_SECONDARY: "uppgift skyddad för en annans skull",
    Sign.NOT_COMPUTABLE: "uppgiften kan inte beräknas",
    Sign.NO_DATA: "ingen uppgift",
}
_SIGN_NAMES: Final = {".": "punkt"}
_NOUN: Final[dict[Unit, str]] = {
    "antal": "ett antal",
    "procent": "en andel",
    "procentenheter": "en förändring",
    "kvot": "en andel",
    "kronor": "ett belopp",
}
_WHY_NOT: Final = {
    Sign.WITHHELD: "som inte redovisas",
    Sign.WITHHELD_SECONDARY: "som inte redovisas",
    Sign.NOT_COMPUTABLE: "som inte kan beräknas",
    Sign.NO_DATA: "som det saknas uppgift om",
}


def write(
    value: Released | str,
    formats: Sequence[Format],
    *,
    sentence_start: bool = False,
    compact: bool = False,
    threshold: int = 4,
) -> str:
    """The value in running text; `compact` for a callout, where figures and signs are read faster than words.

    Raises `FormatError`; for a figure that is withheld only where a statement has no text for it. A sentence
    begins with a capital, and with a figure only where the number is too long to be spelled out.
    """
    style = replace(read_style(formats), compact=compact)
    if isinstance(value, str):
        text = _words(value, style, formats)
    elif isinstance(value, Withheld):
        text = _withheld(value, style, threshold)
    else:
        check_unit(value.unit, style)
        text = _shown(value, style)
        if sentence_start and not compact and text[:1].isdigit():
            text = _shown(value, replace(style, spelled=True, words_to=LONGEST_WORDS))
    return text[:1].upper() + text[1:] if sentence_start and not compact else text


def cell(value: Released) -> str:
    """The value in a table: the figure with its decimals, or the sign as it is typed."""
    return figure(value.number) if isinstance(value, Shown) else value.sign.value


def spoken(sign: Sign) -> str:
    """What a screen reader should say where a sign is printed."""
    return _SPOKEN[sign]


def sign_name(sign: str) -> str:
    """A sign as it is called: `**` is två stjärnor. What has letters is read as it stands."""
    if not sign.strip("*"):
        return "stjärna" if sign == "*" else words(len(sign), "en") + " stjärnor"
    return _SIGN_NAMES.get(sign, sign)


def _words(text: str, style: Style, formats: Sequence[Format]) -> str:
    if style.date:
        written = written_date(text)
        if written is None:
            raise FormatError("the format `datum` needs a date, and this is none", 'as `per("personer")`')
        return written if style.date == "lång" else text
    if formats:
        raise FormatError(
            f"the format `{formats[0].name}` needs a figure, and this is text", "delete the format"
        )
    return text


def _shown(value: Shown, style: Style) -> str:
    if style.says in DIRECTIONS:
        return direction(value, style)
    if style.says in PARTS:
        return part_of_whole(value, style)
    if style.says == "ungefär":
        return approximately(value, style)
    return amount(Fraction(value.number), own_decimals(value.number, style), value, style)


# --- a figure that is not shown ---


def _withheld(value: Withheld, style: Style, threshold: int) -> str:
    if style.says in DIRECTIONS:
        return _withheld_direction(value, style)
    if value.sign is Sign.WITHHELD and value.unit == "antal" and not style.unit and style.says not in PARTS:
        return f"färre än {counted(Decimal(threshold), Style(spelled=True), value.counts)}"
    noun = "en andel" if style.unit == "procent" or style.says in PARTS else _noun(value.unit)
    return f"{noun} {_WHY_NOT[value.sign]}"


def _withheld_direction(value: Withheld, style: Style) -> str:
    """Says nothing of whether there was a change at all, nor which."""
    match style.says:
        case "förändring":
            return f"en förändring {_WHY_NOT[value.sign]}"
        case "förändrades":
            return f"hade en utveckling {_WHY_NOT[value.sign]}"
        case "har_förändrats":
            return f"har haft en utveckling {_WHY_NOT[value.sign]}"
        case "fler":
            return f"ett antal{' ' + style.noun if style.noun else ''} som inte jämförs med"
        case "välj" if len(style.texts) > 3:
            return style.texts[3]
        case "välj":
            hint = "add a fourth text to `välj`, for when nothing can be said, or rephrase the sentence"
            raise FormatError("the figure that chooses is not shown", hint)
        case _:
            return f"{_noun(value.unit)} som inte jämförs med"


def _noun(unit: Unit) -> str:
    return _NOUN.get(unit, "en uppgift")
