"""Functions of a PDF (ISO 32000-1, 7.10): sampled, exponential, stitched; a list of one-answer ones.

PostScript calculators are not run: their answer is unknown, which a caller must reckon with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from socpdf.preflight.objects import Dict, Obj, Store

_DEEPEST: Final = 6
_MOST_SAMPLES: Final = 65_536


def evaluate(store: Store, function: Obj, inputs: Sequence[float], depth: int = 0) -> list[float] | None:
    """The answer, or None where it cannot be told."""
    listed = store.array(function)
    if listed is not None:
        answers = [evaluate(store, item, inputs, depth + 1) for item in listed] if depth < 2 else []
        return None if None in answers or not answers else [a[0] for a in answers if a]
    values = store.dict(function)
    if values is None or depth > _DEEPEST:
        return None
    domain = store.numbers(values.get("Domain")) or (0.0, 1.0)
    given = [min(max(x, domain[2 * i]), domain[2 * i + 1]) for i, x in enumerate(inputs[: len(domain) // 2])]
    if not given:
        return None
    match store.integer(values.get("FunctionType")):
        case 0:
            return _sampled(store, function, values, given, domain)
        case 2:
            return _exponential(store, values, given[0])
        case 3:
            return _stitched(store, values, given[0], domain, depth)
        case _:
            return None


def _exponential(store: Store, values: Dict, x: float) -> list[float] | None:
    first = store.numbers(values.get("C0")) or (0.0,)
    last = store.numbers(values.get("C1")) or (1.0,)
    power = store.number(values.get("N")) or 1.0
    try:
        share = x**power if x > 0 else 0.0
    except OverflowError:
        return None
    return [a + share * (b - a) for a, b in zip(first, last, strict=False)]


def _stitched(
    store: Store, values: Dict, x: float, domain: Sequence[float], depth: int
) -> list[float] | None:
    functions = store.array(values.get("Functions")) or ()
    inner = store.numbers(values.get("Bounds")) or ()
    bounds = (domain[0], *inner, domain[1])
    encode = store.numbers(values.get("Encode")) or ()
    chosen = min(sum(x >= bound for bound in inner), len(functions) - 1)
    if chosen < 0 or chosen + 1 >= len(bounds) or len(encode) < 2 * chosen + 2:
        return None
    low, high = bounds[chosen], bounds[chosen + 1]
    share = (x - low) / (high - low) if high > low else 0.0
    start, end = encode[2 * chosen], encode[2 * chosen + 1]
    return evaluate(store, functions[chosen], [start + share * (end - start)], depth + 1)


def _sampled(
    store: Store, function: Obj, values: Dict, given: Sequence[float], domain: Sequence[float]
) -> list[float] | None:
    """The nearest sample: the tables of tints are fine, and a colour is compared in hundredths."""
    stream = store.stream(function)
    sizes = [min(store.integer(size) or 1, _MOST_SAMPLES) for size in store.array(values.get("Size")) or ()]
    outputs = store.numbers(values.get("Range")) or ()
    bits = store.integer(values.get("BitsPerSample")) or 8
    if stream is None or len(sizes) != len(given) or bits not in (8, 16) or len(outputs) < 2:
        return None
    position, step = 0, 1
    for index, (x, size) in enumerate(zip(given, sizes, strict=True)):
        low, high = domain[2 * index], domain[2 * index + 1]
        place = round((x - low) / (high - low) * (size - 1)) if high > low else 0
        position += place * step
        step *= size
    count, width = len(outputs) // 2, bits // 8
    start = position * count * width
    raw = stream.decode()[start : start + count * width]
    if len(raw) < count * width:
        return None
    decode = store.numbers(values.get("Decode")) or ()
    if len(decode) < 2 * count:
        decode = outputs
    most = (1 << bits) - 1
    samples = [int.from_bytes(raw[width * i : width * (i + 1)]) / most for i in range(count)]
    return [decode[2 * i] + sample * (decode[2 * i + 1] - decode[2 * i]) for i, sample in enumerate(samples)]
