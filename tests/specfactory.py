"""Small reports for tests of the stages after `spec.parse`, made without Markdown."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from socpdf.core.diagnostics import Sink, Span, render_lines
from socpdf.ir.spec import (
    Arithmetic,
    Block,
    Call,
    ChapterSpec,
    Expression,
    Format,
    Insert,
    LineSpec,
    Lookup,
    Name,
    NamedValue,
    Negative,
    Number,
    Paragraph,
    ReportSpec,
    String,
    TableSpec,
    TotalSpec,
)

FILE = "layouts/1-prov.md"
TABLE_LINE, COLUMN_LINE, OPTION_LINE, VALUE_LINE, INSERT_LINE = 10, 20, 12, 40, 50
_OPERATORS: Final[Mapping[type[ast.operator], Literal["+", "-", "*", "/"]]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}


def column(
    head: str, measure: str = "antal", *group: str, decimals: int | None = None, **where: str
) -> LineSpec:
    categories = {name: (category,) for name, category in where.items()}
    span = Span(FILE, COLUMN_LINE, 5, 9)
    return LineSpec(head, span, measure, group, decimals, categories)


def table(
    *columns: LineSpec,
    number: str = "1:1",
    data: str = "prov",
    rows: str = "nämnd",
    where: Mapping[str, str] | None = None,
    total: str = "",
) -> TableSpec:
    places = {
        name: Span(FILE, OPTION_LINE + at, 1, 5)
        for at, name in enumerate(("data", "rader", "urval", "summa"))
    }
    span = Span(FILE, TABLE_LINE, 1, 20)
    return TableSpec(
        number=number,
        caption=(),
        source="",
        data=data,
        rows=(LineSpec("", places["rader"], over=(rows,)),),
        stub_heads=(),
        columns=columns,
        where={name: (category,) for name, category in (where or {}).items()},
        totals=(TotalSpec(total, "total"),) if total else (),
        measure="",
        labels={},
        marks=(),
        hidden=(),
        notes=(),
        span=span,
        places=places,
    )


def insert(source: str, *formats: Format, line: int = INSERT_LINE) -> Insert:
    return Insert(expression(source, line), formats, source, Span(FILE, line, 1, 5 + len(source)))


def form(name: str, *arguments: int | str | Decimal) -> Format:
    typed = tuple(Decimal(a) if isinstance(a, int) else a for a in arguments)
    return Format(name, typed, Span(FILE, INSERT_LINE, 60, 60 + len(name)))


def report(
    *blocks: Block | Insert, values: Mapping[str, str] | None = None, year: int = 2024, folder: str = ""
) -> ReportSpec:
    paragraphs = [Paragraph((b,), b.span) if isinstance(b, Insert) else b for b in blocks]
    named = tuple(
        NamedValue(name, expression(source, VALUE_LINE + at), source, Span(FILE, VALUE_LINE + at, 3, 9))
        for at, (name, source) in enumerate((values or {}).items())
    )
    chapter = ChapterSpec(
        FILE, "1-prov", 1, "Prov", "", "", (), folder, named, tuple(paragraphs), (), Span(FILE)
    )
    return ReportSpec("Rapport", year, date(2025, 5, 1), "Staden", "sv", (), (), (chapter,))


def expression(source: str, line: int = INSERT_LINE) -> Expression:
    """The tree of an expression; its columns count from 1 in `source`."""
    return _Trees(source, line).tree(ast.parse(source, mode="eval").body)


def messages(sink: Sink) -> list[str]:
    """What a terminal would show, without excerpts and hints."""
    return [next(iter(render_lines(diagnostic))) for diagnostic in sink.in_order()]


def hints(sink: Sink) -> list[str]:
    return [diagnostic.hint for diagnostic in sink.in_order()]


@dataclass(frozen=True, slots=True)
class _Trees:
    source: str
    line: int

    def tree(self, node: ast.expr) -> Expression:
        span = Span(FILE, self.line, self._column(node.col_offset), self._column(node.end_col_offset or 0))
        match node:
            case ast.Constant(value=str(text)):
                return String(text, span)
            case ast.Constant(value=int() | float() as number):
                return Number(Decimal(str(number)), span)
            case ast.Name(id=name):
                return Name(name, span)
            case ast.UnaryOp(operand=operand):
                return Negative(self.tree(operand), span)
            case ast.BinOp(left=left, op=operator, right=right):
                return Arithmetic(_OPERATORS[type(operator)], self.tree(left), self.tree(right), span)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=keywords):
                named = tuple((k.arg or "", self.tree(k.value)) for k in keywords)
                return Call(name, tuple(self.tree(a) for a in arguments), named, span)
            case ast.Subscript(value=base, slice=keys):
                parts: Sequence[ast.expr] = keys.elts if isinstance(keys, ast.Tuple) else [keys]
                return Lookup(self.tree(base), tuple(self.tree(key) for key in parts), span)
            case _:
                raise AssertionError(f"no expression of ours: {ast.dump(node)}")

    def _column(self, offset: int) -> int:
        """Python counts bytes, we count characters."""
        return len(self.source.encode("utf-8")[:offset].decode("utf-8")) + 1
