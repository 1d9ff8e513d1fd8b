"""Reading any bytes: broken, locked and foreign files become findings, never tracebacks."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfsample import N, R, S, good, marked

from socpdf.core import codes
from socpdf.preflight import CHECKS, READING, VERAPDF, check, verapdf
from socpdf.preflight.reference import checks_page

DOCS = Path(__file__).parents[2] / "socpdf" / "docs" / "checks.md"


@cache
def good_bytes() -> bytes:
    return good().write()


def codes_of(path: Path, data: bytes) -> set[str]:
    path.write_bytes(data)
    return set(check(path).counts)


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    """The name may be misspelt."""
    report = check(tmp_path / "saknas.pdf")
    assert (report.counts, report.passed, report.pages) == ({"F001": 1}, False, 0)


@pytest.mark.parametrize("data", [b"", b"hej", b"\x89PNG\r\n\x1a\n" + bytes(2000)])
def test_what_is_no_pdf_is_a_finding(data: bytes, tmp_path: Path) -> None:
    """The header decides."""
    assert codes_of(tmp_path / "fil.pdf", data) == {"F001"}


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nxref\n0 0\ntrailer\n<<>>\n"]
)
def test_a_pdf_without_pages_is_a_finding(data: bytes, tmp_path: Path) -> None:
    """A header alone is no document."""
    assert codes_of(tmp_path / "fil.pdf", data) == {"F002"}


def test_a_file_with_a_password_is_a_finding(tmp_path: Path) -> None:
    """What cannot be opened cannot be judged."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good_bytes())) as pdf:
        pdf.save(
            out, encryption=pikepdf.Encryption(owner="ägare", user="hemlig", R=3, aes=False, metadata=False)
        )
    assert codes_of(tmp_path / "fil.pdf", out.getvalue()) == {"F003"}


def test_object_streams_change_nothing(tmp_path: Path) -> None:
    """The way objects are stored is no fact about the document."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(good_bytes())) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert codes_of(tmp_path / "fil.pdf", out.getvalue()) == set()


def test_an_untagged_file_that_claims_nothing_is_told_so(tmp_path: Path) -> None:
    """One finding, not one for each thing that would follow."""
    sample = good()
    for key in ("StructTreeRoot", "MarkInfo", "Metadata"):
        del sample["catalog"][key]
    assert codes_of(tmp_path / "fil.pdf", sample.write()) == {"F101"}


def test_standards_may_be_named(tmp_path: Path) -> None:
    """A file is judged by what is asked of it, whatever it claims."""
    path = tmp_path / "fil.pdf"
    path.write_bytes(good_bytes())
    assert check(path, standards=()).passed
    assert set(check(path, standards=("ua2",)).counts) == {"F006", "F052", "F116", "F143", "F179"}
    with pytest.raises(ValueError, match="unknown standard `ua3`"):
        check(path, standards=("ua3",))


def test_a_loop_in_the_page_tree_ends(tmp_path: Path) -> None:
    """Each page node is visited once."""
    sample = good()
    sample["pages"]["Kids"].append(R("pages"))
    codes_of(tmp_path / "fil.pdf", sample.write())
    assert check(tmp_path / "fil.pdf").pages == 2


def test_a_form_that_draws_itself_ends(tmp_path: Path) -> None:
    """Forms are followed only so deep."""
    sample = good()
    sample["page1"]["Resources"]["XObject"] = {"X1": R("form")}
    values = {"Type": N("XObject"), "Subtype": N("Form"), "BBox": [0, 0, 9, 9]}
    sample["form"] = S(b"/X1 Do /X1 Do", {**values, "Resources": {"XObject": {"X1": R("form")}}})
    sample.append("content1", marked("Artifact", {}, "/X1 Do"))
    start = time.perf_counter()
    assert "F004" in codes_of(tmp_path / "fil.pdf", sample.write())
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("number", [10**9, -5, 2**31])
def test_a_huge_span_ends(number: int, tmp_path: Path) -> None:
    """A number in the file never decides how much memory is taken."""
    sample = good()
    sample["c2"]["A"]["ColSpan"] = number
    sample["c1"]["A"]["RowSpan"] = number
    assert "F158" in codes_of(tmp_path / "fil.pdf", sample.write())


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bytes_raise(data: st.DataObject, tmp_path: Path) -> None:
    """Bytes changed, cut out or doubled anywhere give a report, whatever it says."""
    raw = bytearray(good_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        # The font program in the midst holds half the bytes and little structure.
        place = data.draw(st.integers(0, len(raw) - 1))
        match data.draw(st.sampled_from(["change", "cut", "double"])):
            case "change":
                raw[place] = data.draw(st.integers(0, 255))
            case "cut":
                del raw[place : place + data.draw(st.integers(1, 40))]
            case _:
                raw[place:place] = raw[place : place + data.draw(st.integers(1, 40))]
    path = tmp_path / "fil.pdf"
    path.write_bytes(raw)
    json.loads(check(path).to_json())


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**33), 2**33)
    | st.floats(allow_nan=False, allow_infinity=False, width=16)
    | st.sampled_from(
        [N("Table"), N("Identity-H"), N("GoTo"), R("catalog"), R("root"), R("page1"), R("font"), R("p")]
    )
    | st.binary(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["S", "K", "O", "Nums"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_value_raises(data: st.DataObject, tmp_path: Path) -> None:
    """Any value in the place of any other gives a report: nothing trusts a type."""
    sample = good(new=data.draw(st.booleans()))
    for _ in range(data.draw(st.integers(1, 4))):
        owner: Any = sample[data.draw(st.sampled_from(sorted(sample.objects)))]
        while True:
            owner = getattr(owner, "values", owner) if not isinstance(owner, dict) else owner
            keys = sorted(owner) if isinstance(owner, dict) else list(range(len(owner)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(owner[key], dict | list) and data.draw(st.booleans()):
                owner = owner[key]
                continue
            owner[key] = data.draw(_VALUES)
            break
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    json.loads(check(path).to_json())


def test_the_report_as_json(tmp_path: Path) -> None:
    """What other programs read has the code, the place and the rule of each finding."""
    sample = good()
    del sample["figure"]["Alt"]
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    values = json.loads(check(path).to_json())
    assert values["findings"] == [
        {
            "code": "F161",
            "severity": "error",
            "message": "the Figure has no Alt: say what it shows",
            "clause": "ISO 14289-1, 7.3; Matterhorn 13-004",
            "page": 1,
            "place": "Document > Figure",
        }
    ]
    assert (values["version"], values["claims"], values["passed"]) == ("1.7", ["ua1", "3a"], False)


def test_messages_show_no_data(tmp_path: Path) -> None:
    """A figure out of a data cell may be one that must stay secret, so no finding quotes it."""
    sample = good()
    for name in ("d1", "d2", "d3", "d4"):
        sample[name]["A"]["Headers"] = [b"c3"]
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    report = check(path)
    assert {"F152", "F154"} <= set(report.counts)
    assert not any(figure in finding.message for finding in report.findings for figure in ("12", "10", "14"))


def test_every_code_has_an_entry_and_every_entry_a_code() -> None:
    """`socpdf explain` knows each finding, and nothing that cannot be found."""
    used = [code for code, _ in READING] + [rule.code for rule in CHECKS] + [code for code, _ in VERAPDF]
    assert used == [entry.id for entry in codes.findings.CODES]


def test_the_page_of_checks_is_up_to_date(pytestconfig: pytest.Config) -> None:
    """The documentation lists the checks as they are; `--update` rewrites it."""
    if pytestconfig.getoption("--update", default=False):
        DOCS.write_text(checks_page(), encoding="utf-8")
    assert DOCS.read_text(encoding="utf-8") == checks_page()


def test_verapdf_findings_stand_in_the_report(tmp_path: Path) -> None:
    """A rule veraPDF fails is a finding with its clause and the place where it is first broken."""
    if not verapdf.is_installed():
        pytest.skip("the extra `verify` is not installed")
    sample = good()
    del sample["figure"]["Alt"]
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    report = check(path, verapdf=("ua1",))
    assert report.counts == {"F161": 1, "F901": 1}
    assert report.findings[1].clause == "ISO 14289-1:2014, 7.3, test 1"
    assert "Figure" in report.findings[1].place


def test_without_verapdf_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is optional; its absence is told before Java is looked for."""
    monkeypatch.setattr(verapdf, "_NEEDED", ("no_such_module_here",))
    monkeypatch.setattr(verapdf._Engine, "_one", None)
    with pytest.raises(verapdf.VerapdfMissing, match=r'pip install "socpdf\[verify\]"'):
        verapdf.validate((Path("fil.pdf"),), ("ua1",))


