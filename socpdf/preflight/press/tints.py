"""One colour for what has many: the most of each ink in a shading, a pattern or an image."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from socpdf.preflight.objects import Dict, Obj
from socpdf.preflight.press.colours import SpaceReader
from socpdf.preflight.press.functions import evaluate
from socpdf.preflight.press.spaces import PROCESS, Colour, Space

NO_INKS: Final = Colour("Pattern", (), frozenset())
"""Of a pattern that draws nothing, or that cannot be followed."""

# Samples along a shading: its ends and steps between.
_STEPS: Final = 9
_INKS: Final = frozenset({"DeviceGray", "DeviceCMYK", "Separation", "DeviceN"})


def most_of(colours: Sequence[Colour]) -> Colour:
    """The most of each ink; of the family of the first colour that is none of inks, else of the first."""
    if not colours:
        return NO_INKS
    amounts: dict[str, float] = {}
    for colour in colours:
        for name, amount in colour.inks:
            amounts[name] = max(amounts.get(name, 0.0), amount)
    chosen = next((colour for colour in colours if not colour.is_ink), colours[0])
    plates = frozenset[str]().union(*(colour.plates for colour in colours))
    return Colour(chosen.family, tuple(amounts.items()), plates, chosen.is_ink)


def unknown_of(space: Space) -> Colour:
    """A colour that is not known but for the inks it sets: of an image, before its pixels are looked at."""
    plates = space.initial.plates
    return Colour(space.family, (), plates or frozenset(PROCESS), space.family in _INKS)


def shading_colour(spaces: SpaceReader, value: Obj, resources: Dict) -> Colour:
    """The most of each ink on the way from one end to the other."""
    store = spaces.store
    values = store.dict(value) or {}
    space = spaces.read(values.get("ColorSpace"), resources)
    domain = store.numbers(values.get("Domain")) or ()
    low, high = domain[:2] if len(domain) >= 2 else (0.0, 1.0)
    steps = [low + (high - low) * i / (_STEPS - 1) for i in range(_STEPS)]
    answers = [evaluate(store, values.get("Function"), [step]) for step in steps]
    colours = [space.colour(answer) for answer in answers if answer is not None]
    return most_of(colours or [unknown_of(space)])
