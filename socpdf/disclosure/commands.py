"""`socpdf skydda` and `socpdf angrip`: tables in, signs or intervals out, for any table and without a report.

What `skydda` hands out, as text or JSON, holds no withheld figure. `angrip` tells what a published table
gives away: its JSON holds the intervals, and its proofs show values only where the caller asks for them, on a
terminal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.disclosure.attack import Impossible, Interval, attack
from socpdf.disclosure.model import Model, Rounding
from socpdf.disclosure.proofs import in_words, prove
from socpdf.disclosure.protect import SECONDS, CostKind, Protection, Rule, Signs, Unprotectable, pose, protect
from socpdf.disclosure.published import Layout, PlainTable, read_table, write_table
from socpdf.disclosure.tabular import Reading, Spot, TableModel, Tabular

READ: Final = {
    Signs.ALL: "när alla tecken läses ihop",
    Signs.OWN: "när varje tecken läses för sig, vilket `socpdf angrip` inte nöjer sig med",
}
"""Against which reader the signs were chosen: the cost is the least for that one."""

SIGNS: Final = {True: "*", False: "**"}
"""By whether the rule itself withholds the figure."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says; the names an author types stand behind."""

    threshold: int = 4  # --tröskel
    width: int = 3  # --bredd
    zero_counts: bool = False  # --nollor
    whole_group: int = 0  # --helgrupp
    cost: CostKind = CostKind.CELLS  # --kostnad celler|personer
    signs: Signs = Signs.ALL  # --tecken alla|egna
    seconds: float = SECONDS  # --tid
    total_row: str = ""  # --summarad
    total_column: str = ""  # --summakolumn
    net_rows: bool = False  # --netto rader
    net_columns: bool = False  # --netto kolumner
    roles: Mapping[str, str] = field(default_factory=dict)  # --roll "KOLUMN=procent(A/B)"
    links: tuple[str, ...] = ()  # --länk "a[rad; kolumn] = b[rad; kolumn]"
    kept: tuple[str, ...] = ()  # --behåll TABELL: nothing but primary cells is withheld there

    @property
    def rule(self) -> Rule:
        return Rule(self.threshold, self.zero_counts, self.width, self.whole_group, self.signs, self.cost)


@dataclass(frozen=True, slots=True)
class ProtectedFiles:
    """What `skydda` found."""

    tables: tuple[PlainTable, ...]
    signs: Mapping[Spot, str]
    protection: Protection
    rule: Rule

    def to_json(self) -> dict[str, object]:
        cells = [
            {"table": table.name, "row": table.rows[row].label, "column": table.columns[column], "sign": sign}
            for (number, row, column), sign in sorted(self.signs.items())
            for table in (self.tables[number],)
        ]
        found = self.protection
        return {"cells": cells, "cost": found.cost, "optimal": found.optimal, "gap": found.gap}

    def tables_as_csv(self) -> Mapping[str, str]:
        """By table: the file with its signs, as `angrip` reads it."""
        return {
            table.name: write_table(
                table, {(row, column): sign for (n, row, column), sign in self.signs.items() if n == number}
            )
            for number, table in enumerate(self.tables)
        }

    def summary(self) -> str:
        """What to say below the tables; holds no figure of theirs unless the cost is counted in persons."""
        found = self.protection
        primary = sum(sign == "*" for sign in self.signs.values())
        state = (
            "bevisat minsta"
            if found.optimal
            else f"inte bevisat minsta, högst {ceil(100 * found.gap)} % för högt,"
        )
        return (
            f"{_figures(primary)} med * och {len(self.signs) - primary} med **; "
            f"kostnad {found.cost} {self.rule.cost.value}, {state} {READ[self.rule.signs]}"
        )

    def text(self) -> str:
        """The tables with their signs and the summary."""
        parts = self.tables_as_csv()
        several = len(parts) > 1
        shown = [f"# {name}\n{text}" if several else text for name, text in parts.items()]
        return "\n".join((*shown, self.summary())) + "\n"


