"""A chart of each kind, with invented figures; and words measured without fonts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from socpdf.charts import Measure, draw
from socpdf.core.lengths import Sp, mm, pt
from socpdf.ir.chart import Chart, Kind, Labels, Panel, Series, Width
from socpdf.ir.drawing import Drawing, Weight
from socpdf.ir.paged import Hue, Ink
from socpdf.ir.tables import Released, Shown, Withheld
from socpdf.ir.tidy import Sign, Unit

COLUMN: Final = mm(115)
WIDE: Final = mm(162)
GRID: Final = pt(13.5)
PLUM: Final = Ink(Hue.PLUM)
BLUE: Final = Ink(Hue.BLUE)
PINK: Final = Ink(Hue.PINK)

AGES: Final = ("20–24 år", "25–34 år", "35–44 år", "45–54 år", "55–64 år")
BOARDS: Final = (
    "Järva",
    "Hässelby-Vällingby",
    "Bromma",
    "Kungsholmen",
    "Norra innerstaden",
    "Södermalm",
    "Enskede-Årsta-Vantör",
    "Skarpnäck",
    "Farsta",
    "Hägersten-Älvsjö",
    "Skärholmen",
)
YEARS: Final = ("2020", "2021", "2022", "2023", "2024")


@dataclass(frozen=True, slots=True)
class SquareMeasure:
    """Every letter is half as wide as it is high."""

    fonts: str = "square"

    def __call__(self, text: str, size: Sp, weight: Weight) -> Sp:
        heavier = weight is Weight.SEMIBOLD
        return Sp(len(text) * size * (21 if heavier else 20) // 40)


SQUARE: Final = SquareMeasure()


def released(figure: float | str, unit: Unit = "antal") -> Released:
    """A figure, or the sign that stands for it."""
    if isinstance(figure, str):
        return Withheld(Sign(figure), "personer", unit)
    return Shown(Decimal(str(figure)), unit, "personer")


def series(name: str, *figures: float | str, unit: Unit = "antal") -> Series:
    return Series(name, unit, tuple(released(figure, unit) for figure in figures))


def chart(
    kind: Kind,
    categories: Sequence[str],
    *found: Series,
    panels: Sequence[Panel] = (),
    lying: bool = False,
    labels: Labels = Labels.ALL,
    highlighted: frozenset[str] = frozenset(),
    measure: str = "Antal personer",
    wide: bool = False,
    pie: bool = False,
) -> Chart:
    width = Width.WIDE if wide else Width.COLUMN
    held = tuple(panels) or (Panel("", tuple(found)),)
    return Chart(kind, lying, tuple(categories), "", held, measure, width, labels, highlighted, pie)


WOMEN: Final = series("kvinnor", 119, 428, 510, 600, 731)
MEN: Final = series("män", 93, 367, 500, 460, 619)

SAMPLES: Final[dict[str, Chart]] = {
    "bars": chart(Kind.BARS, AGES, WOMEN, MEN),
    "bars-axis": chart(Kind.BARS, AGES, WOMEN, MEN, labels=Labels.NONE),
    "bars-one": chart(Kind.BARS, YEARS, series("personer", 3890, 4012, 4127, 4296, 4427)),
    "bars-hidden": chart(
        Kind.BARS, AGES, series("kvinnor", "*", 28, 51, 60, 33), series("män", 9, "**", 50, 46, 0)
    ),
    "bars-three": chart(
        Kind.BARS,
        ("2022", "2023", "2024"),
        series("kvinnor med barn", 116, 102, 86),
        series("kvinnor utan barn", 61, 70, 82),
        series("barn", 188, 160, 135),
    ),
    "bars-change": chart(
        Kind.BARS, AGES, series("förändring", -12, 8, 31, -4, 17), measure="Förändring sedan 2023"
    ),
    "lying": chart(
        Kind.BARS,
        BOARDS,
        series("personer", 557, 496, 302, 188, 396, 369, 627, 259, 372, 534, 245),
        lying=True,
        highlighted=frozenset({"Järva"}),
    ),
    "lying-two": chart(
        Kind.BARS,
        ("Boendestöd", "Sysselsättning", "Bostad med särskild service", "Korttidsvistelse utanför hemmet"),
        series("kvinnor", 1629, 870, 301, "*"),
        series("män", 1407, 812, 412, 12),
        lying=True,
    ),
    "stacked": chart(
        Kind.STACKED,
        ("2022", "2023", "2024"),
        series("Eget boende", 210, 230, 260),
        series("Stödboende", 120, 133, 142),
        series("HVB", 60, 44, "*"),
    ),
    "stacked-lying": chart(
        Kind.STACKED,
        ("Järva", "Bromma", "Södermalm", "Socialnämnden, område hemlöshet"),
        series("kvinnor", 260, 174, 188, 29),
        series("män", 297, 128, "*", 120),
        lying=True,
    ),
    "shares": chart(
        Kind.SHARES,
        ("Alla", "Boendestöd", "Sysselsättning", "Särskilt boende"),
        series("instämmer helt", 41, 52, 38, 30, unit="procent"),
        series("instämmer delvis", 30, 28, 33, 30, unit="procent"),
        series("varken eller", 14, 10, 15, 18, unit="procent"),
        series("instämmer inte", 15, 10, 14, 22, unit="procent"),
        lying=True,
        measure="Andel av de svarande (%)",
    ),
    "paired": chart(
        Kind.PAIRED,
        (*BOARDS, "Summa staden"),
        series("Unika personer", 82, 64, 31, 22, 41, 55, 133, 48, 71, 88, 78, 713),
        series(
            "Dagar per insats i genomsnitt",
            281,
            310,
            298,
            255,
            340,
            322,
            290,
            271,
            350,
            318,
            302,
            304,
            unit="dagar",
        ),
        highlighted=frozenset({"Summa staden"}),
        measure="",
    ),
    "lines": chart(
        Kind.LINES,
        YEARS,
        series("Sydost", 259, 280, 301, 333, 360),
        series("Väst", 120, 128, 151, 166, 185),
        series("Innerstad", 150, 149, 160, 188, 196),
        series("Sydväst", 240, 244, 260, 255, 281),
        labels=Labels.LAST,
    ),
    "lines-one": chart(Kind.LINES, YEARS, series("netto", 1320, 1405, 1588, "*", 1935)),
    "pyramid": chart(
        Kind.PYRAMID,
        ("0–6 år", "7–12 år", "13–17 år", *AGES, "65–74 år", "75 år och äldre"),
        series("Kvinnor", 12, 44, 70, 119, 428, 510, 600, 731, 310, 122),
        series("Män", 15, 51, "*", 93, 367, 500, 460, 619, 250, 80),
    ),
    "dots": chart(
        Kind.DOTS,
        BOARDS,
        series("2023", 540, 470, 310, 190, 401, 350, 590, 240, 380, 501, "*"),
        series("2024", 557, 496, 302, 188, 396, 369, 627, 259, 372, 534, 245),
    ),
    "parts": chart(Kind.PARTS, ("Kvinnor", "Män"), series("andel", 87, 13, unit="procent"), measure=""),
    "pie": chart(
        Kind.PARTS,
        ("Eget boende", "Stödboende", "HVB", "Annat"),
        series("andel", 48, 31, 12, 9, unit="procent"),
        pie=True,
        measure="",
    ),
    "tiles": chart(
        Kind.TILES,
        BOARDS,
        series("personer", 557, 496, 302, 188, 396, 369, 627, 259, 372, 534, "*"),
        measure="Personer med insats",
    ),
    "multiples": chart(
        Kind.LINES,
        YEARS,
        panels=[
            Panel(
                board,
                (
                    series("kvinnor", *(60 + 7 * ((at * 5 + i * 3) % 11) + 9 * i for i in range(5))),
                    series("män", *(40 + 5 * ((at * 3 + i * 7) % 9) + 6 * i for i in range(5))),
                ),
            )
            for at, board in enumerate(BOARDS)
        ],
        labels=Labels.NONE,
        wide=True,
    ),
    "multiples-crowded": chart(
        Kind.BARS,
        ("2021", "2022", "2023", "2024"),
        panels=[
            Panel("Låga", (series("kvinnor", 3, 120, 4, 90), series("män", 40, 7, 61, 5))),
            Panel("Höga", (series("kvinnor", 11210, 11400, 11350, 11500), series("män", *[11200] * 4))),
        ],
    ),
    "multiples-lying": chart(
        Kind.BARS,
        ("Boendestöd", "Sysselsättning"),
        panels=[
            Panel("Låga", (series("personer", 3, 120),)),
            Panel("Höga", (series("personer", 11210, 11400),)),
        ],
        lying=True,
    ),
    "multiples-bars": chart(
        Kind.BARS,
        ("2022", "2023", "2024"),
        panels=[
            Panel(name, (series("personer", a, b, c),))
            for name, a, b, c in (
                ("Sydost", 238, 280, 360),
                ("Väst", 120, 166, 185),
                ("Innerstad", 140, 188, "*"),
            )
        ],
    ),
}


def drawing_of(chart: Chart, ink: Ink = PLUM, measure: Measure = SQUARE) -> Drawing:
    return draw(chart, WIDE if chart.width is Width.WIDE else COLUMN, ink, measure, grid=GRID)
