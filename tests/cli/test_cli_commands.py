"""The command line with a pipeline that does what the test tells it: what is asked, printed and returned."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from socpdf import __version__
from socpdf.cli import build, console, main, table
from socpdf.cli.explain import FAMILIES
from socpdf.core.codes import CODES
from socpdf.core.diagnostics import Refused, Severity, Sink, Span
from socpdf.ir.report import Finding, Report
from socpdf.pipeline import BuildResult, Output, Progress, Request
from socpdf.preflight.verapdf import VerapdfMissing

PLACE = Span("layouts/1-hemtjanst.md", 3, 2, 10)
TEXT = "---\nkapitel: 1\n:kolumner: 3\x1b[31m\n"
CSV = "Stadsdel,Antal,Antal (tecken)\r\nNorr,333,\r\nÖster,,*\r\n".encode()


@dataclass(slots=True)
class FakePipeline:
    """Set what happens, run the command, look at what it asked for."""

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    findings: int = 0
    failure: BaseException | None = None
    requests: list[Request] = field(default_factory=list)

    def build(self, request: Request, sink: Sink, progress: Progress) -> BuildResult:
        self.requests.append(request)
        progress.stage("layout", 1, 2)
        progress.stage("layout", 2, 2)
        self._speak(sink)
        output = Output(request.out / "kapitel" / "1-hemtjanst.pdf", "webb", 3, 12_345)
        return BuildResult((output,), self.findings, {"layout": 0.25, "pdf": 0.5})

    def table_csv(self, root: Path, number: str, sink: Sink) -> bytes:
        assert (root / "layouts").is_dir()
        assert number == "8:1"
        self._speak(sink)
        return CSV

    def _speak(self, sink: Sink) -> None:
        sink.remember(PLACE.file, TEXT)
        for code in self.warnings:
            sink.warning(code, "a warning", PLACE)
        for code in self.errors:
            sink.error(code, "unknown option `kolumner`, på svenska", PLACE, "did you mean `kolumn`?")
        if self.failure:
            raise self.failure
        if self.errors:
            raise Refused


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        return cast(dict[str, object], json.loads(self.out))


Run = Callable[..., Ran]


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> FakePipeline:
    fake = FakePipeline()
    monkeypatch.setattr(build, "build", fake.build)
    monkeypatch.setattr(table, "table_csv", fake.table_csv)
    return fake


@pytest.fixture
def project(
    make_project: Callable[[Mapping[str, str | None]], Path], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A project, and the current folder is its."""
    root = make_project({})
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run one command line in this process, and return what it wrote."""

    def run_command(*arguments: str) -> Ran:
        status = main(arguments)
        captured = capfdbinary.readouterr()
        return Ran(status, captured.out.decode(), captured.err.decode())

    return run_command


# --- build ---


@pytest.mark.parametrize(
    ("errors", "warnings", "findings", "status"),
    [
        ((), (), 0, 0),
        ((), ("L101",), 0, 0),
        ((), (), 2, 1),
        (("L203",), (), 0, 2),
        (("D101", "T101"), (), 0, 2),
        (("S101",), (), 0, 3),
        (("L203", "S101"), (), 0, 3),
        (("L203",), ("S101",), 0, 2),
    ],
)
def test_status_says_how_the_build_ended(
    pipeline: FakePipeline,
    project: Path,
    run: Run,
    errors: tuple[str, ...],
    warnings: tuple[str, ...],
    findings: int,
    status: int,
) -> None:
    """Disclosure control outweighs other errors, findings are told, warnings alone do not fail."""
    pipeline.errors, pipeline.warnings, pipeline.findings = errors, warnings, findings
    assert run("build").status == status
    as_json = run("build", "--json")
    assert as_json.status == status
    assert as_json.json["status"] == status


def test_build_without_options_asks_for_the_whole_report(
    pipeline: FakePipeline, project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The project is found from a folder inside it, and the outputs go to its own `out`."""
    monkeypatch.chdir(project / "layouts")
    assert run("build").status == 0
    assert pipeline.requests == [Request(project, project / "out", None, ())]


