"""What `socpdf watch` takes for a change: another content, and nothing else."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from socpdf.cli.watch import changes

Step = Callable[[], object]


class Script:
    """Stands for the pauses between two looks: in each, the next thing happens to the files."""

    def __init__(self, *steps: Step) -> None:
        self._steps: Iterator[Step] = iter(steps)

    def __call__(self, seconds: float) -> None:
        assert 0 < seconds < 1
        step = next(self._steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()


def nothing() -> None:
    """A pause in which nobody saves."""


def seen(root: Path, *steps: Step) -> list[tuple[str, ...]]:
    """Every report of a watch during which these things happen."""
    found = []
    with suppress(KeyboardInterrupt):
        for names in changes(root, root / "out", pause=Script(*steps)):
            found.append(names)  # noqa: PERF402 - the loop ends by an exception, and what came before counts
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("layouts/1-a.md", "data/a/a.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("ett\n")
    return tmp_path


def test_first_build_comes_at_once(root: Path) -> None:
    """Nobody waits for a change to see the report."""
    assert seen(root) == [()]


def test_new_changed_and_lost_files_are_named(root: Path) -> None:
    """Each once, by its path below the project."""
    chapter = root / "layouts" / "1-a.md"
    steps: list[Step] = [
        lambda: chapter.write_text("två\n"),
        nothing,
        lambda: (root / "layouts" / "2-b.md").write_text("ny\n"),
        nothing,
        lambda: chapter.unlink(),
        nothing,
    ]
    assert seen(root, *steps) == [(), ("layouts/1-a.md",), ("layouts/2-b.md",), ("layouts/1-a.md",)]


def test_file_saved_without_change_does_not_count(root: Path) -> None:
    """Only its time stamp is new."""
    chapter = root / "layouts" / "1-a.md"
    assert seen(root, lambda: os.utime(chapter, ns=(1, 1)), nothing) == [()]


def test_file_is_left_alone_until_it_is_written_to_the_end(root: Path) -> None:
    """Two halves saved shortly after one another are one change."""
    data = root / "data" / "a" / "a.csv"
    steps: list[Step] = [lambda: data.write_text("ett\ntv"), lambda: data.write_text("ett\ntvå\n"), nothing]
    assert seen(root, *steps) == [(), ("data/a/a.csv",)]


def test_change_taken_back_while_settling_is_none(root: Path) -> None:
    """An editor that moves the old file away and the new one in its place shows a gap for a moment."""
    chapter = root / "layouts" / "1-a.md"
    assert seen(root, chapter.unlink, lambda: chapter.write_text("ett\n"), nothing) == [()]


@pytest.mark.parametrize(
    "name", ["out/a.pdf", ".git/index", "layouts/.1-a.md.swp", "layouts/1-a.md~", "venv/lib/a.py"]
)
def test_outputs_and_the_tools_own_files_do_not_count(root: Path, name: str) -> None:
    """A build must not start the next one."""
    (root / "venv").mkdir()
    (root / "venv" / "pyvenv.cfg").write_text("")
    path = root / name

    def save() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("ny\n")

    assert seen(root, save, nothing) == [()]


def test_change_during_a_build_is_found_after_it(root: Path) -> None:
    """What the receiver does not see because it is at work comes next."""
    watch = changes(root, root / "out", pause=Script(nothing, nothing, nothing))
    assert next(watch) == ()
    (root / "layouts" / "1-a.md").write_text("under bygget\n")
    assert next(watch) == ("layouts/1-a.md",)


def test_file_that_cannot_be_read_does_not_end_the_watch(root: Path) -> None:
    """A link to nowhere, or a file without permission, is the build's business."""
    (root / "layouts" / "3-c.md").symlink_to(root / "borta.md")
    assert seen(root, nothing, nothing) == [()]
