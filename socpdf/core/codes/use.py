"""Codes for the use of the command."""

from typing import Final

from socpdf.core.codes.code import Code

CODES: Final[tuple[Code, ...]] = (
    Code(
        "U101",
        "the command is not called as it can be",
        "An option, an argument or a command is misspelt, missing, or has a value of the wrong kind.",
        "Look at the help of the command and write the option as it stands there.",
        "socpdf build --help",
    ),
    Code(
        "U102",
        "the folder is not a project",
        "A project is a folder that holds `layouts/rapport.yaml`; neither the named folder is one nor, where "
        "none was named, the current folder or one above it.",
        "Go to the project's folder, name it with `--projekt`, or make a new project.",
        "socpdf build --projekt socialtjanstrapport",
    ),
    Code(
        "U103",
        "the folder for a new project is in use",
        "A new project is only written where nothing can be overwritten: the folder named holds files "
        "already, or is itself a file.",
        "Name a folder that does not exist yet, or an empty one.",
        "socpdf new rapport-2024",
    ),
    Code(
        "U104",
        "unknown code",
        "No message carries this code.",
        "Copy the code from the brackets of the message, or list the codes of a family by its letter.",
        "socpdf explain L",
    ),
    Code(
        "U105",
        "a file cannot be read or written",
        "The operating system refused: no such file, permissions that forbid it, or a full disk.",
        "Check the path, the permissions of the file and of its folder, and the room left on the disk.",
    ),
    Code(
        "U106",
        "unknown profile",
        "A profile names a kind of output: for the web, for the printer, or a draft.",
        "Use one of the names that the message lists.",
        "socpdf build --profil utkast",
    ),
    Code(
        "U107",
        "an optional part of socpdf is not installed",
        "The option needs packages that most users can do without, so a plain installation leaves them out.",
        "Install the extra that the message names.",
        'pip install "socpdf[verify]"',
    ),
    Code(
        "U108",
        "unknown segment or threshold",
        "A segment is a way of printing, with the thresholds that follow from it; `--gräns` sets one of them "
        "to a number.",
        "Use one of the names that the message lists; `docs/print.md` explains each.",
        "socpdf check --tryck --segment Newspaper --gräns täckning=240 rapport.pdf",
    ),
    Code(
        "U201",
        "unknown table",
        "No chapter of the project, or no caption of the file, has a table of this number.",
        "Write the number as its directive does.",
        "socpdf tabell 8:1 --csv",
    ),
    Code(
        "U203",
        "unknown chapter",
        "No file in layouts/ has this number under `kapitel`.",
        "Use one of the numbers that the message lists, or leave the option out to build all chapters.",
        "socpdf build --kapitel 8",
    ),
    Code(
        "U204",
        "there is no such value",
        "`socpdf värde` was asked for a value that the chapter does not name under `värden`, or for one that "
        "is a table or a number for other values to use.",
        "Name one of those that the chapter has, as `chapter:name`.",
        "socpdf värde 8:personer",
    ),
    Code(
        "U901",
        "internal error",
        "The command met a state its authors held to be impossible. Nothing is wrong with how you used it.",
        "Report it with the message and what you ran. With `SOCPDF_DEBUG=1` the message tells where in the "
        "program it happened; it holds neither paths nor figures of yours.",
        "SOCPDF_DEBUG=1 socpdf build",
    ),
)
