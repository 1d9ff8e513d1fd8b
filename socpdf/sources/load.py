"""The data sets that a report names to checked tables: finds the files, and reads each of them once."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import ReportSpec
from socpdf.ir.tidy import Measure, TidyTable
from socpdf.ir.walk import data_sets
from socpdf.sources.check import check
from socpdf.sources.csvfile import read_csv
from socpdf.sources.description import Description, FileSpec, Format, read_description
from socpdf.sources.frames import read_excel, read_parquet, read_sql
from socpdf.sources.paths import inside
from socpdf.sources.problems import Problem
from socpdf.sources.rawtable import RawTable, Unreadable
from socpdf.sources.register import open_csv_register, read_register
from socpdf.sources.vocabulary import FILE as VOCABULARIES
from socpdf.sources.vocabulary import Vocabulary, read_vocabularies

_ENDINGS: Final[Mapping[Format, str]] = {"csv": ".csv", "parquet": ".parquet", "excel": ".xlsx"}
_AT_DESCRIPTION: Final = frozenset({"D101", "D103", "D140", "D142"})
"""What is wrong with the way to the figures is placed where the way is described."""


def load(root: Path, report: ReportSpec, sink: Sink) -> Mapping[str, TidyTable]:
    """Every data set a table or `fakta(…)` names, by `folder/name`."""
    before = len(sink.diagnostics)
    vocabularies = _vocabularies(root, sink)
    loaded: dict[str, TidyTable | None] = {}
    asked = deque(place for chapter in report.chapters for place in data_sets(chapter))
    while asked:
        key, span = asked.popleft()
        if key not in loaded:
            table = _load_one(root, key, span, vocabularies, sink)
            loaded[key] = table
            asked.extend(_named_by(table) if table is not None else ())
    if len(sink.diagnostics) > before:
        raise Refused
    return {key: table for key, table in loaded.items() if table is not None}


def _vocabularies(root: Path, sink: Sink) -> Mapping[str, Vocabulary]:
    path = root / VOCABULARIES
    if not path.is_file():
        return {}
    text = _text(path, VOCABULARIES, sink)
    return {} if text is None else read_vocabularies(text, sink)


def _named_by(table: TidyTable) -> Iterator[tuple[str, Span]]:
    """The data sets that a description compares with, or divides by."""
    for identity in table.identities:
        if identity.data:
            yield identity.data, identity.span
    for measure in table.measures:
        if ":" in measure.denominator:
            yield measure.denominator.rpartition(":")[0], measure.span


def _load_one(
    root: Path, key: str, asked: Span, vocabularies: Mapping[str, Vocabulary], sink: Sink
) -> TidyTable | None:
    name = f"data/{key}.toml"
    path = inside(root, name)
    if path is None or inside(root / "data", key) is None:
        sink.error(
            "D103", f"the data set `{key}` is not inside the project", asked, "name a file below `data/`"
        )
        return None
    if not path.is_file():
        _tell_missing(root, key, asked, sink)
        return None
    text = _text(path, name, sink)
    description = None if text is None else read_description(text, name, sink, vocabularies)
    if description is None:
        return None
    description = _resolved(description, key)
    spec = description.file
    file = spec.connection if spec.format == "sql" else f"data/{key}{_ENDINGS[spec.format]}"
    try:
        if description.person:
            return read_register(key, _register(root, file, spec), description, sink)
        raw = _read(root, file, spec)
    except Unreadable as error:
        span = Span(file, error.line, error.column, error.column + 1 if error.column else 0)
        if error.problem.code in _AT_DESCRIPTION:
            span = spec.span
        sink.error(error.problem.code, error.problem.message, span, error.problem.hint)
        return None
    return check(key, raw, description, sink)


def _text(path: Path, name: str, sink: Sink) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        sink.error("D104", "the file is not UTF-8 from here on", Span(name, line), "save the file as UTF-8")
    except OSError:
        sink.error("D101", "the file cannot be read", Span(name), "check its permissions")
    return None


def _resolved(description: Description, key: str) -> Description:
    """With the data sets that it names as `folder/name`; without a folder they are beside it."""
    folder = key.rpartition("/")[0]

    def full(name: str) -> str:
        return name if not name or "/" in name or not folder else f"{folder}/{name}"

    def divided(measure: Measure) -> Measure:
        data, colon, base = measure.denominator.rpartition(":")
        return replace(measure, denominator=f"{full(data)}{colon}{base}")

    return replace(
        description,
        identities=tuple(replace(identity, data=full(identity.data)) for identity in description.identities),
        measures=tuple(divided(measure) for measure in description.measures),
    )


def _register(root: Path, file: str, spec: FileSpec) -> RawTable:
    """Rows that come one by one: a CSV file is never read whole."""
    path = inside(root, file)
    if spec.format == "csv" and path is not None and path.is_file():
        return open_csv_register(path, file)
    return _read(root, file, spec)


def _read(root: Path, file: str, spec: FileSpec) -> RawTable:
    if spec.format == "sql":
        return read_sql(root, spec)
    path = inside(root, file)
    if path is None:
        raise Unreadable(
            Problem("D103", f"the file `{file}` is not inside the project", "copy it into the project")
        )
    if not path.is_file():
        hint = f"deliver the figures as `{file}`, or name another form with `format` under `[fil]`"
        raise Unreadable(Problem("D101", f"there is no file `{file}`", hint))
    match spec.format:
        case "csv":
            return _read_csv(path, file)
        case "excel":
            return read_excel(path, file, spec)
        case "parquet":
            return read_parquet(path, file)


def _read_csv(path: Path, file: str) -> RawTable:
    try:
        content = path.read_bytes()
    except OSError:
        raise Unreadable(
            Problem("D101", f"the file `{file}` cannot be read", "check its permissions")
        ) from None
    return read_csv(content, file)


def _tell_missing(root: Path, key: str, asked: Span, sink: Sink) -> None:
    """Either the name is misspelt, or the figures came without a description."""
    if any((root / f"data/{key}{ending}").is_file() for ending in (".csv", ".parquet", ".xlsx")):
        hint = f"write `data/{key}.toml` beside it: title, source, dimensions and measures"
        sink.error("D102", f"the data set `{key}` has no description", asked, hint)
        return
    folder, _, name = key.rpartition("/")
    beside = sorted(path.stem for path in (root / "data" / folder).glob("*.toml"))
    hint = did_you_mean(name, beside) or f"there should be `data/{key}.toml` and the figures beside it"
    sink.error("D101", f"there is no data set `{key}`", asked, hint)
