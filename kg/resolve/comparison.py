"""How alike the names of two things are, from 0 (not) to 1 (the same), and what makes them so.

People and places are compared by how their names are spelled, in whatever script; bodies and projects word by word,
for their names are translated where those of people are spelled.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from kg.resolve import spelling
from kg.resolve.names import core

# From ALIKE on two things are taken for one where what is said of them agrees too; from CANDIDATE on they may be.
ALIKE: Final = 0.8
CANDIDATE: Final = 0.6

# At this distance (nats a letter) names that are spelled are as alike as ALIKE: in two scripts, in Latin letters, in
# another script. Measured on tests/names; see tests/benchmarks.
_LIMITS: Final = {"both": 1.6, "latin": 0.2, "native": 0.1}
SPELLED: Final = frozenset({"person", "place"})
_SAME_WORD: Final = 88  # of 100: how alike two words are that are taken for one
_WORD = re.compile(r"[^\W_]+")
# Words that stand in one form of a name and not in another, in English and French.
_SMALL: Final = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "des",
        "du",
        "et",
        "for",
        "in",
        "la",
        "le",
        "les",
        "of",
        "on",
        "the",
        "to",
    )
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as resolution sees it.

    ``kind`` is the kind of mention that its names make (``person``, ``organisation``, ``place``, ``project``), ``type``
    the class of the ontology; ``context`` says with what the documents connect it, as pairs of relation and value
    (``("organisation", IRI)``); ``known`` that the register describes it.
    """

    id: str
    kind: str
    type: str
    names: tuple[str, ...]
    context: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    known: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """How alike two names are (0 to 1), and the two names."""

    score: float
    one: str
    other: str


def likeness(one: Thing, other: Thing) -> Likeness:
    """Of the names of two things of one kind the two that are most alike."""
    return max(
        Likeness(_alike(mine, one.type, theirs, other.type, spelled=one.kind in SPELLED), mine, theirs)
        for mine in one.names
        for theirs in other.names
    )


def _alike(one: str, one_type: str, other: str, other_type: str, *, spelled: bool) -> float:
    if not spelled:
        return _words_alike(one, other)
    mine, theirs = core(one, one_type), core(other, other_type)
    scripts = "both" if mine.isascii() != theirs.isascii() else "latin" if mine.isascii() else "native"
    distance = spelling.load().distance(mine, theirs)
    return max(0.0, 1 - (1 - ALIKE) * distance / _LIMITS[scripts])


def _words_alike(one: str, other: str) -> float:
    """The share of two names that their common words make up, in whatever order; none where their numbers differ."""
    mine, theirs = words(one), words(other)
    whole = len("".join(mine)) + len("".join(theirs))
    if not whole or _numbers(one) != _numbers(other):
        return 0.0
    shared = 0
    left = list(theirs)
    unlike = []
    for word in mine:
        if word in left:
            left.remove(word)
            shared += 2 * len(word)
        else:
            unlike.append(word)
    if shared + 2 * min(len("".join(unlike)), len("".join(left))) < CANDIDATE * whole:
        return 0.0
    for word in unlike:
        found = max(left, key=lambda candidate: (fuzz.ratio(word, candidate), candidate), default="")
        if fuzz.ratio(word, found) >= _SAME_WORD:
            left.remove(found)
            shared += len(word) + len(found)
    # One word more or less is another body as a rule: ALIKE is what has all words in common.
    return 1.0 if shared == whole else min(shared / whole, ALIKE - 0.01)


@lru_cache(100_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, without small ones; a script that joins its words gives one."""
    found = _WORD.findall(spelling.plain(name).casefold())
    return tuple(word for word in found if word not in _SMALL) or tuple(found)


@lru_cache(100_000)
def _numbers(name: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in words(name) if any(character.isdigit() for character in word)))
