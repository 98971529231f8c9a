"""Frames: an anchor on a tape, and around it the patterns that fill the roles of a fact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.grammar.alphabet import ANCHOR
from kg.grammar.patterns import Compiler, Found, Pattern
from kg.grammar.tape import Part, Tape
from kg.schema import ENUMERATIONS, ROLES

_BACK = 3  # how many sentences a pattern marked "before:" looks back


@dataclass(frozen=True, slots=True)
class RolePattern:
    """One way to fill a role: where to look, for what, and whether to add to what other ways have found.

    Scopes: ``here`` (around the anchor), ``before`` (the sentences just before, the nearest first), ``earlier`` (all
    sentences before), ``after`` (the next sentence), ``anywhere``.
    """

    name: str
    scope: str
    pattern: Pattern
    adds: bool

    @classmethod
    def read(cls, name: str, source: str, compiler: Compiler) -> "RolePattern":
        """``before: <provider:agent>`` looks back; without a scope it looks around the anchor; ``also`` first: adds."""
        adds = source.startswith("also ")
        wanted = source.removeprefix("also ")
        scope, colon, rest = wanted.partition(": ")
        if colon and scope in {"here", "before", "earlier", "after", "anywhere"}:
            return cls(name, scope, compiler.compile(rest), adds)
        return cls(name, "here", compiler.compile(wanted), adds)


@dataclass(frozen=True, slots=True)
class Frame:
    """One ``[[frame]]`` of a language: which fact it makes, where it is anchored, what it needs and fills.

    ``guess`` says that drafts which lack what it needs (where it needs nothing: all) are not thrown away: they may be
    facts, and the weights decide.
    """

    name: str
    fact: str
    anchor: Pattern
    roles: Mapping[str, Sequence[RolePattern]]
    constants: Mapping[str, Sequence[str]]
    unless: Sequence[Pattern]
    needs: Sequence[frozenset[str]]
    guess: bool

    @classmethod
    def read(cls, language: str, data: Mapping[str, Any], compiler: Compiler) -> "Frame":
        """The frame as it stands in ``frames.toml``. Raises ValueError on a role its fact does not have."""
        name = f"{language}/{data['fact']}/{data['name']}"
        unknown = (data.get("roles", {}).keys() | data.get("set", {}).keys()) - ROLES[data["fact"]].keys()
        if unknown:
            raise ValueError(f"{name}: {data['fact']} has no role {', '.join(sorted(unknown))}")
        return cls(
            name=name,
            fact=data["fact"],
            anchor=compiler.compile(data["anchor"]),
            roles={
                role: [
                    RolePattern.read(f"{name}#{role}-{i}", source, compiler)
                    for i, source in enumerate(sources, 1)
                ]
                for role, sources in data.get("roles", {}).items()
            },
            constants={
                role: [value] if isinstance(value, str) else value
                for role, value in data.get("set", {}).items()
            },
            unless=[compiler.compile(source) for source in data.get("unless", ())],
            needs=[frozenset(group.split("|")) for group in data.get("needs", ())],
            guess=data.get("guess", False),
        )


@dataclass(slots=True)
class Draft:
    """A fact in the making: parts by role, constants, the folded stretches that state it, the rules used."""

    type: str
    sentence: int
    anchor: tuple[int, int]
    parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    constants: Mapping[str, Sequence[str]] = field(default_factory=dict)
    stretches: dict[int, tuple[int, int]] = field(default_factory=dict)
    rules: set[str] = field(default_factory=set)
    guess: bool = False

    def add(
        self, found: Found, tape: Tape, sentence: int, rule: str, roles: Sequence[str] | None = None
    ) -> None:
        """Take over what a pattern captured, for roles that are still open, and the stretch it matched."""
        taken = {
            role: parts
            for role, parts in found.parts.items()
            if role in ROLES[self.type]
            and role not in self.parts
            and (roles is None or role in roles)
            and self._says(role, parts)
        }
        for part in found.parts.get("of", ()):
            if part.mention is not None:
                taken |= {
                    role: parts
                    for role, parts in part.mention.parts.items()
                    if role in ROLES[self.type] and role not in self.parts
                }
        if not taken and self.rules:
            return
        self.parts.update(taken)
        self.rules.add(rule)
        self._cover(sentence, tape, found, taken)

    def _says(self, role: str, parts: Sequence[Part]) -> bool:
        """Whether captured words say a value of an enumerated role ("give" says no status, so others are asked)."""
        values = ENUMERATIONS.get((self.type, role))
        return values is None or any(part.value in values for part in parts)

    def extend(self, found: Found, tape: Tape, sentence: int, rule: str, role: str) -> None:
        """Add to a role what a pattern captured for it."""
        known = self.parts.get(role, ())
        places = {(part.start, part.end) for part in known}
        new = tuple(part for part in found.parts[role] if (part.start, part.end) not in places)
        if new:
            self.parts[role] = known + new
            self.rules.add(rule)
            self._cover(sentence, tape, found, {role: new})

    def _cover(self, sentence: int, tape: Tape, found: Found, taken: Mapping[str, tuple[Part, ...]]) -> None:
        start, end = tape.extent(found.start, found.end)
        if sentence != self.sentence and taken:
            start = min(part.start for parts in taken.values() for part in parts)
            end = max(part.end for parts in taken.values() for part in parts)
        known = self.stretches.get(sentence, (start, end))
        self.stretches[sentence] = (min(start, known[0]), max(end, known[1]))


def drafts(frames: Sequence[Frame], tapes: Sequence[Tape], sentence: int) -> Iterator[Draft]:
    """All drafts that the frames make in one sentence (its number in ``tapes``)."""
    tape = tapes[sentence]
    for frame in frames:
        for found in frame.anchor.all(tape):
            anchored = tape.anchored(found.start, found.end, ANCHOR)
            if any(pattern.search(anchored) for pattern in frame.unless):
                continue
            draft = Draft(
                frame.fact, sentence, tape.extent(found.start, found.end), constants=frame.constants
            )
            draft.add(found, tape, sentence, frame.name)
            for role, patterns in frame.roles.items():
                if role not in draft.parts:
                    _fill(draft, role, patterns, anchored, tapes)
            complete = all(group & (draft.parts.keys() | draft.constants.keys()) for group in frame.needs)
            draft.guess = frame.guess and not (frame.needs and complete)
            if complete or draft.guess:
                yield draft


def _fill(
    draft: Draft, role: str, patterns: Sequence[RolePattern], anchored: Tape, tapes: Sequence[Tape]
) -> None:
    for pattern in patterns:
        if role in draft.parts and not pattern.adds:
            continue
        for number, tape in _scope(pattern.scope, draft.sentence, anchored, tapes):
            found = pattern.pattern.search(tape)
            if found and role in found.parts:
                if pattern.adds:
                    draft.extend(found, tape, number, pattern.name, role)
                else:
                    draft.add(found, tape, number, pattern.name)
                break


def _scope(scope: str, sentence: int, anchored: Tape, tapes: Sequence[Tape]) -> Iterator[tuple[int, Tape]]:
    if scope == "here":
        yield sentence, anchored
    elif scope in {"before", "earlier"}:
        first = 0 if scope == "earlier" else max(0, sentence - _BACK)
        for number in range(sentence - 1, first - 1, -1):
            yield number, tapes[number]
    elif scope == "after":
        if sentence + 1 < len(tapes):
            yield sentence + 1, tapes[sentence + 1]
    else:
        yield from enumerate(tapes)
