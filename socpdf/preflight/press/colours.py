"""The colour spaces of a file, read from its objects; and the spot inks that they define."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from socpdf.preflight.objects import Dict, Name, Obj, Store, number_of
from socpdf.preflight.press.functions import evaluate
from socpdf.preflight.press.model import SpotInk
from socpdf.preflight.press.spaces import CMYK, GRAY, PROCESS, RGB, Family, Space

_DEEPEST: Final = 8
_SHORT: Final = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_DEVICE: Final[dict[str, Family]] = {
    "DeviceGray": "DeviceGray",
    "DeviceRGB": "DeviceRGB",
    "DeviceCMYK": "DeviceCMYK",
}
_OF_LIGHT: Final[dict[str, Family]] = {"CalGray": "CalGray", "CalRGB": "CalRGB", "Lab": "Lab"}
_SIZES: Final = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "CalGray": 1, "CalRGB": 3, "Lab": 3}
_PLAIN: Final = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK}


@dataclass(slots=True)
class SpaceReader:
    """Reads colour spaces, those with a number once; remembers the spot inks that were defined."""

    store: Store
    spots: dict[SpotInk, None] = field(default_factory=dict)
    _known: dict[int, tuple[Space, tuple[SpotInk, ...]]] = field(default_factory=dict)

    def read(self, value: Obj, resources: Dict, depth: int = 0) -> Space:
        """A space by name or array; what cannot be read counts as gray."""
        number = number_of(value)
        if number is not None and number in self._known:
            space, spots = self._known[number]
            self.spots.update(dict.fromkeys(spots))
            return space
        before = self.spots
        self.spots = {}
        space = self._read(self.store.get(value), resources, depth)
        if number is not None:
            self._known[number] = (space, tuple(self.spots))
        self.spots = before | self.spots
        return space

    def _read(self, found: Obj, resources: Dict, depth: int) -> Space:
        store = self.store
        if depth > _DEEPEST:
            return GRAY
        if isinstance(found, Name):
            return self._named(_SHORT.get(found, str(found)), resources, depth)
        if not isinstance(found, tuple) or not found:
            return GRAY
        family = store.name(found[0]) or ""
        family = _SHORT.get(family, family)
        rest = found[1:]
        match family, rest:
            case "ICCBased", (profile, *_):
                size = store.integer((store.dict(profile) or {}).get("N"))
                return Space("ICCBased", size if size in (1, 4) else 3)
            case "Indexed", (base, _, table, *_):
                return self._indexed(self.read(base, resources, depth + 1), table)
            case "Separation", (name, alternate, function, *_):
                return self._colorants("Separation", (name,), alternate, function, resources, depth)
            case "DeviceN", (names, alternate, function, *_):
                listed = store.array(names) or ()
                return self._colorants("DeviceN", listed, alternate, function, resources, depth)
            case "Pattern", (base, *_):
                return Space("Pattern", 0, base=self.read(base, resources, depth + 1))
            case _:
                return self._named(family, resources, depth)

    def _named(self, name: str, resources: Dict, depth: int) -> Space:
        spaces = self.store.dict(resources.get("ColorSpace")) or {}
        if name in _DEVICE:
            default = spaces.get(name.replace("Device", "Default"))
            if default is None or depth:
                return _PLAIN[name]
            return self.read(default, resources, depth + 1)
        if name in _OF_LIGHT:
            return Space(_OF_LIGHT[name], _SIZES[name])
        if name == "Pattern":
            return Space("Pattern", 0)
        return self.read(spaces[name], resources, depth + 1) if name in spaces else GRAY

    def _indexed(self, base: Space, table: Obj) -> Space:
        stream = self.store.stream(table)
        data = stream.decode() if stream is not None else self.store.string(table) or b""
        return replace(base, base=base, table=data, size=1)

    def _colorants(
        self,
        family: Family,
        names: Sequence[Obj],
        alternate: Obj,
        function: Obj,
        resources: Dict,
        depth: int,
    ) -> Space:
        colorants = tuple(self.store.name(name) or "" for name in names)
        below = self.read(alternate, resources, depth + 1)
        for index, name in enumerate(colorants):
            if name not in (*PROCESS, "None"):
                values = [float(i == index) for i in range(len(colorants))]
                answer = evaluate(self.store, function, values)
                told = "?" if answer is None else " ".join(f"{value:.2f}" for value in answer)
                self.spots[SpotInk(name, f"{below.family} {told}")] = None
        return Space(family, len(colorants), colorants)
