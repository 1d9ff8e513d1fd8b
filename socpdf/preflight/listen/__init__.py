"""What a listener gets: any tagged PDF becomes the transcript a screen reader would speak.

Order, roles, table navigation, alternative texts, changes of language and expansions are taken from the file
as NVDA and JAWS take them; artifacts are silent. What the reader adds stands in brackets, all else is the
file's. Nothing is judged here: that is what the checks are for.
"""

from pathlib import Path

from socpdf.ir.report import Finding
from socpdf.preflight.facts import Unreadable, read
from socpdf.preflight.listen.model import Heard, Kind, Stop, Transcript
from socpdf.preflight.listen.narrate import narrate

__all__ = ["Heard", "Kind", "Stop", "Transcript", "Untold", "listen"]


class Untold(Exception):  # noqa: N818 - the outcome of listening, told as a finding
    """There is nothing to be heard; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def listen(path: Path) -> Transcript:
    """The transcript of a file; `Untold` where it cannot be read or has no tags."""
    try:
        facts = read(path)
    except Unreadable as problem:
        raise Untold(Finding(problem.code, problem.message, "")) from None
    if facts.tree is None or not facts.tree.elements:
        message = "the file is untagged, screen readers must guess: write a structure tree"
        raise Untold(Finding("F101", message, ""))
    return narrate(facts, facts.tree)
