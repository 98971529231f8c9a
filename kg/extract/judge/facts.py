"""Features of a fact as a whole and of the values that an enumerated role may have."""

from collections.abc import Iterator, Sequence
from typing import Final

from kg.extract.judge.features import AGENTS, EMPTY, frame, neighbour, side_of, word
from kg.extract.judge.reading import Reading, Token
from kg.model import Fact

# The enumerated roles that are judged; the others are what the anchor says.
ENUMERATED: Final = {"commitment": ("flow", "status")}
_SAYING: Final = frozenset({"give", "flow", "ask", "thanks", "meeting", "instrument", "signed", "receive"})
_GIVERS: Final = frozenset({"financier", "donor", *AGENTS})
_MODALS: Final = frozenset({"if", "would", "could", "should"})
_NEAR: Final = 8


def of_fact(fact: Fact, guess: bool, reading: Reading) -> set[str]:
    """What can be seen of a fact, or of a guess that may be one."""
    sentence, first, last = reading.anchored(fact.anchors[0])
    tokens, kinds = reading.sentences[sentence], reading.kinds[sentence] - EMPTY
    found = {
        "any",
        f"guess={guess}",
        f"roles={min(len(fact.roles), 5)}",
        f"told={min(len(fact.evidence), 3)}",
    }
    found.update(f"frame={frame(rule)}" for rule in fact.rules)
    for role, fillers in fact.roles.items():
        found.update((f"has={role}", f"has={role}{min(len(fillers), 3)}"))
    found.add(f"sentence={min(sentence, 3)}")
    for token in tokens[first : last + 1]:
        found.update(
            [f"anchor={name}{_said(token, name)}" for name in token.kinds] or [f"anchor={token.word}"]
        )
    found.update(f"with={name}" for name in kinds)
    found.update(f"with={name} guess={guess}" for name in kinds)
    found.update(f"with={name}{said}" for _, name, said in _saying(reading, sentence))
    agents = [token for token in tokens if not AGENTS.isdisjoint(token.kinds)]
    left, right = sum(token.index < first for token in agents), sum(token.index > last for token in agents)
    found.update((f"agents={min(len(agents), 4)}", f"agents L={min(left, 3)}", f"agents R={min(right, 3)}"))
    for token in agents:
        found.update(f"{'L' if token.index < first else 'R'}={name}" for name in token.kinds & _GIVERS)
    found.update((f"left={word(neighbour(tokens, first, -1))}", f"right={word(neighbour(tokens, last, 1))}"))
    if any(token.word in _MODALS for token in tokens):
        found.add("modal")
    return found


def of_values(
    fact: Fact, role: str, values: Sequence[str], reading: Reading
) -> Iterator[tuple[str, set[str]]]:
    """What can be seen of each value for an enumerated role: what the rules say, and the words that say values."""
    sentence, first, last = reading.anchored(fact.anchors[0])
    common = {"any", *(f"frame={frame(rule)}" for rule in fact.rules)}
    common.update(f"has={other}" for other in fact.roles)
    for giver in ("provider", "recipient"):
        common.update(
            f"{giver}={reading.entities[filler.entity].type}"
            for filler in fact.roles.get(giver, ())
            if filler.entity is not None
        )
    if role != "flow":
        common.update(f"flow={filler.value}" for filler in fact.roles.get("flow", ()))
    words = [
        (f"{name}{said}", said, f"said {name} {side}", f"{name}{said} {side} {near}")
        for token, name, said in _saying(reading, sentence)
        for side, near in [_side(token.index, first, last)]
    ]
    common.update(name for each in words for name in (each[0], each[3]))
    beside = [
        (f"by{step} {name}{said}", said, f"by{step} it")
        for step in (-1, 1)
        if 0 <= sentence + step < len(reading.sentences)
        for _, name, said in _saying(reading, sentence + step)
    ]
    common.update(each[0] for each in beside)
    mine = [filler.value for filler in fact.roles.get(role, ())]
    common.update(f"rules={known}" for known in mine)
    for value in values:
        found = set(common)
        found.add("filled=rule" if value in mine else "filled=other" if mine else "filled=open")
        if value in mine:
            found.update(f"rule={rule}" for rule in fact.rules if f"#{role}-" in rule)
        for _, said, here, _ in words:
            if said == f"={value}":
                found.update(("said", here))
        found.update(here for _, said, here in beside if said == f"={value}")
        yield value, found


def _side(i: int, first: int, last: int) -> tuple[str, str]:
    return side_of(i, first, last), "near" if min(abs(i - first), abs(i - last)) < _NEAR else "far"


def _saying(reading: Reading, sentence: int) -> Iterator[tuple[Token, str, str]]:
    """The words of a sentence that may say a value: token, kind, and "=value" where it says one."""
    if _SAYING.isdisjoint(reading.kinds[sentence]):
        return
    for token in reading.sentences[sentence]:
        for name in _SAYING & token.kinds:
            yield token, name, _said(token, name)


def _said(token: Token, name: str) -> str:
    value = token.mention.readings.get(name) if token.mention else None
    return f"={value}" if isinstance(value, str) and value else ""
