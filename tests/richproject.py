"""A project with every kind of block and inline text there is, made anew for each test session.

Its figures are invented. What the sample report does not have, this one has: that the outputs keep their
promises for it is what the tests that build it show.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PIL import Image

SLUG: Final = "3-allt-som-finns"
CHAPTER: Final = f"layouts/{SLUG}.md"

REPORT: Final = """\
titel: Provrapporten 2024
år: 2024
datum: 2025-03-01
utgivare: Exempelstaden
förkortningar:
  SoL: Socialtjänstlagen (2001:453)
  IPS: {text: Individual placement and support, språk: en}
"""

TEXT: Final = """\
---
kapitel: 3
titel: Allt som finns
undertitel: Varje slags text på några sidor
beskrivning: Ett kapitel med alla slags block
nyckelord: [prov, "citattecken & <tecken>"]
data: prov
värden:
  kvinnor: fakta("personer", nämnd="Hela staden", kön="kvinnor", mått="antal")
  män: fakta("personer", nämnd="Hela staden", kön="män", mått="antal")
  personer: kvinnor + män
  få: fakta("personer", nämnd="Ön", kön="män", mått="antal")
---

:::{sammanfattning}
:rubrik: Året i korthet

- Totalt {{ personer }} personer[^rymd] fick stöd enligt SoL.
- Stöd med **flera led** och *betoning*:
  1. först det ena,
  2. sedan det andra, med
     - en punkt
     - och ännu en.
:::

:::{innehåll}
djup: 3
:::

# Löpande text

En **fet och *kursiv* fras**, en *kursiv med **fet** i*, {kapitäler}`lvu` och {kapitäler}`LVM` i kapitäler,
{en}`supported *living*` på engelska och {de}`Straße` på tyska. Efter *betoning.*
{{ personer / personer * 2 | ord }} personer börjar en mening. Fjärilar i affären offrar sig för stofftrasor:
flykt, effektivt, fjäll.

Mer finns på [stadens webbplats](https://start.stockholm/om-stockholms-stad/), hos
[funktionsbrevlådan med ett namn så långt att det fyller mer än en rad av spalten](mailto:a@example.org),
under [Ålder och kön](#ålder-och-kön), i [en adress med å](https://example.org/sökväg?q=å&b=1) och
på <https://example.org/lista>. Se även tabell 3:1 och figur 3:2.
Metoden IPS prövas[^metod], och IPS igen[^metod].
I Ön fick {{ få }} män stöd.\\
En ny rad i samma stycke.

Sjuksköterskeutbildningsavdelningschefens arbetsmarknadsförvaltningsbeslutsunderlag om
stadsdelsnämndsförvaltningarnas verksamhetsuppföljningssystem och individanpassningsmöjligheterna
redovisas i socialtjänstlagstiftningsöversynen.

:::{nyckeltal} {{ personer }}
personer fick stöd under {{ år }}.
:::

Citatet står i marginalen bredvid den här texten, som därför är lång nog för mer än en rad i spalten.

:::{citat}
Det är *aldrig* för sent att be om hjälp, sade hon.
:::

Ännu ett stycke text för att citatet ska ha något att stå bredvid, och för att sidan inte ska ta slut där.

1. Första punkten[^punkt]

   med ett andra stycke i samma punkt.

2. Andra punkten
   - med en underpunkt
     1. och ett led därunder
        - och ännu ett

7. Tredje punkten heter tre, trots sin siffra.

# Ålder och kön

:::{tabell} 3:1
rubrik: Personer med stöd enligt *SoL* efter nämnd och kön, {{ år }}
källa: Påhittade uppgifter
data: personer
rader: nämnd
stubb: Nämnd
kolumner:
  - {grupp: [Personer, Antal], rubrik: Kvinnor, mått: antal, kön: kvinnor}
  - {grupp: [Personer, Antal], rubrik: Män, mått: antal, kön: män}
  - {grupp: [Personer, "Andel (%)"], rubrik: Kvinnor, mått: andel, kön: kvinnor, decimaler: 1}
  - {rubrik: Väntetid, mått: tid, kön: kvinnor}
noter:
  - "* Färre än fyra personer, enligt [lagen](https://example.org/lag)."
  - Uppgifterna är *påhittade*.
:::

## Bilder

:::{bild} bilder/alfa.png
alt: En blå ruta som blir genomskinlig åt höger.
figur: 3:1
rubrik: En ruta med **alfakanal**
källa: Eget arbete
bredd: 40
:::

Mellan bilderna står text.

:::{bild} bilder/foto.jpg
alt: En röd ruta.
figur: 3:2
rubrik: Ett foto
bredd: 60.5
:::

:::{bild} bilder/grå.png
alt: En grå ruta.
bredd: 30
:::

:::{bild} bilder/palett.png
alt: En grön ruta i färgtabell.
bredd: 20
:::

:::{bild} bilder/grått-foto.jpeg
alt: En grå ruta som foto.
bredd: 20
:::

### Tredje nivån

Kort.

#### Fjärde nivån

Slut på texten.

:::{förkortningar}
rubrik: Ord och förkortningar
:::

[^rymd]: Med *personer* menas [folkbokförda](https://example.org/folk) i {en}`the *whole* city`,
    se tabell 3:1.
[^metod]: En fotnot som kallas två gånger.
[^punkt]: En fotnot i en lista.
"""

DESCRIPTION: Final = """\
titel = "Personer med stöd"
källa = "Påhittade uppgifter"

[dimension.nämnd]
rubrik = "Nämnd"
kategorier = ["Norra staden", "Södra staden med ett långt namn som bryts", "Ön", "Hela staden"]
additiv = false

[dimension.kön]
kategorier = ["kvinnor", "män"]
additiv = false

[mått.antal]
enhet = "antal"
räknar = "personer"

[mått.andel]
enhet = "procent"
räknar = "personer"
decimaler = 1

[mått.tid]
enhet = "dagar"
räknar = "övrigt"
decimaler = 1
tom = true
"""

FIGURES: Final = """\
nämnd,kön,antal,andel,tid
Norra staden,kvinnor,1234,51.5,44.2
Norra staden,män,987,48.5,
Södra staden med ett långt namn som bryts,kvinnor,456,*,i.u
Södra staden med ett långt namn som bryts,män,*,.,
Ön,kvinnor,12,*,.
Ön,män,*,*,
Hela staden,kvinnor,1702,52.5,43.9
Hela staden,män,1540,47.5,
"""


def texts() -> Mapping[str, str]:
    return {
        "layouts/rapport.yaml": REPORT,
        CHAPTER: TEXT,
        "data/prov/personer.toml": DESCRIPTION,
        "data/prov/personer.csv": FIGURES,
    }


def make_rich_project(root: Path) -> Path:
    for name, text in texts().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _draw_pictures(root / "bilder")
    return root


def _draw_pictures(folder: Path) -> None:
    """Each mode of picture that a city's communicators hand in."""
    folder.mkdir()
    fading = Image.new("RGBA", (64, 16))
    fading.putdata([(0, 110, 191, 255 - 4 * (at % 64)) for at in range(64 * 16)])
    fading.save(folder / "alfa.png")
    Image.new("RGB", (32, 24), (196, 0, 30)).save(folder / "foto.jpg", quality=90)
    Image.new("L", (20, 20), 128).save(folder / "grå.png")
    Image.new("L", (20, 20), 200).save(folder / "grått-foto.jpeg")
    palette = Image.new("P", (10, 10), 1)
    palette.putpalette([0, 0, 0, 0, 134, 127])
    palette.save(folder / "palett.png", transparency=0)
