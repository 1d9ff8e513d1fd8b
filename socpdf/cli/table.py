"""`socpdf tabell`: a released table, as CSV for a program or in columns for a reader."""

import csv
import io
from pathlib import Path

from socpdf.cli import console
from socpdf.cli.status import Status, status_of
from socpdf.core.diagnostics import Refused, Sink
from socpdf.document.twin import SIGN_SUFFIX
from socpdf.pipeline import table_csv


def run(root: Path, number: str, *, as_csv: bool) -> Status:
    sink = Sink()
    try:
        content = table_csv(root, number, sink)
    except Refused:
        console.tell_diagnostics(sink.in_order())
        return status_of(sink.diagnostics)
    console.tell_diagnostics(sink.in_order())
    if as_csv:
        console.show_bytes(content)
    else:
        console.show(in_columns(content))
    return Status.BUILT


def in_columns(content: bytes) -> str:
    """The cells of a CSV below each other: the first column as text, the others as figures or their signs."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    columns = _with_signs(list(zip(*rows, strict=True)))
    widths = [max(map(len, column)) for column in columns]
    return "\n".join(_row(cells, widths) for cells in zip(*columns, strict=True))


def _with_signs(columns: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Each column of figures with those of its signs, which the machine's form keeps beside it."""
    joined: list[tuple[str, ...]] = []
    for column in columns:
        if joined and column[0] == joined[-1][0] + SIGN_SUFFIX:
            cells = (figure or sign for figure, sign in zip(joined[-1][1:], column[1:], strict=True))
            joined[-1] = (joined[-1][0], *cells)
        else:
            joined.append(column)
    return joined


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    label = cells[0].ljust(widths[0])
    figures = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "  ".join([label, *figures]).rstrip()
