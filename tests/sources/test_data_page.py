"""The page for the statistician says what the reader does."""

import re
from pathlib import Path

import pytest
from specfactory import column, report, table

from socpdf.core.diagnostics import Sink
from socpdf.sources import load
from socpdf.sources.description import (
    COUNTED,
    DIMENSION_KEYS,
    FILE_KEYS,
    FORMATS,
    MEASURE_KEYS,
    REGISTER_KEYS,
    STATISTICS,
    TOP_KEYS,
    UNITS,
)
from socpdf.sources.statements import DEVIATION_KEYS, IDENTITY_KEYS, KINDS, PUBLISHED_KEYS


@pytest.fixture
def page(repo: Path) -> str:
    return (repo / "socpdf/docs/data.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_is_read(page: str, tmp_path: Path) -> None:
    """Figures and description, copied from the page, are a data set."""
    (tmp_path / "data").mkdir()
    for language in ("csv", "toml"):
        (text,) = re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)
        (tmp_path / f"data/prov.{language}").write_text(text, encoding="utf-8")
    loaded = load(tmp_path, report(table(column("Antal"))), Sink())["prov"]
    assert list(loaded.values["antal"])[:2] == [120, 80]


@pytest.mark.parametrize(
    ("head", "keys"),
    [
        ("key", TOP_KEYS),
        ("key of a dimension", DIMENSION_KEYS),
        ("key of a measure", MEASURE_KEYS),
        ("key of `[[identitet]]`", IDENTITY_KEYS),
        ("key of `[[avvikelse]]`", DEVIATION_KEYS),
        ("key of `[[publicerat]]`", PUBLISHED_KEYS),
        ("key of `[register]`", REGISTER_KEYS),
        ("key of `[fil]`", FILE_KEYS),
    ],
)
def test_every_key_stands_on_the_page(page: str, head: str, keys: tuple[str, ...]) -> None:
    """No key is left out, and none is told of that the reader does not know."""
    rows = page.partition(f"| {head} |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([^`]+)` \|", rows, re.MULTILINE)) == set(keys)


def test_every_word_stands_on_the_page(page: str) -> None:
    """Units, what is counted, and formats are those the reader takes."""
    assert all(f"`{word}`" in page for word in (*UNITS, *COUNTED, *FORMATS, *STATISTICS, *KINDS))
