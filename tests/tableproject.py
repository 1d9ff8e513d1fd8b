"""A project of one chapter and its data, read through all the stages up to the released tables."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Diagnostic, Refused, Sink
from socpdf.disclosure import release
from socpdf.ir.tables import ComputedReport, Released, ReleasedReport, ReleasedTable, Shown
from socpdf.sources import load
from socpdf.spec import parse
from socpdf.tables import compute

REPORT: Final = "titel: Prov\når: 2024\ndatum: 2025-03-01\nutgivare: Staden\n"
FRONT: Final = "---\nkapitel: 1\ntitel: Prov\ndata: prov\n---\n\n"
FIRST_LINE: Final = FRONT.count("\n") + 1
"""Where the text of a chapter begins."""


def write(root: Path, text: str, data: Mapping[str, str]) -> None:
    files = {"layouts/rapport.yaml": REPORT, "layouts/1-prov.md": FRONT + text}
    for name, content in (files | {f"data/{name}": content for name, content in data.items()}).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def computed(root: Path, text: str, data: Mapping[str, str], sink: Sink) -> ComputedReport:
    write(root, text, data)
    report = parse(root, sink)
    return compute(report, load(root, report, sink), sink)


def released(root: Path, text: str, data: Mapping[str, str]) -> ReleasedReport:
    sink = Sink()
    try:
        return release(computed(root, text, data, sink), sink)
    except Refused:
        raise AssertionError(
            "\n".join(f"{d.span}: {d.message} ({d.hint})" for d in sink.in_order())
        ) from None


def table(root: Path, text: str, data: Mapping[str, str]) -> ReleasedTable:
    (made,) = released(root, text, data).tables
    return made


def refused(root: Path, text: str, data: Mapping[str, str]) -> list[Diagnostic]:
    sink = Sink()
    try:
        release(computed(root, text, data, sink), sink)
    except Refused:
        return sink.in_order()
    raise AssertionError("the table was made")


def shown(cell: Released) -> str:
    return f"{cell.number:f}" if isinstance(cell, Shown) else cell.sign.value


def grid(made: ReleasedTable) -> list[list[str]]:
    """Each row: its name, then its cells."""
    return [[row.label, *map(shown, row.cells)] for row in made.rows]


def lines(grid_text: str) -> list[list[str]]:
    """Rows written one a line, the cells apart by two spaces or more."""
    return [re.split(r" {2,}", line.strip()) for line in grid_text.strip().splitlines()]
