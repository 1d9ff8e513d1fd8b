"""The text of a description to its content and the place of every key.

TOML is read by the standard library, which tells no places and knows no Swedish letter in a key that is not
quoted. A short walk over the statements does both: it notes where each key stands, and quotes `källa = …`
and `[mått.antal]` before the reader sees them, so that an author may write them plainly or quoted.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

KeyPath = tuple[str, ...]

_BLANK: Final = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
_SEGMENT: Final = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|[^\s.=\[\]{}#\"',]+")
_DOT: Final = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS: Final = re.compile(r"[ \t]*=")
_VALUE_PART: Final = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*|[\[{]|[\]}]|\n|[^\"'#\[\]{}\n]+|.",
    re.DOTALL,
)
_INLINE_KEY: Final = re.compile(r"(?:^|,)\s*([^\W\d][\w-]*)\s*=")
_REST_OF_LINE: Final = re.compile(r"[^\n]*")
_PLACE_IN_MESSAGE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True)
class KeyPlace:
    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class TomlText:
    content: Mapping[str, object]
    places: Mapping[KeyPath, KeyPlace]

    def place(self, path: KeyPath) -> KeyPlace:
        """Where the key stands, or the nearest table around it that has a place; else the whole file."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, KeyPlace(0, 0, 0))


class NotToml(Exception):  # noqa: N818 - the outcome of reading, made into a diagnostic by the caller
    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def read_toml(text: str) -> TomlText:
    """Content and places, or `NotToml` with the place in the text as the author typed it."""
    walk = _Walk(text.replace("\r\n", "\n"))
    walk.statements()
    try:
        content = tomllib.loads(walk.quoted())
    except RecursionError:
        raise NotToml("brackets are nested too deeply", 1, 1) from None
    except ValueError as error:  # besides TOMLDecodeError: an integer of thousands of digits
        raise walk.failure(str(error)) from None
    return TomlText(content, walk.places)


class _Walk:
    """One pass over the statements; where it does not understand one it stops, and TOML has the verdict."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[KeyPath, KeyPlace] = {}
        self.bare: list[tuple[int, int]] = []
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def statements(self) -> None:
        table: KeyPath = ()
        counts: dict[KeyPath, int] = {}
        while True:
            self._skip(_BLANK)
            if self.at >= len(self.text):
                return
            if self.text[self.at] == "[":
                start = self.at
                while self.text.startswith("[", self.at):
                    self.at += 1
                brackets = self.at - start
                table = self._key()
                if brackets > 1:  # the tables of an array are told apart by their number
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, str(counts[table]))
                self._note(table, start, self.at)
                self._skip(_REST_OF_LINE)
                continue
            start = self.at
            key = self._key()
            end = self.at
            if not key or not self._skip(_EQUALS):
                return
            self._note((*table, *key), start, end)
            self._value()

    def quoted(self) -> str:
        """The text with quotes around the bare keys that TOML would not take."""
        parts: list[str] = []
        done = 0
        for start, end in self.bare:
            parts += (self.text[done:start], '"', self.text[start:end], '"')
            done = end
        return "".join([*parts, self.text[done:]])

    def failure(self, message: str) -> NotToml:
        found = _PLACE_IN_MESSAGE.search(message)
        plain = _PLACE_IN_MESSAGE.sub("", message)
        plain = plain[:1].lower() + plain[1:]
        if found is None:
            return NotToml("a number has too many digits", 1, 1)
        if found[1] is None:
            return NotToml(plain, len(self.line_starts), 1)
        line, column = int(found[1]), int(found[2])
        start = self.line_starts[line - 1]
        for first, last in self.bare:  # each pair of quotes moved what follows it
            if first >= start and first - start + 1 < column:
                column -= 1 + (last - start + 1 < column - 1)
        return NotToml(plain, line, column)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match is not None

    def _key(self) -> KeyPath:
        path: list[str] = []
        while match := _SEGMENT.match(self.text, self.at):
            segment = match[0]
            self.at = match.end()
            if segment[0] in "\"'":
                path.append(segment[1:-1])
            else:
                path.append(segment)
                if not segment.isascii() and segment.replace("-", "_").isidentifier():
                    self.bare.append((match.start(), match.end()))
            if not self._skip(_DOT):
                break
        return tuple(path)

    def _value(self) -> None:
        brackets: list[str] = []
        while match := _VALUE_PART.match(self.text, self.at):
            part = match[0]
            if part == "\n" and not brackets:
                return
            if part in {"[", "{"}:
                brackets.append(part)
            elif part in {"]", "}"} and brackets:
                brackets.pop()
            elif brackets and brackets[-1] == "{" and part[0] not in "\"'#":
                self._inline_keys(match.start(), part)
            self.at = match.end()

    def _inline_keys(self, start: int, part: str) -> None:
        """The keys of an inline table may be Swedish, too."""
        for key in _INLINE_KEY.finditer(part):
            if not key[1].isascii():
                self.bare.append((start + key.start(1), start + key.end(1)))

    def _note(self, path: KeyPath, start: int, end: int) -> None:
        line = bisect_right(self.line_starts, start)
        first = self.line_starts[line - 1]
        place = KeyPlace(line, start - first + 1, end - first + 1)
        for depth in range(1, len(path) + 1):  # `[a.b]` is the place of `a`, too, where nothing comes before
            self.places.setdefault(path[:depth], place)
