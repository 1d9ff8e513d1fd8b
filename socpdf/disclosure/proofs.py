"""Why a withheld figure can be told: the shortest proof, in words.

A proof is a set of relations, none of which can be spared, with the multipliers that combine them, and what
is known of the cells that do not cancel: printed figures, and the meaning of signs. It names cells; its
values are written only by `in_words(..., values=True)`, for the terminal of the person who runs it, and never
into a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final

from socpdf.disclosure.attack import Interval, only
from socpdf.disclosure.cuts import exact
from socpdf.disclosure.model import Model, Pattern
from socpdf.disclosure.region import Contradiction, Region

TRIED_SINGLY: Final = 400
"""Up to so many relations, every one and then every pair of neighbours is tried for a shorter proof."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One side of an interval: `target <= sum(coefficient * figure)`, or `>=`."""

    target: int
    up: bool
    """Whether it bounds the target from above."""
    end: int
    relations: tuple[int, ...]
    known: tuple[tuple[int, Fraction], ...]
    """Printed cells with their coefficients."""
    signs: tuple[int, ...]
    """Withheld cells of whose figure only the least or greatest possible value is used."""
    constant: Fraction
    whole: bool
    """Whether it also needs that people are whole."""


def prove(model: Model, withheld: Pattern, interval: Interval) -> tuple[Proof, ...]:
    """A proof of each end of the interval that the sums, and not the sign alone, bring about."""
    cell = model.cells[interval.cell]
    proofs: list[Proof] = []
    if interval.high is not None and interval.high != cell.high:
        proofs.append(_shortest(model, withheld, interval.cell, interval.high, up=True))
    if interval.low is not None and interval.low != cell.low:
        proofs.append(_shortest(model, withheld, interval.cell, interval.low, up=False))
    if len(proofs) == 2 and proofs[0].relations != proofs[1].relations:
        return _with_one_set(model, withheld, interval, proofs)
    return tuple(proofs)


def in_words(model: Model, interval: Interval, proofs: Sequence[Proof], *, values: bool) -> str:
    """`Norra, män (A) = Norra, totalt (A) − …, ur raden Norra`; with values, the sum is worked out."""
    name = str(model.cells[interval.cell].place)
    if not proofs:
        return f"{name}: följer av tecknet självt"
    alike = len({(proof.relations, proof.known, proof.constant) for proof in proofs}) == 1
    if interval.is_exact and alike and not proofs[0].signs:
        return f"{name} = {_side(model, proofs[0], values=values)}, {_sources(model, proofs[0])}"
    return "; ".join(_inequality(model, name, proof, values=values) for proof in proofs)


def _inequality(model: Model, name: str, proof: Proof, *, values: bool) -> str:
    relation = "≤" if proof.up else "≥"
    text = f"{name} {relation} {_side(model, proof, values=values)}, {_sources(model, proof)}"
    if proof.signs:
        cells = ", ".join(str(model.cells[cell].place) for cell in proof.signs)
        bound = "gränserna för" if len(proof.signs) > 1 else "gränsen för"
        text += f" och {bound} {cells}"
    return text + (" (personer är hela)" if proof.whole else "")


def _side(model: Model, proof: Proof, *, values: bool) -> str:
    parts: list[str] = []
    for cell, coefficient in sorted(proof.known, key=lambda known: (known[1] < 0, known[0])):
        figure = model.cells[cell].value
        word = str(figure) if values else str(model.cells[cell].place)
        size = abs(coefficient)
        factor = "" if size == 1 else f"{size} × "
        sign = "− " if coefficient < 0 else "+ "
        parts.append((sign if parts or coefficient < 0 else "") + factor + word)
    if proof.constant or not parts:
        if not values and proof.signs:
            parts.append("vad som är känt om de andra" if not parts else "+ vad som är känt om de andra")
        elif values or not parts:
            sign = "− " if proof.constant < 0 else "+ "
            parts.append((sign if parts or proof.constant < 0 else "") + str(abs(proof.constant)))
    text = " ".join(parts)
    return f"{text} = {proof.end}" if values and len(parts) > 1 else text


