"""Candidates: what a document offers for a role of a fact, each thing at the place nearest to the fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg import schema
from kg.extract.judge.reading import Key, Place, Reading, key
from kg.model import Fact, Filler

# The roles that are judged, by type of fact. Looked through are the title and some sentences around the anchors.
ROLES: Final = {
    "commitment": ("provider", "recipient", "implementer", "sector", "activity", "date", "period"),
    "meeting": ("date", "place", "chair", "participant"),
    "position": ("organisation",),
    "agreement": ("party", "signatory", "date", "sector"),
    "priority": ("cooperation", "sector"),
    "alignment": ("subject", "strategy"),
    "activity": ("funder", "implementer", "partner", "sector", "location", "period"),
}
_BEFORE, _AFTER = 3, 6
_SENTENCE: Final = 100  # a sentence away is further than any token of the same one


@dataclass(frozen=True, slots=True)
class Candidate:
    """A filler, whether the rules put it into the role; its nearest place, and the anchor that is near."""

    filler: Filler
    by_rule: bool
    place: Place | None
    anchor: tuple[int, int, int]


def candidates(fact: Fact, role: str, reading: Reading) -> list[Candidate]:
    """What may fill the role: the fillers that it has, and the others of its kind near the anchors of the fact."""
    anchors = [reading.anchored(anchor) for anchor in fact.anchors]
    near = _nearest(schema.ROLES[fact.type][role], anchors, reading)
    own = {key(filler): filler for filler in fact.roles.get(role, ())}
    found = [
        Candidate(filler, True, *(near[k][1:] if k in near else (None, anchors[0])))
        for k, filler in own.items()
    ]
    found += [
        Candidate(place.filler, False, place, anchor)
        for k, (_, place, anchor) in near.items()
        if k not in own
    ]
    return found


def _nearest(
    kind: str, anchors: Sequence[tuple[int, int, int]], reading: Reading
) -> dict[Key, tuple[int, Place, tuple[int, int, int]]]:
    places = reading.places[kind]
    best: dict[Key, tuple[int, Place, tuple[int, int, int]]] = {}
    for anchor in anchors:
        sentence, first, last = anchor
        first_near = max(0, sentence - _BEFORE)
        for number in (
            *range(min(1, first_near)),
            *range(first_near, min(len(places), sentence + _AFTER + 1)),
        ):
            for place in places[number]:
                i = place.token.index
                distance = (
                    abs(number - sentence) * _SENTENCE if number != sentence else max(i - last, first - i, 0)
                )
                k = key(place.filler)
                if k not in best or distance < best[k][0]:
                    best[k] = (distance, place, anchor)
    return best
