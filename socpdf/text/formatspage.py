"""The page on formats, made from the examples that the tests hold to be true."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from socpdf.core.diagnostics import Span
from socpdf.ir.spec import Format
from socpdf.ir.tables import Released, Shown, Withheld
from socpdf.ir.tidy import Counted, Sign, Unit
from socpdf.text.swedish import cell, spoken, write

_NOWHERE: Final = Span("")
Place = Literal["text", "start", "callout"]


@dataclass(frozen=True, slots=True)
class Example:
    value: Released | str
    source: str
    """The formats as an author types them."""
    formats: tuple[Format, ...]
    written: str
    place: Place = "text"

    def write(self) -> str:
        return write(
            self.value,
            self.formats,
            sentence_start=self.place == "start",
            compact=self.place == "callout",
        )


def _figure(number: str, unit: Unit = "antal", counts: Counted = "personer") -> Shown:
    return Shown(Decimal(number), unit, counts)


def _form(name: str, *arguments: int | str) -> Format:
    return Format(name, tuple(Decimal(a) if isinstance(a, int) else a for a in arguments), _NOWHERE)


def _example(value: Released | str, written: str, *formats: Format, place: Place = "text") -> Example:
    return Example(value, " | ".join(_typed(form) for form in formats), formats, written, place)


def _typed(form: Format) -> str:
    arguments = ", ".join(f'"{a}"' if isinstance(a, str) else str(a) for a in form.arguments)
    return f"{form.name}({arguments})" if arguments else form.name


_WITHHELD: Final = Withheld(Sign.WITHHELD, "personer")
_SECONDARY: Final = Withheld(Sign.WITHHELD_SECONDARY, "personer")
_PERCENT: Final = _form("procent")
_CHOICE: Final = _form("välj", "ökade med {}", "minskade med {}", "var oförändrat")
_MAJORITY: Final = _form(
    "välj", "Fler kvinnor än män", "Fler män än kvinnor", "Lika många kvinnor som män", "Kvinnor och män"
)

NUMBERS: Final = (
    _example(_figure("4427"), "4 427"),
    _example(_figure("12.6", "timmar"), "12,6"),
    _example(_figure("12.6", "timmar"), "13", _form("tal", 0)),
    _example(_figure("-47"), "−47", _form("tal")),
    _example(_figure("7"), "sju", _form("ord")),
    _example(_figure("13"), "13", _form("ord")),
    _example(_figure("1"), "en", _form("ord")),
    _example(_figure("1", counts="beslut"), "ett", _form("ord")),
    _example(_figure("1"), "ett", _form("ord", "ett")),
    _example(_figure("53.9", "procent"), "54 procent", _PERCENT),
    _example(_figure("53.9", "procent"), "53,9 procent", _form("procent", 1)),
    _example(_figure("0.686", "kvot"), "69 procent", _PERCENT),
    _example(_figure("7", "procent"), "sju procent", _PERCENT, _form("ord")),
    _example(_figure("1", "procentenheter"), "1 procentenhet", _PERCENT),
    _example(_figure("45312000", "kronor"), "45 312 000 kronor", _form("belopp")),
    _example(_figure("45312000", "kronor"), "45 312 tusen kronor", _form("belopp", "tkr")),
    _example(_figure("45312000", "kronor"), "45,3 miljoner kronor", _form("belopp", "mnkr")),
    _example("2024-12-31", "31 december 2024", _form("datum")),
    _example("2024-12-31", "2024-12-31", _form("datum", "kort")),
)
HEDGES: Final = (
    _example(_figure("4427"), "drygt 4 400", _form("ungefär")),
    _example(_figure("4380"), "nästan 4 400", _form("ungefär")),
    _example(_figure("4380"), "knappt 4 400", _form("ungefär", "knappt")),
    _example(_figure("4400"), "4 400", _form("ungefär")),
    _example(_figure("4427"), "nästan 4 500", _form("ungefär", 500)),
    _example(_figure("4427"), "cirka 4 400", _form("ungefär", "cirka")),
    _example(_figure("22.6", "procent"), "nästan 23 procent", _form("ungefär"), _PERCENT),
    _example(_figure("50.9", "procent"), "drygt hälften", _form("bråkdel")),
    _example(_figure("54", "procent"), "mer än hälften", _form("bråkdel")),
    _example(_figure("50", "procent"), "hälften", _form("bråkdel")),
    _example(_figure("0.24", "kvot"), "nästan en fjärdedel", _form("bråkdel")),
    _example(_figure("33.3", "procent"), "nästan var tredje", _form("var")),
    _example(_figure("0.33333333", "kvot"), "var tredje", _form("var")),
    _example(_figure("47", "procent"), "färre än varannan", _form("var")),
    _example(_figure("68", "procent"), "drygt två av tre", _form("var")),
)
STATEMENTS: Final = (
    _example(_figure("131"), "en ökning med 131", _form("förändring")),
    _example(_figure("-11"), "en minskning med elva", _form("förändring")),
    _example(_figure("-11"), "en minskning med 11", _form("förändring"), _form("tal")),
    _example(_figure("0"), "oförändrat", _form("förändring")),
    _example(
        _figure("-3", "procentenheter"),
        "en minskning med tre procentenheter",
        _form("förändring"),
        _PERCENT,
        _form("ord"),
    ),
    _example(_figure("131"), "ökade med 131", _form("förändrades")),
    _example(_figure("-11"), "minskade med elva", _form("förändrades")),
    _example(_figure("0"), "var oförändrat", _form("förändrades")),
    _example(_figure("0"), "var oförändrade", _form("förändrades", "flera")),
    _example(_figure("0", "procentenheter"), "var oförändrad", _form("förändrades"), _PERCENT),
    _example(
        _figure("0.3000000", "procentenheter"),
        "ökade med mindre än 1 procentenhet",
        _form("förändrades"),
        _PERCENT,
    ),
    _example(_figure("131"), "en ökning med 131 personer", _form("förändring", "personer")),
    _example(_figure("-1"), "minskade med en person", _form("förändrades", "personer")),
    _example(_figure("131"), "har ökat med 131", _form("har_förändrats")),
    _example(_figure("-47"), "har minskat med 47", _form("har_förändrats")),
    _example(_figure("0"), "är oförändrat", _form("har_förändrats")),
    _example(_figure("23"), "23 fler än", _form("fler")),
    _example(_figure("-9"), "nio färre kvinnor än", _form("fler", "kvinnor")),
    _example(_figure("1"), "en kvinna fler än", _form("fler", "kvinnor")),
    _example(_figure("0"), "lika många kvinnor som", _form("fler", "kvinnor")),
    _example(_figure("0.7000000", "timmar"), "0,7 timmar mer än", _form("mer", "timmar")),
    _example(_figure("-0.7000000", "timmar"), "0,7 mindre än", _form("mer")),
    _example(_figure("4", "procentenheter"), "4 procentenheter högre än", _form("högre"), _PERCENT),
    _example(_figure("0", "procentenheter"), "lika hög som", _form("högre"), _PERCENT),
    _example(_figure("-11"), "minskade med elva", _CHOICE),
    _example(_figure("0"), "var oförändrat", _CHOICE),
    _example(_figure("349"), "Fler kvinnor än män", _MAJORITY),
    _example(_SECONDARY, "Kvinnor och män", _MAJORITY),
)
HIDDEN: Final = (
    _example(_WITHHELD, "färre än fyra"),
    _example(_WITHHELD, "en andel som inte redovisas", _PERCENT),
    _example(_WITHHELD, "en förändring som inte redovisas", _form("förändring")),
    _example(_WITHHELD, "hade en utveckling som inte redovisas", _form("förändrades")),
    _example(_WITHHELD, "har haft en utveckling som inte redovisas", _form("har_förändrats")),
    _example(_WITHHELD, "ett antal kvinnor som inte jämförs med", _form("fler", "kvinnor")),
    _example(_SECONDARY, "ett antal som inte redovisas"),
    _example(
        Withheld(Sign.NOT_COMPUTABLE, "personer", "procent"), "en andel som inte kan beräknas", _PERCENT
    ),
    _example(Withheld(Sign.NO_DATA, "personer"), "ett antal som det saknas uppgift om"),
)
STARTS: Final = (
    _example(_figure("7"), "Sju", place="start"),
    _example(_figure("36"), "Trettiosex", place="start"),
    _example(_figure("54", "procent"), "Femtiofyra procent", _PERCENT, place="start"),
    _example(_figure("4427"), "Drygt 4 400", _form("ungefär"), place="start"),
    _example(_figure("4427"), "4 427", place="start"),
)
CALLOUTS: Final = (
    _example(_figure("7"), "7", place="callout"),
    _example(_figure("53.9", "procent"), "54 %", _PERCENT, place="callout"),
    _example(_figure("131"), "+131", _form("förändring"), place="callout"),
    _example(_figure("-47"), "−47", _form("förändring"), place="callout"),
    _example(_figure("45312000", "kronor"), "45,3 mnkr", _form("belopp", "mnkr"), place="callout"),
)
EXAMPLES: Final[tuple[Example, ...]] = (*NUMBERS, *HEDGES, *STATEMENTS, *HIDDEN, *STARTS, *CALLOUTS)

_HEAD: Final = """\
# Formats: how a value is written

