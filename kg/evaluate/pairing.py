"""Which facts of the gold and of the extraction are the same, and which of their fillers.

Both are pairings of one with one at most, chosen so that together most fillers agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluate.agreement import agree
from kg.evaluate.gold import GoldFact
from kg.model import Entity, Fact
from kg.schema import ROLES


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact of the gold and the one found for it, or one of them alone (the other is None).

    ``roles`` says which fillers agree: for each role, the position of the gold's filler and of the one found.
    """

    gold: GoldFact | None
    found: Fact | None
    roles: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    weight: int = 0


def pairs(gold: Sequence[GoldFact], found: Sequence[Fact], entities: Mapping[str, Entity]) -> dict[int, Pair]:
    """For the position of each fact of the gold that was found, the pair; no found fact stands in two of them.

    The facts are all of one type. Facts that agree in nothing are no pair.
    """
    possible = {
        (i, j): pair
        for i, wanted in enumerate(gold)
        for j, fact in enumerate(found)
        if (pair := _pair(wanted, fact, entities)).roles
    }
    chosen = matching({places: pair.weight for places, pair in possible.items()})
    return {i: possible[i, j] for i, j in chosen.items()}


def matching(weights: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """The choice among weighted pairs (i, j) in which no i and no j stands twice and the weights sum to most."""
    if len({i for i, _ in weights}) == len({j for _, j in weights}) == len(weights):
        return dict(weights.keys())
    import networkx  # type: ignore[import-untyped]

    graph = networkx.Graph()
    for (i, j), weight in weights.items():
        graph.add_edge((0, i), (1, j), weight=weight)
    chosen = (sorted(edge) for edge in networkx.max_weight_matching(graph))
    return dict(sorted((i, j) for (_, i), (_, j) in chosen))


def _pair(gold: GoldFact, found: Fact, entities: Mapping[str, Entity]) -> Pair:
    roles = {}
    weight = 0
    for role, kind in ROLES[gold.type].items():
        wanted = gold.roles.get(role, ())
        same = matching(
            {
                (i, j): _weight(filler.optional)
                for i, filler in enumerate(wanted)
                for j, offered in enumerate(found.roles.get(role, ()))
                if agree(kind, filler, offered, entities)
            }
        )
        if same:
            roles[role] = same
            weight += sum(_weight(wanted[at].optional) for at in same)
    return Pair(gold, found, roles, weight)


def _weight(optional: bool) -> int:
    """A filler that the gold demands counts twice as much as one that it only allows."""
    return 1 if optional else 2
