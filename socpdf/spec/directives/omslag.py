"""`:::{omslag}`: the cover of a chapter that is published by itself."""

from typing import Final

from socpdf.ir.spec import Cover
from socpdf.spec.declare import Body, Directive, Parts
from socpdf.spec.validate import Options


class CoverOptions(Options):
    """There are none: all that a cover says is known."""


def build(parts: Parts[CoverOptions]) -> Cover:
    return Cover(parts.reading.context.foreword, parts.span)


DIRECTIVE: Final = Directive(
    name="omslag",
    summary="A cover before the chapter's opening, in its colour: the report's title, the chapter's number "
    "and title, who publishes it. On its back stands the text that `layouts/rapport.yaml` names under "
    "`förord`, the same in all chapters. It comes before all else in the chapter.",
    options=CoverOptions,
    argument=None,
    body=Body.OPTIONS,
    example="""\
:::{omslag}
:::""",
    build=build,
)
