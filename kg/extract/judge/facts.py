"""Features of a fact as a whole and of the values that an enumerated role may have."""

from collections.abc import Iterator
from typing import Final

from kg.extract.judge.features import EMPTY, neighbour, word
from kg.extract.judge.reading import Reading, Token
from kg.model import Fact

# The enumerated roles that are judged; the others are what the anchor says.
ENUMERATED: Final = {"commitment": ("flow", "status")}
_SAYING: Final = ("give", "flow", "ask", "thanks", "meeting", "instrument", "signed", "receive")
_MODALS: Final = frozenset({"if", "would", "could", "should"})
_NEAR: Final = 8


def of_fact(fact: Fact, guess: bool, reading: Reading) -> list[str]:
    """What can be seen of a fact, or of a guess that may be one."""
    sentence, first, last = reading.anchored(fact.anchors[0])
    tokens = reading.sentences[sentence]
    found = [
        "any",
        f"guess={guess}",
        f"roles={min(len(fact.roles), 5)}",
        f"told={min(len(fact.evidence), 3)}",
    ]
    found += [
        f"frame={name}" for name in sorted({rule.split("#")[0].split("/", 1)[-1] for rule in fact.rules})
    ]
    for role, fillers in fact.roles.items():
        found += (f"has={role}", f"has={role}{min(len(fillers), 3)}")
    found.append(f"sentence={min(sentence, 3)}")
    for token in tokens[first : last + 1]:
        found += [f"anchor={name}{_said(token, name)}" for name in token.kinds] or [f"anchor={token.word}"]
    kinds: set[str] = set().union(*(token.kinds for token in tokens))
    found += [f"with={name}" for name in kinds - EMPTY]
    found += [f"with={name} guess={guess}" for name in kinds - EMPTY]
    found += {f"with={name}{_said(token, name)}" for token in tokens for name in token.kinds & set(_SAYING)}
    agents = [token for token in tokens if token.kinds & {"government", "organisation", "person"}]
    left, right = sum(token.index < first for token in agents), sum(token.index > last for token in agents)
    found += (f"agents={min(len(agents), 4)}", f"agents L={min(left, 3)}", f"agents R={min(right, 3)}")
    found += sorted(
        {
            f"{'L' if token.index < first else 'R'}={name}"
            for token in agents
            for name in token.kinds & {"financier", "donor", "government", "person", "organisation"}
        }
    )
    found += (f"left={word(neighbour(tokens, first, -1))}", f"right={word(neighbour(tokens, last, 1))}")
    if any(token.word in _MODALS for token in tokens):
        found.append("modal")
    return found


def of_value(fact: Fact, role: str, value: str, reading: Reading) -> list[str]:
    """What can be seen of a value for an enumerated role: what the rules say, and the words that say values."""
    mine = [filler.value for filler in fact.roles.get(role, ())]
    filled = "rule" if value in mine else "other" if mine else "open"
    found = {"any", f"filled={filled}", *(f"rules={known}" for known in mine)}
    if filled == "rule":
        found |= {f"rule={rule}" for rule in fact.rules if f"#{role}-" in rule}
    sentence, first, last = reading.anchored(fact.anchors[0])
    found.update(_words(reading.sentences[sentence], first, last, value))
    for step in (-1, 1):
        if 0 <= sentence + step < len(reading.sentences):
            for token, name in _saying(reading.sentences[sentence + step]):
                found.add(f"by{step} {name}{_said(token, name)}")
                if _said(token, name) == f"={value}":
                    found.add(f"by{step} it")
    for giver in ("provider", "recipient"):
        for filler in fact.roles.get(giver, ()):
            if filler.entity is not None:
                found.add(f"{giver}={reading.entities[filler.entity].type}")
    found |= {f"frame={rule.split('#')[0].split('/', 1)[-1]}" for rule in fact.rules}
    found |= {f"has={other}" for other in fact.roles}
    if role != "flow":
        found |= {f"flow={filler.value}" for filler in fact.roles.get("flow", ())}
    return sorted(found)


def _words(tokens: list[Token], first: int, last: int, value: str) -> Iterator[str]:
    for token, name in _saying(tokens):
        said = _said(token, name)
        i = token.index
        side = "L" if i < first else "R" if i > last else "in"
        near = "near" if min(abs(i - first), abs(i - last)) < _NEAR else "far"
        yield f"{name}{said}"
        yield f"{name}{said} {side} {near}"
        if said == f"={value}":
            yield "said"
            yield f"said {name} {side}"


def _saying(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    for token in tokens:
        for name in _SAYING:
            if name in token.kinds:
                yield token, name


def _said(token: Token, name: str) -> str:
    value = token.mention.readings.get(name) if token.mention else None
    return f"={value}" if isinstance(value, str) and value else ""
