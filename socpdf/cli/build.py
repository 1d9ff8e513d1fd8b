"""`socpdf build`: runs the pipeline and says what came out of it."""

from collections.abc import Sequence

from socpdf.cli import console, progress
from socpdf.cli.status import Status, status_of
from socpdf.core.diagnostics import Diagnostic, Refused, Sink
from socpdf.pipeline import BuildResult, Output, Request, build


def run(request: Request, *, as_json: bool) -> Status:
    sink = Sink()
    try:
        with progress.shown(quiet=as_json) as shown:
            result = build(request, sink, shown)
    except Refused:
        result = None
    diagnostics = sink.in_order()
    status = _status(result, diagnostics)
    if as_json:
        console.show_json(_summary(result, status, diagnostics))
    else:
        console.tell_diagnostics(diagnostics)
        for output in result.outputs if result else ():
            console.show(_line(output))
        console.tell(_verdict(result, status, diagnostics))
    return status


def _status(result: BuildResult | None, diagnostics: Sequence[Diagnostic]) -> Status:
    if result is None:
        return status_of(diagnostics)
    return Status.FINDINGS if result.findings else Status.BUILT


def _summary(
    result: BuildResult | None, status: Status, diagnostics: Sequence[Diagnostic]
) -> dict[str, object]:
    outputs = result.outputs if result else ()
    return {
        "status": status,
        "outputs": [
            {
                "path": console.relative(output.path),
                "profile": output.profile,
                "pages": output.pages,
                "bytes": output.bytes,
            }
            for output in outputs
        ],
        "findings": result.findings if result else 0,
        "reviewed": [console.as_json(entry) for entry in result.reviewed] if result else [],
        "seconds": {name: round(spent, 3) for name, spent in result.seconds.items()} if result else {},
        "diagnostics": [console.as_json(diagnostic) for diagnostic in diagnostics],
    }


def _line(output: Output) -> str:
    size = f"{max(1, round(output.bytes / 1000))} kB"
    return (
        f"{console.relative(output.path)}  {output.profile}, {console.counted(output.pages, 'page')}, {size}"
    )


def _verdict(result: BuildResult | None, status: Status, diagnostics: Sequence[Diagnostic]) -> str:
    if result is None:
        why = "disclosure control refused" if status is Status.REFUSED else "nothing was written"
        return f"{console.counted(len(diagnostics), 'message')}; {why}"
    files = console.counted(len(result.outputs), "file")
    found = console.counted(result.findings, "finding")
    if result.reviewed:
        found += f", {len(result.reviewed)} in the text (`socpdf granska`)"
    return f"{files}, {found}, {sum(result.seconds.values()):.1f} s"
