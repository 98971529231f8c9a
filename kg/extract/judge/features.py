"""Features of a candidate for a role: short names of what can be seen of it, which the weights speak of."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from kg import schema
from kg.extract.judge.candidates import Candidate
from kg.extract.judge.reading import Place, Reading, Token, key
from kg.model import Fact, Filler

# Kinds of word that tell nothing of what stands beside them.
EMPTY: Final = frozenset(
    {
        "article",
        "and",
        "stop",
        "number",
        "honorific",
        "preposition",
        "name_like",
        "ordinal",
        "of",
        "said_before",
    }
    | {"headline", "unit", "numeral"}
)
AGENTS: Final = frozenset({"government", "organisation", "person"})
_ALIKE: Final = frozenset({"sector", "date", "period", "place", "strategy", "project_name", "facility"})
_VERBS: Final = frozenset({"money", "give", "ask", "receive", "meeting", "signed", "instrument"})
_TELLING: Final = frozenset(
    {
        "money",
        "give",
        "ask",
        "receive",
        "thanks",
        "signed",
        "of_which",
        "meeting",
        "through",
        "project",
        "flow",
    }
    | {"aid", "instrument"}
)
_CLASSES: Final = ("government", "place", "demonym", "organisation", "person", "sector", "project_name")
_SOURCES: Final = ("financier", "donor")
_FAR: Final = ((2, "0"), (6, "5"), (13, "12"), (26, "25"))


@dataclass(frozen=True, slots=True)
class Roles:
    """Who fills which role in the facts of a document, by the rules."""

    count: Counter[tuple[str, str, object]]
    facts: Counter[tuple[str, str]]
    where: Mapping[object, Set[tuple[str, str]]]

    @classmethod
    def of(cls, facts: Sequence[Fact]) -> "Roles":
        count: Counter[tuple[str, str, object]] = Counter()
        filled: Counter[tuple[str, str]] = Counter()
        where: defaultdict[object, set[tuple[str, str]]] = defaultdict(set)
        for fact in facts:
            for role, fillers in fact.roles.items():
                filled[fact.type, role] += len(fillers)
                count.update((fact.type, role, key(filler)) for filler in fillers)
                for filler in fillers:
                    where[key(filler)].add((fact.type, role))
        return cls(count, filled, where)


def of_candidate(
    fact: Fact, role: str, candidate: Candidate, reading: Reading, roles: Roles, alone: bool
) -> set[str]:
    """What can be seen of a candidate; ``alone``: it is the only one for the role."""
    kind = schema.ROLES[fact.type][role]
    filled = "rule" if candidate.by_rule else "other" if fact.roles.get(role) else "open"
    place = candidate.place
    classes = list(_classes(candidate.filler, place.token if place else None, reading))
    found = {
        "any",
        f"filled={filled}",
        f"count={min(reading.count[kind, key(candidate.filler)], 5)}",
        *classes,
    }
    if alone:
        found.add("alone")
    if candidate.by_rule:
        found.update(_rules(fact, role))
    found.update(_elsewhere(fact, role, candidate.filler, roles))
    if "amount" in fact.roles:
        found.add("sum")
    found.update(f"has={other}" for other in fact.roles if other != role)
    if place is None:
        found.add("nowhere")
        return found
    sentence, first, last = candidate.anchor
    tokens = reading.sentences[place.sentence]
    same = place.sentence == sentence
    where = _where(place.sentence, sentence)
    found.update((f"at={where}", f"at={where} {filled}"))
    found.update(f"{name} {'same' if same else 'apart'} {filled}" for name in classes)
    found |= _beside(reading, place)
    if same:
        found.update(_between(tokens, place.token, first, last, filled, classes))
    else:
        found.update(f"there={name}" for name in reading.kinds[place.sentence] & _TELLING)
    return found | _around(reading, candidate.anchor)


def _classes(filler: Filler, token: Token | None, reading: Reading) -> Iterator[str]:
    if filler.entity is None:
        return
    yield f"class={reading.entities[filler.entity].type}"
    yield "unknown" if filler.entity.startswith("?") else "known"
    if token is not None:
        yield from (name for name in _SOURCES if name in token.kinds)
        yield "as=" + "|".join(name for name in _CLASSES if name in token.kinds)


def _rules(fact: Fact, role: str) -> Iterator[str]:
    """The rules that filled the role, without the language: what a rule is called tells what it looks for."""
    for rule in fact.rules:
        if f"#{role}-" in rule:
            yield "rule=" + rule
    yield f"frame={frame(fact.rules[0])}"


def frame(rule: str) -> str:
    """The frame of a rule without its language: ``commitment/sum`` of ``en/commitment/sum#provider-1``."""
    return rule.partition("#")[0].split("/", 1)[-1]


