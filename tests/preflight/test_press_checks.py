"""Each rule of the print preflight against one PDF that passes and one that fails."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from press_spoiled import CASES, Case
from presssample import good, words

from socpdf.core import codes
from socpdf.ir.report import Report
from socpdf.preflight.press import PRESS_CHECKS, check_press, segment_for


def judged(path: Path, data: bytes, *thresholds: str, segment: str = "SheetCMYK") -> Report:
    path.write_bytes(data)
    return check_press(path, segment_for(segment, thresholds))


def bytes_of(case: Case) -> bytes:
    sample = good()
    case.spoil(sample)
    data = sample.write()
    match case.code:
        case "P002":
            out = io.BytesIO()
            locks = pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False)
            with pikepdf.open(io.BytesIO(data)) as pdf:
                pdf.save(out, encryption=locks, force_version="1.6")
            return out.getvalue()
        case "P020":
            return re.sub(rb"(xref\n0 \d+\n.{20})\d{10}", rb"\g<1>0000009999", data, count=1, flags=re.DOTALL)
        case _:
            return data


def test_the_good_file_breaks_no_rule(tmp_path: Path) -> None:
    """The base of all cases is faultless, so that a case shows its own fault only."""
    report = judged(tmp_path / "good.pdf", good().write())
    assert [str(finding) for finding in report.findings] == []
    assert (report.claims, report.standards, report.pages) == (("x4",), ("x4", "SheetCMYK"), 4)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.name}")
def test_a_spoilt_file_breaks_its_rule_and_no_other(case: Case, tmp_path: Path) -> None:
    """A rule finds its fault with what was measured, and says nothing of a file without it."""
    report = judged(tmp_path / "spoilt.pdf", bytes_of(case), *case.thresholds)
    assert set(report.counts) == {case.code} | case.also, [str(finding) for finding in report.findings]
    found = [finding for finding in report.findings if finding.code == case.code]
    assert any(case.says in finding.message for finding in found), [f.message for f in found]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("0 0 0 1 k " + words("sida 3 vakat", 20, 303, 6), []),
        ("0 0 0 1 k " + words("left blank", 20, 303, 6), []),
        ("0 0 0 1 k " + words("sida 3", 20, 303, 6), ["P106"]),
        ("0 0 0 0 k " + words("vakat", 20, 100, 10), ["P106"]),
    ],
    ids=["vakat", "left blank", "says nothing", "says it where nobody sees it"],
)
def test_a_page_may_be_left_blank(content: str, found: list[str], tmp_path: Path) -> None:
    """Where a line beside its trim says so; else it looks forgotten."""
    sample = good()
    sample["content3"].data = content.encode()
    assert list(judged(tmp_path / "blank.pdf", sample.write()).counts) == found


def test_every_rule_has_a_case() -> None:
    """No rule goes without a file that breaks it."""
    assert {rule.code for rule in PRESS_CHECKS} == {case.code for case in CASES}


def test_codes_are_used_once_and_in_order() -> None:
    """A reader of the tuple finds a rule by its code."""
    listed = [rule.code for rule in PRESS_CHECKS]
    assert listed == sorted(set(listed))
    assert all(codes.find(code) is not None for code in listed)
