"""What a Swedish screen reader says of itself: names of roles, of languages, and of places in a table."""

from typing import Final

LANGUAGES: Final = {
    "ar": "arabiska",
    "da": "danska",
    "de": "tyska",
    "en": "engelska",
    "es": "spanska",
    "fa": "persiska",
    "fi": "finska",
    "fit": "meänkieli",
    "fr": "franska",
    "it": "italienska",
    "la": "latin",
    "nb": "norska",
    "nn": "nynorska",
    "no": "norska",
    "pl": "polska",
    "rom": "romani",
    "ru": "ryska",
    "se": "nordsamiska",
    "so": "somaliska",
    "sv": "svenska",
    "ti": "tigrinja",
    "tr": "turkiska",
    "uk": "ukrainska",
    "yi": "jiddisch",
}


def language(tag: str) -> str:
    """A language by its tag: `en-GB` is engelska."""
    main = tag.partition("-")[0].lower()
    return LANGUAGES.get(main, f"språket {tag}")


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def table_size(rows: int, columns: int) -> str:
    return f"tabell med {counted(rows, 'rad', 'rader')} och {counted(columns, 'kolumn', 'kolumner')}"


def reach(word: str, places: range) -> str:
    """`rad 3`, or `kolumn 3 till 5` of a cell that spans."""
    first = f"{word} {places.start + 1}"
    return first if len(places) == 1 else f"{first} till {places.stop}"
