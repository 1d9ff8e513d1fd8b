"""The independent judge: any PDF, not only ours, becomes a report of findings.

`check` reads a file into facts (`facts.py`) and runs the tuple `CHECKS` over them. It shares no code with the
writer, so it cannot share its mistakes.
"""

from pathlib import Path
from typing import Final

from socpdf.core.diagnostics import Severity
from socpdf.ir.report import Finding, Report
from socpdf.preflight import press
from socpdf.preflight import verapdf as _verapdf
from socpdf.preflight.checks import (
    archive,
    contrast,
    figures,
    file,
    files,
    fonts,
    headings,
    language,
    links,
    metadata,
    notes,
    structure,
    tables,
)
from socpdf.preflight.facts import Unreadable, read_whole
from socpdf.preflight.press.segment import Segment
from socpdf.preflight.rules import STANDARDS, Check, Subject, When, claims_of

__all__ = ["CHECKS", "READING", "STANDARDS", "check"]

# What reading itself finds: then there are no facts and no check runs.
READING: Final = (
    ("F001", "ISO 32000-1, 7.5.2"),
    ("F002", "ISO 32000-1, 7.5"),
    ("F003", "ISO 14289-1, 7.16; Matterhorn 26-001"),
)

# The findings of veraPDF itself.
VERAPDF: Final = (
    ("F901", "veraPDF"),
    ("F902", "veraPDF"),
)

