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

# At most two inks each: small text and thin lines of three would show every plate that is a hair off. Of such
# mixes these come nearest to the colour on the screen (CIE 94, FOGRA39): all within 4 but the green, which is
# 11 off, brighter and stronger.
_CMYK: Final[dict[Hue, tuple[int, int, int, int]]] = {
    Hue.TEXT: (0, 0, 0, 100),
    Hue.PAPER: (0, 0, 0, 0),
    Hue.BLUE: (90, 55, 0, 0),
    Hue.GREEN: (95, 0, 50, 0),
    Hue.PINK: (0, 100, 0, 20),
    Hue.YELLOW: (0, 30, 100, 0),
    Hue.PLUM: (80, 100, 0, 0),
    Hue.ORANGE: (0, 85, 95, 0),
}

# A plate whose dots are smaller does not hold them: what it adds to a tint comes and goes over the sheet.
LEAST_DOT: Final = 0.05


def rgb(ink: Ink) -> tuple[float, ...]:
    """Red, green and blue from 0 to 1; a tint is mixed with the paper."""
    share = ink.tint / 100
    return tuple(1 - share * (1 - channel / 255) for channel in _RGB[ink.hue])


def cmyk(ink: Ink) -> tuple[float, ...]:
    """Cyan, magenta, yellow and black from 0 to 1; a light tint lacks an ink that would hardly print."""
    plates = [plate * ink.tint / 10_000 for plate in _CMYK[ink.hue]]
    strongest = max(plates)
    return tuple(plate if plate in (0, strongest) or plate >= LEAST_DOT else 0 for plate in plates)
