"""Other people's readers of PDF: pdftotext and qpdf as programs, pdfium and qpdf as libraries."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
import pytest

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
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    command = ["pdftotext", "-enc", "UTF-8", *options, *pages, str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert done.stderr == b"", done.stderr
    return done.stdout.decode("utf-8")


def pdfium_text(raw: bytes) -> list[str]:
    """What pdfium, and so Chrome, copies from each page."""
    with pypdfium2.PdfDocument(raw) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


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


def opened(raw: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(raw))
