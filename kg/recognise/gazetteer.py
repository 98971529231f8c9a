"""Names of the register and words of the lexicons found in a text, all at once (Aho-Corasick)."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, TypeAlias

import ahocorasick_rs

from kg.grammar.tape import Mention
from kg.model import Entry

# A phrase found: start, negative end, number of the phrase, readings.
_Match: TypeAlias = tuple[int, int, int, dict[str, object]]

_LONGEST_ACRONYM: Final = 8
_CLEARLY: Final = 5  # characters
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
        # What a key means where no phrase of it depends on capitals; None where the text's own decide.
        self._meanings = [
            None if any(_is_acronym(phrase.text) for phrase in phrases) else _readings(phrases)
            for phrases in self._phrases
        ]
        self._automaton = ahocorasick_rs.AhoCorasick(self._keys)

    def mentions(self, text: str) -> list[Mention]:
        """All mentions in a folded text, in order; none overlap.

        Of those that do, the leftmost is taken, and of these the longest. In scripts that join their words, where a
        word may seem to end in the next one, others are taken where they cover clearly more.
        """
        dense, places = _dense(text)
        classes = text.translate(_CLASSES)
        found = []
        for index, i, j in self._automaton.find_matches_as_indexes(dense, overlapping=True):
            start, end = places[i], places[j - 1] + 1
            if _whole(text, classes, start, end):
                readings = self._meanings[index]
                if readings is None:
                    readings = self._meant(index, text[start:end])
                if readings:
                    found.append((start, -end, index, readings))
        found.sort(key=itemgetter(0, 1, 2))
        mentions: list[Mention] = []
        for cluster in _clusters(found):
            taken = _covering(cluster) if _is_joined(text[cluster[0][0]]) else _leftmost(cluster)
            mentions += (
                Mention(start, -negative_end, readings) for start, negative_end, _, readings in taken
            )
        return mentions

    def _meant(self, index: int, surface: str) -> dict[str, object]:
        return _readings(phrase for phrase in self._phrases[index] if _case_agrees(phrase.text, surface))

    def entries(self, name: str) -> tuple[Entry, ...]:
        """What the register calls by exactly this name, whatever its kind; empty where nothing bears it."""
        for mention in self.mentions(name):
            if (mention.start, mention.end) == (0, len(name)):
                return next((value for value in mention.readings.values() if isinstance(value, tuple)), ())
        return ()


def _clusters(found: Sequence[_Match]) -> Iterator[list[_Match]]:
    """Matches, sorted, in groups of which each overlaps another one of its group."""
    group: list[_Match] = []
    end = 0
    for match in found:
        if group and match[0] >= end:
            yield group
            group = []
        group.append(match)
        end = max(end, -match[1])
    if group:
        yield group


def _leftmost(cluster: Sequence[_Match]) -> Iterator[_Match]:
    done = 0
    for match in cluster:
        if match[0] >= done:
            done = -match[1]
            yield match


def _covering(cluster: Sequence[_Match]) -> Sequence[_Match]:
    """The leftmost, but where others, that do not overlap either, cover clearly more of the text."""
    leftmost = list(_leftmost(cluster))
    starts = [match[0] for match in cluster]
    best: list[tuple[int, int, int]] = [(0, 0, len(cluster))] * (len(cluster) + 1)  # covers, taken, next
    for i in range(len(cluster) - 1, -1, -1):
        start, negative_end = cluster[i][:2]
        following = bisect_left(starts, -negative_end, i + 1)
        covers = -negative_end - start + best[following][0]
        best[i] = (covers, i, following) if covers >= best[i + 1][0] else best[i + 1]
    if best[0][0] - sum(-match[1] - match[0] for match in leftmost) < _CLEARLY:
        return leftmost
    taken = []
    i = 0
    while i < len(cluster):
        _, chosen, i = best[i]
        taken.append(cluster[chosen])
    return taken


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
    return _lower(_JOINT.sub("", name))


def _dense(text: str) -> tuple[str, Sequence[int]]:
    """Lower-case, without the spaces that stand between two signs of a joined script; and where each came from."""
    places: list[int] = []
    done = 0
    for joint in _JOINT.finditer(text):
        places += range(done, joint.start())
        done = joint.end()
    if not done:
        return _lower(text), range(len(text))
    places += range(done, len(text))
    return _lower(_JOINT.sub("", text)), places


def _lower(text: str) -> str:
    """In lower case, each character still one; a line end is a space."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := c.lower()) == 1 else c for c in text)
    return lower.replace("\n", " ")


class _Classes(dict[int, str]):
    """What matters of a character beside a name, by code point, for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.combining(character) == _VIRAMA:
            kind = _STACKS
        elif unicodedata.category(character).startswith("M"):
            kind = _MARK
        elif _is_joined(character) or not character.isalnum():
            kind = _OTHER
        else:
            kind = _LETTER if character.isalpha() else _DIGIT if character.isdigit() else _OTHER
        if character == "-":
            kind = character
        self[code] = kind
        return kind


_VIRAMA: Final = 9  # canonical combining class of the signs that put the next consonant below (Khmer coeng)
_STACKS, _MARK, _LETTER, _DIGIT, _OTHER = "vmad "
_CLASSES: Final = _Classes()


def _whole(text: str, classes: str, start: int, end: int) -> bool:
    """Whether a stretch cuts no syllable of Khmer and no word of a script that has spaces."""
    before = classes[start - 1] if start else _OTHER
    after = classes[end] if end < len(classes) else _OTHER
    if after in (_MARK, _STACKS) or before == _STACKS:
        return False
    if before in (_LETTER, _DIGIT) and before == classes[start]:
        return False
    if after in (_LETTER, _DIGIT) and after == classes[end - 1]:
        return False
    # the "in" of Jae-in
    return not ("-" in (before, after) and end - start <= _SHORT and text[start:end].islower())


def _is_acronym(phrase: str) -> bool:
    """Whether a phrase is found only as it is written: all capitals, eight letters at most; or one letter."""
    return len(phrase) == 1 or (phrase.isupper() and len(phrase) <= _LONGEST_ACRONYM)


def _case_agrees(phrase: str, surface: str) -> bool:
    """Acronyms are found in capitals only: WHO is not who, A. is no article."""
    if len(phrase) == 1:
        return phrase == surface
    return not _is_acronym(phrase) or surface.isupper()
