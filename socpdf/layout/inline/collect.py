"""Content into runs: flat pieces of text, each with its style, its owner and the link it belongs to."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from socpdf.core.lengths import Sp
from socpdf.core.records import record
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Owner
from socpdf.layout.style import TypeStyle
from socpdf.text.fonts import Cut

_BOLDER: Final = {Cut.REGULAR: Cut.SEMIBOLD, Cut.ITALIC: Cut.SEMIBOLD_ITALIC, Cut.LIGHT: Cut.REGULAR}
_SLANTED: Final = {Cut.REGULAR: Cut.ITALIC, Cut.SEMIBOLD: Cut.SEMIBOLD_ITALIC}


@record
class Run:
    text: str
    style: TypeStyle
    owner: Owner
    language: str
    link: NodeId | None = None
    """The link whose area this is part of."""
    note: NodeId | None = None
    """The footnote that is called here."""
    forced: bool = False
    """A line ends here, whatever its width."""


def collect(content: doc.Content, style: TypeStyle, owner: Owner, language: str) -> tuple[Run, ...]:
    return tuple(_runs(content, Run("", style, owner, language)))


def _runs(content: doc.Content, like: Run) -> Iterator[Run]:
    for inline in content:
        match inline:
            case doc.Text(text=text):
                yield Run(text, like.style, like.owner, like.language, like.link)
            case doc.Strong(id=node, content=inner):
                cut = _BOLDER.get(like.style.cut, like.style.cut)
                yield from _runs(inner, replace(like, owner=node, style=like.style.with_cut(cut)))
            case doc.Emphasis(id=node, content=inner):
                cut = _SLANTED.get(like.style.cut, like.style.cut)
                yield from _runs(inner, replace(like, owner=node, style=like.style.with_cut(cut)))
            case doc.SmallCaps(content=inner):
                features = (*like.style.features, "smcp")
                yield from _runs(inner, replace(like, style=replace(like.style, features=features)))
            case doc.Foreign(id=node, language=language, content=inner):
                yield from _runs(inner, replace(like, owner=node, language=language))
            case doc.Abbreviation(id=node, text=text) | doc.Spoken(id=node, text=text):
                yield replace(like, owner=node, text=text)
            case doc.Link(id=node, content=inner):
                yield from _runs(inner, replace(like, owner=node, link=node))
            case doc.NoteMark():
                style = superior(like.style)
                yield replace(
                    like, text=inline.text, style=style, owner=inline.link, link=inline.link, note=inline.note
                )
            case doc.LineBreak():
                yield replace(like, forced=True)
            case doc.PageNumberOf():
                # Contents set it apart, at the end of their line.
                pass


def superior(style: TypeStyle) -> TypeStyle:
    """The font's own superior figures where it has them (the serif); the same feature does no harm else."""
    if style.family == "serif":
        return replace(style, features=(*style.features, "sups"))
    return replace(style, size=Sp(round(style.size * 0.65)), rise=int(style.size * 0.33))
