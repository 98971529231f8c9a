"""The score of one document: what is right, wrong and missing by type and role, and the disagreements in words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.evaluate import entities
from kg.evaluate.counts import Counts
from kg.evaluate.gold import Gold, GoldFact, GoldFiller
from kg.evaluate.pairing import Pair, pairs
from kg.model import Document, Entity, Extraction, Fact, Filler, Span
from kg.schema import ROLES

MISSED: Final = "missed"  # a fact of the gold was not found
SPURIOUS: Final = "spurious"  # a fact was found that is not in the gold
DIFFERENT: Final = "different"  # a fact was found, with other fillers than the gold has


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact on which gold and extraction differ; ``missing`` and ``wrong`` are pairs of role and filler in words.

    ``evidence`` and ``quote`` are the first words that state the fact that was found; None and empty if none was.
    """

    document: str
    type: str
    kind: str
    missing: tuple[tuple[str, str], ...] = ()
    wrong: tuple[tuple[str, str], ...] = ()
    evidence: Span | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How one document was read. ``roles`` counts fillers by type and role, ``entities`` things.

    Of ``facts`` found ``exact`` have evidence that is all in the text.
    """

    document: str
    language: str
    roles: Mapping[tuple[str, str], Counts]
    entities: Counts
    facts: int
    exact: int
    disagreements: tuple[Disagreement, ...]


def score(gold: Gold, extraction: Extraction) -> Score:
    """Compare what was extracted from a document with its gold."""
    counts: defaultdict[tuple[str, str], Counts] = defaultdict(Counts)
    disagreements: list[Disagreement] = []
    for kind in ROLES:
        wanted = [fact for fact in gold.facts if fact.type == kind]
        found = [fact for fact in extraction.facts if fact.type == kind]
        paired = pairs(wanted, found, extraction.entities)
        taken = {id(pair.found) for pair in paired.values()}
        both = [paired.get(i, Pair(fact, None)) for i, fact in enumerate(wanted) if not fact.optional]
        for pair in [*both, *(Pair(None, fact) for fact in found if id(fact) not in taken)]:
            for role, count in _counts(kind, pair):
                counts[kind, role] += count
            if any(count.wrong or count.missing for _, count in _counts(kind, pair)):
                disagreements.append(_disagreement(gold.name, kind, pair, extraction))
    return Score(
        gold.name,
        gold.language,
        dict(counts),
        entities.counts(gold.facts, extraction.facts, extraction.entities),
        len(extraction.facts),
        sum(_is_exact(fact, extraction.document) for fact in extraction.facts),
        tuple(disagreements),
    )


def _counts(kind: str, pair: Pair) -> Iterator[tuple[str, Counts]]:
    """The counts of each role. What the gold allows without demanding it is neither right nor wrong."""
    for role in ROLES[kind]:
        same = pair.roles.get(role, {})
        wanted, found = _gold_fillers(pair.gold, role), _found_fillers(pair.found, role)
        right = sum(not wanted[at].optional for at in same)
        demanded = sum(not filler.optional for filler in wanted)
        yield role, Counts(right, wrong=len(found) - len(same), missing=demanded - right)


def _disagreement(document: str, kind: str, pair: Pair, extraction: Extraction) -> Disagreement:
    missing, wrong = [], []
    for role in ROLES[kind]:
        same = pair.roles.get(role, {})
        missing += [
            (role, _gold_words(filler))
            for at, filler in enumerate(_gold_fillers(pair.gold, role))
            if at not in same and not filler.optional
        ]
        wrong += [
            (role, _found_words(filler, extraction.entities))
            for at, filler in enumerate(_found_fillers(pair.found, role))
            if at not in same.values()
        ]
    evidence = next(iter(pair.found.evidence), None) if pair.found else None
    return Disagreement(
        document,
        kind,
        DIFFERENT if pair.gold and pair.found else MISSED if pair.gold else SPURIOUS,
        tuple(missing),
        tuple(wrong),
        evidence,
        extraction.document.text[evidence.start : evidence.end] if evidence else "",
    )


def _gold_fillers(fact: GoldFact | None, role: str) -> tuple[GoldFiller, ...]:
    return fact.roles.get(role, ()) if fact else ()


def _found_fillers(fact: Fact | None, role: str) -> tuple[Filler, ...]:
    return fact.roles.get(role, ()) if fact else ()


def _gold_words(filler: GoldFiller) -> str:
    """A filler by its first name; where it has alternatives, all of them."""
    if filler.listed:
        return filler.names[0]
    return " or ".join([*filler.names, *(f"{money.value:.15g} {money.currency}" for money in filler.sums)])


def _found_words(filler: Filler, known: Mapping[str, Entity]) -> str:
    if filler.entity is not None:
        labels = known[filler.entity].labels if filler.entity in known else {}
        names = labels.get("en") or next(iter(labels.values()), (filler.entity,))
        return names[0]
    return " ".join(part for part in (filler.value, filler.currency) if part)


def _is_exact(fact: Fact, document: Document) -> bool:
    """Whether each place that is named as evidence is one of the text, and there is one at all."""
    end = len(document.text)
    return bool(fact.evidence) and all(0 <= span.start < span.end <= end for span in fact.evidence)
