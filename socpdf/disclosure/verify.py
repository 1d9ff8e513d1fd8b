"""The last look at a pattern, in whole numbers and without a solver: do the witnesses bear it out?

Shares nothing with the search but the model: it puts every witness table into every relation that is printed.
"""

from collections.abc import Iterable

from socpdf.disclosure.certainty import Witness
from socpdf.disclosure.model import Model, Pattern
from socpdf.disclosure.problem import Problem, small_remainders


def is_proven(problem: Problem, pattern: Pattern, witnesses: Iterable[Witness]) -> bool:
    """Whether every need is shown to be met, and no line leaves a remainder too small to show."""
    shown = {need.cell: {problem.value(need.cell)} for need in problem.needs}
    extent = {cell: set(values) for cell, values in shown.items()}
    for witness in witnesses:
        if not is_possible(problem.model, pattern, witness):
            return False
        for need in problem.needs:
            extent[need.cell].add(witness.values[need.cell])
            if witness.signed:
                shown[need.cell].add(witness.values[need.cell])
    return (
        problem.forced <= pattern
        and all(set(range(need.low, need.high + 1)) <= shown[need.cell] for need in problem.needs)
        and all(max(extent[need.cell]) - min(extent[need.cell]) >= need.width for need in problem.needs)
        and not any(small_remainders(problem, pattern))
    )


def is_possible(model: Model, pattern: Pattern, witness: Witness) -> bool:
    """Whether a reader who sees what the pattern leaves must hold this table possible."""
    table: list[int] = []
    for index, cell in enumerate(model.cells):
        if index not in pattern:
            assert cell.value is not None, "who protects a table knows all of it"
            table.append(cell.value)
            continue
        value = witness.values[index]
        low, high = (cell.low, cell.high) if witness.signed else (cell.floor, None)
        if value < low or (high is not None and value > high):
            return False
        table.append(value)
    for relation in model.relations:
        if relation.figure is not None and relation.figure in pattern:
            continue
        total = sum(weight * table[cell] for cell, weight in relation.terms)
        if relation.low is not None and total < relation.low:
            return False
        if relation.high is not None and total > relation.high:
            return False
    return True
