"""What a graphics state says of curves and screens, which are the printer's to choose."""

from __future__ import annotations

from collections.abc import Iterator

from socpdf.preflight.objects import Dict, Name, Store
from socpdf.preflight.press.model import Note


def screening_notes(store: Store, values: Dict) -> Iterator[Note]:
    transfer, newer = store.get(values.get("TR")), store.get(values.get("TR2"))
    if transfer not in (None, Name("Identity")) or newer not in (None, Name("Default")):
        yield Note("transfer", "a transfer function")
    if "HTP" in values:
        yield Note("halftone", "a halftone phase HTP")
    halftone = store.dict(values.get("HT"))
    if halftone is not None and store.integer(halftone.get("HalftoneType")) not in (1, 5):
        kind = store.integer(halftone.get("HalftoneType"))
        yield Note("halftone", f"a halftone of type {kind}")
    if halftone is not None and "HalftoneName" in halftone:
        yield Note("halftone", "a halftone by name")
