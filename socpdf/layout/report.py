"""Filled pages into what is said of them: every figure is measured on the pages as they came out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from socpdf.core.lengths import in_points
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.reading import every_block, every_inline, own_contents
from socpdf.ir.typeset import Distance, PageFill, Spot, TypesetReport
from socpdf.layout.paginate import FilledPage, Placed
from socpdf.layout.strips import LineFact


@dataclass(frozen=True, slots=True)
class _Set:
    page: int
    fact: LineFact


def report_on(filled: Mapping[int, FilledPage], document: doc.Document) -> TypesetReport:
    """`filled` are the pages of text by their folios."""
    pages = list(filled.values())
    lines = [_Set(folio, fact) for folio, page in filled.items() for fact in _facts(page)]
    spaces = [line.fact.space for line in lines if line.fact.space is not None]
    justified = [line for line in lines if line.fact.justified]
    hyphens = [line.fact.hyphenated for line in justified]
    return TypesetReport(
        lines=len(lines),
        justified=len(spaces),
        troubles=(*_troubles(lines, document), *_crowded(filled)),
        space_mean=round(fmean(spaces), 3) if spaces else 1.0,
        space_deviation=round(pstdev(spaces), 3) if spaces else 0.0,
        space_widest=round(max(spaces), 3) if spaces else 1.0,
        hyphen_share=round(sum(hyphens) / len(hyphens), 3) if hyphens else 0.0,
        longest_hyphen_run=_longest_run(line.fact for line in lines),
        hyphens_over_pages=sum(_ends_in_hyphen(page) for page in pages[:-1]),
        widows=sum(_begins_with_widow(page) for page in pages),
        orphans=sum(_ends_with_orphan(page) for page in pages[:-1]),
        headings_at_foot=sum(bool(page.column and page.column[-1].strip.heads) for page in pages),
        pages=tuple(
            PageFill(folio, round(1 - page.hole / page.height, 3), page.breach)
            for folio, page in filled.items()
        ),
        floats=tuple(_float_distances(pages, document)),
        callouts=tuple(_callout_distances(pages)),
    )


def _facts(page: FilledPage) -> Iterator[LineFact]:
    for placed in page.column:
        yield from placed.strip.lines
    for callout in page.margin:
        for part in callout:
            yield from part.strip.lines
    for note in page.notes:
        yield from note.strip.lines


def _troubles(lines: Sequence[_Set], document: doc.Document) -> Iterator[Spot]:
    for line in lines:
        if line.fact.trouble:
            span = document.places.get(line.fact.owner)
            yield Spot(line.page, line.fact.trouble, line.fact.text, span)


def _crowded(filled: Mapping[int, FilledPage]) -> Iterator[Spot]:
    """Callouts for which the margin has no room."""
    for folio, page in filled.items():
        for callout in page.margin:
            if callout[-1].y + callout[-1].strip.height > page.height:
                text = " ".join(fact.text for part in callout for fact in part.strip.lines)
                yield Spot(folio, "crowded", text, None)


def _longest_run(facts: Iterator[LineFact]) -> int:
    longest = run = 0
    for fact in facts:
        run = run + 1 if fact.hyphenated and fact.index else int(fact.hyphenated)
        longest = max(longest, run)
    return longest


def _last_line(page: FilledPage) -> LineFact | None:
    lines = page.column[-1].strip.lines if page.column else ()
    return lines[-1] if lines else None


def _ends_in_hyphen(page: FilledPage) -> bool:
    last = _last_line(page)
    return last is not None and last.hyphenated


def _begins_with_widow(page: FilledPage) -> bool:
    """The last line of a paragraph alone at the top."""
    lines = page.column[0].strip.lines if page.column else ()
    return len(lines) == 1 and lines[0].count > 1 and lines[0].index == lines[0].count - 1


def _ends_with_orphan(page: FilledPage) -> bool:
    """The first line of a paragraph alone at the foot."""
    lines = page.column[-1].strip.lines if page.column else ()
    return len(lines) == 1 and lines[0].count > 1 and lines[0].index == 0


def _float_distances(pages: Sequence[FilledPage], document: doc.Document) -> Iterator[Distance]:
    """From the first line that refers to a table or figure to its top."""
    begins = {
        node: (number, placed)
        for number, page in enumerate(pages)
        for placed in page.column
        for node, _ in placed.strip.begins
    }
    references: dict[NodeId, tuple[int, Placed]] = {}
    targets = dict(_inside_links(document))
    for number, page in enumerate(pages):
        for placed in page.column:
            for link in placed.strip.links:
                target = targets.get(link.link)
                if target is not None:
                    references.setdefault(target, (number, placed))
    for name, node in _floats(document):
        if node in begins and node in references:
            (page_at, at), (page_from, origin) = begins[node], references[node]
            points = in_points(at.y - origin.y) if page_at == page_from else 0.0
            yield Distance(name, page_at - page_from, round(points, 1))


def _callout_distances(pages: Sequence[FilledPage]) -> Iterator[Distance]:
    for page in pages:
        wishes = [(placed.y, callout) for placed in page.column for callout in placed.strip.beside]
        for (wish, stack), callout in zip(wishes, page.margin, strict=True):
            name = next((fact.text for strip in stack.strips for fact in strip.lines), "")
            yield Distance(name.strip(), 0, round(in_points(callout[0].y - wish), 1))


def _inside_links(document: doc.Document) -> Iterator[tuple[NodeId, NodeId]]:
    for block in every_block(document.blocks):
        for content in own_contents(block):
            for inline in every_inline(content):
                if isinstance(inline, doc.Link) and isinstance(inline.target, doc.Inside):
                    yield inline.id, inline.target.node


def _floats(document: doc.Document) -> Iterator[tuple[str, NodeId]]:
    for block in every_block(document.blocks):
        match block:
            case doc.Table(id=node, caption=caption) | doc.Diagram(id=node, caption=caption):
                yield caption.label, node
            case doc.Figure(id=node, caption=caption):
                yield (caption.label if caption else ""), node
            case _:
                pass
