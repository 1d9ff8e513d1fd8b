"""Rows and columns to the heads and labels around a table, with their spans, and to their names."""

from collections.abc import Mapping, Sequence

from socpdf.ir.tables import Head, Label
from socpdf.tables.axis import Line, Words


def heads(columns: Sequence[Line]) -> tuple[tuple[Head, ...], int]:
    """Heads by row, then by column, and the number of head rows; a column's head reaches down to the last."""
    depth = max((len(column.heads) for column in columns), default=1)
    found: list[Head] = []
    for row in range(depth):
        at = 0
        while at < len(columns):
            width = _together(columns, at, row)
            if row < len(columns[at].heads):
                own = row == len(columns[at].heads) - 1
                head = columns[at].heads[row]
                found.append(Head(head.text, at, width, row, depth - row if own else 1, head.sign))
            at += width
    return tuple(found), depth


def labels(rows: Sequence[Line]) -> tuple[tuple[tuple[Label, ...], ...], int]:
    """By row: the labels that begin in it; and the number of columns they take."""
    depth = max((len(row.heads) for row in rows), default=1)
    found: list[tuple[Label, ...]] = []
    for at, row in enumerate(rows):
        own: list[Label] = []
        for column, head in enumerate(row.heads):
            last = column == len(row.heads) - 1
            if at and not last and _same(rows[at - 1], row, column):
                continue
            height = 1 if last else _together(rows, at, column)
            part = last and row.spec.part
            own.append(Label(head.text, column, depth - column if last else 1, height, head.sign, part))
        found.append(tuple(own))
    return tuple(found), depth


def names(lines: Sequence[Line]) -> tuple[str, ...]:
    """The line's own head where it is the only one of its words, else with its groups before it."""
    alone = [line.heads[-1].text for line in lines]
    return tuple(
        head if alone.count(head) == 1 else " / ".join(_texts(line.heads))
        for head, line in zip(alone, lines, strict=True)
    )


def spellings(lines: Sequence[Line]) -> Mapping[str, Sequence[int]]:
    """Every name an author may write for a line, and the lines it could mean."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        texts = _texts(line.heads)
        for name in dict.fromkeys((texts[-1], " ".join(texts), " / ".join(texts))):
            found.setdefault(name, []).append(at)
    return found


def _texts(words: Sequence[Words]) -> list[str]:
    return [word.text for word in words]


def _together(lines: Sequence[Line], at: int, level: int) -> int:
    """How many lines from this one on stand under its head of the level."""
    if level >= len(lines[at].heads) - 1:
        return 1
    return next(
        (n for n in range(1, len(lines) - at) if not _same(lines[at], lines[at + n], level)), len(lines) - at
    )


def _same(one: Line, other: Line, level: int) -> bool:
    """Whether the head of the level, and those around it, are the same for both, and group both."""
    inner = min(len(one.heads), len(other.heads)) - 1
    return level < inner and one.heads[: level + 1] == other.heads[: level + 1]
