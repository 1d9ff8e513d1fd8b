"""What a page has besides its text: footer and edge tab, artifacts both; and the chapter opening."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from socpdf.core.lengths import Sp, mm
from socpdf.ir import document as doc
from socpdf.ir.paged import Artifact, Box, Hue, Ink, Item, Line, Owner, Segment
from socpdf.layout import style
from socpdf.layout.inline.collect import Run, collect
from socpdf.layout.inline.finalize import SetLine
from socpdf.layout.inline.paragraph import Measure, set_lines
from socpdf.layout.inline.prepare import Typesetter
from socpdf.layout.style import Side, TypeStyle

_BAND_HEIGHT = mm(128)
_NUMBER_BASELINE = mm(62)
_TITLE_BASELINE = mm(94)
_SUBTITLE_GAP = mm(13)
_TITLE_LINES = 2
_BELOW_TITLE = mm(14)
"""Between the last line on the band and its foot."""
_TAB_PADDING = mm(6)


def footer(meta: doc.Meta, folio: int, side: Side, setter: Typesetter) -> Iterator[Item]:
    """The report's title and the folio, towards the outer edge."""
    number = replace(style.FOOTER, cut=style.CAPTION.cut, ink=style.BLACK)
    title = Run(meta.report, style.FOOTER, Artifact.FOOTER, meta.language)
    gap = Run("\u2003", style.FOOTER, Artifact.FOOTER, meta.language)
    page = Run(str(folio), number, Artifact.FOOTER, meta.language)
    runs = (title, gap, page) if side.right else (page, gap, title)
    line = _one_line(runs, setter)
    outer = style.PAGE_WIDTH - mm(17)
    x = outer - line.width if side.right else mm(17)
    yield Line(Sp(x), style.FOOT, line.segments)


def edge_tab(meta: doc.Meta, side: Side, ink: Ink, setter: Typesetter) -> Iterator[Item]:
    """The chapter's name at the outer edge, lower chapter by chapter; its ground runs over the edge."""
    top = style.TAB_TOP + (meta.chapter - 1) % style.CHAPTERS * style.TAB_STEP
    width = style.TAB_WIDTH + style.BLEED
    x = style.PAGE_WIDTH - style.TAB_WIDTH if side.right else -style.BLEED
    line = _one_line((Run(meta.title, style.TAB, Artifact.TAB, meta.language),), setter)
    # A long name makes a long tab; that of the last chapters grows upwards.
    height = max(style.TAB_HEIGHT, line.width + 2 * _TAB_PADDING)
    top = min(top, style.PAGE_HEIGHT - style.TAB_TOP - height)
    yield Box(Sp(x), Sp(top), Sp(width), Sp(height), ink, Artifact.TAB)
    middle = style.PAGE_WIDTH - style.TAB_WIDTH // 2 if side.right else style.TAB_WIDTH // 2
    # Lowers the letters' middle, between that of small and of large ones, onto the middle of the tab; so
    # neither what rises nor what hangs comes nearer than 3 mm to the edge, where it might be cut off.
    baseline = middle + style.TAB.size * 28 // 100
    bottom = top + (height + line.width) // 2
    yield Line(Sp(baseline), Sp(bottom), line.segments, turned=True)


@dataclass(frozen=True, slots=True)
class Title:
    """What an opening or a cover shows of the chapter."""

    heading: doc.Heading
    subtitle: doc.Paragraph | None
    repeated: bool = False
    """Whether the cover has said it."""

    def number_and_name(self) -> tuple[doc.Content, doc.Content]:
        return self.heading.content[:1], self.heading.content[1:]

    def owner(self) -> Owner:
        return Artifact.REPEATED if self.repeated else self.heading.id

    def owner_below(self, subtitle: doc.Paragraph) -> Owner:
        return Artifact.REPEATED if self.repeated else subtitle.id


def opening(title: Title, ink: Ink, language: str, setter: Typesetter) -> Iterator[Item]:
    """The chapter's number and title on a band of its colour that runs over three edges."""
    bleed = style.BLEED
    width = style.PAGE_WIDTH + 2 * bleed
    yield Box(Sp(-bleed), Sp(-bleed), Sp(width), Sp(_BAND_HEIGHT + bleed), ink, Artifact.TINT)
    paper = Ink(Hue.PAPER)
    number, name = title.number_and_name()
    x, owner = style.RIGHT.column, title.owner()
    large = number_segments(number, style.CHAPTER_NUMBER.in_ink(paper), owner, language, setter)
    # The figure's own white space to its left would make it look indented.
    yield Line(Sp(x - mm(2)), _NUMBER_BASELINE, large)
    lines = title_lines(name, style.TITLES, owner, language, setter)
    sub = style.SUBTITLE.in_ink(paper)
    below: list[SetLine] = []
    if title.subtitle:
        owner = title.owner_below(title.subtitle)
        below = full_lines(title.subtitle.content, sub, owner, language, setter)
    # The title stands where one of one line would; more lines move it up, so that all stay on the band.
    room = (
        _BAND_HEIGHT - _BELOW_TITLE - (_SUBTITLE_GAP if below else 0) - max(0, len(below) - 1) * sub.leading
    )
    leading = max((line.segments[0].size for line in lines), default=0) * 11 // 10
    y = min(int(_TITLE_BASELINE), room - (len(lines) - 1) * leading)
    for line in lines:
        yield Line(x, Sp(y), line.segments)
        y += leading
    y += _SUBTITLE_GAP - leading
    for line in below:
        yield Line(x, Sp(y), line.segments)
        y += sub.leading


def number_segments(
    number: doc.Content, look: TypeStyle, owner: Owner, language: str, setter: Typesetter
) -> tuple[Segment, ...]:
    """The chapter's number, with a space that nobody sees: it keeps number and title apart for listeners."""
    large = full_lines(number, look, owner, language, setter)[0].segments
    space = setter.voice(Run(" ", look, owner, language)).shaped(" ")[0]
    return (*large[:-1], replace(large[-1], pieces=(*large[-1].pieces, space)))


def title_lines(
    name: doc.Content, looks: Sequence[TypeStyle], owner: Owner, language: str, setter: Typesetter
) -> list[SetLine]:
    """On a ground of colour, in the largest size in which the title takes two lines of whole words."""
    for look in looks:
        lines = full_lines(name, look.in_ink(Ink(Hue.PAPER)), owner, language, setter)
        if len(lines) <= _TITLE_LINES and not any(line.hyphenated for line in lines):
            break
    return lines


def full_lines(
    content: doc.Content, look: TypeStyle, owner: Owner, language: str, setter: Typesetter
) -> list[SetLine]:
    """Over the whole page but for its margins."""
    room = Measure(style.PAGE_WIDTH - 2 * style.INNER)
    return set_lines(collect(content, look, owner, language), room, setter, divided=False)


def _one_line(runs: Sequence[Run], setter: Typesetter) -> SetLine:
    lines = set_lines(runs, Measure(style.PAGE_HEIGHT), setter)
    return lines[0] if lines else SetLine((), 0, 0, 0, 0, (), (), None, hyphenated=False, trouble=None)
