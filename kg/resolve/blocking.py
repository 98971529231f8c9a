"""Blocking: keys that alike names are likely to share, so that few of all pairs are compared.

Names of people and places go by the consonants that are heard, each left out once in turn (so that names that differ
in one share a key); names of bodies and projects by two words that they share.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from kg.resolve import spelling
from kg.resolve.comparison import SPELLED, Thing, words
from kg.resolve.names import core

# Letters that press spellings write for one another, in the order in which they are looked for.
_HEARD: Final = (
    ("c", "tch|chh|ch|sch|j|c(?=[eiy])|z|x|ts"),
    ("k", "kh|ck|g(?!n)|k|c|q"),
    ("p", "ph|p|b|f"),
    ("t", "th|t|d"),
    ("n", "gn|nh|ng|n"),
    ("s", "sh|s"),
    ("l", "l"),
    ("m", "m"),
)
_VOWELS: Final = (("i", "[ie]*[iy][ie]*|e+"), ("o", "[ou]+"), ("a", "[aeiou]+"))
_REPEATED = re.compile(r"(.)\1+")
_SOUND_ALIKE: Final = 72  # of 100
_LONGEST: Final = 8  # words, or signs of a name in a script that joins its words


class Blocks:
    """Things by the keys of their names, ready to be found by names that may be alike."""

    def __init__(self) -> None:
        self._members: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)

    def add(self, thing: Thing) -> None:
        """Put a thing into the blocks of its names."""
        for name in thing.names:
            for key in keys(thing.kind, thing.type, name):
                self._members[thing.kind, key].add((thing.id, _heard(thing, name)))

    def near(self, thing: Thing) -> list[str]:
        """The other things, sorted, of whose names one may be like one of this thing's."""
        found: set[str] = set()
        for name in thing.names:
            members: set[tuple[str, str]] = set()
            for key in keys(thing.kind, thing.type, name):
                members |= self._members.get((thing.kind, key), set())
            others = [member for member in members if member[0] != thing.id and member[0] not in found]
            if thing.kind not in SPELLED:
                found.update(other for other, _ in others)
            elif others:
                scores = process.cdist(
                    [_heard(thing, name)], [heard for _, heard in others], scorer=fuzz.ratio
                )
                found.update(
                    other
                    for (other, _), score in zip(others, scores[0], strict=True)
                    if score >= _SOUND_ALIKE
                )
        return sorted(found)


@lru_cache(100_000)
def keys(kind: str, type_: str, name: str) -> frozenset[str]:
    """The keys of the blocks that a name is in."""
    if kind in SPELLED:
        heard = _squeezed(_classes(_latin(name, type_), with_vowels=False))
        return frozenset((heard, *(heard[:i] + heard[i + 1 :] for i in range(len(heard)))))
    several = words(name)
    if len(several) == 1:
        return frozenset((several[0][:_LONGEST], several[0][-_LONGEST:]))
    stems = sorted({word.removesuffix("s") for word in several[:_LONGEST]})
    return frozenset("|".join(pair) for pair in itertools.combinations(stems, 2))


def _heard(thing: Thing, name: str) -> str:
    return heard(name, thing.type) if thing.kind in SPELLED else ""


@lru_cache(100_000)
def heard(name: str, type_: str) -> str:
    """A name as it is heard, roughly: classes of consonants and vowels, in Latin letters."""
    return _squeezed(_classes(_latin(name, type_), with_vowels=True))


def _latin(name: str, type_: str) -> str:
    return spelling.load().romanised(core(name, type_))


def _squeezed(letters: Iterator[str]) -> str:
    return _REPEATED.sub(r"\1", "".join(letters))


def _classes(latin: str, *, with_vowels: bool) -> Iterator[str]:
    for found in _letters().finditer(latin):
        class_ = found.lastgroup or ""
        if with_vowels or class_ not in "aio":
            yield class_


@cache
def _letters() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{class_}>{letters})" for class_, letters in (*_HEARD, *_VOWELS)))
