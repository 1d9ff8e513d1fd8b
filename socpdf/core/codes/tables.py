"""Codes for computed tables and values."""

from typing import Final

from socpdf.core.codes.code import Code

CODES: Final[tuple[Code, ...]] = (
    Code(
        "T101",
        "unknown measure",
        "A column or `fakta(…)` names a measure that the description of the data does not have.",
        "Correct the name, or describe the measure.",
        "- {rubrik: Antal, mått: antal}",
    ),
    Code(
        "T102",
        "unknown dimension",
        "`rader`, `urval`, a column or `fakta(…)` names a dimension that the data do not have. In a column "
        "every key that is no option is taken for a dimension.",
        "Correct the name.",
        "- {rubrik: Kvinnor, mått: antal, kön: kvinnor}",
    ),
    Code(
        "T103",
        "unknown category",
        "A dimension is fixed at a category that its `kategorier` do not list.",
        "Write the category as the description does, letter by letter.",
        "kön: kvinnor",
    ),
    Code(
        "T104",
        "a dimension is left open",
        "Neither the rows nor the column nor `urval` say which category is meant, and the dimension has no "
        "total and cannot be added up; or the data lack the report's year.",
        "Fix it in `urval` or in the column.",
        "urval: {kön: kvinnor}",
    ),
    Code(
        "T105",
        "the data have no such figure",
        "There is no line in the data for these categories, or its cell is empty. Missing is not zero.",
        "Add the line to the data, with 0 or a sign if that is what holds.",
    ),
    Code(
        "T106",
        "figures cannot be added up",
        "A total is wanted that the data do not have, and the categories overlap, or shares or means would "
        "be added.",
        "Give the total in the data, and name its category with `totalt`.",
        'totalt = "Totalt i staden"',
    ),
    Code(
        "T107",
        "unknown data set",
        "No data set of this name was read.",
        "Correct the name.",
        "data: personer",
    ),
    Code(
        "T108",
        "two rows or columns have one name",
        "An expression could not tell them apart, and neither could a reader who listens.",
        "Give one of them another head or group, or name the total otherwise.",
    ),
    Code(
        "T109",
        "the rows' dimension is fixed",
        "A filter chooses one category of the dimension that makes the rows.",
        "Take the filter away, or let another dimension make the rows.",
    ),
    Code(
        "T110",
        "more decimals than the data have",
        "A column asks for decimals that were never delivered.",
        "Write at most the decimals of the measure.",
    ),
    Code(
        "T201",
        "unknown name in an expression",
        "A name is neither an entry under `värden` nor `år`, or a function is neither `tabell` nor `fakta`.",
        "Correct the name.",
    ),
    Code("T202", "unknown table", "`tabell(…)` names a number that no table has.", "Correct the number."),
    Code(
        "T203",
        "unknown row or column",
        "The table has no such row or column, or more than one column of this head.",
        "Write the row's label and the column's head; where two heads are alike, the group before it.",
        'tabell("8:1")["Bromma", "Andel (%) / Kvinnor"]',
    ),
    Code(
        "T204",
        "the expression is no value",
        "It gives a whole table, or a number that rests on no data.",
        "Name a cell of the table; write a number that comes from no data as text.",
    ),
    Code(
        "T205",
        "figures that cannot be reckoned with each other",
        "The units do not go together, or words or tables stand where figures are wanted.",
        "Reckon with figures of one unit; divide counts to get a ratio.",
    ),
    Code("T206", "division by zero", "The figure below the line is zero.", "Ask for another figure."),
    Code(
        "T207",
        "the measure is left open",
        "The data set has several measures, and `fakta(…)` does not say which is meant.",
        "Name it.",
        'fakta("personer", mått="antal")',
    ),
    Code(
        "T208",
        "wrong argument of a function",
        "A name in quotes, or a category, is wanted there.",
        "Write it in quotes; a year may be a number.",
        'fakta("personer", kön="kvinnor", år=2023)',
    ),
    Code(
        "T209",
        "a format does not fit the value",
        "For example `procent` for a count, `belopp` for hours, or two formats that exclude each other.",
        "Choose another format, or reckon first.",
        "{{ kvinnor / personer | procent }}",
    ),
    Code(
        "T221",
        "the answer would tell of a figure that is not shown",
        "`störst` or `minst` is asked of rows of which one is withheld, and it may be the very one: naming "
        "it, or not naming it, would tell more than the table does.",
        "Leave the row out with `utom` and say so in the sentence, limit the rows, or rephrase.",
        'störst(tabell("8:1"), "Antal", utom="Skärholmen").rad',
    ),
    Code(
        "T222",
        "rows that cannot be taken together",
        "No row is left, the first stands after the last, or their figures cannot be added up: shares and "
        "means cannot, nor counts where a person can be in two of the rows.",
        "Name rows in the order of the table; for a share of several rows, add up counts and take `andel`.",
        'andel(summa(tabell("8:2"), "Totalt", från="45–54 år", till="55–64 år"), alla)',
    ),
    Code(
        "T223",
        "there is no year before",
        "`ifjol(…)` asks for the same figure a year earlier, but the data have no years, or not that one.",
        "Add the year to the data, or leave the comparison out.",
        "{{ personer - ifjol(personer) | förändring }}",
    ),
)
