"""A source as rows of typed cells, before anything in it is checked against its description."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socpdf.sources.problems import Problem, Problems

Row = tuple[int, Sequence[str]]
"""The line in the file, or the row's number in a source without lines, and the cells."""


@dataclass(frozen=True, slots=True)
class RawTable:
    head: Sequence[str]
    rows: Iterable[Row]
    """Walked once; problems of reading are added to `problems` on the way."""
    problems: Problems


class Unreadable(Exception):  # noqa: N818 - the outcome of reading, made into a diagnostic by the caller
    """The source gives no rows at all."""

    def __init__(self, problem: Problem, line: int = 0, column: int = 0) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.line = line
        self.column = column
