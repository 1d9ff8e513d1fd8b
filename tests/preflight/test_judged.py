"""Finished files judged: what goes to a printer as the printer does too, and equal bytes once."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from built import build_all
from conftest import ProjectMaker
from presssample import box, good

from socpdf import judged as judging
from socpdf import pipeline
from socpdf.core.cache import Cache
from socpdf.core.diagnostics import Severity, Sink
from socpdf.ir.report import Finding, Report
from socpdf.judged import judged
from socpdf.profiles import Profile, find

NONE: Final = Cache(None)


def profile(name: str) -> Profile:
    found = find(name)
    assert found is not None
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A print file with a square of 310 % of ink."""
    sample = good()
    sample["content2"].data += f"\nq 1 0.7 0.7 0.7 k {box(50, 50, 20, 20)} Q".encode()
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    return path


def codes(file: Path, of: Profile, cache: Cache = NONE) -> set[str]:
    return set(judged(file, file.read_bytes(), of, cache).counts)


def test_what_goes_to_a_printer_is_judged_for_print(file: Path) -> None:
    """By the ink that its paper bears; other files are not."""
    tryck = profile("tryck")
    report = judged(file, file.read_bytes(), tryck, NONE)
    assert report.standards[-2:] == ("x4", "SheetCMYK")
    assert "P601" not in report.counts
    poorer = replace(tryck, condition=replace(tryck.condition, ink_limit=300))
    (found,) = (f for f in judged(file, file.read_bytes(), poorer, NONE).findings if f.code == "P601")
    assert (found.measured, found.limit) == ("310 %", "300 %")
    assert not any(code.startswith("P") for code in codes(file, profile("webb")))


def test_newspapers_are_judged_as_such(file: Path) -> None:
    """Their conditions are those of IFRA."""
    tryck = profile("tryck")
    paper = replace(tryck, condition=replace(tryck.condition, name="IFRA26", ink_limit=240))
    assert judged(file, file.read_bytes(), paper, NONE).standards[-1] == "Newspaper"


def test_equal_bytes_are_judged_once(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the report comes from the cache, under the name that the file has then."""
    cache, content, tryck = Cache(tmp_path / "cache"), file.read_bytes(), profile("tryck")
    first = judged(file, content, tryck, cache)
    calls: list[Path] = []

    def judgement(path: Path, condition: object) -> Report:
        calls.append(path)
        return first

    monkeypatch.setattr(judging, "_judgement", judgement)
    other = tmp_path / "annan.pdf"
    assert judged(other, content, tryck, cache) == replace(first, path=str(other))
    assert calls == []
    judged(file, content + b"\n", tryck, cache)
    judged(file, content, replace(tryck, condition=replace(tryck.condition, ink_limit=300)), cache)
    judged(file, content, profile("webb"), cache)
    judged(file, content, tryck, NONE)
    assert len(calls) == 4


def test_a_changed_judge_judges_anew(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept rests on the source of the checks."""
    cache, tryck = Cache(tmp_path / "cache"), profile("tryck")
    codes(file, tryck, cache)
    judge = tmp_path / "preflight"
    judge.mkdir()
    (judge / "rules.py").write_text("another")
    monkeypatch.setattr(judging, "_JUDGE", judge)
    monkeypatch.setattr(judging, "_judgement", lambda path, _: Report(str(path), "new", (), (), 0, 0, ()))
    judging._judge.cache_clear()
    try:
        assert judged(file, file.read_bytes(), tryck, cache).version == "new"
    finally:
        judging._judge.cache_clear()


def test_a_report_is_read_as_it_was_written() -> None:
    """All its fields, those too that stand only where they say something."""
    findings = (
        Finding("F101", "no tags", "ISO 14289-1, 7.1"),
        Finding("P601", "ink", "GWG", 3, "här", Severity.WARNING, "310 %", "300 %", "layouts/8-prov.md:4"),
    )
    report = Report("fil.pdf", "1.7", ("ua1", "3a"), ("ua1",), 12, 800, findings)
    assert Report.from_json(report.to_json()) == report
    assert Report.from_json(replace(report, findings=()).to_json()).findings == ()


def test_a_build_tells_what_the_printer_would(make_project: ProjectMaker) -> None:
    """In `rapport.json`; and the blank pages at the end are no finding."""
    root = make_project({})
    result = build_all(root, root / "out", "tryck")
    (told,) = json.loads((root / "out" / "rapport.json").read_text(encoding="utf-8"))["checks"]
    assert told["standards"][-2:] == ["x4", "SheetCMYK"]
    assert (result.findings, told["findings"], told["pages"]) == (0, [], 4)


def test_a_build_gives_the_same_bytes_with_and_without_cache(make_project: ProjectMaker) -> None:
    """Made anew, kept, and taken from what was kept; and without a cache none is left behind."""
    root = make_project({})
    outputs = []
    for cache in (False, True, True):
        request = pipeline.Request(root, root / "out", profiles=("webb", "tryck"), cache=cache)
        pipeline.build(request, Sink(), Silent())
        assert (root / ".cache" / "socpdf" / "reports").is_dir() is cache
        files = sorted(path for path in (root / "out").rglob("*") if path.is_file())
        outputs.append([(path.name, path.read_bytes()) for path in files])
    assert outputs[0] == outputs[1] == outputs[2]


class Silent:
    def stage(self, name: str, done: int, of: int) -> None:
        """Nobody watches."""
