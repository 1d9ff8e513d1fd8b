"""Turns plain tables into a model: sums of rows and columns, hierarchies, column roles and links between
tables.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.disclosure.model import Cell, Model, ModelBuilder, Place, Rounding
from socpdf.disclosure.published import PlainTable
from socpdf.disclosure.roles import Role, RoleKind

Spot = tuple[int, int, int]
"""Table, row, column."""

FACTOR: Final = {RoleKind.SHARE: 100, RoleKind.RATE: 10_000}
REFERENCE: Final = re.compile(r"\s*(?P<table>[^\[\]=+]+)\[(?P<row>[^\[\]]+);(?P<column>[^\[\]]+)\]\s*")


@dataclass(frozen=True, slots=True)
class Tabular:
    """The model, and where its items stand in the tables."""

    model: Model
    items: Mapping[Spot, int]
    withheld: frozenset[int]
    """What the tables withhold already, and what they print nowhere."""
    spans: Mapping[str, Span]
    """Where a relation comes from, by its name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How figures are taken."""

    low: int
    """What `*` says at least."""
    high: int
    rounding: Rounding


class TableModel:
    """Builds the model of several tables at once."""

    def __init__(self, tables: Sequence[PlainTable], reading: Reading) -> None:
        self._tables, self._reading = tables, reading
        self._builder = ModelBuilder()
        self._cells: dict[Spot, int] = {}
        self._figures: dict[Spot, int] = {}
        self._spans: dict[str, Span] = {}

    def build(self, links: Sequence[str], sink: Sink) -> Tabular:
        for number, table in enumerate(self._tables):
            self._add_cells(number, table)
            self._add_sums(number, table)
            self._add_roles(number, table)
        for link in links:
            self._add_link(link, sink)
        model = self._builder.build()
        items = self._cells | {spot: len(model.cells) + figure for spot, figure in self._figures.items()}
        withheld = frozenset(
            item
            for (table, row, column), item in items.items()
            if isinstance(self._tables[table].rows[row].entries[column], str)
        )
        hidden = frozenset(cell for cell, about in enumerate(model.cells) if not about.printed)
        return Tabular(model, items, withheld | hidden, self._spans)

    def _add_cells(self, number: int, table: PlainTable) -> None:
        for row, plain in enumerate(table.rows):
            for column, entry in enumerate(plain.entries):
                role = table.roles[column]
                place = Place(table.name, plain.label, table.columns[column])
                total = row == table.total_row or column == table.total_column or bool(_parts(table, row))
                if role is None:
                    self._cells[number, row, column] = self._builder.cell(
                        self._count(place, entry, total=total)
                    )
                elif role.kind is RoleKind.CHANGE:
                    value = int(entry) if isinstance(entry, Decimal) else None
                    self._cells[number, row, column] = self._builder.cell(
                        Cell(place, value, low=-OPEN, floor=-OPEN, total=total)
                    )

    def _count(self, place: Place, entry: object, *, total: bool) -> Cell:
        if entry == "*":
            return Cell(place, None, self._reading.low, self._reading.high, total=total)
        return Cell(place, entry if isinstance(entry, int) else None, total=total)

    def _add_sums(self, number: int, table: PlainTable) -> None:
        counts = [column for column, role in enumerate(table.roles) if role is None]
        if table.total_column is not None:
            for row, plain in enumerate(table.rows):
                parts = [
                    self._cells[number, row, column] for column in counts if column != table.total_column
                ]
                name = f"raden {plain.label} i tabell {table.name}"
                self._spans[name] = table.span(row)
                total = self._cells[number, row, table.total_column]
                self._add_sum(name, total, parts, net=table.layout.net_columns)
        for column in counts:
            where = f"kolumnen {table.columns[column]} i tabell {table.name}"
            for parent, children in _families(table):
                parts = [self._cells[number, child, column] for child in children]
                whole = parent == table.total_row
                name = where if whole else f"{where}, delsumman {table.rows[parent].label}"
                self._spans[name] = table.span(parent)
                total = self._cells[number, parent, column]
                self._add_sum(name, total, parts, net=whole and table.layout.net_rows)

    def _add_sum(self, name: str, total: int, parts: Sequence[int], *, net: bool) -> None:
        if net:
            self._builder.net_total(name, total, parts)
        elif parts:
            self._builder.total(name, total, parts)

    def _add_roles(self, number: int, table: PlainTable) -> None:
        for column, role in enumerate(table.roles):
            if role is None:
                continue
            for row in range(len(table.rows)):
                self._add_role(table, (number, row, column), role)

    def _add_role(self, table: PlainTable, spot: Spot, role: Role) -> None:
        number, row, column = spot
        entry = table.rows[row].entries[column]
        place = Place(table.name, table.rows[row].label, table.columns[column])
        cells = [self._cells[number, row, other] for other in role.columns]
        self._spans[str(place)] = self._spans[f"ändringen {place}"] = table.span(row)
        if role.kind is RoleKind.CHANGE:
            name = f"ändringen {place}"
            self._builder.difference(name, self._cells[spot], cells[0], cells[1])
        elif role.kind is RoleKind.MEAN:
            self._figures[spot] = self._builder.figure(place, cells)
        elif (base := self._base(table, spot, role, cells)) is not None and entry != ".":
            self._add_ratio(spot, place, role, cells[0], base)

    def _base(self, table: PlainTable, spot: Spot, role: Role, cells: Sequence[int]) -> int | None:
        if len(cells) == 2:
            return cells[1]
        number, _, _ = spot
        return None if table.total_row is None else self._cells[number, table.total_row, role.columns[0]]

    def _add_ratio(self, spot: Spot, place: Place, role: Role, above: int, base: int) -> None:
        number, row, column = spot
        entry = self._tables[number].rows[row].entries[column]
        if not isinstance(entry, Decimal):
            self._figures[spot] = self._builder.figure(place, (above, base))
            return
        self._figures[spot] = self._builder.ratio(
            place, {above: 1}, base, entry, factor=FACTOR[role.kind], rounding=self._reading.rounding
        )
        if role.kind is RoleKind.SHARE and above != base:
            self._add_rest(place, above, base)

    def _add_rest(self, place: Place, above: int, base: int) -> None:
        """Those of the base whom the share leaves out are printed nowhere, and told all the same."""
        values = self._builder.value(base), self._builder.value(above)
        rest = None if values[0] is None or values[1] is None else values[0] - values[1]
        other = Place(place.table, place.row, f"övriga, när {place.column} visas")
        cell = self._builder.cell(Cell(other, rest, printed=False))
        self._builder.total(f"andelen {place}", base, (above, cell))

    def _add_link(self, link: str, sink: Sink) -> None:
        """`a[Norra; Totalt] = b[Norra; Antal] + c[Norra; Antal]`; `*` as the row: every row of the first."""
        sides = link.split("=")
        references = [
            REFERENCE.fullmatch(part)
            for part in ([sides[0], *sides[1].split("+")] if len(sides) == 2 else [])
        ]
        if not references or any(reference is None for reference in references):
            hint = "write `a[Norra; Totalt] = b[Norra; Antal]`, with `+` between several cells on the right"
            sink.error("S211", f"the link `{link}` cannot be read", Span("--länk"), hint)
            return
        spots = [self._spots(reference, link, sink) for reference in references if reference is not None]
        if any(spot is None for spot in spots):
            return
        first, *others = [spot for spot in spots if spot is not None]
        for label, cell in first.items():
            parts = [other.get(label, other.get("")) for other in others]
            known = [part for part in parts if part is not None]
            if len(known) < len(parts):
                continue
            name = f"länken {link.strip()}" + (f", raden {label}" if label else "")
            self._spans[name] = Span("--länk")
            if len(known) == 1:
                self._builder.same(name, cell, known[0])
            else:
                self._builder.total(name, cell, known)

    def _spots(self, reference: re.Match[str], link: str, sink: Sink) -> dict[str, int] | None:
        """The cells named, by row label where all rows are meant."""
        table_name, row_name, column_name = (reference[key].strip() for key in ("table", "row", "column"))
        names = [table.name for table in self._tables]
        if table_name not in names:
            sink.error(
                "S211",
                f"the link `{link}` names no table `{table_name}`",
                Span("--länk"),
                did_you_mean(table_name, names),
            )
            return None
        number = names.index(table_name)
        table = self._tables[number]
        rows = {plain.label: row for row, plain in enumerate(table.rows)}
        if column_name not in table.columns or (row_name != "*" and row_name not in rows):
            wrong, valid = (
                (row_name, list(rows)) if column_name in table.columns else (column_name, list(table.columns))
            )
            sink.error(
                "S211",
                f"the link `{link}`: `{table_name}` has no `{wrong}`",
                Span(table.file),
                did_you_mean(wrong, valid),
            )
            return None
        column = table.columns.index(column_name)
        if (number, 0, column) not in self._cells:
            sink.error("S211", f"the link `{link}`: `{column_name}` holds no counts", Span(table.file))
            return None
        chosen = rows if row_name == "*" else {"": rows[row_name]}
        return {label: self._cells[number, row, column] for label, row in chosen.items()}


OPEN: Final = 10**9
"""More than any count: a change has no floor of its own."""


def _families(table: PlainTable) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every row that is a sum, with its parts."""
    for row in range(len(table.rows)):
        parts = _parts(table, row)
        if parts:
            yield row, parts


def _parts(table: PlainTable, row: int) -> tuple[int, ...]:
    """The rows one level deeper that follow; for the total row, the others of its level."""
    rows = table.rows
    if row == table.total_row:
        others = tuple(n for n, other in enumerate(rows) if n != row and other.level == rows[row].level)
        if others:
            return others
    parts: list[int] = []
    for number in range(row + 1, len(rows)):
        if rows[number].level <= rows[row].level:
            break
        if rows[number].level == rows[row].level + 1:
            parts.append(number)
    return tuple(parts)
