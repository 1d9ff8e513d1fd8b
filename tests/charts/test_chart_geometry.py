"""What is drawn is in proportion to the figures, and can be read back from it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from ruler import extent, figures, marks_of, mismatches
from samples import COLUMN, GRID, SAMPLES, WIDE, chart, drawing_of, series

from socpdf.ir.chart import Chart, Kind, Labels, Width
from socpdf.ir.drawing import Datum
from socpdf.ir.tables import Shown


def _with_figure(of: Chart, datum: Datum, figure: float) -> Chart:
    panel = of.panels[datum.panel]
    changed = panel.series[datum.series]
    value = changed.figures[datum.category]
    assert isinstance(value, Shown)
    values = list(changed.figures)
    values[datum.category] = replace(value, number=Decimal(str(figure)))
    all_series = list(panel.series)
    all_series[datum.series] = replace(changed, figures=tuple(values))
    panels = list(of.panels)
    panels[datum.panel] = replace(panel, series=tuple(all_series))
    return replace(of, panels=tuple(panels))


@pytest.mark.parametrize("name", SAMPLES)
def test_marks_are_in_proportion(name: str) -> None:
    """Heights, lengths, places and angles are right within half a point; shades are in order."""
    assert mismatches(drawing_of(SAMPLES[name]), SAMPLES[name]) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_another_figure_would_be_seen(name: str) -> None:
    """The ruler bites: told another figure than the one drawn, it finds the mark wrong, for each of them."""
    sample = SAMPLES[name]
    drawing = drawing_of(sample)
    top = max(abs(figure) for _, figure in figures(sample))
    for datum, figure in figures(sample):
        # A shade stands for a class of figures: only another place in the order is seen.
        other = (2 * top if figure < top else 0) if sample.kind is Kind.TILES else figure + top / 8
        assert mismatches(drawing, _with_figure(sample, datum, other)) != [], datum


@pytest.mark.parametrize("name", SAMPLES)
def test_drawing_follows_the_figure(name: str) -> None:
    """Drawn anew with another figure, the chart is another, and right again."""
    sample = SAMPLES[name]
    datum, figure = max(figures(sample), key=lambda pair: pair[1])
    changed = _with_figure(sample, datum, 2 * figure)
    assert drawing_of(changed) != drawing_of(sample)
    assert mismatches(drawing_of(changed), changed) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_size_is_that_of_the_page(name: str) -> None:
    """As wide as the column, or column and margin; as high as whole lines of the grid."""
    drawing = drawing_of(SAMPLES[name])
    assert drawing.width == (WIDE if SAMPLES[name].width is Width.WIDE else COLUMN)
    assert drawing.height % GRID == 0
    assert drawing.height > 0


def test_bars_begin_at_zero() -> None:
    """Figures that hardly differ have bars that hardly differ."""
    sample = chart(Kind.BARS, ("a", "b"), series("s", 1000, 1010), labels=Labels.NONE)
    marks = marks_of(drawing_of(sample))
    heights = [extent(mark).height for mark in marks.values()]
    assert heights[0] / heights[1] == pytest.approx(1000 / 1010, abs=0.01)


def test_bars_below_zero_hang() -> None:
    """A fall hangs from the line from which a rise stands up."""
    marks = marks_of(drawing_of(SAMPLES["bars-change"]))
    fall, rise = extent(marks[Datum(0, 0, 0)]), extent(marks[Datum(0, 0, 1)])
    assert fall.top == pytest.approx(rise.bottom, abs=0.01)
    assert fall.bottom > rise.bottom


def test_panels_share_a_scale() -> None:
    """The same figure is as high in each of several small charts."""
    sample = SAMPLES["multiples-bars"]
    marks = marks_of(drawing_of(sample))
    heights = {datum: extent(mark).height for datum, mark in marks.items()}
    assert heights[Datum(0, 0, 2)] / heights[Datum(1, 0, 0)] == pytest.approx(360 / 120, abs=0.05)


def test_long_names_make_bars_lie() -> None:
    """A name that is wider than its slot is not cut: the bars lie, as if the author had asked for it."""
    names = ("Bostadsanpassningsbidragshandläggning", "Boendestöd", "Korttidstillsyn", "Daglig verksamhet")
    standing = chart(Kind.BARS, names, series("s", 4, 5, 6, 7))
    assert drawing_of(standing) == drawing_of(replace(standing, lying=True))


def test_what_is_no_district_stands_below_the_map() -> None:
    """A board that lies nowhere has its tile all the same, below all that do."""
    boards = chart(Kind.TILES, ("Järva", "Socialnämnden", "Farsta"), series("s", 4, 5, 6))
    tiles = {datum.category: extent(mark) for datum, mark in marks_of(drawing_of(boards)).items()}
    assert tiles[0].top < tiles[2].top
    assert tiles[1].top > tiles[2].bottom


def test_series_must_suit_the_kind() -> None:
    """A pyramid of three series is refused, not drawn without one."""
    wrong = chart(Kind.PYRAMID, ("a",), series("x", 1), series("y", 2), series("z", 3))
    with pytest.raises(ValueError, match="pyramid"):
        drawing_of(wrong)


def test_shares_of_counts_fill_the_width() -> None:
    """Counts become shares of their own sum: every bar is as long as another."""
    sample = chart(Kind.SHARES, ("a", "b"), series("x", 10, 300), series("y", 30, 100), lying=True)
    marks = {datum: extent(mark) for datum, mark in marks_of(drawing_of(sample)).items()}
    assert marks[Datum(0, 1, 0)].right == pytest.approx(marks[Datum(0, 1, 1)].right, abs=0.01)
    assert marks[Datum(0, 0, 0)].width / marks[Datum(0, 0, 1)].width == pytest.approx(25 / 75, abs=0.01)
