"""The CSV twin of a table: machine numbers, signs beside them, and nothing that is not printed."""

import csv
import io
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from socpdf.core.diagnostics import Span
from socpdf.document.twin import released_csv
from socpdf.ir.tables import (
    DisclosureAudit,
    Head,
    Label,
    Released,
    ReleasedRow,
    ReleasedTable,
    Shown,
    Withheld,
)
from socpdf.ir.tidy import Sign

HEADS = (Head("Antal", 0, 1, 0, 2), Head("Kön", 1, 2, 0, 1), Head("K", 1, 1, 1, 1), Head("M", 2, 1, 1, 1))


def released(
    rows: tuple[ReleasedRow, ...], heads: tuple[Head, ...] = HEADS, stubs: tuple[str, ...] = ("Nämnd",)
) -> ReleasedTable:
    audit = DisclosureAudit(4, 0, 0)
    return ReleasedTable("1:1", (), "", stubs, heads, 2, (), rows, (), audit, Span("x"))


def row(*labels: Label, cells: tuple[Released, ...], marks: tuple[str, ...] = ()) -> ReleasedRow:
    return ReleasedRow("", cells, False, labels, (1,) * len(cells), marks or ("",) * len(cells))


def test_figures_and_signs_have_columns_of_their_own() -> None:
    """Decimal point, no separators, heads with their groups, a comma in quotes, CRLF."""
    cells: tuple[Released, ...] = (
        Shown(Decimal(4427), "antal", "personer"),
        Shown(Decimal("-0.5"), "procent", "personer"),
        Withheld(Sign.WITHHELD, "personer"),
    )
    only = row(Label("Norra, inre", 0, 1, 1, "*"), cells=cells)
    assert released_csv(released((only,))).decode() == (
        "Nämnd,Antal,Antal (tecken),Kön / K,Kön / K (tecken),Kön / M,Kön / M (tecken)\r\n"
        '"Norra, inre",4427,,-0.5,,,*\r\n'
    )


def test_every_line_says_its_group() -> None:
    """A group's label is written on all its rows, and a row without one leaves the rest empty."""
    ten: tuple[Released, ...] = (Shown(Decimal(10), "antal", "personer"),)
    rows = (
        row(Label("Egen regi", 0, 1, 2), Label("Kvinnor", 1, 1, 1), cells=ten),
        row(Label("Män", 1, 1, 1), cells=ten, marks=("**",)),
        row(Label("Totalt", 0, 2, 1), cells=ten),
    )
    written = released_csv(released(rows, (Head("Antal", 0, 1, 0, 1),), ("Regi", "Kön"))).decode()
    assert written.splitlines() == [
        "Regi,Kön,Antal,Antal (tecken)",
        "Egen regi,Kvinnor,10,",
        "Egen regi,Män,10,**",
        "Totalt,,10,",
    ]


FIGURES = st.decimals(allow_nan=False, allow_infinity=False, places=2, max_value=10**12, min_value=-(10**12))
CELLS = st.one_of(
    FIGURES.map(lambda number: Shown(number, "antal", "personer")),
    st.sampled_from(Sign).map(lambda sign: Withheld(sign, "personer")),
)
LABELS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(LABELS, CELLS), max_size=6), LABELS)
def test_what_is_written_can_be_read_back(rows: list[tuple[str, Released]], stub: str) -> None:
    """Any label and any cell come back, by a reader that knows nothing of us."""
    table = released(
        tuple(row(Label(label, 0, 1, 1), cells=(cell,)) for label, cell in rows),
        (Head("A", 0, 1, 0, 1),),
        (stub,),
    )
    back = list(csv.reader(io.StringIO(released_csv(table).decode(), newline="")))
    assert back[0] == [stub, "A", "A (tecken)"]
    for (label, cell), (stub_text, number, sign) in zip(rows, back[1:], strict=True):
        assert stub_text == label
        assert sign == (cell.sign.value if isinstance(cell, Withheld) else "")
        assert not isinstance(cell, Shown) or Decimal(number) == cell.number
