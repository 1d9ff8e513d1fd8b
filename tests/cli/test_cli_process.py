"""The command as a process of its own: what it imports, how fast it is, and what its streams may be."""

import os
import pty
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

HEAVY = ("pandas", "matplotlib", "pypdf", "reportlab", "pydantic", "uharfbuzz", "rich", "numpy")


def python(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """Run a fresh interpreter."""
    env = {**os.environ, **(environment or {})}
    return subprocess.run([sys.executable, *arguments], capture_output=True, env=env, check=False, timeout=60)


def seconds(code: Sequence[str]) -> float:
    """The fastest of some runs: the others were disturbed."""

    def once() -> float:
        started = time.perf_counter()
        assert python(*code).returncode == 0
        return time.perf_counter() - started

    return min(once() for _ in range(5))


def test_command_line_imports_nothing_heavy() -> None:
    """Neither importing the command line nor asking for its help loads what only a build needs."""
    code = (
        "import sys; from socpdf.cli import main; main(['--help']); "
        f"sys.stderr.write(', '.join(name for name in {HEAVY!r} if name in sys.modules))"
    )
    ran = python("-c", code)
    assert ran.stderr == b""
    assert b"Commands:" in ran.stdout


def test_help_costs_little_more_than_typer() -> None:
    """The command's own modules take less than it takes to import the library that parses its options."""
    assert seconds(["-m", "socpdf", "--help"]) < 2.2 * seconds(["-c", "import typer"])


@pytest.mark.parametrize("command", ["build", "check", "explain", "new", "tabell", "watch"])
def test_each_command_has_help(command: str) -> None:
    """Help needs no project, no pipeline and no terminal."""
    ran = python("-m", "socpdf", command, "--help")
    assert ran.returncode == 0
    assert ran.stdout.startswith(f"Usage: socpdf {command} ".encode())


def test_reader_that_goes_away_is_no_failure() -> None:
    """As in `socpdf explain U | head -0`: no traceback, and the status of the work done."""
    for arguments in (["explain", "U"], ["--help"]):
        reads, writes = os.pipe()
        os.close(reads)
        with os.fdopen(writes, "wb") as gone:
            ran = subprocess.run(
                [sys.executable, "-m", "socpdf", *arguments], stdout=gone, stderr=subprocess.PIPE, check=False
            )
        assert (ran.returncode, ran.stderr) == (0, b"")


def test_swedish_is_written_as_utf8_on_any_locale() -> None:
    """A C locale without Python's own mending of it must not end in a UnicodeEncodeError."""
    bare = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    ran = python("-m", "socpdf", "explain", "Å1", environment=bare)
    assert ran.returncode == 4
    assert b"unknown code" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_diagnostics_are_coloured_on_a_terminal_only(tmp_path: Path) -> None:
    """A real terminal gets escape sequences, with NO_COLOR it does not, and a pipe never does."""
    command = [sys.executable, "-m", "socpdf", "explain", "X1"]
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    assert b"\x1b[" in _on_terminal(command, plain)
    assert b"\x1b[" not in _on_terminal(command, plain | {"NO_COLOR": "1"})
    assert b"\x1b[" not in _on_terminal(command, plain | {"TERM": "dumb"})
    assert b"\x1b[" not in subprocess.run(command, env=plain, capture_output=True, check=False).stderr


def _on_terminal(command: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """What a command writes to stderr when that is a terminal."""
    master, slave = pty.openpty()
    try:
        subprocess.run(command, stderr=slave, env=dict(environment), check=False, timeout=60)
        return os.read(master, 10_000)
    finally:
        os.close(slave)
        os.close(master)
