"""The wheel: what it holds, and that its command runs where there is no clone."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from typing import Final

import pytest

from socpdf import __version__

NEEDED: Final = (
    "socpdf/assets/icc/sRGB-v2-micro.icc",
    "socpdf/assets/icc/FOGRA39L_coated.icc",
    "socpdf/assets/icc/LICENSE.md",
    "socpdf/assets/fonts/fonts.toml",
    "socpdf/core/codes/use.py",
    "socpdf/cli/skeleton/layouts/rapport.yaml",
)


def ran(*command: object, folder: Path) -> str:
    """The output of a command that must succeed."""
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # Without isolation, for the tests need no network: hatchling is one of the developers' tools.
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet")
    ran(sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, repo, folder=folder)
    return next(folder.glob("socpdf-*.whl"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`socpdf`, installed from the wheel alone, with the libraries of this environment beside it."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    site = Path(
        ran(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).strip()
    )
    # A path named here serves for imports, but its own .pth files are not read: the clone stays out of sight.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    options = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")
    ran(sys.executable, "-m", "pip", "--python", python, "install", *options, wheel, folder=folder)
    return folder / "bin" / "socpdf"


def test_wheel_holds_all_that_the_command_needs(wheel: Path, repo: Path) -> None:
    """Profiles of colour, every font with its licence, the catalogue of codes, the pages of the docs."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    fonts = {path.relative_to(repo / "fonts") for path in (repo / "fonts").rglob("*") if path.is_file()}
    pages = {path.relative_to(repo) for path in (repo / "socpdf" / "docs").rglob("*.md")}
    assert {f"socpdf/assets/fonts/{path.as_posix()}" for path in fonts} <= names
    assert {path.as_posix() for path in pages} <= names
    assert set(NEEDED) <= names


def test_wheel_holds_nothing_of_the_workshop(wheel: Path) -> None:
    """No tests, no caches, no report of ours."""
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        caches = [name for name in archive.namelist() if "__pycache__" in name]
    assert tops == {"socpdf", f"socpdf-{__version__}.dist-info"}
    assert caches == []


def test_command_runs_outside_of_the_clone(command: Path, repo: Path, tmp_path: Path) -> None:
    """It says its version, explains a code and makes a project, from its own files."""
    assert ran(command, "--version", folder=tmp_path) == f"socpdf {__version__}\n"
    assert ran(command, "explain", "U101", folder=tmp_path).startswith("U101: ")
    ran(command, "new", "rapport", folder=tmp_path)
    assert (tmp_path / "rapport" / "layouts" / "rapport.yaml").is_file()
    where = "import socpdf, sys; sys.stdout.write(socpdf.__file__)"
    assert not Path(ran(command.with_name("python"), "-c", where, folder=tmp_path)).is_relative_to(repo)


def test_new_project_builds_outside_of_the_clone(command: Path, tmp_path: Path) -> None:
    """The report of `socpdf new` comes out without an error, with the fonts and profiles of the wheel."""
    ran(command, "new", "rapport", folder=tmp_path)
    outputs = ran(command, "build", "--projekt", "rapport", folder=tmp_path).splitlines()
    assert outputs
    for line in outputs:
        assert (tmp_path / line.split("  ")[0]).read_bytes().startswith(b"%PDF-")
