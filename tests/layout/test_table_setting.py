"""Tables are set from outside facts: what is drawn where, and who owns it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from squarefont import entry, square_font

from socpdf.core.diagnostics import Sink, Span
from socpdf.core.lengths import PER_POINT, ZERO, Sp, mm, pt
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.glyphs import Shaped
from socpdf.ir.paged import Area, Artifact, Box, Hue, Ink, Line, LinkArea, Rule
from socpdf.layout import style
from socpdf.layout.inline.prepare import Typesetter
from socpdf.layout.strips import Strip
from socpdf.layout.style import GRID
from socpdf.layout.tables import SetTable, set_table, turned
from socpdf.text.fonts import FontBook
from socpdf.text.hyphenate import Hyphenator

FULL = style.COLUMN + style.GUTTER + style.MARGIN_COLUMN
INK = Ink(Hue.PLUM)
PLACE = Span("layouts/8.md")
DIGITS = "0123456789"

Align = Literal["left", "centre", "figure"]
Kind = Literal["column head", "row head", "data"]


# --- tables to try ---


class Maker:
    """Makes tables of bare texts; every cell has a number of its own."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def new(self) -> NodeId:
        return NodeId(next(self.numbers))

    def cell(
        self, text: str, column: int, kind: Kind, align: Align, *, columns: int = 1, rows: int = 1
    ) -> doc.Cell:
        content = (doc.Text(text),) if text else ()
        return doc.Cell(self.new(), kind, content, column, columns, rows, (), align)

    def head(self, text: str, column: int, columns: int = 1, rows: int = 1) -> doc.Cell:
        align: Align = "left" if column == 0 else "centre" if columns > 1 else "figure"
        return self.cell(text, column, "column head", align, columns=columns, rows=rows)

    def row(self, *cells: doc.Cell, total: bool = False) -> doc.Row:
        return doc.Row(self.new(), cells, total)

    def figures(self, label: str, *figures: str, total: bool = False) -> doc.Row:
        stub = self.cell(label, 0, "row head", "left")
        data = (self.cell(text, 1 + index, "data", "figure") for index, text in enumerate(figures))
        return self.row(stub, *data, total=total)

    def group(self, label: str, columns: int) -> doc.Row:
        return self.row(self.cell(label, 0, "row head", "left", columns=columns))

    def table(self, head: Sequence[doc.Row], body: Sequence[doc.Row]) -> doc.Table:
        columns = max(cell.column + cell.columns for row in (*head, *body) for cell in row.cells)
        return doc.Table(
            id=self.new(),
            caption=doc.Caption(
                self.new(), "Tabell 8:1", (doc.Text("Personer med insats"),), "Sociala system"
            ),
            head=self.new(),
            head_rows=tuple(head),
            body=self.new(),
            body_rows=tuple(body),
            columns=columns,
            says="",
            notes=(),
            csv=doc.Attachment("tabell-8-1.csv", "", "text/csv", b""),
            span=PLACE,
        )

    def plain(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> doc.Table:
        """One row of heads; a label that begins with *Totalt* makes a total."""
        head = self.row(*(self.head(text, column) for column, text in enumerate(heads)))
        return self.table([head], [self.figures(*row, total=row[0].startswith("Totalt")) for row in rows])


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture(scope="session")
def real() -> Typesetter:
    """The report's own fonts."""
    return Typesetter(FontBook.open(Path(__file__).parents[2], Sink()), Hyphenator())


@pytest.fixture(scope="session")
def square(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    """Every sign of a table half an em wide, and a space a quarter."""
    folder = tmp_path_factory.mktemp("square") / "fonts"
    folder.mkdir()
    raw = square_font()
    (folder / "square.ttf").write_bytes(raw)
    (folder / "LICENSE").write_text("MIT", encoding="utf-8")
    cuts = ("regular", "semibold")
    listed = "".join(entry("square.ttf", raw, family="sans", cut=cut) for cut in cuts)
    (folder / "fonts.toml").write_text(listed, encoding="utf-8")
    return Typesetter(FontBook.open(folder.parent, Sink()), Hyphenator())


def made(table: doc.Table, setter: Typesetter, width: int = style.COLUMN) -> SetTable:
    return set_table(table, width, INK, setter, "sv")


# --- what was drawn ---


def lines_of(strip: Strip) -> list[Line]:
    return [item for item in strip.items if isinstance(item, Line)]


def rules_of(strip: Strip) -> list[Rule]:
    return [item for item in strip.items if isinstance(item, Rule)]


def glyphs(line: Line, setter: Typesetter) -> Iterator[tuple[str, int, int]]:
    """What each glyph of a line says, and where it begins and ends."""
    x: int = line.x
    for segment in line.segments:
        for piece in segment.pieces:
            assert isinstance(piece, Shaped), "cells are not justified"
            units = setter.fonts.named(piece.font).metrics.upem
            begin = 0
            for text, advance in zip(piece.texts, piece.advances, strict=True):
                left, right = x + begin * segment.size // units, x + (begin + advance) * segment.size // units
                yield text, left, right
                begin += advance
            x += piece.width * segment.size // units


def extent(line: Line, setter: Typesetter) -> tuple[int, int]:
    """From its first to its last visible sign."""
    seen = [(left, right) for text, left, right in glyphs(line, setter) if text.strip(" ")]
    return seen[0][0], seen[-1][1]


def says(lines: Sequence[Line]) -> str:
    """With a soft hyphen where a hyphen was added."""
    return "".join(
        piece.text
        for line in lines
        for segment in line.segments
        for piece in segment.pieces
        if isinstance(piece, Shaped)
    )


def by_owner(strip: Strip) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    for line in lines_of(strip):
        (owner,) = {segment.owner for segment in line.segments}
        assert not isinstance(owner, Artifact)
        found[owner].append(line)
    return found


def cells_of(table: doc.Table) -> Iterator[doc.Cell]:
    for row in (*table.head_rows, *table.body_rows):
        yield from row.cells


def text_of(cell: doc.Cell) -> str:
    return "".join(inline.text for inline in cell.content if isinstance(inline, doc.Text))


def drawn(result: SetTable) -> dict[int, list[Line]]:
    return {owner: lines for strip in (result.head, *result.rows) for owner, lines in by_owner(strip).items()}


# --- invented tables ---

WORDS = st.sampled_from(
    [
        "Kvinnor",
        "Män",
        "(%)",
        "Antal",
        "personer",
        "Genomsnittligt",
        "ledsagartimmar",
        "beviljade",
        "per",
        "månad",
        "Totalt",
        "(Mv)",
        "LSS*",
        "2024**",
        "Kvinnor/Flickor",
        "Intellektuell",
        "funktionsnedsättning",
        "Dövblindhet",
        "boendestödstimmar",
        "Bostad",
        "med",
        "särskild",
        "service",
        "för",
        "barn/ungdomar*",
        "Enskede-Årsta-Vantör",
        "Socialnämnden,",
        "Avlösning(SoL)/Avlösarservice",
    ]
)
STRANGE = st.text("aVAfin", min_size=1, max_size=30)
PHRASES = st.lists(WORDS | STRANGE, min_size=1, max_size=6).map(" ".join)
FIGURES = st.one_of(
    st.integers(-999, 9_999_999).map(lambda n: f"{n:,}".replace(",", "\u00a0").replace("-", "−")),
    st.decimals(-1000, 1000, places=1).map(lambda n: str(n).replace(".", ",").replace("-", "−")),
    st.decimals(0, 100, places=3).map(lambda n: str(n).replace(".", ",")),
    st.sampled_from(("*", "**", ".", "i.u", "", "0", "12\u00a0%", "14,5\u00a0%", "4\u00a0427**", "1–3")),
)


@st.composite
def tables(draw: st.DrawFn) -> doc.Table:
    """With heads over several levels, headings of groups, totals, cells over rows, and columns of text."""
    make = Maker()
    columns = draw(st.integers(1, 12))
    levels = draw(st.integers(1, 3))
    rows: list[list[doc.Cell]] = [[] for _ in range(levels)]
    rows[0].append(make.head(draw(PHRASES), 0, rows=levels))

    def over(first: int, last: int, level: int) -> None:
        column = first
        while column < last:
            reach = draw(st.integers(column + 1, last)) if level < levels - 1 else column + 1
            if reach - column == 1:
                rows[level].append(make.head(draw(PHRASES), column, rows=levels - level))
            else:
                rows[level].append(make.head(draw(PHRASES), column, reach - column))
                over(column, reach, level + 1)
            column = reach

    over(1, columns + 1, 0)
    reading = draw(st.sets(st.integers(1, columns), max_size=1))
    body = list(draw(bodies(make, columns, reading)))
    return make.table([make.row(*cells) for cells in rows], body)


@st.composite
def bodies(draw: st.DrawFn, make: Maker, columns: int, reading: set[int]) -> Iterator[doc.Row]:
    body: list[doc.Row] = []
    for kind in draw(
        st.lists(st.sampled_from(("row", "row", "group", "total", "span")), min_size=1, max_size=8)
    ):
        if kind == "group":
            body.append(make.group(draw(PHRASES), columns + 1))
            continue
        spanned = draw(st.integers(0, columns)) if kind == "span" else -1
        for index in range(2 if kind == "span" else 1):
            cells = []
            for column in range(columns + 1):
                rows = 2 if column == spanned else 1
                if index and rows > 1:
                    continue
                if column == 0:
                    cells.append(make.cell(draw(PHRASES), 0, "row head", "left", rows=rows))
                elif column in reading:
                    cells.append(make.cell(draw(PHRASES), column, "data", "left", rows=rows))
                else:
                    cells.append(make.cell(draw(FIGURES), column, "data", "figure", rows=rows))
            body.append(make.row(*cells, total=kind == "total"))
    return iter(body)


many = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
either = pytest.mark.parametrize("font", ["real", "square"])


# --- what holds for every table ---


@either
@many
@given(table=tables())
def test_nothing_sticks_out_of_its_cell(table: doc.Table, font: str, request: pytest.FixtureRequest) -> None:
    """Every column has a left and a right edge that all of its cells keep, and the rows do so likewise."""
    setter: Typesetter = request.getfixturevalue(font)
    result = made(table, setter)
    ends, begins = [0] * table.columns, [result.width] * table.columns
    shown = drawn(result)
    for cell in cells_of(table):
        for line in shown.get(cell.id, []):
            left, right = extent(line, setter)
            begins[cell.column] = min(begins[cell.column], left)
            last = cell.column + cell.columns - 1
            ends[last] = max(ends[last], right)
    reach = 0
    for end, begin in zip((0, *ends), (*begins, result.width), strict=True):
        reach = max(reach, end)
        assert reach <= begin
    assert min(begins) >= 0
    for strip in (result.head, *result.rows):
        for line in lines_of(strip):
            size = line.segments[0].size
            assert size * 2 // 3 <= line.y <= strip.height - size // 4


@either
@many
@given(table=tables())
def test_no_text_is_lost_and_none_is_added(
    table: doc.Table, font: str, request: pytest.FixtureRequest
) -> None:
    """What the lines of a cell say is what the cell says; only figures keep their spaces from breaking."""
    shown = drawn(made(table, request.getfixturevalue(font)))
    for cell in cells_of(table):
        expected = " ".join(text_of(cell).replace("\u00a0", " ").split())
        said = says(shown.get(cell.id, [])).replace("\u00ad", "").replace("\u00a0", " ")
        assert " ".join(said.split()) == expected


@many
@given(table=tables())
def test_lines_of_one_column_do_not_meet(table: doc.Table, real: Typesetter) -> None:
    """Two lines that stand over each other are at least their leading apart, whatever cells they are of."""
    for strip in (result := made(table, real)).head, *result.rows:
        columns: dict[int, list[int]] = defaultdict(list)
        owned = by_owner(strip)
        for cell in cells_of(table):
            for line in owned.get(cell.id, []):
                for column in range(cell.column, cell.column + cell.columns):
                    columns[column].append(line.y)
        for baselines in columns.values():
            assert all(low - high >= result.size * 11 // 10 for high, low in pairwise(sorted(baselines)))


@many
@given(table=tables())
def test_every_part_is_whole_lines_of_the_grid(table: doc.Table, real: Typesetter) -> None:
    """Wherever pages part a table, what follows stands on the grid; only groups have half a line above."""
    result = made(table, real)
    for strip in (result.head, result.repeated, *result.rows):
        assert strip.height % GRID == 0
        assert strip.before in (0, GRID // 2)


@many
@given(table=tables())
def test_every_row_ends_with_a_rule_of_its_own(table: doc.Table, real: Typesetter) -> None:
    """Wherever pages part a table, the part before ends with a rule, and the whole of it with a firm one."""
    result = made(table, real)
    ends = [rules_of(strip)[-1] for strip in result.rows]
    for strip, rule in zip(result.rows, ends, strict=True):
        assert (rule.x1, rule.x2, rule.y1) == (0, result.width, strip.height)
    assert ends[-1].weight == pt(0.75)


@many
@given(table=tables())
def test_wherever_a_table_may_be_parted_both_parts_can_stand_alone(
    table: doc.Table, real: Typesetter
) -> None:
    """At least two rows on either side; a total has two rows before it, a heading two rows after it."""
    result = made(table, real)
    owners = {cell.id: index for index, row in enumerate(table.body_rows) for cell in row.cells}
    empty = {index for index, row in enumerate(table.body_rows) if not any(map(text_of, row.cells))}
    last = len(table.body_rows) - 1
    for strip, following in pairwise(result.rows):
        if strip.keeps:
            continue
        after = min(owners[NodeId(owner)] for owner in by_owner(following))
        while after - 1 in empty:
            after -= 1
        assert after >= 2
        assert after <= last - 1
        rows = table.body_rows
        for index in (after - 1, after - 2):
            assert not heads_group(rows[index], table)
        for index in range(max(1, after), min(last, after + 1) + 1):
            assert not rows[index].total
    assert result.head.keeps
    assert result.repeated.keeps


def heads_group(row: doc.Row, table: doc.Table) -> bool:
    return row.cells[0].columns == table.columns


@many
@given(table=tables())
def test_repeated_head_says_nothing(table: doc.Table, real: Typesetter) -> None:
    """It looks like the head under a line with the table's number, and all of it is an artifact."""
    result = made(table, real)
    assert says(lines_of(result.repeated)[:1]) == "Tabell 8:1 (forts.)"
    assert [line.y - GRID for line in lines_of(result.repeated)[1:]] == [
        line.y for line in lines_of(result.head)
    ]
    assert result.repeated.height == GRID + result.head.height
    assert not result.repeated.links
    for item in result.repeated.items:
        if isinstance(item, Line):
            assert {segment.owner for segment in item.segments} == {Artifact.REPEATED}
        else:
            assert isinstance(item, Box | Rule)
            assert item.owner is Artifact.REPEATED


# --- widths ---


def rights(result: SetTable, table: doc.Table, setter: Typesetter) -> list[int]:
    """Of the figures of the first row."""
    shown = drawn(result)
    return [extent(shown[cell.id][0], setter)[1] for cell in table.body_rows[0].cells[1:]]


def test_figure_columns_share_the_width_until_they_stop_reading_as_rows(
    make: Maker, square: Typesetter
) -> None:
    """Columns of figures are 24 mm wide where there is room, and figures end 4 points before their edge."""
    table = make.plain(["aa", "nn", "nn"], [["aaaa", "1", "2"], ["aaaa", "3", "4"]])
    result = made(table, square)
    assert result.width == style.COLUMN
    edge = style.COLUMN - pt(4)
    assert rights(result, table, square) == [edge - mm(24), edge]


def test_figure_columns_are_equally_wide_though_their_content_is_not(make: Maker, square: Typesetter) -> None:
    """The room that is left goes to the narrow columns first."""
    long = "1\u00a0000\u00a0000"
    table = make.plain(
        ["aaaaaaaaaa", "n", "n", "n", "n"], [["a", "1", "2", long, "4"], ["a", "1", "2", "3", "4"]]
    )
    first, second, third, fourth = rights(made(table, square), table, square)
    assert second - first == third - second == fourth - third


def test_columns_with_the_same_head_are_equally_wide(make: Maker, real: Typesetter) -> None:
    """Under each year *Män* is as wide as under the others, even where only one of them needs it."""
    heads = [
        make.row(make.head("Nämnd", 0, rows=2), *(make.head(str(2022 + n), 1 + 2 * n, 2) for n in range(3)))
    ]
    heads.append(make.row(*(make.head(("Kvinnor", "Män")[n % 2], 1 + n) for n in range(6))))
    row = make.figures("Socialnämnden, område hemlöshet", "1", "1", "1", "9\u00a0999\u00a0999", "1", "1")
    result = made(table := make.table(heads, [row, make.figures("Farsta", *"123456")]), real)
    ends = rights(result, table, real)
    assert len({right - left for left, right in pairwise(ends[1::2])}) == 1


@pytest.mark.parametrize(
    ("columns", "figure", "width", "size", "is_turned"),
    [
        (4, "12,5", style.COLUMN, 8.5, False),
        (9, "4\u00a0688", FULL, 8.5, False),
        (12, "1\u00a0234,5", FULL, 7.5, False),
        (14, "12\u00a0345", style.BODY_HEIGHT, 8.5, True),
        (17, "10\u00a0712\u00a0218", style.BODY_HEIGHT, 7.5, True),
    ],
)
def test_wider_tables_take_the_margin_then_a_smaller_size_then_a_turned_page(
    columns: int, figure: str, width: int, size: float, is_turned: bool, make: Maker, real: Typesetter
) -> None:
    """Each form is the first in which nothing is cut."""
    heads = ["Stadsdelsnämnd", *(("Kvinnor", "Män")[n % 2] for n in range(columns))]
    table = make.plain(heads, [["Enskede-Årsta-Vantör", *[figure] * columns]] * 3)
    result = made(table, real)
    assert (result.width, result.size, result.turned, result.lack) == (width, pt(size), is_turned, 0)


def test_high_heads_take_the_margin_though_they_would_fit_the_column(make: Maker, real: Typesetter) -> None:
    """Four lines of *Bostad med särskild service* beside labels that break are worse than a wider table."""
    heads = ["Boendestöd", "Hemtjänst", "Trygghetslarm", "Ledsagning", "Bostad med särskild service"]
    table = make.plain(["Stadsdelsnämnd", *heads], [["Enskede-Årsta-Vantör", *["16"] * 5]] * 3)
    result = made(table, real)
    assert result.width == FULL
    assert head_lines(result, table, 5) == ["Bostad med", "särskild service"]


def test_head_that_is_high_in_every_form_is_set_in_the_widest_at_full_size(
    make: Maker, real: Typesetter
) -> None:
    """A sentence for a head does not turn the page, nor make the type small."""
    head = "Genomsnittligt antal beviljade timmar per månad och person enligt LSS och SoL under hela året"
    table = make.plain(["Stadsdelsnämnd", *[head] * 5], [["Enskede-Årsta-Vantör", *["16"] * 5]] * 3)
    result = made(table, real)
    assert len(head_lines(result, table, 1)) > 4
    assert (result.width, result.size, result.turned) == (FULL, pt(8.5), False)


def test_table_that_fits_nowhere_says_how_much_is_lacking(make: Maker, square: Typesetter) -> None:
    """Figures never break: forty columns of seven of them are wider than any page."""
    table = make.plain(["a", *["n"] * 40], [["a", *["1234567"] * 40]] * 2)
    result = made(table, square)
    assert result.turned
    assert result.lack == result.width - style.BODY_HEIGHT
    # Half of 7.5 points for each of seven figures, and twice 3 points beside them; and the stub's one letter.
    assert result.width == 40 * (7 * pt(3.75) + 2 * pt(3)) + pt(3.75) + 2 * pt(3)


def test_table_inside_a_box_stays_in_it(make: Maker, real: Typesetter) -> None:
    """Only a table in the page's own column may take the margin or turn the page."""
    room = mm(90)
    table = make.plain(["Nämnd", *["Genomsnittligt antal timmar"] * 5], [["Socialnämnden", *["123"] * 5]] * 2)
    result = made(table, real, room)
    assert (result.width, result.turned) == (room, False)


# --- lines of heads and labels ---


def head_lines(result: SetTable, table: doc.Table, column: int) -> list[str]:
    lines = by_owner(result.head)[table.head_rows[0].cells[column].id]
    return [says([line]).strip(" ") for line in lines]


def test_head_is_divided_only_where_it_must_be(make: Maker, real: Typesetter) -> None:
    """*Dövblindhet* has room and stays whole; *funktionsnedsättning* is divided at the joint of its parts."""
    words = "Intellektuell funktionsnedsättning|Autism|Fysiska funktionsnedsättningar|Neurologiska sjukdomar"
    heads = ["Beslut och domar 2024", *words.split("|"), "Demens", "Synskada", "Dövblindhet", "Annan"]
    table = make.plain(heads, [["Antal beslut", *["283"] * 8], ["– varav bifall", *["12"] * 8]])
    result = made(table, real)
    assert head_lines(result, table, 1) == ["Intellektuell", "funktions\u00ad", "nedsättning"]
    assert head_lines(result, table, 7) == ["Dövblindhet"]


def test_a_word_of_a_head_is_divided_once_at_most(make: Maker, real: Typesetter) -> None:
    """Twelve columns over the page, half of them with a word that could be chopped into three."""
    heads = ["Nämnd", *["Placeringar", "Personer"] * 6]
    table = make.plain(heads, [["Enskede-Årsta-Vantör", *["418"] * 12], ["Totalt", *["418"] * 12]])
    result = made(table, real)
    assert {tuple(head_lines(result, table, column)) for column in (1, 3, 5, 7, 9, 11)} == {
        ("Place\u00ad", "ringar")
    }


def test_head_lines_are_evenly_long(make: Maker, real: Typesetter) -> None:
    """Not *timmar per / månad*: a head is as even as its words allow."""
    table = make.plain(["Nämnd", *["Antal beviljade timmar per månad"] * 3], [["Farsta", *["1"] * 3]] * 2)
    assert head_lines(made(table, real), table, 1) == ["Antal beviljade", "timmar", "per månad"]


def test_alternatives_break_after_their_slash(make: Maker, real: Typesetter) -> None:
    """No hyphen is added there."""
    table = make.plain(["Insats", *["Ledsagning/ledsagarservice"] * 4], [["LSS", *["1"] * 4]] * 2)
    assert head_lines(made(table, real), table, 1) == ["Ledsagning/", "ledsagarservice"]


def test_name_with_hyphens_breaks_after_them(make: Maker, real: Typesetter) -> None:
    """It has its hyphen already."""
    table = make.plain(["År", *["Enskede-Årsta-Vantör"] * 6], [["2024", *["1"] * 6]] * 2)
    assert head_lines(made(table, real), table, 1) == ["Enskede-", "Årsta-Vantör"]


def test_label_hangs_and_figures_stand_with_its_last_line(make: Maker, real: Typesetter) -> None:
    """Lines after the first are indented, so that labels are told apart; what is counted ends the label."""
    label = "Bostad med särskild service för barn och ungdomar som behöver mycket stöd i vardagen"
    table = make.plain(["Insats", "Antal", "Andel"], [[label, "12", "1,5"], ["Ledsagning", "3", "0,5"]])
    strip = made(table, real).rows[0]
    stub, *figures = by_owner(strip).values()
    first, *others = stub
    assert others
    assert {line.x - first.x for line in others} == {pt(6)}
    assert [line.y for (line,) in figures] == [stub[-1].y] * 2


def test_part_of_a_row_is_indented_and_stays_with_it(make: Maker, real: Typesetter) -> None:
    """*– varav bifall* belongs to the decisions above it."""
    rows = [["Antal beslut", "977"], ["Domar", "19"], ["Antal beslut", "97"], ["– varav bifall", "9"]] * 3
    table = make.plain(["Beslut", "Antal"], rows)
    result = made(table, real)
    whole, part = lines_of(result.rows[2])[0], lines_of(result.rows[3])[0]
    assert part.x - whole.x == pt(6)
    assert result.rows[2].keeps


def test_text_columns_are_read_from_their_first_line(make: Maker, real: Typesetter) -> None:
    """In a row with a column of text all cells begin on one line."""
    long = "Varje person en gång i varje nämnd där hon eller han har haft en insats någon gång under året"
    row = make.row(
        make.cell("Personer", 0, "row head", "left"),
        make.cell(long, 1, "data", "left"),
        make.cell("4\u00a0427", 2, "data", "figure"),
    )
    head = make.row(make.head("Mått", 0), make.cell("Vad", 1, "column head", "left"), make.head("Antal", 2))
    result = made(make.table([head], [row, make.figures("Beslut", "", "1")]), real)
    stub, text, figure = by_owner(result.rows[0]).values()
    assert len(text) > 1
    assert stub[0].y == text[0].y == figure[0].y
    assert len({line.x for line in text}) == 1


# --- figures ---


def units_digit(line: Line, setter: Typesetter) -> tuple[int, int]:
    """The last digit before the comma, unit or sign."""
    last = (0, 0)
    for text, left, right in glyphs(line, setter):
        if text in DIGITS:
            last = (left, right)
        elif text in ",%*" or (text == "\u00a0" and last == (0, 0)):
            break
    return last


@many
@given(
    figures=st.lists(
        FIGURES.filter(lambda text: text[:1].isdigit() and "–" not in text), min_size=2, max_size=9
    )
)
def test_units_digits_stand_under_each_other(figures: list[str], real: Typesetter) -> None:
    """Whatever thousands, decimals, units and signs they have, and also in a total, which is heavier."""
    make = Maker()
    rows = [["Farsta", text] for text in figures]
    table = make.plain(["Nämnd", "Antal"], [*rows, ["Totalt i staden", "1\u00a0234,5"]])
    shown = drawn(made(table, real))
    ends = [units_digit(shown[row.cells[1].id][0], real)[1] for row in table.body_rows]
    # Widths are rounded down to whole units of length, glyph by glyph.
    assert max(ends) - min(ends) <= 16


@pytest.mark.parametrize("sign", ["*", "."])
def test_single_sign_stands_under_the_units_digit(sign: str, make: Maker, real: Typesetter) -> None:
    """A withheld figure is a figure to the eye, in its own column of digits."""
    table = make.plain(["Nämnd", "Andel"], [["Farsta", "12,5"], ["Järva", sign], ["Bromma", "3,5"]])
    shown = drawn(made(table, real))
    left, right = units_digit(shown[table.body_rows[0].cells[1].id][0], real)
    begin, end = extent(shown[table.body_rows[1].cells[1].id][0], real)
    assert begin - left == pytest.approx(right - end, abs=4)


def test_double_sign_ends_where_the_units_digit_does(make: Maker, real: Typesetter) -> None:
    """So a column of them has the edge of a column of figures."""
    table = make.plain(["Nämnd", "Antal"], [["Farsta", "12"], ["Järva", "**"]])
    shown = drawn(made(table, real))
    assert extent(shown[table.body_rows[1].cells[1].id][0], real)[1] == pytest.approx(
        units_digit(shown[table.body_rows[0].cells[1].id][0], real)[1], abs=4
    )


def test_signs_of_notes_hang_out_of_heads_and_figures(make: Maker, real: Typesetter) -> None:
    """*2024\\*\\** ends with its 4 where the figures under it end, signs or not."""
    table = make.plain(["Nämnd", "2024**"], [["Farsta", "1\u00a0234"], ["Järva", "567*"]])
    result = made(table, real)
    shown = drawn(result)
    first, second = (units_digit(shown[row.cells[1].id][0], real)[1] for row in table.body_rows)
    above = shown[table.head_rows[0].cells[1].id][0]
    head = units_digit(above, real)[1]
    assert [second, head] == pytest.approx([first, first], abs=16)
    assert head < extent(above, real)[1] < result.width


# --- spans and rules ---


def test_rules_under_spanners_do_not_touch(make: Maker, real: Typesetter) -> None:
    """Each stands under its own columns, and shows where they end."""
    upper = make.row(make.head("Nämnd", 0, rows=2), make.head("2023", 1, 2), make.head("2024", 3, 2))
    lower = make.row(*(make.head(("Kvinnor", "Män")[n % 2], 1 + n) for n in range(4)))
    table = make.table([upper, lower], [make.figures("Farsta", *"1234")] * 2)
    result = made(table, real)
    first, second = [rule for rule in rules_of(result.head) if rule.weight == pt(0.25)]
    assert first.y1 == second.y1
    assert second.x1 - first.x2 == 2 * pt(4)
    shown = drawn(result)
    for spanner, rule in zip(table.head_rows[0].cells[1:], (first, second), strict=True):
        left, right = extent(shown[spanner.id][0], real)
        assert rule.x1 - left == pytest.approx(right - rule.x2, abs=8)


def test_heads_stand_at_the_foot_of_their_rows(make: Maker, real: Typesetter) -> None:
    """A head over several rows ends on the line of the heads beside it."""
    upper = make.row(
        make.head("Stadsdelsnämnd", 0, rows=3), make.head("LSS", 1, 2), make.head("Antal personer", 3, rows=3)
    )
    middle = make.row(make.head("Antal timmar per månad", 1, 2))
    lower = make.row(make.head("Kvinnor (Mv)", 1), make.head("Män (Mv)", 2))
    table = make.table([upper, middle, lower], [make.figures("Farsta", *"123")] * 2)
    shown = drawn(made(table, real))
    feet = {shown[cell.id][-1].y for row in (upper, lower) for cell in row.cells if cell.columns == 1}
    assert len(feet) == 1


def test_sign_of_a_spanner_hangs_inside_its_cell(make: Maker, square: Typesetter) -> None:
    """Five spanners that fill their cells: the words are centred over the rule, the sign is right of them."""
    spanners = [make.head("nnnnnnnnnn**", 1 + 2 * n, 2) for n in range(5)]
    lower = make.row(*(make.head("n", 1 + n) for n in range(10)))
    body = [make.figures("a", *"1234567890")] * 2
    table = make.table([make.row(make.head("a", 0, rows=2), *spanners), lower], body)
    # At 7.5 points: ten letters of half an em between margins of 8.5 points, five times; 9.75 for the stub.
    result = made(table, square, pt(5 * 54.5 + 9.75))
    assert result.size == pt(7.5)
    rules = [rule for rule in rules_of(result.head) if rule.weight == pt(0.25)]
    for cell, rule in zip(spanners, rules, strict=True):
        left, right = extent(drawn(result)[cell.id][0], square)
        assert left - rule.x1 == pytest.approx(rule.x2 - (right - 2 * pt(3.75)), abs=16)
        assert right <= rule.x2 + pt(3)


def test_high_head_leaves_no_gap_between_the_levels_beside_it(make: Maker, real: Typesetter) -> None:
    """What four lines of *Genomsnittligt antal …* need more is above the spanner, not under it."""
    high = "Genomsnittligt antal beviljade ledsagartimmar per månad"
    upper = make.row(make.head("Nämnd", 0, rows=2), make.head("LSS", 1, 2), make.head(high, 3, rows=2))
    lower = make.row(make.head("Kvinnor", 1), make.head("Män", 2))
    table = make.table([upper, lower], [make.figures("Farsta", *"123")] * 2)
    shown = drawn(made(table, real))
    assert len(shown[upper.cells[2].id]) > 2
    assert GRID <= shown[lower.cells[0].id][0].y - shown[upper.cells[1].id][0].y < 3 * GRID // 2


def test_cell_over_two_rows_stands_between_them(make: Maker, real: Typesetter) -> None:
    """*Egen regi* and its share belong to women and men alike; the rows are one strip with an inner rule."""
    head = make.row(*(make.head(text, n) for n, text in enumerate(("Regi", "Kön", "Antal", "Total (%)"))))
    upper = make.row(
        make.cell("Egen regi", 0, "row head", "left", rows=2),
        make.cell("Kvinnor", 1, "row head", "left"),
        make.cell("84", 2, "data", "figure"),
        make.cell("20", 3, "data", "figure", rows=2),
    )
    lower = make.row(make.cell("Män", 1, "row head", "left"), make.cell("78", 2, "data", "figure"))
    (strip,) = made(make.table([head], [upper, lower]), real).rows
    owned = by_owner(strip)
    (above,), (below,) = owned[upper.cells[1].id], owned[lower.cells[0].id]
    for spanning in (upper.cells[0], upper.cells[3]):
        assert owned[spanning.id][0].y * 2 == above.y + below.y
    inner, outer = rules_of(strip)
    assert inner.y1 == GRID
    assert inner.x1 == below.x
    assert inner.x2 == extent(owned[lower.cells[1].id][0], real)[1]
    assert (outer.x1, outer.y1) == (0, 2 * GRID)


def test_total_has_a_firm_rule_above_and_heavier_figures(make: Maker, real: Typesetter) -> None:
    """Between two totals the rule is thin again."""
    rows = [["Farsta", "1"], ["Järva", "2"], ["Totalt brutto", "3"], ["Totalt netto", "3"]]
    result = made(make.plain(["Nämnd", "Antal"], rows), real)
    assert [rules_of(strip)[-1].weight for strip in result.rows] == [pt(w) for w in (0.25, 0.75, 0.25, 0.75)]
    fonts = [
        {
            piece.font
            for line in lines_of(strip)
            for segment in line.segments
            for piece in segment.pieces
            if isinstance(piece, Shaped)
        }
        for strip in result.rows
    ]
    assert fonts == [{"sans-regular"}] * 2 + [{"sans-semibold"}] * 2


def test_group_has_air_above_and_is_kept_together(make: Maker, real: Typesetter) -> None:
    """Half a line, but not under the head of the table; a page turns only between groups."""
    body = []
    for label in ("Vuxna", "Barn och unga", "Alla"):
        body.append(make.group(label, 2))
        body.extend(make.figures(name, "1") for name in ("Farsta", "Järva", "Bromma"))
    result = made(make.table([make.row(make.head("Insats", 0), make.head("Antal", 1))], body), real)
    assert [strip.before for strip in result.rows if strip.before] == [GRID // 2] * 2
    assert [index for index, strip in enumerate(result.rows) if not strip.keeps] == [3, 7, 11]


def test_large_group_may_be_parted_but_not_near_its_ends(make: Maker, real: Typesetter) -> None:
    """A group of twenty rows cannot always stay on one page."""
    body = [make.group("Vuxna", 2), *(make.figures(f"Rad {n}", str(n)) for n in range(20))]
    body.extend((make.group("Barn", 2), *(make.figures(f"Rad {n}", str(n)) for n in range(3))))
    result = made(make.table([make.row(make.head("Insats", 0), make.head("Antal", 1))], body), real)
    parted = [index for index, strip in enumerate(result.rows) if not strip.keeps]
    assert parted == [*range(2, 19), 20, 24]


# --- what belongs to whom, and turning ---


def test_ground_and_rules_are_artifacts_and_come_first(make: Maker, real: Typesetter) -> None:
    """Text is painted over its ground, and a reader hears only the text, cell by cell."""
    table = make.plain(["Nämnd", "Antal", "Andel"], [["Farsta", "1", "2"], ["Järva", "3", "4"]])
    result = made(table, real)
    for strip, row in zip((result.head, *result.rows), (*table.head_rows, *table.body_rows), strict=True):
        is_line = [isinstance(item, Line) for item in strip.items]
        assert is_line == sorted(is_line)
        assert list(by_owner(strip)) == [cell.id for cell in row.cells]
    assert [item.owner for item in result.head.items if not isinstance(item, Line)] == [
        Artifact.TINT,
        Artifact.RULE,
        Artifact.RULE,
    ]


def test_link_in_a_cell_has_its_area(make: Maker, real: Typesetter) -> None:
    """Where the words of the link are, and nowhere else."""
    node = make.new()
    link = doc.Link(node, (doc.Text("tabell 8:2"),), doc.Address("https://stockholm.se"), "tabell 8:2")
    stub = doc.Cell(make.new(), "row head", (doc.Text("Se "), link), 0, 1, 1, (), "left")
    row = make.row(stub, make.cell("1", 1, "data", "figure"))
    head = make.row(make.head("Mått", 0), make.head("Antal", 1))
    strip = made(make.table([head], [row, make.figures("Farsta", "1")]), real).rows[0]
    (found,) = strip.links
    line = lines_of(strip)[0]
    seen = [(left, right) for text, left, right in glyphs(line, real) if text.strip()]
    assert found.link == node
    assert (found.area.x, found.area.x + found.area.width) == pytest.approx((seen[2][0], seen[-1][1]), abs=16)
    assert found.area.y < line.y < found.area.y + found.area.height


def test_turned_strip_reads_upwards() -> None:
    """The left edge becomes the lower one, the top the left one; nothing changes its size."""
    strip = Strip(
        pt(20),
        (
            Line(Sp(10), Sp(30), ()),
            Box(Sp(1), Sp(2), Sp(30), Sp(4), INK, Artifact.TINT),
            Rule(Sp(0), Sp(5), Sp(100), Sp(5), pt(1), INK, Artifact.RULE),
        ),
        links=(LinkArea(NodeId(7), Area(Sp(1), Sp(2), Sp(30), Sp(4))),),
    )
    result = turned(strip, 100)
    assert result.height == 100
    assert result.items == (
        Line(Sp(30), Sp(90), (), turned=True),
        Box(Sp(2), Sp(69), Sp(4), Sp(30), INK, Artifact.TINT),
        Rule(Sp(5), Sp(100), Sp(5), ZERO, pt(1), INK, Artifact.RULE),
    )
    assert result.links == (LinkArea(NodeId(7), Area(Sp(2), Sp(69), Sp(4), Sp(30))),)


def test_hundred_rows_are_set_in_their_order(make: Maker, real: Typesetter) -> None:
    """Each row is a strip of one line, and none but the outermost are held together."""
    rows = [[f"Rad {n}", f"{n}"] for n in range(100)]
    result = made(make.plain(["Rad", "Antal"], rows), real)
    assert [says(lines_of(strip)[:1]) for strip in result.rows] == [label for label, _ in rows]
    assert {strip.height for strip in result.rows} == {GRID}
    assert [index for index, strip in enumerate(result.rows) if strip.keeps] == [0, 98]
    assert PER_POINT * 13.5 == GRID
