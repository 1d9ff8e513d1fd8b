"""Excel, Parquet and SQLite, through pandas, to rows of typed cells for the same checks as a CSV file.

A database may only be read: it is opened read-only and lets nothing but one SELECT pass.
"""

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from socpdf.core.names import did_you_mean
from socpdf.sources.description import FileSpec
from socpdf.sources.paths import inside
from socpdf.sources.problems import Problem, Problems
from socpdf.sources.rawtable import RawTable, Row, Unreadable

_ALLOWED_IN_SQL: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)


def read_excel(path: Path, file: str, spec: FileSpec) -> RawTable:
    """The sheet named, or the only one; row 1 is the head, and rows count as Excel counts them."""
    pandas = _pandas("excel", "openpyxl")
    try:
        with pandas.ExcelFile(path, engine="openpyxl") as book:
            sheet = _sheet([str(name) for name in book.sheet_names], spec)
            # As typed: else an empty cell, `NA` and `null` are alike, and counts with a gap become floats.
            frame = pandas.read_excel(
                book, sheet_name=sheet, header=None, dtype=object, keep_default_na=False, na_filter=False
            )
    except Unreadable:
        raise
    except Exception as error:  # a damaged workbook raises whatever zip, XML and openpyxl raise
        raise _damaged("an Excel workbook (.xlsx)") from error
    rows = list(_typed_rows(frame.itertuples(index=False, name=None), 1))
    if not rows:
        raise Unreadable(
            Problem("D106", f"the sheet `{sheet}` is empty", "write the names of the columns in row 1")
        )
    return RawTable(rows[0][1], rows[1:], Problems(file, None))


def read_parquet(path: Path, file: str) -> RawTable:
    """Every column; rows count from 1."""
    pandas = _pandas("parquet", "pyarrow")
    try:
        frame = pandas.read_parquet(path, engine="pyarrow")
    except Exception as error:  # a damaged file raises whatever Arrow raises
        raise _damaged("a Parquet file") from error
    return _table(frame, file)


def read_sql(root: Path, spec: FileSpec) -> RawTable:
    """What the SELECT of the description gives; rows count from 1, in the order they come."""
    path = inside(root, spec.connection)
    if path is None:
        raise Unreadable(Problem("D103", f"the database `{spec.connection}` is not inside the project"))
    if not path.is_file():
        raise Unreadable(Problem("D101", f"there is no database `{spec.connection}`"))
    pandas = _pandas("sql", "pandas")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.set_authorizer(_authorize)
        try:
            frame = pandas.read_sql_query(spec.query, connection, coerce_float=False, dtype=object)
        except (pandas.errors.DatabaseError, sqlite3.Error, sqlite3.Warning, TypeError) as error:
            # TypeError: a statement that gives no table at all
            raise Unreadable(_refused_query(error)) from None
    return _table(frame, spec.connection)


def _authorize(action: int, *names: str | None) -> int:
    harmless = action in _ALLOWED_IN_SQL and "load_extension" not in names
    return sqlite3.SQLITE_OK if harmless else sqlite3.SQLITE_DENY


def _refused_query(error: Exception) -> Problem:
    reason = str(error.__cause__ or error)
    if isinstance(error, TypeError) or "not authorized" in reason or "one statement" in reason:
        return Problem("D142", "the query is not a single SELECT", "write one SELECT and nothing else")
    return Problem("D141", f"the database refuses the query: {reason}", "try the query in a database client")


def _pandas(extra: str, package: str) -> Any:
    # pandas takes most of a second to import, and a report of CSV files does without it.
    try:
        import pandas

        if package != "pandas":
            __import__(package)
    except ImportError:
        hint = f'install it with: pip install "socpdf[{extra}]"'
        raise Unreadable(
            Problem("D140", f"the package `{package}` is needed and not installed", hint)
        ) from None
    return pandas


def _sheet(names: Sequence[str], spec: FileSpec) -> str:
    if spec.sheet in names:
        return spec.sheet
    if spec.sheet:
        raise Unreadable(
            Problem("D141", f"there is no sheet `{spec.sheet}`", did_you_mean(spec.sheet, names))
        )
    if len(names) != 1:
        hint = "name one with `blad` under `[fil]`: " + ", ".join(f"`{name}`" for name in names[:8])
        raise Unreadable(Problem("D141", f"the workbook has {len(names)} sheets", hint))
    return names[0]


def _damaged(what: str) -> Unreadable:
    return Unreadable(Problem("D141", f"the file cannot be read as {what}", "save it again from its program"))


def _table(frame: Any, file: str) -> RawTable:
    head = [str(column) for column in frame.columns]
    return RawTable(head, _typed_rows(frame.itertuples(index=False, name=None), 1), Problems(file, None))


def _typed_rows(rows: Iterable[Sequence[object]], first: int) -> Iterator[Row]:
    for number, row in enumerate(rows, first):
        yield number, [_typed(value) for value in row]


def _typed(value: object) -> str:
    """The cell as it would be typed into a CSV file."""
    if isinstance(value, str):
        return value
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return ""
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() else repr(float(value))
    return str(value)
