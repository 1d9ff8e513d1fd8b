"""The page on formats, made from the examples that the tests hold to be true."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from socpdf.core.diagnostics import Span
from socpdf.ir.spec import Format
from socpdf.ir.tables import Released, Shown, Withheld
from socpdf.ir.tidy import Counted, Sign, Unit
from socpdf.text.swedish import cell, spoken, write

_NOWHERE: Final = Span("")


@dataclass(frozen=True, slots=True)
class Example:
    value: Released
    source: str
    """The formats as an author types them."""
    formats: tuple[Format, ...]
    written: str


def _figure(number: str, unit: Unit = "antal", counts: Counted = "personer") -> Shown:
    return Shown(Decimal(number), unit, counts)


def _form(name: str, *arguments: int | str) -> Format:
    return Format(name, tuple(Decimal(a) if isinstance(a, int) else a for a in arguments), _NOWHERE)


def _example(value: Released, source: str, written: str, *formats: Format) -> Example:
    return Example(value, source, formats, written)


_WITHHELD: Final = Withheld(Sign.WITHHELD, "personer")

EXAMPLES: Final[tuple[Example, ...]] = (
    _example(_figure("4427"), "", "4 427"),
    _example(_figure("12.6", "timmar"), "", "12,6"),
    _example(_figure("12.6", "timmar"), "tal(0)", "13", _form("tal", 0)),
    _example(_figure("-47"), "tal", "−47", _form("tal")),
    _example(_figure("53.9", "procent"), "procent", "54 procent", _form("procent")),
    _example(_figure("53.9", "procent"), "procent(1)", "53,9 procent", _form("procent", 1)),
    _example(_figure("0.686", "kvot"), "procent", "69 procent", _form("procent")),
    _example(_figure("7", "procent"), "procent | ord", "sju procent", _form("procent"), _form("ord")),
    _example(_figure("1", "procentenheter"), "procent", "1 procentenhet", _form("procent")),
    _example(_figure("7"), "ord", "sju", _form("ord")),
    _example(_figure("13"), "ord", "13", _form("ord")),
    _example(_figure("1"), "ord", "en", _form("ord")),
    _example(_figure("1", counts="beslut"), "ord", "ett", _form("ord")),
    _example(_figure("1"), 'ord("ett")', "ett", _form("ord", "ett")),
    _example(_figure("131"), "förändring", "en ökning med 131", _form("förändring")),
    _example(_figure("-47"), "förändring", "en minskning med 47", _form("förändring")),
    _example(_figure("0"), "förändring", "oförändrat", _form("förändring")),
    _example(
        _figure("-3", "procentenheter"),
        "förändring | procent | ord",
        "en minskning med tre procentenheter",
        _form("förändring"),
        _form("procent"),
        _form("ord"),
    ),
    _example(_figure("4427"), "ungefär", "drygt 4 400", _form("ungefär")),
    _example(_figure("4380"), "ungefär", "nästan 4 400", _form("ungefär")),
    _example(_figure("4400"), "ungefär", "4 400", _form("ungefär")),
    _example(_figure("4427"), "ungefär(500)", "nästan 4 500", _form("ungefär", 500)),
    _example(_figure("4427"), 'ungefär("cirka")', "cirka 4 400", _form("ungefär", "cirka")),
    _example(
        _figure("22.6", "procent"),
        "ungefär | procent",
        "nästan 23 procent",
        _form("ungefär"),
        _form("procent"),
    ),
    _example(_figure("45312000", "kronor"), "belopp", "45 312 000 kronor", _form("belopp")),
    _example(_figure("45312000", "kronor"), 'belopp("tkr")', "45 312 tusen kronor", _form("belopp", "tkr")),
    _example(
        _figure("45312000", "kronor"), 'belopp("mnkr")', "45,3 miljoner kronor", _form("belopp", "mnkr")
    ),
    _example(_WITHHELD, "", "färre än fyra"),
    _example(_WITHHELD, "förändring", "en förändring som inte redovisas", _form("förändring")),
    _example(_WITHHELD, "procent", "en andel som inte redovisas", _form("procent")),
    _example(Withheld(Sign.WITHHELD_SECONDARY, "personer"), "", "ett antal som inte redovisas"),
    _example(
        Withheld(Sign.NOT_COMPUTABLE, "personer", "procent"),
        "procent",
        "en andel som inte kan beräknas",
        _form("procent"),
    ),
    _example(Withheld(Sign.NO_DATA, "personer"), "", "ett antal som det saknas uppgift om"),
)

_HEAD: Final = """\
# Formats: how a value is written

A value stands in the text as `{{ expression | format }}`. Without a format it is written as a figure, with
the decimals of its measure. Formats can be combined in any order, each at most once:

| format | argument | what it does |
| --- | --- | --- |
| `tal` | decimals | a figure: no-break spaces from four digits on, decimal comma, true minus |
| `procent` | decimals, 0 if left out | adds *procent*, to a difference of shares *procentenheter* |
| `ord` | `"en"` or `"ett"` for one | words up to twelve; one is *ett* for beslut, hushåll, svar |
| `förändring` | none | *en ökning med*, *en minskning med*, *oförändrat*; for a difference |
| `ungefär` | a step, and `"cirka"` | rounds: *drygt* above, *nästan* below, no word if exact |
| `belopp` | `"tkr"` or `"mnkr"` | adds *kronor*, in thousands or in millions with a decimal |

`tal` and `ord`, `procent` and `belopp`, `ungefär` and `förändring`, `ungefär` and `ord` exclude each other.
`procent` takes shares and ratios, `belopp` amounts in kronor. `ungefär` rounds shares to whole per cents,
figures below twenty not at all, those below a hundred to tens, and larger ones to two digits. A figure is
rounded once, from its exact value, half away from zero.

A figure that is withheld is never an error: it is written in words, whatever the format.

## Examples

| value | format | in the text |
| --- | --- | --- |
"""
_SIGNS: Final = """
## Signs in tables, and what a screen reader says

| sign | spoken |
| --- | --- |
"""


def formats_page() -> str:
    """The whole of `docs/formats.md`."""
    rows = [
        f"| {cell(example.value)} {_unit(example.value)} | {_code(example.source)} "
        f"| {write(example.value, example.formats)} |"
        for example in EXAMPLES
    ]
    signs = [f"| `{sign.value}` | {spoken(sign)} |" for sign in Sign]
    return _HEAD + "\n".join(rows) + "\n" + _SIGNS + "\n".join(signs) + "\n"


def _unit(value: Released) -> str:
    return f"({value.unit}, {value.counts})"


def _code(source: str) -> str:
    escaped = source.replace("|", "\\|")
    return f"`{escaped}`" if source else "none"
