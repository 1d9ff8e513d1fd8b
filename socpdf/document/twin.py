"""A released table to CSV (RFC 4180, UTF-8): the machine's twin of what is printed, and nothing beyond it.

One line of names, then one line a row. Figures have a decimal point and no separators; the sign that stands
where a figure is not shown has a column of its own, so that a column of figures holds figures alone.
"""

import csv
import io
from typing import Final

from socpdf.ir.tables import Released, ReleasedTable, Shown

SIGN_SUFFIX: Final = " (tecken)"


def released_csv(table: ReleasedTable) -> bytes:
    """The table's bytes, the same for the same table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([table.stub_head, *_head(table)])
    for row in table.rows:
        writer.writerow([row.label, *(field for cell in row.cells for field in _fields(cell))])
    return text.getvalue().encode("utf-8")


def _head(table: ReleasedTable) -> list[str]:
    """Every column's heads from the outermost in, and beside it the column of its signs."""
    columns = max((head.column + head.columns for head in table.heads), default=0)
    names = [
        " / ".join(head.text for head in table.heads if head.column <= column < head.column + head.columns)
        for column in range(columns)
    ]
    return [field for name in names for field in (name, name + SIGN_SUFFIX)]


def _fields(cell: Released) -> tuple[str, str]:
    return (f"{cell.number:f}", "") if isinstance(cell, Shown) else ("", cell.sign.value)
