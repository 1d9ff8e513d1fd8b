"""Which layers are shown when nobody chooses: the default configuration (ISO 32000-1, 8.11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from socpdf.preflight.objects import Dict, Obj, Store, number_of

# How a membership dictionary decides from its groups (ISO 32000-1, Table 99).
_ANY_ON: Final = "AnyOn"


@dataclass(frozen=True, slots=True)
class Layers:
    store: Store
    off: frozenset[int]
    """Object numbers of the groups that are not shown."""

    @classmethod
    def of(cls, store: Store, catalog: Dict) -> Layers:
        properties = store.dict(catalog.get("OCProperties")) or {}
        default = store.dict(properties.get("D")) or {}
        listed = (
            _numbers(store, properties.get("OCGs"))
            if store.name(default.get("BaseState")) == "OFF"
            else set()
        )
        off = (listed | _numbers(store, default.get("OFF"))) - (
            _numbers(store, default.get("ON")) if listed else set()
        )
        return cls(store, frozenset(off))

    def hides(self, value: Obj) -> bool:
        """Whether a group, or a membership of groups, is not shown."""
        number = number_of(value)
        if number is not None and number in self.off:
            return True
        values = self.store.dict(value) or {}
        if self.store.name(values.get("Type")) != "OCMD":
            return False
        hidden = [member in self.off for member in sorted(_numbers(self.store, values.get("OCGs")))]
        if not hidden:
            return False
        match self.store.name(values.get("P")) or _ANY_ON:
            case "AllOn":
                return any(hidden)
            case "AnyOff":
                return not any(hidden)
            case "AllOff":
                return not all(hidden)
            case _:
                return all(hidden)


def _numbers(store: Store, value: Obj) -> set[int]:
    return {number for number in map(number_of, store.items(value)) if number is not None}
