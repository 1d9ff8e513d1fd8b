"""The bytes of a CSV file (RFC 4180, UTF-8, commas) to rows of typed cells; one line is one row."""

import csv
from collections.abc import Iterator, Sequence

from socpdf.sources.problems import Problem, Problems
from socpdf.sources.rawtable import RawTable, Row, Unreadable


def read_csv(content: bytes, file: str) -> RawTable:
    """The rows, read while they are walked; a byte order mark at the start is skipped."""
    lines = _lines(_decoded(content))
    problems = Problems(file, lines)
    rows = _rows(lines, problems)
    _, head = next(rows, (0, ()))
    if not head:
        raise Unreadable(
            Problem("D106", "the first line is empty", "write the names of the columns there"), 1
        )
    return RawTable(head, rows, problems)


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        hint = "save the file as UTF-8 (in Excel: “CSV UTF-8”)"
        raise Unreadable(Problem("D104", "the file is not UTF-8 from here on", hint), line, column) from None
    if "\0" in text:
        before = text[: text.index("\0")]
        problem = Problem("D105", "the file holds a NUL character", "save it again as CSV UTF-8")
        raise Unreadable(problem, before.count("\n") + 1, len(before) - before.rfind("\n"))
    if not text.strip():
        hint = "write a line of column names, then one line for each observation"
        raise Unreadable(Problem("D106", "the file is empty", hint))
    return text


def _lines(text: str) -> list[str]:
    lines = text.rstrip("\r\n").split("\n")
    return [line.removesuffix("\r") for line in lines] if "\r" in text else lines


def _rows(lines: Sequence[str], problems: Problems) -> Iterator[Row]:
    reader = csv.reader(lines, strict=True)
    line = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.add(_quoting(), line + 1)
            line = reader.line_num
            continue
        if reader.line_num > line + 1:
            problems.add(_quoting(), line + 1)
        elif cells:
            yield line + 1, cells
        else:
            problems.add(Problem("D110", "the line is empty", "delete it"), line + 1)
            if not line:
                return
        line = reader.line_num


def _quoting() -> Problem:
    hint = 'close every quoted cell on its own line, and write a quote within one twice, as ""'
    return Problem("D111", "the quotes of this line do not close, or a line breaks within them", hint)
