"""Shows how far a build has come: a moving line on a terminal, a line a stage elsewhere, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from socpdf.cli import console

if TYPE_CHECKING:
    from rich.progress import Progress as Line
    from rich.progress import TaskID

    from socpdf.pipeline import Progress


class Silent:
    def stage(self, name: str, done: int, of: int) -> None:
        """Say nothing."""


class Plain:
    """For logs: one line when a stage is done."""

    def stage(self, name: str, done: int, of: int) -> None:
        if done >= of:
            console.tell(f"{name}: {done} of {of}")


class Moving:
    """For a terminal: the stage at work, and what is known of its length."""

    def __init__(self, line: "Line", task: "TaskID") -> None:
        self._line = line
        self._task = task

    def stage(self, name: str, done: int, of: int) -> None:
        self._line.update(self._task, description=name, completed=done, total=of or None, refresh=True)


@contextmanager
def shown(*, quiet: bool) -> Iterator["Progress"]:
    """The progress fit for where stderr goes; quiet where stdout is for a program and nobody looks."""
    if console.on_terminal():
        with _moving() as progress:
            yield progress
    elif quiet:
        yield Silent()
    else:
        yield Plain()


@contextmanager
def _moving() -> Iterator[Moving]:
    # rich takes as long to import as half of what `check` may do on a small file, and logs never need it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Line

    screen = Console(stderr=True, no_color=not console.wants_colour())
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn())
    # Without a thread of its own: the pipeline may fork workers, which must not inherit a lock held by one.
    with Line(*columns, console=screen, auto_refresh=False, transient=True) as line:
        yield Moving(line, line.add_task("", total=None))
