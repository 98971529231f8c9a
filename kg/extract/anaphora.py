"""Anaphora: "the project", "the Bank", "the Minister" mean the last one of their kind that the text has named.

And a number with a word for size ("of which 2.2 million") means the currency of the sums around it.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any, Final

from kg.extract import acronyms
from kg.grammar.alphabet import Alphabet
from kg.grammar.patterns import Compiler, Pattern
from kg.grammar.tape import Mention, Part, Tape
from kg.recognise.cascade import known
from kg.recognise.values import Money, Named

_MONEY: Final = "money"
_PROJECT: Final = "project_name"
_HEAD: Final = "head"
_POSTS: Final = frozenset({"post", "minister", "ambassador", "portfolio"})
_BESIDE: Final = 4  # places between a person and the post that the text gives them
_BEFORE: Final = 3  # how many sentences back a currency is looked for
_REMEMBERED: Final = 40  # of each kind: what was named longer ago is not meant


@dataclass(frozen=True, slots=True)
class Anaphor:
    """One ``[[anaphor]]`` of a language: words that stand for a thing of a ``kind`` of mention named before.

    ``by`` says what must agree: the ``head`` that the pattern captures is a word of its name ("the Bank": a name with
    "Bank"), or of the ``post`` that the text gave the person; without it the last thing of the kind is meant. The kind
    ``money`` is of its own: the pattern captures a ``value``, and a ``qualifier``, that want a currency. ``covers`` is
    the part of the pattern that stands for the thing, where it is not all of it.
    """

    name: str
    kind: str
    by: str
    covers: str
    pattern: Pattern

    @classmethod
    def read(cls, language: str, data: Mapping[str, Any], compiler: Compiler) -> "Anaphor":
        """The rule as it stands in ``recognition.toml``."""
        name = f"{language}/anaphor/{data['name']}"
        return cls(
            name, data["kind"], data.get("by", ""), data.get("covers", ""), compiler.compile(data["pattern"])
        )


@dataclass(frozen=True, slots=True)
class _Named:
    words: Sequence[str]  # lower-case names, or the post
    mention: Mention


class Antecedents:
    """Reads the tapes of a document in their order and remembers what they name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._things: dict[tuple[str, str], list[_Named]] = {}
        self._sums: deque[list[Money]] = deque([[]] * _BEFORE, _BEFORE)

    def resolved(self, tape: Tape, anaphors: Sequence[Anaphor], alphabet: Alphabet) -> Tape:
        """The tape on which words that stand for something named before are mentions of it."""
        for anaphor in anaphors:
            if anaphor.kind == _MONEY:
                tape = self._with_sums(tape, anaphor, alphabet)
                continue
            replacements = []
            for found in anaphor.pattern.all(tape):
                first, last = found.places.get(anaphor.covers, (found.start, found.end))
                start, end = tape.extent(first, last)
                mention = self._meant(anaphor, self._head(found.parts), tape, first)
                if mention is not None:
                    again = acronyms.named_again(mention, start, end, anaphor.name)
                    replacements.append((first, last, again))
            if replacements:
                tape = tape.rewritten(replacements, alphabet)
        return tape

    def _with_sums(self, tape: Tape, anaphor: Anaphor, alphabet: Alphabet) -> Tape:
        """The tape on which numbers that mean a sum are one, in the currency nearest before, else after."""
        replacements = []
        sums = [(i, value) for i, value in enumerate(map(_sum, tape.mentions)) if value]
        for found in anaphor.pattern.all(tape):
            near = sorted(sums, key=lambda each: (each[0] > found.start, abs(each[0] - found.start)))
            model = near[0][1] if near else next((each[-1] for each in reversed(self._sums) if each), None)
            value = found.parts["value"][0].value
            if model is None or not isinstance(value, Decimal):
                continue
            hedge = found.parts.get("qualifier")
            qualifier = str(hedge[0].value) if hedge else "exact"
            start, end = tape.extent(found.start, found.end)
            meant = Mention(
                start, end, {_MONEY: Money(value, model.currency, qualifier)}, found.parts, anaphor.name
            )
            replacements.append((found.start, found.end, meant))
        return tape.rewritten(replacements, alphabet) if replacements else tape

    def learn(self, tape: Tape) -> None:
        """Remember what a tape names."""
        self._sums.append([value for value in map(_sum, tape.mentions) if value])
        for place in range(len(tape.mentions)):
            for of, thing in self._named(tape, place):
                things = self._things.setdefault(of, [])
                things.append(thing)
                del things[:-_REMEMBERED]

    def _named(self, tape: Tape, place: int) -> Iterator[tuple[tuple[str, str], _Named]]:
        """What is named at a place, by the kind of mention and by what must agree."""
        mention = tape.mentions[place]
        if mention is None or "/anaphor/" in mention.rule or mention.rule == acronyms.RULE:
            return
        if _PROJECT in mention.readings:
            yield (_PROJECT, ""), _Named((), mention)
        if "organisation" in mention.readings:
            yield ("organisation", _HEAD), _Named(list(_names(mention)), mention)
        if "person" in mention.readings:
            posts = [self._said(other) for other in _beside(tape, place)]
            if posts:
                yield ("person", "post"), _Named(posts, mention)

    def _meant(self, anaphor: Anaphor, head: str, tape: Tape, start: int) -> Mention | None:
        """The last thing named that agrees: before ``start`` in the same sentence, else in the sentences before.

        Else, of a body, the one that the sentence goes on to name ("at the Ministry, X, the Minister of Health").
        """
        wanted = (anaphor.kind, anaphor.by)
        before, after = range(start - 1, -1, -1), range(start + 1, len(tape.mentions))
        here, later = (
            (thing for place in places for of, thing in self._named(tape, place) if of == wanted)
            for places in (before, after if anaphor.by == _HEAD else ())
        )
        for thing in chain(here, reversed(self._things.get(wanted, ())), later):
            if not anaphor.by or any(head in words for words in thing.words):
                return thing.mention
        return None

    def _head(self, parts: Mapping[str, Sequence[Part]]) -> str:
        head = parts.get("head", ())
        return self._text[head[0].start : head[0].end].lower() if head else ""

    def _said(self, mention: Mention) -> str:
        return self._text[mention.start : mention.end].lower()


def _sum(mention: Mention | None) -> Money | None:
    value = mention.readings.get(_MONEY) if mention is not None else None
    return value if isinstance(value, Money) else None


def _names(mention: Mention) -> Iterator[str]:
    value = mention.readings["organisation"]
    if isinstance(value, Named):
        yield from (name.lower() for _, name in value.names)
    for entry in known(mention, "organisation"):
        yield from (name.lower() for names in entry.labels.values() for name in names)


def _beside(tape: Tape, place: int) -> Iterator[Mention]:
    """The posts on either side of a person."""
    for step in (-1, 1):
        for distance in range(1, _BESIDE + 1):
            i = place + step * distance
            if not 0 <= i < len(tape.mentions):
                break
            mention = tape.mentions[i]
            if mention is not None and not _POSTS.isdisjoint(mention.readings):
                yield mention
                break
