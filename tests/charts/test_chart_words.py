"""Words of charts: none on another, none cut, in reading order, in Swedish, in the report's own fonts."""

from itertools import combinations
from math import hypot
from typing import Final

import pytest
from handmade import fonts
from hypothesis import given, settings
from hypothesis import strategies as st
from ruler import extent, marks_of, words_of
from samples import AGES, BOARDS, SAMPLES, SQUARE, chart, drawing_of, series

from socpdf.charts import Measure
from socpdf.core.lengths import in_points
from socpdf.ir.chart import Chart, Kind, Labels
from socpdf.ir.drawing import Path, Words
from socpdf.layout.chart import FontMeasure
from socpdf.layout.inline.prepare import Typesetter
from socpdf.text.hyphenate import Hyphenator

FONTS: Final = FontMeasure(Typesetter(fonts(), Hyphenator()), "sv")
# Of letters, in parts of their size, from the tallest ascender to the deepest descender of Source Sans.
ASCENT: Final = 0.73
DESCENT: Final = 0.21

Rectangle = tuple[float, float, float, float]


def _rectangle(words: Words, measure: Measure) -> Rectangle:
    x, y, size = in_points(words.x), in_points(words.y), in_points(words.size)
    width = in_points(measure(words.text, words.size, words.weight))
    return x, y - ASCENT * size, x + width, y + DESCENT * size


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _lies_on(words: Rectangle, mark: Path) -> bool:
    """Slices of a circle are round: their corner is the middle of the circle."""
    if mark.steps[1][0] == "line" and any(name == "curve" for name, _ in mark.steps):
        return _is_within(words, mark)
    box = extent(mark)
    return _meet(words, (box.left, box.top, box.right, box.bottom))


def _is_within(words: Rectangle, slice_: Path) -> bool:
    (x, y), (edge_x, edge_y) = (
        (in_points(step[1][0][0]), in_points(step[1][0][1])) for step in slice_.steps[:2]
    )
    radius = hypot(edge_x - x, edge_y - y)
    nearest = min(max(x, words[0]), words[2]), min(max(y, words[1]), words[3])
    return hypot(nearest[0] - x, nearest[1] - y) < radius


def _faults(of: Chart, measure: Measure) -> list[str]:
    """Words that lie on others, on the mark of another figure, or outside of the drawing."""
    drawing = drawing_of(of, measure=measure)
    placed = [(words, _rectangle(words, measure)) for words in drawing.marks if isinstance(words, Words)]
    found = [
        f"`{one.text}` lies on `{other.text}`"
        for (one, box), (other, under) in combinations(placed, 2)
        if _meet(box, under)
    ]
    width, height = in_points(drawing.width), in_points(drawing.height)
    for words, (left, top, right, bottom) in placed:
        if left < -0.01 or top < -0.01 or right > width + 0.01 or bottom > height + 0.01:
            found.append(f"`{words.text}` is cut")
        for datum, mark in marks_of(drawing).items():
            # The name of a district stands in its tile.
            is_name = words.shows is None and of.kind is Kind.TILES
            if (
                words.shows != datum
                and not is_name
                and mark.fill
                and _lies_on((left, top, right, bottom), mark)
            ):
                found.append(f"`{words.text}` lies on the mark of {datum}")
    return found


@pytest.mark.parametrize("measure", [SQUARE, FONTS], ids=["square", "fonts"])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_words_on_others_and_none_cut(name: str, measure: Measure) -> None:
    """Every label has a place of its own, inside of the drawing."""
    assert _faults(SAMPLES[name], measure) == []


_FIGURES: Final = st.one_of(
    st.integers(min_value=0, max_value=99), st.integers(min_value=100, max_value=12_000), st.just("*")
)
_KINDS: Final = (Kind.BARS, Kind.STACKED, Kind.LINES, Kind.DOTS, Kind.PYRAMID, Kind.PAIRED, Kind.PARTS)


@st.composite
def _charts(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(_KINDS))
    names = draw(st.sampled_from([AGES, BOARDS, ("2021", "2022", "2023", "2024")]))
    count = 2 if kind in (Kind.DOTS, Kind.PYRAMID, Kind.PAIRED) else draw(st.integers(1, 4))
    if kind is Kind.PARTS:
        names = draw(st.sampled_from([AGES, BOARDS, ("Försöks- och träningslägenheter", *BOARDS)]))
        names, count = names[: draw(st.integers(2, 6))], 1
    found = [
        series(name, *draw(st.lists(_FIGURES, min_size=len(names), max_size=len(names))))
        for name in ("kvinnor", "män", "uppgift saknas", "annat")[:count]
    ]
    labels = draw(st.sampled_from(Labels))
    return chart(kind, names, *found, lying=draw(st.booleans()), labels=labels, pie=draw(st.booleans()))


@settings(max_examples=100)
@given(_charts())
def test_words_find_a_place_whatever_the_figures(of: Chart) -> None:
    """However figures fall, no label lies on another, on a mark of another figure, or is cut."""
    assert _faults(of, FONTS) == []


def test_reading_order() -> None:
    """Measure, series, then each category with its figures: as one goes through the chart."""
    read = [words.text for words in words_of(drawing_of(SAMPLES["bars"]))]
    assert read[:3] == ["Antal personer", "kvinnor", "män"]
    assert read[3:6] == ["20–24 år", "119", "93"]
    assert read[-3:] == ["55–64 år", "731", "619"]


def test_rows_are_read_from_the_top() -> None:
    """Of a pyramid, the oldest first, as they stand."""
    read = [words.text for words in words_of(drawing_of(SAMPLES["pyramid"]))]
    assert read[1:6] == ["Kvinnor", "Män", "75 år och äldre", "122", "80"]


def test_figures_are_swedish() -> None:
    """Thousands are set apart by a no-break space, decimals by a comma; so it is at an axis."""
    of = chart(Kind.BARS, ("a", "b"), series("s", 4427, 0.5), labels=Labels.ALL)
    assert {"4\u00a0427", "0,5"} <= {words.text for words in words_of(drawing_of(of))}
    on_axis = chart(Kind.BARS, ("a", "b"), series("s", 4427, 120), labels=Labels.NONE)
    assert "4\u00a0000" in {words.text for words in words_of(drawing_of(on_axis))}


def test_ticks_of_one_axis_have_the_same_decimals() -> None:
    """0,0 and 2,5, not 0 and 2,5."""
    of = chart(Kind.BARS, ("a", "b"), series("s", 9.5, 2.5), labels=Labels.NONE)
    ticks = [words.text for words in words_of(drawing_of(of)) if words.text[0].isdigit()]
    assert len({len(text.partition(",")[2]) for text in ticks}) == 1


def test_parts_say_their_unit() -> None:
    """A share that stands alone has its per cent sign, bound to it."""
    assert "87\u00a0%" in {words.text for words in words_of(drawing_of(SAMPLES["parts"]))}


def test_every_figure_is_written_or_at_an_axis() -> None:
    """With all labels asked for, each figure of the kinds that have room for it is there, and knows which."""
    for name in ("bars", "lying", "paired", "pyramid", "dots", "tiles", "parts"):
        drawing = drawing_of(SAMPLES[name], measure=FONTS)
        assert set(marks_of(drawing)) <= {words.shows for words in words_of(drawing)}, name


def test_highlighted_stands_out_in_words_too() -> None:
    """What the chart is about is set heavier: the colour is not the only carrier."""
    drawing = drawing_of(SAMPLES["lying"])
    weights = {words.text: words.weight for words in words_of(drawing)}
    assert weights["Järva"] is not weights["Bromma"]
    assert weights["557"] is not weights["302"]
