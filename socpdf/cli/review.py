"""`socpdf granska`: what the audit finds in the text, as results; a hint alone is no finding."""

from pathlib import Path

from socpdf.cli import console
from socpdf.cli.status import Status, status_of
from socpdf.core.diagnostics import Refused, Severity, Sink, render_lines
from socpdf.pipeline import review_text


def run(root: Path, chapter: int | None, *, as_json: bool) -> Status:
    sink = Sink()
    try:
        found = review_text(root, chapter, sink)
    except Refused:
        return _refused(sink, as_json=as_json)
    errors = sum(entry.severity is Severity.ERROR for entry in found)
    status = Status.FINDINGS if errors else Status.BUILT
    if as_json:
        entries = [console.as_json(entry) for entry in found]
        console.show_json(
            {"status": status, "findings": errors, "hints": len(found) - errors, "entries": entries}
        )
        return status
    console.tell_diagnostics(sink.in_order())
    for entry in found:
        for line in render_lines(entry):
            console.show(console.harmless(line))
    console.tell(f"{console.counted(errors, 'finding')}, {console.counted(len(found) - errors, 'hint')}")
    return status


def _refused(sink: Sink, *, as_json: bool) -> Status:
    status = status_of(sink.diagnostics)
    if as_json:
        entries = [console.as_json(entry) for entry in sink.in_order()]
        console.show_json({"status": status, "diagnostics": entries})
    else:
        console.tell_diagnostics(sink.in_order())
    return status
