"""A set table into strips: ground, rules and lines of its head and of each row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from socpdf.core.lengths import ZERO, Sp
from socpdf.ir.paged import Area, Artifact, Box, Ink, Item, Line, LinkArea, Picture, Rule, Shape
from socpdf.layout.strips import Shift, Strip
from socpdf.layout.style import GRID
from socpdf.layout.table.cells import TableCell
from socpdf.layout.table.look import BEFORE_GROUP, FIRM, HAIR, HAIR_TINT, HEAD_TINT
from socpdf.layout.table.rows import SetCell, SetRow, Setting, height_of_lines, joined, kept_runs


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is drawn, as it comes."""

    items: list[Item] = field(default_factory=list)
    links: list[LinkArea] = field(default_factory=list)


@dataclass(slots=True)
class TableDrawer:
    setting: Setting
    ink: Ink
    _units: tuple[int, ...] = field(init=False)
    """By column, where the units digit of its figures ends."""

    def __post_init__(self) -> None:
        table = self.setting.table
        fractions = [0] * table.columns
        for cell in table.cells():
            if cell.figure is not None:
                column = cell.cell.column
                fractions[column] = max(fractions[column], cell.figure.fraction)
        # The longest fraction reaches the right edge, which is also that of the head.
        self._units = tuple(
            self.setting.lefts[column + 1] - table.right_margin(column) - fraction
            for column, fraction in enumerate(fractions)
        )

    def whole(self) -> Strip:
        """Head and rows below each other, where no page parts them."""
        drawn = _Drawn()
        y = self._head(0, drawn)
        for run in joined(self.setting.body):
            y = self._rows(run, y + self._before(run), drawn)
        return Strip(y, tuple(drawn.items), tuple(drawn.links))

    def head(self) -> Strip:
        drawn = _Drawn()
        height = self._head(0, drawn)
        return Strip(height, tuple(drawn.items), tuple(drawn.links), keeps=True)

    def body(self) -> Iterator[Strip]:
        """A strip a row, or one for rows that a cell joins."""
        rows = self.setting.body
        runs = joined(rows)
        for run, keeps in zip(runs, kept_runs(rows, runs), strict=True):
            drawn = _Drawn()
            height = self._rows(run, 0, drawn)
            before = self._before(run)
            yield Strip(height, tuple(drawn.items), tuple(drawn.links), before=before, keeps=keeps)

    def _before(self, run: range) -> int:
        return BEFORE_GROUP if run[0] and self.setting.body[run[0]].row.group else 0

    # head and rows: each is drawn from `y` on, and answers with where it ends

    def _head(self, y: int, drawn: "_Drawn") -> int:
        rows = self.setting.head
        tops = _tops(rows, y)
        width, foot = self.setting.width, tops[-1]
        tint = Ink(self.ink.hue, HEAD_TINT)
        drawn.items.append(Box(ZERO, Sp(y), Sp(width), Sp(foot - y), tint, Artifact.TINT))
        drawn.items.append(self._rule(0, width, y, FIRM))
        drawn.items.extend(self._spanner_rules(tops))
        drawn.items.append(self._rule(0, width, foot, FIRM))
        air = self.setting.air_below_head
        for index, row in enumerate(rows):
            for cell in row.cells:
                bottom = tops[min(index + cell.cell.cell.rows, len(rows))]
                # Heads stand at the foot of their rows.
                top = bottom - self._height(cell) - (air if bottom == foot else 0)
                self._cell(cell, top, drawn)
        return foot

    def _rows(self, run: range, y: int, drawn: "_Drawn") -> int:
        rows = [self.setting.body[index] for index in run]
        tops = _tops(rows, y)
        drawn.items.extend(self._inner_rules(rows, tops))
        drawn.items.append(self._rule(0, self.setting.width, tops[-1], self._weight_below(run[-1])))
        for index, row in enumerate(rows):
            content = max(
                (self._height(cell) for cell in row.cells if cell.cell.cell.rows == 1), default=GRID
            )
            # A cell over several rows stands in their middle; else a label begins at the top of its row,
            # and figures stand with its last line.
            first = tops[index] + (row.height - content) // 2
            has_text = row.has_text
            for cell in row.cells:
                height = self._height(cell)
                if cell.cell.cell.rows > 1:
                    bottom = tops[min(index + cell.cell.cell.rows, len(rows))]
                    top = (tops[index] + bottom - height) // 2
                else:
                    top = first if has_text else first + content - height
                self._cell(cell, top, drawn)
        return tops[-1]

    def _weight_below(self, index: int) -> Sp:
        """The table ends with a firm rule, and so do the rows above a total."""
        rows = self.setting.body
        if index == len(rows) - 1:
            return FIRM
        return FIRM if rows[index + 1].row.total and not rows[index].row.total else HAIR

    # cells

    def _cell(self, cell: SetCell, top: int, drawn: "_Drawn") -> None:
        leading = self.setting.table.size.leading
        # In the middle of a line of the grid, as text hangs in its leading.
        baseline = top + (GRID - leading) // 2 + leading * 3 // 4
        for index, line in enumerate(cell.lines):
            x, y = self._x(cell.cell, line.width, is_first=index == 0), baseline + index * leading
            drawn.items.append(Line(Sp(x), Sp(y), line.segments))
            if line.links:
                drawn.links.extend(map(Shift(x, y).link, line.links))

    def _x(self, cell: TableCell, width: int, *, is_first: bool) -> int:
        left, right = self.setting.sides(cell)
        before, after = self.setting.table.margins(cell)
        if cell.figure is not None:
            return self._units[cell.cell.column] - cell.figure.whole
        match cell.cell.align:
            case "left":
                return left + before + (cell.first if is_first else cell.rest)
            case "centre":
                return left + before + (right - left - before - after - width) // 2
            case "figure":
                return right - after - width

    def _height(self, cell: SetCell) -> int:
        return height_of_lines(len(cell.lines), self.setting.table.size.leading)

    # rules

    def _spanner_rules(self, tops: Sequence[int]) -> Iterator[Item]:
        """Under a head over several columns, as wide as what stands under it."""
        for index, row in enumerate(self.setting.head):
            for cell in row.cells:
                below = index + cell.cell.cell.rows
                if cell.cell.cell.columns > 1 and below < len(self.setting.head):
                    left, right = self.setting.sides(cell.cell)
                    padding = self.setting.table.size.padding
                    yield self._rule(left + padding, right - padding, tops[below], HAIR)

    def _inner_rules(self, rows: Sequence[SetRow], tops: Sequence[int]) -> Iterator[Item]:
        """Between rows that are joined: only under the columns that no cell spans there."""
        padding = self.setting.table.size.padding
        spanned: dict[int, int] = {}
        for index, row in enumerate(rows[:-1]):
            for cell in row.cells:
                spanned.update(dict.fromkeys(cell.cell.spread, index + cell.cell.cell.rows))
            free = [c for c in range(self.setting.table.columns) if spanned.get(c, 0) <= index + 1]
            for run in _runs(free):
                left, right = self.setting.lefts[run[0]], self.setting.lefts[run[-1] + 1]
                # Not touching what stands beside it in the middle of the rows.
                left += padding if run[0] else 0
                right -= padding if run[-1] + 1 < len(self.setting.lefts) - 1 else 0
                yield self._rule(left, right, tops[index + 1], HAIR)

    def _rule(self, left: int, right: int, y: int, weight: Sp) -> Rule:
        ink = self.ink if weight == FIRM else Ink(self.ink.hue, HAIR_TINT)
        return Rule(Sp(left), Sp(y), Sp(right), Sp(y), weight, ink, Artifact.RULE)


