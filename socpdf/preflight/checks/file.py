"""The file as a whole: its version, locks, identity and claims."""

from collections.abc import Iterator

from socpdf.preflight.rules import Fault, Subject

# ISO 32000-1, Table 22: bit 10, extraction for accessibility.
_READ_ALOUD = 512


def needed_no_repair(subject: Subject) -> Iterator[Fault]:
    damage = subject.facts.damage
    if damage:
        more = f" (and {len(damage) - 1} more repairs)" if len(damage) > 1 else ""
        yield Fault(f"the file had to be mended to be read: {damage[0]}{more}")


def fits_its_version(subject: Subject) -> Iterator[Fault]:
    version, standards = subject.facts.version, subject.standards
    for standard in sorted(standards & {"ua1", "2a", "2b", "2u", "3a", "3b", "3u"}):
        if version >= "2":
            yield Fault(f"PDF {version} cannot keep `{standard}`: write PDF 1.7")
    for standard in sorted(standards & {"ua2", "4", "4e", "4f", "wt1a", "wt1r"}):
        if version < "2":
            yield Fault(f"PDF {version} cannot keep `{standard}`: write PDF 2.0")


def lets_readers_in(subject: Subject) -> Iterator[Fault]:
    facts = subject.facts
    if facts.encrypted and not (facts.permissions or 0) & _READ_ALOUD:
        yield Fault("the encryption keeps screen readers out: set bit 10 of P, or do not encrypt")


def has_no_dynamic_form(subject: Subject) -> Iterator[Fault]:
    if subject.facts.catalog.dynamic_form:
        yield Fault("the form is a dynamic XFA form: write an ordinary form or none")


def layers_are_named(subject: Subject) -> Iterator[Fault]:
    for number, layer in enumerate(subject.facts.layers, 1):
        if not layer.name:
            yield Fault(f"optional content configuration {number} has no Name: give it one")


def layers_do_not_switch_themselves(subject: Subject) -> Iterator[Fault]:
    for layer in subject.facts.layers:
        if layer.has_auto_state:
            yield Fault(f"optional content configuration `{layer.name or ''}` has an AS entry: remove it")


def page_labels_fit(subject: Subject) -> Iterator[Fault]:
    ranges, count = subject.facts.labels, len(subject.facts.pages)
    if ranges is None:
        return
    starts = [label.start for label in ranges]
    if starts[:1] != [0]:
        yield Fault("the page labels do not begin at the first page: add an entry for index 0")
    if starts != sorted(set(starts)):
        yield Fault("the page labels are not in rising order of pages")
    for label in ranges:
        if label.start >= count > 0:
            yield Fault(f"a page label stands for page {label.start + 1} of {count}")
        if label.first < 1:
            yield Fault(f"a page label counts from {label.first}: count from 1 or more", label.start)
        if label.style not in ("", "D", "R", "r", "A", "a"):
            yield Fault(f"a page label has the unknown style `{label.style}`", label.start)
