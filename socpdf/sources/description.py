"""The description beside a data file (TOML, Swedish keys) to dimensions, measures and the file's form.

Strict: an unknown key, a wrong type, a missing key or a name that is not declared is an error at its place.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeVar, get_args

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.tidy import Counted, Dimension, Measure, Unit
from socpdf.sources.tomltext import KeyPath, NotToml, TomlText, read_toml

Format = Literal["csv", "parquet", "excel", "sql"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
# What arithmetic makes is not for a description to name.
UNITS: Final[tuple[Unit, ...]] = tuple(
    unit for unit in get_args(Unit) if unit not in {"procentenheter", "kvot"}
)
COUNTED: Final[tuple[Counted, ...]] = get_args(Counted)
TOP_KEYS: Final = ("titel", "källa", "per", "population", "noter", "dimension", "mått", "fil")
DIMENSION_KEYS: Final = ("rubrik", "kategorier", "totalt", "additiv")
MEASURE_KEYS: Final = ("rubrik", "enhet", "räknar", "decimaler", "bas", "täljare", "över", "tom")
FILE_KEYS: Final = ("format", "blad", "fråga", "uppkoppling")
# More would be noise in a report, and more digits than a figure from a spreadsheet can hold exactly.
MOST_DECIMALS: Final = 6
_ONLY_FOR: Final = {"blad": "excel", "fråga": "sql", "uppkoppling": "sql"}

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class FileSpec:
    """`[fil]`: in what form the figures are delivered."""

    format: Format
    sheet: str
    query: str
    connection: str
    span: Span


@dataclass(frozen=True, slots=True)
class Description:
    title: str
    source: str
    as_of: date | None
    population: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    may_be_empty: frozenset[str]
    """The measures whose cells may be empty."""
    notes: tuple[str, ...]
    file: FileSpec
    span: Span


def read_description(text: str, file: str, sink: Sink) -> Description | None:
    """The description, or None with its errors in the sink."""
    text = text.removeprefix("\ufeff")
    sink.remember(file, text)
    before = len(sink.diagnostics)
    try:
        toml = read_toml(text)
    except NotToml as error:
        sink.error("D130", error.message, Span(file, error.line, error.column, error.column + 1))
        return None
    description = _description(_Table(toml, file, sink, (), toml.content))
    return description if len(sink.diagnostics) == before else None


@dataclass(slots=True)
class _Table:
    """One table of the description, read key by key; what nobody asked for is unknown."""

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

    def day(self, key: str) -> date | None:
        value = self._value(key, "", required=False)
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

    def tables(self, key: str, *, required: bool) -> "list[tuple[str, _Table]]":
        """The tables `[key.<name>]`, in the order they are written."""
        value = self._value(key, f"one table `[{key}.<name>]` or more", required=required)
        if value is None:
            return []
        if not isinstance(value, dict) or not all(isinstance(table, dict) for table in value.values()):
            self.wrong(key, f"tables, each as [{key}.<name>]")
            return []
        return [
            (name, _Table(self.toml, self.file, self.sink, (*self.path, key, name), content))
            for name, content in value.items()
        ]

    def table(self, key: str) -> "_Table":
        value = self.content.get(key, {})
        if not isinstance(value, dict):
            self.wrong(key, f"a table, as [{key}]")
            value = {}
        return _Table(self.toml, self.file, self.sink, (*self.path, key), value)

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
        return f" in `[{'.'.join(self.path)}]`" if self.path else ""


def _description(top: _Table) -> Description:
    top.known(*TOP_KEYS)
    dimensions = tuple(_dimension(name, table) for name, table in top.tables("dimension", required=True))
    measure_tables = top.tables("mått", required=True)
    measures = tuple(_measure(name, table) for name, table in measure_tables)
    _check_names(top, dimensions, measures)
    for (_, table), measure in zip(measure_tables, measures, strict=True):
        _check_references(table, measure, dimensions, measures)
    return Description(
        title=top.text("titel", required=True),
        source=top.text("källa", required=True),
        as_of=top.day("per"),
        population=top.text("population"),
        dimensions=dimensions,
        measures=measures,
        may_be_empty=frozenset(name for name, table in measure_tables if table.content.get("tom") is True),
        notes=top.texts("noter"),
        file=_file(top.table("fil")),
        span=top.span(),
    )


def _dimension(name: str, table: _Table) -> Dimension:
    table.known(*DIMENSION_KEYS)
    categories = table.texts("kategorier", required=True)
    total = table.text("totalt")
    if not categories and isinstance(table.content.get("kategorier"), list):
        table.wrong("kategorier", "a list with at least one category")
    for category in (category for category, times in Counter(categories).items() if times > 1):
        table.contradiction(
            f"the category `{category}` stands twice", "kategorier", "give each category one name"
        )
    if any(not category for category in categories):
        table.wrong("kategorier", "a list in which no category is empty")
    table.names("totalt", [total], categories, "category")
    return Dimension(
        name=name,
        title=table.text("rubrik") or name,
        categories=categories,
        total=total,
        additive=table.boolean("additiv", required=True),
        span=table.span(),
    )


def _measure(name: str, table: _Table) -> Measure:
    table.known(*MEASURE_KEYS)
    table.boolean("tom")
    return Measure(
        name=name,
        title=table.text("rubrik") or name,
        unit=table.choice("enhet", UNITS),
        counts=table.choice("räknar", COUNTED),
        decimals=table.integer("decimaler", 0, MOST_DECIMALS),
        base=table.text("bas"),
        numerator=table.text("täljare"),
        over=table.texts("över"),
        span=table.span(),
    )


def _check_names(top: _Table, dimensions: Sequence[Dimension], measures: Sequence[Measure]) -> None:
    """A column has one name, and a directive's options must not be taken for a dimension."""
    taken = {dimension.name for dimension in dimensions}
    for measure in measures:
        if measure.name in taken:
            message = f"`{measure.name}` is both a dimension and a measure"
            top.sink.error("D135", message, measure.span, "give one of them another name")
    for dimension in dimensions:
        if dimension.name in {"rubrik", "mått", "grupp", "decimaler"}:
            message = f"a dimension cannot have the name `{dimension.name}`"
            top.sink.error("D135", message, dimension.span, "a column of a table has an option of this name")


