"""Blocks of the document into strips of the column: text into lines, lists, headings, callouts, footnotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from statistics import fmean

from socpdf.core.cache import Cache
from socpdf.core.lengths import ZERO, Sp, mm, pt
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.paged import Area, Artifact, Box, Ink, Item, Line, LinkArea, Owner, Picture, Rule, said
from socpdf.ir.reading import every_block, plain
from socpdf.layout import style
from socpdf.layout.chart import set_chart, width_of
from socpdf.layout.inline.collect import Run, collect
from socpdf.layout.inline.finalize import SetLine
from socpdf.layout.inline.paragraph import Measure, set_lines
from socpdf.layout.inline.prepare import Typesetter
from socpdf.layout.strips import LineFact, PageNumber, Shift, Stack, Strip, stacked
from socpdf.layout.style import GRID, TypeStyle
from socpdf.layout.tables import SetTable, set_table, turned
from socpdf.text.pictures import pixels

_LIST_INDENT = mm(5)
_TERM_INDENT = mm(14)
_CONTENTS_INDENT = mm(4)
_CHAPTER_INDENT = mm(13)
_BOX_PADDING = mm(5)
_BETWEEN_ENTRIES = pt(2.5)
# So high that a caption of several lines stands on the same page.
_HIGHEST_PICTURE = style.BODY_HEIGHT - 8 * GRID
_MARGIN_OF_OPENING = style.BODY_HEIGHT - style.OPENING_LINES * GRID
# A list of terms higher than this goes on on the next page.
_TERMS_HEIGHT = 44 * GRID
# Word spaces of a paragraph that takes a line more to fill its page: the widest, and what the squares of
# their deviations may be in the mean. It must be as even as we ask of a whole chapter.
_WIDEST_LOOSER = 1.5
_UNEVEN_LOOSER = 0.13**2


@dataclass(slots=True)
class BlockSetter:
    """Sets the blocks of one document."""

    language: str
    ink: Ink
    setter: Typesetter
    cache: Cache
    """Of drawings."""
    _after_paragraph: bool = False
    _whole_ends: dict[Owner, frozenset[int]] = field(default_factory=dict)
    """Lines that must not end inside a word, because pages end with them; by paragraph."""
    _looser: set[Owner] = field(default_factory=set)
    """Paragraphs that take a line more than is best for them, to fill their page."""
    _kept: dict[tuple[NodeId, int, bool], tuple[doc.Block, list[Strip]]] = field(default_factory=dict)
    """What was set for the last pages: only what is asked to change is set anew."""
    _texts: dict[Owner, tuple[tuple[Run, ...], Measure]] = field(default_factory=dict)

    def change(self, whole: Sequence[LineFact], looser: Sequence[Owner]) -> None:
        """Set these lines without a divided word at their end, and these paragraphs with a line more."""
        for fact in whole:
            before = self._whole_ends.get(fact.owner, frozenset())
            self._whole_ends[fact.owner] = before | {fact.index}
        self._looser.update(looser)
        changed = {fact.owner for fact in whole} | set(looser)
        for key, (block, _) in list(self._kept.items()):
            if not changed.isdisjoint(inner.id for inner in every_block((block,))):
                del self._kept[key]

    def looser(self, last: LineFact) -> float | None:
        """How uneven the spaces of a paragraph are that takes a line more; None where it should not."""
        runs, measure = self._texts[last.owner]
        if last.owner in self._looser:
            return None
        lines = set_lines(runs, measure, self.setter, looseness=1)
        spaces = [line.space for line in lines if line.space is not None]
        if len(lines) != last.count + 1 or any(line.trouble for line in lines):
            return None
        uneven = fmean((space - 1) ** 2 for space in spaces)
        return uneven if max(spaces) <= _WIDEST_LOOSER and uneven <= _UNEVEN_LOOSER else None

    def column(self, blocks: Sequence[doc.Block], width: int) -> list[Strip]:
        """The strips of a column of this width, one below the other."""
        notes = {block.id: self.note(block) for block in every_block(blocks) if isinstance(block, doc.Note)}
        strips: list[Strip] = []
        begin = 0
        beside = _contents_beside_the_summary(blocks)
        contents = self.margin_contents(blocks[beside.start : beside.stop]) if beside else Stack(())
        if contents.height > _MARGIN_OF_OPENING:
            # They go on over pages in the column.
            beside = range(0)
        for index, block in enumerate(blocks):
            if index in beside:
                # Drawn with the summary.
                continue
            if beside and index == beside.start - 1:
                strips.extend(replace(strip, beside=(contents,)) for strip in self.block(block, width, notes))
            elif isinstance(block, doc.Aside):
                strips[begin:] = self.with_callout(block, strips[begin:])
            elif not isinstance(block, doc.Note):
                begin = len(strips)
                strips.extend(self.block(block, width, notes))
                # A table may float away: what stands above the next paragraph then is the one before it.
                if not isinstance(block, doc.Table | doc.Figure | doc.Diagram):
                    self._after_paragraph = isinstance(block, doc.Paragraph)
        return strips

    def with_callout(self, aside: doc.Aside, strips: list[Strip]) -> list[Strip]:
        """The strips of a block with a callout beside the line that says the same."""
        callout = self.aside(aside)
        if not strips:
            # Nothing stands before it: it opens the column.
            return [Strip(0, beside=(callout,), keeps=True)]
        line = _line_that_says(plain(aside.blocks[0].content), strips)
        strips[line] = replace(strips[line], beside=(*strips[line].beside, callout))
        return strips

    def block(self, block: doc.Block, width: int, notes: dict[NodeId, Stack]) -> list[Strip]:
        key = (block.id, width, self._after_paragraph)
        if key not in self._kept:
            self._kept[key] = block, self._set(block, width, notes)
        return list(self._kept[key][1])

    def _set(self, block: doc.Block, width: int, notes: dict[NodeId, Stack]) -> list[Strip]:
        match block:
            case doc.Heading():
                return self.heading(block, width, notes)
            case doc.Paragraph():
                return self.paragraph(block, width, notes)
            case doc.List():
                return self.list_block(block, width, notes)
            case doc.Table():
                return self.table(block, width)
            case doc.Figure():
                return [self.figure(block, width)]
            case doc.Diagram():
                return [self.diagram(block, width)]
            case doc.Box():
                return [self.box(block, width)]
            case doc.Contents():
                # In the column they keep its grid; in the margin nothing stands level with them.
                entries = self.contents(block, width)
                return [replace(entry, height=_on_grid(entry.height)) for entry in entries]
            case doc.Aside() | doc.Note():
                # A callout stands beside its line, a note at the foot of the page that calls it.
                return []

    def text(
        self,
        content: doc.Content,
        look: TypeStyle,
        owner: Owner,
        measure: Measure | int,
        notes: dict[NodeId, Stack] | None = None,
        *,
        divided: bool = True,
        together: bool = False,
    ) -> list[Strip]:
        """Lines of text, each as high as its leading; `together`: neither first nor last stands alone."""
        measure = measure if isinstance(measure, Measure) else Measure(measure)
        runs = collect(content, look, owner, self.language)
        whole_ends = self._whole_ends.get(owner, frozenset())
        looseness = int(owner in self._looser)
        lines = set_lines(
            runs, measure, self.setter, divided=divided, looseness=looseness, whole_ends=whole_ends
        )
        if look.justified:
            self._texts[owner] = runs, measure
        kept = {0, len(lines) - 2} if together and len(lines) > 1 else set()
        if whole_ends and any(line.trouble for line in lines):
            # What a whole word would cost is more than what the page loses that ends a line earlier.
            lines = set_lines(runs, measure, self.setter, divided=divided)
            kept |= whole_ends
        strips = []
        for index, line in enumerate(lines):
            facts: tuple[LineFact, ...] = ()
            if not isinstance(owner, Artifact):
                room = measure.of_line(index) - line.width
                facts = (_fact(owner, (index, len(lines)), line, look, room),)
            indent = measure.indent(index)
            strips.append(line_strip(line, look, indent, notes or {}, keeps=index in kept, facts=facts))
        return strips

    def heading(self, heading: doc.Heading, width: int, notes: dict[NodeId, Stack]) -> list[Strip]:
        match heading.level:
            case 1 | 2:
                look, before = style.SECTION.in_ink(self.ink), 2 * GRID
            case 3:
                look, before = style.SUBSECTION.in_ink(self.ink), GRID
            case _:
                look, before = style.RUN_IN, GRID
        # A heading is not divided, and takes whole lines of the grid: the text below stands on it again.
        one = stacked(self.text(heading.content, look, heading.id, width, notes, divided=False))
        spare = _on_grid(one.height) - one.height
        lowered = _lowered(one, spare // 3) if spare else _lowered(one, -style.HEADING_LIFT)
        strip = replace(lowered, height=_on_grid(one.height), before=before)
        return [replace(strip, keeps=True, heads=heading.level, stretch=GRID, new_page=heading.new_page)]

    def paragraph(self, paragraph: doc.Paragraph, width: int, notes: dict[NodeId, Stack]) -> list[Strip]:
        """A paragraph that follows another begins with an indent: space above would leave the grid."""
        measure = Measure(width, first=style.INDENT if self._after_paragraph else 0)
        return self.text(paragraph.content, style.BODY, paragraph.id, measure, notes, together=True)

    def list_block(self, block: doc.List, width: int, notes: dict[NodeId, Stack]) -> list[Strip]:
        if block.numbering is doc.Numbering.TERMS:
            return self.terms(block, notes)
        if block.numbering is doc.Numbering.CHAPTERS:
            return self.chapters(block, width, notes)
        label = style.BODY.in_ink(self.ink)
        items = (
            self.list_item(item, (label, style.BODY), width, _LIST_INDENT, notes) for item in block.items
        )
        return [strip for item in items for strip in item]

    def chapters(self, block: doc.List, width: int, notes: dict[NodeId, Stack]) -> list[Strip]:
        """The chapters of the report, each number in its own colour."""
        rule = Rule(ZERO, ZERO, Sp(width), ZERO, pt(0.25), Ink(self.ink.hue, 35), Artifact.RULE)
        strips: list[Strip] = []
        for number, item in enumerate(block.items, 1):
            looks = (style.CHAPTER_LABEL.in_ink(style.chapter_ink(number)), style.CHAPTER_NAME)
            lines = self.list_item(item, looks, width, _CHAPTER_INDENT, notes)
            one = stacked(lines)
            height = _on_grid(one.height)
            items = (rule, *_lowered(one, (height - one.height) // 2).items)
            strips.append(replace(one, height=height, items=items))
        if strips:
            # Air above the first rule, and one below the last chapter.
            strips[0] = replace(strips[0], before=GRID)
            strips.append(Strip(GRID, (rule,)))
        return strips

    def list_item(
        self,
        item: doc.ListItem,
        looks: tuple[TypeStyle, TypeStyle],
        width: int,
        indent: int,
        notes: dict[NodeId, Stack],
    ) -> list[Strip]:
        """The label, and the item's blocks to the right of it."""
        label = self.text(item.label.content, looks[0], item.label.id, indent)
        body = self.item_body(item, looks[1], Measure(width, indent, indent), notes)
        if not label or not body:
            return label or body
        return [_beside_each_other(label[0], body[0]), *body[1:]]

    def terms(self, block: doc.List, notes: dict[NodeId, Stack]) -> list[Strip]:
        """Terms and what they mean, in two columns; read down one and then the other."""
        width = (style.COLUMN - style.GUTTER) // 2
        looks = (style.TERMS.with_cut(style.CAPTION.cut), style.TERMS)
        items = [stacked(self.list_item(item, looks, width, _TERM_INDENT, notes)) for item in block.items]
        strips: list[Strip] = []
        for part in _parts(items, 2 * _TERMS_HEIGHT):
            half = sum(item.height for item in part) / 2
            tops = accumulate((item.height for item in part), initial=0)
            middle = sum(top < half for top in list(tops)[:-1])
            left, right = stacked(part[:middle]), stacked(part[middle:])
            right = _moved(right, width + style.GUTTER)
            both = replace(_beside_each_other(left, right), lines=(*left.lines, *right.lines))
            strips.append(replace(both, height=_on_grid(max(left.height, right.height))))
        return strips

    def item_body(
        self, item: doc.ListItem, look: TypeStyle, measure: Measure, notes: dict[NodeId, Stack]
    ) -> list[Strip]:
        body: list[Strip] = []
        for block in item.blocks:
            if isinstance(block, doc.Paragraph):
                # Beside each other, two columns with divided words are read across.
                divided = look is not style.TERMS
                body.extend(
                    self.text(block.content, look, block.id, measure, notes, divided=divided, together=True)
                )
            else:
                inner = self.block(block, measure.of_line(0), notes)
                body.extend(_moved(strip, measure.first) for strip in inner)
        return body

    def table(self, table: doc.Table, width: int) -> list[Strip]:
        """One strip that may float, or a strip a row for a table higher than a page."""
        made = set_table(table, width, self.ink, self.setter, self.language)
        notes = [strip for note in table.notes for strip in self.table_note(note.paragraph, made.width)]
        notes = [replace(notes[0], before=pt(4)), *notes[1:]] if notes else []
        caption = self.caption(table.caption, made.width)
        strips = [*caption, made.whole, *notes]
        if made.turned:
            strips = [turned(stacked(strips), made.width)]
        one = self._floating(strips, table.id, made.width)
        if made.turned or one.height <= style.BODY_HEIGHT:
            return [one]
        divided = _divided(table.id, made, stacked([*caption, made.head]), stacked(notes))
        return [replace(strip, wide=made.width > style.COLUMN) for strip in divided]

    def table_note(self, note: doc.Paragraph, width: int) -> list[Strip]:
        """Its signs in the table lead to it."""
        first, *rest = self.text(note.content, style.TABLE_NOTE, note.id, width)
        area = Area(ZERO, ZERO, Sp(width), Sp(first.height))
        return [replace(first, begins=((note.id, area),)), *rest]

    def caption(self, caption: doc.Caption, width: int) -> list[Strip]:
        """The source goes on on the caption's last line if it fits there whole, else it has its own."""
        runs, source = caption_runs(caption, self.ink, self.language)
        lines = set_lines((*runs, *source), Measure(width), self.setter)
        is_long = source and len(lines) > 1
        if is_long and len(lines) > len(set_lines(runs, Measure(width), self.setter)):
            broken = Run("", style.SOURCE, caption.id, self.language, forced=True)
            lines = set_lines((*runs, broken, *source), Measure(width), self.setter)
        strips = [line_strip(line, style.CAPTION, 0, {}) for line in lines]
        return [*strips[:-1], replace(strips[-1], height=strips[-1].height + pt(3))]

    def figure(self, figure: doc.Figure, width: int) -> Strip:
        across, down = pixels(figure.image)
        drawn = min(width, mm(figure.width)) if figure.width else width
        height = drawn * down // across
        if height > _HIGHEST_PICTURE:
            drawn, height = drawn * _HIGHEST_PICTURE // height, _HIGHEST_PICTURE
        picture = Picture(ZERO, ZERO, Sp(drawn), Sp(height), figure.image, figure.id)
        area = Area(ZERO, ZERO, Sp(drawn), Sp(height))
        strip = Strip(height, (picture,), begins=((figure.id, area),))
        caption = self.caption(figure.caption, width) if figure.caption else []
        return self._floating([*caption, strip], None, width)

    def diagram(self, diagram: doc.Diagram, width: int) -> Strip:
        width = width_of(diagram, width)
        drawing = set_chart(diagram, width, self.ink, self.setter, self.language, self.cache)
        return self._floating([*self.caption(diagram.caption, width), drawing], None, width)

    def _floating(self, strips: list[Strip], node: NodeId | None, width: int) -> Strip:
        one = stacked(strips)
        begins = one.begins
        if node is not None:
            begins = ((node, Area(ZERO, ZERO, Sp(width), Sp(one.height))), *begins)
        # At least half a line of air before the text goes on, if it goes on on that page.
        height = _on_grid(one.height + GRID // 2)
        if one.height <= style.BODY_HEIGHT:
            height = min(height, style.BODY_HEIGHT)
        wide = width > style.COLUMN
        return replace(one, height=height, begins=begins, before=GRID, floats=True, stretch=GRID, wide=wide)

    def aside(self, aside: doc.Aside) -> Stack:
        looks = {
            doc.Voice.FIGURE: style.FIGURE.in_ink(self.ink),
            doc.Voice.QUOTE: style.QUOTE.in_ink(self.ink),
        }
        strips: list[Strip] = []
        for paragraph in aside.blocks:
            look = looks.get(paragraph.voice, style.CALLOUT)
            strips.extend(self.callout_text(paragraph, look))
        rule = Rule(ZERO, ZERO, mm(12), ZERO, pt(1), self.ink, Artifact.RULE)
        return Stack((Strip(pt(3), (rule,)), *strips))

    def callout_text(self, paragraph: doc.Paragraph, look: TypeStyle) -> list[Strip]:
        """A figure is never broken: it is set as small as it must be for the margin."""
        for share in style.FIGURE_SIZES if paragraph.voice is doc.Voice.FIGURE else (1.0,):
            smaller = replace(look, size=Sp(int(look.size * share)))
            lines = self.text(paragraph.content, smaller, paragraph.id, style.MARGIN_COLUMN, divided=False)
            if not any(fact.trouble for line in lines for fact in line.lines):
                break
        return lines

    def box(self, box: doc.Box, width: int) -> Strip:
        """A tinted field around its blocks."""
        inner = width - 2 * _BOX_PADDING
        content = stacked(self.column(box.blocks, inner))
        content = _moved(_lowered(content, _BOX_PADDING), _BOX_PADDING)
        height = _on_grid(content.height + _BOX_PADDING)
        tint = Box(ZERO, ZERO, Sp(width), Sp(height), Ink(self.ink.hue, 8), Artifact.TINT)
        return replace(content, height=height, items=(tint, *content.items), before=GRID)

    def margin_contents(self, blocks: Sequence[doc.Block]) -> Stack:
        """The chapter's contents as they stand beside its summary."""
        heading, contents = blocks
        assert isinstance(heading, doc.Heading), "contents have a heading"
        assert isinstance(contents, doc.Contents), "a heading that is not listed is that of the contents"
        look = style.RUN_IN.in_ink(self.ink)
        title = stacked(self.text(heading.content, look, heading.id, style.MARGIN_COLUMN))
        # As far below the top as the summary's own heading.
        title = _lowered(title, _BOX_PADDING)
        entries = self.contents(contents, style.MARGIN_COLUMN)
        return Stack((title, *(replace(entry, before=_BETWEEN_ENTRIES) for entry in entries)))

    def contents(self, contents: doc.Contents, width: int) -> list[Strip]:
        strips: list[Strip] = []
        for entry in contents.entries:
            indent = _CONTENTS_INDENT * (entry.level - 1)
            measure = Measure(width - mm(7), indent, indent)
            lines = self.text((entry.link,), style.CONTENTS, contents.id, measure, divided=False)
            target = entry.link.target
            assert isinstance(target, doc.Inside), "contents lead to headings of the document"
            last = lines[-1]
            end = max(link.area.x + link.area.width for link in last.links)
            baseline = _baseline(style.CONTENTS)
            number = PageNumber(target.node, entry.link.id, Sp(end), Sp(width), baseline, style.CONTENTS)
            area = Area(Sp(indent), ZERO, Sp(width - indent), style.CONTENTS.leading)
            lines[-1] = replace(last, numbers=(number,), links=(LinkArea(entry.link.id, area),))
            strips.append(stacked(lines))
        return strips

    def note(self, note: doc.Note) -> Stack:
        indent = mm(4)
        label = self.text(
            (doc.Link(note.back, note.label.content, doc.Inside(note.mark), note.back_says),),
            style.NOTE,
            note.label.id,
            indent,
        )
        measure = Measure(style.COLUMN, indent, indent)
        body = self.text(note.paragraph.content, style.NOTE, note.paragraph.id, measure)
        first = _beside_each_other(label[0], body[0])
        area = Area(ZERO, ZERO, style.COLUMN, Sp(first.height))
        return Stack((replace(first, begins=((note.id, area),)), *body[1:]))


def _contents_beside_the_summary(blocks: Sequence[doc.Block]) -> range:
    """Where blocks open with a summary and the contents: the contents and their heading."""
    kinds = [type(block) for block in blocks[:3]]
    if kinds == [doc.Box, doc.Heading, doc.Contents]:
        return range(1, 3)
    return range(0)


def _parts(items: Sequence[Strip], height: int) -> Iterator[list[Strip]]:
    """Runs of items that are together not higher than this."""
    part: list[Strip] = []
    for item in items:
        if part and sum(other.height for other in part) + item.height > height:
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _divided(table: NodeId, made: SetTable, opening: Strip, notes: Strip) -> Iterator[Strip]:
    """A table higher than a page begins where it was written and goes on row by row, its head over each page.

    All of its strips are whole lines of the grid. Neither its first row nor its last stands alone.
    """
    height = _on_grid(opening.height)
    area = Area(ZERO, ZERO, Sp(made.width), Sp(height))
    lowered = _lowered(opening, height - opening.height)
    yield replace(lowered, begins=((table, area), *lowered.begins), before=GRID, stretch=GRID, keeps=True)
    repeated = replace(made.repeated, wide=made.width > style.COLUMN)
    rows = made.rows
    last = len(rows) - 1
    for index, row in enumerate(rows):
        keeps = row.keeps or index in (0, last - 1) or (index == last and notes.height > 0)
        yield replace(row, before=_on_grid(row.before), keeps=keeps, restart=repeated)
    # At least half a line of air before the text goes on.
    yield replace(notes, height=_on_grid(notes.height + GRID // 2))


def caption_runs(caption: doc.Caption, ink: Ink, language: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Number and text of a table or figure; and its source, with what may follow, on the same lines."""
    runs: list[Run] = []
    if caption.label:
        runs.append(Run(caption.label + " ", style.CAPTION.in_ink(ink), caption.id, language))
    runs.extend(collect(caption.content, style.CAPTION, caption.id, language))
    source: list[Run] = []
    if caption.source:
        stop = "." if caption.further else ""
        source.append(Run(f" Källa: {caption.source}{stop}", style.SOURCE, caption.id, language))
    if caption.further:
        source.append(Run(" ", style.SOURCE, caption.id, language))
        source.extend(collect(caption.further, style.SOURCE, caption.id, language))
    return tuple(runs), tuple(source)


def line_strip(
    line: SetLine,
    look: TypeStyle,
    indent: int,
    notes: dict[NodeId, Stack],
    *,
    keeps: bool = False,
    facts: tuple[LineFact, ...] = (),
) -> Strip:
    baseline = _baseline(look)
    drawn = Line(
        Sp(indent + line.x), baseline, line.segments, expansion=line.expansion, tracking=line.tracking
    )
    items: tuple[Item, ...] = (drawn,) if line.segments else ()
    links = tuple(map(Shift(indent, baseline).link, line.links)) if line.links else ()
    called = tuple([notes[note] for note in line.notes if note in notes])
    return Strip(look.leading, items, links, keeps=keeps, notes=called, lines=facts)


def _fact(owner: NodeId, index: tuple[int, int], line: SetLine, look: TypeStyle, room: int) -> LineFact:
    """`index` is that of the line, and how many there are."""
    trouble = line.trouble.value if line.trouble else ""
    return LineFact(owner, *index, line.segments, look.justified, line.space, line.hyphenated, trouble, room)


def _baseline(look: TypeStyle) -> Sp:
    """How far the baseline is below the top of the line: text hangs in the middle of its leading."""
    return Sp(look.leading * 3 // 4)


def _on_grid(height: int) -> int:
    return -(-height // GRID) * GRID


def _moved(strip: Strip, x: int) -> Strip:
    shift = Shift(x, 0)
    return replace(
        strip,
        items=tuple(map(shift.item, strip.items)),
        links=tuple(map(shift.link, strip.links)),
        begins=tuple((node, shift.area(area)) for node, area in strip.begins),
        numbers=tuple(
            replace(number, left=Sp(number.left + x), right=Sp(number.right + x)) for number in strip.numbers
        ),
    )


def _lowered(strip: Strip, y: int) -> Strip:
    """The strip with space above that belongs to it."""
    return replace(stacked((Strip(y), strip)), before=strip.before, keeps=strip.keeps)


def _line_that_says(figure: str, strips: Sequence[Strip]) -> int:
    """The line in which the callout's figure stands, or the first words of its sentence; else the first."""
    words = _plain_words(figure)
    for length in range(len(words), 0, -1):
        for index, strip in enumerate(strips):
            if _follow_each_other(words[:length], _plain_words(_text_of(strip))):
                return index
    return 0


def _plain_words(text: str) -> list[str]:
    return [word.strip(".,:;!?()”%").casefold() for word in text.replace("%", " ").split(" ") if word.strip()]


def _follow_each_other(words: Sequence[str], line: Sequence[str]) -> bool:
    return any(
        list(line[start : start + len(words)]) == list(words) for start in range(len(line) - len(words) + 1)
    )


def _text_of(strip: Strip) -> str:
    return "".join(said(item.segments) for item in strip.items if isinstance(item, Line))


def _beside_each_other(label: Strip, body: Strip) -> Strip:
    return replace(body, items=(*label.items, *body.items), links=(*label.links, *body.links))