A value stands in the text as `{{ expression | format }}`. Without a format it is written as a figure, with
the decimals of its measure. Formats can be combined in any order, each at most once. A figure is rounded
once, from its exact value, half away from zero.

| format | argument | what it does |
| --- | --- | --- |
| `tal` | decimals | a figure: no-break spaces from four digits on, decimal comma, true minus |
| `ord` | `"en"` or `"ett"` for one | words up to twelve; one is *ett* for beslut, hushåll, svar |
| `procent` | decimals, 0 if left out | adds *procent*, to a difference of shares *procentenheter* |
| `belopp` | `"tkr"` or `"mnkr"` | adds *kronor*, in thousands or in millions with a decimal |
| `datum` | `"kort"` | a date in words; for `per("personer")`, the day of the data |
| `ungefär` | a step; `"knappt"`, `"cirka"` | rounds: *drygt* above, *nästan* below, no word if exact |
| `bråkdel` | none | the nearest part of the whole: *mer än hälften* |
| `var` | none | the same as one in so many: *nästan var tredje* |
| `förändring` | a noun | a difference as a noun: *en ökning med*, *en minskning med*, *oförändrat* |
| `förändrades` | a noun; `"en"`, `"ett"`, `"flera"` | as an event: *ökade med*, *var oförändrat* |
| `har_förändrats` | the same | as what has happened: *har minskat med*, *är oförändrat* |
| `fler` | a noun | a difference of counts: *23 fler än*, *nio färre än*, *lika många som* |
| `mer` | a noun | a difference of amounts: *mer än*, *mindre än*, *lika mycket som* |
| `högre` | as `förändrades` | a difference of levels: *högre än*, *lägre än*, *lika hög som* |
| `välj` | three texts, or four | your own words for more, less and the same: see below |

