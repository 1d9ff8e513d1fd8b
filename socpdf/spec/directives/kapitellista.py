"""`:::{kapitellista}`: the chapters the report consists of, for the last page."""

from typing import Final

from pydantic import Field

from socpdf.ir.spec import ChapterList
from socpdf.spec.declare import Body, Directive, Parts
from socpdf.spec.validate import Options, RequiredText


class ChapterListOptions(Options):
    title: RequiredText = Field("Rapportens kapitel", alias="rubrik", description="title of the list")


def build(parts: Parts[ChapterListOptions]) -> ChapterList:
    return ChapterList(parts.options.title, parts.blocks, parts.span)


DIRECTIVE: Final = Directive(
    name="kapitellista",
    summary="The last page: the chapters that `layouts/rapport.yaml` names under `kapitel`, below what is "
    "written here.",
    options=ChapterListOptions,
    argument=None,
    body=Body.BLOCKS,
    example="""\
:::{kapitellista}
:rubrik: De nio kapitlen i rapporten
Rapporten finns i tryck och som fristående kapitel.
:::""",
    build=build,
)
