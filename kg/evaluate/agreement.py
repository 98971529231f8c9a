"""Whether a filler that was found is right for a filler of the gold."""

from collections.abc import Mapping
from typing import Final

from kg.evaluate.gold import GoldFiller, Money
from kg.evaluate.spelling import overlap, plain
from kg.model import Entity, Filler
from kg.schema import AMOUNT, ENTITY_KINDS, TEXT

_ENOUGH: Final = 0.6  # of the overlap of two texts
_TOLERANCE: Final = 0.001  # of the larger amount: what rounding may change


def agree(kind: str, gold: GoldFiller, found: Filler, entities: Mapping[str, Entity]) -> bool:
    """Whether ``found`` is right for ``gold`` in a role that takes fillers of a ``kind`` of ``kg.schema``.

    Amounts agree in currency and, within rounding, in value; things by one of their names; texts where they overlap
    enough; all else to the letter.
    """
    if kind == AMOUNT:
        return any(_same_sum(money, found) for money in gold.sums)
    names = _names(found, entities)
    if kind == TEXT:
        return any(overlap(wanted, name) >= _ENOUGH for wanted in gold.names for name in names)
    if kind in ENTITY_KINDS:
        return not set(map(plain, gold.names)).isdisjoint(map(plain, names))
    return not {name.strip() for name in gold.names}.isdisjoint(name.strip() for name in names)


def entity_names(entity: str, entities: Mapping[str, Entity]) -> list[str]:
    """All names of a thing: the end of its IRI, which holds codes, and its labels in every language."""
    labels = entities[entity].labels.values() if entity in entities else ()
    return [entity.rsplit("/", 1)[-1], *(name for names in labels for name in names)]


def _names(found: Filler, entities: Mapping[str, Entity]) -> list[str]:
    if found.entity is not None:
        return entity_names(found.entity, entities)
    return [] if found.value is None else [found.value]


def _same_sum(gold: Money, found: Filler) -> bool:
    try:
        value = float((found.value or "").replace(",", ""))
    except ValueError:
        return False
    near = abs(gold.value - value) <= _TOLERANCE * max(abs(gold.value), abs(value), 1)
    return near and gold.currency == (found.currency or "").upper()
