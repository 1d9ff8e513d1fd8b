"""One table of a TOML file, read key by key: each value of the type that is wanted, or an error there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.sources.tomltext import KeyPath, NotToml, TomlText, read_toml

Choice = TypeVar("Choice", bound=str)


def open_toml(text: str, file: str, sink: Sink) -> "TomlTable | None":
    """The table of the whole file, or None with the error in the sink."""
    text = text.removeprefix("\ufeff")
    sink.remember(file, text)
    try:
        toml = read_toml(text)
    except NotToml as error:
        sink.error("D130", error.message, Span(file, error.line, error.column, error.column + 1))
        return None
    return TomlTable(toml, file, sink, (), toml.content)


@dataclass(slots=True)
class TomlTable:
    """Reads the keys somebody asks for; what nobody asked for is unknown."""

    toml: TomlText
    file: str
    sink: Sink
    path: KeyPath
    content: Mapping[str, object]

    def span(self, key: str = "") -> Span:
        if not self.path and not key:
            return Span(self.file)
        place = self.toml.place((*self.path, key) if key else self.path)
        return Span(self.file, place.line, place.column, place.end)

    def known(self, *keys: str) -> None:
        for key in self.content:
            if key not in keys:
                self.sink.error(
                    "D131", f"unknown key `{key}`{self._where()}", self.span(key), did_you_mean(key, keys)
                )

    def text(self, key: str, *, required: bool = False) -> str:
        value = self._value(key, "a text in quotes", required=required)
        if isinstance(value, str):
            if required and not value.strip():
                self.wrong(key, "a text that is not empty")
            return value
        if value is not None:
            self.wrong(key, "a text in quotes")
        return ""

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        value = self._value(key, 'a list of texts, as ["…", "…"]', required=required)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        if value is not None:
            self.wrong(key, 'a list of texts, as ["…", "…"]')
        return ()

    def boolean(self, key: str, *, required: bool = False) -> bool:
        value = self._value(key, "`true` or `false`", required=required)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, "`true` or `false`")
        return value is True

    def integer(self, key: str, low: int, high: int) -> int:
        value = self._value(key, "", required=False)
        if value is None:
            return low
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.wrong(key, f"a whole number from {low} to {high}")
            return low
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        value = self._value(key, "a date without quotes", required=required)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.wrong(key, "a date without quotes, as 2024-12-31")
        return None

    def choice(self, key: str, choices: Sequence[Choice], default: Choice | None = None) -> Choice:
        """One of the words; without a default the key is required."""
        value = self.text(key, required=default is None)
        for word in choices:
            if word == value:
                return word
        if value:
            hint = did_you_mean(value, choices)
            self.sink.error("D134", f"`{key}` cannot be `{value}`{self._where()}", self.span(key), hint)
        return choices[0] if default is None else default

    def tables(self, key: str, *, required: bool) -> "list[tuple[str, TomlTable]]":
        """The tables `[key.<name>]`, in the order they are written."""
        value = self._value(key, f"one table `[{key}.<name>]` or more", required=required)
        if value is None:
            return []
        if not isinstance(value, dict) or not all(isinstance(table, dict) for table in value.values()):
            self.wrong(key, f"tables, each as [{key}.<name>]")
            return []
        return [
            (name, TomlTable(self.toml, self.file, self.sink, (*self.path, key, name), content))
            for name, content in value.items()
        ]

    def array(self, key: str) -> "list[TomlTable]":
        """The tables `[[key]]`, in the order they are written."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            self.wrong(key, f"tables, each as [[{key}]]")
            return []
        return [
            TomlTable(self.toml, self.file, self.sink, (*self.path, key, str(at)), content)
            for at, content in enumerate(value)
        ]

    def words(self, key: str) -> dict[str, str]:
        """Texts by name, as `{kön = "kvinnor"}`."""
        value = self.content.get(key, {})
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return dict(value)
        self.wrong(key, 'texts by name, as {kön = "kvinnor"}')
        return {}

    def table(self, key: str) -> "TomlTable":
        value = self.content.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, f"a table, as [{key}]")
            value = {}
        return TomlTable(self.toml, self.file, self.sink, (*self.path, key), value)

    def names(self, key: str, given: Sequence[str], valid: Sequence[str], what: str) -> None:
        for name in given:
            if name and name not in valid:
                message = f"`{key}` names the unknown {what} `{name}`{self._where()}"
                self.sink.error("D134", message, self.span(key), did_you_mean(name, valid))

    def wrong(self, key: str, wanted: str) -> None:
        self.sink.error("D132", f"`{key}`{self._where()} must be {wanted}", self.span(key))

    def contradiction(self, message: str, key: str, hint: str) -> None:
        self.sink.error("D135", message, self.span(key), hint)

    def _value(self, key: str, wanted: str, *, required: bool) -> object | None:
        if required and key not in self.content:
            self.sink.error(
                "D133", f"the key `{key}` is missing{self._where()}", self.span(), f"write {wanted}"
            )
        return self.content.get(key)

    def _where(self) -> str:
        if self.path and self.path[-1].isdigit():
            return f" in `[[{'.'.join(self.path[:-1])}]]`"
        return f" in `[{'.'.join(self.path)}]`" if self.path else ""