`procent` takes shares and ratios, `belopp` amounts in kronor, `bråkdel` and `var` shares. Only one format can
say something about the figure (all from `ungefär` on); `tal` and `ord`, `procent` and `belopp`, `ungefär` and
`ord` exclude each other.

## In sentences

```markdown
Under {{ år }} fick {{ personer | ungefär }} personer en insats,
{{ personer - ifjol(personer) | förändring }} på ett år. {{ kvinnor | procent }}
av dem var kvinnor, alltså {{ kvinnor | bråkdel }}. Antalet personer
{{ personer - ifjol(personer) | har_förändrats }}. Flest finns i
{{ störst(tabell("8:1"), "Totalt", antal=2).rad }}.
```

![The sentences as they are printed, every number and every comparison written out](images/formats.png)

## Numbers
"""
_HEDGES: Final = """
## Hedges

The word is chosen by the exact figure, so it is always on the right side, also next year. `ungefär` rounds
shares to whole per cents, figures below twenty not at all, those below a hundred to tens, and larger ones to
two digits. `bråkdel` and `var` say *drygt* and *nästan* close to the part, and *mer än* and *mindre än* (or
*färre än*) farther off.
"""
_STATEMENTS: Final = """
## Statements

Where a sentence depends on the direction of a difference, let the difference choose the words. If next year's
data turn it round, the sentence turns too. The exact difference decides, before any rounding.

Write *Antalet personer {{ personer - ifjol(personer) | förändrades }}.* for the standard phrase. It goes with
*antalet* and, for shares, with *andelen*; for another word name its kind: `förändrades("flera")`.

A noun after the figure belongs into the phrase, since there is none where nothing changed:
`förändring("personer")`, `mer("timmar")`.

Write your own words with `välj`: the first text is for more, the second for less, the third for the same.
The figure stands where `{}` stands in a text. A fourth text is for a figure that is not shown; without one,
such a figure is an error, for no other words would be true.

```markdown
{{ kvinnor - män | välj("Fler kvinnor än män", "Fler män än kvinnor", "Lika många av båda") }} får stöd.
```

Numbers up to twelve that stand alone in these phrases are words; `tal` makes them figures. Elsewhere only
`ord` makes words, because *94 män och elva kvinnor* would mix the two.
"""
_HIDDEN: Final = """
## Figures that are not shown

A figure that is withheld is written in words, whatever the format. Nothing tells whether it changed, or how.
"""
_STARTS: Final = """
## At the beginning of a sentence

A sentence begins with a capital, and not with a figure: what can be said in one word is spelled out. What
cannot is found by `socpdf granska`; let another word come first.
"""
_CALLOUTS: Final = """
## In the large figure of a callout

There figures and signs are read faster than words.
"""
_SIGNS: Final = """
## Signs in tables, and what a screen reader says

| sign | spoken |
| --- | --- |
"""


def formats_page() -> str:
    """The whole of `docs/formats.md`."""
    parts = (
        (_HEAD, NUMBERS),
        (_HEDGES, HEDGES),
        (_STATEMENTS, STATEMENTS),
        (_HIDDEN, HIDDEN),
        (_STARTS, STARTS),
        (_CALLOUTS, CALLOUTS),
    )
    signs = [f"| `{sign.value}` | {spoken(sign)} |" for sign in Sign]
    return (
        "".join(text + "\n".join(_table(rows)) + "\n" for text, rows in parts)
        + _SIGNS
        + "\n".join(signs)
        + "\n"
    )


def _table(examples: Sequence[Example]) -> Iterator[str]:
    yield "\n| value | format | written |"
    yield "| --- | --- | --- |"
    for example in examples:
        yield f"| {_value(example.value)} | {_code(example.source)} | {example.write()} |"


def _value(value: Released | str) -> str:
    return value if isinstance(value, str) else f"{cell(value)} ({value.unit}, {value.counts})"


def _code(source: str) -> str:
    escaped = source.replace("|", "\\|")
    return f"`{escaped}`" if source else "none"
