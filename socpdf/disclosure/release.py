"""Computed tables and values to released ones: the only maker of a table that may be printed.

A count from 1 to 3 is withheld, and so is a share or mean that rests on one or leaves one, and every value in
text that rests on a figure withheld. Then the whole report is one model, an attacker works out what follows,
and the cheapest further figures are withheld, so that nothing does. Where none would do, nothing is released.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from socpdf.core.cache import Cache
from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.rounding import half_away
from socpdf.disclosure.facts import read_facts
from socpdf.disclosure.insecure import Insecure
from socpdf.disclosure.marks import tidied
from socpdf.disclosure.pieces import Piece, named, pieces
from socpdf.disclosure.rule import DEFAULT_POLICY, SECRET, Policy, few_behind, sign_of, sign_of_value
from socpdf.disclosure.secure import Secured, secure
from socpdf.ir.tables import (
    CellKey,
    ComputedReport,
    ComputedRow,
    ComputedTable,
    ComputedValue,
    DisclosureAudit,
    Figure,
    Released,
    ReleasedReport,
    ReleasedRow,
    ReleasedTable,
    Shown,
    Withheld,
)
from socpdf.ir.tidy import Sign

NOTHING_KEPT = Cache(None)


def release(
    computed: ComputedReport, sink: Sink, policy: Policy = DEFAULT_POLICY, cache: Cache = NOTHING_KEPT
) -> ReleasedReport:
    """What may be printed; `Refused` with the places in the sink where a secret can be worked out."""
    rule = replace(policy, hidden=policy.hidden | computed.hidden | few_behind(computed, policy))
    facts = read_facts(computed, rule)
    secured = _secured(computed, pieces(facts), policy.threshold, sink, cache)
    everything = replace(rule, hidden=rule.hidden | facts.softened | secured.added)
    release = _Release(rule, everything, secured)
    return ReleasedReport(
        tables=tuple(tidied(release.table(table)) for table in computed.tables),
        values={span: release.value(value) for span, value in computed.values.items()},
        plans=computed.plans,
    )


def _secured(
    computed: ComputedReport, parts: Iterable[Piece], threshold: int, sink: Sink, cache: Cache
) -> Secured:
    """All pieces of the report, each by itself; every one that cannot be made secure is told."""
    found: list[Secured] = []
    lost: list[Insecure] = []
    for piece in parts:
        try:
            found.append(secure(piece, threshold, cache))
        except Insecure as one:
            lost.append(one)
    if lost:
        places = _places(computed)
        for insecure in lost:
            _tell(insecure, places, sink)
        raise Refused
    return Secured(
        frozenset(cell for one in found for cell in one.added),
        frozenset(cell for one in found for cell in one.exact),
        frozenset(cell for one in found for cell in one.narrowed),
    )


# --- refusals ---


@dataclass(frozen=True, slots=True)
class _Place:
    words: str
    span: Span


def _places(computed: ComputedReport) -> Mapping[CellKey, _Place]:
    """How a message names a cell: by its table where it stands in one, else by its categories."""
    places: dict[CellKey, _Place] = {}
    for table in computed.tables:
        for row in table.rows:
            for name, figure in zip(table.names, row.figures, strict=True):
                if figure.cell is not None:
                    words = f"row `{row.label}`, column `{name}` of table {table.number}"
                    places.setdefault(figure.cell, _Place(words, table.span))
    for span, value in computed.values.items():
        for figure in value.rests_on:
            if figure.cell is not None:
                places.setdefault(figure.cell, _Place(named(figure.cell), span))
    return places


def _tell(insecure: Insecure, places: Mapping[CellKey, _Place], sink: Sink) -> None:
    hint = "leave the table out or merge categories; was it published as `[[publicerat]]` says?"
    for cell in insecure.told:
        place = _near([cell, *insecure.cells], places)
        words = places[cell].words if cell in places else named(cell)
        sink.error(
            "S101", f"{words} is not to be known, and follows whatever else is withheld", place.span, hint
        )
    if insecure.broken:
        message = f"figures and signs contradict each other: {', '.join(insecure.broken)}"
        hint = "look for a wrong figure, or for a `*` that is no count from 1 to 3 and must be `**`"
        sink.error("S104", message, _near(insecure.cells, places).span, hint)


def _near(cells: Iterable[CellKey], places: Mapping[CellKey, _Place]) -> _Place:
    """A place where one of the cells stands: some of every piece do, or nothing could be told of it."""
    return next(places[cell] for cell in cells if cell in places)


# --- what is shown ---


@dataclass(frozen=True, slots=True)
class _Release:
    rule: Policy
    """What is withheld before anything is chosen."""
    policy: Policy
    """All that is withheld."""
    secured: Secured

    def table(self, table: ComputedTable) -> ReleasedTable:
        signs = [[sign_of(figure, self.policy) for figure in row.figures] for row in table.rows]
        return ReleasedTable(
            number=table.number,
            caption=table.caption,
            source=table.source,
            stub_heads=table.stub_heads,
            heads=table.heads,
            head_rows=table.head_rows,
            names=table.names,
            rows=tuple(_row(row, own) for row, own in zip(table.rows, signs, strict=True)),
            notes=table.notes,
            audit=self._audit(
                figure
                for row, own in zip(table.rows, signs, strict=True)
                for figure, sign in zip(row.figures, own, strict=True)
                if sign in SECRET
            ),
            span=table.span,
        )

    def _audit(self, withheld: Iterable[Figure]) -> DisclosureAudit:
        by_source = by_rule = added = exact = narrowed = 0
        for figure in withheld:
            if figure.number in SECRET:
                by_source += 1
            elif sign_of(figure, self.rule) in SECRET:
                by_rule += 1
            else:
                added += 1
            exact += figure.cell in self.secured.exact
            narrowed += figure.cell in self.secured.narrowed - self.secured.exact
        return DisclosureAudit(self.policy.threshold, by_rule + added, by_source, added, exact, narrowed)

    def value(self, value: ComputedValue) -> Released | str:
        if value.figure is None:
            assert value.text is not None, "a value is a figure or words"
            return value.text
        return _released(value.figure, sign_of_value(value, self.policy))


def _row(row: ComputedRow, signs: Sequence[Sign | None]) -> ReleasedRow:
    cells = tuple(_released(figure, sign) for figure, sign in zip(row.figures, signs, strict=True))
    return ReleasedRow(row.label, cells, row.total, row.labels, row.spans, row.marks)


def _released(figure: Figure, sign: Sign | None) -> Released:
    if sign is not None:
        return Withheld(sign, figure.counts, figure.unit)
    assert isinstance(figure.number, Fraction), "what has no sign is a figure"
    number = figure.rounded
    if number is None or number.as_tuple().exponent != -figure.decimals:
        number = half_away(figure.number, figure.decimals)
    return Shown(number, figure.unit, figure.counts)
