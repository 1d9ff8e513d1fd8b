"""Codes for the language of the specs: front matter, Markdown, directives, expressions, references."""

from typing import Final

from socpdf.core.codes.code import Code

FILES: Final[tuple[Code, ...]] = (
    Code(
        "L101",
        "a file of the report is missing",
        "`layouts/rapport.yaml`, a chapter, or the chapter that was asked for is not there or cannot be "
        "read.",
        "Write the file, or check its name and its permissions. Chapters are `layouts/<number>-<name>.md`.",
    ),
    Code(
        "L102",
        "a file is not UTF-8",
        "The file was saved with another encoding, as older programs for Windows do.",
        "Open it in an editor and save it with the encoding UTF-8.",
    ),
    Code(
        "L103",
        "a file lies outside the project",
        "A link in the project's folder leads out of it. Nothing outside is read.",
        "Copy the file into the project.",
    ),
    Code(
        "L104",
        "a chapter has no front matter",
        "A chapter begins with a block between two lines `---`, which gives at least its number and title.",
        "Begin the file with the block, and close it.",
        "---\nkapitel: 8\ntitel: Socialpsykiatri\n---",
    ),
    Code(
        "L105",
        "YAML cannot be read",
        "Front matter or options are not lines of the form `name: value`. Most often a value contains a "
        "colon, or "
        "begins with one of the signs * & ! % @ [ {.",
        "Put the value in quotation marks. Indent with spaces, not with tabs.",
        'rubrik: "Andel: kvinnor"',
    ),
    Code(
        "L106",
        "a name stands twice",
        "The same option or entry is given two times; only one can be meant.",
        "Delete one of the two.",
    ),
    Code(
        "L107",
        "YAML that has another meaning than text",
        "A value begins with *, & or !, which in YAML are aliases, anchors and tags, or with `{{`, which "
        "is a "
        "mapping; or the lists nest too deep.",
        "Put the value in quotation marks.",
        'noter:\n  - "* Färre än fyra personer."',
    ),
    Code(
        "L108",
        "an entry is missing",
        "The front matter of a chapter needs `kapitel` and `titel`; `rapport.yaml` needs `titel`, `år` and "
        "`datum`.",
        "Write the entry.",
    ),
    Code(
        "L109",
        "unknown entry",
        "The front matter or `rapport.yaml` has an entry of a name that means nothing.",
        "Correct the name; the hint gives the nearest one.",
    ),
    Code(
        "L110",
        "an entry has the wrong value",
        "The value is of another kind than the entry needs.",
        "Write what the message says.",
        "datum: 2025-05-20",
    ),
    Code(
        "L111",
        "the number of a chapter is not clear",
        "Two files have the same number, or the number of the file's name is not that of its front matter.",
        "Rename one file, or correct `kapitel`.",
    ),
    Code(
        "L112",
        "a character that does not belong in a text",
        "A control character, a line separator or half a character came along when text was copied.",
        "Delete it; the message gives its place.",
    ),
    Code(
        "L113",
        "a file name that is no chapter's",
        "A Markdown file in `layouts/` begins with a digit, but is not named as a chapter.",
        "Name it with the chapter's number, a hyphen and a name of letters, digits and hyphens.",
        "layouts/8-socialpsykiatri.md",
    ),
    Code(
        "L114",
        "a shared text says what only a chapter can",
        "The foreword stands in all chapters, so it can name no data, footnote, table or heading of one of "
        "them; it is made of headings, paragraphs and lists, and begins with a heading.",
        "Write it in the chapters themselves, or say it without.",
    ),
)

