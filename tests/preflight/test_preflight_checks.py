"""Each check against one PDF that passes and one that fails, and against veraPDF where it knows the rule."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pdfsample import good
from spoiled import CASES, Case

from socpdf.preflight import CHECKS, check, verapdf

needs_verapdf = pytest.mark.skipif(not verapdf.is_installed(), reason="the extra `verify` is not installed")


def bytes_of(case: Case) -> bytes:
    sample = good(new=case.new)
    case.spoil(sample)
    data = sample.write()
    match case.code:
        case "F004":
            # An offset in the table that leads astray.
            return re.sub(rb"(xref\n0 \d+\n.{20})\d{10}", rb"\g<1>0000009999", data, count=1, flags=re.DOTALL)
        case "F005" | "F302":
            out = io.BytesIO()
            with pikepdf.open(io.BytesIO(data)) as pdf:
                allow = pikepdf.Permissions(accessibility=False, extract=False)
                pdf.save(
                    out,
                    encryption=pikepdf.Encryption(
                        owner="x", user="", R=3, allow=allow, aes=False, metadata=False
                    ),
                )
            return out.getvalue()
        case _:
            return data


@pytest.fixture(scope="module", params=[False, True], ids=["1.7", "2.0"])
def good_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.pdf"
    path.write_bytes(good(new=request.param).write())
    return path


def test_the_good_document_passes_every_check(good_file: Path) -> None:
    """The base of all cases is faultless, so that a case shows its own fault only."""
    report = check(good_file)
    assert [str(finding) for finding in report.findings] == []
    assert report.claims in (("ua1", "3a"), ("ua2", "4f", "wt1a"))
    assert (report.pages, report.elements) == (2, 36)


@needs_verapdf
def test_verapdf_passes_the_good_document(good_file: Path) -> None:
    """The base of all cases keeps the standards it claims, by the judgement of another."""
    profiles = check(good_file).claims
    results = verapdf.validate((good_file,), profiles)
    assert [(result.profile, result.failures) for result in results] == [(name, ()) for name in profiles]
    assert all(result.passed for result in results)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.name}")
def test_a_spoilt_document_fails_its_check_and_no_other(case: Case, tmp_path: Path) -> None:
    """A check finds its fault, and says nothing of a document without it."""
    path = tmp_path / "spoilt.pdf"
    path.write_bytes(bytes_of(case))
    standards = ("ua2", "4f", "wt1a") if case.new else ("ua1", "3a")
    kept = None if case.code in {"F255", "F181"} else standards
    report = check(path, standards=kept)
    assert set(report.counts) == {case.code} | case.also, [str(finding) for finding in report.findings]


@needs_verapdf
@pytest.mark.parametrize(
    "case", [case for case in CASES if case.verapdf], ids=lambda case: f"{case.code}-{case.name}"
)
def test_verapdf_fails_the_same_document(case: Case, tmp_path: Path) -> None:
    """Where veraPDF knows the condition it agrees, by the clause we expect."""
    profile, clause, number = case.verapdf.split()
    path = tmp_path / "spoilt.pdf"
    path.write_bytes(bytes_of(case))
    (result,) = verapdf.validate((path,), (profile,))
    assert not result.passed
    assert (clause, int(number)) in {(failure.clause, failure.test) for failure in result.failures}


def test_every_check_has_a_case() -> None:
    """No check goes without a document that fails it."""
    assert {rule.code for rule in CHECKS} == {case.code for case in CASES}


def test_codes_are_used_once_and_in_order() -> None:
    """A reader of the tuple finds a check by its code."""
    codes = [rule.code for rule in CHECKS]
    assert codes == sorted(set(codes))
