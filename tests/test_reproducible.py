"""Same input, same bytes: a report built twice, in processes that have nothing in common but the input."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from built import REPO
from richproject import make_rich_project

from socpdf.cli.status import Status
from socpdf.profiles import PROFILES

# Two machines as different as one machine can be. TZ and locale names that do not exist fall back silently,
# so the test asks for those every system has.
ONE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "LANG": "C", "HOME": "/"}
OTHER = {"PYTHONHASHSEED": "20241231", "TZ": "XYZ-13", "LC_ALL": "C.UTF-8", "LANG": "sv_SE.UTF-8"}
FOLDERS = ("a", "en längre väg på två rader")
"""What the projects' folders are called; the second with spaces and with letters outside of ASCII."""


def built(project: Path, folder: Path, environment: Mapping[str, str]) -> dict[str, bytes]:
    """The outputs of a copy of the project, built in a folder and an environment of its own."""
    copy = shutil.copytree(project, folder / f"{folder.name} projekt")
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    env |= {"HOME": str(folder), **environment}
    profiles = [option for profile in PROFILES for option in ("--profil", profile.name)]
    places = ["--projekt", copy.name, "--ut", str(folder / "ut")]
    done = subprocess.run(
        [sys.executable, "-m", "socpdf", "build", *places, *profiles],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    # The pictures of the rich project are too small for a printer, which is a finding.
    assert done.returncode in (Status.BUILT, Status.FINDINGS), done.stderr
    files = sorted(path for path in (folder / "ut").rglob("*") if path.is_file())
    return {path.relative_to(folder / "ut").as_posix(): path.read_bytes() for path in files}


def sample(folder: Path) -> Path:
    """The sample report, without what a build or a virtual environment left beside it."""
    for name in ("layouts", "data"):
        shutil.copytree(REPO / name, folder / name)
    return folder


@pytest.mark.parametrize("make", [sample, make_rich_project], ids=["sample", "rich"])
def test_two_builds_give_the_same_bytes(make: Callable[[Path], Path], tmp_path: Path) -> None:
    """Neither hash seed, time zone, locale, home, folder nor the time that passes leaves a trace."""
    project = make(tmp_path / "projekt")
    one, other = (tmp_path / name for name in FOLDERS)
    one.mkdir()
    other.mkdir()
    first, second = built(project, one, ONE), built(project, other, OTHER)
    assert sum(name.endswith(".pdf") for name in first) >= len(PROFILES)
    assert "rapport.json" in first
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert not any(folder.encode() in content for folder in FOLDERS[1:] for content in first.values())


def test_source_date_epoch_is_the_only_time(
    make_project: Callable[[Mapping[str, str | None]], Path], tmp_path: Path
) -> None:
    """Set to the report's own date it changes nothing; set to another it does."""
    project = make_project({})
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    # Noon UTC of 1 June 2025, the date in the project's rapport.yaml.
    same = built(project, tmp_path / "b", {**ONE, "SOURCE_DATE_EPOCH": "1748779200"})
    assert built(project, tmp_path / "a", ONE) == same
    assert built(project, tmp_path / "c", {**ONE, "SOURCE_DATE_EPOCH": "0"}) != same
