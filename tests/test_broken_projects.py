"""Whoever breaks a project gets a message that is enough to mend it; the former outputs stay as they were.

The project in `broken/projekt` builds. Each case breaks it in one place; what must be said is the exit
status, and of one message its place, its code and words of the message and of its hint.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from built import REPO
from PIL import Image

from socpdf.cli import main
from socpdf.core import codes

PROJECT: Final = Path(__file__).parent / "broken" / "projekt"
CHAPTER: Final = "layouts/8-prov.md"
REPORT: Final = "layouts/rapport.yaml"
FIGURES: Final = "data/prov/personer.csv"
DESCRIPTION: Final = "data/prov/personer.toml"
SEXES: Final = 'kategorier = ["kvinnor", "män"]\nadditiv = true\n'
ALL_SEXES: Final = 'kategorier = ["kvinnor", "män", "alla"]\ntotalt = "alla"\nadditiv = true\n'
PICTURE: Final = "bilder/ruta.png"
FONTS: Final = "fonts/fonts.toml"
FORMER: Final[Mapping[str, bytes]] = {
    "kapitel/8-prov.pdf": b"%PDF the former one",
    "kapitel/8-prov/tabell-8-1.csv": b"former\r\n",
    "rapport.json": b"{}\n",
}

Break = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    spoil: Break
    place: str
    code: str
    message: str
    hint: str = ""
    status: int = 2


def write_in(file: str, old: str, new: str) -> Break:
    """What an author types wrong."""

    def spoil(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"`{old}` is not in {file}: the case shows nothing"
        (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def write_bytes(file: str, content: bytes) -> Break:
    return lambda root: _nothing((root / file).write_bytes(content))


def encode(file: str, encoding: str) -> Break:
    return lambda root: _nothing(
        (root / file).write_text((root / file).read_text(encoding="utf-8"), encoding=encoding)
    )


def remove(file: str) -> Break:
    return lambda root: (root / file).unlink()


def move(file: str, to: str) -> Break:
    return lambda root: _nothing((root / file).rename(root / to))


def both(one: Break, other: Break) -> Break:
    def spoil(root: Path) -> None:
        one(root)
        other(root)

    return spoil


def own_fonts(root: Path) -> None:
    shutil.copytree(REPO / "fonts", root / "fonts")


def link_out(root: Path) -> None:
    """A link in the project's folder to a picture beside it."""
    outside = shutil.move(root / PICTURE, root.parent / "ute.png")
    (root / PICTURE).symlink_to(outside)


def cut_picture(root: Path) -> None:
    write_bytes(PICTURE, (root / PICTURE).read_bytes()[:40])(root)


def _nothing(_: object) -> None:
    """An edit answers nothing."""