CHECKS: Final = (
    # the file
    Check("F004", file.needed_no_repair, "ISO 32000-1, 7.5.4", When.ALWAYS),
    Check("F005", file.lets_readers_in, "ISO 14289-1, 7.16; Matterhorn 26-001, 26-002", When.ALWAYS),
    Check(
        "F006", file.fits_its_version, "ISO 14289-1, 6.1; ISO 14289-2, 6.1; ISO 19005-3, 6.1.2", When.ALWAYS
    ),
    Check("F007", file.page_labels_fit, "ISO 32000-1, 12.4.2", When.ALWAYS),
    Check("F008", file.layers_are_named, "ISO 14289-1, 7.10; Matterhorn 20-001, 20-002", When.ACCESSIBLE),
    Check(
        "F009", file.layers_do_not_switch_themselves, "ISO 14289-1, 7.10; Matterhorn 20-003", When.ACCESSIBLE
    ),
    Check("F010", file.has_no_dynamic_form, "ISO 14289-1, 7.15; Matterhorn 25-001", When.ALWAYS),
    # metadata
    Check("F051", metadata.has_xmp, "ISO 14289-1, 7.1; Matterhorn 06-001", When.ACCESSIBLE),
    Check("F052", metadata.names_its_standards, "ISO 14289-1, 5; Matterhorn 06-002", When.ALWAYS),
    Check("F053", metadata.has_title, "ISO 14289-1, 7.1; Matterhorn 06-003", When.ACCESSIBLE),
    Check("F054", metadata.title_is_a_title, "ISO 14289-1, 7.1; Matterhorn 06-004", When.ACCESSIBLE),
    Check("F055", metadata.title_is_shown, "ISO 14289-1, 7.1; Matterhorn 07-001, 07-002", When.ACCESSIBLE),
    Check("F056", metadata.info_agrees, "ISO 32000-1, 14.3", When.ALWAYS),
    # content and structure tree
    Check("F101", structure.is_tagged, "ISO 14289-1, 6.2, 7.1", When.ALWAYS),
    Check("F102", structure.has_no_suspects, "ISO 14289-1, 7.1; Matterhorn 01-007"),
    Check("F103", structure.no_artifact_in_content, "ISO 14289-1, 7.1; Matterhorn 01-003"),
    Check("F104", structure.no_content_in_artifact, "ISO 14289-1, 7.1; Matterhorn 01-004"),
    Check("F105", structure.content_is_tagged, "ISO 14289-1, 7.1; Matterhorn 01-005"),
    Check("F106", structure.tree_content_exists, "ISO 32000-1, 14.7.4"),
    Check("F107", structure.parents_agree, "ISO 32000-1, 14.7.4.4"),
    Check("F108", structure.roles_are_mapped, "ISO 14289-1, 7.1; Matterhorn 02-001"),
    Check("F109", structure.role_map_has_no_loop, "ISO 14289-1, 7.1; Matterhorn 02-003"),
    Check("F110", structure.standard_types_stay, "ISO 14289-1, 7.1; Matterhorn 02-004"),
    Check("F111", structure.table_parts_nest, "ISO 14289-1, 7.2; Matterhorn 09-004"),
    Check("F112", structure.list_parts_nest, "ISO 14289-1, 7.2; Matterhorn 09-005"),
    Check("F113", structure.contents_parts_nest, "ISO 14289-1, 7.2; Matterhorn 09-006"),
    Check("F114", structure.ruby_parts_nest, "ISO 14289-1, 7.2; Matterhorn 09-007, 09-008"),
    Check("F115", structure.tree_is_sound, "ISO 32000-1, 14.7.2"),
    Check("F116", structure.root_is_one_document, "ISO 14289-2, 8.2.5.2", When.UA2),
    Check("F117", structure.forms_are_drawn_once, "ISO 14289-1, 7.20; Matterhorn 30-002"),
    Check("F118", structure.has_no_reference_forms, "ISO 14289-1, 7.20; Matterhorn 30-001"),
    # language and words
    Check(
        "F121", language.language_is_known, "ISO 14289-1, 7.2; Matterhorn 11-001 to 11-006", When.ACCESSIBLE
    ),
    Check("F122", language.languages_are_valid, "ISO 14289-1, 7.2; ISO 32000-1, 14.9.2"),
    Check("F123", language.words_are_whole, "ISO 32000-1, 14.8.2.2.3", severity=Severity.WARNING),
    Check("F124", language.characters_are_known, "ISO 14289-2, 8.4.3; ISO 19005-3, 6.2.11.7.3"),
    # headings and bookmarks
    Check("F131", headings.begin_at_one, "ISO 14289-1, 7.4.2; Matterhorn 14-002"),
    Check("F132", headings.skip_no_level, "ISO 14289-1, 7.4.2; Matterhorn 14-003"),
    Check("F133", headings.one_plain_heading_each, "ISO 14289-1, 7.4.4; Matterhorn 14-006"),
    Check("F134", headings.one_kind_only, "ISO 14289-1, 7.4.4; Matterhorn 14-007"),
    Check("F135", headings.say_something, "WCAG 2.1, 2.4.6"),
    Check("F136", headings.have_bookmarks, "WCAG 2.1, 2.4.5; technique PDF2"),
    Check("F137", headings.bookmarks_lead_somewhere, "ISO 32000-1, 12.3.3", When.ALWAYS),
    # lists and notes
    Check("F141", notes.notes_have_ids, "ISO 14289-1, 7.9; Matterhorn 19-003", When.UA1),
    Check("F142", notes.ids_are_unique, "ISO 14289-1, 7.9; Matterhorn 19-004"),
    Check("F143", notes.notes_are_of_the_new_kind, "ISO 14289-2, 8.2.5.14", When.UA2),
    Check("F144", notes.notes_point_both_ways, "ISO 14289-2, 8.2.5.14", When.UA2),
    Check("F145", notes.lists_say_how_they_count, "ISO 14289-2, 8.2.5.25; ISO 14289-1, 7.6"),
    Check("F146", notes.list_items_have_bodies, "ISO 14289-2, 8.2.5.25; ISO 32000-1, 14.8.4.3.3"),
    # tables
    Check("F150", tables.heads_are_said_once, "WCAG 2.1, 1.3.1; ISO 32000-2, 14.8.5.7"),
    Check("F151", tables.heads_have_scope, "ISO 14289-1, 7.5; Matterhorn 15-003"),
    Check("F152", tables.cells_have_heads, "ISO 14289-1, 7.5; ISO 32000-2, 14.8.5.7"),
    Check("F153", tables.headers_exist, "ISO 32000-1, 14.8.5.7"),
    Check("F154", tables.headers_agree, "ISO 32000-2, 14.8.5.7"),
    Check("F155", tables.heads_say_something, "ISO 14289-1, 7.5; WCAG 2.1, 1.3.1"),
    Check("F156", tables.heads_come_once, "ISO 14289-1, 7.5; Matterhorn 01-002"),
    Check("F157", tables.head_rows_hold_heads, "ISO 32000-1, 14.8.4.3.4"),
    Check("F158", tables.are_rectangles, "ISO 14289-1, 7.2; ISO 14289-2, 8.2.5.26"),
    Check("F159", tables.caption_comes_first, "ISO 32000-1, 14.8.4.3.4; ISO 14289-2, 8.2.5.27"),
    Check("F160", tables.signs_are_spoken, "WCAG 2.1, 1.1.1, 1.3.1"),
    # figures
    Check("F161", figures.have_words, "ISO 14289-1, 7.3; Matterhorn 13-004"),
    Check("F162", figures.words_say_something, "WCAG 2.1, 1.1.1; failure F30"),
    Check("F163", figures.have_boxes, "ISO 32000-1, 14.8.5.4.3"),
    Check("F164", figures.formulas_have_words, "ISO 14289-1, 7.7; Matterhorn 17-002"),
    # links and other annotations
    Check("F171", links.are_in_the_tree, "ISO 14289-1, 7.18; Matterhorn 28-002, 28-010, 28-011"),
    Check("F172", links.are_described, "ISO 14289-1, 7.18; Matterhorn 28-004, 28-012", When.ACCESSIBLE),
    Check("F173", links.fields_are_named, "ISO 14289-1, 7.18.1; Matterhorn 28-005", When.ACCESSIBLE),
    Check("F174", links.tab_order_follows_the_tree, "ISO 14289-1, 7.18.3; Matterhorn 28-008, 28-009"),
    Check("F175", links.types_are_known, "ISO 14289-1, 7.18; Matterhorn 28-006", When.ACCESSIBLE),
    Check("F176", links.no_trap_networks, "ISO 14289-1, 7.18.2; Matterhorn 28-007", When.ACCESSIBLE),
    Check("F177", links.printer_marks_are_artifacts, "ISO 14289-1, 7.18.8; Matterhorn 28-017"),
    Check("F178", links.lead_somewhere, "ISO 32000-1, 12.3.2", When.ALWAYS),
    Check("F179", links.lead_to_elements, "ISO 14289-2, 8.8", When.UA2),
    Check("F180", links.know_their_elements, "ISO 32000-1, 14.7.4.4"),
    Check(
        "F181", links.clips_are_described, "ISO 14289-1, 7.18.6.2; Matterhorn 28-014, 28-015", When.ACCESSIBLE
    ),
    # contrast
    Check("F191", contrast.texts_stand_out, "WCAG 2.1, 1.4.3; Matterhorn 04-001", When.ACCESSIBLE),
    Check("F192", contrast.grounds_are_known, "WCAG 2.1, 1.4.3", When.ACCESSIBLE, Severity.WARNING),
    # fonts
    Check("F221", fonts.are_embedded, "ISO 14289-1, 7.21.4.1; Matterhorn 31-009", When.ALWAYS),
    Check(
        "F222", fonts.systems_agree, "ISO 14289-1, 7.21.3.1; Matterhorn 31-001, 31-002, 31-003", When.ALWAYS
    ),
    Check("F223", fonts.glyphs_are_mapped, "ISO 14289-1, 7.21.3.2; Matterhorn 31-004, 31-005", When.ALWAYS),
    Check(
        "F224", fonts.cmaps_are_known, "ISO 14289-1, 7.21.3.3; Matterhorn 31-006, 31-007, 31-008", When.ALWAYS
    ),
    Check("F225", fonts.cid_sets_are_whole, "ISO 14289-1, 7.21.4.2; Matterhorn 31-015", When.ACCESSIBLE),
    Check("F226", fonts.widths_agree, "ISO 14289-1, 7.21.5; Matterhorn 31-016", When.ALWAYS),
    Check("F227", fonts.encodings_fit, "ISO 14289-1, 7.21.6; Matterhorn 31-017 to 31-026", When.ACCESSIBLE),
    Check(
        "F228", fonts.characters_are_known, "ISO 14289-1, 7.21.7; Matterhorn 10-001, 31-027", When.ACCESSIBLE
    ),
    Check(
        "F229",
        fonts.characters_are_possible,
        "ISO 14289-1, 7.21.7; Matterhorn 31-028, 31-029",
        When.ACCESSIBLE,
    ),
    Check("F230", fonts.no_missing_sign, "ISO 14289-1, 7.21.8; Matterhorn 31-030", When.ALWAYS),
    Check("F231", fonts.glyphs_exist, "ISO 14289-1, 7.21.4.1; Matterhorn 31-011", When.ALWAYS),
    # attached files
    Check("F251", files.have_names, "ISO 14289-1, 7.11; Matterhorn 21-001", When.ALWAYS),
    Check("F252", files.are_described, "ISO 19005-3, 6.8; ISO 14289-2, 8.14.1", When.ALWAYS),
    Check(
        "F253", files.attachments_say_what_they_are, "ISO 14289-1, 7.18.7; Matterhorn 28-016", When.ACCESSIBLE
    ),
    Check("F254", files.belong_to_something, "ISO 19005-3, 6.8; ISO 19005-4, 6.9", When.ARCHIVE),
    Check("F255", files.are_allowed, "ISO 19005-2, 6.8; ISO 19005-4, 6.9", When.ARCHIVE),
    # PDF/A
    Check("F301", archive.has_id, "ISO 19005-3, 6.1.3", When.ARCHIVE),
    Check("F302", archive.is_not_encrypted, "ISO 19005-3, 6.1.3", When.ARCHIVE),
    Check("F303", archive.colours_are_defined, "ISO 19005-3, 6.2.4.3", When.ARCHIVE),
    Check("F304", archive.intents_have_profiles, "ISO 19005-3, 6.2.3", When.ARCHIVE),
    Check("F305", archive.no_forbidden_actions, "ISO 19005-3, 6.5.1", When.ARCHIVE),
    Check("F306", archive.has_no_info, "ISO 19005-4, 6.1.3", When.ARCHIVE),
    Check("F307", archive.blending_has_a_space, "ISO 19005-3, 6.2.10", When.ARCHIVE),
    Check("F308", archive.streams_are_plain, "ISO 19005-3, 6.1.7", When.ARCHIVE),
    Check("F309", archive.annotations_print, "ISO 19005-3, 6.3.2", When.ARCHIVE),
)


