"""Figures and formulas: that there are words for who cannot see them."""

import re
from collections.abc import Iterator
from typing import Final

from socpdf.preflight.rules import Fault, Subject, shown

_FILE_NAME: Final = re.compile(r"\S+\.(?:png|jpe?g|svg|pdf|tiff?|gif|webp|eps|bmp|emf)", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(
    r"(?:bild|image|figure|figur|graphic|picture|diagram|chart|photo|foto|alt|img|logo)[\s_\-]*[\d:.]*",
    re.IGNORECASE,
)


def have_words(subject: Subject) -> Iterator[Fault]:
    for figure in subject.elements("Figure"):
        if not (figure.alt or "").strip() and figure.actual_text is None:
            yield subject.at(figure, "the Figure has no Alt: say what it shows")


def words_say_something(subject: Subject) -> Iterator[Fault]:
    for figure in subject.elements("Figure"):
        alt = (figure.alt or "").strip()
        if alt and (_FILE_NAME.fullmatch(alt) or _PLACEHOLDER.fullmatch(alt)):
            yield subject.at(figure, f"the Alt {shown(alt)} says nothing of the figure: say what it shows")


def have_boxes(subject: Subject) -> Iterator[Fault]:
    for figure in subject.elements("Figure"):
        box = figure.attributes.bbox
        if box is None:
            yield subject.at(figure, "the Figure has no BBox: say where on the page it lies")
        elif box[0] == box[2] or box[1] == box[3]:
            yield subject.at(figure, "the BBox of the Figure is empty: say where on the page it lies")


def formulas_have_words(subject: Subject) -> Iterator[Fault]:
    for formula in subject.elements("Formula"):
        if not (formula.alt or "").strip() and formula.actual_text is None:
            yield subject.at(formula, "the Formula has no Alt: say how it is read")
