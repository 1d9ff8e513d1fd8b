"""Other people's readers of PDF: pdftotext and qpdf as programs, pdfium and qpdf as libraries."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

# What a reader shows for a hyphen at which a word is divided: pdfium writes U+0002, or U+FFFE.
_DIVIDED: Final = (
    "\u00ad\r\n",
    "\u00ad\n",
    "\u0002\r\n",
    "\u0002\n",
    "\ufffe\r\n",
    "\ufffe\n",
    "\u00ad",
    "\u0002",
    "\ufffe",
)


def needs(program: str) -> pytest.MarkDecorator:
    """Marks a test that asks a program from outside, and skips it where that is absent."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def pdftotext(path: Path, *options: str, page: int | None = None) -> str:
    """The text of what is left when the pages are trimmed."""
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    command = ["pdftotext", "-enc", "UTF-8", *_trim(path), *options, *pages, str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert done.stderr == b"", done.stderr
    return done.stdout.decode("utf-8")


def _trim(path: Path) -> list[str]:
    """Options that leave out what stands beside the trimmed page; all pages of ours are of one size."""
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        left, low, right, high = (float(x) for x in page.trimbox)
        top = float(page.mediabox[3])
    area = {"-x": left, "-y": top - high, "-W": right - left + 1, "-H": high - low + 1}
    return ["-r", "72", *(word for option, length in area.items() for word in (option, str(int(length))))]


def pdfium_text(raw: bytes) -> list[str]:
    """What pdfium, and so Chrome, copies from each page as it is trimmed."""
    with pypdfium2.PdfDocument(raw) as document:
        return [page.get_textpage().get_text_bounded(*page.get_trimbox()) for page in document]


def words(text: str) -> list[str]:
    """The words as a person would find them: divided ones whole again, whatever space lies between them."""
    for hyphen in _DIVIDED:
        text = text.replace(hyphen, "")
    return text.split()


def qpdf_complaints(path: Path) -> list[str]:
    """What qpdf's own check says, run in this process."""
    with pikepdf.open(path) as pdf:
        return [str(problem) for problem in pdf.check_pdf_syntax()]


def qpdf_check(path: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["qpdf", "--check", str(path)], capture_output=True, text=True, check=False, timeout=60
    )


def pixel(raw: bytes, x: float, y: float, page: int = 0) -> tuple[int, int, int]:
    """The colour at a place, in points from the page's upper left corner."""
    with pypdfium2.PdfDocument(raw) as document:
        image = document[page].render(scale=2).to_pil().convert("RGB")
    colour = image.getpixel((int(x * 2), int(y * 2)))
    assert isinstance(colour, tuple)
    return colour[0], colour[1], colour[2]


def plates(raw: bytes, folder: Path, page: int = 1, dpi: int = 144) -> dict[str, Image.Image]:
    """What Ghostscript exposes on each printing plate: 0 where there is no ink, 255 where all of it is."""
    source = folder / "plates.pdf"
    source.write_bytes(raw)
    pages = [f"-dFirstPage={page}", f"-dLastPage={page}"]
    command = ["gs", "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{dpi}", *pages]
    done = subprocess.run(
        [*command, "-o", str(folder / "plate.tif"), str(source)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = {}
    for file in sorted(folder.glob("plate(*).tif")):
        with Image.open(file) as plate:
            found[file.name[6:-5]] = ImageChops.invert(plate.convert("L"))
        file.unlink()
    return found


def opened(raw: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(raw))
