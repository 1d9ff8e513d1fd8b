"""`{{ expression | format }}` into trees of a few node types. Nothing of it is ever executed.

Python's own parser reads the text, and only what is listed here passes; the rest is an error with its place.
"""

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Final, Literal

from socpdf.core.diagnostics import Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import (
    Arithmetic,
    Attribute,
    Call,
    Expression,
    Format,
    Lookup,
    Name,
    Negative,
    Number,
    String,
)
from socpdf.spec.functions import FOUND, FUNCTIONS, YEAR, Function, Takes
from socpdf.spec.reading import Reading
from socpdf.spec.source import Located
from socpdf.text.swedish import FORMAT_NAMES

MAX_LENGTH: Final = 1000
MAX_DEPTH: Final = 40
MAX_DIGITS: Final = 15
# More names than these nobody reads in a sentence.
MOST_FOUND: Final = 12
GRAMMAR: Final = "write names, numbers, + - * /, `tabell(…)` and `fakta(…)`"
OPERATORS: Final[dict[type[ast.operator], Literal["+", "-", "*", "/"]]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
STRING: Final = re.compile(r""" "[^"]*" | '[^']*' """, re.VERBOSE)
DECIMAL_COMMA: Final = re.compile(r"(?<![\w.])(\d+),(\d+)(?![\w.])")
# What word processors put in the place of plain signs, and the plain sign.
LOOKALIKES: Final = {
    "”": '"', "“": '"', "„": '"', "’": "'", "‘": "'", "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/",
}  # fmt: skip
WRONG_SIGNS: Final = re.compile(f"[{''.join(LOOKALIKES)}#;`]")
# Also in strings: `\x41` would be another string than what is typed.
BACKSLASH: Final = re.compile(r"\\")
REFUSED: Final = {
    ast.Attribute: (
        "a dot and a name",
        'write `tabell("8:1")["rad", "kolumn"]` to take a value out of a table',
    ),
    ast.Compare: ("a comparison", GRAMMAR),
    ast.BoolOp: ("a logical expression", GRAMMAR),
    ast.IfExp: ("a condition", GRAMMAR),
    ast.Lambda: ("a function", GRAMMAR),
    ast.JoinedStr: ("an f-string", 'write plain text in quotation marks: `"…"`'),
    ast.NamedExpr: ("an assignment", "name values under `värden` in the front matter"),
    ast.Starred: ("a star before a value", GRAMMAR),
    ast.Tuple: ("a comma", GRAMMAR),
    ast.List: ("a list", GRAMMAR),
    ast.Dict: ("braces", GRAMMAR),
    ast.Set: ("braces", GRAMMAR),
    ast.Slice: ("a colon", "put the name of a row or column in quotation marks"),
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """An insert's two halves."""

    expression: Expression
    formats: tuple[Format, ...]


class _Fault(Exception):  # noqa: N818 - the way out of a tree, caught where the expression began
    """What is wrong with an expression, and the part of it that is."""

    def __init__(self, code: str, message: str, part: Located, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.part, self.hint = code, message, part, hint


def read_insert(piece: Located, reading: Reading) -> Parsed | None:
    """What stands between `{{` and `}}`; None after an error."""
    try:
        first, *rest = _split(piece)
        return Parsed(_Translator(first, reading).expression(), _formats(rest, reading))
    except _Fault as fault:
        _report(fault, reading)
        return None


def read_expression(piece: Located, reading: Reading) -> Expression | None:
    """An expression that stands alone, without formats; None after an error."""
    try:
        first, *rest = _split(piece)
        if rest:
            hint = "write the format where the value is used: `{{ namn | tal }}`"
            raise _Fault("L306", "a value under `värden` takes no format", rest[0].stripped(), hint)
        return _Translator(first, reading).expression()
    except _Fault as fault:
        _report(fault, reading)
        return None


def names_in(expression: Expression) -> Iterator[Name]:
    """Every name an expression rests on, in the order of its text."""
    match expression:
        case Number() | String():
            return
        case Name():
            yield expression
        case Negative(operand=operand) | Attribute(base=operand):
            yield from names_in(operand)
        case Arithmetic(left=left, right=right):
            yield from names_in(left)
            yield from names_in(right)
        case Call(arguments=arguments, named=named):
            for argument in (*arguments, *(value for _, value in named)):
                yield from names_in(argument)
        case Lookup(base=base, keys=keys):
            for part in (base, *keys):
                yield from names_in(part)


def _report(fault: _Fault, reading: Reading) -> None:
    reading.sink.error(fault.code, fault.message, reading.source.place(fault.part), fault.hint)


def _blank_strings(text: str) -> str:
    """The text with its strings blotted out, so that signs inside them mean nothing."""
    return STRING.sub(lambda match: "_" * len(match[0]), text)


def _split(piece: Located) -> list[Located]:
    """The expression and its formats: the parts between bars outside of strings."""
    if len(piece.text) > MAX_LENGTH:
        message = f"the expression is longer than {MAX_LENGTH} characters"
        raise _Fault("L309", message, piece, "give its parts names under `värden`")
    bare = _blank_strings(piece.text)
    bars = [index for index, character in enumerate(bare) if character == "|"]
    edges = zip([0, *(bar + 1 for bar in bars)], [*bars, len(bare)], strict=True)
    return [piece.part(start, end) for start, end in edges]


def _formats(parts: list[Located], reading: Reading) -> tuple[Format, ...]:
    formats: dict[str, Format] = {}
    for part in parts:
        found = _Translator(part, reading).format()
        if found.name in formats:
            message = f"the format `{found.name}` stands here twice"
            raise _Fault("L307", message, part.stripped(), "delete one of the two")
        formats[found.name] = found
    return tuple(formats.values())


class _Translator:
    """Turns the tree of Python's parser into ours, node type by node type."""

    def __init__(self, piece: Located, reading: Reading) -> None:
        # A line feed inside an insert is a space; the length stays, and with it all places.
        stripped = piece.stripped()
        self.piece = Located(stripped.text.replace("\n", " ").replace("\t", " "), stripped.offsets)
        self.reading = reading
        # The parser counts columns in bytes of UTF-8.
        self.by_byte: Sequence[int] | dict[int, int] = range(len(self.piece.text) + 1)
        if not self.piece.text.isascii():
            widths = [len(character.encode()) for character in self.piece.text]
            self.by_byte = {byte: index for index, byte in enumerate(accumulate(widths, initial=0))}

    def expression(self) -> Expression:
        return self._convert(self._parse(), 1)

    def format(self) -> Format:
        """`procent` or `tal(1)`."""
        node = self._parse()
        call = node if isinstance(node, ast.Call) else None
        name, arguments = (call.func, call.args) if call else (node, [])
        if call and call.keywords:
            raise self._fault("L307", "a format takes values without names", call.keywords[0].value)
        if not isinstance(name, ast.Name):
            raise self._fault("L306", "a format is a name, such as `procent` or `tal(1)`", node)
        if name.id not in FORMAT_NAMES:
            hint = did_you_mean(name.id, FORMAT_NAMES)
            raise self._fault("L306", f"unknown format `{name.id}`", name, hint)
        values = tuple(self._literal(argument) for argument in arguments)
        return Format(name.id, values, self.reading.source.place(self.piece))

    def _parse(self) -> ast.expr:
        text = self.piece.text
        if not text:
            raise _Fault("L301", "nothing stands here", self.piece, GRAMMAR)
        self._refuse_signs(_blank_strings(text))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(text, mode="eval").body
        except SyntaxError as error:
            # No offset means the end, where something was still expected.
            at = min((error.offset or len(text)) - 1, len(text) - 1)
            message = f"the expression `{_shortened(text)}` cannot be read"
            raise _Fault("L301", message, self.piece.part(at, at + 1), self._syntax_hint()) from None
        except (ValueError, MemoryError, RecursionError):
            raise _Fault("L309", "the expression nests too deep", self.piece, GRAMMAR) from None

    def _refuse_signs(self, bare: str) -> None:
        """Signs which Python's parser would pass over, or which only look like the right ones."""
        found = WRONG_SIGNS.search(bare) or BACKSLASH.search(self.piece.text)
        if found:
            message = f"the sign `{found[0]}` has no meaning here"
            meant = LOOKALIKES.get(found[0])
            code, hint = ("L301", f"write `{meant}`") if meant else ("L302", GRAMMAR)
            raise _Fault(code, message, self.piece.part(*found.span()), hint)

    def _syntax_hint(self) -> str:
        bare = _blank_strings(self.piece.text)
        if '"' in bare or "'" in bare:
            return "close the quotation marks"
        if bare.count("(") != bare.count(")") or bare.count("[") != bare.count("]"):
            return "close every bracket that is opened, and no other"
        return self._comma_hint() or GRAMMAR

    def _comma_hint(self) -> str:
        comma = self._comma()
        if not comma:
            return ""
        return f"write `{comma.text.replace(',', '.')}`: inside an expression decimals have a point"

    def _comma(self) -> Located | None:
        """The first number with a decimal comma, which is two expressions to the parser."""
        comma = DECIMAL_COMMA.search(_blank_strings(self.piece.text))
        return self.piece.part(*comma.span()) if comma else None

    def _part(self, node: ast.expr) -> Located:
        start = self.by_byte[node.col_offset]
        return self.piece.part(start, self.by_byte[node.end_col_offset or node.col_offset])

    def _span(self, node: ast.expr) -> Span:
        start, end = self.by_byte[node.col_offset], self.by_byte[node.end_col_offset or node.col_offset]
        return self.reading.source.span(*self.piece.bounds(start, end))

    def _check_depth(self, node: ast.expr, depth: int) -> None:
        if depth > MAX_DEPTH:
            hint = "give its parts names under `värden`"
            raise self._fault("L309", f"the expression nests deeper than {MAX_DEPTH} levels", node, hint)

    def _fault(self, code: str, message: str, node: ast.expr, hint: str = "") -> _Fault:
        return _Fault(code, message, self._part(node), hint)

    def _convert(self, node: ast.expr, depth: int) -> Expression:
        self._check_depth(node, depth)
        span = self._span(node)
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name(id=name):
                self._check_name(node)
                return Name(name, span)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negative(self._convert(operand, depth + 1), span)
            case ast.BinOp(op=operator, left=left, right=right) if type(operator) in OPERATORS:
                sides = self._convert(left, depth + 1), self._convert(right, depth + 1)
                return Arithmetic(OPERATORS[type(operator)], *sides, span)
            case ast.Call():
                return self._call(node, depth)
            case ast.Subscript():
                return self._lookup(node, depth)
            case ast.Attribute(attr="rad" | "kolumn" | "värde" as aspect) if _may_be_found(node.value):
                return Attribute(self._convert(node.value, depth + 1), aspect, span)
            case _:
                raise self._refusal(node)

    def _refusal(self, node: ast.expr) -> _Fault:
        if isinstance(node, ast.BinOp | ast.UnaryOp):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
                return self._fault("L302", "`%` has no meaning here", node, "write `| procent` for a share")
            return self._fault("L302", "this operator has no meaning here", node, "write + - * or /")
        what, hint = REFUSED.get(type(node), ("this", GRAMMAR))
        comma = self._comma()
        if isinstance(node, ast.Tuple) and comma:
            return _Fault("L308", "a decimal comma cannot stand here", comma, self._comma_hint())
        return self._fault("L302", f"{what} cannot stand in an expression", node, hint)

    def _constant(self, node: ast.Constant) -> Number | String:
        part = self._part(node)
        span = self._span(node)
        if isinstance(node.value, str) and part.text[:1] in {'"', "'"}:
            return String(node.value, span)
        if not isinstance(node.value, int | float) or isinstance(node.value, bool):
            raise self._fault(
                "L302", f"`{_shortened(part.text)}` cannot stand in an expression", node, GRAMMAR
            )
        if not re.fullmatch("[0-9]+([.][0-9]+)?", part.text):
            message = f"the number `{_shortened(part.text)}` has an unknown form"
            raise self._fault("L308", message, node, "write digits alone, such as `1500` or `0.5`")
        if len(part.text) > MAX_DIGITS:
            raise self._fault("L308", f"the number has more than {MAX_DIGITS} digits", node)
        return Number(Decimal(part.text), span)

    def _text(self, node: ast.expr) -> String | None:
        """The text that this is, or None where it is something else."""
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            return None
        constant = self._constant(node)
        return constant if isinstance(constant, String) else None

    def _literal(self, node: ast.expr) -> Decimal | str:
        """A number or a text that stands as it is, for the arguments of a format."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            number = self._literal(node.operand)
            if isinstance(number, Decimal):
                return -number
        if not isinstance(node, ast.Constant):
            hint = "write a number or a text in quotation marks"
            raise self._fault("L307", "a format takes only numbers and texts", node, hint)
        return self._constant(node).value

    def _check_name(self, node: ast.Name) -> None:
        names = self.reading.names
        if names is None or node.id in names or node.id == YEAR:
            return
        if node.id in FUNCTIONS:
            hint = f"write for example `{FUNCTIONS[node.id].example}`"
            raise self._fault("L305", f"`{node.id}` is a function", node, hint)
        hint = did_you_mean(node.id, [*sorted(names), YEAR])
        raise self._fault(
            "L303", f"unknown name `{node.id}`", node, hint or "name it under `värden` in the front matter"
        )

    def _call(self, node: ast.Call, depth: int) -> Call:
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
            name = self._part(node.func).text
            message = f"unknown function `{_shortened(name)}`"
            raise self._fault("L304", message, node.func, did_you_mean(name, FUNCTIONS))
        function = FUNCTIONS[node.func.id]
        if function.takes != ("text",):
            return self._checked_call(node, function, depth)
        name = node.func.id
        text = self._text(node.args[0]) if len(node.args) == 1 else None
        if text is None:
            place = node.args[0] if len(node.args) == 1 else node
            message = f"`{name}` takes exactly one text in quotation marks before anything else"
            raise self._fault("L305", message, place, f"write for example `{function.example}`")
        named = tuple(self._named(function, keyword) for keyword in node.keywords)
        span = self._span(node)
        if name == "tabell":
            self.reading.ledger.table_calls.append((text.value, text.span))
        return Call(name, (text,), named, span)

    def _named(self, function: Function, keyword: ast.keyword) -> tuple[str, Expression]:
        if not function.any_dimension:
            message = f"`{function.name}` takes nothing but one text in quotation marks"
            raise self._fault("L305", message, keyword.value, f"write for example `{function.example}`")
        if keyword.arg is None:
            raise self._fault("L302", "two stars cannot stand in an expression", keyword.value, GRAMMAR)
        return keyword.arg, self._category(keyword.value)

    def _checked_call(self, node: ast.Call, function: Function, depth: int) -> Call:
        """A call with the arguments that the function's declaration names."""
        hint = f"write for example `{function.example}`"
        most, least = len(function.takes), len(function.takes) - function.optional
        if not least <= len(node.args) <= most:
            wanted = str(most) if most == least else f"{least} or {most}"
            message = (
                f"`{function.name}` takes {wanted} {'value' if wanted == '1' else 'values'} without a name"
            )
            raise self._fault("L305", message, node, hint)
        given = tuple(
            self._argument(argument, takes, hint, depth)
            for argument, takes in zip(node.args, function.takes, strict=False)
        )
        named = tuple(self._named_argument(keyword, function, hint, depth) for keyword in node.keywords)
        return Call(function.name, given, named, self._span(node))

    def _named_argument(
        self, keyword: ast.keyword, function: Function, hint: str, depth: int
    ) -> tuple[str, Expression]:
        name = keyword.arg or "**"
        if name not in function.named:
            near = did_you_mean(name, function.named) or hint
            raise self._fault("L305", f"`{function.name}` takes no `{name}`", keyword.value, near)
        return name, self._argument(keyword.value, function.named[name], hint, depth)

    def _argument(self, node: ast.expr, takes: Takes, hint: str, depth: int) -> Expression:
        match takes:
            case "text":
                if text := self._text(node):
                    return text
                raise self._fault("L305", "a row or column is named by a text in quotation marks", node, hint)
            case "count":
                number = self._convert(node, depth + 1)
                if isinstance(number, Number) and number.value in range(1, MOST_FOUND + 1):
                    return number
                message = f"how many is a whole number from 1 to {MOST_FOUND}"
                raise self._fault("L305", message, node, hint)
            case "table":
                called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                if not isinstance(node, ast.Name) and not called:
                    raise self._fault("L305", "a table is wanted here", node, hint)
                return self._convert(node, depth + 1)
            case "figure" | "text or figure":
                return self._convert(node, depth + 1)

    def _category(self, node: ast.expr) -> String | Number:
        """A category: a text, or a year, which may be reckoned from the report's: `år=år - 1`."""
        span = self._span(node)
        return self._text(node) or Number(Decimal(self._year(node, 1)), span)

    def _year(self, node: ast.expr, depth: int) -> int:
        self._check_depth(node, depth)
        match node:
            case ast.Constant(value=int()):
                return int(self._constant(node).value)
            case ast.Name(id=name) if name == YEAR:
                return self.reading.context.year
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                return self._year(left, depth + 1) + self._year(right, depth + 1)
            case ast.BinOp(op=ast.Sub(), left=left, right=right):
                return self._year(left, depth + 1) - self._year(right, depth + 1)
            case _:
                hint = 'write `kön="kvinnor"`, `år=2023` or `år=år - 1`'
                raise self._fault(
                    "L305", "a dimension takes a text in quotation marks or a whole number", node, hint
                )

    def _lookup(self, node: ast.Subscript, depth: int) -> Lookup:
        nodes = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        keys: list[Expression] = []
        for key_node in nodes:
            key = self._text(key_node) or self._found_name(key_node, depth)
            if key is None:
                hint = 'write `["Totalt i staden", "Antal"]`: the row and the column in quotation marks'
                raise self._fault("L305", "a row or column is named by a text", key_node, hint)
            keys.append(key)
        if not 1 <= len(keys) <= 2:
            message = f"a value in a table is named by its row and its column, not by {len(keys)} names"
            raise self._fault("L305", message, node.slice)
        if not isinstance(node.value, ast.Call | ast.Name):
            hint = 'write `tabell("8:1")["rad", "kolumn"]`'
            raise self._fault("L305", "only a table has rows and columns", node.value, hint)
        base = self._convert(node.value, depth + 1)
        return Lookup(base, tuple(keys), self._span(node))

    def _found_name(self, node: ast.expr, depth: int) -> Expression | None:
        """`störst(…).rad`, which is the name of a row."""
        return self._convert(node, depth + 1) if isinstance(node, ast.Attribute) else None


def _may_be_found(node: ast.expr) -> bool:
    """Whether this can be a row or column that was found: a call that finds one, or a name for it."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in FOUND
    return isinstance(node, ast.Name)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
