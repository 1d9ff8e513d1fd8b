"""Paper and press: FOGRA39, or what the report names, or a message at the place where it is named."""

import hashlib
import itertools
import math
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from built import build_all
from external import opened
from PIL import Image, ImageCms

from socpdf.core.diagnostics import Refused, Sink, Span, render
from socpdf.ir.paged import Hue, Ink
from socpdf.ir.spec import PressSpec
from socpdf.pipeline import Request, build
from socpdf.profiles import FOGRA39, read_condition
from socpdf.profiles.colours import cmyk, rgb
from socpdf.spec import parse

ProjectMaker = Callable[[Mapping[str, str | None]], Path]
REPORT: Final = "layouts/rapport.yaml"
WEB: Final = FOGRA39.file.with_name("sRGB-v2-micro.icc")
LEAST_LIMIT: Final = 200
"""What `färgmängd` may be at least."""


def with_press(make_project: ProjectMaker, *lines: str) -> Path:
    """The project of `socpdf new`, and how it is to be printed."""
    root = make_project({})
    text = (root / REPORT).read_text(encoding="utf-8").rstrip("\n")
    (root / REPORT).write_text(
        "\n".join([text, "tryck:", *(f"  {line}" for line in lines), ""]), encoding="utf-8"
    )
    return root


def refusal(root: Path, *profiles: str) -> list[str]:
    """Place, code, message and hint of each error."""
    sink = Sink()
    with pytest.raises(Refused):
        build(Request(root, root / "out", None, profiles), sink, _Silent())
    return [re.sub(r"\n(.*\n)? *", "; ", render(told), flags=re.DOTALL) for told in sink.in_order()]


class _Silent:
    def stage(self, name: str, done: int, of: int) -> None:
        """Nobody watches."""


# --- what comes with the command ---


def test_profiles_are_those_whose_licence_was_read() -> None:
    """Their checksums stand beside the licence, which travels with them."""
    listed = (FOGRA39.file.parent / "LICENSE.md").read_text(encoding="utf-8")
    for file in sorted(FOGRA39.file.parent.glob("*.icc")):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert f"| `{file.name}` |" in listed
        assert digest in listed


