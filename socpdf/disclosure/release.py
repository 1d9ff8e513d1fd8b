"""Computed tables and values to released ones: the only maker of a table that may be printed.

The rule of this first release: a count from 1 to 3 is withheld, and so is a share or mean that rests on one
or leaves one, and every value in text that rests on a figure withheld. What is not done here is to choose
further cells to withhold. So the release is refused where the sums between the figures shown would give
away a withheld one, or a remainder that is itself from 1 to 3: each sum alone, and one after the other. It
does not see what only several sums together, the rounding of shares, or last year's report tell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.rounding import half_away
from socpdf.disclosure.inference import Evidence, Leak, leaks, may_be_small, rounding
from socpdf.disclosure.marks import kept_apart
from socpdf.ir.tables import (
    CellKey,
    ComputedReport,
    ComputedRow,
    ComputedTable,
    ComputedValue,
    DisclosureAudit,
    Exact,
    Figure,
    Released,
    ReleasedReport,
    ReleasedRow,
    ReleasedTable,
    Shown,
    Sum,
    Withheld,
)
from socpdf.ir.tidy import Sign

SECRET: Final = frozenset({Sign.WITHHELD, Sign.WITHHELD_SECONDARY})


@dataclass(frozen=True, slots=True)
class Policy:
    """Counts below the threshold, and not zero, are withheld."""

    threshold: int = 4
    hidden: frozenset[CellKey] = frozenset()
    """Cells that are withheld, too, wherever they stand."""


DEFAULT_POLICY: Final = Policy()


def release(computed: ComputedReport, sink: Sink, policy: Policy = DEFAULT_POLICY) -> ReleasedReport:
    """What may be printed; `Refused` with the places in the sink where a secret could be worked out."""
    policy = replace(policy, hidden=policy.hidden | computed.hidden)
    evidence = _evidence(computed, policy)
    found = list(leaks(computed.sums, evidence))
    if found:
        places = _places(computed)
        for leak in found:
            _tell(leak, places, policy, sink)
        raise Refused
    return ReleasedReport(
        tables=tuple(kept_apart(_table(table, policy)) for table in computed.tables),
        values={span: _value(value, policy) for span, value in computed.values.items()},
        plans=computed.plans,
    )


# --- what is withheld ---


def sign_of(figure: Figure, policy: Policy) -> Sign | None:
    """The sign that stands for the figure; None if it may be shown."""
    if isinstance(figure.number, Sign):
        return figure.number
    if figure.cell in policy.hidden or _rests_on_secret(figure, policy):
        return Sign.WITHHELD_SECONDARY
    if figure.counts == "övrigt" or (figure.cell is None and figure.rests_on):
        return None
    if figure.base is None and figure.numerator is None:
        return Sign.WITHHELD if figure.unit == "antal" and _is_small(figure.number, policy) else None
    if figure.numerator in SECRET or figure.base is Sign.WITHHELD:
        return Sign.WITHHELD
    if figure.base in SECRET and isinstance(figure.numerator, Fraction):
        return Sign.WITHHELD_SECONDARY  # part and share would tell the whole
    if _is_small(figure.numerator, policy) or _is_small(figure.base, policy):
        return Sign.WITHHELD
    if figure.unit == "procent" and isinstance(figure.base, Fraction):
        slack = rounding(figure)
        for share in (figure.number, 100 - figure.number):  # who is in the group, and who is not
            if may_be_small(share, slack, figure.base, policy.threshold):
                return Sign.WITHHELD
    return None


def _rests_on_secret(figure: Figure, policy: Policy) -> bool:
    """A change or a rate tells the figures it is made of; a share tells the count above its line."""
    if figure.cell is None:
        return any(sign_of(part, policy) in SECRET for part in figure.rests_on)
    return any(part.cell in policy.hidden for part in figure.rests_on)


def _is_small(number: Exact | Sign | None, policy: Policy) -> bool:
    return isinstance(number, Fraction) and 0 < abs(number) < policy.threshold


def _sign_of_value(value: ComputedValue, policy: Policy) -> Sign | None:
    """A figure of the data has its own sign; what comes of a withheld one is withheld, though not small."""
    assert value.figure is not None, "words have no sign"
    signs = [sign_of(figure, policy) for figure in value.rests_on]
    if value.figure.cell is not None:
        # By the figure as it was found: the value's own decimals say how it is written, not how exact it is.
        return signs[0]
    if isinstance(value.figure.number, Sign):
        return value.figure.number
    return Sign.WITHHELD_SECONDARY if SECRET.intersection(signs) else None


# --- what a reader can work out ---


def _evidence(computed: ComputedReport, policy: Policy) -> Evidence:
    shown: dict[CellKey, Figure] = {}
    withheld: dict[CellKey, Figure] = {}
    for figure in _figures(computed):
        sign = sign_of(figure, policy)
        if figure.cell is None:  # who knows a change or a rate knows what it is made of
            shown.update(_parts(figure) if sign is None else ())
            continue
        if sign is None:
            shown[figure.cell] = figure
        elif sign in SECRET:
            withheld[figure.cell] = figure
    return Evidence(shown, withheld, policy.threshold)


def _parts(figure: Figure) -> Iterator[tuple[CellKey, Figure]]:
    for part in figure.rests_on:
        if part.cell is not None and isinstance(part.number, Fraction):
            yield part.cell, part


def _figures(computed: ComputedReport) -> Iterator[Figure]:
    for table in computed.tables:
        for row in table.rows:
            yield from row.figures
    for value in computed.values.values():
        yield from value.rests_on


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
                places.setdefault(figure.cell, _Place(_named(figure.cell), span))
    return places


def _tell(leak: Leak, places: Mapping[CellKey, _Place], policy: Policy, sink: Sink) -> None:
    cell = leak.hidden[0]
    line = [leak.line.total] if isinstance(leak.line.total, CellKey) else []
    members = (*leak.hidden, *line, *leak.line.parts, *places)
    near = next(places[member] for member in members if member in places)
    over = f"the sum over {_varying(leak.line)}"
    hint = "withhold a further figure of this sum at its source, or leave its total or the row out"
    if len(leak.hidden) == 1:
        words = places[cell].words if cell in places else _named(cell)
        sink.error("S101", f"{words} is not to be known, but follows from {over}", near.span, hint)
        return
    names = " and ".join(
        places[hidden].words if hidden in places else _named(hidden) for hidden in leak.hidden[:2]
    )
    more = f" and {len(leak.hidden) - 2} more" if len(leak.hidden) > 2 else ""
    message = f"{names}{more} may share fewer than {policy.threshold} by {over}"
    sink.error("S102", message, near.span, hint)


def _named(cell: CellKey) -> str:
    categories = ", ".join(f"{name}: {category or 'all'}" for name, category in cell.categories)
    return f"`{cell.measure}` of `{cell.data}` ({categories})"


def _varying(line: Sum) -> str:
    """The dimensions over which the parts differ."""
    by_name: dict[str, set[str]] = {}
    for part in line.parts:
        for name, category in part.categories:
            by_name.setdefault(name, set()).add(category)
    varying = [f"`{name}`" for name, categories in by_name.items() if len(categories) > 1]
    return ", ".join(varying) or "a single part"


# --- what is shown ---


def _table(table: ComputedTable, policy: Policy) -> ReleasedTable:
    figures = [figure for row in table.rows for figure in row.figures]
    by_source = sum(figure.number in SECRET for figure in figures)
    withheld = sum(sign_of(figure, policy) in SECRET for figure in figures)
    return ReleasedTable(
        number=table.number,
        caption=table.caption,
        source=table.source,
        stub_heads=table.stub_heads,
        heads=table.heads,
        head_rows=table.head_rows,
        names=table.names,
        rows=tuple(_row(row, policy) for row in table.rows),
        notes=table.notes,
        audit=DisclosureAudit(policy.threshold, withheld - by_source, by_source),
        span=table.span,
    )


def _row(row: ComputedRow, policy: Policy) -> ReleasedRow:
    cells = tuple(_released(figure, sign_of(figure, policy)) for figure in row.figures)
    return ReleasedRow(row.label, cells, row.total, row.labels, row.spans, row.marks)


def _value(value: ComputedValue, policy: Policy) -> Released | str:
    if value.figure is None:
        assert value.text is not None, "a value is a figure or words"
        return value.text
    return _released(value.figure, _sign_of_value(value, policy))


def _released(figure: Figure, sign: Sign | None) -> Released:
    if sign is not None:
        return Withheld(sign, figure.counts, figure.unit)
    assert isinstance(figure.number, Fraction), "what has no sign is a figure"
    number = figure.rounded
    if number is None or number.as_tuple().exponent != -figure.decimals:
        number = half_away(figure.number, figure.decimals)
    return Shown(number, figure.unit, figure.counts)
