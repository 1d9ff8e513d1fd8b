"""Every code a message can carry, with cause and cure: what `socpdf explain` prints and the docs list.

A code is never reused. One module a family; L: language of the specs, D: data, T: tables and values,
S: secrecy, A: the audit of the text, G: layout and writing, F: findings in a finished PDF, P: findings of
the print preflight, U: use of the command.
"""

from typing import Final

from socpdf.core.codes import (
    audit,
    data,
    findings,
    language,
    layout,
    press,
    secrecy,
    tables,
    use,
)
from socpdf.core.codes.code import Code

CODES: Final[tuple[Code, ...]] = (
    *language.CODES,
    *data.CODES,
    *tables.CODES,
    *secrecy.CODES,
    *audit.CODES,
    *layout.CODES,
    *findings.CODES,
    *press.CODES,
    *use.CODES,
)

__all__ = ["CODES", "Code", "find"]


def find(code: str) -> Code | None:
    return next((entry for entry in CODES if entry.id == code.upper()), None)
