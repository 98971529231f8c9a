"""Which things are one: what names and contexts say, as links with their reasons.

A link is made without asking only where the names are alike, what documents say of both agrees, nothing else is nearly
as alike, and no fact names the two side by side. All others that are near are candidates, for a person to judge.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.resolve.blocking import Blocks
from kg.resolve.comparison import ALIKE, CANDIDATE, Likeness, Thing, likeness

_MARGIN: Final = 0.05  # by this much the name of a rival is less alike, at least
# The relation of a thing to those that a fact names side by side with it, in one role: they are others.
BESIDE: Final = "beside"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two things that may be one (``one`` < ``other``), and what speaks for it and against.

    ``agreeing`` is what documents say of both, as pairs of relation and value; ``rivals`` are things whose names are
    nearly as alike; ``apart`` says that a fact names the two side by side.
    """

    one: str
    other: str
    likeness: Likeness
    agreeing: tuple[tuple[str, str], ...]
    rivals: tuple[str, ...]
    apart: bool

    @property
    def automatic(self) -> bool:
        """Whether the two are taken for one without asking."""
        return self.likeness.score >= ALIKE and bool(self.agreeing) and not self.rivals and not self.apart


def links(things: Iterable[Thing]) -> Iterator[Link]:
    """The links between things, of which one at least is not known to the register, in the order of their ids."""
    by_id = {thing.id: thing for thing in sorted(things, key=lambda thing: (not thing.known, thing.id))}
    blocks = Blocks()
    near: dict[str, dict[str, Likeness]] = {id_: {} for id_ in by_id}
    for thing in by_id.values():
        for other in blocks.near(thing) if not thing.known else ():
            found = likeness(by_id[other], thing)
            if found.score >= CANDIDATE:
                near[thing.id][other] = near[other][thing.id] = found
        blocks.add(thing)
    for one in sorted(near):
        for other in sorted(other for other in near[one] if one < other):
            yield _link(by_id[one], by_id[other], near)


def _link(one: Thing, other: Thing, near: Mapping[str, Mapping[str, Likeness]]) -> Link:
    found = near[one.id][other.id]
    agreeing = sorted(pair for pair in one.context & other.context if pair[0] != BESIDE)
    rivals = {*_rivals(one, other, near), *_rivals(other, one, near)}
    apart = (BESIDE, other.id) in one.context or (BESIDE, one.id) in other.context
    return Link(one.id, other.id, found, tuple(agreeing), tuple(sorted(rivals)), apart)


def _rivals(one: Thing, other: Thing, near: Mapping[str, Mapping[str, Likeness]]) -> Iterator[str]:
    """Things nearly as like ``one`` as ``other`` is, and not like ``other``."""
    least = near[one.id][other.id].score - _MARGIN
    for rival, found in near[one.id].items():
        if rival != other.id and found.score >= least:
            of_other = near[other.id].get(rival)
            if of_other is None or of_other.score < ALIKE:
                yield rival
