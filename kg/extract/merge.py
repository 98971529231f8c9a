"""One fact once: what headlines, leads and summaries repeat becomes one fact with several pieces of evidence."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from kg.languages import folded
from kg.model import Fact, Filler, Span
from kg.schema import ADVANCING, ENUMERATIONS, SINGLE

# Facts of a type are one when these roles agree (all must be filled alike) and no single-valued role differs.
_IDENTITY: Final[Mapping[str, tuple[str, ...]]] = {
    "commitment": ("amount",),
    "meeting": ("kind",),
    "position": ("person", "title"),
    "agreement": ("kind",),
    "activity": ("name",),
    "priority": ("cooperation",),
    "alignment": ("subject",),
    "part_of": ("part", "whole"),
    "source": ("publisher",),
}

# Of what two facts that are one say here, one is kept.
_ONE_OF_TWO: Final = frozenset({("agreement", "kind"), ("activity", "name")})
_FULLER: Final = frozenset({("position", "title"), ("agreement", "title")})  # the longer one
_ANY_INSTRUMENT: Final = "agreement"
_NUMBERED: Final = re.compile(r"^\W*(?:\d|[ivx]+\b)")
_ABBREVIATION: Final = re.compile(r"mous?")
_COUNTRY: Final = re.compile(r"\b(?:government|place)-")
_NUMBERS: Final = re.compile(r"\d+|\b[ivx]+\b")
_ALIKE: Final = 0.85  # of the pairs of letters of two names that are one
_BEGINNING: Final = 12  # characters by which names of projects are found that may be one
# Roles whose fillers, where both facts have some, are not all different in facts that are one.
_IN_COMMON: Final = frozenset({"provider", "party", "sector"})
_LATEST: Final = 200


def _keys(fillers: Iterable[Filler]) -> frozenset[tuple[str | None, str | None, str | None]]:
    return frozenset((filler.entity, _plain(filler.value), filler.currency) for filler in fillers)


@cache
def _plain(value: str | None) -> str | None:
    """A value without what spelling alone makes different."""
    return folded(value).casefold().replace(" ", "") if value else value


def same_words(one: Iterable[Filler], other: Iterable[Filler]) -> bool:
    """Whether two roles hold the same fillers, but for their spelling."""
    return _keys(one) == _keys(other)


def _same(a: Fact, b: Fact) -> bool:
    if a.type != b.type:
        return False
    if _contains(a, b) or _contains(b, a):
        return True
    if a.type in _IN_OTHER_WORDS:
        role, alike = _IN_OTHER_WORDS[a.type]
        if _filled(role, a, b) and alike(a, b):
            return True
    if a.type == "commitment" and _to_others(a, b):
        return False
    for role in _IDENTITY[a.type]:
        if not a.roles.get(role) or _keys(a.roles[role]) != _keys(b.roles.get(role, ())):
            return False
    for role in a.roles.keys() & b.roles.keys():
        if (a.type, role) == ("agreement", "title") and _one_title(a, b):
            continue
        if (a.type, role) == ("commitment", "activity") and _one_work(role, a, b):
            continue
        several = (a.type, role) not in SINGLE or (a.type, role) == ADVANCING
        if not several and _keys(a.roles[role]) != _keys(b.roles[role]):
            return False
        if several and role in _IN_COMMON and not _keys(a.roles[role]) & _keys(b.roles[role]):
            return False
    return True


def _one_title(a: Fact, b: Fact) -> bool:
    """Whether one title of an instrument is the other in fewer words, or both end alike ("MoU on", "Memorandum on").

    An abbreviation alone tells no title.
    A number that follows means another instrument.
    """
    short, long = sorted((_plain(fact.roles["title"][0].value) or "" for fact in (a, b)), key=len)
    if _ABBREVIATION.fullmatch(short):
        return True
    _, found, after = long.partition(short)
    return (bool(found) and not _NUMBERED.search(after)) or long.endswith(short[len(short) // 2 :])


def _one_work(role: str, a: Fact, b: Fact) -> bool:
    """Whether a role of two facts names one project: in fewer words, or elsewhere in nearly the same ones."""
    one, other = (fact.roles[role][0].value or "" for fact in (a, b))
    if _one_name(_plain(one) or "", _plain(other) or ""):
        return True
    return not _together(a, b) and _nearly(folded(one).casefold(), folded(other).casefold())


def _to_others(a: Fact, b: Fact) -> bool:
    """Whether two bodies receive, each for itself: equal sums of a list. A country stands for its bodies."""
    receivers = [{filler.entity or "" for filler in fact.roles.get("recipient", ())} for fact in (a, b)]
    countries = any(_COUNTRY.search(entity) for some in receivers for entity in some)
    return all(receivers) and not countries and not receivers[0] & receivers[1]


def _told_by_receiver(a: Fact, b: Fact) -> bool:
    """Whether one fact of a sum takes for the giver who in the other receives it."""
    if _keys(a.roles["amount"]) != _keys(b.roles["amount"]):
        return False
    for one, other in ((a, b), (b, a)):
        receivers, givers = _keys(one.roles.get("recipient", ())), _keys(other.roles.get("provider", ()))
        if givers and givers <= receivers and "recipient" not in other.roles:
            return True
    return False


def _contains(a: Fact, b: Fact) -> bool:
    return all(_keys(fillers) <= _keys(a.roles.get(role, ())) for role, fillers in b.roles.items())


def _filled(role: str, *facts: Fact) -> bool:
    return all(fact.roles.get(role) for fact in facts)


def _told_again(a: Fact, b: Fact) -> bool:
    """Whether one is "the agreement", of no kind of its own, after the other named its kind."""
    kinds = [fact.roles["kind"][0].value for fact in (a, b)]
    if (kinds[0] == _ANY_INSTRUMENT) == (kinds[1] == _ANY_INSTRUMENT):
        return False
    if _filled("title", a, b) and not _one_title(a, b):
        return False
    for role in ("date", "signatory", "party"):
        one, other = _keys(a.roles.get(role, ())), _keys(b.roles.get(role, ()))
        if one and other and not one & other:
            return False
    return True


def _same_name(a: Fact, b: Fact) -> bool:
    """Whether two facts name one project."""
    return _one_work("name", a, b)


def _one_name(a: str, b: str) -> bool:
    """Whether most of the longer of two projects' names is the shorter; a number means another phase or road."""
    short, long = sorted((a, b), key=len)
    before, found, after = long.partition(short)
    return bool(found) and len(short) > len(before + after) and not _NUMBERED.search(after)


