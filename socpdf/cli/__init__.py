"""The command `socpdf`: options in, one exit status out, and never a traceback.

0 built   1 findings   2 error in spec or data   3 disclosure refused   4 wrong use   5 internal
"""

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Final

import typer
from typer.main import get_command

from socpdf.cli import console, internal, secrecy
from socpdf.cli.app import app
from socpdf.cli.status import Misuse, Status
from socpdf.core.diagnostics import Diagnostic

_VALUES_BEFORE_CYCLES: Final = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (without the program's name); return what the process should exit with."""
    console.speak_utf8()
    # A build makes some hundred thousand values and hardly a cycle among them: looked for as often as Python
    # does by itself, cycles cost an eighth of its time.
    gc.set_threshold(_VALUES_BEFORE_CYCLES)
    # numpy starts a thread for each processor as it is imported, for matrices that nothing here multiplies.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given = sys.argv[1:] if arguments is None else list(arguments)
    # The commands of `secrecy` write a file for a program; what goes wrong is told to a person.
    as_json = "--json" in given and given[0] not in secrecy.COMMANDS
    try:
        # Not standalone: on its own, typer would end the process, with 2 for wrong use and 1 for the rest.
        return int(get_command(app)(given, prog_name="socpdf", standalone_mode=False) or Status.BUILT)
    except typer.TyperException as error:
        return _fail(Status.MISUSE, misuse(error).diagnostics, as_json=as_json)
    except Misuse as error:
        return _fail(Status.MISUSE, error.diagnostics, as_json=as_json)
    except SystemExit:
        # typer ends so when the reader of its help went away.
        return Status.BUILT
    except Exception as error:  # the last resort: what comes here is a bug, and told as one
        if isinstance(error, OSError) and error.filename is not None:
            return _fail(Status.MISUSE, refused_file(error).diagnostics, as_json=as_json)
        return _fail(Status.INTERNAL, [internal.diagnose(error)], as_json=as_json)


def misuse(error: typer.TyperException) -> Misuse:
    """typer's complaint in the form of ours: lower case, no full stop, and where to look."""
    said = error.format_message().rstrip(".")
    command = str(getattr(getattr(error, "ctx", None), "command_path", "socpdf"))
    return Misuse("U101", said[:1].lower() + said[1:], command, f"see `{command} --help`")


def refused_file(error: OSError) -> Misuse:
    why = (error.strerror or type(error).__name__).lower()
    return Misuse("U105", f"cannot use this file: {why}", str(error.filename))


def _fail(status: Status, diagnostics: Iterable[Diagnostic], *, as_json: bool) -> Status:
    entries = list(diagnostics)
    if as_json:
        console.show_json({"status": status, "diagnostics": [console.as_json(entry) for entry in entries]})
    else:
        console.tell_diagnostics(entries)
    return status
