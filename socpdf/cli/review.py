"""`socpdf granska`: what the audit finds in the text, as results; a hint alone is no finding.

With `--skydd` also what is withheld in each table, and why: counts alone, no figure and no place.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from socpdf.cli import console
from socpdf.cli.status import Status, status_of
from socpdf.core.diagnostics import Refused, Severity, Sink, render_lines
from socpdf.ir.tables import DisclosureAudit
from socpdf.pipeline import review_report


def run(root: Path, chapter: int | None, *, secrecy: bool, as_json: bool) -> Status:
    sink = Sink()
    try:
        reviewed = review_report(root, chapter, sink)
    except Refused:
        return _refused(sink, as_json=as_json)
    found = reviewed.found
    errors = sum(entry.severity is Severity.ERROR for entry in found)
    status = Status.FINDINGS if errors else Status.BUILT
    if as_json:
        entries = [console.as_json(entry) for entry in found]
        withheld = {number: audit.counts() for number, audit in reviewed.audits.items()}
        content = {"status": status, "findings": errors, "hints": len(found) - errors, "entries": entries}
        console.show_json(content | {"disclosure": withheld} if secrecy else content)
        return status
    console.tell_diagnostics(sink.in_order())
    for entry in found:
        for line in render_lines(entry):
            console.show(console.harmless(line))
    if secrecy:
        for line in _withheld(reviewed.audits):
            console.show(line)
    console.tell(f"{console.counted(errors, 'finding')}, {console.counted(len(found) - errors, 'hint')}")
    return status


def _withheld(audits: Mapping[str, DisclosureAudit]) -> Iterator[str]:
    """One line a table: what is withheld, what of it could have been told, what was added against that."""
    rows = {number: audit.counts() for number, audit in audits.items()}
    for counts in list(rows.values())[:1]:
        yield "  ".join(["table", *counts])
    for number, counts in rows.items():
        yield "  ".join([number.ljust(5), *(str(count).rjust(len(name)) for name, count in counts.items())])


def _refused(sink: Sink, *, as_json: bool) -> Status:
    status = status_of(sink.diagnostics)
    if as_json:
        entries = [console.as_json(entry) for entry in sink.in_order()]
        console.show_json({"status": status, "diagnostics": entries})
    else:
        console.tell_diagnostics(sink.in_order())
    return status
