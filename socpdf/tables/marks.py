"""Cells that a directive names: to their places in the table, and their signs to labels, heads, figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import CellSpec
from socpdf.ir.tables import Head, Label
from socpdf.tables.axis import Line
from socpdf.tables.declared import Declared
from socpdf.tables.heads import names, spellings

Cells = tuple[list[int], list[int]]
"""Rows and columns."""


def picked(cells: CellSpec, declared: Declared, sink: Sink) -> Cells:
    """Found by the names and spellings that expressions take, too; errors in the sink."""
    if not cells.rows and not cells.columns:
        sink.error("T121", "no cells are named", cells.span, "name rows with `rad`, columns with `kolumn`")
    rows = named_lines(cells.rows, declared.rows, "row", cells.span, sink)
    return rows, named_lines(cells.columns, declared.columns, "column", cells.span, sink)


def named_lines(wanted: Sequence[str], lines: Sequence[Line], what: str, span: Span, sink: Sink) -> list[int]:
    """Those that are named, in that order; all where none is."""
    full = names(lines)
    known = {**spellings(lines), **{name: (at,) for at, name in enumerate(full)}}
    found: list[int] = []
    for name in wanted:
        meant = known.get(name, ())
        if len(meant) == 1:
            found.extend(meant)
        elif meant:
            hint = "name its group too: " + ", ".join(f"`{full[at]}`" for at in meant)
            sink.error("T121", f"the table has {len(meant)} {what}s `{name}`", span, hint)
        else:
            sink.error("T121", f"the table has no {what} `{name}`", span, did_you_mean(name, full))
    return found if wanted else list(range(len(lines)))


def marked_head(head: Head, marks: Mapping[CellSpec, Cells], head_rows: int) -> Head:
    """A mark of whole columns stands at their heads."""
    own = head.row + head.rows == head_rows
    sign = "".join(
        mark.sign for mark, (_, columns) in marks.items() if own and not mark.rows and head.column in columns
    )
    return replace(head, sign=head.sign + sign)


def marked_label(label: Label, row: int, stub: int, marks: Mapping[CellSpec, Cells]) -> Label:
    own = label.column + label.columns == stub
    sign = "".join(mark.sign for mark, (rows, _) in marks.items() if own and not mark.columns and row in rows)
    return replace(label, sign=label.sign + sign)


def cell_sign(row: int, column: int, marks: Mapping[CellSpec, Cells]) -> str:
    return "".join(
        mark.sign
        for mark, (rows, columns) in marks.items()
        if mark.rows and mark.columns and row in rows and column in columns
    )
