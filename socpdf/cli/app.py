"""The commands and their options; what they do is in the module of each.

Those modules, and `socpdf.project` with its profiles, are imported inside the commands: behind them stand
pandas, matplotlib, reportlab and more, half a second that `--help` and `explain` must not cost.
"""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import socpdf
from socpdf.cli import secrecy
from socpdf.cli.status import Misuse, Status

Chapter = Annotated[
    int | None, typer.Option("--kapitel", metavar="N", min=1, help="Only this chapter; all of them are read.")
]
Project = Annotated[
    Path | None,
    typer.Option("--projekt", metavar="DIR", help="The project's folder.  [default: here or above]"),
]
Out = Annotated[
    Path | None,
    typer.Option("--ut", metavar="DIR", help="Where the outputs go.  [default: out/ in the project]"),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, and nothing else there.")]


class Layer(StrEnum):
    """What can be drawn over the pages for the people who work on the layout."""

    GRID = "rutnät"


class Listed(StrEnum):
    """What users of screen readers list and jump by."""

    HEADINGS = "rubriker"
    TABLES = "tabeller"
    LINKS = "länkar"
    FIGURES = "bilder"


app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    # Plain help takes half the time of the coloured one (75 and 150 ms), and reads the same in a pipe.
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Typeset a social statistics report: accessible PDF from Markdown and data.

    Exit status: 0 built, 1 findings, 2 error in spec or data, 3 disclosure refused, 4 wrong use, 5 internal.
    """
    if version:
        typer.echo(f"socpdf {socpdf.__version__}")
        raise typer.Exit(Status.BUILT)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), file=sys.stderr)
        raise typer.Exit(Status.MISUSE)


@app.command()
def build(
    *,
    chapter: Chapter = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(
            "--profil", metavar="NAME", help="Kind of output; may be given again.  [default: webb, webb2]"
        ),
    ] = None,
    project: Project = None,
    out: Out = None,
    show: Annotated[
        Layer | None, typer.Option("--visa", help="Draw this over the pages: grid, boxes and word spaces.")
    ] = None,
    uncached: Annotated[
        bool, typer.Option("--utan-cache", help="Make everything anew, and keep nothing in .cache/.")
    ] = False,
    as_json: Json = False,
) -> Status:
    """Build the report, or one chapter of it."""
    from socpdf.cli import build as command
    from socpdf.cli.project import request

    asked = request(project, out, chapter, profile or ())
    return command.run(replace(asked, overlay=show is Layer.GRID, cache=not uncached), as_json=as_json)


@app.command()
def watch(
    *,
    chapter: Chapter = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(
            "--profil", metavar="NAME", help="Kind of output; may be given again.  [default: utkast]"
        ),
    ] = None,
    project: Project = None,
    out: Out = None,
) -> Status:
    """Build now and after every change, until Ctrl-C."""
    from socpdf.cli import watch as command
    from socpdf.cli.project import request

    return command.run(request(project, out, chapter, profile or ("utkast",)))


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PDF files, also of other makers.")],
    *,
    verapdf: Annotated[
        str,
        typer.Option(
            "--verapdf",
            metavar="PROFILES",
            help="Also ask veraPDF: `ua1,3a`, or `auto` for what the file claims.",
        ),
    ] = "",
    press: Annotated[
        bool, typer.Option("--tryck", help="Check for print instead: PDF/X-4, inks, bleed, resolution.")
    ] = False,
    segment: Annotated[
        str | None,
        typer.Option("--segment", metavar="NAME", help="How it is printed.  [default: SheetCMYK]"),
    ] = None,
    thresholds: Annotated[
        list[str] | None,
        typer.Option(
            "--gräns", metavar="NAME=NUMBER", help="Another threshold: `täckning=300`; may be given again."
        ),
    ] = None,
    ink_map: Annotated[
        Path | None, typer.Option("--färgkarta", metavar="PNG", help="Draw how much ink each page has.")
    ] = None,
    as_json: Json = False,
) -> Status:
    """Check finished PDF files: tags, tables, fonts, metadata; or for print."""
    from socpdf.cli import check as command

    if press and verapdf:
        raise Misuse("U101", "`--verapdf` knows no PDF/X, which `--tryck` asks for", "socpdf check")
    if press:
        return command.run_press(files, segment, thresholds or (), ink_map, as_json=as_json)
    if segment or thresholds or ink_map:
        raise Misuse("U101", "`--segment`, `--gräns` and `--färgkarta` need `--tryck`", "socpdf check")
    return command.run(files, verapdf, as_json=as_json)


@app.command()
def lyssna(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A tagged PDF, also of another maker.")],
    *,
    only: Annotated[
        Listed | None, typer.Option("--bara", help="Only what users of screen readers list and jump by.")
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--tabell", metavar="NUMBER", help="Only this table, cell by cell: 8:1, or its place."),
    ] = None,
    as_json: Json = False,
) -> Status:
    """Print what a screen reader would say of a tagged PDF, one utterance a line."""
    from socpdf.cli import listen as command

    return command.run(file, None if only is None else only.value, table, as_json=as_json)


@app.command()
def granska(
    *,
    chapter: Chapter = None,
    secrecy: Annotated[
        bool, typer.Option("--skydd", help="Also what is withheld in each table, in counts.")
    ] = False,
    project: Project = None,
    as_json: Json = False,
) -> Status:
    """Review the text: numbers that are typed where a value belongs."""
    from socpdf.cli import review as command
    from socpdf.cli.project import find_root

    return command.run(find_root(project), chapter, secrecy=secrecy, as_json=as_json)


@app.command("värde")
def value(
    name: Annotated[str, typer.Argument(metavar="CHAPTER:NAME", help="As under `värden`: 8:personer.")],
    *,
    project: Project = None,
    as_json: Json = False,
) -> Status:
    """Show where a value comes from: expression, rows of data, source and date."""
    from socpdf.cli import value as command
    from socpdf.cli.project import find_root

    return command.run(find_root(project), name, as_json=as_json)


@app.command()
def explain(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="As in a message (L203), or the letter of a family (L)."),
    ] = None,
) -> Status:
    """Explain a message: its cause and its cure. Without a code: the families."""
    from socpdf.cli import explain as command

    return command.run(code)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")],
) -> Status:
    """Make a small new project that builds."""
    from socpdf.cli import new as command

    return command.run(folder)


@app.command()
def tabell(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="As in the report: 8:1.")],
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, the file attached to the PDF.")] = False,
    project: Project = None,
) -> Status:
    """Show a table as it is released, with what is withheld."""
    from socpdf.cli import table as command
    from socpdf.cli.project import find_root

    return command.run(find_root(project), number, as_csv=as_csv)


app.command()(secrecy.skydda)
app.command()(secrecy.angrip)
