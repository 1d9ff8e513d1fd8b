"""`:::{citat}`: a sentence lifted out of the text into the margin."""

from typing import Final

from socpdf.ir.spec import PullQuote
from socpdf.spec.declare import Body, Directive, Parts
from socpdf.spec.validate import Options


class PullQuoteOptions(Options):
    """There are none."""


def build(parts: Parts[PullQuoteOptions]) -> PullQuote:
    return PullQuote(parts.paragraph(), parts.span)


DIRECTIVE: Final = Directive(
    name="citat",
    summary="A sentence lifted out of the text into the margin, beside the text it stands in.",
    options=PullQuoteOptions,
    argument=None,
    body=Body.TEXT,
    example="""\
:::{citat}
Kvinnor och män beviljas boendestöd i samma omfattning.
:::

Skillnaden mellan kvinnor och män är liten i alla åldrar, och den har varit liten länge.
I sysselsättning enligt IPS är den större.""",
    build=build,
)
