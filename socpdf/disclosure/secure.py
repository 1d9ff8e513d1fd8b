"""One piece of a report made secure, or found to have been made so before.

A pattern is kept by a digest of all that it depends on; what is kept are places in the piece, and no figure.
"""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from socpdf.core.cache import Cache, key_of
from socpdf.disclosure.pieces import Piece
from socpdf.ir.tables import CellKey

FORM: Final = 1
"""Of what is kept."""
KIND: Final = "skydd"


@dataclass(frozen=True, slots=True)
class Secured:
    """What is known of cells after they were attacked and protected; holds no figure."""

    added: frozenset[CellKey]
    """Withheld beyond what source, rule and author withhold."""
    exact: frozenset[CellKey]
    """Of those withheld before, what a reader could have computed."""
    narrowed: frozenset[CellKey]
    """Of those, what a reader could have told more closely than its sign does."""


def secure(piece: Piece, threshold: int, store: Cache) -> Secured:
    """The pattern, from the cache where the same piece was made secure before; `Insecure` where none is."""
    key = key_of(FORM, _engine() + _content(piece, threshold))
    kept = store.get(KIND, key)
    if kept is None:
        # Imported here: the solver takes a fifth of a second, which a piece known before must not cost.
        from socpdf.disclosure.choose import choose

        choice = choose(piece, threshold)
        parts = [sorted(part) for part in (choice.added, choice.exact, choice.narrowed)]
        store.put(KIND, key, json.dumps(parts).encode())
    else:
        parts = json.loads(kept)
    added, exact, narrowed = (frozenset(piece.keys[item] for item in part) for part in parts)
    return Secured(added, exact, narrowed)


@cache
def _engine() -> bytes:
    """A digest of this package: when it chooses in another way, nobody has to remember to say so."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return sha256(b"".join(sha256(source.read_bytes()).digest() for source in sources)).digest()


def _content(piece: Piece, threshold: int) -> bytes:
    """All that the pattern depends on; names and places are no part of it."""
    cells = [(c.value, c.low, c.high, c.floor, c.printed, c.total) for c in piece.model.cells]
    relations = [(r.kind, r.terms, r.low, r.high, r.figure) for r in piece.model.relations]
    rests = [figure.rests_on for figure in piece.model.derived]
    held, people, withheld = sorted(piece.held.items()), sorted(piece.people), sorted(piece.withheld)
    weights = sorted(piece.weights.items())
    return json.dumps([threshold, cells, relations, rests, held, people, withheld, weights]).encode()
