"""A register, one row for each person and decision, to columns of numbers: read in pieces, kept as arrays.

A million rows never stand in memory as text. Who a person is becomes a number that tells persons apart and
nothing else; what they are registered under is forgotten when the file has been read.
"""

import csv
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Sink
from socpdf.ir.tidy import Datum, Dimension, TidyTable
from socpdf.sources.check import check_head, ragged, unknown_category
from socpdf.sources.description import Description
from socpdf.sources.figures import FigureReader
from socpdf.sources.mergers import category_index, renumbering
from socpdf.sources.problems import Problem, Problems
from socpdf.sources.rawtable import RawTable, Row, Unreadable

# How many rows are text at a time. With 500 a million rows took 4 s of work, with 50 000 they took 9: more
# text than the cache holds, and more objects than the collector likes.
PIECE: Final = 500
# Amounts and hours are registered with two decimals at most.
_DECIMALS: Final = 2


def open_csv_register(path: Path, file: str) -> RawTable:
    """The rows of a CSV file, read while they are walked."""
    rows = _csv_rows(path)
    _, head = next(rows, (0, ()))
    if not head:
        raise Unreadable(Problem("D106", "the file is empty", "write the names of the columns first"))
    return RawTable(head, rows, Problems(file, None))


def read_register(name: str, raw: RawTable, description: Description, sink: Sink) -> TidyTable | None:
    """The table, or None with the errors of the file in the sink."""
    figures = dict.fromkeys(measure.of for measure in description.measures if measure.of)
    wanted = [*(d.name for d in description.dimensions), description.person, *figures]
    check_head(raw.head, wanted, frozenset(), raw.problems)
    columns = _Columns(description, raw.problems)
    if not raw.problems:
        columns.read(raw, list(figures))
    if not columns.lines and not raw.problems:
        raw.problems.add(Problem("D106", "the register has no row", "write one line for each decision"), 1)
    if raw.problems:
        raw.problems.tell(sink, lambda cells: cells)
        return None
    return TidyTable(
        name=name,
        title=description.title,
        source=description.source,
        as_of=description.as_of,
        population=description.population,
        dimensions=description.dimensions,
        measures=description.measures,
        keys=columns.keys,
        values=columns.values,
        lines=columns.lines,
        notes=description.notes,
        file=raw.problems.file,
        span=description.span,
        identities=description.identities,
        deviations=description.deviations,
        published=description.published,
        persons=columns.persons,
    )


def _csv_rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            for cells in reader:
                yield reader.line_num, cells
    except UnicodeDecodeError:
        raise Unreadable(Problem("D104", "the file is not UTF-8", "save the file as UTF-8")) from None
    except csv.Error:
        hint = "close every quoted cell on its own line"
        problem = Problem("D111", "the quotes of this line do not close", hint)
        raise Unreadable(problem, reader.line_num) from None
    except OSError:
        raise Unreadable(Problem("D101", "the file cannot be read", "check its permissions")) from None


@dataclass(slots=True)
class _Columns:
    description: Description
    problems: Problems
    keys: dict[str, "array[int]"] = field(default_factory=dict)
    values: dict[str, list[Datum]] = field(default_factory=dict)
    persons: "array[int]" = field(default_factory=lambda: array("i"))
    lines: "array[int]" = field(default_factory=lambda: array("i"))
    _numbers: dict[str, int] = field(default_factory=dict)
    """By person: the number that takes its place."""
    _read: dict[str, dict[str, Datum]] = field(default_factory=dict)
    """By column: what has been typed before; most figures come again and again."""

    def read(self, raw: RawTable, figures: Sequence[str]) -> None:
        self.keys = {dimension.name: array("i") for dimension in self.description.dimensions}
        self.values = {name: [] for name in figures}
        rows = iter(raw.rows)
        while piece := list(islice(rows, PIECE)):
            self._piece(piece, raw.head)

    def _piece(self, rows: Sequence[Row], head: Sequence[str]) -> None:
        whole = [row for row in rows if len(row[1]) == len(head)]
        if len(whole) < len(rows):
            for line, cells in rows:
                if len(cells) != len(head):
                    self.problems.add(ragged(len(cells), len(head)), line)
        lines = [line for line, _ in whole]
        columns = dict(zip(head, zip(*(cells for _, cells in whole), strict=True), strict=False))
        if not columns:
            return
        for dimension in self.description.dimensions:
            self._categories(dimension, columns[dimension.name], lines)
        self._persons(columns[self.description.person], lines)
        for name in self.values:
            self._figures(name, columns[name], lines)
        self.lines.extend(lines)

    def _categories(self, dimension: Dimension, cells: Sequence[str], lines: Sequence[int]) -> None:
        today = renumbering(dimension)
        index = {name: today[at] for name, at in category_index(dimension).items()}
        codes = [index.get(cell, -1) for cell in cells]
        if -1 in codes:
            for code, cell, line in zip(codes, cells, lines, strict=True):
                if code < 0:
                    self.problems.add(unknown_category(cell, dimension), line)
        self.keys[dimension.name].extend(codes)

    def _persons(self, cells: Sequence[str], lines: Sequence[int]) -> None:
        if "" in cells:
            message = f"the cell of `{self.description.person}` is empty"
            problem = Problem("D112", message, "every row is about a person")
            self.problems.add(problem, lines[cells.index("")])
        numbers = self._numbers
        self.persons.extend([numbers.setdefault(cell, len(numbers)) for cell in cells])

    def _figures(self, name: str, cells: Sequence[str], lines: Sequence[int]) -> None:
        measure = next(m for m in self.description.measures if m.of == name)
        measure = replace(measure, name=name, decimals=max(measure.decimals, _DECIMALS))
        read = self._read.setdefault(name, {})
        reader = FigureReader(measure, may_be_empty=True)
        for cell in dict.fromkeys(cells):
            if cell not in read:
                datum = reader.read(cell)
                if isinstance(datum, Problem):
                    self.problems.add(datum, lines[cells.index(cell)])
                    datum = None
                read[cell] = datum
        self.values[name].extend([read[cell] for cell in cells])
