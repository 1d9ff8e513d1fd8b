"""`:::{sammanfattning}`: the box at the opening of a chapter."""

from typing import Final

from pydantic import Field

from socpdf.ir.spec import Summary
from socpdf.spec.declare import Body, Directive, Parts
from socpdf.spec.validate import Options, RequiredText


class SummaryOptions(Options):
    title: RequiredText = Field("Sammanfattning", alias="rubrik", description="title of the box")


def build(parts: Parts[SummaryOptions]) -> Summary:
    return Summary(parts.options.title, parts.blocks, parts.span)


DIRECTIVE: Final = Directive(
    name="sammanfattning",
    summary="The box at the opening of a chapter with what the chapter says in short, as a rule a list.",
    options=SummaryOptions,
    argument=None,
    body=Body.BLOCKS,
    example="""\
:::{sammanfattning}
:rubrik: Året i korthet

- Under {{ år }} fick {{ personer }} personer en insats.
- Flest insatser gavs i form av boendestöd.
:::""",
    build=build,
)
