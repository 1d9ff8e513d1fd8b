"""Rows of typed cells to a tidy table: the one door through which every source comes, whatever its form."""

import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from typing import Final

from socpdf.core.diagnostics import Sink
from socpdf.core.names import did_you_mean, nearest
from socpdf.ir.tidy import Datum, Dimension, Measure, TidyTable
from socpdf.sources.description import Description
from socpdf.sources.figures import FigureReader
from socpdf.sources.mergers import category_index, merge
from socpdf.sources.problems import Problem, Problems, masked, masked_number, plain
from socpdf.sources.rawtable import RawTable

_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class _KeyColumn:
    dimension: Dimension
    at: int
    index: Mapping[str, int]
    keys: "array[int]"


@dataclass(frozen=True, slots=True)
class _FigureColumn:
    measure: Measure
    at: int
    reader: FigureReader
    read: dict[str, Datum]
    """What has been typed before; most figures of a register come again and again."""
    values: list[Datum]


def check(name: str, raw: RawTable, description: Description, sink: Sink) -> TidyTable | None:
    """The table, or None with the errors of the file in the sink."""
    typed = [measure for measure in description.measures if not measure.computed]
    wanted = [*(d.name for d in description.dimensions), *(m.name for m in typed)]
    computed = frozenset(measure.name for measure in description.measures if measure.computed)
    check_head(raw.head, wanted, computed, raw.problems)
    if raw.problems:
        raw.problems.tell(sink, lambda cells: [masked(cell) for cell in cells])
        return None
    positions = {column: at for at, column in enumerate(raw.head)}
    keys = [
        _KeyColumn(
            dimension,
            positions[dimension.name],
            category_index(dimension),
            array("i"),
        )
        for dimension in description.dimensions
    ]
    figures = [
        _FigureColumn(
            measure,
            positions[measure.name],
            FigureReader(measure, may_be_empty=measure.name in description.may_be_empty),
            {},
            [],
        )
        for measure in typed
    ]
    lines = _read_rows(raw, keys, figures)
    if not raw.problems:
        _check_once(keys, lines, raw.problems)
    if not lines and not raw.problems:
        raw.problems.add(
            Problem("D106", "the file has no observation", "write one line for each observation"), 1
        )
    columns = {column.dimension.name: column.keys for column in keys}
    values = {column.measure.name: column.values for column in figures}
    if not raw.problems:
        columns, values, lines = merge(
            description.dimensions, columns, values, lines, partial(_adds_up, typed), raw.problems
        )
    if raw.problems:
        raw.problems.tell(sink, _masking(keys, len(raw.head)))
        return None
    return TidyTable(
        name=name,
        title=description.title,
        source=description.source,
        as_of=description.as_of,
        population=description.population,
        dimensions=description.dimensions,
        measures=description.measures,
        keys=columns,
        values=values,
        lines=lines,
        notes=description.notes,
        file=raw.problems.file,
        span=description.span,
        identities=description.identities,
        deviations=description.deviations,
        published=description.published,
    )


def _adds_up(typed: Sequence[Measure], name: str) -> bool:
    measure = next(measure for measure in typed if measure.name == name)
    average = measure.base or measure.statistic
    return not average and measure.unit not in {"procent", "poäng", "per 10 000"}


def check_head(
    head: Sequence[str], wanted: Sequence[str], computed: AbstractSet[str], problems: Problems
) -> None:
    """Every column that is wanted stands in the head once, and no other."""
    for at, column in enumerate(head):
        if column in head[:at]:
            problems.add(
                Problem("D109", f"the column `{masked_number(column)}` stands twice", "keep one of them"),
                1,
                at,
            )
        elif column in computed:
            hint = "take the column away, or `täljare` from the description"
            problems.add(Problem("D107", f"the column `{column}` is computed, not typed", hint), 1, at)
        elif column not in wanted:
            hint = did_you_mean(column, [name for name in wanted if name not in head])
            if len(head) == 1 and (";" in column or "\t" in column):
                hint = "separate the cells by commas"
            problems.add(Problem("D107", f"unknown column `{masked_number(column)}`", hint), 1, at)
    if problems:
        return  # what is missing is most often one of those misspelt
    for name in wanted:
        if name not in head:
            message = f"the column `{name}` of the description is missing"
            problems.add(Problem("D108", message, "add it, or take it out of the description"), 1)