CASES: Final = (
    # the report and its files
    Case(
        "no report file",
        remove(REPORT),
        "{root}",
        "U102",
        "not a project: `layouts/rapport.yaml` is missing",
        "socpdf new",
        status=4,
    ),
    Case(
        "no chapter",
        remove(CHAPTER),
        "layouts",
        "L101",
        "the report has no chapter",
        "`layouts/1-inledning.md`",
    ),
    Case(
        "chapter misnamed",
        move(CHAPTER, "layouts/8 prov.md"),
        "layouts/8 prov.md",
        "L113",
        "no name of a chapter's file",
        "`8-socialpsykiatri.md`",
    ),
    Case(
        "chapter twice",
        lambda root: _nothing(shutil.copy(root / CHAPTER, root / "layouts/8-annat.md")),
        CHAPTER,
        "L111",
        "chapter 8 is already `layouts/8-annat.md`",
        "another number",
    ),
    Case(
        "unknown entry of the report",
        write_in(REPORT, "utgivare", "utgivaren"),
        f"{REPORT}:4:1",
        "L109",
        "unknown entry `utgivaren`",
        "did you mean `utgivare`?",
    ),
    Case(
        "date in words",
        write_in(REPORT, "2025-03-01", "1 mars 2025"),
        f"{REPORT}:3:8",
        "L110",
        "`datum` must be a date such as `2025-05-20`, not `1 mars 2025`",
    ),
    Case(
        "year in words",
        write_in(REPORT, "år: 2024", "år: tjugofyra"),
        f"{REPORT}:2:5",
        "L110",
        "a whole number from 1900 to 2200, not `tjugofyra`",
    ),
    Case(
        "tab in YAML",
        write_in(REPORT, "  SoL", "\tSoL"),
        f"{REPORT}:6:1",
        "L105",
        "the YAML cannot be read",
        "indent with spaces, not with tabs",
    ),
    # the front matter
    Case(
        "no front matter",
        write_in(CHAPTER, "---\nkapitel", "kapitel"),
        f"{CHAPTER}:1:1",
        "L104",
        "the front matter is missing",
        "begin the file with a line `---`",
    ),
    Case(
        "front matter never closed",
        write_in(CHAPTER, "---\n\n#", "\n#"),
        f"{CHAPTER}:1:1",
        "L104",
        "the front matter is never closed",
        "then a line `---`",
    ),
    Case(
        "no title",
        write_in(CHAPTER, "titel: Prov\n", ""),
        f"{CHAPTER}:1:1",
        "L108",
        "the entry `titel` is missing",
        "write `titel: …`",
    ),
    Case(
        "quotation mark never closed",
        write_in(CHAPTER, "titel: Prov", 'titel: "Prov'),
        f"{CHAPTER}:3:8",
        "L105",
        "a quoted value goes on over the line",
        "close the quotation marks",
    ),
    Case(
        "wrong number of the chapter",
        write_in(CHAPTER, "kapitel: 8", "kapitel: 9"),
        f"{CHAPTER}:2:10",
        "L111",
        "the file is named as chapter 8, and this says 9",
        "rename the file, or change the number",
    ),
    # the text
    Case(
        "not UTF-8",
        encode(CHAPTER, "latin-1"),
        f"{CHAPTER}:5:2",
        "L102",
        "the byte 0xE4 is not UTF-8",
        "save the file with the encoding UTF-8",
    ),
    Case(
        "control character",
        write_in(CHAPTER, "av personerna", "av\a personerna"),
        f"{CHAPTER}:27:3",
        "L112",
        "the character U+0007 does not belong in a text",
        "delete it",
    ),
    Case(
        "character without a glyph",
        write_in(CHAPTER, "Hur de", "Hur 漢 de"),
        f"{CHAPTER}:12:1",
        "G112",
        "has no glyph for `漢` (U+6F22)",
        "write another character",
    ),
    Case(
        "level of headings left out",
        write_in(CHAPTER, "# Personer", "### Personer"),
        f"{CHAPTER}:10:1",
        "L406",
        "the first heading is of level 3",
        "write `# …`",
    ),
    Case(
        "table of Markdown",
        write_in(CHAPTER, "Hur de", "| a | b |\n|---|---|\n| 1 | 2 |\n\nHur de"),
        f"{CHAPTER}:13:1",
        "L410",
        "a table cannot stand here",
        "write the directive `:::{tabell}`",
    ),
    Case(
        "HTML",
        write_in(CHAPTER, "Hur de", "<b>Hur</b> de"),
        f"{CHAPTER}:13:1",
        "L410",
        "HTML cannot stand in the text",
        "write Markdown",
    ),
    # references
    Case(
        "reference to no table",
        write_in(CHAPTER, "tabell 8:1.", "tabell 8:2."),
        f"{CHAPTER}:13:42",
        "L401",
        "there is no tabell 8:2",
        "did you mean `8:1`?",
    ),
    Case(
        "note not defined",
        write_in(CHAPTER, "stöd[^lag]", "stöd[^lagg]"),
        f"{CHAPTER}:12:49",
        "L402",
        "the note `lagg` is not defined",
        "did you mean `lag`?",
    ),
    Case(
        "note never used",
        write_in(CHAPTER, "stöd[^lag]", "stöd"),
        f"{CHAPTER}:36:1",
        "L403",
        "the note `lag` is never used",
        "write `[^lag]` where the note belongs",
    ),
    Case(
        "link to no heading",
        write_in(CHAPTER, "Hur de", "[Hur](#personer-med-stod) de"),
        f"{CHAPTER}:13:1",
        "L409",
        "no heading of this chapter has the name `#personer-med-stod`",
        "did you mean `personer-med-stöd`?",
    ),
    Case(
        "link to nowhere",
        write_in(CHAPTER, "(https://example.org/lag)", "(lagen.html)"),
        f"{CHAPTER}:36:12",
        "L408",
        "the link leads to `lagen.html`",
        "write https://…",
    ),
    # directives
    Case(
        "unknown directive",
        write_in(CHAPTER, "{tabell}", "{tabel}"),
        f"{CHAPTER}:15:5",
        "L201",
        "unknown directive `tabel`",
        "did you mean `tabell`?",
    ),
    Case(
        "unknown option",
        write_in(CHAPTER, "kolumner:", "kolumn:"),
        f"{CHAPTER}:20:1",
        "L203",
        "unknown option `kolumn` for directive `tabell`",
        "did you mean `kolumner`?",
    ),
    Case(
        "option left out",
        write_in(CHAPTER, "rader: nämnd\n", ""),
        f"{CHAPTER}:15:1",
        "L202",
        "the option `rader` is missing",
        "write `rader: …`",
    ),
    Case(
        "wrong value of an option",
        write_in(CHAPTER, "decimaler: 1", "decimaler: många"),
        f"{CHAPTER}:22:51",
        "L204",
        "`decimaler` must be a whole number from 0 to 4, not `många`",
    ),
    Case(
        "fence never closed",
        write_in(CHAPTER, "summa: Hela staden\n:::\n", "summa: Hela staden\n"),
        f"{CHAPTER}:15:1",
        "L205",
        "the directive `tabell` is never closed",
        "write `:::` on a line of its own after it",
    ),
    Case(
        "fence that closes nothing",
        write_in(CHAPTER, "Under {{", ":::\n\nUnder {{"),
        f"{CHAPTER}:12:1",
        "L206",
        "this fence closes nothing",
        "delete it",
    ),
    Case(
        "number left out",
        write_in(CHAPTER, ":::{tabell} 8:1", ":::{tabell} 8:2"),
        f"{CHAPTER}:15:13",
        "L210",
        "tabell 8:2 stands where 8:1 is expected",
        "write `8:1`",
    ),
    # pictures
    Case(
        "no picture",
        write_in(CHAPTER, PICTURE, "bilder/rutan.png"),
        f"{CHAPTER}:30:11",
        "L211",
        "there is no picture `bilder/rutan.png`",
        "the path counts from the project's folder",
    ),
    Case(
        "path out of the project",
        write_in(CHAPTER, PICTURE, "../ute.png"),
        f"{CHAPTER}:30:11",
        "L211",
        "the path `../ute.png` leads out of the project",
        "such as `bilder/karta.png`",
    ),
    Case(
        "link out of the project",
        link_out,
        f"{CHAPTER}:30:11",
        "L211",
        f"the path `{PICTURE}` leads out of the project",
        "copy the picture into the project's folder",
    ),
    Case(
        "kind of picture",
        write_in(CHAPTER, PICTURE, "bilder/ruta.svg"),
        f"{CHAPTER}:30:11",
        "L211",
        "no picture of a known kind",
        "ends in .png, .jpg, .jpeg",
    ),
    Case(
        "no picture inside",
        write_bytes(PICTURE, b"<html>404</html>"),
        f"{CHAPTER}:30:1",
        "G201",
        "`ruta.png`: neither a PNG nor a JPEG picture",
        "save it as PNG or JPEG",
    ),
    Case(
        "picture cut off",
        cut_picture,
        f"{CHAPTER}:30:1",
        "G201",
        "`ruta.png`: cannot read the picture",
        "save it anew as PNG or JPEG",
    ),
    Case(
        "no alternative text",
        write_in(CHAPTER, "alt: En blå ruta.\n", ""),
        f"{CHAPTER}:30:1",
        "L202",
        "the option `alt` is missing",
        "write `alt: …`",
    ),
    # expressions
    Case(
        "unknown value",
        write_in(CHAPTER, "{{ kvinnor }}", "{{ kvinna }}"),
        f"{CHAPTER}:12:77",
        "L303",
        "unknown name `kvinna`",
        "did you mean `kvinnor`?",
    ),
    Case(
        "value that rests on itself",
        write_in(CHAPTER, "  kvinnor: fakta(", "  kvinnor: personer + män\n  män: kvinnor + fakta("),
        f"{CHAPTER}:7:3",
        "L312",
        "the value `kvinnor` rests on itself: kvinnor → män → kvinnor",
        "break the circle",
    ),
    Case(
        "value never closed",
        write_in(CHAPTER, "{{ personer }}", "{{ personer"),
        f"{CHAPTER}:12:21",
        "L310",
        "`{{` is never closed",
        "write `}}` after the expression",
    ),
    Case(
        "half an expression",
        write_in(CHAPTER, "{{ personer }}", "{{ personer + }}"),
        f"{CHAPTER}:12:33",
        "L301",
        "the expression `personer +` cannot be read",
        "write names, numbers, + - * /",
    ),
    Case(
        "a function of Python",
        write_in(CHAPTER, "{{ personer }}", '{{ open("/etc/passwd") }}'),
        f"{CHAPTER}:12:24",
        "L304",
        "unknown function `open`",
        "valid here: `tabell`, `fakta`",
    ),
    Case(
        "unknown format",
        write_in(CHAPTER, "| procent", "| procnt"),
        f"{CHAPTER}:26:40",
        "L306",
        "unknown format `procnt`",
        "did you mean `procent`?",
    ),
    Case(
        "format of another unit",
        write_in(CHAPTER, "{{ personer }}", "{{ personer | procent }}"),
        f"{CHAPTER}:12:35",
        "T209",
        "the format `procent` needs a share, and this is in antal",
        "divide it by its whole first",
    ),
    Case(
        "sum of different units",
        write_in(CHAPTER, "{{ personer }}", '{{ personer + tabell("8:1")["Ön", "Andel (%)"] }}'),
        f"{CHAPTER}:12:24",
        "T205",
        "`antal` + `procent` has no sensible unit",
        "figures of one unit",
    ),
    Case(
        "division by zero",
        write_in(CHAPTER, "{{ personer }}", "{{ personer / (personer - personer) }}"),
        f"{CHAPTER}:12:36",
        "T206",
        "division by zero",
        "change the sentence",
    ),
    Case(
        "unknown table in an expression",
        write_in(CHAPTER, 'tabell("8:1")', 'tabell("8:3")'),
        f"{CHAPTER}:6:20",
        "L313",
        "there is no table `8:3`",
        "did you mean `8:1`?",
    ),
    Case(
        "unknown row",
        write_in(CHAPTER, '["Hela staden"', '["Hela stan"'),
        f"{CHAPTER}:6:27",
        "T203",
        "table 8:1 has no row `Hela stan`",
        "did you mean `Hela staden`?",
    ),
    Case(
        "unknown column",
        write_in(CHAPTER, '"Antal"]', '"Antalet"]'),
        f"{CHAPTER}:6:42",
        "T203",
        "table 8:1 has no column `Antalet`",
        "did you mean `Antal`?",
    ),
    Case(
        "unknown category in an expression",
        write_in(CHAPTER, 'kön="kvinnor"', 'kön="kvinna"'),
        f"{CHAPTER}:7:34",
        "T103",
        "unknown category `kvinna` of `kön`",
        "did you mean `kvinnor`?",
    ),
    Case(
        "measure not chosen",
        write_in(CHAPTER, ', mått="antal")', ")"),
        f"{CHAPTER}:7:12",
        "T207",
        "`personer` has 2 measures",
        'choose one, as `mått="antal"`',
    ),
    # tables against their data
    Case(
        "unknown data set",
        write_in(CHAPTER, "data: personer", "data: persnoer"),
        f"{CHAPTER}:18:7",
        "D101",
        "there is no data set `prov/persnoer`",
        "did you mean `personer`?",
    ),
    Case(
        "unknown dimension",
        write_in(CHAPTER, "rader: nämnd", "rader: nämd"),
        f"{CHAPTER}:19:8",
        "T102",
        "unknown dimension `nämd`",
        "did you mean `nämnd`?",
    ),
    Case(
        "unknown measure",
        write_in(CHAPTER, "mått: antal}", "mått: antl}"),
        f"{CHAPTER}:21:5",
        "T101",
        "unknown measure `antl`",
        "did you mean `antal`?",
    ),
    # descriptions
    Case(
        "no description",
        remove(DESCRIPTION),
        f"{CHAPTER}:18:7",
        "D102",
        "the data set `prov/personer` has no description",
        "write `data/prov/personer.toml` beside it",
    ),
    Case(
        "description is not TOML",
        write_in(DESCRIPTION, "[dimension.kön]", "[dimension.kön"),
        f"{DESCRIPTION}:10:15",
        "D130",
        "expected ']'",
    ),
    Case(
        "unknown key of a description",
        write_in(DESCRIPTION, "additiv", "adittiv"),
        f"{DESCRIPTION}:8:1",
        "D131",
        "unknown key `adittiv` in `[dimension.nämnd]`",
        "did you mean `additiv`?",
    ),
    Case(
        "no source",
        write_in(DESCRIPTION, 'källa = "Påhittade uppgifter"\n', ""),
        DESCRIPTION,
        "D133",
        "the key `källa` is missing",
        "a text in quotes",
    ),
    Case(
        "unknown unit",
        write_in(DESCRIPTION, 'enhet = "antal"', 'enhet = "stycken"'),
        f"{DESCRIPTION}:15:1",
        "D134",
        "`enhet` cannot be `stycken`",
        "valid here: `antal`",
    ),
    Case(
        "share of an unknown measure",
        write_in(DESCRIPTION, 'täljare = "antal"', 'täljare = "antalet"'),
        f"{DESCRIPTION}:22:1",
        "D134",
        "`täljare` names the unknown measure `antalet`",
        "did you mean `antal`?",
    ),
    # figures
    Case(
        "no figures",
        remove(FIGURES),
        DESCRIPTION,
        "D101",
        f"there is no file `{FIGURES}`",
        f"deliver the figures as `{FIGURES}`",
    ),
    Case(
        "empty file",
        write_bytes(FIGURES, b""),
        FIGURES,
        "D106",
        "the file is empty",
        "a line of column names",
    ),
    Case(
        "figures not UTF-8",
        encode(FIGURES, "latin-1"),
        f"{FIGURES}:1:2",
        "D104",
        "not UTF-8 from here on",
        "in Excel: “CSV UTF-8”",
    ),
    Case(
        "figures as UTF-16",
        encode(FIGURES, "utf-16"),
        f"{FIGURES}:1:1",
        "D104",
        "not UTF-8 from here on",
        "in Excel: “CSV UTF-8”",
    ),
    Case(
        "semicolons",
        write_in(FIGURES, "nämnd,kön,antal", "nämnd;kön;antal"),
        f"{FIGURES}:1:1",
        "D107",
        "unknown column `nämnd;kön;antal`",
        "separate the cells by commas",
    ),
    Case(
        "unknown column of figures",
        write_in(FIGURES, "kön,antal", "kön,antalet"),
        f"{FIGURES}:1:11",
        "D107",
        "unknown column `antalet`",
        "did you mean `antal`?",
    ),
    Case(
        "unknown category of figures",
        write_in(FIGURES, "Ön,kvinnor", "Öarna,kvinnor"),
        f"{FIGURES}:6:1",
        "D112",
        "unknown category `Öarna` of `nämnd`",
        "`Ön`",
    ),
    Case(
        "observation twice",
        write_in(FIGURES, "Ön,män", "Ön,kvinnor"),
        f"{FIGURES}:7",
        "D113",
        "the observation stands on line 6 already",
        "keep one line for each combination",
    ),
    Case(
        "observation left out",
        write_in(FIGURES, "Ön,män,85263\n", ""),
        f"{CHAPTER}:21:5",
        "T105",
        "there is no observation for `nämnd: Ön`, `kön: män`",
        "add it to the data",
    ),
    Case(
        "cell too many",
        write_in(FIGURES, "Ön,män,85263", "Ön,män,85263,1"),
        f"{FIGURES}:7",
        "D110",
        "the line has 4 cells, the head has 3",
        "put a cell that holds a comma in quotes",
    ),
    Case(
        "quotes never closed",
        write_in(FIGURES, "Norra staden,män", '"Norra staden,män'),
        f"{FIGURES}:3",
        "D111",
        "the quotes of this line do not close",
        "close every quoted cell on its own line",
    ),
    Case(
        "separator of thousands",
        write_in(FIGURES, "48151", "48 151"),
        f"{FIGURES}:2:22",
        "D115",
        "the cell of `antal` has a separator of thousands",
        "write the digits without anything between",
    ),
    Case(
        "words in a cell",
        write_in(FIGURES, "48151", "48151 st"),
        f"{FIGURES}:2:22",
        "D114",
        "is not a figure: `••••• st`",
        "one of the signs `*`",
    ),
    Case(
        "count below zero",
        write_in(FIGURES, "48151", "-48151"),
        f"{FIGURES}:2:22",
        "D117",
        "below zero, but a count cannot be",
        "correct it at its source",
    ),
    Case(
        "empty cell",
        write_in(FIGURES, "48151", ""),
        f"{FIGURES}:2:22",
        "D118",
        "the cell of `antal` is empty",
        "`tom = true`",
    ),
    # fonts
    Case(
        "checksum of a font",
        both(own_fonts, write_in(FONTS, 'sha256 = "e5a4ee6a', 'sha256 = "05a4ee6a')),
        f"{FONTS}:15:1",
        "G108",
        "`SourceSerif4-Regular.ttf` is not the file that was listed",
        "if it was replaced on purpose, write sha256 = ",
    ),
    Case(
        "no font file",
        both(own_fonts, write_in(FONTS, "SourceSerif4-Regular.ttf", "SourceSerif4-Normal.ttf")),
        f"{FONTS}:12:1",
        "G107",
        "there is no file `source-serif-4/SourceSerif4-Normal.ttf`",
        "check the name",
    ),
    # disclosure
    Case(
        "secret that readers can work out",
        both(
            write_in(FIGURES, "Ön,kvinnor,91574\nÖn,män,85263", "Ön,kvinnor,*\nÖn,män,85261\nÖn,alla,85263"),
            write_in(DESCRIPTION, SEXES, f'{ALL_SEXES}\n[[publicerat]]\nmått = "antal"\n'),
        ),
        f"{CHAPTER}:15:1",
        "S101",
        "(nämnd: Ön, kön: kvinnor) is not to be known, and follows whatever else is withheld",
        "leave the table out",
        status=3,
    ),
    Case(
        "signs that contradict figures",
        both(
            write_in(FIGURES, "Ön,kvinnor,91574", "Ön,alla,176837\nÖn,kvinnor,*"),
            write_in(DESCRIPTION, SEXES, f'{ALL_SEXES}\n[[publicerat]]\nmått = "antal"\n'),
        ),
        f"{CHAPTER}:15:1",
        "S104",
        "figures and signs contradict each other: the sum over `kön`",
        "look for a wrong figure",
        status=3,
    ),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project that builds, with what a former build has left."""
    root = tmp_path / "projekt"
    shutil.copytree(PROJECT, root)
    (root / "bilder").mkdir()
    Image.new("RGB", (8, 8), (0, 110, 191)).save(root / PICTURE)
    for name, content in FORMER.items():
        path = root / "out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def outputs(root: Path) -> dict[str, bytes]:
    out = root / "out"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def build(root: Path) -> int:
    return main(["build", "--projekt", str(root), "--profil", "webb"])


def test_the_project_builds(project: Path) -> None:
    """What the cases break is whole before."""
    assert build(project) == 0
    assert outputs(project)["kapitel/8-prov.pdf"].startswith(b"%PDF-1.7")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_message_is_enough_to_mend_it(case: Case, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status, place, code, message and hint are right; nothing else happened, and no figure was told."""
    case.spoil(project)
    figures = set(re.findall("[0-9]{5}", _text(project / FIGURES)))

    assert build(project) == case.status

    said = capsys.readouterr()
    messages = _messages(said.err)
    place = case.place.format(root=project)
    mine = [message for message in messages if message.startswith(f"{place}: error[{case.code}]: ")]
    assert any(case.message in head(m) and case.hint in hint(m) for m in mine), said.err
    assert said.out == ""
    assert "Traceback" not in said.err
    assert [figure for figure in sorted(figures) if figure in said.err] == []
    assert outputs(project) == FORMER
    assert {re.sub(r"^.*?error\[(\w+)\].*", r"\1", head(m)) for m in messages} <= {c.id for c in codes.CODES}


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.exists() else ""


def _messages(said: str) -> list[str]:
    """The messages of a run, each with its excerpt and hint."""
    starts = [match.start() for match in re.finditer(r"^\S.*?: error\[", said, re.MULTILINE)]
    return [said[start:end] for start, end in zip(starts, [*starts[1:], len(said)], strict=True)]


def head(message: str) -> str:
    return message.split("\n", 1)[0]


def hint(message: str) -> str:
    match = re.search("^  hint: (.*)$", message, re.MULTILINE)
    return match[1] if match else ""
