"""The nine types of fact and their roles: what may fill each, and the values of the enumerations."""

from typing import Final

# What may fill a role. Agents are governments, organisations and people, actors those that are no people; undertakings
# are agents and named projects.
AGENT, ACTOR, UNDERTAKING, PERSON, ORGANISATION, PLACE, STRATEGY, SECTOR = (
    "agent",
    "actor",
    "undertaking",
    "person",
    "organisation",
    "place",
    "strategy",
    "sector",
)
AMOUNT, DATE, PERIOD, NUMBER, TEXT, ENUMERATION = "amount", "date", "period", "number", "text", "enumeration"

ENTITY_KINDS: Final = frozenset({AGENT, ACTOR, UNDERTAKING, PERSON, ORGANISATION, PLACE, STRATEGY, SECTOR})

ROLES: Final[dict[str, dict[str, str]]] = {
    "commitment": {
        "provider": AGENT,
        "recipient": AGENT,
        "implementer": AGENT,
        "amount": AMOUNT,
        "flow": ENUMERATION,
        "status": ENUMERATION,
        "sector": SECTOR,
        "activity": TEXT,
        "date": DATE,
        "period": PERIOD,
    },
    "meeting": {
        "kind": ENUMERATION,
        "date": DATE,
        "place": PLACE,
        "mode": ENUMERATION,
        "chair": AGENT,
        "participant": AGENT,
        "attendance": NUMBER,
        "sector": SECTOR,
    },
    "position": {"person": PERSON, "title": TEXT, "organisation": ORGANISATION},
    "agreement": {
        "kind": ENUMERATION,
        "title": TEXT,
        "party": AGENT,
        "signatory": AGENT,
        "date": DATE,
        "sector": SECTOR,
    },
    "activity": {
        "name": TEXT,
        "funder": AGENT,
        "implementer": AGENT,
        "partner": AGENT,
        "sector": SECTOR,
        "location": PLACE,
        "period": PERIOD,
    },
    "priority": {"cooperation": ACTOR, "sector": SECTOR},
    "alignment": {"subject": UNDERTAKING, "strategy": STRATEGY},
    "part_of": {"part": ORGANISATION, "whole": ORGANISATION},
    "source": {"publisher": AGENT, "date": DATE},
}

# In the order of advancement where there is one: of several statuses the last holds.
ENUMERATIONS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("commitment", "flow"): ("grant", "loan", "technical", "financial", "in_kind"),
    ("commitment", "status"): ("requested", "pledged", "committed", "signed", "disbursed"),
    ("meeting", "kind"): (
        "meeting",
        "consultation",
        "negotiation",
        "signing",
        "courtesy_call",
        "visit",
        "launch",
        "workshop",
        "handover",
    ),
    ("meeting", "mode"): ("in_person", "virtual", "hybrid"),
    ("agreement", "kind"): (
        "memorandum",
        "financing_agreement",
        "exchange_of_notes",
        "framework",
        "treaty",
        "contract",
        "agreement",
    ),
}

# Roles that hold one filler at most; the others may hold several.
SINGLE: Final = frozenset(
    {
        ("commitment", "amount"),
        ("commitment", "status"),
        ("commitment", "activity"),
        ("commitment", "date"),
        ("commitment", "period"),
        ("meeting", "kind"),
        ("meeting", "date"),
        ("meeting", "place"),
        ("meeting", "mode"),
        ("meeting", "attendance"),
        ("position", "person"),
        ("position", "title"),
        ("position", "organisation"),
        ("agreement", "kind"),
        ("agreement", "title"),
        ("agreement", "date"),
        ("activity", "name"),
        ("activity", "period"),
        ("part_of", "part"),
        ("part_of", "whole"),
        ("source", "date"),
    }
)

# The role in which a difference is settled rather than a reason to keep facts apart: the most advanced holds.
ADVANCING: Final = ("commitment", "status")

# What a fact cannot do without: of each group, one role at least.
REQUIRED: Final[dict[str, tuple[frozenset[str], ...]]] = {
    "commitment": (frozenset({"provider", "recipient"}), frozenset({"amount", "flow", "sector"})),
    "meeting": (
        frozenset({"kind"}),
        frozenset({"date", "place", "chair", "participant", "attendance", "sector"}),
    ),
    "position": (frozenset({"person"}), frozenset({"title"})),
    "agreement": (frozenset({"kind"}), frozenset({"party", "signatory", "title", "date"})),
    "activity": (frozenset({"name"}),),
    "priority": (frozenset({"cooperation"}), frozenset({"sector"})),
    "alignment": (frozenset({"subject"}), frozenset({"strategy"})),
    "part_of": (frozenset({"part"}), frozenset({"whole"})),
    "source": (frozenset({"publisher"}),),
}

# Roles that say nothing with fewer fillers: a cooperation has two parties at least.
AT_LEAST: Final = {("priority", "cooperation"): 2}
