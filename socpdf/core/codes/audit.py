"""Codes for what the audit finds in the text of a report."""

from typing import Final

from socpdf.core.codes.code import Code

CODES: Final[tuple[Code, ...]] = (
    Code(
        "A101",
        "a number is typed into the text",
        "The text holds a number that is no value: next year nobody will find it. Years, dates, references "
        "to law, numbers of tables and chapters, ages of groups and names of rows may be typed.",
        "Write the value, as the hint shows where a cell has it. A number from outside the data is marked "
        "with who says so.",
        "{{ personer }}\n{uppgift}`omkring 50`(bostadsenheten, maj 2025)",
    ),
    Code(
        "A102",
        "a sentence begins with a figure",
        "A value begins the sentence and is too large to be spelled out, or is a year.",
        "Let another word come first.",
        "Sammanlagt {{ personer }} personer …\nUnder {{ år }} …",
    ),
    Code(
        "A103",
        "a number word equals a value",
        "A number from two to twelve is spelled out, and a figure of the chapter is the same: it may be that "
        "figure, typed.",
        "Write the value with `| ord`, or mark the word as coming from elsewhere. If they only happen to "
        "agree, leave it.",
        "{{ platser | ord }}",
    ),
)