def _nearly(a: str, b: str) -> bool:
    """Whether two names differ in a few letters only, and not in a number: a small word more, a title cut short."""
    if _NUMBERS.findall(a) != _NUMBERS.findall(b):
        return False
    one, other = (Counter(name[i : i + 2] for i in range(len(name) - 1)) for name in (a, b))
    return 2 * (one & other).total() >= _ALIKE * (one.total() + other.total()) > 0


def _together(a: Fact, b: Fact) -> bool:
    """Whether one sentence tells both: it would not name one thing twice."""
    return not {anchor.sentence for anchor in a.anchors}.isdisjoint(anchor.sentence for anchor in b.anchors)


def _shorter(a: Fact, b: Fact) -> bool:
    """Whether one post of a person is the other one told in fewer words ("Minister" after "Minister of Health")."""
    if _keys(a.roles.get("person", ())) != _keys(b.roles.get("person", ())):
        return False
    one, other = (_plain(fact.roles["title"][0].value) or "" for fact in (a, b))
    bodies = [_keys(fact.roles.get("organisation", ())) for fact in (a, b)]
    short = bodies[0] if len(one) < len(other) else bodies[1]
    return (one in other or other in one) and (not short or bodies[0] == bodies[1])


# What is told again in fewer or more words: the role that must be filled, and what to ask of the two facts.
_IN_OTHER_WORDS: Final[Mapping[str, tuple[str, Callable[[Fact, Fact], bool]]]] = {
    "commitment": ("amount", _told_by_receiver),
    "position": ("title", _shorter),
    "agreement": ("kind", _told_again),
    "activity": ("name", _same_name),
}


def _joined(a: Fact, b: Fact) -> Fact:
    roles: dict[str, tuple[Filler, ...]] = dict(a.roles)
    if a.type == "agreement" and _filled("kind", a, b) and a.roles["kind"][0].value == _ANY_INSTRUMENT:
        roles["kind"] = b.roles["kind"]
    for role, fillers in b.roles.items():
        if (a.type, role) in _FULLER and roles.get(role):
            roles[role] = max(roles[role], fillers, key=lambda each: len(each[0].value or ""))
            continue
        if (a.type, role) in _ONE_OF_TWO and roles.get(role):
            continue
        known = _keys(roles.get(role, ()))
        roles[role] = roles.get(role, ()) + tuple(f for f in fillers if not _keys([f]) <= known)
        if (a.type, role) == ADVANCING:
            roles[role] = most_advanced(roles[role])
    if a.type == "commitment" and _filled("provider", a, b):
        # Who receives in one of the two is not who gives.
        receivers = _keys(roles.get("recipient", ()))
        givers = tuple(filler for filler in roles["provider"] if not _keys([filler]) <= receivers)
        roles["provider"] = givers or roles["provider"]
    return replace(
        a,
        roles=roles,
        evidence=a.evidence + b.evidence,
        anchors=a.anchors + b.anchors,
        rules=tuple(sorted({*a.rules, *b.rules})),
    )


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Each stretch once, in text order; a stretch inside another says nothing more."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)


def most_advanced(statuses: Iterable[Filler]) -> tuple[Filler, ...]:
    """The status that is furthest on the way from request to disbursement."""
    order = ENUMERATIONS[ADVANCING]
    ranked = sorted(statuses, key=lambda filler: order.index(filler.value or order[0]))
    return tuple(ranked[-1:])


def merged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts, each once, in the order of their first evidence."""
    kept: list[Fact] = []
    sharing: defaultdict[object, list[int]] = defaultdict(list)
    for fact in facts:
        marks: set[object] = {
            (fact.type, role, key) for role, some in fact.roles.items() for key in _keys(some)
        }
        # Facts that are one have a filler in common, but for "the agreement" told again; of very many that share one
        # only the latest are looked at.
        if fact.type == "agreement":
            marks.add(fact.type)
        if fact.type == "activity" and _filled("name", fact):
            marks.add((_plain(fact.roles["name"][0].value) or "")[:_BEGINNING])
        near = {place for mark in marks for place in sharing[mark][-_LATEST:]}
        # "The agreement" is the one that was told last.
        latest_first = fact.type == "agreement"
        same = next((place for place in sorted(near, reverse=latest_first) if _same(kept[place], fact)), None)
        if same is None:
            same = len(kept)
            kept.append(fact)
        else:
            kept[same] = _joined(kept[same], fact)
        for mark in marks:
            if same not in sharing[mark][-_LATEST:]:
                sharing[mark].append(same)
    whole = (replace(fact, evidence=_spans(fact.evidence)) for fact in kept)
    return tuple(sorted(whole, key=lambda fact: (fact.evidence, fact.type, fact.rules)))
