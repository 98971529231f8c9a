"""What a document says once of its one project holds for the sums and agreements it tells of: simple coreference.

A text about a single named project speaks of "the project", "the loan", "the agreement". Where a document names one
project and no other, a commitment that names none is for that project, and agreements and signings without a sector
have its sectors. Nothing is inherited in a document of several projects.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kg.model import Fact, Filler

_SECTOR_FROM_PROJECT: Final = frozenset({"commitment", "agreement"})


def inherited(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, with what they leave open taken from the document's only activity."""
    known = list(facts)
    activities = [fact for fact in known if fact.type == "activity"]
    if len(activities) != 1:
        return known
    return [_with(fact, activities[0]) for fact in known]


def _with(fact: Fact, activity: Fact) -> Fact:
    roles: dict[str, tuple[Filler, ...]] = dict(fact.roles)
    if fact.type == "commitment" and "activity" not in roles:
        roles["activity"] = activity.roles["name"][:1]
    if fact.type in _SECTOR_FROM_PROJECT and "sector" not in roles and "sector" in activity.roles:
        roles["sector"] = activity.roles["sector"]
    if roles == fact.roles:
        return fact
    evidence = tuple(sorted({*fact.evidence, *activity.evidence[:1]}))
    return replace(fact, roles=roles, evidence=evidence, rules=tuple(sorted({*fact.rules, "only-project"})))
