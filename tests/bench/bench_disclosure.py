"""How long protector and attacker take on random frequency tables: `python tests/bench/bench_disclosure.py`.

Medians of ten seeds, in seconds of one core, each solved to proven optimum or for a minute, against what is
promised; beside it the median by the clock, which is longer where other work is going on. Inner cells are
from 1 to 3 with the probability given, otherwise from 4 to 60. `alla` is the rule as shipped: what every sign
says is combined; `egna` is the classical model, in which the reader uses no sign but the cell's own.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic, process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "disclosure"))

from invented import frequencies, three_way, two_way

from socpdf.disclosure.attack import attack
from socpdf.disclosure.model import Model
from socpdf.disclosure.protect import Rule, Signs, pose, protect

SEEDS = range(1, 11)
SHARES = (0.05, 0.17)
ATTACKED = (20, 20)
ATTACK_PROMISE = 0.2


@dataclass(frozen=True, slots=True)
class Instance:
    sizes: tuple[int, ...]
    promise: float
    """Seconds at most, for the median."""

    def model(self, seed: int, share: float) -> Model:
        if len(self.sizes) == 3:
            return three_way(seed, (self.sizes[0], self.sizes[1], self.sizes[2]), share)
        return two_way(frequencies(seed, self.sizes[0], self.sizes[1], share))


INSTANCES = (
    Instance((12, 9), 0.1),
    Instance((20, 20), 0.5),
    Instance((50, 20), 1.5),
    Instance((12, 9, 3), 5.0),
)


def run(instance: Instance, share: float, signs: Signs) -> None:
    rule, taken, waited, attacks, proven, gap = Rule(signs=signs), [], [], [], 0, 0.0
    for seed in SEEDS:
        model = instance.model(seed, share)
        began, start = monotonic(), process_time()
        problem = pose(model, rule)
        found = protect(problem, rule)
        taken.append(process_time() - start)
        waited.append(monotonic() - began)
        proven += found.optimal
        gap = max(gap, found.gap)
        start = process_time()
        attack(problem.model, found.pattern)
        attacks.append(process_time() - start)
    name = " × ".join(map(str, instance.sizes))
    kept = "kept" if median(taken) <= instance.promise else "MISSED"
    line = f"{name:12} {share:4.0%} {signs:5} {median(taken):7.3f} s (longest {max(taken):7.3f}), "
    line += f"by the clock {median(waited):.3f}, "
    line += f"promised {instance.promise:g}: {kept}; proven {proven} of {len(taken)}, widest gap {gap:.0%}"
    if instance.sizes == ATTACKED:
        kept = "kept" if median(attacks) <= ATTACK_PROMISE else "MISSED"
        line += f"; attack {median(attacks):.3f} s, promised {ATTACK_PROMISE:g}: {kept}"
    print(line, flush=True)


if __name__ == "__main__":
    attack(
        two_way([[1, 9], [9, 9]]), frozenset({0})
    )  # loads the solver, which takes longer than many a table
    for chosen in Signs:
        for instance in INSTANCES:
            for share in SHARES:
                run(instance, share, chosen)