def check(
    path: Path,
    *,
    standards: tuple[str, ...] | None = None,
    verapdf: tuple[str, ...] = (),
    segment: Segment | None = None,
) -> Report:
    """Judge a file by the standards named, else by those it claims.

    By `verapdf`'s profiles as well, and as the printer of that segment would.
    """
    unknown = sorted(set(standards or ()) - set(STANDARDS))
    if unknown:
        raise ValueError(f"unknown standard `{unknown[0]}`; known are {', '.join(STANDARDS)}")
    try:
        reading = read_whole(path)
    except Unreadable as problem:
        finding = Finding(problem.code, problem.message, dict(READING)[problem.code])
        return Report(str(path), "", (), standards or (), 0, 0, (finding,))
    facts = reading.facts
    claims = claims_of(facts.xmp)
    judged = claims if standards is None else standards
    subject = Subject.of(reading, frozenset(judged))
    findings = [
        Finding(
            code=rule.code,
            message=fault.message,
            clause=rule.clause,
            page=None if fault.page is None else fault.page + 1,
            place=fault.place,
            severity=rule.severity,
        )
        for rule in CHECKS
        if rule.when.holds(subject)
        for fault in rule.find(subject)
    ]
    if segment is not None:
        judged = (*judged, *press.standards_of(segment))
        findings += press.findings_of(press.PressSubject(facts, subject.painted, segment, reading.header))
    findings += _findings_of_verapdf(path, verapdf)
    elements = len(facts.tree.elements) if facts.tree else 0
    return Report(str(path), facts.version, claims, judged, len(facts.pages), elements, tuple(findings))


def _findings_of_verapdf(path: Path, profiles: tuple[str, ...]) -> list[Finding]:
    findings = []
    for result in _verapdf.validate((path,), profiles) if profiles else ():
        if result.problem:
            message = f"veraPDF could not judge the file by {result.profile}: {result.problem}"
            findings.append(Finding("F902", message, "veraPDF"))
        for failure in result.failures:
            times = f" ({failure.count} times)" if failure.count > 1 else ""
            clause = f"{failure.specification}, {failure.clause}, test {failure.test}"
            message = f"veraPDF {result.profile}: {failure.message}{times}"
            findings.append(Finding("F901", message, clause, place=failure.context))
    return findings
