"""A long report by socpdf and by others: `python bench_long_report.py [--times 20] [--runs 5]`.

The sample chapter is taken as many times, each with numbers of its own, and set as one document with its
tables, callouts and footnotes. Others set the same words and tables: Typst and WeasyPrint tagged as PDF/UA-1,
ReportLab's Platypus untagged. None of them draws the chapter's diagrams; ours come from the cache after the
first run, as in every build but the first. Each run is a process of its own, imports and fonts included; the
contenders take turns, so that a busy moment of the machine meets all of them. Figures are medians.

Typst and WeasyPrint come with the extra `bench`; a contender that is not installed is named and left out.
"""

import argparse
import html
import importlib.util
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import pikepdf

ROOT: Final = Path(__file__).resolve().parents[2]
FONTS: Final = ROOT / "fonts"
CHAPTER: Final = 8
OURS: Final = "socpdf"
WARM: Final = "socpdf, second time in one process"


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    peak: float
    """In MiB."""
    pages: int
    stages: dict[str, float]
    """What a contender tells of its own work."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=20, help="how often the chapter is set (20)")
    options.add_argument("--runs", type=int, default=5, help="of each contender (5)")
    options.add_argument("--child", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    arguments = options.parse_args()
    if arguments.child:
        name, folder = arguments.child
        spent = CONTENDERS[name].run(Path(folder), Path(folder, f"{name}.pdf"))
        sys.stdout.write(json.dumps(spent))
        return
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder), arguments.times)
        _tell(_compare(Path(folder), arguments.runs))


def _compare(folder: Path, runs: int) -> dict[str, list[Run]]:
    """Every contender once, then all of them again."""
    present = [name for name, contender in CONTENDERS.items() if contender.is_installed]
    absent = [name for name in CONTENDERS if name not in present]
    if absent:
        sys.stdout.write(f"not installed, and left out: {', '.join(absent)}\n")
    found: dict[str, list[Run]] = {name: [] for name in present}
    for _ in range(runs):
        for name in present:
            found[name].append(_measured(name, folder))
    return found


def _measured(name: str, folder: Path) -> Run:
    command = [sys.executable, __file__, "--child", name, str(folder)]
    began = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    answer = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - began
    if status:
        raise SystemExit(f"{name} failed")
    with pikepdf.open(folder / f"{name}.pdf") as pdf:
        return Run(seconds, usage.ru_maxrss / 1024, len(pdf.pages), json.loads(answer))


def _tell(found: dict[str, list[Run]]) -> None:
    ours = found[OURS]
    base = statistics.median(run.seconds for run in ours), statistics.median(run.peak for run in ours)
    row = "{:<22}{:>7}{:>9}{:>8}{:>10}{:>10}{:>8}\n"
    sys.stdout.write(row.format("", "pages", "wall, s", "ratio", "pages/s", "peak, MiB", "ratio"))
    for name, runs in found.items():
        if not CONTENDERS[name].is_compared:
            continue
        seconds, peak = statistics.median(r.seconds for r in runs), statistics.median(r.peak for r in runs)
        pages = runs[0].pages
        ratios = f"{seconds / base[0]:.2f}", f"{peak / base[1]:.2f}"
        rate = f"{pages / seconds:.0f}"
        sys.stdout.write(row.format(name, pages, f"{seconds:.2f}", ratios[0], rate, f"{peak:.0f}", ratios[1]))
    for name in (OURS, WARM):
        pages = found[name][0].pages
        sys.stdout.write(f"\n{name}, by stage:\n")
        for stage in found[name][0].stages:
            seconds = statistics.median(run.stages[stage] for run in found[name])
            sys.stdout.write(f"  {stage:<18}{seconds:>8.3f} s{pages / seconds:>8.0f} pages/s\n")


# --- The report --------------------------------------------------------------------------------------------


def _prepare(folder: Path, times: int) -> None:
    """What each contender reads, in its own language."""
    from socpdf.core.diagnostics import Sink
    from socpdf.disclosure import release
    from socpdf.document import assemble
    from socpdf.ir.spec import Contents
    from socpdf.sources import load
    from socpdf.spec import parse
    from socpdf.tables import compute

    sink = Sink()
    report = parse(ROOT, sink)
    released = release(compute(report, load(ROOT, report, sink), sink), sink)
    chapter = next(chapter for chapter in report.chapters if chapter.number == CHAPTER)
    copies = [_renumbered(chapter, at) for at in range(times)]
    # Contents would name the headings of all copies, each time.
    blocks = tuple(block for copy in copies for block in copy.blocks if not isinstance(block, Contents))
    notes = tuple(note for copy in copies for note in copy.notes)
    long = replace(chapter, blocks=blocks, notes=notes)
    tables = tuple(
        replace(table, number=_number(table.number, at)) for at in range(times) for table in released.tables
    )
    plans = {_number(number, at): plan for at in range(times) for number, plan in released.plans.items()}
    many = replace(released, tables=tables, plans=plans)
    with (folder / "report.pickle").open("wb") as file:
        pickle.dump((report, long, many), file)
    document = assemble(report, long, many, ROOT, sink)
    parts = list(_parts(document.blocks))
    (folder / "report.json").write_text(json.dumps(parts), "utf-8")
    (folder / "report.typ").write_text(_typst(parts), "utf-8")
    (folder / "report.html").write_text(_html(parts), "utf-8")


def _number(number: str, at: int) -> str:
    """`8:1` as it is called the first, second, … time."""
    return f"{number}.{at}" if at else number


def _renumbered(value: Any, at: int) -> Any:
    """The same with its own numbers of tables, anchors and labels; what is computed stays as it is."""
    from socpdf.ir import spec

    match value:
        case tuple():
            return tuple(_renumbered(item, at) for item in value)
        case spec.Insert() | spec.Stated():
            return value
        case spec.TableSpec() | spec.DiagramSpec() | spec.ImageSpec():
            return replace(value, number=_number(value.number, at) if value.number else "")
        case spec.Reference():
            return replace(value, number=_number(value.number, at))
        case spec.Heading():
            return replace(value, anchor=f"{value.anchor}.{at}")
        case spec.Link(target=target) if target.startswith("#"):
            return replace(value, target=f"{target}.{at}")
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = {field.name: _renumbered(getattr(value, field.name), at) for field in fields(value)}
            if isinstance(value, spec.NoteMark | spec.NoteDefinition):
                changed["label"] = f"{value.label}.{at}"
            return replace(value, **changed)
        case _:
            return value


Part = dict[str, Any]


def _parts(blocks: Sequence[Any]) -> Iterator[Part]:
    """The blocks as plain words: what every contender can set."""
    from socpdf.ir import document as doc
    from socpdf.ir.reading import plain

    for block in blocks:
        match block:
            case doc.Heading():
                yield {"kind": "heading", "level": block.level, "text": block.plain}
            case doc.Paragraph():
                yield {"kind": "paragraph", "text": plain(block.content)}
            case doc.List():
                for item in block.items:
                    inner = " ".join(part["text"] for part in _parts(item.blocks) if "text" in part)
                    yield {"kind": "item", "label": plain(item.label.content), "text": inner}
            case doc.Note():
                yield {"kind": "note", "text": plain(block.paragraph.content)}
            case doc.Aside():
                yield {"kind": "callout", "text": " ".join(plain(p.content) for p in block.blocks)}
            case doc.Box():
                yield from _parts(block.blocks)
            case doc.Table():
                yield {
                    "kind": "table",
                    "caption": f"{block.caption.label} {plain(block.caption.content)}",
                    "columns": block.columns,
                    "head": [_cells(row) for row in block.head_rows],
                    "rows": [_cells(row) for row in block.body_rows],
                    "notes": [plain(note.paragraph.content) for note in block.notes],
                }
            case _:
                pass


def _cells(row: Any) -> list[tuple[str, int, int]]:
    from socpdf.ir.reading import plain

    return [(plain(cell.content), cell.columns, cell.rows) for cell in row.cells]


# --- socpdf ------------------------------------------------------------------------------------------------


def _socpdf(folder: Path, target: Path) -> dict[str, float]:
    """The first document with cold caches, then once more with warm ones."""
    from socpdf.core.cache import Cache
    from socpdf.core.diagnostics import Sink
    from socpdf.document import assemble
    from socpdf.layout import compose
    from socpdf.pdf import write
    from socpdf.profiles import find
    from socpdf.text.fonts import FontBook

    with (folder / "report.pickle").open("rb") as file:
        report, chapter, released = pickle.load(file)
    sink, profile = Sink(), find("webb")
    assert profile is not None
    moments = [perf_counter()]
    document = assemble(report, chapter, released, ROOT, sink)
    moments.append(perf_counter())
    fonts = FontBook.open(ROOT, sink)
    paged = compose(document, fonts, sink, Cache(folder / "cache"))
    moments.append(perf_counter())
    raw = write(paged, profile, fonts, sink)
    moments.append(perf_counter())
    target.write_bytes(raw)
    names = ("assemble", "compose", "write")
    return {name: end - start for name, start, end in zip(names, moments[:-1], moments[1:], strict=True)}


def _socpdf_warm(folder: Path, target: Path) -> dict[str, float]:
    """What a second document costs in the same process: nothing is imported, opened or shaped any more."""
    from socpdf.core.cache import Cache
    from socpdf.core.diagnostics import Sink
    from socpdf.document import assemble
    from socpdf.layout import compose
    from socpdf.pdf import write
    from socpdf.profiles import find
    from socpdf.text.fonts import FontBook

    with (folder / "report.pickle").open("rb") as file:
        report, chapter, released = pickle.load(file)
    sink, profile = Sink(), find("webb")
    assert profile is not None
    document = assemble(report, chapter, released, ROOT, sink)
    fonts = FontBook.open(ROOT, sink)
    kept = Cache(folder / "cache")
    write(compose(document, fonts, sink, kept), profile, fonts, sink)
    began = perf_counter()
    paged = compose(document, fonts, sink, kept)
    composed = perf_counter()
    target.write_bytes(write(paged, profile, fonts, sink))
    return {"compose": composed - began, "write": perf_counter() - composed}


# --- Typst -------------------------------------------------------------------------------------------------


def _typst(parts: Sequence[Part]) -> str:
    preamble = (
        '#set document(title: "Rapport")',
        '#set text(lang: "sv", font: "Source Serif 4", size: 10pt)',
        '#set page(paper: "a4", margin: (left: 24mm, right: 71mm, top: 22mm, bottom: 28mm), numbering: "1")',
        "#set par(justify: true, leading: 0.55em)",
        '#show table: set text(font: "Source Sans 3", size: 8.5pt)',
        '#let callout(it) = place(right, dx: 47mm, block(width: 40mm, text(font: "Source Sans 3", it)))',
    )
    out = [*preamble, ""]
    for part in parts:
        text = _escaped(part.get("text", ""))
        match part["kind"]:
            case "heading":
                out.append(f"{'=' * part['level']} {text}\n")
            case "paragraph":
                out.append(f"{text}\n")
            case "item":
                out.append(f"/ {_escaped(part['label'])}: {text}" if len(part["label"]) > 2 else f"- {text}")
            case "note":
                out.append(f"#footnote[{text}]\n")
            case "callout":
                out.append(f"#callout[{text}]\n")
            case _:
                out.append(_typst_table(part))
    return "\n".join(out)


def _typst_table(part: Part) -> str:
    def cells(row: Sequence[tuple[str, int, int]]) -> str:
        return ", ".join(f"table.cell(colspan: {c}, rowspan: {r})[{_escaped(t)}]" for t, c, r in row)

    head = ", ".join(cells(row) for row in part["head"])
    body = ", ".join(cells(row) for row in part["rows"])
    notes = "\n".join(f"#text(8pt)[{_escaped(note)}]\n" for note in part["notes"])
    return (
        f"#figure(table(columns: {part['columns']}, table.header({head}), {body}), "
        f"caption: [{_escaped(part['caption'])}])\n{notes}\n"
    )


def _escaped(text: str) -> str:
    return "".join("\\" + sign if sign in "\\#*_`$<>@[]=-+/~\"'" else sign for sign in text)


def _run_typst(folder: Path, target: Path) -> dict[str, float]:
    import typst

    typst.compile(
        str(folder / "report.typ"),
        output=str(target),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return {}


# --- WeasyPrint --------------------------------------------------------------------------------------------


def _html(parts: Sequence[Part]) -> str:
    faces = "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};src:url({(FONTS / file).as_uri()})}}"
        for family, weight, file in (
            ("serif4", 400, "source-serif-4/SourceSerif4-Regular.ttf"),
            ("sans3", 400, "source-sans-3/SourceSans3-Regular.ttf"),
            ("sans3", 600, "source-sans-3/SourceSans3-Semibold.ttf"),
        )
    )
    style = (
        f"{faces}@page{{size:A4;margin:22mm 71mm 28mm 24mm}}body{{font:10pt/13.5pt serif4;hyphens:auto;"
        "text-align:justify}table{font:8.5pt/11pt sans3;border-collapse:collapse;hyphens:manual}"
        ".c{float:right;width:40mm;margin-right:-47mm;font-family:sans3}.n{float:footnote;font-size:8pt}"
    )
    out = [f"<!doctype html><html lang=sv><head><title>Rapport</title><style>{style}</style></head><body>"]
    for part in parts:
        text = html.escape(part.get("text", ""))
        match part["kind"]:
            case "heading":
                out.append(f"<h{part['level']}>{text}</h{part['level']}>")
            case "paragraph":
                out.append(f"<p>{text}</p>")
            case "item":
                out.append(f"<ul><li>{text}</li></ul>")
            case "note":
                out.append(f"<span class=n>{text}</span>")
            case "callout":
                out.append(f"<div class=c>{text}</div>")
            case _:
                out.append(_html_table(part))
    return "".join(out) + "</body></html>"


def _html_table(part: Part) -> str:
    def row(cells: Sequence[tuple[str, int, int]], tag: str) -> str:
        inner = "".join(f"<{tag} colspan={c} rowspan={r}>{html.escape(t)}</{tag}>" for t, c, r in cells)
        return f"<tr>{inner}</tr>"

    head = "".join(row(cells, "th") for cells in part["head"])
    body = "".join(row(cells, "td") for cells in part["rows"])
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in part["notes"])
    caption = html.escape(part["caption"])
    return f"<table><caption>{caption}</caption><thead>{head}</thead><tbody>{body}</tbody></table>{notes}"


def _run_weasyprint(folder: Path, target: Path) -> dict[str, float]:
    from weasyprint import HTML

    HTML(folder / "report.html").write_pdf(target, pdf_variant="pdf/ua-1", pdf_tags=True)
    return {}


# --- Platypus ----------------------------------------------------------------------------------------------


def _run_platypus(folder: Path, target: Path) -> dict[str, float]:
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

    registerFont(TTFont("serif4", FONTS / "source-serif-4" / "SourceSerif4-Regular.ttf"))
    registerFont(TTFont("sans3", FONTS / "source-sans-3" / "SourceSans3-Regular.ttf"))
    registerFont(TTFont("sans3bold", FONTS / "source-sans-3" / "SourceSans3-Semibold.ttf"))
    body = ParagraphStyle("body", fontName="serif4", fontSize=10, leading=13.5, alignment=TA_JUSTIFY)
    small = ParagraphStyle("small", fontName="serif4", fontSize=8, leading=10.5)
    head = ParagraphStyle("head", fontName="sans3bold", fontSize=14, leading=20, keepWithNext=True)
    callout = ParagraphStyle("callout", fontName="sans3", fontSize=10, leading=13)
    looks = {"heading": head, "callout": callout, "note": small}
    story: list[Flowable] = []
    for part in json.loads((folder / "report.json").read_text("utf-8")):
        if part["kind"] != "table":
            story.append(Paragraph(html.escape(part["text"]), looks.get(part["kind"], body)))
            continue
        rows = [[text for text, *_ in row] for row in (*part["head"], *part["rows"])]
        width = max(map(len, rows))
        full = [[*row, *[""] * (width - len(row))] for row in rows]
        set_in = [("FONT", (0, 0), (-1, -1), "sans3", 8.5, 11)]
        story.append(Paragraph(html.escape(part["caption"]), callout))
        story.append(Table(full, repeatRows=len(part["head"]), style=set_in))
        story.extend(Paragraph(html.escape(note), small) for note in part["notes"])
        story.append(Spacer(1, 13.5))
    margins = {"leftMargin": 24 * mm, "rightMargin": 71 * mm, "topMargin": 22 * mm, "bottomMargin": 28 * mm}
    SimpleDocTemplate(str(target), pagesize=(210 * mm, 297 * mm), **margins).build(story)
    return {}


# --- Who takes part ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contender:
    run: Callable[[Path, Path], dict[str, float]]
    module: str
    is_compared: bool = True
    """Whether its whole process is a fair answer to the others'."""

    @property
    def is_installed(self) -> bool:
        return importlib.util.find_spec(self.module) is not None


CONTENDERS: Final = {
    OURS: Contender(_socpdf, "socpdf"),
    WARM: Contender(_socpdf_warm, "socpdf", is_compared=False),
    "Typst": Contender(_run_typst, "typst"),
    "WeasyPrint": Contender(_run_weasyprint, "weasyprint"),
    "ReportLab Platypus": Contender(_run_platypus, "reportlab"),
}


if __name__ == "__main__":
    main()
