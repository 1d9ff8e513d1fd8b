"""What stands on the sheet beside the trimmed page: where to cut, whether the plates fit, how the inks print.

Marks are in the colour of all plates (the Separation `All`), so that each plate has them. They keep outside
of the bleed box, where nobody but the printer sees them.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from socpdf.core.lengths import PER_POINT, Sp, mm, pt
from socpdf.ir.document import Meta
from socpdf.ir.paged import Artifact, Hue, Ink, Line, Page, Segment
from socpdf.pdf.boxes import Frame
from socpdf.pdf.numbers import real
from socpdf.profiles import Profile
from socpdf.text.fonts import FontBook
from socpdf.text.shape import shape

# The tint 1 of the colour is all four plates: what a proof shows, which has no plates.
_ALL: Final = (
    b"<</ColorSpace<</All[/Separation/All/DeviceCMYK"
    b"<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>]>>>>"
)
# Begun beyond the bleed, so that a cut that is a hair off shows nothing of them.
_CROP_FROM: Final = mm(4)
_CROP_TO: Final = mm(9)
_LINE: Final = 0.25
"""Points: the thinnest that prints without gaps."""
_CROSS: Final = mm(7)
"""The middle of a registration mark, from the trimmed page."""
_CROSS_ARM: Final = mm(2.5)
_CROSS_RADIUS: Final = mm(1.5)
# How far the handles of a curve lie from its ends for it to be a quarter of a circle.
_QUARTER: Final = 0.5523
_PATCH: Final = mm(5)
_PATCHES_AT: Final = mm(4.5)
"""The lower edge of the colour bar, from the trimmed page."""
_PATCHES_IN: Final = mm(12)
"""Between the corner of the trimmed page and the colour bar."""
_SOLIDS: Final = (
    (1, 0, 0, 0),
    (0, 1, 0, 0),
    (0, 0, 1, 0),
    (0, 0, 0, 1),
    (1, 1, 0, 0),
    (0, 1, 1, 0),
    (1, 0, 1, 0),
)
# 40 and 80 per cent of each ink; then three inks that make a grey if they print as they should, beside a grey
# of black.
_TINTS: Final = (
    *(tuple(tint * (plate == ink) for plate in range(4)) for ink in range(4) for tint in (0.4, 0.8)),
    (0.5, 0.4, 0.4, 0),
    (0, 0, 0, 0.5),
)
_SLUG_SIZE: Final = pt(6.5)
_SLUG_BELOW: Final = mm(12)
"""Below the registration mark as well, however long it is."""
_SLUG_IN: Final = mm(12)


def marks_form(frame: Frame, ink_limit: int) -> tuple[bytes, bytes]:
    """Entries and content of a form that all pages of the frame draw, from the corner of the trimmed page."""
    beyond, width, height = (real(x / PER_POINT) for x in (-frame.beyond, *_far(frame)))
    entries = b"/Type/XObject/Subtype/Form/BBox[%s %s %s %s]/Resources" % (beyond, beyond, width, height)
    # Three full inks are too much for the papers that bear least.
    three = min(1, ink_limit / 300)
    solids = (*_SOLIDS, (three, three, three, 0))
    left, right = _PATCHES_IN, frame.width - _PATCHES_IN - len(_TINTS) * _PATCH
    content = [
        b"/All CS 1 SCN %s w\n" % real(_LINE),
        *_crop_marks(frame),
        *_register_marks(frame),
        *_patches(solids, left, frame.height + _PATCHES_AT),
        *_patches(_TINTS, right, frame.height + _PATCHES_AT),
    ]
    return entries + _ALL, b"".join(content)


def slug_line(page: Page, meta: Meta, profile: Profile, fonts: FontBook) -> Line:
    """What the sheet is, for whoever finds it on the floor; below the trimmed page."""
    blank = "" if page.items else " (vakat)"
    told = (
        meta.report,
        f"{meta.chapter} {meta.title}",
        f"sida {page.label}{blank}",
        f"{profile.name}, {profile.condition.name}",
        meta.made.date().isoformat(),
    )
    text = shape(fonts.font("sans"), "  ·  ".join(told))
    segment = Segment(Artifact.MARK, _SLUG_SIZE, Ink(Hue.TEXT), (text,))
    return Line(_SLUG_IN, Sp(page.height + _SLUG_BELOW), (segment,))


def _far(frame: Frame) -> tuple[int, int]:
    return frame.width + frame.beyond, frame.height + frame.beyond


def _crop_marks(frame: Frame) -> Iterator[bytes]:
    """Two at each corner, in line with the edges of the trimmed page."""
    for x, outwards in ((0, -1), (frame.width, 1)):
        for y, upwards in ((0, -1), (frame.height, 1)):
            yield _line(x + outwards * _CROP_FROM, y, x + outwards * _CROP_TO, y)
            yield _line(x, y + upwards * _CROP_FROM, x, y + upwards * _CROP_TO)


def _register_marks(frame: Frame) -> Iterator[bytes]:
    """A cross in a circle at the middle of each side."""
    middle, half = frame.width // 2, frame.height // 2
    for x, y in (
        (middle, -_CROSS),
        (middle, frame.height + _CROSS),
        (-_CROSS, half),
        (frame.width + _CROSS, half),
    ):
        yield _line(x - _CROSS_ARM, y, x + _CROSS_ARM, y)
        yield _line(x, y - _CROSS_ARM, x, y + _CROSS_ARM)
        yield _circle(x, y, _CROSS_RADIUS)


def _patches(inks: Sequence[Sequence[float]], x: int, y: int) -> Iterator[bytes]:
    for index, plates in enumerate(inks):
        corner = _points((x + index * _PATCH, y))
        side = real(_PATCH / PER_POINT)
        yield b"%s k %s %s %s re f\n" % (b" ".join(map(real, plates)), corner, side, side)


def _line(x1: int, y1: int, x2: int, y2: int) -> bytes:
    return b"%s m %s l S\n" % (_points((x1, y1)), _points((x2, y2)))


def _circle(x: int, y: int, radius: int) -> bytes:
    handle = round(radius * _QUARTER)
    out = b"%s m\n" % _points((x + radius, y))
    right, up = 1, 0
    for _ in range(4):
        # From one quarter's end to the next, turning left.
        ahead, above = -up, right
        curve = _points(
            (x + right * radius + ahead * handle, y + up * radius + above * handle),
            (x + ahead * radius + right * handle, y + above * radius + up * handle),
            (x + ahead * radius, y + above * radius),
        )
        out += curve + b" c\n"
        right, up = ahead, above
    return out + b"s\n"


def _points(*places: tuple[int, int]) -> bytes:
    return b" ".join(real(length / PER_POINT) for place in places for length in place)
