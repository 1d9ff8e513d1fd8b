"""Named inks into numbers: what a hue is on a screen, and of which printing inks it is mixed."""

from typing import Final

from socpdf.ir.paged import Hue, Ink

_RGB: Final[dict[Hue, tuple[int, int, int]]] = {
    Hue.TEXT: (0, 0, 0),
    Hue.PAPER: (255, 255, 255),
    Hue.BLUE: (0, 110, 191),
    Hue.GREEN: (0, 134, 127),
    Hue.PINK: (196, 0, 100),
    Hue.YELLOW: (252, 191, 10),
    Hue.PLUM: (93, 35, 125),
    Hue.ORANGE: (221, 74, 44),
}

_Mix = tuple[float, float, float, float]
"""Per cent of cyan, magenta, yellow and black."""

# By tint, between which it is gone on evenly. At most two inks each: small text and thin lines of three would
# show every plate that is a hair off. Of such mixes these come nearest to the colour on the screen (FOGRA39);
# evenly thinned inks would not, since dots grow on paper. Only the full green is far, brighter and stronger.
_MIXES: Final[dict[Hue, tuple[tuple[int, _Mix], ...]]] = {
    Hue.TEXT: ((10, (0, 0, 0, 12)), (62, (0, 0, 0, 78)), (100, (0, 0, 0, 100))),
    Hue.PAPER: ((100, (0, 0, 0, 0)),),
    Hue.BLUE: ((10, (11, 0, 0, 0)), (40, (42, 12, 0, 0)), (100, (90, 55, 0, 0))),
    Hue.GREEN: ((10, (12, 0, 6, 0)), (40, (46, 0, 25, 0)), (100, (95, 0, 50, 0))),
    Hue.PINK: ((10, (0, 12, 0, 0)), (40, (0, 50, 0, 6)), (100, (0, 100, 0, 20))),
    Hue.YELLOW: ((10, (0, 0, 11, 0)), (40, (0, 11, 47, 0)), (100, (0, 30, 100, 0))),
    Hue.PLUM: ((10, (7, 10, 0, 0)), (40, (28, 38, 0, 0)), (100, (80, 100, 0, 0))),
    Hue.ORANGE: ((10, (0, 8, 7, 0)), (40, (0, 35, 28, 0)), (100, (0, 85, 95, 0))),
}
# Smaller dots than these a plate does not hold: what they add to a tint comes and goes over the sheet.
LEAST_DOT: Final = 0.05


def rgb(ink: Ink) -> tuple[float, ...]:
    """Red, green and blue from 0 to 1; a tint is mixed with the paper."""
    share = ink.tint / 100
    return tuple(1 - share * (1 - channel / 255) for channel in _RGB[ink.hue])


def cmyk(ink: Ink) -> tuple[float, ...]:
    """Cyan, magenta, yellow and black from 0 to 1; none so little that it would hardly print."""
    lighter, light = 0, (0.0, 0.0, 0.0, 0.0)
    for darker, dark in _MIXES[ink.hue]:
        if ink.tint <= darker:
            share = (ink.tint - lighter) / (darker - lighter)
            mix = (low + share * (high - low) for low, high in zip(light, dark, strict=True))
            return tuple(_printable(plate / 100) for plate in mix)
        lighter, light = darker, dark
    raise ValueError(f"{ink} is more than the full colour")


def _printable(plate: float) -> float:
    """What is too little becomes nothing or the least that prints, whichever is nearer."""
    return plate if plate >= LEAST_DOT else LEAST_DOT * (plate >= LEAST_DOT / 2)
