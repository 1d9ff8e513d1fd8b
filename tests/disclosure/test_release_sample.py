"""The three chapters of the sample report: what is released is attacked once more, from its signs alone."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import pytest
from built import REPO

from socpdf.core.diagnostics import Sink
from socpdf.disclosure import release
from socpdf.disclosure.facts import Held, read_facts
from socpdf.disclosure.model import Pattern
from socpdf.disclosure.pieces import Piece, pieces
from socpdf.disclosure.region import Region
from socpdf.disclosure.rule import Policy, few_behind
from socpdf.ir.tables import CellKey, ComputedReport, Figure, Released, ReleasedReport, Withheld
from socpdf.ir.tidy import Sign
from socpdf.sources import load
from socpdf.spec import parse
from socpdf.tables import compute


@pytest.fixture(scope="module")
def computed() -> ComputedReport:
    sink = Sink()
    report = parse(REPO, sink)
    return compute(report, load(REPO, report, sink), sink)


@pytest.fixture(scope="module")
def made(computed: ComputedReport) -> ReleasedReport:
    return release(computed, Sink())


def test_no_count_is_told_more_closely_than_its_sign_tells(
    computed: ComputedReport, made: ReleasedReport
) -> None:
    """Every `*` can still be one and three; no other withheld count is told."""
    hidden = {figure.cell for figure, cell in _cells(computed, made) if isinstance(cell, Withheld)}
    told = [key for piece in _pieces(computed) for key in _told(piece, _pattern(piece, hidden))]
    assert told == []


def test_the_attack_finds_what_the_sources_signs_alone_give_away(computed: ComputedReport) -> None:
    """What is attacked above is attacked: as published, some cells could be computed, and others narrowed."""
    told = [key for piece in _pieces(computed) for key in _told(piece, piece.withheld)]
    assert len(told) > 10


def test_what_is_added_is_little(computed: ComputedReport, made: ReleasedReport) -> None:
    """Few cells close the leaks; no total is among them, and nothing that the text says is lost."""
    audits = made.audits()
    assert sum(audit.computable for audit in audits.values()) >= 9
    assert sum(audit.added for audit in audits.values()) <= 25
    totals = {f.cell for table in computed.tables for row in table.rows if row.total for f in row.figures}
    added = {
        figure.cell
        for figure, cell in _cells(computed, made)
        if isinstance(cell, Withheld) and not isinstance(figure.number, Sign)
    }
    assert totals.isdisjoint(added)
    assert Sign.WITHHELD_SECONDARY not in [
        value.sign for value in made.values.values() if isinstance(value, Withheld)
    ]


def _cells(computed: ComputedReport, made: ReleasedReport) -> Iterator[tuple[Figure, Released]]:
    for before, after in zip(computed.tables, made.tables, strict=True):
        for row, shown in zip(before.rows, after.rows, strict=True):
            yield from zip(row.figures, shown.cells, strict=True)


def _pieces(computed: ComputedReport) -> tuple[Piece, ...]:
    policy = Policy()
    return pieces(read_facts(computed, Policy(hidden=few_behind(computed, policy))))


def _pattern(piece: Piece, withheld: AbstractSet[CellKey | None]) -> Pattern:
    """What a reader of the released tables does not see: signs, and what is printed nowhere."""
    cells = len(piece.model.cells)
    hidden = {item for item, key in enumerate(piece.keys) if key in withheld}
    return frozenset(hidden | {cell for cell in piece.withheld if cell < cells and cell not in hidden})


def _told(piece: Piece, pattern: Pattern) -> Iterator[CellKey]:
    region = Region(piece.model, pattern)
    for cell in sorted(piece.held.keys() & piece.people):
        low, high = (region.reach(cell, up=up).value for up in (False, True))
        narrowed = piece.held[cell] is Held.COUNT and (low, high) != (1, 3)
        if low == high or narrowed:
            yield piece.keys[cell]