def _sources(model: Model, proof: Proof) -> str:
    names = list(dict.fromkeys(model.relations[number].name for number in proof.relations))
    if len(names) == 1:
        return f"ur {names[0]}"
    return f"ur {', '.join(names[:-1])} och {names[-1]}"


def _with_one_set(
    model: Model, withheld: Pattern, interval: Interval, proofs: list[Proof]
) -> tuple[Proof, ...]:
    """Both ends from one set of relations where one does for both."""
    for proof in sorted(proofs, key=lambda one: len(one.relations)):
        found = [_proof(model, withheld, interval.cell, proof.relations, up=other.up) for other in proofs]
        if all(one is not None and one.end == other.end for one, other in zip(found, proofs, strict=True)):
            return tuple(one for one in found if one is not None)
    return tuple(proofs)


def _shortest(model: Model, withheld: Pattern, cell: int, end: int, *, up: bool) -> Proof:
    """One relation that does it, else two that touch, else what remains when nothing more can be left out."""
    for relations in _short_sets(model, cell):
        proof = _proof(model, withheld, cell, relations, up=up)
        if proof is not None and proof.end == end:
            return proof
    kept = tuple(number for number in range(len(model.relations)))
    start = _proof(model, withheld, cell, kept, up=up)
    assert start is not None, "the end of an interval has a proof"
    if start.end == end and not start.whole:
        kept = start.relations
    size = max(1, len(kept) // 2)
    while size:
        place = 0
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            proof = _proof(model, withheld, cell, fewer, up=up)
            if proof is not None and proof.end == end:
                kept = fewer
            else:
                place += size
        size //= 2
    shortest = _proof(model, withheld, cell, kept, up=up)
    assert shortest is not None, "what remains still proves it"
    return shortest


def _short_sets(model: Model, cell: int) -> Sequence[tuple[int, ...]]:
    """Sets of one and two relations that hold the cell, and pairs that share a cell with one of them."""
    if len(model.relations) > TRIED_SINGLY:
        return ()
    members = [frozenset(member for member, _ in relation.terms) for relation in model.relations]
    touching = [number for number, cells in enumerate(members) if cell in cells]
    pairs = [
        (one, other)
        for one, other in combinations(range(len(members)), 2)
        if (one in touching or other in touching) and members[one] & members[other]
    ]
    return [(number,) for number in touching] + pairs


def _proof(model: Model, withheld: Pattern, cell: int, relations: Sequence[int], *, up: bool) -> Proof | None:
    """The bound these relations give, if they give one."""
    part = only(model, list(relations))
    try:
        region = Region(part, withheld)
        reach = region.reach(cell, up=up)
    except Contradiction:
        return None
    if reach.value is None or reach.relaxed is None:
        return None
    reduced: dict[int, Fraction] = {cell: Fraction(1 if up else -1)}
    constant, used = Fraction(0), []
    for number, dual in reach.duals:
        relation, multiplier = part.relations[number], exact(dual)
        side = relation.high if multiplier > 0 else relation.low
        if not multiplier or side is None:
            continue
        used.append(relations[number])
        constant += multiplier * side
        for member, weight in relation.terms:
            reduced[member] = reduced.get(member, Fraction(0)) - multiplier * weight
    known, signs = [], []
    for member, coefficient in sorted(reduced.items()):
        if not coefficient:
            continue
        if member not in withheld:
            known.append((member, coefficient))
            continue
        bound = model.cells[member].high if coefficient > 0 else model.cells[member].low
        if bound is None:
            return None
        constant += coefficient * bound
        signs.append(member)
    turn = 1 if up else -1
    whole = reach.value != reach.relaxed or _is_rounded(model, known, constant)
    return Proof(
        cell,
        up,
        reach.value,
        tuple(used) if reach.value == reach.relaxed else tuple(relations),
        tuple((member, turn * coefficient) for member, coefficient in known),
        tuple(signs),
        turn * constant,
        whole,
    )


def _is_rounded(model: Model, known: Sequence[tuple[int, Fraction]], constant: Fraction) -> bool:
    total = constant + sum(coefficient * (model.cells[cell].value or 0) for cell, coefficient in known)
    return total.denominator != 1
