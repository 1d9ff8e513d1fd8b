"""How long the sample report takes to be attacked and protected: `python tests/bench/bench_release.py`.

All its tables, linked as they are. First what the sources' signs and the rule leave is attacked, then every
piece is protected and attacked once more, and at last all of it comes from the cache. Seconds of one core.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from socpdf.core.cache import Cache
from socpdf.core.diagnostics import Sink
from socpdf.disclosure import release
from socpdf.disclosure.facts import read_facts
from socpdf.disclosure.pieces import pieces
from socpdf.disclosure.region import Region
from socpdf.disclosure.rule import Policy, few_behind
from socpdf.ir.tables import ComputedReport
from socpdf.sources import load
from socpdf.spec import parse
from socpdf.tables import compute

REPO = Path(__file__).resolve().parents[2]
ATTACK_PROMISE, PROTECT_PROMISE = 10.0, 60.0


def attack_all(computed: ComputedReport) -> None:
    """The interval of every withheld count, exactly."""
    for piece in pieces(read_facts(computed, Policy(hidden=few_behind(computed, Policy())))):
        region = Region(piece.model, piece.withheld)
        for cell in sorted(piece.held.keys() & piece.people):
            region.reach(cell, up=False)
            region.reach(cell, up=True)


def seconds(work: Callable[[], Any]) -> float:
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    sink = Sink()
    report = parse(REPO, sink)
    computed = compute(report, load(REPO, report, sink), sink)
    with tempfile.TemporaryDirectory() as folder:
        store = Cache(Path(folder))
        print(f"attacked   {seconds(lambda: attack_all(computed)):6.2f} s, promised {ATTACK_PROMISE:.0f}")
        print(f"protected  {seconds(lambda: release(computed, sink, cache=store)):6.2f} s, ", end="")
        print(f"promised {PROTECT_PROMISE:.0f}")
        print(f"from cache {seconds(lambda: release(computed, sink, cache=store)):6.2f} s")


if __name__ == "__main__":
    main()