def test_verapdf_refuses_an_unknown_profile() -> None:
    """A misspelt profile must not look like a pass."""
    with pytest.raises(ValueError, match="unknown profile `ua3`"):
        verapdf.validate((), ("ua3",))


def test_verapdf_tells_what_it_cannot_read(tmp_path: Path) -> None:
    """No verdict is not a pass."""
    if not verapdf.is_installed():
        pytest.skip("the extra `verify` is not installed")
    broken = tmp_path / "fil.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    for path in (broken, tmp_path / "saknas.pdf"):
        (result,) = verapdf.validate((path,), ("ua1",))
        assert not result.passed
        assert result.problem


def test_verapdf_may_be_started_by_a_worker_thread(tmp_path: Path) -> None:
    """Threads share one Java, and the process ends though the thread that started it is gone."""
    if not verapdf.is_installed():
        pytest.skip("the extra `verify` is not installed")
    path = tmp_path / "fil.pdf"
    path.write_bytes(good_bytes())
    code = (
        "import sys, pathlib; from concurrent.futures import ThreadPoolExecutor\n"
        "from socpdf.preflight import verapdf\n"
        "judge = lambda name: verapdf.validate((pathlib.Path(sys.argv[1]),), (name,))[0].passed\n"
        "with ThreadPoolExecutor(2) as pool: print(list(pool.map(judge, ('ua1', '3a'))))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "[True, True]\n"), done.stderr


def test_a_chapter_is_checked_in_time(tmp_path: Path) -> None:
    """Fifteen dense pages with some thousand elements take no longer than a reader waits gladly."""
    sample = good()
    for number in range(3, 18):
        sample[f"page{number}"] = {
            **sample["page1"],
            "Contents": R(f"content{number}"),
            "StructParents": 20 + number,
        }
        del sample[f"page{number}"]["Annots"]
        sample[f"content{number}"], sample[f"parents{number}"] = S(b""), []
        sample["pages"]["Kids"].append(R(f"page{number}"))
        sample["parenttree"]["Nums"] += [20 + number, R(f"parents{number}")]
        for line in range(250):
            name = f"line{number}-{line}"
            sample.element(name, [], "P", "document", Pg=R(f"page{number}"))
            sample.mark(name, "Antalet personer med insats ökade något", page=number)
    path = tmp_path / "fil.pdf"
    path.write_bytes(sample.write())
    start = time.process_time()
    report = check(path)
    taken = time.process_time() - start
    assert (report.counts, report.pages) == ({}, 17)
    # Of this process alone, for the machine may be shared; measured 1 s.
    assert taken < 4
    print(f"{taken:.2f} s for {report.elements} elements")
