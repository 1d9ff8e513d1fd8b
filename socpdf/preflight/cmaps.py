"""CMaps: how codes are cut from strings, and which character or CID a code means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from socpdf.preflight.objects import Name, Obj
from socpdf.preflight.tokens import operations

# ISO 32000-1, Table 118: the CMaps every reader knows. Grouped by character collection.
_PREDEFINED: Final = {
    "Identity": "Identity",
    "GB1": "GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16",
    "CNS1": "B5pc HKscs-B5 ETen-B5 ETenms-B5 CNS-EUC UniCNS-UCS2 UniCNS-UTF16",
    "Japan1": "83pv-RKSJ 90ms-RKSJ 90msp-RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ H V UniJIS-UCS2"
    " UniJIS-UCS2-HW UniJIS-UTF16",
    "Korea1": "KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16",
}
ORDERINGS: Final = frozenset(_PREDEFINED) - {"Identity"}

# A range of codes wider than the two-byte plane is a broken one.
_WIDEST_RANGE: Final = 0x10000


def ordering_of(name: str) -> str | None:
    """The character collection of a predefined CMap; None for any other name."""
    stem = name if name in ("H", "V") else name.removesuffix("-H").removesuffix("-V")
    return next((ordering for ordering, names in _PREDEFINED.items() if stem in names.split()), None)


@dataclass(slots=True)
class CMap:
    """What an embedded CMap or ToUnicode CMap says."""

    code_lengths: set[int] = field(default_factory=set)
    unicode: dict[int, str] = field(default_factory=dict)
    cids: dict[int, int] = field(default_factory=dict)
    mode: int = 0
    uses: str = ""
    system: tuple[str, str, int] | None = None


def parse(data: bytes) -> CMap:
    cmap = CMap()
    for operator, operands in operations(data):
        match operator:
            case b"endcodespacerange":
                cmap.code_lengths |= {len(o) for o in operands if isinstance(o, bytes) and 0 < len(o) <= 4}
            case b"endbfchar":
                _characters(cmap, operands)
            case b"endbfrange":
                _ranges(cmap, operands)
            case b"endcidchar":
                for code, cid in zip(operands[::2], operands[1::2], strict=False):
                    if isinstance(code, bytes) and isinstance(cid, int):
                        cmap.cids[int.from_bytes(code)] = cid
            case b"endcidrange":
                _cid_ranges(cmap, operands)
            case b"usecmap":
                cmap.uses = str(operands[-1]) if operands else ""
            case b"def":
                _definition(cmap, operands)
            case _:
                pass
    return cmap


def system_of(values: Mapping[str, Obj]) -> tuple[str, str, int] | None:
    """Registry, ordering and supplement of a CIDSystemInfo dictionary."""
    match values.get("Registry"), values.get("Ordering"), values.get("Supplement"):
        case (bytes() as registry, bytes() as ordering, int() as supplement):
            return registry.decode("latin-1"), ordering.decode("latin-1"), supplement
        case _:
            return None


def _definition(cmap: CMap, operands: list[Obj]) -> None:
    match operands[-2:]:
        case [Name() as name, int() as mode] if name == "WMode":
            cmap.mode = mode
        case [Name() as name, dict() as values] if name == "CIDSystemInfo":
            cmap.system = system_of(values)


def _text(raw: bytes) -> str:
    return raw.decode("utf-16-be", "replace") if len(raw) > 1 else raw.decode("latin-1")


def _characters(cmap: CMap, operands: list[Obj]) -> None:
    for code, value in zip(operands[::2], operands[1::2], strict=False):
        if isinstance(code, bytes) and isinstance(value, bytes):
            cmap.unicode[int.from_bytes(code)] = _text(value)


def _codes(low: Obj, high: Obj) -> range:
    if not isinstance(low, bytes) or not isinstance(high, bytes):
        return range(0)
    first, last = int.from_bytes(low), int.from_bytes(high)
    return range(first, last + 1) if last - first < _WIDEST_RANGE else range(0)


def _ranges(cmap: CMap, operands: list[Obj]) -> None:
    for low, high, value in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        codes = _codes(low, high)
        if isinstance(value, bytes) and value:
            stem, last = value[:-2], int.from_bytes(value[-2:])
            for step, code in enumerate(codes):
                cmap.unicode[code] = _text(stem + ((last + step) & 0xFFFF).to_bytes(2))
        elif isinstance(value, tuple):
            for code, item in zip(codes, value, strict=False):
                if isinstance(item, bytes):
                    cmap.unicode[code] = _text(item)


def _cid_ranges(cmap: CMap, operands: list[Obj]) -> None:
    for low, high, first in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        if isinstance(first, int):
            cmap.cids.update((code, first + step) for step, code in enumerate(_codes(low, high)))
