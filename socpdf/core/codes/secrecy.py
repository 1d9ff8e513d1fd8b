"""Codes for disclosure control."""

from typing import Final

from socpdf.core.codes.code import Code

CODES: Final[tuple[Code, ...]] = (
    Code(
        "S101",
        "a withheld figure follows from the others",
        "A count from 1 to 3, or a figure the source withholds, is the only one missing in a sum of figures "
        "that are shown, in tables or in text. It need not stand in any table itself: two groups of three "
        "and their total tell the third.",
        "Withhold a further figure of the same sum at its source (`**`), leave the total out, or merge "
        "categories.",
    ),
    Code(
        "S102",
        "what is withheld adds up to a small count",
        "Several figures of a sum are not shown, but their total is, and what remains for all of them "
        "together is a count from 1 to 3, or a share that may be one.",
        "Withhold a further figure of the same sum at its source (`**`), leave the total out, or merge "
        "categories.",
    ),
)
