"""Same input, same bytes: the report built twice, in processes that have nothing in common but the input."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

# Two machines as different as one machine can be. TZ and locale names that do not exist fall back silently,
# so the test asks for those every system has.
ONE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "LANG": "C", "HOME": "/"}
OTHER = {"PYTHONHASHSEED": "20241231", "TZ": "XYZ-13", "LC_ALL": "C.UTF-8", "LANG": "sv_SE.UTF-8"}


def built(project: Path, folder: Path, environment: Mapping[str, str]) -> dict[str, bytes]:
    """The outputs of a copy of the project, built in a folder and an environment of its own."""
    copy = shutil.copytree(project, folder / "projekt")
    command = [sys.executable, "-m", "socpdf", "build", "--projekt", str(copy), "--ut", str(folder / "ut")]
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=env | dict(environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    files = sorted(path for path in (folder / "ut").rglob("*") if path.is_file())
    return {path.relative_to(folder / "ut").as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def new_project(make_project: Callable[[Mapping[str, str | None]], Path]) -> Path:
    return make_project({})


def test_two_builds_give_the_same_bytes(new_project: Path, tmp_path: Path) -> None:
    """Neither hash seed, time zone, locale, home, folder nor the time that passes leaves a trace."""
    (tmp_path / "a").mkdir()
    (tmp_path / "längre väg med mellanslag").mkdir()
    one = built(new_project, tmp_path / "a", ONE)
    other = built(new_project, tmp_path / "längre väg med mellanslag", OTHER)
    assert any(name.endswith(".pdf") for name in one)
    assert list(one) == list(other)
    assert [name for name in one if one[name] != other[name]] == []


def test_source_date_epoch_is_the_only_time(new_project: Path, tmp_path: Path) -> None:
    """Set to the report's own date it changes nothing; set to another it does."""
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    # Noon UTC of 1 June 2025, the date in the project's rapport.yaml.
    same = built(new_project, tmp_path / "b", {**ONE, "SOURCE_DATE_EPOCH": "1748779200"})
    assert built(new_project, tmp_path / "a", ONE) == same
    assert built(new_project, tmp_path / "c", {**ONE, "SOURCE_DATE_EPOCH": "0"}) != same