def _check_references(
    table: _Table, measure: Measure, dimensions: Sequence[Dimension], measures: Sequence[Measure]
) -> None:
    counts = [m.name for m in measures if m.name != measure.name and not m.numerator]
    table.names("bas", [measure.base], counts, "measure")
    table.names("täljare", [measure.numerator], counts, "measure")
    table.names("över", measure.over, [dimension.name for dimension in dimensions], "dimension")
    if measure.numerator and not measure.over:
        table.contradiction(
            "a computed share needs `över`", "täljare", 'say what makes the whole, as över = ["kön"]'
        )
    if measure.numerator and measure.base:
        hint = "leave `bas` out: the base is the whole of the numerator"
        table.contradiction("a computed share has its base already", "bas", hint)
    if measure.numerator and measure.unit != "procent":
        table.contradiction(
            "a computed share must have the unit `procent`", "enhet", 'write enhet = "procent"'
        )
    if measure.numerator and "tom" in table.content:
        table.contradiction("a computed share has no cells that could be empty", "tom", "leave `tom` out")
    if measure.over and not measure.numerator and not measure.base:
        table.contradiction(
            "`över` without `bas` or `täljare` says nothing", "över", "say what the share rests on"
        )
    if measure.over and measure.unit != "procent":
        table.contradiction(
            "only a share makes up a whole", "över", "leave `över` out, or give the unit `procent`"
        )


def _file(table: _Table) -> FileSpec:
    table.known(*FILE_KEYS)
    form = table.choice("format", FORMATS, default="csv")
    for key, only in _ONLY_FOR.items():
        if key in table.content and only != form:
            table.contradiction(
                f"`{key}` is for the format `{only}`", key, f'write format = "{only}" or leave it out'
            )
    needed = form == "sql"
    return FileSpec(
        format=form,
        sheet=table.text("blad"),
        query=table.text("fråga", required=needed),
        connection=table.text("uppkoppling", required=needed),
        span=table.span(),
    )
