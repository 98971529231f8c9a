"""Short names: who was named in full is meant where one word of the name stands later in the text."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.grammar.tape import Mention, Tape
from kg.recognise.cascade import known
from kg.recognise.values import Named

_WORD = re.compile(r"[A-Z][A-Za-z'-]{3,}")  # shorter words of names mean too much else
_CAPITALISED_BEFORE = re.compile(r"[A-Z][\w'.-]* $")
_CAPITALISED_AFTER = re.compile(r" [A-Z]")
_NEAR: Final = 30


class ShortNames:
    """Reads the tapes of a document in their order and remembers whom they name in full, in Latin script."""

    def __init__(self) -> None:
        # By word: the name it is of and a mention of that person; None where several people share the word.
        self._people: dict[str, tuple[str, Mention] | None] = {}

    def found_in(self, tape: Tape) -> Iterator[Mention]:
        """Mentions of people, named before, by one word of their names; where two share the word, none is meant."""
        for match in _WORD.finditer(tape.text) if self._people else ():
            word = match[0].removesuffix("'s")
            person = self._people.get(word.casefold())
            if person is not None and _alone(tape.text, match.start(), match.end()):
                start, end = tape.extent(match.start(), match.start() + len(word))
                yield Mention(start, end, {"person": person[1].readings["person"]}, rule="short-name")

    def learn(self, tape: Tape) -> None:
        """Remember the people that a tape names in full."""
        for mention in tape.mentions:
            if mention is not None and "person" in mention.readings:
                for name in _names(mention):
                    words = _WORD.findall(name) if " " in name else ()
                    for word in words:
                        self._remember(word.casefold(), name.casefold(), mention)

    def _remember(self, word: str, name: str, mention: Mention) -> None:
        person = self._people.setdefault(word, (name, mention))
        if person is not None and not _within(name, person[0]):
            self._people[word] = None


def _alone(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _NEAR) : start]
    return not _CAPITALISED_BEFORE.search(before) and not _CAPITALISED_AFTER.match(text, end)


def _within(one: str, other: str) -> bool:
    """Whether two names are of one person: the words of one are among those of the other."""
    mine, theirs = set(one.split()), set(other.split())
    return mine <= theirs or theirs <= mine


def _names(mention: Mention) -> Sequence[str]:
    value = mention.readings["person"]
    if isinstance(value, Named):
        return [name for _, name in value.names[:1]]
    return [names[0] for entry in known(mention, "person") for names in entry.labels.values()]
