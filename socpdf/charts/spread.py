"""Words that would stand on each other, moved apart as little as can be."""

from collections.abc import Sequence


def spread(wishes: Sequence[float], sizes: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Middles as near to the wished ones as their sizes and the ends let them, in the order of the wishes.

    The squared distances add up to the least (pool adjacent violators). Sizes that have no room together
    run over the far end.
    """
    order = sorted(range(len(wishes)), key=lambda at: (wishes[at], at))
    # Shifted by all sizes before them, middles must only not decrease.
    before = 0.0
    offsets = [0.0] * len(wishes)
    pools: list[list[float]] = []
    for at in order:
        offsets[at] = before + sizes[at] / 2
        before += sizes[at]
        pools.append([wishes[at] - offsets[at]])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            last = pools.pop()
            pools[-1].extend(last)
    starts = [_mean(pool) for pool in pools for _ in pool]
    furthest = max(low, high - before)
    placed = [min(max(start, low), furthest) for start in starts]
    middles = [0.0] * len(wishes)
    for at, start in zip(order, placed, strict=True):
        middles[at] = start + offsets[at]
    return tuple(middles)


def _mean(pool: Sequence[float]) -> float:
    return sum(pool) / len(pool)
