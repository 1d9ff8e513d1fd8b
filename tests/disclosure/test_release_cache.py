"""A piece of a report that was made secure before is not solved again; what is kept tells no figure."""

import json
from pathlib import Path

import pytest
from tableproject import computed, grid

from socpdf.core.cache import Cache
from socpdf.core.diagnostics import Sink
from socpdf.disclosure import release

TEXT = (
    ":::{tabell} 1:1\nrubrik: P\ndata: prov\nrader: nämnd\nkolumner:\n  - {rubrik: Antal}\n"
    "summa: Staden\n:::\n"
)
DATA = {
    "prov/prov.toml": 'titel = "Prov"\nkälla = "System"\n[dimension.nämnd]\nkategorier = ["A", "B", "C"]\n'
    'additiv = true\n[mått.antal]\nenhet = "antal"\nräknar = "personer"\n',
    "prov/prov.csv": "nämnd,antal\nA,3\nB,7919\nC,60013\n",
}


def released(tmp_path: Path, store: Cache, csv: str = DATA["prov/prov.csv"]) -> list[list[str]]:
    sink = Sink()
    made = release(computed(tmp_path, TEXT, DATA | {"prov/prov.csv": csv}, sink), sink, cache=store)
    return grid(made.tables[0])


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    def solve(*_: object) -> None:
        raise AssertionError("this is solved again")

    monkeypatch.setattr("socpdf.disclosure.choose.choose", solve)


def test_what_was_solved_is_not_solved_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same report gets the same signs and the same audit, without the engine."""
    first = released(tmp_path, Cache(tmp_path / "kept"))
    assert first == [["A", "*"], ["B", "**"], ["C", "60013"], ["Staden", "67935"]]
    forbid(monkeypatch)
    assert released(tmp_path, Cache(tmp_path / "kept")) == first


def test_another_figure_is_another_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is found by all that it rests on."""
    released(tmp_path, Cache(tmp_path / "kept"))
    forbid(monkeypatch)
    with pytest.raises(AssertionError, match="solved again"):
        released(tmp_path, Cache(tmp_path / "kept"), "nämnd,antal\nA,2\nB,7919\nC,60013\n")


def test_without_a_cache_everything_is_solved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was kept."""
    released(tmp_path, Cache(tmp_path / "kept"))
    forbid(monkeypatch)
    with pytest.raises(AssertionError, match="solved again"):
        released(tmp_path, Cache(None))


def test_what_is_kept_are_places(tmp_path: Path) -> None:
    """Numbers of cells in their piece: no figure, no name, neither in an entry nor in its own name."""
    released(tmp_path, Cache(tmp_path / "kept"))
    (entry,) = (path for path in (tmp_path / "kept").rglob("*") if path.is_file())
    assert all(0 <= item < 4 for part in json.loads(entry.read_bytes()[32:]) for item in part)
