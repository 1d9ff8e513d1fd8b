"""`socpdf värde`: a value with everything it rests on; a figure that is withheld is never shown."""

import re
from collections.abc import Iterator
from pathlib import Path

from socpdf.audit import Step, Trace
from socpdf.audit.trace import Row
from socpdf.cli import console
from socpdf.cli.status import Misuse, Status, status_of
from socpdf.core.diagnostics import Refused, Sink
from socpdf.pipeline import trace_value


def run(root: Path, place: str, *, as_json: bool) -> Status:
    chapter, name = _parts(place)
    sink = Sink()
    try:
        found = trace_value(root, chapter, name, sink)
    except Refused:
        status = status_of(sink.diagnostics)
        if as_json:
            entries = [console.as_json(entry) for entry in sink.in_order()]
            console.show_json({"status": status, "diagnostics": entries})
        else:
            console.tell_diagnostics(sink.in_order())
        return status
    if as_json:
        console.show_json({"status": Status.BUILT, **_as_json(found)})
    else:
        for line in _lines(place, found):
            console.show(console.harmless(line))
    return Status.BUILT


def _parts(place: str) -> tuple[int, str]:
    match = re.fullmatch(r"(?P<chapter>[0-9]{1,3}):(?P<name>\w+)", place)
    if match is None:
        hint = "write the chapter, a colon and the name under `värden`: `socpdf värde 8:personer`"
        raise Misuse("U101", f"`{place}` names no value", "socpdf värde", hint)
    return int(match["chapter"]), match["name"]


def _lines(place: str, found: Trace) -> Iterator[str]:
    yield f"{place} = {found.expression}  ({found.span})"
    yield f"written: {found.written}"
    for step in found.steps:
        yield ""
        yield from _step_lines(step)


def _step_lines(step: Step) -> Iterator[str]:
    written = f" = {step.written}" if step.written else ", not published by itself"
    yield f"{step.measure} of {step.data}: {_named(step.categories)}{written}"
    if step.place:
        yield f"  {step.place}"
    for row in step.rows:
        yield f"  {_row(row)}"
    if step.more_rows:
        yield f"  and {console.counted(step.more_rows, 'more row')}"
    yield f"  source: {step.source}" + (f", {step.as_of.isoformat()}" if step.as_of else "")


def _row(row: Row) -> str:
    where = f"{row.file}:{row.line}" if row.line else f"all rows of {row.file}"
    return f"{where}  {_named(row.categories)}".rstrip()


def _named(categories: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name}: {category}" for name, category in categories)


def _as_json(found: Trace) -> dict[str, object]:
    return {
        "name": found.name,
        "expression": found.expression,
        "file": found.span.file,
        "line": found.span.line,
        "written": found.written,
        "figures": [_step_json(step) for step in found.steps],
    }


def _step_json(step: Step) -> dict[str, object]:
    return {
        "data": step.data,
        "measure": step.measure,
        "categories": dict(step.categories),
        "written": step.written or None,
        "place": step.place or None,
        "rows": [
            {"file": row.file, "line": row.line, "categories": dict(row.categories)} for row in step.rows
        ],
        "more_rows": step.more_rows,
        "source": step.source,
        "as_of": step.as_of.isoformat() if step.as_of else None,
    }
