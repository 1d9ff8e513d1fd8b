"""`layouts/rapport.yaml` and the chapters beside it into the spec of a report, or all its errors.

Reads nothing outside the project's folder, and executes nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar, Final

from pydantic import BeforeValidator, Field

from socpdf.core.diagnostics import Refused, Sink, Span
from socpdf.core.names import did_you_mean
from socpdf.ir.spec import Abbreviation, PressSpec, ReportSpec, SharedBlock
from socpdf.spec.chapter import Draft, read_chapter
from socpdf.spec.foreword import read_foreword
from socpdf.spec.reading import Context
from socpdf.spec.references import check_references, numbers_of
from socpdf.spec.source import decode, read_source
from socpdf.spec.tree import Entries, read_tree
from socpdf.spec.validate import (
    Day,
    Frame,
    Kind,
    Language,
    Options,
    RequiredText,
    Text,
    validate,
    whole,
    wrong,
)

FOLDER: Final = "layouts"
REPORT_FILE: Final = f"{FOLDER}/rapport.yaml"
CHAPTER_NAME: Final = re.compile(r"(?P<number>[1-9][0-9]{0,2})-[\w-]+\.md")


class AbbreviationOptions(Options):
    text: RequiredText = Field(alias="text", description="what the abbreviation stands for")
    language: Language = Field("", alias="språk", description="language of the expansion, if another")


def _expansion(value: object) -> object:
    if not isinstance(value, str | dict):
        raise wrong("must be text, or `{text: …, språk: …}`")
    return {"text": value} if isinstance(value, str) else value


class PressOptions(Options):
    profile: Text = Field(
        "", alias="profil", description="the printer's ICC profile, from the project's folder; else FOGRA39"
    )
    condition: Text = Field("", alias="villkor", description="what the printer calls paper and press")
    # The look's own colours lay up to 180 per cent, and no offset press bears more than four full inks.
    ink_limit: Annotated[int, whole(200, 400), Kind("per cent")] | None = Field(
        None, alias="färgmängd", description="the most ink, the four plates added up"
    )


class ReportOptions(Options):
    """What stands in `layouts/rapport.yaml`."""

    nested: ClassVar[Mapping[str, type[Options]]] = {
        "förkortningar": AbbreviationOptions,
        "tryck": PressOptions,
    }

    title: RequiredText = Field(
        alias="titel", description="title of the report", examples=["Socialtjänstrapport 2024"]
    )
    year: Annotated[int, whole(1900, 2200), Kind("year")] = Field(
        alias="år", description="year the report is about; `år` in expressions", examples=["2024"]
    )
    day: Day = Field(alias="datum", description="date of the report", examples=["2025-05-20"])
    subtitle: Text = Field(
        "", alias="undertitel", description="what the report is, in a line below its title on covers"
    )
    publisher: Text = Field(
        "", alias="utgivare", description="who publishes it", examples=["Socialförvaltningen"]
    )
    language: Language = Field("sv", alias="språk", description="language of the text")
    chapter_titles: list[RequiredText] = Field(
        [],
        alias="kapitel",
        description="titles of all chapters in their order, also of those that are published elsewhere",
        examples=["[Inledning, Hemtjänst]"],
    )
    abbreviations: Annotated[
        dict[str, Annotated[AbbreviationOptions, BeforeValidator(_expansion)]],
        Kind("`abbreviation: expansion`, one or more"),
    ] = Field(
        {},
        alias="förkortningar",
        description="abbreviations; `{text: …, språk: en}` where the expansion is in another language",
        examples=["{SoL: Socialtjänstlagen}"],
    )
    foreword: Text = Field(
        "",
        alias="förord",
        description="file beside this one, with the text that stands on the back of each chapter's cover",
        examples=["om-rapporten.md"],
    )
    press: PressOptions | None = Field(
        None,
        alias="tryck",
        description="paper and press of the print file",
        examples=["{profil: tryck/FOGRA52.icc, villkor: FOGRA52}"],
    )


def parse(root: Path, sink: Sink, *, chapter: int | None = None) -> ReportSpec:
    """The whole report, since tables and references reach over chapters; `chapter` must be one of them.

    Raises `Refused` when all errors of all files are in the sink.
    """
    before = len(sink.diagnostics)
    root = root.resolve()
    options, tree = _report(root, sink)
    abbreviations = _abbreviations(options, tree) if options and tree else ()
    press = _press(options.press, tree, sink) if options and tree else PressSpec()
    files = _chapter_files(root, sink)
    context = Context(root, options.year if options else 0)
    if options and options.foreword:
        context = replace(context, foreword=_foreword(options.foreword, context, sink))
    drafts = _drafts(files, context, sink)
    if len(drafts) == len(files) and all(draft.ledger.complete for draft in drafts):
        numbers = numbers_of(draft.ledger for draft in drafts)
        for draft in drafts:
            check_references(draft.ledger, numbers, sink)
    if chapter is not None and chapter not in files:
        known = [str(number) for number in files]
        sink.error("L101", f"there is no chapter {chapter}", Span(FOLDER), did_you_mean(str(chapter), known))
    if options is None or len(sink.diagnostics) > before:
        raise Refused
    return ReportSpec(
        title=options.title,
        subtitle=options.subtitle,
        year=options.year,
        date=options.day,
        publisher=options.publisher,
        language=options.language,
        abbreviations=abbreviations,
        chapter_titles=tuple(options.chapter_titles),
        chapters=tuple(draft.chapter for draft in drafts if draft.chapter),
        press=press,
    )


def _report(root: Path, sink: Sink) -> tuple[ReportOptions | None, Entries | None]:
    text = _read(root, REPORT_FILE, sink)
    if text is None:
        return None, None
    source = read_source(REPORT_FILE, text, sink)
    tree = read_tree(source, 0, len(source.text), sink)
    if tree is None:
        return None, None
    frame = Frame("entry", "the report", Span(REPORT_FILE), missing="L108", unknown="L109", wrong="L110")
    return validate(ReportOptions, tree, frame, sink), tree


def _press(options: PressOptions | None, tree: Entries, sink: Sink) -> PressSpec:
    node = tree.find(("tryck", "profil"))
    if node is None or options is None or not options.profile:
        return PressSpec(ink_limit=options.ink_limit if options else None)
    if not options.condition:
        hint = "write `villkor: …`, as the printer calls paper and press"
        sink.error("L108", "the entry `villkor` is missing for the profile of `tryck`", node.span, hint)
    return PressSpec((options.profile, node.span), options.condition, options.ink_limit)


def _abbreviations(options: ReportOptions, tree: Entries) -> tuple[Abbreviation, ...]:
    node = tree.find(("förkortningar",))
    entries = node.entries if isinstance(node, Entries) else {}
    return tuple(
        Abbreviation(short, expansion.text, expansion.language or options.language, entries[short].key.span)
        for short, expansion in options.abbreviations.items()
    )


def _chapter_files(root: Path, sink: Sink) -> dict[int, str]:
    """The chapter files by number, in order. Files that begin with no digit are not meant to be chapters."""
    folder = root / FOLDER
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    files: dict[int, str] = {}
    for name in names:
        shown = f"{FOLDER}/{name.encode('utf-8', 'replace').decode()}"
        match = CHAPTER_NAME.fullmatch(name)
        if match and int(match["number"]) in files:
            message = f"chapter {match['number']} is already `{files[int(match['number'])]}`"
            sink.error("L111", message, Span(shown), "give one of the two another number")
        elif match:
            files[int(match["number"])] = shown
        elif name[:1].isdigit() and name.endswith(".md"):
            hint = "name it as `8-socialpsykiatri.md`"
            sink.error("L113", "this is no name of a chapter's file", Span(shown), hint)
    if not files:
        hint = f"write one: `{FOLDER}/1-inledning.md`"
        sink.error("L101", "the report has no chapter", Span(FOLDER), hint)
    return dict(sorted(files.items()))


def _foreword(name: str, context: Context, sink: Sink) -> tuple[SharedBlock, ...]:
    file = f"{FOLDER}/{name}"
    text = _read(context.root, file, sink)
    return read_foreword(text, file, sink, context) if text is not None else ()


def _drafts(files: Mapping[int, str], context: Context, sink: Sink) -> Sequence[Draft]:
    drafts = []
    for file in files.values():
        text = _read(context.root, file, sink)
        if text is not None:
            drafts.append(read_chapter(text, file, sink, context))
    return drafts


def _read(root: Path, file: str, sink: Sink) -> str | None:
    """The text of a file of the project; links that lead out of it are not followed."""
    try:
        path = (root / file).resolve()
        if not path.is_relative_to(root):
            sink.error("L103", "the file lies outside the project", Span(file), "copy it into the project")
            return None
        if not path.is_file():
            sink.error("L101", "the file does not exist", Span(file), "write it, or check its name")
            return None
        content = path.read_bytes()
    except (OSError, RuntimeError) as error:
        # The latter for links that go round in a circle.
        reason = (isinstance(error, OSError) and error.strerror) or "its links go in a circle"
        sink.error("L101", f"the file cannot be read: {reason.lower()}", Span(file), "check its permissions")
        return None
    return decode(file, content, sink)
