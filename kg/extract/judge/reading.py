"""A document as the judge sees it: sentences of tokens, and what each of them could be in a role."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from kg import schema
from kg.extract.fillers import READINGS, Fillers
from kg.grammar.tape import Mention, Part, Tape
from kg.model import Anchor, Entity, Filler

Key: TypeAlias = tuple[str | None, str | None, str | None]

_WORD: Final = re.compile(r"\w+|[^\w\s]")
# By kind of filler the readings of a mention that can make one.
_KINDS: Final = {
    **{kind: frozenset(readings) for kind, readings in READINGS.items()},
    schema.DATE: frozenset({"date"}),
    schema.PERIOD: frozenset({"period"}),
}
_NAMES: Final = frozenset({"project_name", "facility"})
_PLAIN: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A mention with its kinds, or a word: where it stands in its sentence and in the folded text."""

    index: int
    start: int
    end: int
    kinds: frozenset[str]
    mention: Mention | None
    word: str


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A filler that a document offers, and where: the number of the sentence and the token."""

    filler: Filler
    sentence: int
    token: Token


def key(filler: Filler) -> Key:
    """What makes two fillers the same, wherever they stand."""
    return filler.entity, filler.value, filler.currency


class Reading:
    """The tokens and places of one document."""

    def __init__(self, tapes: Sequence[Tape], fillers: Fillers) -> None:
        self.fillers = fillers
        # What was seen around a place or an anchor once, for the many candidates that share it.
        self.seen: dict[tuple[int, ...], frozenset[str]] = {}
        self.sentences = [_tokens(tape) for tape in tapes]
        self.kinds = [_PLAIN.union(*(token.kinds for token in tokens)) for tokens in self.sentences]
        self.places: dict[str, list[list[Place]]] = {
            kind: [[] for _ in tapes] for kind in (*_KINDS, schema.TEXT)
        }
        self.count: Counter[tuple[str, Key]] = Counter()
        for number, tokens in enumerate(self.sentences):
            for token in tokens:
                if token.mention is not None:
                    self._note(number, token, token.mention)

    @property
    def entities(self) -> dict[str, Entity]:
        """The things behind the fillers, by id."""
        return self.fillers.entities

    def anchored(self, anchor: Anchor) -> tuple[int, int, int]:
        """The sentence of an anchor, and its first and last token there."""
        tokens = self.sentences[anchor.sentence]
        inside = [t.index for t in tokens if t.start < anchor.end and t.end > anchor.start]
        return (anchor.sentence, inside[0], inside[-1]) if inside else (anchor.sentence, 0, 0)

    def _note(self, number: int, token: Token, mention: Mention) -> None:
        for kind, readings in _KINDS.items():
            if readings.isdisjoint(token.kinds):
                continue
            for filler in self.fillers.fillers(kind, [Part(mention.start, mention.end, mention, kind)]):
                self._add(kind, Place(filler, number, token))
        if _NAMES & token.kinds:
            parts = mention.parts.get("name") or (Part(mention.start, mention.end, mention),)
            for filler in self.fillers.fillers(schema.TEXT, parts[:1]):
                self._add(schema.TEXT, Place(filler, number, token))
            for kind in (schema.SECTOR, schema.PLACE):
                for filler in self.fillers.fillers(kind, mention.parts.get(kind, ())):
                    self._add(kind, Place(filler, number, token))

    def _add(self, kind: str, place: Place) -> None:
        self.places[kind][place.sentence].append(place)
        self.count[kind, key(place.filler)] += 1


def _tokens(tape: Tape) -> list[Token]:
    tokens: list[Token] = []
    done = 0
    for i, mention in enumerate(tape.mentions):
        if mention is not None:
            _words(tape, done, i, tokens)
            tokens.append(
                Token(len(tokens), mention.start, mention.end, frozenset(mention.readings), mention, "")
            )
            done = i + 1
    _words(tape, done, len(tape.mentions), tokens)
    return tokens


def _words(tape: Tape, first: int, last: int, tokens: list[Token]) -> None:
    for match in _WORD.finditer(tape.text, first, last):
        start, end = tape.extent(*match.span())
        tokens.append(Token(len(tokens), start, end, _PLAIN, None, match[0].lower()))
