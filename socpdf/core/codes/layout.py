"""Codes for layout and writing."""

from typing import Final

from socpdf.core.codes.code import Code

_ENTRY: Final = """\
[[font]]
family = "serif"
cut = "regular"
optical = "text"
file = "source-serif-4/SourceSerif4-Regular.ttf"
licence = "OFL-1.1"
licence_file = "source-serif-4/LICENSE.md"
sha256 = "e5a4ee6a3d87bb9024796be390c6771e2a0eb1883dae25effaf57ca01668e24b\""""

CODES: Final[tuple[Code, ...]] = (
    Code(
        "G101",
        "no fonts are found",
        "The project has no `fonts/fonts.toml`, and the fonts that come with the command are gone: its "
        "installation is damaged. Fonts of the system are never used.",
        "Install the command anew, or list fonts of the project in `fonts/fonts.toml`.",
    ),
    Code(
        "G102",
        "the list of fonts cannot be read",
        "`fonts/fonts.toml` is not written in TOML, is not saved as UTF-8, or may not be opened.",
        "Mend the line that the message names; write one [[font]] entry a file.",
        _ENTRY,
    ),
    Code(
        "G103",
        "unknown key in the list of fonts",
        "A key is misspelt, or stands outside of a [[font]] entry.",
        "Use family, cut, optical, file, licence, licence_file and sha256 only.",
        _ENTRY,
    ),
    Code(
        "G104",
        "a key of a font is missing or has no fit value",
        "Every [[font]] entry needs family, cut, file, licence, licence_file and sha256, each a text. A "
        "family is named by its use, in small letters and digits; a checksum has 64 hexadecimal digits.",
        "Write the key as the hint shows it.",
        _ENTRY,
    ),
    Code(
        "G105",
        "unknown cut or optical size",
        "A cut is light, regular, semibold or bold, or one of them with -italic, but for `italic` alone; an "
        "optical size is small, text or display.",
        "Use one of these names.",
        'cut = "semibold-italic"',
    ),
    Code(
        "G106",
        "two fonts for one use",
        "Two [[font]] entries have the same family, cut and optical size, so it is open which one counts.",
        "Remove one of the entries, or correct what it is for.",
    ),
    Code(
        "G107",
        "a font file or its licence is not there",
        "The file is looked for beside `fonts.toml` and in the folders below, never elsewhere: a font that "
        "is not part of the project is missing on the next machine, and one without its licence may not be "
        "passed on.",
        "Copy the file and its licence into the fonts folder, and name them from there.",
        'file = "source-serif-4/SourceSerif4-Regular.ttf"',
    ),
    Code(
        "G108",
        "a font file is not the one that was listed",
        "The checksum differs: the file was replaced or damaged. Another version of a font has other widths, "
        "so lines and pages would break elsewhere.",
        "Put the right file back, or, if it was replaced on purpose, write the new checksum.",
    ),
    Code(
        "G109",
        "the file is not a font that can be set and embedded",
        "Fonts are single, static OpenType files with TrueType or CFF outlines. Web fonts (WOFF), "
        "collections (TTC), variable fonts and bitmap fonts must be turned into such files first.",
        "Name a .ttf or .otf file with one static cut.",
    ),
    Code(
        "G110",
        "the font forbids being embedded",
        "The licence bits in the file (fsType) forbid embedding, or embedding a part of the font; a PDF that "
        "is to be archived or printed must embed the glyphs it uses.",
        "Use another font, or ask its maker for a file with the right to embed.",
    ),
    Code(
        "G111",
        "a font the design needs is not listed",
        "The look of the report uses this family in this cut, and `fonts/fonts.toml` has no such entry. A "
        "list of the project's own stands in place of the whole bundled one.",
        "Add a [[font]] entry for it.",
        _ENTRY,
    ),
    Code(
        "G112",
        "the font has no glyph for a character",
        "The character would be printed as an empty box, and PDF/A forbids to show one. It was often pasted "
        "from elsewhere: an emoji, a letter of another script, a control character.",
        "Write another character, or list a font that has it.",
    ),
    Code(
        "G201",
        "a picture cannot be used",
        "The file is neither PNG nor JPEG, is damaged, or holds colours (CMYK) that no screen has.",
        "Save it anew as PNG or JPEG in RGB or grey.",
    ),
    Code(
        "G202",
        "there is no room for something on its page",
        "A summary, a callout or a row of a table is higher than a page, or callouts of one page are "
        "higher than its margin together.",
        "Divide or shorten it, or move some callouts to other paragraphs.",
    ),
    Code(
        "G301",
        "the printing condition cannot be used",
        "`tryck` in `layouts/rapport.yaml` names an ICC profile that is not in the project, is damaged, or "
        "does not describe a press in CMYK; profiles of screens and scanners say nothing of ink on paper.",
        "Ask the printer for the profile of paper and press, and copy it into the project; without `profil`, "
        "FOGRA39 (coated paper) is taken.",
        "tryck:\n  profil: tryck/PSOuncoated_v3_FOGRA52.icc\n  villkor: FOGRA52\n  färgmängd: 300",
    ),
    Code(
        "G302",
        "a picture has too few pixels for print",
        "At the width it is printed in, the picture has fewer than 225 pixels an inch (a drawing in pure "
        "black and white: 800), and shows steps or blur. On a screen this is hardly seen.",
        "Take the picture as it was before it was made smaller, or print it narrower with `bredd`.",
        "bredd: 60",
    ),
)
