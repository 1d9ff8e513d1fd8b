"""The sums by which a reader of all figures shown could learn a further one; disclosure control needs them.

A sum counts if all its members but one are shown, or follow from others that do, and also if a figure of it
is shown at all: the remainder of a total can give away what several withheld figures share.
"""

from collections import deque
from collections.abc import Iterable, Mapping

from socpdf.ir.tables import CellKey, Figure, Sum
from socpdf.tables.cube import Cube


def sums(cubes: Mapping[str, Cube], shown: Iterable[Figure]) -> tuple[Sum, ...]:
    """Every sum with a figure that is shown, or that follows from those."""
    by_name = {cube.table.name: cube for cube in cubes.values()}
    queue = deque(dict.fromkeys(figure.cell for figure in shown if figure.cell is not None))
    known = set(queue)
    open_members: dict[Sum, set[CellKey]] = {}
    while queue:
        cell = queue.popleft()
        for line in by_name[cell.data].sums(cell):
            unknown = open_members.setdefault(line, members(line) - known)
            unknown.discard(cell)
            if len(unknown) == 1:
                follows = unknown.pop()
                if follows not in known:
                    known.add(follows)
                    queue.append(follows)
    return tuple(open_members)


def members(line: Sum) -> set[CellKey]:
    total = {line.total} if isinstance(line.total, CellKey) else set()
    return total | set(line.parts)
