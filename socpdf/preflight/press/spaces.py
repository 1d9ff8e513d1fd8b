"""Colours and the spaces they are chosen in, as the inks they lay.

A space that is none of inks (RGB, Lab, a profile of them) is converted roughly, for the ink map alone: the
rules about amounts of ink hold for what the file itself asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

PROCESS: Final = ("Cyan", "Magenta", "Yellow", "Black")
# One part in 255 is what eight bits can tell; less is no ink.
TRACE: Final = 1 / 510

Family: TypeAlias = Literal[
    "DeviceGray",
    "DeviceRGB",
    "DeviceCMYK",
    "CalGray",
    "CalRGB",
    "Lab",
    "ICCBased",
    "Separation",
    "DeviceN",
    "Pattern",
]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it was asked for, and the inks it lays."""

    family: Family
    """Of the space it was chosen in; of an Indexed space, the one below."""
    inks: tuple[tuple[str, float], ...]
    """Ink and amount from 0 to 1; estimated where the space is none of inks."""
    plates: frozenset[str]
    """The inks which it sets when it overprints; all others then stay."""
    is_ink: bool = True
    """The amounts are those of the file; not converted from RGB or Lab."""

    @property
    def amounts(self) -> dict[str, float]:
        return {name: amount for name, amount in self.inks if amount > TRACE}

    @property
    def total(self) -> float:
        return sum(amount for _, amount in self.inks)

    @property
    def is_white(self) -> bool:
        return self.family != "Pattern" and not self.amounts

    @property
    def is_black(self) -> bool:
        """Full black ink and no other."""
        amounts = self.amounts
        return set(amounts) == {"Black"} and amounts["Black"] > 1 - TRACE

    @property
    def ink_count(self) -> int:
        return len(self.amounts)

    def __str__(self) -> str:
        if self.family == "Pattern":
            return "a pattern"
        amounts = ", ".join(f"{name} {100 * amount:.0f} %" for name, amount in self.amounts.items())
        return amounts or "no ink"


@dataclass(frozen=True, slots=True)
class Space:
    family: Family
    size: int
    """Number of components."""
    names: tuple[str, ...] = ()
    """Colorants of a Separation or DeviceN."""
    base: Space | None = None
    """Of an Indexed space, or of a Pattern without colours."""
    table: bytes | None = None
    """Of an Indexed space."""

    @property
    def initial(self) -> Colour:
        """ISO 32000-1, 8.6.8: black, or full colorant."""
        if self.table is not None:
            return self.colour([0.0])
        if self.names:
            return self.colour([1.0] * self.size)
        return self.colour([0.0] * (self.size - 1) + [1.0 if self.size == 4 else 0.0])

    def colour(self, values: Sequence[float]) -> Colour:
        if self.table is not None and self.base is not None:
            return self.base.colour(self._entry(int(values[0]) if values else 0))
        given = [min(max(value, 0.0), 1.0) for value in values]
        given += [0.0] * (self.size - len(given))
        match self.family:
            case "Separation" | "DeviceN":
                return self._of_colorants(given)
            case "Lab":
                return _of_light(self.family, [(values[0] if values else 0.0) / 100] * 3)
            case "Pattern":
                return Colour("Pattern", (), frozenset())
            case _ if self.size == 4:
                return Colour(self.family, tuple(zip(PROCESS, given, strict=False)), frozenset(PROCESS))
            case _ if self.size == 1:
                return Colour(self.family, (("Black", 1 - given[0]),), frozenset(PROCESS))
            case _:
                return _of_light(self.family, given[:3])

    def _entry(self, index: int) -> list[float]:
        """A colour of an Indexed space, as values of the space below."""
        assert self.base is not None
        assert self.table is not None
        size = self.base.size
        return [byte / 255 for byte in self.table[index * size : (index + 1) * size]]

    def _of_colorants(self, given: list[float]) -> Colour:
        if self.names == ("All",):
            return Colour(
                self.family, tuple((ink, given[0]) for ink in (*PROCESS, "All")), frozenset((*PROCESS, "All"))
            )
        named = [(n, amount) for n, amount in zip(self.names, given, strict=False) if n != "None"]
        return Colour(self.family, tuple(named), frozenset(name for name, _ in named))


def _of_light(family: Family, rgb: Sequence[float]) -> Colour:
    """The inks a plain conversion would lay: complements, with half of the gray in them given to black."""
    cyan, magenta, yellow = (1 - value for value in rgb)
    black = 0.5 * min(cyan, magenta, yellow) if max(cyan, magenta, yellow) < 1 else min(cyan, magenta, yellow)
    amounts = (cyan - black, magenta - black, yellow - black, black)
    return Colour(family, tuple(zip(PROCESS, amounts, strict=True)), frozenset(PROCESS), is_ink=False)


GRAY: Final = Space("DeviceGray", 1)
RGB: Final = Space("DeviceRGB", 3)
CMYK: Final = Space("DeviceCMYK", 4)
