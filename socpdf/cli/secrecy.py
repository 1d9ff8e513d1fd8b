"""The options of `socpdf skydda` and `socpdf angrip`; what they do is in `cli/disclosure.py`.

That module is imported inside the commands, as in `app`: behind it stand NumPy and HiGHS.
"""

from pathlib import Path
from typing import Annotated, Final

import typer

from socpdf.cli.status import Status

COMMANDS: Final = ("skydda", "angrip")
"""Those whose `--json` names a file."""

Files = Annotated[
    list[Path],
    typer.Argument(metavar="TABELL.csv", help="Semicolons, a head line, a stub column; several if linked."),
]
Threshold = Annotated[int, typer.Option("--tröskel", metavar="N", help="A count below it is small.")]
Zeros = Annotated[bool, typer.Option("--nollor", help="Nobody is a small count too; `*` then says from 0.")]
TotalRow = Annotated[
    str,
    typer.Option("--summarad", metavar="NAMN", help="The total row; `-`: none.  [default: the last]"),
]
TotalColumn = Annotated[
    str,
    typer.Option(
        "--summakolumn", metavar="NAMN", help="The total column; `-`: none.  [default: the last of counts]"
    ),
]
Net = Annotated[
    list[str] | None,
    typer.Option(
        "--netto",
        metavar="rader|kolumner",
        help="The total of the rows, or of the columns, counts a person once; may be given again.",
    ),
]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--roll",
        metavar="ROLL",
        help="A column that holds no counts, as `Andel=procent(Kvinnor/Totalt)`; may be given again.",
    ),
]
Links = Annotated[
    list[str] | None,
    typer.Option(
        "--länk",
        metavar="LÄNK",
        help="Cells of two tables that are one, as `a[*; Kvinnor] = b[*; Antal]`; may be given again.",
    ),
]
Json = Annotated[Path | None, typer.Option("--json", metavar="FIL", help="Also write the answer as JSON.")]


def skydda(
    files: Files,
    *,
    threshold: Threshold = 4,
    width: Annotated[
        int, typer.Option("--bredd", metavar="N", help="How wide the interval of a small count must be.")
    ] = 3,
    cost: Annotated[
        str, typer.Option("--kostnad", metavar="celler|personer", help="What is to be as little as can be.")
    ] = "celler",
    signs: Annotated[
        str,
        typer.Option("--tecken", metavar="alla|egna", help="Whether a reader combines what all signs say."),
    ] = "alla",
    zeros: Zeros = False,
    whole_group: Annotated[
        int,
        typer.Option(
            "--helgrupp", metavar="N", help="A group up to this size is not shown to be all of one kind."
        ),
    ] = 0,
    kept: Annotated[
        list[str] | None,
        typer.Option(
            "--behåll",
            metavar="TABELL",
            help="A table in which only small counts are withheld; may be given again.",
        ),
    ] = None,
    total_row: TotalRow = "",
    total_column: TotalColumn = "",
    net: Net = None,
    roles: Roles = None,
    links: Links = None,
    seconds: Annotated[
        float, typer.Option("--tid", metavar="SEKUNDER", help="Then the best that was found is taken.")
    ] = 60.0,
    as_json: Json = None,
    out: Annotated[
        Path | None,
        typer.Option("--ut", metavar="DIR", help="Also write each table with its signs into this folder."),
    ] = None,
) -> Status:
    """Choose what to withhold in a table, so that no small count can be computed back.

    Exit status: 0 protected, 2 error in a table, 3 cannot be protected, 4 wrong use.
    """
    from socpdf.cli import disclosure as command

    options = command.Options(
        threshold=threshold,
        width=width,
        zero_counts=zeros,
        whole_group=whole_group,
        cost=command.cost_of(cost),
        signs=command.signs_of(signs),
        seconds=seconds,
        total_row=total_row,
        total_column=total_column,
        net_rows="rader" in command.net_of(net),
        net_columns="kolumner" in command.net_of(net),
        roles=command.roles_of(roles),
        links=tuple(links or ()),
        kept=tuple(kept or ()),
    )
    return command.protect(files, options, as_json, out)


def angrip(
    files: Files,
    *,
    threshold: Threshold = 4,
    zeros: Zeros = False,
    total_row: TotalRow = "",
    total_column: TotalColumn = "",
    net: Net = None,
    roles: Roles = None,
    links: Links = None,
    as_json: Json = None,
) -> Status:
    """Attack a published table: what follows for each figure with `*` or `**` from all the others.

    Exit status: 0 no leak, 1 leaks, 2 error in a table, or its signs contradict its figures, 4 wrong use.
    """
    from socpdf.cli import disclosure as command

    options = command.Options(
        threshold=threshold,
        zero_counts=zeros,
        total_row=total_row,
        total_column=total_column,
        net_rows="rader" in command.net_of(net),
        net_columns="kolumner" in command.net_of(net),
        roles=command.roles_of(roles),
        links=tuple(links or ()),
    )
    return command.attack(files, options, as_json)
