"""The words of one utterance as they come: in their language, made whole, apart from the reader's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from socpdf.preflight.listen import words

# A word divided at a line's end, by a hyphen that is not heard.
_SOFT: Final = re.compile("\u00ad\\s*")
# A word that is broken after a hyphen, dash or slash of its own.
_JOINT: Final = re.compile(r"(?<=\w[-‐–/])\n(?=\w)")
# Words that stand for others are words of their own, but what is punctuated with them stays theirs.
_LOOSE: Final = re.compile(r"(?<=\() | (?=[.,;:!?)]+(?:\s|$))")


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    own: bool
    """Whether it is the file's, not the reader's."""


@dataclass(slots=True)
class Voice:
    language: str
    """Spoken at the moment; it stays from one utterance to the next."""
    _parts: list[_Part] = field(default_factory=list)

    def say(self, text: str, language: str) -> None:
        """Words of the file."""
        if text.strip() and _main(language) != _main(self.language):
            self.tell(f"på {words.language(language)}")
            self.language = language
        self._parts.append(_Part(text, own=True))

    def tell(self, text: str) -> None:
        """Words of the reader."""
        self._parts.append(_Part(f" [{text}] ", own=False))

    @property
    def is_silent(self) -> bool:
        return not any(part.text.strip() for part in self._parts)

    @property
    def has_words(self) -> bool:
        """Whether the file itself said something."""
        return any(part.own and part.text.strip() for part in self._parts)

    @property
    def place(self) -> int:
        """Where the next words will stand; what comes from there on can be looked at or said otherwise."""
        return len(self._parts)

    def since(self, place: int) -> str:
        return whole("".join(part.text for part in self._parts[place:]))

    def say_otherwise(self, place: int, text: str) -> None:
        """The reader's words for all that was said from a place on."""
        del self._parts[place:]
        self.tell(text)

    def take(self, *, own: bool = False) -> str:
        """The utterance, or the file's own words of it; the next one begins."""
        text = whole("".join(part.text for part in self._parts if part.own or not own))
        self._parts.clear()
        return text


def whole(text: str) -> str:
    """A text as one line, its divided words made whole."""
    joined = _JOINT.sub("", _SOFT.sub("", text))
    return _LOOSE.sub("", " ".join(joined.split()))


def _main(language: str) -> str:
    return language.partition("-")[0].lower()
