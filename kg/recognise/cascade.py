"""The cascade: names of people first, then words and names, numbers, and the rules of the language in their order."""

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.grammar.alphabet import Alphabet
from kg.grammar.patterns import Compiler, Found, Pattern
from kg.grammar.tape import Mention, Part, Tape
from kg.languages import Language
from kg.model import Entry
from kg.recognise.gazetteer import Gazetteer
from kg.recognise.numbers import Numbers, dates_in_digits
from kg.recognise.values import PRODUCTIONS, Named


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of ``recognition.toml``: what it matches, the kind it makes, the class of what it names."""

    name: str
    kind: str
    pattern: Pattern
    make: str
    type: str | None
    value: str | None
    covers: str | None
    early: bool
    also: Sequence[str]
    called: Sequence[str]
    inside: frozenset[str]
    again: bool

    @classmethod
    def read(cls, language: str, data: Mapping[str, Any], compiler: Compiler) -> "Rule":
        """The rule as it stands in the file; ``layer = "names"`` makes it early.

        ``covers`` names the captured stretch that becomes the mention, where the rest is only its surroundings;
        ``also`` further kinds that the mention may be taken as; ``called`` makes names from what was captured, the
        proper one first ("Embassy of {state}"); ``inside`` lists kinds of mention that are kept as parts of this
        one; ``again`` says to look again where the rule found something, for it may go on from there ("A, B and C").
        """
        return cls(
            name=f"{language}/{data['kind']}/{data['name']}",
            kind=data["kind"],
            pattern=compiler.compile(data["pattern"]),
            make=data.get("make", data["kind"]),
            type=data.get("type"),
            value=data.get("value"),
            covers=data.get("covers"),
            early=data.get("layer") == "names",
            also=data.get("also", ()),
            called=data.get("called", ()),
            inside=frozenset(data.get("inside", ())),
            again=data.get("again", False),
        )


class Cascade:
    """Turns one sentence of a folded text into a tape of mentions, by the data of one language."""

    def __init__(
        self, language: Language, alphabet: Alphabet, compiler: Compiler, gazetteer: Gazetteer
    ) -> None:
        self._alphabet = alphabet
        self._gazetteer = gazetteer
        self._language = language
        self._seen_by_names = language.seen_by_names
        self._numbers = Numbers(alphabet, language.thousands)
        rules = [Rule.read(language.code, data, compiler) for data in language.recognition]
        self._early = [rule for rule in rules if rule.early]
        self._late = [rule for rule in rules if not rule.early]

    def tape(
        self, text: str, start: int, end: int, mentions: Sequence[Mention], published: str | None
    ) -> Tape:
        """The tape of the sentence ``text[start:end]``; ``mentions`` are what the gazetteer found in it."""
        tape = Tape.of(text, start, end)
        visible: list[Mention] = []
        rest: list[Mention] = []
        for mention in mentions:
            hidden = self._seen_by_names.isdisjoint(mention.readings)
            (rest if hidden else visible).append(mention)
        tape = tape.with_mentions(visible, self._alphabet)
        tape = self._apply(self._early, tape, text, published, mentions)
        tape = tape.with_mentions(rest, self._alphabet)
        tape = dates_in_digits(tape, self._alphabet)
        tape = self._numbers.on(tape)
        return self._apply(self._late, tape, text, published, mentions)

    def also(self, tape: Tape, mentions: Iterable[Mention]) -> Tape:
        """The tape with further mentions, of kinds that stand alone on others."""
        return tape.with_mentions(mentions, self._alphabet)

    def _apply(
        self,
        rules: Iterable[Rule],
        tape: Tape,
        text: str,
        published: str | None,
        mentions: Sequence[Mention],
    ) -> Tape:
        waiting = list(rules)
        while waiting:
            rule = waiting.pop(0)
            replacements = []
            for found in rule.pattern.all(tape):
                i, j = found.places[rule.covers] if rule.covers else (found.start, found.end)
                mention = self._mention(rule, found, tape.extent(i, j), text, published)
                if mention is not None:
                    replacements.append((i, j, _containing(mention, rule.inside, mentions)))
            if replacements:
                tape = tape.rewritten(replacements, self._alphabet)
                if rule.again:
                    waiting.insert(0, rule)
        return tape

    def _mention(
        self, rule: Rule, found: Found, extent: tuple[int, int], text: str, published: str | None
    ) -> Mention | None:
        start, end = extent
        readings: dict[str, object] = {}
        same = found.parts.get("same")
        if same and same[0].mention is not None:
            readings = dict(same[0].mention.readings)
            also = [part for part in found.parts.get("also", ()) if part.mention is None]
            readings = {
                kind: _with_names(value, also, text, self._language.code) for kind, value in readings.items()
            }
        elif rule.make in PRODUCTIONS:
            value = PRODUCTIONS[rule.make](found.parts, published)
            if value is None:
                return None
            readings = {rule.kind: value}
        elif rule.type is not None:
            readings = {rule.kind: self._named(rule, found, text, start, end)}
        else:
            readings = {rule.kind: rule.value or ""}
        readings |= dict.fromkeys(rule.also, "")
        return Mention(start, end, readings, found.parts, rule.name)

    def _named(self, rule: Rule, found: Found, text: str, start: int, end: int) -> object:
        """A thing by its names; where the register knows its proper name, what the register has."""
        stretches = found.parts.get("name") or (Part(start, end),)
        stretches += found.parts.get("also", ())
        names = [(self._script(text[p.start : p.end]), text[p.start : p.end].strip()) for p in stretches]
        if rule.called:
            said = {role: self._said(parts[0], text) for role, parts in found.parts.items()}
            proper = [
                (self._language.code, template.format_map(said))
                for template in rule.called
                if said.keys() >= {role for _, role, _, _ in string.Formatter().parse(template) if role}
            ]
            for _, name in proper:
                if entries := self._gazetteer.entries(name):
                    return entries
            names = proper + names
        head = next((part.value for part in found.parts.get("head", ())), None)
        return Named(rule.kind, head if isinstance(head, str) else rule.type or "", tuple(names))

    def _said(self, part: Part, text: str) -> str:
        """What a captured part is called: by the register where it knows it, else in the words of the text."""
        value = part.value
        if isinstance(value, tuple) and (names := value[0].labels.get(self._language.code)):
            return str(names[0])
        return text[part.start : part.end].strip()

    def _script(self, name: str) -> str:
        return self._language.code if self._language.script.search(name) else "en"


def _containing(mention: Mention, kinds: frozenset[str], mentions: Sequence[Mention]) -> Mention:
    """The mention with those of the kinds that lie inside it as its parts."""
    if not kinds:
        return mention
    parts = dict(mention.parts)
    for other in mentions:
        if mention.start <= other.start and other.end <= mention.end:
            for kind in sorted(kinds & other.readings.keys()):
                parts[kind] = (*parts.get(kind, ()), Part(other.start, other.end, other, kind))
    return replace(mention, parts=parts)


def _with_names(value: object, also: Iterable[Part], text: str, language: str) -> object:
    """An unknown thing gains the name that stands beside it in brackets; known things keep theirs."""
    if not isinstance(value, Named):
        return value
    names = [text[part.start : part.end].strip() for part in also]
    return Named(value.kind, value.type, value.names + tuple((language, name) for name in names if name))


def known(mention: Mention, kind: str) -> tuple[Entry, ...]:
    """The register's entries behind a mention taken as ``kind``; empty where only the text names it."""
    value = mention.readings.get(kind)
    return value if isinstance(value, tuple) else ()
