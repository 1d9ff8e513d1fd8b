"""Builds a project inside the test's own process, whole or stage by stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from socpdf.core.diagnostics import Refused, Sink, render
from socpdf.disclosure import release
from socpdf.document import assemble
from socpdf.ir.document import Document
from socpdf.ir.paged import PagedDocument
from socpdf.layout import compose
from socpdf.pdf import write
from socpdf.pipeline import BuildResult, Request, build
from socpdf.profiles import Profile, find
from socpdf.sources import load
from socpdf.spec import parse
from socpdf.tables import compute
from socpdf.text.fonts import FontBook

REPO: Final = Path(__file__).resolve().parent.parent


class _Silent:
    def stage(self, name: str, done: int, of: int) -> None:
        """Nobody watches."""


def build_all(root: Path, out: Path, *profiles: str) -> BuildResult:
    """Build every chapter; a refusal fails the test with the messages an author would see."""
    sink = Sink()
    try:
        return build(Request(root, out, None, profiles), sink, _Silent())
    except Refused:
        pytest.fail("\n".join(map(render, sink.in_order())))


@dataclass(frozen=True, slots=True)
class Staged:
    """A chapter between the stages: what it means, and where it stands."""

    document: Document
    paged: PagedDocument
    fonts: FontBook

    def write(self, profile: str | Profile) -> bytes:
        chosen = find(profile) if isinstance(profile, str) else profile
        assert chosen is not None
        return written(self.paged, chosen, self.fonts)


def stages(root: Path) -> Sequence[Staged]:
    """Each chapter of a project up to its pages."""
    sink = Sink()
    try:
        report = parse(root, sink)
        released = release(compute(report, load(root, report, sink), sink), sink)
        fonts = FontBook.open(root, sink)
        documents = [assemble(report, chapter, released, root, sink) for chapter in report.chapters]
        return [Staged(document, compose(document, fonts, sink), fonts) for document in documents]
    except Refused:
        pytest.fail("\n".join(map(render, sink.in_order())))


def composed(document: Document, fonts: FontBook) -> PagedDocument:
    sink = Sink()
    paged = compose(document, fonts, sink)
    assert sink.in_order() == []
    return paged


def written(paged: PagedDocument, profile: Profile, fonts: FontBook) -> bytes:
    sink = Sink()
    raw = write(paged, profile, fonts, sink)
    # The pictures of the tests are small, to print them is not meant.
    assert [told for told in sink.in_order() if told.code != "G302"] == []
    return raw
