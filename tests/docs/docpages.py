"""The pages of the docs into the pictures that they ask for, and what each picture was made of.

A page says which pictures there are: one that follows a block of Markdown shows what that block becomes. The
block stands word for word in the gallery, a small report with invented figures.

Whether a picture is up to date is told by what it says, not by its pixels, for no two renderers draw alike.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from built import REPO

from socpdf.spec.reference import directives_page
from socpdf.text.formatspage import formats_page

DOCS: Final = REPO / "socpdf" / "docs"
GALLERY: Final = DOCS / "gallery"
IMAGES: Final = DOCS / "images"
MADE_OF: Final = IMAGES / "made-of.txt"
"""The name of each picture and the hash of what it says."""

_PICTURE: Final = r"!\[[^\]]+\]\([\w/]*images/(?P<name>[\w-]+)\.png\)"
# Between the two may stand the tags of a table, where one is beside the other.
_SHOWN: Final = re.compile(
    rf"^```markdown\n(?P<spec>(?:(?!```).*\n)+)```\n(?:\s|</?t[rd][^>]*>)*{_PICTURE}", re.MULTILINE
)


def pages() -> dict[str, str]:
    """Every page that may have pictures; generated ones as they are generated."""
    files = (REPO / "README.md", *sorted(DOCS.glob("*.md")))
    found = {path.name: path.read_text(encoding="utf-8") for path in files}
    return {**found, "directives.md": directives_page(), "formats.md": formats_page()}


def specs(of: Mapping[str, str]) -> dict[str, str]:
    """By the name of a picture, the Markdown that it shows."""
    return {shown["name"]: shown["spec"] for page in of.values() for shown in _SHOWN.finditer(page)}


def names(page: str) -> list[str]:
    """Every picture that a page shows, whatever stands above it."""
    return re.findall(_PICTURE, page)


def hash_of(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


def read_made_of() -> dict[str, str]:
    lines = MADE_OF.read_text(encoding="utf-8").splitlines() if MADE_OF.exists() else []
    return {name: value for value, name in (line.split("  ") for line in lines)}


def write_made_of(hashes: Mapping[str, str]) -> None:
    MADE_OF.write_text("".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)), encoding="utf-8")