DIRECTIVES: Final[tuple[Code, ...]] = (
    Code(
        "L201",
        "unknown directive",
        "The name in braces after the colons is not that of a directive.",
        "Correct the name; all are listed in `docs/directives.md`.",
        ":::{tabell} 8:1",
    ),
    Code(
        "L202",
        "an option is missing",
        "The directive cannot do without this option.",
        "Write it on a line of its own between the fences.",
    ),
    Code(
        "L203",
        "unknown option",
        "The directive has no option of this name. In a column of `tabell` every unknown name is a "
        "dimension, "
        "unless it looks like a misspelt option.",
        "Correct the name; the hint gives the nearest one.",
    ),
    Code(
        "L204",
        "an option has the wrong value",
        "The value is of another kind than the option needs.",
        "Write what the message says.",
        "bredd: 80",
    ),
    Code(
        "L205",
        "a directive is never closed",
        "The line of colons after the directive is missing, or another directive took it for its own.",
        "Write as many colons as at the beginning on a line of their own. A directive that holds another "
        "needs "
        "more colons than the one inside.",
        "::::{sammanfattning}\n:::{citat}\nText.\n:::\n::::",
    ),
    Code(
        "L206",
        "a fence closes nothing",
        "A line of colons stands where no directive is open.",
        "Delete it, or give the directive that holds another a longer fence.",
    ),
    Code(
        "L207",
        "the argument of a directive is wrong",
        "What follows the name of the directive is missing, is not wanted, or is no number such as 8:1.",
        "Write what the message says.",
        ":::{tabell} 8:1",
    ),
    Code(
        "L208",
        "the text of a directive is missing or has the wrong form",
        "`nyckeltal` and `citat` hold one paragraph; `sammanfattning` holds at least one.",
        "Write the text between the fences, after an empty line if options stand before it.",
    ),
    Code(
        "L209",
        "a number is given twice",
        "Two tables, or two figures, have the same number.",
        "Give one of them the next number that is free.",
    ),
    Code(
        "L210",
        "a number does not follow the one before",
        "Tables and figures are numbered by chapter, from 1, in the order of the text.",
        "Write the number that the hint gives, and correct the references.",
    ),
    Code(
        "L211",
        "a picture cannot be used",
        "The path leads out of the project, there is no such file, or it is not of a kind that can be "
        "printed.",
        "Copy the picture into the project, as PNG or JPEG, and write its path from the project's folder.",
        ":::{bild} bilder/karta.png",
    ),
    Code(
        "L212",
        "a directive inside itself",
        "A directive was opened a second time before it was closed.",
        "Close the first one.",
    ),
    Code(
        "L213",
        "colons without the name of a directive",
        "A line begins with three colons, but no name in braces follows.",
        "Write the name in braces.",
        ":::{citat}",
    ),
    Code(
        "L214",
        "options that do not go together",
        "A diagram is drawn either from a table that stands in the chapter (`tabell`) or from data (`data`), "
        "and some options are for one of the two, or for some kinds of diagrams.",
        "Delete the option that the message names, or choose another kind.",
        'tabell: "8:5"\nrader: [Järva, Kista]',
    ),
    Code(
        "L215",
        "the cover does not come first",
        "`omslag` is the first page of a chapter, and something stands before it, or around it.",
        "Write it once, right after the front matter.",
        "---\nkapitel: 8\ntitel: Socialpsykiatri\n---\n\n:::{omslag}\n:::",
    ),
)

EXPRESSIONS: Final[tuple[Code, ...]] = (
    Code(
        "L301",
        "an expression cannot be read",
        "Between `{{` and `}}` stands something that is no expression: a bracket or quotation mark is "
        "missing, or "
        "a typographic sign stands in the place of a plain one.",
        'Write names, numbers, + - * /, brackets, `tabell("8:1")["rad", "kolumn"]` and `fakta("namn", '
        "år=2023)`.",
    ),
    Code(
        "L302",
        "something an expression must not contain",
        "Expressions only reckon. They do not compare, decide, repeat or call anything but `tabell` and "
        "`fakta`.",
        "Say it with names, numbers, + - * / and the two functions.",
    ),
    Code(
        "L303",
        "unknown name",
        "An expression uses a name that is not given under `värden` in the front matter, and is not `år`.",
        "Correct the name, or give it under `värden`.",
        'värden:\n  personer: tabell("8:1")["Totalt i staden", "Antal"]',
    ),
    Code(
        "L304",
        "unknown function",
        "No function of expressions has this name; `docs/language.md` lists them.",
        "Write one of them. A format stands after a bar: `{{ personer | ord }}`.",
    ),
    Code(
        "L305",
        "a function is used in the wrong way",
        "`tabell` takes the number of a table, `fakta` the name of a data set and dimensions with their "
        "category; the others take figures or a table, as `docs/language.md` shows. Rows and columns of a "
        "table are named in quotation marks.",
        "Write it as in the example.",
        'tabell("8:1")["Totalt i staden", "Antal"]\nfakta("personer", kön="kvinnor", år=år - 1)',
    ),
    Code(
        "L306",
        "unknown format",
        "What stands after the bar is no format, or stands where none is wanted, as under `värden`.",
        "Correct the name; the hint gives the nearest one.",
        "{{ personer | ord }}",
    ),
    Code(
        "L307",
        "a format is used in the wrong way",
        "A format stands twice, or its arguments are not numbers and texts.",
        "Give each format once, with plain arguments.",
        "{{ andel | procent | tal(1) }}",
    ),
    Code(
        "L308",
        "a number of an unknown form",
        "Inside expressions, numbers are digits with a decimal point; no comma, no exponent, at most 15 "
        "digits.",
        "Write the number with a point.",
        "{{ timmar * 1.5 }}",
    ),
    Code(
        "L309",
        "an expression is too long",
        "It has more than 1000 characters, or nests deeper than 40 levels.",
        "Give its parts names under `värden`.",
    ),
    Code(
        "L310",
        "a brace stands alone",
        "Braces have a meaning: `{{ … }}` is a value, `{en}` before backticks is a role. One of them has "
        "no partner.",
        "Close the expression, or write \\{ for the character itself.",
    ),
    Code(
        "L311",
        "a name that no value can have",
        "A name under `värden` has other characters than letters, digits and `_`, or a meaning of its own.",
        "Choose another name.",
    ),
    Code(
        "L312",
        "a value rests on itself",
        "Values under `värden` name each other in a circle.",
        "Break the circle: one of them must come from a table or from the data.",
    ),
    Code(
        "L313",
        "an expression names a table that does not exist",
        "No chapter has a `tabell` of this number.",
        "Correct the number; the hint gives the nearest one.",
    ),
    Code(
        "L314",
        "an expression where only plain text can stand",
        "This option is plain text, and would print the braces as they are.",
        "Write the words out.",
    ),
)

