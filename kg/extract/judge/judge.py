"""The judge: of the rules' facts and guesses those that are likely, each with the fillers that are likely.

It looks twice: first at each fact by itself, to fill it; then, when what is told several times is one fact, at each
beside the others.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from kg.extract.judge import facts as about_facts
from kg.extract.judge import features
from kg.extract.judge.candidates import ROLES, Candidate, candidates
from kg.extract.judge.reading import Key, Reading, key
from kg.extract.judge.review import Judgement, of_facts
from kg.extract.judge.weights import Weights
from kg.model import Fact, Filler, Span
from kg.schema import AT_LEAST, ENUMERATIONS, REQUIRED, SINGLE

# From which probability on: chosen by cross-validation on gold texts, where lower ones cost more precision than they
# gain recall.
_MAY_BE_FACT: Final = 0.1  # for a second look
_STANDS: Final = 0.5
_IS_FACT: Final = 0.3  # where too few were seen to learn from which of them stand
_FILLS: Final = 0.45
_FILLS_ROLE: Final = {"sector": 0.55}  # words for fields stand everywhere, so that more must speak for one
_FILLS_ALONE: Final = 0.15  # the best candidate for roles of which the fact cannot do without one
_HOLDS: Final = 0.4
_SUREST: Final = 0.999  # no text is read with certainty
_RULE: Final = "weights"
STANDS: Final = "stands"  # the question of the second look

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Judge:
    """Applies weights to what the rules found in a document."""

    weights: Weights

    def judged(self, facts: Sequence[Fact], guesses: Sequence[Fact], reading: Reading) -> Iterator[Judgement]:
        """The first look: facts and guesses that may be facts, with likely fillers."""
        roles = features.Roles.of(facts)
        for fact, guess in [*((fact, False) for fact in facts), *((fact, True) for fact in guesses)]:
            seen = about_facts.of_fact(fact, guess, reading)
            probability = self._probability(fact.type, guess, seen)
            if probability >= _MAY_BE_FACT:
                filled, likely = self._filled(fact, reading, roles)
                yield Judgement(filled, guess, probability, seen, likely)

    def standing(self, facts: Sequence[Fact], judgements: Sequence[Judgement]) -> list[Fact]:
        """The second look: the facts that stand, in their order, with how sure that is as their confidence.

        ``facts`` are those of the judgements, or what several of them became when they were merged. The confidence
        is the share of a fact's fillers that is likely to be right.
        """
        sure: dict[int, float] = {}
        for fact, at_first, seen in of_facts(facts, judgements):
            if self.weights.has(fact.type, STANDS):
                probability, least = self.weights.probability(fact.type, STANDS, seen), _STANDS
            else:
                probability, least = at_first, _IS_FACT
            if probability >= least:
                sure[id(fact)] = min(round(probability, 3), _SUREST)
        return [replace(fact, confidence=sure[id(fact)]) for fact in facts if id(fact) in sure]

    def _probability(self, type_: str, guess: bool, seen: Set[str]) -> float:
        if not self.weights.has(type_, "fact"):
            return 0.0 if guess else 1.0
        return self.weights.probability(type_, "fact", seen)

    def _filled(
        self, fact: Fact, reading: Reading, roles: features.Roles
    ) -> tuple[Fact, dict[tuple[str, Key], float]]:
        """The fact with what is likely in its roles, and how likely each candidate for them is."""
        offered = {
            role: self._offered(fact, role, reading, roles)
            for role in ROLES.get(fact.type, ())
            if self.weights.has(fact.type, role)
        }
        chosen = {
            role: _kept(fact.type, role, [c for p, c in some if p >= _FILLS_ROLE.get(role, _FILLS)])
            for role, some in offered.items()
        }
        for role, some in offered.items():
            least = AT_LEAST.get((fact.type, role), 0)
            if len(chosen[role]) < least:
                chosen[role] = [c for p, c in some[:least] if p >= _FILLS_ALONE]
        filled = {**fact.roles, **{role: tuple(c.filler for c in some) for role, some in chosen.items()}}
        for group in REQUIRED[fact.type]:
            if any(filled.get(role) for role in group):
                continue
            probability, role = max(
                ((some[0][0], role) for role, some in offered.items() if role in group and some),
                default=(0.0, ""),
            )
            if probability >= _FILLS_ALONE:
                chosen[role] = [offered[role][0][1]]
                filled[role] = (chosen[role][0].filler,)
            else:  # what the rules say is better than nothing
                filled.update((role, fact.roles[role]) for role in group & fact.roles.keys())
        for role in about_facts.ENUMERATED.get(fact.type, ()):
            filled[role] = self._values(fact, role, reading)
        filled = {role: fillers for role, fillers in filled.items() if fillers}
        added = [candidate for some in chosen.values() for candidate in some if not candidate.by_rule]
        likely = {
            (role, key(candidate.filler)): probability
            for role, some in offered.items()
            for probability, candidate in some
        }
        return _stated(replace(fact, roles=filled), added, fact, reading), likely

    def _offered(
        self, fact: Fact, role: str, reading: Reading, roles: features.Roles
    ) -> list[tuple[float, Candidate]]:
        """The candidates for a role with their probabilities, the most likely first."""
        offered = candidates(fact, role, reading)
        likely = []
        for candidate in offered:
            seen = features.of_candidate(fact, role, candidate, reading, roles, len(offered) == 1)
            likely.append((self.weights.probability(fact.type, role, seen), candidate))
        return sorted(likely, key=lambda each: -each[0])

    def _values(self, fact: Fact, role: str, reading: Reading) -> tuple[Filler, ...]:
        likely = []
        for value, seen in about_facts.of_values(fact, role, ENUMERATIONS[fact.type, role], reading):
            question = f"{role}={value}"
            if self.weights.has(fact.type, question):
                probability = self.weights.probability(fact.type, question, seen)
                if probability >= _HOLDS:
                    likely.append((probability, value))
        likely.sort(key=lambda each: -each[0])
        chosen = _kept(fact.type, role, [value for _, value in likely])
        known = {filler.value: filler for filler in fact.roles.get(role, ())}
        return tuple(known.get(value, Filler(fact.evidence[0], value=value)) for value in chosen)


def _kept(type_: str, role: str, likely: list[_Item]) -> list[_Item]:
    """Of what is likely, the most likely first, as much as the role holds."""
    return likely[:1] if (type_, role) in SINGLE else likely


def _stated(fact: Fact, added: Sequence[Candidate], before: Fact, reading: Reading) -> Fact:
    """The fact with the evidence and the rules of what it says now.

    For what was added the stretch of its sentence grows to the filler, or there is one more; a stretch in which neither
    the fact is anchored nor any filler stands goes, and so do the rules of roles that were emptied.
    """
    evidence = set(before.evidence)
    for candidate in added:
        span = candidate.filler.span
        if any(_within(span, known) for known in evidence):
            continue
        near = candidate.place is not None and candidate.place.sentence == candidate.anchor[0]
        grown = min(evidence, key=lambda known: abs(known.start - span.start)) if near and evidence else span
        evidence -= {grown}
        evidence.add(Span(min(grown.start, span.start), max(grown.end, span.end)))
    words = [reading.fillers.span(anchor.start, anchor.end) for anchor in fact.anchors]
    words += [filler.span for fillers in fact.roles.values() for filler in fillers]
    words.sort()
    telling = {span for span in evidence if _tells(span, words)}
    emptied = before.roles.keys() - fact.roles.keys()
    rules = {rule for rule in before.rules if rule.partition("#")[2].rpartition("-")[0] not in emptied}
    rules |= {f"{_RULE}#{role}-1" for role in fact.roles if fact.roles[role] != before.roles.get(role)}
    return replace(fact, evidence=tuple(sorted(telling or evidence)), rules=tuple(sorted(rules)))


def _tells(span: Span, words: Sequence[Span]) -> bool:
    """Whether one of the words, in text order, stands within the stretch."""
    for place in range(bisect_left(words, Span(span.start, span.start)), len(words)):
        if words[place].start >= span.end:
            return False
        if words[place].end <= span.end:
            return True
    return False


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
