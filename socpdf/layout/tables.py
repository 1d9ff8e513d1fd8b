"""A table into strips: a head, rows that pages may part, and the head again for where they do.

The widths come from the content. A table that is too wide for its column first breaks the words of its heads,
then takes the margin as well, then a smaller size, and at last a page that is turned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from socpdf.core.lengths import ZERO, Sp
from socpdf.ir import document as doc
from socpdf.ir.paged import Artifact, Ink, Line
from socpdf.layout import style
from socpdf.layout.inline.collect import Run
from socpdf.layout.inline.prepare import Typesetter
from socpdf.layout.strips import Strip, stacked
from socpdf.layout.table.breaks import Breaking
from socpdf.layout.table.cells import PreparedTable, prepare_table
from socpdf.layout.table.columns import column_widths, least_width
from socpdf.layout.table.draw import TableDrawer, repeated, turned
from socpdf.layout.table.look import (
    FULL_WIDTH,
    HIGHEST_COLUMN_HEAD,
    HIGHEST_HEAD,
    HIGHEST_LABEL,
    REPEATED_BASELINE,
    SIZES,
    TURNED_WIDTH,
    Size,
)
from socpdf.layout.table.rows import Setting, set_rows
from socpdf.layout.table.text import CellText, Rooms

__all__ = ["SetTable", "set_table", "turned"]

_CONTINUED: Final = "(forts.)"


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table that is set; all heights but the space above a group are whole lines of the grid.

    It is drawn as a whole, or by parts where it is higher than a page.
    """

    drawer: TableDrawer
    continued: Strip
    """The line that names it on further pages."""
    width: int
    turned: bool
    """Whether it stands on a turned page; then its width is the height of the text area."""
    size: Sp
    lack: int = 0
    """How much wider it is than the widest form it may take; only figures, which never break, make it so."""

    @property
    def whole(self) -> Strip:
        return self.drawer.whole()

    @property
    def head(self) -> Strip:
        return self.drawer.head()

    @property
    def repeated(self) -> Strip:
        """Caption and head once more, for a page on which the table goes on; all of it an artifact."""
        return replace(repeated(stacked((self.continued, self.head))), keeps=True)

    @property
    def rows(self) -> tuple[Strip, ...]:
        """One a row, or one for rows that a cell joins."""
        return tuple(self.drawer.body())


def set_table(table: doc.Table, width: int, ink: Ink, setter: Typesetter, language: str) -> SetTable:
    """The table in a column of this width, or where the column is the page's, in what is wider than it."""
    setting, is_turned, lack = _Fitting(table, width, setter, language).fit()
    return SetTable(
        drawer=TableDrawer(setting, ink),
        continued=_continued(table.caption, ink, setter, language),
        width=setting.width,
        turned=is_turned,
        size=setting.table.size.size,
        lack=lack,
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to set a table."""

    width: int
    size: Size
    breaking: Breaking
    turned: bool = False
    highest_head: int = HIGHEST_HEAD

    def suits(self, setting: Setting) -> bool:
        """Whether heads and labels are easy to read in it; a turned page is taken as it comes."""
        is_easy = setting.head_lines() <= self.highest_head and setting.label_lines() <= HIGHEST_LABEL
        return self.turned or (is_easy and not setting.chops_heads)


@dataclass(frozen=True, slots=True)
class _Fitting:
    table: doc.Table
    width: int
    setter: Typesetter
    language: str

    def fit(self) -> tuple[Setting, bool, int]:
        """The first form that suits; else, short of turning the page, the one with the fewest lines."""
        prepared: dict[Sp, PreparedTable] = {}
        cramped: Setting | None = None
        for form in _forms(self.width, SIZES[-1:] if self.table.small else SIZES):
            if form.turned and cramped is not None:
                break
            table = self._prepared(prepared, form.size)
            widths = column_widths(table, form.width, form.breaking)
            if widths is None:
                continue
            setting = set_rows(table, widths, form.breaking)
            if form.suits(setting):
                return setting, form.turned, 0
            if cramped is None or _is_easier(setting, cramped):
                cramped = setting
        if cramped is not None:
            return cramped, False, 0
        return self._too_wide(self._prepared(prepared, SIZES[-1]))

    def _prepared(self, prepared: dict[Sp, PreparedTable], size: Size) -> PreparedTable:
        found = prepared.get(size.size)
        if found is None:
            found = prepare_table(self.table, size, self.setter, self.language)
            prepared[size.size] = found
        return found

    def _too_wide(self, table: PreparedTable) -> tuple[Setting, bool, int]:
        least = least_width(table, Breaking.ANYWHERE)
        widths = column_widths(table, least, Breaking.ANYWHERE)
        assert widths is not None, "a table fits in what it needs"
        is_turned = self.width == style.COLUMN
        room = TURNED_WIDTH if is_turned else self.width
        return set_rows(table, widths, Breaking.ANYWHERE), is_turned, least - room


def _forms(width: int, sizes: Sequence[Size]) -> Iterator[_Form]:
    """From the best to the last resort. Inside a box or a list a table cannot leave its column."""
    is_free = width == style.COLUMN
    if is_free:
        for breaking in (Breaking.SPACES, Breaking.JOINTS):
            yield _Form(width, sizes[0], breaking, highest_head=HIGHEST_COLUMN_HEAD)
    yield from _sizes(FULL_WIDTH if is_free else width, sizes, turned=False)
    if is_free:
        yield from _sizes(TURNED_WIDTH, sizes, turned=True)
    yield _Form(TURNED_WIDTH if is_free else width, SIZES[-1], Breaking.ANYWHERE, turned=is_free)


def _sizes(width: int, sizes: Sequence[Size], *, turned: bool) -> Iterator[_Form]:
    for size in sizes:
        for breaking in (Breaking.SPACES, Breaking.JOINTS, Breaking.SYLLABLES):
            yield _Form(width, size, breaking, turned)


def _is_easier(one: Setting, other: Setting) -> bool:
    """Small type is harder to read than many lines."""
    return one.table.size is other.table.size and one.head_lines() < other.head_lines()


def _continued(caption: doc.Caption, ink: Ink, setter: Typesetter, language: str) -> Strip:
    """A line of the grid that names the table which goes on."""
    label = Run(caption.label + " ", style.CAPTION.in_ink(ink), Artifact.REPEATED, language)
    more = Run(_CONTINUED, style.SOURCE, Artifact.REPEATED, language)
    runs = (label, more) if caption.label else (more,)
    text = CellText.of(runs, setter)
    (line,) = text.lines(Rooms(text.natural, text.natural), Breaking.SPACES, even=False)
    return Strip(style.GRID, (Line(ZERO, REPEATED_BASELINE, line.segments),))