def test_build_passes_its_options_on(pipeline: FakePipeline, project: Path, run: Run, tmp_path: Path) -> None:
    """Chapter, profiles (each once), project and output folder reach the pipeline as given."""
    out = tmp_path / "annan stans"
    profiles = ("--profil", "webb2", "--profil", "webb", "--profil", "webb2")
    ran = run("build", "--kapitel", "8", *profiles, "--projekt", str(project), "--ut", str(out))
    assert ran.status == 0
    assert pipeline.requests == [Request(project, out, 8, ("webb2", "webb"))]


def test_build_can_do_without_the_cache(pipeline: FakePipeline, project: Path, run: Run) -> None:
    """`--utan-cache` reaches the pipeline; without it the cache is used."""
    assert run("build", "--projekt", str(project), "--utan-cache").status == 0
    assert run("build", "--projekt", str(project)).status == 0
    assert [request.cache for request in pipeline.requests] == [False, True]


def test_build_shows_outputs_on_stdout_and_the_rest_on_stderr(
    pipeline: FakePipeline, project: Path, run: Run
) -> None:
    """A script reads file names; a person reads messages, progress and the verdict."""
    pipeline.warnings = ("L203",)
    ran = run("build")
    assert ran.out == "out/kapitel/1-hemtjanst.pdf  webb, 3 pages, 12 kB\n"
    assert ran.err.splitlines() == [
        "layout: 2 of 2",
        "layouts/1-hemtjanst.md:3:2: warning[L203]: a warning",
        "3 | :kolumner: 3\N{REPLACEMENT CHARACTER}[31m",
        "     ^^^^^^^^",
        "1 file, 0 findings, 0.8 s",
    ]


def test_refused_build_shows_the_message_and_no_output(
    pipeline: FakePipeline, project: Path, run: Run
) -> None:
    """Place, code, hint and verdict; nothing on stdout, for nothing was written."""
    pipeline.errors = ("L203",)
    ran = run("build")
    assert ran.out == ""
    assert "layouts/1-hemtjanst.md:3:2: error[L203]: unknown option `kolumner`, på svenska" in ran.err
    assert "  hint: did you mean `kolumn`?" in ran.err
    assert ran.err.endswith("1 message; nothing was written\n")


def test_build_as_json_is_one_object_and_nothing_else(
    pipeline: FakePipeline, project: Path, run: Run
) -> None:
    """stdout holds the object, stderr nothing."""
    pipeline.warnings = ("L203",)
    ran = run("build", "--json")
    assert ran.err == ""
    assert ran.json == {
        "status": 0,
        "outputs": [{"path": "out/kapitel/1-hemtjanst.pdf", "profile": "webb", "pages": 3, "bytes": 12_345}],
        "findings": 0,
        "reviewed": [],
        "seconds": {"layout": 0.25, "pdf": 0.5},
        "diagnostics": [
            {
                "code": "L203",
                "severity": "warning",
                "message": "a warning",
                "file": "layouts/1-hemtjanst.md",
                "line": 3,
                "column": 2,
                "end": 10,
                "hint": "",
            }
        ],
    }


# --- wrong use ---


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "socpdf: error[U101]: no such command 'bild'"),
        (["build", "--kapitl", "8"], "socpdf build: error[U101]: no such option: --kapitl"),
        (["build", "--kapitel", "åtta"], "socpdf build: error[U101]: invalid value for '--kapitel'"),
        (["build", "--kapitel", "0"], "socpdf build: error[U101]: invalid value for '--kapitel'"),
        (["build", "--profil"], "error[U101]: option '--profil' requires an argument"),
        (["build", "--profil", "web"], "socpdf: error[U106]: unknown profile `web`"),
        (["build", "--projekt", "finns/inte"], "finns/inte: error[U102]: not a project"),
        (["build", "8"], "socpdf build: error[U101]: got unexpected extra argument"),
        (["tabell"], "socpdf tabell: error[U101]: missing argument"),
        (["check"], "socpdf check: error[U101]: missing argument"),
        (["explain", "L2O3"], "socpdf explain: error[U104]: unknown code `L2O3`"),
    ],
)
def test_wrong_use_ends_with_4_and_one_message(
    pipeline: FakePipeline, project: Path, run: Run, arguments: list[str], said: str
) -> None:
    """Also where the argument parser of typer alone would end with 2."""
    ran = run(*arguments)
    assert ran.status == 4
    assert ran.out == ""
    assert said in ran.err
    assert pipeline.requests == []