def _read_rows(raw: RawTable, keys: Sequence[_KeyColumn], figures: Sequence[_FigureColumn]) -> "array[int]":
    """Fill the columns, and give each row's line. Walked once for each of a million rows: kept plain."""
    width = len(raw.head)
    problems = raw.problems
    lines = array("i")
    for line, cells in raw.rows:
        if len(cells) != width:
            problems.add(ragged(len(cells), width), line)
            continue
        lines.append(line)
        for key in keys:
            index = key.index.get(cells[key.at])
            if index is None:
                problems.add(unknown_category(cells[key.at], key.dimension), line, key.at)
            else:
                key.keys.append(index)
        for figure in figures:
            text = cells[figure.at]
            if text in figure.read:
                figure.values.append(figure.read[text])
                continue
            datum = figure.reader.read(text)
            if isinstance(datum, Problem):
                problems.add(datum, line, figure.at)
            else:
                figure.read[text] = datum
                figure.values.append(datum)
    return lines


def ragged(cells: int, width: int) -> Problem:
    hint = "put a cell that holds a comma in quotes" if cells > width else "write an empty cell as two commas"
    return Problem("D110", f"the line has {cells} cells, the head has {width}", hint)


def unknown_category(text: str, dimension: Dimension) -> Problem:
    if not text:
        hint = did_you_mean(text, dimension.categories)
        return Problem("D112", f"the cell of `{dimension.name}` is empty", hint)
    shown = text[:60] if _is_no_figure(text, dimension) else masked(text[:60])
    hint = did_you_mean(text, dimension.categories) or "add it to `kategorier` in the description"
    return Problem("D112", f"unknown category `{shown}` of `{dimension.name}`", hint)


def _is_no_figure(text: str, dimension: Dimension) -> bool:
    """Whether a cell may be quoted: where columns are shifted, a figure stands in a dimension's place."""
    if all(_YEAR.fullmatch(category) for category in dimension.categories):
        return _YEAR.fullmatch(text) is not None
    return any(character.isalpha() for character in text) and bool(nearest(text, dimension.categories))


def _check_once(keys: Sequence[_KeyColumn], lines: "array[int]", problems: Problems) -> None:
    """No observation stands twice. The categories of a row make one number, so that a set can tell."""
    combined = [0] * len(lines)
    for key in keys:
        size = len(key.index)
        combined = [code * size + index for code, index in zip(combined, key.keys, strict=True)]
    if len(set(combined)) == len(combined):
        return
    first: dict[int, int] = {}
    for code, line in zip(combined, lines, strict=True):
        earlier = first.setdefault(code, line)
        if earlier != line:
            message = f"the observation stands on line {earlier} already"
            problems.add(Problem("D113", message, "keep one line for each combination of categories"), line)


def _masking(keys: Sequence[_KeyColumn], width: int) -> Callable[[Sequence[str]], Sequence[str]]:
    """Hides the digits of all cells but those that hold a category, or a word where one is expected."""
    by_position = {key.at: key for key in keys}

    def mask(cells: Sequence[str]) -> Sequence[str]:
        if len(cells) != width:
            return [masked(cell) for cell in cells]
        return [
            cell if _may_show(cell, by_position.get(at)) else masked(cell) for at, cell in enumerate(cells)
        ]

    return mask


def _may_show(cell: str, key: _KeyColumn | None) -> bool:
    if key is None:
        return False
    text = plain(cell)
    return text in key.index or _is_no_figure(text, key.dimension)