@dataclass(frozen=True, slots=True)
class AttackedFiles:
    """What `angrip` found."""

    tables: tuple[PlainTable, ...]
    tabular: Tabular
    intervals: tuple[Interval, ...]
    rule: Rule

    @property
    def leaks(self) -> tuple[Interval, ...]:
        """Exact figures, and stars that are told more closely than their sign tells."""
        return tuple(interval for interval in self.intervals if self._is_leak(interval))

    def to_json(self) -> dict[str, object]:
        spots = {item: spot for spot, item in self.tabular.items.items()}
        cells = []
        for interval in self.intervals:
            number, row, column = spots[interval.cell]
            table = self.tables[number]
            place = {"table": table.name, "row": table.rows[row].label, "column": table.columns[column]}
            cells.append(place | {"low": interval.low, "high": interval.high, "exact": interval.is_exact})
        return {"cells": cells}

    def text(self, *, values: bool = True) -> str:
        """A line for each withheld cell, and for a leak its proof; without values no figure of a leak."""
        model, withheld = self.tabular.model, self.tabular.withheld
        lines: list[str] = []
        for interval in self.intervals:
            place = model.cells[interval.cell].place
            exact = ": går att räkna ut" if interval.is_exact else ""
            leaks = self._is_leak(interval)
            lines.append(f"{place}{_span(interval) if values or not leaks else ''}{exact}")
            if leaks:
                proofs = prove(model, withheld, interval)
                lines.append("  " + in_words(model, interval, proofs, values=values))
        lines.append(f"{_figures(len(self.intervals))} med tecken, {len(self.leaks)} röjs")
        return "\n".join(lines) + "\n"

    def _is_leak(self, interval: Interval) -> bool:
        cell = self.tabular.model.cells[interval.cell]
        return interval.is_exact or (
            cell.high is not None and (interval.low, interval.high) != (cell.low, cell.high)
        )


def protect_files(paths: Sequence[Path], options: Options, sink: Sink) -> ProtectedFiles:
    """The tables with the cheapest safe signs; raises `Refused` with the reasons in the sink."""
    tables, tabular = _read(paths, options, sink, Rounding.HALF_UP)
    _require_figures(tables, tabular, sink)
    rule = options.rule
    problem = pose(tabular.model, rule, kept=_kept(tables, tabular, options, sink))
    _stop(sink)
    try:
        protection = protect(problem, rule, options.seconds)
    except Unprotectable as lost:
        for place in lost.places:
            hint = "withhold the table, merge its rows, or let go of what must be kept"
            sink.error(
                "S210", f"{place} can be told whatever is withheld", _file_of(tables, place.table), hint
            )
        raise Refused from lost
    primary = problem.primary
    signs = {
        spot: SIGNS[item in primary] for spot, item in tabular.items.items() if item in protection.pattern
    }
    return ProtectedFiles(tables, signs, protection, rule)


def attack_files(paths: Sequence[Path], options: Options, sink: Sink) -> AttackedFiles:
    """What the tables give away; raises `Refused` where their figures and signs contradict each other."""
    tables, tabular = _read(paths, options, sink, Rounding.UNKNOWN)
    found = attack(tabular.model, tabular.withheld)
    if isinstance(found, Impossible):
        _tell_contradiction(tabular, found, tables, sink)
        raise Refused
    printed = frozenset(tabular.items.values())
    return AttackedFiles(tables, tabular, tuple(one for one in found if one.cell in printed), options.rule)


def _read(
    paths: Sequence[Path], options: Options, sink: Sink, rounding: Rounding
) -> tuple[tuple[PlainTable, ...], Tabular]:
    _check(options, sink)
    layout = Layout(
        options.total_row, options.total_column, options.roles, options.net_rows, options.net_columns
    )
    stems = [path.stem for path in paths]
    names = [path.stem if stems.count(path.stem) == 1 else path.as_posix() for path in paths]
    read = [read_table(path, name, layout, sink) for path, name in zip(paths, names, strict=True)]
    tables = tuple(table for table in read if table is not None)
    _stop(sink)
    _check_roles(tables, options, sink)
    rule = options.rule
    reading = Reading(rule.least, rule.threshold - 1, rounding)
    tabular = TableModel(tables, reading).build(options.links, sink)
    _stop(sink)
    return tables, tabular


