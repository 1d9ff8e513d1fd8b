"""Picture files into the inks of a printing condition.

Colours are converted from the picture's own profile, or from sRGB. What is grey becomes black ink alone: of
four inks it would print with a cast, and blurred where a plate is a hair off. No place gets more ink than the
paper bears.
"""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from socpdf.pdf.surface import NO_SCREEN_PICTURE, PictureError, Surface
from socpdf.profiles import PrintCondition

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels an inch below which steps or blur are seen (Ghent Workgroup 2022, R0031 and R0032).
_CONTINUOUS: Final = 225
_BITONAL: Final = 800
_PER_CENT: Final = 255 / 100


@dataclass(frozen=True, slots=True)
class InkPicture:
    number: int
    """Of its object."""
    pixels: tuple[int, int]
    needed: int
    """Pixels an inch for it to look sharp."""
    transparent: bool


@dataclass(frozen=True, slots=True)
class InkPictures:
    """The pictures of one file; each is taken in once."""

    condition: PrintCondition
    surface: Surface
    _known: dict[Path, InkPicture] = field(default_factory=dict)

    def take(self, file: Path) -> InkPicture:
        """Raises `PictureError` for a file that cannot be printed."""
        found = self._known.get(file)
        if found is None:
            found = self._known[file] = self._read(file)
        return found

    def _read(self, file: Path) -> InkPicture:
        # Pillow and its colour management are only loaded for reports that have pictures.
        from PIL import Image

        try:
            with Image.open(file) as picture:
                picture.load()
                if picture.mode == "CMYK":
                    raise PictureError(NO_SCREEN_PICTURE)
                return self._write(picture)
        except PictureError:
            raise
        except Exception as problem:
            # Pillow lets whatever its readers met come through.
            raise PictureError(f"cannot read the picture ({type(problem).__name__})") from problem

    def _write(self, picture: "Image") -> InkPicture:
        alpha = _alpha(picture)
        mask = b"/SMask %d 0 R" % self._object(alpha) if alpha else b""
        number = self._object(_inks(picture, self.condition), mask)
        needed = _BITONAL if picture.mode == "1" else _CONTINUOUS
        return InkPicture(number, picture.size, needed, transparent=alpha is not None)

    def _object(self, image: "Image", mask: bytes = b"") -> int:
        space = b"DeviceCMYK" if image.mode == "CMYK" else b"DeviceGray"
        entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace/%s" % (
            *image.size,
            1 if image.mode == "1" else 8,
            space,
        )
        return self.surface.stream(entries + mask, image.tobytes())


def _alpha(picture: "Image") -> "Image | None":
    """How opaque each place is, if any is not wholly so."""
    if not picture.has_transparency_data:
        return None
    alpha = picture.convert("RGBA").getchannel("A")
    return None if alpha.getextrema() == (255, 255) else alpha


def _inks(picture: "Image", condition: PrintCondition) -> "Image":
    """Four plates; one where the picture is grey or black and white."""
    from PIL import ImageCms

    if picture.mode in {"1", "L"}:
        return picture
    coloured = picture.convert("RGB")
    if _is_grey(coloured):
        return coloured.getchannel("R")
    source = _profile(picture) or ImageCms.createProfile("sRGB")
    inks = ImageCms.profileToProfile(
        coloured,
        source,
        str(condition.file),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert inks is not None, "a picture is only changed in place when that is asked for"
    return _within(inks, condition.ink_limit)


def _is_grey(coloured: "Image") -> bool:
    from PIL import ImageChops

    red, green, blue = coloured.split()
    return not (ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox())


def _profile(picture: "Image") -> "io.BytesIO | None":
    """The picture's own profile, if it is one for colours of light."""
    raw = picture.info.get("icc_profile", b"")
    return io.BytesIO(raw) if raw[16:20] == b"RGB " else None


def _within(inks: "Image", limit: int) -> "Image":
    """The picture with less colour where there was too much ink; the black, which draws, stays."""
    import numpy as np
    from PIL import Image

    plates = np.asarray(inks).astype(np.float32)
    black = plates[..., 3:]
    colour = plates[..., :3].sum(axis=2, keepdims=True)
    room = int(limit * _PER_CENT) - black
    if not (colour > room).any():
        return inks
    share = np.where(colour > room, room / np.maximum(colour, 1), 1)
    # Cut off, not rounded: three plates rounded up would be over the limit again.
    thinned = np.concatenate([plates[..., :3] * share, black], axis=2).astype(np.uint8)
    return Image.fromarray(thinned, mode="CMYK")
