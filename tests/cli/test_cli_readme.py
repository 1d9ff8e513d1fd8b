"""The README is true: its links lead somewhere, and what it says of the command is so."""

import re
from pathlib import Path

import pytest
import typer.main

from socpdf.cli.app import app


@pytest.fixture
def readme(repo: Path) -> str:
    return (repo / "README.md").read_text(encoding="utf-8")


def test_links_lead_to_files(readme: str, repo: Path) -> None:
    """Every link that stays in the clone."""
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", readme) if "://" not in target]
    assert targets
    assert [target for target in targets if not (repo / target).exists()] == []


def test_commands_are_those_of_the_command_line(readme: str) -> None:
    """Each command has its line in the table, with options that exist."""
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="socpdf")
    lines = re.findall(r"^\| `socpdf (\w+)([^`]*)`", readme, re.MULTILINE)
    assert {name for name, _ in lines} == set(command.list_commands(context))  # type: ignore[attr-defined]
    for name, arguments in lines:
        subcommand = command.get_command(context, name)  # type: ignore[attr-defined]
        known = {option for parameter in subcommand.params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", arguments)) <= known


def test_targets_are_those_of_the_makefile(readme: str, repo: Path) -> None:
    """`make report` and `make test` exist."""
    makefile = (repo / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", readme, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
