"""The description beside a data file (TOML, Swedish keys) to dimensions, measures and the file's form.

Strict: an unknown key, a wrong type, a missing key or a name that is not declared is an error at its place.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from socpdf.core.diagnostics import Sink, Span
from socpdf.ir.tidy import Counted, Deviation, Dimension, Identity, Measure, Published, Statistic, Unit
from socpdf.sources.intervals import overlapping
from socpdf.sources.statements import read_deviation, read_identity, read_published
from socpdf.sources.tomltable import TomlTable, open_toml
from socpdf.sources.vocabulary import Vocabulary

Format = Literal["csv", "parquet", "excel", "sql"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
# What arithmetic makes is not for a description to name.
UNITS: Final[tuple[Unit, ...]] = tuple(
    unit for unit in get_args(Unit) if unit not in {"procentenheter", "kvot"}
)
COUNTED: Final[tuple[Counted, ...]] = get_args(Counted)
STATISTICS: Final[tuple[Statistic, ...]] = tuple(word for word in get_args(Statistic) if word)
TOP_KEYS: Final = (
    "titel", "källa", "per", "population", "noter", "dimension", "mått", "fil", "register", "identitet",
    "avvikelse", "publicerat",
)  # fmt: skip
DIMENSION_KEYS: Final = ("rubrik", "kategorier", "ordlista", "totalt", "additiv", "intervall")
MEASURE_KEYS: Final = (
    "rubrik", "enhet", "räknar", "decimaler", "bas", "täljare", "nämnare", "över", "beräkning", "kolumn",
    "tom",
)  # fmt: skip
REGISTER_KEYS: Final = ("person",)
# What a column of a table says about itself, and so cannot be the name of a dimension.
_TAKEN: Final = frozenset(
    {
        "rubrik", "varav", "mått", "för", "summa", "grupp", "kolumner", "rader", "andel", "förändring",
        "utjämna", "decimaler", "per", "data",
    }
)  # fmt: skip
FILE_KEYS: Final = ("format", "blad", "fråga", "uppkoppling")
# More would be noise in a report, and more digits than a figure from a spreadsheet can hold exactly.
MOST_DECIMALS: Final = 6
_ONLY_FOR: Final = {"blad": "excel", "fråga": "sql", "uppkoppling": "sql"}


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
    person: str
    """For a register: the column that tells who it is; empty: the figures are delivered."""
    identities: tuple[Identity, ...]
    deviations: tuple[Deviation, ...]
    published: tuple[Published, ...]
    span: Span


def read_description(
    text: str, file: str, sink: Sink, vocabularies: Mapping[str, Vocabulary]
) -> Description | None:
    """The description, or None with its errors in the sink."""
    before = len(sink.diagnostics)
    top = open_toml(text, file, sink)
    if top is None:
        return None
    description = _description(top, vocabularies)
    return description if len(sink.diagnostics) == before else None


def _description(top: TomlTable, vocabularies: Mapping[str, Vocabulary]) -> Description:
    top.known(*TOP_KEYS)
    dimensions = tuple(
        _dimension(name, table, vocabularies) for name, table in top.tables("dimension", required=True)
    )
    measure_tables = top.tables("mått", required=True)
    measures = tuple(_measure(name, table) for name, table in measure_tables)
    _check_names(top, dimensions, measures)
    for (_, table), measure in zip(measure_tables, measures, strict=True):
        _check_references(table, measure, dimensions, measures)
        _check_statistic(table, measure, is_register="register" in top.content)
    person = _register(top, dimensions)
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
        person=person,
        identities=tuple(read_identity(t, dimensions, measures) for t in top.array("identitet")),
        deviations=tuple(read_deviation(t, dimensions, measures) for t in top.array("avvikelse")),
        published=tuple(read_published(t, dimensions, measures) for t in top.array("publicerat")),
        span=top.span(),
    )


def _dimension(name: str, table: TomlTable, vocabularies: Mapping[str, Vocabulary]) -> Dimension:
    table.known(*DIMENSION_KEYS)
    vocabulary = _vocabulary(table, vocabularies)
    total = table.text("totalt")
    categories = table.texts("kategorier", required=vocabulary is None)
    if vocabulary is not None:
        outside = [category for category in categories if category != total]
        table.names("kategorier", outside, vocabulary.names, "name of the list")
        categories = categories or (*vocabulary.names, *([total] if total else []))
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
        intervals=_intervals(table, [category for category in categories if category != total]),
        mergers=tuple(m for m in (vocabulary.mergers if vocabulary else ()) if m.new in categories),
    )


def _vocabulary(table: TomlTable, vocabularies: Mapping[str, Vocabulary]) -> Vocabulary | None:
    name = table.text("ordlista")
    table.names("ordlista", [name], list(vocabularies), "list of `data/ordlista.toml`")
    return vocabularies.get(name)


def _intervals(table: TomlTable, categories: Sequence[str]) -> bool:
    found = table.boolean("intervall")
    pair = overlapping(categories) if found else None
    if pair is not None:
        hint = "correct the limits, or leave `intervall` out and say why in `noter`"
        table.contradiction(f"the intervals `{pair[0]}` and `{pair[1]}` overlap", "kategorier", hint)
    return found


def _register(top: TomlTable, dimensions: Sequence[Dimension]) -> str:
    """The column of the persons; empty: the data set is no register."""
    if "register" not in top.content:
        return ""
    table = top.table("register")
    table.known(*REGISTER_KEYS)
    for dimension in dimensions:
        if dimension.total:
            table.contradiction(
                f"`{dimension.name}` of a register has `totalt`, but no row is one",
                "person",
                "leave `totalt` out: every total is counted from the rows",
            )
    return table.text("person", required=True)


def _measure(name: str, table: TomlTable) -> Measure:
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
        denominator=table.text("nämnare"),
        statistic=_statistic(table),
        of=table.text("kolumn"),
    )


def _statistic(table: TomlTable) -> Statistic:
    return table.choice("beräkning", STATISTICS) if "beräkning" in table.content else ""


def _check_statistic(table: TomlTable, measure: Measure, *, is_register: bool) -> None:
    """A register is counted; elsewhere only means and medians are said to be such."""
    average = measure.statistic in {"medelvärde", "median"}
    if is_register and not measure.computed and not measure.statistic:
        hint = 'write beräkning = "unika" for persons, or "rader" for decisions'
        table.contradiction("a measure of a register needs `beräkning`", "enhet", hint)
    if not is_register and measure.statistic and not average:
        table.contradiction(
            f"`beräkning` cannot be `{measure.statistic}` here", "beräkning", "only a register is counted"
        )
    if is_register and (average or measure.statistic == "summa") != bool(measure.of):
        hint = "name the column of figures for `summa`, `medelvärde` and `median`, and only for those"
        table.contradiction("`kolumn` and `beräkning` do not go together", "beräkning", hint)
    if measure.of and not is_register:
        table.contradiction("`kolumn` is for registers", "kolumn", "leave it out")


def _check_names(top: TomlTable, dimensions: Sequence[Dimension], measures: Sequence[Measure]) -> None:
    """A column has one name, and a directive's options must not be taken for a dimension."""
    taken = {dimension.name for dimension in dimensions}
    for measure in measures:
        if measure.name in taken:
            message = f"`{measure.name}` is both a dimension and a measure"
            top.sink.error("D135", message, measure.span, "give one of them another name")
    for dimension in dimensions:
        if dimension.name in _TAKEN:
            message = f"a dimension cannot have the name `{dimension.name}`"
            top.sink.error("D135", message, dimension.span, "a column of a table has an option of this name")


