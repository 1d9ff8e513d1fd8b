"""What a file of inks has besides what its pages show: states for overprinting, pictures in ink, marks."""

from dataclasses import dataclass, field
from math import ceil
from typing import Final

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.lengths import PER_POINT
from socpdf.ir.paged import PagedDocument, Picture
from socpdf.pdf.boxes import Frame
from socpdf.pdf.content import KNOCKOUT, OVERPRINT
from socpdf.pdf.inkpictures import InkPicture, InkPictures
from socpdf.pdf.marks import marks_form
from socpdf.pdf.surface import Surface
from socpdf.profiles import Profile

# A graphic of so few pixels is a line or a field, not a picture (Ghent Workgroup 2022, R0031).
_FIELD: Final = 16
# With mode 1 an ink of which nothing is laid on does not wipe out what lies below (ISO 32000-1, 8.6.7).
_STATES: Final = (
    b"<</%s<</Type/ExtGState/OP true/op true/OPM 1>>/%s<</Type/ExtGState/OP false/op false/OPM 0>>>>"
)


@dataclass(slots=True)
class Press:
    paged: PagedDocument
    profile: Profile
    surface: Surface
    sink: Sink
    pictures: InkPictures = field(init=False)
    states: int = field(init=False)
    """The object of the graphics states."""
    _transparent: set[int] = field(default_factory=set)
    _marks: dict[Frame, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pictures = InkPictures(self.profile.condition, self.surface)
        self.states = self.surface.add(_STATES % (OVERPRINT, KNOCKOUT))

    def picture(self, picture: Picture) -> int:
        """Its object; raises `PictureError`."""
        taken = self.pictures.take(picture.file)
        if taken.transparent:
            self._transparent.add(taken.number)
        self._warn_of_pixels(picture, taken)
        return taken.number

    def marks(self, frame: Frame) -> int:
        """The form with the marks of all pages of this size."""
        if frame not in self._marks:
            self._marks[frame] = self.surface.stream(*marks_form(frame, self.profile.condition.ink_limit))
        return self._marks[frame]

    def group(self, images: set[int]) -> bytes:
        """The entry of a page on which something is transparent: it is blended in inks."""
        return b"/Group<</S/Transparency/CS/DeviceCMYK>>" if images & self._transparent else b""

    def _warn_of_pixels(self, picture: Picture, taken: InkPicture) -> None:
        width, height = taken.pixels
        if min(width, height) <= _FIELD:
            return
        inches = picture.width / PER_POINT / 72, picture.height / PER_POINT / 72
        resolution = min(width / inches[0], height / inches[1])
        if round(resolution) < taken.needed:
            span = self.paged.document.places.get(picture.owner, Span(picture.file.name))
            message = f"`{picture.file.name}` has {resolution:.0f} pixels an inch in print"
            wanted = ceil(width * taken.needed / resolution)
            hint = (
                f"take one that is {wanted} pixels wide (it has {width}), or print it narrower with `bredd`"
            )
            self.sink.warning("G302", message, span, hint)