def _check(options: Options, sink: Sink) -> None:
    if options.threshold < 2:
        sink.error("S214", f"the threshold is {options.threshold}", Span("--tröskel"), "write 2 or more")
    if options.width < 0:
        sink.error("S214", f"the width is {options.width}", Span("--bredd"), "write 0 or more")
    if not options.seconds > 0:
        sink.error("S214", f"the time is {options.seconds:g} seconds", Span("--tid"), "write more than 0")


def _check_roles(tables: Sequence[PlainTable], options: Options, sink: Sink) -> None:
    """Each role is that of a column: one that is misspelt would be taken for counts."""
    columns = list(dict.fromkeys(column for table in tables for column in table.columns))
    for column in options.roles:
        if column not in columns:
            hint = did_you_mean(column, columns)
            sink.error("S212", f"no table has a column `{column}`", Span("--roll"), hint)


def _require_figures(tables: Sequence[PlainTable], tabular: Tabular, sink: Sink) -> None:
    """A table to be protected holds all its figures, and they add up."""
    for (number, row, column), item in sorted(tabular.items.items()):
        table = tables[number]
        if item in tabular.withheld and table.rows[row].entries[column] != ".":
            sink.error(
                "S208",
                f"`{table.columns[column]}` is withheld already",
                table.span(row),
                "write the figure; `socpdf angrip` takes published tables",
            )
    _stop(sink)
    for name in dict.fromkeys(_broken(tabular.model)):
        sink.error("S207", f"{name}: the figures do not agree", tabular.spans.get(name, Span(tables[0].file)))
    _stop(sink)


def _broken(model: Model) -> Sequence[str]:
    """The relations that the figures themselves do not keep."""
    broken: list[str] = []
    for relation in model.relations:
        values = [(model.cells[cell].value, weight) for cell, weight in relation.terms]
        total = sum(weight * value for value, weight in values if value is not None)
        complete = all(value is not None for value, _ in values)
        low, high = relation.low, relation.high
        if complete and ((low is not None and total < low) or (high is not None and total > high)):
            broken.append(relation.name)
    return broken


def _kept(tables: Sequence[PlainTable], tabular: Tabular, options: Options, sink: Sink) -> frozenset[int]:
    """The items of the tables whose secondary cells stay."""
    names = [table.name for table in tables]
    for name in options.kept:
        if name not in names:
            sink.error(
                "S211", f"no table is called `{name}`", Span("--behåll"), f"valid here: {', '.join(names)}"
            )
    return frozenset(item for (number, _, _), item in tabular.items.items() if names[number] in options.kept)


def _tell_contradiction(
    tabular: Tabular, found: Impossible, tables: Sequence[PlainTable], sink: Sink
) -> None:
    names = list(dict.fromkeys(tabular.model.relations[number].name for number in found.relations))
    for name in names:
        others = [other for other in names if other != name]
        beside = f" together with {', '.join(others)}" if others else ""
        sink.error(
            "S209",
            f"{name}: figures and signs contradict each other{beside}",
            _span_of(tabular, name, tables),
        )


def _span_of(tabular: Tabular, name: str, tables: Sequence[PlainTable]) -> Span:
    return tabular.spans.get(name, Span(tables[0].file))


def _file_of(tables: Sequence[PlainTable], name: str) -> Span:
    return next((Span(table.file) for table in tables if table.name == name), Span(tables[0].file))


def _figures(count: int) -> str:
    return f"{count} {'uppgift' if count == 1 else 'uppgifter'}"


def _span(interval: Interval) -> str:
    if interval.is_exact:
        return f" = {interval.low}"
    return f" mellan {interval.low} och {'hur stort som helst' if interval.high is None else interval.high}"


def _stop(sink: Sink) -> None:
    if sink.has_errors:
        raise Refused
