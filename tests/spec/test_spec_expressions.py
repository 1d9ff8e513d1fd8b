"""Expressions become trees; numbers are exact, and nothing is executed."""

from decimal import Decimal
from pathlib import Path

import pytest

from socpdf.core.diagnostics import Sink, Span
from socpdf.ir.spec import (
    Arithmetic,
    Attribute,
    Call,
    ChapterSpec,
    Expression,
    Format,
    Insert,
    Lookup,
    Name,
    Negative,
    Number,
    Paragraph,
    String,
)
from socpdf.spec import Context, parse_chapter

FRONT = "---\nkapitel: 8\ntitel: T\nvärden:\n  a: 1\n  åtta: 8\n---\n"
CONTEXT = Context(Path(), 2024, frozenset({("tabell", "8:1")}))


def chapter(body: str) -> ChapterSpec | None:
    return parse_chapter(FRONT + body, "layouts/8-x.md", Sink(), CONTEXT)


def insert(body: str) -> Insert:
    found = chapter(body)
    assert found is not None
    assert isinstance(found.blocks[0], Paragraph)
    return next(inline for inline in found.blocks[0].content if isinstance(inline, Insert))


def shape(expression: Expression) -> object:
    """The tree without its places."""
    match expression:
        case Number(value=value):
            return value
        case String(value=text):
            return text
        case Name(name=name):
            return (name,)
        case Negative(operand=operand):
            return "-", shape(operand)
        case Arithmetic(operator=operator, left=left, right=right):
            return shape(left), operator, shape(right)
        case Call(function=function, arguments=arguments, named=named):
            return function, *map(shape, arguments), {name: shape(value) for name, value in named}
        case Lookup(base=base, keys=keys):
            return [shape(base), *map(shape, keys)]
        case Attribute(base=base, name=name):
            return shape(base), "." + name


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1", Decimal(1)),
        ("1.10", Decimal("1.10")),
        ("0.1 + 0.2", (Decimal("0.1"), "+", Decimal("0.2"))),
        ("a - 1 - 2", ((("a",), "-", Decimal(1)), "-", Decimal(2))),
        ("-(a + åtta) * 2", (("-", (("a",), "+", ("åtta",))), "*", Decimal(2))),
        ("a / a", (("a",), "/", ("a",))),
        ('tabell("8:1")["Totalt", "Antal"]', [("tabell", "8:1", {}), "Totalt", "Antal"]),
        ("tabell('8:1')['{[|}}*_']", [("tabell", "8:1", {}), "{[|}}*_"]),
        ('a["Antal"]', [("a",), "Antal"]),
        ('fakta("p", kön="män", år=2023)', ("fakta", "p", {"kön": "män", "år": Decimal(2023)})),
        ('fakta("p", år=år - 1)', ("fakta", "p", {"år": Decimal(2023)})),
        ("a\u030atta", ("åtta",)),
        ("ifjol(a) + andel(a, åtta)", (("ifjol", ("a",), {}), "+", ("andel", ("a",), ("åtta",), {}))),
        ("a.rad", (("a",), ".rad")),
        (
            'minst(tabell("8:1"), antal=2).värde',
            (("minst", ("tabell", "8:1", {}), {"antal": Decimal(2)}), ".värde"),
        ),
        ('a[a.rad, "Antal"]', [("a",), (("a",), ".rad"), "Antal"]),
    ],
)
def test_expressions_become_trees(source: str, expected: object) -> None:
    """What is written is what the tree says, with numbers as they were typed."""
    assert shape(insert(f"Text {{{{ {source} }}}}.").expression) == expected


def test_exactness_survives_what_a_float_would_lose() -> None:
    """A number keeps its digits: 0.1 is a tenth, and 1.10 has two decimals."""
    found = insert("{{ 1.10 }}").expression
    assert isinstance(found, Number)
    assert str(found.value) == "1.10"


def test_formats_keep_order_and_arguments() -> None:
    """Formats follow the bars, with numbers and texts as arguments."""
    file = "layouts/8-x.md"
    assert insert('{{ a | tal(-1) | belopp("mnkr") | ord }}').formats == (
        Format("tal", (Decimal(-1),), Span(file, 8, 8, 15)),
        Format("belopp", ("mnkr",), Span(file, 8, 18, 32)),
        Format("ord", (), Span(file, 8, 35, 38)),
    )


def test_insert_over_two_lines_is_one_expression() -> None:
    """The line feed an editor puts into a long expression is a space."""
    found = insert("Text {{ a +\n1 }}.")
    assert shape(found.expression) == (("a",), "+", Decimal(1))
    assert found.source == "a + 1"


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os')", "a.real", "().__class__", "[a for a in b]", "{a: 1}", "{1}", "f'{a}'",
        "a if a else a",
        "a and a", "not a", "~a", "+a", "a ** 2", "a // 2", "a @ a", "a << 1", "(a := 1)", "lambda: 1", "*a",
        "...",
        "None", "b'x'", "1j", "0x10", "1_000", "1e3", ".5", "5.", "a[1:2]", "a[a]", "await a", "yield", "a;a",
        "print(a)", "tabell('8:1', år=1)", "fakta('p', 'q')", "fakta('p', **a)", "fakta('p', *a)",
        "fakta('p', år=a)",
        "tabell(f'8:1')", "ifjol(*a)", "summa(**a)", "a.rad.rad", "fakta('p').rad", "(1).rad", "störst(a, a)",
        "'a' 'b'(1)", r"'\x41'", "u'a'", "r'a'", "a # b", "1 2", "a b",
        "\uff41\uff42", "if",
    ],
)  # fmt: skip
def test_everything_else_is_refused(source: str) -> None:
    """Only what the whitelist names passes."""
    assert chapter(f"Text {{{{ {source} }}}}.") is None


def test_values_name_each_other_and_the_year() -> None:
    """An entry under `värden` may rest on others in any order, and on the report's year."""
    text = "---\nkapitel: 8\ntitel: T\nvärden:\n  a: b * 2\n  b: år - c\n  c: 4\n---\n"
    found = parse_chapter(text, "layouts/8-x.md", Sink(), CONTEXT)
    assert found is not None
    assert [(value.name, shape(value.expression)) for value in found.values] == [
        ("a", (("b",), "*", Decimal(2))),
        ("b", (("år",), "-", ("c",))),
        ("c", Decimal(4)),
    ]


def test_long_chain_of_values_is_no_circle() -> None:
    """A thousand values that rest one on the other are read, and closing the chain is told once."""
    entries = "".join(f"  v{number}: v{number + 1}\n" for number in range(1000))
    text = f"---\nkapitel: 8\ntitel: T\nvärden:\n{entries}  v1000: {{last}}\n---\n"
    assert parse_chapter(text.replace("{last}", "1"), "layouts/8-x.md", Sink(), CONTEXT) is not None
    sink = Sink()
    assert parse_chapter(text.replace("{last}", "v500"), "layouts/8-x.md", sink, CONTEXT) is None
    assert [diagnostic.code for diagnostic in sink.diagnostics] == ["L312"]
