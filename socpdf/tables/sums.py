"""The sums by which a reader of all figures shown could learn a further one; disclosure control needs them.

A sum counts if all its members but one are shown, or follow from others that do, and also if a figure of it
is shown at all: the remainder of a total can give away what several withheld figures share.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from socpdf.ir.tables import CellKey, Figure, Sum
from socpdf.tables.cube import Cube, Line


def sums(cubes: Mapping[str, Cube], shown: Iterable[Figure], equal: Iterable[Sum]) -> tuple[Sum, ...]:
    """Every sum with a figure that is shown, or that follows from those; `equal` ties data sets together."""
    by_name = {cube.table.name: cube for cube in cubes.values()}
    queue = deque(dict.fromkeys(cell for figure in shown for cell in _told_by(figure)))
    known = set(queue)
    built: set[Line] = set()
    by_member: dict[CellKey, list[_OpenSum]] = {}
    found: dict[Sum, None] = {}
    for tie in equal:
        _register(tie, known, by_member)
    while queue:
        cell = queue.popleft()
        cube = by_name[cell.data]
        for line in cube.lines(cell):
            if line not in built:
                built.add(line)
                _register(cube.sum(line), known, by_member)
        for open_sum in by_member.get(cell, ()):
            found[open_sum.sum] = None
            open_sum.unknown.discard(cell)
            if len(open_sum.unknown) == 1:
                follows = open_sum.unknown.pop()
                if follows not in known:
                    known.add(follows)
                    queue.append(follows)
    return tuple(found)


def _told_by(figure: Figure) -> Iterator[CellKey]:
    """The cell itself, and for a share or mean the cells it is made of."""
    yield from (cell for cell in (figure.cell, figure.above, figure.below) if cell is not None)


def nets(cubes: Mapping[str, Cube], shown: Iterable[Figure]) -> tuple[Sum, ...]:
    """Every total that counts a person once, if it is shown together with one of its parts."""
    by_name = {cube.table.name: cube for cube in cubes.values()}
    known = dict.fromkeys(figure.cell for figure in shown if figure.cell is not None)
    found = dict.fromkeys(net for cell in known for net in by_name[cell.data].nets(cell))
    return tuple(net for net in found if net.total in known and any(part in known for part in net.parts))


@dataclass(frozen=True, slots=True)
class _OpenSum:
    sum: Sum
    unknown: set[CellKey]


def _register(line: Sum, known: AbstractSet[CellKey], by_member: dict[CellKey, list[_OpenSum]]) -> None:
    total = (line.total,) if isinstance(line.total, CellKey) else ()
    members = dict.fromkeys((*total, *line.parts))
    open_sum = _OpenSum(line, {member for member in members if member not in known})
    for member in members:
        by_member.setdefault(member, []).append(open_sum)
