"""What an author chooses about a chart; the values are what is typed."""

from enum import Enum


class Kind(Enum):
    BARS = "staplar"
    """Bars of several series beside each other."""
    STACKED = "staplade"
    SHARES = "andelar"
    """Stacked to a hundred per cent."""
    PAIRED = "par"
    """Two measures of different units side by side, each with its own axis."""
    LINES = "linjer"
    """Over years."""
    PYRAMID = "pyramid"
    """Two series, to the left and to the right."""
    DOTS = "punkter"
    """Two series, from the earlier to the later: dots joined by a line."""
    PARTS = "delar"
    """One whole of a few parts."""
    TILES = "karta"
    """The district boards as tiles, coloured by a value."""


class Width(Enum):
    COLUMN = "spalt"
    WIDE = "bred"
    """Column and margin."""


class Labels(Enum):
    """Which figures are printed at their marks."""

    ALL = "alla"
    LAST = "sista"
    NONE = "inga"


class Order(Enum):
    """Of the categories."""

    TABLE = "som tabellen"
    FALLING = "fallande"
    RISING = "stigande"


class Panels(Enum):
    """What is drawn in small charts of its own, all of one scale."""

    NONE = ""
    SERIES = "serier"
    GROUPS = "grupper"
    """What stands under one head of the table, or beside one label of it."""
