"""The ink of every page as one picture: small pages in the colours of a scale, heaviest squares ringed."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from socpdf.core.diagnostics import Sink
from socpdf.preflight.press.coverage import Coverage, Grid
from socpdf.preflight.press.model import Sheet
from socpdf.preflight.press.rules import PressSubject
from socpdf.preflight.press.segment import Segment
from socpdf.text.fonts import FontBook

Colour = tuple[int, int, int]

_PAPER: Final = (246, 245, 242)
_PAGE_EDGE: Final = (206, 203, 197)
_WORDS: Final = (51, 51, 56)
_QUIET: Final = (120, 118, 114)
_ALARM: Final = (190, 0, 70)
# The scale: part of the limit, and its colour. Beyond the limit all is alarm.
_SCALE: Final = (
    (0.0, (255, 255, 255)),
    (0.12, (222, 233, 240)),
    (0.35, (120, 178, 201)),
    (0.6, (35, 120, 135)),
    (0.8, (238, 180, 40)),
    (0.97, (226, 108, 30)),
    (1.0, (190, 0, 70)),
    (1.25, (90, 0, 60)),
)
_STEPS: Final = 256

# Pixels.
_MARGIN: Final = 48
_GAP: Final = 32
_HEAD: Final = 110
_PAGE_HEIGHT: Final = 340
_LABEL: Final = 54
_MOST_COLUMNS: Final = 12
_SCALE_WIDTH: Final = 360
# A picture taller than this is no overview: pages become smaller.
_MOST_HEIGHT: Final = 12_000


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the pages stand."""

    columns: int
    rows: int
    width: int
    height: int
    """Of one page, the widest and highest there is."""

    @classmethod
    def of(cls, sheets: tuple[Sheet, ...]) -> _Plan:
        count = len(sheets)
        # A sheet somewhat wider than it is high.
        columns = min(math.ceil(math.sqrt(2 * count)), _MOST_COLUMNS)
        rows = math.ceil(count / columns)
        height = min(_PAGE_HEIGHT, max(40, _MOST_HEIGHT // rows - _LABEL - _GAP))
        shape = max(sheet.boxes.trim.width / max(sheet.boxes.trim.height, 1.0) for sheet in sheets)
        return cls(columns, rows, max(round(height * min(shape, 3.0)), 40), height)

    @property
    def size(self) -> tuple[int, int]:
        across = 2 * _MARGIN + self.columns * (self.width + _GAP) - _GAP
        down = _MARGIN + _HEAD + self.rows * (self.height + _LABEL + _GAP)
        return max(across, 2 * _MARGIN + 2 * _SCALE_WIDTH), down

    def corner(self, index: int) -> tuple[int, int]:
        row, column = divmod(index, self.columns)
        x = _MARGIN + column * (self.width + _GAP)
        return x, _MARGIN + _HEAD + row * (self.height + _LABEL + _GAP)


def draw(title: str, subject: PressSubject) -> bytes:
    """A PNG of all pages."""
    sheets, segment = subject.file.sheets, subject.segment
    plan = _Plan.of(sheets)
    image = Image.new("RGB", plan.size, _PAPER)
    pen = ImageDraw.Draw(image)
    _head(pen, title, segment, image.width)
    for sheet, coverage in zip(sheets, subject.coverage, strict=True):
        _page(image, pen, plan, sheet, coverage, segment)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _head(pen: ImageDraw.ImageDraw, title: str, segment: Segment, width: int) -> None:
    pen.text((_MARGIN, _MARGIN - 8), "Färgtäckning", _WORDS, _font(34))
    under = f"{title}  ·  {segment.name}, högst {segment.coverage:g} % i varje ruta om {segment.window:g} mm²"
    pen.text((_MARGIN, _MARGIN + 40), under.replace(".5", ",5"), _QUIET, _font(17))
    left, top, height = width - _MARGIN - _SCALE_WIDTH, _MARGIN, 14
    table = _table()
    for x in range(_SCALE_WIDTH):
        share = x / (_SCALE_WIDTH - 1) * _SCALE[-1][0]
        red, green, blue = (int(value) for value in table[_step(share)])
        pen.line((left + x, top, left + x, top + height), (red, green, blue))
    pen.rectangle((left, top, left + _SCALE_WIDTH, top + height), outline=_PAGE_EDGE)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        at = left + share / _SCALE[-1][0] * _SCALE_WIDTH
        pen.line((at, top + height, at, top + height + 5), _QUIET)
        words = f"{share * segment.coverage:.0f}" + (" %" if share == 1 else "")
        pen.text((at, top + height + 8), words, _ALARM if share == 1 else _QUIET, _font(14), anchor="ma")


def _page(
    image: Image.Image,
    pen: ImageDraw.ImageDraw,
    plan: _Plan,
    sheet: Sheet,
    coverage: Coverage,
    segment: Segment,
) -> None:
    trim = sheet.boxes.trim
    by = min(plan.width / max(trim.width, 1.0), plan.height / max(trim.height, 1.0))
    size = max(round(trim.width * by), 1), max(round(trim.height * by), 1)
    x, y = plan.corner(sheet.index)
    limit = segment.coverage / 100 or 1.0
    image.paste(_coloured(coverage.total, limit).resize(size, Image.Resampling.BOX), (x, y))
    pen.rectangle((x - 1, y - 1, x + size[0], y + size[1]), outline=_PAGE_EDGE)
    most = round(100 * coverage.most)
    colour = _ALARM if most > segment.coverage else _WORDS
    if most:
        where = coverage.where
        across = x + ((where.x0 + where.x1) / 2 - trim.x0) * by
        down = y + (trim.y1 - (where.y0 + where.y1) / 2) * by
        pen.ellipse((across - 9, down - 9, across + 9, down + 9), outline=_PAPER, width=5)
        pen.ellipse((across - 8, down - 8, across + 8, down + 8), outline=colour, width=2)
    pen.text((x, y + size[1] + 8), f"{sheet.index + 1}", _WORDS, _font(18))
    pen.text((x + size[0], y + size[1] + 8), f"mest {most} %", colour, _font(18), anchor="ra")
    means = "  ".join(f"{ink} {100 * mean:.0f}" for ink, mean in zip("CMYK", coverage.means, strict=True))
    pen.text((x + size[0], y + size[1] + 31), means, _QUIET, _font(14), anchor="ra")


def _coloured(total: Grid, limit: float) -> Image.Image:
    steps = np.clip(total / limit / _SCALE[-1][0] * (_STEPS - 1), 0, _STEPS - 1).astype(np.uint8)
    return Image.fromarray(_table()[steps])


def _step(share: float) -> int:
    return min(round(share / _SCALE[-1][0] * (_STEPS - 1)), _STEPS - 1)


@cache
def _table() -> npt.NDArray[np.uint8]:
    """The colours of the scale, from no ink to its end."""
    places = np.linspace(0, _SCALE[-1][0], _STEPS)
    stops = [share for share, _ in _SCALE]
    parts = [np.interp(places, stops, [colour[part] for _, colour in _SCALE]) for part in range(3)]
    return np.stack(parts, axis=1).round().astype(np.uint8)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # No project is named, so these are the fonts that come with the command.
    book = FontBook.open(Path(__file__).parent, Sink())
    return ImageFont.truetype(str(book.entries["sans-regular"].file), size)
