"""The font book: which fonts there are, and what is refused, with its place."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from squarefont import entry, square_font

from socpdf.core import codes
from socpdf.core.diagnostics import Diagnostic, Refused, Sink
from socpdf.text.fonts import Cut, FontBook, Optical

REPO = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def square() -> bytes:
    return square_font()


ProjectWith = Callable[[str], Path]


@pytest.fixture
def project(tmp_path: Path, square: bytes) -> ProjectWith:
    """A project with the square font, a licence, and the list of fonts that is given."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "square.ttf").write_bytes(square)
    (folder / "LICENSE").write_text("free", encoding="utf-8")

    def with_list(text: str) -> Path:
        (folder / "fonts.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return with_list


def refusal(root: Path, use: str = "square") -> list[Diagnostic]:
    """What is said when the book is opened and the family is asked for."""
    sink = Sink()
    with pytest.raises(Refused):
        FontBook.open(root, sink).font(use)
    for diagnostic in sink.diagnostics:
        assert codes.find(diagnostic.code), f"{diagnostic.code} is not in the catalogue"
    return sink.in_order()


def test_every_font_of_the_repository_is_listed_and_can_be_embedded() -> None:
    """The list names each font file once, with the right checksum, and each of them opens."""
    book = FontBook.open(REPO, Sink())
    files = [entry.file for entry in book.entries.values()]
    assert sorted(files) == sorted((REPO / "fonts").glob("*/*.ttf"))
    names = {book.named(name).postscript_name for name in book.entries}
    assert names == {file.stem for file in files}


def test_project_without_fonts_has_the_bundled_ones(tmp_path: Path) -> None:
    """A project need not carry fonts: those of the command serve."""
    font = FontBook.open(tmp_path, Sink()).font("serif", Cut.SEMIBOLD, Optical.DISPLAY)
    assert (font.name, font.postscript_name) == ("serif-semibold-display", "SourceSerif4Display-Semibold")


def test_command_without_its_fonts_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged installation is told as such; fonts of the system never step in."""
    monkeypatch.setattr("socpdf.text.fonts._BUNDLES", (tmp_path / "gone" / "fonts.toml",))
    (found,) = refusal(tmp_path)
    assert (found.code, str(found.span)) == ("G101", "fonts/fonts.toml")


def test_own_list_stands_in_place_of_the_bundled_one(project: ProjectWith, square: bytes) -> None:
    """Where a project lists fonts, only those are there."""
    book = FontBook.open(project(entry("square.ttf", square)), Sink())
    assert list(book.entries) == ["square-regular"]


def test_family_without_display_cut_serves_with_its_text_cut(project: ProjectWith, square: bytes) -> None:
    """An optical size is a refinement; a cut is not, and is never replaced."""
    book = FontBook.open(project(entry("square.ttf", square)), Sink())
    assert book.font("square", Cut.REGULAR, Optical.DISPLAY) is book.font("square")
    with pytest.raises(Refused):
        book.font("square", Cut.BOLD)


def test_font_is_opened_once(project: ProjectWith, square: bytes) -> None:
    """Whoever asks for a font gets the same object."""
    book = FontBook.open(project(entry("square.ttf", square)), Sink())
    assert book.font("square") is book.named("square-regular")


def test_every_listed_file_is_checked(project: ProjectWith, square: bytes) -> None:
    """A wrong checksum is an error also of a font that this report does not use."""
    spoilt = entry("square.ttf", square, cut="bold", sha256="0" * 64)
    (found,) = refusal(project(entry("square.ttf", square) + spoilt))
    assert found.code == "G108"


def test_metrics_are_those_of_the_file() -> None:
    """Metrics come from the font's own tables, in its own units."""
    book = FontBook.open(REPO, Sink())
    metrics = book.font("serif", Cut.ITALIC).metrics
    assert (metrics.upem, metrics.ascender, metrics.descender) == (1000, 1036, -335)
    assert (metrics.cap_height, metrics.x_height, metrics.weight) == (670, 475, 400)
    assert metrics.bbox == (-238, -324, 2226, 1009)
    assert (metrics.italic_angle, metrics.is_serif, metrics.is_fixed_pitch) == (-12.0, True, False)
    assert not book.font("sans").metrics.is_serif


def test_wrong_checksum_is_told_at_its_line(project: ProjectWith, square: bytes) -> None:
    """A file that was exchanged is not used, and the message gives the checksum it has."""
    (found,) = refusal(project(entry("square.ttf", square, sha256="0" * 64)))
    assert (found.code, str(found.span)) == ("G108", "fonts/fonts.toml:7:1")
    assert hashlib.sha256(square).hexdigest() in found.hint


@pytest.mark.parametrize(
    ("changes", "code", "line", "said"),
    [
        ({"file": "gone.ttf"}, "G107", 4, "there is no file `gone.ttf`"),
        ({"licence_file": "GONE"}, "G107", 6, "there is no file `GONE`"),
        ({"file": "../square.ttf"}, "G107", 4, "outside the fonts folder"),
        ({"file": "/etc/hostname"}, "G107", 4, "outside the fonts folder"),
        ({"cut": "semibolt"}, "G105", 3, "unknown cut `semibolt`"),
        ({"optical": "caption"}, "G105", 8, "unknown optical `caption`"),
        ({"familj": "serif"}, "G103", 8, "unknown key `familj`"),
        ({"family": "Square Sans"}, "G104", 2, "`family` cannot be `Square Sans`"),
        ({"sha256": "abc"}, "G104", 7, "`sha256` cannot be `abc`"),
        ({"licence": ""}, "G104", 1, "`licence` is missing"),
    ],
)
def test_mistake_in_an_entry_is_told_at_its_line(
    project: ProjectWith, square: bytes, changes: dict[str, str], code: str, line: int, said: str
) -> None:
    """Each mistake of an entry has one message, at the key, with the value that is wrong."""
    (found,) = refusal(project(entry("square.ttf", square, **changes)))
    assert (found.code, found.span.line) == (code, line)
    assert said in found.message
    assert found.hint


def test_all_mistakes_of_the_list_are_told_at_once(project: ProjectWith, square: bytes) -> None:
    """The list is read to its end before it is refused."""
    text = (
        entry("square.ttf", square, cut="bald") + entry("gone.ttf", square) + entry("square.ttf", square) * 2
    )
    assert [(d.code, d.span.line) for d in refusal(project(text))] == [
        ("G105", 3),
        ("G107", 11),
        ("G106", 22),
    ]


def test_value_that_is_no_text_is_told(project: ProjectWith, square: bytes) -> None:
    """A number where a text belongs is a mistake of its own."""
    (found,) = refusal(project(entry("square.ttf", square, licence="") + "licence = 11\n"))
    assert (found.code, found.span.line, found.message) == ("G104", 7, "`licence` must be a text, not 11")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[[font]]\nfamily = serif\n", "G102", "fonts/fonts.toml:2:10"),
        ("", "G104", "fonts/fonts.toml"),
        ("font = 3\n", "G104", "fonts/fonts.toml"),
        ("[[fonts]]\nfamily = 'serif'\n", "G103", "fonts/fonts.toml"),
    ],
)
def test_list_that_is_none_is_told(project: ProjectWith, text: str, code: str, place: str) -> None:
    """A list that is no TOML, or lists nothing, is refused with its place."""
    found = refusal(project(text))[0]
    assert (found.code, str(found.span)) == (code, place)


