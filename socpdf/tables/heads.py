"""The columns of a table to the heads above them, with their spans, and to the names expressions use."""

from collections.abc import Mapping, Sequence

from socpdf.ir.spec import ColumnSpec
from socpdf.ir.tables import Head


def heads(columns: Sequence[ColumnSpec]) -> tuple[tuple[Head, ...], int]:
    """Heads by row, then by column, and the number of head rows; a column's head reaches down to the last."""
    depth = max((len(column.group) for column in columns), default=0)
    found: list[Head] = []
    for row in range(depth + 1):
        at = 0
        while at < len(columns):
            group = columns[at].group
            if row == len(group):
                found.append(Head(columns[at].head, at, 1, row, depth + 1 - row))
                at += 1
            elif row < len(group):
                width = _width(columns[at:], group[: row + 1])
                found.append(Head(group[row], at, width, row, 1))
                at += width
            else:
                at += 1
    return tuple(found), depth + 1


def names(columns: Sequence[ColumnSpec]) -> tuple[str, ...]:
    """The head alone where it is the only one of its words, else with its groups before it."""
    alone = [column.head for column in columns]
    return tuple(
        column.head if alone.count(column.head) == 1 else " / ".join((*column.group, column.head))
        for column in columns
    )


def spellings(columns: Sequence[ColumnSpec]) -> Mapping[str, Sequence[int]]:
    """Every name an author may write for a column, and the columns it could mean."""
    found: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        full = (*column.group, column.head)
        for name in dict.fromkeys((column.head, " ".join(full), " / ".join(full))):
            found.setdefault(name, []).append(at)
    return found


def _width(columns: Sequence[ColumnSpec], group: Sequence[str]) -> int:
    """How many columns from the first on stand under the group."""
    prefix = tuple(group)
    return next((n for n, c in enumerate(columns) if c.group[: len(prefix)] != prefix), len(columns))
