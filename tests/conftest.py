"""What every test may ask for: the clone, a small project, and leave to rewrite what is expected."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from socpdf.cli.new import make

ProjectMaker = Callable[[Mapping[str, str | None]], Path]

settings.register_profile("here", deadline=None)
# In CI a red run must be red again for whoever looks into it.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", default=False, help="rewrite what cases and generated pages expect"
    )


@pytest.fixture
def update(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of the clone."""
    return Path(__file__).parent.parent


@pytest.fixture
def make_project(tmp_path: Path) -> ProjectMaker:
    """Make the project of `socpdf new`, with some files written over, added, or (None) taken away."""

    def make_with(files: Mapping[str, str | None]) -> Path:
        root = tmp_path / "projekt"
        make(root)
        for name, text in files.items():
            path = root / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        return root

    return make_with