def test_wrong_use_as_json_is_json(pipeline: FakePipeline, project: Path, run: Run) -> None:
    """A program that asked for JSON gets it, whatever happens."""
    ran = run("build", "--json", "--kapitel", "x")
    assert ran.status == 4
    assert ran.err == ""
    diagnostics = cast(list[dict[str, object]], ran.json["diagnostics"])
    assert [entry["code"] for entry in diagnostics] == ["U101"]


def test_build_outside_of_a_project_says_what_to_do(
    pipeline: FakePipeline, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the file that makes a folder a project."""
    monkeypatch.chdir(tmp_path)
    ran = run("build")
    assert ran.status == 4
    assert (
        ".: error[U102]: no project here or in a folder above: `layouts/rapport.yaml` is missing" in ran.err
    )


def test_command_alone_shows_its_help_as_wrong_use(run: Run) -> None:
    """Nothing was asked for: the help goes to stderr."""
    ran = run()
    assert ran.status == 4
    assert ran.out == ""
    assert "Commands:" in ran.err


def test_version_is_that_of_the_package(run: Run) -> None:
    """One line, from the package."""
    ran = run("--version")
    assert (ran.status, ran.out) == (0, f"socpdf {__version__}\n")


# --- what must not happen ---


def test_internal_error_shows_neither_traceback_nor_its_own_words(
    pipeline: FakePipeline, project: Path, run: Run
) -> None:
    """An exception may quote a secret figure or a path: only its kind and its module are told."""
    pipeline.failure = KeyError("2 personer i /hem/anna/data.csv")
    ran = run("build")
    assert ran.status == 5
    assert "socpdf: error[U901]: internal error: KeyError in " in ran.err
    assert "report it" in ran.err
    for word in ("Traceback", "personer", "anna", "/"):
        assert word not in ran.err


def test_internal_error_tells_the_way_there_when_asked(
    pipeline: FakePipeline, project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOCPDF_DEBUG=1 adds modules and lines; still no path and no figure."""
    monkeypatch.setenv("SOCPDF_DEBUG", "1")
    pipeline.failure = KeyError("2 personer i /hem/anna/data.csv")
    ran = run("build")
    assert "socpdf.cli:" in ran.err
    assert "socpdf.cli.build:" in ran.err
    for word in ("Traceback", "personer", "anna", "/"):
        assert word not in ran.err


def test_internal_error_as_json_is_json(pipeline: FakePipeline, project: Path, run: Run) -> None:
    """A program that asked for JSON gets it, whatever happens."""
    pipeline.failure = RecursionError()
    ran = run("build", "--json")
    assert ran.status == 5
    assert ran.json["status"] == 5


def test_file_the_system_refuses_is_named(pipeline: FakePipeline, project: Path, run: Run) -> None:
    """A full disk or a folder without permission is not a bug of the program."""
    pipeline.failure = PermissionError(13, "Permission denied", "out/kapitel/1-hemtjanst.pdf")
    ran = run("build")
    assert ran.status == 4
    assert "out/kapitel/1-hemtjanst.pdf: error[U105]: cannot use this file: permission denied" in ran.err


# --- explain ---


@pytest.mark.parametrize("code", [entry.id for entry in CODES])
def test_every_code_is_explained(run: Run, code: str) -> None:
    """Title, cause and cure of each entry of the catalogue, whatever the case of its letters."""
    ran = run("explain", code.lower())
    assert ran.status == 0
    assert ran.out.startswith(f"{code}: ")
    assert "What to do: " in ran.out


def test_explain_alone_lists_the_families(run: Run) -> None:
    """Each code belongs to a family that is listed with its size."""
    ran = run("explain")
    assert ran.status == 0
    for letter, subject in FAMILIES:
        size = sum(entry.id.startswith(letter) for entry in CODES)
        assert f"{letter}  {subject}, {size} code" in ran.out
    assert {entry.id[0] for entry in CODES} <= {letter for letter, _ in FAMILIES}


def test_explain_with_a_letter_lists_its_codes(run: Run) -> None:
    """All codes of the family, and no other."""
    ran = run("explain", "u")
    assert [line.split()[0] for line in ran.out.splitlines()] == [c.id for c in CODES if c.id.startswith("U")]


def test_unknown_code_names_the_nearest(run: Run) -> None:
    """A slip of the pen is mended."""
    assert "did you mean `U901`?" in run("explain", "U9O1").err


# --- new ---


def test_new_project_is_a_project(run: Run, tmp_path: Path) -> None:
    """It has the settings, a chapter and data with their description, and every file is named on stdout."""
    folder = tmp_path / "ny rapport"
    ran = run("new", str(folder))
    assert ran.status == 0
    made = sorted(path.relative_to(tmp_path).as_posix() for path in folder.rglob("*") if path.is_file())
    assert [Path(line).relative_to(tmp_path).as_posix() for line in ran.out.splitlines()] == made
    assert "ny rapport/layouts/rapport.yaml" in made
    assert any(name.endswith(".csv") for name in made)


def test_new_project_may_fill_an_empty_folder(run: Run, tmp_path: Path) -> None:
    """A folder made beforehand will do."""
    assert run("new", str(tmp_path)).status == 0


@pytest.mark.parametrize("taken", ["folder", "file"])
def test_new_project_overwrites_nothing(run: Run, tmp_path: Path, taken: str) -> None:
    """What is there stays as it is."""
    place = tmp_path / "rapport"
    file = place / "mitt.md" if taken == "folder" else place
    file.parent.mkdir(exist_ok=True)
    file.write_text("mitt")
    ran = run("new", str(place))
    assert ran.status == 4
    assert "error[U103]" in ran.err
    assert file.read_text() == "mitt"
    assert [path for path in place.rglob("*") if path != file] == []


# --- tabell ---


def test_table_as_csv_is_its_bytes(pipeline: FakePipeline, project: Path, run: Run) -> None:
    """Nothing is translated: the line ends stay as the standard for CSV has them."""
    ran = run("tabell", "8:1", "--csv")
    assert (ran.status, ran.out.encode()) == (0, CSV)


def test_table_for_a_reader_stands_in_columns(pipeline: FakePipeline, project: Path, run: Run) -> None:
    """Text to the left, figures to the right, and a sign where a figure is withheld."""
    assert run("tabell", "8:1").out == "Stadsdel  Antal\nNorr        333\nÖster         *\n"


def test_refused_table_is_not_shown(pipeline: FakePipeline, project: Path, run: Run) -> None:
    """A refusal by disclosure control ends with 3 and prints no figure."""
    pipeline.errors = ("S101",)
    ran = run("tabell", "8:1", "--csv")
    assert (ran.status, ran.out) == (3, "")
    assert "error[S101]" in ran.err


# --- watch ---


def test_watch_builds_drafts_until_interrupted(pipeline: FakePipeline, project: Path, run: Run) -> None:
    """Ctrl-C is how it ends, not a failure."""
    pipeline.failure = KeyboardInterrupt()
    ran = run("watch", "--kapitel", "1")
    assert ran.status == 0
    assert pipeline.requests == [Request(project, project / "out", 1, ("utkast",))]
    assert ran.err.endswith("stopped\n")


# --- check ---


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "FakeJudge":
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7")
    monkeypatch.chdir(tmp_path)
    fake = FakeJudge()
    monkeypatch.setattr("socpdf.preflight.check", fake.check)
    return fake


@dataclass(slots=True)
class FakeJudge:
    """Preflight that finds what the test tells it, in every file."""

    findings: tuple[Finding, ...] = ()
    failure: Exception | None = None
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def check(self, path: Path, *, verapdf: tuple[str, ...] = ()) -> Report:
        self.asked.append((str(path), verapdf))
        if self.failure and verapdf:
            raise self.failure
        return Report(str(path), "1.7", ("3a", "ua1"), ("3a", "ua1"), 2, 40, self.findings)


def untagged(page: int, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("F105", "text \x1b[31mis not tagged", "Matterhorn 01-005", page, "Document", severity)


def test_clean_files_pass(judge: FakeJudge, run: Run) -> None:
    """One line a file, status 0, and veraPDF is not asked."""
    ran = run("check", "a.pdf", "b.pdf")
    assert ran.status == 0
    assert ran.out == (
        "a.pdf: 2 pages, judged by 3a, ua1: 0 findings\nb.pdf: 2 pages, judged by 3a, ua1: 0 findings\n"
    )
    assert judge.asked == [("a.pdf", ()), ("b.pdf", ())]


def test_findings_are_shown_with_their_place(judge: FakeJudge, run: Run) -> None:
    """The first ten of a kind, and how many more there are; text of the file cannot steer the terminal."""
    judge.findings = tuple(untagged(page) for page in range(1, 14))
    ran = run("check", "a.pdf")
    assert ran.status == 1
    lines = ran.out.splitlines()
    shown = "text \N{REPLACEMENT CHARACTER}[31mis not tagged"
    assert lines[0] == f"a.pdf: error[F105]: {shown} (page 1, Document)"
    assert lines[9:] == [
        f"a.pdf: error[F105]: {shown} (page 10, Document)",
        "a.pdf: 3 more of F105; `--json` has them all",
        "a.pdf: 2 pages, judged by 3a, ua1: 13 findings",
    ]


def test_warnings_alone_pass(judge: FakeJudge, run: Run) -> None:
    """They are shown."""
    judge.findings = (untagged(1, Severity.WARNING),)
    ran = run("check", "a.pdf")
    assert ran.status == 0
    assert "warning[F105]" in ran.out


def test_check_as_json_has_every_finding(judge: FakeJudge, run: Run) -> None:
    """One object for all the files."""
    judge.findings = tuple(untagged(page) for page in range(1, 14))
    ran = run("check", "--json", "a.pdf", "b.pdf")
    reports = cast(list[dict[str, list[object]]], ran.json["reports"])
    assert ran.json["status"] == 1
    assert [len(report["findings"]) for report in reports] == [13, 13]


def test_verapdf_is_asked_for_what_is_named(judge: FakeJudge, run: Run) -> None:
    """`ua1,3a` goes on as it is; `auto` asks for what the file claims."""
    run("check", "a.pdf", "--verapdf", "ua1, 3a")
    assert judge.asked == [("a.pdf", ("ua1", "3a"))]
    run("check", "b.pdf", "--verapdf", "auto")
    assert judge.asked[-1] == ("b.pdf", ("3a", "ua1"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["borta.pdf"], "borta.pdf: error[U105]: there is no such file"),
        (["a.pdf", "--verapdf", "ua3"], "error[U106]: unknown profile `ua3` of veraPDF"),
    ],
)
def test_check_of_nothing_is_wrong_use(judge: FakeJudge, run: Run, arguments: list[str], said: str) -> None:
    """No file is judged before all that is asked for is known to be there."""
    ran = run("check", *arguments)
    assert ran.status == 4
    assert said in ran.err
    assert judge.asked == []


def test_missing_verapdf_says_what_to_install(judge: FakeJudge, run: Run) -> None:
    """An extra that is not installed is no internal error."""
    judge.failure = VerapdfMissing("jpype1 is absent")
    ran = run("check", "a.pdf", "--verapdf", "ua1")
    assert ran.status == 4
    assert "error[U107]: veraPDF is not installed (jpype1 is absent)" in ran.err
    assert 'pip install "socpdf[verify]"' in ran.err


# --- the terminal ---


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "on_terminal", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_terminal_gets_colours(pipeline: FakePipeline, project: Path, run: Run, terminal: None) -> None:
    """The code stands out; an escape sequence in the author's file does not get through."""
    pipeline.errors = ("L203",)
    err = run("build").err
    assert "\x1b[31m\x1b[1merror[L203]\x1b[0m" in err
    assert ":kolumner: 3\N{REPLACEMENT CHARACTER}[31m" in err


def test_no_color_is_respected(
    pipeline: FakePipeline, project: Path, run: Run, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is as plain as in a log."""
    monkeypatch.setenv("NO_COLOR", "1")
    pipeline.errors = ("L203",)
    assert "layouts/1-hemtjanst.md:3:2: error[L203]: unknown option" in run("build").err
