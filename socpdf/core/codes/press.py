"""Codes for findings of the print preflight."""

from typing import Final

from socpdf.core.codes.code import Code

CODES: Final[tuple[Code, ...]] = (
    Code(
        "P001",
        "the PDF version does not fit PDF/X-4",
        "PDF/X-4 stands on PDF 1.6, and the file must begin with its header.",
        "Write the file with the print profile, or save it as PDF/X-4.",
    ),
    Code(
        "P002",
        "the file is encrypted",
        "A printer's workflow must open and change the file, so PDF/X-4 forbids encryption of any kind.",
        "Write it without password and permissions.",
    ),
    Code(
        "P003",
        "the file has no ID",
        "The trailer lacks the ID by which versions of one job are told apart.",
        "Write the file again with a program that writes an ID.",
    ),
    Code(
        "P004",
        "not exactly one output intent for print",
        "The output intent of the kind GTS_PDFX says for which press and paper the inks were chosen; a "
        "file needs one, and can have only one.",
        "Name the printing condition once, as the printer gives it.",
    ),
    Code(
        "P005",
        "the output intent is not for a press",
        "Its profile is missing, is not for CMYK, is not of the class of printers, or the condition has no "
        "name.",
        "Embed the ICC profile that the printer names, such as that of coated paper by FOGRA39.",
    ),
    Code(
        "P006",
        "the file does not say that it is PDF/X-4",
        "GTS_PDFXVersion in the XMP metadata is missing or names another standard.",
        "Write the file as PDF/X-4; the entry alone does not make it one.",
    ),
    Code(
        "P007",
        "dates are missing or disagree",
        "The metadata need the dates of creation, of change and of the metadata, the same as in Info.",
        "Write the dates from one source.",
    ),
    Code(
        "P008",
        "the metadata do not identify the document",
        "DocumentID, VersionID and RenditionClass tell a corrected file from the one it replaces.",
        "Write all three.",
    ),
    Code(
        "P009",
        "the file does not say whether it is trapped",
        "Trapping must be done once: by the file or by the printer. Trapped must be True or False, and the "
        "same in the metadata and in Info.",
        "Write False, unless the file was trapped.",
    ),
    Code(
        "P010",
        "the job has no title",
        "The XMP metadata lack dc:title.",
        "Write what the printed matter is called.",
    ),
    Code(
        "P011",
        "a font is not embedded",
        "The press would replace it, and lines would run differently.",
        "Embed every font that is shown.",
    ),
    Code(
        "P012",
        "the file does something by itself",
        "It holds actions or scripts, which have no place on paper.",
        "Remove them; write the file with the print profile.",
    ),
    Code(
        "P013",
        "an annotation lies on the printed page",
        "Links, notes and form fields inside the bleed might be printed, or not.",
        "Write the file without links, or move what must stay beyond the bleed.",
    ),
    Code(
        "P014",
        "the file sets transfer curves",
        "A transfer function changes the amounts of ink once more, without anybody seeing it on a screen.",
        "Remove it; the printer knows the curves of the press.",
    ),
    Code(
        "P015",
        "the file sets the screen",
        "Halftones of these kinds, by name or with a phase, are those of a device the file cannot know.",
        "Remove them.",
    ),
    Code(
        "P016",
        "a page holds PostScript",
        "A PostScript XObject or operator is no part of PDF/X-4.",
        "Draw what it draws with the operators of PDF.",
    ),
    Code(
        "P017",
        "something stands in for another file or picture",
        "OPI, reference XObjects and alternates let another picture be printed than the one that was "
        "approved.",
        "Place what is meant in the file itself.",
    ),
    Code(
        "P018",
        "a stream lies outside of the file",
        "The file refers to another one for its data, which a printer does not get.",
        "Embed it.",
    ),
    Code(
        "P019",
        "layers are not in order",
        "A configuration of layers has no name, or switches layers by events.",
        "Name every configuration and remove AS, or write the file without layers.",
    ),
    Code(
        "P020",
        "the file had to be mended to be read",
        "Objects are not where the file says, so that another program may see another page.",
        "Write the file again with the program that made it.",
    ),
    Code(
        "P101",
        "the page does not say where it is trimmed",
        "Each page needs a TrimBox or an ArtBox, and not both.",
        "Write the TrimBox, which is the page as the reader holds it.",
    ),
    Code(
        "P102",
        "the boxes of a page do not nest",
        "The trim lies inside the bleed, and the bleed inside the MediaBox.",
        "Correct the box that the message names.",
    ),
    Code(
        "P103",
        "the CropBox hides a part of the page",
        "A CropBox other than the MediaBox makes some programs place another part of the page than others.",
        "Leave the CropBox out.",
    ),
    Code(
        "P104",
        "the page is scaled by UserUnit",
        "Not every workflow knows UserUnit, so the page may come out in another size.",
        "Draw the page in its own size.",
    ),
    Code(
        "P105",
        "pages of different size, or turned",
        "A book is trimmed once, and pages are placed on the sheet as they are.",
        "Give all pages one TrimBox and no Rotate; make the cover a job of its own.",
    ),
    Code(
        "P106",
        "a page without ink",
        "Blank pages are often left by mistake.",
        "Leave the page out, or let a line outside its trim say `vakat` or `left blank`.",
    ),
    Code(
        "P107",
        "the number of pages does not fill the sheets",
        "A stitched booklet is made of sheets of four pages; bound books want multiples too.",
        "Add or remove pages, or set the multiple of the binding with `--gräns sidmultipel=2`.",
    ),
    Code(
        "P108",
        "the bleed is too narrow",
        "The BleedBox must go beyond the trim on every side, so that a shifted cut leaves no white edge.",
        "Write the file with bleed, commonly 3 mm.",
    ),
    Code(
        "P109",
        "what touches the trim does not go beyond it",
        "An area, line or picture ends at the edge of the page or a little beyond: a cut that is half a "
        "millimetre off leaves a white sliver.",
        "Let it go on to the end of the bleed, or keep it clearly inside the page.",
    ),
    Code(
        "P110",
        "text is too close to the trim",
        "Sheets move when they are cut, and text near the edge looks crooked or is cut off.",
        "Move the text inwards.",
    ),
    Code(
        "P111",
        "the cover does not fit the book",
        "The width of a cover is two pages and the spine: sheets of the block times the thickness of the "
        "paper, and what the cover adds.",
        "Change the width, or tell the right paper with `--gräns ytvikt=` and `bulk=`.",
        "socpdf check --tryck omslag.pdf --gräns inlaga=128 --gräns ytvikt=130",
    ),
    Code(
        "P201",
        "white text overprints",
        "White that overprints prints nothing at all: the text is gone.",
        "Let white knock out.",
    ),
    Code(
        "P202",
        "small black text knocks out",
        "Where plates are off by a hair, a white edge shows around black letters that lie on colour.",
        "Let pure black text overprint, with overprint mode 1.",
    ),
    Code(
        "P203",
        "small black text in DeviceGray",
        "Gray is changed into all four inks by some workflows and never overprints in others.",
        "Write black as 0 0 0 1 of CMYK.",
    ),
    Code(
        "P204",
        "text in Courier",
        "Courier is what programs put in for a font that is missing.",
        "Look whether the page was meant to be so, and embed the font that was meant.",
    ),
    Code(
        "P205",
        "black text of too much ink",
        "Letters of all four inks smear, and show colours at their edges.",
        "Use black ink alone for text.",
    ),
    Code(
        "P206",
        "white text is too small",
        "Ink runs into thin white strokes.",
        "Set it larger and bolder, or in colour on white.",
    ),
    Code(
        "P207",
        "small text of more than one ink",
        "Two plates never lie exactly on each other: small letters blur.",
        "Use one ink, or set the text larger.",
    ),
    Code(
        "P301",
        "a white line or area overprints",
        "White that overprints prints nothing.",
        "Let it knock out, or remove it.",
    ),
    Code(
        "P302",
        "a thin black line knocks out",
        "Where plates are off by a hair, a white edge shows beside a thin black line on colour.",
        "Let thin black lines overprint, with overprint mode 1.",
    ),
    Code(
        "P303",
        "a thin black line in DeviceGray",
        "Gray is changed into all four inks by some workflows and never overprints in others.",
        "Write black as 0 0 0 1 of CMYK.",
    ),
    Code(
        "P304",
        "a white line is too thin",
        "Ink from both sides closes it.",
        "Make it thicker.",
    ),
    Code(
        "P305",
        "a thin line of more than one ink",
        "Two plates never lie exactly on each other: the line becomes two.",
        "Use one ink, or make the line thicker.",
    ),
    Code(
        "P306",
        "a hairline",
        "A line below a quarter of a point, after all scaling, breaks up on the plate; one of width 0 is "
        "as thin as the machine can make it.",
        "Make it thicker; in a scaled drawing, thicker before it is scaled.",
    ),
    Code(
        "P401",
        "a colour is not made of inks",
        "It is given in RGB, gray by a profile, Lab or CMYK by a profile: what is printed depends on who "
        "converts it.",
        "Choose inks of CMYK; photographs may stay in RGB where the segment says so.",
        "socpdf check --tryck bok.pdf --segment SheetCMYK+RGB",
    ),
    Code(
        "P402",
        "more spot colours than are printed",
        "Each spot colour is a plate of its own, which costs, or is mixed from the four inks, which looks "
        "different.",
        "Make it of CMYK, or choose a segment that prints spot colours.",
    ),
    Code(
        "P403",
        "spot colours differ only in spelling",
        "Capitals, blanks or a suffix for the paper make two plates of one ink.",
        "Use one name.",
    ),
    Code(
        "P404",
        "spot colours contradict each other",
        "One name has two looks, or two names have one: one of them is a mistake.",
        "Define each ink once.",
    ),
    Code(
        "P405",
        "the colour All is used on the page",
        "All prints on every plate and is meant for crop and register marks beside the page.",
        "Use black ink.",
    ),
    Code(
        "P406",
        "gray is set to overprint",
        "DeviceGray knocks out whatever is set, so the page may not be what its designer saw.",
        "Write the gray as black ink of CMYK, or leave overprint off.",
    ),
    Code(
        "P407",
        "transparency blends in another space than CMYK",
        "What lies under transparent things is then converted to that space and back, and black text "
        "becomes all four inks.",
        "Let groups blend in DeviceCMYK.",
    ),
    Code(
        "P408",
        "a tint is too light or too dark",
        "Dots below some per cent vanish on the plate, and those near 100 close.",
        "Use a tint between the limits, or the full colour.",
    ),
    Code(
        "P409",
        "a transparent page names no space to blend in",
        "Without a space for the group of the page, programs guess one.",
        "Give the page a group with DeviceCMYK.",
    ),
    Code(
        "P501",
        "an image has too few pixels",
        "It is placed so large that its pixels show.",
        "Place it smaller, or take a picture with more pixels.",
    ),
    Code(
        "P502",
        "an image has few pixels",
        "It is placed larger than it looks good in.",
        "Place it smaller, or take a picture with more pixels.",
    ),
    Code(
        "P503",
        "a one-bit image has too few pixels",
        "Without grays every step of an edge shows.",
        "Scan it finer, or draw it with lines.",
    ),
    Code(
        "P504",
        "a one-bit image has few pixels",
        "Without grays the steps of an edge are seen soon.",
        "Scan it finer, or draw it with lines.",
    ),
    Code(
        "P505",
        "a page that is one image has few pixels",
        "Its text is made of pixels, which is seen earlier than in a photograph.",
        "Export the page with its text as text, or with more pixels.",
    ),
    Code(
        "P506",
        "an image was blown up",
        "Its pixels were repeated, so that it only seems to have enough of them.",
        "Place the original.",
    ),
    Code(
        "P601",
        "too much ink in one place",
        "The mean of all inks in a square is more than the paper takes: it does not dry, and sets off on "
        "the next sheet.",
        "Make dark areas with less colour under the black; convert pictures with the profile of the paper.",
    ),
)
