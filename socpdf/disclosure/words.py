"""Whether an answer in words tells of a figure that is withheld; nothing is changed, only refused.

*Störst är Järva* says of every other row that it is less. That was decided by figures as they were computed;
here it is held against what the tables show in the end, where more of them may be withheld.
"""

from collections.abc import Iterator, Mapping

from socpdf.core.diagnostics import Refused, Sink
from socpdf.ir.tables import ComputedReport, ComputedValue, Figure, Released, ReleasedReport, Withheld
from socpdf.ir.tidy import Sign

_SECRET = frozenset({Sign.WITHHELD, Sign.WITHHELD_SECONDARY})


def check_words(computed: ComputedReport, released: ReleasedReport, sink: Sink) -> None:
    """`Refused`, with the places in the sink, where an answer rests on a figure that no table shows."""
    shown = _by_figure(computed, released)
    before = len(sink.diagnostics)
    for span, value in computed.values.items():
        if any(_is_secret(shown.get(figure)) for figure in _deciding(value)):
            message = "the answer tells of a figure that is withheld"
            hint = "leave its row out with `utom`, limit the rows, or rephrase the sentence"
            sink.error("S103", message, span, hint)
    if len(sink.diagnostics) > before:
        raise Refused


def _deciding(value: ComputedValue) -> tuple[Figure, ...]:
    """The figures whose order gave the answer; those that are reckoned with carry their own signs."""
    if value.figure is None:
        return value.rests_on
    return value.rests_on[1:] if value.figure.cell is not None else ()


def _by_figure(computed: ComputedReport, released: ReleasedReport) -> Mapping[Figure, Released]:
    return dict(_pairs(computed, released))


def _pairs(computed: ComputedReport, released: ReleasedReport) -> Iterator[tuple[Figure, Released]]:
    for made, shown in zip(computed.tables, released.tables, strict=True):
        for row, released_row in zip(made.rows, shown.rows, strict=True):
            yield from zip(row.figures, released_row.cells, strict=True)


def _is_secret(released: Released | None) -> bool:
    return isinstance(released, Withheld) and released.sign in _SECRET
