"""Tables: every data cell resolves to its full chain of row and column heads.

Stricter than veraPDF, which is content with a head in one direction (veraPDF-library#1614).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.grid import Cell, Table, heads_by_reference
from socpdf.preflight.model import Element
from socpdf.preflight.rules import Fault, Subject, shown, summed

# The mark of a note after a word or figure.
_MARK: Final = re.compile(r"(?<=\w)\s?[*†‡]+$")


def _text(subject: Subject, element: Element) -> str:
    return element.alt or element.actual_text or subject.facts.text_of(element)


def are_rectangles(subject: Subject) -> Iterator[Fault]:
    for table in subject.tables:
        yield from summed([subject.at(*problem) for problem in table.grid.problems], "places")


def heads_have_scope(subject: Subject) -> Iterator[Fault]:
    for table in subject.tables:
        if all(cell.element.attributes.headers for cell in table.data):
            continue
        faults = [
            subject.at(
                cell.element, f"the TH {shown(_text(subject, cell.element))} has no Scope: set Column or Row"
            )
            for cell in table.grid.cells
            if cell.is_head and cell.element.attributes.scope not in ("Row", "Column", "Both")
        ]
        yield from summed(faults, "heads")


def cells_have_heads(subject: Subject) -> Iterator[Fault]:
    """Each data cell has a row head if the table has any, and a column head likewise."""
    for table in subject.tables:
        if table.grid.problems:
            continue
        if table.data and not any(cell.is_head for cell in table.grid.cells):
            yield subject.at(table.element, "the table has no heads: tag its head cells as TH")
            continue
        # A data cell in the THead is the fault of another check.
        cells = [cell for cell in table.data if cell.section != "THead"]
        yield from summed([f for cell in cells for f in _missing_heads(subject, table, cell)], "cells")


def _missing_heads(subject: Subject, table: Table, cell: Cell) -> Iterator[Fault]:
    if cell.element.attributes.headers:
        referred = heads_by_reference(table.ids, cell.element)
        heads = [table.by_element[index] for index in referred if index in table.by_element]
    else:
        heads = list(table.grid.heads_by_position(cell))
    for kind, wanted, found in (
        ("row", table.has_row_heads, any(_heads_rows(head, cell) for head in heads)),
        ("column", table.has_column_heads, any(_heads_columns(head, cell) for head in heads)),
    ):
        if wanted and not found:
            yield subject.at(cell.element, f"the cell {_named(cell)} has no {kind} head: name it in Headers")


def _named(cell: Cell) -> str:
    # Never its text: a figure in a message could be one that must stay secret.
    return f"in row {cell.row + 1}, column {cell.column + 1}"


def _heads_rows(head: Cell, cell: Cell) -> bool:
    return head.heads_row and bool(set(head.rows) & set(cell.rows)) and head.column < cell.column


def _heads_columns(head: Cell, cell: Cell) -> bool:
    return head.heads_column and bool(set(head.columns) & set(cell.columns)) and head.row < cell.row


def headers_exist(subject: Subject) -> Iterator[Fault]:
    for table in subject.tables:
        faults = []
        for cell in table.grid.cells:
            for name in cell.element.attributes.headers:
                head = table.ids.get(name)
                wrong = "no cell of the table" if head is None else None if head.role == "TH" else "no TH"
                if wrong:
                    label = shown(name.decode("latin-1"))
                    faults.append(subject.at(cell.element, f"Headers names {label}, which is {wrong}"))
        yield from summed(faults, "entries")


def headers_agree(subject: Subject) -> Iterator[Fault]:
    """Headers names what Scope and position give, and nothing that stands elsewhere."""
    for table in subject.tables:
        if table.grid.problems:
            continue
        faults = [
            fault
            for cell in table.data
            if cell.element.attributes.headers
            for fault in _disagreement(subject, table, cell)
        ]
        yield from summed(faults, "cells")


def _disagreement(subject: Subject, table: Table, cell: Cell) -> Iterator[Fault]:
    referred = heads_by_reference(table.ids, cell.element)
    for head in table.grid.heads_by_position(cell):
        if head.element.index not in referred:
            label = shown(_text(subject, head.element))
            yield subject.at(cell.element, f"Headers of the cell {_named(cell)} leaves out the head {label}")
            return
    for index, element in referred.items():
        other = table.by_element.get(index)
        if other is not None and not (_heads_rows(other, cell) or _heads_columns(other, cell)):
            label = shown(_text(subject, element))
            yield subject.at(
                cell.element,
                f"Headers of the cell {_named(cell)} names the head {label} of other cells",
            )
            return


def heads_say_something(subject: Subject) -> Iterator[Fault]:
    for table in subject.tables:
        faults = [
            subject.at(cell.element, f"the TH in row {cell.row + 1} is empty: give it words or make it a TD")
            for cell in table.grid.cells
            if cell.is_head and not _text(subject, cell.element)
        ]
        yield from summed(faults, "heads")


def heads_come_once(subject: Subject) -> Iterator[Fault]:
    """Heads repeated on the next page are artifacts; in the tree they are heard amid the table."""
    for table in subject.tables:
        seen: set[tuple[str, ...]] = set()
        for row in table.grid.rows:
            texts = tuple(_text(subject, cell) for cell in row)
            if len(row) < 2 or any(cell.role != "TH" for cell in row):
                continue
            if texts in seen:
                yield subject.at(
                    row[0], f"the head row {shown(' | '.join(texts))} comes again: make it an artifact"
                )
            seen.add(texts)


def head_rows_hold_heads(subject: Subject) -> Iterator[Fault]:
    for table in subject.tables:
        faults = [
            subject.at(cell.element, f"a TD stands in the THead, row {cell.row + 1}: make it a TH")
            for cell in table.data
            if cell.section == "THead"
        ]
        yield from summed(faults, "cells")


def caption_comes_first(subject: Subject) -> Iterator[Fault]:
    for table in subject.tables:
        roles = _kid_roles(subject, table.element)
        if "Caption" in roles[1:] and roles[0] != "Caption":
            yield subject.at(table.element, "the Caption is not the first child of the Table: move it there")


def _kid_roles(subject: Subject, element: Element) -> list[str]:
    tree = subject.facts.tree
    return [child.role for child in tree.children(element)] if tree else []


def signs_are_spoken(subject: Subject) -> Iterator[Fault]:
    """A sign is often silent, alone in a cell (`*`, `.`, `–`) or as the mark of a note (`LSS*`)."""
    for table in subject.tables:
        faults = []
        for cell in table.grid.cells:
            sign = _silent_sign(subject, cell)
            if sign:
                message = f"the sign {shown(sign)} {_named(cell)} has no words"
                faults.append(subject.at(cell.element, f"{message}: give it Alt, E or ActualText"))
        yield from summed(faults, "cells")


def _silent_sign(subject: Subject, cell: Cell) -> str:
    seen, heard = subject.facts.text_of(cell.element), subject.facts.heard_of(cell.element)
    # An unknown character (U+FFFD) may be a figure; the fonts are at fault then.
    if not cell.is_head and seen and not any(c.isalnum() or c == "\ufffd" for c in seen + heard):
        return seen
    found = _MARK.search(heard)
    return found[0] if found else ""


def heads_are_said_once(subject: Subject) -> Iterator[Fault]:
    """Readers say the heads of a row or column that changed: what comes twice is heard twice each time."""
    for table in subject.tables:
        if table.grid.problems:
            continue
        words: dict[int, str] = {}
        faults = [fault for cell in table.data for fault in _said_twice(subject, table, cell, words)]
        yield from summed(faults, "cells")


def _said_twice(subject: Subject, table: Table, cell: Cell, words: dict[int, str]) -> Iterator[Fault]:
    """The row's heads and the column's each for themselves: the total of totals has one word for both."""
    named = [table.ids[name] for name in cell.element.attributes.headers if name in table.ids]
    referred = [table.by_element[head.index] for head in named if head.index in table.by_element]
    seen: set[tuple[bool, str]] = set()
    for head in referred or table.grid.heads_by_position(cell):
        index = head.element.index
        if index not in words:
            words[index] = subject.facts.heard_of(head.element).casefold()
        key = _heads_rows(head, cell), words[index]
        if words[index] and key in seen:
            message = f"the head {shown(_text(subject, head.element))} of the cell {_named(cell)}"
            message += " is announced twice: name it once, or leave the repeated word out"
            yield subject.at(cell.element, message)
            return
        seen.add(key)
