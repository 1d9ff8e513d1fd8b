"""Charts of every kind, with invented figures, for their alternative texts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from socpdf.ir.chart import Chart, Kind, Labels, Panel, Series, Width
from socpdf.ir.tables import Released, Shown, Withheld
from socpdf.ir.tidy import Counted, Sign, Unit

AGES: Final = ("20–24 år", "25–34 år", "35–44 år", "45–54 år", "55–64 år")
BOARDS: Final = ("Järva", "Bromma", "Södermalm", "Farsta")
YEARS: Final = ("2021", "2022", "2023", "2024")
SPOKEN: Final = {
    "Kvinnor": "kvinnor",
    "Män": "män",
    "Boendestöd": "boendestöd",
    "Hemtjänst": "hemtjänst",
    "Sysselsättning": "sysselsättning",
    "Eget hem": "eget hem",
    "Stödboende": "stödboende",
    "Antal personer": "antal personer",
    "Genomsnittligt antal dagar": "genomsnittligt antal dagar",
}


def released(figure: float | str, unit: Unit, counts: Counted) -> Released:
    """A figure, or the sign that stands for it."""
    if isinstance(figure, str):
        return Withheld(Sign(figure), counts, unit)
    return Shown(Decimal(repr(figure)), unit, counts)


def series(name: str, *figures: float | str, unit: Unit = "antal", counts: Counted = "personer") -> Series:
    return Series(name, unit, tuple(released(figure, unit, counts) for figure in figures))


def percent(name: str, *figures: float | str) -> Series:
    return series(name, *figures, unit="procent")


def chart(
    kind: Kind,
    categories: Sequence[str],
    *found: Series,
    panels: Sequence[Panel] = (),
    measure: str = "Antal personer",
    category: str = "Åldersgrupp",
    lying: bool = False,
    highlighted: Sequence[str] = (),
    pie: bool = False,
    spoken: Mapping[str, str] = SPOKEN,
) -> Chart:
    return Chart(
        kind=kind,
        lying=lying,
        categories=tuple(categories),
        category=category,
        panels=tuple(panels) or (Panel("", found),),
        measure=measure,
        width=Width.COLUMN,
        labels=Labels.ALL,
        highlighted=frozenset(highlighted),
        pie=pie,
        spoken=spoken,
    )


WOMEN: Final = series("Kvinnor", 119, 428, 510, 600, 731)
MEN: Final = series("Män", 93, 367, 500, 460, 619)

CHARTS: Final[dict[str, Chart]] = {
    "staplar, en serie": chart(
        Kind.BARS, BOARDS, series("Antal", 1557, 302, 369, 245), category="Stadsdelsnämnd", lying=True
    ),
    "staplar, lika högst": chart(
        Kind.BARS, BOARDS, series("Kvinnor", 57, 30, 57, 4), category="Stadsdelsnämnd"
    ),
    "staplar, alla lika": chart(
        Kind.BARS, BOARDS, series("Antal", 12, 12, 12, 12), category="Stadsdelsnämnd"
    ),
    "staplar, en skyddad": chart(
        Kind.BARS, BOARDS, series("Antal", 57, "*", 12, 4), category="Stadsdelsnämnd"
    ),
    "staplar, framhävd": chart(
        Kind.BARS,
        BOARDS,
        percent("Andel (%)", 45.5, 31, 38, 12.5),
        measure="Andel personer med insats (%)",
        category="Stadsdelsnämnd",
        highlighted=["Södermalm"],
    ),
    "staplar, två serier": chart(Kind.BARS, AGES, WOMEN, MEN),
    "staplar, två serier med undantag": chart(
        Kind.BARS, AGES, series("Kvinnor", 119, 428, 510, 600, 731), series("Män", 130, 367, 500, 460, 619)
    ),
    "staplar, två serier med skyddade": chart(
        Kind.BARS, AGES, series("Kvinnor", "*", 28, 51, 60, 33), series("Män", 9, "**", 50, 46, 40)
    ),
    "staplar, tre serier": chart(
        Kind.BARS,
        AGES,
        series("Boendestöd", 10, 28, 51, 60, 33),
        series("Hemtjänst", 4, 9, 14, 21, 40),
        series("Sysselsättning", 22, 31, 30, 17, 9),
    ),
    "staplar över år": chart(Kind.BARS, YEARS, series("Antal", 180, 146, 150, 142), category="År"),
    "staplar, år som serier": chart(
        Kind.BARS,
        BOARDS,
        series("2023", 57, 30, 40, 12),
        series("2024", 61, 25, 40, 13),
        category="Stadsdelsnämnd",
    ),
    "staplade": chart(
        Kind.STACKED,
        BOARDS,
        series("Kvinnor", 260, 174, 188, 29),
        series("Män", 297, 128, 90, 120),
        category="Stadsdelsnämnd",
        lying=True,
    ),
    "staplade över år": chart(
        Kind.STACKED,
        YEARS,
        series("Eget hem", 210, 230, 241, 260),
        series("Stödboende", 120, 133, 140, 142),
        series("HVB", 60, 44, 40, 41),
        category="År",
    ),
    "staplade med en skyddad": chart(
        Kind.STACKED,
        BOARDS,
        series("Kvinnor", 26, "*", 18, 29),
        series("Män", 29, 12, 9, 12),
        category="Nämnd",
    ),
    "andelar, två": chart(
        Kind.SHARES,
        BOARDS,
        percent("Kvinnor", 57, 61, 48, 50),
        percent("Män", 43, 39, 52, 50),
        measure="Andel personer (%)",
        category="Stadsdelsnämnd",
    ),
    "andelar av antal": chart(Kind.SHARES, AGES, WOMEN, MEN),
    "andelar, fyra": chart(
        Kind.SHARES,
        ("Alla", "Boendestöd", "Hemtjänst"),
        percent("Instämmer helt", 41, 52, 30),
        percent("Instämmer delvis", 30, 28, 33),
        percent("Varken eller", 14, 10, 15),
        percent("Instämmer inte", 15, 10, 22),
        measure="Andel av de svarande (%)",
        category="Insats",
        lying=True,
        spoken={
            "Instämmer helt": "instämmer helt",
            "Instämmer delvis": "instämmer delvis",
            "Varken eller": "varken eller",
            "Instämmer inte": "instämmer inte",
            "Hemtjänst": "hemtjänst",
            "Boendestöd": "boendestöd",
        },
    ),
    "par": chart(
        Kind.PAIRED,
        BOARDS,
        series("Antal personer", 82, 64, 31, 133),
        series("Genomsnittligt antal dagar", 281, 310.5, 298, 255, unit="dagar"),
        measure="",
        category="Stadsdelsnämnd",
    ),
    "linjer, en": chart(Kind.LINES, YEARS, series("Antal", 380, 412, 425, 397), category="År"),
    "linjer, oförändrad andel": chart(
        Kind.LINES,
        YEARS,
        percent("Andel (%)", 12, 12, 12, 12),
        measure="Andel personer med insats (%)",
        category="År",
    ),
    "linjer, två": chart(
        Kind.LINES,
        YEARS,
        series("Kvinnor", 259, 280, 301, 360),
        series("Män", 120, 128, 117, 98),
        category="År",
    ),
    "linjer, första året skyddat": chart(
        Kind.LINES, YEARS, series("Kvinnor", "*", 4, 6, 9), series("Män", 12, 12, 11, 12), category="År"
    ),
    "linjer, fyra": chart(
        Kind.LINES,
        YEARS,
        *(
            series(name, *figures)
            for name, figures in {
                "RVC Sydost": (238, 280, 301, 360),
                "RVC Väst": (120, 128, 151, 185),
                "RVC Innerstad": (140, 155, 171, 196),
                "RVC Sydväst": (163, 170, 177, 163),
            }.items()
        ),
        category="År",
    ),
    "linjer i rutor": chart(
        Kind.LINES,
        YEARS,
        panels=[
            Panel("Kvinnor", (series("Kvinnor", 25900, 28000, 30100, 36000, unit="kronor"),)),
            Panel("Män", (series("Män", 9800, 11700, 12800, 12000, unit="kronor"),)),
        ],
        measure="Kostnad per person",
        category="År",
    ),
    "pyramid": chart(Kind.PYRAMID, AGES, WOMEN, MEN),
    "punkter": chart(
        Kind.DOTS,
        BOARDS,
        series("2020", 4.5, 6, 7.2, 5, unit="timmar"),
        series("2024", 5, 8, 6, 5, unit="timmar"),
        measure="Timmar per vecka",
        category="Stadsdelsnämnd",
    ),
    "delar": chart(
        Kind.PARTS,
        ("Kvinnor", "Män"),
        percent("2024", 87, 13),
        measure="Andel personer (%)",
        category="Kön",
    ),
    "cirkel med en skyddad del": chart(
        Kind.PARTS,
        ("Egen regi", "Privat regi", "Annan"),
        series("Antal beslut", 41, 1, "*", counts="beslut"),
        measure="Antal beslut",
        category="Regi",
        pie=True,
        spoken={"Egen regi": "egen regi", "Privat regi": "privat regi", "Annan": "annan"},
    ),
    "karta": chart(
        Kind.TILES,
        (*BOARDS, "Skarpnäck", "Skärholmen"),
        series("Antal", 57, "*", 12, "*", "**", "*"),
        category="Stadsdelsnämnd",
    ),
    "mått utan innehåll": chart(
        Kind.BARS, BOARDS, series("Antal", 57, 30, 12, ".", counts="övrigt"), measure="Antal", category=""
    ),
    "allt skyddat": chart(Kind.BARS, BOARDS[:2], series("Antal", "*", "*"), category="Nämnd"),
    "uppgift saknas": chart(Kind.LINES, YEARS, series("Antal", "i.u", "i.u", 11, 14), category="År"),
}
