"""A Swedish word becomes the places where it may be broken at a line's end, each with its kind.

A compound is taken apart into parts that we know (`data/swedish-parts.txt`), all of it or nothing, so that it
breaks at its joints (*boendestöds-timmar*) and never beside them (*boendestöd-stimmar*). Where several ways
of taking it apart are equally short, only the breaks they share are offered. A word that we cannot take apart
gets few of the breaks which the Liang patterns see, because patterns know nothing of joints: a missed break
costs a little white, a wrong one costs the reader.

It never changes a word: breaks that need another spelling (*tillåta*, in two *till-låta*) are left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Final

import pyphen


class Weight(IntEnum):
    """Kinds of break, the best first."""

    HYPHEN = 0
    """After a hyphen that the word has already; none is added."""
    JOINT = 1
    """Between the parts of a compound."""
    AFFIX = 2
    """After a prefix or before a suffix."""
    SYLLABLE = 3


@dataclass(frozen=True, slots=True)
class Point:
    index: int
    """The first character after the break."""
    weight: Weight


MIN_LETTERS: Final = 3
"""Before and after every break, and between a joint and a break inside a part: never *stödin-sats*."""

Breaks = Mapping[int, Weight]

_WEIGHTS: Final = {"=": Weight.JOINT, "+": Weight.AFFIX, "-": Weight.SYLLABLE}
_MARK: Final = re.compile(r"[=+-]")
_VOWELS: Final = frozenset("aeiouyåäöéáàèü")
_LETTER: Final = r"[^\W\d_]"
_TOKEN: Final = re.compile(rf"[^\w-]*(?P<word>{_LETTER}+(?:[-\u2010]{_LETTER}+)*)[^\w-]*")
_HYPHEN: Final = re.compile(r"[-\u2010]")


class Hyphenator:
    """Breaks of words, remembered by word.

    `extra` holds a project's own words, marked where they may be broken: `=` at a joint, `+` at a prefix or
    suffix, `-` elsewhere (`boende=stöds=tim-mar`); a word without marks is never broken. They take a noun's
    endings and join compounds as our own parts do.
    """

    def __init__(self, extra: Mapping[str, str] | None = None) -> None:
        self._lexicon = _lexicon().with_words(extra or {})
        self._known: dict[str, tuple[Point, ...]] = {}

    def points(self, word: str) -> tuple[Point, ...]:
        """Where `word` may be broken; signs around the word (quotes, a full stop) may stand with it."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._find(word)
        return found

    def _find(self, token: str) -> tuple[Point, ...]:
        match = _TOKEN.fullmatch(token)
        if match is None:
            return ()
        word, start = match["word"], match.start("word")
        if _HYPHEN.search(word):
            found = _after_hyphens(word)
        elif len(word) < 2 * MIN_LETTERS or not word[1:].islower():
            return ()
        else:
            found = self._lexicon.breaks(word.lower())
        return tuple(Point(start + index, found[index]) for index in sorted(found))


def parse_marked(marked: str) -> tuple[str, dict[int, Weight]]:
    """A marked word, `bud-get`, as the bare word and its breaks."""
    breaks: dict[int, Weight] = {}
    word = ""
    for piece in re.split(r"([=+-])", marked):
        if piece in _WEIGHTS:
            breaks[len(word)] = _WEIGHTS[piece]
        else:
            word += piece
    if not word or 0 in breaks or len(word) in breaks:
        raise ValueError(f"a mark needs letters on both sides: `{marked}`")
    return word, breaks


def _after_hyphens(word: str) -> Breaks:
    ends = (match.end() for match in _HYPHEN.finditer(word))
    return {end: Weight.HYPHEN for end in ends if MIN_LETTERS < end <= len(word) - MIN_LETTERS}


# --- Endings -----------------------------------------------------------------------------------------------