def _check_references(
    table: TomlTable, measure: Measure, dimensions: Sequence[Dimension], measures: Sequence[Measure]
) -> None:
    counts = [m.name for m in measures if m.name != measure.name and not m.numerator]
    table.names("bas", [measure.base], counts, "measure")
    table.names("täljare", [measure.numerator], counts, "measure")
    table.names("över", measure.over, [dimension.name for dimension in dimensions], "dimension")
    _check_denominator(table, measure, counts)
    if measure.numerator and not measure.over and not measure.denominator:
        table.contradiction(
            "a computed share needs `över`", "täljare", 'say what makes the whole, as över = ["kön"]'
        )
    if measure.numerator and measure.base:
        hint = "leave `bas` out: the base is the whole of the numerator"
        table.contradiction("a computed share has its base already", "bas", hint)
    if measure.numerator and not measure.denominator and measure.unit != "procent":
        table.contradiction(
            "a computed share must have the unit `procent`", "enhet", 'write enhet = "procent"'
        )
    if measure.numerator and "tom" in table.content:
        table.contradiction("a computed share has no cells that could be empty", "tom", "leave `tom` out")
    if measure.over and measure.unit != "procent":
        table.contradiction(
            "only a share makes up a whole", "över", "leave `över` out, or give the unit `procent`"
        )


def _check_denominator(table: TomlTable, measure: Measure, counts: Sequence[str]) -> None:
    if not measure.denominator:
        return
    if not measure.numerator:
        table.contradiction("`nämnare` needs `täljare`", "nämnare", "say what is divided by it")
    if measure.over:
        table.contradiction("`nämnare` and `över` both say the whole", "över", "leave one of them out")
    if ":" not in measure.denominator:
        table.names("nämnare", [measure.denominator], counts, "measure")


def _file(table: TomlTable) -> FileSpec:
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
