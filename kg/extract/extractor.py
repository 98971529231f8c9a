"""The extractor: one document in, its facts, entities and findings out. It knows no language and no RDF."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.acronyms import Acronyms
from kg.extract.anaphora import Antecedents
from kg.extract.figures import figure_mismatches
from kg.extract.fillers import Fillers
from kg.extract.findings import findings
from kg.extract.frames import Draft, drafts
from kg.extract.grammar import Grammar, grammar, names
from kg.extract.inherit import inherited
from kg.extract.judge.judge import Judge
from kg.extract.judge.reading import Reading
from kg.extract.merge import merged, most_advanced
from kg.extract.short_names import ShortNames
from kg.grammar.tape import Mention, Tape
from kg.languages import all_languages, detect, figure_mismatch, folds
from kg.model import Anchor, Document, Entry, Extraction, Fact, Filler, Inconsistency
from kg.normalise import Folded, fold
from kg.recognise.sentences import blocks, sentences
from kg.schema import ADVANCING, AT_LEAST, ENUMERATION, ENUMERATIONS, REQUIRED, ROLES, SINGLE

_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d$")  # of a range, its end
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATELINE = 6  # in how many sentences from the top a document's own date is looked for
_SHORT = 40  # characters of a line that holds hardly more than a date


@dataclass(frozen=True, slots=True)
class _Sentence:
    grammar: Grammar
    start: int
    end: int
    mentions: Sequence[Mention]

    def tape(self, text: str, published: str | None) -> Tape:
        return self.grammar.cascade.tape(text, self.start, self.end, self.mentions, published)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rules make of a document."""

    document: Document
    sentences: Sequence[_Sentence]
    tapes: Sequence[Tape]
    fillers: Fillers
    facts: list[Fact]
    guesses: list[Fact]


class Extractor:
    """Finds the facts of documents by the grammar of their languages and the names of the register."""

    def __init__(self, entries: Sequence[Entry], judge: Judge | None = None) -> None:
        """``judge`` decides what the rules leave open; without one there is what the rules are sure of."""
        self._judge = judge
        self._entries = {entry.iri: entry for entry in entries}
        self._names = names(entries)
        self._grammars: dict[str, Grammar] = {}

    def extract(self, document: Document) -> Extraction:
        """The facts of a document. Entities that the register does not know have provisional ids (``?kind:name``)."""
        known = self._read(document)
        facts = known.facts
        if self._judge:
            reading = Reading(known.tapes, known.fillers)
            judgements = list(self._judge.judged(facts, known.guesses, reading))
            facts = self._judge.standing(settled(each.fact for each in judgements), judgements)
        used = {f.entity for fact in facts for role in fact.roles.values() for f in role}
        entities = known.fillers.entities
        return Extraction(
            known.document,
            {key: entities[key] for key in sorted(entities) if key in used},
            tuple(facts),
            (
                *_inconsistencies(known.sentences, known.tapes, known.fillers),
                *figure_mismatches(facts, figure_mismatch()),
            ),
        )

    def material(self, document: Document) -> tuple[list[Fact], list[Fact], Reading]:
        """What a judge gets of a document: the facts that the rules are sure of, their guesses, what it offers."""
        known = self._read(document)
        return known.facts, known.guesses, Reading(known.tapes, known.fillers)

    def _read(self, document: Document) -> "_Known":
        if document.language == "und":
            document = replace(document, language=detect(document.text))
        folded = fold(document.text, folds())
        read = list(self._sentences(document, folded))
        if document.published is None:
            document = replace(document, published=_own_date(read, folded.text))
        tapes = list(_with_names_again(read, folded.text, document.published))
        fillers = Fillers(document, folded, self._entries)
        fillers.note_places(mention for sentence in read for mention in sentence.mentions)
        firm, guesses = _found(read, tapes, fillers)
        sure = inherited(merged(firm))
        facts = [fact for fact in sure if _complete(fact)]
        guesses += (fact for fact in sure if not _complete(fact))
        return _Known(document, read, tapes, fillers, facts, guesses)

    def _grammar(self, code: str) -> Grammar:
        if code not in self._grammars:
            self._grammars[code] = grammar(all_languages()[code], self._names)
        return self._grammars[code]

    def _sentences(self, document: Document, folded: Folded) -> Iterator[_Sentence]:
        found: dict[str, list[Mention]] = {}
        starts: dict[str, list[int]] = {}
        for start, end in blocks(folded.text):
            code = _language(folded.text[start:end], document.language)
            if code is None:
                continue
            known = self._grammar(code)
            if code not in found:
                found[code] = known.gazetteer.mentions(folded.text)
                starts[code] = [mention.start for mention in found[code]]
            for first, last in sentences(folded.text, start, end, known.language):
                i, j = bisect_left(starts[code], first), bisect_left(starts[code], last)
                inside = [mention for mention in found[code][i:j] if mention.end <= last]
                yield _Sentence(known, first, last, inside)


def _language(text: str, preferred: str) -> str | None:
    """The language of a block: that of the document where its script is the block's, else the block's own."""
    counts = {code: len(language.script.findall(text)) for code, language in all_languages().items()}
    most = max(counts.values(), default=0)
    if most == 0:
        return preferred if preferred in counts else None
    if counts.get(preferred) == most:
        return preferred
    return detect(text)


