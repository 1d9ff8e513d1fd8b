"""Answers in words are held against what the tables show in the end."""

from pathlib import Path

import pytest
from valueproject import TEXT_LINE, released, write_project

from socpdf.core.diagnostics import Refused, Sink
from socpdf.disclosure import Policy
from socpdf.ir.tables import Shown, Withheld

STRICT = Policy(threshold=10)
MOST = 'störst(tabell("1:2"), "Antal")'


@pytest.mark.parametrize(
    "text",
    [
        f"Mest {{{{ {MOST}.rad }}}}.",
        f"Mest {{{{ {MOST}.värde }}}}.",
        'Minst {{ minst(tabell("1:2"), till="HVB").rad }}.',
    ],
)
def test_an_answer_that_rests_on_a_withheld_figure_is_refused(tmp_path: Path, text: str) -> None:
    """With a higher threshold seven is withheld: then it is not told that it is less than thirty."""
    root = write_project(
        tmp_path, text, {"boende": "boende,antal\nHVB,7\nSHIS,50\nStödboende,60\nFamiljehem,70\nJour,80\n"}
    )
    released(root, Sink())
    sink = Sink()
    with pytest.raises(Refused):
        released(root, sink, STRICT)
    assert [(d.code, d.span.line) for d in sink.diagnostics] == [("S103", TEXT_LINE)]


def test_what_is_reckoned_from_it_is_withheld(tmp_path: Path) -> None:
    """Arithmetic has a sign of its own and needs no refusal."""
    root = write_project(tmp_path, f'Mest {{{{ {MOST}.värde + tabell("1:3")["Norra", "Antal"] }}}}.')
    for policy, kind in ((Policy(), Shown), (STRICT, Withheld)):
        _, found = released(root, Sink(), policy)
        (value,) = [value for span, value in found.values.items() if span.line == TEXT_LINE]
        assert isinstance(value, kind)
