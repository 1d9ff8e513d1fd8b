"""`:::{innehåll}`: the chapter's own contents."""

from typing import Annotated, Final

from pydantic import Field

from socpdf.ir.spec import Contents
from socpdf.spec.declare import Body, Directive, Parts
from socpdf.spec.validate import Kind, Options, RequiredText, whole


class ContentsOptions(Options):
    title: RequiredText = Field("Innehåll", alias="rubrik", description="title of the list")
    depth: Annotated[int, whole(1, 4), Kind("whole number, 1 to 4")] = Field(
        2, alias="djup", description="levels of headings that are listed", examples=["3"]
    )


def build(parts: Parts[ContentsOptions]) -> Contents:
    return Contents(parts.options.title, parts.options.depth, parts.span)


DIRECTIVE: Final = Directive(
    name="innehåll",
    summary="The chapter's own contents: its headings with their pages.",
    options=ContentsOptions,
    argument=None,
    body=Body.OPTIONS,
    example="""\
:::{innehåll}
djup: 1
:::""",
    build=build,
)
