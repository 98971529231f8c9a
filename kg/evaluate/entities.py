"""Which things a document's facts name, whatever fact they stand in, sectors aside."""

from collections.abc import Iterator, Mapping, Sequence

from kg.evaluate.agreement import entity_names
from kg.evaluate.counts import Counts
from kg.evaluate.gold import GoldFact
from kg.evaluate.spelling import plain
from kg.model import Entity, Fact
from kg.schema import ENTITY_KINDS, ROLES, SECTOR


def counts(gold: Sequence[GoldFact], found: Sequence[Fact], entities: Mapping[str, Entity]) -> Counts:
    """How many things of the gold were found, each counted once; those only allowed, not demanded, do not count.

    Gold fillers that share a name are one thing. A filler with alternatives (``any``) names none for certain.
    """
    offered = {
        filler.entity: frozenset(map(plain, entity_names(filler.entity, entities)))
        for fact in found
        for role in _naming_roles(fact.type)
        for filler in fact.roles.get(role, ())
        if filler.entity is not None
    }
    demanded = Counts()
    free = dict(offered)
    for names, optional in _things(gold):
        hit = next((entity for entity, known in free.items() if not known.isdisjoint(names)), None)
        if hit is not None:
            del free[hit]
        if not optional:
            demanded += Counts(missing=1) if hit is None else Counts(right=1)
    return demanded + Counts(wrong=len(free))


def _naming_roles(kind: str) -> Iterator[str]:
    return (role for role, filler in ROLES[kind].items() if filler in ENTITY_KINDS and filler != SECTOR)


def _things(gold: Sequence[GoldFact]) -> list[tuple[frozenset[str], bool]]:
    """The things of the gold, each with all its names, and whether every filler that names it is optional."""
    things: list[tuple[frozenset[str], bool]] = []
    for fact in gold:
        for role in _naming_roles(fact.type):
            for filler in fact.roles.get(role, ()):
                if filler.listed:
                    _add(things, frozenset(map(plain, filler.names)), filler.optional or fact.optional)
    return things


def _add(things: list[tuple[frozenset[str], bool]], names: frozenset[str], optional: bool) -> None:
    """Add a thing, joined with those that share a name with it."""
    same = [thing for thing in things if not thing[0].isdisjoint(names)]
    for thing in same:
        things.remove(thing)
        names |= thing[0]
        optional = optional and thing[1]
    things.append((names, optional))
