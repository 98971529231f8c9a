"""The grammar of one language, compiled: its gazetteer, its cascade, its frames and findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.anaphora import Anaphor
from kg.extract.findings import Finding
from kg.extract.frames import Frame
from kg.grammar.alphabet import Alphabet
from kg.grammar.patterns import Compiler
from kg.languages import Language, all_languages, entity_kinds, folded, folded_all, further_kinds, groups
from kg.model import Entry
from kg.recognise.cascade import Cascade
from kg.recognise.gazetteer import Gazetteer, Phrase


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that is needed to read sentences of one language."""

    language: Language
    gazetteer: Gazetteer
    cascade: Cascade
    alphabet: Alphabet
    anaphors: Sequence[Anaphor]
    frames: Sequence[Frame]
    findings: Sequence[Finding]


def names(entries: Iterable[Entry]) -> list[Phrase]:
    """Every name, key word and demonym of the register as a phrase, folded."""
    kinds = entity_kinds()
    found = [
        (name, kinds.get(entry.type, "organisation"), entry)
        for entry in entries
        for labels in (entry.labels, entry.words)
        for language in labels
        for name in labels[language]
    ]
    found += [
        (name, further.kind, entry)
        for further in further_kinds()
        for name, _, entry in found
        if further.includes(entry.type, entry.country)
    ]
    found += [(name, "demonym", entry) for entry in entries for name in entry.demonyms]
    texts = folded_all([name for name, _, _ in found])
    return [Phrase(text, kind, (entry,)) for text, (_, kind, entry) in zip(texts, found, strict=True)]


def grammar(language: Language, register: Sequence[Phrase]) -> Grammar:
    """Compile a language's data together with the names of the register."""
    words = [
        (word, kind, value)
        for kind, meanings in language.lexicon.items()
        for value, list_of_words in meanings.items()
        for word in list_of_words
    ]
    texts = folded_all([word for word, _, _ in words])
    lexicon = [Phrase(text, kind, value) for text, (_, kind, value) in zip(texts, words, strict=True)]
    others = [
        each.script for each in all_languages().values() if each.script.pattern != language.script.pattern
    ]
    # Sentences of a language are in its script: names in another one cannot stand in them, but for Latin ones.
    foreign = [script for script in others if not script.search("A")]
    phrases = [
        *(phrase for phrase in register if not any(script.search(phrase.text) for script in foreign)),
        *lexicon,
    ]
    alphabet = Alphabet(groups())
    by_text: dict[str, set[str]] = {}
    for phrase in phrases:
        by_text.setdefault(phrase.text.replace(" ", "").lower(), set()).add(phrase.kind)
    for kinds in sorted({tuple(sorted(kinds)) for kinds in by_text.values()}):
        for subset in _subsets(kinds):
            alphabet.symbol(subset)
    for kinds in (("number",), ("number", "day"), ("number", "year"), ("number", "sized"), ("date",)):
        alphabet.symbol(kinds)
    for rule in language.recognition:
        alphabet.symbol([rule["kind"], *rule.get("also", ())])
    gazetteer = Gazetteer(phrases)
    compiler = Compiler(
        alphabet,
        language.shapes,
        language.list_separator,
        folded,
        lambda word: bool(gazetteer.mentions(word)),
    )
    return Grammar(
        language,
        gazetteer,
        Cascade(language, alphabet, compiler, gazetteer),
        alphabet,
        [Anaphor.read(language.code, data, compiler) for data in language.anaphors],
        [Frame.read(language.code, data, compiler) for data in language.frames],
        [Finding.read(language.code, data, compiler) for data in language.findings],
    )


def _subsets(kinds: tuple[str, ...]) -> list[list[str]]:
    """Every set of readings that one surface can end up with: case may rule some of them out."""
    sets: list[list[str]] = [[]]
    for kind in kinds:
        sets += [[*known, kind] for known in sets]
    return [known for known in sets if known]
