"""What a chart does not show, and why: never how much it is."""

from collections.abc import Sequence
from typing import Final

from socpdf.charts.speech.words import Said, together
from socpdf.ir.tables import Withheld
from socpdf.ir.tidy import Sign

_MOST_NAMED: Final = 3
_SECRET: Final = frozenset({Sign.WITHHELD, Sign.WITHHELD_SECONDARY})


def not_shown(told: Said) -> list[str]:
    every = told.every()
    signs = [(name, value.sign) for name, value in every if isinstance(value, Withheld)]
    secret = [name for name, sign in signs if sign in _SECRET]
    missing = [name for name, sign in signs if sign is Sign.NO_DATA]
    impossible = [name for name, sign in signs if sign is Sign.NOT_COMPUTABLE]
    count = len(every)
    return [*_secret(secret, count), *_missing(missing, count), *_impossible(impossible, count)]


def _secret(names: Sequence[str], of: int) -> list[str]:
    if not names:
        return []
    if len(names) == of:
        return [
            "Alla uppgifter är skyddade av sekretess." if of > 1 else "Uppgiften är skyddad av sekretess."
        ]
    if len(names) == 1:
        return [f"Uppgiften för {names[0]} är skyddad av sekretess."]
    if len(names) <= _MOST_NAMED:
        return [f"Uppgifterna för {together(names)} är skyddade av sekretess."]
    return [f"Av {of} uppgifter är {len(names)} skyddade av sekretess."]


def _missing(names: Sequence[str], of: int) -> list[str]:
    if not names:
        return []
    if len(names) <= _MOST_NAMED:
        return [f"Uppgift saknas för {together(names)}."]
    return [f"Av {of} uppgifter saknas {len(names)}."]


def _impossible(names: Sequence[str], of: int) -> list[str]:
    if not names:
        return []
    if len(names) == 1:
        return [f"Värdet för {names[0]} kan inte beräknas."]
    if len(names) <= _MOST_NAMED:
        return [f"Värdena för {together(names)} kan inte beräknas."]
    return [f"Av {of} värden kan {len(names)} inte beräknas."]
