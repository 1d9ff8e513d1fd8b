"""Reads a table as it is published or about to be: semicolons, a head line, a stub column, figures and signs.

`nivå` as a column's name, or indentation of the stub, makes a hierarchy: a row is the sum of the rows one
level deeper that follow it. The last row and the last column of counts are the totals unless named. Messages
show the file with every digit masked. What comes out knows no model yet; see `tabular`.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.disclosure.roles import Role, parse_role

LEVEL: Final = "nivå"
NONE: Final = "-"
"""Typed instead of a name: there is no such total."""
SPACES: Final = "  \N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
WITHHELD: Final = ("*", "**")

Entry = int | Decimal | str
"""A count, a derived figure, or a sign."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the options say about the tables."""

    total_row: str = ""
    """Empty: the last; `-`: none."""
    total_column: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    """By column: `procent(Kvinnor/Totalt)`, `medel(Antal)`, …; the others are counts."""
    net_rows: bool = False
    """The total row counts a person once who is in several rows."""
    net_columns: bool = False


@dataclass(frozen=True, slots=True)
class PlainRow:
    label: str
    level: int
    entries: tuple[Entry, ...]
    line: int


@dataclass(frozen=True, slots=True)
class PlainTable:
    name: str
    file: str
    stub_head: str
    columns: tuple[str, ...]
    roles: tuple[Role | None, ...]
    """None: counts."""
    rows: tuple[PlainRow, ...]
    total_row: int | None
    total_column: int | None
    layout: Layout

    def span(self, row: int) -> Span:
        return Span(self.file, self.rows[row].line)


def read_table(path: Path, name: str, layout: Layout, sink: Sink) -> PlainTable | None:
    """The table, or None with the reasons in the sink."""
    file = path.as_posix()
    text = _text(path, file, sink)
    if text is None:
        return None
    sink.remember(file, re.sub(r"\d", "•", text))
    errors = len(sink.diagnostics)
    lines = _lines(text, file, sink)
    if len(lines) < 2 or len(lines[0][1]) < 2:
        sink.error(
            "S202", "a table needs a head line, a stub column and at least one row of figures", Span(file, 1)
        )
        return None
    (_, head), body = lines[0], lines[1:]
    head = [cell.strip() for cell in head]
    columns = [column for column in range(1, len(head)) if head[column].casefold() != LEVEL]
    names = tuple(head[column] for column in columns)
    _check_names(names, file, sink)
    roles = tuple(_role(column, names, layout, file, sink) for column in names)
    rows = _rows(head, columns, roles, body, file, sink)
    if len(sink.diagnostics) > errors or not rows:
        return None
    labels = _distinct(rows)
    rows = [
        PlainRow(label, row.level, row.entries, row.line) for label, row in zip(labels, rows, strict=True)
    ]
    total_row = _named(layout.total_row, labels, "row", file, sink, default=_last_row(rows))
    counts = [number for number, role in enumerate(roles) if role is None]
    last = counts[-1] if len(counts) > 1 else None
    total_column = _named(layout.total_column, list(names), "column", file, sink, default=last)
    if len(sink.diagnostics) > errors:
        return None
    return PlainTable(name, file, head[0], names, roles, tuple(rows), total_row, total_column, layout)


def write_table(table: PlainTable, signs: Mapping[tuple[int, int], str]) -> str:
    """The table with its signs, in the form it was read: it can be attacked as it stands."""
    levels = any(row.level for row in table.rows)
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([table.stub_head, *([LEVEL] if levels else []), *table.columns])
    for number, row in enumerate(table.rows):
        entries = [signs.get((number, column), _written(entry)) for column, entry in enumerate(row.entries)]
        writer.writerow([row.label, *([str(row.level)] if levels else []), *entries])
    return out.getvalue()


def _written(entry: Entry) -> str:
    return str(entry).replace(".", ",") if isinstance(entry, Decimal) else str(entry)


def _text(path: Path, file: str, sink: Sink) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        sink.error("S201", f"cannot read the table: {why}", Span(file))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        sink.error("S201", "the table is not UTF-8", Span(file, line), "save it as CSV UTF-8")
    return None


