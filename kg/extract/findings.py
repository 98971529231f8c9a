"""Findings: where a text contradicts itself or leaves out what its sense needs. Said, never repaired."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from kg.grammar.patterns import Compiler, Found, Pattern
from kg.grammar.tape import Part, Tape
from kg.recognise.values import Money, plain

_QUALIFIED_SHARE = Decimal("0.02")  # sums called "about" or "over" may differ from their parts by this share


@dataclass(frozen=True, slots=True)
class Finding:
    """One ``[[finding]]`` of a language: a pattern, the check of what it captured, and what to say if it fails."""

    name: str
    kind: str
    pattern: Pattern
    check: str
    message: Mapping[str, str]

    @classmethod
    def read(cls, language: str, data: Mapping[str, Any], compiler: Compiler) -> "Finding":
        """The finding as it stands in ``frames.toml``. Raises ValueError on an unknown check."""
        if data["check"] not in CHECKS:
            raise ValueError(f"{language}/{data['name']}: no check is called {data['check']}")
        name = f"{language}/{data['kind']}/{data['name']}"
        return cls(name, data["kind"], compiler.compile(data["pattern"]), data["check"], data["message"])


def _always(_: Mapping[str, tuple[Part, ...]]) -> dict[str, str]:
    return {}


def _count(parts: Mapping[str, tuple[Part, ...]]) -> dict[str, str] | None:
    """``announced`` is a number, ``item`` what is listed: they should be as many."""
    announced = parts["announced"][0].value
    listed = len(parts.get("item", ()))
    if not isinstance(announced, Decimal) or listed < 2 or announced == listed:
        return None
    return {"announced": plain(announced), "listed": str(listed)}


def _weekday(parts: Mapping[str, tuple[Part, ...]]) -> dict[str, str] | None:
    """A date that names its weekday (0 Monday … 6 Sunday) should fall on it."""
    mention = parts["date"][0].mention
    weekday = mention.parts.get("weekday") if mention else None
    iso = str(parts["date"][0].value)
    if (
        not weekday
        or not re.fullmatch(r"\d{4}-\d\d-\d\d", iso)
        or "year" not in (mention.parts if mention else ())
    ):
        return None
    day = datetime.date.fromisoformat(iso)
    if str(day.weekday()) == weekday[0].value:
        return None
    return {"date": iso, "weekday": day.strftime("%A")}


def _sum(parts: Mapping[str, tuple[Part, ...]]) -> dict[str, str] | None:
    """The sums captured as ``part`` should add up to ``total`` where all are in its currency."""
    total = parts["total"][0].value
    addends = [part.value for part in parts.get("part", ())]
    if not isinstance(total, Money) or len(addends) < 2:
        return None
    if not all(isinstance(money, Money) and money.currency == total.currency for money in addends):
        return None
    added = sum((money.value for money in addends if isinstance(money, Money)), Decimal(0))
    exact = all(isinstance(m, Money) and m.qualifier == "exact" for m in (total, *addends))
    if abs(added - total.value) <= (0 if exact else total.value * _QUALIFIED_SHARE):
        return None
    return {"total": plain(total.value), "added": plain(added), "currency": total.currency}


CHECKS: Final[Mapping[str, Callable[[Mapping[str, tuple[Part, ...]]], dict[str, str] | None]]] = {
    "always": _always,
    "count": _count,
    "weekday": _weekday,
    "sum": _sum,
}


def findings(rules: Sequence[Finding], tape: Tape) -> Iterator[tuple[Finding, Found, dict[str, str]]]:
    """Each rule whose check fails on what it matched in a sentence, with the words for its message."""
    for rule in rules:
        for found in rule.pattern.all(tape):
            said = CHECKS[rule.check](found.parts)
            if said is not None:
                yield rule, found, said