_NING: Final = "ning nings ning-en ning-ens ning-ar ning-ars ning-ar-na ning-ar-nas"
_HET: Final = "het hets he-ten he-tens he-ter he-ters he-ter-na he-ter-nas"
_PLURAL: Final = "er ers er-na er-nas ar ars ar-na ar-nas or ors or-na or-nas na nas r rs rna rnas"
_NOUN: Final = f"s n ns t ts en ens et ets a as {_PLURAL}"
_ADJECTIVE: Final = f"s t ts a as e es are ares ast as-te {_HET}"
_VERB: Final = (
    "a as ar are ares a-ren a-rens ar-na ar-nas ad ads at ats a-de a-des "
    "an-de an-des an-det an-dets an-den an-dens an-de-na er es s t ts d ds da das de des te tes "
    f"et ets en ens it its na nas an ans bar bart ba-ra bar-het {_NING} {_NING.replace('ning', 'ing')} "
    "el-se el-sen el-sens el-ser el-sers el-ser-na el-ser-nas"
)
_VOWEL: Final = "r s d dd dda d-de d-des tt tts en-de en-des en-det en-dets en-den el-se el-sen el-ser"
_PAST: Final = "s t ts e es"

# Endings that carry a meaning of their own; to break before them is better than between two syllables.
_SUFFIXES: Final = ("ning", "het", "bar")


@dataclass(frozen=True, slots=True)
class _Role:
    """What may follow a stem."""

    endings: Mapping[str, Breaks]
    """At the end of the word."""
    links: tuple[str, ...]
    """Before the next part of a compound, when the stem is the word's first part and has no prefix."""
    links_later: tuple[str, ...]
    """The same for later parts and after a prefix: stöd=boende, but boende=stöds=timmar."""


def _role(
    endings: str, links: tuple[str, ...] = (), links_later: tuple[str, ...] = (), *, bare: bool
) -> _Role:
    table = dict(parse_marked(ending) for ending in endings.split())
    if bare:
        table[""] = {}
    return _Role(table, links, links_later)


_VERB_LINKS: Final = ("nings", "ings", "ande", "ar", "else")
_ROLES: Final = {
    "noun": _role(_NOUN, ("",), ("", "s"), bare=True),
    "noun s": _role(_NOUN, ("s",), ("", "s"), bare=True),
    "bound": _role(_NOUN, bare=False),
    "adj": _role(_ADJECTIVE, ("", "hets"), ("", "hets"), bare=True),
    "bound adj": _role(_ADJECTIVE, bare=False),
    "verb": _role(_VERB, _VERB_LINKS, _VERB_LINKS, bare=False),
    "verb in r": _role(_VERB, _VERB_LINKS, _VERB_LINKS, bare=True),
    "vowel": _role(_VOWEL, ("ende",), ("ende",), bare=True),
    "past": _role(_PAST, bare=True),
    "first": _Role({}, ("",), ("",)),
    "whole": _role("s", bare=True),
}


# --- The lexicon -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    role: _Role
    breaks: Breaks

    @property
    def is_compound(self) -> bool:
        return Weight.JOINT in self.breaks.values()


# The shortest way of taking a rest of a word apart: its cost, and the breaks that all such ways share.
_Split = tuple[int, dict[int, Weight]]
_PREFIX_COST: Final = 1
_PART_COST: Final = 2
_LETTER_LOST_COST: Final = 1
_MAX_PREFIXES: Final = 2
# A word with an unknown beginning is broken before a known end only if both are long.
_UNKNOWN_LETTERS: Final = 4
_KNOWN_LETTERS: Final = 7