def _lines(text: str, file: str, sink: Sink) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, with their numbers."""
    reader = csv.reader(StringIO(text), delimiter=";", strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        lines.extend((reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells))
    except csv.Error:
        sink.error("S201", "a quotation mark is not closed", Span(file, reader.line_num or 1))
        return []
    return lines


def _check_names(names: Sequence[str], file: str, sink: Sink) -> None:
    for number, name in enumerate(names):
        if not name:
            sink.error(
                "S202", f"column {number + 2} has no name", Span(file, 1), "write a name in the head line"
            )
        elif name in names[:number]:
            sink.error(
                "S202", f"two columns are called `{name}`", Span(file, 1), "give each column its own name"
            )


def _role(column: str, names: Sequence[str], layout: Layout, file: str, sink: Sink) -> Role | None:
    source = layout.roles.get(column)
    return None if source is None else parse_role(source, names, Span(file, 1), sink)


def _rows(
    head: Sequence[str],
    columns: Sequence[int],
    roles: Sequence[Role | None],
    body: Sequence[tuple[int, list[str]]],
    file: str,
    sink: Sink,
) -> list[PlainRow]:
    level_column = next(
        (number for number, name in enumerate(head) if number and name.casefold() == LEVEL), None
    )
    indents: list[int] = []
    rows: list[PlainRow] = []
    for line, cells in body:
        span = Span(file, line)
        if len(cells) != len(head):
            sink.error("S203", f"the row has {len(cells)} cells, the head {len(head)}", span)
            continue
        level = _level(cells, level_column, indents, span, sink)
        entries = [
            _entry(cells[column].strip(), head[column], span, sink, derived=role is not None)
            for column, role in zip(columns, roles, strict=True)
        ]
        rows.append(PlainRow(cells[0].strip(), level, tuple(e for e in entries if e is not None), line))
    return rows


def _level(cells: Sequence[str], column: int | None, indents: list[int], span: Span, sink: Sink) -> int:
    """From the level column, or from the indentation: each deeper indent is one level."""
    if column is not None:
        typed = cells[column].strip()
        if not (typed.isascii() and typed.isdigit()):
            sink.error(
                "S213", "the level is not a whole number", span, "write 0 for the topmost rows, 1 below them"
            )
            return 0
        return int(typed)
    indent = len(cells[0]) - len(cells[0].lstrip(SPACES))
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents) - 1


def _entry(typed: str, column: str, span: Span, sink: Sink, *, derived: bool) -> Entry | None:
    if typed in WITHHELD or (derived and typed == "."):
        return typed
    plain = re.sub(f"(?<=\\d)[{SPACES}](?=\\d)", "", typed).replace("\N{MINUS SIGN}", "-")
    if derived and re.fullmatch(r"-?\d+([,.]\d+)?", plain):
        return Decimal(plain.replace(",", "."))
    if not derived and re.fullmatch(r"\d+", plain):
        return int(plain)
    hint = "counts are whole numbers, `*` or `**`; a column of percentages needs its role"
    sink.error(
        "S205",
        f"column `{column}` holds something that is not a {'figure' if derived else 'count'}",
        span,
        hint,
    )
    return None


def _distinct(rows: Sequence[PlainRow]) -> list[str]:
    """The labels, with those of the rows above where a label alone is not unique."""
    path: list[str] = []
    full: list[str] = []
    for row in rows:
        del path[row.level :]
        path.append(row.label)
        full.append(" / ".join(path))
    plain = [row.label for row in rows]
    return [label if plain.count(label) == 1 else longer for label, longer in zip(plain, full, strict=True)]


def _last_row(rows: Sequence[PlainRow]) -> int | None:
    """The total: the last row if it is of the topmost level, or the only row that is."""
    top = min(row.level for row in rows)
    highest = [number for number, row in enumerate(rows) if row.level == top]
    if len(rows) > 1 and (len(highest) == 1 or highest[-1] == len(rows) - 1):
        return highest[-1]
    return None


def _named(
    name: str, names: list[str], kind: str, file: str, sink: Sink, *, default: int | None
) -> int | None:
    if name == NONE:
        return None
    if not name:
        return default
    if name in names:
        return names.index(name)
    sink.error(
        "S206", f"no {kind} is called `{name}`, named as the total", Span(file), did_you_mean(name, names)
    )
    return None
