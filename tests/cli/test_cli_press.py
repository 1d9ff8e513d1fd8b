"""`socpdf check --tryck`: what is asked of the printer's judge, and what is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from socpdf.cli import main
from socpdf.core.diagnostics import Severity
from socpdf.ir.report import Finding, Report
from socpdf.preflight import press
from socpdf.preflight.press import Segment

FINDING = Finding(
    "P502",
    "an image has 150 ppi",
    "GWG 2022 R0031",
    3,
    "20.0 mm from the left, 30.0 mm from the top",
    Severity.WARNING,
    measured="150 ppi",
    limit="224 ppi",
    spec="layouts/8-prov.md:41",
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, Segment, Path | None]]:
    """What the judge is asked; it has one finding in every file."""
    calls: list[tuple[str, Segment, Path | None]] = []

    def judge(path: Path, segment: Segment, ink_map: Path | None = None) -> Report:
        calls.append((str(path), segment, ink_map))
        return Report(str(path), "1.6", ("x4",), ("x4", segment.name), 4, 0, (FINDING,))

    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.6")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(press, "check_press", judge)
    return calls


def test_a_file_is_judged_by_the_usual_segment(asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    """With page, place and the line of the spec; a warning alone passes."""
    assert main(["check", "--tryck", "a.pdf"]) == 0
    assert asked == [("a.pdf", press.SEGMENTS[0], None)]
    assert capsys.readouterr().out.splitlines() == [
        f"a.pdf: warning[P502]: an image has 150 ppi (page 3, {FINDING.place}, layouts/8-prov.md:41)",
        "a.pdf: 4 pages, judged by x4, SheetCMYK: 1 finding",
    ]


def test_segment_and_thresholds_are_those_named(asked: list[Any]) -> None:
    """Several files by one segment."""
    options = ["--segment", "Newspaper", "--gräns", "täckning=240", "--gräns", "utfall=5"]
    assert main(["check", "--tryck", "a.pdf", "b.pdf", *options]) == 0
    (_, first, _), (_, second, _) = asked
    assert first == second
    assert (first.name, first.coverage, first.bleed, first.ink_text) == ("Newspaper", 240, 5, 10)


def test_the_ink_map_goes_where_it_is_asked_for(asked: list[Any]) -> None:
    """One file, one picture."""
    assert main(["check", "--tryck", "a.pdf", "--färgkarta", "karta.png"]) == 0
    assert asked[0][2] == Path("karta.png")


def test_json_has_measure_limit_and_line(asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    """Fields of their own, for programs."""
    assert main(["check", "--tryck", "--json", "a.pdf"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["reports"][0]["findings"]
    told = (finding["measured"], finding["limit"], finding["spec"])
    assert told == ("150 ppi", "224 ppi", "layouts/8-prov.md:41")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--tryck", "c.pdf"], "c.pdf: error[U105]: there is no such file"),
        (["--tryck", "a.pdf", "--segment", "Sheet"], "error[U108]: unknown segment `Sheet`"),
        (["--tryck", "a.pdf", "--gräns", "ton=5"], "error[U108]: unknown threshold `ton`"),
        (["--tryck", "a.pdf", "b.pdf", "--färgkarta", "k.png"], "error[U101]: `--färgkarta` draws one file"),
        (["a.pdf", "--segment", "Newspaper"], "error[U101]: `--segment`, `--gräns` and `--färgkarta` need"),
        (["--tryck", "a.pdf", "--verapdf", "ua1"], "error[U101]: `--verapdf` knows no PDF/X"),
    ],
)
def test_wrong_use_is_told(
    arguments: list[str], says: str, asked: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Before any file is judged."""
    assert main(["check", *arguments]) == 4
    assert says in capsys.readouterr().err
    assert asked == []