@dataclass(frozen=True, slots=True)
class _Lexicon:
    parts: Mapping[str, tuple[_Part, ...]]
    prefixes: Mapping[str, Breaks]
    exceptions: Mapping[str, Breaks] = field(default_factory=dict)

    def with_words(self, extra: Mapping[str, str]) -> "_Lexicon":
        """This lexicon and a project's own words, which win over what we would have found."""
        parts, exceptions = dict(self.parts), dict(self.exceptions)
        for word, marked in extra.items():
            plain, breaks = parse_marked(marked.lower())
            if plain != word.lower():
                raise ValueError(f"`{marked}` without its marks is not `{word}`")
            exceptions[plain] = _within_limits(plain, breaks)
            for role, stem, inner in _forms("noun", plain, breaks):
                parts[stem] = (_Part(_ROLES[role], inner),)
        return _Lexicon(parts, self.prefixes, exceptions)

    def breaks(self, word: str) -> Breaks:
        """The breaks of a word in small letters."""
        if word in self.exceptions:
            return self.exceptions[word]
        split = _Splitter(self, word).rest(0, later=False, prefixes=0)
        found = self._guess(word) if split is None else split[1]
        return _within_limits(word, found)

    def _guess(self, word: str) -> dict[int, Weight]:
        """Breaks of a word we cannot take apart: before a long part that we know, and inside the rest."""
        for start in range(_UNKNOWN_LETTERS, len(word) - _KNOWN_LETTERS + 1):
            tail = _Splitter(self, word).rest(start, later=True, prefixes=0)
            if tail is not None and not _VOWELS.isdisjoint(word[:start]):
                found = {start: Weight.JOINT} | tail[1] | self._by_patterns(word, start)
                return _within_limits(word, found) | {start: Weight.SYLLABLE}
        return self._by_patterns(word, len(word))

    def _by_patterns(self, word: str, stop: int) -> dict[int, Weight]:
        """What the patterns see before `stop`, where it holds even in a compound nobody told us of.

        Between two equal consonants it does, unless a part that we know ends with both: *till* in *tillåta*.
        """
        return {
            index: Weight.SYLLABLE
            for index in _patterns().positions(word)
            if 3 < index < stop - 3
            and word[index - 1] == word[index]
            and not any(self._knows(word[start : index + 1]) for start in range(index - 1))
        }

    def _knows(self, text: str) -> bool:
        return text in self.parts or text in self.prefixes


def _within_limits(word: str, found: Mapping[int, Weight]) -> dict[int, Weight]:
    joints = [0, len(word), *(index for index, weight in found.items() if weight is Weight.JOINT)]
    return {
        index: weight
        for index, weight in found.items()
        if all(abs(index - joint) >= MIN_LETTERS or index == joint for joint in joints)
        and MIN_LETTERS <= index <= len(word) - MIN_LETTERS
    }


class _Splitter:
    """Takes one word apart, from the left, remembering what it found out about each rest of it."""

    def __init__(self, lexicon: _Lexicon, word: str) -> None:
        self._lexicon = lexicon
        self._word = word
        self._memo: dict[tuple[int, bool, int], _Split | None] = {}

    def rest(self, start: int, *, later: bool, prefixes: int) -> _Split | None:
        """The shortest way for what follows `start`: a compound's later part, or one after prefixes."""
        key = (start, later, prefixes)
        if key not in self._memo:
            best: _Split | None = None
            for cost, breaks in self._ways(start, later=later, prefixes=prefixes):
                if best is None or cost < best[0]:
                    best = cost, breaks
                elif cost == best[0]:
                    best = cost, {i: max(w, breaks[i]) for i, w in best[1].items() if i in breaks}
            self._memo[key] = best
        return self._memo[key]

    def _ways(self, start: int, *, later: bool, prefixes: int) -> Iterator[_Split]:
        word, lexicon = self._word, self._lexicon
        for end in range(start + 1, len(word) + 1):
            text = word[start:end]
            if prefixes < _MAX_PREFIXES and text in lexicon.prefixes and (start == 0 or len(text) > 1):
                inner = {start + index: weight for index, weight in lexicon.prefixes[text].items()}
                for follow, cost, joint in _joints(word, end, Weight.AFFIX):
                    rest = self.rest(follow, later=later, prefixes=prefixes + 1)
                    yield from self._then(_PREFIX_COST + cost, inner | joint, rest)
            for part in lexicon.parts.get(text, ()):
                inner = {start + index: weight for index, weight in part.breaks.items()}
                yield from self._last_part(part.role, inner, text, end)
                composed = later or prefixes > 0 or part.is_compound
                yield from self._earlier_part(part.role, inner, text, end, composed=composed)

    def _last_part(self, role: _Role, inner: dict[int, Weight], stem: str, end: int) -> Iterator[_Split]:
        ending = self._word[end:]
        if ending in role.endings:
            breaks = inner | _ending_breaks(stem, ending, role.endings[ending], end)
            yield _PART_COST, breaks

    def _earlier_part(
        self, role: _Role, inner: dict[int, Weight], stem: str, end: int, *, composed: bool
    ) -> Iterator[_Split]:
        for link in role.links_later if composed else role.links:
            if self._word.startswith(link, end):
                breaks = inner | _ending_breaks(stem, link, {}, end)
                for follow, cost, joint in _joints(self._word, end + len(link), Weight.JOINT):
                    rest = self.rest(follow, later=True, prefixes=0)
                    yield from self._then(_PART_COST + cost, breaks | joint, rest)

    @staticmethod
    def _then(cost: int, breaks: dict[int, Weight], rest: _Split | None) -> Iterator[_Split]:
        if rest is not None:
            yield cost + rest[0], breaks | rest[1]


