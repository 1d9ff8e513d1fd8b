"""`:::{nyckeltal} {{ personer }}`: a large figure in the margin with its sentence."""

from typing import Final

from socpdf.ir.spec import KeyFigure
from socpdf.spec.declare import Argument, Body, Directive, Parts
from socpdf.spec.validate import Options


class KeyFigureOptions(Options):
    """There are none."""


def build(parts: Parts[KeyFigureOptions]) -> KeyFigure:
    return KeyFigure(parts.inline(parts.argument), parts.paragraph(), parts.span)


DIRECTIVE: Final = Directive(
    name="nyckeltal",
    summary="A large figure in the margin with its sentence, beside the text it stands in.",
    options=KeyFigureOptions,
    argument=Argument("the figure, as a rule a `{{ … }}`"),
    body=Body.TEXT,
    example="""\
:::{nyckeltal} {{ personer }}
personer mellan 20 och 64 år hade en insats under {{ år }}.
:::

Insatserna ska göra vardagen lättare. De söks hos stadsdelsnämnden och prövas efter behov, och den som får
avslag kan överklaga.""",
    build=build,
)
