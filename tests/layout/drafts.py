"""Documents for tests of the layout, made without spec and data; their prose and figures are invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Span
from socpdf.ir import document as doc
from socpdf.ir.document import NodeId
from socpdf.ir.reading import every_block

_HERE: Final = Span("layouts/1-prov.md", 1)

PROSE: Final = (
    (
        "Under året fick fler personer än tidigare stöd av socialtjänsten. Ökningen syns i alla stadsdelar "
        "och är störst bland dem som är mellan trettio och fyrtiofyra år. Flera nämnder förklarar den med "
        "att fler söker hjälp på eget initiativ, att handläggningen har blivit snabbare och att samarbetet "
        "med hälso- och sjukvården har stärkts sedan överenskommelsen förnyades."
    ),
    (
        "Boendestödet är den vanligaste insatsen. Den som får boendestöd bor i egen lägenhet och får hjälp "
        "att planera sin vardag, att sköta sin ekonomi och att hålla kontakt med myndigheter. Stödet ges på "
        "dagtid och kvällstid, och i genomsnitt beviljas sju timmar i månaden."
    ),
    (
        "Sysselsättningen ger mening och gemenskap åt den som står långt från arbetsmarknaden. "
        "Verksamheterna drivs av staden själv och av föreningar, och deltagarna väljer själva var de vill "
        "vara. Många börjar med några timmar i veckan och ökar sedan efter hand; andra behåller samma "
        "omfattning i många år, och även det räknas som ett gott resultat."
    ),
    (
        "Kvinnor och män får insatser i ungefär samma omfattning, men inte samma insatser. Bland kvinnorna "
        "är boendestöd vanligare och bland männen särskilt boende. Skillnaden har varit densamma så länge "
        "statistiken har förts, och nämnderna har inte funnit någon enskild förklaring till den."
    ),
    (
        "Ett beslut gäller som längst i ett år. Därefter prövas behovet på nytt tillsammans med den "
        "enskilde, och insatsen förlängs, ändras eller avslutas. Drygt vart tionde beslut ändras när det "
        "prövas; vanligast är att antalet timmar blir fler."
    ),
    (
        "Uppgifterna är hämtade ur stadens verksamhetssystem i januari året efter. Personer som har flyttat "
        "mellan stadsdelar under året räknas i var och en av dem men bara en gång i stadens total, och "
        "därför är totalen lägre än summan av stadsdelarnas tal."
    ),
)
COMPOUNDS: Final = (
    "Arbetsmarknadsförvaltningens sysselsättningsverksamheter och stadsdelsnämndernas"
    " biståndshandläggningsenheter har under verksamhetsåret samordnat sina individanpassade"
    " rehabiliteringsinsatser. Överenskommelsen om samverkansformerna mellan socialpsykiatrin och"
    " beroendevården förutsätter gemensamma dokumentationsrutiner, avvikelserapporteringssystem och"
    " kvalitetsuppföljningsmodeller. Egenregiverksamheternas personalförsörjningsplaner och"
    " kompetensutvecklingsprogram redovisas i nämndernas verksamhetsberättelser, medan"
    " föreningsdrivna träfflokalsverksamheter redovisas i bidragsuppföljningen."
)


@dataclass(slots=True)
class Draft:
    """Takes blocks in reading order; each method answers with the node it made."""

    blocks: list[doc.Block] = field(default_factory=list)
    _given: int = 1
    """How many nodes there are; the first is the document's own."""

    def new(self) -> NodeId:
        self._given += 1
        return NodeId(self._given - 1)

    def heading(self, text: str, level: int = 2) -> NodeId:
        node = self.new()
        self.blocks.append(doc.Heading(node, level, (doc.Text(text),), text, listed=True, span=_HERE))
        return node

    def paragraph(self, text: str, *notes: str, refers: NodeId | None = None) -> NodeId:
        """`^` in the text calls the next note; `refers` ends it with a link to a table or figure."""
        node = self.new()
        content, called = self._content(text, notes)
        if refers is not None:
            content += (doc.Text(" Se "), self._link("tabellen", refers), doc.Text("."))
        self.blocks.append(doc.Paragraph(node, content, doc.Voice.BODY, _HERE))
        self.blocks.extend(called)
        return node

    def bullets(self, *texts: str) -> NodeId:
        node = self.new()
        items = []
        for text in texts:
            label = doc.Label(self.new(), (doc.Text("•"),))
            paragraph = doc.Paragraph(self.new(), (doc.Text(text),), doc.Voice.BODY, _HERE)
            items.append(doc.ListItem(self.new(), label, self.new(), (paragraph,)))
        self.blocks.append(doc.List(node, doc.Numbering.BULLET, tuple(items), _HERE))
        return node

    def key_figure(self, figure: str, text: str) -> NodeId:
        node = self.new()
        paragraphs = tuple(
            doc.Paragraph(self.new(), (doc.Text(says),), voice, _HERE)
            for says, voice in ((figure, doc.Voice.FIGURE), (text, doc.Voice.CALLOUT))
        )
        self.blocks.append(doc.Aside(node, paragraphs, _HERE))
        return node

    def quote(self, text: str) -> NodeId:
        node = self.new()
        paragraph = doc.Paragraph(self.new(), (doc.Text(text),), doc.Voice.QUOTE, _HERE)
        self.blocks.append(doc.Aside(node, (paragraph,), _HERE))
        return node

    def table(
        self, number: str, rows: Sequence[Sequence[str]], heads: Sequence[str], *, node: NodeId | None = None
    ) -> NodeId:
        """`node` where a paragraph before it refers to it already."""
        node = self.new() if node is None else node
        caption = doc.Caption(self.new(), f"Tabell {number}", (doc.Text("Personer efter nämnd"),), "Påhitt")
        head_ids = [self.new() for _ in heads]
        head_cells = [
            doc.Cell(head, "column head", (doc.Text(text),), at, 1, 1, (), "figure" if at else "left")
            for at, (head, text) in enumerate(zip(head_ids, heads, strict=True))
        ]
        body = [self._row(row, head_ids) for row in rows]
        name = f"tabell-{number.replace(':', '-')}.csv"
        csv = doc.Attachment(name, f"Siffrorna i tabell {number}", "text/csv", b"a,b\r\n")
        head_row = doc.Row(self.new(), tuple(head_cells), total=False)
        note = doc.Paragraph(
            self.new(), (doc.Text("Totalen räknar varje person en gång."),), doc.Voice.TABLE_NOTE, _HERE
        )
        table = doc.Table(
            node,
            caption,
            self.new(),
            (head_row,),
            self.new(),
            tuple(body),
            len(heads),
            "En rad för varje nämnd.",
            (doc.TableNote(note, None, ()),),
            csv,
            _HERE,
        )
        self.blocks.append(table)
        return node

    def figure(self, image: Path, width: float | None = None) -> NodeId:
        node = self.new()
        caption = doc.Caption(self.new(), "Figur 1:1", (doc.Text("En ruta"),), "")
        self.blocks.append(doc.Figure(node, caption, "En ruta.", image, width, _HERE))
        return node

    def contents(self) -> NodeId:
        """Filled with the headings of the document when it is finished."""
        node = self.new()
        self.blocks.append(doc.Contents(node, (), 2, _HERE))
        return node

    def document(self, chapter: int = 1, title: str = "Prov") -> doc.Document:
        headings = [block for block in self.blocks if isinstance(block, doc.Heading) and block.level > 1]
        blocks = tuple(
            doc.Contents(block.id, tuple(map(self._entry, headings)), 2, _HERE)
            if isinstance(block, doc.Contents)
            else block
            for block in self.blocks
        )
        made = datetime(2025, 5, 20, 12, tzinfo=UTC)
        meta = doc.Meta(title, "Prov", "Prov", (), "sv", made, "Provrapporten", chapter, f"{chapter}-prov")
        places = {b.id: b.span for b in every_block(blocks) if not isinstance(b, doc.Note)}
        return doc.Document(meta, NodeId(0), blocks, self._given, places)

    def _content(self, text: str, notes: Sequence[str]) -> tuple[doc.Content, list[doc.Note]]:
        parts = text.split("^")
        assert len(parts) == len(notes) + 1, "each note is called once"
        content: list[doc.Inline] = [doc.Text(parts[0])]
        called: list[doc.Note] = []
        for number, (note, part) in enumerate(zip(notes, parts[1:], strict=True), 1):
            node, mark = self.new(), self.new()
            content += (
                doc.NoteMark(mark, self.new(), str(number), node, f"fotnot {number}"),
                doc.Text(part),
            )
            label = doc.Label(self.new(), (doc.Text(str(number)),))
            paragraph = doc.Paragraph(self.new(), (doc.Text(note),), doc.Voice.NOTE, _HERE)
            called.append(doc.Note(node, label, self.new(), mark, "tillbaka", paragraph))
        return tuple(content), called

    def _link(self, text: str, target: NodeId) -> doc.Link:
        return doc.Link(self.new(), (doc.Text(text),), doc.Inside(target), f"till {text}")

    def _entry(self, heading: doc.Heading) -> doc.ContentsEntry:
        text = (doc.Text(heading.plain), doc.PageNumberOf(heading.id))
        link = doc.Link(self.new(), text, doc.Inside(heading.id), f"till {heading.plain}")
        return doc.ContentsEntry(self.new(), self.new(), link, heading.level - 1)

    def _row(self, texts: Sequence[str], heads: Sequence[NodeId]) -> doc.Row:
        row, stub = self.new(), self.new()
        cells = [doc.Cell(stub, "row head", (doc.Text(texts[0]),), 0, 1, 1, (), "left")]
        for at, text in enumerate(texts[1:], 1):
            over = (heads[at], stub)
            cells.append(doc.Cell(self.new(), "data", (doc.Text(text),), at, 1, 1, over, "figure"))
        return doc.Row(row, tuple(cells), total=texts[0].startswith("Totalt"))


def chapter(draft: Draft | None = None, title: str = "Prov") -> Draft:
    """A draft that opens with a chapter's title."""
    draft = draft or Draft()
    content = (doc.Text("1 "), doc.Text(title))
    draft.blocks.append(doc.Heading(draft.new(), 1, content, f"1 {title}", listed=True, span=_HERE))
    return draft


def rows_of(count: int) -> list[list[str]]:
    """A stub and two figures a row; the last row is the total."""
    figures = [(1200 - 37 * (at % 29), 10 + 7 * (at % 11)) for at in range(count - 1)]
    rows = [
        [f"Stadsdel {at}", f"{a // 1000}\u00a0{a % 1000:03}", f"{b},4"]
        for at, (a, b) in enumerate(figures, 1)
    ]
    return [*rows, ["Totalt i staden", "9\u00a0999", "100,0"]]
