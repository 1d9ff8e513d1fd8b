"""The functions an expression may call: what each takes, as a declaration that the reader checks against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Takes = Literal["text", "figure", "table", "text or figure", "count"]
"""`table`: `tabell("8:1")`; `figure`: any expression; `count`: a whole number."""


@dataclass(frozen=True, slots=True)
class Function:
    name: str
    takes: tuple[Takes, ...]
    example: str
    optional: int = 0
    """How many of the last arguments may be left out."""
    named: Mapping[str, Takes] = field(default_factory=dict)
    any_dimension: bool = False
    """Whether it takes, by name, a category of any dimension."""


_ROWS: Final[Mapping[str, Takes]] = {"från": "text", "till": "text", "utom": "text"}
_SEARCH: Final[Mapping[str, Takes]] = {**_ROWS, "minus": "text", "rad": "text", "antal": "count"}
_COMPARED: Final[Mapping[str, Takes]] = dict.fromkeys(("över", "under", "lika"), "text or figure")

FUNCTIONS: Final[Mapping[str, Function]] = {
    function.name: function
    for function in (
        Function("tabell", ("text",), 'tabell("8:1")["Totalt i staden", "Antal"]'),
        Function("fakta", ("text",), 'fakta("personer", kön="kvinnor")', any_dimension=True),
        Function("per", ("text",), 'per("personer")'),
        Function("ifjol", ("figure",), "ifjol(personer)"),
        Function("andel", ("figure", "figure"), "andel(kvinnor, personer)"),
        Function(
            "summa",
            ("table", "text"),
            'summa(tabell("8:2"), "Totalt", från="45–54 år", till="55–64 år")',
            optional=1,
            named=_ROWS,
        ),
        Function(
            "störst", ("table", "text"), 'störst(tabell("8:1"), "Antal").rad', optional=1, named=_SEARCH
        ),
        Function("minst", ("table", "text"), 'minst(tabell("8:1"), "Antal").rad', optional=1, named=_SEARCH),
        Function(
            "antal_rader",
            ("table", "text"),
            'antal_rader(tabell("8:1"), "Kvinnor", över="Män")',
            optional=1,
            named={**_ROWS, **_COMPARED},
        ),
    )
}
FOUND: Final = frozenset({"störst", "minst"})
"""Those that find a row or column, of which more is asked after a dot."""
YEAR: Final = "år"
# Other functions may share their name with a value: the brackets tell them apart.
RESERVED: Final = frozenset({YEAR, "tabell", "fakta"})