def test_list_that_is_not_utf8_is_told(project: ProjectWith) -> None:
    """A list saved in another encoding is refused, not guessed at."""
    root = project("")
    (root / "fonts/fonts.toml").write_bytes("# för brödtext".encode("latin-1"))
    assert [d.code for d in refusal(root)] == ["G102"]


def test_entries_in_one_line_are_read_too(project: ProjectWith, square: bytes) -> None:
    """Where a key has no line of its own, the message names the file alone."""
    keys = ", ".join(entry("square.ttf", square, cut="bald").splitlines()[1:])
    (found,) = refusal(project(f"font = [{{ {keys} }}]"))
    assert (found.code, str(found.span)) == ("G105", "fonts/fonts.toml")


def test_unlisted_font_is_told_with_the_nearest_name() -> None:
    """A font the design needs and the list lacks is an error of the list."""
    (found,) = refusal(REPO, use="serf")
    assert (found.code, found.hint) == ("G111", "did you mean `serif-regular`?")


def _without(table: str) -> bytes:
    font = TTFont(BytesIO(square_font()))
    del font[table]
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _variable() -> bytes:
    builder = FontBuilder(font=TTFont(BytesIO(square_font())))
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        (b"", "G109", "not a font"),
        (b"%PDF-1.7 is a file, too", "G109", "not a font"),
        (b"wOF2" + square_font(), "G109", "not a font"),
        (square_font()[:200], "G109", "not a font"),
        (_without("OS/2"), "G109", "it has no OS/2"),
        (_without("glyf"), "G109", "it has no glyf or CFF"),
        (_variable(), "G109", "variable font"),
        (square_font(fs_type=2), "G110", "forbids"),
        (square_font(fs_type=0x104), "G110", "0x0104"),
    ],
    ids=[
        "empty",
        "pdf",
        "woff2",
        "cut-short",
        "no-os2",
        "no-outlines",
        "variable",
        "restricted",
        "no-subset",
    ],
)
def test_file_that_cannot_be_embedded_is_refused(
    project: ProjectWith, raw: bytes, code: str, said: str
) -> None:
    """What is no font, or may not be embedded, is told at the line of the file."""
    root = project(entry("other.ttf", raw))
    (root / "fonts/other.ttf").write_bytes(raw)
    (found,) = refusal(root)
    assert (found.code, found.span.line) == (code, 4)
    assert said in found.message


@pytest.mark.parametrize("bits", [0, 4, 8, 0x000A])
def test_font_that_may_be_embedded_is_opened(project: ProjectWith, bits: int) -> None:
    """Preview and print, editing, and the most generous of several bits all allow embedding."""
    raw = square_font(fs_type=bits)
    root = project(entry("other.ttf", raw))
    (root / "fonts/other.ttf").write_bytes(raw)
    assert FontBook.open(root, Sink()).font("square").postscript_name == "Square-Regular"