def side_of(i: int, first: int, last: int) -> str:
    """On which side of an anchor (its first and last token) a token stands: L, R, or in it."""
    return "L" if i < first else "R" if i > last else "in"


def _elsewhere(fact: Fact, role: str, filler: Filler, roles: Roles) -> Iterator[str]:
    """What the filler is in the other roles of this fact and in other facts."""
    own = key(filler)
    for type_, other in roles.where.get(own, ()):
        if type_ != fact.type:
            yield f"in {type_}.{other}"
    for other, fillers in fact.roles.items():
        mine = any(key(known) == own for known in fillers)
        if other != role and mine:
            yield f"also={other}"
    kind = schema.ROLES[fact.type][role]
    for other, its_kind in schema.ROLES[fact.type].items():
        if its_kind != kind:
            continue
        fillers = fact.roles.get(other, ())
        count = roles.count[fact.type, other, own] - any(key(known) == own for known in fillers)
        if other != role:
            if count:
                yield f"elsewhere={other}"
            continue
        facts = roles.facts[fact.type, role] - len(fillers)
        yield f"often={min(count, 3)}"
        if count and count == facts:
            yield "always"
        if count and count * 2 >= facts:
            yield "mostly"


def _where(number: int, sentence: int) -> str:
    if number == sentence:
        return "same"
    if number == 0:
        return "title"
    return f"{'before' if number < sentence else 'after'}{min(abs(number - sentence), 4)}"


def _around(reading: Reading, anchor: tuple[int, int, int]) -> frozenset[str]:
    """What the anchor is, and what its sentence speaks of."""
    if anchor not in reading.seen:
        sentence, first, last = anchor
        tokens = reading.sentences[sentence][first : last + 1]
        kinds = [f"anchor={name}" for token in tokens for name in token.kinds - EMPTY]
        reading.seen[anchor] = frozenset(kinds).union(
            f"with={name}" for name in reading.kinds[sentence] & _TELLING
        )
    return reading.seen[anchor]


def _beside(reading: Reading, place: Place) -> frozenset[str]:
    """What stands on either side of a place."""
    where = (place.sentence, place.token.index)
    if where not in reading.seen:
        tokens, i = reading.sentences[place.sentence], place.token.index
        before, after = neighbour(tokens, i, -1), neighbour(tokens, i, 1)
        found = {f"left={word(before)}", f"right={word(after)}"}
        if i and tokens[i - 1] is not before:
            found.add(f"next left={word(tokens[i - 1])}")
        reading.seen[where] = frozenset(found)
    return reading.seen[where]


def _between(
    tokens: Sequence[Token],
    token: Token,
    first: int,
    last: int,
    filled: str,
    classes: Sequence[str],
) -> Iterator[str]:
    i = token.index
    side = side_of(i, first, last)
    between = tokens[i + 1 : first] if side == "L" else tokens[last + 1 : i] if side == "R" else ()
    yield f"side={side}"
    yield f"far={side}" + next((name for limit, name in _FAR if len(between) < limit), "more")
    kinds: set[str] = set().union(*(each.kinds for each in between))
    rivals = sum(_like(token, each) for each in between)
    yield f"rivals={side}{min(rivals, 3)}"
    yield f"rivals={side}{min(rivals, 2)} {filled}"
    yield from (f"past={side} {name}" for name in kinds - EMPTY)
    if not kinds & _VERBS:
        yield f"straight={side}"
    yield f"left={word(neighbour(tokens, i, -1))} {side}"
    yield from (f"{name} {side} {rivals > 0}" for name in classes[:1])


def _like(token: Token, other: Token) -> bool:
    """Whether another token could fill the role just as well."""
    return bool(token.kinds & other.kinds & _ALIKE) or bool(token.kinds & AGENTS and other.kinds & AGENTS)


def neighbour(tokens: Sequence[Token], i: int, step: int) -> Token | None:
    """The next token on one side that is more than an article or the like."""
    i += step
    while 0 <= i < len(tokens):
        token = tokens[i]
        if not token.kinds or token.kinds - EMPTY:
            return token
        i += step
    return None


def word(token: Token | None) -> str:
    """A token in short: its kinds, else the word, else that there is none."""
    if token is None:
        return "edge"
    return "|".join(sorted(token.kinds.difference(_SOURCES))) if token.kinds else token.word[:12]
