"""`fonts.toml` into entries: which file serves which use, with its licence and checksum.

Finds every mistake of the list and of the files' whereabouts; the files themselves are not read here.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Final, TypeVar

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean


class Cut(StrEnum):
    LIGHT = "light"
    LIGHT_ITALIC = "light-italic"
    REGULAR = "regular"
    ITALIC = "italic"
    SEMIBOLD = "semibold"
    SEMIBOLD_ITALIC = "semibold-italic"
    BOLD = "bold"
    BOLD_ITALIC = "bold-italic"


class Optical(StrEnum):
    """The sizes a font is drawn for."""

    SMALL = "small"
    TEXT = "text"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class FontEntry:
    """A line of the list whose files are there; the font itself was not opened yet."""

    name: str
    file: Path
    sha256: str
    file_span: Span
    sha256_span: Span


def font_name(family: str, cut: Cut, optical: Optical) -> str:
    """`serif-regular`, `serif-light-display`."""
    return f"{family}-{cut}" if optical is Optical.TEXT else f"{family}-{cut}-{optical}"


_KEYS: Final = ("family", "cut", "optical", "file", "licence", "licence_file", "sha256")
_FAMILY: Final = re.compile(r"[a-z][a-z0-9]*")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")

_ENTRY_LINE: Final = re.compile(r"\s*\[\[\s*font\s*\]\]")
_KEY_LINE: Final = re.compile(r"\s*([\w-]+)\s*=")
_TOML_PLACE: Final = re.compile(r" \(at line (\d+), column (\d+)\)")

_Choice = TypeVar("_Choice", bound=StrEnum)
_Places = Mapping[str, Span]


def read_list(file: Path, shown: str, sink: Sink) -> tuple[FontEntry, ...] | None:
    """The entries in their order, or None where the list has a mistake; `shown` is its name in messages."""
    rows = _rows(file, shown, sink)
    if rows is None:
        return None
    by_name: dict[str, FontEntry] = {}
    for row in rows:
        entry = _entry(row, file.parent)
        if entry and by_name.setdefault(entry.name, entry) is not entry:
            row.error("G106", "", f"`{entry.name}` is listed twice", "give each use one file")
    return tuple(by_name.values()) if len(by_name) == len(rows) else None


@dataclass(frozen=True, slots=True)
class _Row:
    """A [[font]] table as it was written."""

    values: Mapping[str, object]
    places: _Places
    sink: Sink

    def span(self, key: str) -> Span:
        return self.places.get(key, self.places[""])

    def error(self, code: str, key: str, message: str, hint: str) -> None:
        self.sink.error(code, message, self.span(key), hint)

    def text(self, key: str, default: str = "") -> str | None:
        value = self.values.get(key, default)
        if isinstance(value, str) and value:
            return value
        what = f"`{key}` must be a text, not {value!r}" if key in self.values else f"`{key}` is missing"
        self.error("G104", key, what, f'write {key} = "…"')
        return None

    def matching(self, key: str, pattern: re.Pattern[str], hint: str) -> str | None:
        value = self.text(key)
        if value is None or pattern.fullmatch(value):
            return value
        self.error("G104", key, f"`{key}` cannot be `{value}`", hint)
        return None

    def choice(self, key: str, choices: type[_Choice], default: str = "") -> _Choice | None:
        value = self.text(key, default)
        if value is None:
            return None
        names = [choice.value for choice in choices]
        if value in names:
            return choices(value)
        self.error("G105", key, f"unknown {key} `{value}`", did_you_mean(value, names))
        return None

    def file(self, key: str, folder: Path) -> Path | None:
        value = self.text(key)
        if value is None:
            return None
        path = PurePosixPath(value)
        if path.is_absolute() or ".." in path.parts:
            self.error(
                "G107", key, f"`{value}` lies outside the fonts folder", "put the file beside this list"
            )
        elif not (folder / path).is_file():
            self.error(
                "G107", key, f"there is no file `{value}` beside this list", "check the name, or add the file"
            )
        else:
            return folder / path
        return None


def _entry(row: _Row, folder: Path) -> FontEntry | None:
    unknown = [key for key in row.values if key not in _KEYS]
    for key in unknown:
        row.error("G103", key, f"unknown key `{key}`", did_you_mean(key, _KEYS))
    family = row.matching("family", _FAMILY, "write small letters and digits only, as in `serif`")
    cut = row.choice("cut", Cut)
    optical = row.choice("optical", Optical, default=Optical.TEXT)
    file = row.file("file", folder)
    licence = row.text("licence")
    licence_file = row.file("licence_file", folder)
    sha256 = row.matching(
        "sha256", _SHA256, "write the 64 hexadecimal digits of the file's SHA-256 in small letters"
    )
    if unknown or not (family and cut and optical and file and licence and licence_file and sha256):
        return None
    return FontEntry(font_name(family, cut, optical), file, sha256, row.span("file"), row.span("sha256"))


def _rows(file: Path, shown: str, sink: Sink) -> list[_Row] | None:
    try:
        text = file.read_text(encoding="utf-8")
        listed = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        sink.error("G102", *_unreadable(problem, shown))
        return None
    sink.remember(shown, text)
    tables = listed.pop("font", None)
    for key in listed:
        sink.error("G103", f"unknown key `{key}`", Span(shown), "write [[font]] entries only")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables) or not tables:
        sink.error("G104", "no font is listed", Span(shown), "write a [[font]] entry for each font")
        return None
    # Entries may also be written in one line, where we cannot tell their places.
    places = _places(text, shown)
    whole: list[_Places] = [{"": Span(shown)}] * len(tables)
    found = places if len(places) == len(tables) else whole
    return None if listed else [_Row(table, place, sink) for table, place in zip(tables, found, strict=True)]


def _places(text: str, shown: str) -> list[_Places]:
    """For each entry the place of its keys, and of the entry itself under the empty name."""
    places: list[dict[str, Span]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if _ENTRY_LINE.match(line):
            places.append({"": Span(shown, number)})
        elif places and (key := _KEY_LINE.match(line)):
            places[-1].setdefault(key[1], Span(shown, number, key.start(1) + 1, key.end(1) + 1))
    return list(places)


def _unreadable(problem: Exception, shown: str) -> tuple[str, Span, str]:
    """Message, place and hint for a list that is no TOML."""
    if isinstance(problem, tomllib.TOMLDecodeError):
        place = _TOML_PLACE.search(str(problem))
        span = Span(shown, int(place[1]), int(place[2])) if place else Span(shown)
        return (
            f"the list of fonts is not TOML: {_TOML_PLACE.sub('', str(problem))}",
            span,
            "see the bundled list",
        )
    if isinstance(problem, UnicodeDecodeError):
        return "the list of fonts is not UTF-8", Span(shown), "save it as UTF-8"
    return f"the list of fonts cannot be read: {problem}", Span(shown), "check the permissions of the file"
