"""A register, one row for each person and decision, to columns of numbers: read in pieces, kept as arrays.

A million rows never stand in memory as text. Who a person is becomes a number that tells persons apart and
nothing else; the number they are registered under is forgotten when the file has been read.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from socpdf.core.diagnostics import Sink
from socpdf.ir.tidy import Datum, Dimension, TidyTable
from socpdf.sources.check import check_head, unknown_category
from socpdf.sources.description import Description
from socpdf.sources.figures import FigureReader
from socpdf.sources.mergers import category_index, renumbering
from socpdf.sources.problems import Problem, Problems
from socpdf.sources.rawtable import RawTable, Unreadable

PIECE: Final = 100_000
# Amounts and hours are registered with two decimals at most.
_DECIMALS: Final = 2
_RAGGED: Final = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")


def read_register(name: str, pieces: Iterator[Any], file: str, description: Description, sink: Sink) -> TidyTable | None:
    """The table of a register that comes in pieces, frames of text; None with the errors in the sink."""
    reader = _Reader(description, Problems(file, None))
    try:
        for piece in pieces:
            reader.read(piece)
    except _BadHead:
        pass
    problems = reader.problems
    if not reader.lines and not problems:
        problems.add(Problem("D106", "the register has no row", "write one line for each decision"), 1)
    if problems:
        problems.tell(sink, lambda cells: cells)
        return None
    return TidyTable(
        name=name,
        title=description.title,
        source=description.source,
        as_of=description.as_of,
        population=description.population,
        dimensions=description.dimensions,
        measures=description.measures,
        keys=reader.keys,
        values=reader.values,
        lines=reader.lines,
        notes=description.notes,
        file=file,
        span=description.span,
        identities=description.identities,
        deviations=description.deviations,
        persons=reader.persons,
    )


def csv_pieces(path: Path) -> Iterator[Any]:
    """Frames of text; `Unreadable` where a line has too many cells or the file is no UTF-8."""
    # pandas takes most of a second to import, and a report of CSV files does without it.
    import pandas

    try:
        with pandas.read_csv(
            path, dtype=str, keep_default_na=False, chunksize=PIECE, encoding="utf-8-sig", skip_blank_lines=False
        ) as pieces:
            yield from pieces
    except pandas.errors.EmptyDataError:
        raise Unreadable(Problem("D106", "the file is empty", "write the names of the columns first")) from None
    except UnicodeDecodeError:
        raise Unreadable(Problem("D104", "the file is not UTF-8", "save the file as UTF-8")) from None
    except pandas.errors.ParserError as error:
        found = _RAGGED.search(str(error))
        hint = "put a cell that holds a comma in quotes"
        if found is None:
            raise Unreadable(Problem("D111", "the quotes of a line do not close", hint)) from None
        message = f"the line has {found[3]} cells, the head has {found[1]}"
        raise Unreadable(Problem("D110", message, hint), int(found[2])) from None


def row_pieces(raw: RawTable) -> Iterator[Any]:
    """Frames of text from typed rows, as Excel, Parquet and SQL give them."""
    import pandas

    rows = iter(raw.rows)
    yield pandas.DataFrame([], columns=list(raw.head), dtype=str)
    while piece := list(islice(rows, PIECE)):
        yield pandas.DataFrame([cells for _, cells in piece], columns=list(raw.head), dtype=str)


class _BadHead(Exception):  # noqa: N818 - the problems have been noted
    """No column can be read."""


@dataclass(slots=True)
class _Reader:
    description: Description
    problems: Problems
    keys: dict[str, "array[int]"] = field(default_factory=dict)
    values: dict[str, list[Datum]] = field(default_factory=dict)
    persons: "array[int]" = field(default_factory=lambda: array("i"))
    lines: "array[int]" = field(default_factory=lambda: array("i"))
    _numbers: dict[str, int] = field(default_factory=dict)
    _read: dict[str, dict[str, Datum]] = field(default_factory=dict)

    def read(self, piece: Any) -> None:
        if not self.keys:
            self._start([str(column) for column in piece.columns])
        first = len(self.lines) + 2
        for dimension in self.description.dimensions:
            self._categories(dimension, piece[dimension.name], first)
        self._persons(piece[self.description.person], first)
        for column in self.values:
            self._figures(column, piece[column], first)
        self.lines.extend(range(first, first + len(piece)))

    def _start(self, head: Sequence[str]) -> None:
        columns = dict.fromkeys(m.of for m in self.description.measures if m.of)
        wanted = [*(d.name for d in self.description.dimensions), self.description.person, *columns]
        check_head(head, wanted, frozenset(), self.problems)
        if self.problems:
            raise _BadHead
        self.keys = {dimension.name: array("i") for dimension in self.description.dimensions}
        self.values = {column: [] for column in columns}

    def _categories(self, dimension: Dimension, cells: Any, first: int) -> None:
        import numpy
        import pandas

        names = list(category_index(dimension))
        codes = pandas.Categorical(cells, categories=names).codes
        for at in numpy.flatnonzero(codes < 0)[:PIECE]:
            text = cells.iloc[at]
            shown = text if isinstance(text, str) else ""
            self.problems.add(unknown_category(shown, dimension), first + int(at))
        today = numpy.asarray(renumbering(dimension), dtype=numpy.int32)
        self.keys[dimension.name].frombytes(today[codes].tobytes())

    def _persons(self, cells: Any, first: int) -> None:
        import numpy
        import pandas

        codes, found = pandas.factorize(cells.fillna(""))
        numbers = [self._numbers.setdefault(person, len(self._numbers)) for person in found]
        if "" in found:
            at = int(numpy.flatnonzero(codes == list(found).index(""))[0])
            message = f"the cell of `{self.description.person}` is empty"
            self.problems.add(Problem("D112", message, "every row is about a person"), first + at)
        self.persons.frombytes(numpy.asarray(numbers, dtype=numpy.int32)[codes].tobytes())

    def _figures(self, column: str, cells: Any, first: int) -> None:
        """Most figures of a register come again and again: each text is read once."""
        measure = next(m for m in self.description.measures if m.of == column)
        measure = replace(measure, name=column, decimals=max(measure.decimals, _DECIMALS))
        read = self._read.setdefault(column, {})
        reader = FigureReader(measure, may_be_empty=True)
        for text in cells.fillna("").unique():
            if text not in read:
                datum = reader.read(text)
                if isinstance(datum, Problem):
                    line = first + int((cells == text).to_numpy().argmax())
                    self.problems.add(datum, line)
                    datum = None
                read[text] = datum
        self.values[column].extend(read[text] for text in cells.fillna(""))
