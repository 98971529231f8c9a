"""Features of a filled fact beside the others of its document, which say whether it stands."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from kg.extract.judge.candidates import ROLES
from kg.extract.judge.reading import Key, key
from kg.model import Anchor, Fact

_STEPS: Final = (0.15, 0.25, 0.35, 0.5, 0.65, 0.8, 0.92)  # what a probability is more than
_BEST: Final = 50  # of the facts that share a filler, so many of the likeliest are looked at


@dataclass(frozen=True, slots=True)
class Judgement:
    """A fact as it was filled, what was seen of it before, and how likely it and each filler of a role seemed."""

    fact: Fact
    guess: bool
    probability: float
    seen: Set[str]
    likely: Mapping[tuple[str, Key], float]


def of_facts(
    facts: Sequence[Fact], judgements: Sequence[Judgement]
) -> Iterator[tuple[Fact, float, set[str]]]:
    """Each fact with its probability at first sight and what can be seen of it now, the likeliest first.

    The facts are filled, and what was told several times is one: ``judgements`` are found again by the anchors. Each
    fact is compared with the likelier ones of its type.
    """
    by_anchor: dict[tuple[str, Anchor], Judgement] = {
        (judgement.fact.type, anchor): judgement
        for judgement in judgements
        for anchor in judgement.fact.anchors
    }
    known = [(fact, [by_anchor[fact.type, anchor] for anchor in fact.anchors]) for fact in facts]
    known.sort(key=lambda each: -_best(each[1]).probability)
    likelier: defaultdict[str, _Likelier] = defaultdict(_Likelier)
    count: defaultdict[str, int] = defaultdict(int)
    for fact in facts:
        count[fact.type] += 1
    for fact, own in known:
        found = _of_fact(fact, own)
        found.add(f"others={min(count[fact.type] - 1, 4)}")
        found.update(likelier[fact.type].beside(fact))
        likelier[fact.type].add(fact)
        yield fact, _best(own).probability, found


def _best(judgements: Sequence[Judgement]) -> Judgement:
    return max(judgements, key=lambda judgement: judgement.probability)


def _of_fact(fact: Fact, own: Sequence[Judgement]) -> set[str]:
    best = _best(own)
    found = set(best.seen)
    found.update(f"likely>{step}" for step in _steps(best.probability))
    found.update((f"anchors={min(len(fact.anchors), 3)}", f"size={min(len(_fillers(fact)), 7)}"))
    if not all(judgement.guess for judgement in own):
        found.add("firm")
    for role, fillers in fact.roles.items():
        found.update((f"filled={role}", f"filled={role}{min(len(fillers), 3)}"))
        chances = [max(_chances(own, role, key(filler)), default=None) for filler in fillers]
        judged = [chance for chance in chances if chance is not None]
        if judged:
            found.update(f"{role}>{step}" for step in _steps(sum(judged) / len(judged)))
    for role in ROLES.get(fact.type, ()):
        if role not in fact.roles:
            offered = [
                chance for judgement in own for (its, _), chance in judgement.likely.items() if its == role
            ]
            found.add(f"no {role} {len(_steps(max(offered)))}" if offered else f"no {role}")
    return found


def _chances(own: Sequence[Judgement], role: str, filler: Key) -> Iterator[float]:
    for judgement in own:
        if (role, filler) in judgement.likely:
            yield judgement.likely[role, filler]


def _steps(probability: float) -> list[float]:
    return [step for step in _STEPS if probability >= step]


def _fillers(fact: Fact) -> set[tuple[str, Key]]:
    return {(role, key(filler)) for role, fillers in fact.roles.items() for filler in fillers}


class _Likelier:
    """The facts of a type that are likelier than the one that comes next."""

    def __init__(self) -> None:
        self._sharing: defaultdict[tuple[str, Key], list[set[tuple[str, Key]]]] = defaultdict(list)
        self._anchored: defaultdict[int, int] = defaultdict(int)

    def add(self, fact: Fact) -> None:
        fillers = _fillers(fact)
        for filler in fillers:
            if len(self._sharing[filler]) < _BEST:
                self._sharing[filler].append(fillers)
        for sentence in {anchor.sentence for anchor in fact.anchors}:
            self._anchored[sentence] += 1

    def beside(self, fact: Fact) -> Iterator[str]:
        """How much of the fact a likelier one says too, and whether such stand near."""
        own = _fillers(fact)
        shared = (len(own & other) for filler in own for other in self._sharing.get(filler, ()))
        covered = round(4 * max(shared, default=0) / len(own))
        sentences = {anchor.sentence for anchor in fact.anchors}
        here = max(self._anchored.get(sentence, 0) for sentence in sentences)
        near = any(sentence + step in self._anchored for sentence in sentences for step in (-1, 0, 1))
        yield from (f"covered={covered}", f"likelier here={min(here, 2)}", f"likelier near={near}")
        if "amount" not in fact.roles:
            yield from (f"no sum covered={covered}", f"no sum here={min(here, 2)}")
