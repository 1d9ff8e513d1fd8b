"""`:::{förkortningar}`: the report's list of abbreviations."""

from typing import Final

from pydantic import Field

from socpdf.ir.spec import AbbreviationList
from socpdf.spec.declare import Body, Directive, Parts
from socpdf.spec.validate import Options, RequiredText


class AbbreviationListOptions(Options):
    title: RequiredText = Field("Förkortningar", alias="rubrik", description="title of the list")


def build(parts: Parts[AbbreviationListOptions]) -> AbbreviationList:
    return AbbreviationList(parts.options.title, parts.span)


DIRECTIVE: Final = Directive(
    name="förkortningar",
    summary="The list of abbreviations that `layouts/rapport.yaml` gives under `förkortningar`.",
    options=AbbreviationListOptions,
    argument=None,
    body=Body.OPTIONS,
    example="""\
:::{förkortningar}
rubrik: Förkortningar och begrepp
:::""",
    build=build,
)