def labs(mode: str, source: object, colours: list[tuple[int, ...]]) -> list[tuple[float, float, float]]:
    """Colours as they are seen, relative to the paper."""
    picture = Image.frombytes(mode, (len(colours), 1), bytes(itertools.chain(*colours)))
    lab = ImageCms.profileToProfile(
        picture,
        source,  # type: ignore[arg-type]  # a path, or a profile that Pillow made
        ImageCms.createProfile("LAB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="LAB",
    )
    assert lab is not None
    raw = lab.tobytes()
    return [
        (raw[at] / 2.55, (raw[at + 1] ^ 128) - 128.0, (raw[at + 2] ^ 128) - 128.0)
        for at in range(0, len(raw), 3)
    ]


def difference(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """CIE 94, for graphic arts."""
    strong, weak = (math.hypot(a, b) for _, a, b in (one, other))
    turned = max(0.0, (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2 - (strong - weak) ** 2)
    parts = (
        one[0] - other[0],
        (strong - weak) / (1 + 0.045 * strong),
        math.sqrt(turned) / (1 + 0.015 * strong),
    )
    return math.hypot(*parts)


@pytest.mark.parametrize("hue", [hue for hue in Hue if hue not in {Hue.TEXT, Hue.PAPER}])
def test_colours_look_in_print_as_on_the_screen(hue: Hue) -> None:
    """No two inks come nearer to the colour than those it is mixed of, by more than the eye can see."""
    wanted = labs("RGB", ImageCms.createProfile("sRGB"), [tuple(round(255 * x) for x in rgb(Ink(hue)))])[0]
    mixes = [
        tuple(
            255 * share // 100 if plate == one else 255 * more // 100 if plate == other else 0
            for plate in range(4)
        )
        for one, other in itertools.combinations(range(4), 2)
        for share in range(0, 101, 10)
        for more in range(0, 101, 10)
    ]
    ours, *others = labs("CMYK", str(FOGRA39.file), [tuple(round(255 * x) for x in cmyk(Ink(hue))), *mixes])
    assert difference(wanted, ours) < min(difference(wanted, other) for other in others) + 1


@pytest.mark.parametrize("hue", [hue for hue in Hue if hue not in {Hue.TEXT, Hue.PAPER}])
def test_tints_look_in_print_as_on_the_screen(hue: Hue) -> None:
    """Fields and thin lines keep their hue: light ones hardly differ, darker ones little."""
    tints = [5, 8, 9, 10, 20, 30, 35, 40, 50, 60]
    screen = labs(
        "RGB",
        ImageCms.createProfile("sRGB"),
        [tuple(round(255 * x) for x in rgb(Ink(hue, t))) for t in tints],
    )
    press = labs("CMYK", str(FOGRA39.file), [tuple(round(255 * x) for x in cmyk(Ink(hue, t))) for t in tints])
    for tint, one, other in zip(tints, screen, press, strict=True):
        assert difference(one, other) < (2.5 if tint <= 10 else 4), tint


def test_colours_of_the_look_are_within_every_limit() -> None:
    """However little ink a paper bears that a report may name."""
    assert max(sum(cmyk(Ink(hue))) for hue in Hue) * 100 <= LEAST_LIMIT


# --- what a report names ---


def test_report_names_its_condition(make_project: ProjectMaker) -> None:
    """Profile, name and limit of ink are in the file as the printer gave them."""
    root = with_press(
        make_project, "profil: tryck/papper.icc", "villkor: Offset, obestruket", "färgmängd: 280"
    )
    (root / "tryck").mkdir()
    (root / "tryck" / "papper.icc").write_bytes(FOGRA39.file.read_bytes())
    condition = read_condition(root, parse(root, Sink()).press, Sink())
    assert condition.ink_limit == 280
    (output,) = build_all(root, root / "out", "tryck").outputs
    with opened(output.path.read_bytes()) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == str(intent.Info) == "Offset, obestruket"
        assert "/RegistryName" not in intent, "nobody keeps a register of this name"
        content = pdf.pages[0].Resources.XObject.Marks.read_bytes()
        assert b"0.9333 0.9333 0.9333 0 k" in content, "the colour bar has more ink than the paper bears"


@pytest.mark.parametrize(
    ("name", "registered"),
    [("FOGRA52", True), ("CGATS TR 006", True), ("Offset", False), ("FOGRA52 egen", False)],
)
def test_register_is_named_for_what_it_holds(name: str, registered: bool, tmp_path: Path) -> None:
    """`http://www.color.org` knows conditions by fixed names."""
    (tmp_path / "a.icc").write_bytes(FOGRA39.file.read_bytes())
    named = PressSpec(("a.icc", Span(REPORT)), name)
    assert bool(read_condition(tmp_path, named, Sink()).registry) == registered


def test_limit_alone_is_for_the_usual_paper(tmp_path: Path) -> None:
    """FOGRA39 with less ink; with a profile and no limit, what its papers usually bear."""
    assert read_condition(tmp_path, PressSpec(), Sink()) == FOGRA39
    assert read_condition(tmp_path, PressSpec(ink_limit=300), Sink()).ink_limit == 300
    (tmp_path / "a.icc").write_bytes(FOGRA39.file.read_bytes())
    assert read_condition(tmp_path, PressSpec(("a.icc", Span(REPORT)), "X"), Sink()).ink_limit == 300


def press(**words: bytes) -> bytes:
    """The profile of a press, with other words in its header."""
    raw = bytearray(FOGRA39.file.read_bytes())
    for name, word in words.items():
        at = {"version": 8, "kind": 12, "space": 16}[name]
        raw[at : at + len(word)] = word
    return bytes(raw)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        (b"", "is no ICC profile"),
        (b"x" * 500, "is no ICC profile"),
        (WEB.read_bytes(), "is the profile of a screen, not of a press"),
        (press(kind=b"scnr"), "is the profile of a scanner, not of a press"),
        (press(kind=b"abst"), "is the profile of the class abst, not of a press"),
        (press(space=b"GRAY"), "is a profile for GRAY, not for CMYK"),
        (press(version=b"\x05"), "is of version 5, and PDF/X-4 knows versions up to 4"),
        (press()[:-1], "is not whole"),
        (press().replace(b"B2A0", b"B2A9", 1), "does not say which inks make a colour"),
    ],
    ids=[
        "missing",
        "empty",
        "other file",
        "screen",
        "scanner",
        "other class",
        "grey",
        "too new",
        "cut off",
        "one way only",
    ],
)
def test_unfit_profile_is_told_where_it_is_named(
    content: bytes | None, message: str, make_project: ProjectMaker
) -> None:
    """With the line of `rapport.yaml`, and what to ask for."""
    root = with_press(make_project, "profil: papper.icc", "villkor: Papper")
    if content is not None:
        (root / "papper.icc").write_bytes(content)
    (told,) = refusal(root, "tryck")
    line = (root / REPORT).read_text(encoding="utf-8").split("\n").index("  profil: papper.icc") + 1
    assert told.startswith(f"{REPORT}:{line}:11: error[G301]: `papper.icc` {message}")
    assert "; hint: ask the printer" in told or "; hint: copy the profile into the project" in told


def test_profile_lies_in_the_project(make_project: ProjectMaker) -> None:
    """Nothing outside of it is read."""
    root = with_press(make_project, f"profil: {FOGRA39.file}", "villkor: Papper")
    (told,) = refusal(root, "tryck")
    assert "lies outside the project" in told


def test_profile_is_not_asked_for_where_nothing_is_printed(make_project: ProjectMaker) -> None:
    """Whoever writes a draft need not have it."""
    root = with_press(make_project, "profil: papper.icc", "villkor: Papper")
    assert build_all(root, root / "out", "utkast").outputs


@pytest.mark.parametrize(
    ("lines", "code", "message"),
    [
        (["profil: a.icc"], "L108", "the entry `villkor` is missing for the profile of `tryck`"),
        (["färgmängd: 199"], "L110", "`färgmängd` must be a whole number from 200 to 400, not `199`"),
        (["profl: a.icc"], "L109", "unknown entry `profl` for"),
    ],
    ids=["no name", "too little ink", "misspelt"],
)
def test_entries_of_tryck_are_checked(
    lines: list[str], code: str, message: str, make_project: ProjectMaker
) -> None:
    """Like every other entry, before anything is built."""
    (told,) = refusal(with_press(make_project, *lines))
    assert f"error[{code}]: {message}" in told
