"""The signs of a table's notes, kept apart from the signs that stand for withheld figures.

An author marks a label with `**` and explains it; then a figure has to be withheld, and its sign is `**`,
too. The label's sign and its note get a free number of asterisks instead. A note about a sign that stands
nowhere is left out: what is withheld, and with which sign, is found out only at the release.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from socpdf.ir.tables import Head, Note, ReleasedRow, ReleasedTable, Withheld
from socpdf.ir.tidy import Sign

_SIGNS: Final = frozenset(sign.value for sign in Sign)


def tidied(table: ReleasedTable) -> ReleasedTable:
    """The table in which no sign says two things, and no note explains what is not there."""
    return _kept_apart(replace(table, notes=tuple(_needed(table))))


def _needed(table: ReleasedTable) -> Iterator[Note]:
    standing = {*_withheld(table), *_marks(table)}
    return (note for note in table.notes if note.sign not in _SIGNS or note.sign in standing)


def _kept_apart(table: ReleasedTable) -> ReleasedTable:
    new = _new_signs(table)
    if not new:
        return table
    return replace(
        table,
        heads=tuple(_head(head, new) for head in table.heads),
        rows=tuple(_row(row, new) for row in table.rows),
        notes=tuple(_note(note, new) for note in table.notes),
    )


def _new_signs(table: ReleasedTable) -> Mapping[str, str]:
    withheld = _withheld(table)
    marks = dict.fromkeys(_marks(table))
    taken = {*withheld, *marks, *(note.sign for note in table.notes)}
    new: dict[str, str] = {}
    for mark in marks:
        if mark in withheld:
            free = next(sign for n in range(1, len(taken) + 2) if (sign := "*" * n) not in taken)
            taken.add(free)
            new[mark] = free
    return new


def _withheld(table: ReleasedTable) -> AbstractSet[str]:
    return {cell.sign.value for row in table.rows for cell in row.cells if isinstance(cell, Withheld)}


def _marks(table: ReleasedTable) -> Sequence[str]:
    labels = [label.sign for row in table.rows for label in row.labels]
    cells = [mark for row in table.rows for mark in row.marks]
    return [sign for sign in (*(head.sign for head in table.heads), *labels, *cells) if sign]


def _head(head: Head, new: Mapping[str, str]) -> Head:
    return replace(head, sign=new.get(head.sign, head.sign))


def _row(row: ReleasedRow, new: Mapping[str, str]) -> ReleasedRow:
    labels = tuple(replace(label, sign=new.get(label.sign, label.sign)) for label in row.labels)
    return replace(row, labels=labels, marks=tuple(new.get(mark, mark) for mark in row.marks))


def _note(note: Note, new: Mapping[str, str]) -> Note:
    return replace(note, sign=new.get(note.sign, note.sign))
