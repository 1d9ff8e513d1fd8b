"""The font book: every font of the report by what it is for, opened when it is used.

The project's own fonts, or those that come with the command; never a font of the system, which another
machine does not have. A file is opened only if its checksum is the one listed, so that lines break alike
everywhere.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.text.fontfile import Features, Font, Metrics, UnfitFont, read_font
from socpdf.text.fontlist import Cut, FontEntry, Optical, font_name, read_list

__all__ = ["Cut", "Features", "Font", "FontBook", "Metrics", "Optical", "font_name"]

_LIST: Final = "fonts/fonts.toml"
_PACKAGE: Final = Path(__file__).resolve().parents[1]
# In an installed command the fonts lie inside the package, in a checkout of its source beside it.
_BUNDLES: Final = (_PACKAGE / "assets" / "fonts" / "fonts.toml", _PACKAGE.parent / "fonts" / "fonts.toml")


@dataclass(frozen=True, slots=True, eq=False)
class FontBook:
    entries: Mapping[str, FontEntry]
    """By name, in the order of the list."""
    list_file: str
    """As messages call it."""
    sink: Sink = field(repr=False)
    _raw: dict[str, bytes] = field(default_factory=dict, repr=False)
    """The files, as they were when their checksums were looked at."""
    _opened: dict[str, Font] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, root: Path, sink: Sink) -> "FontBook":
        """The fonts of the project in `root`, else the bundled ones; refuses a list with a mistake."""
        file, shown = _list_file(root, sink)
        entries = read_list(file, shown, sink)
        if entries is None:
            raise Refused
        book = cls({entry.name: entry for entry in entries}, shown, sink)
        book._check_files()
        return book

    def font(self, family: str, cut: Cut = Cut.REGULAR, optical: Optical = Optical.TEXT) -> Font:
        """The font for a use; a family that is not drawn for these sizes serves with its text cut."""
        name = font_name(family, cut, optical)
        return self.named(name if name in self.entries else font_name(family, cut, Optical.TEXT))

    def named(self, name: str) -> Font:
        """The font of this name, as `Shaped.font` holds it: the same object each time."""
        font = self._opened.get(name)
        if font is None:
            font = self._opened[name] = self._read(name)
        return font

    def _check_files(self) -> None:
        """Every listed file is the one that was listed, also those that this report does not use."""
        for entry in self.entries.values():
            self._raw[entry.name] = entry.file.read_bytes()
            found = hashlib.sha256(self._raw[entry.name]).hexdigest()
            if found != entry.sha256:
                message = f"`{entry.file.name}` is not the file that was listed"
                hint = f'if it was replaced on purpose, write sha256 = "{found}"'
                self.sink.error("G108", message, entry.sha256_span, hint)
        if self.sink.has_errors:
            raise Refused

    def _read(self, name: str) -> Font:
        entry = self.entries.get(name)
        if entry is None:
            message = f"the report needs a font `{name}`, which is not listed"
            hint = did_you_mean(name, self.entries) or "add a [[font]] entry for it"
            raise self._refused("G111", message, Span(self.list_file), hint)
        try:
            return read_font(name, self._raw[name])
        except UnfitFont as unfit:
            message = f"`{entry.file.name}`: {unfit.message}"
            raise self._refused(unfit.code, message, entry.file_span, unfit.hint) from None

    def _refused(self, code: str, message: str, span: Span, hint: str) -> Refused:
        self.sink.error(code, message, span, hint)
        return Refused()


def _list_file(root: Path, sink: Sink) -> tuple[Path, str]:
    """The list that counts, and its name in messages."""
    own = root / _LIST
    if own.is_file():
        return own, _LIST
    bundled = next((file for file in _BUNDLES if file.is_file()), None)
    if bundled is None:
        hint = "install the command anew, or list fonts of the project in this file"
        sink.error("G101", "the project lists no fonts, and those of the command are gone", Span(_LIST), hint)
        raise Refused
    return bundled, bundled.as_posix()
