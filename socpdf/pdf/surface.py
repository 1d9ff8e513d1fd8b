"""The container: reportlab numbers the objects, keeps the page tree and reads pictures; the rest is ours.

reportlab's own text, fonts and file format are passed by, since they can neither be tagged nor kept to PDF/A:
the objects it holds are finished bytes, and `container.serialise` writes them.
"""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFImageXObject, PDFObject, PDFObjectReference

from socpdf.pdf import container
from socpdf.pdf.container import Body, Stream
from socpdf.pdf.syntax import references

# Pictures are bytes here, not ASCII; reportlab can be told so for the whole process alone.
rl_config.useA85 = 0


NO_SCREEN_PICTURE: Final = "the picture is CMYK; save it as RGB, the print profile makes the inks"


class PictureError(Exception):
    """A picture file that cannot be taken into the output; says why."""


class _Finished(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object whose bytes are ready; None until they are."""

    def __init__(self, body: Body | None) -> None:
        self.body = body


@dataclass(frozen=True, slots=True)
class Image:
    number: int
    pixels: tuple[int, int]


class Surface:
    def __init__(self, version: str, effort: int) -> None:
        self._document = PDFDocument(dummyoutline=1, invariant=1)
        # reportlab begins with an object for its standard fonts; none of ours is one.
        for register in ("idToObject", "idToObjectNumberAndVersion", "numberToId"):
            getattr(self._document, register).clear()
        self._document.objectcounter = 0
        self._version = version
        self._effort = effort
        self._images: dict[Path, Image] = {}
        self.pages = self.reserve()

    def reserve(self) -> int:
        """A number for an object that is put later."""
        return self._register(_Finished(None))

    def put(self, number: int, body: Body) -> None:
        name = self._document.numberToId[number]
        self._document.idToObject[name].body = body

    def add(self, body: Body) -> int:
        return self._register(_Finished(body))

    def stream(self, entries: bytes, data: bytes) -> int:
        """A stream, deflated."""
        return self.add(Stream(entries + b"/Filter/FlateDecode", zlib.compress(data, self._effort)))

    def page(self, number: int, entries: bytes) -> None:
        """Finish a reserved object as the next page."""
        self.put(number, b"<</Type/Page/Parent %d 0 R%s>>" % (self.pages, entries))
        self._document.Pages.addPage(PDFObjectReference(self._document.numberToId[number]))

    def image(self, file: Path) -> Image:
        """The picture as an object; the same file is taken in once."""
        if file not in self._images:
            self._images[file] = self._read_image(file)
        return self._images[file]

    def fingerprint(self) -> bytes:
        """Of all objects that are finished so far."""
        digest = hashlib.sha256()
        for name in self._document.numberToId.values():
            body = self._document.idToObject[name].body
            digest.update(body.entries + body.data if isinstance(body, Stream) else body or b"")
        return digest.digest()

    def finish(self, root: int, info: int | None) -> bytes:
        numbers = [self._number(page.name) for page in self._document.Pages.pages]
        self.put(self.pages, b"<</Type/Pages/Count %d/Kids%s>>" % (len(numbers), references(numbers)))
        objects = {
            number: self._document.idToObject[name].body for number, name in self._document.numberToId.items()
        }
        unfinished = [number for number, body in objects.items() if body is None]
        assert not unfinished, f"objects {unfinished} were reserved and never put; please report this"
        return container.serialise(objects, version=self._version, root=root, info=info, effort=self._effort)

    def _register(self, finished: _Finished) -> int:
        """What `PDFDocument.Reference` does for an object that is new; a table has one for each cell."""
        document = self._document
        document.objectcounter = number = document.objectcounter + 1
        name = f"o{number}"
        document.idToObject[name] = finished
        document.idToObjectNumberAndVersion[name] = (number, 0)
        document.numberToId[number] = name
        return int(number)

    def _number(self, name: str) -> int:
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number

    def _read_image(self, file: Path) -> Image:
        try:
            # A JPEG is taken in as it is; that it is whole shows only when it is decoded.
            ImageReader(str(file)).getRGBData()
            picture = PDFImageXObject(file.name, str(file), mask="auto")
        except Exception as problem:
            # reportlab lets whatever its picture reader met come through.
            raise PictureError(f"cannot read the picture ({type(problem).__name__})") from problem
        return Image(self._add_image(picture), (picture.width, picture.height))

    def _add_image(self, picture: PDFImageXObject) -> int:
        if picture.colorSpace == "DeviceCMYK":
            raise PictureError(NO_SCREEN_PICTURE)
        entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace/%s" % (
            picture.width,
            picture.height,
            picture.bitsPerComponent,
            picture.colorSpace.encode(),
        )
        entries += b"/Filter/" + picture._filters[-1].encode()  # noqa: SLF001 - reportlab offers no other way
        mask = getattr(picture, "_smask", None)
        if mask is not None:
            entries += b"/SMask %d 0 R" % self._add_image(mask)
        return self.add(Stream(entries, bytes(picture.streamContent)))
