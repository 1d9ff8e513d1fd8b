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
        "T111",
        "a share without a whole",
        "`andel` is asked of what cannot be added up, or over a direction in which no dimension varies.",
        "Take shares of a count or an amount, over a dimension whose categories make up the whole.",
        "- {rubrik: Andel (%), mått: antal, andel: nämnd}",
    ),
    Code(
        "T112",
        "several categories for one line",
        "A row, a column or the table names several categories of a dimension that nothing goes over.",
        "Go over them, or name one.",
        "- {för: år, år: [2023, 2024]}",
    ),
    Code(
        "T114",
        "the measure is left open",
        "The data set has several measures, and neither the line nor the table says which is meant.",
        "Name it in the line, or for all lines at once.",
        "mått: antal",
    ),
    Code(
        "T115",
        "no year to compare with",
        "`förändring` compares with the year before, which the data do not have.",
        "Add the year to the data, or leave the change out.",
    ),
    Code(
        "T117",
        "the group of a figure is no group of rows",
        "`per` names a dimension that `rader` does not go over.",
        "Name one of the rows' dimensions.",
        "- {rubrik: Total (%), andel: regi, per: regi}",
    ),
    Code(
        "T118",
        "two measures for one cell",
        "The row names a measure, and the column another one.",
        "Let only the rows or only the columns name measures.",
    ),
    Code(
        "T119",
        "heads of the row labels",
        "`stubb` has not one head for each column of labels, or is needed and not there.",
        "Write one for each; it can be left out where each column has a dimension.",
        "stubb: [Regi, Kön]",
    ),
    Code(
        "T120",
        "the cell cannot be withheld by itself",
        "`dölj` names a change or a rate, which follows from other figures.",
        "Withhold the count it is computed from; it is withheld with it.",
    ),
    Code(
        "T121",
        "unknown row or column of a mark",
        "`märk` or `dölj` names a row or a column that the table does not have.",
        "Write the label as the table shows it, without its sign, with the groups before it where it is not "
        "the only one.",
        "- {rad: Norra, kolumn: 2024 / Kvinnor}",
    ),
    Code(
        "T122",
        "a sign without its note",
        "A label, a head or a cell has a sign, and no note below the table explains it.",
        "Write the note, beginning with the sign.",
        'noter:\n  - "** Netto: varje person räknas en gång."',
    ),
    Code(
        "T130",
        "an identity does not hold",
        "Parts do not add up to their total, shares not to 100, a net total is not between its largest part "
        "and the sum, or what the description states under `[[identitet]]` is not so. The figures are not "
        "shown here.",
        "Correct the figures, or declare the deviation with its reason, which becomes a note.",
        '[[avvikelse]]\nmått = "antal"\ndär = {nämnd = "Bromma"}\nskäl = "Ett beslut saknar uppgift om kön."',
    ),
    Code(
        "T131",
        "a declared deviation that there is not",
        "`[[avvikelse]]` explains figures for which everything holds.",
        "Take it away: its note would puzzle the reader.",
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
