"""`:::{bild} bilder/karta.png`: a picture file of the project with its alternative text."""

from pathlib import Path, PurePosixPath
from typing import Final

from pydantic import Field

from socpdf.ir.spec import ImageSpec
from socpdf.spec.declare import Argument, Body, Directive, Parts
from socpdf.spec.validate import InlineText, Millimetres, Options, RequiredText, Text

ENDINGS: Final = (".png", ".jpg", ".jpeg")


class ImageOptions(Options):
    alternative: RequiredText = Field(
        alias="alt",
        description="what the picture says, for readers who do not see it",
        examples=["Karta över stadens elva stadsdelsnämndsområden."],
    )
    number: Text = Field("", alias="figur", description="number of the figure", examples=["8:1"])
    caption: InlineText = Field(
        "",
        alias="rubrik",
        description="caption, without *Figur 8:1*, which is set by itself",
        examples=["Stadsdelsnämndernas områden"],
    )
    source: Text = Field(
        "", alias="källa", description="source of the picture", examples=["Stadsbyggnadskontoret"]
    )
    width: Millimetres | None = Field(
        None, alias="bredd", description="width; else that of the column", examples=["80"]
    )


def build(parts: Parts[ImageOptions]) -> ImageSpec | None:
    path = _inside(parts)
    if path is None:
        return None
    options = parts.options
    return ImageSpec(
        path=path,
        number=options.number,
        caption=parts.content("rubrik"),
        source=options.source,
        alternative=options.alternative,
        width=options.width,
        span=parts.span,
    )


def _inside(parts: Parts[ImageOptions]) -> Path | None:
    """The picture's path below the project's folder, if it is a picture and is there."""
    typed = parts.argument.text
    fault = _fault(typed, parts.reading.context.root)
    if fault:
        message, hint = fault
        parts.reading.sink.error("L211", message, parts.reading.source.place(parts.argument), hint)
        return None
    return Path(typed)


def _fault(typed: str, root: Path) -> tuple[str, str] | None:
    path = PurePosixPath(typed)
    if path.is_absolute() or ".." in path.parts or "\\" in typed or ":" in typed:
        hint = "write a path from the project's folder, such as `bilder/karta.png`"
        return f"the path `{typed}` leads out of the project", hint
    if path.suffix.lower() not in ENDINGS:
        return f"`{typed}` is no picture of a known kind", "give a file that ends in " + ", ".join(ENDINGS)
    try:
        found = (root / path).resolve()
        is_file, inside = found.is_file(), found.is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        # A name too long for the file system, or links that go round in a circle.
        is_file, inside = False, True
    if not inside:
        return f"the path `{typed}` leads out of the project", "copy the picture into the project's folder"
    if not is_file:
        return f"there is no picture `{typed}`", "check the name; the path counts from the project's folder"
    return None


DIRECTIVE: Final = Directive(
    name="bild",
    summary="A picture file of the project with its alternative text.",
    options=ImageOptions,
    argument=Argument("path of the file, from the project's folder"),
    body=Body.OPTIONS,
    example="""\
:::{bild} bilder/huset.png
alt: Ett hus med tre våningar, där två av sex fönster är tända.
figur: 8:3
rubrik: Ett stödboende, ritat för hand
bredd: 80
:::""",
    build=build,
    numbered="figur",
    number_option="figur",
)
