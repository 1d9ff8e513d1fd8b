"""The directives. To add one: a module here, a line below, a case in `document/assemble.py`."""

from typing import Any, Final

from socpdf.spec.declare import Body, Directive
from socpdf.spec.directives import (
    bild,
    citat,
    diagram,
    forkortningar,
    innehall,
    kapitellista,
    nyckeltal,
    omslag,
    sammanfattning,
    tabell,
)

DIRECTIVES: Final[tuple[Directive[Any], ...]] = (
    omslag.DIRECTIVE,
    sammanfattning.DIRECTIVE,
    innehall.DIRECTIVE,
    tabell.DIRECTIVE,
    diagram.DIRECTIVE,
    nyckeltal.DIRECTIVE,
    citat.DIRECTIVE,
    bild.DIRECTIVE,
    forkortningar.DIRECTIVE,
    kapitellista.DIRECTIVE,
)
BY_NAME: Final[dict[str, Directive[Any]]] = {directive.name: directive for directive in DIRECTIVES}
BODIES: Final[dict[str, Body]] = {directive.name: directive.body for directive in DIRECTIVES}
