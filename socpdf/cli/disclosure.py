"""`socpdf skydda` and `socpdf angrip`: runs the disclosure engine on files and says what came out of it.

A figure that can be computed back is shown on a terminal, to the person who asked, and never goes into a pipe
or a log; the JSON of `angrip` has it because it was asked for by name.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from socpdf.cli import console
from socpdf.cli.status import Misuse, Status
from socpdf.core.diagnostics import Diagnostic, Refused, Sink
from socpdf.core.files import write_atomically
from socpdf.core.names import did_you_mean
from socpdf.disclosure.commands import Options, attack_files, protect_files
from socpdf.disclosure.protect import CostKind, Signs

__all__ = ["Options", "attack", "cost_of", "net_of", "protect", "roles_of", "signs_of"]

UNPROTECTABLE: Final = "S210"
OF_OPTIONS: Final = frozenset({"S206", "S211", "S212", "S214"})
"""What is wrong with a total, a link, a role or a number that was asked for, and not with a table."""


def protect(paths: Sequence[Path], options: Options, as_json: Path | None, out: Path | None) -> Status:
    copies = [out / path.name for path in paths] if out else []
    _spare(paths, [*copies, *([as_json] if as_json else [])])
    if console.on_terminal():
        console.tell(f"searching, for {options.seconds:g} s at most")
    sink = Sink()
    try:
        found = protect_files(paths, options, sink)
    except Refused:
        return _refused(sink)
    if out:
        for path, text in zip(copies, found.tables_as_csv().values(), strict=True):
            _write(path, text)
    if as_json:
        _write_json(as_json, found.to_json())
    console.show(console.harmless(found.text().rstrip("\n")))
    return Status.BUILT


def attack(paths: Sequence[Path], options: Options, as_json: Path | None) -> Status:
    _spare(paths, [as_json] if as_json else [])
    sink = Sink()
    try:
        found = attack_files(paths, options, sink)
    except Refused:
        return _refused(sink)
    if as_json:
        _write_json(as_json, found.to_json())
    on_terminal = sys.stdout.isatty()
    console.show(console.harmless(found.text(values=on_terminal).rstrip("\n")))
    if found.leaks and not on_terminal:
        console.tell("what can be told is shown on a terminal only, and written by `--json`")
    return Status.FINDINGS if found.leaks else Status.BUILT


def cost_of(typed: str) -> CostKind:
    return CostKind(_one_of(typed, "--kostnad", list(CostKind)))


def signs_of(typed: str) -> Signs:
    return Signs(_one_of(typed, "--tecken", list(Signs)))


def net_of(typed: Iterable[str] | None) -> frozenset[str]:
    return frozenset(_one_of(one, "--netto", ["rader", "kolumner"]) for one in typed or ())


def roles_of(typed: Iterable[str] | None) -> Mapping[str, str]:
    """By column: `Andel=procent(A/B)` is the role `procent(A/B)` of the column `Andel`."""
    roles: dict[str, str] = {}
    for one in typed or ():
        column, _, role = (part.strip() for part in one.partition("="))
        if not column or not role:
            hint = 'write the column, `=` and its role: --roll "Andel=procent(Kvinnor/Totalt)"'
            raise Misuse("U101", f"`{one}` gives no column a role", "--roll", hint)
        if column in roles:
            raise Misuse("U101", f"two roles for the column `{column}`", "--roll", "leave one of them out")
        roles[column] = role
    return roles


def _one_of(typed: str, option: str, valid: Sequence[str]) -> str:
    if typed not in valid:
        raise Misuse("U101", f"unknown value `{typed}`", option, did_you_mean(typed, valid))
    return typed


def _spare(paths: Sequence[Path], outputs: Sequence[Path]) -> None:
    """No table is read twice, and no output takes the place of one, or of another output."""
    taken: set[Path] = set()
    for path in paths:
        if path.resolve() in taken:
            raise Misuse("U101", "the table is named twice", str(path), "name each table once")
        taken.add(path.resolve())
    for output in outputs:
        if output.resolve() in taken:
            hint = "name another file or folder for what is written"
            raise Misuse("U105", "the file would be overwritten", str(output), hint)
        taken.add(output.resolve())


def _refused(sink: Sink) -> Status:
    diagnostics = sink.in_order()
    console.tell_diagnostics(diagnostics)
    return _status_of(diagnostics)


def _status_of(diagnostics: Iterable[Diagnostic]) -> Status:
    """That a table cannot be protected is an answer; a table or an option that is wrong gives none."""
    codes = {entry.code for entry in diagnostics}
    if UNPROTECTABLE in codes:
        return Status.REFUSED
    return Status.MISUSE if codes <= OF_OPTIONS else Status.ERROR


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    _write(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _write(path: Path, text: str) -> None:
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        # Not the error's own name, which is that of the half file beside the one asked for.
        why = (error.strerror or type(error).__name__).lower()
        raise Misuse("U105", f"cannot write this file: {why}", str(path)) from error
