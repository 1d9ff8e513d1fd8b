"""Numbers for nodes, and the nodes that others refer to before they are made."""

from dataclasses import dataclass, field

from socpdf.ir import spec, walk
from socpdf.ir.document import NodeId


@dataclass(slots=True)
class Numbering:
    """Gives each node its number; what can be referred to has its number from the beginning."""

    _next: int = 0
    tables: dict[str, NodeId] = field(default_factory=dict)
    """By the number in `Tabell 8:1`."""
    figures: dict[str, NodeId] = field(default_factory=dict)
    headings: dict[str, NodeId] = field(default_factory=dict)
    """By anchor."""
    notes: dict[str, NodeId] = field(default_factory=dict)
    """By the author's label."""
    marks: dict[str, NodeId] = field(default_factory=dict)
    """The first mark of each note."""
    abbreviations: set[str] = field(default_factory=set)
    """Those explained already."""

    def new(self) -> NodeId:
        self._next += 1
        return NodeId(self._next - 1)

    @property
    def count(self) -> int:
        return self._next


def number_targets(chapter: spec.ChapterSpec) -> tuple[NodeId, Numbering]:
    """The root, and numbers for all that a reference, a contents entry or a note mark may lead to."""
    numbering = Numbering()
    root = numbering.new()
    for block in walk.blocks(chapter):
        match block:
            case spec.Heading(anchor=anchor):
                numbering.headings[anchor] = numbering.new()
            case spec.TableSpec(number=number):
                numbering.tables[number] = numbering.new()
            case spec.DiagramSpec(number=number, own=own):
                numbering.figures[number] = numbering.new()
                if own is not None:
                    numbering.tables[own.number] = numbering.new()
            case spec.ImageSpec(number=number):
                if number:
                    numbering.figures[number] = numbering.new()
            case _:
                pass
    for note in chapter.notes:
        numbering.notes[note.label] = numbering.new()
        numbering.marks[note.label] = numbering.new()
    return root, numbering
