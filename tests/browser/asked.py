"""Asks readers of PDF outside of Python what they make of our files, and says what the document holds."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from socpdf.ir import document as doc
from socpdf.ir.reading import every_block, plain

HERE: Final = Path(__file__).parent
NODE: Final = shutil.which("node")


def needs_node(module: str) -> pytest.MarkDecorator:
    """Skips where Node or the module is absent: `npm install` in tests/browser fetches both of them."""
    found = NODE is not None and (HERE / "node_modules" / module).is_dir()
    reason = f"node or its module {module} is not installed: run `npm install` in tests/browser"
    return pytest.mark.skipif(not found, reason=reason)


def ask(script: str, *arguments: str | Path) -> Any:
    """The answer of a script, which is one JSON value on its stdout."""
    assert NODE is not None
    done = subprocess.run(
        [NODE, str(HERE / script), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# --- what the document holds ---


def letters(text: str) -> str:
    """A text without spaces and hyphens: readers differ in what they make of the end of a line."""
    return re.sub(r"[\s\u00ad-]", "", text)


def tables(document: doc.Document) -> list[doc.Table]:
    return [block for block in every_block(document.blocks) if isinstance(block, doc.Table)]


def cells(table: doc.Table) -> list[str]:
    """What is drawn in the cells, in order."""
    rows = (*table.head_rows, *table.body_rows)
    return [letters(plain(cell.content)) for row in rows for cell in row.cells]


def headings(document: doc.Document) -> list[doc.Heading]:
    return [block for block in every_block(document.blocks) if isinstance(block, doc.Heading)]


def alternatives(document: doc.Document) -> list[str]:
    return [
        block.alternative
        for block in every_block(document.blocks)
        if isinstance(block, doc.Figure | doc.Diagram)
    ]


def lists(document: doc.Document) -> list[doc.List]:
    return [block for block in every_block(document.blocks) if isinstance(block, doc.List)]


def flat(items: Sequence[Any]) -> Iterator[Any]:
    """Bookmarks, outer before inner."""
    for item in items:
        yield item
        yield from flat(item["kids"])
