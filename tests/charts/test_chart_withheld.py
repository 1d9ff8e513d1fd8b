"""What is withheld is said to be, and nothing of it can be measured."""

from dataclasses import replace

import pytest
from ruler import Extent, hatchings, marks_of, words_of
from samples import AGES, SAMPLES, chart, drawing_of, series

from socpdf.ir.chart import Chart, Kind, Labels
from socpdf.ir.drawing import Datum
from socpdf.ir.tables import Withheld

BARS = SAMPLES["bars-hidden"]


def _secret(of: Chart) -> set[Datum]:
    return {
        Datum(panel, at, category)
        for panel, one in enumerate(of.panels)
        for at, found in enumerate(one.series)
        for category, value in enumerate(found.figures)
        if isinstance(value, Withheld)
    }


HIDING = [name for name, sample in SAMPLES.items() if _secret(sample)]


@pytest.mark.parametrize("name", HIDING)
@pytest.mark.parametrize("labels", Labels)
def test_a_sign_stands_where_a_figure_would(name: str, labels: Labels) -> None:
    """Whatever figures are printed: the sign is, and no mark has a length for it."""
    sample = replace(SAMPLES[name], labels=labels)
    drawing = drawing_of(sample)
    signs = {words.shows: words.text for words in words_of(drawing) if words.shows in _secret(sample)}
    assert set(signs) == _secret(sample)
    assert set(signs.values()) <= {"*", "**"}
    assert not _secret(sample) & set(marks_of(drawing))


@pytest.mark.parametrize("name", HIDING)
def test_signs_are_explained(name: str) -> None:
    """What a sign means stands in the chart, so that it can be read alone."""
    drawing = drawing_of(SAMPLES[name])
    assert any("skyddad av sekretess" in words.text for words in words_of(drawing))


def _lengths(found: list[Extent], *, lying: bool) -> set[float]:
    return {round(one.width if lying else one.height, 2) for one in found}


@pytest.mark.parametrize("kind", [Kind.BARS, Kind.STACKED])
@pytest.mark.parametrize("lying", [False, True])
def test_all_stubs_are_alike(kind: Kind, lying: bool) -> None:
    """A hatched mark is as long as any other, in any chart: beside high figures and beside low ones."""
    low = chart(kind, AGES, series("a", "*", 5, 9, 4, "*"), series("b", 7, "*", 6, 4, 8), lying=lying)
    high = chart(kind, AGES, series("a", "*", 900, 9, 4, "*"), series("b", 7, "*", 6, 4, 8), lying=lying)
    # The last is the one in the explanation below.
    stubs = [hatchings(drawing_of(of))[:-1] for of in (low, high)]
    assert [len(found) for found in stubs] == [3, 3]
    assert len(_lengths(stubs[0], lying=lying)) == 1
    assert _lengths(stubs[0], lying=lying) == _lengths(stubs[1], lying=lying)


def test_a_sum_does_not_give_a_stub_its_length() -> None:
    """Shares of a hundred: the known ones keep their scale, and what is left over is not drawn out."""
    known = chart(
        Kind.SHARES,
        ("a", "b"),
        series("x", 60, 50, unit="procent"),
        series("y", "*", 30, unit="procent"),
        series("z", "**", 20, unit="procent"),
        lying=True,
    )
    drawing = drawing_of(known)
    stubs = hatchings(drawing)[:2]
    assert len(_lengths(stubs, lying=True)) == 1
    whole = marks_of(drawing)
    scale = [
        (whole[Datum(0, 0, at)].steps[1][1][0][0] - whole[Datum(0, 0, at)].steps[0][1][0][0]) / share
        for at, share in ((0, 60), (1, 50))
    ]
    assert scale[0] == pytest.approx(scale[1], rel=0.001)


def test_shares_of_counts_that_are_not_all_known_are_not_drawn() -> None:
    """Without the sum no share is known: nothing in that bar has a length."""
    of = chart(Kind.SHARES, ("a", "b"), series("x", 60, 50), series("y", "*", 30), lying=True)
    marks = marks_of(drawing_of(of))
    assert Datum(0, 0, 1) in marks
    assert marks.get(Datum(0, 0, 0)) is None


def test_no_slice_is_left_over() -> None:
    """A circle in which a part is withheld would show it as the rest: a band is drawn in its place."""
    parts = chart(Kind.PARTS, ("a", "b", "c"), series("s", 40, 30, "*"), pie=True)
    assert drawing_of(parts) == drawing_of(replace(parts, pie=False))


def test_a_line_is_broken() -> None:
    """Between the neighbours of a figure that is withheld no line leads over its place."""
    drawing = drawing_of(SAMPLES["lines-one"])
    lines = [mark for mark in drawing.marks if not hasattr(mark, "text") and mark.shows is None]
    runs = [line for line in lines if len(line.steps) == 3]
    assert len(runs) == 1, "three dots before the gap are joined, and the one after it stands alone"


def test_no_figure_is_no_secret() -> None:
    """Where a figure cannot be computed there is its sign, and no hatching."""
    of = chart(Kind.BARS, ("a", "b"), series("x", ".", 30))
    drawing = drawing_of(of)
    assert hatchings(drawing) == []
    assert "." in {words.text for words in words_of(drawing)}
