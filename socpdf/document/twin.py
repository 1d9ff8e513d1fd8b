"""A released table or chart to CSV (RFC 4180, UTF-8): the machine's twin of what is printed, and no more.

One line of names, then one line a row. Figures have a decimal point and no separators; the sign that stands
where a figure is not shown has a column of its own, so that a column of figures holds figures alone.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from socpdf.ir.chart import Chart, Panel
from socpdf.ir.tables import Released, ReleasedRow, ReleasedTable, Shown

SIGN_SUFFIX: Final = " (tecken)"


def released_csv(table: ReleasedTable) -> bytes:
    """The table's bytes, the same for the same table."""
    lines = [[*table.stub_heads, *_with_signs(column_names(table))]]
    labels = [""] * len(table.stub_heads)
    for row in table.rows:
        labels = _labels(row, labels)
        cells = zip(row.cells, row.marks, strict=True)
        lines.append([*labels, *(field for cell, mark in cells for field in _fields(cell, mark))])
    return _csv(lines)


def chart_csv(chart: Chart) -> bytes:
    """A line a category; where there are several panels of several series, the panel's name before it."""
    category = chart.category or "Kategori"
    named = len(chart.panels) > 1 and any(len(panel.series) > 1 for panel in chart.panels)
    if not named:
        series = tuple(one for panel in chart.panels for one in panel.series)
        whole = Panel("", series)
        return _csv([[category, *_with_signs([one.name for one in series])], *_chart_lines(chart, whole)])
    names = [one.name for one in chart.panels[0].series]
    lines = ([panel.name, *line] for panel in chart.panels for line in _chart_lines(chart, panel))
    return _csv([["Diagram", category, *_with_signs(names)], *lines])


def _chart_lines(chart: Chart, panel: Panel) -> Iterator[list[str]]:
    for at, name in enumerate(chart.categories):
        yield [name, *(field for one in panel.series for field in _fields(one.figures[at], ""))]


def _with_signs(names: Sequence[str]) -> list[str]:
    return [field for name in names for field in (name, name + SIGN_SUFFIX)]


def _csv(lines: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
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
