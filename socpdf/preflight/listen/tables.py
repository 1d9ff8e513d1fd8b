"""A table cell by cell: what a reader says before each, as NVDA does when the table is walked.

The row and its heads are said when the row changes, the column and its heads when the column changes. Heads
come from Headers where a cell has it, else from Scope and position (ISO 32000-2, 14.8.4.8.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from socpdf.preflight.grid import Cell, Table, heads_by_reference
from socpdf.preflight.listen import words
from socpdf.preflight.model import Element


@dataclass(slots=True)
class Announcer:
    table: Table
    speak: Callable[[Element], str]
    _row: range = range(0)
    _column: range = range(0)
    _said: dict[int, str] = field(default_factory=dict)
    """The words of heads by element: a head is asked once for each cell below it."""

    def before(self, cell: Cell) -> str:
        """Places and heads that changed since the cell before."""
        heads = self.heads(cell)
        said: list[str] = []
        if cell.rows != self._row:
            said += [words.reach("rad", cell.rows), *self._words(h for h in heads if _heads_row(h, cell))]
        if cell.columns != self._column:
            said.append(words.reach("kolumn", cell.columns))
            said += self._words(h for h in heads if not _heads_row(h, cell))
        self._row, self._column = cell.rows, cell.columns
        return ", ".join(said)

    def heads(self, cell: Cell) -> list[Cell]:
        """The heads of a cell, the outermost first."""
        if cell.element.attributes.headers:
            named = heads_by_reference(self.table.ids, cell.element)
            found = [self.table.by_element[index] for index in named if index in self.table.by_element]
        else:
            found = list(self.table.grid.heads_by_position(cell))
        return sorted(found, key=lambda head: (head.row, head.column))

    def _words(self, heads: Iterable[Cell]) -> list[str]:
        said = []
        for head in heads:
            if head.element.index not in self._said:
                self._said[head.element.index] = self.speak(head.element)
            said.append(self._said[head.element.index])
        return said


def _heads_row(head: Cell, cell: Cell) -> bool:
    """Whether it is said with the row: it stands beside the cell, not above it."""
    return head.heads_row and bool(set(head.rows) & set(cell.rows))
