"""The README is true: its links lead somewhere, and what it says of the command is so."""

import re
from pathlib import Path

import pytest
import typer.main
from conftest import ProjectMaker

from socpdf.cli.app import app
from socpdf.core.diagnostics import Refused, Sink, render
from socpdf.spec import parse


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


def test_error_is_told_as_shown(readme: str, make_project: ProjectMaker) -> None:
    """Who misspells `kolumner` in the project of `socpdf new` sees what the README shows."""
    root = make_project({})
    chapter = root / "layouts" / "1-hemtjanst.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("kolumner:", "kolumn:"), encoding="utf-8")
    sink = Sink()
    with pytest.raises(Refused):
        parse(root, sink)
    assert f"```\n{render(sink.in_order()[0])}\n```" in readme
