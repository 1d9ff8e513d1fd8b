"""Codes for data files and their descriptions."""

from typing import Final

from socpdf.core.codes.code import Code

CODES: Final[tuple[Code, ...]] = (
    Code(
        "D101",
        "a data set or its file is missing",
        "A table or `fakta(…)` names a data set that has no files below `data/`, or the figures are not "
        "beside their description in the form it says.",
        "Correct the name, or put `data/<folder>/<name>.toml` and the file with the figures there.",
        "data: personer",
    ),
    Code(
        "D102",
        "figures without a description",
        "The file with the figures is there, but not the description that says what its columns are.",
        "Write a `.toml` of the same name beside it.",
        '[dimension.nämnd]\nkategorier = ["Järva", "Farsta"]\nadditiv = true',
    ),
    Code(
        "D103",
        "a path leads out of the project",
        "A data set, a file or a database is named by an absolute path, with `..`, or through a link that "
        "leads outside the project's folder.",
        "Copy the file into the project and name it from there.",
    ),
    Code(
        "D104",
        "the file is not UTF-8",
        "The bytes at the place shown are no UTF-8 text; often the file was saved as Windows-1252.",
        "Save it again as UTF-8; in Excel choose “CSV UTF-8”.",
    ),
    Code(
        "D105",
        "the file holds a NUL character",
        "Text has none; the file may be damaged, or not a CSV file at all.",
        "Export it again as CSV UTF-8.",
    ),
    Code(
        "D106",
        "there are no figures",
        "The file is empty, begins with an empty line, or has a head and no observation.",
        "Write one line of column names, then one line for each observation.",
        "nämnd,kön,antal\nJärva,kvinnor,287",
    ),
    Code(
        "D107",
        "unknown column",
        "The head names a column that is neither a dimension nor a typed measure of the description.",
        "Correct the name, describe the column, or take it away. Cells are separated by commas.",
    ),
    Code(
        "D108",
        "a column is missing",
        "The description has a dimension or a measure that the head of the file does not name.",
        "Add the column, or take the dimension or measure out of the description.",
    ),
    Code("D109", "a column stands twice", "The head has one name two times.", "Keep one of the columns."),
    Code(
        "D110",
        "a line has too many or too few cells",
        "Every line must have as many cells as the head; no line may be empty. Often a comma within a cell, "
        "or a decimal comma, is not in quotes.",
        "Put a cell that holds a comma in quotes, and mark an empty cell by its commas.",
        'Järva,"12,6"',
    ),
    Code(
        "D111",
        "broken quotes",
        "A quoted cell is not closed on its line, or text follows its closing quote.",
        'Close the quotes on the same line; a quote within a quoted cell is written twice, as "".',
    ),
    Code(
        "D112",
        "unknown category",
        "A cell of a dimension holds a name that its `kategorier` do not list, letter by letter.",
        "Correct the cell, or add the category where tables shall show it.",
    ),
    Code(
        "D113",
        "an observation stands twice",
        "Two lines have the same category in every dimension, so nobody can say which figure holds.",
        "Keep one line for each combination of categories.",
    ),
    Code(
        "D114",
        "not a figure",
        "A cell of a measure must be a plain figure or one of the signs `*`, `**`, `.`, `i.u`.",
        "Write digits, with `-` for a minus and one decimal point or comma; no spaces, no words.",
        "12.6",
    ),
    Code(
        "D115",
        "a separator of thousands",
        "A space, point or comma stands where thousands are separated, and could be a decimal sign.",
        "Write the digits without anything between them; the report sets the separators.",
    ),
    Code(
        "D116",
        "a percent sign in a figure",
        "The unit belongs to the column, not to each cell.",
        'Write the figure alone, and enhet = "procent" in the description.',
    ),
    Code(
        "D117",
        "a count below zero",
        "Nobody can count less than nothing.",
        "Correct the figure at its source.",
    ),
    Code(
        "D118",
        "an empty cell",
        "An empty cell can mean zero, withheld, or not delivered; it is never guessed which.",
        "Write 0 or a sign, or `tom = true` under the measure where figures do not exist.",
        "[mått.antal]\ntom = true",
    ),
    Code(
        "D119",
        "more decimals than declared",
        "The cell has more decimals than `decimaler` of its measure.",
        "Round at the source, or declare the decimals there are.",
    ),
    Code(
        "D120",
        "two decimal signs in a column",
        "Some cells have a decimal point, others a decimal comma; one of them may separate thousands.",
        "Use one decimal sign throughout the column.",
    ),
    Code(
        "D121",
        "further errors in the file",
        "Only the first errors of a file are shown one by one.",
        "Mend those; often all have one cause.",
    ),
    Code(
        "D130",
        "the description is not TOML",
        "A quote, a bracket or an equals sign is missing, or a key stands twice.",
        "Texts stand in quotes, lists in brackets, dates alone.",
        'titel = "Personer med insats"\nper = 2024-12-31',
    ),
    Code(
        "D131",
        "unknown key",
        "The description has a key that means nothing here.",
        "Correct it or take it out.",
    ),
    Code(
        "D132",
        "wrong type of a value",
        "A key has a text, number, list or date where another is wanted.",
        "Write what the message says.",
    ),
    Code("D133", "a key is missing", "The description leaves out what cannot be guessed.", "Add the key."),
    Code(
        "D134",
        "unknown word or name in the description",
        "A key names a unit, format, category, measure or dimension that does not exist.",
        "Choose one that does.",
    ),
    Code(
        "D135",
        "the description contradicts itself",
        "Two keys cannot both hold, or one makes no sense without another.",
        "Follow the hint of the message.",
    ),
    Code(
        "D140",
        "a package is missing",
        "Excel, Parquet and SQL need packages that are only installed on request.",
        "Install the extra that the message names.",
        'pip install "socpdf[excel]"',
    ),
    Code(
        "D141",
        "the source cannot be read",
        "The file is damaged or of another form than `format` says, the sheet is not there, or the database "
        "refuses the query.",
        "Open it in its own program, save it again, and check sheet and query.",
    ),
    Code(
        "D142",
        "the query does more than select",
        "A source is only read: the query must be a single SELECT.",
        "Write one SELECT, with what it needs of joins and sums.",
        'fråga = "SELECT nämnd, kön, COUNT(DISTINCT person) AS antal FROM beslut GROUP BY nämnd, kön"',
    ),
    Code(
        "D150",
        "merged categories do not go together",
        "For a category that others were merged into, the data have both, or only some of the others.",
        "Deliver the merged category, or each of those it was made of; they are added up.",
    ),
    Code(
        "D151",
        "figures of merged categories that cannot be added up",
        "Shares, means and rates of the old categories do not make that of the new one.",
        "Deliver the figure of the merged category.",
    ),
)
