"""Invented tables for the tests of the disclosure engine, and brute force over all whole tables."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from random import Random

from socpdf.disclosure.model import Cell, Kind, Model, ModelBuilder, Pattern, Place
from socpdf.disclosure.protect import Rule, Signs

Grid = Sequence[Sequence[int]]


def add_table(builder: ModelBuilder, name: str, inner: Grid) -> list[list[int]]:
    """A two-way table with its margins; gives the numbers of its cells."""
    full = with_margins(inner)
    rows, columns = len(inner), len(inner[0])
    cells = [
        [
            builder.cell(Cell(Place(name, f"R{r}", f"K{c}"), value, total=r == rows or c == columns))
            for c, value in enumerate(line)
        ]
        for r, line in enumerate(full)
    ]
    for r, line in enumerate(cells):
        builder.total(f"raden R{r} i tabell {name}", line[-1], line[:-1])
    for c, column in enumerate(zip(*cells, strict=True)):
        builder.total(f"kolumnen K{c} i tabell {name}", column[-1], column[:-1])
    return cells


def with_margins(inner: Grid) -> list[list[int]]:
    wide = [[*line, sum(line)] for line in inner]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def two_way(inner: Grid) -> Model:
    builder = ModelBuilder()
    add_table(builder, "A", inner)
    return builder.build()


def three_way(seed: int, sizes: tuple[int, int, int], share: float) -> Model:
    """A three-way frequency table with all its margins."""
    random, builder = Random(seed), ModelBuilder()
    full: dict[tuple[int, ...], int] = {}
    spots = list(product(*(range(size + 1) for size in sizes)))
    for spot in spots:
        if not is_total(spot, sizes):
            full[spot] = count(random, share)
    for spot in spots:
        ranges = [range(size) if place == size else (place,) for place, size in zip(spot, sizes, strict=True)]
        full[spot] = sum(full[inner] for inner in product(*ranges)) if spot not in full else full[spot]
    cells: dict[tuple[int, ...], int] = {}
    for spot in spots:
        place = Place("A", f"{spot[0]}/{spot[2]}", f"{spot[1]}")
        cells[spot] = builder.cell(Cell(place, full[spot], total=is_total(spot, sizes)))
    for axis, size in enumerate(sizes):
        for spot in [spot for spot in spots if spot[axis] == size]:
            parts = [cells[(*spot[:axis], k, *spot[axis + 1 :])] for k in range(size)]
            builder.total(f"linjen {spot} längs {axis}", cells[spot], parts)
    return builder.build()


def is_total(spot: tuple[int, ...], sizes: tuple[int, ...]) -> bool:
    return any(place == size for place, size in zip(spot, sizes, strict=True))


def count(random: Random, share: float) -> int:
    """From 1 to 3 with this probability, otherwise from 4 to 60."""
    return random.randint(1, 3) if random.random() < share else random.randint(4, 60)


def frequencies(seed: int, rows: int, columns: int, share: float) -> list[list[int]]:
    random = Random(seed)
    return [[count(random, share) for _ in range(columns)] for _ in range(rows)]


def every_table(rows: int, columns: int, people: int) -> list[list[int]]:
    """All tables of up to so many people, with their margins, cell by cell."""
    tables = []
    for total in range(people + 1):
        for values in _shares(rows * columns, total):
            inner = [values[r * columns : (r + 1) * columns] for r in range(rows)]
            tables.append([value for line in with_margins(inner) for value in line])
    return tables


def _shares(cells: int, people: int) -> Iterator[tuple[int, ...]]:
    if cells == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in _shares(cells - 1, people - first):
            yield (first, *rest)


def possible(model: Model, pattern: Pattern, tables: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """The tables a reader must hold possible, signs aside."""
    shown = [(cell, about.value) for cell, about in enumerate(model.cells) if cell not in pattern]
    return [table for table in tables if all(table[cell] == value for cell, value in shown)]


def is_safe(model: Model, pattern: Pattern, rule: Rule, tables: Sequence[Sequence[int]]) -> bool:
    """The rule, word by word, over all tables."""
    primary = primaries(model)
    loose = possible(model, pattern, tables)
    keeping = [table for table in loose if all(1 <= table[cell] <= 3 for cell in primary)]
    for cell in primary:
        values = {table[cell] for table in loose}
        told = {table[cell] for table in (keeping if rule.signs is Signs.ALL else loose)}
        if not {1, 2, 3} <= told or max(values) - min(values) < rule.width:
            return False
    return not any(0 < remainder < 4 for remainder in remainders(model, pattern, primary))


def remainders(model: Model, pattern: Pattern, primary: Pattern) -> Iterator[int]:
    """What the lines with a primary cell and a printed total leave for what they withhold."""
    for relation in model.relations:
        assert relation.kind is Kind.SUM
        total = next(cell for cell, weight in relation.terms if weight < 0)
        parts = [cell for cell, weight in relation.terms if weight > 0]
        if total not in pattern and primary.intersection(parts):
            yield sum(model.cells[cell].value or 0 for cell in parts if cell in pattern)


def primaries(model: Model) -> Pattern:
    return frozenset(cell for cell, about in enumerate(model.cells) if about.value in (1, 2, 3))


def cheapest(model: Model, rule: Rule, tables: Sequence[Sequence[int]]) -> int | None:
    """The fewest withheld cells of any safe pattern; None: there is none."""
    primary = primaries(model)
    free = [cell for cell in range(len(model.cells)) if cell not in primary]
    for more in range(len(free) + 1):
        for chosen in combinations(free, more):
            if is_safe(model, primary | frozenset(chosen), rule, tables):
                return len(primary) + more
    return None