TEXT: Final[tuple[Code, ...]] = (
    Code(
        "L401",
        "a reference to a table or figure that does not exist",
        "The text says `tabell 8:7` or `figur 8:7`, but no chapter has one of this number.",
        "Correct the number; the hint gives the nearest one.",
    ),
    Code(
        "L402",
        "a footnote is not defined",
        "The text has a mark `[^name]`, but no line `[^name]: …` gives the note.",
        "Write the note, or correct the name.",
        "[^ips]: Individual Placement and Support.",
    ),
    Code(
        "L403",
        "a footnote is never used",
        "A note is given, but no mark in the text calls for it.",
        "Write its mark where it belongs, or delete the note.",
    ),
    Code(
        "L404",
        "a footnote is defined twice",
        "Two notes have the same name.",
        "Give one of them another name, or delete it.",
    ),
    Code(
        "L405",
        "a footnote is not one paragraph",
        "A note is empty, or holds lists or several paragraphs.",
        "Write one paragraph; further lines begin with four spaces.",
    ),
    Code(
        "L406",
        "a heading skips a level",
        "Headings go down one level at a time, from `#` to at most `####`, so that a screen reader can "
        "follow.",
        "Write the level that the hint gives.",
    ),
    Code(
        "L407",
        "a heading in the wrong place or form",
        "Headings stand outside of lists and directives, and begin with `#`; a line of `---` or `===` "
        "below a text "
        "would make it one by accident.",
        "Write `#` before the text, or an empty line between the text and the line below.",
    ),
    Code(
        "L408",
        "a link that leads nowhere",
        "Links lead to the web (https, http), to an address (mailto), or to a heading of the chapter (#).",
        "Write one of these.",
        "[Socialstyrelsen](https://www.socialstyrelsen.se)",
    ),
    Code(
        "L409",
        "a link to a heading that does not exist",
        "The name after `#` is that of no heading. Names are the heading in lower case with hyphens for "
        "spaces.",
        "Correct the name; the hint gives the nearest one.",
    ),
    Code(
        "L410",
        "a part of Markdown that the report does not use",
        "Tables with bars, HTML, block quotes, pictures, code and rules have no place in the text.",
        "Write the directive that the hint names.",
    ),
    Code(
        "L411",
        "unknown role",
        "The name in braces before the backticks is neither a language nor `kapitäler` nor `uppgift`.",
        "Correct the name.",
        "{en}`Individual Placement and Support`",
    ),
    Code(
        "L412",
        "something nests too deep",
        "Lists nest deeper than four levels, or bold and italics deeper than five.",
        "Make it flatter; for markup, look for an asterisk without its partner.",
    ),
    Code(
        "L413",
        "something is empty",
        "A heading, list item or link has no text.",
        "Write the text, or delete it.",
    ),
    Code(
        "L414",
        "a figure from outside the data has no source",
        "The role `uppgift` marks figures that come from no data of the report. Somebody stands for them.",
        "Write in brackets, right after the backticks, who says so and when; it is not printed.",
        "{uppgift}`omkring 50 personer`(bostadsenheten, maj 2025)",
    ),
    Code(
        "L415",
        "a footnote is called where none can be",
        "A footnote stands at the foot of the page that calls it. Tables and callouts find their page later, "
        "and a footnote in a footnote would lead nowhere.",
        "Call it from a paragraph, a list or a heading; below a table, write a note of the table.",
    ),
)

CODES: Final[tuple[Code, ...]] = (*FILES, *DIRECTIVES, *EXPRESSIONS, *TEXT)
