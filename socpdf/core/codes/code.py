"""The entry of the error catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    id: str
    title: str
    """What is wrong, in one line, lower case."""
    cause: str
    cure: str
    example: str = ""
    """What to write, where an example says more than words."""
