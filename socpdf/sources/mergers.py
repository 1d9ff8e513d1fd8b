"""Rows of categories that were merged later, added up to rows of the category they became."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from socpdf.ir.tidy import Datum, Dimension, Sign
from socpdf.sources.problems import Problem, Problems

_SECRET = (Sign.WITHHELD, Sign.WITHHELD_SECONDARY)


def category_index(dimension: Dimension) -> dict[str, int]:
    """Each category's number; names from before a merger have numbers of their own, after those."""
    names = [*dimension.categories, *(old for merger in dimension.mergers for old in merger.old)]
    return {name: at for at, name in enumerate(dict.fromkeys(names))}


def renumbering(dimension: Dimension) -> Sequence[int]:
    """By the number of a name: the number of the category it is today."""
    index = category_index(dimension)
    today = {old: index[merger.new] for merger in dimension.mergers for old in merger.old}
    return [today.get(name, at) for name, at in index.items()]


def merge(
    dimensions: Sequence[Dimension],
    keys: Mapping[str, "array[int]"],
    values: Mapping[str, list[Datum]],
    lines: "array[int]",
    may_add: Callable[[str], bool],
    problems: Problems,
) -> tuple[dict[str, "array[int]"], dict[str, list[Datum]], "array[int]"]:
    """The columns with today's categories; `may_add` says of a measure whether its figures add up."""
    olds = {d.name: len(d.categories) for d in dimensions if d.mergers}
    if not any(max(keys[name], default=0) >= limit for name, limit in olds.items()):
        return dict(keys), dict(values), lines
    today = {dimension.name: renumbering(dimension) for dimension in dimensions}
    groups: dict[tuple[int, ...], list[int]] = {}
    for row in range(len(lines)):
        groups.setdefault(tuple(today[d.name][keys[d.name][row]] for d in dimensions), []).append(row)
    for rows in groups.values():
        _check(rows, dimensions, keys, lines, problems)
    merged = {
        name: [_sum([column[row] for row in rows]) for rows in groups.values()]
        for name, column in values.items()
    }
    for name in values:
        together = next((rows for rows in groups.values() if _added(values[name], rows)), None)
        if together is not None and not may_add(name):
            hint = "deliver the figure of the merged category"
            problems.add(
                Problem("D151", f"figures of `{name}` cannot be added up over merged categories", hint),
                lines[together[0]],
            )
    new_keys = {d.name: array("i", [key[at] for key in groups]) for at, d in enumerate(dimensions)}
    return new_keys, merged, array("i", [lines[rows[0]] for rows in groups.values()])


def _check(
    rows: Sequence[int],
    dimensions: Sequence[Dimension],
    keys: Mapping[str, "array[int]"],
    lines: "array[int]",
    problems: Problems,
) -> None:
    """Either the merged category stands there, or every one of those it was made of."""
    for dimension in dimensions:
        names = list(category_index(dimension))
        found = [names[keys[dimension.name][row]] for row in rows]
        for merger in dimension.mergers:
            before = [name for name in found if name in merger.old]
            if before and len(before) < len(found):
                message = f"both `{merger.new}` and `{before[0]}`, which it was made of, stand there"
                problems.add(Problem("D150", message, "keep the one or the others"), lines[rows[0]])
            missing = [name for name in merger.old if name not in before]
            if before and missing and len(before) == len(found):
                message = f"`{missing[0]}` is missing, which makes `{merger.new}` with `{before[0]}`"
                problems.add(Problem("D150", message, "add its line, with a sign if need be"), lines[rows[0]])


def _added(column: Sequence[Datum], rows: Sequence[int]) -> bool:
    return len(rows) > 1 and any(column[row] is not None for row in rows)


def _sum(data: Sequence[Datum]) -> Datum:
    """What comes of figures of which some are signs; one datum is as it is."""
    if len(data) == 1:
        return data[0]
    if any(datum in _SECRET for datum in data):
        return Sign.WITHHELD_SECONDARY
    for sign in (Sign.NO_DATA, Sign.NOT_COMPUTABLE):
        if sign in data:
            return sign
    figures = [datum for datum in data if isinstance(datum, int | Decimal)]
    return sum(figures) if len(figures) == len(data) else None
