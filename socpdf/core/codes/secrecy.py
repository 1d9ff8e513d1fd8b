"""Codes for disclosure control."""

from typing import Final

from socpdf.core.codes.code import Code

CODES: Final[tuple[Code, ...]] = (
    Code(
        "S101",
        "a withheld figure can be worked out whatever else is withheld",
        "A count from 1 to 3, or a figure the source withholds, follows from figures that readers have "
        "already (`[[publicerat]]`), or from signs alone. It need not stand in any table itself: two groups "
        "of three and their total tell the third. Whatever else can be protected is protected by itself.",
        "Leave the table out, merge categories, or check that what `[[publicerat]]` names was published.",
    ),
    Code(
        "S103",
        "an answer in words tells of a withheld figure",
        "`störst`, `minst` or their `.rad` rests on a figure that the table withholds in the end: that "
        "another row is larger bounds it.",
        "Leave the row out with `utom` and say so in the sentence, limit the rows, or rephrase.",
        'störst(tabell("8:1"), "Antal", utom="Skärholmen").rad',
    ),
    Code(
        "S104",
        "signs and figures contradict each other",
        "No whole numbers fit all that would be published: the relations named cannot hold together. What "
        "contradicts itself cannot be shown to be safe.",
        "Look for a wrong figure in what is named, or for a `*` of the source that is no count from 1 to 3: "
        "where a total leaves more to it, or less, write `**`.",
    ),
    Code(
        "S201",
        "a table of figures cannot be read",
        "The file is missing, is not UTF-8 text, or has a quotation mark that is never closed.",
        "Save the table as CSV UTF-8 with semicolons, and name it as it is called.",
    ),
    Code(
        "S202",
        "the head line of a table is not whole",
        "A table has a head line, a stub column and at least one row and one column of figures; every column "
        "has "
        "a name of its own.",
        "Write the head line with one name for each column.",
        example="Nämnd;Kvinnor;Män;Totalt",
    ),
    Code(
        "S203",
        "a row has more or fewer cells than the head",
        "A semicolon is missing, or there is one too many.",
        "Give every row as many cells as the head line has.",
    ),
    Code(
        "S205",
        "a cell is neither a figure nor a sign",
        "Counts are whole numbers, `*` or `**`. Percentages, rates, means and changes stand in a column "
        "whose role "
        "is given, and may have decimals.",
        "Correct the cell, or give the column its role.",
        example='--roll "Andel=procent(Kvinnor/Totalt)"',
    ),
    Code(
        "S206",
        "the total named is not in the table",
        "`--summarad` or `--summakolumn` names a row or column that the table does not have.",
        "Write the name as it stands in the table; `-` says that there is no total.",
    ),
    Code(
        "S207",
        "figures to be protected do not agree",
        "A total is not the sum of its parts, two linked cells differ, or a percentage does not follow from "
        "its "
        "count and base. What does not add up cannot be protected by its sums.",
        "Correct the figures. Where a person can be in several rows, say that the total is a net total: "
        "`--netto rader`.",
    ),
    Code(
        "S208",
        "a table to be protected withholds a figure already",
        "Signs are chosen so that nothing can be computed back, and for that all figures must be known.",
        "Write the figures, or examine the published table with `socpdf angrip`.",
    ),
    Code(
        "S209",
        "signs and figures contradict each other",
        "No table of whole numbers fits all that is printed. The lines named cannot hold together, and would "
        "if any "
        "one of them were left out.",
        "Look for a wrong figure or sign in the lines named, or for a total that is no sum.",
    ),
    Code(
        "S210",
        "a figure cannot be protected",
        "Even if everything that may be withheld is withheld, the figure follows from the rest, or only one "
        "or two "
        "values remain possible.",
        "Leave the table out, merge rows or columns, or let go of what must be kept.",
    ),
    Code(
        "S211",
        "a link between tables cannot be followed",
        "The link is not written as one, or names a table, row or column that is not there.",
        "Name tables by their files without the ending; `*` as the row means every row of that label.",
        example='--länk "nämnder[*; Totalt] = kön[*; Kvinnor] + kön[*; Män]"',
    ),
    Code(
        "S212",
        "the role of a column is not known",
        "A role says what a column of derived figures is computed from.",
        "Write `procent(A/B)`, `procent(A)` for the share of the total row, `per10000(A/B)`, `medel(A)` or "
        "`ändring(A-B)` with the names of columns of counts.",
        example='--roll "Andel=procent(Kvinnor/Totalt)"',
    ),
    Code(
        "S213",
        "the level of a row is not known",
        "The column `nivå` holds something other than a whole number.",
        "Write 0 for the topmost rows, 1 for the rows they are the sums of, and so on.",
    ),
    Code(
        "S214",
        "a parameter of the protection is out of range",
        "The threshold must be at least 2, the width at least 0, and the time more than nothing.",
        "Write another value; without the option the threshold is 4 and the width 3.",
    ),
)
