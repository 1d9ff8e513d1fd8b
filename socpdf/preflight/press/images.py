"""The pixels of an image as amounts of the four inks, and whether it was blown up.

An image that cannot be decoded answers None: nothing is said then about its ink.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image

from socpdf.preflight.objects import Stream
from socpdf.preflight.press.model import Picture
from socpdf.preflight.press.spaces import PROCESS, Space

Pixels: TypeAlias = npt.NDArray[np.float32]
Samples: TypeAlias = npt.NDArray[np.uint8]

# More samples than a page of the finest resolution has are a trap.
_MOST_SAMPLES: Final = 200_000_000
# Pixels along the longer side that are converted one by one.
_LONGEST: Final = 3000
_CONTAINERS: Final = (b"\xff\xd8", b"\x00\x00\x00\x0cjP", b"\xff\x4f\xff\x51", b"II*\x00", b"MM\x00*")
# Factors by which programs enlarge, largest first.
_FACTORS: Final = (8, 6, 5, 4, 3, 2)
# Fewer changes of colour than this are a drawing, not a photograph: they say nothing of how it was made.
_FEWEST_CHANGES: Final = 24


@dataclass(frozen=True, slots=True)
class _Depth:
    bits: int
    size: int
    """Components of a pixel."""
    spread: bool
    """Less than eight bits are made eight; those of an index are numbers of a table, and stay."""


def ink_of(picture: Picture, size: float) -> Pixels | None:
    """Amounts from 0 to 1 as rows, columns and inks, of squares of about `size` points on the page.

    Of a mask it is one plane: how much of each square is painted.
    """
    samples = _samples(picture)
    if samples is None:
        return None
    step = max(1, int(picture.ppi * size / 72), max(samples.shape[:2]) // _LONGEST)
    if picture.is_mask:
        painted = _averaged(samples, step)
        return painted if picture.inverted else 1 - painted
    space = picture.space
    if space.table is not None:
        return _looked_up(space, samples[::step, ::step, 0], 1.0)
    values = _averaged(samples, step)
    return _inks(space, 1 - values if picture.inverted else values)


def blown_up(picture: Picture) -> int:
    """By how much an image was enlarged by repeating its pixels; 1 where that cannot be seen."""
    samples = _samples(picture)
    if samples is None or picture.bits == 1:
        return 1
    across = np.flatnonzero((samples[:, 1:] != samples[:, :-1]).any(axis=(0, 2))) + 1
    down = np.flatnonzero((samples[1:] != samples[:-1]).any(axis=(1, 2))) + 1
    if min(len(across), len(down)) < _FEWEST_CHANGES:
        return 1
    for factor in _FACTORS:
        if all(len(np.unique(places % factor)) == 1 for places in (across, down)):
            return factor
    return 1


def _samples(picture: Picture) -> Samples | None:
    if picture.stream is None or not picture.width or not picture.height:
        return None
    size = 1 if picture.is_mask or picture.space.table is not None else picture.space.size
    depth = _Depth(picture.bits, size, spread=picture.space.table is None)
    return _decoded(picture.stream, picture.width, picture.height, depth)


@lru_cache(maxsize=4)
def _decoded(stream: Stream, width: int, height: int, depth: _Depth) -> Samples | None:
    """Rows, columns and components."""
    bits, size = depth.bits, depth.size
    if width * height * max(size, 1) > _MOST_SAMPLES or not size:
        return None
    data = stream.decode()
    if data.startswith(_CONTAINERS):
        return _opened(data, size)
    row = (width * size * bits + 7) // 8
    if bits not in (1, 2, 4, 8, 16) or len(data) < row * height:
        return None
    raw = np.frombuffer(data, np.uint8, row * height).reshape(height, row)
    if bits == 16:
        raw = raw[:, ::2]
    elif bits < 8:
        raw = _unpacked(raw, bits)
        if depth.spread:
            raw = raw * np.uint8(255 // ((1 << bits) - 1))
    return raw[:, : width * size].reshape(height, width, size)


def _unpacked(raw: Samples, bits: int) -> Samples:
    single = np.unpackbits(raw, axis=1)
    parts = single.reshape(len(raw), -1, bits)
    weights = (1 << np.arange(bits - 1, -1, -1)).astype(np.uint8)
    unpacked: Samples = (parts * weights).sum(axis=2).astype(np.uint8)
    return unpacked


def _opened(data: bytes, size: int) -> Samples | None:
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height * size > _MOST_SAMPLES:
                return None
            samples = np.asarray(image)
            # Pillow turns the values of a CMYK JPEG over; in a PDF they are ink as they stand.
            if image.mode == "CMYK" and image.format == "JPEG":
                samples = 255 - samples
    # Whatever Pillow raises for broken bytes, the image cannot be looked at.
    except Exception:
        return None
    if samples.dtype == np.bool_:
        samples = samples.astype(np.uint8)
    if samples.dtype != np.uint8:
        return None
    samples = samples.reshape(*samples.shape[:2], -1)
    return samples if samples.shape[2] == size else None


def _averaged(samples: Samples, step: int) -> Pixels:
    """Each new pixel is the mean of a square of old ones, from 0 to 1; what is left at the edges is cut."""
    step = min(step, *samples.shape[:2])
    height, width = (length // step for length in samples.shape[:2])
    blocks = samples[: height * step, : width * step].reshape(height, step, width, step, -1)
    mean: Pixels = blocks.mean(axis=(1, 3), dtype=np.float32) / np.float32(255)
    return mean


def _inks(space: Space, values: Pixels) -> Pixels | None:
    if space.size == 1:
        return _looked_up(space, np.rint(values[:, :, 0] * 255).astype(np.uint8), 255.0)
    if space.names:
        inks = np.zeros((*values.shape[:2], 4), np.float32)
        for index, name in enumerate(space.names):
            if name in PROCESS:
                inks[:, :, PROCESS.index(name)] = values[:, :, index]
        return inks
    if space.size == 4:
        return values
    if space.size != 3:
        return None
    # As `spaces._of_light` does for one colour.
    inks = np.empty((*values.shape[:2], 4), np.float32)
    chroma = 1 - values
    least, most = chroma.min(axis=2), chroma.max(axis=2)
    black = np.where(most < 1, 0.5 * least, least)
    inks[:, :, :3] = chroma - black[:, :, None]
    inks[:, :, 3] = black
    return inks


def _looked_up(space: Space, samples: Samples, most: float) -> Pixels:
    """Colours of single numbers, each computed once."""
    table = np.zeros((256, 4), np.float32)
    for value in np.unique(samples):
        amounts = space.colour([float(value) / most]).amounts
        table[value] = [amounts.get(ink, 0.0) for ink in PROCESS]
    return table[samples]
