"""Examples: what gold texts answer to the questions of the judge, with what is seen in each case."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from kg.evaluate.agreement import agree
from kg.evaluate.gold import Gold, GoldFact
from kg.evaluate.pairing import matching, pairs
from kg.extract.judge import facts as about_facts
from kg.extract.judge import features
from kg.extract.judge.candidates import ROLES as JUDGED
from kg.extract.judge.candidates import candidates
from kg.extract.judge.reading import Reading
from kg.model import Fact, Filler, Span
from kg.schema import ENUMERATIONS, ROLES

_ENOUGH: Final = 0.6  # of a gold fact's fillers in the sentence, for a guess there to be that fact
_FEWEST_FILLERS: Final = 1.3
_APART: Final = 0.4  # how much a filler counts that stands in another sentence
# What alone tells whether a guess is a gold fact; it may be told several times.
_TELLING: Final = {"activity": "name"}
_POTENTIAL: Final = 3  # weight of a filler that could be filled, where one that the rules filled weighs 20

Question = tuple[str, str]


@dataclass
class Examples:
    """By type of fact and question: what is seen, whether the answer is yes, and how often it is as good as said."""

    seen: dict[Question, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    yes: dict[Question, list[bool]] = field(default_factory=lambda: defaultdict(list))
    times: dict[Question, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, question: Question, seen: Set[str], yes: bool, times: int = 1) -> None:
        """One answered question."""
        self.seen[question].append(sorted(seen))
        self.yes[question].append(yes)
        self.times[question].append(times)

    def extend(self, other: "Examples") -> None:
        """Those of another document too."""
        for question, seen in other.seen.items():
            self.seen[question] += seen
            self.yes[question] += other.yes[question]
            self.times[question] += other.times[question]


def first_look(gold: Gold, facts: Sequence[Fact], guesses: Sequence[Fact], reading: Reading) -> Examples:
    """What a document teaches of the facts and guesses of the rules.

    Each is paired with the gold fact that it tells most of, which answers: is it a fact, which candidate fills which
    role, which value holds.
    """
    found = Examples()
    roles = features.Roles.of(facts)
    everything = [*((fact, False) for fact in facts), *((fact, True) for fact in guesses)]
    for type_ in ROLES:
        ours = [(fact, guess) for fact, guess in everything if fact.type == type_]
        golds = [fact for fact in gold.facts if fact.type == type_]
        told = _told(type_, golds, ours, reading)
        for number, (fact, guess) in enumerate(ours):
            wanted = told.get(number)
            if wanted is None or not wanted.optional:
                found.add((type_, "fact"), about_facts.of_fact(fact, guess, reading), wanted is not None)
            if wanted is not None:
                _roles(fact, wanted, reading, roles, found)
    return found


def _told(
    type_: str, golds: Sequence[GoldFact], ours: Sequence[tuple[Fact, bool]], reading: Reading
) -> Mapping[int, GoldFact]:
    """By the number of a fact or guess of ours the gold fact that it tells of."""
    weights: dict[tuple[int, int], int] = {}
    again: dict[int, GoldFact] = {}
    for i, gold in enumerate(golds):
        for j, (fact, guess) in enumerate(ours):
            pair = pairs([gold], [fact], reading.entities).get(0)
            could, all_ = _could(gold, fact, reading)
            if guess and type_ not in JUDGED:
                if pair and fact.roles.keys() <= pair.roles.keys():
                    weights[i, j] = pair.weight
            elif guess and type_ in _TELLING:
                if pair and _TELLING[type_] in pair.roles:
                    weights[i, j] = round(could * _POTENTIAL) + 1
                    again.setdefault(j, gold)
            elif guess and "amount" not in fact.roles:
                if "amount" in gold.roles or could < _FEWEST_FILLERS or could < _ENOUGH * all_:
                    continue
                weights[i, j] = round(could * _POTENTIAL)
            elif pair and (not guess or "amount" in pair.roles):
                weights[i, j] = pair.weight * 10 + round(could * _POTENTIAL)
    return again | {j: golds[i] for i, j in matching(weights).items()}


def _could(gold: GoldFact, fact: Fact, reading: Reading) -> tuple[float, float]:
    """How many of the gold's fillers the sentences of a fact offer, of how many; optional ones count half.

    Those that only the sentences around it offer count less.
    """
    could = all_ = 0.0
    for role in JUDGED.get(fact.type, ()):
        kind = ROLES[fact.type][role]
        wanted = gold.roles.get(role, ())
        if kind == "text" or not wanted:
            continue
        offered = candidates(fact, role, reading)
        for filler in wanted:
            weight = 0.5 if filler.optional else 1.0
            all_ += weight
            near = [
                1.0 if candidate.place and candidate.place.sentence == candidate.anchor[0] else _APART
                for candidate in offered
                if agree(kind, filler, candidate.filler, reading.entities)
            ]
            could += weight * max(near, default=0.0)
    return could, all_


def _roles(fact: Fact, gold: GoldFact, reading: Reading, roles: features.Roles, found: Examples) -> None:
    for role in JUDGED.get(fact.type, ()):
        offered = candidates(fact, role, reading)
        for candidate in offered:
            answer = _answer(gold, role, candidate.filler, reading)
            if answer is not None:
                seen = features.of_candidate(fact, role, candidate, reading, roles, len(offered) == 1)
                found.add((fact.type, role), seen, answer)
    for role in about_facts.ENUMERATED.get(fact.type, ()):
        for value, seen in about_facts.of_values(fact, role, ENUMERATIONS[fact.type, role], reading):
            answer = _answer(gold, role, Filler(Span(0, 1), value=value), reading)
            if answer is not None:
                found.add((fact.type, f"{role}={value}"), seen, answer)


def _answer(gold: GoldFact, role: str, filler: Filler, reading: Reading) -> bool | None:
    """Whether the gold has the filler in the role; None where it may be there and may not."""
    kind = ROLES[gold.type][role]
    right = [wanted for wanted in gold.roles.get(role, ()) if agree(kind, wanted, filler, reading.entities)]
    return None if any(wanted.optional for wanted in right) else bool(right)
