"""The report from specs and data to files: the only module that knows all the stages.

spec.parse → sources.load → tables.compute → disclosure.release → document.assemble → layout.compose →
pdf.write → judged (preflight.check); and audit.review of what was parsed and released
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Protocol, TypeVar

from socpdf.audit import Trace, review, trace
from socpdf.core.cache import FOLDER, Cache
from socpdf.core.diagnostics import Diagnostic, Refused, Severity, Sink, Span
from socpdf.core.files import write_all, write_atomically
from socpdf.core.names import did_you_mean
from socpdf.disclosure import release
from socpdf.disclosure.words import check_words
from socpdf.document import assemble, released_csv
from socpdf.ir.document import Attachment, Diagram, Document, Table
from socpdf.ir.paged import PagedDocument
from socpdf.ir.reading import every_block, plain
from socpdf.ir.report import Report
from socpdf.ir.spec import ChapterSpec, ReportSpec
from socpdf.ir.tables import ComputedReport, DisclosureAudit, ReleasedReport
from socpdf.ir.tidy import TidyTable
from socpdf.ir.typeset import TypesetReport
from socpdf.ir.walk import tables as tables_of
from socpdf.judged import judged
from socpdf.layout import compose
from socpdf.layout.overlay import overlay
from socpdf.pdf import write
from socpdf.profiles import (
    FOGRA39,
    PROFILES,
    REPORT_PROFILES,
    Colour,
    PrintCondition,
    Profile,
    find,
    read_condition,
    with_blank_pages,
)
from socpdf.sources import load
from socpdf.spec import parse
from socpdf.tables import compute
from socpdf.text.fonts import FontBook

_T = TypeVar("_T")


class Progress(Protocol):
    """Is told how far a stage is; `done` equals `of` when it ends."""

    def stage(self, name: str, done: int, of: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Request:
    root: Path
    """The project: it holds `layouts/` and `data/`."""
    out: Path
    chapter: int | None = None
    """This chapter alone; None: all."""
    profiles: tuple[str, ...] = ()
    """Empty: those a report is published in."""
    overlay: bool = False
    """Whether grid, boxes and word spaces are drawn over the pages."""
    cache: bool = True
    """Whether what was made before is looked for, and what is made is kept."""


@dataclass(frozen=True, slots=True)
class Output:
    path: Path
    profile: str
    pages: int
    bytes: int


@dataclass(frozen=True, slots=True)
class BuildResult:
    outputs: tuple[Output, ...]
    findings: int
    """Of the checks of the finished files."""
    seconds: Mapping[str, float]
    """By stage."""
    reviewed: tuple[Diagnostic, ...] = ()
    """What the audit has to say of the text."""


@dataclass(slots=True)
class _Stopwatch:
    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, stage: str, work: Callable[[], _T], done: int = 1, of: int = 1) -> _T:
        if done == 1 and of > 1:
            self.progress.stage(stage, 0, of)
        start = perf_counter()
        result = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - start
        self.progress.stage(stage, done, of)
        return result


def build(request: Request, sink: Sink, progress: Progress) -> BuildResult:
    """Make every output, then write them all; an error anywhere and `out/` stays as it was."""
    watch = _Stopwatch(progress)
    profiles = _profiles(request.profiles, sink)
    report, released = _released(request.root, request.chapter, sink, watch, cached=request.cache)
    chapters = _chosen(report, request.chapter, sink)
    documents = [assemble(report, chapter, released, request.root, sink) for chapter in chapters]
    fonts = FontBook.open(request.root, sink)
    if sink.has_errors:
        raise Refused
    cache = Cache(request.root / FOLDER if request.cache else None)
    reviewed = watch.time("review", lambda: review(report, released, sink))
    paged = [
        watch.time("layout", partial(compose, document, fonts, sink, cache), i, len(documents))
        for i, document in enumerate(documents, 1)
    ]
    shown = [overlay(document, fonts) for document in paged] if request.overlay else paged
    condition = _condition(request.root, report, profiles, sink)
    jobs = [
        (with_blank_pages(document, profile.multiple), replace(profile, condition=condition))
        for document in shown
        for profile in profiles
    ]
    made: dict[Path, bytes] = {}
    outputs: list[Output] = []
    for i, (document, profile) in enumerate(jobs, 1):
        path = _path(request.out, document, profile)
        content = watch.time("write", partial(write, document, profile, fonts, sink), i, len(jobs))
        made[path] = content
        made.update(_twins(document.document, profile, path))
        outputs.append(Output(path, profile.name, len(document.pages), len(content)))
    write_all(made)
    promising = [(_path(request.out, *job), job[1]) for job in jobs if job[1].standards]
    reports = [
        watch.time("check", partial(judged, path, made[path], profile, cache), i, len(promising))
        for i, (path, profile) in enumerate(promising, 1)
    ]
    content = _report_json(request.out, outputs, paged, reports, reviewed, released)
    write_atomically(request.out / "rapport.json", content)
    findings = sum(len(report.findings) for report in reports)
    return BuildResult(tuple(outputs), findings, watch.seconds, reviewed)


def _condition(root: Path, report: ReportSpec, profiles: Sequence[Profile], sink: Sink) -> PrintCondition:
    """Paper and press, asked for only where something is printed."""
    printed = any(profile.colour is Colour.CMYK for profile in profiles)
    return read_condition(root, report.press, sink) if printed else FOGRA39


def _path(out: Path, document: PagedDocument, profile: Profile) -> Path:
    return out / profile.folder / f"{document.document.meta.slug}.pdf"


def table_csv(root: Path, number: str, sink: Sink) -> bytes:
    """The released figures of one table."""
    _, released = _released(root, None, sink, _Stopwatch(_Silent()))
    tables = {table.number: table for table in released.tables}
    if number not in tables:
        sink.error("U201", f"there is no table {number}", Span("layouts"), did_you_mean(number, tables))
        raise Refused
    return released_csv(tables[number])


@dataclass(frozen=True, slots=True)
class Reviewed:
    found: tuple[Diagnostic, ...]
    """In the text."""
    audits: Mapping[str, DisclosureAudit]
    """By table in which something is withheld."""


def review_report(root: Path, chapter: int | None, sink: Sink) -> Reviewed:
    """What the audit finds in the text of the report, or of one chapter of it, and what is withheld."""
    report, released = _released(root, chapter, sink, _Stopwatch(_Silent()))
    chosen = _chosen(report, chapter, sink)
    numbers = {table.number for one in chosen for table in tables_of(one)}
    audits = {number: audit for number, audit in released.audits().items() if number in numbers}
    return Reviewed(review(replace(report, chapters=chosen), released, sink), audits)


def trace_value(root: Path, chapter: int, name: str, sink: Sink) -> Trace:
    """Where a value that a chapter names comes from."""
    watch = _Stopwatch(_Silent())
    computation = _computed(root, None, sink, watch)
    released = _safely_released(computation.computed, sink, watch, Cache(root / FOLDER))
    (chosen,) = _chosen(computation.report, chapter, sink)
    values = {value.name: value for value in chosen.values}
    if name not in values:
        sink.error(
            "U204", f"chapter {chapter} names no value `{name}`", chosen.span, did_you_mean(name, values)
        )
        raise Refused
    found = trace(values[name], computation.computed, released, computation.data)
    if found is None:
        hint = "ask for one that can stand in the text"
        sink.error("U204", f"`{name}` is only for other values to use", values[name].span, hint)
        raise Refused
    return found


class _Silent:
    def stage(self, name: str, done: int, of: int) -> None:
        """Nobody watches."""


def _released(
    root: Path, chapter: int | None, sink: Sink, watch: _Stopwatch, *, cached: bool = True
) -> tuple[ReportSpec, ReleasedReport]:
    """All tables and values of the report together: what may be shown depends on all of them."""
    computation = _computed(root, chapter, sink, watch)
    cache = Cache(root / FOLDER if cached else None)
    return computation.report, _safely_released(computation.computed, sink, watch, cache)


@dataclass(frozen=True, slots=True)
class _Computation:
    report: ReportSpec
    data: Mapping[str, TidyTable]
    computed: ComputedReport


def _computed(root: Path, chapter: int | None, sink: Sink, watch: _Stopwatch) -> _Computation:
    report = watch.time("parse", lambda: parse(root, sink, chapter=chapter))
    data = watch.time("load", lambda: load(root, report, sink))
    return _Computation(report, data, watch.time("compute", lambda: compute(report, data, sink)))


def _safely_released(computed: ComputedReport, sink: Sink, watch: _Stopwatch, cache: Cache) -> ReleasedReport:
    released = watch.time("release", lambda: release(computed, sink, cache=cache))
    check_words(computed, released, sink)
    return released


def _profiles(names: tuple[str, ...], sink: Sink) -> list[Profile]:
    profiles = []
    for name in names or REPORT_PROFILES:
        profile = find(name)
        if profile is None:
            hint = did_you_mean(name, [known.name for known in PROFILES])
            sink.error("U106", f"there is no profile `{name}`", Span("--profil"), hint)
        else:
            profiles.append(profile)
    if sink.has_errors:
        raise Refused
    return profiles


def _chosen(report: ReportSpec, number: int | None, sink: Sink) -> tuple[ChapterSpec, ...]:
    chosen = tuple(c for c in report.chapters if number in (None, c.number))
    if not chosen:
        known = ", ".join(str(chapter.number) for chapter in report.chapters)
        hint = f"there are: {known}" if known else "write layouts/1-name.md"
        sink.error("U203", f"there is no chapter {number}", Span("layouts"), hint)
        raise Refused
    return chosen


def _twins(document: Document, profile: Profile, path: Path) -> Iterator[tuple[Path, bytes]]:
    """The files attached to the PDF, beside it as well."""
    if profile.attachments:
        for attachment in _attachments(document):
            yield path.with_suffix("") / attachment.name, attachment.data


def _attachments(document: Document) -> Iterator[Attachment]:
    return (block.csv for block in every_block(document.blocks) if isinstance(block, Table | Diagram))


def _report_json(
    out: Path,
    outputs: Sequence[Output],
    paged: Sequence[PagedDocument],
    reports: Sequence[Report],
    reviewed: Sequence[Diagnostic],
    released: ReleasedReport,
) -> bytes:
    """What the editors want to know; without times, so that equal input gives equal bytes."""
    content = {
        "outputs": [
            {
                "file": output.path.relative_to(out).as_posix(),
                "profile": output.profile,
                "pages": output.pages,
                "bytes": output.bytes,
            }
            for output in outputs
        ],
        "typesetting": {document.document.meta.slug: _typesetting(document.report) for document in paged},
        "granskning": _review_json(reviewed),
        "values": {document.document.meta.slug: _values_json(document.document) for document in paged},
        "disclosure": {number: audit.counts() for number, audit in released.audits().items()},
        "checks": [json.loads(_relative(report, out).to_json()) for report in reports],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _values_json(document: Document) -> dict[str, object]:
    """Every released figure of the chapter as it is seen: in the text, and in the tables by their files."""
    written = [
        {"place": str(value.place), "source": value.source, "text": value.text} for value in document.values
    ]
    tables = {
        Path(table.csv.name).stem: [
            [plain(cell.content) for cell in row.cells if cell.kind == "data"] for row in table.body_rows
        ]
        for table in every_block(document.blocks)
        if isinstance(table, Table)
    }
    return {"text": written, "tables": tables}


def _review_json(reviewed: Sequence[Diagnostic]) -> dict[str, object]:
    errors = sum(entry.severity is Severity.ERROR for entry in reviewed)
    entries = [
        {
            "code": entry.code,
            "severity": entry.severity.value,
            "message": entry.message,
            "place": str(entry.span),
            "hint": entry.hint,
        }
        for entry in reviewed
    ]
    return {"findings": errors, "hints": len(reviewed) - errors, "entries": entries}


def _relative(report: Report, out: Path) -> Report:
    return replace(report, path=Path(report.path).relative_to(out).as_posix())


def _typesetting(report: TypesetReport) -> dict[str, object]:
    troubles = [{**asdict(spot), "span": str(spot.span or "")} for spot in report.troubles]
    return {**asdict(report), "troubles": troubles}
