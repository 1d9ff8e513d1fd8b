"""Charts from the cache: the same drawing without matplotlib, and the same bytes in every process."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from built import REPO
from conftest import ProjectMaker
from samples import BLUE, COLUMN, GRID, PLUM, SAMPLES, SQUARE, WIDE, SquareMeasure, drawing_of

from socpdf import pipeline
from socpdf.charts import cached, draw, drawn
from socpdf.charts.keep import pack, unpack
from socpdf.core.cache import Cache
from socpdf.core.diagnostics import Sink
from socpdf.core.lengths import Sp
from socpdf.ir.chart import Chart
from socpdf.ir.document import Document
from socpdf.ir.drawing import Drawing
from socpdf.ir.paged import Ink, PagedDocument
from socpdf.layout import compose
from socpdf.text.fonts import FontBook

BARS: Final = SAMPLES["bars"]
_DRAW: Final = """
import sys
from pathlib import Path
from samples import COLUMN, GRID, PLUM, SAMPLES, SQUARE
from socpdf.charts import drawn
from socpdf.charts.keep import pack
from socpdf.core.cache import Cache
kept = Cache(Path(sys.argv[1]))
for chart in SAMPLES.values():
    sys.stdout.write(pack(drawn(chart, COLUMN, PLUM, SQUARE, grid=GRID, kept=kept)).decode())
heavy = ("matplotlib", "matplotlib.font_manager", "matplotlib.figure", "numpy")
sys.stderr.write(" ".join(name for name in heavy if name in sys.modules))
"""


def _process(folder: Path, **environment: str) -> tuple[str, str]:
    """The drawings of all samples, and which heavy libraries were imported, in a process of its own."""
    paths = os.pathsep.join(str(path) for path in (REPO, REPO / "tests", Path(__file__).parent))
    done = subprocess.run(
        [sys.executable, "-c", _DRAW, str(folder)],
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return done.stdout, done.stderr


@pytest.mark.parametrize("name", SAMPLES)
def test_a_drawing_comes_back_as_it_was(name: str) -> None:
    """Packed and unpacked it is equal, and its bytes are the same each time."""
    drawing = drawing_of(SAMPLES[name])
    assert unpack(pack(drawing)) == drawing
    assert pack(drawing_of(SAMPLES[name])) == pack(drawing)


def test_the_second_process_draws_nothing(tmp_path: Path) -> None:
    """It gives the same drawings, without matplotlib; the first needed neither its fonts nor its figures."""
    first, needed = _process(tmp_path / "a", PYTHONHASHSEED="1")
    assert needed == "matplotlib numpy"
    again, needed_again = _process(tmp_path / "a", PYTHONHASHSEED="2")
    assert (again, needed_again) == (first, "")
    anew, _ = _process(tmp_path / "b", PYTHONHASHSEED="3", MATPLOTLIBRC=str(tmp_path), LC_ALL="C")
    assert anew == first


def _drawn(
    of: Chart, kept: Cache, width: Sp = COLUMN, ink: Ink = PLUM, measure: SquareMeasure = SQUARE
) -> Drawing:
    return drawn(of, width, ink, measure, grid=GRID, kept=kept)


def _calls(monkeypatch: pytest.MonkeyPatch) -> list[Chart]:
    calls: list[Chart] = []

    def counted(of: Chart, *rest: object, **more: object) -> Drawing:
        calls.append(of)
        return draw(of, *rest, **more)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(cached, "draw", counted)
    return calls


OTHERS: Final[Mapping[str, Mapping[str, object]]] = {
    "figure": {"of": SAMPLES["bars-axis"]},
    "highlight": {"of": replace(BARS, highlighted=frozenset({"kvinnor"}))},
    "width": {"width": WIDE},
    "ink": {"ink": BLUE},
    "fonts": {"measure": SquareMeasure("others")},
}


@pytest.mark.parametrize("other", OTHERS)
def test_whatever_a_drawing_rests_on_makes_a_new_one(
    other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same is drawn once; another chart, width, ink or font is drawn anew."""
    calls, kept = _calls(monkeypatch), Cache(tmp_path)
    _drawn(BARS, kept)
    _drawn(BARS, kept)
    assert len(calls) == 1
    _drawn(**{"of": BARS, "kept": kept, **OTHERS[other]})  # type: ignore[arg-type] # one of them by name
    assert len(calls) == 2


def test_without_a_folder_everything_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `--utan-cache` asks."""
    calls = _calls(monkeypatch)
    assert _drawn(BARS, Cache(None)) == _drawn(BARS, Cache(None))
    assert len(calls) == 2


def test_order_of_highlights_is_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A set has no order, and so its order makes no new drawing."""
    calls, kept = _calls(monkeypatch), Cache(tmp_path)
    names = ("kvinnor", "20–24 år", "25–34 år", "35–44 år")
    for order in (names, names[::-1]):
        _drawn(replace(BARS, highlighted=frozenset(order)), kept)
    assert len(calls) == 1


@pytest.mark.parametrize("cache", [True, False])
def test_a_build_keeps_its_drawings_in_the_project(
    cache: bool, make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below `.cache/socpdf` of the project, unless the build is to do without."""
    root = make_project({})

    def composed(document: Document, fonts: FontBook, sink: Sink, kept: Cache) -> PagedDocument:
        _drawn(BARS, kept)
        return compose(document, fonts, sink, kept)

    monkeypatch.setattr(pipeline, "compose", composed)
    pipeline.build(pipeline.Request(root, root / "out", cache=cache), Sink(), Silent())
    assert (root / ".cache" / "socpdf" / "charts").is_dir() is cache


class Silent:
    def stage(self, name: str, done: int, of: int) -> None:
        """Nobody watches."""
