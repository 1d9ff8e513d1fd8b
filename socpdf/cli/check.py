"""`socpdf check`: preflight, and veraPDF on request, of any PDF; with `--tryck` as a printer judges it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from socpdf import preflight
from socpdf.cli import console
from socpdf.cli.status import Misuse, Status
from socpdf.core.names import did_you_mean
from socpdf.ir.report import Finding, Report
from socpdf.preflight.verapdf import PROFILES, VerapdfMissing

# A fault of a template comes a thousand times: a reader is served by the first few, and JSON has them all.
SHOWN_OF_A_KIND: Final = 10


def run(files: Sequence[Path], verapdf: str, *, as_json: bool) -> Status:
    wanted = _standards(verapdf)
    _must_exist(files)
    return _tell([_report(file, wanted, claimed=verapdf == "auto") for file in files], as_json=as_json)


def run_press(
    files: Sequence[Path], name: str | None, thresholds: Sequence[str], ink_map: Path | None, *, as_json: bool
) -> Status:
    # Behind it stand numpy and Pillow, which other checks do not need.
    from socpdf.preflight import press

    try:
        segment = press.segment_for(name or press.SEGMENTS[0].name, thresholds)
    except press.SegmentError as error:
        raise Misuse("U108", str(error), "socpdf check --tryck", error.hint) from None
    _must_exist(files)
    if ink_map is not None and len(files) != 1:
        raise Misuse("U101", "`--färgkarta` draws one file", "socpdf check --tryck", "name one file")
    return _tell([press.check_press(file, segment, ink_map) for file in files], as_json=as_json)


def _must_exist(files: Sequence[Path]) -> None:
    for file in files:
        if not file.is_file():
            raise Misuse("U105", "there is no such file", str(file))


def _tell(reports: Sequence[Report], *, as_json: bool) -> Status:
    status = Status.BUILT if all(report.passed for report in reports) else Status.FINDINGS
    if as_json:
        entries = [json.loads(report.to_json()) for report in reports]
        console.show_json({"status": status, "reports": entries})
    else:
        for report in reports:
            for line in _lines(report):
                console.show(console.harmless(line))
    return status


def _standards(verapdf: str) -> tuple[str, ...]:
    """The profiles named, `ua1,3a`; none for `auto`, which the file itself answers."""
    names = [name.strip() for name in verapdf.split(",") if name.strip()]
    if names == ["auto"]:
        return ()
    for name in names:
        if name not in PROFILES:
            hint = did_you_mean(name, [*PROFILES, "auto"])
            raise Misuse("U106", f"unknown profile `{name}` of veraPDF", "socpdf check", hint)
    return tuple(names)


def _report(file: Path, wanted: tuple[str, ...], *, claimed: bool) -> Report:
    try:
        report = preflight.check(file, verapdf=wanted)
        if claimed and report.claims:
            return preflight.check(file, verapdf=report.claims)
        return report
    except VerapdfMissing as error:
        raise Misuse("U107", str(error), "socpdf check --verapdf") from error


def _lines(report: Report) -> Iterator[str]:
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_code[finding.code].append(finding)
    for code, findings in by_code.items():
        for finding in findings[:SHOWN_OF_A_KIND]:
            yield f"{report.path}: {finding}"
        if len(findings) > SHOWN_OF_A_KIND:
            yield f"{report.path}: {len(findings) - SHOWN_OF_A_KIND} more of {code}; `--json` has them all"
    found = console.counted(len(report.findings), "finding")
    judged = ", ".join(report.standards) or "no standard"
    yield f"{report.path}: {console.counted(report.pages, 'page')}, judged by {judged}: {found}"