def _with_names_again(read: Sequence[_Sentence], text: str, published: str | None) -> Iterator[Tape]:
    """The tapes, on which what was named before is found again: by a short name, an acronym, an anaphor."""
    people, acronyms, antecedents = ShortNames(), Acronyms(text), Antecedents(text)
    for sentence in read:
        tape = sentence.tape(text, published)
        known = sentence.grammar
        named = known.cascade.also(tape, people.found_in(tape))
        named = acronyms.resolved(named, known.alphabet)
        yield antecedents.resolved(named, known.anaphors, known.alphabet)
        people.learn(tape)
        acronyms.learn(tape)
        antecedents.learn(named)


def _own_date(read: Sequence[_Sentence], text: str) -> str | None:
    """The first full date near the top, else one that stands in a line of its own, where metadata name none."""
    alone = (sentence for sentence in read[_DATELINE:] if sentence.end - sentence.start <= _SHORT)
    for sentence in (*read[:_DATELINE], *alone):
        if not _YEAR.search(text, sentence.start, sentence.end):
            continue
        for mention in sentence.tape(text, None).mentions:
            value = mention.readings.get("date") if mention else None
            if isinstance(value, str) and (day := _FULL_DATE.search(value)):
                return day[0]
    return None


def _found(
    read: Sequence[_Sentence], tapes: Sequence[Tape], fillers: Fillers
) -> tuple[list[Fact], list[Fact]]:
    """The facts of all sentences, and the guesses: those that say something, else one where no fact was found."""
    firm: list[Fact] = []
    guesses: list[Fact] = []
    for number, sentence in enumerate(read):
        open_: dict[str, Fact] = {}
        found = set()
        for draft in drafts(sentence.grammar.frames, tapes, number):
            fact = _fact(draft, fillers)
            if fact is None:
                continue
            if not draft.guess:
                firm.append(fact)
                found.add(fact.type)
            elif any((fact.type, role) not in ENUMERATIONS for role in fact.roles):
                guesses.append(fact)
                found.add(fact.type)
            else:
                open_.setdefault(fact.type, fact)
        guesses += (fact for type_, fact in open_.items() if type_ not in found)
    return firm, guesses


def settled(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, each once, without fillers that contradict each other; those that lack what they need are left out."""
    return [fact for fact in merged(map(_without_doubles, facts)) if _complete(fact)]


def _without_doubles(fact: Fact) -> Fact:
    return replace(fact, roles=_distinct(fact.roles))


def _fact(draft: Draft, fillers: Fillers) -> Fact | None:
    roles: dict[str, tuple[Filler, ...]] = {}
    anchor = fillers.span(*draft.anchor)
    place = Anchor(draft.sentence, *draft.anchor)
    for role, kind in ROLES[draft.type].items():
        if role in draft.parts:
            made = fillers.fillers(kind, draft.parts[role])
        elif role in draft.constants:
            made = tuple(Filler(anchor, value=value) for value in draft.constants[role])
        else:
            continue
        if kind == ENUMERATION:
            # A word may be of a class without saying any of its values ("give" says no status).
            made = tuple(filler for filler in made if filler.value in ENUMERATIONS[draft.type, role])
        if (draft.type, role) == ADVANCING:
            made = most_advanced(made)
        elif (draft.type, role) in SINGLE:
            made = made[:1]
        if made:
            roles[role] = made
    # Whether it is complete is told when the rest of the document has had its say.
    roles = _distinct(roles)
    if not roles and not draft.guess:
        return None
    evidence = tuple(sorted({fillers.span(*stretch) for stretch in draft.stretches.values()}))
    return Fact(draft.type, roles, evidence, tuple(sorted(draft.rules)), (place,))


def _complete(fact: Fact) -> bool:
    """Whether a fact has what its type cannot do without."""
    return all(group & fact.roles.keys() for group in REQUIRED[fact.type]) and all(
        len(fact.roles.get(role, ())) >= least
        for (type_, role), least in AT_LEAST.items()
        if type_ == fact.type
    )


def _distinct(roles: Mapping[str, tuple[Filler, ...]]) -> dict[str, tuple[Filler, ...]]:
    """Nobody gives to themselves: who is provider is not recipient of the same sum; a part is not its own whole."""
    kept = dict(roles)
    for first, second in (("provider", "recipient"), ("provider", "implementer"), ("part", "whole")):
        if first in kept and second in kept:
            given = {filler.entity for filler in kept[first]}
            kept[second] = tuple(filler for filler in kept[second] if filler.entity not in given)
            if not kept[second]:
                del kept[second]
    return kept


def _inconsistencies(
    read: Sequence[_Sentence], tapes: Sequence[Tape], fillers: Fillers
) -> Iterator[Inconsistency]:
    seen = set()
    for sentence, tape in zip(read, tapes, strict=True):
        for rule, found, said in findings(sentence.grammar.findings, tape):
            if "currency" in said:
                said["currency"] = fillers.currency(said["currency"])
            span = fillers.span(*tape.extent(found.start, found.end))
            key = (rule.kind, tuple(sorted(said.items())))
            if key in seen:
                continue
            seen.add(key)
            message = {language: text.format_map(said) for language, text in rule.message.items()}
            yield Inconsistency(rule.kind, message, (span,), rule.name)
