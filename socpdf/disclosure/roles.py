"""What a column holds that is no count: percentages, rates, means and changes, as an author types it.

`procent(Kvinnor/Totalt)`, `procent(Antal)` (of the total row), `per10000(Antal/Befolkning)`, `medel(Antal)`,
`ändring(2024-2023)`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean


class RoleKind(StrEnum):
    SHARE = "procent"
    RATE = "per10000"
    MEAN = "medel"
    CHANGE = "ändring"


SEPARATOR: Final = {RoleKind.SHARE: "/", RoleKind.RATE: "/", RoleKind.MEAN: "", RoleKind.CHANGE: "-"}


@dataclass(frozen=True, slots=True)
class Role:
    kind: RoleKind
    columns: tuple[int, ...]
    """One or two columns of counts: numerator and base, now and before, or what it rests on."""


def parse_role(source: str, names: Sequence[str], span: Span, sink: Sink) -> Role | None:
    """The role, or None with the reason in the sink."""
    match = re.fullmatch(r"\s*(\w+)\s*\((.+)\)\s*", source)
    kinds = [kind.value for kind in RoleKind]
    if match is None or match[1] not in kinds:
        hint = "write `procent(A/B)`, `procent(A)`, `per10000(A/B)`, `medel(A)` or `ändring(A-B)`"
        sink.error("S212", f"unknown role `{source}`", span, hint)
        return None
    kind = RoleKind(match[1])
    columns = _columns(match[2], SEPARATOR[kind], names)
    if columns is None or (kind in (RoleKind.RATE, RoleKind.CHANGE) and len(columns) != 2):
        hint = did_you_mean(match[2].strip(), names)
        sink.error("S212", f"the role `{source}` names no columns of the table", span, hint)
        return None
    return Role(kind, columns)


def _columns(typed: str, separator: str, names: Sequence[str]) -> tuple[int, ...] | None:
    """One name, or two around a separator, which names may hold too."""
    if typed.strip() in names:
        return (names.index(typed.strip()),)
    if not separator:
        return None
    for place in (number for number, letter in enumerate(typed) if letter == separator):
        one, other = typed[:place].strip(), typed[place + 1 :].strip()
        if one in names and other in names:
            return names.index(one), names.index(other)
    return None
