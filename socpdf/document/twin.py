"""A released table to CSV (RFC 4180, UTF-8): the machine's twin of what is printed, and nothing beyond it.

One line of names, then one line a row. Figures have a decimal point and no separators; the sign that stands
where a figure is not shown has a column of its own, so that a column of figures holds figures alone.
"""

import csv
import io
from collections.abc import Sequence
from typing import Final

from socpdf.ir.tables import Released, ReleasedRow, ReleasedTable, Shown

SIGN_SUFFIX: Final = " (tecken)"


def released_csv(table: ReleasedTable) -> bytes:
    """The table's bytes, the same for the same table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    names = [field for name in column_names(table) for field in (name, name + SIGN_SUFFIX)]
    writer.writerow([*table.stub_heads, *names])
    labels = [""] * len(table.stub_heads)
    for row in table.rows:
        labels = _labels(row, labels)
        cells = zip(row.cells, row.marks, strict=True)
        writer.writerow([*labels, *(field for cell, mark in cells for field in _fields(cell, mark))])
    return text.getvalue().encode("utf-8")


def column_names(table: ReleasedTable) -> list[str]:
    """Every column's heads from the outermost in."""
    columns = max((head.column + head.columns for head in table.heads), default=0)
    return [
        " / ".join(head.text for head in table.heads if head.column <= column < head.column + head.columns)
        for column in range(columns)
    ]


def _labels(row: ReleasedRow, above: Sequence[str]) -> list[str]:
    """One for each column of labels: a group's on all its rows, for a program reads each line alone."""
    begun = min((label.column for label in row.labels), default=0)
    labels = [*above[:begun], *("" for _ in above[begun:])]
    for label in row.labels:
        labels[label.column] = label.text
    return labels


def _fields(cell: Released, mark: str) -> tuple[str, str]:
    return (f"{cell.number:f}", mark) if isinstance(cell, Shown) else ("", cell.sign.value + mark)