def repeated(strip: Strip) -> Strip:
    """The same once more: drawn, but neither said nor followed."""
    return replace(strip, items=tuple(map(_as_artifact, strip.items)), links=())


def turned(strip: Strip, width: int) -> Strip:
    """The strip, which is so wide, turned upwards: its left edge becomes the lower one of a strip so high.

    What stood at its top stands at the left.
    """
    return replace(
        strip,
        height=width,
        items=tuple(_turned(item, width) for item in strip.items),
        links=tuple(replace(link, area=_turned_area(link.area, width)) for link in strip.links),
        begins=tuple((node, _turned_area(area, width)) for node, area in strip.begins),
    )


def _as_artifact(item: Item) -> Item:
    match item:
        case Line():
            segments = tuple(replace(segment, owner=Artifact.REPEATED) for segment in item.segments)
            return replace(item, segments=segments)
        case Box() | Rule():
            return replace(item, owner=Artifact.REPEATED)
        case Picture() | Shape():
            raise AssertionError("a table's head holds no pictures")


def _turned(item: Item, width: int) -> Item:
    match item:
        case Line():
            return Line(item.y, Sp(width - item.x), item.segments, turned=True)
        case Shape():
            raise AssertionError("a table holds no chart")
        case Box() | Picture():
            area = _turned_area(Area(item.x, item.y, item.width, item.height), width)
            return replace(item, x=area.x, y=area.y, width=area.width, height=area.height)
        case Rule():
            first, last = Sp(width - item.x1), Sp(width - item.x2)
            return replace(item, x1=item.y1, y1=first, x2=item.y2, y2=last)


def _turned_area(area: Area, width: int) -> Area:
    return Area(area.y, Sp(width - area.x - area.width), area.height, area.width)


def _tops(rows: Sequence[SetRow], y: int) -> tuple[int, ...]:
    """Where each row begins, the first at `y`, and where the last one ends."""
    return tuple(accumulate((row.height for row in rows), initial=y))


def _runs(columns: Sequence[int]) -> Iterator[list[int]]:
    """Neighbouring columns together."""
    run: list[int] = []
    for column in columns:
        if run and column != run[-1] + 1:
            yield run
            run = []
        run.append(column)
    if run:
        yield run