def _joints(word: str, end: int, weight: Weight) -> Iterator[tuple[int, int, dict[int, Weight]]]:
    """Where the next part starts, what is to be paid for it, and the break before it.

    Of three equal consonants one is not written (till+låta is *tillåta*): there the next part starts with a
    letter of this one, and the joint cannot be broken without another spelling.
    """
    if end < len(word):
        yield end, 0, {end: weight}
        if end >= 2 and word[end - 1] == word[end - 2] and word[end - 1] not in _VOWELS:
            yield end - 1, _LETTER_LOST_COST, {}


def _ending_breaks(stem: str, ending: str, inner: Breaks, end: int) -> dict[int, Weight]:
    """The breaks at and in an ending which starts at `end` of the word."""
    breaks = {end + index: weight for index, weight in inner.items()}
    shift = _syllable_shift(stem, ending)
    if shift is not None:
        suffix = shift == 0 and ending.startswith(_SUFFIXES)
        breaks[end - shift] = Weight.AFFIX if suffix else Weight.SYLLABLE
    return breaks


def _syllable_shift(stem: str, ending: str) -> int | None:
    """How many letters of the stem go with the ending's first syllable; None where no syllable starts.

    The rule of one consonant: perso-ner, insat-sen, hand-lingar. One sound is not parted: gång-er, sträck-or.
    """
    if _VOWELS.isdisjoint(ending) or ending[0] == ending[1:2]:
        return None
    if ending[0] not in _VOWELS or stem[-1] in _VOWELS or stem.endswith(("ng", "ck", "x")):
        return 0
    return 2 if stem.endswith("ch") else 1


# --- Reading the data --------------------------------------------------------------------------------------


@cache
def _patterns() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="sv", left=MIN_LETTERS, right=MIN_LETTERS)


@cache
def _lexicon() -> _Lexicon:
    parts: dict[str, tuple[_Part, ...]] = {}
    prefixes: dict[str, Breaks] = {}
    for section, marked in _entries():
        word, breaks = parse_marked(marked)
        if section == "prefix":
            prefixes[word] = breaks
            continue
        for role, stem, inner in _forms(section, word, breaks):
            parts[stem] = (*parts.get(stem, ()), _Part(_ROLES[role], inner))
    return _Lexicon(parts, prefixes)


def _entries() -> Iterator[tuple[str, str]]:
    text = resources.files("socpdf.text").joinpath("data", "swedish-parts.txt").read_text("utf-8")
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            yield from ((section, marked) for marked in line.split())


def _forms(section: str, word: str, breaks: Breaks) -> Iterator[tuple[str, str, Breaks]]:
    """The stems under which a word of a section is found: as it is, and without a vowel that endings drop."""
    if section == "verb" and word.endswith("r"):  # present tense without an ending: jämför
        section = "verb in r"
    yield section, word, breaks
    if section in {"noun", "noun s"}:
        bound = "bound"
    elif section == "adj":
        bound = "bound adj"
        if word.endswith("m"):  # verksam, verksamm-a
            yield bound, word + "m", breaks
    else:
        return
    if word.endswith(("a", "e")):  # flicka, flick-or; möte, möt-en
        yield bound, word[:-1], _up_to(breaks, len(word) - 3)
    elif word.endswith("um"):  # museum, muse-et
        yield bound, word[:-2], _up_to(breaks, len(word) - 3)
    elif len(word) > 4 and word.endswith(("el", "en", "er")) and word[-3] not in _VOWELS:  # medel, medl-en
        stem = word[:-2] + word[-1]
        yield bound, stem, _up_to(breaks, len(word) - 4)


def _up_to(breaks: Breaks, last: int) -> dict[int, Weight]:
    return {index: weight for index, weight in breaks.items() if index <= last}
