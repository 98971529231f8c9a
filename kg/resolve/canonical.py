"""Of things that are one, the one IRI that they all go by: judgements of people first, then links of the machine.

Being the same is transitive; a judgement that two things are different holds for all that each of them is the same as.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final, TypeAlias

# Two things by their IRIs.
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Canonical:
    """The canonical IRI of each thing that goes by another one, and the judgements that could not be followed.

    ``refused`` are judgements of sameness against which others speak, in the order given.
    """

    iris: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[Pair, ...] = ()

    def of(self, iri: str) -> str:
        """The IRI that a thing goes by."""
        return self.iris.get(iri, iri)


def canonical(
    same: Sequence[Pair], different: Iterable[Pair], linked: Iterable[Pair], known: Set[str]
) -> Canonical:
    """Bring together what is the same.

    ``same`` and ``different`` are judgements, ``linked`` links in the order of how sure they are. ``known`` things are
    told apart by the register: no link brings two of them together, a judgement may. A set goes by its first known
    thing, else by its first.
    """
    sets = _Sets(different)
    refused = tuple(pair for pair in same if not sets.join(*pair))
    for one, other in linked:
        if not (sets.members(one) & known and sets.members(other) & known):
            sets.join(one, other)
    iris: dict[str, str] = {}
    for members in sets.all():
        first = min(members, key=lambda iri: (iri not in known, iri))
        iris.update((member, first) for member in members if member != first)
    return Canonical(dict(sorted(iris.items())), refused)


class _Sets:
    """Sets of things that are the same, of which some must stay apart."""

    def __init__(self, different: Iterable[Pair]) -> None:
        self._set_of: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = {}
        for one, other in different:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def members(self, iri: str) -> set[str]:
        """All that is the same as a thing, with itself."""
        return self._set_of.get(iri, {iri})

    def join(self, one: str, other: str) -> bool:
        """Make two things the same; False, with nothing done, where they or what is the same as they are different."""
        mine, theirs = self.members(one), self.members(other)
        if mine is theirs or mine == theirs:
            return True
        if any(not self._apart.get(member, _NONE).isdisjoint(theirs) for member in mine):
            return False
        joined = mine | theirs
        self._set_of.update(dict.fromkeys(joined, joined))
        return True

    def all(self) -> list[set[str]]:
        """The sets of two and more things."""
        return list({id(members): members for members in self._set_of.values()}.values())


_NONE: Final[frozenset[str]] = frozenset()
