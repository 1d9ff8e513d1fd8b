"""A register, one row for each person and decision, to counts of rows or of persons, sums, means, medians.

One pass over the rows for each set of dimensions that is asked for, and then only its result is kept: what a
million rows cost is a few arrays of numbers. A person is counted once in each cell, whatever the cell joins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from socpdf.ir.tidy import Measure, Sign, TidyTable

# Whole numbers add up exactly, and a description allows six decimals.
_SCALE: Final = 10**6
Chosen = tuple[tuple[str, int], ...]
"""The dimensions that are fixed, each with the number of its category; the others are joined."""


@dataclass(slots=True)
class Register:
    table: TidyTable
    _made: dict[tuple[str, str, tuple[str, ...]], Mapping[int, Fraction]] = field(default_factory=dict)
    """By statistic, column and dimensions: the number by the cell's code; missing: no row is in it."""

    def number(self, measure: Measure, chosen: Chosen) -> Fraction | None:
        """None: a mean or median of nothing."""
        dimensions = tuple(name for name, _ in chosen)
        key = (measure.statistic, measure.of, dimensions)
        if key not in self._made:
            self._made[key] = self._pass(measure, dimensions)
        code = 0
        for name, index in chosen:
            code = code * self._sizes[name] + index
        found = self._made[key].get(code)
        average = measure.statistic in {"medelvärde", "median"}
        return found if found is not None or average else Fraction(0)

    @property
    def _sizes(self) -> Mapping[str, int]:
        return {dimension.name: len(dimension.categories) for dimension in self.table.dimensions}

    def _pass(self, measure: Measure, dimensions: Sequence[str]) -> Mapping[int, Fraction]:
        # pandas takes most of a second to import, and a report of CSV files does without it.
        import numpy
        import pandas

        codes = numpy.zeros(len(self.table.lines), dtype=numpy.int64)
        for name in dimensions:
            codes *= self._sizes[name]
            codes += numpy.frombuffer(self.table.keys[name], dtype=numpy.int32)
        match measure.statistic:
            case "rader":
                return _by_code(pandas.Series(codes).value_counts())
            case "unika":
                return _by_code(pandas.Series(self._distinct(codes)).value_counts())
            case "summa":
                return _by_code(self._grouped(measure, codes).sum(), _SCALE)
            case "medelvärde":
                groups = self._grouped(measure, codes)
                sums, counts = _by_code(groups.sum(), _SCALE), _by_code(groups.count())
                return {code: sums[code] / counts[code] for code in sums if counts[code]}
            case "median":
                return _by_code(self._grouped(measure, codes).median().dropna(), _SCALE)
            case "":
                raise AssertionError("the description gives every measure of a register its statistic")

    def _distinct(self, codes: Any) -> Any:
        """The cell of each pair of a cell and a person in it, each pair once."""
        import numpy
        import pandas

        assert self.table.persons is not None
        persons = numpy.frombuffer(self.table.persons, dtype=numpy.int32).astype(numpy.int64)
        cells = int(codes.max(initial=0)) + 1
        return pandas.unique(persons * cells + codes) % cells

    def _grouped(self, measure: Measure, codes: Any) -> Any:
        import pandas

        figures = self.table.values[measure.of]
        scaled = [None if isinstance(f, Sign | None) else int(f * _SCALE) for f in figures]
        return pandas.Series(scaled, dtype="Int64").groupby(codes)


def _by_code(series: Any, scale: int = 1) -> Mapping[int, Fraction]:
    pairs = zip(series.index.tolist(), series.tolist(), strict=True)
    return {code: Fraction(value) / scale for code, value in pairs}
