"""What a document says once holds for its other facts that leave it open: simple coreference over the whole text.

A text speaks of "the project", "the loan", "the agreement" after it has named them. Where it names one project and no
other, and few sums, these are for that project; where all its sums have one receiver, those without one have the same;
where all have one giver and one receiver, these are the parties of its financing agreement. Where it names several,
nothing is inherited.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.model import Fact, Filler

_OF_MONEY: Final = frozenset({"financing_agreement", "exchange_of_notes"})
_RULE: Final = "only-one"
# A text with more sums than these (a total and its part, or one sum told twice) speaks of more than the project.
_SUMS_OF_A_PROJECT: Final = 2


def inherited(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, with what they leave open taken from what the document says once."""
    activities = [fact for fact in facts if fact.type == "activity"]
    commitments = [fact for fact in facts if fact.type == "commitment"]
    sums = sum("amount" in fact.roles for fact in commitments)
    once = _Once(
        activities[0] if len(activities) == 1 and sums <= _SUMS_OF_A_PROJECT else None,
        _only(commitments, "provider"),
        _only(commitments, "recipient"),
    )
    return [_completed(fact, once) for fact in facts]


@dataclass(frozen=True, slots=True)
class _Once:
    """What the document says once: its project, who gives, who receives (facts with nothing but this role)."""

    project: Fact | None
    giver: Fact | None
    receiver: Fact | None


def _completed(fact: Fact, once: _Once) -> Fact:
    known = _of_project(fact, once.project) if once.project else fact
    if known.type == "commitment":
        return _with_parties(known, once)
    if known.type == "activity" and once.giver:
        return _given(known, "funder", once.giver)
    if known.type == "agreement" and once.giver and once.receiver and _kinds(known) & _OF_MONEY:
        return _given(known, "party", once.giver, once.receiver)
    return known


def _with_parties(commitment: Fact, once: _Once) -> Fact:
    known = commitment
    if once.giver and not known.roles.get("recipient") and known.roles.get("amount"):
        known = _given(known, "provider", once.giver)
    if once.receiver and not _names(known, once.receiver):
        known = _given(known, "recipient", once.receiver)
    return known


def _only(facts: Sequence[Fact], role: str) -> Fact | None:
    """The first fact with a filler of a role, where all that have one have the same one filler."""
    having = [fact for fact in facts if fact.roles.get(role)]
    fillers = {filler.entity for fact in having for filler in fact.roles[role]}
    return replace(having[0], roles={role: having[0].roles[role]}) if len(fillers) == 1 else None


def _names(fact: Fact, other: Fact) -> bool:
    """Whether a fact names, in any role, what another one has in its only role."""
    named = {filler.entity for fillers in fact.roles.values() for filler in fillers}
    return any(filler.entity in named for fillers in other.roles.values() for filler in fillers)


def _kinds(fact: Fact) -> frozenset[str]:
    return frozenset(filler.value or "" for filler in fact.roles.get("kind", ()))


def _given(fact: Fact, role: str, *sources: Fact) -> Fact:
    """The fact with a role, if it is open, filled from the only role of each source."""
    if fact.roles.get(role):
        return fact
    fillers = tuple(filler for source in sources for several in source.roles.values() for filler in several)
    return _extended(fact, {role: fillers}, sources)


def _of_project(fact: Fact, activity: Fact) -> Fact:
    """A commitment for the only project, and commitments and agreements with its sectors where they have none."""
    roles: dict[str, tuple[Filler, ...]] = {}
    if fact.type == "commitment" and not fact.roles.get("activity"):
        roles["activity"] = activity.roles["name"][:1]
    if (
        fact.type in {"commitment", "agreement"}
        and not fact.roles.get("sector")
        and "sector" in activity.roles
    ):
        roles["sector"] = activity.roles["sector"]
    return _extended(fact, roles, [activity]) if roles else fact


def _extended(fact: Fact, roles: dict[str, tuple[Filler, ...]], sources: Sequence[Fact]) -> Fact:
    evidence = {*fact.evidence, *(source.evidence[0] for source in sources)}
    return replace(
        fact,
        roles={**fact.roles, **roles},
        evidence=tuple(sorted(evidence)),
        rules=tuple(sorted({*fact.rules, *(f"{_RULE}#{role}-1" for role in roles)})),
    )
