"""Names of the register and words of the lexicons found in a text, all at once (Aho-Corasick)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import ahocorasick_rs

from kg.grammar.tape import Mention
from kg.model import Entry

_SHORT: Final = 3  # letters of a word that a hyphen may join to a name
# A space between two signs of a script that writes words without spaces between them (Khmer).
_JOINT = re.compile("(?<=[\u1780-\u17dd]) (?=[\u1780-\u17dd])")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or name to find: its folded text, the kind it makes a mention of, what it means in that kind."""

    text: str
    kind: str
    value: object


class Gazetteer:
    """All phrases, ready to be found. Matching ignores case, but for acronyms, and spaces inside joined scripts."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_key: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            key = _key(phrase.text)
            if key:
                by_key.setdefault(key, []).append(phrase)
        self._keys = sorted(by_key)
        self._phrases: Sequence[list[Phrase]] = [by_key[key] for key in self._keys]
        self._automaton = ahocorasick_rs.AhoCorasick(self._keys)

    def mentions(self, text: str) -> list[Mention]:
        """All mentions in a folded text, in order: the leftmost, and of those the longest; none overlap."""
        dense, places = _dense(text)
        found = []
        for index, i, j in self._automaton.find_matches_as_indexes(dense, overlapping=True):
            start, end = places[i], places[j - 1] + 1
            if _whole(text, start, end):
                surface = text[start:end]
                phrases = [phrase for phrase in self._phrases[index] if _case_agrees(phrase.text, surface)]
                if phrases:
                    found.append((start, -end, index, phrases))
        found.sort(key=lambda match: match[:3])
        mentions, done = [], 0
        for start, negative_end, _, phrases in found:
            if start >= done:
                done = -negative_end
                mentions.append(Mention(start, done, _readings(phrases)))
        return mentions

    def entries(self, name: str) -> tuple[Entry, ...]:
        """What the register calls by exactly this name, whatever its kind; empty where nothing bears it."""
        for mention in self.mentions(name):
            if (mention.start, mention.end) == (0, len(name)):
                return next((value for value in mention.readings.values() if isinstance(value, tuple)), ())
        return ()


def _readings(phrases: Iterable[Phrase]) -> dict[str, object]:
    """The meanings by kind. Several things of one kind that share a name stand side by side in a tuple."""
    readings: dict[str, object] = {}
    for phrase in phrases:
        known = readings.get(phrase.kind)
        if known is None:
            readings[phrase.kind] = phrase.value
        elif isinstance(known, tuple) and isinstance(phrase.value, tuple):
            readings[phrase.kind] = known + tuple(value for value in phrase.value if value not in known)
    return readings


def _is_joined(character: str) -> bool:
    """Whether a letter or sign is of a script that writes words without spaces between them (Khmer)."""
    return "\u1780" <= character <= "\u17dd"


def _key(name: str) -> str:
    """The dense form of a name: what ``_dense`` makes of it, without the places."""
    joined = _JOINT.sub("", name).replace("\n", " ")
    lower = joined.lower()
    return lower if len(lower) == len(joined) else _dense(name)[0]


def _dense(text: str) -> tuple[str, list[int]]:
    """Lower-case, without the spaces that stand between two signs of a joined script; and where each came from."""
    kept, places = [], []
    for i, character in enumerate(text):
        if character == " " and 0 < i < len(text) - 1 and _is_joined(text[i - 1]) and _is_joined(text[i + 1]):
            continue
        lower = character.lower()
        kept.append(" " if character == "\n" else lower if len(lower) == 1 else character)
        places.append(i)
    return "".join(kept), places


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch cuts no syllable of Khmer and no word of a script that has spaces."""
    after = text[end] if end < len(text) else " "
    before = text[start - 1] if start else " "
    if unicodedata.category(after).startswith("M") or unicodedata.combining(before) == 9:
        return False
    if "-" in (before, after) and end - start <= _SHORT and text[start:end].islower():
        return False  # the "in" of Jae-in
    return not _runs_on(before, text[start]) and not _runs_on(text[end - 1], after)


def _runs_on(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word: two letters or two digits of a script that has spaces."""
    if _is_joined(left) or _is_joined(right):
        return False
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())


def _case_agrees(phrase: str, surface: str) -> bool:
    """Acronyms (all capitals, eight letters at most) are found in capitals only: WHO is not who, A. is no article."""
    if len(phrase) == 1:
        return phrase == surface
    acronym = phrase.isupper() and len(phrase) <= 8
    return not acronym or surface.isupper()
