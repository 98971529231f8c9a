"""Acronyms: one that stood in brackets behind the name of a new organisation or a project means it later."""

import re
from typing import Final

from kg.grammar.alphabet import Alphabet
from kg.grammar.tape import Mention, Part, Tape
from kg.recognise.values import Named

RULE: Final = "acronym"
_ACRONYM: Final = re.compile(r"(?<![\w.-])[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?![\w-])")
_PROJECT: Final = "project_name"
_PROJECT_WORD_AND_ACRONYM: Final = 2  # words


class Acronyms:
    """Reads the tapes of a document (its folded ``text``) in their order and remembers what they abbreviate."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._meant: dict[str, Mention] = {}

    def resolved(self, tape: Tape, alphabet: Alphabet) -> Tape:
        """The tape on which an acronym, alone or behind the word for a project, is a mention of what it means."""
        if not self._meant:
            return tape
        replacements = [
            (*match.span(), named_again(self._meant[match[0]], *tape.extent(*match.span()), RULE))
            for match in _ACRONYM.finditer(tape.text)
            if match[0] in self._meant
        ]
        for place, mention in enumerate(tape.mentions):
            if mention is not None and _PROJECT in mention.readings and "also" not in mention.parts:
                words = self._text[mention.start : mention.end].split()
                meant = self._meant.get(words[-1])
                if len(words) == _PROJECT_WORD_AND_ACRONYM and meant and _PROJECT in meant.readings:
                    again = named_again(meant, mention.start, mention.end, RULE)
                    replacements.append((place, place + 1, again))
        return tape.rewritten(sorted(replacements, key=lambda each: each[0]), alphabet)

    def learn(self, tape: Tape) -> None:
        """Remember the acronyms that a tape gives: of organisations that no register knows, and of projects."""
        for mention in tape.mentions:
            if mention is None or mention.rule == RULE:
                continue
            named = mention.readings.get("organisation")
            if isinstance(named, Named):
                acronyms = [name for _, name in named.names[1:] if _ACRONYM.fullmatch(name)]
            elif _PROJECT in mention.readings:
                acronyms = [self._text[part.start : part.end] for part in mention.parts.get("also", ())]
            else:
                continue
            for acronym in acronyms:
                self._meant.setdefault(acronym, mention)


def named_again(mention: Mention, start: int, end: int, rule: str) -> Mention:
    """The thing meant at another place, with what was captured when it was named: its name stands there."""
    parts = {"name": (Part(mention.start, mention.end),), **mention.parts}
    return Mention(start, end, mention.readings, parts, rule)
